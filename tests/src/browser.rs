//! What a test does with a browser.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::axe::{self, Violation};
use crate::chromium::Chromium;
use crate::console::{Level, LogEntry};
use crate::context::{Context, Setting};
use crate::keys;
use crate::page::Page;

/// Runs before any script of a page.
const PAGE: &str = include_str!("page.js");

/// The visitor's device and preferences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Of the viewport, in CSS pixels.
    pub width: u32,
    /// Of the viewport, in CSS pixels.
    pub height: u32,
    /// How many pixels of the screen are one CSS pixel.
    pub density: u32,
    /// `prefers-color-scheme`.
    pub dark: bool,
    /// Whether pages may run scripts.
    pub javascript: bool,
    /// `prefers-reduced-motion`.
    pub reduced_motion: bool,
    /// The name of the device's time zone, such as `America/Los_Angeles`; `None` is that of this machine.
    pub time_zone: Option<&'static str>,
    /// Whether pages may have a service worker. Without one, what a page fetches does not depend on what an earlier page has kept.
    pub workers: bool,
}

impl Default for Profile {
    /// A desktop: 1280 × 900, light, with scripts and motion.
    fn default() -> Self {
        Self {
            width: 1280,
            height: 900,
            density: 1,
            dark: false,
            javascript: true,
            reduced_motion: false,
            time_zone: None,
            workers: false,
        }
    }
}

impl Profile {
    /// A cheap phone: 360 × 740.
    #[must_use]
    pub fn phone() -> Self {
        Self { width: 360, height: 740, ..Self::default() }
    }

    /// What holds for every document, whether its frame has a process of its own or not.
    fn for_documents(&self) -> Vec<Setting> {
        let scheme = if self.dark { "dark" } else { "light" };
        let motion = if self.reduced_motion { "reduce" } else { "no-preference" };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": motion },
        ]);
        // A service worker outlives pages: one that waited for a page that is gone would wait for good.
        let excluded = ["service_worker", "browser", "tab"].map(|kind| json!({ "type": kind, "exclude": true }));
        let kinds: Vec<Value> = excluded.into_iter().chain([json!({})]).collect();
        let frames = json!({ "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true, "filter": kinds });
        let mut settings = vec![
            ("Runtime.enable", json!({})),
            ("Log.enable", json!({})),
            ("Inspector.enable", json!({})),
            ("Page.enable", json!({})),
            ("Target.setAutoAttach", frames),
            ("Emulation.setEmulatedMedia", json!({ "features": features })),
            ("Page.addScriptToEvaluateOnNewDocument", json!({ "source": PAGE })),
        ];
        if !self.workers {
            let without = "delete Navigator.prototype.serviceWorker";
            settings.push(("Page.addScriptToEvaluateOnNewDocument", json!({ "source": without })));
        }
        if !self.javascript {
            settings.push(("Emulation.setScriptExecutionDisabled", json!({ "value": true })));
        }
        if let Some(zone) = self.time_zone {
            settings.push(("Emulation.setTimezoneOverride", json!({ "timezoneId": zone })));
        }
        settings
    }

    /// What holds for a tab as a whole.
    fn for_tabs(&self) -> Vec<Setting> {
        // Not the window: Chromium's has a least width, which is above the 320 px of small phones.
        let density = self.density;
        let size = json!({ "width": self.width, "height": self.height, "deviceScaleFactor": density, "mobile": false });
        vec![
            ("Page.setLifecycleEventsEnabled", json!({ "enabled": true })),
            ("Emulation.setDeviceMetricsOverride", size),
            // As if the reader looked at it, whichever window is in front.
            ("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })),
        ]
    }
}

/// A tab of a [`Browser`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// The id of the session in which the tab is spoken to.
    session: String,
}

