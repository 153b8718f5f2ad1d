//! Which period is shown.

use super::Dashboard;
use super::actions::Action;
use crate::markup::Markup;
use std::sync::Arc;
use trangxa_model::Tthc;
use trangxa_model::tthc::{Kind, Span};

/// As what the shown period was chosen: as what the reader said, where that fits.
pub fn kind(dashboard: &Dashboard, tthc: &Tthc) -> Option<Kind> {
    use leptos::prelude::Get;
    let span = dashboard.span(tthc)?;
    Some(dashboard.kind.get().filter(|kind| kind.holds(span)).unwrap_or(span.kind()))
}

/// Month, quarter, year so far, year, and which; the one before and the next one. Shown once the program runs.
pub fn picker(dashboard: &Dashboard, tthc: &Arc<Tthc>, out: &mut Markup) {
    let Some((current, kind)) = dashboard.span(tthc).zip(kind(dashboard, tthc)) else { return };
    let spans = tthc.spans();
    out.open("fieldset", &[]).element("legend", &[], "Xem theo");
    for offered in Kind::ALL.into_iter().filter(|offered| spans.iter().any(|span| offered.holds(*span))) {
        let action = Action::Kind.name();
        let attributes =
            [("type", "radio"), ("name", action), ("data-do", action), ("value", offered.label()), ("checked", "")];
        let shown = if offered == kind { &attributes[..] } else { &attributes[..4] };
        out.open("label", &[]).open("input", shown).element("span", &[], offered.label()).close("label");
    }
    out.close("fieldset").open("p", &[]);
    step(out, Action::Before, "‹ Kỳ trước", kind.beside(&spans, current, false));
    out.open("label", &[]).element("span", &[("class", "hidden")], "Kỳ");
    out.open("select", &[("data-do", Action::Span.name())]);
    let mut option = |span: Span| {
        let address = span.address();
        let attributes = [("value", address.as_str()), ("selected", "")];
        let shown = if span == current { &attributes[..] } else { &attributes[..1] };
        out.element("option", shown, &span.title());
    };
    // One that nothing was published for can still be what an address asks for.
    if !spans.contains(&current) {
        option(current);
    }
    spans.iter().rev().filter(|span| kind.holds(**span)).for_each(|span| option(*span));
    out.close("select").close("label");
    step(out, Action::After, "Kỳ sau ›", kind.beside(&spans, current, true));
    out.close("p");
}

fn step(out: &mut Markup, action: Action, label: &str, target: Option<Span>) {
    let attributes = [("class", "button"), ("type", "button"), ("data-do", action.name()), ("disabled", "")];
    out.element("button", if target.is_some() { &attributes[..3] } else { &attributes }, label);
}
