//! The field (lĩnh vực) that a row is about.

use super::labels::{Label, is_total, label};
use super::names::NameColumns;
use super::table::{TableContext, is_name};
use trangxa_sheets::cell::Cell;

/// The text that says what a row is about, and what it says.
pub(super) fn label_of_row(context: &TableContext<'_>, names: NameColumns, row: usize) -> (String, Label) {
    let sheet = context.sheet;
    // The texts before the first number; "Tổng cộng" is often in the column of row numbers, merged with the names.
    let first_figure = context.header.figures().map(|column| column.index).min().unwrap_or(0);
    let before = |end: usize| sheet.row(row).iter().take(end).filter(|cell| is_name(cell)).map(Cell::shown);
    let Some(column) = names.field else {
        let texts: Vec<String> = before(first_figure).collect();
        let own = |wanted: Label| texts.iter().find(|text| label(text) == wanted).cloned();
        if let Some(text) = own(Label::OtherPeriod) {
            return (text, Label::OtherPeriod);
        }
        return match texts.iter().find(|text| is_total(text)) {
            Some(text) => (text.clone(), Label::Total),
            None => (texts.into_iter().next().unwrap_or_default(), Label::Name),
        };
    };
    let name = sheet.shown_in_column(row, column).shown();
    let own = label(&name);
    if own != Label::Missing {
        return (name, own);
    }
    match before(column).find(|text| is_total(text)) {
        Some(text) => (text, Label::Total),
        // In a table of months, the row without a field is the total of its month.
        None if context.header.has_months() => (name, Label::Total),
        None => match before(column).find(|text| label(text) == Label::OtherPeriod) {
            Some(text) => (text, Label::OtherPeriod),
            None => (name, Label::Missing),
        },
    }
}

/// A field's name as it is stored.
pub(super) fn stored_name(text: &str) -> String {
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
