//! Which period is shown.

use super::Dashboard;
use super::actions::Action;
use std::sync::Arc;
use trangxa_model::Tthc;
use trangxa_model::tthc::{Span, SpanKind};
use trangxa_parts::{Markup, draw};

/// As what the shown period was chosen: as what the reader said, where that fits.
pub fn kind(dashboard: &Dashboard, tthc: &Tthc) -> Option<SpanKind> {
    use leptos::prelude::Get;
    let span = dashboard.span(tthc)?;
    Some(dashboard.store.wishes().get().kind.filter(|kind| kind.holds(span)).unwrap_or(span.kind()))
}

/// Month, quarter, year so far, year, and which; the one before and the next one. Shown once the program runs.
pub fn picker(dashboard: &Dashboard, tthc: &Arc<Tthc>, out: &mut Markup) {
    let Some((current, kind)) = dashboard.span(tthc).zip(kind(dashboard, tthc)) else { return };
    let spans = tthc.spans();
    draw!(out, "<fieldset><legend>Xem theo</legend>");
    for offered in SpanKind::ALL.into_iter().filter(|offered| spans.iter().any(|span| offered.holds(*span))) {
        let (action, label) = (Action::Kind.name(), offered.label());
        draw!(out, "<label><input type='radio' name='{}' data-do='{}' value='{}'", action, action, label);
        if offered == kind {
            draw!(out, " checked");
        }
        draw!(out, "><span>{}</span></label>", label);
    }
    draw!(out, "</fieldset><p>");
    step(out, Action::Before, "‹ Trước", kind.beside(&spans, current, false));
    draw!(out, "<label><span class='hidden'>Kỳ</span><select data-do='{}'>", Action::Span.name());
    // One that nothing was published for can still be what an address asks for.
    let missing = Some(current).filter(|current| !spans.contains(current));
    for span in missing.iter().chain(spans.iter().rev().filter(|span| kind.holds(**span))) {
        draw!(out, "<option value='{}'", span.address());
        if *span == current {
            draw!(out, " selected");
        }
        draw!(out, ">{}</option>", span.title());
    }
    draw!(out, "</select></label>");
    step(out, Action::After, "Sau ›", kind.beside(&spans, current, true));
    draw!(out, "</p>");
}

fn step(out: &mut Markup, action: Action, label: &str, target: Option<Span>) {
    draw!(out, "<button class='button' type='button' data-do='{}'", action.name());
    if target.is_none() {
        // Not `disabled`: the focus would be lost with it.
        draw!(out, " aria-disabled='true'");
    }
    draw!(out, ">{}</button>", label);
}
