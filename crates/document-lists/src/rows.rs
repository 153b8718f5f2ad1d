//! Reads the documents in the rows of a register.

use crate::cells::{self, Said};
use crate::found::{Found, Member};
use crate::role::Role;
use serde_json::{Value, json};
use std::fmt::Display;
use trangxa_list_imports::header::{self, Header};
use trangxa_list_imports::mapping::Mapping;
use trangxa_list_imports::names;
use trangxa_messages::{document_lists as say, list_imports as lists, sheets};
use trangxa_model::official::RelationKind;
use trangxa_sheets::cell::{Cell, address};
use trangxa_sheets::sheet::Sheet;

/// The texts that are taken as they are, but for white space.
const TEXTS: [Member; 6] =
    [Member::Kind, Member::About, Member::Issuer, Member::Signer, Member::SignerPost, Member::Field];

/// What was read of a register.
#[derive(Debug, Default)]
pub(crate) struct RegisterRows {
    pub found: Vec<Found>,
    /// Cells because of which a row was left out, with the reason.
    pub doubts: Vec<String>,
    pub notes: Vec<String>,
    /// Files that rows name and the site does not have.
    pub missing: Vec<String>,
}

/// Finds a file of the site by its name: the address that documents.json has for it.
pub(crate) type FindFile<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Reads the rows below a header. `table` names file and sheet, `file` is the place of the file among those of the import.
pub(crate) fn read(
    sheet: &Sheet,
    first: &Header<Role>,
    mapping: Option<&Mapping<Role>>,
    (table, file): (&str, usize),
    find_file: FindFile<'_>,
) -> RegisterRows {
    let mut read = RegisterRows::default();
    for (row, header) in header::rows(sheet, first, mapping) {
        let cells = sheet.row(row);
        if let Some(text) = only_text(cells).filter(|text| !cells::is_number(text)) {
            // "I. QUYẾT ĐỊNH" over several rows.
            read.notes.push(say::RowAlone { row: row + 1, text: names::short(&text) }.to_string());
            continue;
        }
        let mut reader = Row { sheet, header: &header, row, members: Vec::new(), doubts: Vec::new() };
        reader.read(find_file, &mut read.missing);
        let Row { members, doubts, .. } = reader;
        let found = Found { file, place: sheets::RowOf { table, row: row + 1 }.to_string(), members };
        if !doubts.is_empty() {
            read.doubts.extend(doubts);
        } else if found.key().is_none() {
            let text = cells.iter().filter(|cell| !cell.is_empty()).map(Cell::shown).collect::<Vec<_>>().join(" ");
            read.notes.push(say::RowWithoutNumber { row: row + 1, text: names::short(&text) }.to_string());
        } else {
            read.found.push(found);
        }
    }
    read
}

/// The text of a row that has only one.
fn only_text(cells: &[Cell]) -> Option<String> {
    let mut filled = cells.iter().filter(|cell| !cell.is_empty());
    filled.next().filter(|_| filled.next().is_none()).map(Cell::shown)
}

/// A row while it is read.
struct Row<'a> {
    sheet: &'a Sheet,
    header: &'a Header<Role>,
    row: usize,
    members: Vec<(Member, Value)>,
    doubts: Vec<String>,
}

