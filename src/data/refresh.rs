//! Keeping the store current: fetch, revalidate, poll.

use super::{Document, Live, Notice, Store, popular};
use crate::browser::{once, page};
use crate::route::Route;
use leptos::prelude::*;
use serde_json::Value;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use trangxa_browser::beat::Beat;
use trangxa_browser::page::{escape, is_hidden};
use trangxa_browser::tabs::{News, Tabs};
use trangxa_browser::visits::{self as counted, site_id};
use trangxa_browser::{clock, http, morph};
use trangxa_model::document::Document as _;
use trangxa_model::feed::{self, Article, Feed, Item};
use trangxa_model::fingerprint::fingerprint;
use trangxa_model::poll::{self, Outcome};
use trangxa_model::tthc::words;
use trangxa_model::visits::Kind;
use trangxa_model::{DataError, Html, Language, Slug, Timestamp, document};
use wasm_bindgen_futures::spawn_local;

/// How long after the reader's own view the numbers are asked for that should have it.
const COUNTED_MS: u32 = 1_000;
/// How many articles that nothing here knows are looked up for it.
const MAX_UNKNOWN: usize = 5;
/// How many documents of a feed are read on at once: a phone must not load an archive because one address is wrong.
const MAX_FOLLOWED: usize = 20;
/// What was fetched this recently is not asked for again only because the reader arrived, in seconds.
const FRESH_S: i64 = 30;

/// Fetches a document into the store. Returns whether its content changed.
pub async fn renew(store: &Store, document: &Document) -> Result<bool, DataError> {
    fetch(store, document).await.map(|new| new.is_some())
}

/// Fetches a document into the store. Returns the file where it is another than the one already here.
async fn fetch(store: &Store, document: &Document) -> Result<Option<Vec<u8>>, DataError> {
    let bytes = file_of(store, document).await.map_err(|error| document.fail(error))?;
    // The reader may have asked for rest meanwhile: what is here stays. What is not here yet was asked for by going there.
    if store.paused().get_untracked() && document.is_whole() {
        return Ok(None);
    }
    let version = fingerprint(&bytes);
    if document.known().as_ref() == Some(&version) {
        document.confirm(clock::now());
        return Ok(None);
    }
    take(store, document, &version, &bytes).await?;
    Ok(Some(bytes))
}

/// The file behind a document.
async fn file_of(store: &Store, document: &Document) -> Result<Vec<u8>, DataError> {
    match (document, &store.site().data.visits) {
        (Document::Visits(_), Some(source)) => counted::get(source, store.base(), document.url()).await,
        _ => http::get(document.url()).await,
    }
}

/// Takes a document's new content. Figures that change under the reader's eyes are marked, and told aloud in one sentence.
async fn take(store: &Store, document: &Document, version: &str, bytes: &[u8]) -> Result<(), DataError> {
    let json = document::parse(document.url(), bytes).map_err(|error| document.fail(error.into()))?;
    let Document::Tthc(live) = document else { return document.accept(version, json, clock::now()) };
    let before = live.peek().value().cloned();
    morph::begin_marking();
    let taken = live.accept(version, json, clock::now());
    // What shows the figures is drawn one turn later.
    leptos::task::tick().await;
    morph::end_marking();
    let now = live.peek().value().cloned();
    if let Some(text) = before.zip(now).and_then(|(before, now)| words::news(&before, &now, Language::Vietnamese)) {
        store.announcement().set(text);
    }
    taken
}

/// Makes sure that the store has what a page shows, as far as it can be had.
pub async fn load(store: &Store, route: &Route) {
    if let Some(wanted) = store.document(route)
        && !wanted.is_whole()
    {
        let (name, store, route) = (route.path(), store.clone(), route.clone());
        let work = async move {
            // The state of the document tells what went wrong, where it is shown.
            let _ = renew_page(&store, &route, &wanted).await;
        };
        once::join(name, work).await;
    }
}

/// Fetches what a page is about. What has no file of its own is looked up in the feed: it is newer than the last build, or
/// nothing was built.
async fn renew_page(store: &Store, route: &Route, wanted: &Document) -> Result<bool, DataError> {
    match (route, wanted) {
        (Route::Article(slug), Document::Item(_)) if !store.is_built() => renew_plain_item(store, slug, wanted).await,
        (Route::Standing(_), _) if !store.is_built() => Ok(false),
        (_, Document::List(own)) => renew_list(store, route, own).await,
        (Route::Article(slug), _) => {
            let result = renew(store, wanted).await;
            match &result {
                Err(error) if is_absent(wanted, error) => {
                    ensure_feed(store).await;
                    // What the feed lacks shows as "not found".
                    find_in_feed(store, slug).await;
                }
                _ => correct(store, slug),
            }
            result
        }
        _ => renew(store, wanted).await,
    }
}

