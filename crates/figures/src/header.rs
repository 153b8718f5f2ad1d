//! Finds the header of a table: which rows it has, and what each column means.

use crate::column::{Column, Header};
use crate::column_names::meaning;
use crate::evidence;
use crate::mapping::Mapping;
use crate::role::Role;
use std::collections::HashSet;
use trangxa_sheets::cell::Cell;
use trangxa_sheets::fold;
use trangxa_sheets::header::{is_text_row, names};
use trangxa_sheets::sheet::Sheet;

/// How many rows of a table are searched for the last row of the header.
const SEARCHED_ROWS: usize = 60;
/// The most rows of a header.
const MAX_HEADER_ROWS: usize = 4;

/// Finds the header: the rows that give a known meaning to most columns; among equals, the fewest rows. `None` if no rows
/// give a meaning to two columns, one of them a figure.
pub(crate) fn find(sheet: &Sheet, mapping: Option<&Mapping>) -> Option<Header> {
    let mut best: Option<(usize, usize, usize)> = None;
    for last in 0..sheet.height().min(SEARCHED_ROWS) {
        for tall in 1..=MAX_HEADER_ROWS.min(last + 1) {
            let first = last + 1 - tall;
            // A row with numbers belongs to the table, not to its header.
            if !is_text_row(sheet, first) {
                break;
            }
            let columns = columns(sheet, first, last, mapping);
            // Meanings are counted, not columns: a group's name alone gives one meaning to all of its columns.
            let mut known: HashSet<Role> = HashSet::new();
            let mut twice = 0;
            for role in columns.iter().map(|column| column.role).filter(|role| role.is_known()) {
                twice += usize::from(!known.insert(role) && matches!(role, Role::Count(_) | Role::Completed));
            }
            let is_header = known.len() >= 2 && known.iter().any(|role| role.is_figure());
            let sense = known.len().saturating_sub(twice);
            if is_header && best.is_none_or(|(most, ..)| sense > most) {
                best = Some((sense, first, last));
            }
        }
    }
    let (_, first, mut last) = best?;
    let mut found = columns(sheet, first, last, mapping);
    // A row of names below, none of which is known, splits the columns all the same.
    while last + 1 - first < MAX_HEADER_ROWS && is_text_row(sheet, last + 1) && names_figures(sheet, &found, last + 1) {
        last += 1;
        found = columns(sheet, first, last, mapping);
    }
    set_apart_comparisons(&mut found);
    let mut header = Header {
        rows: (first, last),
        columns: found,
        intake: None,
        contradictions: Vec::new(),
        doubts: Vec::new(),
        notes: Vec::new(),
    };
    evidence::settle(&mut header, sheet, mapping);
    Some(header)
}

/// In a table that compares periods, "Tiếp nhận / Kỳ trước" is what arrived then, and not what was carried over: other
/// groups have such a column, too.
fn set_apart_comparisons(columns: &mut [Column]) {
    const OTHER: [&str; 6] = ["ky truoc", "thang truoc", "quy truoc", "tuan truoc", "nam truoc", "cung ky"];
    const OWN: [&str; 6] = ["ky nay", "thang nay", "quy nay", "tuan nay", "nam nay", "ky bao cao"];
    let leaf = |column: &Column| fold::words(column.name.rsplit(" / ").next().unwrap_or_default());
    let is_other = |column: &Column| OTHER.contains(&leaf(column).as_str());
    let groups: HashSet<&str> = columns.iter().filter(|column| is_other(column)).map(Column::group).collect();
    let has_own = columns.iter().any(|column| OWN.contains(&leaf(column).as_str()));
    if groups.len() > 1 || !groups.is_empty() && has_own {
        let other: Vec<usize> = (0..columns.len()).filter(|at| is_other(&columns[*at])).collect();
        other.into_iter().for_each(|at| columns[at].role = Role::OtherPeriod);
    }
}

