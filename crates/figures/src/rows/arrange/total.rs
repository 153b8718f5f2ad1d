//! The total of a period, and the fields that are consistent with it.

use super::outline::Outline;
use super::{Arrangement, Known, TableRow, Total, compare, has_counts, sum};
use crate::numbers::Number;
use crate::rows::labels::{Label, Ordinal};
use crate::rows::names::is_field_name;
use crate::shown;
use std::collections::{HashMap, HashSet};
use trangxa_messages::figures_rows;
use trangxa_sheets::fold;

/// In how many columns a row has to be the sum of all others to be their total, if its name does not say so.
const EVIDENCE: usize = 2;

/// The total of rows that name no fields: the only row, or the one that the others add up to.
pub(super) fn without_fields(
    rows: &[TableRow],
    named: &[usize],
    totals: &[usize],
    notes: &mut Vec<String>,
) -> Result<Total, Vec<String>> {
    let all: Vec<usize> = (0..rows.len()).filter(|at| named.contains(at) || totals.contains(at)).collect();
    let Some((first, others)) = all.split_first() else { return Ok(Total::Computed) };
    if others.iter().all(|other| rows[*other].counts == rows[*first].counts) {
        return Ok(Total::Row(*first));
    }
    let candidates = if totals.is_empty() { &all } else { totals };
    let found = candidates.iter().copied().find(|total| {
        let others: Vec<usize> = all.iter().copied().filter(|other| other != total).collect();
        is_total_of(rows, *total, &others, if totals.is_empty() { EVIDENCE } else { 1 })
    });
    let Some(total) = found else {
        return Err(all.iter().map(|at| rows[*at].shown()).collect());
    };
    notes.push(figures_rows::SumOfRows { row: rows[total].shown() }.to_string());
    Ok(Total::Row(total))
}

/// Whether a row is the sum of others, of which at least two have counts.
fn is_total_of(rows: &[TableRow], total: usize, others: &[usize], evidence: usize) -> bool {
    let comparison = compare(&sum(rows, others), &rows[total].counts);
    comparison.is_equal()
        && comparison.equal >= evidence
        && others.iter().filter(|other| has_counts(&rows[**other])).count() > 1
}

/// Chooses fields and total.
pub(super) fn settle(
    rows: &[TableRow],
    mut outline: Outline,
    totals: &[usize],
    known: Known,
    arrangement: &mut Arrangement,
) -> Result<(), Vec<String>> {
    for node in outline.nodes.iter().filter(|node| node.is_doubtful) {
        let row = rows[node.at].shown();
        arrangement.doubts.push(figures_rows::PartUncertain { row }.to_string());
    }
    let has_doubts = outline.nodes.iter().any(|node| node.is_doubtful);
    outline.nodes.retain(|node| !node.is_doubtful);
    let mut totals = totals.to_vec();
    let mut is_uncertain = false;
    if totals.is_empty()
        && let Some(total) = unnamed_total(rows, &outline)
    {
        let found = &rows[outline.nodes[total].at];
        let row = found.shown();
        if matches!(found.ordinal, Ordinal::Number { .. }) && is_field_name(&found.name) {
            arrangement.doubts.push(figures_rows::TotalOrField { row }.to_string());
            outline.nodes.remove(total);
            is_uncertain = true;
        } else {
            arrangement.notes.push(figures_rows::SumOfAll { row }.to_string());
            totals.push(outline.nodes.remove(total).at);
        }
    }
    let top: Vec<usize> = outline.top();
    let counted: Vec<usize> = top.iter().flat_map(|node| with_numbers(rows, &outline, *node)).collect();
    let target = totals.iter().copied().find(|total| compare(&sum(rows, &counted), &rows[*total].counts).is_equal());
    let mut fields = Vec::new();
    for node in &top {
        is_uncertain |= !take(rows, &outline, *node, target.is_some(), &totals, &mut fields, arrangement);
    }
    without_repeated_names(rows, &outline, &top.iter().copied().collect(), &mut fields, arrangement);
    fields.retain(|field| {
        let is_named = rows[*field].label != Label::Missing;
        if !is_named {
            arrangement.unnamed.push(*field);
        }
        is_named
    });
    arrangement.total = choose(rows, &outline, &totals, &fields, known, arrangement)?;
    is_uncertain |= !without_duplicates(rows, &mut fields, arrangement);
    // A row that was left out is missing in any sum.
    if arrangement.total == Total::Computed && (is_uncertain || has_doubts || !arrangement.unnamed.is_empty()) {
        arrangement.total = Total::Unknown;
    }
    arrangement.fields = fields;
    Ok(())
}

