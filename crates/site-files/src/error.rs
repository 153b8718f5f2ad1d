//! The errors of reading and writing files of a site folder.

use crate::paths::SITE;
use std::io;
use std::path::{Path, PathBuf};
use trangxa_model::DocumentError;

/// A file or folder that the operating system did not let us read or write.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file or folder could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The path that was read.
        path: PathBuf,
        /// What the operating system reported.
        source: io::Error,
    },
    /// The file or folder could not be written.
    #[error("cannot write {}: {source}; check that the disk has space and that you may write to this folder", path.display())]
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
    #[error("{}: this folder does not exist; name the site folder, the one that contains {site}", .0.display(), site = SITE)]
    NoSite(PathBuf),
    /// A document of the site folder has a mistake.
    #[error("{0}\nCorrect this file or move it away, then import again; nothing was changed")]
    Document(#[from] DocumentError),
    /// A file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
}
