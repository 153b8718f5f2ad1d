//! Calendar days in Vietnam, which define "today" and the lifetime of a salt.

use std::collections::BTreeSet;
use trangxa_messages::counter as say;
use trangxa_model::Timestamp;
use trangxa_model::time::{DAY_S, VIETNAM_OFFSET_S};

/// The first day on which this program can run: 2025-01-01. A machine without a battery for its clock begins in 1970.
const FIRST_POSSIBLE: VietnamDay = VietnamDay(20_089);

/// The clock stands before the time in which this program was written.
#[derive(Debug, thiserror::Error)]
#[error("{}", say::WrongClock { day: &.0 })]
pub struct WrongClock(String);

impl WrongClock {
    /// Checks whether a time is possible.
    ///
    /// # Errors
    /// If it lies before 2025.
    pub fn check(now: Timestamp) -> Result<(), Self> {
        let day = VietnamDay::of(now);
        if day < FIRST_POSSIBLE { Err(Self(day.iso())) } else { Ok(()) }
    }
}

/// A calendar day in Vietnam, as the number of days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VietnamDay(i64);

impl VietnamDay {
    /// The day that contains an instant.
    #[must_use]
    pub const fn of(at: Timestamp) -> Self {
        Self((at.unix() + VIETNAM_OFFSET_S).div_euclid(DAY_S))
    }

    /// The day that is `days` days after 1970-01-01.
    #[must_use]
    pub const fn from_number(days: i64) -> Self {
        Self(days)
    }

    /// The number of days since 1970-01-01.
    #[must_use]
    pub const fn number(self) -> i64 {
        self.0
    }

    /// The midnight at which the day begins.
    #[must_use]
    pub const fn start(self) -> Timestamp {
        Timestamp::from_unix(self.0 * DAY_S - VIETNAM_OFFSET_S)
    }

    /// The day that is `days` days later, or earlier where `days` is negative.
    #[must_use]
    pub const fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// The date in ISO 8601 form: `2023-06-22`.
    #[must_use]
    pub fn iso(self) -> String {
        let mut text = self.start().rfc3339();
        text.truncate(10);
        text
    }

    /// How many days ahead of the clock a day certainly has not begun. A clock that is set back that far is before 2025 for the next
    /// ten years, so it is not the clock that is wrong.
    pub(crate) const SURELY_TO_COME: i64 = 3650;
    /// How many days that the clock is ahead are recognised when it is less than [`Self::SURELY_TO_COME`].
    const FEW: usize = 7;

    /// Whether what was counted on the days `to_come`, which are later than this one, was counted with a clock that was ahead. If
    /// instead the clock is behind now, those days must stay as they are: most of them follow this one without a gap.
    pub(crate) fn was_overtaken_by(self, to_come: &BTreeSet<Self>) -> bool {
        to_come.first().is_some_and(|first| {
            self.was_overtaken_by_far(*first) || first.0 - self.0 > 1 && to_come.len() <= Self::FEW
        })
    }

    /// Whether `to_come` is so much later than this day that the clock was ahead when it was counted.
    pub(crate) fn was_overtaken_by_far(self, to_come: Self) -> bool {
        to_come.0 - self.0 > Self::SURELY_TO_COME
    }

    /// The day to count at `now`, for a counter whose last hit was counted on `self`.
    ///
    /// This is `self` if the clock was set back to at most one hour before `self` began: the salt of `self` is in use already,
    /// and with another one every visitor would be counted twice. If the clock was set back further, the time before was wrong, and
    /// the new time is used.
    #[must_use]
    pub fn advanced_to(self, now: Timestamp) -> Self {
        let day = Self::of(now);
        if day < self && self.start().unix() - now.unix() <= 3600 { self } else { day }
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
        assert_eq!(VietnamDay::of(at("2026-11-25T23:59:59+07:00")).iso(), "2026-11-25");
        assert_eq!(VietnamDay::of(at("2026-11-25T17:00:00Z")).iso(), "2026-11-26");
        let day = VietnamDay::of(at("2026-11-26T07:04:00+07:00"));
        assert_eq!(day.start(), at("2026-11-26T00:00:00+07:00"));
        assert_eq!(day.plus(5).iso(), "2026-12-01");
        assert_eq!(VietnamDay::from_number(day.number()), day);
    }

    #[test]
    fn a_clock_that_was_ahead_is_told_from_one_that_is_behind() {
        let today = VietnamDay::of(at("2026-11-26T12:00:00+07:00"));
        let overtaken = |ahead: &[i64]| today.was_overtaken_by(&ahead.iter().map(|days| today.plus(*days)).collect());
        assert!(!overtaken(&[]));
        assert!(overtaken(&[26_700]) && overtaken(&[3]) && overtaken(&[400, 401, 402]));
        assert!(!overtaken(&[1]) && !overtaken(&[1, 2, 3, 4]), "the clock went back by some days");
        let month: Vec<_> = (400..430).collect();
        assert!(!overtaken(&month), "the clock went back by a year, to before the count began");
        let far: Vec<_> = (26_700..26_800).collect();
        assert!(overtaken(&far));
    }

    #[test]
    fn a_clock_that_was_never_set_is_recognised() {
        for (time, is_possible) in
            [("1970-01-01T00:00:00Z", false), ("2024-12-31T23:59:59+07:00", false), ("2025-01-01T00:00:00+07:00", true)]
        {
            assert_eq!(WrongClock::check(at(time)).is_ok(), is_possible, "{time}");
        }
        let error = WrongClock::check(Timestamp::from_unix(0)).unwrap_err().to_string();
        assert!(error.starts_with("the clock of this machine says 1970-01-01,"), "{error}");
    }

    #[test]
    fn a_day_that_has_begun_continues_when_the_clock_is_set_back_a_little() {
        let day = VietnamDay::of(at("2026-11-26T00:00:01+07:00"));
        assert_eq!(day.advanced_to(at("2026-11-25T23:59:30+07:00")), day);
        assert_eq!(
            day.advanced_to(at("2026-11-25T22:59:59+07:00")),
            day.plus(-1),
            "a clock that is set back by more than an hour"
        );
        assert_eq!(day.advanced_to(at("2026-11-27T00:00:00+07:00")), day.plus(1));
    }
}
