//! The engine against a page, a clock and tabs that the test moves by hand.

use crate::rhythm::{DOCUMENT_MS, VISITS_MS};
use crate::{Announcement, Engine, Finish, Notice, Page, Topic, World};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use trangxa_model::{DataError, Timestamp};

const FIGURES: Topic = Topic(0);
const VISITS: Topic = Topic(1);
const MINUTE: u64 = 60_000;
const LOST: DataError = DataError::Network;
const MISSING: DataError = DataError::Status { status: 404, retry_after_ms: None };

#[derive(Default)]
struct Document {
    url: RefCell<Option<String>>,
    fingerprint: RefCell<Option<String>>,
    is_fresh: Cell<bool>,
    is_failing: Cell<bool>,
    is_unreported: Cell<bool>,
    /// How often it was requested.
    requests: Cell<usize>,
    under_way: RefCell<Option<Finish>>,
}

#[derive(Default)]
struct TestPage {
    documents: [Document; 2],
    is_hidden: Cell<bool>,
    is_paused: Cell<bool>,
    notice: Cell<Notice>,
}

impl Page for TestPage {
    fn url(&self, topic: Topic) -> Option<String> {
        self.documents[topic.0].url.borrow().clone()
    }
    fn fingerprint(&self, topic: Topic) -> Option<String> {
        self.documents[topic.0].fingerprint.borrow().clone()
    }
    fn is_fresh(&self, topic: Topic) -> bool {
        self.documents[topic.0].is_fresh.get()
    }
    fn is_failing(&self, topic: Topic) -> bool {
        self.documents[topic.0].is_failing.get()
    }
    fn is_hidden(&self) -> bool {
        self.is_hidden.get()
    }
    fn is_paused(&self) -> bool {
        self.is_paused.get()
    }
    fn request(&self, topic: Topic, finish: Finish) {
        let document = &self.documents[topic.0];
        document.requests.set(document.requests.get() + 1);
        let before = document.under_way.replace(Some(finish));
        assert!(before.is_none(), "a document is never requested twice at a time");
    }
    fn apply(&self, topic: Topic, fingerprint: String, bytes: Vec<u8>, finish: Finish) {
        if bytes == b"unreadable" {
            self.documents[topic.0].is_failing.set(true);
            return finish(Err(LOST));
        }
        self.documents[topic.0].is_failing.set(false);
        *self.documents[topic.0].fingerprint.borrow_mut() = Some(fingerprint);
        finish(Ok(None));
    }
    fn confirm(&self, topic: Topic) {
        self.documents[topic.0].is_failing.set(false);
    }
    fn fail(&self, topic: Topic, _: DataError) {
        self.documents[topic.0].is_failing.set(true);
    }
    fn is_absent(&self, _: Topic, error: &DataError) -> bool {
        error.is_missing()
    }
    fn is_reported(&self, topic: Topic) -> bool {
        !self.documents[topic.0].is_unreported.get()
    }
    fn notice(&self) -> Notice {
        self.notice.get()
    }
    fn set_notice(&self, notice: Notice) {
        self.notice.set(notice);
    }
}

/// A call that waits for its time.
struct Call {
    at_ms: u64,
    id: u64,
    call: Box<dyn FnOnce()>,
}

type Calls = RefCell<Vec<Call>>;

/// Chance is always in the middle, so that a period is exactly itself.
#[derive(Default)]
struct TestWorld {
    now_ms: Cell<u64>,
    calls: Rc<Calls>,
    next_id: Cell<u64>,
    announced: RefCell<Vec<Announcement>>,
}

/// Cancels its call when dropped.
struct TestTimer(u64, Weak<Calls>);

impl Drop for TestTimer {
    fn drop(&mut self) {
        if let Some(calls) = self.1.upgrade() {
            calls.borrow_mut().retain(|it| it.id != self.0);
        }
    }
}

impl World for TestWorld {
    type Timer = TestTimer;
    fn now(&self) -> Timestamp {
        Timestamp::from_unix(i64::try_from(self.now_ms.get() / 1000).unwrap())
    }
    fn chance(&self) -> f64 {
        0.5
    }
    fn call_in(&self, wait_ms: u32, call: Box<dyn FnOnce()>) -> TestTimer {
        let id = self.next_id.replace(self.next_id.get() + 1);
        let at_ms = self.now_ms.get() + u64::from(wait_ms);
        self.calls.borrow_mut().push(Call { at_ms, id, call });
        TestTimer(id, Rc::downgrade(&self.calls))
    }
    fn announce(&self, announcement: &Announcement) {
        self.announced.borrow_mut().push(announcement.clone());
    }
}

