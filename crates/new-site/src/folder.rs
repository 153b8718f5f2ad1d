//! The folder in which a site is made.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use trangxa_messages::new;
use trangxa_site_files::FileError;

/// Why no site was made. The folder is as it was.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// The folder has something in it.
    #[error("{}", new::NotEmpty { folder: _0.display() })]
    NotEmpty(PathBuf),
    /// There is a file in place of the folder.
    #[error("{}", new::NoFolder { folder: _0.display() })]
    NoFolder(PathBuf),
    /// Something could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
}

/// Whether a site can be made in a folder: it does not exist, or is empty.
///
/// # Errors
/// The reason why not.
pub fn is_free(folder: &Path) -> Result<(), CreateError> {
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(CreateError::NotEmpty(folder.to_owned())),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Err(CreateError::NoFolder(folder.to_owned())),
        Err(_) if folder.is_file() => Err(CreateError::NoFolder(folder.to_owned())),
        Err(error) => Err(FileError::read(folder)(error).into()),
    }
}
