//! Rows that hold no figures: repeated headers and signatures.

use super::table::TableContext;
use trangxa_sheets::cell::Cell;
use trangxa_sheets::fold;

/// Whether a row repeats the header, as long tables do on each page.
pub(super) fn is_repeated_header(context: &TableContext<'_>, row: usize) -> bool {
    let mut any = false;
    for column in context.header.figures() {
        let words = match context.sheet.shown_cell(row, column.index) {
            Cell::Empty => continue,
            Cell::Text(text) => fold::words(text),
            _ => return false,
        };
        if !column.name.split(" / ").any(|part| fold::words(part) == words) {
            return false;
        }
        any = true;
    }
    any
}

/// Whether a row names who made the table, when, or who signs it.
pub(super) fn is_signature(cells: &[Cell]) -> bool {
    const WORDS: [&str; 13] = [
        "nguoi lap",
        "lap bieu",
        "thu truong",
        "chu tich",
        "truong",
        "can bo",
        "cong chuc",
        "ky ten",
        "ky ghi ro",
        "uy ban",
        "noi nhan",
        "ghi chu",
        "ngay",
    ];
    cells.iter().any(|cell| {
        let words = format!(" {} ", fold::words(&cell.shown()));
        WORDS.iter().any(|word| words.contains(&format!(" {word} ")))
    })
}
