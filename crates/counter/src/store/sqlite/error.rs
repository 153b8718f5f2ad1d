//! Why a file cannot be used.

use super::schema::FORMAT;
use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// Why a file cannot be used. Unless it says otherwise, the file was not changed.
#[derive(Debug, thiserror::Error)]
pub enum CountsFileError {
    /// The file belongs to another program, or its first page is damaged.
    #[error(
        "{}: not a database of trangxa-counter; it was not changed. If it was one, it is damaged: put a backup in its \
         place. Otherwise give another --db",
        .0.display()
    )]
    Foreign(PathBuf),
    /// The file is damaged.
    #[error("{}: damaged ({found}); it was not changed. Put a backup in its place, or give another --db", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        found: String,
    },
    /// The file has no content.
    #[error(
        "{}: empty (0 bytes), which a database of trangxa-counter never is; it was not changed. If it held counts, put a \
         backup in its place; otherwise remove it, and a new one is made",
        .0.display()
    )]
    Empty(PathBuf),
    /// The path names a folder, a pipe or a device.
    #[error("{}: not a file; give the path of a file as --db", .0.display())]
    NotAFile(PathBuf),
    /// The file was written by a later version of this program.
    #[error("{}: written by a newer trangxa-counter (format {found}; this one supports formats up to {FORMAT}); it was not changed", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The format of the file.
        found: i32,
    },
    /// Another process has locked the file.
    #[error("{}: another trangxa-counter is using it, maybe under another name", .0.display())]
    InUse(PathBuf),
    /// The file has several names, and this system has no lock that all of them share.
    #[cfg(not(any(target_os = "linux", windows)))]
    #[error("{}: the file has several names (hard links), and a lock by name cannot protect it; remove the other names", .0.display())]
    SeveralNames(PathBuf),
    /// The folder of the file does not exist.
    #[error("{}: there is no such folder", .0.display())]
    NoFolder(PathBuf),
    /// The operating system reports an error.
    #[error("{}: {error}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The error.
        error: std::io::Error,
    },
    /// SQLite reports an error.
    #[error("{}: {error}", path.display())]
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
