//! The state machine behind an open page.

use crate::rhythm::{PollOutcome, Rhythm, catch_up_ms, overdue_ms};
use crate::{Announcement, Notice};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use trangxa_model::{DataError, Timestamp};

/// One of the documents that an engine keeps current: its index in the list of periods that the engine was made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic(pub usize);

/// Takes the result of a request, once: the file where its content is new, `None` where the page shows it already or has not
/// taken it because the reader paused meanwhile.
pub type Finish = Box<dyn FnOnce(Result<Option<Vec<u8>>, DataError>)>;

/// The page whose documents an engine keeps current.
pub trait Page: 'static {
    /// The address of a topic's document; `None` while the page shows no such document.
    fn url(&self, topic: Topic) -> Option<String>;

    /// The fingerprint of the file that the shown document was made from.
    fn fingerprint(&self, topic: Topic) -> Option<String>;

    /// Whether the document was confirmed so recently that arriving at it is no reason to request it.
    fn is_fresh(&self, topic: Topic) -> bool;

    /// Whether the last attempt to renew the document failed.
    fn is_failing(&self, topic: Topic) -> bool;

    /// Whether no reader can see the page now.
    fn is_hidden(&self) -> bool;

    /// Whether the reader has paused renewal.
    fn is_paused(&self) -> bool;

    /// Requests the document, shows what is new, and calls `finish` when that has ended.
    fn request(&self, topic: Topic, finish: Finish);

    /// Shows a file that another tab fetched, and calls `finish` when that has ended.
    fn apply(&self, topic: Topic, fingerprint: String, bytes: Vec<u8>, finish: Finish);

    /// Another tab learned from the host that the shown document is current.
    fn confirm(&self, topic: Topic);

    /// Another tab failed to renew the document.
    fn fail(&self, topic: Topic, error: DataError);

    /// Whether an error only says that a document never had a file: nothing is wrong then, and haste would not help.
    fn is_absent(&self, topic: Topic, error: &DataError) -> bool;

    /// Whether a notice tells the reader when this document cannot be renewed.
    fn is_reported(&self, topic: Topic) -> bool;

    /// The notice that the page shows.
    fn notice(&self) -> Notice;

    /// Shows another notice.
    fn set_notice(&self, notice: Notice);
}

/// Clock, chance, timers and the other tabs.
pub trait World: 'static {
    /// A call in the future, which dropping cancels.
    type Timer;

    /// The time.
    fn now(&self) -> Timestamp;

    /// A random number from 0 up to 1.
    fn chance(&self) -> f64;

    /// Calls after so many milliseconds.
    fn call_in(&self, wait_ms: u32, call: Box<dyn FnOnce()>) -> Self::Timer;

    /// Sends an announcement to the other tabs of the site.
    fn announce(&self, announcement: &Announcement);
}

/// Keeps the documents of one page current.
pub struct Engine<P: Page, W: World> {
    page: P,
    world: W,
    topics: Vec<TopicState<W::Timer>>,
}

/// Where a topic stands. At any time it is due, or requested, or waiting for its timer.
struct TopicState<T> {
    rhythm: Cell<Rhythm>,
    /// The next request; a timer that has fired is removed.
    timer: RefCell<Option<T>>,
    /// A request is owed: it was not allowed when its time came.
    is_due: Cell<bool>,
    is_requested: Cell<bool>,
}

impl<P: Page, W: World> Engine<P, W> {
    /// An engine for documents that are each requested every so many milliseconds. It does nothing before
    /// [`start`](Self::start).
    pub fn new(page: P, world: W, periods_ms: &[u32]) -> Rc<Self> {
        let topic = |period_ms: &u32| TopicState {
            rhythm: Cell::new(Rhythm::every(*period_ms)),
            timer: RefCell::new(None),
            is_due: Cell::new(true),
            is_requested: Cell::new(false),
        };
        Rc::new(Self { page, world, topics: periods_ms.iter().map(topic).collect() })
    }

    /// The page.
    pub fn page(&self) -> &P {
        &self.page
    }

    /// The world around it.
    pub fn world(&self) -> &W {
        &self.world
    }

    /// Requests what is due and not fresh: everything, unless [`request_in`](Self::request_in) has set a time for it.
    pub fn start(self: &Rc<Self>) {
        for (topic, state) in self.each() {
            if state.is_due.get() {
                self.request_unless_fresh(topic);
            }
        }
    }

    /// Requests what became due while that was not allowed. To be called when the page is seen again, when the reader ends a
    /// pause, and when the page shows other documents.
    pub fn resume(self: &Rc<Self>) {
        for (topic, state) in self.each() {
            if state.is_due.get() {
                self.request(topic);
            }
        }
    }

    /// Requests every document now: the network is back.
    pub fn renew_all(self: &Rc<Self>) {
        for (topic, _) in self.each() {
            self.request(topic);
        }
    }

    /// The page shows another document for this topic: its rhythm begins anew, with one request every `period_ms`, and it is
    /// requested now unless it is fresh.
    pub fn replace(self: &Rc<Self>, topic: Topic, period_ms: u32) {
        if let Some(state) = self.topics.get(topic.0) {
            state.rhythm.set(Rhythm::every(period_ms));
        }
        self.request_unless_fresh(topic);
    }

