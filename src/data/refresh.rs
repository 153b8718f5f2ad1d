//! Keeping the store current: fetch, revalidate, poll.

use super::{DataError, Document, Notice, Store};
use crate::browser::{clock, http, page, timer::Timeout};
use crate::route::Route;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use trangxa_model::feed::Item;
use trangxa_model::fingerprint::fingerprint;
use trangxa_model::poll::{Outcome, Rhythm};
use trangxa_model::{Slug, Timestamp, document};
use wasm_bindgen_futures::spawn_local;

const VISITS_PERIOD_MS: u32 = 60_000;
const TTHC_PERIOD_MS: u32 = 5 * 60_000;
const PAGE_PERIOD_MS: u32 = 5 * 60_000;
/// What was fetched this recently is not asked for again only because the reader arrived, in seconds.
const FRESH_S: i64 = 30;

/// Fetches a document into the store. Returns whether its content changed.
pub async fn renew(document: &Document) -> Result<bool, DataError> {
    match fetch(document).await {
        Ok(None) => {
            document.confirm(clock::now());
            Ok(false)
        }
        Ok(Some((version, json))) => document.accept(&version, json, clock::now()).map(|()| true),
        Err(error) => Err(document.fail(error)),
    }
}

/// The document's JSON and its fingerprint; `None` when it is the one already here.
async fn fetch(document: &Document) -> Result<Option<(String, serde_json::Value)>, DataError> {
    let bytes = http::get(document.url()).await?;
    let version = fingerprint(&bytes);
    if document.known().as_ref() == Some(&version) {
        return Ok(None);
    }
    Ok(Some((version, document::parse(document.url(), &bytes)?)))
}

/// Makes sure that the store has what a page shows, as far as it can be had.
pub async fn load(store: &Store, route: &Route) {
    if let Some(wanted) = store.document(route)
        && !wanted.is_whole()
    {
        // The state of the document tells what went wrong, where it is shown.
        let _ = renew_page(store, route, &wanted).await;
    }
}

/// Fetches the document a page is about; an article without a file of its own is looked up in the feed.
async fn renew_page(store: &Store, route: &Route, wanted: &Document) -> Result<bool, DataError> {
    let result = renew(wanted).await;
    if let (Err(error), Route::Article(slug)) = (&result, route)
        && error.is_missing()
        && !wanted.has_file()
    {
        find_in_feed(store, slug).await;
    }
    result
}

/// An article without a file of its own may still be in the feed: it is newer than the last build, or nothing was built.
async fn find_in_feed(store: &Store, slug: &Slug) {
    let Some(feed) = store.list(&Route::Home) else { return };
    if !is_fresh(feed.checked()) {
        // What the feed lacks shows as "not found"; its own error is told where it is shown.
        let _ = renew(&Document::List(feed.clone())).await;
    }
    if let Some(article) = feed.peek().value().and_then(|feed| feed.find(slug).cloned()) {
        store.item(slug).found(Item::alone(article));
    }
}

/// What is renewed by itself while a page is open.
pub struct Poller {
    store: Store,
    route: RefCell<Route>,
    visits: Beat,
    tthc: Beat,
    page: Beat,
}

/// One rhythm with its timer.
struct Beat {
    rhythm: Cell<Rhythm>,
    timer: RefCell<Option<Timeout>>,
    /// Its time came while nobody was looking.
    due: Cell<bool>,
    asking: Cell<bool>,
}

#[derive(Clone, Copy, PartialEq)]
enum Subject {
    Visits,
    Tthc,
    Page,
}

impl Beat {
    fn every(period_ms: u32) -> Self {
        Self {
            rhythm: Cell::new(Rhythm::every(period_ms)),
            timer: RefCell::new(None),
            due: Cell::new(false),
            asking: Cell::new(false),
        }
    }
}

impl Poller {
    /// Begins to poll: everything the page shows is renewed at once, then each at its rhythm.
    pub fn start(store: Store, route: Route) -> Rc<Self> {
        let poller = Rc::new(Self {
            store,
            route: RefCell::new(route),
            visits: Beat::every(VISITS_PERIOD_MS),
            tthc: Beat::every(TTHC_PERIOD_MS),
            page: Beat::every(PAGE_PERIOD_MS),
        });
        for subject in [Subject::Page, Subject::Tthc, Subject::Visits] {
            poller.begin(subject);
        }
        poller
    }

