//! When an entry is held again.

use super::When;
use crate::office::Weekdays;
use crate::time::holidays::Holiday;
use crate::time::{Day, LunarDate};

/// The longest time that a `count` is followed, in days: ten years. A rule with a higher count ends then.
const COUNTED_DAYS: i64 = 3_653;
/// The largest interval, in units of the rule.
const MAX_INTERVAL: u32 = 1_000;

/// How an entry is repeated: what the document says, and what follows from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// The repetition in words: "Thứ Năm hằng tuần".
    pub text: String,
    /// What it says; `None` if that is not certain. Then only the entry's start is known.
    pub rule: Option<Rule>,
}

/// On which days an entry is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What returns.
    pub every: Every,
    /// How often, how long, and what holidays do to it.
    pub terms: Terms,
    /// The first day on which it may be held.
    first: Day,
    /// The last one.
    last: Option<Day>,
}

/// What returns. Days of a month that a month does not have are left out in that month, as in RFC 5545.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Each day.
    Day,
    /// Each day from Monday to Friday that is no public holiday.
    WorkingDay,
    /// Days of the week. Intervals count weeks from Monday, from that of the start.
    Week(Weekdays),
    /// Days of the month: bit 1 is the first, bit 31 the thirty-first. Bit 0 is the last, whatever its number, and stands alone.
    MonthDays(u32),
    /// A weekday of the month: the first to the fifth, or with 0 the last one. "Thứ Ba tuần thứ hai" is the second Tuesday.
    MonthWeekday {
        /// 0 is Monday.
        weekday: u8,
        /// 1 to 5, or 0 for the last.
        place: u8,
    },
    /// A working day of the month: the first, the second and so on, or with 0 the last.
    MonthWorkingDay(u8),
    /// Days of each lunar month, leap months among them: bit 1 is the first, bit 30 the thirtieth. Known until 2050.
    LunarDays(u32),
    /// The day of the start in each year; 29 February only in leap years.
    Year,
    /// A day of each lunar year, not in leap months. Known until 2050.
    LunarYear {
        /// 1 to 12.
        month: u8,
        /// 1 to 30.
        day: u8,
    },
}

/// How often a rule applies, how long, and what holidays do to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// 2 for each second day, week, month or year; at least 1.
    pub interval: u32,
    /// The last day on which it may be held.
    pub until: Option<Day>,
    /// How many times at most, those that are cancelled or fall on a holiday among them. No rule with a count lasts longer than ten years.
    pub count: Option<u32>,
    /// What becomes of it on a public holiday.
    pub on_holiday: OnHoliday,
}

/// What becomes of a repeated entry on a day that is, or may be, a public holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnHoliday {
    /// It is held all the same.
    Keep,
    /// It is not held. The rule for weekdays unless the document says otherwise.
    Skip,
    /// It is held on the next working day. Days of months and years are moved from weekends, too.
    Next,
}

impl Repeat {
    /// The repetition of a rule, in words.
    #[must_use]
    pub fn of(rule: Rule) -> Self {
        Self { text: rule.sentence(), rule: Some(rule) }
    }
}

impl Terms {
    /// Each time without an end, with what holidays do to a rule if nothing is said.
    #[must_use]
    pub const fn usual(every: Every) -> Self {
        let on_holiday = match every {
            Every::Week(_) | Every::MonthWeekday { .. } => OnHoliday::Skip,
            _ => OnHoliday::Keep,
        };
        Self { interval: 1, until: None, count: None, on_holiday }
    }
}

impl Every {
    /// Whether it may have an interval other than 1.
    const fn has_interval(self) -> bool {
        !matches!(self, Self::WorkingDay | Self::LunarDays(_) | Self::LunarYear { .. })
    }

    /// Whether it names weekdays, so that a weekend is no reason to move it.
    const fn names_weekdays(self) -> bool {
        matches!(self, Self::Week(_) | Self::MonthWeekday { .. } | Self::Day)
    }
}

impl Rule {
    /// The rule of an entry that begins at `start`; `None` if the terms do not suit it: an interval of 0 or over 1000, or a count of 0.
    #[must_use]
    pub fn new(start: When, every: Every, terms: Terms) -> Option<Self> {
        let is_interval = terms.interval == 1 || terms.interval <= MAX_INTERVAL && every.has_interval();
        if terms.interval == 0 || !is_interval || terms.count == Some(0) {
            return None;
        }
        let mut rule = Self { every, terms, first: start.day, last: terms.until };
        if let Some(count) = terms.count {
            let end = start.day.plus(COUNTED_DAYS);
            let end = rule.last.map_or(end, |last| last.min(end));
            let days = (0..=end.since(start.day)).map(|days| start.day.plus(days));
            let last = days.filter(|day| rule.is_on(*day)).take(count as usize).last();
            rule.last = Some(last.unwrap_or(start.day));
        }
        Some(rule)
    }

