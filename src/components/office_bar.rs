//! The bar below the header, and the card of the page with the contact data: what a part of the program draws of office.json.

use super::erase::Erase as _;
use super::part_island::part_island;
use crate::data::{LiveDocument, Store, Untyped};
use crate::parts::Part;
use crate::route::Route;
use leptos::prelude::*;
use trangxa_markup::Markup;
use trangxa_model::document::JsonDocument as _;
use trangxa_model::office::Office;
use trangxa_model::site::CONTACT_PAGE;
use trangxa_model::{Slug, Timestamp};
use trangxa_part::in_part;
use trangxa_views::{Links, office_bar, office_card};
use trangxa_words::office;

in_part! { "office", "00000000000000000000000000000002",
    /// Draws the bar. `office` is `None` on a site that has procedures and no office.json.
    fn draw_bar(out: &mut Markup, office: Option<&LiveDocument<Untyped>>, clock: Option<Timestamp>, links: &Links) {
        office_bar(out, office.and_then(read).as_ref(), clock, links);
    }
}

in_part! { "office", "00000000000000000000000000000003",
    /// Draws the card.
    fn draw_card(out: &mut Markup, live: &LiveDocument<Untyped>, clock: Option<Timestamp>) {
        if let Some(office) = read(live) {
            office_card(out, &office, clock);
        }
    }
}

fn read(live: &LiveDocument<Untyped>) -> Option<Office> {
    Office::from_json(live.url(), live.value()?.0.clone()).ok()
}

/// The address of the page with the contact data.
pub(crate) fn contact_href(store: &Store) -> String {
    let page = Slug::parse(CONTACT_PAGE).map_or(Route::Home, Route::Standing);
    store.href(&page)
}

/// Call, hours, procedures: what residents come for. Nothing on a site that has neither an office.json nor procedures.
#[component]
pub(crate) fn OfficeBar() -> impl IntoView {
    let store = Store::of_page();
    let office = store.office().cloned();
    let procedures = store.procedures().is_some().then(|| store.href(&Route::Procedures));
    let links = Links { contact: contact_href(&store), procedures };
    (office.is_some() || links.procedures.is_some()).then(|| {
        let here = store.clone();
        let bar = part_island(
            "",
            &store,
            Part::Office,
            Box::new(move |out| {
                draw_bar(out, office.as_ref(), here.clock().get(), &links);
                None
            }),
        );
        view! { <nav class="desk noprint" aria-label=office::BAR>{bar}</nav> }.erase()
    })
}

/// All desks with their telephones and hours.
#[component]
pub(crate) fn OfficeCard(live: LiveDocument<Untyped>) -> impl IntoView {
    let store = Store::of_page();
    let here = store.clone();
    let draw = Box::new(move |out: &mut Markup| {
        draw_card(out, &live, here.clock().get());
        None
    });
    part_island("office", &store, Part::Office, draw)
}
