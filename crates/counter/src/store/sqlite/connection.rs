//! What every connection to a file needs: opening it for reading, and SQLite's integers.

use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// Opens a file for reading only.
///
/// # Errors
/// If SQLite cannot open it.
pub(crate) fn read_only(path: &Path) -> rusqlite::Result<Connection> {
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    Ok(connection)
}

/// SQLite's integers are signed; the bits are kept.
pub(crate) fn to_sql(number: u64) -> i64 {
    number.cast_signed()
}

pub(crate) fn from_sql(number: i64) -> u64 {
    number.cast_unsigned()
}
