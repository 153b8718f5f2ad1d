//! Which columns the row that numbers them declares as sums of others: `(1) (2) (3 = 4 + 5)`, `A B 1 2 3=4+5`.

use trangxa_sheets::cell::Cell;
use trangxa_sheets::numbering::{is_numbering, number_in, own_number};
use trangxa_sheets::sheet::Sheet;

/// A column that a form declares as the sum of others. All are indexes of columns in the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DeclaredSum {
    pub column: usize,
    pub terms: Vec<usize>,
}

/// The sums that the numbering row below a header declares. `first` is the first row below the header.
pub(crate) fn declared_sums(sheet: &Sheet, first: usize) -> Vec<DeclaredSum> {
    let row = (first..sheet.height()).find(|row| !sheet.row(*row).iter().all(Cell::is_empty));
    let Some(row) = row.filter(|row| is_numbering(sheet.row(*row))) else { return Vec::new() };
    let cells: Vec<(usize, String)> =
        sheet.row(row).iter().map(Cell::shown).enumerate().filter(|(_, text)| !text.is_empty()).collect();
    let column_of = |number: u32| {
        let mut found = cells.iter().filter(|(_, text)| own_number(text) == Some(number)).map(|(column, _)| *column);
        // A number that stands twice names no column.
        found.next().filter(|_| found.next().is_none())
    };
    let sum = |(column, text): &(usize, String)| {
        let (_, formula) = text.split_once('=')?;
        // Only sums: the formula of a rate or of a difference is none.
        if formula.bytes().any(|byte| b"-*/x:%".contains(&byte)) || !formula.contains('+') {
            return None;
        }
        let terms: Option<Vec<usize>> = formula.split('+').map(|term| column_of(number_in(term)?)).collect();
        let terms = terms.filter(|terms| terms.len() > 1 && !terms.contains(column))?;
        Some(DeclaredSum { column: *column, terms })
    };
    cells.iter().filter_map(sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_numbering_declares_sums_however_its_brackets_are_set() {
        let rows: [&[&str]; 4] = [
            &["(1)", "(2)", "(3 = 4 + 5)", "(4)", "(5)"],
            &["(1)", "(2)", "(3) = (4) + (5)", "(4)", "(5)"],
            &["A", "B", "1=2+3", "2", "3", "4"],
            &["[1]", "[2]", "[3]=[4]+[5]", "[4]", "[5]", "[6]"],
        ];
        for row in rows {
            let sheet = Sheet::of(&[&["x"], row]);
            assert_eq!(declared_sums(&sheet, 1), [DeclaredSum { column: 2, terms: vec![3, 4] }], "{row:?}");
        }
        let rate = Sheet::of(&[&["(1)", "(2)", "(3)=(1)/(2)", "(4)=(1)-(2)"]]);
        assert_eq!(declared_sums(&rate, 0), []);
        let twice = Sheet::of(&[&["(1)", "(2)", "(3)=(1)+(2)", "(2)"]]);
        assert_eq!(declared_sums(&twice, 0), [], "which column is the second?");
    }
}