type TestEngine = Rc<Engine<TestPage, TestWorld>>;

/// An engine over two documents that are shown, started, both requests answered with "a".
fn started() -> TestEngine {
    let engine = stopped();
    engine.start();
    answer(&engine, FIGURES, "a");
    answer(&engine, VISITS, "a");
    assert_eq!(requests(&engine), (1, 1));
    engine
}

fn stopped() -> TestEngine {
    let page = TestPage::default();
    page.documents[0].url.replace(Some("/data/tthc.json".to_owned()));
    page.documents[1].url.replace(Some("/data/visits.json".to_owned()));
    Engine::new(page, TestWorld::default(), &[DOCUMENT_MS, VISITS_MS])
}

fn requests(engine: &TestEngine) -> (usize, usize) {
    let [figures, visits] = &engine.page().documents;
    (figures.requests.get(), visits.requests.get())
}

fn is_under_way(engine: &TestEngine, topic: Topic) -> bool {
    engine.page().documents[topic.0].under_way.borrow().is_some()
}

/// The host answers a request with a file of this fingerprint.
fn answer(engine: &TestEngine, topic: Topic, fingerprint: &str) {
    let document = &engine.page().documents[topic.0];
    let finish = document.under_way.take().expect("a request is under way");
    document.is_failing.set(false);
    let is_new = document.fingerprint.borrow().as_deref() != Some(fingerprint);
    *document.fingerprint.borrow_mut() = Some(fingerprint.to_owned());
    finish(Ok(is_new.then(|| fingerprint.as_bytes().to_vec())));
}

fn refuse(engine: &TestEngine, topic: Topic, error: DataError) {
    let document = &engine.page().documents[topic.0];
    document.is_failing.set(!error.is_missing());
    let finish = document.under_way.take().expect("a request is under way");
    finish(Err(error));
}

/// Turns the clock; requests are answered with the file that is shown.
fn turn(engine: &TestEngine, ms: u64) {
    let end = engine.world().now_ms.get() + ms;
    loop {
        let next = {
            let mut calls = engine.world().calls.borrow_mut();
            let due = (0..calls.len()).filter(|i| calls[*i].at_ms <= end).min_by_key(|i| calls[*i].at_ms);
            due.map(|i| calls.remove(i))
        };
        let Some(Call { at_ms, call, .. }) = next else { break };
        engine.world().now_ms.set(at_ms);
        call();
        for topic in [FIGURES, VISITS] {
            if is_under_way(engine, topic) {
                answer(engine, topic, "a");
            }
        }
    }
    engine.world().now_ms.set(end);
}

fn announcement(fingerprint: Option<&str>, bytes: Option<&[u8]>, wait_ms: u32) -> Announcement {
    let (fingerprint, bytes) = (fingerprint.map(str::to_owned), bytes.map(<[u8]>::to_vec));
    Announcement { url: "/data/tthc.json".to_owned(), fingerprint, bytes, wait_ms }
}

#[test]
fn each_document_is_requested_at_its_own_rhythm() {
    let engine = started();
    turn(&engine, 10 * MINUTE);
    assert_eq!(requests(&engine), (1 + 2, 1 + 10));
}

#[test]
fn what_is_fresh_at_the_start_waits_for_its_period() {
    let engine = stopped();
    engine.page().documents[0].is_fresh.set(true);
    engine.start();
    assert_eq!(requests(&engine), (0, 1));
    engine.resume();
    assert_eq!(requests(&engine), (0, 1), "fresh is not due");
    answer(&engine, VISITS, "a");
    turn(&engine, 5 * MINUTE);
    assert_eq!(requests(&engine).0, 1);
}

#[test]
fn a_document_that_is_shown_again_after_its_time_passed_is_renewed_again() {
    // A widget whose `show` goes from `tthc` to `news` and, after five minutes, back to `tthc`.
    let engine = started();
    let url = engine.page().documents[0].url.take();
    turn(&engine, 6 * MINUTE);
    assert_eq!(requests(&engine).0, 1, "what is not shown is not requested");
    engine.page().documents[0].url.replace(url);
    engine.resume();
    assert_eq!(requests(&engine).0, 2);
    answer(&engine, FIGURES, "b");
    turn(&engine, 5 * MINUTE);
    assert_eq!(requests(&engine).0, 3, "and its rhythm goes on");
}

