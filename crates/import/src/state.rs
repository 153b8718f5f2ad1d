//! What the last run saw, so that unchanged documents need not travel again.
//!
//! It lies in the site folder, hidden from the publisher: a copy of the site is a copy of what it knows, and a validator
//! is worth something only beside the feed that holds what it stands for.

use crate::http::Validators;
use crate::source::Seen;
use crate::{ImportError, files, json};
use serde_json::{Map, Value, json};
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The file's name in the site folder.
pub(crate) const FILE: &str = ".trangxa-import.json";

pub(crate) struct State {
    path: PathBuf,
    /// As it lies on the disk; `None` when it is not there, or of no use.
    before: Option<Value>,
    /// By address.
    documents: Map<String, Value>,
    /// The documents of the feed that this program made: their names may be used again.
    pub own: Vec<String>,
}

impl State {
    /// Reads it. One that cannot be read costs only that everything is fetched again.
    pub fn load(site: &Path, remarks: &mut Vec<String>) -> Self {
        let path = site.join(FILE);
        let mut state = Self { path, before: None, documents: Map::new(), own: Vec::new() };
        let bytes = match fs::read(&state.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return state,
            Err(error) => {
                remarks.push(format!("{FILE}: cannot be read ({error}); every source was asked for anew"));
                return state;
            }
        };
        let parsed = serde_json::from_slice::<Value>(&bytes).ok().filter(|json| json["version"] == 1);
        let Some(json) = parsed else {
            remarks.push(format!("{FILE}: is damaged; every source was asked for anew, and the file is made new"));
            return state;
        };
        state.documents = json["documents"].as_object().cloned().unwrap_or_default();
        let own = json["own"].as_array().into_iter().flatten();
        state.own = own.filter_map(Value::as_str).map(str::to_owned).collect();
        state.before = Some(json);
        state
    }

    /// A document's validators and its `next_url`, if the site's feed still has all that it brought, under the same
    /// options.
    pub fn known(&self, url: &str, options: &str, ids: &HashSet<String>) -> Option<(Validators, Option<String>)> {
        let document = self.documents.get(url)?;
        let brought = document["ids"].as_array()?;
        let held = brought.iter().all(|id| id.as_str().is_some_and(|id| ids.contains(id)));
        let text = |name: &str| document[name].as_str().map(str::to_owned);
        let validators = Validators { etag: text("etag"), last_modified: text("last_modified") };
        let usable = held && document["options"] == options && validators != Validators::default();
        usable.then(|| (validators, text("next")))
    }

    /// Remembers a document, or forgets one that has to be read again.
    pub fn remember(&mut self, seen: Seen, options: &str) {
        let Some(validators) = seen.validators else {
            self.documents.remove(&seen.url);
            return;
        };
        let mut document = json!({ "options": options, "ids": seen.ids });
        let fields = [("etag", validators.etag), ("last_modified", validators.last_modified), ("next", seen.next)];
        for (name, value) in fields {
            if let Some(value) = value {
                document[name] = value.into();
            }
        }
        self.documents.insert(seen.url, document);
    }

    /// Writes down that documents are ours, before they are written.
    pub fn claim<'a>(&mut self, paths: impl Iterator<Item = &'a str>) -> Result<(), ImportError> {
        for path in paths {
            if !self.own.iter().any(|known| known == path) {
                self.own.push(path.to_owned());
            }
        }
        self.save()
    }

    /// Writes it, unless it says the same already.
    pub fn save(&mut self) -> Result<(), ImportError> {
        let json = json!({ "version": 1, "documents": self.documents, "own": self.own });
        let nothing = self.before.is_none() && self.documents.is_empty() && self.own.is_empty();
        if nothing || self.before.as_ref() == Some(&json) {
            return Ok(());
        }
        files::write(&self.path, format!("{}\n", json::pretty(&json, 0)).as_bytes())?;
        self.before = Some(json);
        Ok(())
    }
}
