//! A day, with or without a time of day.

use crate::Timestamp;
use crate::time::{DAY_S, Day};
use std::fmt;

/// A day with the time at which something begins or ends, or the day as a whole. All of it is Vietnam's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// The day.
    pub day: Day,
    /// The minute of the day, 0 to 1439; `None` for the whole day.
    pub minute: Option<u16>,
}

impl When {
    /// The whole of a day.
    #[must_use]
    pub const fn whole(day: Day) -> Self {
        Self { day, minute: None }
    }

    /// The minute of an instant; its seconds are dropped.
    #[must_use]
    pub const fn of(at: Timestamp) -> Self {
        let day = Day::of(at);
        Self { day, minute: Some(((at.unix() - day.start().unix()) / 60) as u16) }
    }

    /// Reads a date as [`Timestamp::parse`] does; without a time of day it is the whole day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (at, has_clock) = Timestamp::parse_with_clock(text)?;
        Some(if has_clock { Self::of(at) } else { Self::whole(Day::of(at)) })
    }

    /// The instant; for a whole day its first.
    #[must_use]
    pub fn at(self) -> Timestamp {
        self.day.at_minute(self.minute.unwrap_or(0))
    }

    /// So many seconds later; of a whole day whole days later.
    pub(super) fn plus(self, seconds: i64) -> Self {
        match self.minute {
            None => Self::whole(self.day.plus(seconds.div_euclid(DAY_S))),
            Some(_) => Self::of(Timestamp::from_unix(self.at().unix() + seconds)),
        }
    }
}

/// As documents write it: `2025-07-03T08:00`, and for a whole day `2025-07-03`.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.day.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")?;
        self.minute.map_or(Ok(()), |minute| write!(f, "T{:02}:{:02}", minute / 60, minute % 60))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for When {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "When".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A day, or a day with a time in Vietnam. Where something ends, a time alone is one of the day on which it begins.",
            "examples": ["2025-07-03", "2025-07-03T08:00", "03/07/2025 08:00"]
        })
    }
}
