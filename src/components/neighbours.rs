//! Links to the articles before and after.

use super::erase::Erase as _;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::Article;

/// Links to the articles published just before and just after this one. Nothing where there are none.
#[component]
pub(crate) fn Neighbours(previous: Option<Article>, next: Option<Article>) -> impl IntoView {
    let link = |article: Option<Article>, class: &'static str, word: &'static str| {
        article.map(|article| {
            let href = Store::of_page().href(&Route::Article(article.slug));
            view! { <a class=class href=href><small>{word}</small>{article.title}</a> }.erase()
        })
    };
    (previous.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="neighbours noprint" aria-label="Bài trước và bài sau">
                {link(previous, "previous", "Bài trước")}
                {link(next, "next", "Bài sau")}
            </nav>
        }
        .erase()
    })
}
