//! Full dates in a plain text.

use crate::plain::Plain;
use std::ops::Range;

/// A full date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    /// Where it stands.
    pub range: Range<usize>,
    /// The year, with its century.
    pub year: u16,
}

/// The dates of a text: `12/3/1956`, `12-03-1956`, `12.03.1956`, `1956-03-12`, `12 tháng 3 năm 1956`.
pub(crate) fn dates(plain: &Plain, runs: &[Range<usize>]) -> Vec<Date> {
    let mut found = Vec::new();
    let mut first = 0;
    while let Some(three) = runs.get(first..first + 3) {
        let date = date(plain, three, false);
        first += if date.is_some() { 3 } else { 1 };
        found.extend(date);
    }
    found
}

/// The date that a cell of dates of birth is: also with a year of two digits.
pub(crate) fn birth_in_cell(plain: &Plain, runs: &[Range<usize>]) -> Option<Date> {
    runs.windows(3).find_map(|three| date(plain, three, true))
}

fn date(plain: &Plain, three: &[Range<usize>], is_short_allowed: bool) -> Option<Date> {
    let [one, two, three] = three else { return None };
    let number = |range: &Range<usize>| plain.text.get(range.clone())?.parse::<u16>().ok();
    let between = |from: &Range<usize>, to: &Range<usize>| plain.lower.get(from.end..to.start).map(str::trim);
    let (first, second) = (between(one, two)?, between(two, three)?);
    let is_numeric = first == second && matches!(first, "/" | "-" | ".");
    let is_spelt = first.trim_matches([',', ' ']) == "thang" && second.trim_matches([',', ' ']) == "nam";
    let (day, month, year) = match (one.len(), three.len()) {
        (4, 1 | 2) if is_numeric && first != "." => (three, two, number(one)?),
        (1 | 2, 4) if is_numeric || is_spelt => (one, two, number(three)?),
        (1 | 2, 2) if is_numeric && is_short_allowed => {
            let year = number(three)?;
            (one, two, if year < 30 { 2000 + year } else { 1900 + year })
        }
        _ => return None,
    };
    let is_day = (1..=31).contains(&number(day)?) && day.len() <= 2;
    let is_month = (1..=12).contains(&number(month)?) && month.len() <= 2;
    let is_alone = |byte: u8| !byte.is_ascii_alphanumeric();
    let is_whole = is_alone(plain.before(one.start)) && is_alone(plain.at(three.end));
    (is_day && is_month && is_whole && (1800..=2099).contains(&year))
        .then_some(Date { range: one.start..three.end, year })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digits::runs;

    fn years(text: &str) -> Vec<u16> {
        let plain = Plain::of(text);
        dates(&plain, &runs(&plain)).into_iter().map(|date| date.year).collect()
    }

    #[test]
    fn dates_of_every_form_are_read() {
        for text in [
            "12/3/1956",
            "sinh 12-03-1956,",
            "12.03.1956",
            "12 / 03 / 1956",
            "1956-03-12",
            "ngày 12 tháng 03 năm 1956",
            "12 tháng 3, năm 1956",
        ] {
            assert_eq!(years(text), [1956], "{text}");
        }
        assert_eq!(years("12/3/1956 và 01/02/2001"), [1956, 2001]);
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for text in [
            "32/3/1956",
            "12/13/1956",
            "12/3/56",
            "12/3",
            "1.234.567",
            "12-3.1956",
            "12/3/1700",
            "Nghị quyết 12/3/1956a",
            "03/2024",
            "0220.3.822.100",
        ] {
            assert_eq!(years(text), [0; 0], "{text}");
        }
        let plain = Plain::of("12/3/56");
        assert_eq!(birth_in_cell(&plain, &runs(&plain)).map(|date| date.year), Some(1956));
    }
}
