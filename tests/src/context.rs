//! A browser context: what one test has of a Chromium process, with storage, cache, cookies and permissions of its own.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::chromium::{Chromium, EventReceiver};
use crate::console::LogEntry;

/// How long a page may take to load.
const LOADING: Duration = Duration::from_secs(30);

/// A step of a tab from one page to the next, as far as waiting for it needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// A link or a script asked for another document in this tab.
    Requested,
    /// The address changed and the document stayed.
    SameDocument,
    /// A document that the browser had kept is shown again; it has loaded long ago.
    Restored,
    /// Another document is shown; its loader's id.
    Committed(String),
    /// A document's load event is over; its loader's id.
    Loaded(String),
}

/// A tab, or a frame that has a process of its own.
#[derive(Debug)]
struct Session {
    id: String,
    /// Chromium's id of the tab or the frame.
    target: String,
    /// The tab that a frame belongs to; of a tab, itself.
    tab: String,
    steps: Vec<Step>,
    /// Runs before every script of a document, in this order.
    scripts: Vec<String>,
}

#[derive(Debug, Default)]
struct State {
    sessions: Vec<Session>,
    console: Vec<LogEntry>,
}

/// A command and its parameters.
pub(crate) type Setting = (&'static str, Value);

/// One test's part of a Chromium process.
#[derive(Debug)]
pub(crate) struct Context {
    /// Chromium's id of it.
    pub(crate) id: String,
    /// The commands for each frame with a process of its own, which are sent before its document loads.
    settings: Vec<Setting>,
    state: Mutex<State>,
    changed: Notify,
}

impl Context {
    pub(crate) fn new(id: String, settings: Vec<Setting>) -> Self {
        Self { id, settings, state: Mutex::default(), changed: Notify::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a tab.
    pub(crate) fn add_tab(&self, session: &str, target: &str) {
        self.add(session, target, session, Vec::new());
    }

    fn add(&self, session: &str, target: &str, tab: &str, scripts: Vec<String>) {
        let (id, target, tab) = (session.to_owned(), target.to_owned(), tab.to_owned());
        self.state().sessions.push(Session { id, target, tab, steps: Vec::new(), scripts });
    }

    /// Forgets a tab and its frames.
    pub(crate) fn remove_tab(&self, tab: &str) {
        self.state().sessions.retain(|it| it.tab != tab);
    }

    /// Frames of this tab that get a process of their own from now on run this script first, as the tab does.
    pub(crate) fn add_script(&self, tab: &str, source: &str) {
        let mut state = self.state();
        let sessions = state.sessions.iter_mut().filter(|it| it.tab == tab);
        sessions.for_each(|it| it.scripts.push(source.to_owned()));
    }

    /// The sessions of all tabs and of the frames that have processes of their own; tabs first.
    pub(crate) fn sessions(&self) -> Vec<String> {
        let state = self.state();
        let (tabs, frames): (Vec<_>, Vec<_>) = state.sessions.iter().partition(|it| it.id == it.tab);
        tabs.into_iter().chain(frames).map(|it| it.id.clone()).collect()
    }

    /// The session of the frame with this id; `None` if its document shares the process of the page.
    pub(crate) fn session_of(&self, frame: &str) -> Option<String> {
        self.state().sessions.iter().find(|it| it.target == frame).map(|it| it.id.clone())
    }

    /// All of the console so far, of every page.
    pub(crate) fn console(&self) -> Vec<LogEntry> {
        self.state().console.clone()
    }

    /// A place in a tab's history of steps, for [`Context::loaded`].
    pub(crate) fn now(&self, tab: &str) -> usize {
        self.state().sessions.iter().find(|it| it.id == tab).map_or(0, |it| it.steps.len())
    }

    fn steps_since(&self, tab: &str, since: usize) -> Vec<Step> {
        let state = self.state();
        let steps = state.sessions.iter().find(|it| it.id == tab).and_then(|it| it.steps.get(since..));
        steps.map(<[Step]>::to_vec).unwrap_or_default()
    }

    /// Whether another document was asked for since then.
    pub(crate) fn has_requested(&self, tab: &str, since: usize) -> bool {
        self.steps_since(tab, since).contains(&Step::Requested)
    }

    /// Waits until the last document that was shown since then has loaded, or one was restored. With `same_document`, a
    /// change of the address alone is enough.
    ///
    /// `Err` is a message, after 30 s.
    pub(crate) async fn loaded(&self, tab: &str, since: usize, same_document: bool) -> Result<(), String> {
        let wait = async {
            loop {
                let changed = self.changed.notified();
                let steps = self.steps_since(tab, since);
                let last = steps.iter().rev().find(|it| matches!(it, Step::Committed(_) | Step::Restored));
                let is_there = match last {
                    Some(Step::Committed(loader)) => steps.contains(&Step::Loaded(loader.clone())),
                    Some(_) => true,
                    None => same_document && steps.contains(&Step::SameDocument),
                };
                if is_there {
                    return;
                }
                changed.await;
            }
        };
        let answer = tokio::time::timeout(LOADING, wait).await;
        answer.map_err(|_| format!("its load event did not come within {} s", LOADING.as_secs()))
    }

    /// A frame got a process of its own, and waits for us before it loads anything.
    fn attached(self: &Arc<Self>, chromium: &Chromium, parent: &str, params: &Value) {
        let (Some(session), Some(target)) = (params["sessionId"].as_str(), params["targetInfo"]["targetId"].as_str())
        else {
            return;
        };
        let inherited = {
            let state = self.state();
            let parent = state.sessions.iter().find(|it| it.id == parent);
            parent.map(|it| (it.tab.clone(), it.scripts.clone()))
        };
        let (tab, scripts) = inherited.unwrap_or_else(|| (session.to_owned(), Vec::new()));
        chromium.connect(session, Arc::<Self>::clone(self));
        for (method, params) in &self.settings {
            chromium.send(Some(session), method, params);
        }
        for source in &scripts {
            chromium.send(Some(session), "Page.addScriptToEvaluateOnNewDocument", &json!({ "source": source }));
        }
        self.add(session, target, &tab, scripts);
        chromium.send(Some(session), "Runtime.runIfWaitingForDebugger", &json!({}));
    }

    /// Notes a step of a tab; steps of the frames in it do not count.
    fn step(&self, session: &str, method: &str, params: &Value) {
        let mut state = self.state();
        let Some(tab) = state.sessions.iter_mut().find(|it| it.id == session) else { return };
        let id = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let frame = params["frameId"].as_str().or(params["frame"]["id"].as_str());
        if frame != Some(&tab.target) {
            return;
        }
        let step = match method {
            "Page.frameRequestedNavigation" if params["disposition"] == "currentTab" => Step::Requested,
            "Page.navigatedWithinDocument" => Step::SameDocument,
            "Page.frameNavigated" if params["type"] == "BackForwardCacheRestore" => Step::Restored,
            "Page.frameNavigated" => Step::Committed(id(&params["frame"]["loaderId"])),
            "Page.lifecycleEvent" if params["name"] == "load" => Step::Loaded(id(&params["loaderId"])),
            _ => return,
        };
        tab.steps.push(step);
    }
}

impl EventReceiver for Context {
    fn receive(self: Arc<Self>, chromium: &Chromium, session: &str, method: &str, params: &Value) {
        if let Some(entry) = LogEntry::from_event(method, params) {
            self.state().console.push(entry);
            return;
        }
        match method {
            "Target.attachedToTarget" => self.attached(chromium, session, params),
            "Target.detachedFromTarget" => {
                let removed = params["sessionId"].as_str().unwrap_or_default();
                self.state().sessions.retain(|it| it.id != removed);
            }
            "Inspector.targetCrashed" => {
                self.state().console.push(LogEntry::error("crash", "the page's process crashed".to_owned()));
            }
            "Page.javascriptDialogOpening" => {
                let is_leaving = params["type"] == "beforeunload";
                if !is_leaving {
                    let text = format!("{} opened a dialog: {}", params["url"], params["message"]);
                    self.state().console.push(LogEntry::error("dialog", text));
                }
                chromium.send(Some(session), "Page.handleJavaScriptDialog", &json!({ "accept": is_leaving }));
            }
            _ => self.step(session, method, params),
        }
        self.changed.notify_waiters();
    }
}
