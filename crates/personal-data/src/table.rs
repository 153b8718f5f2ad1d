//! What stands in a table: its columns say what their cells are, by their names or by what is in them.

use crate::columns::Role;
use crate::date::{birth_in_cell, dates};
use crate::digits::runs;
use crate::document::Row;
use crate::identity::{is_citizen_number, is_insurance_card, is_mobile};
use crate::kind::{Collected, Kind, Place, masked};
use crate::names::{is_person, names_body, names_office, remembers};
use crate::office::Office;
use crate::plain::Plain;
use crate::prose::{self, Around};

/// How many rows the names of columns may take.
const HEAD_ROWS: usize = 5;
/// From how many rows on a column without a name is taken for what its cells look like.
const FEW: usize = 3;
/// The longest cell that is a number, a date or an address and nothing else, in characters.
const SHORT: usize = 120;

/// A row in plain letters.
struct PlainRow<'a> {
    place: &'a Place,
    cells: Vec<Plain>,
}

impl PlainRow<'_> {
    fn cell(&self, column: usize) -> Option<&Plain> {
        self.cells.get(column).filter(|cell| !cell.is_empty())
    }
}

/// Examines a table. `above` is the text before it.
pub(crate) fn examine(rows: &[Row], above: Option<&Plain>, office: &Office, found: &mut Collected) {
    let plain = |row: &'_ Row| row.cells.iter().map(|cell| Plain::of(cell.trim())).collect();
    let rows: Vec<PlainRow<'_>> = rows.iter().map(|row| PlainRow { place: &row.place, cells: plain(row) }).collect();
    // A sheet may hold several tables, and a PDF repeats the head on each page.
    let mut at = 0;
    let mut roles: Option<Vec<Role>> = None;
    while at < rows.len() {
        if let Some((head, end)) = head_at(&rows, at) {
            roles = Some(head);
            at = end;
            continue;
        }
        let end = (at + 1..rows.len()).find(|next| head_at(&rows, *next).is_some()).unwrap_or(rows.len());
        Part::new(&rows[at..end], roles.as_deref(), above, office).examine(found);
        at = end;
    }
}

/// The roles of the columns whose names stand in a row and in those below it, and where the rows of data begin. `None` if this row is no
/// head.
fn head_at(rows: &[PlainRow<'_>], at: usize) -> Option<(Vec<Role>, usize)> {
    let is_head = |row: &PlainRow<'_>| {
        let named = row.cells.iter().filter(|cell| Role::of(cell) != Role::Other).count();
        named >= 2 && !is_data(row)
    };
    let first = rows.get(at).filter(|row| is_head(row))?;
    let mut end = at + 1;
    while end < rows.len().min(at + HEAD_ROWS)
        && !is_data(&rows[end])
        && rows[end].cells.iter().any(|cell| !cell.is_empty())
    {
        end += 1;
    }
    let width = rows[at..end].iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let names = (0..width).map(|column| {
        let mut name = String::new();
        let below = (at + 1..end).any(|row| rows[row].cell(column).is_some());
        // A name over several columns stands over the first; those below it belong to it.
        let over = match first.cell(column) {
            None if below => (0..column).rev().find_map(|left| first.cell(left)),
            cell => cell,
        };
        let cells = over.into_iter().chain((at + 1..end).filter_map(|row| rows[row].cell(column)));
        for cell in cells {
            name.push_str(&cell.lower);
            name.push(' ');
        }
        Plain::of(&name)
    });
    Some((names.map(|name| Role::of(&name)).collect(), end))
}

/// Whether a row is one of data: it has a number of a person or of money, a date, or the name of a person, or begins with its own number.
fn is_data(row: &PlainRow<'_>) -> bool {
    let begins_with_number = row.cells.iter().find(|cell| !cell.is_empty()).is_some_and(|cell| {
        let digits = cell.text.trim_end_matches(['.', ')']);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    begins_with_number
        || row.cells.iter().any(|cell| {
            let runs = runs(cell);
            runs.iter().any(|run| run.len() >= 5)
                || !dates(cell, &runs).is_empty()
                || Role::of(cell) == Role::Other && is_person(cell)
        })
}

/// The rows below a head, or all rows of a table without one.
struct Part<'a> {
    rows: &'a [PlainRow<'a>],
    roles: Vec<Role>,
    office: &'a Office,
    /// Whether rows name persons.
    has_persons: bool,
    /// Whether the persons stand there because of their offices.
    is_of_offices: bool,
    /// Whether the persons are dead.
    is_of_dead: bool,
}

