//! A copy of the file, made while it is counted into.

use super::file::{self, FileError};
use crate::beside::beside;
use rusqlite::Connection;
use rusqlite::backup::Backup;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file cannot be read, or the copy not be written.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is nothing to copy.
    #[error("{}: there is no such file", .0.display())]
    Missing(PathBuf),
    /// It would replace something.
    #[error("{}: is there already; it is left as it is", .0.display())]
    Exists(PathBuf),
}

/// Copies the counts of `from` as they are at one moment to the new file `to`. Today's visitors and their salt stay behind:
/// a backup holds numbers only.
pub fn backup(from: &Path, to: &Path) -> Result<(), BackupError> {
    if to.exists() {
        return Err(BackupError::Exists(to.to_owned()));
    }
    if file::inspect(from)? {
        return Err(BackupError::Missing(from.to_owned()));
    }
    let part = beside(to, ".part");
    copy(from, &part).map_err(|error| FileError::Sqlite { path: part.clone(), error })?;
    let io = |error| FileError::Io { path: to.to_owned(), error };
    std::fs::File::open(&part).and_then(|file| file.sync_all()).map_err(io)?;
    // Under its name there is never half a backup.
    Ok(std::fs::rename(&part, to).map_err(io)?)
}

fn copy(from: &Path, to: &Path) -> rusqlite::Result<()> {
    // What an earlier attempt left.
    let _ = std::fs::remove_file(to);
    let source = file::read_only(from)?;
    // One read transaction: a commit that comes meanwhile does not begin the copy anew.
    source.execute_batch("BEGIN")?;
    let mut copy = Connection::open(to)?;
    Backup::new(&source, &mut copy)?.run_to_completion(1024, Duration::ZERO, None)?;
    copy.execute_batch("PRAGMA journal_mode = DELETE; DELETE FROM seen; DELETE FROM salt; VACUUM;")?;
    copy.close().map_err(|(_, error)| error)
}
