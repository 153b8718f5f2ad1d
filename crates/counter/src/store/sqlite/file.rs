//! The open SQLite file: creating it, reading what it holds, and writing what was counted.

use super::check::check;
use super::connection::{from_sql, to_sql};
use super::error::CountsFileError;
use super::lock::FileLock;
use super::reader::RankingsReader;
use super::schema::{APPLICATION_ID, migrate};
use super::watch::{FileChange, FileWatch, OpenedNames};
use crate::aggregator::{KEPT_DAYS, PendingWrites, SaltRotation, SiteHistory, StoredSalt};
use crate::day::VietnamDay;
use crate::page::PagePath;
use crate::reason;
use crate::salt::{Nonce, VisitorKey};
use crate::sibling::sibling;
use crate::site::{CountedSite, Sites};
use crate::site_counts::{DayCounts, LastSeen};
use crate::store::rankings::PAGES_KEPT_DAYS;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, params};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use trangxa_messages::counter as say;

/// Pages are only deleted when this many of the days of [`RETENTION_PROOF_WITHIN`] were counted: a clock that is years ahead must not
/// delete what was counted before.
const RETENTION_PROOF_DAYS: i64 = 7;
/// See [`RETENTION_PROOF_DAYS`].
const RETENTION_PROOF_WITHIN: i64 = 14;

/// Why something was not written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    /// The files are not those that were opened. Nothing is written until they are there again as they were.
    #[error(transparent)]
    Changed(#[from] FileChange),
    /// The file is damaged. Nothing is written to it any more.
    #[error("{}", say::DatabaseDamaged { found: &.0 })]
    Damaged(String),
    /// SQLite could not write, for example because the disk is full. It may be tried again.
    #[error("{}", reason::sqlite(.0))]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for WriteError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}

/// An open file that was checked and has the current format.
pub(crate) struct CountsFile {
    connection: Connection,
    path: PathBuf,
    lock: Arc<FileLock>,
    watch: FileWatch,
    /// What SQLite reported when it found the file damaged.
    damage: Option<String>,
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
        let mut lock = FileLock::acquire(path)?;
        if !check(path)? {
            create(path)?;
            let file = path.display();
            tracing::info!(event = "file-made", %file, "{}", say::FileMade { file: &file });
        }
        lock.acquire_file(path)?;
        let sqlite = |error| CountsFileError::of_sqlite(path, error);
        let mut connection = read_write(path).map_err(sqlite)?;
        // Deleted rows are overwritten with zeros: yesterday's nonce and hashes must not remain in free pages.
        connection.pragma_update(None, "secure_delete", true).map_err(sqlite)?;
        migrate(&mut connection).map_err(sqlite)?;
        let watch = FileWatch::begin(path, &lock);
        Ok(Self { connection, path: path.to_owned(), lock: Arc::new(lock), watch, damage: None, sites: Vec::new() })
    }

    /// A second connection, for reading only.
    ///
    /// # Errors
    /// If the file cannot be opened again.
    pub(crate) fn reader(&self) -> Result<RankingsReader, CountsFileError> {
        let reader = RankingsReader::open(&self.path, Arc::clone(&self.lock), self.sites.clone());
        reader.map_err(|error| CountsFileError::of_sqlite(&self.path, error))
    }

    /// The names of the open files, for checks by other threads.
    pub(crate) fn names(&self) -> OpenedNames {
        self.watch.names().clone()
    }

    /// Adds the sites to the file where they are missing, and returns what the file holds of each, in the order of [`Sites`]. What was
    /// counted on days to come, while the clock was ahead, is added to `today`.
    ///
    /// # Errors
    /// If the file cannot be read or written.
    pub(crate) fn histories(&mut self, sites: &Sites, today: VietnamDay) -> Result<Vec<SiteHistory>, CountsFileError> {
        let read = read_histories(&mut self.connection, sites, today);
        self.watch.record(&self.lock);
        let (ids, histories) = read.map_err(|error| CountsFileError::of_sqlite(&self.path, error))?.into_iter().unzip();
        self.sites = ids;
        Ok(histories)
    }

    /// The salt that was in use when the file was last written to; `None` in a new file or a backup.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub(crate) fn stored_salt(&self) -> Result<Option<StoredSalt>, CountsFileError> {
        self.read_salt().map_err(|error| CountsFileError::of_sqlite(&self.path, error))
    }

    fn read_salt(&self) -> rusqlite::Result<Option<StoredSalt>> {
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

    /// Writes all of `pending` in one transaction. When it returns `Ok`, the data is on the disk, in the file that has the name that
    /// was opened.
    ///
    /// # Errors
    /// If it cannot be written; then nothing was written, or what was written will not be found.
    pub(crate) fn write(&mut self, pending: &PendingWrites) -> Result<(), WriteError> {
        if let Some(damage) = &self.damage {
            return Err(WriteError::Damaged(damage.clone()));
        }
        let result = self.write_checked(pending);
        match &result {
            Err(WriteError::Damaged(damage)) => {
                self.damage = Some(damage.clone());
                self.keep_from_writing();
            }
            Err(WriteError::Changed(change)) => self.leave(*change),
            Err(WriteError::Sqlite(_)) | Ok(()) => {}
        }
        result
    }

    fn write_checked(&mut self, pending: &PendingWrites) -> Result<(), WriteError> {
        self.watch.check(&self.lock)?;
        if pending.is_empty() {
            return Ok(());
        }
        let written = write_in_transaction(&mut self.connection, &self.sites, pending);
        // Also after a failure: a part may be in the log.
        self.watch.record(&self.lock);
        written?;
        // The files may have been replaced in the meantime.
        Ok(self.watch.names().check()?)
    }

    /// Leaves files alone that are not those that were opened. What this program wrote into the log of a database that was moved
    /// away or deleted is put into that database, wherever it is: the log has kept its name, and would be applied to the file
    /// that now has the name of the database.
    fn leave(&mut self, change: FileChange) {
        if change != FileChange::Overwritten && self.watch.is_database_untouched(&self.lock) {
            // If it fails, the log stays as it is.
            let _ = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
            self.watch.record(&self.lock);
        }
        self.keep_from_writing();
    }

    /// Makes sure that closing the connection changes no file.
    fn keep_from_writing(&self) {
        // The option is known to every version of SQLite that can be linked.
        let _ = self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
    }

    /// Closes the file, to which everything was written. SQLite moves the write-ahead log into it and deletes the log.
    ///
    /// # Errors
    /// If SQLite cannot close the file.
    pub(crate) fn close(self) -> rusqlite::Result<()> {
        // The files may have been others for a while.
        self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        self.connection.close().map_err(|(_, error)| error)
    }
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
    tables().map_err(|error| CountsFileError::of_sqlite(&part, error))?;
    std::fs::rename(&part, path).map_err(|error| CountsFileError::of_system(path, error))
}

