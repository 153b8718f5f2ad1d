//! Reads dates as feeds, portals and clerks write them.
//!
//! Programs write RFC 3339 and RFC 2822, and each portal what its templates print: `22/06/2023 2:05:00 CH`,
//! `Thứ Năm, 28/05/2026, 17:00 (GMT+7)`. One scanner reads them all: it collects the numbers of the date, the time of day and the zone
//! in whatever order they stand, and refuses a text with a word or a number that has no place. A wrong date is worse than none, so
//! the day always comes before the month, unless the year comes first or the month has a name.

use super::calendar;
use trangxa_clean::letters::{base_letter, is_combining};

/// Vietnam has kept UTC+7 without daylight saving since 1975 (Asia/Ho_Chi_Minh).
pub const VIETNAM_OFFSET_S: i64 = 7 * 3600;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// What has been read of a text.
#[derive(Default)]
struct Parts {
    /// The numbers of the date in their order, each with the number of its digits.
    numbers: [(u32, usize); 3],
    count: usize,
    /// The month that stands as a name, from 1.
    month: Option<u32>,
    clock: Option<(u32, u32, u32)>,
    /// AM or PM; true for PM.
    is_afternoon: Option<bool>,
    /// The zone, in seconds.
    offset_s: Option<i64>,
    /// What may come next.
    next: Next,
}

/// What the last part of a text lets come next.
#[derive(Default, PartialEq)]
enum Next {
    #[default]
    Any,
    /// `thứ` or `T` has been read: a weekday's number or name follows.
    Weekday,
    /// The `T` of ISO 8601 has been read: a time of day follows.
    Clock,
    /// A time of day, or the name of a zone, has been read: a sign begins an offset.
    Offset,
}

/// The seconds since 1970-01-01T00:00:00Z of a date, and whether it has a time of day; midnight if it has none, and Vietnam's time if
/// it has no zone.
pub(super) fn seconds(text: &str) -> Option<(i64, bool)> {
    let mut parts = Parts::default();
    let mut rest = text;
    let mut in_brackets = false;
    // No slice that could panic: its message would add to the widget's frame.
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        let after = chars.as_str();
        if c.is_ascii_digit() {
            rest = parts.number(rest)?;
        } else if matches!(c, '+' | '-') && parts.next == Next::Offset && starts_with_digit(after) {
            rest = parts.offset(c == '-', after)?;
        } else if matches!(c, ',' | '/' | '-' | '.' | '|' | '(' | ')' | '–') || c.is_whitespace() {
            in_brackets |= c == '(';
            rest = after;
        } else {
            let end = rest.find(|c: char| !c.is_ascii_alphabetic() && (c.is_ascii() || c.is_whitespace() || c == '–'));
            let (word, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
            if parts.word(word).is_none() {
                // `+0700 (Indochina Time)`: the name of a zone whose offset is known.
                if in_brackets && parts.offset_s.is_some() {
                    break;
                }
                return None;
            }
            rest = after;
        }
        chars = rest.chars();
    }
    let has_clock = parts.clock.is_some();
    Some((parts.seconds()?, has_clock))
}

