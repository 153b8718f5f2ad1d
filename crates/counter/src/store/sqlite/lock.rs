//! The lock on a file against other processes. Each process keeps counts in memory, and two would write contradicting ones.

use super::error::CountsFileError;
use crate::sibling::sibling;
use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::path::Path;
#[cfg(target_os = "linux")]
use trangxa_messages::counter as say;

/// A lock on a file. It is held while this value exists, which must be longer than any connection to the file: on Unix, SQLite's own
/// locks end when the process closes any handle to the file.
pub(crate) struct FileLock {
    /// Protects the name while there is no file yet.
    _name: File,
    /// The lock on the file itself, which is the same under all its names: hard links, bind mounts, containers that share a
    /// folder.
    file: Option<File>,
}

impl FileLock {
    /// Locks a name, and the file if there is one.
    ///
    /// # Errors
    /// If another process has locked one of them.
    pub(crate) fn acquire(path: &Path) -> Result<Self, CountsFileError> {
        let name = sibling(path, ".lock");
        let mut lock = Self {
            _name: locked(&name, OpenOptions::new().create(true).truncate(false).read(true).write(true), path)?,
            file: None,
        };
        if path.is_file() {
            lock.acquire_file(path)?;
        }
        Ok(lock)
    }

    /// Locks the file itself, if that is not done yet.
    ///
    /// # Errors
    /// If another process has locked it, or it cannot be opened.
    pub(crate) fn acquire_file(&mut self, path: &Path) -> Result<(), CountsFileError> {
        if self.file.is_none() {
            self.file = Some(lock_file(path)?);
        }
        Ok(())
    }

    /// What the system knows of the locked file, whatever its name is now.
    pub(crate) fn metadata(&self) -> Option<Metadata> {
        self.file.as_ref()?.metadata().ok()
    }
}

/// On Linux, the lock of the file as a whole (`flock`) and those of its bytes, which SQLite uses, are independent.
#[cfg(target_os = "linux")]
fn lock_file(path: &Path) -> Result<File, CountsFileError> {
    let file = locked(path, OpenOptions::new().read(true), path)?;
    if file.metadata().is_ok_and(|metadata| std::os::unix::fs::MetadataExt::nlink(&metadata) > 1) {
        let file = path.display();
        tracing::warn!(event = "file-has-several-names", %file, "{}", say::FileHasSeveralNames { file: &file });
    }
    Ok(file)
}

/// A stream of its own belongs to the file and not to one of its names. The lock of the stream that SQLite uses would keep SQLite out.
#[cfg(windows)]
fn lock_file(path: &Path) -> Result<File, CountsFileError> {
    locked(&sibling(path, ":lock"), OpenOptions::new().create(true).truncate(false).read(true).write(true), path)
}

/// Elsewhere, the lock of the whole file conflicts with those that SQLite uses.
#[cfg(not(any(target_os = "linux", windows)))]
fn lock_file(path: &Path) -> Result<File, CountsFileError> {
    use std::os::unix::fs::MetadataExt;
    let file = File::open(path).map_err(|error| CountsFileError::of_system(path, error))?;
    match file.metadata() {
        Ok(metadata) if metadata.nlink() > 1 => Err(CountsFileError::SeveralNames(path.to_owned())),
        _ => Ok(file),
    }
}

/// Opens and locks `file`, which stands for the database `path`.
fn locked(file: &Path, options: &OpenOptions, path: &Path) -> Result<File, CountsFileError> {
    let io = |error| CountsFileError::of_system(file, error);
    let opened = options.open(file).map_err(io)?;
    match opened.try_lock() {
        Ok(()) => Ok(opened),
        Err(TryLockError::WouldBlock) => Err(CountsFileError::InUse(path.to_owned())),
        Err(TryLockError::Error(error)) => Err(io(error)),
    }
}
