//! A sheet of a workbook, or a CSV file, as rows of cells.

use crate::cell::Cell;
use std::collections::HashMap;

/// A table of cells. Rows and columns count from 0.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    /// `None` in a CSV file.
    pub name: Option<String>,
    pub rows: Vec<Vec<Cell>>,
    /// For each cell (row, column) in a merged region: the region's first cell, which is shown in its place.
    pub merged: HashMap<(usize, usize), (usize, usize)>,
}

impl Sheet {
    /// How many rows there are.
    pub(crate) fn height(&self) -> usize {
        self.rows.len()
    }

    /// How many columns the widest row has.
    pub(crate) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The cells of a row; none beyond the last row.
    pub(crate) fn row(&self, row: usize) -> &[Cell] {
        self.rows.get(row).map_or(&[], Vec::as_slice)
    }

    /// A cell; an empty one outside of the table.
    pub(crate) fn cell(&self, row: usize, column: usize) -> &Cell {
        const EMPTY: &Cell = &Cell::Empty;
        self.row(row).get(column).unwrap_or(EMPTY)
    }

    /// The cell that is shown at a place: in a merged region, its first cell.
    pub(crate) fn shown_cell(&self, row: usize, column: usize) -> &Cell {
        let (row, column) = self.merged.get(&(row, column)).copied().unwrap_or((row, column));
        self.cell(row, column)
    }

    /// Like [`Self::shown_cell`], but only if the merged region begins in this column: a name may stand over several rows,
    /// and a name that stands over several columns belongs to the first of them.
    pub(crate) fn shown_in_column(&self, row: usize, column: usize) -> &Cell {
        match self.merged.get(&(row, column)) {
            Some((top, left)) if *left == column => self.cell(*top, column),
            _ => self.cell(row, column),
        }
    }

    /// Whether the cell belongs to a merged region.
    pub(crate) fn is_merged(&self, row: usize, column: usize) -> bool {
        self.merged.contains_key(&(row, column))
    }

    #[cfg(test)]
    pub(crate) fn of(rows: &[&[&str]]) -> Self {
        let rows = rows.iter().map(|row| row.iter().map(|text| Cell::text(text)).collect()).collect();
        Self { name: None, rows, merged: HashMap::new() }
    }
}
