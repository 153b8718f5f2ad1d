//! Sentences of repetition: "Thứ Năm hằng tuần", "ngày 15 hằng tháng". A sentence that may mean something else is not read.

use super::repeat::{Every, Rule, Terms};
use super::{OnHoliday, When};
use crate::Timestamp;
use crate::office::{Line, Token, Weekdays, tokens};
use crate::time::Day;

/// What a sentence says, for the terms of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) every: Every,
    pub(super) interval: u32,
    pub(super) until: Option<Day>,
}

/// What the frequency of a sentence counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// The weekdays by their names in a sentence.
const WEEKDAYS: [&str; 7] = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"];

/// Reads a sentence about an entry that begins at `start`; `None` if it cannot be read for sure.
pub(super) fn parse(text: &str, start: When) -> Option<Said> {
    let (text, until) = split_until(text);
    let tokens = tokens(text)?;
    let mut rest = tokens.as_slice();
    let mut is_lunar = strip_end(&mut rest, &["am", "lich"]);
    let frequency = frequency(&mut rest);
    strip_commas(&mut rest);
    is_lunar |= strip_end(&mut rest, &["am", "lich"]);
    let _ = strip_end(&mut rest, &["cua"]) || strip_end(&mut rest, &["vao"]);
    let (unit, interval) = frequency.map_or((None, 1), |(unit, interval)| (Some(unit), interval));
    let has_slash = text.contains('/');
    let every = body(&mut Line { rest }, unit, is_lunar, start)?;
    // `15/6` is a day of a year, and no two days of each month.
    let is_certain = !has_slash || matches!(every, Every::Year | Every::LunarYear { .. });
    is_certain.then_some(Said { every, interval, until })
}

/// The weekdays that a text names: `thu-2`, `Thứ Hai, thứ Năm`.
pub(super) fn weekdays(text: &str) -> Option<Weekdays> {
    let tokens = tokens(&text.replace("thu-", "thu ").replace("chu-", "chu "))?;
    let mut line = Line { rest: &tokens };
    let named = line.days()?;
    named.days.filter(|_| line.rest.is_empty() && !named.has_holidays)
}

/// Takes `đến 31/12/2025`, `đến hết ngày 31/12/2025` from the end of a sentence.
fn split_until(text: &str) -> (&str, Option<Day>) {
    let parts = text.rsplit_once("đến").and_then(|(before, behind)| {
        let behind = behind.trim().trim_start_matches("hết").trim().trim_start_matches("ngày");
        Some((before.trim_end().trim_end_matches(','), Day::of(Timestamp::parse(behind)?)))
    });
    parts.map_or((text, None), |(before, until)| (before, Some(until)))
}

fn is_word(token: &Token, word: &str) -> bool {
    matches!(token, Token::Word(other) if other == word)
}

/// Takes words from the end, all or none.
fn strip_end(rest: &mut &[Token], words: &[&str]) -> bool {
    let Some((before, end)) = rest.len().checked_sub(words.len()).and_then(|at| rest.split_at_checked(at)) else {
        return false;
    };
    let is_all = end.iter().zip(words).all(|(token, word)| is_word(token, word));
    if is_all {
        *rest = before;
    }
    is_all
}

fn strip_commas(rest: &mut &[Token]) {
    while let [before @ .., Token::Comma] = *rest {
        *rest = before;
    }
    while let [Token::Comma | Token::Colon, behind @ ..] = *rest {
        *rest = behind;
    }
}

/// Takes the frequency from the end or the beginning of a sentence: `hằng tuần`, `mỗi tháng`, `hai tuần một lần`.
fn frequency(rest: &mut &[Token]) -> Option<(Unit, u32)> {
    if let [before @ .., number, unit, one, times] = *rest
        && is_word(times, "lan")
        && self::number(one) == Some(1)
    {
        let (unit, length) = self::unit(unit)?;
        *rest = before;
        return Some((unit, self::number(number)? * length));
    }
    let is_each = |token: &Token| ["hang", "moi"].iter().any(|word| is_word(token, word));
    if let [before @ .., each, unit] = *rest
        && is_each(each)
        && let Some(found) = self::unit(unit)
    {
        *rest = before;
        return Some(found);
    }
    if let [each, unit, behind @ ..] = *rest
        && is_each(each)
        && let Some(found) = self::unit(unit)
        // `hằng ngày làm việc`.
        && !(found.0 == Unit::Day && behind.first().is_some_and(|token| is_word(token, "lam")))
    {
        *rest = behind;
        strip_commas(rest);
        if let [vao, behind @ ..] = *rest
            && is_word(vao, "vao")
        {
            *rest = behind;
        }
        return Some(found);
    }
    None
}

