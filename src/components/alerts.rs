//! The running alerts, on every page.

use super::erase::Erase as _;
use super::office_part::{Place, draw_place};
use super::part_island::place;
use crate::data::Store;
use crate::parts::Part;
use leptos::prelude::*;
use trangxa_words::alerts as words;

/// The strip at the top of the page, and a place over its lower edge for alerts that begin while the page is open: nothing that is being
/// read moves. Nothing on a site without alerts.
#[component]
pub(crate) fn AlertStrip() -> impl IntoView {
    let store = Store::of_page();
    store.alerts().is_some().then(|| {
        let strip = place(Part::Current, |out| draw_place(out, &store, Place::Alerts));
        view! {
            <div class="alerts noprint" role="region" aria-label=words::STRIP>{strip}</div>
            <div class="alerts fresh noprint" role="status"><div></div></div>
        }
        .erase()
    })
}
