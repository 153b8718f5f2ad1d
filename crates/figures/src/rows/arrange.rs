//! Which rows of a period are fields, which one is their total, and which only repeat numbers of others: groups above their
//! rows, parts of a field, sums of a page. The numbers decide before the names do.

mod groups;
mod outline;
mod total;

use super::labels::{Label, Ordinal};
use crate::numbers::Number;
use crate::shown;
use std::collections::HashSet;
use trangxa_messages::figures_rows;

/// A row with numbers.
#[derive(Clone, Debug)]
pub(super) struct TableRow {
    /// The row's index in the sheet.
    pub row: usize,
    pub name: String,
    pub label: Label,
    pub ordinal: Ordinal,
    /// One for each column of counts.
    pub counts: Vec<Number>,
}

impl TableRow {
    /// The row for a sentence: `row 7 ("Hộ tịch")`.
    pub(super) fn shown(&self) -> String {
        shown::row(self.row, &self.name)
    }
}

/// What is known about the table that the rows are from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// Whether the rows name fields.
    pub has_fields: bool,
    /// Whether the table has rows of other offices, so that a total that the rows do not prove may be one of all offices.
    pub has_others: bool,
}

/// What the total of a period is. Rows are indexes in the list of rows that was arranged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Total {
    /// The table has none: it is computed from the fields.
    Computed,
    Row(usize),
    /// It is not certain, so that none is written and none is computed.
    Unknown,
}

/// The rows of a period by what they are.
#[derive(Clone, Debug)]
pub(super) struct Arrangement {
    pub total: Total,
    /// The rows of fields, as indexes in the list of rows.
    pub fields: Vec<usize>,
    /// The columns, as indexes in [`TableRow::counts`], in which the total is less than the fields together.
    pub refuted: HashSet<usize>,
    /// The columns in which the total is the sum of the fields.
    pub proven: HashSet<usize>,
    /// Sentences about rows that were passed over.
    pub notes: Vec<String>,
    /// Sentences about rows whose meaning is not certain.
    pub doubts: Vec<String>,
    /// Sentences about rows that name nothing.
    pub unnamed: Vec<usize>,
}

/// Arranges the rows of a period. The error lists the rows that may each be the total.
pub(super) fn arrange(rows: &[TableRow], known: Known) -> Result<Arrangement, Vec<String>> {
    let mut arrangement = Arrangement {
        total: Total::Computed,
        fields: Vec::new(),
        refuted: HashSet::new(),
        proven: HashSet::new(),
        notes: Vec::new(),
        doubts: Vec::new(),
        unnamed: Vec::new(),
    };
    for row in rows.iter().filter(|row| row.label == Label::OtherPeriod) {
        arrangement.notes.push(figures_rows::OtherPeriod { row: row.shown() }.to_string());
    }
    let totals: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].label == Label::Total).collect();
    let named: Vec<usize> =
        (0..rows.len()).filter(|at| !matches!(rows[*at].label, Label::Total | Label::OtherPeriod)).collect();
    if !known.has_fields {
        arrangement.total = total::without_fields(rows, &named, &totals, &mut arrangement.notes)?;
        return Ok(arrangement);
    }
    let mut outline = outline::of(rows, &named, &totals);
    if outline.is_flat() {
        groups::find(rows, &mut outline, &totals);
    }
    total::settle(rows, outline, &totals, known, &mut arrangement)?;
    Ok(arrangement)
}

/// The sum of rows, column by column; `None` where a cell is unreadable.
fn sum(rows: &[TableRow], of: &[usize]) -> Vec<Option<u64>> {
    let width = rows.first().map_or(0, |row| row.counts.len());
    (0..width)
        .map(|column| of.iter().try_fold(0_u64, |sum, at| sum.checked_add(rows[*at].counts[column].term()?)))
        .collect()
}

/// How a sum compares with the counts of a row, in the columns that both have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Comparison {
    /// Columns with equal counts above 0.
    equal: usize,
    less: usize,
    greater: usize,
}

impl Comparison {
    fn is_equal(self) -> bool {
        self.equal > 0 && self.less == 0 && self.greater == 0
    }
}

fn compare(sum: &[Option<u64>], row: &[Number]) -> Comparison {
    let mut comparison = Comparison::default();
    for (a, b) in sum.iter().zip(row) {
        let (Some(a), Number::Count(b)) = (a, b) else { continue };
        match a.cmp(b) {
            std::cmp::Ordering::Equal => comparison.equal += usize::from(*a > 0),
            std::cmp::Ordering::Less => comparison.less += 1,
            std::cmp::Ordering::Greater => comparison.greater += 1,
        }
    }
    comparison
}

/// Whether a row has a count above 0.
fn has_counts(row: &TableRow) -> bool {
    row.counts.iter().any(|count| matches!(count, Number::Count(1..)))
}
