//! Instants and months: read in the forms that feeds use, and written the Vietnamese way.
//!
//! The parsers of date libraries do not read what many feeds contain (no seconds, no zone, the day first, Vietnamese words), and a library
//! would add its parser and formatter to the wasm. What remains is a page of calendar arithmetic, which is tested against `jiff`.

mod calendar;
mod day;
pub mod holidays;
pub mod lunar;
mod parse;

pub use calendar::DAY_S;
pub use day::Day;
pub use lunar::LunarDate;
pub use parse::VIETNAM_OFFSET_S;

use crate::row::{Row, expect};
use calendar::civil_from_days;
use serde_json::Value;
use std::fmt;

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

    /// Reads a date as programs and Vietnamese portals write it: RFC 3339 and RFC 2822, `22/06/2023 2:05:00 CH`,
    /// `Thứ Năm, 28/05/2026 17:00 GMT+7`, `ngày 20 tháng 11 năm 2026`. Numbers are day, month, year, unless the year comes first or the
    /// month has a name. Without a zone it is Vietnam's time (+07:00), without a time of day midnight.
    ///
    /// `None` for a text with anything else in it, and for a day or hour that does not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_with_clock(text).map(|(at, _)| at)
    }

    /// The same, and whether the text has a time of day; without one the instant is midnight.
    #[must_use]
    pub fn parse_with_clock(text: &str) -> Option<(Self, bool)> {
        parse::seconds(text).map(|(seconds, has_clock)| (Self(seconds), has_clock))
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

/// Reads at most six digits; `parse` alone would accept a sign too.
fn number(text: &str) -> Option<u32> {
    (text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Its seconds since 1970-01-01T00:00:00Z.
impl Row for Timestamp {
    fn to_row(&self) -> Value {
        self.unix().into()
    }

    fn from_row(json: Value, is_other: &mut bool) -> Self {
        Self::from_unix(expect(json.as_i64(), 0, is_other))
    }
}

/// As text, `2025-07`.
impl Row for YearMonth {
    fn to_row(&self) -> Value {
        self.iso().into()
    }

    fn from_row(json: Value, is_other: &mut bool) -> Self {
        expect(Self::parse(&String::from_row(json, is_other)), Self { year: 1000, month: 1 }, is_other)
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
    use crate::document::JsonDocument;
    use crate::{Feed, Tthc, Visits};
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
            "22 Jum 2023 12:00",
            "+023-06-22",
            "2023-06-22x",
            "2023-06-2²",
        ] {
            assert_eq!(at(text), None, "{text}");
        }
    }

    #[test]
    fn reads_what_vietnamese_portals_print() {
        for (text, expected) in [
            // The day comes first, whatever separates the numbers.
            ("20/11/2026 08:00", "2026-11-20T08:00:00+07:00"),
            ("22-11-2026", "2026-11-22T00:00:00+07:00"),
            ("05.11.2026 8:05", "2026-11-05T08:05:00+07:00"),
            ("5/11/26", "2026-11-05T00:00:00+07:00"),
            ("20/11/1999", "1999-11-20T00:00:00+07:00"),
            ("20-Nov-2026 08:00:09", "2026-11-20T08:00:09+07:00"),
            ("2026/11/20 08:00", "2026-11-20T08:00:00+07:00"),
            // The time before the date, or behind it.
            ("08:00 20/11/2026", "2026-11-20T08:00:00+07:00"),
            ("17h05, ngày 20/11/2026", "2026-11-20T17:05:00+07:00"),
            ("08:00 - 20/11/2026", "2026-11-20T08:00:00+07:00"),
            ("20/11/2026 | 08:00", "2026-11-20T08:00:00+07:00"),
            ("20/11/2026\u{a0}–\u{a0}08:00", "2026-11-20T08:00:00+07:00"),
            ("20/11/2026 lúc 08:00:07.5", "2026-11-20T08:00:07+07:00"),
            // Halves of the day, Vietnamese and English.
            ("22/06/2023 2:05:00 CH", "2023-06-22T14:05:00+07:00"),
            ("22/06/2023 2:05 SA", "2023-06-22T02:05:00+07:00"),
            ("22/06/2023 12:05 SA", "2023-06-22T00:05:00+07:00"),
            ("22/06/2023 12:05 CH", "2023-06-22T12:05:00+07:00"),
            ("22/06/2023 14:05 CH", "2023-06-22T14:05:00+07:00"),
            ("2:05pm 22/06/2023", "2023-06-22T14:05:00+07:00"),
            // Weekdays and months in words. A wrong weekday does not matter.
            ("Thứ 5, 28/05/2026 17:00:00 GMT+7", "2026-05-28T17:00:00+07:00"),
            ("Thứ Năm, 28/05/2026, 17:00 (GMT+7)", "2026-05-28T17:00:00+07:00"),
            ("THỨ BẢY 28/05/2026", "2026-05-28T00:00:00+07:00"),
            ("Thu\u{31b}\u{301} tu\u{31b}, 28/05/2026", "2026-05-28T00:00:00+07:00"),
            ("Chủ nhật, ngày 20 tháng 11 năm 2026", "2026-11-20T00:00:00+07:00"),
            ("CN, 29/11/2026", "2026-11-29T00:00:00+07:00"),
            ("T5, 28/05/2026", "2026-05-28T00:00:00+07:00"),
            ("Thu 5 Jun 2025 08:00", "2025-06-05T08:00:00+07:00"),
            ("Thursday, June 5, 2025 8:00 AM", "2025-06-05T08:00:00+07:00"),
            ("Mon, May 25 2020 04:45:26 +0000", "2020-05-25T11:45:26+07:00"),
            ("Tue, 18 Sept 2018 15:53:56 +0300", "2018-09-18T19:53:56+07:00"),
            ("Mon, 19 Aug 24 17:42:08 +0200", "2024-08-19T22:42:08+07:00"),
            ("Fri Nov 20 08:00:00 ICT 2026", "2026-11-20T08:00:00+07:00"),
            ("Fri Nov 20 2026 08:00:00 GMT+0700 (Indochina Time)", "2026-11-20T08:00:00+07:00"),
            // Zones.
            ("Mon, 07 Sep 2026 19:41:53 GMT+7", "2026-09-07T19:41:53+07:00"),
            ("07 Sep 2026 19:41 GMT+07:00", "2026-09-07T19:41:00+07:00"),
            ("07/09/2026 19:41 UTC+7", "2026-09-07T19:41:00+07:00"),
            ("2026-09-07T19:41:00+07", "2026-09-07T19:41:00+07:00"),
            ("2026-09-07T19:41:00-05:30", "2026-09-08T08:11:00+07:00"),
            ("Thu, 02 Sep 2021 20:0:0 Z", "2021-09-03T03:00:00+07:00"),
            // A zone never moves a day without a time.
            ("26 Sep 2022 GMT", "2022-09-26T00:00:00+07:00"),
            ("26 Sep 2022 GMT+9", "2022-09-26T00:00:00+07:00"),
            // ISO 8601, basic and with fractions.
            ("20261120T080000+0700", "2026-11-20T08:00:00+07:00"),
            ("20261120T0100Z", "2026-11-20T08:00:00+07:00"),
            ("20261120", "2026-11-20T00:00:00+07:00"),
            ("2025-12-31T13:05:21.650070", "2025-12-31T13:05:21+07:00"),
            ("2026-9-7 8:5", "2026-09-07T08:05:00+07:00"),
        ] {
            assert_eq!(Timestamp::parse(text).map(Timestamp::rfc3339).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn every_document_of_a_site_may_have_these_forms() {
        let written = "Thứ Sáu, 20/11/2026 8:00 CH";
        let expected = Timestamp::parse("2026-11-20T20:00:00+07:00");
        let json = serde_json::json!({
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": "a", "title": "A", "content_text": "A", "date_published": written, "date_modified": written}],
        });
        let feed = Feed::read("feed.json", json.to_string().as_bytes()).unwrap();
        assert_eq!((feed.articles[0].published, feed.articles[0].modified), (expected, expected));
        assert_eq!(feed.remarks, []);
        let period = serde_json::json!({"from": "2026-10", "to": "2026-10", "received": 1});
        let json = serde_json::json!({"version": 1, "unit": "Xã", "updated_at": written, "periods": [period]});
        assert_eq!(Some(Tthc::read("tthc.json", json.to_string().as_bytes()).unwrap().updated_at), expected);
        let json = serde_json::json!({"version": 1, "today": 5, "generated_at": written});
        assert_eq!(Visits::read("visits.json", json.to_string().as_bytes()).unwrap().generated_at, expected);
    }

    #[test]
    fn a_text_that_may_mean_another_day_or_hour_is_not_read() {
        for text in [
            "12/25/2026",
            "25 Nov",
            "tháng 11 năm 2026",
            "2026-11",
            "2026-332",
            "1 2 3",
            "5/11/026",
            "10.11.12.13",
            "5 20 Nov 2026",
            "Nov Dec 2026 5",
            "20112026",
            "20/11/2026 08:00 EST",
            "20/11/2026 08:00 (EST)",
            "20/11/2026 08:00 09:00",
            "20/11/2026 14:05 SA",
            "20/11/2026 0:05 CH",
            "20/11/2026 08:00+15",
            "20/11/2026 08:00+700",
            "20/11/2026 08:00+07+07",
            "20/11/2026 08:00:123",
            "20/11/2026 8h",
            "Thu 5, 28/05/2026",
            "Thứ 28/05/2026",
            "đăng 20/11/2026",
            "20/11/2026 ²",
            "1687410000",
            "99999999999999999999/1/2026",
            "T",
            "thứ",
            "+",
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
        fn numbers_and_words_in_any_order_never_panic(
            text in "([0-9]{1,9}|:|/|-|\\+|\\.| |T|h|thứ|Thu|ngày|tháng|Sept|CH|SA|GMT|ICT|Z|\\(|\\)|ệ|\u{301}){0,16}"
        ) {
            let _ = Timestamp::parse(&text);
        }

        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = Timestamp::parse(&text);
            let _ = YearMonth::parse(&text);
        }
    }
}
