//! Reading the most read pages on a connection of its own.

use super::connection::{from_sql, read_only};
use super::lock::FileLock;
use crate::day::VietnamDay;
use crate::store::rankings::{MAX_RANKED, PERIODS, PeriodRanking};
use rusqlite::{Connection, params};
use std::path::Path;
use std::sync::Arc;

/// A connection that reads the most read pages.
pub(crate) struct RankingsReader {
    connection: Connection,
    /// See [`FileLock`]. It is dropped after the connection.
    _lock: Arc<FileLock>,
    sites: Vec<i64>,
}

impl RankingsReader {
    /// Opens the file for reading; `sites` are the ids of the sites in it.
    ///
    /// # Errors
    /// If SQLite cannot open it.
    pub(crate) fn open(path: &Path, lock: Arc<FileLock>, sites: Vec<i64>) -> rusqlite::Result<Self> {
        Ok(Self { connection: read_only(path)?, _lock: lock, sites })
    }

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
