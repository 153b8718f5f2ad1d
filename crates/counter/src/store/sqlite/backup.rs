//! A backup of the file, made while the counter is running.

use super::check::check;
use super::connection::read_only;
use super::error::CountsFileError;
use crate::sibling::sibling;
use rusqlite::Connection;
use rusqlite::backup::Backup;
use std::path::{Path, PathBuf};
use std::time::Duration;
use trangxa_messages::counter as say;

/// Why a backup cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file cannot be read, or the backup cannot be written.
    #[error(transparent)]
    File(#[from] CountsFileError),
    /// The file to back up does not exist.
    #[error("{}", say::BackupOfNothing { file: &.0.display() })]
    Missing(PathBuf),
    /// The backup would replace an existing file.
    #[error("{}", say::BackupExists { file: &.0.display() })]
    Exists(PathBuf),
}

/// Copies the counts of `from`, as they are at one instant, to the new file `to`. Today's visitors and their salt are not copied: a
/// backup contains only numbers.
///
/// # Errors
/// If `from` is not a file of this program, if `to` exists, or if it cannot be written.
pub fn backup(from: &Path, to: &Path) -> Result<(), BackupError> {
    if to.exists() {
        return Err(BackupError::Exists(to.to_owned()));
    }
    if !check(from)? {
        return Err(BackupError::Missing(from.to_owned()));
    }
    let part = sibling(to, ".part");
    copy(from, &part).map_err(|error| CountsFileError::of_sqlite(&part, error))?;
    let io = |error| CountsFileError::of_system(to, error);
    std::fs::File::open(&part).and_then(|file| file.sync_all()).map_err(io)?;
    // The copy gets its name when it is complete.
    Ok(std::fs::rename(&part, to).map_err(io)?)
}

fn copy(from: &Path, to: &Path) -> rusqlite::Result<()> {
    // An earlier attempt may have left this file.
    let _ = std::fs::remove_file(to);
    let source = read_only(from)?;
    // Within one read transaction, a commit by the counter does not restart the copy.
    source.execute_batch("BEGIN")?;
    let mut copy = Connection::open(to)?;
    Backup::new(&source, &mut copy)?.run_to_completion(1024, Duration::ZERO, None)?;
    copy.execute_batch("PRAGMA journal_mode = DELETE; DELETE FROM seen; DELETE FROM salt; VACUUM;")?;
    copy.close().map_err(|(_, error)| error)
}
