//! Instants and months: read in the forms that feeds use, and written the Vietnamese way.
//!
//! The parsers of date libraries do not read what many feeds contain (no seconds, no zone, a space instead of the `T`), and a library
//! would add its parser and formatter to the wasm. What remains is a page of calendar arithmetic, which is tested against `jiff`.

use std::fmt;

/// Vietnam has kept UTC+7 without daylight saving since 1975 (Asia/Ho_Chi_Minh).
pub const VIETNAM_OFFSET_S: i64 = 7 * 3600;
/// A day, in seconds.
pub const DAY_S: i64 = 86_400;

/// An instant, in whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The instant `seconds` after the Unix epoch.
    #[must_use]
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since the Unix epoch.
    #[must_use]
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339, also without seconds, without a zone (then +07:00) or without a time of day (then midnight), and RFC 2822.
    /// `None` for any other form, and for a day or hour that does not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        parse_rfc3339(text).or_else(|| parse_rfc2822(text))
    }

    /// `22/06/2023 12:00`, in Vietnam's time.
    #[must_use]
    pub fn date_time(self) -> String {
        let (y, m, d, h, min, _) = self.civil();
        format!("{d:02}/{m:02}/{y} {h:02}:{min:02}")
    }

    /// The date and the time, or the date alone if the time is midnight: a source without a time of day is read as midnight.
    #[must_use]
    pub fn date_and_known_time(self) -> String {
        if (self.0 + VIETNAM_OFFSET_S).rem_euclid(DAY_S) == 0 { self.date() } else { self.date_time() }
    }

    /// `30/11/2023 07:04:41`, in Vietnam's time.
    #[must_use]
    pub fn date_time_seconds(self) -> String {
        let (y, m, d, h, min, s) = self.civil();
        format!("{d:02}/{m:02}/{y} {h:02}:{min:02}:{s:02}")
    }

    /// `22/06/2023`, in Vietnam's time.
    #[must_use]
    pub fn date(self) -> String {
        let (y, m, d, ..) = self.civil();
        format!("{d:02}/{m:02}/{y}")
    }

    /// Day, month (1 to 12) and year, in Vietnam's time.
    #[must_use]
    pub fn day_month_year(self) -> (u32, u32, i64) {
        let (y, m, d, ..) = self.civil();
        (d, m, y)
    }

    /// The seconds of the minute, 0 to 59.
    #[must_use]
    pub fn second(self) -> u32 {
        self.civil().5
    }

    /// `07:04`, in Vietnam's time.
    #[must_use]
    pub fn clock(self) -> String {
        let (_, _, _, h, min, _) = self.civil();
        format!("{h:02}:{min:02}")
    }

    /// RFC 3339 with Vietnam's offset, for `datetime` attributes, JSON-LD and feeds.
    #[must_use]
    pub fn rfc3339(self) -> String {
        let (y, m, d, h, min, s) = self.civil();
        format!("{y:04}-{m:02}-{d:02}T{h:02}:{min:02}:{s:02}+07:00")
    }

    /// RFC 2822 with Vietnam's offset, which RSS 2.0 requires.
    #[must_use]
    pub fn rfc2822(self) -> String {
        const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
        let (y, m, d, h, min, s) = self.civil();
        let days = (self.0 + VIETNAM_OFFSET_S).div_euclid(DAY_S);
        let weekday = WEEKDAYS[days.rem_euclid(7) as usize];
        let month = MONTHS[m as usize - 1];
        format!("{weekday}, {d:02} {month} {y:04} {h:02}:{min:02}:{s:02} +0700")
    }

    fn civil(self) -> (i64, u32, u32, u32, u32, u32) {
        let local = self.0 + VIETNAM_OFFSET_S;
        let (y, m, d) = civil_from_days(local.div_euclid(DAY_S));
        let s = local.rem_euclid(DAY_S) as u32;
        (y, m, d, s / 3600, s / 60 % 60, s % 60)
    }
}

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    year: u16,
    month: u8,
}

impl YearMonth {
    /// `None` unless the month is 1 to 12 and the year has four digits.
    #[must_use]
    pub const fn new(year: u16, month: u8) -> Option<Self> {
        if month >= 1 && month <= 12 && year >= 1000 && year <= 9999 { Some(Self { year, month }) } else { None }
    }

