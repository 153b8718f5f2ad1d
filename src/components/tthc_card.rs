//! The card "Kết quả giải quyết TTHC".

use super::drawn::drawn;
use super::sparkline::sparkline;
use super::tthc_figures::{figures, remarks, updated};
use crate::data::{Live, Load, Store};
use crate::markup::{Markup, draw};
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::Tthc;
use trangxa_model::tthc::{CARD_POINTS, Disagreement, Period};

/// The latest figures, how they went, and the way to all of them.
#[component]
pub fn TthcCard(live: Live<Tthc>) -> impl IntoView {
    let store = Store::of_page();
    let href = store.href(&Route::Tthc);
    let markup = move || {
        let mut out = Markup::default();
        let state = live.get();
        match state.value().and_then(|tthc| Some((tthc, tthc.latest()?))) {
            Some((tthc, latest)) => card(&mut out, &store, tthc, latest),
            None => {
                draw!(out, "<p>{}</p>", without(&state));
            }
        }
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

fn card(out: &mut Markup, store: &Store, tthc: &Tthc, latest: &Period) {
    figures(out, latest, false);
    if let Some(series) = tthc.series(CARD_POINTS, None, store.site().merged())
        && let Some(trend) = series.trend()
    {
        sparkline(out, &series, &trend);
    }
    // A rate that is contradicted says so itself.
    let contradictions = latest.own_disagreements().into_iter().map(|(_, it)| it);
    let said: Vec<String> =
        contradictions.filter(|it| !matches!(it, Disagreement::Rate { .. })).map(|it| it.sentence()).collect();
    remarks(out, latest, true, &said);
    updated(out, store, tthc.updated_at, Some(latest));
}
