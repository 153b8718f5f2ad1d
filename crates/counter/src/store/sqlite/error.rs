//! Why a file cannot be used.

use super::schema::FORMAT;
use crate::reason;
use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};
use trangxa_messages::SystemReason;
use trangxa_messages::counter as say;

/// Why a file cannot be used. Unless it says otherwise, the file was not changed.
#[derive(Debug, thiserror::Error)]
pub enum CountsFileError {
    /// The file belongs to another program, or its first page is damaged.
    #[error("{}", say::FileForeign { file: &.0.display() })]
    Foreign(PathBuf),
    /// The file is damaged.
    #[error("{}", say::FileDamaged { file: path.display(), found })]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        found: String,
    },
    /// The file has no content.
    #[error("{}", say::FileEmpty { file: &.0.display() })]
    Empty(PathBuf),
    /// The path names a folder, a pipe or a device.
    #[error("{}", say::FileNotAFile { file: &.0.display() })]
    NotAFile(PathBuf),
    /// The file was written by a later version of this program.
    #[error("{}", say::FileNewer { file: path.display(), found, known: FORMAT })]
    Newer {
        /// The file.
        path: PathBuf,
        /// The format of the file.
        found: i32,
    },
    /// Another process has locked the file.
    #[error("{}", say::FileInUse { file: &.0.display() })]
    InUse(PathBuf),
    /// The file has several names, and this system has no lock that all of them share.
    #[cfg(not(any(target_os = "linux", windows)))]
    #[error("{}", say::FileNamesUnlockable { file: &.0.display() })]
    SeveralNames(PathBuf),
    /// The folder of the file does not exist.
    #[error("{}", say::FileInNoFolder { folder: &.0.display() })]
    NoFolder(PathBuf),
    /// The operating system reports an error.
    #[error("{}", say::FileUnusable { file: path.display(), reason: SystemReason(error) })]
    Io {
        /// The file.
        path: PathBuf,
        /// The error.
        error: std::io::Error,
    },
    /// SQLite reports an error.
    #[error("{}", say::FileUnusable { file: path.display(), reason: reason::sqlite(error) })]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// The error.
        error: rusqlite::Error,
    },
}

impl CountsFileError {
    /// What an error of SQLite says about the file.
    pub(crate) fn of_sqlite(path: &Path, error: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Foreign(path),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, found: error.to_string() },
            None if is_wrong_value(&error) => Self::Damaged { path, found: error.to_string() },
            _ => Self::Sqlite { path, error },
        }
    }

    pub(crate) fn of_system(path: &Path, error: std::io::Error) -> Self {
        Self::Io { path: path.to_owned(), error }
    }
}

/// Whether a row holds a value that this program does not write.
fn is_wrong_value(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType};
    matches!(error, FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..))
}
