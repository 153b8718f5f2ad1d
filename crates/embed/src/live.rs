//! The frame's program: keeps what is shown current, by the rules the portal polls by.

use crate::lines::HEADLINES;
use crate::{Content, Document, Frame, Part};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use trangxa_browser::beat::Beat;
use trangxa_browser::listen::Listener;
use trangxa_browser::tabs::{News, Tabs};
use trangxa_browser::timer::Timeout;
use trangxa_browser::{clock, http, morph, page, visits};
use trangxa_model::document;
use trangxa_model::fingerprint::fingerprint;
use trangxa_model::poll::{self, Outcome};
use trangxa_model::tthc::words;
use trangxa_model::{DataError, Language, Timestamp};
use trangxa_parts::{Moment, not_renewed, pause_label};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// A running frame.
struct Live {
    frame: Frame,
    /// The language that the page was served in.
    lang: String,
    topics: Vec<Topic>,
    tabs: OnceCell<Tabs>,
    paused: Cell<bool>,
    /// When renewal began to fail.
    failing: Cell<Option<Timestamp>>,
}

/// A document that is kept current.
struct Topic {
    document: Document,
    beat: Beat,
    content: RefCell<Option<Content>>,
    fingerprint: RefCell<Option<String>>,
    is_failing: Cell<bool>,
}

/// Takes over the frame that the publisher wrote.
pub fn start() {
    let script = find("#frame").and_then(|it| it.text_content());
    let Some(frame) = script.and_then(|script| Frame::read(&script)) else { return };
    let topics = frame.documents.iter().map(Topic::new).collect();
    let live = Rc::new(Live {
        frame,
        lang: said("lang").unwrap_or_default(),
        topics,
        tabs: OnceCell::new(),
        paused: Cell::new(false),
        failing: Cell::new(None),
    });
    let hearing = Rc::downgrade(&live);
    let tabs = Tabs::join(&live.frame.base, move |news| {
        if let Some(live) = hearing.upgrade() {
            live.hear(&news);
        }
    });
    if let Some(tabs) = tabs {
        // Set only here.
        let _ = live.tabs.set(tabs);
    }
    if let Some(root) = root() {
        let _ = root.set_attribute("data-live", "");
    }
    // `frame` is said by frame.js: other parts are asked for, or the frame came into view or left it.
    for event in ["visibilitychange", "resume", "frame"] {
        let again = Rc::clone(&live);
        Listener::on_document(event, move |_| again.resume()).forever();
    }
    let again = Rc::clone(&live);
    Listener::on_window("pageshow", move |_| again.resume()).forever();
    let back_online = Rc::clone(&live);
    Listener::on_window("online", move |_| back_online.renew_all()).forever();
    let pausing = Rc::clone(&live);
    Listener::on_document("click", move |event| {
        // What is clicked is an element.
        let element = event.target().map(|it| it.unchecked_into::<Element>());
        if element.is_some_and(|it| it.node_name() == "BUTTON") {
            pausing.paused.set(!pausing.paused.get());
            pausing.resume();
        }
    })
    .forever();
    live.resume();
    live.keep_time();
}

fn find(selector: &str) -> Option<Element> {
    trangxa_browser::document().query_selector(selector).ok()?
}

fn root() -> Option<Element> {
    trangxa_browser::document().document_element()
}

/// What frame.js says of the frame.
fn said(name: &str) -> Option<String> {
    root()?.get_attribute(name)
}

fn language() -> Language {
    if said("data-lang").as_deref() == Some("en") { Language::English } else { Language::Vietnamese }
}

impl Topic {
    fn new(document: &Document) -> Self {
        Self {
            beat: Beat::every(if document.part == Part::Counters { poll::VISITS_MS } else { poll::DOCUMENT_MS }),
            fingerprint: RefCell::new(document.fingerprint.clone()),
            content: RefCell::new(Content::read(document.part, "", document.json.clone()).ok()),
            is_failing: Cell::new(false),
            document: document.clone(),
        }
    }

    fn url(&self) -> &str {
        &self.document.source.address
    }

    fn is_shown(&self) -> bool {
        let shown = said("data-show").unwrap_or_default();
        shown.split(' ').any(|name| name == self.document.part.name())
    }
}

impl Live {
    /// Nobody looks, or somebody wants rest.
    fn is_quiet(&self) -> bool {
        page::is_hidden() || self.paused.get() || said("data-away").is_some()
    }

    /// Keeps the frame's clock.
    fn keep_time(self: &Rc<Self>) {
        let again = Rc::clone(self);
        let tick = move || {
            for topic in &again.topics {
                again.draw(topic);
            }
            again.keep_time();
        };
        std::mem::forget(Timeout::new(poll::CLOCK_MS, tick));
    }

    fn draw(&self, topic: &Topic) {
        let (part, language) = (topic.document.part, language());
        let place = |inside: &str| format!("[data-part={}] {inside}", part.name());
        put(&place("h2"), part.title(language));
        put(&place(".more a"), &Frame::more(part, language).finish());
        let content = topic.content.borrow();
        if content.is_none() && part == Part::News {
            // What the publisher wrote is all there is.
            return;
        }
        let n = said("data-n").and_then(|n| n.parse().ok()).unwrap_or(usize::from(HEADLINES));
        let now = clock::now();
        let moment = Moment { clock: Some(now), now };
        let markup =
            self.frame.inside(&topic.document, content.as_ref(), n, topic.is_failing.get(), moment, language).finish();
        put(&place(".drawn"), &markup);
    }

