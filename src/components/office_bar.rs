//! The bar below the header, and the desks on the page with the contact data.

use super::erase::Erase as _;
use super::office_part::{Place, draw_card, draw_place};
use super::part_island::{part_island, place};
use crate::data::{LiveDocument, Store, Untyped};
use crate::parts::Part;
use leptos::prelude::*;
use trangxa_words::office;

/// Call, hours, procedures: what residents come for. Nothing on a site that has neither an office.json nor procedures.
#[component]
pub(crate) fn OfficeBar() -> impl IntoView {
    let store = Store::of_page();
    (store.office().is_some() || store.procedures().is_some()).then(|| {
        let bar = place(Part::Current, |out| draw_place(out, &store, Place::Bar));
        view! { <nav class="desk noprint" aria-label=office::BAR>{bar}</nav> }.erase()
    })
}

/// All desks with their telephones and hours.
#[component]
pub(crate) fn OfficeCard(live: LiveDocument<Untyped>) -> impl IntoView {
    let store = Store::of_page();
    let here = store.clone();
    let draw = Box::new(move |out: &mut trangxa_markup::Markup| {
        draw_card(out, &live, &here);
        None
    });
    part_island("office", &store, Part::Current, draw)
}