/// A browser without a past: no storage, no cookies, nothing cached, no permissions, an empty console. Tests do not see
/// anything of each other. Its methods panic when the browser refuses.
///
/// End a test with [`finish`](Self::finish), which fails if the browser had anything to complain about. When a test
/// panics, dropping the browser still closes its pages.
#[derive(Debug)]
#[must_use = "end the test with `finish`"]
pub struct Browser {
    chromium: Arc<Chromium>,
    context: Arc<Context>,
    profile: Profile,
    /// The tab that everything is asked of.
    tab: Mutex<Tab>,
    /// How many entries of the console [`console`](Self::console) has given.
    read: Mutex<usize>,
}

impl Browser {
    /// Opens a browser with one empty tab.
    ///
    /// # Panics
    /// If Chromium is missing or does not start.
    pub async fn open(profile: Profile) -> Self {
        let chromium = Chromium::take();
        let id = must(chromium.call(None, "Target.createBrowserContext", json!({})).await, "a browser context");
        let id = text(&id["browserContextId"]);
        let context = Arc::new(Context::new(id, profile.for_documents()));
        let (tab, read) = (Mutex::new(Tab { session: String::new() }), Mutex::default());
        let browser = Self { chromium, context, profile, tab, read };
        browser.new_tab().await;
        browser
    }

    /// The session of the present tab.
    fn session(&self) -> String {
        self.tab().session
    }

