//! The parts of a line of opening hours: words without their marks, numbers, times of day and what stands between them.

use std::str::Chars;
use trangxa_clean::letters::{base_letter, is_combining};

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A word in small letters without marks.
    Word(String),
    /// A number that is no time of day.
    Number(u32),
    /// Minutes since midnight, at most 1440: `7:30`, `7h30`, `7g`, `7 giờ 30 phút`.
    Time(u16),
    /// `-`, `–`, `đến`, `tới`.
    To,
    /// `,`, `;`, `và`.
    Comma,
    /// `:` that is not part of a time.
    Colon,
    /// `từ`, where its mark says so. Without marks it is the word `tu`.
    From,
    /// `tư`, the fourth, where its mark says so.
    Fourth,
}

/// A token before times are put together.
struct Part {
    token: Token,
    /// How many digits a number has.
    digits: usize,
    /// Whether it follows the part before it without a blank.
    is_glued: bool,
}

/// The parts of a line; `None` if it has a character or a time that no line of hours has.
pub(crate) fn tokens(line: &str) -> Option<Vec<Token>> {
    let parts = parts(line)?;
    let mut found = Vec::with_capacity(parts.len());
    let mut rest = parts.as_slice();
    while let [first, after @ ..] = rest {
        let (token, after) = match after {
            [colon, minute, after @ ..] if first.is_hour() && colon.is_glued_colon() && minute.is_glued_minute() => {
                (time(first, Some(minute))?, after)
            }
            // `7h 13h30` has the hour of the next time behind the blank.
            [mark, minute, after @ ..]
                if first.is_hour()
                    && mark.is_hour_mark()
                    && minute.is_minute()
                    && !after.first().is_some_and(|part| part.is_hour_mark() || part.is_glued_colon()) =>
            {
                (time(first, Some(minute))?, without_minute_mark(after))
            }
            [mark, after @ ..] if first.is_hour() && mark.is_hour_mark() => (time(first, None)?, after),
            after => (first.token.clone(), after),
        };
        found.push(token);
        rest = after;
    }
    Some(found)
}

impl Part {
    fn is_hour(&self) -> bool {
        matches!(self.digits, 1 | 2)
    }

    fn is_minute(&self) -> bool {
        self.digits == 2
    }

    fn is_glued_minute(&self) -> bool {
        self.is_glued && self.is_minute()
    }

    fn is_glued_colon(&self) -> bool {
        self.is_glued && self.token == Token::Colon
    }

    fn is_word(&self, words: &[&str]) -> bool {
        matches!(&self.token, Token::Word(word) if words.contains(&word.as_str()))
    }

    fn is_hour_mark(&self) -> bool {
        self.is_word(&["h", "g", "gio"])
    }
}

/// The parts behind `phút`.
fn without_minute_mark(parts: &[Part]) -> &[Part] {
    match parts {
        [mark, after @ ..] if mark.is_word(&["phut"]) => after,
        parts => parts,
    }
}

/// A time of day; the last is 24:00.
fn time(hour: &Part, minute: Option<&Part>) -> Option<Token> {
    let value = |part: &Part| if let Token::Number(value) = part.token { value } else { 0 };
    let (hour, minute) = (value(hour), minute.map_or(0, value));
    let is_time = minute < 60 && (hour < 24 || (hour, minute) == (24, 0));
    u16::try_from(hour * 60 + minute).ok().filter(|_| is_time).map(Token::Time)
}

fn parts(line: &str) -> Option<Vec<Part>> {
    let mut found = Vec::new();
    let mut is_glued = false;
    let mut rest = line.chars();
    while let Some(c) = rest.clone().next() {
        let mut digits = 0;
        let token = if c.is_ascii_digit() {
            let (value, count) = number(&mut rest)?;
            digits = count;
            Token::Number(value)
        } else if is_letter(c) {
            word(&mut rest)?
        } else {
            rest.next();
            match c {
                '-' | '–' | '—' | '−' | '~' => Token::To,
                ',' | ';' | '/' | '&' | '+' | '|' | '.' => Token::Comma,
                ':' => Token::Colon,
                // The mark of minutes.
                '\'' | '’' | '′' => Token::Word("phut".to_owned()),
                _ if c.is_whitespace() => {
                    is_glued = false;
                    continue;
                }
                _ => return None,
            }
        };
        found.push(Part { token, digits, is_glued });
        is_glued = true;
    }
    Some(found)
}

/// Takes a word.
fn word(rest: &mut Chars<'_>) -> Option<Token> {
    let mut name = String::new();
    let (mut has_grave, mut has_horn) = (false, false);
    while let Some(c) = rest.clone().next().filter(|c| is_combining(*c) || is_letter(*c)) {
        rest.next();
        has_grave |= matches!(c, 'ừ' | 'Ừ' | '\u{300}');
        has_horn |= matches!(c, 'ư' | 'Ư' | '\u{31b}');
        if !is_combining(c) {
            name.push(base_letter(c)?);
        }
    }
    Some(match name.as_str() {
        "den" | "toi" => Token::To,
        "va" => Token::Comma,
        "tu" if has_grave => Token::From,
        "tu" if has_horn => Token::Fourth,
        _ => Token::Word(name),
    })
}

fn is_letter(c: char) -> bool {
    !c.is_ascii_digit() && base_letter(c).is_some()
}

/// Takes a number: its value, and how many digits it has. `None` for one that is too long for a time or a weekday.
fn number(rest: &mut Chars<'_>) -> Option<(u32, usize)> {
    let (mut value, mut count) = (0, 0);
    while let Some(digit) = rest.clone().next().and_then(|c| c.to_digit(10)) {
        rest.next();
        (value, count) = (value * 10 + digit, count + 1);
        if count > 4 {
            return None;
        }
    }
    Some((value, count))
}
