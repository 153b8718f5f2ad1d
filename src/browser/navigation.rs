//! Client-side navigation that behaves as the browser's own does: going back restores the scroll position, and the focus
//! moves to the new page.
//!
//! Addresses are [`Route`]s, so a router crate would only bring a second description of them. What remains is here: the
//! history, the scroll position and clicks on links.

use super::page;
use crate::data::live::{self, LivePage};
use crate::data::{DashboardOptions, Store, StoredDocument};
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

/// How long the page must not have scrolled before its position is saved in the history, in milliseconds. Safari accepts
/// 100 calls of `replaceState` in 10 s.
const SCROLL_REST_MS: u32 = 150;

/// Takes the reader from page to page.
pub(crate) struct Navigator {
    store: Store,
    route: ArcRwSignal<Route>,
    live: LivePage,
    /// Counts navigations: one that was overtaken by another while it loaded must not be completed.
    navigation: Cell<u32>,
    /// The addresses fetched ahead. A list, not a set: a visit has dozens of them, and a hasher would add more to the wasm.
    prefetched: RefCell<Vec<String>>,
    scroll_rest: RefCell<Option<Timeout>>,
}

enum Arrival {
    /// A link to this address was followed: a new entry in the history, shown from its top.
    Forward(String),
    /// Back or forward: an entry of the history, shown at the scroll position where it was left.
    Return(f64),
}

impl Navigator {
    /// Begins to handle the links of the page.
    pub(crate) fn start(store: Store, route: ArcRwSignal<Route>, live: LivePage) {
        let navigator = Rc::new(Self {
            store,
            route,
            live,
            navigation: Cell::new(0),
            prefetched: RefCell::default(),
            scroll_rest: RefCell::new(None),
        });
        if let Ok(history) = window().history() {
            // The browser would scroll before a page that is built after the load has its full height.
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
            *navigator.scroll_rest.borrow_mut() = Some(Timeout::new(SCROLL_REST_MS, save_scroll));
        });
    }

    fn clicked(self: &Rc<Self>, event: &Event) {
        let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
        // A modifier key or another button asks for what the browser does itself, such as a new tab.
        let plain = mouse.button() == 0
            && !(mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key())
            && !event.default_prevented();
        let Some((route, href)) = link(event).filter(|_| plain).and_then(|link| self.target(&link)) else { return };
        event.prevent_default();
        save_scroll();
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
            // To another `#fragment` the browser has scrolled already; another period is shown without navigation.
            follow_query(&self.store);
            page::set_title(&self.store.title(&route));
        } else {
            self.go(route, Arrival::Return(state.and_then(|state| state.as_f64()).unwrap_or(0.0)));
        }
    }

    /// The page that a link leads to, with its path. `None` where the browser should follow the link itself: to another site,
    /// with a query or a fragment, into another tab, or as a download.
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
        let navigation = self.navigation.get() + 1;
        self.navigation.set(navigation);
        if self.store.document(&route).as_ref().is_none_or(StoredDocument::is_whole) {
            self.arrive(route, arrival);
            return;
        }
        page::set_busy(true);
        let navigator = Rc::clone(self);
        spawn_local(async move {
            live::load(&navigator.store, &route).await;
            if navigator.navigation.get() != navigation {
                return;
            }
            match arrival {
                // The data lacks it, but the host may have it: a redirect, or a page of a newer build.
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
            // Fails only for another origin. The page is shown in any case.
            let _ = history.push_state_with_url(&JsValue::from_f64(0.0), "", Some(href));
        }
        follow_query(&self.store);
        page::set_title(&self.store.title(&route));
        page::fold_menu();
        self.route.set(route.clone());
        self.live.visit(route);
        spawn_local(async move {
            // Leptos puts the new page in place in the next turn.
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
pub(crate) fn follow_query(store: &Store) {
    store.dashboard_options().update(|options| options.period = PeriodChoice::parse(&page::query()));
}

/// Shows a period that the reader chose on the dashboard, and puts it into the address (so that it can be shared) and into
/// the history.
pub(crate) fn choose_period(store: &Store, kind: SpanKind, period: PeriodChoice) {
    let before = store.dashboard_options().get_untracked();
    if before.period != period {
        save_scroll();
        let address = page::path() + &period.query();
        if let (Ok(history), Ok(y)) = (window().history(), window().scroll_y()) {
            let _ = history.push_state_with_url(&JsValue::from_f64(y), "", Some(&address));
        }
    }
    store.dashboard_options().set(DashboardOptions { kind: Some(kind), period, ..before });
    page::set_title(&store.title(&Route::Tthc));
}

/// Saves the scroll position in the current entry of the history.
fn save_scroll() {
    if let (Ok(history), Ok(y)) = (window().history(), window().scroll_y()) {
        let _ = history.replace_state_with_url(&JsValue::from_f64(y), "", None);
    }
}

fn link(event: &Event) -> Option<HtmlAnchorElement> {
    event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??.dyn_into().ok()
}
