//! The file: opened, checked, brought up to date, read and written.

use crate::beside::beside;
use crate::book::{LastSalt, SiteHistory, Turn, Unwritten};
use crate::day::Day;
use crate::page::PagePath;
use crate::salt::{Nonce, VisitorKey};
use crate::site::Sites;
use crate::store::{MAX_RANKED, PAGES_KEPT_DAYS, PERIODS, Ranking};
use crate::tally::{DayCounts, Seen};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, params};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// "TXac" in the file's header: that it is one of ours.
const APPLICATION_ID: i32 = 0x5458_6163;

/// How the tables came to be as they are; the file's `user_version` says how many of these steps it has taken.
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
    -- Today's visitors in the order they were seen; of a key the last row holds. Appending touches one page of the file,
    -- where rows by key would touch one each.
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
pub enum FileError {
    /// It is something else.
    #[error("{}: not a file of trangxa-counter; it is left as it is", .0.display())]
    Foreign(PathBuf),
    /// It is damaged.
    #[error("{}: damaged ({found}); it is left as it is. Put a backup in its place, or name another file", path.display())]
    Damaged {
        /// Where it lies.
        path: PathBuf,
        /// What SQLite found.
        found: String,
    },
    /// A later version of this program made it.
    #[error("{}: written by a newer trangxa-counter (format {found}; this one knows up to {known}); it is left as it is", path.display(), known = MIGRATIONS.len())]
    Newer {
        /// Where it lies.
        path: PathBuf,
        /// Its format.
        found: i32,
    },
    /// Another process counts into it.
    #[error("{}: another trangxa-counter is using it", .0.display())]
    InUse(PathBuf),
    /// Nowhere to put it.
    #[error("{}: there is no such folder", .0.display())]
    NoFolder(PathBuf),
    /// The system refuses.
    #[error("{}: {error}", path.display())]
    Io {
        /// Where it lies.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// SQLite refuses.
    #[error("{}: {error}", path.display())]
    Sqlite {
        /// Where it lies.
        path: PathBuf,
        /// What SQLite says.
        error: rusqlite::Error,
    },
}

/// An open file that is whole and of this version.
pub struct File {
    connection: Connection,
    path: PathBuf,
    /// Held for as long as the file is open.
    _lock: std::fs::File,
    /// The number of each site in the file.
    sites: Vec<i64>,
}

impl File {
    /// Opens a file to count into; makes it where there is none. What is no counter's file, damaged, or newer than this
    /// program, is not touched.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        let path = &real(path)?;
        let lock = lock(path)?;
        if inspect(path)? {
            make(path)?;
        }
        let sqlite = |error| FileError::Sqlite { path: path.to_owned(), error };
        let mut connection = read_write(path).map_err(sqlite)?;
        // Yesterday's nonce and hashes are overwritten, not only marked as free.
        connection.pragma_update(None, "secure_delete", true).map_err(sqlite)?;
        migrate(&mut connection).map_err(sqlite)?;
        Ok(Self { connection, path: path.to_owned(), _lock: lock, sites: Vec::new() })
    }

    /// A second connection, which only reads.
    pub fn reader(&self) -> rusqlite::Result<Reader> {
        Ok(Reader { connection: read_only(&self.path)?, sites: self.sites.clone() })
    }

    /// Makes the sites known to the file, and returns what it holds of each.
    pub fn histories(&mut self, sites: &Sites, today: Day) -> rusqlite::Result<Vec<SiteHistory>> {
        let transaction = self.connection.transaction()?;
        self.sites.clear();
        let mut histories = Vec::new();
        for site in sites.all() {
            let id = enroll(&transaction, site, today)?;
            self.sites.push(id);
            histories.push(history(&transaction, id, today)?);
        }
        transaction.commit()?;
        Ok(histories)
    }

    /// The salt in use when the file was last written to.
    pub fn last_salt(&self) -> rusqlite::Result<Option<LastSalt>> {
        let turn = self.connection.query_row("SELECT day, nonce, verifier FROM salt", [], |row| {
            let (day, nonce, check) = (Day::from_number(row.get(0)?), Nonce(row.get(1)?), from_sql(row.get(2)?));
            Ok(Turn { day, follows: false, nonce, check })
        });
        let Some(turn) = turn.optional()? else { return Ok(None) };
        let mut statement = self.connection.prepare("SELECT site, key, at, page FROM seen ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut seen = Vec::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            // A site that is no longer counted.
            let Some(site) = self.sites.iter().position(|known| *known == id) else { continue };
            seen.push((site, VisitorKey(from_sql(row.get(1)?)), Seen { at: row.get(2)?, page: row.get(3)? }));
        }
        Ok(Some(LastSalt { turn, seen }))
    }

