//! Why nothing was imported, and why a source was not.

use crate::http::FetchError;
use std::io;
use std::path::{Path, PathBuf};
use trangxa_model::DocumentError;

/// Why nothing was imported. The site's feed is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The site folder is not there.
    #[error("{}: there is no such folder; name the site folder, the one with data/site.json in it", .0.display())]
    NoSite(PathBuf),
    /// No source was named.
    #[error("no source was named; name a feed's address, a file or a folder")]
    NoSources,
    /// No source could be read.
    #[error("no source could be read:\n{}", .0.join("\n"))]
    AllSourcesFailed(Vec<String>),
    /// A document of the site folder is not what it should be.
    #[error("{0}. Correct the file, or put it aside; nothing was changed")]
    Document(#[from] DocumentError),
    /// A file could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file or folder could not be written.
    #[error("cannot write {}: {source}; see whether the disk is full and the folder may be written to", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl ImportError {
    pub(crate) fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Read { path, source }
    }

    pub(crate) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Write { path, source }
    }
}

/// Why a source, or one document of it, could not be read. The messages begin with the source's name.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SourceError {
    #[error("{file}: cannot be read: {source}; check the name")]
    Read { file: String, source: io::Error },
    #[error("{0}: the folder holds no file that ends in .xml, .rss, .atom, .rdf or .json")]
    EmptyFolder(String),
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error("{file}: has {bytes} bytes, the limit is {max}; ask for a feed with fewer items", max = trangxa_model::document::MAX_BYTES)]
    TooLarge { file: String, bytes: u64 },
    #[error("{0}: is empty; the feed may be switched off on that site")]
    Empty(String),
    #[error(
        "{0}: is a web page, not a feed; look on that page for a link named RSS, or ask the site's operator for the feed's address"
    )]
    HtmlPage(String),
    #[error("{0}: is neither XML nor JSON; expected RSS, Atom, RDF, JSON Feed or the JSON of a Đà Nẵng commune")]
    Unknown(String),
    #[error("{file}: cannot be read as a feed: {problem}")]
    Xml { file: String, problem: String },
    #[error("{0}")]
    Json(#[from] DocumentError),
    #[error(
        "{0}: is JSON, but neither a JSON Feed (\"version\": \"https://jsonfeed.org/version/1.1\") nor a list of news with TinTucID and TieuDe"
    )]
    UnknownJson(String),
}