    /// Reads `2023-11`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 {
            return None;
        }
        Self::new(number(year)? as u16, number(month)? as u8)
    }

    /// The calendar year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// How many months there are from `self` to `later`, with both of them; 0 if `later` is before `self`.
    #[must_use]
    pub fn months_through(self, later: Self) -> u32 {
        (later.index() + 1).saturating_sub(self.index())
    }

    /// The month that is `months` later, or earlier if negative; `None` outside of four-digit years.
    #[must_use]
    pub fn plus(self, months: i32) -> Option<Self> {
        let index = self.index().checked_add_signed(months)?;
        Self::new(u16::try_from(index / 12).ok()?, (index % 12 + 1) as u8)
    }

    /// The month of an instant, in Vietnam's time; `None` outside of four-digit years.
    #[must_use]
    pub fn of(at: Timestamp) -> Option<Self> {
        let (year, month, ..) = at.civil();
        Self::new(u16::try_from(year).ok()?, month as u8)
    }

    /// `2023-11`, as documents and addresses write it.
    #[must_use]
    pub fn iso(self) -> String {
        format!("{}-{:02}", self.year, self.month)
    }

    /// Months since the year 0.
    fn index(self) -> u32 {
        u32::from(self.year) * 12 + u32::from(self.month) - 1
    }
}

impl fmt::Display for YearMonth {
    /// `11/2023`, as months are written in Vietnam.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{}", self.month, self.year)
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn parse_rfc3339(text: &str) -> Option<Timestamp> {
    let (date, rest) = text.split_at_checked(10)?;
    let mut parts = date.split('-');
    let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || y.len() != 4 || m.len() != 2 || d.len() != 2 {
        return None;
    }
    let (y, m, d) = (number(y)?, number(m)?, number(d)?);
    let Some(rest) = rest.strip_prefix(['T', 't', ' ']) else {
        return if rest.is_empty() { instant(y, m, d, (0, 0, 0), VIETNAM_OFFSET_S) } else { None };
    };
    let zone_at = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (time, zone) = rest.split_at_checked(zone_at)?;
    let offset = match zone {
        "" => VIETNAM_OFFSET_S,
        "Z" | "z" => 0,
        _ => parse_offset(zone)?,
    };
    instant(y, m, d, parse_clock(time.trim_end())?, offset)
}

fn parse_rfc2822(text: &str) -> Option<Timestamp> {
    let text = text.split_once(',').map_or(text, |(_, rest)| rest);
    let mut words = text.split_ascii_whitespace();
    let d = number(words.next()?)?;
    let month = words.next()?.get(..3)?;
    let m = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(month))? as u32 + 1;
    let y = match number(words.next()?)? {
        two @ 0..=49 => two + 2000,
        two @ 50..=99 => two + 1900,
        y => y,
    };
    let clock = parse_clock(words.next()?)?;
    let offset = match words.next() {
        None | Some("ICT") => VIETNAM_OFFSET_S,
        Some("GMT" | "UT" | "UTC" | "Z") => 0,
        Some(zone) => parse_offset(zone)?,
    };
    instant(y, m, d, clock, offset)
}

fn parse_clock(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.split(':');
    let h = number(parts.next()?)?;
    let min = number(parts.next()?)?;
    let s = match parts.next() {
        Some(s) => number(s.split('.').next()?)?,
        None => 0,
    };
    // A leap second is read as the second before it.
    (parts.next().is_none() && h < 24 && min < 60 && s <= 60).then_some((h, min, s.min(59)))
}

fn parse_offset(text: &str) -> Option<i64> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (h, min) = match digits.split_once(':') {
        Some(pair) => pair,
        None if digits.len() == 2 => (digits, "0"),
        None => digits.split_at_checked(2)?,
    };
    let (h, min) = (number(h)?, number(min)?);
    (h < 24 && min < 60).then_some(sign * i64::from(h * 3600 + min * 60))
}

