//! Days of the calendar in Vietnam.

use super::Timestamp;
use super::calendar::{DAY_S, civil_from_days, days_from_civil, seconds};
use super::parse::VIETNAM_OFFSET_S;

/// A day in Vietnam, from midnight to midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// The day of an instant.
    #[must_use]
    pub const fn of(at: Timestamp) -> Self {
        Self((at.unix() + VIETNAM_OFFSET_S).div_euclid(DAY_S))
    }

    /// The day with a year of four digits, a month and a day of the month; `None` if there is none.
    #[must_use]
    pub fn new(year: i64, month: u32, day: u32) -> Option<Self> {
        let year = u32::try_from(year).ok()?;
        seconds(year, month, day, (0, 0, 0), VIETNAM_OFFSET_S).map(|at| Self::of(Timestamp::from_unix(at)))
    }

    /// The midnight with which it begins.
    #[must_use]
    pub const fn start(self) -> Timestamp {
        self.at_minute(0)
    }

    /// The instant so many minutes after its beginning; 1440 is the end of the day.
    #[must_use]
    pub const fn at_minute(self, minute: u16) -> Timestamp {
        Timestamp::from_unix(self.0 * DAY_S - VIETNAM_OFFSET_S + minute as i64 * 60)
    }

    /// The day so many days later, or earlier if negative.
    #[must_use]
    pub const fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// How many days it is behind another; negative if it is before it.
    #[must_use]
    pub const fn since(self, other: Self) -> i64 {
        self.0 - other.0
    }

    /// Its place in the week: 0 is Monday, 6 is Sunday.
    #[must_use]
    pub const fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        (self.0 + 3).rem_euclid(7) as u8
    }

    /// Whether it is a Saturday or a Sunday, the weekly rest of those who work for the state.
    #[must_use]
    pub const fn is_weekend(self) -> bool {
        self.weekday() >= 5
    }

    /// Whether it is the last of its month.
    #[must_use]
    pub fn is_last_of_month(self) -> bool {
        civil_from_days(self.0 + 1).2 == 1
    }

    /// Its year, its month from 1, and its day of the month.
    #[must_use]
    pub fn civil(self) -> (i64, u32, u32) {
        civil_from_days(self.0)
    }

    /// Its year, its month from 1, its day of the month, and its place in the year from 0.
    pub(super) fn in_year(self) -> (i64, u32, u32, i64) {
        let (year, month, day) = civil_from_days(self.0);
        (year, month, day, self.0 - days_from_civil(year, 1, 1))
    }
}
