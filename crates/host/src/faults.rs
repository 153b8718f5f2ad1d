//! What goes wrong on purpose.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// One way for a host to misbehave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This status with a small HTML page, as proxies do.
    Status(u16),
    /// The same, with `Retry-After` in seconds.
    StatusWithRetryAfter(u16, u32),
    /// Status 200 and an HTML error page: what hosts without a 404.html answer for a missing `feed.json`.
    Html,
    /// The file's full `Content-Length`, then only half of it, then the connection closes; never a 304.
    CutOff,
    /// Accepts the request and never answers.
    Never,
    /// The file under this media type, whatever `_headers` says; never a 304.
    ContentType(&'static str),
    /// This JSON instead of the file, even where there is none; with entity tag, compression and `_headers`.
    Body(String),
    /// The file after a wait.
    Delay(Duration),
}

/// The faults of a host: a shared handle, so a test can change them while the site is open in a browser.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<Vec<(String, Fault)>>>);

impl Faults {
    /// Makes `path` fail, in place of what was set for the same `path` before.
    ///
    /// `path` is below the base path, decoded, without leading slash and without query: `data/tthc.json`, or an
    /// empty text for the home page. `data/*` means all that begins so, `*.wasm` all that ends so, `*` everything.
    /// Where several fit, the one set last counts.
    pub fn set(&self, path: &str, fault: Fault) {
        let mut list = self.list();
        list.retain(|(pattern, _)| pattern != path);
        list.push((path.to_owned(), fault));
    }

    /// Heals what was set for exactly this `path` or pattern.
    pub fn clear(&self, path: &str) {
        self.list().retain(|(pattern, _)| pattern != path);
    }

    /// Heals everything.
    pub fn clear_all(&self) {
        self.list().clear();
    }

    pub(crate) fn find(&self, path: &str) -> Option<Fault> {
        let list = self.list();
        let found = list.iter().rev().find(|(pattern, _)| fits(pattern, path));
        found.map(|(_, fault)| fault.clone())
    }

    fn list(&self) -> MutexGuard<'_, Vec<(String, Fault)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn fits(pattern: &str, path: &str) -> bool {
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
    fn patterns_fit_whole_paths_beginnings_and_ends() {
        assert!(fits("data/tthc.json", "data/tthc.json"));
        assert!(!fits("data/tthc.json", "data/tthc.json2"));
        assert!(fits("data/*", "data/tthc.json"));
        assert!(!fits("data/*", "media/data/"));
        assert!(fits("*.wasm", "app-1f.wasm"));
        assert!(!fits("*.wasm", "app.wasm.map"));
        assert!(fits("*", "") && fits("*", "x/"));
        assert!(fits("", "") && !fits("", "x"));
    }

    #[test]
    fn the_fault_set_last_counts_and_clearing_uncovers_the_one_below() {
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
