//! The most read pages of a site.

use trangxa_model::Timestamp;

/// The lengths in days of the periods for which pages are ranked. Every period ends with today.
pub const PERIODS: [u16; 3] = [1, 7, 30];
/// The maximum number of pages in a ranking.
pub const MAX_RANKED: usize = 50;
/// How long a ranking is cached, in seconds.
pub const RANKINGS_FRESH_FOR_S: i64 = 20;
/// How long views by page are stored, in days. Counts by day are stored for ever.
pub const PAGES_KEPT_DAYS: i64 = 400;

/// The most read pages of a site in all periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rankings {
    /// The instant for which the numbers hold.
    pub at: Timestamp,
    /// One ranking for each of [`PERIODS`].
    pub periods: Vec<PeriodRanking>,
}

/// The most read pages of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodRanking {
    /// The length of the period in days, today included.
    pub days: u16,
    /// Paths and views, most views first; equal ones in the order of their paths.
    pub pages: Vec<(String, u64)>,
}
