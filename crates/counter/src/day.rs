//! Calendar days in Vietnam: what "today" means, and when salts change.

use trangxa_model::Timestamp;
use trangxa_model::time::{DAY_S, VIETNAM_OFFSET_S};

/// A calendar day in Vietnam, as the number of days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// The day that an instant lies in.
    pub const fn of(at: Timestamp) -> Self {
        Self((at.unix() + VIETNAM_OFFSET_S).div_euclid(DAY_S))
    }

    /// The day so many days after 1970-01-01.
    pub const fn from_number(days: i64) -> Self {
        Self(days)
    }

    /// Days since 1970-01-01.
    pub const fn number(self) -> i64 {
        self.0
    }

    /// Its midnight.
    pub const fn begins(self) -> Timestamp {
        Timestamp::from_unix(self.0 * DAY_S - VIETNAM_OFFSET_S)
    }

    /// The day so many days later, or earlier.
    pub const fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// `2023-06-22`.
    pub fn iso(self) -> String {
        let mut text = self.begins().rfc3339();
        text.truncate(10);
        text
    }

    /// The day it is at `now` for a counter that was in `self` a moment ago.
    ///
    /// A day that has begun does not go back because a clock was set right by some minutes around midnight: its salt is new
    /// already, and everyone would count twice. A clock that steps back by more than an hour before it was wrong, and is
    /// believed.
    pub fn at(self, now: Timestamp) -> Self {
        let day = Self::of(now);
        if day < self && self.begins().unix() - now.unix() <= 3600 { self } else { day }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn a_day_begins_at_midnight_in_vietnam() {
        assert_eq!(Day::of(at("2026-11-25T23:59:59+07:00")).iso(), "2026-11-25");
        assert_eq!(Day::of(at("2026-11-25T17:00:00Z")).iso(), "2026-11-26");
        let day = Day::of(at("2026-11-26T07:04:00+07:00"));
        assert_eq!(day.begins(), at("2026-11-26T00:00:00+07:00"));
        assert_eq!(day.plus(5).iso(), "2026-12-01");
        assert_eq!(Day::from_number(day.number()), day);
    }

    #[test]
    fn a_day_that_has_begun_waits_for_a_clock_set_back_a_little() {
        let day = Day::of(at("2026-11-26T00:00:01+07:00"));
        assert_eq!(day.at(at("2026-11-25T23:59:30+07:00")), day);
        assert_eq!(day.at(at("2026-11-25T22:59:59+07:00")), day.plus(-1), "an hour is no correction");
        assert_eq!(day.at(at("2026-11-27T00:00:00+07:00")), day.plus(1));
    }
}
