//! The field (lĩnh vực) that a row is about.

use super::kind::is_total;
use super::table::TableContext;
use crate::cell::address;
use crate::role::Role;

/// The field that a row is about; `None` for the total of the period. The error is a sentence for the report.
pub(super) fn of_row(context: &TableContext<'_>, row: usize) -> Result<Option<String>, String> {
    let Some(column) = context.header.column(Role::Field) else { return Ok(None) };
    let name = stored_name(&context.sheet.shown_in_column(row, column.index).shown());
    if !name.is_empty() {
        return Ok((!is_total(&name)).then_some(name));
    }
    // "Tổng cộng" is often in the column of row numbers, in a cell that is merged with the names.
    let before = context.header.columns.iter().filter(|other| other.index < column.index);
    let is_total = before.into_iter().any(|other| is_total(&context.sheet.cell(row, other.index).shown()));
    if is_total || context.header.has_months() {
        return Ok(None);
    }
    Err(format!("{}: the cell names no field; the row was not used", address(row, column.index)))
}

/// A field's name as it is stored.
fn stored_name(text: &str) -> String {
    // The site's own CSV puts `'` before names that a spreadsheet would take for a formula.
    let text = match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\'', ' ']) => rest.trim_start(),
        _ => text,
    };
    // The number in "1. Hộ tịch" is not a part of the name.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(['.', ')']).map(str::trim_start);
    match rest {
        Some(rest) if digits > 0 && rest.starts_with(char::is_alphabetic) => rest.to_owned(),
        _ => text.to_owned(),
    }
}
