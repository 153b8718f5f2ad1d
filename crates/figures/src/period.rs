//! Periods as Vietnamese texts name them: in titles, in names of sheets and files, in cells.

use trangxa_model::tthc::Span;
use trangxa_model::{Timestamp, YearMonth};
use trangxa_sheets::fold;

/// Why the period that a text names is not certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// The days are not whole months, and tthc.json has periods of months only.
    NotWholeMonths,
    /// The text names several periods: "Tháng 11 và 11 tháng năm 2023".
    Several,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// Letters, as [`fold::plain`].
    Word(String),
    /// A number, and how many digits it has.
    Number(u32, usize),
    /// Any other character but a space.
    Mark(char),
}

use Token::{Mark, Number, Word};

/// Year, month, day, as written: not necessarily a date that exists. The year may be missing.
type Day = (Option<u16>, u32, u32);

/// The period that a title names: "Từ ngày 01/11/2023 đến ngày 30/11/2023", "Tháng 11 năm 2023", "Quý III/2023",
/// "6 tháng đầu năm 2023", "Năm 2023". The date of a signature ("ngày 05 tháng 12 năm 2023") is not a period.
///
/// Cumulative figures ("Lũy kế đến tháng 11/2023") are about the months from January on.
pub(crate) fn in_title(text: &str) -> Result<Option<Span>, Doubt> {
    let tokens = tokens(text);
    if let Some(range) = days(&tokens) {
        return range.map(Some);
    }
    if names_days(&tokens) {
        return Err(Doubt::NotWholeMonths);
    }
    let (tokens, dates) = without_dates(tokens);
    let find = |read: fn(&[Token]) -> Option<Span>| (0..tokens.len()).find_map(|at| read(&tokens[at..]));
    if let Some(range) = find(month_range) {
        return if mentions(&tokens).len() > 2 { Err(Doubt::Several) } else { Ok(Some(range)) };
    }
    if let Some(part) = find(part_of_year) {
        // "Tháng 11 và 11 tháng năm 2023": a month, or a quarter, stands beside the part of the year.
        return if mentions(&tokens).is_empty() { Ok(Some(part)) } else { Err(Doubt::Several) };
    }
    let month = |tokens: &[Token]| quarter(tokens).or_else(|| one_month(tokens));
    if let Some((at, span)) = (0..tokens.len()).find_map(|at| Some((at, month(&tokens[at..])?))) {
        if mentions(&tokens).len() > 1 {
            return Err(Doubt::Several);
        }
        let has = |pair: [&str; 2]| {
            tokens[..at].windows(2).any(|two| is_word(&two[0], &pair[..1]) && is_word(&two[1], &pair[1..]))
        };
        // "Tính đến tháng 11" does not say since when.
        if has(["tinh", "den"]) && !has(["dau", "nam"]) {
            return Err(Doubt::NotWholeMonths);
        }
        let is_cumulative = has(["luy", "ke"]) || has(["cong", "don"]) || has(["dau", "nam"]);
        return Ok(if is_cumulative { months(span.to().year(), 1, span.to().month()) } else { Some(span) });
    }
    // A year next to a month or a quarter belongs to it, and is not a period of its own.
    if tokens.iter().any(|token| is_word(token, &["thang", "quy"])) {
        return Ok(None);
    }
    if tokens.iter().any(|token| is_word(token, &["tuan"])) {
        return Err(Doubt::NotWholeMonths);
    }
    // "5 năm 2023" is the rest of something else.
    let is_free = |at: usize| at == 0 || !matches!(tokens[at - 1], Number(..));
    let years: Vec<Span> =
        (0..tokens.len()).filter(|at| is_free(*at)).filter_map(|at| whole_year(&tokens[at..])).collect();
    let Some(year) = years.first().copied() else { return Ok(None) };
    // The time since the begin of the year, two years, or a day of the year in which it was not over.
    let is_open = tokens.windows(2).any(|two| is_word(&two[0], &["dau"]) && is_word(&two[1], &["nam"]));
    let is_unfinished =
        dates.iter().any(|(of, month, day)| *of == Some(year.to().year()) && (*month, *day) != (12, 31));
    if is_open {
        Err(Doubt::NotWholeMonths)
    } else if years.iter().any(|other| *other != year) || is_unfinished {
        Err(Doubt::Several)
    } else {
        Ok(Some(year))
    }
}

