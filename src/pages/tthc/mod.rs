//! The dashboard: the TTHC figures of any period, what they are made of, and how they are meant.
//!
//! All of it is drawn as text (see [`crate::markup`]), part by part, so that a part is drawn anew only when something changes
//! that it shows; what the reader does on it arrives in [`actions`].

mod actions;
mod cells;
mod fields;
mod flow;
mod history;
mod months;
mod picker;
mod terms;

use crate::components::drawn::drawn;
use crate::components::tthc_card::without;
use crate::data::{LiveDocument, Store, address};
use crate::route::{PeriodChoice, Route};
use actions::Action;
use leptos::prelude::*;
use std::sync::Arc;
use trangxa_model::tthc::{Composed, Span, words};
use trangxa_model::{Language, Tthc, url};
use trangxa_parts::{Markup, draw, figures, pause_label, remarks, updated};

/// What the dashboard is drawn from.
#[derive(Clone)]
struct Dashboard {
    store: Store,
    live: LiveDocument<Tthc>,
}

pub fn tthc(store: &Store) -> impl IntoView {
    let headline = store.headline(&Route::Tthc);
    let parts = store.tthc().cloned().map(|live| {
        let dashboard = Dashboard { store: store.clone(), live };
        let part = |class: &'static str, draw: fn(&Dashboard, &Arc<Tthc>, &mut Markup)| {
            let dashboard = dashboard.clone();
            let markup = move || {
                let mut out = Markup::default();
                if let Some(tthc) = dashboard.live.value() {
                    draw(&dashboard, &tthc, &mut out);
                }
                out.finish()
            };
            drawn(class, Box::new(markup))
        };
        let of_state = dashboard.clone();
        let state = move || {
            let mut out = Markup::default();
            let state = of_state.live.get();
            let has_figures = state.value().is_some_and(|tthc| !tthc.periods.is_empty());
            if !has_figures {
                draw!(out, "<p class='note'>{}</p>", without(&state));
            }
            out.finish()
        };
        let parts = [
            part("byline", head),
            drawn("", Box::new(state)),
            part("picker live noprint", picker::picker),
            part("", period),
            part("", fields::fields),
            part("", months::months),
            part("", history::history),
            part("", |_, _, out| terms::terms(out)),
            part("tools noprint", tools),
            part("hidden", |_, _, out| cells::patterns(out)),
        ];
        let (clicks, changes) = (dashboard.clone(), dashboard);
        view! {
            <div on:click=move |event| actions::act(&clicks, &event) on:input=move |event| actions::act(&changes, &event)>
                {parts.into_iter().collect::<Vec<_>>()}
            </div>
        }
    });
    view! { <div class="page"><div class="column wide dashboard"><h1>{headline}</h1>{parts}</div></div> }
}

impl Dashboard {
    /// The period to show: the one that was asked for, otherwise the one a card shows. Views that call this follow it.
    fn span(&self, tthc: &Tthc) -> Option<Span> {
        match self.store.wishes().get().chosen {
            PeriodChoice::Span(span) => Some(span),
            PeriodChoice::Latest | PeriodChoice::Unreadable => tthc.latest().map(|latest| latest.span()),
        }
    }

    /// Its figures.
    fn composed(&self, tthc: &Tthc) -> Option<Composed> {
        tthc.compose(self.span(tthc)?)
    }
}

fn head(dashboard: &Dashboard, tthc: &Arc<Tthc>, out: &mut Markup) {
    draw!(out, "<span>{}</span>", tthc.unit);
    if let Some(source) = &tthc.source {
        // Without an address the name stands alone.
        match source.url.as_ref().and_then(|address| url::resolve(dashboard.live.url(), address)) {
            Some(href) => draw!(out, "<span>Nguồn: <a href='{}' rel='noopener'>{}</a></span>", href, source.name),
            None => draw!(out, "<span>Nguồn: {}</span>", source.name),
        }
    }
}

/// The figures of the period, and where its dossiers are.
fn period(dashboard: &Dashboard, tthc: &Arc<Tthc>, out: &mut Markup) {
    let store = &dashboard.store;
    if store.wishes().get().chosen == PeriodChoice::Unreadable {
        draw!(out, "<p class='note'>Không đọc được kỳ trong địa chỉ; đây là kỳ mới nhất.</p>");
    }
    let Some(span) = dashboard.span(tthc) else { return };
    let Some(composed) = tthc.compose(span) else {
        draw!(out, "<p class='note'>Chưa có số liệu {}.</p>", span);
        return;
    };
    let contradictions = words::disagreements(tthc.disagreements_in(&composed, store.site().merged()));
    let said: Vec<String> =
        words::composed(&composed, store.site().merged()).into_iter().chain(contradictions).collect();
    draw!(out, "<h2 class='hidden'>Kết quả trong kỳ</h2><div class='pair'><div class='card tthc'>");
    figures(out, &composed.period, true, Language::Vietnamese);
    let is_whole = composed.missing.is_empty();
    remarks(out, &composed.period, is_whole, &said, Language::Vietnamese);
    updated(
        out,
        store.moment(),
        tthc.updated_at,
        tthc.latest().filter(|latest| latest.span() == span),
        Language::Vietnamese,
    );
    draw!(out, "</div>");
    // What came in and what is left of some of the months alone need not be the same.
    if is_whole {
        flow::flow(out, &composed.period.counts);
    }
    draw!(out, "</div>");
}

/// The figures to take along, and the means to stop them from changing. The publisher writes the table; once the program runs
/// it is made of what the page shows, which may be newer.
fn tools(dashboard: &Dashboard, _: &Arc<Tthc>, out: &mut Markup) {
    let table = format!("{}{}", dashboard.store.base(), address::TTHC_TABLE);
    draw!(out, "<a class='button' href='{}' download='tthc.csv' data-do='{}'>", table, Action::Table.name());
    draw!(out, "Tải bảng CSV</a><a class='button' href='{}' download='tthc.json'>Tải JSON</a>", dashboard.live.url());
    for (action, label) in [
        (Action::Print, "In trang"),
        (Action::Pause, pause_label(dashboard.store.paused().get(), Language::Vietnamese)),
    ] {
        draw!(out, "<button class='button live' type='button' data-do='{}'>{}</button>", action.name(), label);
    }
}
