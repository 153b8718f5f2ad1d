//! The requests that a host has received.

use std::sync::{Mutex, MutexGuard, PoisonError};

use hyper::{Method, StatusCode};

/// A request that the host has received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method, also if it was refused.
    pub method: String,
    /// The path of the request with base path and query, percent-encoded as it was received.
    pub path: String,
    /// The status of the answer; 0 if it is not answered yet.
    pub status: u16,
    /// The bytes of the answer's body, after compression and without headers.
    pub bytes: usize,
}

/// The requests since the start, or since the log was cleared.
#[derive(Debug, Default)]
pub(crate) struct RequestLog(Mutex<Entries>);

#[derive(Debug, Default)]
struct Entries {
    /// How many requests were removed by [`RequestLog::clear`]. The number of a request in progress stays valid with it.
    removed: usize,
    requests: Vec<Request>,
}

impl RequestLog {
    /// Adds a request; returns its number for [`RequestLog::answered`].
    pub(crate) fn received(&self, method: &Method, path: &str) -> usize {
        let mut entries = self.lock();
        entries.requests.push(Request { method: method.to_string(), path: path.to_owned(), status: 0, bytes: 0 });
        entries.removed + entries.requests.len() - 1
    }

    /// Records the answer to a request, unless the log was cleared in the meantime.
    pub(crate) fn answered(&self, number: usize, status: StatusCode, bytes: usize) {
        let mut entries = self.lock();
        let index = number.checked_sub(entries.removed);
        if let Some(request) = index.and_then(|index| entries.requests.get_mut(index)) {
            request.status = status.as_u16();
            request.bytes = bytes;
        }
    }

    /// All requests, in the order in which they were received.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.lock().requests.clone()
    }

    /// Removes all requests.
    pub(crate) fn clear(&self) {
        let mut entries = self.lock();
        entries.removed += entries.requests.len();
        entries.requests.clear();
    }

    fn lock(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
