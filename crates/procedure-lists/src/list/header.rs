//! Finds the header of a list.

use super::role::{self, Role};
use std::collections::HashSet;
use trangxa_messages::procedure_lists as say;
use trangxa_sheets::cell::letters;
use trangxa_sheets::header::{is_text_row, names};
use trangxa_sheets::mapping::Mapping;
use trangxa_sheets::sheet::Sheet;

/// How many rows of a table are searched for the last row of the header.
const SEARCHED_ROWS: usize = 60;
/// The most rows of a header.
const MAX_HEADER_ROWS: usize = 3;

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub index: usize,
    /// Its name in the file; ` / ` separates the rows of a header.
    pub name: String,
    /// `None` if its name is not known.
    pub role: Option<Role>,
}

/// The header of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// Its first and last row, from 0.
    pub rows: (usize, usize),
    pub columns: Vec<Column>,
}

impl Column {
    /// `column F ("Lượt xem")`.
    pub(crate) fn shown(&self) -> String {
        say::Column { letters: letters(self.index), name: &self.name }.to_string()
    }
}

impl Header {
    /// The indexes of the columns with a role, in their order.
    pub(crate) fn of(&self, role: Role) -> impl Iterator<Item = usize> {
        self.columns.iter().filter(move |column| column.role == Some(role)).map(|column| column.index)
    }

    /// How many columns have a known name, if it is the header of a list of procedures.
    fn sense(&self) -> Option<usize> {
        let has = |role| self.of(role).next().is_some();
        // The name of a group stands over several columns, which only the row below it tells apart.
        let known: HashSet<&str> =
            self.columns.iter().filter(|column| column.role.is_some()).map(|column| &*column.name).collect();
        let known = known.len();
        // "Mã" and "Tên" alone may be columns of any table.
        let others = [Role::Code, Role::Field, Role::Decision, Role::Level, Role::ForWhom, Role::Ordinal];
        let is_list = has(Role::Name) && others.into_iter().any(has) || has(Role::Code) && known > 1;
        is_list.then_some(known)
    }
}

/// Finds the header: the rows that give a known meaning to most columns; among equals, the fewest rows. `None` if no rows name the column of
/// names, or of codes, and another one.
pub(crate) fn find(sheet: &Sheet, mapping: Option<&Mapping<Role>>) -> Option<Header> {
    let mut best: Option<(usize, Header)> = None;
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
pub(crate) fn known(sheet: &Sheet) -> usize {
    find(sheet, None).and_then(|header| header.sense()).unwrap_or(0)
}

/// The header that a row in the middle of a table is: tables of several pages repeat theirs.
pub(crate) fn again(sheet: &Sheet, row: usize, mapping: Option<&Mapping<Role>>) -> Option<Header> {
    let header = at(sheet, row, row, mapping);
    (is_text_row(sheet, row) && header.sense().is_some()).then_some(header)
}

fn at(sheet: &Sheet, first: usize, last: usize, mapping: Option<&Mapping<Role>>) -> Header {
    let column = |(index, path): (usize, Vec<&str>)| {
        let name = path.join(" / ");
        let role = mapping.and_then(|mapping| mapping.role_of(&name)).or_else(|| role::of(&path));
        Column { index, name, role }
    };
    Header { rows: (first, last), columns: names(sheet, first, last).into_iter().map(column).collect() }
}
