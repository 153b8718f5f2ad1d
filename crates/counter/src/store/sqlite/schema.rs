//! The tables of the file, and the steps that lead to them.

use rusqlite::{Connection, Transaction};
use trangxa_messages::counter as say;

/// The application id in the header of the file, "TXac", which identifies a file of this program.
pub(crate) const APPLICATION_ID: i32 = 0x5458_6163;

/// The current format: the number of [`MIGRATIONS`].
pub(crate) const FORMAT: usize = MIGRATIONS.len();

/// The steps that lead to the current tables. The file's `user_version` is the number of steps that were applied.
const MIGRATIONS: [&str; 1] = ["
    CREATE TABLE site (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        start_total INTEGER NOT NULL,
        since INTEGER -- days since 1970-01-01; NULL: not known
    );
    CREATE TABLE day (
        site INTEGER NOT NULL REFERENCES site,
        day INTEGER NOT NULL,
        visits INTEGER NOT NULL,
        views INTEGER NOT NULL,
        visitors INTEGER NOT NULL,
        PRIMARY KEY (site, day)
    ) WITHOUT ROWID;
    CREATE TABLE page (
        site INTEGER NOT NULL REFERENCES site,
        day INTEGER NOT NULL,
        path TEXT NOT NULL,
        views INTEGER NOT NULL,
        PRIMARY KEY (site, day, path)
    ) WITHOUT ROWID;
    -- Today's visitors, oldest first; of several rows with one key the last is valid. Appending a row changes one page of the
    -- file; with the key as the primary key, every row would change another page.
    CREATE TABLE seen (
        id INTEGER PRIMARY KEY,
        site INTEGER NOT NULL,
        key INTEGER NOT NULL,
        at INTEGER NOT NULL,
        page INTEGER NOT NULL
    );
    CREATE TABLE salt (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        day INTEGER NOT NULL,
        nonce BLOB NOT NULL,
        verifier INTEGER NOT NULL
    );
"];

/// Applies the steps that the file lacks.
///
/// # Errors
/// If SQLite cannot write.
pub(crate) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    let version: i32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    apply(&transaction, usize::try_from(version).unwrap_or(0)..FORMAT)?;
    transaction.commit()
}

fn apply(transaction: &Transaction<'_>, steps: std::ops::Range<usize>) -> rusqlite::Result<()> {
    let end = steps.end;
    for step in &MIGRATIONS[steps] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", end as i32)
}

/// Compares the tables of a file with those of its format; returns what differs.
///
/// # Errors
/// If SQLite cannot read the file.
pub(crate) fn difference(file: &Connection, format: usize) -> rusqlite::Result<Option<String>> {
    let mut expected = Connection::open_in_memory()?;
    let transaction = expected.transaction()?;
    apply(&transaction, 0..format)?;
    let (expected, found) = (columns(&transaction)?, columns(file)?);
    let missing =
        expected.iter().find(|column| !found.contains(column)).map(|part| say::FoundMissing { part }.to_string());
    let other =
        found.iter().find(|column| !expected.contains(column)).map(|part| say::FoundUnknown { part }.to_string());
    Ok(missing.or(other))
}

/// Everything that is defined in a file, one line for each column.
fn columns(file: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut columns = file.prepare(
        "SELECT schema.type || ' ' || schema.name || COALESCE(
             ', column ' || info.name || ' ' || info.type || CASE WHEN info.\"notnull\" THEN ' NOT NULL' ELSE '' END
                 || CASE WHEN info.pk > 0 THEN ', key ' || info.pk ELSE '' END, '')
         FROM sqlite_schema AS schema LEFT JOIN pragma_table_info(schema.name) AS info
         WHERE schema.name NOT LIKE 'sqlite^_%' ESCAPE '^'",
    )?;
    columns.query_map([], |row| row.get(0))?.collect()
}
