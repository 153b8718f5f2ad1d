//! What the reader does on the dashboard. Its parts are text, so what is done on them is heard here, by the name that the
//! element carries.

use super::Dashboard;

/// Something a reader can do.
#[derive(Clone, Copy, PartialEq)]
pub enum Action {
    /// Choose as what a period is chosen.
    Kind,
    /// Choose a period.
    Span,
    /// Go to the period before.
    Before,
    /// Go to the period after.
    After,
    /// Sort the fields.
    Sort,
    /// Save the table.
    Table,
    /// Print the page.
    Print,
    /// Stop the page from changing, or let it go on.
    Pause,
}

impl Action {
    #[cfg(feature = "hydrate")]
    const ALL: [Self; 8] =
        [Self::Kind, Self::Span, Self::Before, Self::After, Self::Sort, Self::Table, Self::Print, Self::Pause];

    /// Its name in the markup.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Span => "span",
            Self::Before => "before",
            Self::After => "after",
            Self::Sort => "sort",
            Self::Table => "table",
            Self::Print => "print",
            Self::Pause => "pause",
        }
    }

    /// Whether choosing does it; otherwise pressing.
    #[cfg(feature = "hydrate")]
    const fn is_choice(self) -> bool {
        matches!(self, Self::Kind | Self::Span)
    }
}

/// Does what an event asks for.
#[cfg(feature = "hydrate")]
pub fn act(dashboard: &Dashboard, event: &leptos::ev::Event) {
    use super::{fields, picker};
    use crate::browser::{action, download, navigation, page};
    use crate::route::PeriodChoice;
    use leptos::prelude::{Set, Update, untrack};
    use trangxa_model::tthc::{Span, SpanKind, csv, words};

    let Some((name, value)) = action::of(event) else { return };
    let Some(action) = Action::ALL.into_iter().find(|it| it.name() == name) else { return };
    let Some(tthc) = dashboard.live.peek().value().cloned() else { return };
    if action.is_choice() != (event.type_() == "input") {
        return;
    }
    let wishes = dashboard.store.wishes();
    let show = |kind: Option<SpanKind>, span: Option<Span>| {
        if let Some(span) = span {
            navigation::choose(&dashboard.store, kind, PeriodChoice::Span(span));
            dashboard.store.announcement().set(words::choice(&tthc, span));
        }
    };
    let (kind, span) = untrack(|| (picker::kind(dashboard, &tthc), dashboard.span(&tthc)));
    match action {
        Action::Kind => {
            let kind = SpanKind::ALL.into_iter().find(|kind| kind.label() == value);
            show(kind, kind.zip(span).and_then(|(kind, span)| kind.nearest(&tthc.spans(), span.to())));
        }
        Action::Span => {
            // The kind stays, also where the span is of two.
            show(kind, Span::parse(&value));
        }
        Action::Before | Action::After => {
            let is_later = action == Action::After;
            show(kind, kind.zip(span).and_then(|(kind, span)| kind.beside(&tthc.spans(), span, is_later)));
        }
        Action::Sort => {
            if let Ok(column) = value.parse() {
                wishes.update(|wishes| wishes.order = fields::next_order(wishes.order, column));
            }
        }
        Action::Table => {
            // Until all of the figures are here, the table that the publisher wrote has more.
            if !dashboard.live.is_whole() {
                return;
            }
            event.prevent_default();
            download::save("tthc.csv", "text/csv;charset=utf-8", &csv::write(&tthc));
        }
        Action::Print => page::print(),
        Action::Pause => dashboard.store.paused().update(|paused| *paused = !*paused),
    }
}

/// Nobody does anything on a page that is being written.
#[cfg(not(feature = "hydrate"))]
pub fn act(_: &Dashboard, _: &leptos::ev::Event) {}
