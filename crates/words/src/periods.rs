//! Names of periods: "Tháng 11/2023", "quý III/2023", in English "Q3 2023". Each name has its year.

use crate::Language;
use crate::dates::{english_name, month};
use trangxa_model::tthc::{Span, SpanKind};

/// A period inside of a sentence: `tháng 11/2023`, `quý III/2023`, `năm 2023`, `tháng 01 đến tháng 11/2023`; in English
/// `June 2025`, `Q3 2025`, `2023`, `January–November 2023`.
#[must_use]
pub fn in_sentence(span: Span, language: Language) -> String {
    let (from, to) = (span.from(), span.to());
    let is_in_one_year = from.year() == to.year();
    if language.is_english() {
        return match span.kind() {
            SpanKind::Month => month(to, language),
            SpanKind::Quarter => format!("Q{} {}", to.month() / 3, to.year()),
            SpanKind::Year => to.year().to_string(),
            SpanKind::YearToDate | SpanKind::Other if is_in_one_year => {
                format!("{}–{}", english_name(from), month(to, language))
            }
            SpanKind::YearToDate | SpanKind::Other => format!("{}–{}", month(from, language), month(to, language)),
        };
    }
    match span.kind() {
        SpanKind::Month => format!("tháng {to}"),
        SpanKind::Quarter => {
            let number = ["I", "II", "III", "IV"][usize::from(from.month() / 3)];
            format!("quý {number}/{}", to.year())
        }
        SpanKind::Year => format!("năm {}", to.year()),
        SpanKind::YearToDate | SpanKind::Other if is_in_one_year => format!("tháng {:02} đến tháng {to}", from.month()),
        SpanKind::YearToDate | SpanKind::Other => format!("tháng {from} đến tháng {to}"),
    }
}

/// A period at the beginning of a sentence or as a heading: `Tháng 11/2023`, `Từ tháng 01 đến tháng 11/2023`.
#[must_use]
pub fn title(span: Span, language: Language) -> String {
    let text = in_sentence(span, language);
    if language.is_english() {
        return text;
    }
    match text.split_at_checked(1) {
        Some(("t", rest)) if !matches!(span.kind(), SpanKind::Month) => format!("Từ t{rest}"),
        Some((first, rest)) => first.to_ascii_uppercase() + rest,
        None => text,
    }
}

/// The name of a kind of period in the picker.
#[must_use]
pub const fn kind(kind: SpanKind) -> &'static str {
    match kind {
        SpanKind::Month => "Tháng",
        SpanKind::Quarter => "Quý",
        SpanKind::YearToDate => "Từ đầu năm",
        SpanKind::Year => "Năm",
        SpanKind::Other => "Kỳ khác",
    }
}

/// How many periods one sentence names.
const NAMED: usize = 6;

/// Several periods inside of a sentence: `tháng 03/2023, quý III/2023`; an ellipsis in place of those after the sixth.
pub(crate) fn list(spans: &[Span]) -> String {
    let mut text: Vec<String> = spans.iter().take(NAMED).map(|span| in_sentence(*span, Language::Vietnamese)).collect();
    if spans.len() > NAMED {
        text.push("…".to_owned());
    }
    text.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_have_their_year() {
        for (span, text) in [
            ("2023-11", "Tháng 11/2023"),
            ("2023-Q3", "Quý III/2023"),
            ("2023-Q4", "Quý IV/2023"),
            ("2023", "Năm 2023"),
            ("2023-01..2023-11", "Từ tháng 01 đến tháng 11/2023"),
            ("2022-12..2023-02", "Từ tháng 12/2022 đến tháng 02/2023"),
            ("2023-02..2023-04", "Từ tháng 02 đến tháng 04/2023"),
        ] {
            assert_eq!(title(Span::parse(span).unwrap(), Language::Vietnamese), text);
        }
        let example = Span::parse("2023-01..2023-11").unwrap();
        assert_eq!(in_sentence(example, Language::Vietnamese), "tháng 01 đến tháng 11/2023");
    }

    #[cfg(feature = "english")]
    #[test]
    fn titles_have_their_year_in_english() {
        use crate::Language::English;
        for (span, text) in [
            ("2025-06", "June 2025"),
            ("2025-Q3", "Q3 2025"),
            ("2025-Q1", "Q1 2025"),
            ("2025-Q4", "Q4 2025"),
            ("2025", "2025"),
            ("2023-01..2023-11", "January–November 2023"),
            ("2022-12..2023-02", "December 2022–February 2023"),
        ] {
            let span = Span::parse(span).unwrap();
            assert_eq!((title(span, English).as_str(), in_sentence(span, English).as_str()), (text, text));
        }
    }
}
