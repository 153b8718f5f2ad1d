//! The rows below a header as figures: which period and field each is about, and the numbers in its cells.

mod around;
mod arrange;
mod checks;
mod counts;
mod field;
mod labels;
mod names;
mod period;
mod table;
mod unit;

pub(crate) use table::{Figure, RowRecord, RowsError, TableContext};

use crate::column::Column;
use crate::number;
use crate::numbers::Number;
use crate::role::Role;
use crate::shown;
use around::{is_repeated_header, is_signature};
use arrange::{Known, TableRow, Total, arrange};
use labels::{Label, Ordinal, ordinal};
use names::NameColumns;
use period::NoPeriod;
use std::collections::HashSet;
use table::{TableRows, is_name};
use trangxa_messages::figures_rows;
use trangxa_model::tthc::{Count, Span};
use trangxa_sheets::cell::Cell;
use trangxa_sheets::numbering::is_numbering;
use unit::{Belongs, Scope};

/// The most rows with figures of one period: more than any office has fields.
const MAX_ROWS_OF_PERIOD: usize = 1_000;

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
    let names = names::find(context, first)?;
    let scope = unit::select(context, names, first, &mut rows)?;
    let found = collect(context, names, &scope, first, &mut rows);
    let mut spans: Vec<Span> = Vec::new();
    for (span, _) in &found {
        if !spans.contains(span) {
            spans.push(*span);
        }
    }
    for span in spans {
        let of_span: Vec<TableRow> =
            found.iter().filter(|(other, _)| *other == span).map(|(_, row)| row.clone()).collect();
        figures_of(
            context,
            span,
            &of_span,
            Known { has_fields: names.field.is_some(), has_others: scope.has_others },
            &mut rows,
        )?;
    }
    rows.records.sort_by_key(|record| record.row);
    checks::settle_on_time(context, &mut rows);
    checks::check_stated(context, &mut rows);
    Ok(rows)
}

/// The columns with counts, as opposed to percentages.
fn count_columns<'a>(context: &'a TableContext<'_>) -> impl Iterator<Item = &'a Column> {
    context.header.figures().filter(|column| !matches!(column.role, Role::CompletionRate | Role::LateRate))
}

