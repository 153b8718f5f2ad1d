//! Any document of the store, for code that treats all kinds alike.

use super::{LiveDocument, Load};
use crate::parts::Part;
use serde_json::Value;
use trangxa_model::feed::{Feed, FullArticle};
use trangxa_model::site::Standing;
use trangxa_model::{DataError, Timestamp, Tthc, Visits};
use trangxa_part::in_part;

/// A document of the store.
#[derive(Clone)]
pub enum StoredDocument {
    /// A list of articles.
    List(LiveDocument<Feed>),
    /// An article.
    Item(LiveDocument<FullArticle>),
    /// A standing page.
    Standing(LiveDocument<Standing>),
    /// TTHC figures.
    Tthc(LiveDocument<Tthc>),
    /// Visitor counters.
    Visits(LiveDocument<Visits>),
}

/// Calls a method that every [`LiveDocument`] has.
macro_rules! each {
    ($document:expr, $live:ident => $call:expr) => {
        match $document {
            StoredDocument::List($live) => $call,
            StoredDocument::Item($live) => $call,
            StoredDocument::Standing($live) => $call,
            StoredDocument::Tthc($live) => $call,
            StoredDocument::Visits($live) => $call,
        }
    };
}

in_part! { "documents", "00000000000000000000000000000001",
    /// See [`StoredDocument::accept`].
    fn accept_articles(
        document: &StoredDocument,
        fingerprint: &str,
        json: Value,
        now: Timestamp,
    ) -> Result<(), DataError> {
        each!(document, live => live.accept(fingerprint, json, now))
    }
}

impl StoredDocument {
    /// Its address: absolute, or a path from the host's root.
    #[must_use]
    pub fn url(&self) -> &str {
        each!(self, live => live.url())
    }

    /// Whether there is a whole value to show.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        each!(self, live => live.is_whole())
    }

    /// Whether the last attempt failed.
    #[must_use]
    pub fn is_failing(&self) -> bool {
        each!(self, live => matches!(live.peek(), Load::Stale(..) | Load::Failed(_)))
    }

    /// Whether the host says that there is no such document.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        each!(self, live => matches!(live.peek(), Load::Failed(error) if error.is_missing()))
    }

    /// The fingerprint of the file its whole value was made from.
    #[must_use]
    pub fn known(&self) -> Option<String> {
        each!(self, live => live.known())
    }

    /// Whether it has, or had, a file at its address.
    #[must_use]
    pub fn has_file(&self) -> bool {
        each!(self, live => live.has_file())
    }

    /// When the host last said that this is the content.
    #[must_use]
    pub fn checked(&self) -> Option<Timestamp> {
        each!(self, live => live.checked())
    }

    /// Whether it is a text of an editor's, with markup.
    #[must_use]
    pub fn has_text(&self) -> bool {
        matches!(self, Self::Item(_) | Self::Standing(_))
    }

    /// The part of the program that reads the document once it is fetched; `None` where the main part does.
    #[must_use]
    pub fn reader(&self) -> Option<Part> {
        match self {
            Self::List(_) | Self::Item(_) | Self::Standing(_) => Some(Part::Documents),
            Self::Tthc(_) | Self::Visits(_) => None,
        }
    }

    /// Takes a document fetched at `now`. Its [`reader`](Self::reader) must be here.
    pub fn accept(&self, fingerprint: &str, json: Value, now: Timestamp) -> Result<(), DataError> {
        match self {
            Self::Tthc(live) => live.accept(fingerprint, json, now),
            Self::Visits(live) => live.accept(fingerprint, json, now),
            _ => accept_articles(self, fingerprint, json, now),
        }
    }

    /// The file was fetched again at `now` and is the one already shown.
    pub fn confirm(&self, now: Timestamp) {
        each!(self, live => live.confirm(now));
    }

    /// An attempt failed.
    #[must_use]
    pub fn fail(&self, error: DataError) -> DataError {
        each!(self, live => live.fail(error))
    }
}
