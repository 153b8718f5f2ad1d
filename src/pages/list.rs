//! All news, or one category, a page at a time.

use super::with_document;
use crate::components::{Aside, CardList, Pagination};
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::number;

pub fn list(store: &Store, route: Route) -> impl IntoView {
    let headline = store.headline(&route);
    let Some(feed) = store.list(&route) else { return super::not_found::not_found().into_any() };
    let title = headline.clone();
    let content = with_document(feed, headline, move |feed| {
        let articles = feed.articles.clone();
        let count = feed.listing.map(|listing| {
            view! { <p class="count">{format!("{} bài", number::integer(u64::from(listing.total)))}</p> }
        });
        let empty = articles.is_empty().then(|| view! { <p>"Chưa có tin nào trong mục này."</p> });
        let pages = feed.listing.map(|listing| view! { <Pagination route=route.clone() listing=listing/> });
        view! {
            <h1>{title.clone()}</h1>
            {count}
            {empty}
            <CardList articles=articles heading=2/>
            {pages}
        }
        .into_any()
    });
    view! { <div class="page"><div class="column">{content}</div><Aside/></div> }.into_any()
}