/// The rows that hold the numbers of a node: the row itself, or those below a name of a section without numbers.
fn with_numbers(rows: &[TableRow], outline: &Outline, node: usize) -> Vec<usize> {
    let children = outline.children(node);
    if is_blank(&rows[outline.nodes[node].at]) && !children.is_empty() {
        children.into_iter().flat_map(|child| with_numbers(rows, outline, child)).collect()
    } else {
        vec![outline.nodes[node].at]
    }
}

/// Whether a row has no number at all.
fn is_blank(row: &TableRow) -> bool {
    row.counts.iter().all(|count| *count == Number::Empty)
}

/// The row, as an index in the outline, that is the sum of all others, though its name is not one of a total.
fn unnamed_total(rows: &[TableRow], outline: &Outline) -> Option<usize> {
    let top = outline.top();
    let candidates = [top.last(), top.first()].into_iter().flatten().copied();
    candidates.into_iter().find(|candidate| {
        let others: Vec<usize> =
            top.iter().filter(|other| *other != candidate).map(|other| outline.nodes[*other].at).collect();
        let is_alone = outline.children(*candidate).is_empty();
        let evidence =
            if rows[outline.nodes[*candidate].at].ordinal == Ordinal::Missing { EVIDENCE } else { EVIDENCE + 1 };
        let width = rows[outline.nodes[*candidate].at].counts.len();
        is_alone && is_total_of(rows, outline.nodes[*candidate].at, &others, evidence.min(width))
    })
}

/// Takes a row as a field, or the rows below it if it is their sum. Returns whether that is certain.
fn take(
    rows: &[TableRow],
    outline: &Outline,
    node: usize,
    is_top_proven: bool,
    totals: &[usize],
    fields: &mut Vec<usize>,
    arrangement: &mut Arrangement,
) -> bool {
    let children = outline.children(node);
    let own = outline.nodes[node].at;
    let (parts, below): (Vec<usize>, Vec<usize>) = children.iter().partition(|child| outline.nodes[**child].is_part);
    if !parts.is_empty() {
        let names: Vec<String> = parts.iter().map(|part| rows[outline.nodes[*part].at].shown()).collect();
        arrangement.notes.push(figures_rows::Parts { parts: names.join(", "), row: rows[own].shown() }.to_string());
    }
    if below.is_empty() {
        if !is_blank(&rows[own]) {
            fields.push(own);
        }
        return true;
    }
    let below_rows: Vec<usize> = below.iter().map(|child| outline.nodes[*child].at).collect();
    let comparison = compare(&sum(rows, &below_rows), &rows[own].counts);
    let group = &rows[own];
    let is_group = comparison.less == 0 && comparison.greater == 0;
    if is_blank(group) {
        // A heading.
    } else if is_group {
        arrangement.notes.push(figures_rows::Section { row: group.row + 1, name: &group.name }.to_string());
    } else if is_top_proven {
        // The total proves the group: the rows below are not all of it, or wrong.
        arrangement.doubts.push(figures_rows::SectionWithoutRows { row: group.shown() }.to_string());
        fields.push(own);
        return true;
    } else {
        let leaves: Vec<usize> = outline
            .nodes
            .iter()
            .enumerate()
            .filter(|(at, _)| outline.children(*at).is_empty())
            .map(|(_, leaf)| leaf.at)
            .collect();
        let are_leaves_proven =
            totals.iter().any(|total| compare(&sum(rows, &leaves), &rows[*total].counts).is_equal());
        if !are_leaves_proven {
            let names: Vec<String> = below_rows.iter().map(|at| rows[*at].shown()).collect();
            let doubt = figures_rows::SectionUncertain { row: group.shown(), rows: names.join(", ") };
            arrangement.doubts.push(doubt.to_string());
            return false;
        }
        arrangement.notes.push(figures_rows::SectionRefuted { row: group.row + 1, name: &group.name }.to_string());
    }
    let mut is_certain = true;
    for child in below {
        is_certain &= take(rows, outline, child, is_group && is_top_proven, totals, fields, arrangement);
    }
    is_certain
}

