//! Periods in Vietnamese words: titles, names of sheets and files, cells.

use super::fold;
use trangxa_model::YearMonth;
use trangxa_model::tthc::Span;

/// Days that are not whole months: no period of tthc.json can be made of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotWholeMonths;

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Number(u32, usize),
    Mark(char),
}

use Token::{Mark, Number, Word};

/// Year, month, day, as written; the year may be missing.
type Day = (Option<u16>, u32, u32);

/// The period that a title names: "Từ ngày 01/11/2023 đến ngày 30/11/2023", "Tháng 11 năm 2023", "Quý III/2023",
/// "6 tháng đầu năm 2023", "Năm 2023". The date of a signature ("ngày 05 tháng 12 năm 2023") is none.
pub(crate) fn in_title(text: &str) -> Result<Option<Span>, NotWholeMonths> {
    let tokens = tokens(text);
    if let Some(range) = days(&tokens) {
        return range.map(Some);
    }
    let tokens = without_dates(tokens);
    let find = |read: fn(&[Token]) -> Option<Span>| (0..tokens.len()).find_map(|at| read(&tokens[at..]));
    Ok(find(month_range).or_else(|| find(part_of_year)).or_else(|| find(quarter)).or_else(|| find(one_month)).or_else(
        || {
            // A year that follows a month or quarter is that one's; what is left names a year alone.
            let is_partial = tokens.iter().any(|token| is_word(token, &["thang", "quy"]));
            if is_partial { None } else { find(whole_year) }
        },
    ))
}

/// The period in the name of a sheet or file, where numbers alone may name a month: `tthc-2023-11`, `T11.2023`.
/// The date on which a file was exported (`2023-12-05`) is none.
pub(crate) fn in_name(text: &str) -> Option<Span> {
    // `2023-01..2023-11`, `2023-Q3` between other words.
    let plain = fold::plain(text);
    let written = plain.split([' ', '_', '(', ')', ',']).find_map(|part| {
        let from = part.find(|c: char| c.is_ascii_digit())?;
        let period = part[from..].trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        (period.len() > 4).then(|| Span::parse(period)).flatten()
    });
    if written.is_some() {
        return written;
    }
    match in_title(text) {
        Ok(Some(span)) => Some(span),
        Ok(None) => bare_month(&tokens(text)),
        Err(NotWholeMonths) => None,
    }
}

/// Whether a name speaks of a month or quarter without its year: "Tháng 11", "T11".
pub(crate) fn names_a_part_of_a_year(text: &str) -> bool {
    let tokens = tokens(text);
    tokens.windows(2).any(|pair| {
        is_word(&pair[0], &["thang", "t", "quy"])
            && match &pair[1] {
                Number(number, _) => (1..=12).contains(number),
                Word(word) => roman(word).is_some(),
                Mark(_) => false,
            }
    })
}

fn tokens(text: &str) -> Vec<Token> {
    let plain = fold::plain(text);
    let mut tokens = Vec::new();
    let mut rest = plain.as_str();
    while let Some(first) = rest.chars().next() {
        let same = |c: char| {
            if first.is_ascii_digit() { c.is_ascii_digit() } else { c.is_alphabetic() && first.is_alphabetic() }
        };
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (token, after) = rest.split_at(end);
        rest = after;
        match token.parse() {
            Ok(number) if first.is_ascii_digit() => tokens.push(Number(number, token.len())),
            _ if first.is_alphabetic() => tokens.push(Word(token.to_owned())),
            _ if first == ' ' => {}
            _ => tokens.push(Mark(first)),
        }
    }
    tokens
}

fn is_word(token: &Token, words: &[&str]) -> bool {
    matches!(token, Word(word) if words.contains(&word.as_str()))
}

/// What follows a word, with marks such as `:` or `-` between them passed over.
fn after<'a>(tokens: &'a [Token], words: &[&str]) -> Option<&'a [Token]> {
    let (first, rest) = tokens.split_first()?;
    is_word(first, words).then(|| skip_marks(rest))
}

fn skip_marks(tokens: &[Token]) -> &[Token] {
    let marks = tokens.iter().take_while(|token| matches!(token, Mark(mark) if *mark != '…')).count();
    &tokens[marks..]
}

