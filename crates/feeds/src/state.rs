//! What the last import knew, so that documents that did not change are not sent again.
//!
//! The file is in the site folder and is hidden from the publisher. A copy of the site contains it too: the version of a
//! document is of use only next to the feed that contains the document's items.

use crate::source::WebDocument;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use trangxa_messages::{SystemReason, feeds};
use trangxa_site_files::{FileError, replace};
use trangxa_web::Validators;

/// The file's name in the site folder.
pub(crate) const FILE: &str = ".trangxa-import.json";

/// The version of the file's format.
const VERSION: u64 = 1;

/// What the last import knew, and what this one adds.
pub(crate) struct ImportState {
    path: PathBuf,
    /// The file as it is on the disk; `None` if there is none, or it is damaged.
    on_disk: Option<StateFile>,
    current: StateFile,
}

/// The content of the file.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct StateFile {
    version: u64,
    /// Documents from the web by their addresses.
    #[serde(default, deserialize_with = "readable_members")]
    documents: BTreeMap<String, KnownDocument>,
    /// The documents of the site's feed that this program created, as paths below the site folder. Their names may be used
    /// again.
    #[serde(default, deserialize_with = "readable_elements")]
    own: Vec<String>,
}

/// A document from the web as it was read last. The members are in alphabetical order, so that files of earlier versions
/// do not change.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct KnownDocument {
    #[serde(skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    /// The ids of its items that were imported.
    ids: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_modified: Option<String>,
    /// The address of the next document in the chain.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    /// The options under which it was imported, as text.
    options: String,
}

/// The members of an object that can be read. A damaged one costs only that its document is sent again.
fn readable_members<'de, D, T>(deserializer: D) -> Result<BTreeMap<String, T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let Value::Object(members) = Value::deserialize(deserializer)? else { return Ok(BTreeMap::new()) };
    let readable = members.into_iter().filter_map(|(name, value)| Some((name, serde_json::from_value(value).ok()?)));
    Ok(readable.collect())
}

/// The elements of a list that can be read.
fn readable_elements<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let Value::Array(elements) = Value::deserialize(deserializer)? else { return Ok(Vec::new()) };
    Ok(elements.into_iter().filter_map(|element| serde_json::from_value(element).ok()).collect())
}

impl ImportState {
    /// Reads the file. If it cannot be read, every document is read again.
    pub(crate) fn load(site: &Path, remarks: &mut Vec<String>) -> Self {
        let current = StateFile { version: VERSION, documents: BTreeMap::new(), own: Vec::new() };
        let mut state = Self { path: site.join(FILE), on_disk: None, current };
        let bytes = match fs::read(&state.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return state,
            Err(error) => {
                remarks.push(format!("{FILE}: {}", feeds::StateUnreadable { reason: SystemReason(&error) }));
                return state;
            }
        };
        match serde_json::from_slice::<StateFile>(&bytes).ok().filter(|file| file.version == VERSION) {
            Some(file) => {
                state.current = file.clone();
                state.on_disk = Some(file);
            }
            None => remarks.push(format!("{FILE}: {}", feeds::StateDamaged)),
        }
        state
    }

    /// The version and the `next_url` of the document at an address, if it was imported under the same options and the
    /// site's feed (`ids`) still has all of its items.
    pub(crate) fn known(
        &self,
        url: &str,
        options: &str,
        ids: &HashSet<String>,
    ) -> Option<(Validators, Option<String>)> {
        let document = self.current.documents.get(url)?;
        let validators = Validators { etag: document.etag.clone(), last_modified: document.last_modified.clone() };
        let is_usable = document.ids.iter().all(|id| ids.contains(id))
            && document.options == options
            && validators != Validators::default();
        is_usable.then(|| (validators, document.next.clone()))
    }

    /// Stores what was read of a document, or removes a document that has to be read again.
    pub(crate) fn remember(&mut self, document: WebDocument, options: &str) {
        let WebDocument { url, validators, next, ids } = document;
        let Some(Validators { etag, last_modified }) = validators else {
            self.current.documents.remove(&url);
            return;
        };
        let known = KnownDocument { etag, ids, last_modified, next, options: options.to_owned() };
        self.current.documents.insert(url, known);
    }

    /// Whether this program created a document of the site's feed.
    pub(crate) fn is_own(&self, path: &str) -> bool {
        self.current.own.iter().any(|own| own == path)
    }

    /// Records that this program creates these documents, before they are written.
    pub(crate) fn claim<'a>(&mut self, paths: impl Iterator<Item = &'a str>) -> Result<(), FileError> {
        for path in paths {
            if !self.is_own(path) {
                self.current.own.push(path.to_owned());
            }
        }
        self.save()
    }

    /// Writes the file, unless it has the same content already.
    pub(crate) fn save(&mut self) -> Result<(), FileError> {
        let is_empty = self.current.documents.is_empty() && self.current.own.is_empty();
        if self.on_disk.is_none() && is_empty || self.on_disk.as_ref() == Some(&self.current) {
            return Ok(());
        }
        replace(&self.path, self.text().as_bytes())?;
        self.on_disk = Some(self.current.clone());
        Ok(())
    }

    fn text(&self) -> String {
        // A map of strings, lists and strings always becomes JSON.
        format!("{}\n", serde_json::to_string_pretty(&self.current).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{
  "version": 1,
  "documents": {
    "https://x.example/a": {
      "etag": "\"1\"",
      "ids": [
        "1",
        "2"
      ],
      "last_modified": "Tue, 28 Nov 2023 00:00:00 GMT",
      "next": "https://x.example/b",
      "options": "since None"
    },
    "https://x.example/b": {
      "ids": [],
      "last_modified": "Tue, 28 Nov 2023 00:00:00 GMT",
      "options": "since None"
    }
  },
  "own": [
    "data/feed-2.json"
  ]
}
"#;

    #[test]
    fn the_format_of_the_file_is_that_of_earlier_versions() {
        let site = tempfile::tempdir().unwrap();
        fs::write(site.path().join(FILE), TEXT).unwrap();
        let mut remarks = Vec::new();
        let state = ImportState::load(site.path(), &mut remarks);
        assert_eq!((state.text().as_str(), remarks), (TEXT, vec![]));
        let ids = HashSet::from(["1".to_owned(), "2".to_owned()]);
        let (validators, next) = state.known("https://x.example/a", "since None", &ids).unwrap();
        assert_eq!((validators.etag.as_deref(), next.as_deref()), (Some("\"1\""), Some("https://x.example/b")));
        assert_eq!(state.known("https://x.example/a", "since None", &HashSet::new()), None);
        assert!(state.is_own("data/feed-2.json"));
    }
}