/// Lays over a built article what a CMS that wrote over the built feed says of it: a correction, or another article that has
/// the headline and so the address. Where the reader has not come by the feed, the built one stands until the next build.
fn correct(store: &Store, slug: &Slug) {
    let (live, newer) = (store.item(slug), in_chain(store, slug));
    let state = live.peek();
    let (Some(built), Some(newer)) = (state.value(), newer) else { return };
    let text = |article: &Article| article.content.as_ref().map(Html::text);
    let (old, new) = (&built.article, newer.article);
    let differs = old.id != new.id || old.title != new.title || text(old) != text(&new);
    if new.content.is_some() && differs {
        live.found(Item { article: new, ..Item::clone(built) });
    }
}

/// Fetches a list; one without a file is cut from the feed, whose documents are followed as far as the page reaches.
async fn renew_list(store: &Store, route: &Route, own: &Live<Feed>) -> Result<bool, DataError> {
    let is_feed = store.list(&Route::Home).is_some_and(|feed| feed.url() == own.url());
    if !is_feed && !store.is_built() {
        ensure_feed(store).await;
        if !store.chain().0.is_empty() {
            return follow(store, route).await;
        }
    }
    let wanted = Document::List(own.clone());
    let result = renew(store, &wanted).await;
    match &result {
        Ok(changed) if is_feed => follow(store, route).await.map(|followed| *changed || followed),
        Err(error) if !is_feed && is_absent(&wanted, error) => {
            ensure_feed(store).await;
            if store.chain().0.is_empty() { result } else { follow(store, route).await }
        }
        _ => result,
    }
}

/// An article where nothing was built: from the feed as far as it was read, otherwise from a file of its own, otherwise
/// from further on in the feed.
async fn renew_plain_item(store: &Store, slug: &Slug, wanted: &Document) -> Result<bool, DataError> {
    ensure_feed(store).await;
    let summary = match in_chain(store, slug) {
        Some(item) if item.article.content.is_some() => {
            store.item(slug).found(item);
            return Ok(false);
        }
        summary => summary,
    };
    let named = summary.as_ref().and_then(|item| item.article.item.clone()).filter(|url| url != wanted.url());
    let result = match named {
        None => renew(store, wanted).await,
        Some(url) => match fetch_item(&url).await {
            Ok(item) => {
                store.item(slug).found(item);
                Ok(true)
            }
            Err(error) => Err(error),
        },
    };
    let Err(error) = result else { return result };
    if let Some(item) = summary {
        store.item(slug).found(item);
        return Ok(false);
    }
    if error.is_missing() && find_in_feed(store, slug).await {
        return Ok(false);
    }
    Err(wanted.fail(error))
}

async fn fetch_item(url: &str) -> Result<Item, DataError> {
    let json = document::parse(url, &http::get(url).await?)?;
    Ok(Item::from_json(url, json)?)
}

/// Makes sure that the feed was read just now, as far as it can be had.
async fn ensure_feed(store: &Store) {
    if let Some(feed) = store.list(&Route::Home).filter(|feed| !is_fresh(feed.checked())) {
        // Its own error is told where it is shown.
        let _ = renew(store, &Document::List(feed)).await;
    }
}

/// Reads on in the feed until a list's page is full, the feed ends, or it has been read far enough for one tap.
async fn follow(store: &Store, route: &Route) -> Result<bool, DataError> {
    let Some((category, page)) = route.listed() else { return Ok(false) };
    for step in 0..MAX_FOLLOWED {
        let (documents, next) = store.chain();
        let documents: Vec<&Feed> = documents.iter().map(AsRef::as_ref).collect();
        let (Some(next), false) = (next, feed::is_enough(&documents, category, page)) else { return Ok(step > 0) };
        renew(store, &Document::List(next)).await?;
    }
    Ok(true)
}

/// What the feed, as far as it was read, has of an article.
fn in_chain(store: &Store, slug: &Slug) -> Option<Item> {
    let (documents, _) = store.chain();
    let articles: Vec<&Article> = documents.iter().flat_map(|feed| &feed.articles).collect();
    Item::among(&articles, slug)
}

/// Looks an article up in the feed and puts it in its place; returns whether it is there. A feed that nobody cut is read on
/// as far as one tap allows; what a list of the publisher's says of it is better than nothing.
async fn find_in_feed(store: &Store, slug: &Slug) -> bool {
    for _ in 0..MAX_FOLLOWED {
        let listed = || store.mention(slug).filter(|_| store.is_built()).map(Item::alone);
        if let Some(item) = in_chain(store, slug).or_else(listed) {
            store.item(slug).found(item);
            return true;
        }
        let Some(next) = store.chain().1 else { return false };
        if renew(store, &Document::List(next)).await.is_err() {
            return false;
        }
    }
    false
}

