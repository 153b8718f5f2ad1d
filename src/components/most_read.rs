//! What is read most.

use super::drawn::drawn;
use crate::data::Store;
use leptos::prelude::*;

/// "Đọc nhiều": nothing until a counter has told, and nothing where it cannot.
#[component]
pub fn MostRead() -> impl IntoView {
    let popular = Store::of_page().popular().clone();
    drawn("", Box::new(move || popular.get()))
}

/// The list as text: of each article its address, its title and how often it was viewed in so many days.
#[cfg(feature = "hydrate")]
pub fn most_read(days: u64, articles: &[(String, String, u64)]) -> String {
    use crate::markup::{Markup, draw};
    let mut out = Markup::default();
    if !articles.is_empty() {
        draw!(out, "<section class='section popular' aria-labelledby='doc-nhieu'>");
        draw!(out, "<h2 id='doc-nhieu'>Đọc nhiều trong {} ngày</h2><ol>", days);
        for (href, title, views) in articles {
            let views = trangxa_model::number::integer(*views);
            draw!(out, "<li><a href='{}'>{}</a> <small>{} lượt xem</small></li>", href, title, views);
        }
        draw!(out, "</ol></section>");
    }
    out.finish()
}