    /// Writes counts, all of them or none. When it returns, they are on the disk.
    pub fn write(&mut self, unwritten: &Unwritten) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction()?;
        if let Some(turn) = unwritten.turn {
            transaction.execute("DELETE FROM seen", [])?;
            transaction.execute(
                "INSERT OR REPLACE INTO salt (id, day, nonce, verifier) VALUES (1, ?1, ?2, ?3)",
                params![turn.day.number(), turn.nonce.0, to_sql(turn.check)],
            )?;
            // Not after a jump: a clock that is wrong must not cost a year of counts.
            if turn.follows {
                let first_kept = turn.day.plus(-PAGES_KEPT_DAYS).number();
                transaction.execute("DELETE FROM page WHERE day < ?1", [first_kept])?;
            }
        }
        write_counts(&transaction, &self.sites, unwritten)?;
        transaction.commit()?;
        if unwritten.turn.is_some() {
            // The old nonce may lie in the log yet. If a reader keeps the log busy, the next commits overwrite it.
            let _ = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        }
        Ok(())
    }

    /// Leaves one file behind, without its log.
    pub fn close(self) -> rusqlite::Result<()> {
        self.connection.close().map_err(|(_, error)| error)
    }
}

/// A connection that only reads.
pub struct Reader {
    connection: Connection,
    sites: Vec<i64>,
}

impl Reader {
    /// The most read pages of a site.
    pub fn ranking(&self, site: usize, today: Day) -> rusqlite::Result<Vec<Ranking>> {
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
            rankings.push(Ranking { days, pages: rows.collect::<rusqlite::Result<_>>()? });
        }
        Ok(rankings)
    }
}

/// SQLite's integers have a sign.
fn to_sql(number: u64) -> i64 {
    number.cast_signed()
}

fn from_sql(number: i64) -> u64 {
    number.cast_unsigned()
}

/// Opens a file to write to, or makes it. A commit is on the disk when it returns: an acknowledged hit survives a power cut, too.
fn read_write(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    Ok(connection)
}

/// Makes a file with empty tables. Under its name there is never half a file, which the next start could not tell from a
/// foreign one.
fn make(path: &Path) -> Result<(), FileError> {
    let part = beside(path, ".part");
    // What an attempt that was killed left behind; and the log of a file that is gone is no part of this one.
    for left in
        [part.clone(), beside(&part, "-wal"), beside(&part, "-shm"), beside(&part, "-journal"), beside(path, "-wal")]
    {
        let _ = std::fs::remove_file(left);
    }
    let tables = || {
        let mut connection = read_write(&part)?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        migrate(&mut connection)?;
        connection.close().map_err(|(_, error)| error)
    };
    tables().map_err(|error| FileError::Sqlite { path: part.clone(), error })?;
    std::fs::rename(&part, path).map_err(|error| FileError::Io { path: path.to_owned(), error })
}

/// Where a file really lies, so that it has one lock and one log whatever it is called.
fn real(path: &Path) -> Result<PathBuf, FileError> {
    let io = |error| FileError::Io { path: path.to_owned(), error };
    match path.canonicalize() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let folder = folder.canonicalize().map_err(|_| FileError::NoFolder(folder.to_owned()))?;
            Ok(path.file_name().map_or(folder.clone(), |name| folder.join(name)))
        }
        found => found.map_err(io),
    }
}

/// Opens a file without ever writing to it.
pub fn read_only(path: &Path) -> rusqlite::Result<Connection> {
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    Ok(connection)
}

/// One process at a time: two would each overwrite what the other counts on. Beside the file and not on it, because closing any
/// handle to a file drops SQLite's own locks on it.
fn lock(path: &Path) -> Result<std::fs::File, FileError> {
    let lock = beside(path, ".lock");
    let io = |error| FileError::Io { path: lock.clone(), error };
    let file =
        std::fs::OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&lock).map_err(io)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(FileError::InUse(path.to_owned())),
        Err(std::fs::TryLockError::Error(error)) => Err(io(error)),
    }
}

