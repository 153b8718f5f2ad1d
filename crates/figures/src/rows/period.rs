//! The period that a row is about.

use super::labels::is_total;
use super::table::{TableContext, is_name};
use crate::column::Column;
use crate::period;
use crate::role::Role;
use crate::shown;
use trangxa_messages::figures_rows;
use trangxa_model::YearMonth;
use trangxa_model::tthc::Span;
use trangxa_sheets::cell::{Cell, address};
use trangxa_sheets::fold;

/// Why the period of a row is not known; both hold a sentence for the report.
pub(super) enum NoPeriod {
    /// The row should name a period, and it cannot be read.
    Unreadable(String),
    /// The row cannot be used, and nothing is wrong with it.
    NotUsed(String),
}

/// The period that a row is about.
pub(super) fn of_row(context: &TableContext<'_>, row: usize) -> Result<Span, NoPeriod> {
    let header = context.header;
    let cell = |role: Role| {
        header
            .column(role)
            .map(|column| (column, context.sheet.shown_in_column(row, column.index)))
            .filter(|(_, cell)| !cell.is_empty())
    };
    let shown = |column: &Column, cell: &Cell| shown::cell(row, column.index, cell.shown());
    let named = [Role::From, Role::To, Role::Month, Role::Quarter, Role::Year];
    let mut whole = named.iter().filter_map(|role| cell(*role));
    if let Some((column, text)) = whole.find(|(_, cell)| is_name(cell) && is_total(&cell.shown())) {
        // Its months may be fewer than those of the title, and open dossiers do not add up over months.
        return Err(NoPeriod::NotUsed(figures_rows::TotalOfMonths { cell: shown(column, text) }.to_string()));
    }
    let year = match cell(Role::Year) {
        Some((column, cell)) => {
            let problem = || figures_rows::NoYear { cell: shown(column, cell) }.to_string();
            Some(year(cell).ok_or_else(|| NoPeriod::Unreadable(problem()))?)
        }
        None => context.span.and_then(year_of),
    };
    let own = if let Some((column, from)) = cell(Role::From) {
        let problem = || figures_rows::NoFirstMonth { cell: shown(column, from) }.to_string();
        let first = edge(from, year, column.is_day, false).ok_or_else(|| NoPeriod::Unreadable(problem()))?;
        let last = match cell(Role::To) {
            Some((column, to)) => {
                let problem = || figures_rows::NoLastMonth { cell: shown(column, to) }.to_string();
                edge(to, year, column.is_day, true).ok_or_else(|| NoPeriod::Unreadable(problem()))?
            }
            None => first,
        };
        let problem = || figures_rows::EndsTooEarly { cell: shown(column, from) }.to_string();
        Some(Span::new(first, last).ok_or_else(|| NoPeriod::Unreadable(problem()))?)
    } else if let Some((column, cell)) = cell(Role::To) {
        return Err(NoPeriod::Unreadable(figures_rows::NoBegin { cell: shown(column, cell) }.to_string()));
    } else if let Some((column, cell)) = cell(Role::Month) {
        let problem = || figures_rows::NoMonth { cell: shown(column, cell) }.to_string();
        Some(in_cell(cell, year).ok_or_else(|| NoPeriod::Unreadable(problem()))?)
    } else if let Some((column, cell)) = cell(Role::Quarter) {
        let problem = || figures_rows::NoQuarter { cell: shown(column, cell) }.to_string();
        Some(quarter(cell, year).ok_or_else(|| NoPeriod::Unreadable(problem()))?)
    } else if cell(Role::Year).is_some() {
        year.and_then(|year| period::months(year, 1, 12))
    } else {
        None
    };
    match (own, context.span) {
        (Some(own), Some(named)) if context.is_span_given && !named.contains(own) => {
            let outside = figures_rows::Outside { row: row + 1, period: shown::period(own), given: named.address() };
            Err(NoPeriod::Unreadable(outside.to_string()))
        }
        (Some(own), _) => Ok(own),
        (None, Some(span)) => Ok(span),
        (None, None) => {
            let column = named.iter().find_map(|role| header.column(*role)).map_or(0, |column| column.index);
            let address = address(row, column);
            Err(NoPeriod::Unreadable(figures_rows::NamesNoMonth { address }.to_string()))
        }
    }
}

/// The year of a period that lies in one year.
fn year_of(span: Span) -> Option<u16> {
    (span.from().year() == span.to().year()).then(|| span.to().year())
}

/// A year in a cell: `2023`, "Năm 2023".
fn year(cell: &Cell) -> Option<u16> {
    match cell {
        Cell::Number { value, percent: false } if value.fract() == 0.0 && (1900.0..=2999.0).contains(value) => {
            Some(*value as u16)
        }
        Cell::Text(text) => {
            let words = fold::words(text);
            let digits = words.strip_prefix("nam ").unwrap_or(&words);
            digits.parse().ok().filter(|year| (1900..=2999).contains(year))
        }
        _ => None,
    }
}

/// The month in which a period begins, or ends if `is_last`. `is_day` says that the column is one of days.
fn edge(cell: &Cell, year: Option<u16>, is_day: bool, is_last: bool) -> Option<YearMonth> {
    let of_day = |year, month, day: u8| {
        let month = YearMonth::new(year, month)?;
        let is_edge = if is_last {
            // Excel turns a month that was typed as `11/2023` into its first day.
            period::is_last_day(month, day) || day == 1 && !is_day
        } else {
            day == 1
        };
        is_edge.then_some(month)
    };
    let day = match cell {
        Cell::Date { year, month, day, .. } => Some((*year, *month, *day)),
        Cell::Text(text) => period::day_in_cell(text),
        _ => None,
    };
    match day {
        Some((year, month, day)) => of_day(year, month, day),
        None => in_cell(cell, year).filter(|span| span.from() == span.to()).map(Span::to),
    }
}

/// A period in a cell of a column of months. `year` is the one that a number of a month belongs to.
fn in_cell(cell: &Cell, year: Option<u16>) -> Option<Span> {
    let month = |number: u16| YearMonth::new(year?, u8::try_from(number).ok()?).map(Span::month);
    match cell {
        Cell::Date { year, month, day, .. } => {
            let month = YearMonth::new(*year, *month)?;
            (*day == 1 || period::is_last_day(month, *day)).then(|| Span::month(month))
        }
        Cell::Number { value, percent: false } if value.fract() == 0.0 && (1.0..=12.0).contains(value) => {
            month(*value as u16)
        }
        Cell::Number { value, percent: false } if value.fract() == 0.0 && (1900.0..=2999.0).contains(value) => {
            period::months(*value as u16, 1, 12)
        }
        Cell::Text(text) => period::in_cell(text).or_else(|| {
            let words = fold::words(text);
            let words = words.strip_prefix("thang ").unwrap_or(&words);
            let words = words.strip_prefix('t').unwrap_or(words);
            month(words.parse().ok()?)
        }),
        _ => None,
    }
}

/// A quarter in a cell: "Quý III/2023", or `3` with the year from elsewhere.
fn quarter(cell: &Cell, year: Option<u16>) -> Option<Span> {
    let text = cell.shown();
    period::in_cell(&text).or_else(|| {
        let words = fold::words(&text);
        let words = words.strip_prefix("quy ").unwrap_or(&words);
        period::quarter_of(year?, period::roman(words).or_else(|| words.parse().ok())?)
    })
}
