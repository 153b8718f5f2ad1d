//! The card "Kết quả giải quyết TTHC".

use super::drawn::drawn;
use crate::data::{LiveDocument, Load, Store};
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::{Language, Tthc};
use trangxa_parts::{Markup, tthc_card};

/// The latest figures, how they went, and the way to all of them.
#[component]
pub fn TthcCard(live: LiveDocument<Tthc>) -> impl IntoView {
    let store = Store::of_page();
    let href = store.href(&Route::Tthc);
    let markup = move || {
        let mut out = Markup::default();
        let state = live.get();
        let tthc = state.value().map(AsRef::as_ref);
        tthc_card(&mut out, tthc, without(&state), store.site().merged(), store.moment(), Language::Vietnamese);
        out.finish()
    };
    view! {
        <section class="card tthc" aria-labelledby="the-tthc">
            <h2 id="the-tthc">"Kết quả giải quyết TTHC"</h2>
            {drawn("", Box::new(markup))}
            <p class="more"><a href=href>"Chi tiết"<span class="hidden">" kết quả giải quyết TTHC"</span></a></p>
        </section>
    }
}

/// What stands in the place of figures that are not here.
pub fn without(state: &Load<Tthc>) -> &'static str {
    match state {
        Load::Loading => "Đang tải số liệu…",
        Load::Failed(error) if !error.is_missing() => "Chưa tải được số liệu. Trang sẽ tự thử lại.",
        _ => "Chưa có số liệu.",
    }
}
