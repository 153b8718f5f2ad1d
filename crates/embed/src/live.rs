//! The frame's program: keeps what is shown current, with the same live engine as the portal.

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
use trangxa_markup::{Changes, Markup, morph};
use trangxa_model::DataError;
use trangxa_model::document;
use trangxa_model::fingerprint::fingerprint;
use trangxa_views::ReaderTime;
use trangxa_words::status::{not_renewed, pause_label};
use trangxa_words::{Language, announcements};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// The frame's page. Its handle is shared with the requests that are under way.
#[derive(Clone)]
struct FramePage(Rc<Shown>);

struct Shown {
    /// Without its documents, which are below.
    frame: Frame,
    /// The language that the page was served in.
    served_language: String,
    documents: Vec<ShownDocument>,
    is_paused: Cell<bool>,
    notice: Cell<Notice>,
}

/// A document as the frame shows it.
struct ShownDocument {
    /// Without its JSON and fingerprint, which are below.
    described: FrameDocument,
    content: RefCell<Option<PartContent>>,
    fingerprint: RefCell<Option<String>>,
    is_failing: Cell<bool>,
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

fn find(selector: &str) -> Option<Element> {
    trangxa_browser::document().query_selector(selector).ok()?
}

fn root() -> Option<Element> {
    trangxa_browser::document().document_element()
}

/// What frame.js wrote on the root element.
fn root_attribute(name: &str) -> Option<String> {
    root()?.get_attribute(name)
}

fn language() -> Language {
    if root_attribute("data-lang").as_deref() == Some("en") { Language::English } else { Language::Vietnamese }
}

impl ShownDocument {
    /// Takes what the frame holds apart: a copy of its JSON would add to the program.
    fn new(mut described: FrameDocument) -> Self {
        let json = std::mem::take(&mut described.json);
        Self {
            fingerprint: RefCell::new(described.fingerprint.take()),
            content: RefCell::new(PartContent::read(described.part, "", json).ok()),
            is_failing: Cell::new(false),
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
        let periods_ms = frame.documents.iter().map(period).collect();
        let documents = std::mem::take(&mut frame.documents).into_iter().map(ShownDocument::new).collect();
        let page = Self(Rc::new(Shown {
            frame,
            served_language: root_attribute("lang").unwrap_or_default(),
            documents,
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
            page.keep_time();
        };
        Timeout::new(CLOCK_MS, tick).forget();
    }

    fn draw_all(&self) {
        self.draw_around();
        for document in &self.0.documents {
            self.draw(document, Changes::Unmarked);
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
        let is_failing = document.is_failing.get();
        let markup = self.0.frame.inside(&document.described, content.as_ref(), n, is_failing, time, language);
        put(&place(".drawn"), &markup, changes);
    }

    /// Draws what stands around the parts.
    fn draw_around(&self) {
        let language = language();
        if let Some(root) = root() {
            let _ = root.set_attribute("lang", language.pick(&self.0.served_language, "en"));
        }
        put("button", &Markup::text(pause_label(self.0.is_paused.get(), language)), Changes::Unmarked);
        let failing = self.0.notice.get().not_renewed_since().map(|at| not_renewed(at, language));
        put("p[role=status]", &Markup::text(failing.unwrap_or_default()), Changes::Unmarked);
    }

    fn document(&self, topic: Topic) -> Option<&ShownDocument> {
        self.0.documents.get(topic.0)
    }

    async fn fetch(&self, document: &ShownDocument) -> Result<Option<Vec<u8>>, DataError> {
        let bytes = match document.described.part {
            WidgetPart::Counters => visits::get(&document.described.source, &self.0.frame.base, document.url()).await?,
            WidgetPart::Tthc | WidgetPart::News => http::get(document.url()).await?,
        };
        let version = fingerprint(&bytes);
        if document.fingerprint.borrow().as_ref() == Some(&version) || self.is_paused() {
            return Ok(None);
        }
        self.apply_to(document, version, &bytes)?;
        Ok(Some(bytes))
    }

    /// Shows a document's new content. Figures that change are marked, and one sentence about them is announced to screen
    /// readers.
    fn apply_to(&self, document: &ShownDocument, version: String, bytes: &[u8]) -> Result<(), DataError> {
        let url = document.url();
        let content = PartContent::read(document.described.part, url, document::parse(url, bytes)?)?;
        document.fingerprint.replace(Some(version));
        let before = document.content.replace(Some(content));
        self.draw(document, Changes::Marked);
        if let (Some(PartContent::Tthc(before)), Some(PartContent::Tthc(now))) = (&before, &*document.content.borrow())
            && let Some(text) = announcements::figures_changed(before, now, language())
        {
            put("p.hidden[role=status]", &Markup::text(text), Changes::Unmarked);
        }
        Ok(())
    }
}

impl Page for FramePage {
    fn url(&self, topic: Topic) -> Option<String> {
        Some(self.document(topic).filter(|document| document.is_shown())?.url().to_owned())
    }

    fn fingerprint(&self, topic: Topic) -> Option<String> {
        self.document(topic)?.fingerprint.borrow().clone()
    }

    fn is_fresh(&self, _: Topic) -> bool {
        false
    }

    fn is_failing(&self, topic: Topic) -> bool {
        self.document(topic).is_some_and(|document| document.is_failing.get())
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
            let Some(document) = page.document(topic) else { return };
            let result = page.fetch(document).await;
            document.is_failing.set(result.is_err());
            finish(result);
        });
    }

    fn apply(&self, topic: Topic, fingerprint: String, bytes: Vec<u8>, finish: Finish) {
        let Some(document) = self.document(topic) else { return };
        let result = self.apply_to(document, fingerprint, &bytes);
        document.is_failing.set(result.is_err());
        finish(result.map(|()| None));
    }

    fn confirm(&self, topic: Topic) {
        if let Some(document) = self.document(topic) {
            document.is_failing.set(false);
        }
    }

    fn fail(&self, topic: Topic, _: DataError) {
        if let Some(document) = self.document(topic) {
            document.is_failing.set(true);
        }
    }

    fn is_absent(&self, _: Topic, _: &DataError) -> bool {
        false
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

/// Gives the element that a selector finds the content that `markup` describes.
fn put(selector: &str, markup: &Markup, changes: Changes) {
    if let Some(element) = find(selector) {
        morph(&element, markup, changes);
    }
}
