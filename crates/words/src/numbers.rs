//! Numbers and rates in a language: "2.787" and "2,787", "99,9%" and "99.9%".

use crate::{Language, say};
use trangxa_model::Rate;
use trangxa_model::number;
use trangxa_model::tthc::Shown;

/// A whole number: `12.943`, in English `12,943`.
#[must_use]
pub fn integer(value: u64, language: Language) -> String {
    number::integer_with(value, language.marks())
}

/// A whole number, or an em dash for a number that was not published.
#[must_use]
pub fn integer_or_dash(value: Option<u64>, language: Language) -> String {
    number::integer_or_dash_with(value, language.marks())
}

/// A rate: `99,9%`, in English `99.9%`; an em dash for an unknown rate.
#[must_use]
pub fn rate(rate: Shown, language: Language) -> String {
    rate.text_with(language.marks())
}

/// The two numbers of a rate, which stand next to it: `2.786/2.787 hồ sơ`. `None` if there is no rate.
#[must_use]
pub fn fraction(rate: Rate, language: Language) -> Option<String> {
    let (part, whole) = rate.parts()?;
    let ending = Language::plural_ending(whole);
    let (part, whole) = (integer(part, language), integer(whole, language));
    Some(say!(language, "{part}/{whole} hồ sơ", "{part}/{whole} application{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_names_both_numbers() {
        let fraction = |part, whole| fraction(Rate::new(part, whole), Language::Vietnamese);
        assert_eq!(fraction(Some(3), None), None);
        assert_eq!(fraction(Some(2786), Some(2787)).as_deref(), Some("2.786/2.787 hồ sơ"));
    }

    #[cfg(feature = "english")]
    mod english {
        use super::*;
        use crate::Language::{English, Vietnamese};
        use proptest::prelude::*;
        use trangxa_model::rate::Percent;

        #[test]
        fn numbers_are_written_the_english_way() {
            assert_eq!(integer(1_234_567, English), "1,234,567");
            assert_eq!(integer_or_dash(None, English), "—");
            let of = |part, whole| Rate::new(Some(part), Some(whole));
            let text = |part, whole| rate(Shown::Derived(of(part, whole)), English);
            assert_eq!(text(2786, 2787), "99.9%");
            assert_eq!(text(1, 2787), "<0.1%");
            assert_eq!(fraction(of(2786, 2787), English).as_deref(), Some("2,786/2,787 applications"));
            assert_eq!(fraction(of(1, 1), English).as_deref(), Some("1/1 application"));
            let stated = |percent| rate(Shown::Stated(Percent::new(percent).unwrap()), English);
            assert_eq!((stated(99.52), stated(100.0)), ("99.52%".to_owned(), "100%".to_owned()));
        }

        proptest! {
            #[test]
            fn both_languages_say_the_same_number(part in any::<u64>(), whole in any::<u64>(), percent in 0.0..=100.0) {
                let swapped = |text: String| -> String {
                    text.chars().map(|it| match it { '.' => ',', ',' => '.', other => other }).collect()
                };
                prop_assert_eq!(swapped(integer(part, Vietnamese)), integer(part, English));
                let derived = Shown::Derived(Rate::new(Some(part), Some(whole)));
                prop_assert_eq!(swapped(rate(derived, Vietnamese)), rate(derived, English));
                let stated = Shown::Stated(Percent::new(percent).unwrap());
                prop_assert_eq!(swapped(rate(stated, Vietnamese)), rate(stated, English));
            }
        }
    }
}