impl Parts {
    /// Reads a number, or the time of day that begins with it, and returns the rest of the text.
    fn number<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let (value, digits, rest) = number(text)?;
        match std::mem::take(&mut self.next) {
            Next::Weekday if digits == 1 => return Some(rest),
            Next::Weekday => return None,
            Next::Clock if digits == 6 => return self.clock(value / 10_000, value / 100 % 100, value % 100, rest),
            Next::Clock if digits == 4 => return self.clock(value / 100, value % 100, 0, rest),
            _ => {}
        }
        // `17:05:09` and `17h05`.
        let minute = rest.strip_prefix([':', 'h']).filter(|rest| digits <= 2 && starts_with_digit(rest));
        if let Some((minute, 1..=2, rest)) = minute.and_then(number) {
            let Some(second) = rest.strip_prefix(':') else { return self.clock(value, minute, 0, rest) };
            let (second, _, rest) = number(second).filter(|(_, digits, _)| matches!(digits, 1..=2))?;
            let fraction = rest.strip_prefix('.').filter(|rest| starts_with_digit(rest)).and_then(number);
            return self.clock(value, minute, second, fraction.map_or(rest, |(.., rest)| rest));
        }
        if digits == 8 && self.count == 0 && self.month.is_none() {
            self.numbers = [(value / 10_000, 4), (value / 100 % 100, 2), (value % 100, 2)];
            self.count = 3;
        } else {
            *self.numbers.get_mut(self.count)? = (value, digits);
            self.count += 1;
        }
        Some(rest)
    }

    /// Stores the time of day, the only one.
    fn clock<'a>(&mut self, h: u32, min: u32, s: u32, rest: &'a str) -> Option<&'a str> {
        self.next = Next::Offset;
        // A leap second is read as the second before it.
        let is_first = self.clock.replace((h, min, s.min(59))).is_none();
        (is_first && h < 24 && min < 60 && s <= 60).then_some(rest)
    }

    /// Reads `07:00`, `0700`, `07` or `7` after a sign, and returns the rest of the text.
    fn offset<'a>(&mut self, is_west: bool, text: &'a str) -> Option<&'a str> {
        self.next = Next::Any;
        let (value, digits, mut rest) = number(text)?;
        let (h, mut min) = match digits {
            1 | 2 => (value, 0),
            4 => (value / 100, value % 100),
            _ => return None,
        };
        if digits <= 2
            && let Some(minute) = rest.strip_prefix(':')
        {
            (min, rest) = number(minute).filter(|(_, digits, _)| *digits == 2).map(|(min, _, rest)| (min, rest))?;
        }
        let seconds = i64::from(h * 3600 + min * 60);
        // Only UTC can have an offset behind it.
        let is_first = self.offset_s.replace(if is_west { -seconds } else { seconds }).unwrap_or(0) == 0;
        (is_first && h <= 14 && min < 60).then_some(rest)
    }

    /// Reads a word. `None` for one that has no place in a date.
    fn word(&mut self, word: &str) -> Option<()> {
        let before = std::mem::take(&mut self.next);
        if before == Next::Weekday {
            return Some(());
        }
        let mut name = String::new();
        for c in word.chars().filter(|c| !is_combining(*c)) {
            name.push(base_letter(c)?);
        }
        let is_first = |names: &[&str]| names.iter().position(|full| name.len() >= 3 && full.starts_with(&name));
        match name.as_str() {
            // `Thứ 5`, `Thứ Năm` and `T5`; without its mark it is the English Thursday.
            "thu" if !word.is_ascii() => self.next = Next::Weekday,
            "t" if self.count == 0 && self.month.is_none() => self.next = Next::Weekday,
            "t" if self.clock.is_none() => self.next = Next::Clock,
            "ngay" | "thang" | "nam" | "luc" | "chu" | "nhat" | "cn" => {}
            "sa" | "am" | "ch" | "pm" if self.clock.is_some() && self.is_afternoon.is_none() => {
                self.is_afternoon = Some(matches!(name.as_str(), "ch" | "pm"));
                self.next = Next::Offset;
            }
            "z" | "gmt" | "utc" | "ut" | "ict" if self.offset_s.is_none() => {
                self.offset_s = Some(if name == "ict" { VIETNAM_OFFSET_S } else { 0 });
                self.next = Next::Offset;
            }
            _ => match is_first(&MONTHS) {
                Some(month) if self.month.is_none() => self.month = Some(month as u32 + 1),
                _ => return is_first(&WEEKDAYS).map(|_| ()),
            },
        }
        Some(())
    }

    /// The instant, if all parts are there.
    fn seconds(self) -> Option<i64> {
        let [a, b, c] = self.numbers;
        let is_year_first = a.1 == 4;
        let (y, m, d) = match (self.month, self.count) {
            (Some(m), 2) if is_year_first => (a, (m, 2), b),
            (Some(m), 2) => (b, (m, 2), a),
            (None, 3) if is_year_first => (a, b, c),
            (None, 3) => (c, b, a),
            _ => return None,
        };
        let year = match y {
            (year, 4) => year,
            (year @ 0..=49, 2) => year + 2000,
            (year, 2) => year + 1900,
            _ => return None,
        };
        if m.1 > 2 || d.1 > 2 {
            return None;
        }
        // A day is the same day in every zone.
        let Some((hour, min, s)) = self.clock else {
            return calendar::seconds(year, m.0, d.0, (0, 0, 0), VIETNAM_OFFSET_S);
        };
        let hour = match (self.is_afternoon, hour) {
            (Some(false), 13..) | (Some(true), 0) => return None,
            (Some(false), 12) => 0,
            (Some(true), 1..=11) => hour + 12,
            _ => hour,
        };
        calendar::seconds(year, m.0, d.0, (hour, min, s), self.offset_s.unwrap_or(VIETNAM_OFFSET_S))
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// The number at the start of a text, how many digits it has, and the rest.
fn number(text: &str) -> Option<(u32, usize, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits)?;
    // The digits after a second's point do not matter, and may be many.
    Some((number.get(..digits.min(9))?.parse().ok()?, digits, rest))
}
