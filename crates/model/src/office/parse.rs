//! What a line of opening hours says. A line that may mean something else is not read: a wrong time is worse than none.

use super::rule::{OpenSpan, Rule, Weekdays};
use super::tokens::{Token, tokens};

/// The halves of a day, as lines name them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// The latest end of a morning and the earliest start of an afternoon. `chiều 1:30–5:00` means another clock than the rest.
const NOON: u16 = 12 * 60;
const ONE: u16 = 13 * 60;
/// An office that opens between midnight and this time most likely means the afternoon.
const EARLIEST: u16 = 5 * 60;

/// Reads a line; `None` if it cannot be read for sure.
pub(super) fn parse(line: &str) -> Option<Rule> {
    let tokens = tokens(line)?;
    let mut line = Line { rest: &tokens };
    let half = line.half();
    let Named { days, has_holidays } = line.days()?;
    // A half of the day belongs to the days behind it, or to the hours.
    let half = half.filter(|_| days.is_some());
    if days.is_some() {
        line.one_of(&[&["hang", "tuan"], &["trong", "tuan"]]);
    } else {
        line.rest = &tokens;
    }
    let is_parted = line.take(&Token::Colon);
    // Without its mark, `thu hai, tu 7:30` may be Monday from 7:30, or Monday and Wednesday.
    let is_from = is_parted || days.is_none_or(|days| days.contains(2));
    let spans = if !is_parted && days.is_some() && line.take(&Token::To) {
        // `Thứ Bảy – nghỉ`.
        (half.is_none() && line.closed() && line.is_at_end()).then(Vec::new)?
    } else {
        line.spans(half, is_from)?
    };
    (spans.is_empty() || !has_holidays).then_some(Rule { days, spans })
}

/// The days that a line names.
#[derive(Default)]
pub(crate) struct Named {
    pub(crate) days: Option<Weekdays>,
    /// Whether public holidays are among them.
    pub(crate) has_holidays: bool,
}

/// What is left of a line.
pub(crate) struct Line<'a> {
    pub(crate) rest: &'a [Token],
}

