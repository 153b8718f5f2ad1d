//! What sentences of a report name: periods, cells, rows, figures and lists, in the language of the process.

use std::fmt::Display;
use trangxa_messages::{figures, figures_columns, figures_rows};
use trangxa_model::tthc::{Count, Span, SpanKind};
use trangxa_model::{Timestamp, YearMonth};
use trangxa_sheets::cell::{address, letters};
use trangxa_words::counts;

/// A period: `2023-11`, "tháng 11/2023".
pub(crate) fn period(span: Span) -> String {
    let (from, to) = (span.from(), span.to());
    let month = |month: YearMonth| format!("{:02}", month.month());
    match span.kind() {
        SpanKind::Month => figures::Month { year: from.year(), month: month(from) }.to_string(),
        SpanKind::Quarter => figures::Quarter { year: from.year(), quarter: from.month() / 3 + 1 }.to_string(),
        SpanKind::Year => figures::Year { year: from.year() }.to_string(),
        SpanKind::YearToDate | SpanKind::Other => figures::Months {
            first_year: from.year(),
            first_month: month(from),
            last_year: to.year(),
            last_month: month(to),
        }
        .to_string(),
    }
}

/// The day of a moment: `2023-11-30`, "ngày 30/11/2023".
pub(crate) fn day(at: Timestamp) -> String {
    let (day, month, year) = at.day_month_year();
    figures::Day { day: format!("{day:02}"), month: format!("{month:02}"), year }.to_string()
}

/// A percentage: `6.25%`, "6,25%".
pub(crate) fn percent(percent: f64) -> String {
    let text = percent.to_string();
    match text.split_once('.') {
        Some((whole, decimals)) => figures::Fraction { whole, decimals }.to_string(),
        None => figures::Percent { whole: text }.to_string(),
    }
}

/// A cell and its content: `F12 ("abc")`. Row and column count from 0.
pub(crate) fn cell(row: usize, column: usize, content: impl Display) -> String {
    figures_rows::Cell { address: address(row, column), text: content }.to_string()
}

/// A column that the header does not name: `column F`. Columns count from 0.
pub(crate) fn column(index: usize) -> String {
    figures_columns::ColumnAlone { letters: letters(index) }.to_string()
}

/// A row and what it names: `row 7 ("Hộ tịch")`. The row counts from 0, and the name may be empty.
pub(crate) fn row(row: usize, name: &str) -> String {
    if name.is_empty() {
        figures_rows::Row { row: row + 1 }.to_string()
    } else {
        figures_rows::RowNamed { row: row + 1, name }.to_string()
    }
}

/// A count: `late`, "Trễ hạn (late)".
pub(crate) fn count(count: Count) -> String {
    figures::Figure { key: count.key(), name: counts::name(count) }.to_string()
}

/// A number of tthc.json by its member, such as `late` or `stated.late_rate`.
pub(crate) fn figure(key: &str) -> String {
    match key {
        "stated.completed" => figures::Completed.to_string(),
        "stated.completion_rate" => figures::CompletionRate.to_string(),
        "stated.late_rate" => figures::LateRate.to_string(),
        key => Count::ALL.into_iter().find(|known| known.key() == key).map_or_else(|| key.to_owned(), count),
    }
}

/// The place of a number in tthc.json: `2023-11, Hộ tịch, late`. Without a field it is a total.
pub(crate) fn place(span: Span, field: Option<&str>, key: &str) -> String {
    let parts = [Some(period(span)), field.map(str::to_owned), Some(figure(key))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Names with "and" before the last: `A and B`.
pub(crate) fn together(names: impl IntoIterator<Item = String>) -> String {
    let with = |others: String, last: String| figures::AndLast { others, last }.to_string();
    names.into_iter().reduce(with).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_english_period_is_named_as_in_an_address() {
        for text in ["2023-01", "2023-11", "2023-Q1", "2023-Q4", "2023", "2023-01..2023-05", "2022-12..2023-02"] {
            assert_eq!(period(Span::parse(text).unwrap()), text);
        }
    }

    #[test]
    fn every_figure_has_a_name() {
        for count in Count::ALL {
            assert_eq!(figure(count.key()), count.key());
        }
        for key in ["stated.completed", "stated.completion_rate", "stated.late_rate"] {
            assert_eq!(figure(key), key);
        }
    }

    #[test]
    fn names_are_joined_before_the_last() {
        let of = |names: &[&str]| together(names.iter().map(|name| (*name).to_owned()));
        assert_eq!([of(&[]), of(&["A"]), of(&["A", "B"]), of(&["A", "B", "C"])], ["", "A", "A and B", "A and B and C"]);
    }
}
