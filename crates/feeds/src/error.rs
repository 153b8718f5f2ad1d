//! Why an import stops, and why a source cannot be read.

use std::io;
use std::path::PathBuf;
use trangxa_model::DocumentError;
use trangxa_site_files::{FileError, SiteError};
use trangxa_web::FetchError;

/// Why nothing was imported. The site's feed is unchanged.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// No source was named.
    #[error("no source was named; name a feed's address, a file or a folder")]
    NoSources,
    /// No source could be read.
    #[error("no source could be read:\n{}", .0.join("\n"))]
    AllSourcesFailed(Vec<String>),
    /// The site folder cannot be read or written.
    #[error(transparent)]
    Site(#[from] SiteError),
}

impl ImportError {
    pub(crate) fn no_site(site: PathBuf) -> Self {
        SiteError::NoSite(site).into()
    }
}

impl From<DocumentError> for ImportError {
    fn from(error: DocumentError) -> Self {
        SiteError::from(error).into()
    }
}

impl From<FileError> for ImportError {
    fn from(error: FileError) -> Self {
        SiteError::from(error).into()
    }
}

/// Why a source, or one document of it, cannot be read. The messages begin with the document's name.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SourceError {
    #[error("{file}: the file cannot be read: {source}; check its name")]
    Read { file: String, source: io::Error },
    #[error("{0}: the folder has no file that ends in .xml, .rss, .atom, .rdf or .json")]
    EmptyFolder(String),
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error("{file}: the file has {bytes} bytes, the limit is {max}; ask for a feed with fewer items", max = trangxa_model::document::MAX_BYTES)]
    TooLarge { file: String, bytes: u64 },
    #[error("{0}: the document is empty; the feed may be switched off on that site")]
    Empty(String),
    #[error(
        "{0}: this is a web page, not a feed; look on that page for a link named RSS, or ask the site's operator for the feed's address"
    )]
    HtmlPage(String),
    #[error("{0}: this is neither XML nor JSON; expected RSS, Atom, RDF, JSON Feed or the JSON of a Đà Nẵng commune")]
    Unknown(String),
    #[error(
        "{file}: the text is neither UTF-8 nor in the encoding that it declares (\"{label}\"); save it as UTF-8, or ask the site's operator to"
    )]
    Encoding { file: String, label: String },
    #[error("{file}: it has items, and none could be read:\n{}", .losses.join("\n"))]
    NothingRead { file: String, losses: Vec<String> },
    #[error("{file}: this cannot be read as a feed: {problem}")]
    Xml { file: String, problem: String },
    #[error("{0}")]
    Json(#[from] DocumentError),
    #[error(
        "{0}: this is JSON, but neither a JSON Feed (\"version\": \"https://jsonfeed.org/version/1.1\") nor a list of news with TinTucID and TieuDe"
    )]
    UnknownJson(String),
}
