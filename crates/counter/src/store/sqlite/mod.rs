//! The store with a SQLite file: counts are kept in memory, and one thread writes the changes in groups.

mod backup;
mod check;
mod connection;
mod error;
mod file;
mod lock;
mod reader;
mod schema;
mod watch;
mod writer;

pub use backup::{BackupError, backup};
pub use error::CountsFileError;

use super::clock::Clock;
use super::error::StoreError;
use super::rankings::{RANKINGS_FRESH_FOR_S, Rankings};
use super::read_cache::ReadCache;
use crate::aggregator::{Aggregator, Hit};
use crate::day::{VietnamDay, WrongClock};
use crate::lock::lock;
use crate::metrics::Metrics;
use crate::reason;
use crate::salt::{Secret, SecretError};
use crate::site::Sites;
use crate::site_counts::{DayCounts, VisitFigures};
use file::CountsFile;
use reader::RankingsReader;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use trangxa_messages::counter as say;
use writer::WriterThread;

/// A store with one SQLite file.
#[derive(Clone)]
pub struct SqliteStore(Arc<SqliteState>);

struct SqliteState {
    clock: Clock,
    aggregator: Arc<Mutex<Aggregator>>,
    writer: WriterThread,
    /// `None` after the store was closed.
    reader: Arc<Mutex<Option<RankingsReader>>>,
    rankings: ReadCache<Arc<Rankings>>,
}

/// Why the store cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum SqliteOpenError {
    /// The file cannot be used.
    #[error(transparent)]
    File(#[from] CountsFileError),
    /// A salt cannot be made.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The clock cannot be right.
    #[error(transparent)]
    Clock(#[from] WrongClock),
    /// The first write failed.
    #[error("{}", say::FileUnusable { file: path.display(), reason })]
    Write {
        /// The file.
        path: PathBuf,
        /// Why it failed.
        reason: String,
    },
}

impl SqliteStore {
    /// Opens or creates the file and continues from the counts in it.
    ///
    /// # Errors
    /// If the file cannot be used, or a salt cannot be made.
    pub fn open(
        path: &Path,
        sites: &Sites,
        secret: Secret,
        clock: Clock,
        metrics: Arc<Metrics>,
    ) -> Result<Self, SqliteOpenError> {
        let now = clock();
        WrongClock::check(now)?;
        let mut file = CountsFile::open(path)?;
        let histories = file.histories(sites, VietnamDay::of(now))?;
        let salt = file.stored_salt()?;
        let mut aggregator = Aggregator::open(now, sites, secret, histories, salt)?;
        // A new salt must be in the file before a visitor is hashed under it.
        let written = file.write(&aggregator.take_pending());
        written.map_err(|error| SqliteOpenError::Write { path: path.to_owned(), reason: error.to_string() })?;
        let reader = Arc::new(Mutex::new(Some(file.reader()?)));
        let aggregator = Arc::new(Mutex::new(aggregator));
        let writer = WriterThread::start(file, Arc::clone(&aggregator), Arc::clone(&clock), metrics);
        let count = sites.all().len();
        let rankings = ReadCache::new(Arc::clone(&clock), count, RANKINGS_FRESH_FOR_S, RANKINGS_FRESH_FOR_S);
        Ok(Self(Arc::new(SqliteState { clock, aggregator, writer, reader, rankings })))
    }

    /// Counts a hit; returns when it is on the disk.
    ///
    /// # Errors
    /// If it cannot be written. With [`StoreError::Unwritable`] it is counted in memory and will be written later; with
    /// [`StoreError::Lost`] that happens only if the files come back; with the other errors it is not counted.
    pub async fn hit(&self, hit: Hit) -> Result<DayCounts, StoreError> {
        self.0.writer.hit(hit).await
    }

    /// The numbers of a site.
    ///
    /// # Errors
    /// If a new day needs a salt that cannot be made.
    pub fn figures(&self, site: usize) -> Result<VisitFigures, StoreError> {
        Ok(lock(&self.0.aggregator).figures((self.0.clock)(), site)?)
    }

    /// The most read pages of a site, at most [`RANKINGS_FRESH_FOR_S`] seconds old.
    ///
    /// # Errors
    /// If the file cannot be read, or is not the one that was opened.
    pub async fn rankings(&self, site: usize) -> Result<Arc<Rankings>, StoreError> {
        self.0.rankings.get(site, self.read_rankings(site)).await
    }

    async fn read_rankings(&self, site: usize) -> Result<Arc<Rankings>, StoreError> {
        // What lies in a file that someone else has changed says nothing about this site.
        if let Err(error @ StoreError::Lost(_)) = self.health() {
            return Err(error);
        }
        let (now, today) = lock(&self.0.aggregator).day_at((self.0.clock)())?;
        let reader = Arc::clone(&self.0.reader);
        let read = tokio::task::spawn_blocking(move || lock(&reader).as_ref().map(|it| it.rankings(site, today))).await;
        let read = read.map_err(|error| StoreError::Unreadable(error.to_string()))?.ok_or(StoreError::Stopping)?;
        let periods = read.map_err(|error| StoreError::Unreadable(reason::sqlite(&error)))?;
        Ok(Arc::new(Rankings { at: now, periods }))
    }

    /// Checks whether the last commit succeeded and the files are still those that were opened.
    ///
    /// # Errors
    /// If not: the reason.
    pub fn health(&self) -> Result<(), StoreError> {
        self.0.writer.health()
    }

    /// Writes what is pending and closes the file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub async fn close(&self) -> Result<(), StoreError> {
        // The last connection to be closed moves the write-ahead log into the file. The reader is read-only and cannot do that, so it is
        // closed first.
        lock(&self.0.reader).take();
        let writer = self.0.writer.clone();
        let closed = tokio::task::spawn_blocking(move || writer.close()).await;
        closed.map_err(|error| StoreError::Unwritable(error.to_string()))?
    }
}
