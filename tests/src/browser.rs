//! One browser session.

use std::fmt::{self, Debug};
use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::wd::{WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, ClientBuilder, Locator};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use url::{ParseError, Url};

use crate::axe::{self, Violation};
use crate::driver::{self, Driver};

/// How long [`Browser::wait`] waits.
const PATIENCE: Duration = Duration::from_secs(15);
const POLL: Duration = Duration::from_millis(40);

/// Runs before any script of a page. `securitypolicyviolation` bubbles up to the window; so does no resource error,
/// which the console reports anyway.
const WATCH: &str = r"
    window.__csp = [];
    window.__errors = [];
    addEventListener('securitypolicyviolation', event =>
        __csp.push(`${event.effectiveDirective} blocked ${event.blockedURI || 'inline'} (${event.sourceFile}:${event.lineNumber})`));
    addEventListener('error', event => __errors.push(`${event.message} (${event.filename}:${event.lineno})`));
    addEventListener('unhandledrejection', event =>
        __errors.push(`unhandled rejection: ${event.reason?.stack || event.reason}`));
";

/// The visitor's device and wishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Of the viewport, in CSS pixels.
    pub width: u32,
    /// Of the viewport, in CSS pixels.
    pub height: u32,
    /// `prefers-color-scheme`.
    pub dark: bool,
    /// Whether pages may run scripts.
    pub javascript: bool,
    /// `prefers-reduced-motion`.
    pub reduced_motion: bool,
}

impl Default for Profile {
    /// A desktop: 1280 × 900, light, with scripts and motion.
    fn default() -> Self {
        Self { width: 1280, height: 900, dark: false, javascript: true, reduced_motion: false }
    }
}

/// One line of the browser's console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// `SEVERE`, `WARNING`, `INFO` or `DEBUG`.
    pub level: String,
    /// `javascript`, `console-api`, `network`, `security`, …
    pub source: String,
    /// The text, with file and position in front.
    pub message: String,
}

impl fmt::Display for LogEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "console {} {}: {}", self.level, self.source, self.message)
    }
}

/// A Chromium of its own, with an empty profile. Its methods panic when the browser refuses.
///
/// End a test with [`finish`](Self::finish), which fails if the browser had anything to complain about. When a test
/// panics, dropping the browser still ends it.
#[derive(Debug)]
#[must_use = "end the test with `finish`"]
pub struct Browser {
    client: Client,
    session: String,
    /// What [`console`](Self::console) took out of the browser so far; `finish` judges all of it.
    seen: Mutex<Vec<LogEntry>>,
    closed: bool,
    /// Last, so that it is removed after the browser is gone.
    _profile: TempDir,
}

