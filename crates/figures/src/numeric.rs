//! Columns with numbers that nothing says the meaning of: they are reported, because what they count may be lost.

use crate::column::Header;
use crate::number;
use crate::shown;
use trangxa_messages::figures_columns;
use trangxa_sheets::cell::Cell;
use trangxa_sheets::sheet::Sheet;

/// Whether a column has a number below the header.
pub(crate) fn has_numbers(sheet: &Sheet, header: &Header, column: usize) -> bool {
    numbers(sheet, header, column).next().is_some()
}

/// The columns without a name that have numbers in most rows, as sentences for the report.
pub(crate) fn unnamed(sheet: &Sheet, header: &Header) -> Vec<String> {
    let columns = unnamed_columns(sheet, header).into_iter();
    columns.map(|index| figures_columns::WithoutName { column: shown::column(index) }.to_string()).collect()
}

/// The columns, as indexes in the sheet, without a name that have numbers in most rows. A column that counts the rows is none
/// of them.
pub(crate) fn unnamed_columns(sheet: &Sheet, header: &Header) -> Vec<usize> {
    let rows = header.rows.1 + 1..sheet.height();
    let is_figure = |row: &usize| header.figures().any(|column| is_number(sheet.cell(*row, column.index)));
    let with_figures = rows.clone().filter(is_figure).count();
    let width = rows.map(|row| sheet.row(row).len()).max().unwrap_or(0);
    (0..width)
        .filter(|index| header.columns.iter().all(|column| column.index != *index))
        .filter(|index| {
            let found: Vec<u64> = numbers(sheet, header, *index).collect();
            let counts_rows = found.iter().enumerate().all(|(at, number)| *number == at as u64 + 1);
            found.len() * 2 > with_figures && !counts_rows
        })
        .collect()
}

fn numbers<'a>(sheet: &'a Sheet, header: &Header, column: usize) -> impl Iterator<Item = u64> + 'a {
    (header.rows.1 + 1..sheet.height()).filter_map(move |row| number::count(sheet.cell(row, column)).ok().flatten())
}

fn is_number(cell: &Cell) -> bool {
    matches!(number::count(cell), Ok(Some(_)))
}