/// The months and quarters that a text names, each once.
fn mentions(tokens: &[Token]) -> Vec<(bool, u32)> {
    let mut found = Vec::new();
    for pair in tokens.windows(2) {
        let mention = match pair {
            [Word(word), Number(number @ 1..=12, 1..=2)] if word == "thang" => (true, *number),
            [Word(word), Number(number @ 1..=4, 1)] if word == "quy" => (false, *number),
            [Word(word), Word(number)] if word == "quy" => match roman(number) {
                Some(number) => (false, u32::from(number)),
                None => continue,
            },
            _ => continue,
        };
        if !found.contains(&mention) {
            found.push(mention);
        }
    }
    found
}

/// Whether a text names days that are no whole months: "10 ngày đầu tháng 11", "giữa tháng 11", "đến 15/9/2023".
fn names_days(tokens: &[Token]) -> bool {
    let is_part_of_month = tokens.windows(3).any(|three| {
        is_word(&three[0], &["dau", "giua", "cuoi", "nua"])
            && is_word(&three[1], &["thang"])
            && matches!(three[2], Number(..))
    });
    // A range of days was looked for before: here, only one end of it is a day.
    let is_open_range = (0..tokens.len()).any(|at| {
        let rest = after(&tokens[at..], &["den", "tu"]);
        let rest =
            rest.map(|rest| after(rest, &["het"]).unwrap_or(rest)).map(|rest| after(rest, &["ngay"]).unwrap_or(rest));
        match rest.and_then(date) {
            Some(((Some(year), month, day), _)) => {
                let month = u8::try_from(month).ok().and_then(|month| YearMonth::new(year, month));
                let is_edge = |month| u8::try_from(day).is_ok_and(|day| is_last_day(month, day));
                !month.is_some_and(is_edge)
            }
            _ => false,
        }
    });
    is_part_of_month || is_open_range
}

/// The period in the name of a sheet or file, in which numbers alone may name a month: `tthc-2023-11`, `T11.2023`.
/// The date of an export (`2023-12-05`) is not a period.
pub(crate) fn in_name(text: &str) -> Option<Span> {
    // First the form that this program writes itself, between other words: `2023-01..2023-11`, `2023-Q3`.
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
        Err(_) => None,
    }
}

/// Whether a name has a month or a quarter, even without its year: "Tháng 11", "T11".
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

/// The parts of a text, in order.
fn tokens(text: &str) -> Vec<Token> {
    let plain = fold::plain(&with_marked_words(text));
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

/// A text in which words are told apart that differ from those for periods in their marks only: "NAM" in "Việt Nam" is no
/// "năm", and "Thắng" is no "tháng". A text without any marks stays as it is.
fn with_marked_words(text: &str) -> String {
    let tidy = fold::tidy(text).to_lowercase();
    if tidy.is_ascii() {
        return tidy;
    }
    let is_other = |word: &str| {
        let plain = fold::plain(word);
        let periods = [("nam", "năm"), ("thang", "tháng"), ("quy", "quý"), ("quy", "qúy"), ("tuan", "tuần")];
        periods.iter().any(|(bare, _)| *bare == plain) && !periods.iter().any(|(_, marked)| *marked == word)
    };
    let mut out = String::new();
    for word in tidy.split_inclusive(|c: char| !c.is_alphabetic()) {
        let letters = word.trim_end_matches(|c: char| !c.is_alphabetic());
        if is_other(letters) {
            out.push_str("another");
        }
        out.push_str(word);
    }
    out
}

fn is_word(token: &Token, words: &[&str]) -> bool {
    matches!(token, Word(word) if words.contains(&word.as_str()))
}

/// The tokens that follow one of these words and marks such as `:` or `-`; `None` if the first token is another one.
fn after<'a>(tokens: &'a [Token], words: &[&str]) -> Option<&'a [Token]> {
    let (first, rest) = tokens.split_first()?;
    is_word(first, words).then(|| skip_marks(rest))
}

