//! A period of whole months, as `--period` names it.

use std::fmt;
use trangxa_model::YearMonth;

/// Whole months, the first and the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    from: YearMonth,
    to: YearMonth,
}

impl Span {
    /// `None` when it ends before it begins.
    pub fn new(from: YearMonth, to: YearMonth) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// One month.
    pub fn month(month: YearMonth) -> Self {
        Self { from: month, to: month }
    }

    /// Reads `2023-11`, `2023-Q3`, `2023` and `2023-01..2023-11`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((from, to)) = text.split_once("..") {
            return Self::new(YearMonth::parse(from)?, YearMonth::parse(to)?);
        }
        if let Some((year, quarter)) = text.split_once('-').filter(|(_, rest)| rest.starts_with(['Q', 'q'])) {
            return Self::quarter(digits(year)?, quarter[1..].parse().ok()?);
        }
        match digits(text) {
            Some(year) => Self::months(year, 1, 12),
            None => YearMonth::parse(text).map(Self::month),
        }
    }

    /// Months of one year.
    pub(crate) fn months(year: u16, first: u8, last: u8) -> Option<Self> {
        Self::new(YearMonth::new(year, first)?, YearMonth::new(year, last)?)
    }

    /// A quarter, from 1 to 4.
    pub(crate) fn quarter(year: u16, quarter: u8) -> Option<Self> {
        (1..=4).contains(&quarter).then(|| Self::months(year, quarter * 3 - 2, quarter * 3)).flatten()
    }

    /// Its first month.
    pub fn from(self) -> YearMonth {
        self.from
    }

    /// Its last month.
    pub fn to(self) -> YearMonth {
        self.to
    }

    /// Its year, when it lies in one.
    pub(crate) fn year(self) -> Option<u16> {
        (self.from.year() == self.to.year()).then(|| self.from.year())
    }

    pub(crate) fn contains(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// The shortest way to write it that [`Self::parse`] reads.
    pub fn address(self) -> String {
        let year = self.from.year();
        match (self.year(), self.from.month(), self.to.month()) {
            (Some(_), first, last) if first == last => month(self.from),
            (Some(_), 1, 12) => year.to_string(),
            (Some(_), first, last) if first % 3 == 1 && last == first + 2 => format!("{year}-Q{}", last / 3),
            _ => format!("{}..{}", month(self.from), month(self.to)),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.address())
    }
}

/// `2023-11`, as tthc.json has it.
pub(crate) fn month(month: YearMonth) -> String {
    format!("{}-{:02}", month.year(), month.month())
}

fn digits(year: &str) -> Option<u16> {
    (year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())).then(|| year.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for text in ["2023-11", "2023-Q3", "2023", "2023-01..2023-11", "2022-12..2023-01"] {
            assert_eq!(Span::parse(text).unwrap().address(), text);
        }
        for (long, short) in [("2023-01..2023-12", "2023"), ("2023-07..2023-09", "2023-Q3"), ("2023-q1", "2023-Q1")] {
            assert_eq!(Span::parse(long).unwrap().address(), short);
        }
        for text in ["", "11/2023", "2023-13", "2023-Q5", "2023-Qé", "23", "2023-11..2023-01", "2023-11..", "+023"] {
            assert_eq!(Span::parse(text), None, "{text}");
        }
    }
}
