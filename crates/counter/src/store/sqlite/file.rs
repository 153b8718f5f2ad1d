//! The SQLite file: opening, checking, migrating, reading and writing.

use crate::aggregator::{PendingWrites, SaltRotation, SiteHistory, StoredSalt};
use crate::day::VietnamDay;
use crate::page::PagePath;
use crate::salt::{Nonce, VisitorKey};
use crate::sibling::sibling;
use crate::site::{CountedSite, Sites};
use crate::site_counts::{DayCounts, LastSeen};
use crate::store::rankings::{MAX_RANKED, PAGES_KEPT_DAYS, PERIODS, PeriodRanking};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, params};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The application id in the header of the file, "TXac", which identifies a file of this program.
const APPLICATION_ID: i32 = 0x5458_6163;

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

/// Why a file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CountsFileError {
    /// The file belongs to another program.
    #[error("{}: not a file of trangxa-counter; it was not changed", .0.display())]
    Foreign(PathBuf),
    /// The file is damaged.
    #[error("{}: damaged ({found}); it was not changed. Replace it with a backup, or use another file", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite found.
        found: String,
    },
    /// The file was written by a later version of this program.
    #[error("{}: written by a newer trangxa-counter (format {found}; this one supports formats up to {known}); it was not changed", path.display(), known = MIGRATIONS.len())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The format of the file.
        found: i32,
    },
    /// Another process has locked the file.
    #[error("{}: another trangxa-counter is using it", .0.display())]
    InUse(PathBuf),
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

/// An open file that was checked and has the current format.
pub(crate) struct CountsFile {
    connection: Connection,
    path: PathBuf,
    /// The lock is held while this value exists.
    _lock: std::fs::File,
    /// The id of each site in the table `site`, by index in [`Sites`].
    sites: Vec<i64>,
}

impl CountsFile {
    /// Opens a file, or creates it. A file that belongs to another program, is damaged, or has a newer format is not changed.
    ///
    /// # Errors
    /// If the file cannot be used, or another process uses it.
    pub(crate) fn open(path: &Path) -> Result<Self, CountsFileError> {
        let path = &canonical(path)?;
        let lock = lock(path)?;
        if !check(path)? {
            create(path)?;
        }
        let sqlite = |error| CountsFileError::Sqlite { path: path.to_owned(), error };
        let mut connection = read_write(path).map_err(sqlite)?;
        // Deleted rows are overwritten with zeros: yesterday's nonce and hashes must not remain in free pages.
        connection.pragma_update(None, "secure_delete", true).map_err(sqlite)?;
        migrate(&mut connection).map_err(sqlite)?;
        Ok(Self { connection, path: path.to_owned(), _lock: lock, sites: Vec::new() })
    }

    /// A second connection, for reading only.
    ///
    /// # Errors
    /// If the file cannot be opened again.
    pub(crate) fn reader(&self) -> rusqlite::Result<RankingsReader> {
        Ok(RankingsReader { connection: read_only(&self.path)?, sites: self.sites.clone() })
    }

    /// Adds the sites to the file where they are missing, and returns what the file holds of each, in the order of [`Sites`].
    ///
    /// # Errors
    /// If the file cannot be read or written.
    pub(crate) fn histories(&mut self, sites: &Sites, today: VietnamDay) -> rusqlite::Result<Vec<SiteHistory>> {
        let transaction = self.connection.transaction()?;
        self.sites.clear();
        let mut histories = Vec::new();
        for site in sites.all() {
            let id = register_site(&transaction, site, today)?;
            self.sites.push(id);
            histories.push(history(&transaction, id, today)?);
        }
        transaction.commit()?;
        Ok(histories)
    }

    /// The salt that was in use when the file was last written to; `None` in a new file or a backup.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub(crate) fn stored_salt(&self) -> rusqlite::Result<Option<StoredSalt>> {
        let rotation = self.connection.query_row("SELECT day, nonce, verifier FROM salt", [], |row| {
            let (day, nonce, check) = (VietnamDay::from_number(row.get(0)?), Nonce(row.get(1)?), from_sql(row.get(2)?));
            Ok(SaltRotation { day, is_next_day: false, nonce, check })
        });
        let Some(rotation) = rotation.optional()? else { return Ok(None) };
        let mut statement = self.connection.prepare("SELECT site, key, at, page FROM seen ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut visitors = Vec::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            // Visitors of a site that is no longer counted are skipped.
            let Some(site) = self.sites.iter().position(|known| *known == id) else { continue };
            visitors.push((site, VisitorKey(from_sql(row.get(1)?)), LastSeen { at: row.get(2)?, page: row.get(3)? }));
        }
        Ok(Some(StoredSalt { rotation, visitors }))
    }

    /// Writes all of `pending` in one transaction. When it returns `Ok`, the data is on the disk.
    ///
    /// # Errors
    /// If SQLite cannot write; then nothing was written.
    pub(crate) fn write(&mut self, pending: &PendingWrites) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction()?;
        if let Some(rotation) = pending.rotation {
            transaction.execute("DELETE FROM seen", [])?;
            transaction.execute(
                "INSERT OR REPLACE INTO salt (id, day, nonce, verifier) VALUES (1, ?1, ?2, ?3)",
                params![rotation.day.number(), rotation.nonce.0, to_sql(rotation.check)],
            )?;
            // Old rows are not deleted after the clock jumped: a wrong clock must not delete a year of counts.
            if rotation.is_next_day {
                let first_kept = rotation.day.plus(-PAGES_KEPT_DAYS).number();
                transaction.execute("DELETE FROM page WHERE day < ?1", [first_kept])?;
            }
        }
        write_counts(&transaction, &self.sites, pending)?;
        transaction.commit()?;
        if pending.rotation.is_some() {
            // The write-ahead log may still contain the old nonce. If a reader prevents the checkpoint, later commits overwrite the log.
            let _ = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        }
        Ok(())
    }

    /// Closes the file. SQLite moves the write-ahead log into it and deletes the log.
    ///
    /// # Errors
    /// If SQLite cannot close the file.
    pub(crate) fn close(self) -> rusqlite::Result<()> {
        self.connection.close().map_err(|(_, error)| error)
    }
}