/// Asks what is read most, and for the articles in it that nothing here knows.
async fn renew_popular(store: &Store) -> Result<(), DataError> {
    let source = store.site().data.visits.as_ref();
    let Some(url) = source.and_then(|source| source.popular(&escape(&site_id(store.base())))) else { return Ok(()) };
    let json = document::parse(&url, &http::get(&url).await?)?;
    let mut unknown = 0;
    for (slug, _) in popular::ranked(&json).1 {
        if unknown < MAX_UNKNOWN && store.known_title(&slug).is_none() {
            unknown += 1;
            // One without a file is none of ours: anybody can tell a counter of an address.
            let _ = renew(store, &Document::Item(store.item(&slug))).await;
        }
    }
    store.popular().set(json);
    Ok(())
}

/// What is renewed by itself while a page is open.
pub struct Poller {
    store: Store,
    route: RefCell<Route>,
    visits: Beat,
    tthc: Beat,
    page: Beat,
    tabs: OnceCell<Tabs>,
    /// Where to tell, and what, that the page was looked at, until it is.
    unseen: RefCell<Option<(String, String)>>,
    /// Whether a view was told since the page was loaded.
    told: Cell<bool>,
}

#[derive(Clone, Copy, PartialEq)]
enum Subject {
    Visits,
    Tthc,
    Page,
}

const SUBJECTS: [Subject; 3] = [Subject::Page, Subject::Tthc, Subject::Visits];

impl Poller {
    /// Begins to poll: everything the page shows is renewed at once, then each at its rhythm.
    pub fn start(store: Store, route: Route) -> Rc<Self> {
        let poller = Rc::new(Self {
            store,
            route: RefCell::new(route),
            visits: Beat::every(poll::VISITS_MS),
            tthc: Beat::every(poll::DOCUMENT_MS),
            page: Beat::every(poll::DOCUMENT_MS),
            tabs: OnceCell::new(),
            unseen: RefCell::default(),
            told: Cell::new(false),
        });
        let hearing = Rc::downgrade(&poller);
        let tabs = Tabs::join(poller.store.base(), move |news| {
            if let Some(poller) = hearing.upgrade() {
                poller.hear(news);
            }
        });
        if let Some(tabs) = tabs {
            // Set only here.
            let _ = poller.tabs.set(tabs);
        }
        poller.look();
        for subject in SUBJECTS {
            if !poller.beat(subject).is_waiting() {
                poller.begin(subject);
            }
        }
        poller
    }

    /// The reader went to another page: its document is renewed now, and polled from now on.
    pub fn visit(self: &Rc<Self>, route: Route) {
        *self.route.borrow_mut() = route;
        self.look();
        self.page.reset(poll::DOCUMENT_MS);
        self.begin(Subject::Page);
    }

    /// The reader came to the page that is here now: a view, to be told to what counts once somebody can see it.
    pub fn look(self: &Rc<Self>) {
        let (store, route) = (&self.store, &*self.route.borrow());
        let source = store.site().data.visits.as_ref().filter(|_| store.has(route) && !page::wants_privacy());
        *self.unseen.borrow_mut() = source.and_then(|source| {
            let (path, title) = (route.path(), escape(&store.title(route)));
            source.hit(&site_id(store.base()), &path, &escape(&format!("{}{path}", store.base())), &title)
        });
        self.tell();
    }

    fn tell(self: &Rc<Self>) {
        if is_hidden() {
            return;
        }
        let Some((address, text)) = self.unseen.take() else { return };
        page::post(&address, &text);
        // The first time, the numbers are asked for a moment later: the reader expects to be among them.
        if !self.told.replace(true) && self.store.visits_kind() == Kind::Counter {
            self.visits.set_due(false);
            self.ask_in(Subject::Visits, COUNTED_MS);
        }
    }

    /// The tab came back, the network came back, or the reader ended the pause: what fell due meanwhile is asked now.
    pub fn resume(self: &Rc<Self>) {
        self.tell();
        for subject in SUBJECTS {
            if self.beat(subject).is_due() {
                self.ask(subject);
            }
        }
    }