    /// The reader went to another page: its document is renewed now, and polled from now on.
    pub fn visit(self: &Rc<Self>, route: Route) {
        *self.route.borrow_mut() = route;
        self.page.rhythm.set(Rhythm::every(PAGE_PERIOD_MS));
        self.begin(Subject::Page);
    }

    /// The tab came back, the network came back, or the reader ended the pause: what fell due meanwhile is asked now.
    pub fn resume(self: &Rc<Self>) {
        for subject in [Subject::Visits, Subject::Tthc, Subject::Page] {
            if self.beat(subject).due.get() {
                self.ask(subject);
            }
        }
    }

    /// Asks for everything now.
    pub fn renew_all(self: &Rc<Self>) {
        for subject in [Subject::Page, Subject::Tthc, Subject::Visits] {
            self.ask(subject);
        }
    }

    fn beat(&self, subject: Subject) -> &Beat {
        match subject {
            Subject::Visits => &self.visits,
            Subject::Tthc => &self.tthc,
            Subject::Page => &self.page,
        }
    }

    fn document(&self, subject: Subject) -> Option<Document> {
        match subject {
            Subject::Visits => self.store.visits().cloned().map(Document::Visits),
            Subject::Tthc => self.store.tthc().cloned().map(Document::Tthc),
            // The dashboard's document has its own rhythm already.
            Subject::Page => match &*self.route.borrow() {
                Route::Tthc => None,
                route => self.store.document(route),
            },
        }
    }

    /// Asks now, unless the document has only just come.
    fn begin(self: &Rc<Self>, subject: Subject) {
        if is_fresh(self.document(subject).and_then(|document| document.checked())) {
            self.schedule(subject, Outcome::Good);
        } else {
            self.ask(subject);
        }
    }

    /// Asks again when the rhythm says so.
    fn schedule(self: &Rc<Self>, subject: Subject, outcome: Outcome) {
        let beat = self.beat(subject);
        let mut rhythm = beat.rhythm.get();
        let wait = rhythm.next_ms(outcome, clock::chance());
        beat.rhythm.set(rhythm);
        let again = Rc::clone(self);
        *beat.timer.borrow_mut() = Some(Timeout::new(wait, move || again.ask(subject)));
    }

    fn ask(self: &Rc<Self>, subject: Subject) {
        let beat = self.beat(subject);
        if page::is_hidden() || self.store.paused().get_untracked() {
            beat.due.set(true);
            return;
        }
        let Some(document) = self.document(subject) else { return };
        if beat.asking.replace(true) {
            return;
        }
        beat.due.set(false);
        beat.timer.take();
        let poller = Rc::clone(self);
        spawn_local(async move {
            let route = poller.route.borrow().clone();
            let result = match subject {
                Subject::Page => renew_page(&poller.store, &route, &document).await,
                Subject::Tthc | Subject::Visits => renew(&document).await,
            };
            poller.report(&document, &result);
            let beat = poller.beat(subject);
            beat.asking.set(false);
            // The reader may have gone on to another page meanwhile.
            if poller.document(subject).is_some_and(|now| now.url() != document.url()) {
                poller.ask(subject);
                return;
            }
            let outcome = match &result {
                Err(error) if !is_absent(&document, error) => Outcome::Bad { retry_after_ms: error.retry_after_ms() },
                _ => Outcome::Good,
            };
            poller.schedule(subject, outcome);
        });
    }

    /// Tells the reader once that something cannot be renewed, and once that it can again.
    fn report(&self, asked: &Document, result: &Result<bool, DataError>) {
        let notice = self.store.notice();
        let before = notice.get_untracked();
        let failing = [Subject::Visits, Subject::Tthc, Subject::Page]
            .into_iter()
            .filter_map(|subject| self.document(subject))
            .any(|document| document.is_failing());
        let after = match (result, before) {
            (Err(_), Notice::NotRenewed(_)) => return,
            (Err(error), _) if is_absent(asked, error) => return,
            (Err(_), _) => Notice::NotRenewed(clock::now()),
            (Ok(_), Notice::NotRenewed(_)) if !failing => Notice::Renewed(clock::now()),
            (Ok(_), _) => return,
        };
        notice.set(after);
    }
}

/// Whether what was checked then needs no asking now.
fn is_fresh(checked: Option<Timestamp>) -> bool {
    checked.is_some_and(|at| clock::now().unix() - at.unix() < FRESH_S)
}

/// A file that was never there is no failure to renew: nothing is wrong, and haste would not help.
fn is_absent(document: &Document, error: &DataError) -> bool {
    error.is_missing() && !document.has_file()
}
