//! Faults that tests can switch on.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A way in which a host fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This status with a small HTML page, as proxies send it.
    Status(u16),
    /// The same as [`Fault::Status`], with the header `Retry-After` in seconds.
    StatusWithRetryAfter(u16, u32),
    /// Status 200 with an HTML error page, as some hosts answer for a missing `feed.json`.
    Html,
    /// The `Content-Length` of the whole file, but only its first half; then the connection is closed. Never a 304.
    CutOff,
    /// As [`Fault::CutOff`], but the connection stays open, and nothing more comes.
    Stalled,
    /// No answer at all.
    Never,
    /// The connection is closed without an answer, as where there is no network.
    NoNetwork,
    /// Status 200 with the site's home page, as hosts answer that are set up for an app with one page.
    HomePage,
    /// The file with this media type, even if `_headers` sets another one. Never a 304.
    ContentType(&'static str),
    /// This JSON instead of the file, which need not exist. Entity tag, compression and `_headers` apply as to a file.
    Body(String),
    /// The file after a delay.
    Delay(Duration),
}

/// The faults of a host. Clones share the same list, so that a test can change it while the site is open in a browser.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<Vec<(String, Fault)>>>);

impl Faults {
    /// Makes `path` fail. This replaces an earlier fault for the same `path`.
    ///
    /// `path` is relative to the base path, decoded, without leading slash and without query: `data/tthc.json`, or an
    /// empty text for the home page. `data/*` matches all paths with this beginning, `*.wasm` all paths with this end, `*` all paths.
    /// If several patterns match, the one that was set last is used.
    pub fn set(&self, path: &str, fault: Fault) {
        let mut list = self.list();
        list.retain(|(pattern, _)| pattern != path);
        list.push((path.to_owned(), fault));
    }

    /// Removes the fault that was set for exactly this `path` or pattern.
    pub fn clear(&self, path: &str) {
        self.list().retain(|(pattern, _)| pattern != path);
    }

    /// Removes all faults.
    pub fn clear_all(&self) {
        self.list().clear();
    }

    /// The fault for a path.
    pub(crate) fn find(&self, path: &str) -> Option<Fault> {
        let list = self.list();
        let found = list.iter().rev().find(|(pattern, _)| matches(pattern, path));
        found.map(|(_, fault)| fault.clone())
    }

    fn list(&self) -> MutexGuard<'_, Vec<(String, Fault)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn matches(pattern: &str, path: &str) -> bool {
    if let Some(start) = pattern.strip_suffix('*') {
        path.starts_with(start)
    } else if let Some(end) = pattern.strip_prefix('*') {
        path.ends_with(end)
    } else {
        path == pattern
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_paths_beginnings_and_ends() {
        assert!(matches("data/tthc.json", "data/tthc.json"));
        assert!(!matches("data/tthc.json", "data/tthc.json2"));
        assert!(matches("data/*", "data/tthc.json"));
        assert!(!matches("data/*", "media/data/"));
        assert!(matches("*.wasm", "app-1f.wasm"));
        assert!(!matches("*.wasm", "app.wasm.map"));
        assert!(matches("*", "") && matches("*", "x/"));
        assert!(matches("", "") && !matches("", "x"));
    }

    #[test]
    fn the_last_matching_fault_is_used_until_it_is_cleared() {
        let faults = Faults::default();
        faults.set("a.json", Fault::Status(500));
        faults.clone().set("*", Fault::Html);
        assert_eq!(faults.find("a.json"), Some(Fault::Html));
        faults.clear("*");
        assert_eq!(faults.find("a.json"), Some(Fault::Status(500)));
        faults.set("a.json", Fault::Never);
        assert_eq!(faults.find("a.json"), Some(Fault::Never));
        faults.clear_all();
        assert_eq!(faults.find("a.json"), None);
    }
}
