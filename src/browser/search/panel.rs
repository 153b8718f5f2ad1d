//! What happens in a box: results stand in a panel below it while a reader types, except on the page of the search, which has them itself.

use super::field;
use super::finder::{self, Place, focus};
use super::{results, session};
use crate::browser::page;
use crate::data::Store;
use crate::route::Route;
use gloo_events::EventListener;
use leptos::prelude::*;
use std::cell::Cell;
use trangxa_browser::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, EventTarget, FocusEvent, HtmlElement, KeyboardEvent, Node};

/// How many results the panel shows.
const IN_PANEL: usize = 5;
/// How many results the page shows at first, and how many more each time.
const ON_PAGE: usize = 10;

thread_local! {
    /// Whether the reader is typing on the page of the search.
    static IS_TYPING: Cell<bool> = const { Cell::new(false) };
}

/// Finds what the address of the page of the search says, and puts it into the page.
pub(crate) fn follow(store: &Store, query: &str) {
    let (store, query) = (store.clone(), query.to_owned());
    // The page is put in place in the next turn.
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        let is_typing = IS_TYPING.take();
        // The address of another page seeks nothing.
        let Some(element) = document().query_selector(".search > .found").ok().flatten() else { return };
        let search = element.closest(".search").ok().flatten();
        finder::begin(Place { store, element: Some(element), is_page: true }, &query, is_typing, ON_PAGE);
        let text = session::with(|session| session.text.clone());
        let field = search.and_then(|it| field::of(&it));
        if let Some(field) = field.filter(|field| !is_typing && field.value() != text) {
            field.set_value(&text);
        }
        if !is_typing {
            // The results that the reader comes back to have their height only now.
            page::scroll_to_kept();
        }
    });
}

/// Reacts to an event in a box, or on the page of the search.
pub(super) fn happened(store: &Store, place: &Element, event: &Event) {
    let is_page = place.class_list().contains("search");
    match event.type_().as_str() {
        "focusin" => finder::prepare(store),
        "input" if is_page => {
            let query = narrowed(store, place);
            if let Ok(history) = window().history() {
                // Each letter in the history would take the reader as many steps back.
                let address = page::path() + &query;
                let _ = history.replace_state_with_url(&JsValue::from_f64(0.0), "", Some(&address));
            }
            IS_TYPING.set(true);
            store.sought().set(query);
        }
        "input" => open(store, place),
        "keydown" => pressed(store, place, event),
        "focusout" => left(place, event),
        "click" => clicked(store, place, event),
        "submit" => {
            event.prevent_default();
            close();
            let query = if is_page { narrowed(store, place) } else { field::query(place) };
            go(place, &(store.href(&Route::Search) + &query));
        }
        _ => {}
    }
}

/// Goes to a page as if a link to it had been followed.
fn go(place: &Element, href: &str) {
    let Ok(link) = document().create_element("a") else { return };
    if link.set_attribute("href", href).is_ok() && place.append_child(&link).is_ok() {
        if let Some(link) = link.dyn_ref::<HtmlElement>() {
            link.click();
        }
        link.remove();
    }
}

/// The query for what is typed on the page of the search, with the category and the year that are chosen there.
fn narrowed(store: &Store, place: &Element) -> String {
    let text = field::of(place).map(|field| field.value()).unwrap_or_default();
    let href = session::with(|session| results::href(store, &text, session.group.as_deref(), session.year));
    href.find('?').and_then(|at| href.get(at..)).unwrap_or_default().to_owned()
}

/// A click on the button for more results, on a result in a panel, or into a box whose panel is closed.
fn clicked(store: &Store, place: &Element, event: &Event) {
    let Some(target) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else { return };
    let is_in = |css: &str| target.closest(css).ok().flatten().is_some();
    if is_in("[name=more]") {
        session::with(|session| session.want_more(ON_PAGE));
        if store.is_built() {
            finder::advance();
            finder::show();
        } else {
            finder::read_on(store.clone());
        }
    } else if is_in(".found a") {
        close();
    } else if is_in(".find > input") && !place.class_list().contains("search") {
        open(store, place);
    }
}

/// Shows what is found for what is typed into a box, in a panel below it.
fn open(store: &Store, form: &Element) {
    let query = field::query(form);
    if query == "?q=" {
        close();
        return;
    }
    finder::begin(Place { store: store.clone(), element: panel(form), is_page: false }, &query, true, IN_PANEL);
}

/// The panel of a box; it is made when it is needed.
fn panel(form: &Element) -> Option<Element> {
    // What says that the part could not be had goes now that it is here.
    if let Some(said) = form.query_selector("p.found").ok().flatten() {
        said.remove();
    }
    let known = form.query_selector(".found").ok().flatten();
    let panel = known.or_else(|| {
        let made = document().create_element("div").ok()?;
        made.set_class_name("found");
        form.append_child(&made).ok()?;
        // The panel goes when the reader taps outside of it, or goes back to another page.
        EventListener::new(&document(), "pointerdown", |event| {
            let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
            if target.and_then(|it| it.closest(".find").ok().flatten()).is_none() {
                close();
            }
        })
        .forget();
        EventListener::new(&window(), "popstate", |_| _ = close()).forget();
        Some(made)
    })?;
    let _ = panel.remove_attribute("hidden");
    Some(panel)
}

/// Hides the panels. Returns whether one was open.
fn close() -> bool {
    let panel = document().query_selector(".find > .found:not([hidden])").ok().flatten();
    panel.is_some_and(|panel| panel.set_attribute("hidden", "").is_ok())
}

/// The arrows go through the results, and Escape back to the box.
fn pressed(store: &Store, root: &Element, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key) else { return };
    let field = || field::of(root).map(HtmlElement::from);
    let step = match key.as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        "Escape" => {
            // A browser would delete what was typed.
            if close() || field::of(root).is_some_and(|field| !field.value().is_empty()) {
                event.prevent_default();
            }
            return focus(field());
        }
        _ => return,
    };
    let Ok(links) = root.query_selector_all(".results a") else { return };
    let (count, target) = (links.length() as i32, event.target());
    let at = |i: i32| links.get(u32::try_from(i).ok()?);
    let now = (0..count).find(|i| at(*i).map(EventTarget::from) == target).unwrap_or(-1);
    let next = now + step;
    if root.query_selector(".found[hidden]").is_ok_and(|it| it.is_some()) {
        return open(store, root);
    }
    if next < -1 || next >= count {
        return;
    }
    event.prevent_default();
    focus(if next < 0 { field() } else { at(next).and_then(|it| it.dyn_into().ok()) });
}

/// The panel goes when the reader goes on to something outside of it.
fn left(form: &Element, event: &Event) {
    let to = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
    // Without a target the reader left the window, or tapped something that takes no focus.
    if let Some(to) = to.and_then(|it| it.dyn_into::<Node>().ok())
        && !form.contains(Some(&to))
    {
        close();
    }
}