/// Rows below several groups may have one name: then the groups are the fields.
fn without_repeated_names(
    rows: &[TableRow],
    outline: &Outline,
    top: &HashSet<usize>,
    fields: &mut Vec<usize>,
    arrangement: &mut Arrangement,
) {
    let mut group = None;
    let groups: HashMap<usize, Option<usize>> = outline
        .nodes
        .iter()
        .enumerate()
        .map(|(at, node)| {
            if top.contains(&at) {
                group = Some(at);
            }
            (node.at, group)
        })
        .collect();
    let mut seen: HashMap<String, Option<usize>> = HashMap::new();
    let is_repeated = fields.iter().any(|field| {
        let group = groups.get(field).copied().flatten();
        let words = fold::words(&rows[*field].name);
        !words.is_empty() && seen.insert(words, group).is_some_and(|other| other != group)
    });
    let groups: Vec<usize> =
        (0..outline.nodes.len()).filter(|at| top.contains(at)).map(|at| outline.nodes[at].at).collect();
    // Two rows of one name without groups above them are no groups themselves.
    if is_repeated && *fields != groups {
        *fields = groups;
        arrangement.notes.push(figures_rows::SectionsAsFields.to_string());
    }
}

/// Of two rows for one field, none is used, unless they have the same numbers. Returns whether there were none with different
/// ones.
fn without_duplicates(rows: &[TableRow], fields: &mut Vec<usize>, arrangement: &mut Arrangement) -> bool {
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for field in fields.iter().copied() {
        let words = fold::words(&rows[field].name);
        if !words.is_empty() {
            by_name.entry(words).or_default().push(field);
        }
    }
    let mut removed: HashSet<usize> = HashSet::new();
    let mut groups: Vec<Vec<usize>> = by_name.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_unstable();
    let mut is_certain = true;
    for group in groups {
        if group.iter().all(|field| rows[*field].counts == rows[group[0]].counts) {
            removed.extend(&group[1..]);
            continue;
        }
        is_certain = false;
        let twice = shown::together(group.iter().map(|field| rows[*field].shown()));
        arrangement.doubts.push(figures_rows::FieldTwice { rows: twice }.to_string());
        removed.extend(group);
    }
    fields.retain(|field| !removed.contains(field));
    is_certain
}