fn number(tokens: &[Token]) -> Option<(u32, &[Token])> {
    match tokens {
        [Number(number, length), rest @ ..] if *length <= 2 => Some((*number, rest)),
        _ => None,
    }
}

/// A year, behind "năm" or a mark or nothing.
fn year(tokens: &[Token]) -> Option<(u16, &[Token])> {
    let tokens = skip_marks(tokens);
    let tokens = after(tokens, &["nam"]).unwrap_or(tokens);
    match tokens {
        [Number(year @ 1900..=2999, 4), rest @ ..] => Some((*year as u16, rest)),
        _ => None,
    }
}

/// `01/11/2023`, `2023-11-01`, `01 tháng 11 năm 2023`; the year may be missing in the first of two.
fn date(tokens: &[Token]) -> Option<(Day, &[Token])> {
    if let [Number(year, 4), Mark(a), Number(month, _), Mark(b), Number(day, _), rest @ ..] = tokens
        && a == b
        && *day <= 31
    {
        return Some(((Some(*year as u16), *month, *day), rest));
    }
    let (day, rest) = number(tokens)?;
    let rest = match rest {
        [Mark('/' | '-' | '.'), rest @ ..] => rest,
        _ => after(rest, &["thang"])?,
    };
    let (month, rest) = number(rest)?;
    match year(rest) {
        Some((year, rest)) => Some(((Some(year), month, day), rest)),
        None => Some(((None, month, day), rest)),
    }
}

/// "từ ngày D đến ngày D", "từ D đến hết D", "D - D".
fn days(tokens: &[Token]) -> Option<Result<Span, NotWholeMonths>> {
    (0..tokens.len()).find_map(|at| {
        let (mut from, mut rest) = date(&tokens[at..])?;
        rest = skip_marks(rest);
        let is_range = at > 0 && is_word(&tokens[at - 1], &["tu", "ngay"]) || rest.len() < tokens[at..].len();
        let linked = after(rest, &["den", "toi"]).or_else(|| (from.0.is_some() && is_range).then_some(rest))?;
        let mut linked = linked;
        while let Some(next) = after(linked, &["het", "ngay"]) {
            linked = next;
        }
        let (to, _) = date(linked)?;
        from.0 = from.0.or(to.0);
        Some(whole_months(from, to).ok_or(NotWholeMonths))
    })
}

fn whole_months(from: Day, to: Day) -> Option<Span> {
    let month = |(year, month, _): Day| YearMonth::new(year?, u8::try_from(month).ok()?);
    let (first, last) = (month(from)?, month(to)?);
    (from.2 == 1 && to.2 == u32::from(last_day(last))).then(|| Span::new(first, last)).flatten()
}

/// Months of one year.
pub(crate) fn months(year: u16, first: u8, last: u8) -> Option<Span> {
    Span::new(YearMonth::new(year, first)?, YearMonth::new(year, last)?)
}

/// A quarter of a year, from 1 to 4.
pub(crate) fn quarter_of(year: u16, number: u8) -> Option<Span> {
    Span::quarter(YearMonth::new(year, number.checked_mul(3)?)?)
}