impl<'a> Part<'a> {
    fn new(rows: &'a [PlainRow<'a>], named: Option<&[Role]>, above: Option<&Plain>, office: &'a Office) -> Self {
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut roles = named.map(<[Role]>::to_vec).unwrap_or_default();
        roles.resize(width.max(roles.len()), Role::Other);
        for (column, role) in roles.iter_mut().enumerate() {
            *role = Self::settled(rows, column, *role, named.is_some());
        }
        let has = |wanted: Role| roles.contains(&wanted);
        Self {
            has_persons: has(Role::Name),
            is_of_offices: has(Role::Office) || has(Role::OfficePhone),
            is_of_dead: has(Role::Death) || above.is_some_and(|above| remembers(&above.lower)),
            rows,
            roles,
            office,
        }
    }

    /// The role of a column, with what its cells look like.
    fn settled(rows: &[PlainRow<'_>], column: usize, role: Role, has_head: bool) -> Role {
        let cells: Vec<&Plain> = rows.iter().filter_map(|row| row.cell(column)).collect();
        let most = |is: &dyn Fn(&Plain) -> bool| {
            let count = cells.iter().filter(|cell| is(cell)).count();
            count > 0 && count * 10 >= cells.len() * 6
        };
        match role {
            Role::Name if most(&|cell| names_body(&cell.lower)) => Role::Body,
            Role::Other if cells.len() >= FEW.min(rows.len()) && most(&is_person) => Role::Name,
            Role::Other if !has_head && cells.len() >= FEW => {
                if most(&|cell| mobile(cell).is_some()) {
                    Role::Phone
                } else if most(&|cell| whole_date(cell).is_some_and(|year| year < 2020)) {
                    Role::Birth
                } else {
                    role
                }
            }
            role => role,
        }
    }

    fn examine(&self, found: &mut Collected) {
        let mut addresses = Addresses::default();
        let before = found.count();
        for row in self.rows {
            self.row(row, &mut addresses, found);
        }
        let is_beside_others = found.count() > before;
        addresses.report(is_beside_others, found);
    }

    fn row(&self, row: &PlainRow<'a>, addresses: &mut Addresses<'a>, found: &mut Collected) {
        let in_role = |wanted: Role| {
            self.roles
                .iter()
                .enumerate()
                .filter(move |(_, role)| **role == wanted)
                .filter_map(|(column, _)| row.cell(column))
        };
        let is_body = in_role(Role::Name).next().is_some_and(|name| names_body(&name.lower));
        let is_of_person = self.has_persons && !is_body && in_role(Role::Name).next().is_some();
        let is_of_office =
            self.is_of_offices || row.cells.iter().any(|cell| cell.text.len() <= SHORT && names_office(&cell.lower));
        for (column, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let role = self.roles.get(column).copied().unwrap_or_default();
            let mut add = |kind, shown| found.add(kind, row.place, shown);
            let mut known: Vec<Kind> = Vec::new();
            match role {
                Role::Identity if identities(cell, &mut add) > 0 => {
                    known.extend([Kind::CitizenNumber, Kind::OldIdentityNumber, Kind::Passport]);
                }
                Role::Insurance if insurances(cell, &mut add) > 0 => {
                    known.extend([Kind::Insurance, Kind::CitizenNumber]);
                }
                Role::Account if !is_body && self.has_persons && accounts(cell, &mut add) > 0 => {
                    known.extend([Kind::BankAccount, Kind::CitizenNumber]);
                }
                Role::Phone if is_of_person && !is_of_office => phones(cell, self.office, &mut add),
                Role::Birth if self.has_persons && !self.is_of_dead && !self.is_of_offices => {
                    if let Some(date) = birth_in_cell(cell, &runs(cell)).filter(|_| cell.text.len() <= SHORT) {
                        add(Kind::BirthDate, format!("**/**/{}", date.year));
                    }
                    known.push(Kind::BirthDate);
                }
                Role::Address if is_of_person && !self.is_of_offices && !self.is_of_dead => {
                    addresses.add(row.place, cell)
                }
                _ => {}
            }
            let around = Around { before: None, behind: None, is_of_person, known: &known, office: self.office };
            prose::examine(cell, around, &mut |kind, shown| found.add(kind, row.place, shown));
        }
    }
}

/// Addresses, which count where something else tells who the persons are, or where they lead to a door.
#[derive(Default)]
struct Addresses<'a> {
    places: Vec<&'a Place>,
    exact: usize,
}