/// Reads at most six digits; `parse` alone would accept a sign too.
fn number(text: &str) -> Option<u32> {
    (text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn instant(y: u32, m: u32, d: u32, (h, min, s): (u32, u32, u32), offset_s: i64) -> Option<Timestamp> {
    let leap = y.is_multiple_of(4) && (!y.is_multiple_of(100) || y.is_multiple_of(400));
    let days_in_month = match m {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    // Sources that are written in .NET use 0001-01-01 for "no date".
    if d < 1 || d > days_in_month || !(1000..=9999).contains(&y) {
        return None;
    }
    let seconds = i64::from(h * 3600 + min * 60 + s);
    Some(Timestamp(days_from_civil(i64::from(y), m, d) * DAY_S + seconds - offset_s))
}

// Both after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (public domain).
fn days_from_civil(y: i64, m: u32, d: u32) -> i64 {
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let day_of_year = (153 * (i64::from(m) + if m > 2 { -3 } else { 9 }) + 2) / 5 + i64::from(d) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn civil_from_days(days: i64) -> (i64, u32, u32) {
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

/// As text, `2025-07`.
impl serde::Serialize for YearMonth {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.iso().serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for YearMonth {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a month"))
    }
}

/// For serde's `with`: a [`Timestamp`] as the number of seconds since 1970-01-01T00:00:00Z.
pub mod unix_seconds {
    use super::Timestamp;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// Writes the number.
    pub fn serialize<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        at.unix().serialize(serializer)
    }

    /// Reads the number.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        i64::deserialize(deserializer).map(Timestamp::from_unix)
    }
}

#[cfg(feature = "schema")]
mod schema {
    use super::{Timestamp, YearMonth};
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use std::borrow::Cow;

    impl JsonSchema for Timestamp {
        fn schema_name() -> Cow<'static, str> {
            "Timestamp".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "type": "string", "format": "date-time",
                "description": "RFC 3339; without a zone it is Vietnam's time (+07:00)."
            })
        }
    }

    impl JsonSchema for YearMonth {
        fn schema_name() -> Cow<'static, str> {
            "YearMonth".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "string", "pattern": "^[1-9][0-9]{3}-(0[1-9]|1[0-2])$" })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Option<i64> {
        Timestamp::parse(text).map(Timestamp::unix)
    }

    #[test]
    fn reads_what_feeds_in_the_wild_hold() {
        let noon = Some(1_687_410_000);
        for text in [
            "2023-06-22T12:00:00+07:00",
            "2023-06-22T12:00+07:00",
            "2023-06-22T12:00:00",
            "2023-06-22 12:00",
            "2023-06-22T05:00:00Z",
            "2023-06-22T05:00:00.123Z",
            "2023-06-22T05:00:00-0000",
            "Thu, 22 Jun 2023 12:00:00 +0700",
            "22 Jun 2023 05:00 GMT",
            " 22 June 23 05:00:00 UTC ",
        ] {
            assert_eq!(at(text), noon, "{text}");
        }
        assert_eq!(at("2023-06-22"), Some(1_687_366_800));
    }

    #[test]
    fn refuses_days_and_hours_that_do_not_exist() {
        for text in [
            "",
            "hôm qua",
            "2023-02-29",
            "2023-13-01",
            "2023-06-22T24:00",
            "2023-06-22T12:60",
            "0001-01-01T00:00:00",
            "2023-06-22T12:00:00+7",
            "22 Jum 2023 12:00",
            "+023-06-22",
            "2023-06-22x",
            "2023-06-2²",
        ] {
            assert_eq!(at(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_written_in_vietnams_time() {
        let t = Timestamp::parse("2023-11-30T00:04:41Z").unwrap();
        assert_eq!(t.date_time_seconds(), "30/11/2023 07:04:41");
        assert_eq!(t.date_time(), "30/11/2023 07:04");
        assert_eq!(t.date(), "30/11/2023");
        assert_eq!(t.date_and_known_time(), "30/11/2023 07:04");
        assert_eq!(Timestamp::parse("2023-11-30").unwrap().date_and_known_time(), "30/11/2023");
        assert_eq!(t.clock(), "07:04");
        assert_eq!(t.rfc2822(), "Thu, 30 Nov 2023 07:04:41 +0700");
    }

    #[test]
    fn months_are_counted_with_both_ends() {
        let ym = |text| YearMonth::parse(text).unwrap();
        assert_eq!(ym("2023-01").months_through(ym("2023-11")), 11);
        assert_eq!(ym("2023-11").months_through(ym("2024-02")), 4);
        assert_eq!(ym("2024-02").months_through(ym("2023-11")), 0);
        assert_eq!(ym("2023-11").to_string(), "11/2023");
        assert_eq!(ym("2023-11").plus(2), Some(ym("2024-01")));
        assert_eq!(ym("2024-01").plus(-2), Some(ym("2023-11")));
        assert_eq!((ym("9999-12").plus(1), ym("1000-01").plus(-1), ym("1000-01").plus(i32::MIN)), (None, None, None));
        assert_eq!(YearMonth::of(Timestamp::parse("2023-11-30T20:00:00Z").unwrap()), Some(ym("2023-12")));
        for text in ["2023-00", "2023-13", "23-01", "2023-1", "2023/01", "2023-+1"] {
            assert_eq!(YearMonth::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn agrees_with_jiff(seconds in -30_000_000_000i64..253_000_000_000) {
            let ours = Timestamp::from_unix(seconds).rfc3339();
            let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(7));
            let theirs = jiff::Timestamp::from_second(seconds).unwrap().to_zoned(zone);
            prop_assert_eq!(&ours, &theirs.strftime("%Y-%m-%dT%H:%M:%S+07:00").to_string());
            prop_assert_eq!(at(&ours), Some(seconds));
            prop_assert_eq!(at(&Timestamp::from_unix(seconds).rfc2822()), Some(seconds));
        }

        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = Timestamp::parse(&text);
            let _ = YearMonth::parse(&text);
        }
    }
}
