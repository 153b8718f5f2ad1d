//! Reads when something is, as people write it in the cells of a schedule: "Thứ Hai, 30/6", "8h00 - 11h30", "14:00", "7 giờ 30", "Sáng".
//!
//! All words and numbers of a cell must have a meaning, or the cell is not read: a wrong time sends people on a journey for nothing.

use trangxa_sheets::fold;

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Session {
    Morning,
    Noon,
    Afternoon,
    Evening,
    /// The whole day.
    Whole,
}

/// What a cell says. Each part may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// From 0, Monday.
    pub weekday: Option<u8>,
    /// Day and month.
    pub date: Option<(u32, u32)>,
    pub year: Option<i64>,
    pub session: Option<Session>,
    /// Hour and minute as they are written.
    pub start: Option<(u16, u16)>,
    pub end: Option<(u16, u16)>,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A number, and how many digits it has.
    Number(u32, usize),
    Word(String),
    Sign(char),
}

/// Words that say nothing by themselves.
const EMPTY: [&str; 9] = ["tu", "luc", "buoi", "ngay", "den", "phut", "bat", "dau", "va"];

/// Reads a cell; `None` if anything in it has no meaning.
pub(crate) fn read(text: &str) -> Option<Said> {
    let tokens = tokens(text)?;
    let mut said = Said::default();
    let mut rest = &tokens[..];
    while !rest.is_empty() {
        rest = step(rest, &mut said)?;
    }
    Some(said)
}

/// Whether a text begins with a day, whatever follows it.
pub(crate) fn begins_with_day(text: &str) -> bool {
    let tokens = tokens(text).unwrap_or_default();
    let rest = match tokens.split_first() {
        Some((Token::Word(word), rest)) if word == "ngay" => rest,
        _ => &tokens[..],
    };
    weekday(rest).is_some() || date(rest).is_some()
}

/// The time with which a text begins, and the rest: "8h00 - 11h30: Họp giao ban". `None` if there is none, or another one in the rest.
pub(crate) fn leading_time(text: &str) -> Option<(Said, &str)> {
    let is_sign = |c: &char| matches!(c, ':' | '-' | '–' | '.' | ',');
    let mut places = text.char_indices().filter(|(_, c)| is_sign(c));
    places.find_map(|(place, _)| {
        let (before, behind) = text.split_at_checked(place)?;
        let said = read(before).filter(|said| said.start.is_some() && said.date.is_none() && said.weekday.is_none())?;
        let rest = behind.trim_matches(|c: char| is_sign(&c) || c.is_whitespace());
        let is_certain = rest.chars().any(char::is_alphabetic) && !has_time(rest);
        is_certain.then_some((said, rest))
    })
}

fn has_time(text: &str) -> bool {
    let tokens = tokens(text).unwrap_or_default();
    (0..tokens.len()).any(|from| tokens.get(from..).is_some_and(|rest| time(rest).is_some()))
}

/// The dates in a text, whatever else it says: day, month and the year if it is there.
pub(crate) fn dates(text: &str) -> Vec<(u32, u32, Option<i64>)> {
    let Some(tokens) = tokens(text) else { return Vec::new() };
    let mut found = Vec::new();
    let mut rest = &tokens[..];
    while let Some((_, next)) = rest.split_first() {
        rest = match date(rest) {
            Some((day, month, year, behind)) => {
                found.push((day, month, year));
                behind
            }
            None => next,
        };
    }
    found
}

/// The year behind the word "năm" in a text.
pub(crate) fn year(text: &str) -> Option<i64> {
    let tokens = tokens(text)?;
    tokens.windows(2).find_map(|pair| match pair {
        [Token::Word(word), Token::Number(year, 4)] if word == "nam" => Some(i64::from(*year)),
        _ => None,
    })
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut can_join = false;
    for c in fold::plain(text).chars() {
        let joins = std::mem::replace(&mut can_join, true);
        match (c, tokens.last_mut()) {
            (c, Some(Token::Number(value, digits))) if c.is_ascii_digit() && joins => {
                *value = value.checked_mul(10)?.checked_add(c.to_digit(10)?)?;
                *digits += 1;
            }
            (c, _) if c.is_ascii_digit() => tokens.push(Token::Number(c.to_digit(10)?, 1)),
            (c, Some(Token::Word(word))) if c.is_alphabetic() && joins => word.push(c),
            (c, _) if c.is_alphabetic() => tokens.push(Token::Word(c.to_string())),
            (c, _) if c.is_whitespace() => can_join = false,
            (c, _) => tokens.push(Token::Sign(c)),
        }
    }
    Some(tokens)
}

