//! Days of the Gregorian calendar, and their numbers since 1970.

/// A day, in seconds.
pub const DAY_S: i64 = 86_400;

/// The seconds since 1970-01-01T00:00:00Z of a day and a time of day at an offset from UTC. `None` for a day that does not exist.
pub(super) fn seconds(year: u32, month: u32, day: u32, (h, min, s): (u32, u32, u32), offset_s: i64) -> Option<i64> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days_in_month = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    // Sources that are written in .NET use 0001-01-01 for "no date".
    if day < 1 || day > days_in_month || !(1000..=9999).contains(&year) {
        return None;
    }
    let of_day = i64::from(h * 3600 + min * 60 + s);
    Some(days_from_civil(i64::from(year), month, day) * DAY_S + of_day - offset_s)
}

// Both after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (public domain).
/// The number of days from 1970-01-01 to a day.
pub(super) fn days_from_civil(y: i64, m: u32, d: u32) -> i64 {
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let day_of_year = (153 * (i64::from(m) + if m > 2 { -3 } else { 9 }) + 2) / 5 + i64::from(d) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month and day of a number of days since 1970-01-01.
pub(super) fn civil_from_days(days: i64) -> (i64, u32, u32) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let mp = (5 * day_of_year + 2) / 153;
    let d = (day_of_year - (153 * mp + 2) / 5 + 1) as u32;
    let m = (if mp < 10 { mp + 3 } else { mp - 9 }) as u32;
    (year_of_era + era * 400 + i64::from(m <= 2), m, d)
}
