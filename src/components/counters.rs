//! The visitor counters.

use super::drawn::drawn;
use crate::data::{LiveDocument, Load, Store};
use leptos::prelude::*;
use trangxa_model::{Language, Visits};
use trangxa_parts::{Markup, counters};

/// Đang truy cập, Hôm nay, Tất cả.
#[component]
pub fn Counters(live: LiveDocument<Visits>) -> impl IntoView {
    let store = Store::of_page();
    let kind = store.visits_kind();
    let markup = move || {
        let state = live.get();
        let mut out = Markup::default();
        let visits = state.value().map(AsRef::as_ref);
        counters(&mut out, visits, kind, matches!(state, Load::Stale(..)), store.moment(), Language::Vietnamese);
        out.finish()
    };
    drawn("counters", Box::new(markup))
}
