//! Noticing that a file was deleted, replaced or overwritten while it is open.
//!
//! On Unix, an open file can be deleted or renamed, and another file can take its name. SQLite goes on writing to a file that nobody
//! will ever find. Windows refuses all of that, so nothing is noticed there.

use super::lock::FileLock;
use crate::sibling::sibling;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use trangxa_messages::counter as say;

/// What identifies a file, whatever its name: device and inode.
type FileId = (u64, u64);

/// The length and the time of the last change, which show that another program has written.
type Stamp = (u64, Option<SystemTime>);

#[cfg(unix)]
fn id(metadata: &Metadata) -> FileId {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn id(_: &Metadata) -> FileId {
    (0, 0)
}

fn stamp(metadata: &Metadata) -> Stamp {
    // Elsewhere, the time may be updated only when a file is closed.
    (metadata.len(), if cfg!(unix) { metadata.modified().ok() } else { None })
}

/// Why an open file must not be written to any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FileChange {
    /// Its name is gone, or names another file.
    #[error("{}", say::DatabaseReplaced)]
    Replaced,
    /// Its log (`-wal`) or the index of that (`-shm`) is gone or another file.
    #[error("{}", say::LogReplaced)]
    LogReplaced,
    /// Another program has written to it.
    #[error("{}", say::DatabaseOverwritten)]
    Overwritten,
}

/// The names of an open database, of its log and of the index of the log, and which files they stand for.
#[derive(Clone)]
pub(crate) struct OpenedNames([(PathBuf, Option<FileId>); 3]);

impl OpenedNames {
    /// Remembers the files that are open now. The log must have been used.
    fn new(path: &Path, lock: &FileLock) -> Self {
        let log = |suffix| {
            let path = sibling(path, suffix);
            let id = std::fs::metadata(&path).ok().map(|metadata| id(&metadata));
            (path, id)
        };
        Self([(path.to_owned(), lock.metadata().map(|metadata| id(&metadata))), log("-wal"), log("-shm")])
    }

    /// Checks whether the names still stand for the same files.
    ///
    /// # Errors
    /// If one does not.
    pub(crate) fn check(&self) -> Result<(), FileChange> {
        for ((path, opened), change) in
            self.0.iter().zip([FileChange::Replaced, FileChange::LogReplaced, FileChange::LogReplaced])
        {
            if std::fs::metadata(path).ok().map(|metadata| id(&metadata)) != *opened {
                return Err(change);
            }
        }
        Ok(())
    }

    fn log(&self) -> &Path {
        let [_, (log, _), _] = &self.0;
        log
    }
}

/// Tells whether anyone else has touched the files since this program wrote last.
pub(crate) struct FileWatch {
    names: OpenedNames,
    /// The stamps of the database and of its log after this program wrote last.
    stamps: (Option<Stamp>, Option<Stamp>),
}

impl FileWatch {
    /// Begins to watch a file whose log has been used.
    pub(crate) fn begin(path: &Path, lock: &FileLock) -> Self {
        let mut watch = Self { names: OpenedNames::new(path, lock), stamps: (None, None) };
        watch.record(lock);
        watch
    }

    /// The names, for checks by other threads.
    pub(crate) fn names(&self) -> &OpenedNames {
        &self.names
    }

    /// Records the state of the files after this program has written.
    pub(crate) fn record(&mut self, lock: &FileLock) {
        self.stamps = self.current(lock);
    }

    /// Checks whether the files are those that were opened, as this program left them.
    ///
    /// # Errors
    /// If they are not.
    pub(crate) fn check(&self, lock: &FileLock) -> Result<(), FileChange> {
        self.names.check()?;
        if self.current(lock) == self.stamps { Ok(()) } else { Err(FileChange::Overwritten) }
    }

    /// Whether the database, which may have another name now or none, is as this program left it.
    pub(crate) fn is_database_untouched(&self, lock: &FileLock) -> bool {
        self.current(lock).0 == self.stamps.0
    }

    fn current(&self, lock: &FileLock) -> (Option<Stamp>, Option<Stamp>) {
        let log = std::fs::metadata(self.names.log()).ok();
        (lock.metadata().as_ref().map(stamp), log.as_ref().map(stamp))
    }
}
