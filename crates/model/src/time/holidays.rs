//! Public holidays of Vietnam: the days on which a commune's office may be closed although its weekly hours say nothing of it.
//!
//! The law is Article 112 of the Labour Code (45/2019/QH14). Where it leaves a choice, all days that may be chosen count here, because
//! a page that says "open" before a closed door is worse than one that says nothing:
//!
//! - Tết has five days, which the government chooses each year: from two days before the first of the lunar year to its fifth.
//! - The National Day has two: 2 September and the day before or after it.
//! - A holiday on a Saturday or Sunday is made up for on the next working day (Article 111).
//! - The Day of Vietnamese Culture, 24 November, was named as a day off by resolution 80-NQ/TW of the Politburo in 2026.
//!
//! Working days that the government exchanges in some year are in no law; a site names them in its office.json.

use super::Day;
use super::lunar::{LunarDate, tet};

/// A public holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// Tết Dương lịch, 1 January.
    NewYear,
    /// Tết Nguyên đán, the lunar new year.
    Tet,
    /// Giỗ Tổ Hùng Vương, the tenth of the third lunar month.
    HungKings,
    /// Ngày Chiến thắng, 30 April.
    Victory,
    /// Ngày Quốc tế lao động, 1 May.
    Labour,
    /// Quốc khánh, 2 September, and the days beside it.
    National,
    /// Ngày Văn hóa Việt Nam, 24 November.
    Culture,
    /// Nghỉ bù: a working day after a holiday that fell on a Saturday or Sunday.
    InLieu,
}

/// The first year whose holidays of the lunar calendar are named.
const FIRST_LUNAR_YEAR: i64 = 2024;
/// How many days back a holiday may lie that a working day makes up for. Between them lie a weekend and other holidays.
const LOOK_BACK: i64 = 10;

impl Holiday {
    /// The holiday that is, or may be, on a day. Those of the lunar calendar are known from 2024 to 2050.
    #[must_use]
    pub fn on(day: Day) -> Option<Self> {
        let national_day = [1..=2, 2..=3];
        let named = |days| Self::named(day, days);
        named(1..=3).or_else(|| {
            let is_made_up = national_day.into_iter().any(|days| makes_up(day, &|day| Self::named(day, days.clone())));
            is_made_up.then_some(Self::InLieu)
        })
    }

    /// The holiday that has a day, if the National Day has these days of September.
    fn named(day: Day, national_day: std::ops::RangeInclusive<u32>) -> Option<Self> {
        let (year, month, of_month, of_year) = day.in_year();
        if year >= FIRST_LUNAR_YEAR {
            if tet(year).is_some_and(|tet| (-2..=4).contains(&(of_year - tet))) {
                return Some(Self::Tet);
            }
            let is_hung_kings = |lunar: LunarDate| (lunar.day, lunar.month, lunar.is_leap) == (10, 3, false);
            if matches!(month, 3 | 4) && LunarDate::of(day).is_some_and(is_hung_kings) {
                return Some(Self::HungKings);
            }
        }
        match (month, of_month) {
            (1, 1) => Some(Self::NewYear),
            (4, 30) => Some(Self::Victory),
            (5, 1) => Some(Self::Labour),
            (9, day) if national_day.contains(&day) => Some(Self::National),
            (11, 24) if year >= 2026 => Some(Self::Culture),
            _ => None,
        }
    }
}

/// Whether a working day makes up for a holiday before it that fell on a weekend. The days of Tết are more than the law gives, so its
/// weekend is among them.
fn makes_up(day: Day, holiday: &dyn Fn(Day) -> Option<Holiday>) -> bool {
    let mut owed = 0_u32;
    for before in (1..=LOOK_BACK).rev().map(|days| day.plus(-days)) {
        match (holiday(before), before.is_weekend()) {
            (Some(Holiday::Tet), _) | (Some(_), false) | (None, true) => {}
            (Some(_), true) => owed += 1,
            (None, false) => owed = owed.saturating_sub(1),
        }
    }
    owed > 0 && !day.is_weekend()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Timestamp;

    fn day(text: &str) -> Day {
        Day::of(Timestamp::parse(text).unwrap())
    }

    /// The days of a year with a holiday, as `02-08`.
    fn days(year: i64, holiday: Holiday) -> Vec<String> {
        let first = day(&format!("{year}-01-01"));
        let of_year = (0..366).map(|n| first.plus(n)).filter(|it| it.in_year().0 == year);
        let found = of_year.filter(|it| Holiday::on(*it) == Some(holiday));
        found.map(|it| it.start().rfc3339()[5..10].to_owned()).collect()
    }

    #[test]
    fn tet_and_the_day_of_the_hung_kings_are_those_of_the_calendar() {
        for tet in [
            "2024-02-10",
            "2025-01-29",
            "2026-02-17",
            "2027-02-06",
            "2028-01-26",
            "2030-02-02",
            "2033-01-31",
            "2034-02-19",
        ] {
            let first = day(tet);
            for (before, is_holiday) in [(-3, false), (-2, true), (-1, true), (0, true), (4, true), (5, false)] {
                let found = Holiday::on(first.plus(before)) == Some(Holiday::Tet);
                assert_eq!(found, is_holiday, "{before} days from {tet}");
            }
        }
        for (year, expected) in [(2024, "04-18"), (2025, "04-07"), (2026, "04-26"), (2042, "04-29")] {
            assert_eq!(days(year, Holiday::HungKings), [expected]);
        }
    }

    #[test]
    fn holidays_of_the_solar_calendar_have_their_days_in_every_year() {
        for year in [1999, 2024, 2026, 2051] {
            assert_eq!(days(year, Holiday::NewYear), ["01-01"]);
            assert_eq!(days(year, Holiday::Victory), ["04-30"]);
            assert_eq!(days(year, Holiday::Labour), ["05-01"]);
            assert_eq!(days(year, Holiday::National), ["09-01", "09-02", "09-03"]);
        }
        assert_eq!(days(2025, Holiday::Culture), [""; 0]);
        assert_eq!(days(2026, Holiday::Culture), ["11-24"]);
        for year in [2023, 2051] {
            assert_eq!((days(year, Holiday::Tet).len(), days(year, Holiday::HungKings).len()), (0, 0), "{year}");
        }
    }

    #[test]
    fn a_working_day_makes_up_for_a_holiday_on_a_weekend() {
        // The official days off of these years: the day of the Hùng Kings 2026 was a Sunday, the National Day 2023 a Saturday.
        assert_eq!(days(2026, Holiday::InLieu), ["04-27"]);
        assert!(days(2023, Holiday::InLieu).contains(&"09-04".to_owned()));
        assert_eq!(Holiday::on(day("2023-01-02")), Some(Holiday::InLieu));
        // 30 April and 1 May were a Saturday and a Sunday in 2022.
        assert_eq!(Holiday::on(day("2022-05-02")), Some(Holiday::InLieu));
        assert_eq!(Holiday::on(day("2022-05-03")), Some(Holiday::InLieu));
        assert_eq!(Holiday::on(day("2022-05-04")), None);
        assert_eq!(days(2025, Holiday::InLieu), [""; 0]);
        // 2 September is a Monday in 2024 and a Sunday in 2029; the day before it and the day behind it are never both holidays.
        assert_eq!(Holiday::on(day("2024-09-04")), None);
        assert_eq!(["04", "05"].map(|it| Holiday::on(day(&format!("2029-09-{it}")))), [Some(Holiday::InLieu), None]);
    }
}
