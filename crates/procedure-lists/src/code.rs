//! The codes of procedures in the national base.

use trangxa_sheets::cell::Cell;

/// The base of a code: `1.001193` of `1.001193.000.00.00.H23`, whose rest names the unit. `None` if it is no code.
pub(crate) fn base(text: &str) -> Option<String> {
    let mut parts = text.trim().split('.');
    let (first, second) = (parts.next()?, parts.next()?);
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_base = (1..=2).contains(&first.len()) && second.len() == 6 && is_number(first) && is_number(second);
    let is_rest = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_base && parts.all(is_rest)).then(|| format!("{first}.{second}"))
}

/// The base of the code in a cell. A spreadsheet takes `1.000850` for the number 1.00085 and loses the zero at its end.
pub(crate) fn of_cell(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Number { value, percent: false } if (1.0..100.0).contains(value) => base(&format!("{value:.6}"))
            .filter(|code| code.parse::<f64>().is_ok_and(|read| (read - value).abs() < 1e-9)),
        Cell::Text(text) => base(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_by_its_base() {
        assert_eq!(base(" 1.001193.000.00.00.H23 ").as_deref(), Some("1.001193"));
        for other in
            ["", "1", "1.00119", "1.0011933", "a.001193", "1.001193.", "1.001193..H23", "1.001193-x", "100.001193"]
        {
            assert_eq!(base(other), None, "{other}");
        }
    }

    #[test]
    fn a_code_that_became_a_number_is_restored_where_it_is_certain() {
        let of = |value| of_cell(&Cell::Number { value, percent: false });
        assert_eq!(of(1.00085).as_deref(), Some("1.000850"));
        assert_eq!(of(2.000815).as_deref(), Some("2.000815"));
        for other in [1.000_850_4, 1_001_193.0, 0.5, f64::NAN, f64::INFINITY] {
            assert_eq!(of(other), None, "{other}");
        }
    }
}
