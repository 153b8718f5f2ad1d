//! The card "Kết quả giải quyết TTHC".

use super::erase::Erase as _;
use super::part_island::part_island;
use crate::data::{LiveDocument, Load, Store};
use crate::parts::Part;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_markup::Markup;
use trangxa_model::Tthc;
use trangxa_part::in_part;
use trangxa_views::tthc_card;
use trangxa_words::{Language, status, widget};

in_part! { "current", "00000000000000000000000000000004",
    /// Draws the figures, or why there are none. Returns their version.
    fn draw_figures(out: &mut Markup, live: &LiveDocument<Tthc>, store: &Store) -> Option<String> {
        let state = live.get();
        let tthc = state.value().map(AsRef::as_ref);
        let (merged, time) = (store.site().merged(), store.reader_time());
        tthc_card(out, tthc, missing_figures(&state), merged, time, Language::Vietnamese);
        live.fingerprint()
    }
}

/// The figures of the latest period, their trend, and a link to the dashboard.
#[component]
pub(crate) fn TthcCard(live: LiveDocument<Tthc>) -> impl IntoView {
    let store = Store::of_page();
    let href = store.href(&Route::Tthc);
    let here = store.clone();
    let card = part_island("", &store, Part::Current, Box::new(move |out| draw_figures(out, &live, &here)));
    view! {
        <section class="card tthc" aria-labelledby="the-tthc">
            <h2 id="the-tthc">"Kết quả giải quyết TTHC"</h2>
            {card}
            <p class="more"><a href=href>"Chi tiết"<span class="hidden">" kết quả giải quyết TTHC"</span></a></p>
        </section>
    }
    .erase()
}

/// The text shown in place of figures that are not available, by the reason why they are not.
pub(crate) fn missing_figures(state: &Load<Tthc>) -> &'static str {
    match state {
        Load::Loading => status::FIGURES_LOADING,
        Load::Failed(error) if !error.is_missing() => status::FIGURES_FAILED,
        _ => widget::no_figures(Language::Vietnamese),
    }
}