impl Row<'_> {
    fn read(&mut self, find_file: FindFile<'_>, missing: &mut Vec<String>) {
        self.number();
        for member in TEXTS {
            if let Some(text) = self.header.text(self.sheet, self.row, Role::Text(member)) {
                self.set(member, text);
            }
        }
        self.days();
        for kind in RelationKind::ALL {
            self.relation(kind);
        }
        self.files(find_file, missing);
    }

    fn set(&mut self, member: Member, value: impl Into<Value>) {
        if self.members.iter().all(|(known, _)| *known != member) {
            self.members.push((member, value.into()));
        }
    }

    fn text_of(&self, member: Member) -> Option<String> {
        let known = self.members.iter().find(|(known, _)| *known == member);
        known.and_then(|(_, value)| value.as_str()).map(str::to_owned)
    }

    /// The cell of a role, for a sentence.
    fn place(&self, role: Role) -> String {
        let Some((column, cell)) = self.header.cell(self.sheet, self.row, role) else { return String::new() };
        lists::Cell { address: address(self.row, column), text: names::short(&cell.shown()) }.to_string()
    }

    fn doubt(&mut self, problem: impl Display) {
        self.doubts.push(problem.to_string());
    }

    fn number(&mut self) {
        let symbol = self.header.text(self.sheet, self.row, Role::Symbol);
        let (role, written) = match (self.header.cell(self.sheet, self.row, Role::Number), symbol) {
            // Two columns: "12" and "KH-UBND".
            (Some((_, cell)), Some(symbol)) if cell.shown().bytes().all(|byte| byte.is_ascii_digit()) => {
                (Role::Number, format!("{}/{}", cell.shown(), symbol.trim_start_matches(['/', ' '])))
            }
            // Excel makes days of numbers such as "3/7".
            (Some((_, Cell::Text(text))), _) if names::is_nothing(text) => return,
            (Some((_, cell @ (Cell::Text(_) | Cell::Number { .. }))), _) => (Role::Number, cell.shown()),
            (Some(_), _) => (Role::Number, String::new()),
            (None, Some(symbol)) => (Role::Symbol, symbol),
            (None, None) => return,
        };
        match cells::number(&written) {
            Some(number) => self.set(Member::Number, number),
            None => self.doubt(say::NumberUnreadable { place: self.place(role) }),
        }
    }

    fn days(&mut self) {
        match self.said(Role::Issued, cells::day) {
            Some(Said::Nothing) => {}
            Some(Said::Day(day)) => self.set(Member::Issued, day),
            _ => self.doubt(say::DateUnreadable { place: self.place(Role::Issued) }),
        }
        match self.said(Role::Force, cells::force) {
            Some(Said::Force(force)) => self.set(Member::Force, cells::name_of(force)),
            Some(_) => {}
            None => self.doubt(say::ForceUnknown { place: self.place(Role::Force) }),
        }
        let either = |cell: &Cell| cells::day(cell).or_else(|| cells::force(cell));
        for (role, member) in [
            (Role::Effective, Member::Effective),
            (Role::Validity, Member::Effective),
            (Role::Expires, Member::Expires),
        ] {
            match (self.said(role, either), self.text_of(Member::Issued)) {
                (Some(Said::Nothing), _) => {}
                (Some(Said::Day(day)), _) => self.set(member, day),
                (Some(Said::OnIssue), Some(issued)) if member == Member::Effective => self.set(member, issued),
                // "Còn hiệu lực" stands in many columns.
                (Some(Said::Force(force)), _) => self.set(Member::Force, cells::name_of(force)),
                _ if role == Role::Validity => self.doubt(say::ValidityUnreadable { place: self.place(role) }),
                _ => self.doubt(say::DateUnreadable { place: self.place(role) }),
            }
        }
    }

    fn said(&self, role: Role, read: impl Fn(&Cell) -> Option<Said>) -> Option<Said> {
        self.header.cell(self.sheet, self.row, role).map_or(Some(Said::Nothing), |(_, cell)| read(cell))
    }

    fn relation(&mut self, kind: RelationKind) {
        let Some(text) = self.header.text(self.sheet, self.row, Role::Relation(kind)) else { return };
        match cells::references(&text) {
            Some(references) => self.set(Member::Relation(kind), references),
            None => self.doubt(say::ReferenceUnreadable { place: self.place(Role::Relation(kind)) }),
        }
    }

    fn files(&mut self, find_file: FindFile<'_>, missing: &mut Vec<String>) {
        let mut files: Vec<String> = Vec::new();
        if let Some((column, cell)) = self.header.cell(self.sheet, self.row, Role::File) {
            let link = self.sheet.link(self.row, column).map(of_link);
            let text = Some(cell.shown()).filter(|text| !names::is_nothing(text)).unwrap_or_default();
            let mut named = cells::files(&text);
            match link.as_deref().map(|link| (link, find_file(link))) {
                // The cell may say "Tải về".
                Some((_, Some(address))) => (files, named) = (vec![address], Vec::new()),
                Some((link, None)) if named.iter().all(|name| find_file(name).is_none()) => {
                    named = vec![link.to_owned()];
                }
                _ => {}
            }
            for name in named {
                match find_file(&name) {
                    Some(address) => files.push(address),
                    None => missing.push(names::short(&name)),
                }
            }
        } else {
            // Where there is no column for files, the number or the abstract is a link.
            let roles = [Role::Number, Role::Symbol, Role::Text(Member::About)];
            let cells = roles.into_iter().filter_map(|role| self.header.cell(self.sheet, self.row, role));
            let mut links = cells.filter_map(|(column, _)| self.sheet.link(self.row, column)).map(of_link);
            if let Some(link) = links.find(|link| is_of_document(link)) {
                match find_file(&link) {
                    Some(address) => files.push(address),
                    None => missing.push(names::short(&link)),
                }
            }
        }
        if !files.is_empty() {
            self.set(Member::Files, files.into_iter().map(|url| json!({ "url": url })).collect::<Vec<_>>());
        }
    }
}

/// The file that a hyperlink names. Excel writes blanks in them as addresses do.
fn of_link(target: &str) -> String {
    if target.starts_with("http://") || target.starts_with("https://") {
        return target.to_owned();
    }
    target.replace("%20", " ")
}

/// Whether the name of a file has the ending of a document. Other links lead to pages.
fn is_of_document(link: &str) -> bool {
    let path = link.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    ["pdf", "doc", "docx", "xls", "xlsx", "rtf", "zip", "rar"].contains(&ending.as_str())
}
