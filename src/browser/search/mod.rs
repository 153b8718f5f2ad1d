//! The search, in the browser: the boxes in which readers type, and finding.
//!
//! The main part of the program knows the boxes and goes to the page of the search. All else is a part of its own, which is fetched when a
//! box is touched, or with that page. It is written for few bytes: one function fetches everything, and [`session`] says what.

mod field;
mod finder;
mod panel;
mod results;
mod session;

pub(crate) use panel::follow;

use super::{page, part, style};
use crate::data::{Store, address};
use crate::parts::Part;
use std::cell::Cell;
use trangxa_browser::document;
use trangxa_browser::http;
use trangxa_part::in_part;
use trangxa_words::search as words;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event};

thread_local! {
    /// Whether the index was asked for before the part was here, and has not come.
    static IS_AHEAD: Cell<bool> = const { Cell::new(false) };
}

/// The events that a box and a list of results need.
pub(super) const EVENTS: [&str; 6] = ["click", "focusin", "focusout", "input", "keydown", "submit"];

/// The box in which an event happened, or the page of the search.
pub(super) fn of(event: &Event) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    [".search", ".find"].into_iter().find_map(|css| target.closest(css).ok().flatten())
}

/// Hands an event over to the part of the search. A box that is sent off waits for it, and leads to where it leads without script if it cannot
/// be had.
pub(super) fn handle(store: &Store, place: Element, event: &Event) {
    if part::is_here(Part::Search) {
        return happened(store, &place, event);
    }
    let is_sent = event.type_() == "submit";
    if is_sent {
        event.prevent_default();
    }
    fetch_ahead(store);
    // A panel without its style would cover the page.
    let (store, event, style) = (store.clone(), event.clone(), style::fetch());
    spawn_local(async move {
        if part::fetch(Part::Search).await && style.await {
            happened(&store, &place, &event);
        } else if let Some(address) = place.get_attribute("action").filter(|_| is_sent) {
            page::load(&address);
        } else {
            say_failed(&place);
        }
    });
}

/// Says below a box that its part could not be had. The panel takes this place when it comes.
fn say_failed(form: &Element) {
    let known = form.query_selector(".found").ok().flatten();
    let made = known.is_none().then(|| document().create_element("p").ok()).flatten();
    if let Some(said) = made {
        said.set_class_name("found");
        let _ = said.set_attribute("role", "status").and_then(|()| form.append_child(&said));
        said.set_text_content(Some(words::UNAVAILABLE));
    }
}

/// Begins to fetch the index beside the part: after it, a reader would wait for one round trip more.
fn fetch_ahead(store: &Store) {
    if store.is_built() && !IS_AHEAD.replace(true) {
        let store = store.clone();
        let part = part::fetch(Part::Search);
        spawn_local(async move {
            let bytes = http::get(&format!("{}{}", store.base(), address::SEARCH)).await;
            part.await;
            IS_AHEAD.set(false);
            // Another event may have had more luck with it.
            if part::is_here(Part::Search) {
                came(&store, bytes.ok());
            }
        });
    }
}

in_part! { "search", "00000000000000000000000000000003",
    /// See [`finder::came`].
    fn came(store: &Store, index: Option<Vec<u8>>) {
        finder::came(store, index);
    }
}

in_part! { "search", "00000000000000000000000000000002",
    /// See [`panel::happened`].
    fn happened(store: &Store, place: &Element, event: &Event) {
        panel::happened(store, place, event);
    }
}
