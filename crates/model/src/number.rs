//! Whole numbers and sizes as text. The plain functions write them the Vietnamese way: `12.943`, `1,2 MB`.

/// The marks that a language writes in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Between groups of three digits.
    pub thousands: char,
    /// Before the decimals.
    pub decimal: char,
}

impl Marks {
    /// `12.943` and `1,2`.
    pub const VIETNAMESE: Self = Self { thousands: '.', decimal: ',' };
}

/// `12.943`.
#[must_use]
pub fn integer(value: u64) -> String {
    integer_with(value, Marks::VIETNAMESE)
}

/// A whole number with the marks of a language.
#[must_use]
pub fn integer_with(value: u64, marks: Marks) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(marks.thousands);
        }
        out.push(digit);
    }
    out
}

/// `12.943`, or an em dash for a number that was not published. An unknown number is never shown as 0.
#[must_use]
pub fn integer_or_dash(value: Option<u64>) -> String {
    integer_or_dash_with(value, Marks::VIETNAMESE)
}

/// [`integer_or_dash`] with the marks of a language.
#[must_use]
pub fn integer_or_dash_with(value: Option<u64>, marks: Marks) -> String {
    value.map_or_else(|| "—".to_owned(), |value| integer_with(value, marks))
}

/// A size in bytes as `845 B`, `12 kB` or `1,2 MB`. 1 kB is 1 000 bytes, as phones and networks count.
#[must_use]
pub fn bytes(value: u64) -> String {
    match value {
        0..=999 => format!("{value} B"),
        1_000..=999_499 => format!("{} kB", (value + 500) / 1000),
        _ => {
            let tenths = (value + 50_000) / 100_000;
            format!("{} MB", tenths_with(tenths, Marks::VIETNAMESE))
        }
    }
}

/// Tenths of a unit as text, without a trailing `,0`: 999 is `99,9`, 500 is `50`.
pub(crate) fn tenths_with(tenths: u64, marks: Marks) -> String {
    match (tenths / 10, tenths % 10) {
        (whole, 0) => integer_with(whole, marks),
        (whole, tenth) => format!("{}{}{tenth}", integer_with(whole, marks), marks.decimal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_by_three() {
        for (value, text) in [(0, "0"), (999, "999"), (1_000, "1.000"), (12_943, "12.943"), (1_234_567, "1.234.567")] {
            assert_eq!(integer(value), text);
        }
        assert_eq!(integer(u64::MAX), "18.446.744.073.709.551.615");
        assert_eq!(integer_or_dash(None), "—");
        assert_eq!(integer_or_dash(Some(0)), "0");
    }

    #[test]
    fn sizes_change_their_unit_without_a_gap() {
        for (value, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_000, "1 kB"),
            (12_499, "12 kB"),
            (999_499, "999 kB"),
            (999_500, "1 MB"),
            (1_249_999, "1,2 MB"),
            (5_000_000, "5 MB"),
        ] {
            assert_eq!(bytes(value), text);
        }
    }
}
