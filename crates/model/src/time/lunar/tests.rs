//! The table against astronomy, and against days that everyone knows.

use super::*;
use crate::Timestamp;
use std::f64::consts::PI;

fn day(text: &str) -> Day {
    Day::of(Timestamp::parse(text).unwrap())
}

fn lunar(text: &str) -> (u8, u8, bool, i64) {
    let LunarDate { day, month, is_leap, year } = LunarDate::of(self::day(text)).unwrap();
    (day, month, is_leap, year)
}

#[test]
fn known_days_have_their_dates() {
    // In China Tết of 2030 is on 3 February, and that of 2007 was on 18 February.
    for (tet, year) in [
        ("2000-02-05", 2000),
        ("2007-02-17", 2007),
        ("2024-02-10", 2024),
        ("2025-01-29", 2025),
        ("2026-02-17", 2026),
        ("2027-02-06", 2027),
        ("2030-02-02", 2030),
        ("2033-01-31", 2033),
        ("2034-02-19", 2034),
        ("2050-01-23", 2050),
    ] {
        assert_eq!(lunar(tet), (1, 1, false, year), "{tet}");
        let before = LunarDate::of(day(tet).plus(-1)).unwrap();
        assert_eq!((before.month, before.is_leap, before.year), (12, false, year - 1), "{tet}");
    }
    for (text, expected) in [
        ("2023-02-20", (1, 2, false, 2023)),
        ("2023-03-22", (1, 2, true, 2023)),
        ("2023-04-20", (1, 3, false, 2023)),
        ("2025-06-25", (1, 6, false, 2025)),
        ("2025-07-25", (1, 6, true, 2025)),
        ("2025-08-23", (1, 7, false, 2025)),
        ("2025-10-06", (15, 8, false, 2025)),
        ("2026-04-26", (10, 3, false, 2026)),
        ("2033-12-22", (1, 11, true, 2033)),
        ("2034-01-20", (1, 12, false, 2033)),
        ("2000-01-01", (25, 11, false, 1999)),
        ("2050-12-31", (18, 11, false, 2050)),
    ] {
        assert_eq!(lunar(text), expected, "{text}");
    }
}

#[test]
fn days_outside_of_the_table_have_no_date() {
    for text in ["1999-12-31", "1000-01-01", "2051-01-01", "9999-12-31"] {
        assert_eq!(LunarDate::of(day(text)), None, "{text}");
    }
}

// Julian days are counted in whole days of Vietnam here, as in Hồ Ngọc Đức's published algorithm (https://lyso.vn/amlich/calrules.html), which
// follows Jean Meeus, "Astronomical Algorithms" (1998).
const EPOCH_JULIAN: i64 = 2_440_588;
const ZONE: f64 = 7.0 / 24.0;

/// The Julian day, counted at UTC, of a new moon; 0 is that of 1 January 1900. An ephemeris (`libastro`) has all
/// new moons of these years on the same days; the one that is nearest to midnight, of April 2031, is three minutes from it.
#[expect(clippy::suboptimal_flops, reason = "the equation stands as it is printed")]
fn new_moon(number: i64) -> f64 {
    let k = number as f64;
    let t = k / 1236.85;
    let sine = |degrees: f64| degrees.to_radians().sin();
    let mean = 2_415_020.759_33 + 29.530_588_68 * k + 0.000_117_8 * t * t - 0.000_000_155 * t * t * t
        + 0.000_33 * sine(166.56 + 132.87 * t - 0.009_173 * t * t);
    let sun = 359.224_2 + 29.105_356_08 * k - 0.000_033_3 * t * t - 0.000_003_47 * t * t * t;
    let moon = 306.025_3 + 385.816_918_06 * k + 0.010_730_6 * t * t + 0.000_012_36 * t * t * t;
    let latitude = 21.296_4 + 390.670_506_46 * k - 0.001_652_8 * t * t - 0.000_002_39 * t * t * t;
    let terms = [
        (0.1734 - 0.000_393 * t, sun),
        (0.0021, 2.0 * sun),
        (-0.4068, moon),
        (0.0161, 2.0 * moon),
        (-0.0004, 3.0 * moon),
        (0.0104, 2.0 * latitude),
        (-0.0051, sun + moon),
        (-0.0074, sun - moon),
        (0.0004, 2.0 * latitude + sun),
        (-0.0004, 2.0 * latitude - sun),
        (-0.0006, 2.0 * latitude + moon),
        (0.0010, 2.0 * latitude - moon),
        (0.0005, 2.0 * moon + sun),
    ];
    let clock = -0.000_278 + 0.000_265 * t + 0.000_262 * t * t;
    mean + terms.iter().map(|(days, angle)| days * sine(*angle)).sum::<f64>() - clock
}

