//! Groups that only the numbers show: a row that is the sum of the rows below it.

use super::outline::Outline;
use super::{TableRow, compare, has_counts, sum};
use crate::rows::labels::Ordinal;

/// In how many columns a row has to be the sum of the rows below it, if nothing else says that it is a group.
const EVIDENCE: usize = 3;
/// The most rows of a group.
const MAX_ROWS: usize = 200;

/// Finds groups in a flat outline, and puts their rows one deeper. With a total, the groups have to add up to it, and the
/// rows as they stand have not.
pub(super) fn find(rows: &[TableRow], outline: &mut Outline, totals: &[usize]) {
    let fields: Vec<usize> = (0..outline.nodes.len()).filter(|at| !outline.nodes[*at].is_part).collect();
    let at = |fields: &[usize]| fields.iter().map(|field| outline.nodes[*field].at).collect::<Vec<_>>();
    let is_sum_of = |total: &usize, fields: &[usize]| compare(&sum(rows, &at(fields)), &rows[*total].counts).is_equal();
    if totals.iter().any(|total| is_sum_of(total, &fields)) {
        return;
    }
    // Numbers that begin anew under each group are evidence, too.
    let mut last = 0;
    let restarts = fields.iter().any(|field| match rows[outline.nodes[*field].at].ordinal {
        Ordinal::Number { last: number, .. } => {
            let is_back = number <= last;
            last = number;
            is_back
        }
        _ => false,
    });
    // Rows that are numbered through stand side by side, unless their total says otherwise.
    let is_numbered =
        fields.iter().all(|field| matches!(rows[outline.nodes[*field].at].ordinal, Ordinal::Number { .. }));
    if is_numbered && !restarts && totals.is_empty() {
        return;
    }
    let mut below: Vec<usize> = Vec::new();
    let mut top: Vec<usize> = Vec::new();
    let mut next = 0;
    while next < fields.len() {
        top.push(fields[next]);
        let length = group_length(rows, outline, &fields[next..], restarts);
        below.extend(&fields[next + 1..next + 1 + length]);
        next += 1 + length;
    }
    let is_confirmed = totals.is_empty() || totals.iter().any(|total| is_sum_of(total, &top));
    if below.is_empty() || !is_confirmed {
        return;
    }
    for field in below {
        // Parts of a field go down with it.
        let mut node = field;
        outline.nodes[node].depth += 1;
        while outline.nodes.get(node + 1).is_some_and(|part| part.is_part) {
            node += 1;
            outline.nodes[node].depth += 1;
        }
    }
}

/// How many of the rows after the first one have it as their sum.
fn group_length(rows: &[TableRow], outline: &Outline, fields: &[usize], restarts: bool) -> usize {
    let Some((first, others)) = fields.split_first() else { return 0 };
    let group = &rows[outline.nodes[*first].at];
    if !has_counts(group) {
        return 0;
    }
    let number = |field: usize| match rows[outline.nodes[field].at].ordinal {
        Ordinal::Number { last, .. } => Some(last),
        _ => None,
    };
    // A group with one row has the same counts; only the numbers tell it from two fields with the same counts.
    if let Some(only) = others.first()
        && restarts
        && number(*only) == Some(1)
        && others.get(1).is_none_or(|next| number(*next) == number(*first).map(|number| number + 1))
        && group.counts == rows[outline.nodes[*only].at].counts
    {
        return 1;
    }
    let needed = if restarts { 1 } else { EVIDENCE.min(group.counts.len()) };
    let mut total = vec![Some(0_u64); group.counts.len()];
    let mut with_counts = 0;
    for (length, field) in others.iter().take(MAX_ROWS).enumerate() {
        let child = &rows[outline.nodes[*field].at];
        for (total, count) in total.iter_mut().zip(&child.counts) {
            *total = total.zip(count.term()).and_then(|(total, count)| total.checked_add(count));
        }
        with_counts += usize::from(has_counts(child));
        let comparison = compare(&total, &group.counts);
        if comparison.greater > 0 {
            return 0;
        }
        if comparison.is_equal() && comparison.equal >= needed && with_counts > 1 {
            return length + 1;
        }
    }
    0
}
