//! The line that says when the page's data could not be renewed.

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
    let (notice, announcement) = (store.notice().clone(), store.announcement().clone());
    let text = move || match notice.get() {
        Notice::Current => String::new(),
        Notice::NotRenewed(at) => not_renewed(at, Language::Vietnamese),
        Notice::Offline(at) => offline_since(at),
        Notice::Renewed(at) => renewed_at(at),
    };
    view! {
        <div class="status noprint">
            {live_text("", Box::new(text))}
            {live_text("hidden", Box::new(move || announcement.get()))}
        </div>
    }
    .erase()
}
