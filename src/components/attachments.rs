//! The attached files of an article.

use super::part_island::part_island;
use crate::data::Store;
use crate::parts::Part;
use leptos::prelude::*;
use trangxa_markup::{Markup, draw};
use trangxa_model::feed::Attachment;
use trangxa_model::number;
use trangxa_part::in_part;
use trangxa_views::{file_kind, file_name};

/// A link to each file, with the file's title or name, its type and its size.
#[component]
pub(crate) fn Attachments(attachments: Vec<Attachment>) -> impl IntoView {
    let draw = Box::new(move |out: &mut Markup| {
        draw_attachments(out, &attachments);
        None
    });
    part_island("", &Store::of_page(), Part::Articles, draw)
}

in_part! { "articles", "00000000000000000000000000000011",
    /// Draws the links. The part that shows the text of an article which the browser has fetched has them, too.
    fn draw_attachments(out: &mut Markup, attachments: &[Attachment]) {
        draw!(out, "<section class='attachments' aria-labelledby='tep'><h2 id='tep'>Tệp đính kèm</h2><ul>");
        for file in attachments.iter().filter(|file| !file.is_recording()) {
            let name = file.title.as_deref().unwrap_or_else(|| file_name(&file.url));
            draw!(out, "<li><a href='{}' download>{}</a> <small>", file.url, name);
            let kind = file_kind(&file.mime_type, &file.url);
            let size = file.size.map(number::bytes);
            let between = if kind.is_some() && size.is_some() { " · " } else { "" };
            draw!(out, "{}{}{}</small></li>", kind.unwrap_or_default(), between, size.unwrap_or_default());
        }
        draw!(out, "</ul></section>");
    }
}
