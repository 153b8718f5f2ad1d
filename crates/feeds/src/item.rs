//! Items on their way from a source's document into the site's feed.

use crate::dates;
use serde_json::{Map, Value};
use std::path::PathBuf;
use trangxa_clean::text;
use trangxa_model::Timestamp;

/// The most characters of a title in a remark.
const MAX_TITLE: usize = 80;

/// The content of one document of a source.
#[derive(Default)]
pub(crate) struct ParsedFeed {
    pub title: Option<String>,
    /// The items as members of JSON Feed, each with its place in the document for remarks.
    pub items: Vec<(String, Map<String, Value>)>,
    /// Sentences for the report.
    pub remarks: Vec<String>,
    /// Sentences about what was left out.
    pub losses: Vec<String>,
    /// The address of the next document, as written.
    pub next: Option<String>,
}

/// An item of a source.
pub(crate) struct SourceItem {
    /// The item as members of JSON Feed.
    pub json: Map<String, Value>,
    /// The name of its document, for remarks.
    pub file: String,
    /// Its place in the document, for remarks.
    pub place: String,
    pub origin: Origin,
    /// The index of its document among those of the source that came from the web.
    pub document: Option<usize>,
}

impl SourceItem {
    pub(crate) fn id(&self) -> Option<&str> {
        self.json.get("id").and_then(Value::as_str)
    }
}

/// Where an item's document came from, which decides what its relative references mean.
#[derive(Clone)]
pub(crate) enum Origin {
    Web,
    /// A local file.
    File {
        /// The file's folder.
        folder: PathBuf,
        /// The source's folder; no file outside of it is read.
        root: PathBuf,
    },
}

/// The place of an item or of a field in it, with the title that people know the item by: `items[3].url ("Họp dân")`.
pub(crate) fn named(place: &str, title: Option<&Value>) -> String {
    match title.and_then(Value::as_str).map(plain).filter(|title| !title.is_empty()) {
        Some(title) => format!("{place} (\"{}\")", text::excerpt(&title, MAX_TITLE)),
        None => place.to_owned(),
    }
}

/// The date on which an item was published, or else changed.
pub(crate) fn date(item: &Map<String, Value>) -> Option<Timestamp> {
    ["date_published", "date_modified"].iter().find_map(|field| dates::read(item.get(*field)?.as_str()?))
}

/// Sets a member of an item, if there is a value.
pub(crate) fn put<V: Into<Value>>(item: &mut Map<String, Value>, name: &str, value: Option<V>) {
    if let Some(value) = value {
        item.insert(name.to_owned(), value.into());
    }
}

/// Text without markup on one line. Entities are decoded once more, because many CMSs encode them twice.
pub(crate) fn plain(text: &str) -> String {
    text::collapse(&text::decode_entities(text))
}
