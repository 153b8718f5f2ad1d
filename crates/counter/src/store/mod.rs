//! Where the counts are stored: in one SQLite file, or on a Redis server that several instances share.

pub mod clock;
pub mod error;
pub mod rankings;
mod read_cache;
pub mod redis;
pub mod sqlite;

pub use clock::Clock;
pub use error::StoreError;

use crate::aggregator::Hit;
use crate::site_counts::{DayCounts, VisitFigures};
use rankings::Rankings;
use std::sync::Arc;

/// The store of the counts. A clone refers to the same store.
#[derive(Clone)]
pub enum CountStore {
    /// A file.
    Sqlite(sqlite::SqliteStore),
    /// A Redis or Valkey server.
    Redis(redis::RedisStore),
}

impl CountStore {
    /// Counts a hit. When it returns `Ok`, the hit is stored and survives a crash of the program.
    ///
    /// # Errors
    /// If the hit cannot be stored. A SQLite store has counted it in memory then, where possible.
    pub async fn hit(&self, hit: Hit) -> Result<DayCounts, StoreError> {
        match self {
            Self::Sqlite(store) => store.hit(hit).await,
            Self::Redis(store) => store.hit(hit).await,
        }
    }

    /// The numbers of the site with this index.
    ///
    /// # Errors
    /// If they cannot be read.
    pub async fn figures(&self, site: usize) -> Result<VisitFigures, StoreError> {
        match self {
            Self::Sqlite(store) => store.figures(site),
            Self::Redis(store) => store.figures(site).await,
        }
    }

    /// The most read pages of the site with this index. They may be some seconds old, because the query is expensive.
    ///
    /// # Errors
    /// If they cannot be read.
    pub async fn rankings(&self, site: usize) -> Result<Arc<Rankings>, StoreError> {
        match self {
            Self::Sqlite(store) => store.rankings(site).await,
            Self::Redis(store) => store.rankings(site).await,
        }
    }

    /// Checks whether hits can be stored.
    ///
    /// # Errors
    /// If they cannot.
    pub async fn health(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.health(),
            Self::Redis(store) => store.health().await,
        }
    }

    /// Writes what is pending and closes the store.
    ///
    /// # Errors
    /// If something could not be written.
    pub async fn close(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.close().await,
            // Every acknowledged hit is on the server already.
            Self::Redis(_) => Ok(()),
        }
    }
}
