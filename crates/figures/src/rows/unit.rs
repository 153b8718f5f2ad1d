//! Which office's rows are used, where an export has several.

use super::kind::is_total;
use super::table::{RowsError, TableContext, TableRows, is_name};
use crate::fold;
use crate::role::Role;

/// The column of offices and the name of ours, as [`fold::words`], if the rows are to be selected by it. `first` is the first
/// row below the header.
pub(super) fn select(
    context: &TableContext<'_>,
    first: usize,
    rows: &mut TableRows,
) -> Result<Option<(usize, String)>, RowsError> {
    let Some(column) = context.header.column(Role::Unit) else { return Ok(None) };
    let mut names: Vec<String> = Vec::new();
    for row in first..context.sheet.height() {
        let name = context.sheet.shown_in_column(row, column.index);
        let name = if is_name(name) && context.numbers_in(row) > 0 { name.shown() } else { continue };
        if !is_total(&name) && !names.contains(&name) {
            names.push(name);
        }
    }
    let known: Vec<String> = names.iter().map(|name| fold::words(name)).collect();
    // A name that the clerk gave is the only one that counts.
    let wanted = &context.units[..if context.is_unit_given { 1 } else { context.units.len() }];
    if let Some(ours) = wanted.iter().find(|unit| known.contains(unit)) {
        if names.len() > 1 {
            rows.notes.push(format!("{}: the rows of {} other offices were not used", column.shown(), names.len() - 1));
        }
        return Ok(Some((column.index, ours.clone())));
    }
    // The message must not become as long as the table.
    let more = names.len().saturating_sub(20);
    let count = names.len();
    names.truncate(20);
    if more > 0 {
        names.push(format!("and {more} more"));
    }
    match context.units.first() {
        Some(name) if context.is_unit_given && count > 0 => {
            Err(RowsError::NoUnit { column: column.shown(), name: name.clone(), names })
        }
        _ if count > 1 => Err(RowsError::Units { column: column.shown(), names }),
        _ => {
            rows.notes.extend(names.first().map(|name| format!("{}: every row is about \"{name}\"", column.shown())));
            Ok(None)
        }
    }
}
