//! Fetching single documents into the store.

use crate::browser::part;
use crate::data::{Store, StoredDocument};
use crate::parts::Part;
use leptos::prelude::*;
use trangxa_browser::http::{self, Priority};
use trangxa_browser::{clock, visits};
use trangxa_model::document::{self, DocumentError, JsonDocument as _};
use trangxa_model::fingerprint::fingerprint;
use trangxa_model::{DataError, Tthc};
use trangxa_part::in_part;
use trangxa_words::{Language, announcements};

/// What the host confirmed so recently is not requested again only because the reader arrived at it, in seconds.
const FRESH_S: i64 = 30;

/// Fetches a document into the store. Returns whether its content changed.
pub(super) async fn renew(store: &Store, document: &StoredDocument) -> Result<bool, DataError> {
    fetch(store, document, Priority::Auto).await.map(|new| new.is_some())
}

/// Fetches a document into the store. Returns the file if its content is new.
pub(super) async fn fetch(
    store: &Store,
    document: &StoredDocument,
    priority: Priority,
) -> Result<Option<Vec<u8>>, DataError> {
    let bytes = file_of(store, document, priority).await.map_err(|error| document.fail(error))?;
    // If the reader has paused renewal meanwhile, a document that is shown stays as it is. One that is missing was requested
    // because the reader went to it.
    if store.paused().get_untracked() && document.is_whole() {
        return Ok(None);
    }
    let version = fingerprint(&bytes);
    if document.known().as_ref() == Some(&version) {
        document.confirm(clock::now());
        return Ok(None);
    }
    // Both are requested at once.
    let reader = document.reader().map(part::fetch);
    let cleaner = document.has_text().then(|| part::fetch(Part::Articles));
    if let Some(reader) = reader
        && !reader.await
    {
        return Err(document.fail(DataError::Network));
    }
    if let Some(cleaner) = cleaner {
        // Without it the text would be shown first without its markup, and then with it.
        cleaner.await;
    }
    apply(store, document, &version, &bytes)?;
    Ok(Some(bytes))
}

async fn file_of(store: &Store, document: &StoredDocument, priority: Priority) -> Result<Vec<u8>, DataError> {
    match (document, &store.site().data.visits) {
        (StoredDocument::Visits(_), Some(source)) => visits::get(source, store.base(), document.url()).await,
        _ => http::get_at(document.url(), priority).await,
    }
}

/// Puts a document's new content into the store. One sentence about figures that changed is announced to screen readers; the text island that
/// shows them marks them.
pub(super) fn apply(store: &Store, document: &StoredDocument, version: &str, bytes: &[u8]) -> Result<(), DataError> {
    let figures = || match document {
        StoredDocument::Tthc(live) => live.peek().value().cloned(),
        _ => None,
    };
    let before = figures();
    let accepted = accept(document, version, bytes);
    if let Some(text) = before
        .zip(figures())
        .and_then(|(before, now)| announcements::figures_changed(&before, &now, Language::Vietnamese))
    {
        store.announcement().set(text);
    }
    accepted
}

fn accept(document: &StoredDocument, version: &str, bytes: &[u8]) -> Result<(), DataError> {
    let now = clock::now();
    if let StoredDocument::Tthc(live) = document
        && let Some(read) = read_lazily(live.url(), bytes)
    {
        return live.take(version, read, now);
    }
    let json = document::parse(document.url(), bytes).map_err(|error| document.fail(error.into()))?;
    document.accept(version, json, now)
}

/// Reads figures whose fields stay text until they are shown; `None` where the part of the program that does so is not here. It is in the parts
/// of the dashboard and of "Nhúng", hence in the module of both: an article is read without it.
fn read_lazily(url: &str, bytes: &[u8]) -> Option<Result<Tthc, DocumentError>> {
    if part::is_here(Part::Dashboard) {
        Some(read_on_dashboard(url, bytes))
    } else if part::is_here(Part::Embed) {
        Some(read_on_embed(url, bytes))
    } else {
        None
    }
}

in_part! { "dashboard", "00000000000000000000000000000002",
    /// See [`read_lazily`].
    fn read_on_dashboard(url: &str, bytes: &[u8]) -> Result<Tthc, DocumentError> {
        Tthc::read_lazily(url, bytes)
    }
}

in_part! { "embed", "00000000000000000000000000000002",
    /// See [`read_lazily`].
    fn read_on_embed(url: &str, bytes: &[u8]) -> Result<Tthc, DocumentError> {
        Tthc::read_lazily(url, bytes)
    }
}

/// Whether the host confirmed the document less than [`FRESH_S`] ago.
pub(super) fn is_fresh(document: &StoredDocument) -> bool {
    document.checked().is_some_and(|at| clock::now().unix() - at.unix() < FRESH_S)
}

/// Whether an error only says that a document never had a file. Then nothing is wrong, and retrying sooner would
/// not help. An article whose feed names a file for its text should have one.
pub(super) fn is_absent(document: &StoredDocument, error: &DataError) -> bool {
    let is_promised = match document {
        StoredDocument::Item(live) => live.peek().value().is_some_and(|item| item.article.item.is_some()),
        _ => false,
    };
    error.is_missing() && !document.has_file() && !is_promised
}