/// A connection that reads the most read pages.
pub(crate) struct RankingsReader {
    connection: Connection,
    sites: Vec<i64>,
}

impl RankingsReader {
    /// The most read pages of the site with this index, for all periods that end with `today`.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub(crate) fn rankings(&self, site: usize, today: VietnamDay) -> rusqlite::Result<Vec<PeriodRanking>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT path, SUM(views) FROM page WHERE site = ?1 AND day BETWEEN ?2 AND ?3
             GROUP BY path ORDER BY 2 DESC, 1 LIMIT ?4",
        )?;
        let mut rankings = Vec::new();
        for days in PERIODS {
            let first = today.plus(1 - i64::from(days)).number();
            let rows = statement
                .query_map(params![self.sites[site], first, today.number(), MAX_RANKED as i64], |row| {
                    Ok((row.get(0)?, from_sql(row.get(1)?)))
                })?;
            rankings.push(PeriodRanking { days, pages: rows.collect::<rusqlite::Result<_>>()? });
        }
        Ok(rankings)
    }
}

/// SQLite's integers are signed; the bits are kept.
fn to_sql(number: u64) -> i64 {
    number.cast_signed()
}

fn from_sql(number: i64) -> u64 {
    number.cast_unsigned()
}

/// Opens or creates a file for writing. With `synchronous = FULL` a commit is on the disk when it returns, so that an acknowledged hit
/// also survives a power failure.
fn read_write(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    Ok(connection)
}

/// Creates a file with empty tables. It gets its name when it is complete: the next start could not distinguish an incomplete file
/// from a file of another program.
fn create(path: &Path) -> Result<(), CountsFileError> {
    let part = sibling(path, ".part");
    // These may be left by an attempt that was killed. The log of a file that was deleted must not be applied to the new one.
    for leftover in [
        part.clone(),
        sibling(&part, "-wal"),
        sibling(&part, "-shm"),
        sibling(&part, "-journal"),
        sibling(path, "-wal"),
    ] {
        let _ = std::fs::remove_file(leftover);
    }
    let tables = || {
        let mut connection = read_write(&part)?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        migrate(&mut connection)?;
        connection.close().map_err(|(_, error)| error)
    };
    tables().map_err(|error| CountsFileError::Sqlite { path: part.clone(), error })?;
    std::fs::rename(&part, path).map_err(|error| CountsFileError::Io { path: path.to_owned(), error })
}

/// The path of a file without symbolic links, so that a file has the same lock and log under all its names.
fn canonical(path: &Path) -> Result<PathBuf, CountsFileError> {
    let io = |error| CountsFileError::Io { path: path.to_owned(), error };
    match path.canonicalize() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let folder = folder.canonicalize().map_err(|_| CountsFileError::NoFolder(folder.to_owned()))?;
            Ok(path.file_name().map_or(folder.clone(), |name| folder.join(name)))
        }
        found => found.map_err(io),
    }
}

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

/// Locks the file against other processes: each keeps counts in memory, and two would write contradicting ones. The lock is a file
/// of its own, because closing any handle to the database would release SQLite's locks on it.
fn lock(path: &Path) -> Result<std::fs::File, CountsFileError> {
    let lock = sibling(path, ".lock");
    let io = |error| CountsFileError::Io { path: lock.clone(), error };
    let file =
        std::fs::OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&lock).map_err(io)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(CountsFileError::InUse(path.to_owned())),
        Err(std::fs::TryLockError::Error(error)) => Err(io(error)),
    }
}

