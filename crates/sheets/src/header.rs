//! The rows above a table that name its columns, with merged cells and groups of columns.

use crate::cell::Cell;
use crate::sheet::Sheet;

/// Whether a row has text and no numbers.
#[must_use]
pub fn is_text_row(sheet: &Sheet, row: usize) -> bool {
    let cells = sheet.row(row);
    cells.iter().any(|cell| matches!(cell, Cell::Text(_)))
        && !cells.iter().any(|cell| match cell {
            Cell::Number { .. } | Cell::Date { .. } | Cell::Formula | Cell::Other(_) => true,
            Cell::Text(text) => text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b' ')),
            Cell::Empty => false,
        })
}

/// The names of the columns in these rows, from the first to the last: for each column that has one its index, and its name in
/// each row, the groups first.
#[must_use]
pub fn names(sheet: &Sheet, first: usize, last: usize) -> Vec<(usize, Vec<&str>)> {
    // A merged name may reach beyond the last cell of its row.
    let named = (0..sheet.width()).map(|index| (index, path(sheet, first, last, index)));
    named.filter(|(_, path)| !path.is_empty()).collect()
}

fn path(sheet: &Sheet, first: usize, last: usize, index: usize) -> Vec<&str> {
    let mut path: Vec<&str> = Vec::new();
    for row in first..=last {
        let text = match sheet.shown_cell(row, index) {
            Cell::Text(text) => text,
            Cell::Empty if has_name_below(sheet, row, last, index) => group_to_the_left(sheet, row, last, index),
            _ => continue,
        };
        if !text.is_empty() && path.last() != Some(&text) {
            path.push(text);
        }
    }
    path
}

fn has_name_below(sheet: &Sheet, row: usize, last: usize, column: usize) -> bool {
    (row + 1..=last).any(|below| !sheet.cell(below, column).is_empty())
}

/// The name of the group that a column belongs to. In a CSV file nothing is merged, and the name stands over the first column
/// of the group only.
fn group_to_the_left(sheet: &Sheet, row: usize, last: usize, column: usize) -> &str {
    for left in (0..column).rev() {
        // The group ends at a merged region, at an empty column, and at a name that has no other name below it.
        if sheet.is_merged(row, left) || !has_name_below(sheet, row, last, left) {
            return "";
        }
        if let Cell::Text(text) = sheet.cell(row, left) {
            return text;
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_stands_before_the_names_below_it() {
        let sheet = Sheet::of(&[["Tên", "Cấp", "", "Ghi chú"], ["", "Tỉnh", "Xã", ""]]);
        let named = names(&sheet, 0, 1);
        assert_eq!(named, [(0, vec!["Tên"]), (1, vec!["Cấp", "Tỉnh"]), (2, vec!["Cấp", "Xã"]), (3, vec!["Ghi chú"])]);
        assert!(is_text_row(&sheet, 0) && !is_text_row(&Sheet::of(&[["Hộ tịch", "5"]]), 0));
    }
}