/// The Julian day number of the day in Vietnam on which a new moon is.
fn begin(number: i64) -> i64 {
    (new_moon(number) + 0.5 + ZONE).floor() as i64
}

/// In which twelfth of the sun's way a day in Vietnam begins; 9 begins with the winter solstice.
#[expect(clippy::suboptimal_flops, reason = "the equation stands as it is printed")]
fn solar_term(julian_day: i64) -> i64 {
    let t = (julian_day as f64 - 0.5 - ZONE - 2_451_545.0) / 36_525.0;
    let sine = |degrees: f64| degrees.to_radians().sin();
    let anomaly = 357.529_10 + 35_999.050_30 * t - 0.000_155_9 * t * t - 0.000_000_48 * t * t * t;
    let mean = 280.466_45 + 36_000.769_83 * t + 0.000_303_2 * t * t;
    let center = (1.914_600 - 0.004_817 * t - 0.000_014 * t * t) * sine(anomaly)
        + (0.019_993 - 0.000_101 * t) * sine(2.0 * anomaly)
        + 0.000_290 * sine(3.0 * anomaly);
    ((mean + center).to_radians().rem_euclid(2.0 * PI) / PI * 6.0).floor() as i64
}

/// The number of the new moon with which the eleventh month begins, that of the winter solstice of a year.
fn eleventh_month(year: i64) -> i64 {
    let last = days_from_civil(year, 12, 31) + EPOCH_JULIAN;
    let number = ((last - 2_415_021) as f64 / 29.530_588_853).floor() as i64;
    if solar_term(begin(number)) >= 9 { number - 1 } else { number }
}

/// The months from the eleventh of a year to the tenth of the next: the first day, the month, whether it is a leap month, and the lunar year.
fn months_behind(year: i64) -> Vec<(i64, u8, bool, i64)> {
    let (first, next) = (eleventh_month(year), eleventh_month(year + 1));
    // Of thirteen months, the first in which the sun enters no twelfth is the leap month.
    let is_leap = |number: i64| solar_term(begin(number)) == solar_term(begin(number + 1));
    let leap = (next - first == 13).then(|| (first + 1..next).find(|number| is_leap(*number)).unwrap());
    let month = |number: i64| {
        let place = 10 + number - first - i64::from(leap.is_some_and(|leap| number >= leap));
        (begin(number) - EPOCH_JULIAN, (place % 12 + 1) as u8, leap == Some(number), year + place / 12)
    };
    (first..next).map(month).collect()
}

#[test]
fn each_day_is_the_one_that_astronomy_gives() {
    let months: Vec<_> = (1998..=2051).flat_map(months_behind).collect();
    let mut days = 0;
    for pair in months.windows(2) {
        let (first, month, is_leap, year) = pair[0];
        for of_month in 0..pair[1].0 - first {
            let day = day("1970-01-01").plus(first + of_month);
            if (2000..=2050).contains(&day.in_year().0) {
                let expected = LunarDate { day: of_month as u8 + 1, month, is_leap, year };
                assert_eq!(LunarDate::of(day), Some(expected), "{}", day.start().date());
                days += 1;
            }
        }
    }
    assert_eq!(days, 51 * 365 + 13, "each day from 2000 to 2050");
}
