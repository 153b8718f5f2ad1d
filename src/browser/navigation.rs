//! Client-side navigation that behaves as the browser's own does: going back restores the scroll position, and the focus
//! moves to the new page.
//!
//! Addresses are [`Route`]s, so a router crate would only bring a second description of them. What remains is here: the
//! history, the scroll position, clicks on links, and the box of the search.

use super::ahead::Ahead;
use super::{idle, links, listening, offline, page, part, search, style};
use crate::data::live::{self, LivePage};
use crate::data::{DashboardOptions, Store};
use crate::parts::Part;
use crate::route::{PeriodChoice, Route};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use trangxa_browser::http::{self, Priority};
use trangxa_browser::{document, window};
use trangxa_model::tthc::SpanKind;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, EventTarget, MouseEvent, ScrollRestoration};

/// How long the page must not have scrolled before its position is saved in the history, in milliseconds. Safari accepts
/// 100 calls of `replaceState` in 10 s.
const SCROLL_REST_MS: u32 = 150;
/// How long the old page stays while the data of the new one is fetched, in milliseconds. Then the new page's headline is shown, if it
/// is known.
const SHOW_HEADLINE_MS: u32 = 300;
/// How long data may be on its way before the browser loads the page itself, in milliseconds: the host has the page's HTML.
const HAND_OVER_MS: u32 = 4_000;

/// Takes the reader from page to page.
pub(crate) struct Navigator {
    store: Store,
    route: ArcRwSignal<Route>,
    live: LivePage,
    /// Counts navigations: one that was overtaken by another while it loaded must not be completed.
    navigation: Cell<u32>,
    ahead: Rc<Ahead>,
    scroll_rest: RefCell<Option<Timeout>>,
    /// What happens while a page's data is on its way.
    waiting: RefCell<Vec<Timeout>>,
}

#[derive(Clone)]
enum Arrival {
    /// A link to this address was followed: a new entry in the history, shown from its top.
    Forward(String),
    /// Back or forward: an entry of the history, shown at the scroll position where it was left.
    Return(f64),
}

impl Arrival {
    /// The address of the page.
    fn address(&self) -> String {
        match self {
            Self::Forward(href) => href.clone(),
            Self::Return(_) => page::path() + &page::query(),
        }
    }

    /// Where the page was left; `None` for one that is new.
    fn scroll_position(&self) -> Option<f64> {
        match self {
            Self::Forward(_) => None,
            Self::Return(y) => Some(*y),
        }
    }
}

impl Navigator {
    /// Begins to handle the links of the page.
    pub(crate) fn start(store: Store, route: ArcRwSignal<Route>, live: LivePage) -> Rc<Self> {
        let ahead = Rc::new(Ahead::new(store.clone()));
        let navigator = Rc::new(Self {
            store,
            route,
            live,
            navigation: Cell::new(0),
            ahead,
            scroll_rest: RefCell::new(None),
            waiting: RefCell::default(),
        });
        if let Ok(history) = window().history() {
            // The browser would scroll before a page that is built after the load has its full height.
            let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
        }
        page::scroll_to_kept();
        let on = |target: &EventTarget, event, call: fn(&Rc<Self>, &Event)| {
            let navigator = Rc::clone(&navigator);
            // Clicks on links are prevented.
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(target, event, options, move |event| call(&navigator, event)).forget();
        };
        on(&document(), "click", Self::clicked);
        for hint in ["pointerover", "pointerdown", "focusin"] {
            on(&document(), hint, Self::hinted);
        }
        for event in search::EVENTS {
            on(&document(), event, Self::searched);
        }
        on(&window(), "popstate", Self::returned);
        // The browser keeps a page that is left, also while another page's data is on its way, and may show it again.
        on(&window(), "pageshow", Self::returned);
        // The browser has scrolled to a `#fragment`: a reader who leaves and returns at once comes back to that place.
        on(&window(), "hashchange", |_, _| save_scroll());
        on(&window(), "scroll", |navigator, _| {
            let resting = Rc::clone(navigator);
            let rest = move || {
                save_scroll();
                resting.look_ahead();
            };
            *navigator.scroll_rest.borrow_mut() = Some(Timeout::new(SCROLL_REST_MS, rest));
        });
        navigator
    }

