//! A list of articles.

use super::Date;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::Article;

/// How much of an article a list shows, in characters.
const EXCERPT: usize = 160;

/// Articles as cards: picture, headline, date, a sentence.
#[component]
pub fn CardList(articles: Vec<Article>) -> impl IntoView {
    let store = Store::of_page();
    let cards: Vec<_> = articles
        .into_iter()
        .map(|article| {
            let href = store.href(&Route::Article(article.slug.clone()));
            let excerpt = article.excerpt(EXCERPT).map(|text| view! { <p>{text}</p> });
            let date = article.published.map(|at| view! { <Date at=at/> });
            // The picture adds nothing to the headline beside it, so it is silent to a screen reader.
            let picture = article.image.map(|src| {
                view! { <img src=src alt="" width="320" height="180" loading="lazy" decoding="async"/> }
            });
            view! { <li>{picture}<div><h3><a href=href>{article.title}</a></h3>{date}{excerpt}</div></li> }
        })
        .collect();
    view! { <ul class="cards">{cards}</ul> }
}