fn skip_marks(tokens: &[Token]) -> &[Token] {
    let marks = tokens.iter().take_while(|token| matches!(token, Mark(mark) if *mark != '…')).count();
    &tokens[marks..]
}

/// A number of at most two digits, and the tokens after it.
fn number(tokens: &[Token]) -> Option<(u32, &[Token])> {
    match tokens {
        [Number(number, length), rest @ ..] if *length <= 2 => Some((*number, rest)),
        _ => None,
    }
}

/// A year, which "năm" or marks may precede, and the tokens after it.
fn year(tokens: &[Token]) -> Option<(u16, &[Token])> {
    let tokens = skip_marks(tokens);
    let tokens = after(tokens, &["nam"]).unwrap_or(tokens);
    match tokens {
        [Number(year @ 1900..=2999, 4), rest @ ..] => Some((*year as u16, rest)),
        _ => None,
    }
}

/// A date, and the tokens after it: `01/11/2023`, `2023-11-01`, `01 tháng 11 năm 2023`, `01/11`.
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

/// A period by its first and last day: "từ ngày D đến ngày D", "từ D đến hết D", "D - D". The first day may lack its year.
fn days(tokens: &[Token]) -> Option<Result<Span, Doubt>> {
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
        Some(whole_months(from, to).ok_or(Doubt::NotWholeMonths))
    })
}

/// The months from `from` to `to`, if these are the first day and the last day of a month.
fn whole_months(from: Day, to: Day) -> Option<Span> {
    let month = |(year, month, _): Day| YearMonth::new(year?, u8::try_from(month).ok()?);
    let (first, last) = (month(from)?, month(to)?);
    let last_day = u8::try_from(to.2).ok()?;
    (from.2 == 1 && is_last_day(last, last_day)).then(|| Span::new(first, last)).flatten()
}

/// The months `first` to `last` of a year.
pub(crate) fn months(year: u16, first: u8, last: u8) -> Option<Span> {
    Span::new(YearMonth::new(year, first)?, YearMonth::new(year, last)?)
}

/// A quarter of a year; quarters count from 1 to 4.
pub(crate) fn quarter_of(year: u16, number: u8) -> Option<Span> {
    Span::quarter(YearMonth::new(year, number.checked_mul(3)?)?)
}

/// Whether a day is the last one of its month.
pub(crate) fn is_last_day(month: YearMonth, day: u8) -> bool {
    let exists = |day: u8| Timestamp::parse(&format!("{}-{day:02}", month.iso())).is_some();
    exists(day) && !exists(day + 1)
}

