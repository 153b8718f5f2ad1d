//! The home page: a lead story, the newest, and a section for each category.

use super::with_document;
use crate::components::{Aside, CardList, Lead};
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::{Article, Feed};

/// How many of the newest stand beside the lead.
const NEWEST: usize = 6;
/// How many of a category stand in its section.
const SECTION: usize = 3;

pub fn home(store: &Store) -> impl IntoView {
    let headline = store.headline(&Route::Home);
    let Some(feed) = store.list(&Route::Home) else { return super::not_found::not_found().into_any() };
    let here = store.clone();
    let news = with_document(feed, headline.clone(), move |feed| content(&here, &feed).into_any());
    view! {
        <div class="page">
            <h1 class="hidden">{headline}</h1>
            <div class="column">{news}</div>
            <Aside/>
        </div>
    }
    .into_any()
}

fn content(store: &Store, feed: &Feed) -> impl IntoView + use<> {
    let mut articles = feed.articles.iter();
    let Some(lead) = articles.next().cloned() else {
        return view! { <p>"Chưa có tin nào."</p> }.into_any();
    };
    let newest: Vec<Article> = articles.take(NEWEST).cloned().collect();
    let shown: Vec<&str> = std::iter::once(&lead).chain(&newest).map(|article| article.id.as_str()).collect();
    let sections: Vec<AnyView> = store
        .site()
        .categories
        .iter()
        .filter_map(|category| {
            let of_category = feed
                .articles
                .iter()
                .chain(&feed.more)
                .filter(|article| article.category.as_ref() == Some(&category.id) && !shown.contains(&article.id.as_str()));
            let articles: Vec<Article> = of_category.take(SECTION).cloned().collect();
            let route = Route::Category { id: category.id.clone(), page: 1 };
            let href = store.href(&route);
            let id = format!("muc-{}", category.id);
            let (labelled, name) = (id.clone(), category.name.clone());
            (!articles.is_empty()).then(|| {
                view! {
                    <section class="section" aria-labelledby=labelled>
                        <h2 id=id><a href=href>{name}</a></h2>
                        <CardList articles=articles heading=3/>
                    </section>
                }
                .into_any()
            })
        })
        .collect();
    let all = store.href(&Route::News { page: 1 });
    view! {
        <Lead article=lead/>
        <section class="section" aria-labelledby="moi">
            <h2 id="moi"><a href=all.clone()>"Tin mới"</a></h2>
            <CardList articles=newest heading=3/>
            <p class="more"><a href=all>"Xem tất cả tin"</a></p>
        </section>
        {sections}
    }
    .into_any()
}
