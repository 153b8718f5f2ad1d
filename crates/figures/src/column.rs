//! The columns of a table, and the header that names them.

use crate::role::Role;
use trangxa_messages::figures_columns;
use trangxa_sheets::cell::letters;

/// A column of a table.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub index: usize,
    /// Its name in the file; ` / ` separates the rows of a header.
    pub name: String,
    pub role: Role,
    /// Whether the name is one of a total: "Tổng số".
    pub is_total: bool,
    /// Whether the column counts a part of its role: "Quá hạn (đã có thư xin lỗi)".
    pub is_part: bool,
    /// Whether the name says that the numbers are percentages.
    pub in_percent: bool,
    /// Whether the name speaks of days rather than months.
    pub is_day: bool,
}

impl Column {
    /// The names of the groups that the column belongs to, without its own name; empty if it belongs to none.
    pub(crate) fn group(&self) -> &str {
        self.name.rsplit_once(" / ").map_or("", |(group, _)| group)
    }

    /// `column F ("Quá hạn")`.
    pub(crate) fn shown(&self) -> String {
        figures_columns::Column { letters: letters(self.index), name: &self.name }.to_string()
    }
}

/// How the received dossiers follow from a column that is their total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Intake {
    /// The column's index in the sheet.
    pub column: usize,
    /// Whether the dossiers carried over are included.
    pub has_carried_over: bool,
}

/// A row in which a column is not the sum of others, as it should be. Columns are indexes in the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contradiction {
    pub row: usize,
    pub total: usize,
    pub parts: Vec<usize>,
}

/// The header of a table.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    /// Its first and last row, from 0.
    pub rows: (usize, usize),
    pub columns: Vec<Column>,
    /// What a column of [`Role::Intake`] or [`Role::Workload`] includes.
    pub intake: Option<Intake>,
    /// Rows in which a column is not the sum of others, as it is in other rows.
    pub contradictions: Vec<Contradiction>,
    /// Columns whose numbers are not used because their meaning is not certain; sentences for the report.
    pub doubts: Vec<String>,
    /// Other sentences for the report.
    pub notes: Vec<String>,
}

impl Header {
    /// How many columns have a meaning.
    pub(crate) fn known(&self) -> usize {
        self.columns.iter().filter(|column| column.role.is_known()).count()
    }

    /// The first column of a role.
    pub(crate) fn column(&self, role: Role) -> Option<&Column> {
        self.columns.iter().find(|column| column.role == role)
    }

    /// The columns whose numbers are used.
    pub(crate) fn figures(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.role.is_imported_figure())
    }

    /// Whether the rows of the table name their months.
    pub(crate) fn has_months(&self) -> bool {
        [Role::From, Role::Month, Role::Quarter, Role::Year].iter().any(|role| self.column(*role).is_some())
    }
}