    /// Whether it applies to a day, whatever becomes of it there. This is arithmetic without loops over periods, so that no document can make it
    /// last.
    #[must_use]
    pub fn is_on(&self, day: Day) -> bool {
        if day < self.first || self.last.is_some_and(|last| day > last) {
            return false;
        }
        let ((year, month, of_month), (first_year, first_month, first_of_month)) = (day.civil(), self.first.civil());
        let months = (year - first_year) * 12 + i64::from(month) - i64::from(first_month);
        let is_nth = |units: i64| units % i64::from(self.terms.interval) == 0;
        match self.every {
            Every::Day => is_nth(day.since(self.first)),
            Every::WorkingDay => is_working_day(day),
            Every::Week(days) => days.contains(day.weekday()) && is_nth(monday(day).since(monday(self.first)) / 7),
            Every::MonthDays(1) => day.is_last_of_month() && is_nth(months),
            Every::MonthDays(days) => days >> of_month & 1 == 1 && is_nth(months),
            Every::MonthWeekday { weekday, place } => {
                let is_place = match place {
                    0 => day.plus(7).civil().1 != month,
                    place => (of_month - 1) / 7 + 1 == u32::from(place),
                };
                day.weekday() == weekday && is_place && is_nth(months)
            }
            Every::MonthWorkingDay(place) => is_nth(months) && is_month_working_day(day, of_month, place),
            Every::LunarDays(days) => LunarDate::of(day).is_some_and(|lunar| days >> lunar.day & 1 == 1),
            Every::Year => (month, of_month) == (first_month, first_of_month) && is_nth(year - first_year),
            Every::LunarYear { month, day: of_lunar } => {
                LunarDate::of(day).is_some_and(|it| (it.day, it.month, it.is_leap) == (of_lunar, month, false))
            }
        }
    }

    /// The day of the start.
    #[must_use]
    pub const fn first(&self) -> Day {
        self.first
    }

    /// The last day on which it may be held, if there is one.
    #[must_use]
    pub const fn last(&self) -> Option<Day> {
        self.last
    }

    /// Whether something on a day that it applies to makes it skip the day, or move.
    pub(super) fn is_off(&self, day: Day) -> bool {
        match self.terms.on_holiday {
            OnHoliday::Keep => false,
            OnHoliday::Next if !self.every.names_weekdays() => !is_working_day(day),
            OnHoliday::Skip | OnHoliday::Next => Holiday::on(day).is_some(),
        }
    }

    /// The working day to which it is moved from a day that is off; `None` if it is skipped there, because it is held on one of the days until then
    /// anyway.
    pub(super) fn moved_from(&self, day: Day) -> Option<Day> {
        if self.terms.on_holiday != OnHoliday::Next {
            return None;
        }
        let next = (1..=REACH).map(|days| day.plus(days)).find(|day| is_working_day(*day))?;
        let is_held_before = (1..=next.since(day)).any(|days| self.is_on(day.plus(days)));
        (!is_held_before).then_some(next)
    }

    /// The day that is meant where it is held on a day: that day, or the day off from which it is moved there.
    pub(super) fn planned_for(&self, day: Day) -> Option<Day> {
        let is_moved = |from: &Day| self.is_on(*from) && self.is_off(*from) && self.moved_from(*from) == Some(day);
        let mut before = (1..=self.reach()).map(|days| day.plus(-days));
        if self.is_on(day) { Some(day) } else { before.find(is_moved) }
    }

    /// How many days a holiday can move it.
    pub(super) fn reach(&self) -> i64 {
        if self.terms.on_holiday == OnHoliday::Next { REACH } else { 0 }
    }
}

/// The longest row of days off: Tết with the weekends around it.
const REACH: i64 = 14;

/// Whether a day is from Monday to Friday, and no public holiday for all that is known.
fn is_working_day(day: Day) -> bool {
    !day.is_weekend() && Holiday::on(day).is_none()
}

/// Whether a day is the working day of its month that has a place; 0 is the last.
fn is_month_working_day(day: Day, of_month: u32, place: u8) -> bool {
    if !is_working_day(day) {
        return false;
    }
    if place == 0 {
        let mut behind = day;
        while !behind.is_last_of_month() {
            behind = behind.plus(1);
            if is_working_day(behind) {
                return false;
            }
        }
        return true;
    }
    let before = (1..of_month).map(|days| day.plus(-i64::from(days)));
    before.filter(|day| is_working_day(*day)).take(place.into()).count() == usize::from(place) - 1
}

fn monday(day: Day) -> Day {
    day.plus(-i64::from(day.weekday()))
}

/// How a document writes a repetition that needs more than a sentence.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(rename = "Repeat")]
#[expect(dead_code, reason = "the fields are read one by one; this names them for the schema")]
pub(super) struct RepeatForm {
    /// What returns, in words ("Thứ Năm hằng tuần", "ngày 15 hằng tháng", "ngày làm việc đầu tiên hằng tháng", "rằm hằng tháng"), or `day`,
    /// `working-day`, `week`, `month`, `year`: the weekday or the day of the start.
    every: String,
    /// The weekdays of a week: `thu-2` to `thu-7`, `chu-nhat`.
    days: Option<crate::forms::OneOrMany<String>>,
    /// 2 for each second week, and so on.
    interval: Option<u32>,
    /// The last day on which it may be held.
    until: Option<When>,
    /// How many times at most.
    count: Option<u32>,
    /// What becomes of it on a public holiday: `skip` (the rule for weekdays), `next` for the next working day, or `keep` (the rule for all others).
    on_holiday: Option<String>,
}
