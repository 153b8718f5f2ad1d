//! The counts of all rows of a table, to see which columns are sums of others. A sum of columns holds in every row, whether
//! the row is about a field, a group of fields or all of them.

use crate::column::{Column, Header};
use crate::number;
use crate::shown;
use trangxa_sheets::cell::Cell;
use trangxa_sheets::numbering::is_numbering;
use trangxa_sheets::sheet::Sheet;

/// The counts of one row, one for each column of the header.
struct NumbersRow {
    /// The row's index in the sheet.
    row: usize,
    counts: Vec<Number>,
}

/// A cell as a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Number {
    Empty,
    Unreadable,
    Count(u64),
}

impl Number {
    pub(crate) fn of(cell: &Cell) -> Self {
        match number::count(cell) {
            Ok(None) => Self::Empty,
            Ok(Some(count)) => Self::Count(count),
            Err(number::Unreadable) => Self::Unreadable,
        }
    }

    /// The count as a term of a sum, in which an empty cell counts nothing; `None` if it is unreadable.
    pub(crate) fn term(self) -> Option<u64> {
        match self {
            Self::Count(count) => Some(count),
            Self::Empty => Some(0),
            Self::Unreadable => None,
        }
    }
}

/// The counts of a table.
pub(crate) struct Numbers {
    rows: Vec<NumbersRow>,
}

/// In how many rows a column is the sum of others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SumCheck {
    /// The number of rows in which it is.
    pub agreeing: usize,
    /// The rows in which it is not.
    pub differing: Vec<usize>,
    /// Whether two terms are not 0 in one of the agreeing rows. Otherwise, the column may equal one of them by chance.
    pub is_strong: bool,
}

impl SumCheck {
    /// Whether the rows prove the sum.
    pub(crate) fn is_proven(&self) -> bool {
        self.agreeing > 0 && self.differing.is_empty() && self.is_strong
    }

    /// Whether the sum is none: most rows contradict it, and more than one does.
    pub(crate) fn is_refuted(&self) -> bool {
        self.differing.len() > 1 && self.differing.len() >= self.agreeing
    }

    /// Whether no row contradicts the sum.
    pub(crate) fn holds(&self) -> bool {
        self.agreeing > 0 && self.differing.is_empty()
    }
}

impl Numbers {
    /// The counts of all rows below the header that have at least two.
    pub(crate) fn of(sheet: &Sheet, header: &Header) -> Self {
        let mut rows = Vec::new();
        for row in header.rows.1 + 1..sheet.height() {
            if rows.is_empty() && is_numbering(sheet.row(row)) {
                continue;
            }
            let count = |column: &Column| Number::of(sheet.cell(row, column.index));
            let counts: Vec<Number> = header.columns.iter().map(count).collect();
            let fractions =
                header.columns.iter().filter(|column| number::is_fraction(sheet.cell(row, column.index))).count();
            if counts.iter().filter(|count| matches!(count, Number::Count(_))).count() + fractions > 1 {
                rows.push(NumbersRow { row, counts });
            }
        }
        Self { rows }
    }

    /// Compares a column with the sum of others. Columns are indexes in [`Header::columns`]. Rows in which the column is
    /// empty, or one of the cells is unreadable, say nothing.
    pub(crate) fn check(&self, column: usize, terms: &[usize]) -> SumCheck {
        let mut check = SumCheck::default();
        for NumbersRow { row, counts } in &self.rows {
            let Number::Count(total) = counts[column] else { continue };
            let values: Option<Vec<u64>> = terms.iter().map(|term| counts[*term].term()).collect();
            let Some(values) = values else { continue };
            let Some(sum) = values.iter().try_fold(0_u64, |sum, term| sum.checked_add(*term)) else { continue };
            // An empty cell may stand for 0, or for a number that was not published.
            let may_be_more = terms.iter().any(|term| counts[*term] == Number::Empty);
            if sum == total {
                check.agreeing += 1;
                check.is_strong |= values.iter().filter(|term| **term > 0).count() > 1;
            } else if sum > total || !may_be_more {
                check.differing.push(*row);
            }
        }
        check
    }

