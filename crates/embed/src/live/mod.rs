//! The frame's program: keeps what is shown current, with the same live engine as the portal.
//!
//! It is built twice. The program with the feature `alerts` is that of the frames of sites that have alerts; all others load the one
//! without, which is smaller.

mod alerts;
mod dom;
mod polled;

use self::alerts::ShownAlerts;
use self::dom::{find, language, put, root, root_attribute};
use self::polled::Polled;
use crate::snippets::HEADLINES;
use crate::{Frame, FrameDocument, PartContent, WidgetPart};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use trangxa_browser::world::BrowserWorld;
use trangxa_browser::{clock, http, page, visits};
use trangxa_live::rhythm::{CLOCK_MS, DOCUMENT_MS, VISITS_MS};
use trangxa_live::{Engine, Finish, Notice, Page, Topic};
use trangxa_markup::{Changes, Markup, requested};
use trangxa_model::DataError;
use trangxa_model::document;
use trangxa_model::fingerprint::fingerprint;
use trangxa_views::{AlertAction, ReaderTime};
use trangxa_words::announcements;
use trangxa_words::status::{not_renewed, pause_label};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// Whether this is the program of the frames of sites that have alerts.
const HAS_ALERTS: bool = cfg!(feature = "alerts");

/// The frame's page. Its handle is shared with the requests that are under way.
#[derive(Clone)]
struct FramePage(Rc<Shown>);

struct Shown {
    /// Without its documents, which are below.
    frame: Frame,
    /// The language that the page was served in.
    served_language: String,
    documents: Vec<ShownDocument>,
    /// Their topic comes after those of the documents. A reference, because the program without alerts would have the code that drops them.
    alerts: Option<&'static ShownAlerts>,
    is_paused: Cell<bool>,
    notice: Cell<Notice>,
}

/// A document as the frame shows it.
struct ShownDocument {
    /// Without its JSON and fingerprint, which are below.
    described: FrameDocument,
    content: RefCell<Option<PartContent>>,
    polled: Polled,
}

/// Takes over the frame that the publisher wrote.
pub fn start() {
    let script = find("#frame").and_then(|it| it.text_content());
    let Some(frame) = script.and_then(|script| Frame::read(&script)) else { return };
    let (page, periods_ms) = FramePage::new(frame);
    let engine = Engine::new(page.clone(), BrowserWorld::default(), &periods_ms);
    BrowserWorld::join_tabs(&engine, &page.0.frame.base);
    if let Some(root) = root() {
        let _ = root.set_attribute("data-live", "");
    }
    let resume = {
        let (engine, page) = (Rc::clone(&engine), page.clone());
        move || {
            page.draw_all();
            engine.resume();
        }
    };
    // frame.js dispatches `frame` when other parts are to be shown, and when the frame came into view or left it.
    for event in ["visibilitychange", "resume", "frame"] {
        let resume = resume.clone();
        EventListener::new(&trangxa_browser::document(), event, move |_| resume()).forget();
    }
    let shown_again = resume.clone();
    EventListener::new(&trangxa_browser::window(), "pageshow", move |_| shown_again()).forget();
    EventListener::new(&trangxa_browser::window(), "online", move |_| engine.renew_all()).forget();
    let (pausing, resume_pressed) = (page.clone(), resume.clone());
    EventListener::new(&trangxa_browser::document(), "click", move |event| {
        if HAS_ALERTS && let Some(AlertAction::Close(id)) = requested(event) {
            return pausing.close_alert(id);
        }
        // The target of a click is an element.
        let element = event.target().map(|it| it.unchecked_into::<Element>());
        if element.is_some_and(|it| it.node_name() == "BUTTON") {
            pausing.0.is_paused.set(!pausing.0.is_paused.get());
            resume_pressed();
        }
    })
    .forget();
    resume();
    page.keep_time();
}

impl ShownDocument {
    /// Takes what the frame holds apart: a copy of its JSON would add to the program.
    fn new(mut described: FrameDocument) -> Self {
        let json = std::mem::take(&mut described.json);
        Self {
            polled: Polled::new(described.fingerprint.take()),
            content: RefCell::new(PartContent::read(described.part, "", json).ok()),
            described,
        }
    }

    fn url(&self) -> &str {
        &self.described.source.address
    }

