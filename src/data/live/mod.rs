//! Keeps the store current while the page is open: [`trangxa_live`]'s engine over the portal's documents.

mod documents;
mod feed_chain;
mod from_feed;
mod most_read;
mod page_documents;
mod plain;
mod view_beacon;
mod work;

pub use page_documents::load;
pub(crate) use page_documents::renew_old_days;
pub(crate) use plain::fetch_site;
pub(crate) use work::Work;

use crate::data::{Notice, Store, StoredDocument, UntypedKind};
use crate::route::Route;
use documents::{apply, fetch, is_absent, is_fresh};
use leptos::prelude::*;
use page_documents::renew_page;
use serde_json::Value;
use std::cell::RefCell;
use std::rc::Rc;
use trangxa_browser::http::Priority;
use trangxa_browser::world::BrowserWorld;
use trangxa_browser::{clock, page};
use trangxa_live::rhythm::{DOCUMENT_MS, VISITS_MS, after_page_ms};
use trangxa_live::{Engine, Finish, Page, Topic};
use trangxa_model::DataError;
use trangxa_model::visits::VisitsKind;
use trangxa_part::in_part;
use view_beacon::{Sent, ViewBeacon};
use wasm_bindgen_futures::spawn_local;

in_part! { "lists", "00000000000000000000000000000002",
    /// Fetches the list of what is read most.
    fn most_read(store: Store) -> Work<Result<(), DataError>> {
        Box::pin(async move { most_read::renew_most_read(&store).await })
    }
}

/// What the page is about.
const PAGE: Topic = Topic(0);
/// The TTHC figures: on the dashboard, and on the card of every page.
const TTHC: Topic = Topic(1);
/// The visitor counters.
const VISITS: Topic = Topic(2);
/// The alerts: with their 20 % more they are never older than 72 s.
const ALERTS: Topic = Topic(3);
/// The office.
const OFFICE: Topic = Topic(4);
const PERIODS_MS: [u32; 5] = [DOCUMENT_MS, DOCUMENT_MS, VISITS_MS, VISITS_MS, DOCUMENT_MS];

/// How many milliseconds after the reader's own first view was reported the counters are requested, so that they include it.
const COUNTED_MS: u32 = 1_000;

/// The portal's documents, kept current. All clones are one.
#[derive(Clone)]
pub struct LivePage(Rc<Engine<Portal, BrowserWorld>>);

struct Portal {
    store: Store,
    route: Rc<RefCell<Route>>,
    beacon: ViewBeacon,
}

impl LivePage {
    /// Requests nothing before [`start`](Self::start), and what the page carried not soon after the page.
    #[must_use]
    pub fn new(store: Store, route: Route) -> Self {
        let base = store.base().to_owned();
        let portal = Portal { store, route: Rc::new(RefCell::new(route)), beacon: ViewBeacon::default() };
        let live = Self(Engine::new(portal, BrowserWorld::default(), &PERIODS_MS));
        let Portal { store, route, beacon } = live.0.page();
        beacon.arrive(store, &route.borrow());
        for topic in [PAGE, TTHC, VISITS, ALERTS, OFFICE] {
            if live.0.page().is_fresh(topic) {
                live.0.request_in(topic, after_page_ms(clock::chance()));
            }
        }
        BrowserWorld::join_tabs(&live.0, &base);
        live
    }

    /// Reports the first view, and requests what the page shows, then each document at its rhythm.
    pub fn start(&self) {
        self.report_view();
        self.0.start();
    }

    /// The reader went to another page: its document is requested now, and at its rhythm from now on.
    pub fn visit(&self, route: Route) {
        // The reader may have left the first page before its view was reported.
        self.report_view();
        *self.0.page().route.borrow_mut() = route;
        self.count_view();
        self.0.replace(PAGE, DOCUMENT_MS);
    }

    /// The reader came to the page that is shown now: a view, which is reported as soon as the page is visible.
    pub fn count_view(&self) {
        let Portal { store, route, beacon } = self.0.page();
        beacon.arrive(store, &route.borrow());
        self.report_view();
    }

    /// The page is visible again, or the reader ended the pause: what became due meanwhile is requested now.
    pub fn resume(&self) {
        self.report_view();
        self.0.resume();
    }

    /// The network is back: everything is requested now.
    pub fn renew_all(&self) {
        self.0.renew_all();
    }

