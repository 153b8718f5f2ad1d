//! Why an import of procedures stops.

use trangxa_messages::procedure_lists as say;
use trangxa_model::DocumentError;
use trangxa_sheets::mapping::MappingError;
use trangxa_site_files::SiteError;

/// Why nothing was imported. The site's procedures are unchanged.
#[derive(Debug, thiserror::Error)]
pub enum ProceduresError {
    /// No file was named.
    #[error("{}", say::NoFiles)]
    NoFiles,
    /// The site folder cannot be read or written.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The site's procedures contain values that the site does not show. After a merge they could be lost.
    #[error("{}", say::SiteMistaken { mistakes: _0.join("\n") })]
    Mistakes(Vec<String>),
    /// The mapping file cannot be used.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// The merged procedures would be a document that the site cannot read.
    #[error("{}", say::ResultMistaken { problem: _0 })]
    Result(DocumentError),
}

impl ProceduresError {
    /// Whether the command line or the mapping file is wrong, and not the site or a file.
    #[must_use]
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::NoFiles | Self::Mapping(_))
    }
}
