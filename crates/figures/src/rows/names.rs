//! Which columns say what a row is about, where the header does not: the content of a column of names decides whether these
//! are fields or offices. If it does not either, the table is refused.

use super::labels::{Label, label};
use super::table::{RowsError, TableContext, is_name};
use crate::office;
use crate::role::Role;
use trangxa_messages::figures;
use trangxa_sheets::fold;

/// Words in names of fields, to recognise a column of them under a name such as "Nội dung".
const FIELD_WORDS: &[&str] = &[
    "ho tich",
    "chung thuc",
    "dat dai",
    "bao tro",
    "nguoi co cong",
    "thi dua",
    "ton giao",
    "giao duc",
    "van hoa",
    "y te",
    "xay dung",
    "nong nghiep",
    "dang ky",
    "cap giay",
    "lao dong",
    "tu phap",
    "khieu nai",
    "to cao",
    "cu tru",
    "kinh doanh",
    "giao thong",
    "tai nguyen",
    "moi truong",
    "tiep cong dan",
    "con nuoi",
    "hoa giai",
    "khai sinh",
    "khai tu",
    "ket hon",
    "chinh sach",
    "bao hiem",
];
/// How many names an error lists.
const LISTED: usize = 20;

/// The columns, as indexes in the sheet, that say what a row is about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NameColumns {
    pub ordinal: Option<usize>,
    pub field: Option<usize>,
    pub unit: Option<usize>,
}

/// Finds the columns of names.
pub(super) fn find(context: &TableContext<'_>, first: usize) -> Result<NameColumns, RowsError> {
    let column = |role| context.header.column(role).map(|column| column.index);
    let mut names =
        NameColumns { ordinal: column(Role::Ordinal), field: column(Role::Field), unit: column(Role::Unit) };
    if names.field.is_some() || names.unit.is_some() {
        return Ok(names);
    }
    let Some(column) = text_column(context, first, names.ordinal) else { return Ok(names) };
    let texts = texts_in(context, first, column);
    if texts.is_empty() {
        return Ok(names);
    }
    let offices = texts.iter().filter(|text| office::is_office(text)).count();
    // One office above its fields is their total, and the others are fields.
    let has_office = offices * 2 > texts.len() || offices == 0 && office::ours(context.units, &texts).is_some();
    if has_office {
        names.unit = Some(column);
    } else if offices > 0 || texts.iter().any(|text| is_field_name(text)) {
        names.field = Some(column);
    } else {
        return Err(RowsError::Names { column: context.column_shown(column), names: shortened(texts) });
    }
    Ok(names)
}

/// Whether a text looks like the name of a field.
pub(super) fn is_field_name(text: &str) -> bool {
    let words = format!(" {} ", fold::words(text));
    FIELD_WORDS.iter().any(|known| words.contains(&format!(" {known} ")))
}

/// Names for an error, which must not become as long as the table.
pub(super) fn shortened(mut names: Vec<String>) -> Vec<String> {
    let more = names.len().saturating_sub(LISTED);
    names.truncate(LISTED);
    if more > 0 {
        names.push(figures::AndMore { count: more }.to_string());
    }
    names
}

/// The first column with texts in most of the rows that have numbers.
fn text_column(context: &TableContext<'_>, first: usize, ordinal: Option<usize>) -> Option<usize> {
    let header = context.header;
    if let Some(column) = header.column(Role::Label) {
        return Some(column.index);
    }
    let figure = header.figures().map(|column| column.index).min()?;
    let rows: Vec<usize> = (first..context.sheet.height()).filter(|row| context.numbers_in(*row) > 0).collect();
    let is_free = |index: usize| {
        header.columns.iter().find(|column| column.index == index).is_none_or(|column| column.role == Role::Unknown)
    };
    (0..figure).filter(|index| Some(*index) != ordinal && is_free(*index)).find(|index| {
        let named = rows.iter().filter(|row| is_name(context.sheet.shown_in_column(**row, *index))).count();
        named > 0 && named * 2 >= rows.len()
    })
}

/// The different texts of a column in rows with numbers, without totals.
fn texts_in(context: &TableContext<'_>, first: usize, column: usize) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for row in (first..context.sheet.height()).filter(|row| context.numbers_in(*row) > 0) {
        let cell = context.sheet.shown_in_column(row, column);
        let text = cell.shown();
        if is_name(cell) && !matches!(label(&text), Label::Total | Label::OtherPeriod) && !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}