#[test]
fn a_document_that_is_shown_again_in_time_waits_for_its_timer() {
    let engine = started();
    let url = engine.page().documents[0].url.take();
    turn(&engine, 3 * MINUTE);
    engine.page().documents[0].url.replace(url);
    engine.resume();
    assert_eq!(requests(&engine).0, 1);
    turn(&engine, 2 * MINUTE);
    assert_eq!(requests(&engine).0, 2);
}

#[test]
fn a_hidden_page_requests_nothing_and_catches_up_once_when_it_is_seen() {
    let engine = started();
    engine.page().is_hidden.set(true);
    turn(&engine, 60 * MINUTE);
    engine.renew_all();
    assert_eq!(requests(&engine), (1, 1));
    engine.page().is_hidden.set(false);
    engine.resume();
    engine.resume();
    assert_eq!(requests(&engine), (2, 2));
}

#[test]
fn a_paused_page_neither_requests_nor_takes_and_catches_up_at_the_end_of_the_pause() {
    let engine = started();
    engine.page().is_paused.set(true);
    turn(&engine, 6 * MINUTE);
    engine.receive(announcement(Some("b"), Some(b"b"), DOCUMENT_MS));
    assert_eq!(engine.page().fingerprint(FIGURES).as_deref(), Some("a"));
    assert_eq!(requests(&engine), (1, 1));
    engine.page().is_paused.set(false);
    engine.resume();
    assert_eq!(requests(&engine), (2, 2));
}

#[test]
fn an_answer_that_came_during_a_pause_is_requested_again_after_it() {
    let engine = started();
    engine.renew_all();
    engine.page().is_paused.set(true);
    answer(&engine, FIGURES, "a");
    engine.page().is_paused.set(false);
    engine.resume();
    assert_eq!(requests(&engine).0, 3);
}

#[test]
fn no_document_is_requested_twice_at_a_time() {
    let engine = started();
    engine.renew_all();
    engine.renew_all();
    engine.resume();
    assert_eq!(requests(&engine), (2, 2));
}

#[test]
fn failures_back_off_and_the_first_success_returns_to_the_period() {
    let engine = started();
    engine.renew_all();
    refuse(&engine, FIGURES, LOST);
    refuse(&engine, VISITS, DataError::Status { status: 503, retry_after_ms: Some(90_000) });
    turn(&engine, 999);
    assert_eq!(requests(&engine), (2, 2));
    // Half of the first ceiling of 2 s, because chance is 0.5.
    turn(&engine, 1);
    assert_eq!(requests(&engine), (3, 2));
    turn(&engine, 88_999);
    assert_eq!(requests(&engine).1, 2, "never sooner than Retry-After says");
    turn(&engine, 1);
    assert_eq!(requests(&engine).1, 3);
}

#[test]
fn the_reader_is_told_once_that_renewal_fails_and_once_that_it_works_again() {
    let engine = started();
    engine.world().now_ms.set(5_000);
    engine.renew_all();
    refuse(&engine, FIGURES, LOST);
    let failed = Notice::NotRenewed(Timestamp::from_unix(5));
    assert_eq!(engine.page().notice(), failed);
    engine.world().now_ms.set(9_000);
    refuse(&engine, VISITS, LOST);
    assert_eq!(engine.page().notice(), failed, "the time of the first failure stays");
    engine.renew_all();
    answer(&engine, VISITS, "a");
    assert_eq!(engine.page().notice(), failed, "the figures still fail");
    answer(&engine, FIGURES, "a");
    assert_eq!(engine.page().notice(), Notice::Renewed(Timestamp::from_unix(9)));
    assert_eq!(engine.page().notice().at(Timestamp::from_unix(69)), engine.page().notice());
    assert_eq!(engine.page().notice().at(Timestamp::from_unix(70)), Notice::Current);
}

#[test]
fn a_file_that_never_was_there_is_no_failure() {
    let engine = started();
    engine.renew_all();
    refuse(&engine, FIGURES, MISSING);
    assert_eq!(engine.page().notice(), Notice::Current);
    let announced = engine.world().announced.borrow().clone();
    turn(&engine, 4 * MINUTE);
    assert_eq!(requests(&engine).0, 2, "its period stays");
    assert!(announced.iter().filter(|it| it.url == "/data/tthc.json").all(|it| it.fingerprint.is_some()));
}

#[test]
fn a_document_whose_failures_are_not_reported_changes_no_notice() {
    let engine = started();
    engine.page().documents[1].is_unreported.set(true);
    engine.renew_all();
    refuse(&engine, VISITS, LOST);
    answer(&engine, FIGURES, "a");
    assert_eq!(engine.page().notice(), Notice::Current);
}