/// The total among the rows that are named so.
fn choose(
    rows: &[TableRow],
    outline: &Outline,
    totals: &[usize],
    fields: &[usize],
    known: Known,
    arrangement: &mut Arrangement,
) -> Result<Total, Vec<String>> {
    // A row that names no field is missing on the page, and counts for the total all the same.
    let counted: Vec<usize> = fields.iter().chain(&arrangement.unnamed).copied().collect();
    let of_fields = sum(rows, &counted);
    let is_proven = |total: &usize| compare(&of_fields, &rows[*total].counts).is_equal();
    let Some(first) = totals.first().copied() else { return Ok(Total::Computed) };
    let proven = totals.iter().copied().find(is_proven);
    let total = match proven {
        Some(total) => total,
        None if totals.iter().all(|total| rows[*total].counts == rows[first].counts) => first,
        None if are_subtotals(rows, totals, fields) => {
            for total in totals {
                arrangement.notes.push(figures_rows::Subtotal { row: rows[*total].shown() }.to_string());
            }
            return Ok(Total::Computed);
        }
        None => return Err(totals.iter().map(|total| rows[*total].shown()).collect()),
    };
    for other in totals.iter().filter(|other| **other != total && rows[**other].counts != rows[total].counts) {
        if !is_subtotal(rows, *other, totals, fields) {
            let doubt = figures_rows::NoTotal { row: rows[*other].shown(), total: rows[total].shown() };
            arrangement.doubts.push(doubt.to_string());
        }
    }
    if fields.is_empty() {
        return Ok(Total::Row(total));
    }
    let row = &rows[total];
    if proven.is_none() && known.has_others {
        arrangement.doubts.push(figures_rows::TotalOfOffices { row: row.shown() }.to_string());
        return Ok(Total::Unknown);
    }
    let with_groups: Vec<usize> = outline.nodes.iter().filter(|node| !node.is_part).map(|node| node.at).collect();
    if proven.is_none() && with_groups.len() > fields.len() && compare(&sum(rows, &with_groups), &row.counts).is_equal()
    {
        arrangement.doubts.push(figures_rows::TotalWithSections { row: row.shown() }.to_string());
        return Ok(Total::Unknown);
    }
    let comparison = compare(&of_fields, &row.counts);
    if proven.is_none() && comparison.equal == 0 && comparison.less > 1 && is_double(&of_fields, &row.counts) {
        arrangement.doubts.push(figures_rows::TotalDoubled { row: row.shown() }.to_string());
        return Ok(Total::Unknown);
    }
    let names: HashSet<String> = fields.iter().map(|field| fold::words(&rows[*field].name)).collect();
    let has_duplicates = names.len() < fields.len();
    // Fields that are missing in the table are missing in most columns; a single one that differs is a mistake.
    let is_mistake = comparison.less > 0 && comparison.less < comparison.equal;
    for (column, (sum, own)) in of_fields.iter().zip(&row.counts).enumerate() {
        if let (Some(sum), Number::Count(own)) = (sum, own) {
            if sum == own {
                arrangement.proven.insert(column);
            } else if !has_duplicates && (sum > own || is_mistake) {
                arrangement.refuted.insert(column);
            }
        }
    }
    if comparison.less > 0 && !is_mistake {
        arrangement.notes.push(figures_rows::TotalLarger { row: row.shown() }.to_string());
    }
    Ok(Total::Row(total))
}

/// Whether a row is twice a sum in every column.
fn is_double(sum: &[Option<u64>], row: &[Number]) -> bool {
    sum.iter().zip(row).all(|(sum, own)| match (sum, own) {
        (Some(sum), Number::Count(own)) => sum.checked_mul(2) == Some(*own),
        _ => true,
    })
}

/// Whether a row is the sum of the fields between it and the total before it.
fn is_subtotal(rows: &[TableRow], total: usize, totals: &[usize], fields: &[usize]) -> bool {
    let before = totals.iter().copied().filter(|other| *other < total).max();
    let run: Vec<usize> =
        fields.iter().copied().filter(|field| *field < total && before.is_none_or(|before| *field > before)).collect();
    !run.is_empty() && compare(&sum(rows, &run), &rows[total].counts).is_equal()
}

/// Whether all rows named as totals are sums of the fields above them, and together cover every field once.
fn are_subtotals(rows: &[TableRow], totals: &[usize], fields: &[usize]) -> bool {
    let last = totals.iter().max();
    let covered: HashSet<usize> =
        fields.iter().copied().filter(|field| last.is_some_and(|last| field < last)).collect();
    totals.len() > 1
        && covered.len() == fields.len()
        && totals.iter().all(|total| is_subtotal(rows, *total, totals, fields))
}
