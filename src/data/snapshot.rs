//! The data a prerendered page carries, so that the program can take over without asking for anything.

use serde_json::{Value, json};
use trangxa_model::Timestamp;

/// One document of a snapshot.
#[derive(Clone, Debug, PartialEq)]
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

/// The data of one prerendered page.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The build whose components wrote the page: [`crate::BUILD`].
    pub build: String,
    /// When the page was written.
    pub built_at: Timestamp,
    /// site.json.
    pub site: Value,
    /// The documents the page shows.
    pub documents: Vec<Preloaded>,
}

/// The member that holds an article's text: on the page already, so left out of the script beside it.
const TEXT: &str = "content_html";

impl Snapshot {
    /// The text of the page's `<script type="application/json">`. Every `<` is escaped: no content ends the script.
    pub fn script(&self) -> String {
        let documents: Vec<Value> = self
            .documents
            .iter()
            .map(|document| {
                let mut json = document.json.clone();
                if let Some(object) = json.as_object_mut() {
                    object.remove(TEXT);
                }
                json!([document.path, document.fingerprint, document.partial, json])
            })
            .collect();
        json!({
            "build": self.build,
            "built_at": self.built_at.unix(),
            "site": self.site,
            "documents": documents,
        })
        .to_string()
        .replace('<', "\\u003c")
    }

    /// Reads the script back; `text` is the article's text as it stands on the page. `None` for anything that is not
    /// a snapshot: the page then loads like one without.
    pub fn read(script: &str, text: Option<String>) -> Option<Self> {
        let mut json: Value = serde_json::from_slice(script.as_bytes()).ok()?;
        let mut documents = Vec::new();
        for document in json.get_mut("documents")?.as_array_mut()? {
            let [path, fingerprint, partial, json] = document.as_array_mut()?.as_mut_slice() else { return None };
            documents.push(Preloaded {
                path: path.as_str()?.to_owned(),
                fingerprint: fingerprint.as_str()?.to_owned(),
                partial: partial.as_bool()?,
                json: json.take(),
            });
        }
        // The document a page is about comes first.
        let first = documents.first_mut().and_then(|document| document.json.as_object_mut());
        if let (Some(text), Some(first)) = (text, first) {
            first.insert(TEXT.to_owned(), text.into());
        }
        Some(Self {
            build: json.get("build")?.as_str()?.to_owned(),
            built_at: Timestamp::from_unix(json.get("built_at")?.as_i64()?),
            site: json.get_mut("site")?.take(),
            documents,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn what_is_no_snapshot_is_none() {
        for script in ["", "{}", "[]", "{\"documents\": [[]]}", "{\"documents\": []}", "<html>"] {
            assert_eq!(Snapshot::read(script, None), None, "{script}");
        }
    }
}
