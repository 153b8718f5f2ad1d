//! Rows that hold no figures of their own: numbering, repeated headers, signatures, sums of sections.

use super::table::TableContext;
use crate::cell::Cell;
use crate::fold;

/// Whether a row numbers the columns, as forms do below their header: `(1) (2) (3)=(4)+(5)`, `A B 1 2 3 4`.
pub(super) fn is_numbering(cells: &[Cell]) -> bool {
    let texts: Vec<String> = cells.iter().filter(|cell| !cell.is_empty()).map(Cell::shown).collect();
    let is_letter = |text: &str| text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_formula = |text: &str| {
        text.bytes().any(|byte| byte.is_ascii_digit())
            && text.bytes().all(|byte| byte.is_ascii_digit() || b"()[]=+-:; ".contains(&byte))
    };
    if !texts.iter().all(|text| is_letter(text) || is_formula(text)) {
        return false;
    }
    if texts.iter().any(|text| text.starts_with('(')) {
        return true;
    }
    let numbers: Vec<u32> = texts.iter().filter_map(|text| text.parse().ok()).collect();
    numbers.len() >= 4
        && numbers[0] <= 3
        && numbers.len() + texts.iter().filter(|text| is_letter(text)).count() == texts.len()
        && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

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

/// Whether a row number is one of a section, whose row holds the sum of the rows below: `I`, `A`.
pub(super) fn is_section(ordinal: &str) -> bool {
    let text = ordinal.trim_end_matches(['.', ')']);
    !text.is_empty() && (text.bytes().all(|byte| b"IVX".contains(&byte)) || matches!(text.as_bytes(), [b'A'..=b'Z']))
}

/// Whether a text names the total of a period: "Tổng cộng", "Cộng", "Toàn xã".
pub(super) fn is_total(text: &str) -> bool {
    let words = fold::words(text);
    matches!(words.as_str(), "tong" | "cong" | "tong chung" | "toan xa" | "toan phuong" | "tat ca" | "tat ca linh vuc")
        || words.starts_with("tong cong")
        || words.starts_with("tong so")
}