/// Checks a file without changing it; returns whether it exists and is not empty.
///
/// # Errors
/// If it is not a file of this program, is damaged, has a newer format, or cannot be read.
pub(crate) fn check(path: &Path) -> Result<bool, CountsFileError> {
    // An empty file is treated as if it did not exist.
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.len() > 0 => {}
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(CountsFileError::Io { path: path.to_owned(), error });
        }
        _ => return Ok(false),
    }
    let unusable = |error: rusqlite::Error| {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => CountsFileError::Foreign(path),
            Some(ErrorCode::DatabaseCorrupt) => CountsFileError::Damaged { path, found: error.to_string() },
            _ => CountsFileError::Sqlite { path, error },
        }
    };
    let connection = read_only(path).map_err(unusable)?;
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(unusable);
    if pragma("application_id")? != APPLICATION_ID {
        return Err(CountsFileError::Foreign(path.to_owned()));
    }
    let version = pragma("user_version")?;
    if usize::try_from(version).is_ok_and(|version| version > MIGRATIONS.len()) {
        return Err(CountsFileError::Newer { path: path.to_owned(), found: version });
    }
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(unusable)?;
    if found != "ok" {
        return Err(CountsFileError::Damaged { path: path.to_owned(), found });
    }
    Ok(true)
}

fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    let version: i32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for step in MIGRATIONS.iter().skip(usize::try_from(version).unwrap_or(0)) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", MIGRATIONS.len() as i32)?;
    transaction.commit()
}

/// Adds a site to the file where it is missing, applies the options that were given for it, and returns its id in the file.
fn register_site(transaction: &Transaction<'_>, site: &CountedSite, today: VietnamDay) -> rusqlite::Result<i64> {
    transaction.execute(
        "INSERT OR IGNORE INTO site (name, start_total, since) VALUES (?1, 0, ?2)",
        params![site.id, site.first_day(today).map(VietnamDay::number)],
    )?;
    if let Some(total) = site.start_total {
        // The first day of a total that is taken over is not today.
        let sql = "UPDATE site SET start_total = ?2, since = NULL WHERE name = ?1 AND start_total <> ?2";
        transaction.execute(sql, params![site.id, to_sql(total)])?;
    }
    if let Some(since) = site.since {
        transaction.execute("UPDATE site SET since = ?2 WHERE name = ?1", params![site.id, since.number()])?;
    }
    transaction.query_row("SELECT id FROM site WHERE name = ?1", [&site.id], |row| row.get(0))
}

fn history(transaction: &Transaction<'_>, id: i64, today: VietnamDay) -> rusqlite::Result<SiteHistory> {
    let (start_total, since) =
        transaction.query_row("SELECT start_total, since FROM site WHERE id = ?1", [id], |row| {
            Ok((from_sql(row.get(0)?), row.get::<_, Option<i64>>(1)?.map(VietnamDay::from_number)))
        })?;
    let visits =
        transaction.query_row("SELECT COALESCE(SUM(visits), 0) FROM day WHERE site = ?1", [id], |row| row.get(0))?;
    let mut recent = transaction
        .prepare("SELECT day, visits, views, visitors FROM day WHERE site = ?1 AND day >= ?2 ORDER BY day LIMIT 8")?;
    let days = recent
        .query_map(params![id, today.plus(-1).number()], |row| {
            let (visits, views, visitors) = (from_sql(row.get(1)?), from_sql(row.get(2)?), from_sql(row.get(3)?));
            Ok((VietnamDay::from_number(row.get(0)?), DayCounts { visits, views, visitors }))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut paths = transaction.prepare("SELECT path FROM page WHERE site = ?1 AND day = ?2")?;
    let pages = paths
        .query_map(params![id, today.number()], |row| row.get::<_, String>(0))?
        .filter_map(|path| path.map(|path| PagePath::parse(&path).ok()).transpose())
        .collect::<rusqlite::Result<_>>()?;
    Ok(SiteHistory { start_total, since, visits: from_sql(visits), days, pages })
}

fn write_counts(transaction: &Transaction<'_>, sites: &[i64], pending: &PendingWrites) -> rusqlite::Result<()> {
    let mut day = transaction.prepare_cached(
        "INSERT INTO day (site, day, visits, views, visitors) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET visits = visits + excluded.visits, views = views + excluded.views,
         visitors = visitors + excluded.visitors",
    )?;
    for ((site, on), counts) in &pending.days {
        let (visits, views, visitors) = (to_sql(counts.visits), to_sql(counts.views), to_sql(counts.visitors));
        day.execute(params![sites[*site], on.number(), visits, views, visitors])?;
    }
    let mut page = transaction.prepare_cached(
        "INSERT INTO page (site, day, path, views) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET views = views + excluded.views",
    )?;
    for ((site, on, path), views) in &pending.pages {
        page.execute(params![sites[*site], on.number(), path.as_str(), to_sql(*views)])?;
    }
    let mut seen = transaction.prepare_cached("INSERT INTO seen (site, key, at, page) VALUES (?1, ?2, ?3, ?4)")?;
    for (site, key, at) in &pending.visitors {
        seen.execute(params![sites[*site], to_sql(key.0), at.at, at.page])?;
    }
    Ok(())
}
