//! The figures of the period that is shown.

use super::dashboard::Dashboard;
use super::flow;
use crate::route::PeriodChoice;
use leptos::prelude::*;
use trangxa_markup::{Markup, draw};
use trangxa_model::Tthc;
use trangxa_views::{figures, remarks, updated};
use trangxa_words::dashboard::{IN_PERIOD, UNREADABLE_PERIOD};
use trangxa_words::figures::{composition_remarks, none_for};
use trangxa_words::{Language, contradictions};

/// Draws the figures of the period with their remarks, and where the period's dossiers came from and went; or a note that the
/// period has no figures.
pub(crate) fn period(dashboard: &Dashboard, tthc: &Tthc, out: &mut Markup) {
    let store = &dashboard.store;
    if store.dashboard_options().get().period == PeriodChoice::Unreadable {
        draw!(out, "<p class='note'>{}</p>", UNREADABLE_PERIOD);
    }
    let Some(span) = dashboard.span(tthc) else { return };
    let Some(composed) = tthc.compose(span) else {
        draw!(out, "<p class='note'>{}</p>", none_for(span));
        return;
    };
    let merged = store.site().merged();
    let mut sentences = composition_remarks(&composed, merged);
    sentences.extend(contradictions::first_few(contradictions::of_composed(tthc, &composed, merged)));
    draw!(out, "<h2 class='hidden'>{}</h2><div class='pair'><div class='card tthc'>", IN_PERIOD);
    figures(out, &composed.period, true, Language::Vietnamese);
    let is_whole = composed.missing.is_empty();
    remarks(out, &composed.period, is_whole, &sentences, Language::Vietnamese);
    let newest = tthc.latest().filter(|latest| latest.span() == span);
    updated(out, store.reader_time(), tthc.updated_at, newest, Language::Vietnamese);
    draw!(out, "</div>");
    // With months missing, what came in and what is left do not have to agree.
    if is_whole {
        flow::flow(out, &composed.period.counts);
    }
    draw!(out, "</div>");
}