    fn is_shown(&self) -> bool {
        let shown = root_attribute("data-show").unwrap_or_default();
        shown.split(' ').any(|name| name == self.described.part.name())
    }
}

impl FramePage {
    /// The page, and the period of each of its documents in milliseconds.
    fn new(mut frame: Frame) -> (Self, Vec<u32>) {
        let period = |it: &FrameDocument| if it.part == WidgetPart::Counters { VISITS_MS } else { DOCUMENT_MS };
        let mut periods_ms: Vec<u32> = frame.documents.iter().map(period).collect();
        let alerts = if HAS_ALERTS { ShownAlerts::find() } else { None };
        if alerts.is_some() {
            // With their 20 % more they are never older than 72 s.
            periods_ms.push(VISITS_MS);
        }
        let documents = std::mem::take(&mut frame.documents).into_iter().map(ShownDocument::new).collect();
        let page = Self(Rc::new(Shown {
            frame,
            served_language: root_attribute("lang").unwrap_or_default(),
            documents,
            alerts,
            is_paused: Cell::new(false),
            notice: Cell::new(Notice::Current),
        }));
        (page, periods_ms)
    }

    /// Draws ages anew, now and again every minute.
    fn keep_time(&self) {
        let page = self.clone();
        let tick = move || {
            for document in &page.0.documents {
                page.draw(document, Changes::Unmarked);
            }
            page.draw_alerts();
            page.keep_time();
        };
        Timeout::new(CLOCK_MS, tick).forget();
    }

    fn draw_all(&self) {
        self.draw_around();
        for document in &self.0.documents {
            self.draw(document, Changes::Unmarked);
        }
        self.draw_alerts();
    }

    fn draw_alerts(&self) {
        if let Some(alerts) = self.alerts() {
            alerts.draw(&self.0.frame);
        }
    }

    fn close_alert(&self, id: String) {
        if let Some(alerts) = self.alerts() {
            alerts.close(id);
            self.draw_alerts();
        }
    }

    fn draw(&self, document: &ShownDocument, changes: Changes) {
        let (part, language) = (document.described.part, language());
        let place = |inside: &str| format!("[data-part={}] {inside}", part.name());
        put(&place("h2"), &Markup::text(part.title(language)), Changes::Unmarked);
        put(&place(".more a"), &Frame::more(part, language), Changes::Unmarked);
        let content = document.content.borrow();
        if content.is_none() && part == WidgetPart::News {
            // The headlines that the publisher wrote stay.
            return;
        }
        let n = root_attribute("data-n").and_then(|n| n.parse().ok()).unwrap_or(usize::from(HEADLINES));
        let now = clock::now();
        let time = ReaderTime { clock: Some(now), now };
        let is_failing = document.polled.is_failing.get();
        let markup = self.0.frame.inside(&document.described, content.as_ref(), n, is_failing, time, language);
        put(&place(".drawn"), &markup, changes);
    }

    /// Draws what stands around the parts.
    fn draw_around(&self) {
        let language = language();
        if let Some(root) = root() {
            let _ = root.set_attribute("lang", language.pick(&self.0.served_language, "en"));
        }
        put(".live button", &Markup::text(pause_label(self.0.is_paused.get(), language)), Changes::Unmarked);
        let failing = self.0.notice.get().not_renewed_since().map(|at| not_renewed(at, language));
        put("p[role=status]", &Markup::text(failing.unwrap_or_default()), Changes::Unmarked);
    }

    fn document(&self, topic: Topic) -> Option<&ShownDocument> {
        self.0.documents.get(topic.0)
    }

