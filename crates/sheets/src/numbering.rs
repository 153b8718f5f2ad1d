//! The row below a header that numbers the columns of a form: `(1) (2) (3 = 4 + 5)`, `A B 1 2 3=4+5`.

use crate::cell::Cell;

/// Whether a row numbers the columns.
#[must_use]
pub fn is_numbering(cells: &[Cell]) -> bool {
    let texts: Vec<String> = cells.iter().filter(|cell| !cell.is_empty()).map(Cell::shown).collect();
    let is_letter = |text: &str| text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_formula = |text: &str| {
        text.bytes().any(|byte| byte.is_ascii_digit())
            && text.bytes().all(|byte| byte.is_ascii_digit() || b"()[]=+-:;%*x/., ".contains(&byte))
    };
    if texts.is_empty() || !texts.iter().all(|text| is_letter(text) || is_formula(text)) {
        return false;
    }
    if texts.iter().any(|text| text.starts_with('(')) {
        return true;
    }
    let numbers: Vec<u32> = texts.iter().filter_map(|text| own_number(text)).collect();
    numbers.len() >= 4
        && numbers[0] <= 3
        && numbers.len() + texts.iter().filter(|text| is_letter(text)).count() == texts.len()
        && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

/// The number of a column in its numbering: `3` in `(3 = 4 + 5)`, in `(3)=(4)+(5)` and in `3`.
#[must_use]
pub fn own_number(text: &str) -> Option<u32> {
    number_in(text.split('=').next()?)
}

/// The only number in a text of digits, brackets and spaces.
#[must_use]
pub fn number_in(text: &str) -> Option<u32> {
    let digits = text.trim_matches(|c: char| !c.is_ascii_digit());
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_numbers_is_told_from_a_row_of_the_table() {
        let is = |texts: &[&str]| is_numbering(&texts.iter().map(|text| Cell::text(text)).collect::<Vec<_>>());
        assert!(is(&["(1)", "(2)", "(3=1+2)"]));
        assert!(is(&["A", "B", "1", "2", "3", "4"]));
        assert!(!is(&["1", "2", "5", "7"]), "these are counts");
        assert!(!is(&["1", "Hộ tịch", "(2)"]) && !is(&[""]));
    }
}
