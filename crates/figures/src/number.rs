//! Counts and percentages as spreadsheets and one-stop systems write them.

use trangxa_model::rate::Percent;
use trangxa_sheets::cell::Cell;

/// The largest whole number that a spreadsheet keeps exactly: 2^53.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

/// The cell is not empty, and its content is not a number of the expected kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable;

/// A count (hồ sơ): `1.234`, `1,234`, `1 234`, `1234.0`. `None` for an empty cell or a dash, which is not the same as 0.
pub(crate) fn count(cell: &Cell) -> Result<Option<u64>, Unreadable> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Number { value, percent: false } if value.fract() == 0.0 && (0.0..=MAX_EXACT).contains(value) => {
            Ok(Some(*value as u64))
        }
        Cell::Text(text) if is_nothing(text) => Ok(None),
        Cell::Text(text) => whole(text).map(Some).ok_or(Unreadable),
        Cell::Number { .. } | Cell::Date { .. } | Cell::Formula | Cell::Other(_) => Err(Unreadable),
    }
}

/// Whether a cell holds a number with a fraction of at most three digits, such as 1.264 or "1,5". A count has none, so that
/// its mark of thousands may have been taken for a decimal mark.
pub(crate) fn is_fraction(cell: &Cell) -> bool {
    match cell {
        Cell::Number { value, percent: false } => {
            value.fract() != 0.0
                && (0.0..1000.0).contains(value)
                && (value * 1000.0 - (value * 1000.0).round()).abs() < 1e-6
        }
        Cell::Text(_) => {
            matches!(count(cell), Err(Unreadable))
                && as_decimal(cell).is_some_and(|value| value.fract() != 0.0 && value < 1000.0)
        }
        _ => false,
    }
}

/// A number as it reads if its mark is a decimal mark: "1.264" is 1.264.
pub(crate) fn as_decimal(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number { value, percent: false } => Some(*value),
        Cell::Text(text) => {
            let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
            let marks = text.bytes().filter(|byte| !byte.is_ascii_digit()).count();
            (is_plain && marks <= 1).then(|| text.replace(',', ".").parse().ok())?
        }
        _ => None,
    }
}

/// A percentage from 0 to 100: `99,5`, `99.5 %`, or a cell that is shown as one. 0.99 alone may mean 99 % or 0,99 %, and is
/// unreadable unless `in_percent` says that the column holds percentages.
pub(crate) fn percent(cell: &Cell, in_percent: bool) -> Result<Option<f64>, Unreadable> {
    let value = match cell {
        Cell::Empty => return Ok(None),
        Cell::Number { value, percent: true } => value * 100.0,
        Cell::Number { value, .. } if in_percent || *value == 0.0 || *value > 1.0 => *value,
        Cell::Text(text) if is_nothing(text) => return Ok(None),
        Cell::Text(text) => {
            let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            let number = bare.strip_suffix('%').unwrap_or(&bare);
            if !number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.')) {
                return Err(Unreadable);
            }
            let value: f64 = number.replace(',', ".").parse().ok().ok_or(Unreadable)?;
            if value > 0.0 && value <= 1.0 && !in_percent && number.len() == bare.len() {
                return Err(Unreadable);
            }
            value
        }
        Cell::Number { .. } | Cell::Date { .. } | Cell::Formula | Cell::Other(_) => return Err(Unreadable),
    };
    // The site reads three decimals. Without rounding, 0.9952 * 100 would be 99.52000000000001.
    let rounded = (value * 1000.0).round() / 1000.0;
    Percent::new(rounded).map(|_| Some(rounded)).ok_or(Unreadable)
}

/// Whether a text stands for an empty cell: dashes, dots, `x`.
fn is_nothing(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '-' | '–' | '—' | '_' | '.' | '…' | ' ')) || matches!(text, "x" | "X" | "×")
}

