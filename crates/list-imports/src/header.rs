//! Finds the header of a list, and the rows below it.

use crate::mapping::Mapping;
use crate::names;
use std::collections::HashSet;
use std::rc::Rc;
use trangxa_messages::list_imports as say;
use trangxa_sheets::cell::{Cell, letters};
use trangxa_sheets::header::{is_text_row, names};
use trangxa_sheets::numbering::is_numbering;
use trangxa_sheets::sheet::Sheet;

pub use crate::role::Role;

/// How many rows of a table are searched for the last row of the header.
const SEARCHED_ROWS: usize = 60;
/// The most rows of a header.
const MAX_HEADER_ROWS: usize = 3;

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column<R> {
    /// Its place in the sheet, from 0.
    pub index: usize,
    /// Its name in the file; ` / ` separates the rows of a header.
    pub name: String,
    /// `None` if its name is not known.
    pub role: Option<R>,
}

/// The header of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header<R> {
    /// Its first and last row, from 0.
    pub rows: (usize, usize),
    /// Its columns.
    pub columns: Vec<Column<R>>,
}

impl<R> Column<R> {
    /// `F "Lượt xem"`.
    #[must_use]
    pub fn shown(&self) -> String {
        say::Column { letters: letters(self.index), name: &self.name }.to_string()
    }
}

impl<R: Role> Header<R> {
    /// The indexes of the columns with a role, in their order.
    pub fn of(&self, role: R) -> impl Iterator<Item = usize> {
        self.columns.iter().filter(move |column| column.role == Some(role)).map(|column| column.index)
    }

    /// The first cell of a row with something in it in the columns of a role, and its column.
    #[must_use]
    pub fn cell<'s>(&self, sheet: &'s Sheet, row: usize, role: R) -> Option<(usize, &'s Cell)> {
        let mut cells = self.of(role).map(|column| (column, sheet.shown_in_column(row, column)));
        cells.find(|(_, cell)| !cell.is_empty())
    }

    /// The text of that cell, unless it says that there is nothing to say.
    #[must_use]
    pub fn text(&self, sheet: &Sheet, row: usize, role: R) -> Option<String> {
        self.cell(sheet, row, role).map(|(_, cell)| cell.shown()).filter(|text| !names::is_nothing(text))
    }

    /// How many columns have a known name, if it is the header of a list.
    fn sense(&self) -> Option<usize> {
        let has = |role| self.of(role).next().is_some();
        // The name of a group stands over several columns, which only the row below it tells apart.
        let known: HashSet<&str> =
            self.columns.iter().filter(|column| column.role.is_some()).map(|column| &*column.name).collect();
        R::is_list(&has, known.len()).then_some(known.len())
    }
}

/// Finds the header: the rows that give a known meaning to most columns; among equals, the fewest rows. `None` if no rows are a header.
#[must_use]
pub fn find<R: Role>(sheet: &Sheet, mapping: Option<&Mapping<R>>) -> Option<Header<R>> {
    let mut best: Option<(usize, Header<R>)> = None;
    for last in 0..sheet.height().min(SEARCHED_ROWS) {
        for tall in 1..=MAX_HEADER_ROWS.min(last + 1) {
            let first = last + 1 - tall;
            if !is_text_row(sheet, first) {
                break;
            }
            let header = at(sheet, first, last, mapping);
            if let Some(sense) = header.sense()
                && best.as_ref().is_none_or(|(most, _)| sense > *most)
            {
                best = Some((sense, header));
            }
        }
    }
    best.map(|(_, header)| header)
}

/// How many columns of a table have a known name; 0 if it has no header.
#[must_use]
pub fn known<R: Role>(sheet: &Sheet) -> usize {
    find::<R>(sheet, None).and_then(|header| header.sense()).unwrap_or(0)
}

/// The rows below a header that have content, from 0, each with the header that counts for it: tables of several pages repeat theirs. Rows that
/// number the columns are left out.
#[must_use]
pub fn rows<R: Role>(sheet: &Sheet, first: &Header<R>, mapping: Option<&Mapping<R>>) -> Vec<(usize, Rc<Header<R>>)> {
    let mut header = Rc::new(first.clone());
    let mut rows = Vec::new();
    for row in first.rows.1 + 1..sheet.height() {
        let cells = sheet.row(row);
        let repeats = (first.rows.0..=first.rows.1).any(|known| sheet.row(known) == cells);
        if cells.iter().all(Cell::is_empty) || is_numbering(cells) || repeats {
            continue;
        }
        if is_text_row(sheet, row) {
            let other = at(sheet, row, row, mapping);
            if other.sense().is_some() {
                header = Rc::new(other);
                continue;
            }
        }
        rows.push((row, Rc::clone(&header)));
    }
    rows
}

fn at<R: Role>(sheet: &Sheet, first: usize, last: usize, mapping: Option<&Mapping<R>>) -> Header<R> {
    let column = |(index, path): (usize, Vec<&str>)| {
        let name = path.join(" / ");
        let role = mapping.and_then(|mapping| mapping.role_of(&name)).or_else(|| R::of(&path));
        Column { index, name, role }
    };
    Header { rows: (first, last), columns: names(sheet, first, last).into_iter().map(column).collect() }
}
