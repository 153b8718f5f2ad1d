//! Checking a file without changing it.

use super::connection::read_only;
use super::error::CountsFileError;
use super::schema::{APPLICATION_ID, FORMAT, difference};
use rusqlite::Connection;
use std::path::Path;
use trangxa_messages::counter as say;

/// Rows with values that this program does not write. Names and paths are not looked at: the number of pages may be large, and
/// `quick_check` reads them all.
const WRONG_ROWS: &str = "
    SELECT 'day', COUNT(*) FROM day WHERE typeof(day) || typeof(visits) || typeof(views) || typeof(visitors)
        <> 'integerintegerintegerinteger' OR MIN(visits, views, visitors) < 0
    UNION ALL SELECT 'site', COUNT(*) FROM site WHERE typeof(start_total) <> 'integer' OR start_total < 0
    UNION ALL SELECT 'salt', COUNT(*) FROM salt WHERE typeof(nonce) <> 'blob' OR length(nonce) <> 32";

/// Checks a file; returns whether it exists.
///
/// # Errors
/// If it is not a file of this program, is empty or damaged, has a newer format, or cannot be read.
pub(crate) fn check(path: &Path) -> Result<bool, CountsFileError> {
    match std::fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => return Err(CountsFileError::NotAFile(path.to_owned())),
        Ok(metadata) if metadata.len() == 0 => return Err(CountsFileError::Empty(path.to_owned())),
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(CountsFileError::of_system(path, error)),
    }
    let unusable = |error| CountsFileError::of_sqlite(path, error);
    let damaged = |found| CountsFileError::Damaged { path: path.to_owned(), found };
    let connection = read_only(path).map_err(unusable)?;
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(unusable);
    if pragma("application_id")? != APPLICATION_ID {
        return Err(CountsFileError::Foreign(path.to_owned()));
    }
    let version = pragma("user_version")?;
    let format = match usize::try_from(version) {
        Ok(format) if format > FORMAT => return Err(CountsFileError::Newer { path: path.to_owned(), found: version }),
        Ok(format) if format > 0 => format,
        _ => return Err(damaged(say::FoundFormat { format: version }.to_string())),
    };
    // The tables come first: `quick_check` of a table that is defined otherwise would say nothing about it.
    if let Some(difference) = difference(&connection, format).map_err(unusable)? {
        return Err(damaged(difference));
    }
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(unusable)?;
    if found != "ok" {
        return Err(damaged(found));
    }
    wrong_rows(&connection).map_err(unusable)?.map_or(Ok(true), |found| Err(damaged(found)))
}

/// Where rows have values that this program does not write.
fn wrong_rows(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let mut statement = connection.prepare(WRONG_ROWS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, wrong): (String, i64) = (row.get(0)?, row.get(1)?);
        if wrong > 0 {
            return Ok(Some(say::FoundWrongRows { rows: wrong, table }.to_string()));
        }
    }
    Ok(None)
}