/// A whole number with separators.
fn whole(text: &str) -> Option<u64> {
    let bare: String = text
        .trim_start_matches('\'')
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c == '\'' { '.' } else { c })
        .collect();
    if !bare.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.')) {
        return None;
    }
    // A space may separate thousands, and nothing else.
    let mut by_blanks = text.trim_start_matches('\'').split_whitespace();
    let first = by_blanks.next()?;
    if by_blanks.clone().next().is_some() && (first.len() > 3 || by_blanks.any(|group| !is_group(group))) {
        return None;
    }
    let Some(last) = bare.rfind([',', '.']) else { return bare.parse().ok() };
    let (head, tail) = (&bare[..last], &bare[last + 1..]);
    let mark = &bare[last..=last];
    let groups = |text: &str, mark: &str| {
        let mut groups = text.split(mark);
        let first = groups.next().unwrap_or_default();
        (1..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_digit()) && groups.all(is_group)
    };
    if groups(&bare, mark) {
        return bare.replace(mark, "").parse().ok();
    }
    // Decimals are accepted if all are zeros: `1234.0`, `1.234,00`.
    let other = if mark == "," { "." } else { "," };
    let is_head = head.bytes().all(|byte| byte.is_ascii_digit()) && !head.is_empty() || groups(head, other);
    (is_head && !tail.is_empty() && tail.bytes().all(|byte| byte == b'0'))
        .then(|| head.replace(other, "").parse().ok())?
}

/// Whether a text is a group of thousands: three digits.
fn is_group(group: &str) -> bool {
    group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ambiguous_or_fractional_counts_are_unreadable() {
        let of = |text: &str| count(&Cell::text(text));
        for text in [
            "1234",
            "1.234",
            "1,234",
            "1 234",
            "1\u{a0}234",
            "1\u{202f}234",
            "1234.0",
            "1234,00",
            "1.234,00",
            "1,234.0",
            "1'234",
            "'1234",
            "1234.000",
        ] {
            assert_eq!(of(text), Ok(Some(1234)), "{text}");
        }
        assert_eq!(of("1.234.567"), Ok(Some(1_234_567)));
        for text in ["", "-", "–", "—", "x", "X", "…", "...", " - "] {
            assert_eq!(of(text), Ok(None), "{text}");
        }
        assert_eq!(of("0"), Ok(Some(0)));
        for text in [
            "12,5",
            "-3",
            "abc",
            "1.23",
            "12.34.567",
            "1.2345",
            "12 34",
            "1,234,5",
            "12 hs",
            "99999999999999999999",
            ",5",
            "1..234",
        ] {
            assert_eq!(of(text), Err(Unreadable), "{text}");
        }
        let number = |value| count(&Cell::Number { value, percent: false });
        assert_eq!((number(1234.0), number(0.0)), (Ok(Some(1234)), Ok(Some(0))));
        for value in [1.5, -3.0, 1e300, f64::NAN] {
            assert_eq!(number(value), Err(Unreadable), "{value}");
        }
        assert_eq!(count(&Cell::Date { year: 2023, month: 11, day: 1, minute: None }), Err(Unreadable));
        assert_eq!(count(&Cell::Number { value: 1.0, percent: true }), Err(Unreadable));
    }

    #[test]
    fn percents_keep_their_decimals() {
        let of = |text: &str| percent(&Cell::text(text), true);
        for text in ["99,5", "99.5", "99,50 %", "99.500%"] {
            assert_eq!(of(text), Ok(Some(99.5)), "{text}");
        }
        assert_eq!((of("100"), of("0"), of("-"), of("0,9")), (Ok(Some(100.0)), Ok(Some(0.0)), Ok(None), Ok(Some(0.9))));
        for text in ["100,1", "-1", "9,9,9", "abc", "1.234,5"] {
            assert_eq!(of(text), Err(Unreadable), "{text}");
        }
        let share = |value| Cell::Number { value, percent: true };
        assert_eq!(percent(&share(0.9952), false), Ok(Some(99.52)));
        assert_eq!(percent(&share(1.0), false), Ok(Some(100.0)));
        let bare = Cell::Number { value: 0.99, percent: false };
        assert_eq!((percent(&bare, false), percent(&bare, true)), (Err(Unreadable), Ok(Some(0.99))));
    }
}
