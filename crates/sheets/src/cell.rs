//! One cell of a table, and its address.

use crate::fold;

/// The content of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing, or white space.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number {
        /// Its value.
        value: f64,
        /// Whether the cell is shown as a percentage: 0.99 means 99 %.
        percent: bool,
    },
    /// A day, perhaps with a time.
    Date {
        /// The year.
        year: u16,
        /// The month, from 1.
        month: u8,
        /// The day of the month.
        day: u8,
        /// The minute of the day; `None` where the cell has no time, or midnight, which is how Excel keeps a day alone.
        minute: Option<u16>,
    },
    /// A formula whose result the file does not have, because no spreadsheet program has saved it.
    Formula,
    /// A formula's error, a truth value or a time, none of which a table to import contains.
    Other(String),
}

impl Cell {
    /// A cell with this text; white space alone is an empty cell.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let tidy = fold::tidy(text);
        if tidy.is_empty() { Self::Empty } else { Self::Text(tidy) }
    }

    /// A cell with this text as it is in the file, which is made tidy once its letters are known.
    pub(crate) fn raw(text: &str) -> Self {
        // `="12"` is how programs keep Excel from changing a text.
        let text = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"')).unwrap_or(text);
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    /// The content as a spreadsheet shows it, for reports.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Other(text) => text.clone(),
            Self::Formula => "=…".to_owned(),
            Self::Number { value, percent: true } => format!("{}%", value * 100.0),
            Self::Number { value, percent: false } => value.to_string(),
            Self::Date { year, month, day, minute: None } => format!("{day:02}/{month:02}/{year}"),
            Self::Date { year, month, day, minute: Some(minute) } => {
                format!("{day:02}/{month:02}/{year} {:02}:{:02}", minute / 60, minute % 60)
            }
        }
    }
}

/// The address of a cell in a spreadsheet: `F12`. Row and column count from 0.
#[must_use]
pub fn address(row: usize, column: usize) -> String {
    format!("{}{}", letters(column), row + 1)
}

/// The name of a column in a spreadsheet: `F`. Columns count from 0.
#[must_use]
pub fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_spreadsheets() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
        assert_eq!(address(11, 5), "F12");
    }
}
