//! Going from page to page without a load, the way a browser would: back restores the place, the focus follows.
//!
//! Addresses are [`Route`]s, so a router crate would have nothing left to do but bring its own idea of them; what is
//! here is the history, the scroll position and the links.

use super::page;
use crate::data::live::{self, LivePage};
use crate::data::{Store, StoredDocument, Wishes};
use crate::route::{PeriodChoice, Route};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use trangxa_browser::{document, window};
use trangxa_model::tthc::SpanKind;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, EventTarget, HtmlAnchorElement, MouseEvent, PopStateEvent, ScrollRestoration};

/// How long the scroll position must rest before it is noted, in milliseconds; Safari takes 100 notes in 10 s.
const SCROLL_REST_MS: u32 = 150;

/// Follows the reader from page to page.
pub struct Navigator {
    store: Store,
    route: ArcRwSignal<Route>,
    live: LivePage,
    /// Counts the journeys: one that has been overtaken by another must not arrive.
    journey: Cell<u32>,
    /// A list, not a set: a visit holds dozens, and hashing would weigh more than searching.
    prefetched: RefCell<Vec<String>>,
    scroll_rest: RefCell<Option<Timeout>>,
}

enum Arrival {
    /// A link was followed: a new entry in the history, at its top.
    Forward(String),
    /// Back or forward: an entry that was seen before, at the place it was left.
    Return(f64),
}

impl Navigator {
    /// Takes over the links of the page.
    pub fn start(store: Store, route: ArcRwSignal<Route>, live: LivePage) {
        let navigator = Rc::new(Self {
            store,
            route,
            live,
            journey: Cell::new(0),
            prefetched: RefCell::default(),
            scroll_rest: RefCell::new(None),
        });
        if let Ok(history) = window().history() {
            // A page that is put together after the load has not its height yet when the browser would scroll.
            let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
            if let Some(y) = history.state().ok().and_then(|state| state.as_f64()) {
                window().scroll_to_with_x_and_y(0.0, y);
            }
        }
        let on = |target: &EventTarget, event, call: fn(&Rc<Self>, &Event)| {
            let navigator = Rc::clone(&navigator);
            // Clicks on links are prevented.
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(target, event, options, move |event| call(&navigator, event)).forget();
        };
        on(&document(), "click", Self::clicked);
        for hint in ["pointerover", "touchstart", "focusin"] {
            on(&document(), hint, Self::hinted);
        }
        on(&window(), "popstate", Self::returned);
        on(&window(), "scroll", |navigator, _| {
            *navigator.scroll_rest.borrow_mut() = Some(Timeout::new(SCROLL_REST_MS, note_scroll));
        });
    }

    fn clicked(self: &Rc<Self>, event: &Event) {
        let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
        // With a modifier or another button the reader wants the browser's own answer.
        let plain = mouse.button() == 0
            && !(mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key())
            && !event.default_prevented();
        let Some((route, href)) = link(event).filter(|_| plain).and_then(|link| self.target(&link)) else { return };
        event.prevent_default();
        note_scroll();
        self.go(route, Arrival::Forward(href));
    }

    fn hinted(self: &Rc<Self>, event: &Event) {
        let Some((route, href)) = link(event).and_then(|link| self.target(&link)) else { return };
        if !self.prefetched.borrow().contains(&href) {
            self.prefetched.borrow_mut().push(href);
            let store = self.store.clone();
            spawn_local(async move { live::load(&store, &route).await });
        }
    }

    fn returned(self: &Rc<Self>, event: &Event) {
        let state = event.dyn_ref::<PopStateEvent>().map(PopStateEvent::state);
        let Some(route) = self.route_at(&page::path()) else { return };
        if route == self.route.get_untracked() {
            // At another `#place` the browser has already gone there; another period is shown in place.
            follow_query(&self.store);
            page::set_title(&self.store.title(&route));
        } else {
            self.go(route, Arrival::Return(state.and_then(|state| state.as_f64()).unwrap_or(0.0)));
        }
    }

    /// The page that a link leads to, when it is one of ours and nothing says otherwise.
    fn target(&self, link: &HtmlAnchorElement) -> Option<(Route, String)> {
        let ours = link.origin() == page::origin();
        let other = link.has_attribute("download") || link.has_attribute("target") || !link.search().is_empty();
        if !ours || other || !link.hash().is_empty() {
            return None;
        }
        let route = self.route_at(&link.pathname())?;
        Some((route, link.pathname()))
    }

    fn route_at(&self, path: &str) -> Option<Route> {
        let route = Route::parse(path.strip_prefix(self.store.base())?);
        route.exists_on(self.store.site()).then_some(route)
    }

    fn go(self: &Rc<Self>, route: Route, arrival: Arrival) {
        let journey = self.journey.get() + 1;
        self.journey.set(journey);
        if self.store.document(&route).as_ref().is_none_or(StoredDocument::is_whole) {
            self.arrive(route, arrival);
            return;
        }
        page::set_busy(true);
        let navigator = Rc::clone(self);
        spawn_local(async move {
            live::load(&navigator.store, &route).await;
            if navigator.journey.get() != journey {
                return;
            }
            match arrival {
                // Not in our data, but perhaps on the host: an old address that leads on, or a page that is newer.
                Arrival::Forward(href)
                    if navigator.store.document(&route).is_some_and(|document| document.is_missing()) =>
                {
                    page::load(&href);
                }
                arrival => navigator.arrive(route, arrival),
            }
        });
    }

    fn arrive(self: &Rc<Self>, route: Route, arrival: Arrival) {
        if let (Arrival::Forward(href), Ok(history)) = (&arrival, window().history()) {
            // Refused only for another origin; the page still changes.
            let _ = history.push_state_with_url(&JsValue::from_f64(0.0), "", Some(href));
        }
        follow_query(&self.store);
        page::set_title(&self.store.title(&route));
        page::fold_menu();
        self.route.set(route.clone());
        self.live.visit(route);
        spawn_local(async move {
            // The new page is in place one turn later.
            leptos::task::tick().await;
            page::set_busy(false);
            page::focus_headline();
            let y = match arrival {
                Arrival::Forward(_) => 0.0,
                Arrival::Return(y) => y,
            };
            window().scroll_to_with_x_and_y(0.0, y);
        });
    }
}

/// Shows the period that the address names.
pub fn follow_query(store: &Store) {
    store.wishes().update(|wishes| wishes.chosen = PeriodChoice::parse(&page::query()));
}

/// Shows a period that the reader chose on the dashboard, and notes it in the address, to be shared, and in the history.
pub fn choose(store: &Store, kind: Option<SpanKind>, chosen: PeriodChoice) {
    let before = store.wishes().get_untracked();
    if before.chosen != chosen {
        note_scroll();
        let address = page::path() + &chosen.query();
        if let (Ok(history), Ok(y)) = (window().history(), window().scroll_y()) {
            let _ = history.push_state_with_url(&JsValue::from_f64(y), "", Some(&address));
        }
    }
    store.wishes().set(Wishes { kind, chosen, ..before });
    page::set_title(&store.title(&Route::Tthc));
}

/// Notes the scroll position with the history entry it belongs to.
fn note_scroll() {
    if let (Ok(history), Ok(y)) = (window().history(), window().scroll_y()) {
        let _ = history.replace_state_with_url(&JsValue::from_f64(y), "", None);
    }
}

fn link(event: &Event) -> Option<HtmlAnchorElement> {
    event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??.dyn_into().ok()
}
