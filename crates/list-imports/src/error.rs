//! Why an import stops.

use trangxa_messages::list_imports as say;
use trangxa_model::DocumentError;
use trangxa_sheets::mapping::MappingError;
use trangxa_site_files::SiteError;

/// Why nothing was imported. The site is unchanged.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// No file was named; with a sentence that says which files the import takes.
    #[error("{0}")]
    NoFiles(String),
    /// The site folder cannot be read or written.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The site's document contains values that the site does not show. After a merge they could be lost.
    #[error("{}", say::SiteMistaken { mistakes: _0.join("\n") })]
    Mistakes(Vec<String>),
    /// The mapping file cannot be used.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// The result would be a document that the site cannot read.
    #[error("{}", say::ResultMistaken { problem: _0 })]
    Result(DocumentError),
}

impl ImportError {
    /// Whether the command line or the mapping file is wrong, and not the site or a file.
    #[must_use]
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::NoFiles(_) | Self::Mapping(_))
    }
}
