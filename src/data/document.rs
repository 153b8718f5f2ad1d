//! Any document of the store, for code that does not care which.

use super::{Live, Load};
use serde_json::Value;
use trangxa_model::feed::{Feed, Item};
use trangxa_model::site::Standing;
use trangxa_model::{DataError, Timestamp, Tthc, Visits};

/// A document of the store.
#[derive(Clone)]
pub enum Document {
    /// A list of articles.
    List(Live<Feed>),
    /// An article.
    Item(Live<Item>),
    /// A standing page.
    Standing(Live<Standing>),
    /// TTHC figures.
    Tthc(Live<Tthc>),
    /// Visitor counters.
    Visits(Live<Visits>),
}

/// Calls a method that every [`Live`] has.
macro_rules! each {
    ($document:expr, $live:ident => $call:expr) => {
        match $document {
            Document::List($live) => $call,
            Document::Item($live) => $call,
            Document::Standing($live) => $call,
            Document::Tthc($live) => $call,
            Document::Visits($live) => $call,
        }
    };
}

impl Document {
    /// Its address: absolute, or a path from the host's root.
    pub fn url(&self) -> &str {
        each!(self, live => live.url())
    }

    /// Whether there is a whole value to show.
    pub fn is_whole(&self) -> bool {
        each!(self, live => live.is_whole())
    }

    /// Whether the last attempt failed.
    pub fn is_failing(&self) -> bool {
        each!(self, live => matches!(live.peek(), Load::Stale(..) | Load::Failed(_)))
    }

    /// Whether the host says that there is no such document.
    pub fn is_missing(&self) -> bool {
        each!(self, live => matches!(live.peek(), Load::Failed(error) if error.is_missing()))
    }

    /// The fingerprint of the file its whole value was made from.
    pub fn known(&self) -> Option<String> {
        each!(self, live => live.known())
    }

    /// Whether it has, or had, a file at its address.
    pub fn has_file(&self) -> bool {
        each!(self, live => live.has_file())
    }

    /// When the host last said that this is the content.
    pub fn checked(&self) -> Option<Timestamp> {
        each!(self, live => live.checked())
    }

    /// Takes a document fetched at `now`.
    pub fn accept(&self, fingerprint: &str, json: Value, now: Timestamp) -> Result<(), DataError> {
        each!(self, live => live.accept(fingerprint, json, now))
    }

    /// The file was fetched again at `now` and is the one already shown.
    pub fn confirm(&self, now: Timestamp) {
        each!(self, live => live.confirm(now));
    }

    /// An attempt failed.
    pub fn fail(&self, error: DataError) -> DataError {
        each!(self, live => live.fail(error))
    }
}
