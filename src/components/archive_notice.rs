//! The notice on every page of an archived site.

use super::erase::Erase as _;
use crate::data::Store;
use leptos::prelude::*;
use trangxa_words::site;

/// A banner that names the unit's successor and links to its site. Nothing on the site of a unit that still exists.
#[component]
pub(crate) fn ArchiveNotice() -> impl IntoView {
    Store::of_page().site().archive.clone().map(|archive| {
        view! {
            <aside class="archive" aria-label=site::ARCHIVE_NOTICE>
                <p>
                    "Từ ngày "{archive.since.date()}", đơn vị này đã sáp nhập. Trang này được giữ để tra cứu; công việc mới xin đến "
                    <a href=archive.successor.url rel="noopener">{archive.successor.name}</a>"."
                </p>
            </aside>
        }
        .erase()
    })
}
