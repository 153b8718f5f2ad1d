//! Any document of the store, for code that treats all kinds alike.

use super::{DocumentState, LiveDocument, Untyped, UntypedKind, untyped};
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
    /// One that only a part of the program reads.
    Untyped(UntypedKind, LiveDocument<Untyped>),
}

in_part! { "documents", "00000000000000000000000000000001",
    /// See [`StoredDocument::accept`].
    fn accept_articles(
        document: &StoredDocument,
        fingerprint: &str,
        json: Value,
        now: Timestamp,
    ) -> Result<(), DataError> {
        match document {
            StoredDocument::List(live) => live.accept(fingerprint, json, now),
            StoredDocument::Item(live) => live.accept(fingerprint, json, now),
            StoredDocument::Standing(live) => live.accept(fingerprint, json, now),
            StoredDocument::Tthc(live) => live.accept(fingerprint, json, now),
            StoredDocument::Visits(live) => live.accept(fingerprint, json, now),
            // Parts of their own read these.
            StoredDocument::Untyped(..) => Ok(()),
        }
    }
}

impl StoredDocument {
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
            Self::Untyped(kind, _) => Some(kind.reader()),
        }
    }

    /// Takes a document fetched at `now`. Its [`reader`](Self::reader) must be here.
    pub fn accept(&self, fingerprint: &str, json: Value, now: Timestamp) -> Result<(), DataError> {
        match self {
            Self::Tthc(live) => live.accept(fingerprint, json, now),
            Self::Visits(live) => live.accept(fingerprint, json, now),
            Self::Untyped(kind, live) => untyped::accept(*kind, live, fingerprint, json, now),
            _ => accept_articles(self, fingerprint, json, now),
        }
    }
}

impl std::ops::Deref for StoredDocument {
    type Target = DocumentState;

    fn deref(&self) -> &DocumentState {
        match self {
            Self::List(live) => live,
            Self::Item(live) => live,
            Self::Standing(live) => live,
            Self::Tthc(live) => live,
            Self::Visits(live) => live,
            Self::Untyped(_, live) => live,
        }
    }
}
