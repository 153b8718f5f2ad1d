//! Hydrate or mount: the two ways to start.

use crate::app::App;
use crate::browser::events;
use crate::browser::navigation::{self, Navigator};
use crate::browser::{page, part, style};
use crate::data::live::{self, LivePage};
use crate::data::{Notice, Snapshot, Store};
use crate::parts::Part;
use crate::route::Route;
use gloo_timers::callback::Timeout;
use js_sys::Promise;
use leptos::prelude::*;
use leptos::tachys::{hydration::Cursor, view::PositionState};
use trangxa_browser::clock;
use trangxa_live::rhythm;
use trangxa_words::status::SITE_FAILED;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

/// Takes over the page. Where the page is built anew, the promise is fulfilled once that is done or cannot be done; where it is joined,
/// that is done at the return.
#[must_use]
pub fn start() -> Option<Promise> {
    // It fails only if the program was started before on this page.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let app = page::app()?;
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
                if page::is_intact(&app) {
                    hydrate(&app, store, route);
                    return None;
                }
                later(mount_with_part(app, store, route))
            }
            _ => later(load_and_mount(app, store, requested)),
        },
        _ => later(async move {
            let store = if part::fetch(Part::Feed).await { live::fetch_site(base).await.ok() } else { None };
            match store {
                Some(store) => load_and_mount(app, store, requested).await,
                // Printing the error would link all its words into the wasm, for a reader who cannot act on them.
                None => page::show_message(&app, SITE_FAILED),
            }
        }),
    }
}

fn later(work: impl Future<Output = ()> + 'static) -> Option<Promise> {
    Some(future_to_promise(async move {
        work.await;
        Ok(JsValue::UNDEFINED)
    }))
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
    mount_with_part(app, store, route).await;
}

/// Builds the page once its part of the program is here.
async fn mount_with_part(app: page::AppElement, store: Store, route: Route) {
    let is_here = match Part::of_page(&route) {
        Some(part) => part::fetch(part).await,
        None => true,
    };
    if is_here {
        mount(&app, store, route);
    } else {
        page::show_message(&app, SITE_FAILED);
    }
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
