//! The rows below a header as figures: which period and field each is about, and the numbers in its cells.

mod checks;
mod counts;
mod field;
mod kind;
mod period;
mod table;
mod unit;

pub(crate) use table::{Figure, RowRecord, RowsError, TableContext};

use crate::cell::Cell;
use crate::fold;
use crate::number;
use crate::role::Role;
use kind::{is_numbering, is_repeated_header, is_section, is_signature};
use period::NoPeriod;
use std::collections::HashSet;
use table::{TableRows, is_name};
use trangxa_model::tthc::{Count, Span};

/// Reads the rows below the header.
pub(crate) fn read(context: &TableContext<'_>) -> Result<TableRows, RowsError> {
    let TableContext { sheet, header, .. } = context;
    let first = header.rows.1 + 1;
    let mut rows = TableRows::default();
    if let Some(column) = header.column(Role::Procedure)
        && (first..sheet.height()).any(|row| is_name(sheet.cell(row, column.index)) && context.numbers_in(row) > 0)
    {
        return Err(RowsError::Procedures { column: column.shown() });
    }
    let unit = unit::select(context, first, &mut rows)?;
    let last = (first..sheet.height()).rev().find(|row| context.numbers_in(*row) > 0);
    let ordinal = header.column(Role::Ordinal).map(|column| column.index);
    let ordinal = |row: usize| ordinal.map(|column| sheet.cell(row, column).shown());
    let has_numbered = (first..sheet.height()).filter_map(ordinal).any(|text| text.parse::<u32>().is_ok());
    // Whether a row with figures was read, and whether the signatures below the table have begun.
    let (mut is_begun, mut is_signed) = (false, false);
    // Counts with an unreadable cell, of which no sum is computed.
    let mut incomplete: HashSet<(Span, Count)> = HashSet::new();
    for row in first..sheet.height() {
        let cells = sheet.row(row);
        if cells.iter().all(Cell::is_empty) {
            is_signed |= last.is_some_and(|last| row > last);
            continue;
        }
        let is_numbering = !is_begun && is_numbering(cells);
        if is_numbering || is_repeated_header(context, row) {
            continue;
        }
        if let Some((column, name)) = &unit
            && fold::words(&sheet.shown_in_column(row, *column).shown()) != *name
        {
            continue;
        }
        if context.numbers_in(row) == 0 {
            is_signed |= last.is_some_and(|last| row > last) && is_signature(cells);
            if is_signed {
                continue;
            }
            // The row is a heading, or its figures were not published.
            if header.figures().all(|column| number::count(sheet.cell(row, column.index)) == Ok(None)) {
                // A row of totals without numbers means that no totals were published: none are computed instead.
                if header.column(Role::Field).is_some()
                    && field::of_row(context, row) == Ok(None)
                    && let Ok(span) = period::of_row(context, row)
                {
                    let (counts, stated) = (Vec::new(), Vec::new());
                    rows.records.push(RowRecord { row, span, field: None, counts, stated });
                }
                continue;
            }
        }
        is_begun = true;
        if has_numbered && ordinal(row).is_some_and(|text| is_section(&text)) {
            let name = header.column(Role::Field).map(|column| sheet.cell(row, column.index).shown());
            let name = name.unwrap_or_default();
            rows.notes.push(format!("row {}: \"{name}\" is the sum of a section; not used", row + 1));
            continue;
        }
        let span = match period::of_row(context, row) {
            Ok(span) => span,
            Err(NoPeriod::NotUsed(note)) => {
                rows.notes.push(note);
                continue;
            }
            Err(NoPeriod::Unreadable(problem)) => {
                rows.unreadable.push(problem);
                continue;
            }
        };
        let field = match field::of_row(context, row) {
            Ok(field) => field,
            Err(problem) => {
                rows.unreadable.push(problem);
                continue;
            }
        };
        let record = counts::record(context, row, span, field, &mut rows, &mut incomplete);
        rows.records.push(record);
    }
    checks::settle_on_time(context, &mut rows);
    checks::check_stated(context, &mut rows);
    checks::list_sums(context, &mut rows, &incomplete);
    Ok(rows)
}