    /// Asks for everything now.
    pub fn renew_all(self: &Rc<Self>) {
        for subject in SUBJECTS {
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
        // With the home page comes what is read most, which may not have been asked for yet.
        let is_whole = *self.route.borrow() != Route::Home
            || self.store.visits_kind() != Kind::Counter
            || !self.store.popular().with_untracked(Value::is_null);
        if is_whole && is_fresh(self.document(subject).and_then(|document| document.checked())) {
            self.schedule(subject, Outcome::Good);
        } else {
            self.ask(subject);
        }
    }

    /// Asks again when the rhythm says so; returns in how many milliseconds.
    fn schedule(self: &Rc<Self>, subject: Subject, outcome: Outcome) -> u32 {
        let again = Rc::clone(self);
        self.beat(subject).schedule(outcome, move || again.ask(subject))
    }

    fn ask_in(self: &Rc<Self>, subject: Subject, wait_ms: u32) {
        let again = Rc::clone(self);
        self.beat(subject).call_in(wait_ms, move || again.ask(subject));
    }

    /// Another tab has asked for a document: this one need not, as long as the other goes on. Whoever asked last leads.
    fn hear(self: &Rc<Self>, news: News) {
        let subject =
            SUBJECTS.into_iter().find(|subject| self.document(*subject).is_some_and(|it| it.url() == news.url));
        let Some((subject, document)) = subject.and_then(|subject| Some((subject, self.document(subject)?))) else {
            return;
        };
        let beat = self.beat(subject);
        if beat.is_asking() {
            return;
        }
        if self.store.paused().get_untracked() {
            beat.set_due(true);
            return;
        }
        let is_known = document.known().is_some() && document.known() == news.fingerprint;
        match (news.fingerprint, news.bytes) {
            (Some(_), _) if is_known => {
                document.confirm(clock::now());
                self.report(&document, None);
            }
            (Some(fingerprint), Some(bytes)) => {
                let poller = Rc::clone(self);
                spawn_local(async move {
                    let taken = take(&poller.store, &document, &fingerprint, &bytes).await;
                    poller.report(&document, taken.err().as_ref());
                });
            }
            // It was no news to the other tab; here it is.
            (Some(_), None) => return self.ask_in(subject, poll::behind_ms(clock::chance())),
            (None, _) => {
                let error = document.fail(DataError::Network);
                self.report(&document, Some(&error));
            }
        }
        beat.set_due(false);
        self.ask_in(subject, poll::watch_ms(news.wait_ms, clock::chance()));
    }

    fn ask(self: &Rc<Self>, subject: Subject) {
        let beat = self.beat(subject);
        if is_hidden() || self.store.paused().get_untracked() {
            beat.set_due(true);
            return;
        }
        let Some(document) = self.document(subject) else { return };
        if !beat.ask() {
            return;
        }
        let poller = Rc::clone(self);
        spawn_local(async move {
            let route = poller.route.borrow().clone();
            let result = match subject {
                Subject::Page => renew_page(&poller.store, &route, &document).await.map(|_| None),
                Subject::Tthc | Subject::Visits => fetch(&poller.store, &document).await,
            };
            if subject == Subject::Page && route == Route::Home {
                // Where it cannot be had, what is there stays.
                let _ = renew_popular(&poller.store).await;
            }
            poller.report(&document, result.as_ref().err());
            let beat = poller.beat(subject);
            beat.done();
            beat.set_due(poller.store.paused().get_untracked());
            // The reader may have gone on to another page meanwhile.
            if poller.document(subject).is_some_and(|now| now.url() != document.url()) {
                poller.ask(subject);
                return;
            }
            let outcome = match &result {
                Err(error) if !is_absent(&document, error) => Outcome::Bad { retry_after_ms: error.retry_after_ms() },
                _ => Outcome::Good,
            };
            let wait_ms = poller.schedule(subject, outcome);
            let fingerprint = document.known().filter(|_| result.is_ok());
            // That a file is not there, or what was found elsewhere, is for each tab to find out.
            if let Some(tabs) = poller.tabs.get().filter(|_| fingerprint.is_some() || outcome != Outcome::Good) {
                let url = document.url().to_owned();
                tabs.tell(&News { url, fingerprint, bytes: result.ok().flatten(), wait_ms });
            }
        });
    }

    /// Tells the reader once that something cannot be renewed, and once that it can again.
    fn report(&self, asked: &Document, error: Option<&DataError>) {
        // What counts live is often kept away by the reader's own browser: nothing of the site's is missing then, and the
        // counters themselves tell their age.
        let is_told =
            |document: &Document| !matches!(document, Document::Visits(_)) || self.store.visits_kind() == Kind::File;
        if !is_told(asked) {
            return;
        }
        let notice = self.store.notice();
        let before = notice.get_untracked();
        let documents = SUBJECTS.into_iter().filter_map(|subject| self.document(subject));
        let failing = documents.filter(is_told).any(|document| document.is_failing());
        let after = match (error, before) {
            (Some(_), Notice::NotRenewed(_) | Notice::Offline(_)) => return,
            (Some(error), _) if is_absent(asked, error) => return,
            (Some(_), _) => Notice::NotRenewed(clock::now()),
            (None, Notice::NotRenewed(_) | Notice::Offline(_)) if !failing => Notice::Renewed(clock::now()),
            (None, _) => return,
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