/// The last day of a month.
pub(crate) fn last_day(month: YearMonth) -> u8 {
    let year = month.year();
    match month.month() {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// "ngày 05 tháng 12 năm 2023" and "05/12/2023" are when something was signed or decreed.
fn without_dates(tokens: Vec<Token>) -> Vec<Token> {
    let mut left = Vec::new();
    let mut rest = tokens.as_slice();
    while let Some((first, next)) = rest.split_first() {
        if let Some(((Some(_), ..), next)) = date(rest) {
            rest = next;
        } else if is_word(first, &["ngay"]) {
            // "ngày … tháng 12 năm 2023", left open for a pen.
            let dots = next.iter().take_while(|token| matches!(token, Mark(_))).count();
            let month = after(&next[dots..], &["thang"]).map(|rest| number(rest).map_or(rest, |(_, rest)| rest));
            rest = month.map_or(next, |rest| year(rest).map_or(rest, |(_, rest)| rest));
        } else {
            left.push(first.clone());
            rest = next;
        }
    }
    left
}

/// "từ tháng 1 đến tháng 11 năm 2023", "tháng 12/2022 đến tháng 1/2023".
fn month_range(tokens: &[Token]) -> Option<Span> {
    let (first, rest) = number(after(tokens, &["thang"])?)?;
    let (own, rest) = year(rest).map_or((None, rest), |(year, rest)| (Some(year), rest));
    let rest = match rest {
        [Mark('-' | '–'), rest @ ..] => rest,
        _ => after(rest, &["den", "toi"])?,
    };
    let rest = after(rest, &["het"]).unwrap_or(rest);
    let rest = after(rest, &["thang"]).unwrap_or(rest);
    let (last, rest) = number(rest)?;
    let (year, _) = year(rest)?;
    let month = |year, month: u32| YearMonth::new(year, u8::try_from(month).ok()?);
    Span::new(month(own.unwrap_or(year), first)?, month(year, last)?)
}

/// "6 tháng đầu năm 2023", "6 tháng cuối năm 2023", "11 tháng năm 2023", "chín tháng đầu năm 2023".
fn part_of_year(tokens: &[Token]) -> Option<Span> {
    let (count, rest) = match tokens {
        [Word(word), rest @ ..] => {
            let words = ["ba", "sau", "chin"];
            (words.iter().position(|known| known == word)? as u32 * 3 + 3, rest)
        }
        _ => number(tokens)?,
    };
    let count = u8::try_from(count).ok().filter(|count| (2..=11).contains(count))?;
    let rest = after(rest, &["thang"])?;
    let (is_last, rest) = match (after(rest, &["dau"]), after(rest, &["cuoi"])) {
        (Some(rest), _) => (false, rest),
        (_, Some(rest)) => (true, rest),
        _ => (false, rest),
    };
    let (year, _) = year(rest)?;
    if is_last { months(year, 13 - count, 12) } else { months(year, 1, count) }
}

/// "Quý III/2023", "quý 3 năm 2023".
fn quarter(tokens: &[Token]) -> Option<Span> {
    let rest = after(tokens, &["quy"])?;
    let (number, rest) = match rest {
        [Word(word), rest @ ..] => (roman(word)?, rest),
        _ => number(rest).map(|(number, rest)| (number as u8, rest))?,
    };
    quarter_of(year(rest)?.0, number)
}

/// `iii`: a quarter in Roman numerals.
pub(crate) fn roman(word: &str) -> Option<u8> {
    ["i", "ii", "iii", "iv"].iter().position(|known| *known == word).map(|at| at as u8 + 1)
}

/// "Tháng 11/2023", "tháng 11 năm 2023", "T11/2023".
fn one_month(tokens: &[Token]) -> Option<Span> {
    let (month, rest) = number(after(tokens, &["thang", "t"])?)?;
    YearMonth::new(year(rest)?.0, u8::try_from(month).ok()?).map(Span::month)
}

fn whole_year(tokens: &[Token]) -> Option<Span> {
    months(year(after(tokens, &["nam"]).and(Some(tokens))?)?.0, 1, 12)
}

/// `11-2023`, `2023.11`, with nothing that could make it a date.
fn bare_month(tokens: &[Token]) -> Option<Span> {
    let is_part = |token: Option<&Token>| matches!(token, Some(Mark('-' | '.' | '/' | '_')));
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let [Number(a, a_length), Mark('-' | '.' | '/' | '_'), Number(b, b_length), rest @ ..] = &tokens[at..] else {
            continue;
        };
        let (year, month) = match (a_length, b_length) {
            (4, 1 | 2) => (*a, *b),
            (1 | 2, 4) => (*b, *a),
            _ => continue,
        };
        let is_date = is_part(rest.first()) && matches!(rest.get(1), Some(Number(..)))
            || at > 1 && is_part(tokens.get(at - 1)) && matches!(tokens[at - 2], Number(..));
        if !is_date && let (Ok(year), Ok(month)) = (u16::try_from(year), u8::try_from(month)) {
            found.extend(YearMonth::new(year, month));
        }
    }
    match found[..] {
        [month] => Some(Span::month(month)),
        _ => None,
    }
}

/// A period in a cell of a column of months: `2023-11`, `11/2023`, "Tháng 11/2023", "Quý III/2023", `2023`.
pub(crate) fn in_cell(text: &str) -> Option<Span> {
    Span::parse(text.trim()).or_else(|| in_name(text))
}

/// A day in a cell: `01/11/2023`, `2023-11-01`.
pub(crate) fn day_in_cell(text: &str) -> Option<(u16, u8, u8)> {
    match date(&tokens(text))? {
        ((Some(year), month, day), []) => Some((year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn title(text: &str, expected: &str) {
        let found = in_title(text).map(|span| span.map(Span::address));
        assert_eq!(found, Ok((!expected.is_empty()).then(|| expected.to_owned())), "{text}");
    }

    #[test]
    fn titles_name_their_period() {
        for (text, expected) in [
            ("(Từ ngày 01/11/2023 đến ngày 30/11/2023)", "2023-11"),
            ("Từ 01/01/2023 đến hết 30/11/2023", "2023-01..2023-11"),
            ("Từ ngày 01/02 đến ngày 29/02/2024", "2024-02"),
            ("Từ ngày 01 tháng 7 năm 2023 đến ngày 30 tháng 9 năm 2023", "2023-Q3"),
            ("01/11/2023 - 30/11/2023", "2023-11"),
            ("BÁO CÁO THÁNG 11 NĂM 2023", "2023-11"),
            ("Kỳ báo cáo: Tháng 11/2023", "2023-11"),
            ("T11/2023", "2023-11"),
            ("Quý III/2023", "2023-Q3"),
            ("Quý 3 năm 2023", "2023-Q3"),
            ("Năm 2023", "2023"),
            ("số liệu năm: 2023", "2023"),
            ("6 tháng đầu năm 2023", "2023-01..2023-06"),
            ("sáu tháng cuối năm 2023", "2023-07..2023-12"),
            ("9 tháng năm 2023", "2023-01..2023-09"),
            ("Từ tháng 01 đến tháng 11 năm 2023", "2023-01..2023-11"),
            ("Từ tháng 12/2022 đến tháng 02/2023", "2022-12..2023-02"),
            ("Xã Quang Thành, ngày 05 tháng 12 năm 2023", ""),
            ("Xã Quang Thành, ngày … tháng 12 năm 2023", ""),
            ("(Ban hành kèm theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020)", ""),
            ("Tháng 11", ""),
            ("Tháng 13 năm 2023", ""),
            ("BÁO CÁO THÁNG 11 NĂM 2023 (lập ngày 05/12/2023)", "2023-11"),
        ] {
            title(text, expected);
        }
        for text in ["Từ ngày 15/10/2023 đến ngày 14/11/2023", "từ ngày 01/11/2023 đến ngày 29/11/2023"] {
            assert_eq!(in_title(text), Err(NotWholeMonths), "{text}");
        }
    }

    #[test]
    fn names_of_files_name_a_month_but_not_the_day_of_the_export() {
        for (name, expected) in [
            ("tthc-2023-11", "2023-11"),
            ("bao-cao-thang-11-2023", "2023-11"),
            ("BC_T11.2023", "2023-11"),
            ("quy-iii-2023", "2023-Q3"),
            ("tthc 2023-Q3", "2023-Q3"),
            ("tthc_2023-01..2023-11", "2023-01..2023-11"),
            ("11-2023", "2023-11"),
            ("tthc-2023-12-05", ""),
            ("05-12-2023", ""),
            ("baocao_20231205", ""),
            ("tthc-2023", ""),
            ("Sheet1", ""),
        ] {
            assert_eq!(in_name(name).map_or(String::new(), Span::address), expected, "{name}");
        }
        assert!(names_a_part_of_a_year("Tháng 11") && !names_a_part_of_a_year("Sheet 1"));
    }

    #[test]
    fn february_ends_when_it_ends() {
        let day = |text| last_day(YearMonth::parse(text).unwrap());
        assert_eq!(["2023-02", "2024-02", "1900-02", "2000-02", "2023-12"].map(day), [28, 29, 28, 29, 31]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_harm(text in ".{0,60}", numbers in "[0-9/. -]{0,30}|(thang |nam |quy |den |tu |[0-9]{1,4}[/ -])*") {
            for text in [text, numbers] {
                let _ = (in_title(&text), in_name(&text), in_cell(&text));
            }
        }
    }
}
