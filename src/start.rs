//! Hydrate or mount: the two ways to start.

use crate::app::shell;
use crate::browser::navigation::{self, Navigator};
use crate::browser::{events, idle, page, part, reading, slices, style};
use crate::components::keep_current;
use crate::data::live::{self, LivePage};
use crate::data::{Notice, Snapshot, Store};
use crate::parts::Part;
use crate::route::Route;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::tachys::{hydration::Cursor, view::PositionState};
use std::rc::Rc;
use trangxa_browser::clock;
use trangxa_browser::http::Priority;
use trangxa_live::rhythm;
use trangxa_words::status::SITE_FAILED;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// Begins to take over the page. The rest is done in [slices].
pub fn start() {
    slices::run_effects();
    let Some(app) = page::app() else { return };
    let page = ServedPage { app, base: page::base() };
    let snapshot = page::snapshot()
        .and_then(|script| Snapshot::read(&script, page::article_text()))
        .filter(|snapshot| snapshot.build == crate::BUILD);
    match snapshot {
        Some(snapshot) => slices::push(move || page.read(snapshot)),
        None => slices::push_async(page.fetch_site()),
    }
}

/// Does the next slice of the start. Returns the promise to wait for before the next one, or null; `undefined` when there is none.
#[must_use]
pub fn proceed() -> JsValue {
    slices::proceed()
}

/// The page as the host served it.
struct ServedPage {
    app: page::AppElement,
    base: String,
}

impl ServedPage {
    fn read(self, snapshot: Snapshot) {
        let store = Store::of_snapshot(&self.base, snapshot.site, snapshot.built_at);
        let fetched_at = page::fetched_at();
        for document in snapshot.documents {
            let (app, store) = (self.app.clone(), store.clone());
            slices::push(move || {
                if store.preload(document, fetched_at).is_err() {
                    page::forget_shape(&app);
                }
            });
        }
        slices::push(move || self.join_or_build(store));
    }

    /// Begins with what the site says of itself, on a page without a snapshot of this build.
    async fn fetch_site(self) {
        let Self { app, base } = self;
        let store = if part::fetch(Part::Feed).await { live::fetch_site(base).await.ok() } else { None };
        match store {
            Some(store) => {
                let route = requested(store.base());
                load_and_mount(app, store, route).await;
            }
            // Printing the error would link all its words into the wasm, for a reader who cannot act on them.
            None => page::show_message(&app, SITE_FAILED),
        }
    }

    fn join_or_build(self, store: Store) {
        let Self { app, base } = self;
        let requested = requested(&base);
        match page::written_for(&app) {
            // A host may know this page by an address that the app does not.
            Some(path) if parse(&base, &path) == requested || !requested.exists_on(store.site()) => {
                page::correct_address(&path);
                let route = parse(&base, &path);
                if page::is_intact(&app) {
                    hydrate(app, store, route);
                } else {
                    slices::push_async(mount_with_part(app, store, route));
                }
            }
            _ => slices::push_async(load_and_mount(app, store, requested)),
        }
    }
}

fn parse(base: &str, path: &str) -> Route {
    Route::parse(path.strip_prefix(base).unwrap_or(path))
}

/// The page that the address in the browser names.
fn requested(base: &str) -> Route {
    parse(base, &page::path())
}

/// Joins the markup that is on the page, each part of the shell in a slice of its own. It was written for this address by this build, and
/// `boot.js` found it as it was written, so it is known to match: Leptos cannot recover from a mismatch. Where it does not match all the
/// same, the program ends in a trap, and `boot.js` starts another instance, which mounts.
fn hydrate(app: page::AppElement, store: Store, route: Route) {
    let signal = ArcRwSignal::new(route);
    let owner = Owner::new();
    let place = Rc::new((Cursor::new(app.into()), PositionState::default()));
    for part in owner.with(|| shell(store.clone(), signal.clone())) {
        let (owner, place) = (owner.clone(), Rc::clone(&place));
        slices::push(move || keep(owner.with(|| part().hydrate::<true>(&place.0, &place.1))));
    }
    keep(owner);
    slices::push(move || come_alive(store, signal));
}

/// Keeps something as long as the page lives.
fn keep<T>(it: T) {
    #[expect(clippy::mem_forget, reason = "the app lives as long as the page")]
    std::mem::forget(it);
}