    /// The tab that everything is asked of.
    pub fn tab(&self) -> Tab {
        self.tab.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Opens another tab with the same storage and cache, and goes on in it.
    pub async fn new_tab(&self) -> Tab {
        let params = json!({ "url": "about:blank", "browserContextId": self.context.id });
        let target = must(self.chromium.call(None, "Target.createTarget", params).await, "opening a tab");
        let target = text(&target["targetId"]);
        let params = json!({ "targetId": target, "flatten": true });
        let session = must(self.chromium.call(None, "Target.attachToTarget", params).await, "attaching to a tab");
        let tab = Tab { session: text(&session["sessionId"]) };
        self.context.add_tab(&tab.session, &target);
        self.chromium.connect(&tab.session, Arc::<Context>::clone(&self.context));
        self.switch_to(&tab);
        for (method, params) in self.profile.for_documents().into_iter().chain(self.profile.for_tabs()) {
            self.cdp(method, params).await;
        }
        tab
    }

    /// Goes on in another tab.
    pub fn switch_to(&self, tab: &Tab) {
        *self.tab.lock().unwrap_or_else(PoisonError::into_inner) = tab.clone();
    }

    /// Closes the present tab; what follows needs a [`switch_to`](Self::switch_to) first.
    pub async fn close_tab(&self) {
        let tab = self.session();
        self.context.remove_tab(&tab);
        must(self.chromium.call(Some(&tab), "Page.close", json!({})).await, "closing a tab");
    }

    /// Runs a script before those of every page and frame that this tab opens from now on. It may use `__test` of
    /// `page.js`.
    pub async fn run_first(&self, script: &str) {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
        self.context.add_script(&self.session(), script);
    }

    /// Gives pages permissions, named as in the protocol's `Browser.PermissionType`.
    pub async fn grant(&self, permissions: &[&str]) {
        let params = json!({ "permissions": permissions, "browserContextId": self.context.id });
        must(self.chromium.call(None, "Browser.grantPermissions", params).await, "granting permissions");
    }

    /// Makes the viewport this large, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Opens a page and waits for its load event.
    pub async fn goto(&self, url: &str) {
        let (tab, now) = self.here();
        let answer = self.cdp("Page.navigate", json!({ "url": url })).await;
        if let Some(error) = answer["errorText"].as_str() {
            panic!("{url} does not load: {error}");
        }
        // Without a loader only the fragment of the address changed.
        if answer["loaderId"].is_string() {
            must(self.context.loaded(&tab, now, false).await, url);
        }
    }

    /// The present tab and its place in time.
    fn here(&self) -> (String, usize) {
        let tab = self.session();
        let now = self.context.now(&tab);
        (tab, now)
    }

    /// The address of the page.
    pub async fn url(&self) -> String {
        let history = self.cdp("Page.getNavigationHistory", json!({})).await;
        text(&history["entries"][index(&history)]["url"])
    }

    /// One page back in history; waits for its load event if it loads.
    pub async fn back(&self) {
        self.go(-1).await;
    }

    /// One page forward in history; waits for its load event if it loads.
    pub async fn forward(&self) {
        self.go(1).await;
    }

    async fn go(&self, pages: isize) {
        let history = self.cdp("Page.getNavigationHistory", json!({})).await;
        let entry = index(&history).checked_add_signed(pages).map(|index| history["entries"][index]["id"].clone());
        let entry = entry.filter(Value::is_u64).unwrap_or_else(|| panic!("no page {pages} in history: {history}"));
        let (tab, now) = self.here();
        self.cdp("Page.navigateToHistoryEntry", json!({ "entryId": entry })).await;
        must(self.context.loaded(&tab, now, true).await, "going through history");
    }

    /// Loads the page anew and waits for its load event.
    pub async fn refresh(&self) {
        let (tab, now) = self.here();
        self.cdp("Page.reload", json!({})).await;
        must(self.context.loaded(&tab, now, false).await, "reloading");
    }

    /// After a click or a key: where it asks for another document, waits until that has loaded.
    async fn follow(&self, tab: &str, since: usize) {
        // The page has handled the event when it answers, and events of the protocol keep their order. No answer comes
        // from a document that has been replaced.
        let _ = self.evaluate("0").await;
        if self.context.has_requested(tab, since) {
            must(self.context.loaded(tab, since, true).await, "following a link");
        }
    }

    /// Runs a function body in the page and gives what it returns, `undefined` as null.
    ///
    /// It goes past the page's Content-Security-Policy, and works where page scripts are switched off.
    pub async fn eval(&self, js: &str) -> Value {
        Page::eval(self, js).await
    }

    /// See [`Page::eval_async`].
    pub async fn eval_async(&self, js: &str) -> Value {
        Page::eval_async(self, js).await
    }

    /// See [`Page::wait`].
    ///
    /// # Panics
    /// After 15 s.
    pub async fn wait(&self, what: &str, js_condition: &str) -> Value {
        Page::wait(self, what, js_condition).await
    }

    /// Whether anything matches.
    pub async fn exists(&self, css: &str) -> bool {
        Page::exists(self, css).await
    }

    /// See [`Page::text`].
    ///
    /// # Panics
    /// If nothing matches.
    pub async fn text(&self, css: &str) -> String {
        Page::text(self, css).await
    }

    /// See [`Page::texts`].
    pub async fn texts(&self, css: &str) -> Vec<String> {
        Page::texts(self, css).await
    }

    /// See [`Page::eval_in`].
    pub async fn eval_in(&self, frame: &str, js: &str) -> Value {
        Page::eval_in(self, frame, js).await
    }

    /// See [`Page::wait_in`].
    ///
    /// # Panics
    /// After 15 s.
    pub async fn wait_in(&self, frame: &str, what: &str, js: &str) -> Value {
        Page::wait_in(self, frame, what, js).await
    }

    /// `None` if there is no document in the frame at the moment.
    async fn try_eval_in(&self, frame: &str, js: &str) -> Result<Option<Value>, String> {
        let answer = self.evaluate_in_frame(frame, js).await;
        // Otherwise the page could not free the elements that were looked at.
        let group = json!({ "objectGroup": "frame" });
        self.chromium.send(Some(&self.session()), "Runtime.releaseObjectGroup", &group);
        answer
    }

    async fn evaluate_in_frame(&self, frame: &str, js: &str) -> Result<Option<Value>, String> {
        let params = json!({ "expression": frame, "objectGroup": "frame" });
        let mut element = self.try_cdp("Runtime.evaluate", params).await?;
        let Value::String(element) = element["result"]["objectId"].take() else {
            return Err(format!("{frame} is not an element"));
        };
        let node = self.try_cdp("DOM.describeNode", json!({ "objectId": element })).await?;
        let node = &node["node"];
        if let Some(session) = node["frameId"].as_str().and_then(|id| self.context.session_of(id)) {
            return self.evaluate_in(&session, &format!("(() => {{ {js} }})()")).await.map(Some);
        }
        let Some(document) = node["contentDocument"]["backendNodeId"].as_u64() else { return Ok(None) };
        let params = json!({ "backendNodeId": document, "objectGroup": "frame" });
        let Ok(document) = self.try_cdp("DOM.resolveNode", params).await else { return Ok(None) };
        let params = json!({
            "objectId": document["object"]["objectId"], "functionDeclaration": format!("function() {{ {js} }}"),
            "returnByValue": true, "awaitPromise": true,
        });
        self.try_cdp("Runtime.callFunctionOn", params).await.and_then(value).map(Some)
    }

    /// Clicks the first match where a user could: it is scrolled to, and must not be covered.
    pub async fn click(&self, css: &str) {
        let place = self.call_on(css, PLACE).await;
        if let Some(problem) = place.as_str() {
            panic!("{css} cannot be clicked: {problem}");
        }
        let (tab, now) = self.here();
        let event = |kind: &str, button: &str, clicks: u32| json!({ "type": kind, "x": place[0], "y": place[1], "button": button, "clickCount": clicks });
        // Without waiting in between: a page that prefetches on hovering may move what is under the pointer.
        self.chromium.send(Some(&tab), "Input.dispatchMouseEvent", &event("mouseMoved", "none", 0));
        self.chromium.send(Some(&tab), "Input.dispatchMouseEvent", &event("mousePressed", "left", 1));
        self.cdp("Input.dispatchMouseEvent", event("mouseReleased", "left", 1)).await;
        self.follow(&tab, now).await;
    }

    /// Replaces what the first match, a text field, holds by this text.
    pub async fn fill(&self, css: &str, text: &str) {
        self.call_on(css, "function() { this.focus(); this.select() }").await;
        self.type_text(text).await;
    }

    /// Types a text wherever the focus is.
    pub async fn type_text(&self, text: &str) {
        self.cdp("Input.insertText", json!({ "text": text })).await;
    }

    /// Presses a key, wherever the focus is, by its name in `KeyboardEvent.key`, a letter or `Space`; others may be held
    /// down meanwhile: `Tab`, `Shift+Tab`, `Control+a`.
    pub async fn press(&self, keys: &str) {
        let (tab, now) = self.here();
        for event in keys::chord(keys) {
            self.cdp("Input.dispatchKeyEvent", event).await;
        }
        self.follow(&tab, now).await;
    }

    /// Calls a function with the first match as `this` and gives what it returns.
    async fn call_on(&self, css: &str, function: &str) -> Value {
        // In one step: the program may put another element in its place at any time.
        let js = format!("const it = document.querySelector({}); return it && [({function}).call(it)]", json!(css));
        match self.eval(&js).await {
            Value::Array(mut given) => given.pop().unwrap_or_default(),
            _ => panic!("nothing matches {css}"),
        }
    }

    /// Ends the process behind this browser as a crash would.
    pub async fn crash(&self) {
        // There is no answer to it.
        let _ = self.chromium.call(None, "Browser.crash", json!({})).await;
    }

    /// Runs the body of an asynchronous function in the service worker of the pages, which must run, and gives what it returns.
    ///
    /// # Panics
    /// If there is none.
    pub async fn eval_in_worker(&self, js: &str) -> Value {
        let targets = must(self.chromium.call(None, "Target.getTargets", json!({})).await, "the targets");
        let is_worker = |it: &&Value| it["type"] == "service_worker" && it["browserContextId"] == *self.context.id;
        let worker = targets["targetInfos"].as_array().and_then(|all| all.iter().find(is_worker));
        let worker = worker.unwrap_or_else(|| panic!("no service worker runs: {targets}"));
        let params = json!({ "targetId": worker["targetId"], "flatten": true });
        let session = must(self.chromium.call(None, "Target.attachToTarget", params).await, "attaching to a worker");
        let session = text(&session["sessionId"]);
        let answer = must(self.evaluate_in(&session, &format!("(async () => {{ {js} }})()")).await, js);
        self.chromium.send(None, "Target.detachFromTarget", &json!({ "sessionId": session }));
        answer
    }

    /// Stops the service workers, as a browser does that needs their memory.
    pub async fn stop_workers(&self) {
        self.cdp("ServiceWorker.enable", json!({})).await;
        self.cdp("ServiceWorker.stopAllWorkers", json!({})).await;
    }

    /// Sends a command of the Chrome DevTools Protocol to the present tab and gives its result.
    pub async fn cdp(&self, method: &str, params: Value) -> Value {
        let answer = self.try_cdp(method, params).await;
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    async fn try_cdp(&self, method: &str, params: Value) -> Result<Value, String> {
        self.chromium.call(Some(&self.session()), method, params).await
    }

    /// `Err` is a message: an exception of the script, or the browser's refusal.
    async fn evaluate(&self, expression: &str) -> Result<Value, String> {
        self.evaluate_in(&self.session(), expression).await
    }

    async fn evaluate_in(&self, session: &str, expression: &str) -> Result<Value, String> {
        let params = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        self.chromium.call(Some(session), "Runtime.evaluate", params).await.and_then(value)
    }

    /// The id of the operating system's process that runs the page. The protocol does not say it: it is the one that has worked
    /// for as long as the page says, before and after the page works for a while.
    ///
    /// # Panics
    /// If no process runs pages.
    pub async fn renderer(&self) -> u32 {
        self.cdp("Performance.enable", json!({})).await;
        let before = self.apart().await;
        self.eval("const until = performance.now() + 200; while (performance.now() < until);").await;
        let after = self.apart().await;
        let sum = |(id, apart): &(u32, f64)| {
            // One that has just started runs no page that was there before.
            before.iter().find(|(known, _)| known == id).map(|(_, earlier)| (*id, apart + earlier))
        };
        let nearest = after.iter().filter_map(sum).min_by(|(_, a), (_, b)| a.total_cmp(b));
        nearest.unwrap_or_else(|| panic!("no process runs pages")).0
    }

    /// The processes that run pages, each with the seconds of work between what it has done and what this page says.
    async fn apart(&self) -> Vec<(u32, f64)> {
        let metrics = self.cdp("Performance.getMetrics", json!({})).await;
        let metrics = metrics["metrics"].as_array().into_iter().flatten();
        let time = metrics.filter(|it| it["name"] == "ProcessTime").find_map(|it| it["value"].as_f64());
        let time = time.unwrap_or_else(|| panic!("Chromium does not say how long the page has worked"));
        let info = must(self.chromium.call(None, "SystemInfo.getProcessInfo", json!({})).await, "the processes");
        let renderers = info["processInfo"].as_array().into_iter().flatten().filter(|it| it["type"] == "renderer");
        let id = |it: &Value| u32::try_from(it["id"].as_u64()?).ok();
        renderers.filter_map(|it| Some((id(it)?, (it["cpuTime"].as_f64()? - time).abs()))).collect()
    }

    /// What the console got since the last call; [`problems`](Self::problems) still knows the earlier ones.
    pub fn console(&self) -> Vec<LogEntry> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let entries = self.context.console().split_off(*read);
        *read += entries.len();
        entries
    }

    /// All that went wrong so far: console entries from [`Level::Warning`] up, of every page and frame since the browser
    /// opened, and the uncaught errors and violations of the Content-Security-Policy of the pages that are open. One mishap
    /// may appear twice.
    pub async fn problems(&self) -> Vec<String> {
        const ACCOUNT: &str = "[...(window.__test?.violations ?? []).map(it => 'CSP: ' + it), \
            ...(window.__test?.errors ?? []).map(it => 'error: ' + it)]";
        let mut accounts = Vec::new();
        // Events of the protocol keep their order: with a document's answer, all that it logged before is here too. A frame
        // that was removed meanwhile does not answer; its entries have arrived before its removal.
        for session in self.context.sessions() {
            let account = self.evaluate_in(&session, ACCOUNT).await.unwrap_or_default();
            accounts.extend(account.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
        }
        let console = self.context.console();
        let complaints = console.iter().filter(|entry| entry.level >= Level::Warning);
        complaints.map(LogEntry::to_string).chain(accounts).collect()
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

    /// Closes the browser's pages and forgets all it kept, without asking for problems.
    pub fn close(self) {
        drop(self);
    }

    /// Ends the test: no [`problems`](Self::problems) but those whose text contains one of `allowed`.
    ///
    /// # Panics
    /// If there is another problem.
    pub async fn finish(self, allowed: &[&str]) {
        self.finish_except(|problem| allowed.iter().any(|part| problem.contains(part))).await;
    }

    /// Like [`finish`](Self::finish): the browser may complain that requests for these addresses failed.
    pub async fn finish_with_failures(self, urls: &[String]) {
        let allowed: Vec<String> = urls.iter().map(|url| format!(" {url} - Failed")).collect();
        self.finish_except(|problem| allowed.iter().any(|part| problem.contains(part))).await;
    }

    async fn finish_except(self, is_allowed: impl Fn(&str) -> bool) {
        let mut problems = self.problems().await;
        problems.retain(|problem| !is_allowed(problem));
        let url = self.url().await;
        self.close();
        assert!(problems.is_empty(), "the browser complains, last at {url}:\n  {}", problems.join("\n  "));
    }
}

impl Page for Browser {
    async fn goto(&self, url: &str) {
        self.goto(url).await;
    }

    async fn url(&self) -> String {
        self.url().await
    }

    async fn back(&self) {
        self.back().await;
    }

    async fn click(&self, css: &str) {
        self.click(css).await;
    }

    async fn run(&self, js: &str) -> Result<Value, String> {
        self.evaluate(&format!("(() => {{ {js} }})()")).await
    }

    async fn run_in(&self, frame: &str, js: &str) -> Result<Option<Value>, String> {
        self.try_eval_in(frame, js).await
    }

    async fn complaints(&self) -> Vec<String> {
        self.problems().await
    }

    async fn finish(self, allowed: &[&str]) {
        self.finish(allowed).await;
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Without waiting for an answer: a test that panics takes its runtime along. The next test's commands follow this
        // one in order.
        let params = json!({ "browserContextId": self.context.id });
        self.chromium.send(None, "Target.disposeBrowserContext", &params);
        self.chromium.disconnect(&self.context);
        Arc::clone(&self.chromium).give_back();
    }
}

/// Scrolls to `this` and gives the middle of its first box, in CSS pixels of the viewport, or a message.
const PLACE: &str = "function() { \
    const middle = () => { \
        const box = this.getClientRects()[0]; \
        return box && [box.x + box.width / 2, box.y + box.height / 2]; \
    }; \
    const inside = ([x, y]) => x >= 1 && y >= 1 && x < innerWidth - 1 && y < innerHeight - 1; \
    let place = middle(); \
    if (!place) return 'it is not displayed'; \
    if (!inside(place)) { \
        this.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' }); \
        place = middle(); \
    } \
    if (!inside(place)) return `it is at ${place}, outside the viewport`; \
    const hit = this.getRootNode().elementFromPoint(...place); \
    const isOwn = this.contains(hit) || [...this.labels ?? []].some(label => label.contains(hit)); \
    if (!hit) return `nothing is at ${place} in ${innerWidth} × ${innerHeight}`; \
    return isOwn ? place : `${hit.outerHTML.slice(0, 99)} covers it`; \
}";

/// The value in an answer of `Runtime.evaluate` or `Runtime.callFunctionOn`; `Err` is the exception.
fn value(mut answer: Value) -> Result<Value, String> {
    match answer.get("exceptionDetails") {
        None => Ok(answer["result"]["value"].take()),
        Some(details) => {
            let thrown = &details["exception"];
            let text = thrown["description"].as_str().or(details["text"].as_str());
            Err(text.map_or_else(|| thrown.to_string(), str::to_owned))
        }
    }
}

/// Where a tab stands in its history.
fn index(history: &Value) -> usize {
    history["currentIndex"].as_u64().and_then(|index| index.try_into().ok()).expect("a place in history")
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn must<T>(result: Result<T, String>, what: &str) -> T {
    result.unwrap_or_else(|error| panic!("{what}: {error}"))
}
