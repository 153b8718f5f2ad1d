//! Counts in one file: everything in memory, written down in groups by one thread.

mod backup;
mod file;
mod writer;

pub use backup::{BackupError, backup};
pub use file::FileError;

use super::kept::Kept;
use super::{Clock, RANKING_KEPT_S, StoreError, Told, lock};
use crate::book::{Book, Hit};
use crate::day::Day;
use crate::metrics::Metrics;
use crate::salt::{Secret, SecretError};
use crate::site::Sites;
use crate::tally::{DayCounts, Figures};
use file::{File, Reader};
use std::path::Path;
use std::sync::{Arc, Mutex};
use writer::Writer;

/// Counts in one file.
#[derive(Clone)]
pub struct Sqlite(Arc<Inner>);

struct Inner {
    clock: Clock,
    book: Arc<Mutex<Book>>,
    writer: Writer,
    /// `None` once it is closed.
    reader: Arc<Mutex<Option<Reader>>>,
    rankings: Kept<Told>,
}

/// Why counting cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be used.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is no salt.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The file can be opened but not read or written.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}

impl Sqlite {
    /// Opens the file, or makes it, and goes on counting where it ends.
    pub fn open(
        path: &Path,
        sites: &Sites,
        secret: Secret,
        clock: Clock,
        metrics: Arc<Metrics>,
    ) -> Result<Self, OpenError> {
        let mut file = File::open(path)?;
        let now = clock();
        let histories = file.histories(sites, Day::of(now))?;
        let last = file.last_salt()?;
        let mut book = Book::open(now, sites, secret, histories, last)?;
        // The first salt lies in the file before anyone is hashed under it.
        file.write(&book.take_unwritten())?;
        let reader = Arc::new(Mutex::new(Some(file.reader()?)));
        let book = Arc::new(Mutex::new(book));
        let writer = Writer::start(file, Arc::clone(&book), Arc::clone(&clock), metrics);
        let rankings = Kept::new(Arc::clone(&clock), sites.all().len(), RANKING_KEPT_S, RANKING_KEPT_S);
        Ok(Self(Arc::new(Inner { clock, book, writer, reader, rankings })))
    }

    /// Counts a hit; returns once it is on the disk.
    pub async fn hit(&self, hit: Hit) -> Result<DayCounts, StoreError> {
        self.0.writer.hit(hit).await
    }

    /// The numbers of a site.
    pub fn figures(&self, site: usize) -> Result<Figures, StoreError> {
        Ok(lock(&self.0.book).figures((self.0.clock)(), site)?)
    }

    /// The most read pages of a site, as they were a few seconds ago.
    pub async fn ranking(&self, site: usize) -> Result<Told, StoreError> {
        self.0.rankings.get(site, self.read_ranking(site)).await
    }

    async fn read_ranking(&self, site: usize) -> Result<Told, StoreError> {
        let now = (self.0.clock)();
        let today = lock(&self.0.book).day_at(now)?;
        let reader = Arc::clone(&self.0.reader);
        let read = tokio::task::spawn_blocking(move || lock(&reader).as_ref().map(|it| it.ranking(site, today))).await;
        let unreadable = |error: &dyn std::fmt::Display| StoreError::Unreadable(error.to_string());
        let ranking = read.map_err(|error| unreadable(&error))?.ok_or(StoreError::Stopping)?;
        let ranking = ranking.map_err(|error| unreadable(&error))?;
        Ok((now, Arc::new(ranking)))
    }

    /// Whether the last commit succeeded.
    pub fn health(&self) -> Result<(), StoreError> {
        self.0.writer.health()
    }

    /// Writes what is left and closes the file.
    pub async fn close(&self) -> Result<(), StoreError> {
        // Whoever closes the file last folds its log into it, and that must be one who may write.
        lock(&self.0.reader).take();
        let writer = self.0.writer.clone();
        let closed = tokio::task::spawn_blocking(move || writer.close()).await;
        closed.map_err(|error| StoreError::Unwritable(error.to_string()))?
    }
}
