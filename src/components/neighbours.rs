//! Links to the articles before and after.

use super::text_island::text_island;
use crate::data::Store;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_markup::draw;
use trangxa_model::Article;
use trangxa_words::article;

/// Links to the articles published just before and just after this one. Nothing where there are none.
#[component]
pub(crate) fn Neighbours(previous: Option<Article>, next: Option<Article>) -> impl IntoView {
    let store = Store::of_page();
    (previous.is_some() || next.is_some()).then(|| {
        text_island(
            "",
            Box::new(move |out| {
                draw!(out, "<nav class='neighbours noprint' aria-label='{}'>", article::NEIGHBOURS);
                for (neighbour, class, word) in
                    [(&previous, "previous", article::PREVIOUS), (&next, "next", article::NEXT)]
                {
                    if let Some(neighbour) = neighbour {
                        let href = store.href(&Route::Article(neighbour.slug.clone()));
                        draw!(
                            out,
                            "<a class='{}' href='{}'><small>{}</small>{}</a>",
                            class,
                            href,
                            word,
                            neighbour.title
                        );
                    }
                }
                draw!(out, "</nav>");
                None
            }),
        )
    })
}
