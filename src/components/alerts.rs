//! The running alerts, on every page.

use super::erase::Erase as _;
use super::handlers::on_click;
use super::part_island::part_island;
use crate::browser::action;
use crate::data::{LiveDocument, Store, Untyped};
use crate::parts::Part;
use leptos::prelude::*;
use trangxa_markup::Markup;
use trangxa_model::Timestamp;
use trangxa_model::alerts::Alerts;
use trangxa_model::document::JsonDocument as _;
use trangxa_part::in_part;
use trangxa_views::{AlertAction, alerts, fresh_alerts};
use trangxa_words::alerts as words;

in_part! { "office", "00000000000000000000000000000004",
    /// Draws the alerts that the page came with.
    fn draw_alerts(out: &mut Markup, live: &LiveDocument<Untyped>, since: Timestamp, now: Timestamp) {
        if let Some(all) = read(live) {
            alerts(out, &all, since, now);
        }
    }
}

in_part! { "office", "00000000000000000000000000000005",
    /// Draws the alerts that began later. `closed` are the ids of those that the reader has closed.
    fn draw_fresh_alerts(out: &mut Markup, live: &LiveDocument<Untyped>, since: Timestamp, now: Timestamp, closed: &[String]) {
        if let Some(all) = read(live) {
            fresh_alerts(out, &all, since, now, &|alert| closed.iter().any(|id| id == alert.id.as_str()));
        }
    }
}

fn read(live: &LiveDocument<Untyped>) -> Option<Alerts> {
    Alerts::from_json(live.url(), live.value()?.0.clone()).ok()
}

/// The strip at the top of the page, and a place over its lower edge for alerts that begin while the page is open: nothing that is being
/// read moves. Nothing on a site without alerts.
#[component]
pub(crate) fn AlertStrip() -> impl IntoView {
    let store = Store::of_page();
    store.alerts().cloned().map(|live| {
        let (here, shown) = (store.clone(), live.clone());
        let strip = part_island(
            "",
            &store,
            Part::Office,
            Box::new(move |out| {
                draw_alerts(out, &shown, here.alerts_since().get(), here.now());
                None
            }),
        );
        let closed = ArcRwSignal::new(Vec::<String>::new());
        let (here, ids) = (store.clone(), closed.clone());
        let fresh = part_island(
            "",
            &store,
            Part::Office,
            Box::new(move |out| {
                draw_fresh_alerts(out, &live, here.alerts_since().get(), here.now(), &ids.get());
                None
            }),
        );
        let close = on_click(move |event| {
            if let Some(AlertAction::Close(id)) = action::requested(&event) {
                closed.update(|ids| ids.push(id));
            }
        });
        view! {
            <div class="alerts" role="region" aria-label=words::STRIP>{strip}</div>
            <div class="alerts fresh noprint" role="status" on:click=close>{fresh}</div>
        }
        .erase()
    })
}