#[test]
fn the_tab_that_fetched_announces_the_file_only_if_it_was_new() {
    let engine = started();
    engine.renew_all();
    answer(&engine, FIGURES, "a");
    engine.renew_all();
    answer(&engine, FIGURES, "b");
    engine.renew_all();
    refuse(&engine, FIGURES, LOST);
    let announced = engine.world().announced.borrow();
    let figures: Vec<_> = announced.iter().filter(|it| it.url == "/data/tthc.json").collect();
    let parts: Vec<_> = figures.iter().map(|it| (it.fingerprint.as_deref(), it.bytes.as_deref())).collect();
    assert_eq!(parts, [(Some("a"), Some(&b"a"[..])), (Some("a"), None), (Some("b"), Some(b"b")), (None, None)]);
    assert_eq!(figures[2].wait_ms, DOCUMENT_MS);
}

#[test]
fn a_tab_that_hears_takes_the_file_and_waits_until_the_leader_is_overdue() {
    let engine = started();
    turn(&engine, 4 * MINUTE);
    engine.receive(announcement(Some("b"), Some(b"b"), DOCUMENT_MS));
    assert_eq!(engine.page().fingerprint(FIGURES).as_deref(), Some("b"));
    // 5 min, the timeout of 10 s, and a quarter of the leader's wait.
    turn(&engine, 5 * MINUTE + 10_000 + 75_000 - 1);
    assert_eq!(requests(&engine).0, 1);
    turn(&engine, 1);
    assert_eq!(requests(&engine).0, 2);
}

#[test]
fn a_hidden_tab_takes_what_another_fetched() {
    let engine = started();
    engine.page().is_hidden.set(true);
    engine.receive(announcement(Some("b"), Some(b"b"), DOCUMENT_MS));
    assert_eq!(engine.page().fingerprint(FIGURES).as_deref(), Some("b"));
}

#[test]
fn a_tab_with_another_file_than_the_leader_requests_it_soon_and_not_at_once() {
    let engine = started();
    engine.receive(announcement(Some("b"), None, DOCUMENT_MS));
    turn(&engine, 9_999);
    assert_eq!(requests(&engine).0, 1);
    turn(&engine, 1);
    assert_eq!(requests(&engine).0, 2);
}

#[test]
fn a_leader_that_fails_is_reported_and_recovers_in_every_tab() {
    let engine = started();
    engine.receive(announcement(None, None, 1_000));
    assert!(matches!(engine.page().notice(), Notice::NotRenewed(_)));
    engine.receive(announcement(Some("a"), None, DOCUMENT_MS));
    assert!(matches!(engine.page().notice(), Notice::Renewed(_)));
    engine.receive(announcement(Some("c"), Some(b"unreadable"), DOCUMENT_MS));
    assert!(matches!(engine.page().notice(), Notice::NotRenewed(_)));
}

#[test]
fn what_the_page_does_not_show_or_requests_itself_is_not_heard() {
    let engine = started();
    let other = Announcement { url: "/data/other.json".to_owned(), ..announcement(Some("b"), Some(b"b"), 1) };
    engine.receive(other);
    engine.renew_all();
    engine.receive(announcement(Some("b"), Some(b"b"), 1));
    assert_eq!(engine.page().fingerprint(FIGURES).as_deref(), Some("a"));
}

#[test]
fn another_document_in_a_topics_place_is_requested_now_and_its_rhythm_is_new() {
    let engine = started();
    engine.renew_all();
    // The reader goes on while the request is under way: the answer is for the page before.
    engine.page().documents[0].url.replace(Some("/data/bai/hop-dan.json".to_owned()));
    engine.replace(FIGURES, DOCUMENT_MS);
    assert_eq!(requests(&engine).0, 2);
    answer(&engine, FIGURES, "a");
    assert_eq!(requests(&engine).0, 3, "now the page's own document");
    assert!(engine.world().announced.borrow().iter().all(|it| it.url != "/data/bai/hop-dan.json"));
}

#[test]
fn a_request_put_off_is_made_at_its_new_time_only() {
    let engine = stopped();
    engine.request_in(VISITS, 1_000);
    engine.start();
    answer(&engine, FIGURES, "a");
    assert_eq!(requests(&engine), (1, 0));
    turn(&engine, 1_000);
    assert_eq!(requests(&engine), (1, 1));
}
