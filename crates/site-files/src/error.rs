//! The errors of reading and writing files of a site folder.

use crate::paths::SITE;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use trangxa_messages::{SystemReason, site_files};
use trangxa_model::DocumentError;

/// A file or folder that the operating system did not let us read or write.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file or folder could not be read.
    #[error("{}", site_files::Read { path: path.display(), reason: SystemReason(source) })]
    Read {
        /// The path that was read.
        path: PathBuf,
        /// What the operating system reported.
        source: io::Error,
    },
    /// The file or folder could not be written.
    #[error("{}", site_files::Write { path: path.display(), reason: SystemReason(source) })]
    Write {
        /// The path that was written.
        path: PathBuf,
        /// What the operating system reported.
        source: io::Error,
    },
}

impl FileError {
    /// For `map_err`: turns an I/O error into [`FileError::Read`] of this path.
    pub fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Read { path, source }
    }

    /// For `map_err`: turns an I/O error into [`FileError::Write`] of this path.
    pub fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Write { path, source }
    }
}

/// Why an import cannot work with a site folder. Nothing in the folder was changed.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// The site folder does not exist, or is a file.
    NoSite(PathBuf),
    /// A document of the site folder has a mistake.
    Document(#[from] DocumentError),
    /// A file could not be read or written.
    File(#[from] FileError),
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSite(path) => site_files::NoSite { path: path.display(), site: SITE }.fmt(f),
            Self::Document(problem) => site_files::Document { problem }.fmt(f),
            Self::File(error) => error.fmt(f),
        }
    }
}
