//! The notice on every page of an archived site.

use super::text_island::text_island;
use crate::data::Store;
use leptos::prelude::*;
use trangxa_markup::draw;
use trangxa_words::site;

/// A banner that names the unit's successor and links to its site. Nothing on the site of a unit that still exists.
#[component]
pub(crate) fn ArchiveNotice() -> impl IntoView {
    Store::of_page().site().archive.clone().map(|archive| {
        text_island(
            "archive",
            Box::new(move |out| {
                draw!(
                    out,
                    "<aside aria-label='{}'><p>Từ ngày {}, đơn vị này đã sáp nhập. Trang này được giữ để tra cứu; công việc mới xin đến \
                     <a href='{}' rel='noopener'>{}</a>.</p></aside>",
                    site::ARCHIVE_NOTICE,
                    archive.since.date(),
                    archive.successor.url,
                    archive.successor.name
                );
                None
            }),
        )
    })
}
