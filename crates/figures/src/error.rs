//! Why an import of figures stops.

use trangxa_messages::figures;
use trangxa_model::DocumentError;
use trangxa_sheets::mapping::MappingError;
use trangxa_site_files::{FileError, SiteError};

/// Why nothing was imported. The site's figures are unchanged.
#[derive(Debug, thiserror::Error)]
pub enum FiguresError {
    /// No file was named.
    #[error("{}", figures::NoFiles)]
    NoFiles,
    /// The site folder cannot be read or written.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The site's figures contain values that the site does not show. After a merge they could be lost.
    #[error("{}", figures::SiteMistaken { mistakes: _0.join("\n") })]
    Mistakes(Vec<String>),
    /// The mapping file cannot be used.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// The merged figures would be a document that the site cannot read.
    #[error("{}", figures::ResultMistaken { problem: _0 })]
    Result(DocumentError),
}

impl FiguresError {
    /// Whether the command line or the mapping file is wrong, and not the site or an export.
    #[must_use]
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::NoFiles | Self::Mapping(_))
    }
}

impl From<DocumentError> for FiguresError {
    fn from(error: DocumentError) -> Self {
        SiteError::from(error).into()
    }
}

impl From<FileError> for FiguresError {
    fn from(error: FileError) -> Self {
        SiteError::from(error).into()
    }
}
