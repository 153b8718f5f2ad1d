//! What is read from a table, and from one of its rows.

use crate::column::{Column, Header};
use crate::number;
use crate::office::{self, OfficeName};
use crate::role::Role;
use crate::shown;
use trangxa_messages::figures_rows;
use trangxa_model::tthc::{Count, Span};
use trangxa_sheets::cell::Cell;
use trangxa_sheets::sheet::Sheet;

/// A number for tthc.json.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Figure {
    /// hồ sơ
    Count(u64),
    /// %, from 0 to 100
    Percent(f64),
}

/// The figures of one row.
#[derive(Clone, Debug)]
pub(crate) struct RowRecord {
    /// The row's index, from 0.
    pub row: usize,
    pub span: Span,
    /// The field's name; `None` for the total of the period.
    pub field: Option<String>,
    pub counts: Vec<(Count, u64)>,
    /// Figures for the members of `stated` in tthc.json; only in rows of totals.
    pub stated: Vec<(&'static str, Figure)>,
}

impl RowRecord {
    /// The row's number for a count.
    pub(crate) fn count(&self, count: Count) -> Option<u64> {
        self.counts.iter().find(|(known, _)| *known == count).map(|(_, value)| *value)
    }

    /// How many dossiers the row states as completed.
    pub(crate) fn stated_completed(&self) -> Option<u64> {
        self.stated.iter().find_map(|stated| match stated {
            ("completed", Figure::Count(count)) => Some(*count),
            _ => None,
        })
    }
}

/// The figures of a table.
#[derive(Debug, Default)]
pub(crate) struct TableRows {
    pub records: Vec<RowRecord>,
    /// Periods with fields and without a row of totals, each with the counts that could be read in every row.
    pub sums: Vec<(Span, Vec<Count>)>,
    /// Numbers and rows that were not used because their meaning is not certain; sentences for the report.
    pub doubts: Vec<String>,
    /// Cells and rows whose numbers were not used; sentences that begin with the cell or row.
    pub unreadable: Vec<String>,
    /// The addresses of cells with a formula whose result the file does not have.
    pub formulas: Vec<String>,
    /// Other sentences for the report.
    pub notes: Vec<String>,
}

/// A table, and what is known about it from outside of its rows.
pub(crate) struct TableContext<'a> {
    pub sheet: &'a Sheet,
    pub header: &'a Header,
    /// The period of the whole table.
    pub span: Option<Span>,
    /// Whether the clerk gave that period (`--period`).
    pub is_span_given: bool,
    /// Names of our office. The first one that occurs in the table is used.
    pub units: &'a [String],
    /// Whether the clerk gave the first of them (`--unit`).
    pub is_unit_given: bool,
}

impl TableContext<'_> {
    /// The names of ours that are those of communes. A name that the clerk gave is the only one that counts.
    pub(crate) fn communes(&self) -> Vec<OfficeName> {
        office::communes(self.units, self.is_unit_given)
    }

    /// A column of the sheet for sentences, whether the header names it or not.
    pub(crate) fn column_shown(&self, index: usize) -> String {
        let known = self.header.columns.iter().find(|column| column.index == index);
        known.map_or_else(|| shown::column(index), Column::shown)
    }

    /// How many numbers for tthc.json a row has.
    pub(crate) fn numbers_in(&self, row: usize) -> usize {
        let is_number = |column: &&Column| {
            let cell = self.sheet.cell(row, column.index);
            match column.role {
                Role::CompletionRate | Role::LateRate => {
                    matches!(number::percent(cell, column.in_percent), Ok(Some(_)))
                }
                _ => matches!(number::count(cell), Ok(Some(_))),
            }
        };
        self.header.figures().filter(is_number).count()
    }
}

/// Whether a cell has a text with letters.
pub(super) fn is_name(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text.chars().any(char::is_alphabetic))
}

/// Why no row of a table can be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RowsError {
    #[error("{}", figures_rows::Procedures { column })]
    Procedures { column: String },
    #[error("{}", figures_rows::Offices { place, names: names.join(", ") })]
    Units { place: String, names: Vec<String> },
    #[error("{}", figures_rows::NoOffice { place, name, names: names.join(", ") })]
    NoUnit { place: String, name: String, names: Vec<String> },
    #[error("{}", figures_rows::OtherCommune { cell })]
    OtherCommune { cell: String },
    #[error("{}", figures_rows::FieldsOrOffices { column, names: names.join(", ") })]
    Names { column: String, names: Vec<String> },
    #[error("{}", figures_rows::TooMany { count })]
    TooManyRows { count: usize },
    #[error("{}", figures_rows::SpoiltName { row })]
    SpoiltNames { row: String },
    #[error("{}", figures_rows::SeveralTotals { rows: rows.join(", ") })]
    Totals { rows: Vec<String> },
}
