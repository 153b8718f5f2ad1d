//! Reads the procedures in the rows of a list.

use super::group::{Group, is_group_number, is_number};
use super::role::{self, Role};
use crate::code;
use crate::decision::{Decision, DecisionDoubt, day};
use crate::found::Found;
use crate::level::Level;
use crate::names;
use std::rc::Rc;
use trangxa_list_imports::header::{self, Header};
use trangxa_list_imports::mapping::Mapping;
use trangxa_messages::{list_imports as lists, procedure_lists as say, sheets};
use trangxa_sheets::cell::{Cell, address};
use trangxa_sheets::sheet::Sheet;

/// What was read of a list.
#[derive(Debug, Default)]
pub(crate) struct ListRows {
    pub found: Vec<Found>,
    /// The procedures that are no longer in force, for sentences.
    pub out_of_force: Vec<String>,
    /// Cells and rows that were left out, with the reason.
    pub doubts: Vec<String>,
    pub notes: Vec<String>,
}

/// A list while its rows are read.
struct Reader<'a> {
    sheet: &'a Sheet,
    header: Rc<Header<Role>>,
    /// The file and sheet, for sentences.
    table: &'a str,
    /// The field and the level that the rows above name for those below them.
    field: Option<String>,
    level: Level,
    read: ListRows,
}

/// Reads the rows below a header. `table` names file and sheet.
pub(crate) fn read(sheet: &Sheet, first: &Header<Role>, mapping: Option<&Mapping<Role>>, table: &str) -> ListRows {
    let header = Rc::new(first.clone());
    let mut reader = Reader { sheet, header, table, field: None, level: Level::default(), read: ListRows::default() };
    for (row, header) in header::rows(sheet, first, mapping) {
        reader.header = header;
        reader.row(row);
    }
    reader.read
}

impl Reader<'_> {
    fn row(&mut self, row: usize) {
        let has_code = self.cell(row, Role::Code).is_some();
        if !has_code && let Some(group) = self.group(row) {
            match group {
                Group::Field(name) => self.field = Some(name),
                Group::Level(level) => (self.level, self.field) = (level, None),
            }
            return;
        }
        let name = self.text(row, Role::Name);
        if name.is_none() && !has_code {
            let text = self.sheet.row(row).iter().find(|cell| !cell.is_empty()).map(Cell::shown).unwrap_or_default();
            self.read.notes.push(say::RowWithoutName { row: row + 1, text: names::short(&text) }.to_string());
            return;
        }
        let mut code = None;
        if let Some((column, cell)) = self.cell(row, Role::Code) {
            code = code::of_cell(cell);
            if code.is_none() {
                let (cell, name) = (lists::Cell { address: address(row, column), text: cell.shown() }, name.as_deref());
                let name = names::short(name.unwrap_or_default());
                self.read.doubts.push(say::CodeUnreadable { cell, name }.to_string());
                return;
            }
        }
        let found = Found {
            place: sheets::RowOf { table: self.table, row: row + 1 }.to_string(),
            code,
            name,
            field: self.text(row, Role::Field).or_else(|| self.field.clone()),
            for_whom: self.text(row, Role::ForWhom).map(|text| names::entries(&text)).unwrap_or_default(),
            decision: None,
            level: self.level(row),
            details: Vec::new(),
        };
        if self.text(row, Role::Status).is_some_and(|status| role::is_out_of_force(&status)) {
            self.read.out_of_force.push(found.shown());
            return;
        }
        let decision = self.decision(row);
        self.read.found.push(Found { decision, ..found });
    }

    fn cell(&self, row: usize, role: Role) -> Option<(usize, &Cell)> {
        self.header.cell(self.sheet, row, role)
    }

    fn text(&self, row: usize, role: Role) -> Option<String> {
        self.header.text(self.sheet, row, role)
    }

    /// What a row says of those below it, if it has only one text, and that is no procedure.
    fn group(&self, row: usize) -> Option<Group> {
        let ordinal = self.header.of(Role::Ordinal).next();
        let cells: Vec<(usize, String)> = self
            .sheet
            .row(row)
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(column, cell)| (column, cell.shown()))
            .collect();
        let (number, column, text) = match &cells[..] {
            [(column, text)] => (None, *column, text),
            [(first, number), (column, text)] if is_number(number) && ordinal.is_none_or(|at| at == *first) => {
                (Some(number), *column, text)
            }
            _ => return None,
        };
        let is_named = self.header.of(Role::Name).any(|name| name == column);
        let is_numbered = number.is_some_and(|number| !is_group_number(number));
        // A procedure without a code, level or field: "3 | Đăng ký khai tử".
        let has_codes = self.header.of(Role::Code).next().is_some();
        let is_procedure = is_named && (is_numbered || !has_codes && number.is_none() && ordinal.is_none());
        if is_procedure { None } else { Group::of(text) }
    }

    fn level(&self, row: usize) -> Level {
        let mut level = self.text(row, Role::Level).map_or(Level::Unsaid, |text| Level::of(&text));
        for is_commune in [true, false] {
            if self.cell(row, Role::LevelMark { is_commune }).is_some() {
                level = level.and(if is_commune { Level::Commune } else { Level::Other });
            }
        }
        if level == Level::Unsaid { self.level } else { level }
    }

    fn decision(&mut self, row: usize) -> Option<Decision> {
        let mut decision = Decision::default();
        let (number, date) = (self.cell(row, Role::Decision), self.cell(row, Role::DecisionDate));
        let mut doubts = Vec::new();
        if let Some((column, cell)) = number.filter(|(_, cell)| !names::is_nothing(&cell.shown())) {
            let text = cell.shown();
            let (read, doubt) = Decision::read(&text);
            decision = read;
            let cell = lists::Cell { address: address(row, column), text };
            match doubt {
                Some(DecisionDoubt::Number) => doubts.push(say::DecisionUnreadable { place: cell }.to_string()),
                Some(DecisionDoubt::Date) => doubts.push(say::DateUnreadable { place: cell }.to_string()),
                None => {}
            }
        }
        if let Some((column, cell)) = date.filter(|(_, cell)| !names::is_nothing(&cell.shown())) {
            let text = cell.shown();
            match day(&text) {
                // The date of a decision whose number is not known says nothing.
                Some(date) if decision.number.is_some() && decision.date.is_none() => decision.date = Some(date),
                Some(_) => {}
                None => {
                    let place = lists::Cell { address: address(row, column), text };
                    doubts.push(say::DateUnreadable { place }.to_string());
                }
            }
        }
        self.read.doubts.extend(doubts);
        decision.number.is_some().then_some(decision)
    }
}
