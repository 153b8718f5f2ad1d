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

/// The first year of [`LUNAR`].
const FIRST_YEAR: i64 = 2024;
/// For each year how many days after 1 January Tết is, and how many days after Tết the day of the Hùng Kings. New moons and solstices
/// were computed for Vietnam's time: in 2030, 2037 and 2038 the Chinese calendar has other days.
const LUNAR: [(u8, u8); 27] = [
    (40, 68),
    (28, 68),
    (47, 68),
    (36, 69),
    (25, 69),
    (43, 69),
    (32, 69),
    (22, 68),
    (41, 68),
    (30, 68),
    (49, 68),
    (38, 68),
    (27, 69),
    (45, 68),
    (34, 68),
    (23, 69),
    (42, 68),
    (31, 68),
    (21, 97),
    (40, 68),
    (29, 68),
    (47, 68),
    (36, 68),
    (25, 68),
    (44, 68),
    (32, 68),
    (22, 68),
];
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
        let lunar = usize::try_from(year - FIRST_YEAR).ok().and_then(|place| LUNAR.get(place));
        if let Some((tet, to_hung_kings)) = lunar {
            match of_year - i64::from(*tet) {
                -2..=4 => return Some(Self::Tet),
                after if after == i64::from(*to_hung_kings) => return Some(Self::HungKings),
                _ => {}
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

    /// The largest terms of the equation of new moons: the multiples of the anomalies of sun and moon and of the moon's latitude, and
    /// the amplitude in days.
    const TERMS: [(f64, f64, f64, f64); 9] = [
        (0.0, 1.0, 0.0, -0.407_2),
        (1.0, 0.0, 0.0, 0.172_41),
        (0.0, 2.0, 0.0, 0.016_08),
        (0.0, 0.0, 2.0, 0.010_39),
        (-1.0, 1.0, 0.0, 0.007_39),
        (1.0, 1.0, 0.0, -0.005_14),
        (2.0, 0.0, 0.0, 0.002_08),
        (0.0, 1.0, -2.0, -0.001_11),
        (0.0, 1.0, 2.0, -0.000_57),
    ];

    /// The instant of a new moon in days since 1970, after Jean Meeus, "Astronomical Algorithms", chapter 49. The terms that are left out
    /// are less than four minutes together; none of the table's new moons is so close to midnight.
    #[expect(clippy::suboptimal_flops, reason = "the equation stands as it is printed")]
    fn new_moon(number: f64) -> f64 {
        let t = number / 1236.85;
        let sun = 2.553_4 + 29.105_356_7 * number;
        let moon = 201.564_3 + 385.816_935_28 * number + 0.010_758_2 * t * t;
        let latitude = 160.710_8 + 390.670_502_84 * number;
        let sine = |degrees: f64| degrees.to_radians().sin();
        let terms = TERMS.iter().map(|(s, m, l, days)| days * sine(s * sun + m * moon + l * latitude));
        let clock_s = 62.92 + 32.217 * t + 55.89 * t * t;
        10_962.597_66 + 29.530_588_861 * number + terms.sum::<f64>() - clock_s / 86_400.0
    }

    #[test]
    fn each_lunar_month_of_the_table_begins_with_a_new_moon_in_vietnam() {
        let begins: Vec<Day> = (280..640)
            .map(|number| Day::of(Timestamp::from_unix((new_moon(f64::from(number)) * 86_400.0) as i64)))
            .collect();
        for (year, (tet, to_hung_kings)) in (FIRST_YEAR..).zip(LUNAR) {
            let tet = day(&format!("{year}-01-01")).plus(i64::from(tet));
            let third_month = tet.plus(i64::from(to_hung_kings) - 9);
            let place = |day| begins.iter().position(|begin| *begin == day);
            let (Some(first), Some(third)) = (place(tet), place(third_month)) else { panic!("no new moon: {year}") };
            // Only 2042 has a leap month between the first and the third.
            assert_eq!(third - first, if year == 2042 { 3 } else { 2 }, "{year}");
            // Tết lies between 21 January and 20 February.
            assert!((20..=50).contains(&tet.in_year().3), "{year}");
        }
    }
}
