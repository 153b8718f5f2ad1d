//! The control that chooses the period.

use super::dashboard::Dashboard;
use crate::browser::navigation;
use crate::components::Erase as _;
use crate::components::handlers::on_click;
use crate::components::{Choice, ChoiceGroup, SelectList, SelectOption};
use crate::route::PeriodChoice;
use leptos::prelude::*;
use std::sync::Arc;
use trangxa_model::Tthc;
use trangxa_model::tthc::{Span, SpanKind};
use trangxa_words::{Language, announcements, dashboard as dashboard_texts, periods};

/// The kind of period (month, quarter, year so far, year), the period, and buttons for the one before and the next one. Shown
/// once the program runs.
pub(crate) fn picker(dashboard: Dashboard) -> AnyView {
    view! {
        <div class="picker live noprint">{move || controls(&dashboard).unwrap_or_else(|| ().into_any())}</div>
    }
    .erase()
}

fn controls(dashboard: &Dashboard) -> Option<AnyView> {
    let tthc = dashboard.live.value()?;
    let span = dashboard.span(&tthc)?;
    let kind = dashboard.kind(span);
    let spans = tthc.spans();
    let kinds = SpanKind::ALL.into_iter().filter(|offered| spans.iter().any(|span| offered.holds(*span)));
    let kinds: Vec<_> = kinds
        .map(|offered| Choice {
            value: periods::kind(offered).to_owned(),
            label: periods::kind(offered),
            is_checked: offered == kind,
            is_disabled: false,
        })
        .collect();
    // The address can name a period that has no figures.
    let missing = Some(span).filter(|span| !spans.contains(span));
    let options = missing.into_iter().chain(spans.iter().rev().copied().filter(|span| kind.holds(*span)));
    let options: Vec<_> = options
        .map(|offered| SelectOption {
            value: offered.address(),
            label: periods::title(offered, Language::Vietnamese),
            is_selected: offered == span,
        })
        .collect();
    let before =
        step(dashboard, &tthc, kind, kind.neighbour(&spans, span, false), "before", dashboard_texts::PERIOD_BEFORE);
    let after =
        step(dashboard, &tthc, kind, kind.neighbour(&spans, span, true), "after", dashboard_texts::PERIOD_AFTER);
    let (of_kind, of_span) = ((dashboard.clone(), tthc.clone()), (dashboard.clone(), tthc));
    let choose_kind = Box::new(move |value: String| {
        if let Some(kind) = SpanKind::ALL.into_iter().find(|kind| periods::kind(*kind) == value) {
            show(&of_kind.0, &of_kind.1, kind, kind.nearest(&spans, span.to()));
        }
    });
    // The kind stays, also where the period is of two kinds.
    let choose_span = Box::new(move |value: String| show(&of_span.0, &of_span.1, kind, Span::parse(&value)));
    let label = view! { <span class="hidden">"Kỳ"</span> }.erase();
    let controls = view! {
        <ChoiceGroup legend=dashboard_texts::VIEW_BY kind="radio" name="kind" choices=kinds choose=choose_kind/>
        <p><SelectList label=label name="period" options=options choose=choose_span/><span>{before}{after}</span></p>
    }
    .erase();
    Some(controls)
}

/// A button that shows another period of the kind.
fn step(
    dashboard: &Dashboard,
    tthc: &Arc<Tthc>,
    kind: SpanKind,
    target: Option<Span>,
    name: &'static str,
    label: &'static str,
) -> AnyView {
    let (dashboard, tthc) = (dashboard.clone(), tthc.clone());
    let on_click = on_click(move |_| show(&dashboard, &tthc, kind, target));
    // Not `disabled`, which would take the focus away.
    let disabled = target.is_none().then_some("true");
    view! { <button class="button" type="button" name=name aria-disabled=disabled on:click=on_click>{label}</button> }
        .erase()
}

/// Shows a period and announces its main figures. Does nothing without one.
fn show(dashboard: &Dashboard, tthc: &Tthc, kind: SpanKind, span: Option<Span>) {
    if let Some(span) = span {
        navigation::choose_period(&dashboard.store, kind, PeriodChoice::Span(span));
        dashboard.store.announcement().set(announcements::period_chosen(tthc, span));
    }
}
