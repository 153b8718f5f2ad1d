//! The line that says when the page's data could not be renewed, or something else could not be had.

use super::erase::Erase as _;
use super::live_text::live_text;
use crate::data::{Notice, Store};
use leptos::prelude::*;
use trangxa_words::Language;
use trangxa_words::status::{not_renewed, offline_since, renewed_at};

/// A line that appears only when there is something to say, and a hidden one for announcements to screen readers.
#[component]
pub(crate) fn Status() -> impl IntoView {
    let store = Store::of_page();
    let (notice, announcement, complaint) =
        (store.notice().clone(), store.announcement().clone(), store.complaint().clone());
    let text = move || {
        let complaint = complaint.get();
        match notice.get() {
            // What the reader has just wanted comes first.
            _ if !complaint.is_empty() => complaint,
            Notice::Current => String::new(),
            Notice::NotRenewed(at) => not_renewed(at, Language::Vietnamese),
            Notice::Offline(at) => offline_since(at),
            Notice::Renewed(at) => renewed_at(at),
        }
    };
    view! {
        <div class="status noprint">
            {live_text("", Box::new(text))}
            {live_text("hidden", Box::new(move || announcement.get()))}
        </div>
    }
    .erase()
}