/// A unit of frequencies, and how many of the unit it is.
fn unit(token: &Token) -> Option<(Unit, u32)> {
    let Token::Word(word) = token else { return None };
    Some(match word.as_str() {
        "ngay" => (Unit::Day, 1),
        "tuan" => (Unit::Week, 1),
        "thang" => (Unit::Month, 1),
        "quy" => (Unit::Month, 3),
        "nam" => (Unit::Year, 1),
        _ => return None,
    })
}

/// A number in digits, or a word from one to ten.
fn number(token: &Token) -> Option<u32> {
    const WORDS: [&str; 10] = ["mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi"];
    match token {
        Token::Number(number) => Some(*number),
        Token::Fourth => Some(4),
        Token::Word(word) => WORDS.iter().position(|it| it == word).map(|place| place as u32 + 1),
        _ => None,
    }
}

/// Reads what a sentence says without its frequency.
fn body(line: &mut Line<'_>, unit: Option<Unit>, is_lunar: bool, start: When) -> Option<Every> {
    let (_, month, of_month) = start.day.civil();
    if line.rest.is_empty() {
        // `hằng tháng`: the day of the start.
        let every = match unit? {
            Unit::Day => Every::Day,
            Unit::Week => Every::Week(Weekdays::default().with(start.day.weekday())),
            Unit::Month => Every::MonthDays(1 << of_month),
            Unit::Year => Every::Year,
        };
        return (!is_lunar).then_some(every);
    }
    let every = match unit {
        None => unnamed(line, is_lunar)?,
        Some(Unit::Week) => Every::Week(named_days(line)?),
        Some(Unit::Month) => of_months(line, is_lunar)?,
        Some(Unit::Year) => {
            let (day, of) = day_and_month(line)?;
            match is_lunar || day.1 {
                true => Every::LunarYear { month: of, day: day.0 },
                // Only the day of the start can return each year.
                false if (u32::from(day.0), u32::from(of)) == (of_month, month) => Every::Year,
                false => return None,
            }
        }
        Some(Unit::Day) => return None,
    };
    let is_lunar_rule = matches!(every, Every::LunarDays(_) | Every::LunarYear { .. });
    (line.rest.is_empty() && (!is_lunar || is_lunar_rule)).then_some(every)
}

/// A sentence without a frequency.
fn unnamed(line: &mut Line<'_>, is_lunar: bool) -> Option<Every> {
    if line.one_of(&[
        &["hang", "ngay", "lam", "viec"],
        &["moi", "ngay", "lam", "viec"],
        &["cac", "ngay", "lam", "viec"],
    ]) {
        return Some(Every::WorkingDay);
    }
    if is_lunar || line.rest.iter().any(|token| is_word(token, "ram")) {
        return of_months(line, is_lunar);
    }
    named_days(line).map(Every::Week)
}

/// The weekdays that come next.
fn named_days(line: &mut Line<'_>) -> Option<Weekdays> {
    let named = line.days()?;
    named.days.filter(|days| !named.has_holidays && *days != Weekdays::default())
}

/// Days of each month.
fn of_months(line: &mut Line<'_>, is_lunar: bool) -> Option<Every> {
    if line.one_of(&[&["ram"], &["ngay", "ram"]]) {
        return Some(Every::LunarDays(1 << 15));
    }
    if line.words(&["ngay", "lam", "viec"]) {
        return place(line).map(Every::MonthWorkingDay);
    }
    line.words(&["cac"]);
    let is_lunar_word = line.one_of(&[&["mung"], &["mong"]]);
    if is_lunar_word || line.words(&["ngay"]) {
        if !is_lunar && line.one_of(&[&["cuoi", "cung"], &["cuoi"]]) {
            return Some(Every::MonthDays(1));
        }
        let last = if is_lunar { 30 } else { 31 };
        let days = numbers(line, last)?;
        return match (is_lunar, is_lunar_word) {
            (true, _) => Some(Every::LunarDays(days)),
            (false, false) => Some(Every::MonthDays(days)),
            // `Mùng 2` is said of both calendars.
            (false, true) => None,
        };
    }
    let days = named_days(line)?;
    let mut named = days.iter();
    let (weekday, None) = (named.next()?, named.next()) else { return None };
    line.words(&["tuan"]);
    let place = place(line).filter(|place| *place <= 5)?;
    Some(Every::MonthWeekday { weekday, place })
}

