//! The articles that are read most.

use super::text_island::text_island;
use crate::data::{Store, popular};
use crate::route::Route;
use leptos::prelude::*;
use trangxa_markup::draw;
use trangxa_words::lists;

/// How many articles are shown.
const SHOWN: usize = 5;

/// The section "Đọc nhiều", with each article's views. Empty until a counter has answered. A counter
/// names paths only; the titles are the site's own.
#[component]
pub(crate) fn MostRead() -> impl IntoView {
    let store = Store::of_page();
    text_island(
        "",
        Box::new(move |out| {
            let (days, ranked) = store.popular().with(popular::ranked);
            let mut shown = 0;
            for (slug, views) in ranked {
                let Some(title) = store.known_title(&slug).filter(|_| shown < SHOWN) else { continue };
                if shown == 0 {
                    draw!(out, "<section class='section popular' aria-labelledby='doc-nhieu'>");
                    draw!(out, "<h2 id='doc-nhieu'>{}</h2><ol>", lists::most_read(days));
                }
                let href = store.href(&Route::Article(slug));
                draw!(out, "<li><a href='{}'>{}</a> <small>{}</small></li>", href, title, lists::views(views));
                shown += 1;
            }
            if shown > 0 {
                draw!(out, "</ol></section>");
            }
            None
        }),
    )
}