    /// Whether a column is in every row the sum of others less one, and that one is not always 0.
    pub(crate) fn check_difference(&self, column: usize, terms: &[usize], less: usize) -> bool {
        let mut is_strong = false;
        let mut agreeing = 0;
        for NumbersRow { counts, .. } in &self.rows {
            let (Number::Count(total), Number::Count(less)) = (counts[column], counts[less]) else { continue };
            let sum = terms.iter().try_fold(0_u64, |sum, term| sum.checked_add(counts[*term].term()?));
            if sum.and_then(|sum| sum.checked_sub(less)) != Some(total) {
                return false;
            }
            agreeing += 1;
            is_strong |= less > 0;
        }
        agreeing > 0 && is_strong
    }

    /// Whether in some row the terms together are more than a column.
    pub(crate) fn exceeds(&self, column: usize, terms: &[usize]) -> bool {
        self.rows.iter().any(|NumbersRow { counts, .. }| {
            let sum = terms.iter().try_fold(0_u64, |sum, term| sum.checked_add(counts[*term].term()?));
            matches!((counts[column], sum), (Number::Count(total), Some(sum)) if sum > total)
        })
    }

    /// Whether a column has a count in any row.
    pub(crate) fn has_counts(&self, column: usize) -> bool {
        self.rows.iter().any(|row| matches!(row.counts[column], Number::Count(_)))
    }

    /// Whether two columns have the same cells in all rows.
    pub(crate) fn are_equal(&self, a: usize, b: usize) -> bool {
        self.rows.iter().all(|row| row.counts[a] == row.counts[b])
    }

    /// A cell of a column whose mark may be a decimal mark: "12.000" is 12 or 12 000. Returns its address and content.
    pub(crate) fn ambiguous_mark(&self, sheet: &Sheet, header: &Header, column: usize) -> Option<String> {
        let index = header.columns[column].index;
        let is_ambiguous = |cell: &Cell| matches!((number::count(cell), number::as_decimal(cell)), (Ok(Some(count)), Some(value)) if value < count as f64);
        let found = self.rows.iter().find(|row| is_ambiguous(sheet.cell(row.row, index)))?;
        Some(shown::cell(found.row, index, sheet.cell(found.row, index).shown()))
    }

    /// A column whose numbers look divided by a thousand, because a program took the mark of thousands for a decimal mark:
    /// 1.264, 2 and 3.264 for 1 264, 2 000 and 3 264. Returns the address and content of a cell that shows it.
    pub(crate) fn lost_thousands(&self, sheet: &Sheet, header: &Header, column: usize) -> Option<String> {
        let index = header.columns[column].index;
        let cells: Vec<(usize, &Cell)> = self.rows.iter().map(|row| (row.row, sheet.cell(row.row, index))).collect();
        let shown = |(row, cell): &(usize, &Cell)| shown::cell(*row, index, cell.shown());
        let is_large = |cell: &Cell| matches!(number::count(cell), Ok(Some(1000..)));
        let fraction = cells.iter().find(|(_, cell)| number::is_fraction(cell));
        if let Some(fraction) = fraction {
            // A number of a thousand or more shows that its mark was understood.
            return (!cells.iter().any(|(_, cell)| is_large(cell))).then(|| shown(fraction));
        }
        // Texts such as "1.264" beside "2" are read as 1 264 and 2. The total decides whether the 2 was 2.000.
        let marked = cells
            .iter()
            .find(|(_, cell)| is_large(cell) && number::as_decimal(cell).is_some_and(|value| value < 1000.0))?;
        let (last, others) = cells.split_last()?;
        let is_total_of = |total: &Cell, others: &[(usize, &Cell)]| -> Option<bool> {
            let mut sum = 0.0;
            let mut count = 0_u64;
            for (_, cell) in others {
                sum += number::as_decimal(cell)?;
                count = count.checked_add(number::count(cell).ok()??)?;
            }
            let is_decimal_sum = (sum - number::as_decimal(total)?).abs() < 0.000_5;
            Some(is_decimal_sum && number::count(total).ok()?? != count)
        };
        let (first, rest) = cells.split_first()?;
        let is_lost = is_total_of(last.1, others).unwrap_or(false) || is_total_of(first.1, rest).unwrap_or(false);
        is_lost.then(|| shown(marked))
    }
}
