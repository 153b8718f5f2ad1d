//! The data a prerendered page carries, so that the program can take over without fetching anything.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use trangxa_model::Timestamp;
use trangxa_model::shape;
use trangxa_model::time::unix_seconds;

/// One document of a snapshot. Written as an array: a page with twenty documents would repeat the names twenty times.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "PreloadedRow", into = "PreloadedRow")]
pub struct Preloaded {
    /// Where the whole document lies, below the site's root or as an absolute URL.
    pub path: String,
    /// The fingerprint of the file there.
    pub fingerprint: String,
    /// Whether `json` is only what the page shows of it.
    pub partial: bool,
    /// The document.
    pub json: Value,
}

/// A [`Preloaded`] as it is written: path, fingerprint, whether it is partial, document.
type PreloadedRow = (String, String, bool, Value);

impl From<PreloadedRow> for Preloaded {
    fn from((path, fingerprint, partial, json): PreloadedRow) -> Self {
        Self { path, fingerprint, partial, json }
    }
}

impl From<Preloaded> for PreloadedRow {
    fn from(Preloaded { path, fingerprint, partial, json }: Preloaded) -> Self {
        (path, fingerprint, partial, json)
    }
}

/// The data of one prerendered page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The build whose components wrote the page: [`crate::BUILD`].
    pub build: String,
    /// When the page was written.
    #[serde(with = "unix_seconds")]
    pub built_at: Timestamp,
    /// The documents that the page shows; the one that it is about comes first.
    pub documents: Vec<Preloaded>,
    /// site.json.
    pub site: Value,
}

/// The member that holds an article's text. The text is on the page already, so the script leaves it out.
const TEXT: &str = "content_html";

impl Snapshot {
    /// The text of the page's `<script type="application/json">`. Every `<` is escaped: no content ends the script.
    #[must_use]
    pub fn script(&self) -> String {
        let mut written = self.clone();
        for document in &mut written.documents {
            if let Some(object) = document.json.as_object_mut() {
                object.remove(TEXT);
            }
        }
        // Writing to a string fails only for map keys that are no strings.
        serde_json::to_string(&written).unwrap_or_default().replace('<', "\\u003c")
    }

    /// Reads the script back; `text` is the article's text as it stands on the page. `None` for anything that is not
    /// a snapshot: the page then loads like one without.
    #[must_use]
    pub fn read(script: &str, text: Option<String>) -> Option<Self> {
        let mut snapshot: Self = shape::read(script)?;
        let first = snapshot.documents.first_mut().and_then(|document| document.json.as_object_mut());
        if let (Some(text), Some(first)) = (text, first) {
            first.insert(TEXT.to_owned(), text.into());
        }
        Some(snapshot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_back_with_the_text_from_the_page() {
        let json = json!({"id": "a", "title": "</script><b>", TEXT: "<p>x</p>"});
        let document = Preloaded { path: "data/bai/a.json".into(), fingerprint: "f".into(), partial: false, json };
        let snapshot = Snapshot {
            build: "b".into(),
            built_at: Timestamp::from_unix(5),
            site: json!({"version": 1}),
            documents: vec![document],
        };
        let script = snapshot.script();
        assert!(!script.contains('<') && !script.contains("content_html"), "{script}");
        assert_eq!(Snapshot::read(&script, Some("<p>x</p>".into())), Some(snapshot));
    }

    #[test]
    fn anything_else_than_a_snapshot_is_not_read() {
        for script in ["", "{}", "[]", "{\"documents\": [[]]}", "{\"documents\": []}", "<html>"] {
            assert_eq!(Snapshot::read(script, None), None, "{script}");
        }
    }
}
