//! Calendar days in Vietnam, which define "today" and the lifetime of a salt.

use trangxa_model::Timestamp;
use trangxa_model::time::{DAY_S, VIETNAM_OFFSET_S};

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