impl Browser {
    /// Starts a browser with an empty profile.
    ///
    /// # Panics
    /// If Chromium or chromedriver is missing or does not start.
    pub async fn open(profile: Profile) -> Self {
        let driver = Driver::get();
        let binary = driver::program("CHROMIUM", &["chromium", "chromium-browser", "google-chrome"]);
        let folder = tempfile::tempdir_in(driver.profiles()).expect("a folder for the profile");
        let capabilities = json!({
            "browserName": "chrome",
            "timeouts": { "pageLoad": 30_000, "script": 20_000 },
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "binary": binary,
                "args": [
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-dev-shm-usage",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    // Else each browser writes to the user's own ~/.config.
                    "--disable-breakpad",
                    "--disable-crash-reporter",
                    "--no-first-run",
                    "--lang=vi",
                    "--accept-lang=vi",
                    format!("--user-data-dir={}", folder.path().display()),
                ],
            },
        });
        let Value::Object(capabilities) = capabilities else { unreachable!("an object was just written") };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.url())
            .await
            .unwrap_or_else(|error| panic!("{} does not start: {error}", binary.display()));
        let session = client.session_id().await.ok().flatten().expect("a new session has an id");
        let browser = Self { client, session, seen: Mutex::default(), closed: false, _profile: folder };
        browser.dress(&profile).await;
        browser
    }

    async fn dress(&self, profile: &Profile) {
        let Profile { width, height, dark, javascript, reduced_motion } = profile;
        // Not the window: Chromium's has a least width, above the 320 px of small phones.
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
        let scheme = if *dark { "dark" } else { "light" };
        let motion = if *reduced_motion { "reduce" } else { "no-preference" };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": motion },
        ]);
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await;
        if !javascript {
            self.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        }
    }

    /// Opens a page and waits for its load event.
    pub async fn goto(&self, url: &str) {
        self.client.goto(url).await.unwrap_or_else(|error| panic!("{url} does not load: {error}"));
    }

    /// The address of the page.
    pub async fn url(&self) -> String {
        must(self.client.current_url().await, "the address").into()
    }

    /// One page back in history; waits for its load event if it loads.
    pub async fn back(&self) {
        must(self.client.back().await, "going back");
    }

    /// One page forward in history; waits for its load event if it loads.
    pub async fn forward(&self) {
        must(self.client.forward().await, "going forward");
    }

    /// Loads the page anew and waits for its load event.
    pub async fn refresh(&self) {
        must(self.client.refresh().await, "reloading");
    }

    /// Runs a function body in the page and gives what it returns, `undefined` as null.
    ///
    /// It goes past the page's Content-Security-Policy, and works where page scripts are switched off.
    pub async fn eval(&self, js: &str) -> Value {
        let answer = self.evaluate(&format!("(() => {{ {js} }})()")).await;
        answer.unwrap_or_else(|problem| panic!("{problem}\nin the script:\n{js}"))
    }

    /// Like [`eval`](Self::eval), with `await`; fails after 20 s, also where the page's own clock stands still. The limit needs
    /// page scripts to be on.
    pub async fn eval_async(&self, js: &str) -> Value {
        let limit = "new Promise((_, no) => (window.__real?.set ?? setTimeout)(() => no(new Error('no result within 20 s')), 20000))";
        let answer = self.evaluate(&format!("Promise.race([(async () => {{ {js} }})(), {limit}])")).await;
        answer.unwrap_or_else(|problem| panic!("{problem}\nin the script:\n{js}"))
    }

    /// Waits until the expression `js_condition` is truthy and gives its value; true in place of an element.
    ///
    /// Errors of the expression count as "not yet", so `document.querySelector('h1').textContent` will do.
    ///
    /// # Panics
    /// After 15 s, with `what` (which completes "waited for"), the last value, the address and the console.
    pub async fn wait(&self, what: &str, js_condition: &str) -> Value {
        let script = format!("(() => {{ const it = ({js_condition}); return it instanceof Node ? true : it }})()");
        let start = Instant::now();
        loop {
            let answer = self.evaluate(&script).await;
            match answer {
                Ok(value) if truthy(&value) => return value,
                _ if start.elapsed() < PATIENCE => tokio::time::sleep(POLL).await,
                _ => {
                    let last = answer.map_or_else(|problem| problem, |value| value.to_string());
                    self.console().await;
                    let console: Vec<String> = self.seen().iter().map(LogEntry::to_string).collect();
                    panic!(
                        "waited {} s in vain for {what}\n  at: {}\n  condition: {js_condition}\n  \
                         last value: {last}\n  console:\n    {}",
                        PATIENCE.as_secs(),
                        self.url().await,
                        console.join("\n    ")
                    );
                }
            }
        }
    }

    /// Whether anything matches.
    pub async fn exists(&self, css: &str) -> bool {
        self.eval(&format!("return document.querySelector({}) !== null", json!(css))).await == true
    }

    /// The text of the first match as a reader sees it, trimmed.
    ///
    /// # Panics
    /// If nothing matches.
    pub async fn text(&self, css: &str) -> String {
        let texts = self.texts(css).await;
        texts.into_iter().next().unwrap_or_else(|| panic!("nothing matches {css}"))
    }

    /// The texts of all matches as a reader sees them, trimmed.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let script = format!(
            "return Array.from(document.querySelectorAll({}), it => (it.innerText ?? it.textContent).trim())",
            json!(css)
        );
        let texts = self.eval(&script).await;
        let list = texts.as_array().expect("the script returns a list");
        list.iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Runs a function body in the frame that the expression `frame` gives, which may be of another origin, and gives what it
    /// returns.
    pub async fn eval_in(&self, frame: &str, js: &str) -> Value {
        let found = must(self.client.execute(&format!("return {frame}"), vec![]).await, frame);
        let id = found
            .as_object()
            .and_then(|it| it.values().next()?.as_str())
            .unwrap_or_else(|| panic!("no frame: {frame}"));
        let element = Element::from_element_id(self.client.clone(), id.to_owned().into());
        must(element.enter_frame().await, "entering a frame");
        let answer = self.client.execute(js, vec![]).await;
        must(self.client.clone().enter_parent_frame().await, "leaving a frame");
        must(answer, js)
    }

    /// Waits until a function body in that frame returns something truthy, and gives it.
    ///
    /// # Panics
    /// After 15 s.
    pub async fn wait_in(&self, frame: &str, what: &str, js: &str) -> Value {
        let start = Instant::now();
        loop {
            let value = self.eval_in(frame, js).await;
            if truthy(&value) {
                return value;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "waited {} s in vain for {what} in {frame}: {value}",
                PATIENCE.as_secs()
            );
            tokio::time::sleep(POLL).await;
        }
    }

    /// Clicks the first match where a user could: it is scrolled to, and must not be covered.
    pub async fn click(&self, css: &str) {
        let element = must(self.client.find(Locator::Css(css)).await, css);
        must(element.click().await, &format!("clicking {css}"));
    }

    /// Empties the first match, a text field, and types into it.
    pub async fn fill(&self, css: &str, text: &str) {
        let element = must(self.client.find(Locator::Css(css)).await, css);
        must(element.clear().await, &format!("emptying {css}"));
        must(element.send_keys(text).await, &format!("typing into {css}"));
    }

    /// Presses keys one after the other wherever the focus is: text, or [`Key`](crate::Key)s.
    ///
    /// Shift, Control, Alt and Meta stay down until the end: `&(Key::Shift + &Key::Tab)` goes one field back.
    pub async fn press(&self, keys: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        let mut held = Vec::new();
        for value in keys.chars() {
            actions = actions.then(KeyAction::Down { value });
            if matches!(value, '\u{e008}' | '\u{e009}' | '\u{e00a}' | '\u{e03d}') {
                held.push(value);
            } else {
                actions = actions.then(KeyAction::Up { value });
            }
        }
        for value in held.into_iter().rev() {
            actions = actions.then(KeyAction::Up { value });
        }
        must(self.client.perform_actions(actions).await, &format!("pressing {keys:?}"));
    }

    /// The tab that everything is asked of, by its handle.
    pub async fn tab(&self) -> WindowHandle {
        must(self.client.window().await, "asking for the tab")
    }

    /// Opens another tab, and goes on in it.
    pub async fn new_tab(&self) -> WindowHandle {
        let tab = must(self.client.new_window(true).await, "opening a tab").handle;
        self.switch_to(&tab).await;
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await;
        tab
    }

    /// Goes on in another tab.
    pub async fn switch_to(&self, tab: &WindowHandle) {
        must(self.client.switch_to_window(tab.clone()).await, "going to a tab");
    }

    /// Closes the tab; what follows needs a [`Browser::switch_to`] first.
    pub async fn close_tab(&self) {
        must(self.client.close_window().await, "closing a tab");
    }

    /// Sends a command of the Chrome DevTools Protocol and gives its result.
    pub async fn cdp(&self, method: &str, params: Value) -> Value {
        let answer = self.try_cdp(method, params).await;
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    async fn try_cdp(&self, method: &str, params: Value) -> Result<Value, CmdError> {
        let body = json!({ "cmd": method, "params": params });
        self.client.issue_cmd(Post { address: "goog/cdp/execute", body }).await
    }

    /// `Err` is a message: an exception of the script, or the browser's refusal.
    async fn evaluate(&self, expression: &str) -> Result<Value, String> {
        let params = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let mut answer = self.try_cdp("Runtime.evaluate", params).await.map_err(|error| error.to_string())?;
        match answer.get("exceptionDetails") {
            None => Ok(answer["result"]["value"].take()),
            Some(details) => {
                let thrown = &details["exception"];
                let text = thrown["description"].as_str().or(details["text"].as_str());
                Err(text.map_or_else(|| thrown.to_string(), str::to_owned))
            }
        }
    }

    /// What the console got since the last call; [`problems`](Self::problems) still knows the earlier ones.
    pub async fn console(&self) -> Vec<LogEntry> {
        let command = Post { address: "se/log", body: json!({ "type": "browser" }) };
        let list = must(self.client.issue_cmd(command).await, "the console");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let entries: Vec<LogEntry> = list
            .as_array()
            .into_iter()
            .flatten()
            .map(|entry| LogEntry {
                level: text(&entry["level"]),
                source: text(&entry["source"]),
                message: text(&entry["message"]),
            })
            .collect();
        self.seen().extend_from_slice(&entries);
        entries
    }

    fn seen(&self) -> MutexGuard<'_, Vec<LogEntry>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All that went wrong so far: console entries from `WARNING` up, of every page since the browser opened, and the
    /// present page's uncaught errors and violations of its Content-Security-Policy. One mishap may appear twice.
    pub async fn problems(&self) -> Vec<String> {
        // Asking the page first also makes sure that what it logged before has reached chromedriver.
        let watched = self
            .eval("return [...(window.__csp ?? []).map(it => 'CSP: ' + it), ...(window.__errors ?? []).map(it => 'error: ' + it)]")
            .await;
        self.console().await;
        let mut problems: Vec<String> = self
            .seen()
            .iter()
            .filter(|entry| !matches!(entry.level.as_str(), "INFO" | "DEBUG"))
            .map(LogEntry::to_string)
            .collect();
        problems.extend(watched.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
        problems
    }

    /// Writes a PNG of the viewport, or of the whole page at its full height (as wide as its
    /// content: without the strip of the scrollbar).
    pub async fn screenshot(&self, path: &Path, full_page: bool) {
        let mut params = json!({ "format": "png" });
        if full_page {
            let metrics = self.cdp("Page.getLayoutMetrics", json!({})).await;
            let mut clip = metrics["cssContentSize"].clone();
            clip["scale"] = json!(1);
            params["clip"] = clip;
            params["captureBeyondViewport"] = json!(true);
        }
        let shot = self.cdp("Page.captureScreenshot", params).await;
        let image = STANDARD.decode(shot["data"].as_str().expect("an image")).expect("base64");
        fs::write(path, image).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Checks the page with axe-core (WCAG 2.0 to 2.2, A and AA, and axe's best practices); empty when it is clean.
    ///
    /// `axe_source` is the text of `axe.min.js`, see [`axe_source`](crate::axe_source). It works under any
    /// Content-Security-Policy, but not with page scripts off.
    pub async fn axe(&self, axe_source: &str) -> Vec<Violation> {
        if self.eval("return typeof axe").await != "object"
            && let Err(problem) = self.evaluate(&format!("{axe_source}; 0")).await
        {
            panic!("axe-core does not load: {problem}");
        }
        axe::violations(&self.eval_async(axe::RUN).await)
    }

    /// Ends the browser and removes its profile, without asking for problems.
    pub async fn close(mut self) {
        self.closed = true;
        // A browser that crashed is gone as well.
        let _ = self.client.clone().close().await;
    }

    /// Ends the test: no [`problems`](Self::problems) but those whose text contains one of `allowed`.
    ///
    /// # Panics
    /// If there is another problem.
    pub async fn finish(self, allowed: &[&str]) {
        let mut problems = self.problems().await;
        problems.retain(|problem| !allowed.iter().any(|part| problem.contains(part)));
        let url = self.url().await;
        self.close().await;
        assert!(problems.is_empty(), "the browser complains, last at {url}:\n  {}", problems.join("\n  "));
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A test that panics takes its runtime along, so nobody would send fantoccini's farewell.
        if !self.closed {
            Driver::get().end_session(&self.session);
        }
    }
}

fn must<T>(result: Result<T, CmdError>, what: &str) -> T {
    result.unwrap_or_else(|error| panic!("{what}: {error}"))
}

fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(it) => *it,
        Value::Number(it) => it.as_f64() != Some(0.0),
        Value::String(it) => !it.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

/// A command below the session that fantoccini does not know.
#[derive(Debug)]
struct Post {
    address: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base_url: &Url, session_id: Option<&str>) -> Result<Url, ParseError> {
        base_url.join(&format!("session/{}/{}", session_id.unwrap_or_default(), self.address))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