impl Line<'_> {
    /// Takes a token if it comes next.
    pub(crate) fn take(&mut self, token: &Token) -> bool {
        let after = self.rest.split_first().filter(|(first, _)| *first == token).map(|(_, after)| after);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    /// Takes words if they come next, all of them.
    pub(crate) fn words(&mut self, words: &[&str]) -> bool {
        let is_next = |(word, token): (&&str, &Token)| matches!(token, Token::Word(next) if next == word);
        let is_all = self.rest.len() >= words.len() && words.iter().zip(self.rest).all(is_next);
        if is_all {
            self.rest = self.rest.get(words.len()..).unwrap_or_default();
        }
        is_all
    }

    /// Takes the first of several phrases that comes next.
    pub(crate) fn one_of(&mut self, phrases: &[&[&str]]) -> bool {
        phrases.iter().any(|words| self.words(words))
    }

    /// Takes the days that come next; `None` if they cannot be read.
    pub(crate) fn days(&mut self) -> Option<Named> {
        let mut named = Named::default();
        let mut before = self.rest;
        loop {
            if self.one_of(&[&["hang", "ngay"], &["moi", "ngay"], &["ca", "tuan"], &["tat", "ca", "cac", "ngay"]]) {
                named.days.get_or_insert_default().add(0, 6)?;
            } else if self.holidays() {
                named.has_holidays = true;
                named.days.get_or_insert_default();
            } else {
                let is_first = named.days.is_none();
                self.words(&["cac", "ngay"]);
                let _ = self.take(&Token::From) || is_first && self.words(&["tu"]);
                let Some(first) = self.day(!is_first) else {
                    // A comma may stand between the days and the hours, too.
                    self.rest = before;
                    return Some(named);
                };
                let behind_first = self.rest;
                let last = if self.take(&Token::To) { self.day(true) } else { None };
                if last.is_none() {
                    self.rest = behind_first;
                }
                named.days.get_or_insert_default().add(first, last.unwrap_or(first))?;
            }
            before = self.rest;
            if !self.take(&Token::Comma) {
                return Some(named);
            }
        }
    }

    /// Takes `các ngày lễ`, `lễ tết`, `Tết`.
    fn holidays(&mut self) -> bool {
        let before = self.rest;
        self.words(&["cac"]);
        self.words(&["ngay"]);
        let is_named = self.one_of(&[&["le", "tet"], &["le"], &["tet"]]);
        if !is_named {
            self.rest = before;
        }
        is_named
    }

    /// Takes a day of the week; behind others it may be a number or a name alone: `Thứ 2, 4, 6`.
    fn day(&mut self, may_be_bare: bool) -> Option<u8> {
        let before = self.rest;
        if self.one_of(&[&["cn"], &["chu", "nhat"]]) {
            return Some(6);
        }
        let is_short = self.words(&["t"]);
        let is_named = is_short || self.words(&["thu"]);
        let day = if is_named || may_be_bare { self.day_name(is_short, is_named) } else { None };
        if day.is_none() {
            self.rest = before;
        }
        day
    }

    fn day_name(&mut self, is_short: bool, is_named: bool) -> Option<u8> {
        let (first, after) = self.rest.split_first()?;
        let day = match first {
            Token::Number(number @ 2..=7) => *number as u8 - 2,
            _ if is_short => return None,
            Token::Fourth => 2,
            Token::Word(name) => match name.as_str() {
                "hai" => 0,
                "ba" => 1,
                "nam" => 3,
                "sau" => 4,
                "bay" => 5,
                // Without its mark and without `thứ`, it may be `từ`.
                "tu" if is_named || matches!(after, [] | [Token::Comma | Token::To | Token::Colon, ..]) => 2,
                _ => return None,
            },
            _ => return None,
        };
        self.rest = after;
        Some(day)
    }

    /// Takes `sáng`, `buổi chiều`.
    fn half(&mut self) -> Option<Half> {
        let before = self.rest;
        self.words(&["buoi"]);
        if self.words(&["sang"]) {
            return Some(Half::Morning);
        }
        if self.words(&["chieu"]) {
            return Some(Half::Afternoon);
        }
        self.rest = before;
        None
    }

    fn closed(&mut self) -> bool {
        self.one_of(&[&["nghi", "lam", "viec"], &["nghi"], &["khong", "lam", "viec"], &["dong", "cua"]])
    }

    /// Takes the commas that come next. Whether nothing is left.
    fn is_at_end(&mut self) -> bool {
        while self.take(&Token::Comma) {}
        self.rest.is_empty()
    }

    /// Takes the rest of the line: when it is open. `half` stood before the days; `is_from` says that `tu` without its mark is `từ`.
    fn spans(&mut self, mut half: Option<Half>, is_from: bool) -> Option<Vec<OpenSpan>> {
        let mut spans: Vec<OpenSpan> = Vec::new();
        let (mut is_morning_closed, mut is_afternoon_closed) = (false, false);
        while !self.is_at_end() {
            if let Some(named) = self.half() {
                half = Some(named);
                self.take(&Token::Colon);
            }
            if self.closed() {
                match half.take() {
                    Some(Half::Morning) => is_morning_closed = true,
                    Some(Half::Afternoon) => is_afternoon_closed = true,
                    // The whole day. Nothing else may be said of it.
                    None => {
                        let is_alone = spans.is_empty() && !is_morning_closed && !is_afternoon_closed;
                        return (is_alone && self.is_at_end()).then_some(spans);
                    }
                }
                continue;
            }
            let _ = self.take(&Token::From) || is_from && self.words(&["tu"]);
            let [Token::Time(from), Token::To, Token::Time(to), after @ ..] = self.rest else { return None };
            self.rest = after;
            let span = OpenSpan { from: *from, to: *to };
            let is_behind = spans.last().is_none_or(|last| last.to <= span.from);
            let is_of_day = span.from == 0 || span.from >= EARLIEST;
            let is_of_half = match half {
                None => true,
                Some(Half::Morning) => span.to <= ONE,
                Some(Half::Afternoon) => span.from >= NOON,
            };
            if !is_behind || !is_of_day || !is_of_half || span.from >= span.to {
                return None;
            }
            spans.push(span);
        }
        let is_contradicted =
            |span: &OpenSpan| is_morning_closed && span.from < NOON || is_afternoon_closed && span.to > ONE;
        (!spans.is_empty() && !spans.iter().any(is_contradicted)).then_some(spans)
    }
}

#[cfg(test)]
mod tests;
