//! Why an import stops, and why a source cannot be read.

use std::fmt;
use std::io;
use std::path::PathBuf;
use trangxa_messages::{SystemReason, feeds};
use trangxa_model::DocumentError;
use trangxa_model::document::MAX_BYTES;
use trangxa_site_files::{FileError, SiteError};
use trangxa_web::FetchError;

/// Why nothing was imported. The site's feed is unchanged.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// No source was named.
    NoSources,
    /// No source could be read.
    AllSourcesFailed(Vec<String>),
    /// The site folder cannot be read or written.
    Site(#[from] SiteError),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSources => feeds::NoSources.fmt(f),
            Self::AllSourcesFailed(errors) => feeds::NoSourceRead { errors: errors.join("\n") }.fmt(f),
            Self::Site(error) => error.fmt(f),
        }
    }
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
    Read { file: String, source: io::Error },
    EmptyFolder(String),
    Fetch(#[from] FetchError),
    TooLarge { file: String, bytes: u64 },
    Empty(String),
    HtmlPage(String),
    Unknown(String),
    Encoding { file: String, label: String },
    NothingRead { file: String, losses: Vec<String> },
    Xml { file: String, problem: String },
    Json(#[from] DocumentError),
    UnknownJson(String),
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, problem): (_, &dyn fmt::Display) = match self {
            Self::Fetch(error) => return error.fmt(f),
            Self::Json(error) => return error.fmt(f),
            Self::Read { file, source } => (file, &feeds::UnreadableFile { reason: SystemReason(source) }),
            Self::EmptyFolder(folder) => (folder, &feeds::EmptyFolder),
            Self::TooLarge { file, bytes } => (file, &feeds::TooLarge { bytes, limit: MAX_BYTES }),
            Self::Empty(file) => (file, &feeds::Empty),
            Self::HtmlPage(file) => (file, &feeds::WebPage),
            Self::Unknown(file) => (file, &feeds::Unknown),
            Self::Encoding { file, label } => (file, &feeds::Encoding { label }),
            Self::NothingRead { file, losses } => (file, &feeds::NothingRead { losses: losses.join("\n") }),
            Self::Xml { file, problem } => (file, &feeds::NoFeed { problem }),
            Self::UnknownJson(file) => (file, &feeds::UnknownJson),
        };
        write!(f, "{file}: {problem}")
    }
}
