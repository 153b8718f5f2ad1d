//! Links to the articles before and after.

use super::erase::Erase as _;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::Article;
use trangxa_words::article;

/// Links to the articles published just before and just after this one. Nothing where there are none.
#[component]
pub(crate) fn Neighbours(previous: Option<Article>, next: Option<Article>) -> impl IntoView {
    let link = |neighbour: Option<Article>, class: &'static str, word: &'static str| {
        neighbour.map(|neighbour| {
            let href = Store::of_page().href(&Route::Article(neighbour.slug));
            view! { <a class=class href=href><small>{word}</small>{neighbour.title}</a> }.erase()
        })
    };
    (previous.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="neighbours noprint" aria-label=article::NEIGHBOURS>
                {link(previous, "previous", article::PREVIOUS)}
                {link(next, "next", article::NEXT)}
            </nav>
        }
        .erase()
    })
}
