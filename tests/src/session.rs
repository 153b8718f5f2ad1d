//! A browser of another engine, as a test sees it.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use hyper::Method;
use serde_json::{Value, json};

use crate::driver::Driver;
use crate::engine::Engine;
use crate::page::Page;

/// The name under which W3C WebDriver refers to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The sessions that no test uses at the moment. Starting a browser takes seconds.
static IDLE: Mutex<Vec<Session>> = Mutex::new(Vec::new());

/// A browser with one window of 1280 × 900 px. A test may have used it before, but with hosts of other ports: it has kept nothing of
/// the addresses of this one. The browser of a test that fails ends with it.
#[derive(Debug)]
#[must_use = "end the test with `finish`"]
pub struct Session {
    engine: Engine,
    driver: Driver,
    /// The path of its commands.
    path: String,
}

impl Session {
    /// Opens a browser of this engine.
    ///
    /// # Panics
    /// If it is not installed or does not start.
    pub async fn open(engine: Engine) -> Self {
        let idle = {
            let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
            idle.iter().position(|session| session.engine == engine).map(|place| idle.remove(place))
        };
        match idle {
            Some(session) => session,
            None => Self::start(engine).await,
        }
    }

    async fn start(engine: Engine) -> Self {
        let driver = Driver::start(engine).await;
        let capabilities = json!({ "capabilities": engine.capabilities() });
        let session = driver.send(Method::POST, "/session", Some(capabilities)).await;
        let session = session.unwrap_or_else(|error| panic!("{engine:?} does not start: {error}\n{}", driver.output()));
        let path = format!("/session/{}", session["sessionId"].as_str().expect("a session has an id"));
        let session = Self { engine, driver, path };
        session.must("window/rect", json!({ "width": 1280, "height": 900 })).await;
        session
    }

    /// The home of the browser and of all that it starts, as their environment names it; it is removed with them.
    #[must_use]
    pub fn home(&self) -> &Path {
        self.driver.home()
    }

    async fn post(&self, command: &str, parameters: Value) -> Result<Value, String> {
        self.driver.send(Method::POST, &format!("{}/{command}", self.path), Some(parameters)).await
    }

    async fn must(&self, command: &str, parameters: Value) -> Value {
        let what = format!("{command} {parameters}");
        self.post(command, parameters).await.unwrap_or_else(|error| panic!("{what}: {error}"))
    }

    async fn execute(&self, js: &str) -> Result<Value, String> {
        self.post("execute/sync", json!({ "script": js, "args": [] })).await
    }
}

impl Page for Session {
    async fn goto(&self, url: &str) {
        self.must("url", json!({ "url": url })).await;
    }

    async fn url(&self) -> String {
        let url = self.driver.send(Method::GET, &format!("{}/url", self.path), None).await;
        url.map_or_else(|error| error, |url| url.as_str().unwrap_or_default().to_owned())
    }

    async fn back(&self) {
        self.must("back", json!({})).await;
    }

    async fn click(&self, css: &str) {
        let element = self.must("element", json!({ "using": "css selector", "value": css })).await;
        let element = element[ELEMENT].as_str().expect("an element");
        self.must(&format!("element/{element}/click"), json!({})).await;
    }

    async fn run(&self, js: &str) -> Result<Value, String> {
        self.execute(js).await
    }

    async fn run_in(&self, frame: &str, js: &str) -> Result<Option<Value>, String> {
        let element = self.execute(&format!("return {frame}")).await?;
        if !element[ELEMENT].is_string() {
            return Err(format!("{frame} is not an element"));
        }
        self.post("frame", json!({ "id": element })).await?;
        let answer = self.execute(js).await;
        self.post("frame", json!({ "id": null })).await?;
        answer.map(Some)
    }

    async fn complaints(&self) -> Vec<String> {
        let account = self.execute("return window.__test?.complaints ?? []").await.unwrap_or_default();
        account.as_array().into_iter().flatten().map(|it| it.as_str().unwrap_or_default().to_owned()).collect()
    }

    async fn finish(self, allowed: &[&str]) {
        let mut complaints = self.complaints().await;
        complaints.retain(|complaint| !allowed.iter().any(|part| complaint.contains(part)));
        let url = self.url().await;
        assert!(complaints.is_empty(), "the page {url} complains:\n  {}", complaints.join("\n  "));
        self.goto("about:blank").await;
        IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(self);
    }
}