/// `đầu tiên`, `cuối cùng` (0), `thứ hai`, `thứ 2`.
fn place(line: &mut Line<'_>) -> Option<u8> {
    if line.one_of(&[&["dau", "tien"], &["dau"]]) {
        return Some(1);
    }
    if line.one_of(&[&["cuoi", "cung"], &["cuoi"]]) {
        return Some(0);
    }
    line.words(&["thu"]);
    let (first, behind) = line.rest.split_first()?;
    let place = number(first).filter(|place| (1..=23).contains(place))?;
    line.rest = behind;
    Some(place as u8)
}

/// `15`, `1 và 15`, `5, ngày 20`: the bits of the days.
fn numbers(line: &mut Line<'_>, last: u32) -> Option<u32> {
    let mut days = 0;
    loop {
        let [Token::Number(number), behind @ ..] = line.rest else { return None };
        if !(1..=last).contains(number) {
            return None;
        }
        days |= 1 << number;
        line.rest = behind;
        if !line.take(&Token::Comma) {
            return Some(days);
        }
        line.words(&["ngay"]);
    }
}

/// `ngày 27 tháng 7`, `ngày 27/7`, `rằm tháng 7`: the day with whether it must be one of the lunar calendar, and the month.
fn day_and_month(line: &mut Line<'_>) -> Option<((u8, bool), u8)> {
    let is_full_moon = line.words(&["ram"]);
    let day = if is_full_moon {
        15
    } else {
        let _ = line.one_of(&[&["ngay"], &["mung"], &["mong"]]);
        let [Token::Number(day @ 1..=31), behind @ ..] = line.rest else { return None };
        line.rest = behind;
        *day
    };
    let _ = line.take(&Token::Comma) || line.words(&["thang"]);
    let [Token::Number(month @ 1..=12), behind @ ..] = line.rest else { return None };
    line.rest = behind;
    Some(((day as u8, is_full_moon), *month as u8))
}

impl Rule {
    /// The rule in words, without its end and its holidays; [`Repeat`](super::Repeat) reads it.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Terms { interval, .. } = self.terms;
        let (body, unit) = match self.every {
            Every::Day => (String::new(), "ngày"),
            Every::WorkingDay => return "hằng ngày làm việc".to_owned(),
            Every::Week(days) => {
                let names = days.iter().filter_map(|day| WEEKDAYS.get(usize::from(day)).copied());
                (names.collect::<Vec<_>>().join(", "), "tuần")
            }
            Every::MonthDays(1) => ("ngày cuối cùng".to_owned(), "tháng"),
            Every::MonthDays(days) => (format!("ngày {}", numbers_of(days)), "tháng"),
            Every::MonthWeekday { weekday, place } => {
                let weekday = WEEKDAYS.get(usize::from(weekday)).copied().unwrap_or_default();
                (format!("{weekday} tuần {}", place_of(place)), "tháng")
            }
            Every::MonthWorkingDay(place) => (format!("ngày làm việc {}", place_of(place)), "tháng"),
            Every::LunarDays(days) => (format!("ngày {} âm lịch", numbers_of(days)), "tháng"),
            Every::Year => (String::new(), "năm"),
            Every::LunarYear { month, day } => (format!("ngày {day} tháng {month} âm lịch"), "năm"),
        };
        match (interval, body.as_str()) {
            (1, "") => format!("hằng {unit}"),
            (1, body) => format!("{body} hằng {unit}"),
            (interval, "") => format!("{interval} {unit} một lần"),
            (interval, body) => format!("{body}, {interval} {unit} một lần"),
        }
    }
}

fn place_of(place: u8) -> String {
    match place {
        0 => "cuối cùng".to_owned(),
        1 => "đầu tiên".to_owned(),
        place => format!("thứ {place}"),
    }
}

fn numbers_of(days: u32) -> String {
    let numbers = (1..32_u32).filter(|day| days >> day & 1 == 1).map(|day| day.to_string());
    numbers.collect::<Vec<_>>().join(", ")
}

impl OnHoliday {
    /// The value with a name: `skip`, `next` or `keep`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "skip" => Self::Skip,
            "next" => Self::Next,
            "keep" => Self::Keep,
            _ => return None,
        })
    }

    /// Its name in a document.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::Next => "next",
            Self::Keep => "keep",
        }
    }
}
