//! Times, fees and numbers of papers, as far as it is certain what they say.

use crate::names::is_blank;
use trangxa_sheets::fold;

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said<T> {
    /// Nothing.
    Nothing,
    /// Something that cannot be told.
    Doubtful,
    /// This.
    Value(T),
}

/// A time such as "3 ngày làm việc". A number alone has no unit.
pub(super) fn time(text: &str) -> Said<String> {
    let words = fold::words(text);
    if is_blank(text) {
        Said::Nothing
    } else if words.chars().any(char::is_alphabetic) {
        Said::Value(with_colons(text))
    } else {
        Said::Doubtful
    }
}

/// A fee such as "Lệ phí: 8.000 đồng", "Không", "Theo mức Hội đồng nhân dân tỉnh quy định". A number without a currency, and a currency without a
/// number, say nothing.
pub(super) fn fee(text: &str) -> Said<String> {
    if is_blank(text) {
        return Said::Nothing;
    }
    let words = fold::words(text);
    let others = words.split(' ').filter(|word| !matches!(*word, "phi" | "le"));
    let (numbers, names): (Vec<&str>, Vec<&str>) =
        others.partition(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let is_currency = |word: &&str| matches!(*word, "dong" | "vnd" | "d" | "usd");
    let is_told = match (numbers.is_empty(), names.iter().all(is_currency)) {
        (true, only_currency) => !only_currency,
        (false, _) => !names.is_empty(),
    };
    if is_told { Said::Value(with_colons(text)) } else { Said::Doubtful }
}

/// How many originals and copies "Bản chính: 1 Bản sao: 0" says.
pub(super) fn papers(text: &str) -> Said<(u64, u64)> {
    if is_blank(text) {
        return Said::Nothing;
    }
    let words = fold::words(text);
    let count = |name: &str| match words.split_once(name) {
        None => Some(None),
        Some((_, rest)) => {
            let word = rest.split_whitespace().next().unwrap_or_default();
            if word.is_empty() || word == "ban" { Some(None) } else { number(word).map(Some) }
        }
    };
    match (count("ban chinh"), count("ban sao")) {
        (Some(None), Some(None)) | (None, _) | (_, None) => Said::Doubtful,
        (Some(original), Some(copies)) => Said::Value((original.unwrap_or(0), copies.unwrap_or(0))),
    }
}

/// A number of papers that stands in a column of its own.
pub(super) fn number_alone(text: &str) -> Said<u64> {
    if is_blank(text) { Said::Nothing } else { number(text.trim()).map_or(Said::Doubtful, Said::Value) }
}

/// A number of papers: nobody brings a thousand.
fn number(word: &str) -> Option<u64> {
    word.parse().ok().filter(|count| *count < 1_000)
}

/// A text without the blanks before colons that the national portal writes.
fn with_colons(text: &str) -> String {
    fold::tidy(text).replace(" :", ":")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Said<String> {
        Said::Value(text.to_owned())
    }

    #[test]
    fn a_fee_has_an_amount_or_says_something() {
        for (text, said) in [
            ("Lệ phí : 8.000 Đồng", value("Lệ phí: 8.000 Đồng")),
            ("Không", value("Không")),
            ("Miễn phí", value("Miễn phí")),
            ("Phí: 0 đồng", value("Phí: 0 đồng")),
            ("Theo mức Hội đồng nhân dân tỉnh quy định", value("Theo mức Hội đồng nhân dân tỉnh quy định")),
            ("", Said::Nothing),
            ("-", Said::Nothing),
            ("Không có thông tin", Said::Nothing),
            ("8.000", Said::Doubtful),
            ("Phí : Đồng", Said::Doubtful),
            ("Lệ phí:", Said::Doubtful),
        ] {
            assert_eq!(fee(text), said, "{text}");
        }
    }

    #[test]
    fn a_time_has_a_unit() {
        assert_eq!(time("5 Ngày làm việc"), value("5 Ngày làm việc"));
        assert_eq!([time("5"), time("-"), time("")], [Said::Doubtful, Said::Nothing, Said::Nothing]);
    }

    #[test]
    fn papers_are_counted_by_numbers_only() {
        for (text, said) in [
            ("Bản chính: 1 Bản sao: 0", Said::Value((1, 0))),
            ("Bản chính: 01 - Bản sao: 02", Said::Value((1, 2))),
            ("Bản sao: 1", Said::Value((0, 1))),
            ("Bản chính: Bản sao: 1", Said::Value((0, 1))),
            ("Bản chính: một", Said::Doubtful),
            ("01 bộ", Said::Doubtful),
            ("Bản chính: 5000", Said::Doubtful),
            ("", Said::Nothing),
        ] {
            assert_eq!(papers(text), said, "{text}");
        }
        assert_eq!([number_alone("2"), number_alone("hai")], [Said::Value(2), Said::Doubtful]);
    }
}
