//! Hydrate or mount: the two ways to start.

use crate::app::App;
use crate::browser::events;
use crate::browser::navigation::{self, Navigator};
use crate::browser::page;
use crate::browser::style;
use crate::data::live::{self, LivePage};
use crate::data::{Notice, Snapshot, Store, address};
use crate::route::Route;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::tachys::{hydration::Cursor, view::PositionState};
use trangxa_browser::{clock, http};
use trangxa_live::rhythm;
use trangxa_model::document::JsonDocument as _;
use trangxa_model::site::DEFAULT_ARTICLES;
use trangxa_model::visits::VisitsSource;
use trangxa_model::{DataError, Feed, Site};
use wasm_bindgen_futures::spawn_local;

/// Takes over the page.
pub fn start() {
    // It fails only if the program was started before on this page.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let Some(app) = page::app() else { return };
    let base = page::base();
    let parse = |path: &str| Route::parse(path.strip_prefix(base.as_str()).unwrap_or(path));
    let requested = parse(&page::path());
    let snapshot = page::snapshot()
        .and_then(|script| Snapshot::read(&script, page::article_text()))
        .filter(|snapshot| snapshot.build == crate::BUILD);
    let written_for = page::written_for(&app);
    match snapshot.map(|snapshot| Store::from_snapshot(&base, snapshot)) {
        Some(Ok(store)) => match written_for {
            // A host may know this page by an address that the app does not.
            Some(path) if parse(&path) == requested || !requested.exists_on(store.site()) => {
                page::correct_address(&path);
                let route = parse(&path);
                if page::is_intact(&app) { hydrate(&app, store, route) } else { mount(&app, store, route) }
            }
            _ => spawn_local(load_and_mount(app, store, requested)),
        },
        _ => spawn_local(async move {
            match fetch_site(&base).await {
                Ok(store) => load_and_mount(app, store, requested).await,
                // Printing the error would link all its words into the wasm, for a reader who cannot act on them.
                Err(_) => page::show_message(&app, trangxa_words::status::SITE_FAILED),
            }
        }),
    }
}

/// Joins the markup that is on the page. It was written for this address by this build, and `boot.js` found it as it was written, so
/// it is known to match: Leptos cannot recover from a mismatch. Where it does not match all the same, the program ends in a trap,
/// and `boot.js` starts another instance, which mounts.
fn hydrate(app: &page::AppElement, store: Store, route: Route) {
    let signal = ArcRwSignal::new(route);
    let owner = Owner::new();
    let state = owner.with(|| {
        let view = App(store.clone(), signal.clone()).into_view();
        view.hydrate::<true>(&Cursor::new(app.clone().into()), &PositionState::default())
    });
    #[expect(clippy::mem_forget, reason = "the app lives as long as the page")]
    std::mem::forget((owner, state));
    come_alive(store, signal);
}

/// Builds the page where the markup on it was not written for this address, once its data is here.
async fn load_and_mount(app: page::AppElement, store: Store, route: Route) {
    // Without the style the page still reads.
    let style = style::fetch();
    live::load(&store, &route).await;
    style.await;
    mount(&app, store, route);
}

/// Builds the page in place of what the app's element contains.
fn mount(app: &page::AppElement, store: Store, route: Route) {
    store.clock().set(Some(clock::now()));
    let signal = ArcRwSignal::new(route);
    let (view_store, view_signal) = (store.clone(), signal.clone());
    // The old content goes only now: the page never loses its height, and so keeps its scroll position.
    let old = page::children(app);
    leptos::mount::mount_to(app.clone(), move || App(view_store, view_signal)).forget();
    page::remove(&old);
    come_alive(store, signal);
}

/// Makes the store of a host that has only the app and its data: site.json says whose site it is, or else the feed.
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
    // No document says whether there are figures and counters, so each is requested once.
    let mut named = Vec::new();
    for path in ["data/tthc.json", "data/visits.json"] {
        named.push(http::get(&at(path)).await.ok().map(|_| path.to_owned()));
    }
    site.data.visits = named.pop().flatten().map(VisitsSource::file);
    site.data.tthc = named.pop().flatten();
    Ok(site)
}

/// Starts what keeps the page current, once its views are in place.
fn come_alive(store: Store, route: ArcRwSignal<Route>) {
    page::mark_live();
    tick(store.clone());
    // The publisher wrote the page for its path; the query is known only here.
    navigation::follow_query(&store);
    page::set_title(&store.title(&route.get_untracked()));
    let live = LivePage::start(store.clone(), route.get_untracked());
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
    Effect::new(move |_| {
        if !paused.get() {
            resumed.resume();
        }
    });
    Navigator::start(store, route, live);
}

/// Moves the page's clock, now and again every minute.
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
    Timeout::new(rhythm::CLOCK_MS, move || tick(store)).forget();
}