/// The path of a file without symbolic links, so that a file has the same lock and log under all its names.
fn canonical(path: &Path) -> Result<PathBuf, CountsFileError> {
    match path.canonicalize() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let folder = folder.canonicalize().map_err(|_| CountsFileError::NoFolder(folder.to_owned()))?;
            Ok(path.file_name().map_or(folder.clone(), |name| folder.join(name)))
        }
        found => found.map_err(|error| CountsFileError::of_system(path, error)),
    }
}

fn read_histories(
    connection: &mut Connection,
    sites: &Sites,
    today: VietnamDay,
) -> rusqlite::Result<Vec<(i64, SiteHistory)>> {
    let transaction = connection.transaction()?;
    move_days_to_come(&transaction, today)?;
    let mut histories = Vec::new();
    for site in sites.all() {
        let id = register_site(&transaction, site, today)?;
        histories.push((id, history(&transaction, id, today)?));
    }
    transaction.commit()?;
    Ok(histories)
}

/// Adds to `today` what was counted on days to come, if it was the clock that was wrong then.
fn move_days_to_come(transaction: &Transaction<'_>, today: VietnamDay) -> rusqlite::Result<()> {
    let to_come: BTreeSet<_> = transaction
        .prepare("SELECT DISTINCT day FROM day WHERE day > ?1")?
        .query_map([today.number()], |row| row.get(0).map(VietnamDay::from_number))?
        .collect::<rusqlite::Result<_>>()?;
    if today.was_overtaken_by(&to_come) {
        for day in to_come {
            move_day(transaction, day, today)?;
        }
    }
    // A site that was first counted while the clock was years ahead.
    let sql = "UPDATE site SET since = ?1 WHERE since > ?2";
    transaction.execute(sql, params![today.number(), today.plus(VietnamDay::SURELY_TO_COME).number()])?;
    Ok(())
}

