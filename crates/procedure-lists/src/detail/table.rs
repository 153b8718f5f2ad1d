//! The tables of a detail: which column is which.

use trangxa_articles::WordBlock;
use trangxa_list_imports::files::line_of;
use trangxa_sheets::fold;

/// A table whose columns were found by their names.
pub(super) struct NamedTable<'a, const N: usize> {
    rows: &'a [Vec<Vec<WordBlock>>],
    columns: [Option<usize>; N],
}

impl<'a, const N: usize> NamedTable<'a, N> {
    /// Finds the first row that names the column which stands first in `names`, each as [`fold::words`], and takes the rows below it.
    pub(super) fn of(rows: &'a [Vec<Vec<WordBlock>>], names: [&[&str]; N]) -> Option<Self> {
        for (at, row) in rows.iter().enumerate().take(3) {
            let words: Vec<String> = row.iter().map(|cell| fold::words(&line_of(cell))).collect();
            let column = |known: &[&str]| words.iter().position(|words| known.contains(&&**words));
            let columns = names.map(column);
            if columns[0].is_some() && row.len() > 1 {
                return Some(Self { rows: &rows[at + 1..], columns });
            }
        }
        None
    }

    /// The texts of the rows, each in the order of the names; empty where there is no such column or cell.
    pub(super) fn rows(&self) -> impl Iterator<Item = [String; N]> {
        self.rows.iter().map(|row| {
            self.columns
                .map(|column| column.and_then(|column| row.get(column)).map(|cell| line_of(cell)).unwrap_or_default())
        })
    }
}
