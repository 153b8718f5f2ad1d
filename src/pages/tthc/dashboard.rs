//! What the parts of the dashboard are drawn from.

use crate::data::{LiveDocument, Store};
use crate::route::PeriodChoice;
use leptos::prelude::*;
use trangxa_model::Tthc;
use trangxa_model::tthc::{Composed, Span, SpanKind};

/// The store, and the figures within it.
#[derive(Clone)]
pub(crate) struct Dashboard {
    /// The store of the page.
    pub store: Store,
    /// The figures.
    pub live: LiveDocument<Tthc>,
}

impl Dashboard {
    /// The period to show: the one that the address names, otherwise the latest. `None` where there are no figures. Tracks
    /// the reader's choice.
    pub(crate) fn span(&self, tthc: &Tthc) -> Option<Span> {
        match self.store.dashboard_options().get().period {
            PeriodChoice::Span(span) => Some(span),
            PeriodChoice::Latest | PeriodChoice::Unreadable => tthc.latest().map(|latest| latest.span()),
        }
    }

    /// The kind of the period to show: the one that the reader chose, where the period is of that kind too, otherwise the
    /// period's first. Tracks the reader's choice.
    pub(crate) fn kind(&self, span: Span) -> SpanKind {
        let chosen = self.store.dashboard_options().get().kind;
        chosen.filter(|kind| kind.holds(span)).unwrap_or(span.kind())
    }

    /// The figures of the period to show, composed from shorter periods where necessary. Tracks the reader's choice.
    pub(crate) fn composed(&self, tthc: &Tthc) -> Option<Composed> {
        tthc.compose(self.span(tthc)?)
    }
}