/// Adds what was counted on `from` to `to`.
fn move_day(transaction: &Transaction<'_>, from: VietnamDay, to: VietnamDay) -> rusqlite::Result<()> {
    for sql in [
        "INSERT INTO day (site, day, visits, views, visitors)
         SELECT site, ?2, visits, views, visitors FROM day WHERE day = ?1
         ON CONFLICT DO UPDATE SET visits = visits + excluded.visits, views = views + excluded.views,
         visitors = visitors + excluded.visitors",
        "DELETE FROM day WHERE day = ?1 AND ?2 <> ?1",
        "INSERT INTO page (site, day, path, views) SELECT site, ?2, path, views FROM page WHERE day = ?1
         ON CONFLICT DO UPDATE SET views = views + excluded.views",
        "DELETE FROM page WHERE day = ?1 AND ?2 <> ?1",
        "UPDATE site SET since = ?2 WHERE since > ?2 AND since <= ?1",
    ] {
        transaction.execute(sql, params![from.number(), to.number()])?;
    }
    Ok(())
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
    let mut recent =
        transaction.prepare("SELECT day, visits, views, visitors FROM day WHERE site = ?1 AND day >= ?2")?;
    let days = recent
        .query_map(params![id, today.plus(-(KEPT_DAYS as i64)).number()], |row| {
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

fn write_in_transaction(connection: &mut Connection, sites: &[i64], pending: &PendingWrites) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    if let Some(rotation) = pending.rotation {
        write_salt(&transaction, rotation)?;
    }
    for (from, to) in &pending.moved_days {
        move_day(&transaction, *from, *to)?;
    }
    write_counts(&transaction, sites, pending)?;
    transaction.commit()?;
    if pending.rotation.is_some() {
        // The write-ahead log may still contain the old nonce. If a reader prevents the checkpoint, later commits overwrite the log.
        let _ = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
    Ok(())
}

/// Replaces the salt, and deletes what was hashed under the old one and the pages that are not kept any longer.
fn write_salt(transaction: &Transaction<'_>, rotation: SaltRotation) -> rusqlite::Result<()> {
    let today = rotation.day;
    transaction.execute("DELETE FROM seen", [])?;
    transaction.execute(
        "INSERT OR REPLACE INTO salt (id, day, nonce, verifier) VALUES (1, ?1, ?2, ?3)",
        params![today.number(), rotation.nonce.0, to_sql(rotation.check)],
    )?;
    // Old rows are not deleted after the clock jumped, nor soon afterwards.
    if rotation.is_next_day {
        let recent = (today.plus(-RETENTION_PROOF_WITHIN).number(), today.number());
        let sql = "SELECT COUNT(DISTINCT day) FROM day WHERE day >= ?1 AND day < ?2";
        let counted: i64 = transaction.query_row(sql, recent, |row| row.get(0))?;
        if counted >= RETENTION_PROOF_DAYS {
            transaction.execute("DELETE FROM page WHERE day < ?1", [today.plus(-PAGES_KEPT_DAYS).number()])?;
        }
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    const SEEN_AND_DAY: &str = "UPDATE sqlite_schema SET rootpage =
        (SELECT SUM(rootpage) FROM sqlite_schema WHERE name IN ('seen', 'day')) - rootpage WHERE name IN ('seen', 'day')";

    #[test]
    fn nothing_is_written_after_damage_was_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("counter.db");
        let today = VietnamDay::from_number(20_783);
        let sites = Sites::new(vec!["https://xa.example/".parse().unwrap()]).unwrap();
        let mut file = CountsFile::open(&path).unwrap();
        file.histories(&sites, today).unwrap();
        let mut pending = PendingWrites::default();
        pending.days.insert((0, today), DayCounts { visits: 1, views: 1, visitors: 1 });
        file.write(&pending).unwrap();
        // Two tables of different kinds change their places.
        let exchange = format!("PRAGMA writable_schema = ON; {SEEN_AND_DAY}; PRAGMA writable_schema = RESET");
        file.connection.execute_batch(&exchange).unwrap();
        file.watch.record(&file.lock);
        let error = file.write(&pending).unwrap_err();
        assert!(matches!(error, WriteError::Damaged(_)), "{error}");
        file.connection.execute_batch(&exchange).unwrap();
        file.watch.record(&file.lock);
        let before = std::fs::read(sibling(&path, "-wal")).unwrap();
        assert!(matches!(file.write(&pending), Err(WriteError::Damaged(_))), "the counter must be started again");
        assert!(matches!(file.write(&PendingWrites::default()), Err(WriteError::Damaged(_))));
        assert!(std::fs::read(sibling(&path, "-wal")).unwrap() == before);
        drop(file);
        assert!(std::fs::read(sibling(&path, "-wal")).unwrap() == before, "not even when it is closed");
        let mut file = CountsFile::open(&path).unwrap();
        assert_eq!(file.histories(&sites, today).unwrap()[0].visits, 1);
        file.write(&pending).unwrap();
        assert_eq!(file.histories(&sites, today).unwrap()[0].visits, 2);
    }
}
