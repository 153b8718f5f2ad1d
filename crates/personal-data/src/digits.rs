//! Numbers in a plain text, in one piece or in groups.

use crate::plain::Plain;
use std::ops::Range;

/// A number as a text has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// Where it stands.
    pub range: Range<usize>,
    /// Its digits, without what parts them.
    pub digits: String,
}

/// The runs of digits of a text.
pub(crate) fn runs(plain: &Plain) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, byte) in plain.text.bytes().enumerate() {
        if !byte.is_ascii_digit() {
            continue;
        }
        match found.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

/// The number of `count` digits that begins with a run: the run itself, or several of up to six digits that are parted by the same single
/// blank, dot or dash. `None` if there is none, or if it is a part of something longer, or half hidden.
pub(crate) fn number_at(plain: &Plain, runs: &[Range<usize>], first: usize, count: usize) -> Option<Number> {
    let begin = runs.get(first)?;
    if !begins(plain, begin.start) {
        return None;
    }
    let mut digits = String::new();
    let mut parted = None;
    let mut end = begin.start;
    for (i, run) in runs[first..].iter().enumerate() {
        if i > 0 {
            let between = plain.text.get(end..run.start)?;
            let is_known = matches!(between, " " | "." | "-") && *parted.get_or_insert(between) == between;
            if !is_known || run.len() > 6 {
                return None;
            }
        }
        digits.push_str(plain.text.get(run.clone())?);
        end = run.end;
        if digits.len() >= count {
            break;
        }
        if run.len() > 6 {
            return None;
        }
    }
    let is_joined_before = parted
        .is_some_and(|parted| parted != " " && plain.text.get(..begin.start).is_some_and(|it| it.ends_with(parted)));
    (digits.len() == count && !is_joined_before && ends(plain, end))
        .then_some(Number { range: begin.start..end, digits })
}

/// Whether a number may begin at a place.
fn begins(plain: &Plain, at: usize) -> bool {
    let (before, earlier) = (plain.before(at), plain.before(at.saturating_sub(1)));
    match before {
        b'.' | b',' | b'-' => !earlier.is_ascii_digit(),
        b'/' => !earlier.is_ascii_digit() && !is_in_address(plain, at),
        b'*' | b'_' | b'=' | b'#' | b'@' | b'%' | b'&' => false,
        byte if byte.is_ascii_alphabetic() => is_behind_word(plain, at),
        byte => !byte.is_ascii_digit(),
    }
}

/// Whether a number may end before a place.
fn ends(plain: &Plain, at: usize) -> bool {
    let (next, later) = (plain.at(at), plain.at(at + 1));
    match next {
        b'.' | b',' | b'-' => !later.is_ascii_digit() && (next, later) != (b'.', b'*'),
        b'*' | b'_' | b'@' | b'%' => false,
        byte => !byte.is_ascii_alphanumeric(),
    }
}

/// Whether the letters directly before a number name what it is, as in `CCCD030156001234`.
fn is_behind_word(plain: &Plain, at: usize) -> bool {
    ["cccd", "cmnd", "cmtnd", "stk", "so", "dt", "sdt"].iter().any(|word| {
        let from = at.saturating_sub(word.len());
        plain.lower_in(from, at) == *word && !plain.before(from).is_ascii_alphanumeric()
    })
}

/// Whether a place is inside of a web address.
fn is_in_address(plain: &Plain, at: usize) -> bool {
    let from = plain.lower[..at].rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
    let word = plain.lower_in(from, at);
    word.contains("://") || word.contains("www.") || word.contains(".vn/") || word.contains(".com/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, count: usize) -> Vec<String> {
        let plain = Plain::of(text);
        let runs = runs(&plain);
        (0..runs.len()).filter_map(|i| number_at(&plain, &runs, i, count)).map(|number| number.digits).collect()
    }

    #[test]
    fn numbers_are_found_in_one_piece_and_in_groups() {
        for text in [
            "030156001234",
            "CCCD:030156001234.",
            "CCCD030156001234",
            "số (030156001234)",
            "030 156 001234",
            "030.156.001.234",
            "0301-5600-1234",
            "030\u{a0}156\u{a0}001\u{a0}234,",
            "CMND/030156001234",
            "'030156001234;",
            "5 030156001234 500.000",
            "030156001234-thôn Đông",
        ] {
            assert_eq!(all(text, 12), ["030156001234"], "{text}");
        }
        assert_eq!(all("030156001234; 030156001235", 12).len(), 2);
    }

    #[test]
    fn parts_of_something_else_are_no_numbers() {
        for text in [
            "0301560012345",
            "x030156001234",
            "030156001234x",
            "0301*5600123412",
            "*030156001234",
            "030156001234***",
            "030156001234…",
            "030 156.001 234",
            "500.030.156.001.234",
            "030.156.001.234.000",
            "030156001234,5",
            "1,030156001234",
            "https://xa.vn/030156001234",
            "id=030156001234",
            "03 0156001234",
            "030  156001234",
            "",
        ] {
            assert_eq!(all(text, 12), [""; 0], "{text}");
        }
    }
}
