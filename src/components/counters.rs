//! The visitor counters.

use super::text_island::text_island;
use crate::data::{LiveDocument, Load, Store};
use leptos::prelude::*;
use trangxa_model::Visits;
use trangxa_views::counters;
use trangxa_words::Language;

/// The counters "Đang truy cập", "Hôm nay" and "Tất cả". Their changes are not marked: they change every few minutes.
#[component]
pub(crate) fn Counters(live: LiveDocument<Visits>) -> impl IntoView {
    let store = Store::of_page();
    let kind = store.visits_kind();
    text_island(
        "counters",
        Box::new(move |out| {
            let state = live.get();
            let visits = state.value().map(AsRef::as_ref);
            let is_stale = matches!(state, Load::Stale(..));
            counters(out, visits, kind, is_stale, store.reader_time(), Language::Vietnamese);
            None
        }),
    )
}