/// Reads what comes next.
fn step<'a>(tokens: &'a [Token], said: &mut Said) -> Option<&'a [Token]> {
    if let Some((day, month, year, rest)) = date(tokens) {
        // Two dates in one cell are none.
        if said.date.replace((day, month)).is_some() {
            return None;
        }
        said.year = year.or(said.year);
        return Some(rest);
    }
    if let Some((time, rest)) = time(tokens) {
        match (said.start, said.end) {
            (None, _) => said.start = Some(time),
            (Some(_), None) => said.end = Some(time),
            _ => return None,
        }
        return Some(rest);
    }
    if let Some((weekday, rest)) = weekday(tokens) {
        return said.weekday.replace(weekday).is_none().then_some(rest);
    }
    let (first, rest) = tokens.split_first()?;
    match first {
        Token::Word(word) if word == "ca" && rest.first() == Some(&Token::Word("ngay".to_owned())) => {
            said.session = Some(Session::Whole);
            rest.get(1..)
        }
        Token::Word(word) => {
            let session = match word.as_str() {
                "sang" => Some(Session::Morning),
                "trua" => Some(Session::Noon),
                "chieu" => Some(Session::Afternoon),
                "toi" => Some(Session::Evening),
                word if EMPTY.contains(&word) => None,
                _ => return None,
            };
            // "Sáng, chiều" says no more than the day.
            said.session = match (said.session, session) {
                (Some(known), Some(other)) if known != other => return None,
                (known, other) => other.or(known),
            };
            Some(rest)
        }
        Token::Sign(',' | '.' | ';' | ':' | '(' | ')' | '-' | '–' | '/' | '+' | '*') => Some(rest),
        Token::Sign(_) | Token::Number(..) => None,
    }
}

/// `30/6`, `30/06/2025`, `30-6-2025`, `30.6.2025`, `30 tháng 6 năm 2025`.
fn date(tokens: &[Token]) -> Option<(u32, u32, Option<i64>, &[Token])> {
    let is_date = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    if let [Token::Number(day, 1..=2), Token::Word(word), Token::Number(month, 1..=2), rest @ ..] = tokens
        && word == "thang"
        && is_date(*day, *month)
    {
        return Some(match rest {
            [Token::Word(word), Token::Number(year, 4), behind @ ..] if word == "nam" => {
                (*day, *month, Some(i64::from(*year)), behind)
            }
            _ => (*day, *month, None, rest),
        });
    }
    let [Token::Number(day, 1..=2), Token::Sign(sign @ ('/' | '-' | '.')), Token::Number(month, 1..=2), rest @ ..] =
        tokens
    else {
        return None;
    };
    // "8-10h" is a time.
    let is_time = matches!(rest.first(), Some(Token::Word(word)) if matches!(word.as_str(), "h" | "g" | "gio"));
    if !is_date(*day, *month) || is_time {
        return None;
    }
    Some(match rest {
        [Token::Sign(again), Token::Number(year, 4), behind @ ..] if again == sign => {
            (*day, *month, Some(i64::from(*year)), behind)
        }
        _ => (*day, *month, None, rest),
    })
}

/// `8h00`, `8h`, `8 giờ 30 phút`, `14:00`, `14g30`.
fn time(tokens: &[Token]) -> Option<((u16, u16), &[Token])> {
    let [Token::Number(hour, 1..=2), mark, rest @ ..] = tokens else { return None };
    let is_colon = *mark == Token::Sign(':');
    let is_word = matches!(mark, Token::Word(word) if matches!(word.as_str(), "h" | "g" | "gio"));
    if !is_colon && !is_word || *hour > 23 {
        return None;
    }
    let (minute, rest) = match rest {
        // "8h 30/6" is a time and a date.
        [Token::Number(..), Token::Sign('/'), ..] => (0, rest),
        [Token::Number(minute, 2), behind @ ..] if *minute < 60 => (*minute, behind),
        _ if is_colon => return None,
        _ => (0, rest),
    };
    Some(((u16::try_from(*hour).ok()?, u16::try_from(minute).ok()?), rest))
}

