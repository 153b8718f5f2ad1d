//! What the texts of a row say about it: whether it is a total, a part of the row above, or about another period.

use crate::column_names::is_other_period;
use trangxa_sheets::fold;

/// What a row is, by its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// The name of a field, a group of fields or an office.
    Name,
    /// "Tổng cộng"
    Total,
    /// "Trong đó: Khai sinh"
    PartOfAbove,
    /// "- Khai sinh"
    Dashed,
    /// "Lũy kế từ đầu năm", "So với tháng trước", "Cộng trang 1": numbers of other periods, or those of other rows again.
    OtherPeriod,
    /// No text.
    Missing,
}

/// What a row is, by the text in its column of names.
pub(super) fn label(text: &str) -> Label {
    let words = fold::words(text);
    if words.is_empty() {
        return Label::Missing;
    }
    let padded = format!("{words} ");
    let is_earlier = ["thang truoc ", "ky truoc ", "quy truoc ", "nam truoc ", "tuan truoc ", "ton ky truoc "]
        .iter()
        .any(|begin| padded.starts_with(begin));
    let is_rate = ["so voi ", "ty le ", "ti le ", "tang ", "giam ", "ke hoach ", "chi tieu "]
        .iter()
        .any(|begin| padded.starts_with(begin));
    let is_of_page =
        ["cong trang ", "mang sang ", "chuyen trang ", "cong mang sang "].iter().any(|begin| padded.starts_with(begin));
    if is_other_period(&words) || is_earlier || is_rate || is_of_page {
        Label::OtherPeriod
    } else if is_total(text) {
        Label::Total
    } else if ["trong do ", "bao gom ", "gom co ", "cu the ", "chia ra "].iter().any(|begin| padded.starts_with(begin))
    {
        Label::PartOfAbove
    } else if text.trim_start().starts_with(['-', '–', '—', '+', '•', '*']) {
        Label::Dashed
    } else {
        Label::Name
    }
}

/// Whether a text names the total of a period: "Tổng cộng", "Cộng", "Toàn xã".
pub(super) fn is_total(text: &str) -> bool {
    const WHOLE: [&str; 7] = ["tong", "cong", "total", "tat ca", "toan bo", "sum", "grand total"];
    const BEGINNINGS: [&str; 13] = [
        "tong cong",
        "tong so",
        "tong chung",
        "tong toan",
        "tong ho so",
        "toan xa",
        "toan phuong",
        "toan don vi",
        "toan thi tran",
        "toan co quan",
        "tat ca cac",
        "tat ca linh vuc",
        "tat ca don vi",
    ];
    // "Cộng chung" is a total, and "Công chứng" (notary) is a field: they differ in their marks only.
    const SUMS: [&str; 6] = ["cộng chung", "cộng toàn", "cộng tổng", "cộng các", "cộng đơn vị", "cộng số"];
    let words = fold::words(text);
    let begins = |with: &str, words: &str| words == with || words.starts_with(&format!("{with} "));
    let marked = fold::tidy(text).to_lowercase();
    WHOLE.contains(&words.as_str())
        || BEGINNINGS.iter().any(|beginning| begins(beginning, &words))
        || SUMS.iter().any(|sum| begins(sum, &marked))
}

/// The number that a row has in the column of numbers: how deep it stands in the outline of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ordinal {
    /// `I`, `A`: a section.
    Section,
    /// `3`, or `1.2` with its depth of 2.
    Number {
        depth: usize,
        last: u32,
    },
    /// `-`, `a)`: a part of the row above.
    Below,
    Missing,
}

pub(super) fn ordinal(text: &str) -> Ordinal {
    let text = text.trim().trim_end_matches(['.', ')', '/']).trim_start_matches('(');
    if text.is_empty() {
        return Ordinal::Missing;
    }
    let numbers: Option<Vec<u32>> = text.split('.').map(|part| part.parse().ok()).collect();
    if let Some(numbers) = numbers
        && let Some(last) = numbers.last()
    {
        return Ordinal::Number { depth: numbers.len(), last: *last };
    }
    if text.bytes().all(|byte| b"IVX".contains(&byte)) || matches!(text.as_bytes(), [b'A'..=b'Z']) {
        return Ordinal::Section;
    }
    if matches!(text.as_bytes(), [b'a'..=b'z']) || text.chars().all(|c| matches!(c, '-' | '–' | '+' | '*' | '•')) {
        return Ordinal::Below;
    }
    Ordinal::Missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_and_other_periods_have_many_names() {
        for text in [
            "Tổng cộng",
            "CỘNG",
            "Tổng toàn xã",
            "Toàn xã",
            "Cộng chung",
            "Total",
            "Tổng số:",
            "Tổng số hồ sơ",
            "Cộng toàn xã",
        ] {
            assert_eq!(label(text), Label::Total, "{text}");
        }
        for text in [
            "Lũy kế từ đầu năm",
            "Tháng trước",
            "So với tháng trước",
            "Tổng lũy kế",
            "Cùng kỳ năm 2022",
            "Tăng/giảm (%)",
            "Kỳ trước",
        ] {
            assert_eq!(label(text), Label::OtherPeriod, "{text}");
        }
        for text in ["Hộ tịch", "Công an", "Công chứng", "Cộng tác viên dân số", "Tổng hợp - Thống kê", "Bao bì"]
        {
            assert_eq!(label(text), Label::Name, "{text}");
        }
        assert_eq!(
            [label("Trong đó: Khai sinh"), label("- Khai tử"), label(" ")],
            [Label::PartOfAbove, Label::Dashed, Label::Missing]
        );
    }

    #[test]
    fn numbers_say_how_deep_a_row_stands() {
        let number = |depth, last| Ordinal::Number { depth, last };
        for (text, expected) in [
            ("1", number(1, 1)),
            ("12.", number(1, 12)),
            ("1.2", number(2, 2)),
            ("IV", Ordinal::Section),
            ("B.", Ordinal::Section),
            ("a)", Ordinal::Below),
            ("-", Ordinal::Below),
            ("", Ordinal::Missing),
            ("Tổng", Ordinal::Missing),
        ] {
            assert_eq!(ordinal(text), expected, "{text}");
        }
    }
}