/// Looks at a file without touching it; returns whether there is none yet.
pub fn inspect(path: &Path) -> Result<bool, FileError> {
    // An empty file is as good as none.
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.len() > 0 => {}
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(FileError::Io { path: path.to_owned(), error });
        }
        _ => return Ok(true),
    }
    let unusable = |error: rusqlite::Error| {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => FileError::Foreign(path),
            Some(ErrorCode::DatabaseCorrupt) => FileError::Damaged { path, found: error.to_string() },
            _ => FileError::Sqlite { path, error },
        }
    };
    let connection = read_only(path).map_err(unusable)?;
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(unusable);
    if pragma("application_id")? != APPLICATION_ID {
        return Err(FileError::Foreign(path.to_owned()));
    }
    let version = pragma("user_version")?;
    if usize::try_from(version).is_ok_and(|version| version > MIGRATIONS.len()) {
        return Err(FileError::Newer { path: path.to_owned(), found: version });
    }
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(unusable)?;
    if found != "ok" {
        return Err(FileError::Damaged { path: path.to_owned(), found });
    }
    Ok(false)
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

/// The number of a site in the file; what was said of it is taken over.
fn enroll(transaction: &Transaction<'_>, site: &crate::site::Site, today: Day) -> rusqlite::Result<i64> {
    transaction.execute(
        "INSERT OR IGNORE INTO site (name, start_total, since) VALUES (?1, 0, ?2)",
        params![site.id, site.began(today).map(Day::number)],
    )?;
    if let Some(total) = site.start_total {
        // Where an old counter's total is taken over, its first day is not today.
        let sql = "UPDATE site SET start_total = ?2, since = NULL WHERE name = ?1 AND start_total <> ?2";
        transaction.execute(sql, params![site.id, to_sql(total)])?;
    }
    if let Some(since) = site.since {
        transaction.execute("UPDATE site SET since = ?2 WHERE name = ?1", params![site.id, since.number()])?;
    }
    transaction.query_row("SELECT id FROM site WHERE name = ?1", [&site.id], |row| row.get(0))
}

fn history(transaction: &Transaction<'_>, id: i64, today: Day) -> rusqlite::Result<SiteHistory> {
    let (start_total, since) =
        transaction.query_row("SELECT start_total, since FROM site WHERE id = ?1", [id], |row| {
            Ok((from_sql(row.get(0)?), row.get::<_, Option<i64>>(1)?.map(Day::from_number)))
        })?;
    let visits =
        transaction.query_row("SELECT COALESCE(SUM(visits), 0) FROM day WHERE site = ?1", [id], |row| row.get(0))?;
    let mut recent = transaction
        .prepare("SELECT day, visits, views, visitors FROM day WHERE site = ?1 AND day >= ?2 ORDER BY day LIMIT 8")?;
    let days = recent
        .query_map(params![id, today.plus(-1).number()], |row| {
            let (visits, views, visitors) = (from_sql(row.get(1)?), from_sql(row.get(2)?), from_sql(row.get(3)?));
            Ok((Day::from_number(row.get(0)?), DayCounts { visits, views, visitors }))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut paths = transaction.prepare("SELECT path FROM page WHERE site = ?1 AND day = ?2")?;
    let pages = paths
        .query_map(params![id, today.number()], |row| row.get::<_, String>(0))?
        .filter_map(|path| path.map(|path| PagePath::parse(&path).ok()).transpose())
        .collect::<rusqlite::Result<_>>()?;
    Ok(SiteHistory { start_total, since, visits: from_sql(visits), days, pages })
}

fn write_counts(transaction: &Transaction<'_>, sites: &[i64], unwritten: &Unwritten) -> rusqlite::Result<()> {
    let mut day = transaction.prepare_cached(
        "INSERT INTO day (site, day, visits, views, visitors) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET visits = visits + excluded.visits, views = views + excluded.views,
         visitors = visitors + excluded.visitors",
    )?;
    for ((site, on), counts) in &unwritten.days {
        let (visits, views, visitors) = (to_sql(counts.visits), to_sql(counts.views), to_sql(counts.visitors));
        day.execute(params![sites[*site], on.number(), visits, views, visitors])?;
    }
    let mut page = transaction.prepare_cached(
        "INSERT INTO page (site, day, path, views) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET views = views + excluded.views",
    )?;
    for ((site, on, path), views) in &unwritten.pages {
        page.execute(params![sites[*site], on.number(), path.as_str(), to_sql(*views)])?;
    }
    let mut seen = transaction.prepare_cached("INSERT INTO seen (site, key, at, page) VALUES (?1, ?2, ?3, ?4)")?;
    for (site, key, at) in &unwritten.seen {
        seen.execute(params![sites[*site], to_sql(key.0), at.at, at.page])?;
    }
    Ok(())
}
