//! The list of all news, or of one category, in pages.

use super::document_view::with_state;
use crate::components::Erase as _;
use crate::components::{Aside, CardList, Pagination};
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_words::lists;

pub(crate) fn list(store: &Store, route: Route) -> AnyView {
    let headline = store.headline(&route);
    let title = headline.clone();
    let (here, shown) = (store.clone(), route.clone());
    let content = with_state(
        move || here.shown_list(&shown),
        headline,
        None,
        move |feed| {
            let articles = feed.articles.clone();
            let count = feed.listing.map(lists::count);
            let empty = articles.is_empty().then_some(lists::NO_NEWS_IN_LIST);
            let pages = feed.listing.map(|listing| view! { <Pagination route=route.clone() listing=listing/> }.erase());
            view! {
                <h1>{title.clone()}</h1>
                <p class="count">{count}</p>
                <p>{empty}</p>
                <h2 class="hidden">"Danh sách bài"</h2>
                <CardList articles=articles/>
                {pages}
            }
            .erase()
        },
    );
    view! { <div class="page"><div class="column">{content}</div><Aside/></div> }.erase()
}
