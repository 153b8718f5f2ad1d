//! Where counts are kept: in one file, or on a Redis server that several instances share.

mod kept;
pub mod redis;
pub mod sqlite;

use crate::book::Hit;
use crate::salt::SecretError;
use crate::tally::{DayCounts, Figures};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use trangxa_model::Timestamp;

/// Tells the time; tests turn it by hand.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Over how many days, today among them, the most read pages are told.
pub const PERIODS: [u16; 3] = [1, 7, 30];
/// How many pages of a period are told at most.
pub const MAX_RANKED: usize = 50;
/// For how long the most read pages are told without looking again, in seconds.
const RANKING_KEPT_S: i64 = 20;
/// How long views by page are kept, in days. Visits by day are kept for ever.
pub const PAGES_KEPT_DAYS: i64 = 400;

/// Why a count could not be kept or told.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// It cannot be written now; the counts go on in memory, where the store has one.
    #[error("the counts cannot be written: {0}")]
    Unwritable(String),
    /// It cannot be read now.
    #[error("the counts cannot be read: {0}")]
    Unreadable(String),
    /// More comes in than can be written.
    #[error("more hits are waiting than can be taken")]
    Busy,
    /// There is no new salt.
    #[error("{0}")]
    Salt(String),
    /// The program is ending.
    #[error("the counter is stopping")]
    Stopping,
}

impl From<SecretError> for StoreError {
    fn from(error: SecretError) -> Self {
        Self::Salt(error.to_string())
    }
}

/// The most read pages of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// Today and so many days before it, less one.
    pub days: u16,
    /// Paths and views, the most viewed first.
    pub pages: Vec<(String, u64)>,
}

/// The most read pages of all periods, and when they were so.
pub type Told = (Timestamp, Arc<Vec<Ranking>>);

/// Where counts are kept.
#[derive(Clone)]
pub enum Store {
    /// In a file.
    Sqlite(sqlite::Sqlite),
    /// On a Redis server.
    Redis(redis::Redis),
}

impl Store {
    /// Counts a hit. Once it returns, the hit is not lost, whatever happens to the program.
    pub async fn hit(&self, hit: Hit) -> Result<DayCounts, StoreError> {
        match self {
            Self::Sqlite(store) => store.hit(hit).await,
            Self::Redis(store) => store.hit(hit).await,
        }
    }

    /// The numbers of a site.
    pub async fn figures(&self, site: usize) -> Result<Figures, StoreError> {
        match self {
            Self::Sqlite(store) => store.figures(site),
            Self::Redis(store) => store.figures(site).await,
        }
    }

    /// The most read pages of a site, by period, and when they were so: a moment ago, for asking is not cheap.
    pub async fn ranking(&self, site: usize) -> Result<Told, StoreError> {
        match self {
            Self::Sqlite(store) => store.ranking(site).await,
            Self::Redis(store) => store.ranking(site).await,
        }
    }

    /// Whether hits can be kept.
    pub async fn health(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.health(),
            Self::Redis(store) => store.health().await,
        }
    }

    /// Writes what is still to be written, and closes.
    pub async fn close(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.close().await,
            // What was acknowledged is there already.
            Self::Redis(_) => Ok(()),
        }
    }
}

/// What a thread that panicked has left behind is as good as before: every change is made in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