/// `Thứ Hai`, `Thứ 2`, `T2`, `Chủ nhật`, `CN`.
fn weekday(tokens: &[Token]) -> Option<(u8, &[Token])> {
    const NAMES: [&str; 6] = ["hai", "ba", "tu", "nam", "sau", "bay"];
    let (first, rest) = tokens.split_first()?;
    let Token::Word(word) = first else { return None };
    match (word.as_str(), rest.split_first()) {
        ("cn", _) => Some((6, rest)),
        ("chu", Some((Token::Word(next), behind))) if next == "nhat" => Some((6, behind)),
        ("thu" | "t", Some((Token::Number(number @ 2..=7, 1), behind))) => {
            Some((u8::try_from(*number - 2).ok()?, behind))
        }
        ("thu", Some((Token::Word(next), behind))) => {
            let place = NAMES.iter().position(|name| name == next)?;
            Some((u8::try_from(place).ok()?, behind))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let monday = Said { weekday: Some(0), date: Some((30, 6)), ..Said::default() };
        for text in ["Thứ Hai 30/6", "Thứ 2, ngày 30/06", "T2 (30-6)", "THỨ HAI\n30 tháng 6", "Thứ hai, 30.6"]
        {
            assert_eq!(read(text), Some(monday), "{text}");
        }
        assert_eq!(read("Thứ Hai 30/6/2025"), Some(Said { year: Some(2025), ..monday }));
        assert_eq!(read("CN").unwrap().weekday, Some(6));
        assert_eq!(read("Thứ Năm").unwrap().weekday, Some(3));
        for text in ["30", "Thứ tám", "30/13", "đầu tuần", "30/6 và 01/7"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for text in ["8h00", "8h", "08:00", "8 giờ", "8 giờ 00 phút", "Từ 8g00", "lúc 8h 00"] {
            assert_eq!(read(text), Some(Said { start: Some((8, 0)), ..Said::default() }), "{text}");
        }
        let said = read("8h00 - 11h30").unwrap();
        assert_eq!((said.start, said.end), (Some((8, 0)), Some((11, 30))));
        let said = read("7 giờ 30, Thứ Ba 01/7").unwrap();
        assert_eq!((said.start, said.weekday, said.date), (Some((7, 30)), Some(1), Some((1, 7))));
        assert_eq!(read("Cả ngày").unwrap().session, Some(Session::Whole));
        assert_eq!(read("2h00 chiều").unwrap().session, Some(Session::Afternoon));
        for text in ["25h00", "8h75", "sau giờ chào cờ", "8h, 9h, 10h", "8"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_may_stand_before_what_is_done() {
        let read = |text| leading_time(text).map(|(said, rest)| (said.start, said.end, rest));
        assert_eq!(read("8h00: Họp giao ban"), Some((Some((8, 0)), None, "Họp giao ban")));
        assert_eq!(read("8:00 - 11h30: Họp"), Some((Some((8, 0)), Some((11, 30)), "Họp")));
        for text in ["Họp lúc 8h00", "8h00: Họp; 9h30: Tiếp dân", "8h00", "Làm việc tại trụ sở"] {
            assert_eq!(read(text), None, "{text}");
        }
        for (text, begins) in [("Thứ Ba 07/10 (nghỉ bù)", true), ("Ngày 07/10: trực", true), ("Họp 07/10", false)]
        {
            assert_eq!(begins_with_day(text), begins, "{text}");
        }
    }

    #[test]
    fn dates_stand_among_other_words() {
        assert_eq!(dates("Lịch công tác tuần 27 (từ 30/6 đến 04/7/2025)"), [(30, 6, None), (4, 7, Some(2025))]);
        assert_eq!(year("Lịch công tác tuần 27 năm 2025"), Some(2025));
    }
}