/// The rows of our office that have figures, each with its period.
fn collect(
    context: &TableContext<'_>,
    names: NameColumns,
    scope: &Scope,
    first: usize,
    rows: &mut TableRows,
) -> Vec<(Span, TableRow)> {
    let TableContext { sheet, header, .. } = context;
    let last = (first..sheet.height()).rev().find(|row| context.numbers_in(*row) > 0);
    // Whether a row with figures was read, and whether the signatures below the table have begun.
    let (mut is_begun, mut is_signed) = (false, false);
    let mut found = Vec::new();
    let ordinal_of =
        |row: usize| names.ordinal.map_or(Ordinal::Missing, |column| ordinal(&sheet.cell(row, column).shown()));
    for row in first..sheet.height() {
        let cells = sheet.row(row);
        if cells.iter().all(Cell::is_empty) {
            is_signed |= last.is_some_and(|last| row > last);
            continue;
        }
        let is_numbers_of_columns = !is_begun && is_numbering(cells);
        let belongs = scope.of(row);
        if is_numbers_of_columns || is_repeated_header(context, row) || belongs == Belongs::NotOurs {
            continue;
        }
        if context.numbers_in(row) == 0 {
            is_signed |= last.is_some_and(|last| row > last) && is_signature(cells);
            if is_signed {
                continue;
            }
            // The row is a heading, or its figures were not published. A total without numbers stays: none is computed then.
            let is_blank = header.figures().all(|column| number::count(sheet.cell(row, column.index)) == Ok(None));
            let is_total = names.field.is_some() && field::label_of_row(context, names, row).1 == Label::Total;
            // The name of a section stands above its rows.
            let is_section = names.field.is_some() && ordinal_of(row) == Ordinal::Section;
            if is_blank && !is_total && !is_section {
                continue;
            }
        } else {
            is_begun = true;
        }
        let (name, mut label) = field::label_of_row(context, names, row);
        if belongs == Belongs::OurHeading {
            label = Label::Total;
        }
        if label == Label::OtherPeriod {
            rows.notes.push(figures_rows::OtherPeriod { row: shown::row(row, &name) }.to_string());
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
        // A total that contradicts the other numbers of its row proves nothing about other rows.
        let is_contradicted = |column: usize| {
            header.contradictions.iter().any(|contradiction| (contradiction.row, contradiction.total) == (row, column))
        };
        let count = |column: &Column| {
            if is_contradicted(column.index) { Number::Unreadable } else { Number::of(sheet.cell(row, column.index)) }
        };
        let counts = count_columns(context).map(count).collect();
        found.push((span, TableRow { row, name, label, ordinal: ordinal_of(row), counts }));
    }
    found
}

/// Reads the figures of one period.
fn figures_of(
    context: &TableContext<'_>,
    span: Span,
    of_span: &[TableRow],
    known: Known,
    rows: &mut TableRows,
) -> Result<(), RowsError> {
    if of_span.len() > MAX_ROWS_OF_PERIOD {
        return Err(RowsError::TooManyRows { count: of_span.len() });
    }
    if let Some(row) = of_span.iter().find(|row| known.has_fields && is_spoilt(&row.name)) {
        return Err(RowsError::SpoiltNames { row: row.shown() });
    }
    let arrangement = arrange(of_span, known).map_err(|rows| RowsError::Totals { rows })?;
    rows.notes.extend(arrangement.notes);
    rows.doubts.extend(arrangement.doubts);
    for unnamed in arrangement.unnamed {
        rows.unreadable.push(figures_rows::WithoutField { row: of_span[unnamed].shown() }.to_string());
    }
    let columns: Vec<&Column> = count_columns(context).collect();
    let is_in = |set: &HashSet<usize>, column: usize| {
        columns.iter().position(|other| other.index == column).is_some_and(|at| set.contains(&at))
    };
    // Columns whose total is the sum of their fields are right, so that a contradiction within a row is not theirs.
    let contradicted: HashSet<(usize, usize)> = context
        .header
        .contradictions
        .iter()
        .flat_map(|contradiction| {
            let doubtful = contradiction.parts.iter().copied().filter(|column| !is_in(&arrangement.proven, *column));
            doubtful.chain([contradiction.total]).map(|column| (contradiction.row, column))
        })
        .collect();
    // Counts with an unreadable cell, of which no sum is computed.
    let mut incomplete: HashSet<Count> = HashSet::new();
    let mut keys: HashSet<Count> = HashSet::new();
    for at in &arrangement.fields {
        let row = &of_span[*at];
        let skip = |column: usize| contradicted.contains(&(row.row, column));
        let name = field::stored_name(&row.name);
        let record = counts::record(context, row.row, span, Some(name), &skip, rows, &mut incomplete);
        keys.extend(record.counts.iter().map(|(key, _)| *key));
        rows.records.push(record);
    }
    match arrangement.total {
        Total::Row(at) => {
            let row = &of_span[at];
            for column in &arrangement.refuted {
                let doubt = figures_rows::TotalRefuted { row: row.shown(), column: columns[*column].shown() };
                rows.doubts.push(doubt.to_string());
            }
            let skip = |column: usize| contradicted.contains(&(row.row, column)) || is_in(&arrangement.refuted, column);
            let record = counts::record(context, row.row, span, None, &skip, rows, &mut incomplete);
            rows.records.push(record);
        }
        Total::Computed if !arrangement.fields.is_empty() => {
            let keys = keys.into_iter().filter(|key| !incomplete.contains(key)).collect();
            rows.sums.push((span, keys));
        }
        Total::Computed | Total::Unknown => {}
    }
    for contradiction in &context.header.contradictions {
        if of_span.iter().any(|row| row.row == contradiction.row) {
            rows.doubts.push(contradiction_text(context, contradiction, &contradicted));
        }
    }
    Ok(())
}

/// Whether a name has lost letters to a wrong encoding: "H? t?ch".
fn is_spoilt(name: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    name.contains('\u{fffd}')
        || chars.windows(2).any(|pair| pair[0] == '?' && pair[1].is_alphabetic())
        || chars.windows(3).any(|three| three[1] == '?' && three[0].is_alphabetic() && three[2].is_alphabetic())
}

/// Says which numbers of a row contradict one another, and which of them are not used.
fn contradiction_text(
    context: &TableContext<'_>,
    contradiction: &crate::column::Contradiction,
    contradicted: &HashSet<(usize, usize)>,
) -> String {
    let row = contradiction.row;
    let shown =
        |column: &usize| format!("{} ({})", context.column_shown(*column), context.sheet.cell(row, *column).shown());
    let parts = contradiction.parts.iter().map(shown).collect::<Vec<_>>().join(", ");
    let are_parts_used = contradiction.parts.iter().all(|column| !contradicted.contains(&(row, *column)));
    let (row, total) = (row + 1, shown(&contradiction.total));
    if are_parts_used {
        figures_rows::NotTheSumOfParts { row, total, parts }.to_string()
    } else {
        figures_rows::NeitherSumNorParts { row, total, parts }.to_string()
    }
}