    /// What stands around the parts.
    fn draw_frame(&self) {
        let language = language();
        if let Some(root) = root() {
            let _ = root.set_attribute("lang", language.pick(&self.lang, "en"));
        }
        put("button", pause_label(self.paused.get(), language));
        let failing = self.failing.get().map(|at| not_renewed(at, language));
        put("p[role=status]", &failing.unwrap_or_default());
    }

    /// Asks for what is shown and was not asked for yet, or fell due while nobody looked.
    fn resume(self: &Rc<Self>) {
        self.draw_frame();
        for (i, topic) in self.topics.iter().enumerate() {
            self.draw(topic);
            if topic.beat.is_due() || !topic.beat.is_waiting() {
                self.ask(i);
            }
        }
    }

    /// Asks for everything now.
    fn renew_all(self: &Rc<Self>) {
        for i in 0..self.topics.len() {
            self.ask(i);
        }
    }

    fn ask(self: &Rc<Self>, i: usize) {
        let topic = &self.topics[i];
        if !topic.is_shown() {
            return;
        }
        if self.is_quiet() {
            topic.beat.set_due(true);
            return;
        }
        if !topic.beat.ask() {
            return;
        }
        let live = Rc::clone(self);
        spawn_local(async move {
            let topic = &live.topics[i];
            let result = live.fetch(topic).await;
            let error = result.as_ref().err();
            live.report(topic, error);
            topic.beat.done();
            let outcome = match error {
                Some(error) => Outcome::Bad { retry_after_ms: error.retry_after_ms() },
                None => Outcome::Good,
            };
            let again = Rc::clone(&live);
            let wait_ms = topic.beat.schedule(outcome, move || again.ask(i));
            if let Some(tabs) = live.tabs.get() {
                let fingerprint = topic.fingerprint.borrow().clone().filter(|_| result.is_ok());
                tabs.tell(&News { url: topic.url().to_owned(), fingerprint, bytes: result.ok().flatten(), wait_ms });
            }
        });
    }

    async fn fetch(&self, topic: &Topic) -> Result<Option<Vec<u8>>, DataError> {
        let bytes = match topic.document.part {
            Part::Counters => visits::get(&topic.document.source, &self.frame.base, topic.url()).await?,
            Part::Tthc | Part::News => http::get(topic.url()).await?,
        };
        let version = fingerprint(&bytes);
        if topic.fingerprint.borrow().as_ref() == Some(&version) {
            return Ok(None);
        }
        self.take(topic, version, &bytes)?;
        Ok(Some(bytes))
    }

    /// Takes a document's new content. Figures that change are marked, and told aloud in one sentence.
    fn take(&self, topic: &Topic, version: String, bytes: &[u8]) -> Result<(), DataError> {
        let url = topic.url();
        let content = Content::read(topic.document.part, url, document::parse(url, bytes)?)?;
        topic.fingerprint.replace(Some(version));
        let before = topic.content.replace(Some(content));
        morph::begin_marking();
        self.draw(topic);
        morph::end_marking();
        if let (Some(Content::Tthc(before)), Some(Content::Tthc(now))) = (&before, &*topic.content.borrow())
            && let Some(text) = words::news(before, now, language())
        {
            put("p.hidden[role=status]", &text);
        }
        Ok(())
    }

    /// Tells once that something cannot be renewed, and takes it back when it can again.
    fn report(&self, topic: &Topic, error: Option<&DataError>) {
        topic.is_failing.set(error.is_some());
        let is_failing = self.topics.iter().any(|topic| topic.is_failing.get());
        if is_failing != self.failing.get().is_some() {
            self.failing.set(is_failing.then(clock::now));
            self.draw_frame();
        }
    }

    /// Another frame of the site has asked: this one need not, as long as the other goes on.
    fn hear(self: &Rc<Self>, news: &News) {
        let Some(i) = self.topics.iter().position(|topic| topic.url() == news.url) else { return };
        let topic = &self.topics[i];
        if topic.beat.is_asking() || !topic.is_shown() {
            return;
        }
        if self.is_quiet() {
            topic.beat.set_due(true);
            return;
        }
        let is_known = news.fingerprint.is_some() && *topic.fingerprint.borrow() == news.fingerprint;
        let error = match (&news.fingerprint, &news.bytes) {
            _ if is_known => None,
            (Some(version), Some(bytes)) => self.take(topic, version.clone(), bytes).err(),
            (Some(_), None) => {
                let again = Rc::clone(self);
                return topic.beat.call_in(poll::behind_ms(clock::chance()), move || again.ask(i));
            }
            (None, _) => Some(DataError::Network),
        };
        self.report(topic, error.as_ref());
        topic.beat.set_due(false);
        let again = Rc::clone(self);
        topic.beat.call_in(poll::watch_ms(news.wait_ms, clock::chance()), move || again.ask(i));
    }
}

/// Changes what is somewhere in the frame. What is no [`trangxa_parts::Markup`] holds no word of a document.
fn put(place: &str, markup: &str) {
    if let Some(place) = find(place) {
        morph::draw(&place, markup);
    }
}