    fn report_view(&self) {
        let Portal { store, beacon, .. } = self.0.page();
        let is_counted = beacon.send() == Sent::First && store.visits_kind() == VisitsKind::Counter;
        if is_counted && !self.0.page().is_fresh(VISITS) {
            self.0.request_in(VISITS, COUNTED_MS);
        }
    }
}

impl Portal {
    fn document(&self, topic: Topic) -> Option<StoredDocument> {
        match topic {
            VISITS => self.store.visits().cloned().map(StoredDocument::Visits),
            TTHC => self.store.tthc().cloned().map(StoredDocument::Tthc),
            ALERTS => self.store.alerts().cloned().map(|live| StoredDocument::Untyped(UntypedKind::Alerts, live)),
            OFFICE => self.store.office().cloned().map(|live| StoredDocument::Untyped(UntypedKind::Office, live)),
            // The dashboard's document is a topic of its own.
            _ => match &*self.route.borrow() {
                Route::Tthc => None,
                route => self.store.document(route),
            },
        }
    }

    /// Whether the list of what is read most is still to be fetched. It has no topic of its own: it is fetched with the home page.
    fn lacks_most_read(&self) -> bool {
        *self.route.borrow() == Route::Home
            && self.store.visits_kind() == VisitsKind::Counter
            && self.store.popular().with_untracked(Value::is_null)
    }
}

impl Page for Portal {
    fn url(&self, topic: Topic) -> Option<String> {
        Some(self.document(topic)?.url().to_owned())
    }

    fn fingerprint(&self, topic: Topic) -> Option<String> {
        self.document(topic)?.known()
    }

    fn is_fresh(&self, topic: Topic) -> bool {
        !(topic == PAGE && self.lacks_most_read()) && self.document(topic).as_ref().is_some_and(is_fresh)
    }

    fn is_failing(&self, topic: Topic) -> bool {
        self.document(topic).is_some_and(|document| document.is_failing())
    }

    fn is_hidden(&self) -> bool {
        page::is_hidden()
    }

    fn is_paused(&self) -> bool {
        self.store.paused().get_untracked()
    }

    fn request(&self, topic: Topic, finish: Finish) {
        let Some(document) = self.document(topic) else { return finish(Ok(None)) };
        let (store, current) = (self.store.clone(), Rc::clone(&self.route));
        // No page carries the list of what is read most, so it may be all that is wanted.
        let wants_list_only = self.lacks_most_read() && is_fresh(&document);
        spawn_local(async move {
            if topic != PAGE {
                return finish(fetch(&store, &document, Priority::Auto).await);
            }
            let route = current.borrow().clone();
            let result =
                if wants_list_only { Ok(false) } else { renew_page(&store, &route, &document, Priority::Auto).await };
            // The reader may have come to the home page while the same list was fetched for another page.
            if *current.borrow() == Route::Home {
                // If it cannot be fetched, the list that is shown stays.
                let _ = most_read(store.clone()).await;
            }
            // Other tabs may show another page, so they fetch its document themselves.
            finish(result.map(|_| None));
        });
    }

    fn apply(&self, topic: Topic, fingerprint: String, bytes: Vec<u8>, finish: Finish) {
        let Some(document) = self.document(topic) else { return finish(Ok(None)) };
        finish(apply(&self.store, &document, &fingerprint, &bytes).map(|()| None));
    }

    fn confirm(&self, topic: Topic) {
        if let Some(document) = self.document(topic) {
            document.confirm(clock::now());
        }
    }

    fn fail(&self, topic: Topic, error: DataError) {
        if let Some(document) = self.document(topic) {
            // The engine has the error already.
            let _ = document.fail(error);
        }
    }

    fn is_absent(&self, topic: Topic, error: &DataError) -> bool {
        self.document(topic).is_some_and(|document| is_absent(&document, error))
    }

    /// A live counter is often blocked by the reader's own browser: nothing of the site's is missing then, and the counters
    /// show their age themselves.
    fn is_reported(&self, topic: Topic) -> bool {
        topic != VISITS || self.store.visits_kind() == VisitsKind::File
    }

    fn notice(&self) -> Notice {
        self.store.notice().get_untracked()
    }

    fn set_notice(&self, notice: Notice) {
        self.store.notice().set(notice);
    }
}
