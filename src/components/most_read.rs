//! What is read most.

use super::drawn::drawn;
use crate::data::{Store, popular};
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::number::integer;
use trangxa_parts::{Markup, draw};

/// How many articles are shown.
const SHOWN: usize = 5;

/// "Đọc nhiều": nothing until a counter has told, and nothing where it cannot. The titles are the site's own.
#[component]
pub fn MostRead() -> impl IntoView {
    let store = Store::of_page();
    let markup = move || {
        let (days, ranked) = store.popular().with(popular::ranked);
        let mut out = Markup::default();
        let mut shown = 0;
        for (slug, views) in ranked {
            let Some(title) = store.known_title(&slug).filter(|_| shown < SHOWN) else { continue };
            if shown == 0 {
                draw!(out, "<section class='section popular' aria-labelledby='doc-nhieu'>");
                draw!(out, "<h2 id='doc-nhieu'>Đọc nhiều trong {} ngày</h2><ol>", days);
            }
            let href = store.href(&Route::Article(slug));
            draw!(out, "<li><a href='{}'>{}</a> <small>{} lượt xem</small></li>", href, title, integer(views));
            shown += 1;
        }
        if shown > 0 {
            draw!(out, "</ol></section>");
        }
        out.finish()
    };
    drawn("", Box::new(markup))
}
