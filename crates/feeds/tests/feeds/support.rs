//! A site folder into which feeds are imported, and the documents to import.

use serde_json::Value;
use std::fs;
use std::ops::Deref;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use trangxa_feeds::{ImportError, MediaLimits, Options, Report, import_with};
use trangxa_test_support::SiteFolder;
use trangxa_web::Client;

/// The bytes of a document in `fixtures`.
pub(crate) fn fixture(name: &str) -> Vec<u8> {
    fs::read(fixture_path(name)).unwrap()
}

pub(crate) fn fixture_path(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds/fixtures").join(name).display().to_string()
}

/// A site folder of its own, and the options of imports into it.
pub(crate) struct Site {
    folder: SiteFolder,
    pub options: Options,
    /// Whether imports get `--allow-private`.
    pub may_reach_private: bool,
    /// Every wait that a server demanded.
    pub waits: Arc<Mutex<Vec<Duration>>>,
}

impl Deref for Site {
    type Target = SiteFolder;

    fn deref(&self) -> &SiteFolder {
        &self.folder
    }
}

impl Site {
    pub(crate) fn new() -> Self {
        let folder = SiteFolder::default();
        let options =
            Options { sources: Vec::new(), into: folder.root().to_owned(), since: None, limit: None, media: None };
        Self { folder, options, may_reach_private: false, waits: Arc::default() }
    }

    pub(crate) fn with_media(mut self) -> Self {
        self.options.media = Some(MediaLimits::default());
        self
    }

    pub(crate) fn try_import(&self, sources: &[&str]) -> Result<Report, ImportError> {
        let mut options = self.options.clone();
        options.sources = sources.iter().map(|source| (*source).to_owned()).collect();
        let waits = Arc::clone(&self.waits);
        let mut client = Client::with_wait(move |wait| waits.lock().unwrap().push(wait));
        if self.may_reach_private {
            client = client.allow_private();
        }
        import_with(&options, &mut client, &mut |_| {})
    }

    pub(crate) fn import(&self, sources: &[&str]) -> Report {
        self.try_import(sources).unwrap()
    }

    pub(crate) fn error(&self, sources: &[&str]) -> String {
        self.try_import(sources).unwrap_err().to_string()
    }

    /// Imports a fixture as a local file.
    pub(crate) fn import_fixture(&self, name: &str) -> Report {
        self.import(&[&fixture_path(name)])
    }

    pub(crate) fn feed(&self) -> Value {
        self.json("data/feed.json")
    }

    pub(crate) fn items(&self) -> Vec<Value> {
        self.feed()["items"].as_array().unwrap().clone()
    }

    pub(crate) fn ids(&self) -> Vec<String> {
        self.items().iter().map(|item| item["id"].as_str().unwrap_or("?").to_owned()).collect()
    }

    pub(crate) fn item(&self, id: &str) -> Value {
        self.items().into_iter().find(|item| item["id"] == id).unwrap_or_else(|| panic!("no item {id}"))
    }

    pub(crate) fn seconds_waited(&self) -> Vec<u64> {
        self.waits.lock().unwrap().iter().map(Duration::as_secs).collect()
    }
}

/// The shortest file that begins as a JPEG does.
pub(crate) fn jpeg(text: &str) -> Vec<u8> {
    [b"\xff\xd8\xff\xe0".as_slice(), text.as_bytes()].concat()
}
