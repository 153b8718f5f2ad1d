//! The card "Kết quả giải quyết TTHC".

use super::{TthcFigures, sparkline};
use crate::data::{Live, Load, Store};
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::tthc::{Disagreement, Period};
use trangxa_model::{Tthc, tthc};

/// The latest figures, how they went, and the way to all of them.
#[component]
pub fn TthcCard(live: Live<Tthc>) -> impl IntoView {
    let store = Store::of_page();
    let href = store.href(&Route::Tthc);
    view! {
        <section class="card tthc" aria-labelledby="the-tthc">
            <h2 id="the-tthc">"Kết quả giải quyết TTHC"</h2>
            {move || {
                let state = live.get();
                let latest = state.value().and_then(|tthc| Some((tthc.clone(), tthc.latest()?.clone())));
                let word = latest.is_none().then_some(match state {
                    Load::Loading => "Đang tải số liệu…",
                    Load::Failed(error) if !error.is_missing() => "Chưa tải được số liệu. Trang sẽ tự thử lại.",
                    _ => "Chưa có số liệu.",
                });
                let figures = latest.map(|(tthc, period)| {
                    let series = tthc.series(tthc::CARD_POINTS, None, store.merged());
                    let trend = series.as_ref().and_then(|series| Some(sparkline(series, &series.trend()?)));
                    let said = contradictions(&period);
                    view! { <TthcFigures period=period said=said updated_at=tthc.updated_at/>{trend} }
                });
                view! { {word}{figures} }
            }}
            <p class="more"><a href=href>"Chi tiết"<span class="hidden">" kết quả giải quyết TTHC"</span></a></p>
        </section>
    }
}

/// What the period's own numbers contradict; a contradicted rate says so itself.
fn contradictions(period: &Period) -> Vec<String> {
    let found = period.own_disagreements().into_iter().map(|(_, it)| it);
    found.filter(|it| !matches!(it, Disagreement::Rate { .. })).map(|it| it.sentence()).collect()
}
