//! The numbers of one row.

use super::table::{Figure, RowRecord, TableContext, TableRows};
use crate::column::Column;
use crate::number;
use crate::role::Role;
use crate::shown;
use std::collections::HashSet;
use trangxa_messages::figures_rows;
use trangxa_model::tthc::{Count, Span};
use trangxa_sheets::cell::{Cell, address};

/// Reads the numbers of a row, without the columns (of the sheet) that `skip` names. Counts with an unreadable or skipped cell
/// are added to `incomplete`.
pub(super) fn record(
    context: &TableContext<'_>,
    row: usize,
    span: Span,
    field: Option<String>,
    skip: &dyn Fn(usize) -> bool,
    rows: &mut TableRows,
    incomplete: &mut HashSet<Count>,
) -> RowRecord {
    let mut record = RowRecord { row, span, field, counts: Vec::new(), stated: Vec::new() };
    let mut parts: Vec<(Count, Option<u64>)> = Vec::new();
    let mut intake = None;
    let mut formulas: Vec<String> = Vec::new();
    let shown = |column: &Column| shown::cell(row, column.index, context.sheet.cell(row, column.index).shown());
    for column in context.header.figures() {
        let cell = context.sheet.cell(row, column.index);
        if let Role::CompletionRate | Role::LateRate = column.role {
            let key = if column.role == Role::LateRate { "late_rate" } else { "completion_rate" };
            match number::percent(cell, column.in_percent) {
                Ok(Some(value)) if record.field.is_none() => record.stated.push((key, Figure::Percent(value))),
                Ok(_) => {}
                Err(number::Unreadable) => {
                    let problem = figures_rows::NoPercentage { cell: shown(column), column: &column.name };
                    rows.unreadable.push(problem.to_string());
                }
            }
            continue;
        }
        let counted = match column.role {
            Role::Count(count) | Role::Part(count) => Some(count),
            Role::Intake | Role::Workload => Some(Count::Received),
            _ => None,
        };
        let is_skipped = skip(column.index);
        let count = if is_skipped { Ok(None) } else { number::count(cell) };
        if count.is_err() {
            if matches!(cell, Cell::Formula) {
                formulas.push(address(row, column.index));
            } else {
                let problem = figures_rows::NoCount { cell: shown(column), column: &column.name };
                rows.unreadable.push(problem.to_string());
            }
        }
        if is_skipped || count.is_err() {
            incomplete.extend(counted);
        }
        let count = count.ok().flatten();
        match (column.role, count) {
            (Role::Count(key), Some(count)) => record.counts.push((key, count)),
            (Role::Part(key), count) => parts.push((key, count)),
            (Role::Intake | Role::Workload, count) => intake = count,
            (Role::Completed, Some(count)) => record.stated.push(("completed", Figure::Count(count))),
            _ => {}
        }
    }
    rows.formulas.extend(formulas);
    for key in [Count::Received, Count::Late, Count::PendingLate] {
        let of_key: Vec<Option<u64>> = parts.iter().filter(|(of, _)| *of == key).map(|(_, count)| *count).collect();
        let sum = of_key.iter().try_fold(0_u64, |sum, part| sum.checked_add((*part)?)).filter(|_| !of_key.is_empty());
        if key != Count::Received {
            record.counts.extend(sum.map(|sum| (key, sum)));
        } else if record.count(key).is_none() {
            let received = received(context, row, sum, intake, record.count(Count::CarriedOver), rows);
            record.counts.extend(received.map(|received| (key, received)));
        }
    }
    record
}

/// The received dossiers of a row: by their parts, or by their total.
fn received(
    context: &TableContext<'_>,
    row: usize,
    sum: Option<u64>,
    intake: Option<u64>,
    carried_over: Option<u64>,
    rows: &mut TableRows,
) -> Option<u64> {
    let rest = match context.header.intake {
        Some(rule) if !rule.has_carried_over => intake.map(Some),
        _ => intake.zip(carried_over).map(|(all, carried)| all.checked_sub(carried)),
    };
    match (sum, rest) {
        (Some(sum), Some(Some(rest))) if sum != rest => {
            rows.unreadable.push(figures_rows::ReceivedDiffers { row: row + 1, sum, rest }.to_string());
            None
        }
        (_, Some(None)) => {
            rows.unreadable.push(figures_rows::ReceivedNegative { row: row + 1 }.to_string());
            None
        }
        (sum, rest) => sum.or(rest.flatten()),
    }
}
