//! A list of articles.

use super::date::Date;
use super::erase::Erase as _;
use super::excerpt::excerpt;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::Article;

/// The length of an excerpt in a list, in characters.
const EXCERPT: usize = 160;
/// How wide the pictures are: 10 and 6.5 rem in `style/cards.css`, of 17 px.
const SIZES: &str = "(min-width: 576px) 170px, 110px";

/// Articles as cards: picture, headline, date, excerpt. `brief` is for a list on the home page: no excerpts, and pictures in the first so
/// many cards only.
#[component]
pub(crate) fn CardList(articles: Vec<Article>, #[prop(optional)] brief: Option<usize>) -> impl IntoView {
    let store = Store::of_page();
    let cards: Vec<_> = articles
        .into_iter()
        .enumerate()
        .map(|(i, article)| {
            let href = store.href(&Route::Article(article.slug.clone()));
            let excerpt = excerpt(&article, EXCERPT).filter(|_| brief.is_none()).map(|text| view! { <p>{text}</p> }.erase());
            let date = article.published.map(|at| view! { <Date at=at/> }.erase());
            // The picture adds nothing to the headline, so its alternative text is empty. A browser fetches it as soon as it has its
            // address, so `loading` comes first.
            let srcset = article.srcset;
            let picture = article.image.filter(|_| brief.is_none_or(|pictures| i < pictures)).map(|src| {
                view! { <img loading="lazy" decoding="async" sizes=SIZES srcset=srcset src=src alt="" width="320" height="180"/> }
                    .erase()
            });
            view! { <li>{picture}<div><h3><a href=href>{article.title}</a></h3>{date}{excerpt}</div></li> }.erase()
        })
        .collect();
    view! { <ul class="cards">{cards}</ul> }.erase()
}