/// The tokens without dates such as "ngày 05 tháng 12 năm 2023" and "05/12/2023", on which something was signed or decreed, and
/// without numbers of documents such as "số 01 năm 2020"; and these dates.
fn without_dates(tokens: Vec<Token>) -> (Vec<Token>, Vec<Day>) {
    let mut left = Vec::new();
    let mut dates = Vec::new();
    let mut rest = tokens.as_slice();
    while let Some((first, next)) = rest.split_first() {
        if let Some((day @ (Some(_), ..), next)) = date(rest) {
            dates.push(day);
            rest = next;
        } else if let [so, Number(..), after_number @ ..] = rest
            && is_word(so, &["so"])
            && let Some((_, next)) = year(after_number)
        {
            rest = next;
        } else if is_word(first, &["ngay"]) {
            // "ngày … tháng 12 năm 2023": the day is to be filled in by hand.
            let dots = next.iter().take_while(|token| matches!(token, Mark(_))).count();
            let month = after(&next[dots..], &["thang"]).map(|rest| number(rest).map_or(rest, |(_, rest)| rest));
            rest = month.map_or(next, |rest| year(rest).map_or(rest, |(_, rest)| rest));
        } else {
            left.push(first.clone());
            rest = next;
        }
    }
    (left, dates)
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

/// A quarter in Roman numerals of small letters: `iii`.
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

/// `11-2023` or `2023.11`, if it is the only one and not a part of a date.
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
            ("Số liệu lũy kế đến hết tháng 11/2023", "2023-01..2023-11"),
            ("Lũy kế đến quý III năm 2023", "2023-01..2023-09"),
            ("Tháng 11/2023 và lũy kế từ đầu năm", "2023-11"),
            ("Từ đầu năm đến hết tháng 11/2023", "2023-01..2023-11"),
            ("Quý 3 năm 2023 (đến 30/9/2023)", "2023-Q3"),
            ("Ban hành kèm Thông tư số 01 năm 2020", ""),
            ("Thực hiện Chỉ thị số 08 năm 2023", ""),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM 2023", ""),
            ("Thôn Chiến Thắng 5 năm 2023", ""),
            ("BAO CAO THANG 11 NAM 2023", "2023-11"),
            ("Tháng 11 so với cùng kỳ năm 2022", ""),
            ("THEO DÕI TIẾN ĐỘ GIẢI QUYẾT - THEO QUYẾT ĐỊNH SỐ 766/QĐ-TTg ngày 23/06/2022", ""),
        ] {
            title(text, expected);
        }
        for text in ["Từ ngày 15/10/2023 đến ngày 14/11/2023", "từ ngày 01/11/2023 đến ngày 29/11/2023"] {
            assert_eq!(in_title(text), Err(Doubt::NotWholeMonths), "{text}");
        }
        for text in [
            "BÁO CÁO TUẦN 45 NĂM 2023",
            "10 ngày đầu tháng 11/2023",
            "giữa tháng 11/2023",
            "Tính từ đầu năm 2023",
            "Tính đến tháng 11/2023",
            "Tính từ 15/12/2022 đến tháng 11/2023",
            "Quý 3 năm 2023 (đến 15/9/2023)",
        ] {
            assert_eq!(in_title(text), Err(Doubt::NotWholeMonths), "{text}");
        }
        for text in [
            "BÁO CÁO THÁNG 11 VÀ 11 THÁNG NĂM 2023",
            "Quý III và 9 tháng đầu năm 2023",
            "Báo cáo quý I và quý II năm 2023",
            "BÁO CÁO THÁNG 10, THÁNG 11 NĂM 2023",
            "Báo cáo năm 2022 và năm 2023",
            "KẾ HOẠCH THÁNG 12/2023, KẾT QUẢ THÁNG 11/2023",
            "Báo cáo ngày 30/11/2023, năm 2023",
        ] {
            assert_eq!(in_title(text), Err(Doubt::Several), "{text}");
        }
    }

    #[test]
    fn a_file_name_gives_a_month_and_a_date_of_export_does_not() {
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
    fn the_last_day_of_february_depends_on_the_year() {
        let last = |text| (1..=31).filter(|day| is_last_day(YearMonth::parse(text).unwrap(), *day)).collect::<Vec<_>>();
        assert_eq!(["2023-02", "2024-02", "1900-02", "2000-02", "2023-12"].map(last), [[28], [29], [28], [29], [31]]);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in ".{0,60}", numbers in "[0-9/. -]{0,30}|(thang |nam |quy |den |tu |[0-9]{1,4}[/ -])*") {
            for text in [text, numbers] {
                let _ = (in_title(&text), in_name(&text), in_cell(&text));
            }
        }
    }
}
