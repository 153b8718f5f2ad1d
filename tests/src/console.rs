//! What the browser's console shows, as data.

use std::fmt;

use serde_json::Value;

/// How serious a line of the console is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// `console.debug` and the browser's own details.
    Debug,
    /// `console.log` and the like.
    Info,
    /// `console.warn`, and warnings of the browser.
    Warning,
    /// `console.error`, uncaught exceptions, requests that failed, violations of a policy.
    Error,
}

/// One line of the browser's console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// How serious it is.
    pub level: Level,
    /// Where it comes from: `console-api`, `javascript`, `network`, `security`, …
    pub source: String,
    /// The text, with the address and the line in front.
    pub message: String,
}

impl fmt::Display for LogEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "console {:?} {}: {}", self.level, self.source, self.message)
    }
}

impl LogEntry {
    /// An error that the harness itself reports.
    pub(crate) fn error(source: &str, message: String) -> Self {
        Self { level: Level::Error, source: source.to_owned(), message }
    }

    /// The entry that an event of the DevTools Protocol stands for; `None` for all other events.
    pub(crate) fn from_event(method: &str, params: &Value) -> Option<Self> {
        match method {
            "Log.entryAdded" => Some(from_log(&params["entry"])),
            "Runtime.consoleAPICalled" => Some(from_console(params)),
            "Runtime.exceptionThrown" => Some(from_exception(&params["exceptionDetails"])),
            _ => None,
        }
    }
}

/// From `Log.LogEntry`: what the browser itself has to say.
fn from_log(entry: &Value) -> LogEntry {
    let level = match entry["level"].as_str() {
        Some("error") => Level::Error,
        Some("warning") => Level::Warning,
        Some("verbose") => Level::Debug,
        _ => Level::Info,
    };
    let source = text(&entry["source"]);
    let origin = entry["url"].as_str().unwrap_or(&source);
    LogEntry { level, message: format!("{origin} {} {}", line(&entry["lineNumber"]), text(&entry["text"])), source }
}

/// From a call of `console.log` and the like.
fn from_console(call: &Value) -> LogEntry {
    let level = match call["type"].as_str() {
        Some("error" | "assert") => Level::Error,
        Some("warning") => Level::Warning,
        Some("debug") => Level::Debug,
        _ => Level::Info,
    };
    let arguments: Vec<String> = call["args"].as_array().into_iter().flatten().map(argument).collect();
    let place = &call["stackTrace"]["callFrames"][0];
    let origin = place["url"].as_str().unwrap_or("console-api");
    let message = format!("{origin} {} {}", line(&place["lineNumber"]), arguments.join(" "));
    LogEntry { level, source: "console-api".to_owned(), message }
}

/// From an exception, or a rejected promise, that no script caught.
fn from_exception(details: &Value) -> LogEntry {
    let origin = details["url"].as_str().unwrap_or("javascript");
    let thrown = details["exception"]["description"].as_str().unwrap_or_default();
    let message = format!("{origin} {} {} {thrown}", line(&details["lineNumber"]), text(&details["text"]));
    LogEntry::error("javascript", message)
}

/// A value in the form of the protocol's `Runtime.RemoteObject`.
fn argument(object: &Value) -> String {
    match (&object["value"], object["description"].as_str(), object["unserializableValue"].as_str()) {
        (Value::String(value), ..) => value.clone(),
        (_, Some(description), _) => description.to_owned(),
        (_, _, Some(value)) => value.to_owned(),
        (value, ..) => value.to_string(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn line(value: &Value) -> String {
    value.as_u64().map_or_else(|| "-".to_owned(), |line| line.to_string())
}
