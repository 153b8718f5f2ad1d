//! Counts in one file: everything in memory, written down in groups by one thread.

mod backup;
mod file;
mod writer;

pub use backup::{BackupError, backup};
pub use file::FileError;

use super::{Clock, Ranking, StoreError};
use crate::book::{Book, Hit};
use crate::day::Day;
use crate::metrics::Metrics;
use crate::salt::{Secret, SecretError};
use crate::site::Sites;
use crate::tally::{DayCounts, Figures};
use file::{File, Reader};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use trangxa_model::Timestamp;
use writer::Writer;

/// For how long the most read pages are told without looking again, in seconds.
const RANKING_KEPT_S: i64 = 20;

/// Counts in one file.
#[derive(Clone)]
pub struct Sqlite(Arc<Inner>);

type Told = (Timestamp, Arc<Vec<Ranking>>);

struct Inner {
    clock: Clock,
    book: Arc<Mutex<Book>>,
    writer: Writer,
    reader: Arc<Mutex<Reader>>,
    rankings: Mutex<HashMap<usize, Told>>,
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
        let reader = Arc::new(Mutex::new(file.reader()?));
        let book = Arc::new(Mutex::new(book));
        let writer = Writer::start(file, Arc::clone(&book), Arc::clone(&clock), metrics);
        Ok(Self(Arc::new(Inner { clock, book, writer, reader, rankings: Mutex::default() })))
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
        let now = (self.0.clock)();
        if let Some(told) = lock(&self.0.rankings).get(&site)
            && (0..RANKING_KEPT_S).contains(&(now.unix() - told.0.unix()))
        {
            return Ok(told.clone());
        }
        let today = lock(&self.0.book).day_at(now)?;
        let reader = Arc::clone(&self.0.reader);
        let read = tokio::task::spawn_blocking(move || lock(&reader).ranking(site, today)).await;
        let unreadable = |error: &dyn std::fmt::Display| StoreError::Unreadable(error.to_string());
        let ranking = read.map_err(|error| unreadable(&error))?.map_err(|error| unreadable(&error))?;
        let told = (now, Arc::new(ranking));
        lock(&self.0.rankings).insert(site, told.clone());
        Ok(told)
    }

    /// Whether the last commit succeeded.
    pub fn health(&self) -> Result<(), StoreError> {
        self.0.writer.health()
    }

    /// Writes what is left and closes the file.
    pub async fn close(&self) -> Result<(), StoreError> {
        let writer = self.0.writer.clone();
        let closed = tokio::task::spawn_blocking(move || writer.close()).await;
        closed.map_err(|error| StoreError::Unwritable(error.to_string()))?
    }
}

/// What a thread that panicked has left behind is as good as before: every change is made in one step.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