/// How many columns of a table have a known name; 0 if no header is found.
pub(crate) fn known(sheet: &Sheet) -> usize {
    find(sheet, None).map_or(0, |header| header.known())
}

/// Whether a row has names in several columns of figures, as a row of the table has not.
fn names_figures(sheet: &Sheet, columns: &[Column], row: usize) -> bool {
    let is_name = |column: &&Column| {
        let has_letters = |text: &String| text.chars().filter(|c| c.is_alphabetic()).count() > 1;
        matches!(sheet.cell(row, column.index), Cell::Text(text) if has_letters(text))
    };
    let labels = [Role::Ordinal, Role::Field, Role::Unit, Role::From, Role::To, Role::Month, Role::Quarter, Role::Year];
    columns.iter().filter(|column| !labels.contains(&column.role)).filter(is_name).count() > 1
}

/// The columns that these rows name.
fn columns(sheet: &Sheet, first: usize, last: usize, mapping: Option<&Mapping>) -> Vec<Column> {
    let mut columns = Vec::new();
    for (index, path) in names(sheet, first, last) {
        let name = path.join(" / ");
        let words = fold::words(&name);
        let meaning = meaning(&path);
        columns.push(Column {
            index,
            role: mapping.and_then(|mapping| mapping.role_of(&name)).unwrap_or(meaning.role),
            is_total: meaning.is_total,
            is_part: meaning.is_part,
            in_percent: name.contains('%') || words.contains("phan tram") || words.split(' ').any(|word| word == "tl"),
            is_day: words.split(' ').any(|word| word == "ngay"),
            name,
        });
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use trangxa_model::tthc::Count;

    fn roles(rows: &[&[&str]]) -> Vec<Role> {
        find(&Sheet::of(rows), None).unwrap().columns.iter().map(|column| column.role).collect()
    }

    #[test]
    fn a_single_overdue_column_is_late_only_if_no_open_column_can_own_it() {
        let last = |rows: &[&[&str]]| roles(rows).pop().unwrap();
        assert_eq!(last(&[&["Lĩnh vực", "Trước hạn", "Đúng hạn", "Quá hạn"]]), Role::Count(Count::Late));
        assert!(matches!(last(&[&["Lĩnh vực", "Đúng hạn", "Đang giải quyết", "Quá hạn"]]), Role::Unclear(_)));
        assert!(matches!(last(&[&["Lĩnh vực", "Đã giải quyết", "Trong hạn", "Quá hạn"]]), Role::Unclear(_)));
    }

    #[test]
    fn a_total_of_received_dossiers_is_received_only_if_it_includes_nothing_else() {
        let of = |rows: &[&[&str]], at: usize| roles(rows)[at];
        assert_eq!(of(&[&["Lĩnh vực", "Tổng số tiếp nhận", "Trễ hạn"]], 1), Role::Count(Count::Received));
        assert!(matches!(of(&[&["Lĩnh vực", "Tổng số tiếp nhận", "Kỳ trước chuyển sang"]], 1), Role::Unclear(_)));
        assert_eq!(of(&[&["Tổng số tiếp nhận", "Tiếp nhận trong kỳ", "Kỳ trước chuyển sang"]], 0), Role::Ignored);
    }

    #[test]
    fn a_group_in_a_csv_file_reaches_to_the_next_name() {
        let rows: [&[&str]; 3] = [
            &["Báo cáo tình hình giải quyết hồ sơ"],
            &["Lĩnh vực", "Đã giải quyết", "", "", "Đang giải quyết", "", "Rút"],
            &["", "Trước hạn", "Đúng hạn", "Quá hạn", "Trong hạn", "Quá hạn", ""],
        ];
        let count = Role::Count;
        assert_eq!(
            roles(&rows),
            [
                Role::Field,
                count(Count::Early),
                count(Count::OnTime),
                count(Count::Late),
                count(Count::PendingInTime),
                count(Count::PendingLate),
                count(Count::Withdrawn)
            ]
        );
    }
}
