//! What tests ask of a page, whichever engine shows it.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long [`Page::wait`] waits.
const PATIENCE: Duration = Duration::from_secs(15);
/// Between two looks at a page.
const POLL: Duration = Duration::from_millis(15);

/// The tab of a browser. Its methods panic when the browser refuses.
#[expect(async_fn_in_trait, reason = "a test has one thread")]
pub trait Page {
    /// Opens a page and waits for its load event.
    async fn goto(&self, url: &str);

    /// The address of the page.
    async fn url(&self) -> String;

    /// One page back in history; waits for its load event if it loads.
    async fn back(&self);

    /// Clicks the first match where a user could: it is scrolled to, and must not be covered.
    async fn click(&self, css: &str);

    /// Runs a function body in the page and gives what it returns; a promise is awaited. It goes past the page's
    /// Content-Security-Policy. `Err` is a message: an exception of the script, or the browser's refusal.
    async fn run(&self, js: &str) -> Result<Value, String>;

    /// The same in the frame whose element the expression `frame` gives, and which may be of another origin; `None` if there is
    /// no document in it at the moment.
    async fn run_in(&self, frame: &str, js: &str) -> Result<Option<Value>, String>;

    /// What the browser complained of so far, for the message of a test that fails.
    async fn complaints(&self) -> Vec<String>;

    /// Ends the test: the browser complained of nothing but what contains one of `allowed`.
    async fn finish(self, allowed: &[&str]);

    /// Runs a function body in the page and gives what it returns, `undefined` as null.
    async fn eval(&self, js: &str) -> Value {
        self.run(js).await.unwrap_or_else(|problem| panic!("{problem}\nin the script:\n{js}"))
    }

    /// Like [`eval`](Self::eval), with `await`; fails after 20 s, also where the page's own clock stands still. The limit needs
    /// page scripts to be on.
    async fn eval_async(&self, js: &str) -> Value {
        let limit = "new Promise((_, no) => (window.__test?.realTimeout ?? setTimeout)(() => no(new Error('no result within 20 s')), 20000))";
        self.eval(&format!("return Promise.race([(async () => {{ {js} }})(), {limit}])")).await
    }

    /// Waits until the expression `js_condition` is truthy and gives its value; true in place of an element.
    ///
    /// Errors of the expression count as "not yet", so `document.querySelector('h1').textContent` will do.
    ///
    /// # Panics
    /// After 15 s, with `what` (which completes "waited for"), the last value, the address and the complaints.
    async fn wait(&self, what: &str, js_condition: &str) -> Value {
        let script = format!("const it = ({js_condition}); return it instanceof Node ? true : it");
        let start = Instant::now();
        loop {
            let answer = self.run(&script).await;
            match answer {
                Ok(value) if truthy(&value) => return value,
                _ if start.elapsed() < PATIENCE => tokio::time::sleep(POLL).await,
                _ => {
                    let last = answer.map_or_else(|problem| problem, |value| value.to_string());
                    panic!(
                        "waited {} s in vain for {what}\n  at: {}\n  condition: {js_condition}\n  \
                         last value: {last}\n  console:\n    {}",
                        PATIENCE.as_secs(),
                        self.url().await,
                        self.complaints().await.join("\n    ")
                    );
                }
            }
        }
    }

    /// Whether anything matches.
    async fn exists(&self, css: &str) -> bool {
        self.eval(&format!("return document.querySelector({}) !== null", json!(css))).await == true
    }

    /// The text of the first match as a reader sees it, trimmed.
    ///
    /// # Panics
    /// If nothing matches.
    async fn text(&self, css: &str) -> String {
        let texts = self.texts(css).await;
        texts.into_iter().next().unwrap_or_else(|| panic!("nothing matches {css}"))
    }

    /// The texts of all matches as a reader sees them, trimmed.
    async fn texts(&self, css: &str) -> Vec<String> {
        let script = format!(
            "return Array.from(document.querySelectorAll({}), it => (it.innerText ?? it.textContent).trim())",
            json!(css)
        );
        let texts = self.eval(&script).await;
        let list = texts.as_array().expect("the script returns a list");
        list.iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Runs a function body in the frame whose element the expression `frame` gives, and gives what it returns; a promise is
    /// awaited. The frame may be of another origin.
    async fn eval_in(&self, frame: &str, js: &str) -> Value {
        let start = Instant::now();
        loop {
            match self.run_in(frame, js).await {
                Ok(Some(value)) => return value,
                Err(problem) => panic!("{problem}\nin the frame {frame}, in the script:\n{js}"),
                Ok(None) => {}
            }
            // Between two documents a frame has none, and a process of its own is known a moment later.
            assert!(start.elapsed() < PATIENCE, "{frame} is no frame with a document");
            tokio::time::sleep(POLL).await;
        }
    }

    /// Waits until a function body in that frame returns something truthy, and gives it. Errors count as "not yet".
    ///
    /// # Panics
    /// After 15 s.
    async fn wait_in(&self, frame: &str, what: &str, js: &str) -> Value {
        let start = Instant::now();
        loop {
            let answer = self.run_in(frame, js).await;
            match answer {
                Ok(Some(value)) if truthy(&value) => return value,
                _ if start.elapsed() < PATIENCE => tokio::time::sleep(POLL).await,
                _ => panic!("waited {} s in vain for {what} in {frame}: {answer:?}", PATIENCE.as_secs()),
            }
        }
    }
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
