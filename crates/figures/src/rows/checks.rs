//! Checks for which all rows of a table are needed: what "Đúng hạn" includes, contradictions, missing totals.

use super::table::{TableContext, TableRows};
use crate::role::Role;
use crate::shown;
use trangxa_messages::figures_rows;
use trangxa_model::tthc::Count;

/// "Đúng hạn" without "Trước hạn" may include the early dossiers. If the sums of every row prove that, it becomes `in_time`.
pub(super) fn settle_on_time(context: &TableContext<'_>, rows: &mut TableRows) {
    let has = |key| context.header.column(Role::Count(key)).is_some();
    let Some(column) = context.header.column(Role::Count(Count::OnTime)) else { return };
    if has(Count::Early) || has(Count::InTime) {
        return;
    }
    let (mut proofs, mut is_refuted) = (0, false);
    for record in &rows.records {
        if let (Some(on_time), Some(late), Some(completed)) =
            (record.count(Count::OnTime), record.count(Count::Late), record.stated_completed())
        {
            is_refuted |= on_time.checked_add(late) != Some(completed);
            proofs += 1;
        }
    }
    if proofs > 0 && !is_refuted {
        let counts = rows.records.iter_mut().flat_map(|record| &mut record.counts);
        counts.filter(|(key, _)| *key == Count::OnTime).for_each(|count| count.0 = Count::InTime);
        let figure = shown::count(Count::InTime);
        rows.notes.push(figures_rows::EarlyIncluded { column: column.shown(), figure }.to_string());
    } else {
        rows.notes.push(figures_rows::EarlyUnknown { column: column.shown() }.to_string());
    }
}

/// Notes rows that contradict themselves, and removes stated figures from rows of fields, for which tthc.json has no member.
pub(super) fn check_stated(context: &TableContext<'_>, rows: &mut TableRows) {
    let mut unplaced = 0_usize;
    for record in &mut rows.records {
        let row = record.row + 1;
        let row = match &record.field {
            Some(name) => figures_rows::RowOfField { row, name }.to_string(),
            None => figures_rows::RowOfTotal { row }.to_string(),
        };
        let parts = record
            .count(Count::Early)
            .zip(record.count(Count::OnTime))
            .and_then(|(early, on_time)| early.checked_add(on_time));
        if let (Some(both), Some(parts)) = (record.count(Count::InTime), parts)
            && both != parts
        {
            let (row, stated, sum) = (&row, both, parts);
            rows.notes.push(figures_rows::InTimeDiffers { row, stated, sum }.to_string());
        }
        let ours =
            record.count(Count::InTime).or(parts).zip(record.count(Count::Late)).and_then(|(a, b)| a.checked_add(b));
        if let Some(theirs) = record.stated_completed() {
            match ours {
                Some(ours) if ours != theirs => {
                    let (stated, sum) = (theirs, ours);
                    rows.notes.push(figures_rows::CompletedDiffers { row, stated, sum }.to_string());
                }
                None if record.field.is_some() => unplaced += 1,
                _ => {}
            }
        }
        if record.field.is_some() {
            record.stated.clear();
        }
    }
    if let Some(column) = context.header.column(Role::Completed).filter(|_| unplaced > 0) {
        rows.notes.push(figures_rows::CompletedUnused { column: column.shown(), count: unplaced }.to_string());
    }
}