    fn alerts(&self) -> Option<&'static ShownAlerts> {
        // The program without them has none of the code that draws them.
        if HAS_ALERTS { self.0.alerts } else { None }
    }

    /// What a topic's document is asked for at.
    fn address(&self, topic: Topic) -> Option<&str> {
        match self.document(topic) {
            Some(document) => Some(document.url()),
            None => Some(&self.alerts()?.address),
        }
    }

    /// What is known of a topic's file.
    fn polled(&self, topic: Topic) -> Option<&Polled> {
        match self.document(topic) {
            Some(document) => Some(&document.polled),
            None => Some(&self.alerts()?.polled),
        }
    }

    async fn fetch(&self, topic: Topic, polled: &Polled) -> Result<Option<Vec<u8>>, DataError> {
        let url = self.address(topic).unwrap_or_default();
        let bytes = match self.document(topic).map(|document| &document.described) {
            Some(it) if it.part == WidgetPart::Counters => visits::get(&it.source, &self.0.frame.base, url).await?,
            _ => http::get(url).await?,
        };
        let version = fingerprint(&bytes);
        if polled.fingerprint.borrow().as_ref() == Some(&version) || self.is_paused() {
            return Ok(None);
        }
        self.apply_to(topic, polled, version, &bytes)?;
        Ok(Some(bytes))
    }

    /// Shows a document's new content. Figures that change are marked, and one sentence about them is announced to screen
    /// readers.
    fn apply_to(&self, topic: Topic, polled: &Polled, version: String, bytes: &[u8]) -> Result<(), DataError> {
        let url = self.address(topic).unwrap_or_default();
        let json = document::parse(url, bytes)?;
        let Some(document) = self.document(topic) else {
            if let Some(alerts) = self.alerts() {
                alerts.replace(&json)?;
                polled.fingerprint.replace(Some(version));
                alerts.draw(&self.0.frame);
            }
            return Ok(());
        };
        let content = PartContent::read(document.described.part, url, json)?;
        polled.fingerprint.replace(Some(version));
        let before = document.content.replace(Some(content));
        self.draw(document, Changes::Marked);
        if let (Some(PartContent::Tthc(before)), Some(PartContent::Tthc(now))) = (&before, &*document.content.borrow())
            && let Some(text) = announcements::figures_changed(before, now, language())
        {
            put("p.hidden[role=status]", &Markup::text(text), Changes::Unmarked);
        }
        Ok(())
    }

    /// Notes whether an attempt to renew a document failed.
    fn note(&self, topic: Topic, polled: &Polled, error: Option<&DataError>) {
        polled.is_failing.set(error.is_some_and(|error| !self.is_absent(topic, error)));
    }
}

impl Page for FramePage {
    fn url(&self, topic: Topic) -> Option<String> {
        match self.document(topic) {
            Some(document) if !document.is_shown() => None,
            _ => Some(self.address(topic)?.to_owned()),
        }
    }

    fn fingerprint(&self, topic: Topic) -> Option<String> {
        self.polled(topic)?.fingerprint.borrow().clone()
    }

    fn is_fresh(&self, _: Topic) -> bool {
        false
    }

    fn is_failing(&self, topic: Topic) -> bool {
        self.polled(topic).is_some_and(|polled| polled.is_failing.get())
    }

    fn is_hidden(&self) -> bool {
        page::is_hidden() || root_attribute("data-away").is_some()
    }

    fn is_paused(&self) -> bool {
        self.0.is_paused.get()
    }

    fn request(&self, topic: Topic, finish: Finish) {
        let page = self.clone();
        spawn_local(async move {
            let Some(polled) = page.polled(topic) else { return };
            let result = page.fetch(topic, polled).await;
            page.note(topic, polled, result.as_ref().err());
            finish(result);
        });
    }

    fn apply(&self, topic: Topic, fingerprint: String, bytes: Vec<u8>, finish: Finish) {
        let Some(polled) = self.polled(topic) else { return };
        let result = self.apply_to(topic, polled, fingerprint, &bytes);
        self.note(topic, polled, result.as_ref().err());
        finish(result.map(|()| None));
    }

    fn confirm(&self, topic: Topic) {
        if let Some(polled) = self.polled(topic) {
            polled.is_failing.set(false);
        }
    }

    fn fail(&self, topic: Topic, error: DataError) {
        if let Some(polled) = self.polled(topic) {
            self.note(topic, polled, Some(&error));
        }
    }

    /// A commune without alerts may remove their file.
    fn is_absent(&self, topic: Topic, error: &DataError) -> bool {
        HAS_ALERTS && self.document(topic).is_none() && (error.is_missing() || error.is_gone())
    }

    fn is_reported(&self, _: Topic) -> bool {
        true
    }

    fn notice(&self) -> Notice {
        self.0.notice.get()
    }

    fn set_notice(&self, notice: Notice) {
        self.0.notice.set(notice);
        self.draw_around();
    }
}