    /// Requests a document after so many milliseconds, and not at its time before.
    pub fn request_in(self: &Rc<Self>, topic: Topic, wait_ms: u32) {
        let Some(state) = self.topics.get(topic.0) else { return };
        state.is_due.set(false);
        let engine = Rc::clone(self);
        let timer = self.world.call_in(wait_ms, Box::new(move || engine.timer_fired(topic)));
        *state.timer.borrow_mut() = Some(timer);
    }

    /// Applies what another tab announced. The tab that fetched last is the leader: this tab follows it, and requests the document
    /// itself when the leader's next request is overdue.
    pub fn receive(self: &Rc<Self>, announcement: Announcement) {
        let shown = |(topic, _): &(Topic, _)| self.page.url(*topic).as_ref() == Some(&announcement.url);
        let Some((topic, state)) = self.each().find(shown) else { return };
        if state.is_requested.get() {
            return;
        }
        if self.page.is_paused() {
            state.is_due.set(true);
            return;
        }
        let Announcement { fingerprint, bytes, wait_ms, .. } = announcement;
        let is_known = fingerprint.is_some() && self.page.fingerprint(topic) == fingerprint;
        match (fingerprint, bytes) {
            (Some(_), _) if is_known => {
                self.page.confirm(topic);
                self.report(topic, None);
            }
            (Some(fingerprint), Some(bytes)) => {
                let engine = Rc::clone(self);
                let finish = move |result: Result<_, DataError>| engine.report(topic, result.err().as_ref());
                self.page.apply(topic, fingerprint, bytes, Box::new(finish));
            }
            // The leader has this file already, so it did not send it; this tab has another one.
            (Some(_), None) => return self.request_in(topic, catch_up_ms(self.world.chance())),
            (None, _) => {
                self.page.fail(topic, DataError::Network);
                self.report(topic, Some(&DataError::Network));
            }
        }
        self.request_in(topic, overdue_ms(wait_ms, self.world.chance()));
    }

    fn each(&self) -> impl Iterator<Item = (Topic, &TopicState<W::Timer>)> {
        self.topics.iter().enumerate().map(|(i, state)| (Topic(i), state))
    }

    fn timer_fired(self: &Rc<Self>, topic: Topic) {
        if let Some(state) = self.topics.get(topic.0) {
            state.timer.take();
        }
        self.request(topic);
    }

    fn request_unless_fresh(self: &Rc<Self>, topic: Topic) {
        if self.page.is_fresh(topic) {
            self.schedule(topic, PollOutcome::Good);
        } else {
            self.request(topic);
        }
    }

    fn request(self: &Rc<Self>, topic: Topic) {
        let Some(state) = self.topics.get(topic.0) else { return };
        let is_allowed = !self.page.is_hidden() && !self.page.is_paused();
        let Some(url) = self.page.url(topic).filter(|_| is_allowed) else {
            state.is_due.set(true);
            return;
        };
        if state.is_requested.replace(true) {
            return;
        }
        state.is_due.set(false);
        state.timer.take();
        let engine = Rc::clone(self);
        self.page.request(topic, Box::new(move |result| engine.finished(topic, url, result)));
    }

    fn finished(self: &Rc<Self>, topic: Topic, url: String, result: Result<Option<Vec<u8>>, DataError>) {
        let Some(state) = self.topics.get(topic.0) else { return };
        self.report(topic, result.as_ref().err());
        state.is_requested.set(false);
        // The reader may have gone on to another page meanwhile.
        if self.page.url(topic).is_some_and(|now| now != url) {
            self.request(topic);
            return;
        }
        let outcome = match &result {
            Err(error) if !self.page.is_absent(topic, error) => {
                PollOutcome::Bad { retry_after_ms: error.retry_after_ms() }
            }
            _ => PollOutcome::Good,
        };
        let wait_ms = self.schedule(topic, outcome);
        // A page that was paused meanwhile has not taken what came.
        state.is_due.set(self.page.is_paused());
        let fingerprint = self.page.fingerprint(topic).filter(|_| result.is_ok());
        // That a file is absent, or what was found elsewhere, is for each tab to find out.
        if fingerprint.is_some() || outcome != PollOutcome::Good {
            self.world.announce(&Announcement { url, fingerprint, bytes: result.ok().flatten(), wait_ms });
        }
    }

    /// Requests the document again when its rhythm says so; returns in how many milliseconds.
    fn schedule(self: &Rc<Self>, topic: Topic, outcome: PollOutcome) -> u32 {
        let Some(state) = self.topics.get(topic.0) else { return 0 };
        let mut rhythm = state.rhythm.get();
        let wait_ms = rhythm.next_ms(outcome, self.world.chance());
        state.rhythm.set(rhythm);
        self.request_in(topic, wait_ms);
        wait_ms
    }

    /// Changes the notice when something cannot be renewed for the first time, and when everything can be again.
    fn report(&self, topic: Topic, error: Option<&DataError>) {
        if !self.page.is_reported(topic) {
            return;
        }
        let is_failure = error.is_some_and(|error| !self.page.is_absent(topic, error));
        if error.is_some() && !is_failure {
            return;
        }
        let is_any_failing = self.each().any(|(it, _)| self.page.is_reported(it) && self.page.is_failing(it));
        let before = self.page.notice();
        let after = before.after_request(is_failure, is_any_failing, self.world.now());
        if after != before {
            self.page.set_notice(after);
        }
    }
}
