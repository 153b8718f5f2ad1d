//! Checks for which all rows of a table are needed: what "Đúng hạn" includes, contradictions, missing totals.

use super::table::{TableContext, TableRows};
use crate::role::Role;
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
        rows.notes.push(format!(
            "{}: in every row, this and the late dossiers together are all completed ones, so it includes the early ones: used as in_time",
            column.shown()
        ));
    } else {
        rows.notes.push(format!(
            "{}: the table does not say how many were early. If this includes them, name it \"in_time\" in a mapping file (--map)",
            column.shown()
        ));
    }
}

/// Notes rows that contradict themselves, and removes stated figures from rows of fields, for which tthc.json has no member.
pub(super) fn check_stated(context: &TableContext<'_>, rows: &mut TableRows) {
    let mut unplaced = 0;
    for record in &mut rows.records {
        let name = record.field.as_deref().unwrap_or("total");
        let place = format!("row {} ({name})", record.row + 1);
        let parts = record
            .count(Count::Early)
            .zip(record.count(Count::OnTime))
            .and_then(|(early, on_time)| early.checked_add(on_time));
        if let (Some(both), Some(parts)) = (record.count(Count::InTime), parts)
            && both != parts
        {
            rows.notes.push(format!("{place}: states {both} in time, but early and on time together are {parts}"));
        }
        let ours =
            record.count(Count::InTime).or(parts).zip(record.count(Count::Late)).and_then(|(a, b)| a.checked_add(b));
        if let Some(theirs) = record.stated_completed() {
            match ours {
                Some(ours) if ours != theirs => {
                    rows.notes.push(format!("{place}: states {theirs} as completed, but the counts make {ours}"));
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
        rows.notes.push(format!(
            "{}: not used in {unplaced} rows of fields, because the counts that it is the sum of are missing there",
            column.shown()
        ));
    }
}