/// Builds the page where the markup on it was not written for this address, once its data is here.
async fn load_and_mount(app: page::AppElement, store: Store, route: Route) {
    // Without the style the page still reads.
    let style = style::fetch();
    live::load(&store, &route, Priority::Auto).await;
    style.await;
    mount_with_part(app, store, route).await;
}

/// Builds the page once its part of the program is here.
async fn mount_with_part(app: page::AppElement, store: Store, route: Route) {
    if part::fetch_for(&route, store.parts_of(&route)).await {
        mount(&app, store, route);
    } else {
        page::show_message(&app, SITE_FAILED);
    }
}

/// Builds the page in place of what the app's element contains.
fn mount(app: &page::AppElement, store: Store, route: Route) {
    let signal = ArcRwSignal::new(route);
    // The old content goes only now: the page never loses its height, and so keeps its scroll position.
    let old = page::children(app);
    let owner = Owner::new();
    owner.with(|| {
        for part in shell(store.clone(), signal.clone()) {
            let mut state = part().build();
            state.mount(app, None);
            keep(state);
        }
    });
    keep(owner);
    page::remove(&old);
    come_alive(store, signal);
}

/// Shows the reader's time on a page whose views are in place. The effects of the views, which are the next slices, draw it at once.
fn come_alive(store: Store, route: ArcRwSignal<Route>) {
    tick(store.clone());
    slices::push(move || listen(store, route));
}

/// Starts what reacts to the reader, and at the browser's next idle moment what keeps the page current.
fn listen(store: Store, route: ArcRwSignal<Route>) {
    slices::end();
    page::mark_live();
    // The publisher wrote the page for its path; the query is known only here.
    navigation::follow_query(&store);
    reading::listen(&store);
    page::set_title(&store.title(&route.get_untracked()));
    let live = LivePage::new(store.clone(), route.get_untracked());
    let returning = live.clone();
    events::on_return(move |is_restored| {
        if is_restored {
            returning.count_view();
        }
        returning.resume();
    });
    let back_online = live.clone();
    events::on_window("online", move || back_online.renew_all());
    let notice = store.notice().clone();
    events::on_window("offline", move || notice.set(Notice::Offline(clock::now())));
    let resumed = live.clone();
    let paused = store.paused().clone();
    Effect::new(move |is_known: Option<()>| {
        if !paused.get() && is_known.is_some() {
            resumed.resume();
        }
    });
    let (here, shown) = (store.clone(), route.get_untracked());
    let navigator = Navigator::start(store, route, live.clone());
    if matches!(shown, Route::NewsArchive { .. }) {
        navigator.seek();
    }
    idle::at_idle(move || {
        live.start();
        fetch_current_part(here.clone());
        fetch_next_days(here, &shown);
        navigator.look_ahead();
    });
}

/// Fetches the part that keeps the card of figures, the office's bar and the alerts current, on a site that has them.
fn fetch_current_part(store: Store) {
    if store.has_current() {
        let part = part::fetch(Part::Current);
        spawn_local(async move {
            if part.await {
                keep_current(&store);
                // The islands that wait for the part follow the clock.
                store.clock().set(Some(clock::now()));
            }
            page::mark_current();
        });
    }
}

/// Fetches the part that keeps the next days of the calendar current, on a page that shows them.
fn fetch_next_days(store: Store, route: &Route) {
    if store.calendar_of(route).is_some() {
        let part = part::fetch(Part::Calendar);
        spawn_local(async move {
            if part.await {
                live::renew_old_days(&store).await;
                store.clock().set(Some(clock::now()));
            }
        });
    }
}

/// Moves the page's clock, now and again with each minute that begins: then alerts end, and offices open and close.
fn tick(store: Store) {
    let now = clock::now();
    store.clock().set(Some(now));
    let notice = store.notice().get_untracked();
    if notice.at(now) != notice {
        store.notice().set(notice.at(now));
    }
    // A screen reader announces a text only when it changes: the same words must be news again another time.
    if !store.announcement().with_untracked(String::is_empty) {
        store.announcement().set(String::new());
    }
    let into_minute = now.unix().rem_euclid(60) as u32 * 1_000;
    Timeout::new(rhythm::CLOCK_MS - into_minute, move || tick(store)).forget();
}