    fn clicked(self: &Rc<Self>, event: &Event) {
        let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
        // A modifier key or another button asks for what the browser does itself, such as a new tab.
        let plain = mouse.button() == 0
            && !(mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key())
            && !event.default_prevented();
        let Some(link) = links::of(event).filter(|_| plain) else { return };
        // Also where the browser follows the link, to a place in this page for example: Back leads to where the reader is now.
        save_scroll();
        let Some((route, href)) = links::target(&self.store, &link) else { return };
        event.prevent_default();
        page::mark_pressed(Some(&link));
        self.go(route, Arrival::Forward(href));
    }

    fn hinted(self: &Rc<Self>, event: &Event) {
        if let Some((route, path)) = links::of(event).and_then(|link| links::target(&self.store, &link)) {
            self.ahead.fetch(route, path);
        }
    }

    /// Goes on to the search where a reader sent off a box before the program was there: without script, boxes lead to the archive.
    pub(crate) fn seek(self: &Rc<Self>) {
        let query = page::query();
        if query.starts_with("?q=") {
            let address = self.store.href(&Route::Search) + &query;
            // The reader did not choose the archive: Back does not lead there.
            if let Ok(history) = window().history() {
                let _ = history.replace_state_with_url(&JsValue::from_f64(0.0), "", Some(&address));
            }
            self.go(Route::Search, Arrival::Return(0.0));
        }
    }

    /// Something happened in a box of the search.
    fn searched(self: &Rc<Self>, event: &Event) {
        if let Some(place) = search::of(event) {
            search::handle(&self.store, place, event);
        }
    }

    /// Fetches ahead what the reader sees, once the browser is idle.
    pub(crate) fn look_ahead(self: &Rc<Self>) {
        let navigator = Rc::clone(self);
        idle::at_idle(move || navigator.ahead.look(&navigator.route.get_untracked()));
    }

    fn returned(self: &Rc<Self>, _: &Event) {
        let Some(route) = links::route_at(&self.store, &page::path()) else { return };
        if route == self.route.get_untracked() {
            self.stop_waiting();
            // Another period is shown without navigation, and to a `#fragment` that is visited for the first time the browser has
            // scrolled already.
            follow_query(&self.store);
            page::set_title(&self.store.title(&route));
            page::scroll_to_kept();
        } else {
            self.go(route, Arrival::Return(page::kept_position().unwrap_or(0.0)));
        }
    }

