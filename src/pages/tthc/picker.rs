//! The control that chooses the period.

use super::dashboard::Dashboard;
use crate::browser::navigation;
use crate::route::PeriodChoice;
use leptos::prelude::*;
use trangxa_model::Tthc;
use trangxa_model::tthc::{Span, SpanKind, words};

/// The kind of period (month, quarter, year so far, year), the period, and buttons for the one before and the next one. Shown
/// once the program runs.
pub fn picker(dashboard: Dashboard) -> AnyView {
    let controls = move || {
        let tthc = dashboard.live.value()?;
        let span = dashboard.span(&tthc)?;
        let kind = dashboard.kind(span);
        let spans = tthc.spans();
        let choose = {
            let dashboard = dashboard.clone();
            move |kind: SpanKind, span: Option<Span>| show(&dashboard, &tthc, kind, span)
        };
        let kinds: Vec<_> = SpanKind::ALL
            .into_iter()
            .filter(|offered| spans.iter().any(|span| offered.holds(*span)))
            .map(|offered| {
                let nearest = offered.nearest(&spans, span.to());
                let choose = choose.clone();
                view! {
                    <label>
                        <input
                            type="radio"
                            name="kind"
                            value=offered.label()
                            prop:checked=offered == kind
                            on:input=move |_| choose(offered, nearest)
                        />
                        <span>{offered.label()}</span>
                    </label>
                }
            })
            .collect();
        // The address can name a period that has no figures.
        let missing = Some(span).filter(|span| !spans.contains(span));
        let offered = missing.into_iter().chain(spans.iter().rev().copied().filter(|span| kind.holds(*span)));
        let options: Vec<_> = offered
            .map(|offered| {
                view! { <option value=offered.address() prop:selected=offered == span>{offered.title()}</option> }
            })
            .collect();
        let step = |name: &'static str, label: &'static str, later: bool| {
            let target = kind.beside(&spans, span, later);
            let choose = choose.clone();
            // `aria-disabled`, because `disabled` would take the focus away.
            let disabled = target.is_none().then_some("true");
            view! {
                <button class="button" type="button" name=name aria-disabled=disabled on:click=move |_| choose(kind, target)>
                    {label}
                </button>
            }
        };
        let (before, after) = (step("before", "‹ Trước", false), step("after", "Sau ›", true));
        Some(view! {
            <fieldset><legend>"Xem theo"</legend>{kinds}</fieldset>
            <p>
                {before}
                <label>
                    <span class="hidden">"Kỳ"</span>
                    // The kind stays, also where the period is of two kinds.
                    <select name="period" on:input=move |event| choose(kind, Span::parse(&event_target_value(&event)))>
                        {options}
                    </select>
                </label>
                {after}
            </p>
        })
    };
    view! { <div class="picker live noprint">{controls}</div> }.into_any()
}

/// Shows a period and announces its main figures. Does nothing without one.
fn show(dashboard: &Dashboard, tthc: &Tthc, kind: SpanKind, span: Option<Span>) {
    if let Some(span) = span {
        navigation::choose_period(&dashboard.store, kind, PeriodChoice::Span(span));
        dashboard.store.announcement().set(words::choice(tthc, span));
    }
}