impl<'a> Addresses<'a> {
    fn add(&mut self, place: &'a Place, cell: &Plain) {
        if !cell.text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            return;
        }
        self.places.push(place);
        let words = ["so nha", "so ", "ngo ", "ngach ", "hem ", "duong ", "pho ", "doi ", "to "];
        self.exact += usize::from(
            words.iter().any(|word| cell.lower.starts_with(word) || cell.lower.contains(&format!(" {word}"))),
        );
    }

    fn report(self, is_beside_others: bool, found: &mut Collected) {
        if is_beside_others || self.exact * 10 >= self.places.len() * 3 && self.exact > 0 {
            for place in self.places {
                found.add(Kind::Address, place, String::new());
            }
        }
    }
}

/// The pieces of a cell that may each be a number: `030156001234; 030160001235`.
fn pieces(cell: &Plain) -> impl Iterator<Item = &str> {
    cell.text
        .split([';', ',', '/', '\n'])
        .map(|piece| piece.trim().trim_start_matches('\''))
        .filter(|piece| !piece.is_empty())
}

/// The digits of a piece that is a number and nothing else.
fn only_digits(piece: &str) -> Option<String> {
    let digits: String = piece.chars().filter(char::is_ascii_digit).collect();
    let rest = piece.chars().filter(|c| !c.is_ascii_digit()).all(|c| matches!(c, ' ' | '.' | '-' | '\''));
    (rest && !digits.is_empty()).then_some(digits)
}

/// Adds the numbers of identity cards in a cell of such numbers, and returns how many there are. A spreadsheet drops zeros at the beginning.
fn identities(cell: &Plain, add: &mut dyn FnMut(Kind, String)) -> usize {
    let mut count = 0;
    for (kind, number) in pieces(cell).filter_map(identity) {
        add(kind, masked(&number));
        count += 1;
    }
    count
}

/// The number of an identity card or passport that a text is.
fn identity(text: &str) -> Option<(Kind, String)> {
    if let Some(digits) = only_digits(text) {
        let whole = format!("{digits:0>12}");
        return match digits.len() {
            12 => Some((Kind::CitizenNumber, digits)),
            10 | 11 if is_citizen_number(&whole) => Some((Kind::CitizenNumber, whole)),
            8 | 9 => Some((Kind::OldIdentityNumber, format!("{digits:0>9}"))),
            _ => None,
        };
    }
    let digits = text.strip_prefix(|c: char| c.is_ascii_uppercase())?;
    let is_passport = matches!(digits.len(), 7 | 8) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_passport.then(|| (Kind::Passport, text.to_owned()))
}

fn insurances(cell: &Plain, add: &mut dyn FnMut(Kind, String)) -> usize {
    let mut count = 0;
    for piece in pieces(cell) {
        let compact: String = piece.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
        let is_number = compact.bytes().all(|byte| byte.is_ascii_digit()) && matches!(compact.len(), 9 | 10);
        if is_number || is_insurance_card(&compact.to_ascii_uppercase()) {
            add(Kind::Insurance, masked(&compact));
            count += 1;
        }
    }
    count
}

fn accounts(cell: &Plain, add: &mut dyn FnMut(Kind, String)) -> usize {
    let mut count = 0;
    for piece in pieces(cell) {
        // "1903… Techcombank"
        let number =
            piece.trim_end_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '(' | ')' | '.'));
        if let Some(digits) = only_digits(number).filter(|digits| (6..=19).contains(&digits.len())) {
            add(Kind::BankAccount, masked(&digits));
            count += 1;
        }
    }
    count
}

fn phones(cell: &Plain, office: &Office, add: &mut dyn FnMut(Kind, String)) {
    for piece in pieces(cell) {
        if let Some(digits) = mobile_in(piece).filter(|digits| !office.has(digits)) {
            add(Kind::Phone, masked(&digits));
        }
    }
}

/// The mobile number that a text is, with its zero.
fn mobile_in(text: &str) -> Option<String> {
    let digits = only_digits(text.strip_prefix('+').unwrap_or(text))?;
    let with_zero = match digits.len() {
        9 => format!("0{digits}"),
        11 => format!("0{}", digits.strip_prefix("84")?),
        _ => digits,
    };
    is_mobile(&with_zero).then_some(with_zero)
}

fn mobile(cell: &Plain) -> Option<String> {
    mobile_in(&cell.text).filter(|_| cell.text.len() <= SHORT)
}

/// The year of the date that a cell is.
fn whole_date(cell: &Plain) -> Option<u16> {
    let all = dates(cell, &runs(cell));
    let date = all.first().filter(|date| date.range.len() + 2 >= cell.text.len())?;
    Some(date.year)
}