    fn go(self: &Rc<Self>, route: Route, arrival: Arrival) {
        self.stop_waiting();
        self.ahead.leave_page();
        let navigation = self.navigation.get();
        let has_part = Part::of_page(&route).is_none_or(part::is_here);
        // The page that is shown has its style.
        let has_style = style::is_here() || self.route.get_untracked() == route;
        let is_ready = has_part && has_style;
        if is_ready && self.store.document(&route).as_ref().is_none_or(|it| it.is_whole()) {
            self.show(&route, &arrival);
            self.arrive(route);
            return;
        }
        page::set_busy(true);
        self.wait(&route, &arrival);
        let navigator = Rc::clone(self);
        let style = style::fetch();
        spawn_local(async move {
            let has_part_now = live::load(&navigator.store, &route, Priority::Auto).await;
            let is_styled = style.await;
            let is_missing = || navigator.store.document(&route).is_some_and(|document| document.is_missing());
            // The data lacks it, but the host may have it: a redirect, or a page of a newer build.
            let elsewhere = match &arrival {
                Arrival::Forward(href) if is_missing() => Some(href.as_str()),
                _ => None,
            };
            let is_withdrawn = match elsewhere {
                Some(href) => http::get(href).await.is_err_and(|error| error.is_gone()),
                None => false,
            };
            if navigator.navigation.get() != navigation {
                return;
            }
            if let Some(href) = elsewhere.filter(|_| !is_withdrawn) {
                page::load(href);
                return;
            }
            // The host has the page's HTML, which needs neither. A page that lacks some of its style is better than the browser's own,
            // which says that there is no network.
            if (!has_part_now && navigator.store.is_built()) || (!is_styled && page::is_online()) {
                page::load(&arrival.address());
                return;
            }
            // A kept page says how old it is; one without its text would say less.
            let lacks_text = navigator.store.document(&route).is_some_and(|document| !document.is_whole());
            if lacks_text && navigator.store.is_built() && offline::has(&arrival.address()).await {
                page::load(&arrival.address());
                return;
            }
            if navigator.route.get_untracked() == route {
                if !has_part {
                    navigator.route.set(route.clone());
                }
                // A list may have had another headline than the article. The headline that had the focus is replaced, and there
                // was nothing to scroll to.
                page::set_title(&navigator.store.title(&route));
                place_reader(page::has_lost_focus, arrival.scroll_position());
            } else {
                navigator.show(&route, &arrival);
            }
            navigator.arrive(route);
        });
    }

    /// Whatever is on its way is for a page that the reader no longer waits for.
    fn stop_waiting(&self) {
        self.navigation.set(self.navigation.get() + 1);
        self.waiting.borrow_mut().clear();
        page::set_busy(false);
    }

    /// Sets what happens while the data of a page is on its way: its headline is shown without its text, then the browser takes over.
    fn wait(self: &Rc<Self>, route: &Route, arrival: &Arrival) {
        let mut waiting = self.waiting.borrow_mut();
        if self.store.knows_headline(route) {
            let (navigator, route, arrival) = (Rc::clone(self), route.clone(), arrival.clone());
            waiting.push(Timeout::new(SHOW_HEADLINE_MS, move || {
                if style::is_here() {
                    navigator.show(&route, &arrival);
                }
            }));
        }
        // Where nothing was built, the host has no page but the one that is here.
        if self.store.is_built() {
            let href = arrival.address();
            waiting.push(Timeout::new(HAND_OVER_MS, move || page::load(&href)));
        }
    }

    /// Shows a page as far as its data is here.
    fn show(self: &Rc<Self>, route: &Route, arrival: &Arrival) {
        if let (Arrival::Forward(href), Ok(history)) = (arrival, window().history()) {
            // Fails only for another origin. The page is shown in any case.
            let _ = history.push_state_with_url(&JsValue::from_f64(0.0), "", Some(href));
        }
        listening::leave();
        page::forget_kept();
        self.store.complain("");
        follow_query(&self.store);
        page::set_title(&self.store.title(route));
        page::fold_menu();
        page::mark_pressed(None);
        self.route.set(route.clone());
        place_reader(|| true, Some(arrival.scroll_position().unwrap_or(0.0)));
    }

    /// The data of the page that is shown is here, or cannot be had.
    fn arrive(self: &Rc<Self>, route: Route) {
        self.waiting.borrow_mut().clear();
        self.live.visit(route);
        offline::note_read();
        page::set_busy(false);
        self.look_ahead();
    }
}

/// Moves the focus to the headline of the page if `needs_focus` returns true once the page is in place, and scrolls.
fn place_reader(needs_focus: fn() -> bool, y: Option<f64>) {
    spawn_local(async move {
        // Leptos puts the new page in place in the next turn.
        leptos::task::tick().await;
        if needs_focus() {
            page::focus_headline();
        }
        if let Some(y) = y {
            window().scroll_to_with_x_and_y(0.0, y);
        }
    });
}

/// Shows the period, or what was sought, that the address names.
pub(crate) fn follow_query(store: &Store) {
    store.sought().set(page::query());
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
