//! The places from which a site can be read: a folder, or the web.

use crate::error::PublishError;
use crate::portable;
pub use crate::walk::FolderEntry;
use crate::walk::{self, is_hidden};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use trang_xa::data::address;
use trangxa_model::document::Problem;
use trangxa_model::site::DEFAULT_ARTICLES;
use trangxa_model::{DocumentError, url};
use trangxa_site_files::read_document;
use trangxa_web::{Answer, Client, FetchProblem};

/// The largest file of a picture that is read.
const MAX_BYTES: u64 = 500_000_000;

/// A place that contains a site: `data/site.json` and the documents that it names. Paths are relative to the site's root and have
/// `/` as separator; an absolute URL is itself the address of a document.
pub trait Files: Sync {
    /// The content of a document; `None` if it does not exist.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError>;
    /// Whether a file exists; `None` if that cannot be known.
    fn has(&self, path: &str) -> Option<bool>;
    /// The names in a folder; none if they cannot be known. The site's root is "".
    fn list(&self, _folder: &str) -> Vec<String> {
        Vec::new()
    }
    /// All files of the site, and what is no file, ordered by path; none if they cannot be known.
    fn entries(&self) -> Result<Vec<FolderEntry>, PublishError> {
        Ok(Vec::new())
    }
    /// The content of a file that is no document, such as a picture; `None` if there is none, if it cannot be read from here, or if it is
    /// larger than any picture.
    fn bytes(&self, path: &str) -> Option<Vec<u8>>;
    /// Whether a document can be read from this place. A folder does not reach URLs.
    fn reaches(&self, path: &str) -> bool {
        !is_remote(path)
    }
    /// The path of the site's root on its host; `None` if only site.json knows it.
    fn base(&self) -> Option<&str> {
        None
    }
    /// Whether the place contains a site, and not only a feed.
    fn has_site(&self) -> bool {
        true
    }
}

/// The path of the file behind an address relative to the site's root: percent-decoded and without query and fragment. `None` if
/// it leads out of the site or is not UTF-8.
#[must_use]
pub fn decoded(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?.into_owned();
    url::is_inner_path(path.trim_end_matches('/')).then_some(path)
}

/// Whether a path is a URL.
#[must_use]
pub fn is_remote(path: &str) -> bool {
    path.contains("://") || path.starts_with("//")
}

/// A folder on this machine.
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The site in the folder `root`.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }
}

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        if url::is_inner_path(path) { read_document(&self.root, path) } else { Ok(None) }
    }

    fn has(&self, path: &str) -> Option<bool> {
        // The publisher copies neither hidden files nor links, nor names that not every system can hold.
        let is_shown = url::is_inner_path(path) && !is_hidden(path) && portable::problem(path).is_none();
        let is_file = |path: PathBuf| path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
        Some(is_shown && is_file(self.root.join(path)))
    }

    fn list(&self, folder: &str) -> Vec<String> {
        if !folder.is_empty() && !url::is_inner_path(folder) {
            return Vec::new();
        }
        let entries = std::fs::read_dir(self.root.join(folder)).into_iter().flatten().flatten();
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }

    fn entries(&self) -> Result<Vec<FolderEntry>, PublishError> {
        walk::entries(&self.root)
    }

    fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        let file = self.root.join(path);
        // A pipe would never end.
        let is_read = self.has(path) == Some(true) && file.metadata().is_ok_and(|it| it.len() <= MAX_BYTES);
        if is_read { std::fs::read(file).ok() } else { None }
    }
}

/// A site or a feed on the web. One document is fetched at a time, with the pauses of [`Client`].
pub struct Web {
    /// The site's root, ending in `/`.
    root: String,
    /// The address of the feed; `None` for a site.
    feed: Option<String>,
    client: Mutex<Client>,
}

impl Web {
    /// The site at an http(s) address, or the feed at an address that ends in `.json`.
    #[must_use]
    pub fn new(address: &str) -> Self {
        let is_feed = address.split(['?', '#']).next().is_some_and(|path| path.ends_with(".json"));
        let root = if address.ends_with('/') { address.to_owned() } else { format!("{address}/") };
        let mut client = Client::new();
        client.set_source(address);
        Self { root, feed: is_feed.then(|| address.to_owned()), client: Mutex::new(client) }
    }

    /// Also reads addresses in private networks that the site names.
    #[must_use]
    pub fn allow_private(self) -> Self {
        let client = self.client.into_inner().unwrap_or_else(PoisonError::into_inner).allow_private();
        Self { client: Mutex::new(client), ..self }
    }
}

impl Files for Web {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        if let Some(feed) = self.feed.as_ref().filter(|_| path == address::SITE) {
            return Ok(Some(stand_in(feed)));
        }
        let url = if is_remote(path) { path.to_owned() } else { format!("{}{path}", self.root) };
        match self.client.lock().unwrap_or_else(PoisonError::into_inner).get(&url, None) {
            Ok(Answer::Document(document)) => Ok(Some(document.bytes)),
            Ok(Answer::NotModified) => Ok(None),
            // Hosts answer so for files that do not exist; S3 answers 403.
            Err(error) if matches!(error.problem, FetchProblem::NotFound(_) | FetchProblem::Forbidden(_)) => Ok(None),
            Err(error) => Err(DocumentError::new(&url, "", Problem::Shape(error.problem.to_string())).into()),
        }
    }

    fn has(&self, _: &str) -> Option<bool> {
        None
    }

    fn bytes(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn reaches(&self, _: &str) -> bool {
        true
    }

    fn base(&self) -> Option<&str> {
        let host = url::host(&self.root).map_or(0, |host| self.root.find(host).unwrap_or(0) + host.len());
        Some(if self.feed.is_some() { "/" } else { &self.root[host..] })
    }

    fn has_site(&self) -> bool {
        self.feed.is_none()
    }
}

/// A place whose site.json is missing, as in plain mode: a stand-in with the default address of the feed takes its place.
pub struct WithoutSite<'a>(pub &'a dyn Files);

impl Files for WithoutSite<'_> {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        if path == address::SITE { Ok(Some(stand_in(DEFAULT_ARTICLES))) } else { self.0.read(path) }
    }

    fn has(&self, path: &str) -> Option<bool> {
        self.0.has(path)
    }

    fn list(&self, folder: &str) -> Vec<String> {
        self.0.list(folder)
    }

    fn entries(&self) -> Result<Vec<FolderEntry>, PublishError> {
        self.0.entries()
    }

    fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        self.0.bytes(path)
    }

    fn reaches(&self, path: &str) -> bool {
        self.0.reaches(path)
    }

    fn base(&self) -> Option<&str> {
        self.0.base()
    }
}

/// The bytes of a site.json for a feed without one.
fn stand_in(articles: &str) -> Vec<u8> {
    let site = serde_json::json!({"version": 1, "name": "?", "base_url": "https://xa.example/", "data": {"articles": articles}});
    site.to_string().into_bytes()
}
