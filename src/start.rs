//! Hydrate or mount: the two ways to start.

use crate::app::App;
use crate::browser::navigation::{self, Navigator};
use crate::browser::page;
use crate::data::refresh::{self, Poller};
use crate::data::{Notice, Snapshot, Store, address};
use crate::route::Route;
use leptos::prelude::*;
use leptos::tachys::{hydration::Cursor, view::PositionState};
use std::rc::Rc;
use trangxa_browser::listen::Listener;
use trangxa_browser::timer::Timeout;
use trangxa_browser::{clock, http};
use trangxa_model::document::Document;
use trangxa_model::poll;
use trangxa_model::site::DEFAULT_ARTICLES;
use trangxa_model::visits::Source;
use trangxa_model::{DataError, Feed, Site};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlElement};

/// Takes over the page.
pub fn start() {
    // Already set only if the program ran twice.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let Some(app) = page::app() else { return };
    let (base, path) = (page::base(), page::path());
    let route = Route::parse(path.strip_prefix(base.as_str()).unwrap_or(&path));
    let snapshot = page::snapshot()
        .and_then(|script| Snapshot::read(&script, page::article_text()))
        .filter(|snapshot| snapshot.build == crate::BUILD);
    let written_for = page::written_for(&app);
    match snapshot.map(|snapshot| Store::from_snapshot(&base, snapshot)) {
        Some(Ok(store)) if written_for.as_deref() == Some(path.as_str()) => hydrate(&app, store, route),
        Some(Ok(store)) => spawn_local(mount(app, store, route)),
        _ => spawn_local(async move {
            match fetch_site(&base).await {
                Ok(store) => mount(app, store, route).await,
                // Spelling the error out would bring all its words into the wasm, for a reader who cannot act on them.
                Err(_) => page::show_message(&app, "Chưa tải được trang. Xin thử lại sau."),
            }
        }),
    }
}

/// Joins the markup that is there. It was written for this address by this build, so it is known to match; Leptos has no
/// way back from a mismatch.
fn hydrate(app: &HtmlElement, store: Store, route: Route) {
    let signal = ArcRwSignal::new(route);
    let owner = Owner::new();
    let state = owner.with(|| {
        let view = App(store.clone(), signal.clone()).into_view();
        view.hydrate::<true>(&Cursor::new(app.clone().into()), &PositionState::default())
    });
    // The app lives as long as the page.
    std::mem::forget((owner, state));
    come_alive(store, signal);
}

/// Builds the page where there is none for this address.
async fn mount(app: HtmlElement, store: Store, route: Route) {
    store.clock().set(Some(clock::now()));
    refresh::load(&store, &route).await;
    page::clear(&app);
    page::set_title(&store.title(&route));
    let signal = ArcRwSignal::new(route);
    let (view_store, view_signal) = (store.clone(), signal.clone());
    leptos::mount::mount_to(app, move || App(view_store, view_signal)).forget();
    come_alive(store, signal);
}

/// A host with only the app and its data: who the site is must be asked first. Without a site.json the feed has to say.
async fn fetch_site(base: &str) -> Result<Store, DataError> {
    let url = format!("{base}{}", address::SITE);
    let read = http::get(&url).await.and_then(|bytes| Ok(Site::read(&url, &bytes)?));
    let site = match read {
        Err(error) if error.is_missing() => site_of_feed(base).await?,
        site => site?,
    };
    Ok(Store::new(base, site, clock::now()))
}

async fn site_of_feed(base: &str) -> Result<Site, DataError> {
    let at = |path: &str| format!("{base}{path}");
    let url = at(DEFAULT_ARTICLES);
    let feed = Feed::read(&url, &http::get(&url).await?)?;
    let mut site = Site::from_feed(&feed, page::origin() + base);
    // Nobody says whether there are figures and counters, so they are asked for once.
    let mut named = Vec::new();
    for path in ["data/tthc.json", "data/visits.json"] {
        named.push(http::get(&at(path)).await.ok().map(|_| path.to_owned()));
    }
    site.data.visits = named.pop().flatten().map(Source::file);
    site.data.tthc = named.pop().flatten();
    Ok(site)
}

fn come_alive(store: Store, route: ArcRwSignal<Route>) {
    page::mark_live();
    tick(store.clone());
    // The page was written for its path alone.
    navigation::follow_query(&store);
    let poller = Poller::start(store.clone(), route.get_untracked());
    let come_back = || {
        let poller = Rc::clone(&poller);
        move |event: Event| {
            // Kept as it was left, and come back to: as good as loaded again.
            if trangxa_browser::page::is_set(&event, "persisted") {
                poller.look();
            }
            poller.resume();
        }
    };
    for event in ["visibilitychange", "resume", "prerenderingchange"] {
        Listener::on_document(event, come_back()).forever();
    }
    Listener::on_window("pageshow", come_back()).forever();
    let back_online = Rc::clone(&poller);
    Listener::on_window("online", move |_| back_online.renew_all()).forever();
    let notice = store.notice().clone();
    Listener::on_window("offline", move |_| notice.set(Notice::Offline(clock::now()))).forever();
    let resumed = Rc::clone(&poller);
    let paused = store.paused().clone();
    Effect::new(move |_| {
        if !paused.get() {
            resumed.resume();
        }
    });
    Navigator::start(store, route, poller);
}

/// Keeps the page's clock.
fn tick(store: Store) {
    store.clock().set(Some(clock::now()));
    // "Renewed" is news for a while only.
    if matches!(store.notice().get_untracked(), Notice::Renewed(at) if clock::now().unix() - at.unix() > 60) {
        store.notice().set(Notice::Current);
    }
    // What was said aloud is said: the same words must be news again another time.
    if !store.announcement().with_untracked(String::is_empty) {
        store.announcement().set(String::new());
    }
    std::mem::forget(Timeout::new(poll::CLOCK_MS, move || tick(store)));
}
