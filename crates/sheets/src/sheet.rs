//! A sheet of a workbook, or a CSV file, as rows of cells.

use crate::cell::Cell;
use std::collections::HashMap;

/// A table of cells. Rows and columns count from 0.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// `None` in a CSV file.
    pub name: Option<String>,
    /// Its cells, row by row; empty cells at the end of a row may be missing.
    pub rows: Vec<Vec<Cell>>,
    /// For each cell (row, column) in a merged region: the region's first cell, which is shown in its place.
    pub merged: HashMap<(usize, usize), (usize, usize)>,
    /// The addresses of the hyperlinks behind cells (row, column) of a workbook; of one behind several cells, at the first.
    pub links: HashMap<(usize, usize), String>,
}

impl Sheet {
    /// How many rows there are.
    #[must_use]
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// How many columns the widest row has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The cells of a row; none beyond the last row.
    #[must_use]
    pub fn row(&self, row: usize) -> &[Cell] {
        self.rows.get(row).map_or(&[], Vec::as_slice)
    }

    /// A cell; an empty one outside of the table.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        const EMPTY: &Cell = &Cell::Empty;
        self.row(row).get(column).unwrap_or(EMPTY)
    }

    /// The cell that is shown at a place: in a merged region, its first cell.
    #[must_use]
    pub fn shown_cell(&self, row: usize, column: usize) -> &Cell {
        let (row, column) = self.merged.get(&(row, column)).copied().unwrap_or((row, column));
        self.cell(row, column)
    }

    /// Like [`Self::shown_cell`], but only if the merged region begins in this column: a name may stand over several rows,
    /// and a name that stands over several columns belongs to the first of them.
    #[must_use]
    pub fn shown_in_column(&self, row: usize, column: usize) -> &Cell {
        match self.merged.get(&(row, column)) {
            Some((top, left)) if *left == column => self.cell(*top, column),
            _ => self.cell(row, column),
        }
    }

    /// The address behind the cell that is shown at a place, if it is a hyperlink.
    #[must_use]
    pub fn link(&self, row: usize, column: usize) -> Option<&str> {
        let place = self.merged.get(&(row, column)).copied().unwrap_or((row, column));
        self.links.get(&place).map(String::as_str)
    }

    /// Whether the cell belongs to a merged region.
    #[must_use]
    pub fn is_merged(&self, row: usize, column: usize) -> bool {
        self.merged.contains_key(&(row, column))
    }

    /// A table of these texts, such as that of a Word document.
    #[must_use]
    pub fn of<R: AsRef<[T]>, T: AsRef<str>>(rows: &[R]) -> Self {
        let cells = |row: &R| row.as_ref().iter().map(|text| Cell::text(text.as_ref())).collect();
        Self { name: None, rows: rows.iter().map(cells).collect(), merged: HashMap::new(), links: HashMap::new() }
    }
}
