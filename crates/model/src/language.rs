//! The languages that figures are read in.

/// A language of readers.
///
/// Without the feature `english` there is no choice: the type is empty, what it is handed to weighs not a byte more, and no
/// English word is linked. The portal is built so; only the widget's frame speaks English.
///
/// Which sentence is said when is decided once for both: its two wordings stand side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vietnamese,
    /// English.
    #[cfg(feature = "english")]
    English,
}

impl Language {
    /// Every language there is.
    pub const ALL: &[Self] = &[
        Self::Vietnamese,
        #[cfg(feature = "english")]
        Self::English,
    ];

    /// Whether it is English.
    pub const fn is_english(self) -> bool {
        !matches!(self, Self::Vietnamese)
    }

    /// The one of two wordings that is in this language.
    pub fn pick<T>(self, vietnamese: T, english: T) -> T {
        if self.is_english() { english } else { vietnamese }
    }

    /// What an English noun ends in after a number.
    pub(crate) fn plural(value: u64) -> &'static str {
        if value == 1 { "" } else { "s" }
    }
}

/// `say!(language, "{n} hồ sơ", "{n} applications")`: [`format!`] with the wording in this language. What stands after the two
/// is for both.
#[macro_export]
macro_rules! say {
    ($language:expr, $vietnamese:literal, $english:literal $(, $value:expr)* $(,)?) => {
        if $language.is_english() { format!($english $(, $value)*) } else { format!($vietnamese $(, $value)*) }
    };
}

#[cfg(all(test, feature = "english"))]
mod tests {
    use super::Language::{English, Vietnamese};
    use crate::number::{integer_in, integer_or_dash_in};
    use crate::rate::{Percent, Rate};
    use crate::tthc::Span;
    use crate::{Timestamp, YearMonth};
    use proptest::prelude::*;

    #[test]
    fn numbers_and_dates_are_written_the_english_way() {
        assert_eq!(integer_in(1_234_567, English), "1,234,567");
        assert_eq!(integer_or_dash_in(None, English), "—");
        let rate = |part, whole| Rate::new(Some(part), Some(whole));
        assert_eq!(rate(2786, 2787).text_in(English), "99.9%");
        assert_eq!(rate(1, 2787).text_in(English), "<0.1%");
        assert_eq!(rate(2786, 2787).fraction_in(English).as_deref(), Some("2,786/2,787 applications"));
        assert_eq!(rate(1, 1).fraction_in(English).as_deref(), Some("1/1 application"));
        assert_eq!(Percent::new(99.52).unwrap().text_in(English), "99.52%");
        assert_eq!(Percent::new(100.0).unwrap().text_in(English), "100%");
        let at = Timestamp::parse("2025-06-05T07:04:41+07:00").unwrap();
        assert_eq!(at.date_in(English), "5 June 2025");
        assert_eq!(at.date_time_in(English), "5 June 2025, 07:04");
        assert_eq!(at.date_time_seconds_in(English), "5 June 2025, 07:04:41");
        assert_eq!(at.date_time_seconds_in(Vietnamese), "05/06/2025 07:04:41");
    }

    #[test]
    fn spans_are_named_with_their_year() {
        for (span, title) in [
            ("2025-06", "June 2025"),
            ("2025-Q3", "Q3 2025"),
            ("2025-Q1", "Q1 2025"),
            ("2025-Q4", "Q4 2025"),
            ("2025", "2025"),
            ("2023-01..2023-11", "January–November 2023"),
            ("2022-12..2023-02", "December 2022–February 2023"),
        ] {
            let span = Span::parse(span).unwrap();
            assert_eq!((span.title_in(English).as_str(), span.text_in(English).as_str()), (title, title));
            assert_eq!((span.title_in(Vietnamese), span.text_in(Vietnamese)), (span.title(), span.to_string()));
        }
        assert_eq!(YearMonth::new(2025, 12).unwrap().text_in(English), "December 2025");
    }

    proptest! {
        #[test]
        fn both_languages_say_the_same_number(part in any::<u64>(), whole in any::<u64>(), percent in 0.0..=100.0) {
            let swapped = |text: String| -> String {
                text.chars().map(|it| match it { '.' => ',', ',' => '.', other => other }).collect()
            };
            let rate = Rate::new(Some(part), Some(whole));
            prop_assert_eq!(swapped(integer_in(part, Vietnamese)), integer_in(part, English));
            prop_assert_eq!(swapped(rate.text_in(Vietnamese)), rate.text_in(English));
            let percent = Percent::new(percent).unwrap();
            prop_assert_eq!(swapped(percent.text_in(Vietnamese)), percent.text_in(English));
        }
    }
}
