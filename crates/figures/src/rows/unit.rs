//! Which rows are those of our office, where an export has several: by a column of offices, or by rows of offices above
//! their fields.

use super::labels::{Label, is_total, label};
use super::names::{NameColumns, shortened};
use super::table::{RowsError, TableContext, TableRows, is_name};
use crate::office::{self, OfficeName, is_office};
use crate::shown;
use std::collections::HashSet;
use trangxa_messages::figures_rows;
use trangxa_sheets::cell::Cell;
use trangxa_sheets::fold;

/// What a row is to our office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Belongs {
    Ours,
    /// The row of our office itself, above its fields: it holds their total.
    OurHeading,
    NotOurs,
}

/// The rows of our office.
pub(super) struct Scope {
    rows: Vec<Belongs>,
    /// Whether the rows of other offices are in the table, so that a total at its end may be one of all offices.
    pub has_others: bool,
}

impl Scope {
    pub(super) fn of(&self, row: usize) -> Belongs {
        self.rows.get(row).copied().unwrap_or(Belongs::NotOurs)
    }
}

/// Selects the rows of our office. `first` is the first row below the header.
pub(super) fn select(
    context: &TableContext<'_>,
    names: NameColumns,
    first: usize,
    rows: &mut TableRows,
) -> Result<Scope, RowsError> {
    let height = context.sheet.height();
    if let Some(column) = names.unit {
        return by_column(context, column, names.field.is_some(), first, rows);
    }
    let offices: Vec<Option<String>> = (0..height).map(|row| heading(context, names, first, row)).collect();
    let known = different(offices.iter().flatten());
    if known.is_empty() {
        check_titles(context)?;
        return Ok(Scope { rows: vec![Belongs::Ours; height], has_others: false });
    }
    let ours = choose(context, &figures_rows::RowsOfTable.to_string(), &known)?;
    let mut current = Belongs::NotOurs;
    let belongs = |office: Option<String>| {
        if let Some(office) = office {
            let is_ours = office::is_same(&office, &ours);
            current = if is_ours { Belongs::Ours } else { Belongs::NotOurs };
            return if is_ours { Belongs::OurHeading } else { Belongs::NotOurs };
        }
        current
    };
    let belonging: Vec<Belongs> = offices.into_iter().map(belongs).collect();
    if known.len() > 1 {
        rows.notes.push(figures_rows::OtherOffices { count: known.len() - 1 }.to_string());
    }
    Ok(Scope { rows: belonging, has_others: known.len() > 1 })
}

/// The office that a row begins the rows of.
fn heading(context: &TableContext<'_>, names: NameColumns, first: usize, row: usize) -> Option<String> {
    if row < first {
        return None;
    }
    let has_numbers = context.numbers_in(row) > 0;
    let text = if has_numbers {
        names.field.map(|column| context.sheet.shown_in_column(row, column).shown())
    } else {
        // A heading has one text, which may be merged over all columns, and perhaps a number.
        let mut texts = context.sheet.row(row).iter().filter(|cell| is_name(cell));
        let is_below = (row + 1..context.sheet.height()).any(|below| context.numbers_in(below) > 0);
        texts.next().filter(|_| texts.next().is_none() && is_below).map(Cell::shown)
    };
    text.filter(|text| is_office(text))
}

/// The rows whose cell in a column of offices names ours.
fn by_column(
    context: &TableContext<'_>,
    column: usize,
    has_fields: bool,
    first: usize,
    rows: &mut TableRows,
) -> Result<Scope, RowsError> {
    let height = context.sheet.height();
    let mut named: Vec<Option<String>> = vec![None; height];
    let mut current: Option<String> = None;
    for (row, own) in named.iter_mut().enumerate().skip(first) {
        let cell = context.sheet.shown_in_column(row, column);
        if is_name(cell) {
            current = Some(cell.shown());
        } else if !has_fields {
            // A row without a name is a row of nobody, unless its fields are in another column.
            current = None;
        }
        if context.numbers_in(row) == 0 {
            continue;
        }
        own.clone_from(&current);
    }
    let is_office = |name: &&String| !is_total(name) && label(name) != Label::OtherPeriod;
    let known = different(named.iter().flatten().filter(is_office));
    let shown = context.column_shown(column);
    if known.is_empty() {
        return Ok(Scope { rows: vec![Belongs::Ours; height], has_others: false });
    }
    let ours = choose(context, &shown, &known)?;
    if known.len() > 1 {
        rows.notes.push(figures_rows::OtherOfficesIn { column: shown, count: known.len() - 1 }.to_string());
    }
    let ours_in: HashSet<&String> = named
        .iter()
        .flatten()
        .collect::<HashSet<_>>()
        .into_iter()
        .filter(|name| office::is_same(name, &ours))
        .collect();
    let belongs = |name: &Option<String>| match name {
        Some(name) if ours_in.contains(name) => Belongs::Ours,
        _ => Belongs::NotOurs,
    };
    Ok(Scope { rows: named.iter().map(belongs).collect(), has_others: known.len() > 1 })
}

/// The different offices among names.
fn different<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut keys: HashSet<Vec<String>> = HashSet::new();
    names
        .filter(|name| seen.insert((*name).clone()) && keys.insert(OfficeName::of(name).key().to_vec()))
        .cloned()
        .collect()
}

/// Our office among those that a table names.
fn choose(context: &TableContext<'_>, place: &str, known: &[String]) -> Result<String, RowsError> {
    // A name that the clerk gave is the only one that counts.
    let wanted = &context.units[..if context.is_unit_given { 1 } else { context.units.len() }];
    if let Some(ours) = office::ours(wanted, known) {
        return Ok(ours.to_owned());
    }
    if let ([only], true) = (known, wanted.is_empty()) {
        return Ok(only.clone());
    }
    let (place, names) = (place.to_owned(), shortened(known.to_vec()));
    Err(match wanted.first() {
        Some(name) if context.is_unit_given => RowsError::NoUnit { place, name: name.clone(), names },
        _ => RowsError::Units { place, names },
    })
}

/// Refuses a table under, or signed by, another commune.
fn check_titles(context: &TableContext<'_>) -> Result<(), RowsError> {
    let wanted = context.communes();
    if wanted.is_empty() {
        return Ok(());
    }
    let last = (0..context.sheet.height()).rev().find(|row| context.numbers_in(*row) > 0).unwrap_or(0);
    for row in (0..context.header.rows.0).chain(last + 1..context.sheet.height()) {
        for (column, cell) in context.sheet.row(row).iter().enumerate().filter(|(_, cell)| is_name(cell)) {
            let text = cell.shown();
            // Below the table only a signature counts, and not those who receive a copy.
            let is_signature = || {
                let words = fold::words(&text);
                ["tm ", "ubnd ", "uy ban ", "chu tich ", "kt "].iter().any(|begin| words.starts_with(begin))
            };
            let is_looked_at = row < context.header.rows.0 || is_signature();
            if is_looked_at && office::is_of_another_commune(&text, &wanted) {
                return Err(RowsError::OtherCommune { cell: shown::cell(row, column, text) });
            }
        }
    }
    Ok(())
}
