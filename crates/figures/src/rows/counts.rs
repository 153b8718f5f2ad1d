//! The numbers of one row.

use super::table::{Figure, RowRecord, TableContext, TableRows};
use crate::cell::address;
use crate::column::Column;
use crate::number;
use crate::role::Role;
use std::collections::HashSet;
use trangxa_model::tthc::{Count, Span};

/// Reads the numbers of a row. Counts with an unreadable cell are added to `incomplete`.
pub(super) fn record(
    context: &TableContext<'_>,
    row: usize,
    span: Span,
    field: Option<String>,
    rows: &mut TableRows,
    incomplete: &mut HashSet<(Span, Count)>,
) -> RowRecord {
    let mut record = RowRecord { row, span, field, counts: Vec::new(), stated: Vec::new() };
    let (mut parts, mut is_whole, mut intake) = (Vec::new(), true, None);
    let mut fail = |column: &Column, what: &str| {
        let cell = context.sheet.cell(row, column.index);
        rows.unreadable.push(format!(
            "{} (\"{}\"): expected {what} ({}); the number on the site was not changed",
            address(row, column.index),
            cell.shown(),
            column.name
        ));
    };
    for column in context.header.figures() {
        let cell = context.sheet.cell(row, column.index);
        if let Role::CompletionRate | Role::LateRate = column.role {
            let key = if column.role == Role::LateRate { "late_rate" } else { "completion_rate" };
            match number::percent(cell, column.in_percent) {
                Ok(Some(value)) if record.field.is_none() => record.stated.push((key, Figure::Percent(value))),
                Ok(_) => {}
                Err(number::Unreadable) => fail(column, "a percentage from 0 to 100"),
            }
            continue;
        }
        let Ok(count) = number::count(cell) else {
            fail(column, "a count");
            let count = if let Role::Count(count) = column.role { count } else { Count::Received };
            incomplete.insert((span, count));
            is_whole &= column.role != Role::ReceivedPart;
            continue;
        };
        match (column.role, count) {
            (Role::Count(key), Some(count)) => record.counts.push((key, count)),
            (Role::ReceivedPart, count) => {
                is_whole &= count.is_some();
                parts.extend(count);
            }
            (Role::Intake, count) => intake = count,
            (Role::Completed, Some(count)) => record.stated.push(("completed", Figure::Count(count))),
            _ => {}
        }
    }
    if record.count(Count::Received).is_none() {
        let sum = parts.iter().try_fold(0_u64, |sum, part| sum.checked_add(*part));
        let sum = sum.filter(|_| is_whole && !parts.is_empty());
        let rest = intake.zip(record.count(Count::CarriedOver)).map(|(all, carried)| all.checked_sub(carried));
        match (sum, rest) {
            (Some(sum), Some(Some(rest))) if sum != rest => rows.unreadable.push(format!(
                "row {}: the received dossiers are {sum} by the sum of their parts and {rest} by their total; neither was used",
                row + 1
            )),
            (_, Some(None)) => rows.unreadable.push(format!(
                "row {}: the total of received dossiers is less than those carried over from the period before; neither was used",
                row + 1
            )),
            (sum, rest) => record.counts.extend(sum.or(rest.flatten()).map(|received| (Count::Received, received))),
        }
    }
    record
}
