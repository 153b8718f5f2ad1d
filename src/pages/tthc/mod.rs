//! The dashboard `/tthc/`: the TTHC figures of any period, what they are made of, and how they are defined.
//!
//! The period picker and the tools are Leptos views. All other parts are text islands, one each, so that a part is drawn again
//! only when something changes that it shows.

mod cells;
mod dashboard;
mod fields;
mod flow;
mod history;
mod months;
mod period;
mod picker;
mod terms;
mod tools;

use crate::components::Erase as _;
use crate::components::handlers::on_click;
use crate::components::missing_figures;
use crate::components::text_island::text_island;
use crate::data::Store;
use crate::route::Route;
use dashboard::Dashboard;
use leptos::prelude::*;
use trangxa_markup::{Markup, draw};
use trangxa_model::{Tthc, url};
use trangxa_words::dashboard::SOURCE;

pub(crate) fn tthc(store: &Store) -> AnyView {
    let headline = store.headline(&Route::Tthc);
    let parts = store.tthc().cloned().map(|live| {
        let dashboard = Dashboard { store: store.clone(), live };
        let island = |class: &'static str, draw: fn(&Dashboard, &Tthc, &mut Markup)| {
            let dashboard = dashboard.clone();
            text_island(
                class,
                Box::new(move |out| {
                    if let Some(tthc) = dashboard.live.value() {
                        draw(&dashboard, &tthc, out);
                    }
                    dashboard.live.fingerprint()
                }),
            )
        };
        let clicked = store.clone();
        let parts = vec![
            island("byline", origin),
            missing(&dashboard),
            picker::picker(dashboard.clone()),
            island("", period::period),
            island("", fields::fields),
            island("", months::months),
            island("", |_, tthc, out| history::history(tthc, out)),
            island("", |_, _, out| terms::terms(out)),
            tools::tools(dashboard.clone()),
            island("hidden", |_, _, out| cells::patterns(out)),
        ];
        let act = on_click(move |event| fields::act(&clicked, &event));
        view! { <div on:click=act>{parts}</div> }.erase()
    });
    view! { <div class="page"><div class="column wide dashboard"><h1>{headline}</h1>{parts}</div></div> }.erase()
}

/// The unit whose figures these are, and who publishes them.
fn origin(dashboard: &Dashboard, tthc: &Tthc, out: &mut Markup) {
    draw!(out, "<span>{}</span>", tthc.unit);
    if let Some(source) = &tthc.source {
        // A source without a valid address is named without a link.
        match source.url.as_ref().and_then(|address| url::resolve(dashboard.live.url(), address)) {
            Some(href) => draw!(out, "<span>{}<a href='{}' rel='noopener'>{}</a></span>", SOURCE, href, source.name),
            None => draw!(out, "<span>{}{}</span>", SOURCE, source.name),
        }
    }
}

/// Why there are no figures, where there are none.
fn missing(dashboard: &Dashboard) -> AnyView {
    let live = dashboard.live.clone();
    text_island(
        "",
        Box::new(move |out| {
            let state = live.get();
            if state.value().is_none_or(|tthc| tthc.periods.is_empty()) {
                draw!(out, "<p class='note'>{}</p>", missing_figures(&state));
            }
            None
        }),
    )
}
