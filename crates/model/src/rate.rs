//! Rates, with the rules that keep them honest: no rounding to 100 % or 0 %, no rate without its two numbers.

use crate::number::{Marks, tenths_with};
use std::cmp::Ordering;

/// A part of a whole, both counted in the same unit (here hồ sơ). Each of the two may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    part: Option<u64>,
    whole: Option<u64>,
}

impl Rate {
    /// `part` of `whole`. If the part is greater than the whole, both count as unknown.
    #[must_use]
    pub fn new(part: Option<u64>, whole: Option<u64>) -> Self {
        match (part, whole) {
            (Some(p), Some(w)) if p > w => Self { part: None, whole: None },
            _ => Self { part, whole },
        }
    }

    /// Numerator and denominator; `None` unless both are known and the denominator is not 0.
    #[must_use]
    pub fn parts(self) -> Option<(u64, u64)> {
        match (self.part, self.whole) {
            (Some(part), Some(whole)) if whole > 0 => Some((part, whole)),
            _ => None,
        }
    }

    /// The rate as text: `99,9%`, or `—` if it is unknown or its denominator is 0.
    ///
    /// `100%` and `0%` are only written if they are exact: 2 786 of 2 787 is `99,9%`, 1 of 2 787 is `<0,1%`.
    #[must_use]
    pub fn text(self) -> String {
        self.text_with(Marks::VIETNAMESE)
    }

    /// [`Rate::text`] with the marks of a language.
    #[must_use]
    pub fn text_with(self, marks: Marks) -> String {
        let Some((part, whole)) = self.parts() else {
            return "—".to_owned();
        };
        if part == 0 {
            return "0%".to_owned();
        }
        if part == whole {
            return "100%".to_owned();
        }
        match per_mille(part, whole) {
            0 => format!("<0{}1%", marks.decimal),
            tenths => format!("{}%", tenths_with(tenths.min(999), marks)),
        }
    }

    /// Orders rates from the smallest to the greatest; an unknown rate comes last.
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        match (self.parts(), other.parts()) {
            (Some((part, whole)), Some((other_part, other_whole))) => {
                (u128::from(part) * u128::from(other_whole)).cmp(&(u128::from(other_part) * u128::from(whole)))
            }
            (one, other) => other.is_some().cmp(&one.is_some()),
        }
    }

    /// Whether a published percentage is this rate, rounded to the decimals that were published.
    ///
    /// `None` if this rate is unknown. A published 100 or 0 only agrees if the rate is exactly that.
    #[must_use]
    pub fn agrees_with(self, stated: Percent) -> Option<bool> {
        let (part, whole) = self.parts()?;
        // Both sides multiplied by the denominator, in thousandths of a percent, so that nothing is rounded here.
        let (part, whole) = (u128::from(part) * u128::from(FULL), u128::from(whole));
        let claimed = u128::from(stated.thousandths) * whole;
        Some(match stated.thousandths {
            0 | FULL => claimed == part,
            _ => claimed.abs_diff(part) * 2 <= u128::from(stated.step()) * whole,
        })
    }
}

/// 100 %, in thousandths of a percent.
const FULL: u32 = 100_000;

/// A percentage from 0 to 100 with up to three decimals, as a source published it; not computed from counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent {
    thousandths: u32,
}

impl Percent {
    /// `None` unless the value is from 0 to 100. It is rounded to three decimals.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        (0.0..=100.0).contains(&value).then(|| Self { thousandths: (value * 1000.0).round() as u32 })
    }

    /// The number, from 0 to 100.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.thousandths) / 1000.0
    }

    /// `99,52%`: as published, with a decimal comma.
    #[must_use]
    pub fn text(self) -> String {
        self.text_with(Marks::VIETNAMESE)
    }

    /// [`Percent::text`] with the marks of a language.
    #[must_use]
    pub fn text_with(self, marks: Marks) -> String {
        let text = format!("{}{}{:03}", self.thousandths / 1000, marks.decimal, self.thousandths % 1000);
        format!("{}%", text.trim_end_matches('0').trim_end_matches(marks.decimal))
    }

    /// The unit of the last published decimal, in thousandths of a percent.
    fn step(self) -> u32 {
        [1000, 100, 10].into_iter().find(|step| self.thousandths.is_multiple_of(*step)).unwrap_or(1)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Percent {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Percent".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0, "maximum": 100 })
    }
}

/// A rate in tenths of a percent, rounded half up. Does not overflow for any counts.
fn per_mille(part: u64, whole: u64) -> u64 {
    share(part, whole, 2000).div_ceil(2)
}

/// `part` of `whole` in `of` equal shares, rounded down: 1 of 3 is 333 of 1 000; 0 if the whole is 0. The part must not be greater
/// than the whole. Products are compared, because a division of 128 bits would add half a kilobyte to the widget's frame.
pub(crate) fn share(part: u64, whole: u64, of: u32) -> u64 {
    let product = u128::from(part) * u128::from(of);
    let (mut share, mut above) = (0, u64::from(of) + 1);
    while whole > 0 && above - share > 1 {
        let middle = (share + above) / 2;
        if u128::from(middle) * u128::from(whole) <= product { share = middle } else { above = middle }
    }
    share
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(part: u64, whole: u64) -> String {
        Rate::new(Some(part), Some(whole)).text()
    }

    #[test]
    fn the_contracts_examples() {
        assert_eq!(text(2787, 2787), "100%");
        assert_eq!(text(2786, 2787), "99,9%");
        assert_eq!(text(1, 2787), "<0,1%");
        assert_eq!(text(0, 2787), "0%");
        assert_eq!(text(1, 2), "50%");
        assert_eq!(text(1, 3), "33,3%");
        assert_eq!(text(2, 3), "66,7%");
        assert_eq!(text(1, 2000), "0,1%");
    }

    #[test]
    fn without_a_denominator_there_is_no_rate() {
        assert_eq!(text(0, 0), "—");
        assert_eq!(Rate::new(None, Some(3)).text(), "—");
        assert_eq!(Rate::new(Some(3), None).text(), "—");
        assert_eq!(text(4, 3), "—", "a part greater than its whole");
        assert_eq!(Rate::new(Some(3), None).parts(), None);
    }

    #[test]
    fn stated_rates_are_checked_to_their_published_decimals() {
        let late = Rate::new(Some(1), Some(2787));
        let stated = |value| Percent::new(value).unwrap();
        assert_eq!(late.agrees_with(stated(0.0)), Some(false), "a stated 0 % only agrees if nothing was late");
        assert_eq!(late.agrees_with(stated(0.04)), Some(true));
        assert_eq!(late.agrees_with(stated(0.1)), Some(false));
        assert_eq!(Rate::new(Some(2786), Some(2787)).agrees_with(stated(100.0)), Some(false));
        assert_eq!(Rate::new(Some(1), Some(3)).agrees_with(stated(33.0)), Some(true));
        assert_eq!(Rate::new(Some(1), Some(3)).agrees_with(stated(33.4)), Some(false));
        assert_eq!(Rate::new(None, Some(3)).agrees_with(stated(33.0)), None);
        assert_eq!(Percent::new(100.1), None);
        assert_eq!(Percent::new(f64::NAN), None);
        assert_eq!(stated(99.5).text(), "99,5%");
        assert_eq!(stated(100.0).text(), "100%");
        assert_eq!(stated(0.04).text(), "0,04%");
        assert_eq!(stated(33.375).text(), "33,375%");
    }

    #[test]
    fn rates_are_compared_exactly_and_unknown_ones_come_last() {
        let rate = |part, whole| Rate::new(Some(part), Some(whole));
        assert_eq!(rate(1, 3).compare(rate(2, 6)), Ordering::Equal);
        assert_eq!(rate(u64::MAX - 1, u64::MAX).compare(rate(1, 1)), Ordering::Less);
        assert_eq!(rate(0, 0).compare(rate(1, 1)), Ordering::Greater);
        assert_eq!(rate(0, 1).compare(rate(0, 0)), Ordering::Less);
        assert_eq!(rate(0, 0).compare(rate(9, 3)), Ordering::Equal);
    }

    proptest! {
        #[test]
        fn a_share_is_the_quotient(one in any::<u64>(), other in any::<u64>(), small in 0..3000_u64, of in 0..20_000_u32) {
            for (part, whole) in [(one.min(other), one.max(other)), (small.min(one), small), (small.min(one), one)] {
                let quotient = (u128::from(part) * u128::from(of)).checked_div(u128::from(whole)).unwrap_or(0);
                prop_assert_eq!(u128::from(share(part, whole, of)), quotient);
            }
        }

        #[test]
        fn a_rate_is_rounded_half_up(one in any::<u64>(), other in any::<u64>()) {
            let (part, whole) = (one.min(other), one.max(other).max(1));
            let (product, divisor) = (u128::from(part) * 2000 + u128::from(whole), u128::from(whole) * 2);
            prop_assert_eq!(u128::from(per_mille(part, whole)), product / divisor);
        }

        #[test]
        fn nothing_is_rounded_to_100_or_0_percent(part in any::<u64>(), whole in any::<u64>()) {
            let text = Rate::new(Some(part), Some(whole)).text();
            prop_assert_eq!(text == "100%", part == whole && whole > 0);
            prop_assert_eq!(text == "0%", part == 0 && whole > 0);
            prop_assert_eq!(text == "—", whole == 0 || part > whole);
            prop_assert!(!text.contains(",0%"));
        }

        #[test]
        fn a_rate_agrees_with_itself_at_any_precision(part in 1u64..5000, more in 1u64..5000, decimals in 1usize..4) {
            let rate = Rate::new(Some(part), Some(part + more));
            let stated: f64 = format!("{:.decimals$}", part as f64 * 100.0 / (part + more) as f64).parse().unwrap();
            if stated > 0.0 && stated < 100.0 {
                prop_assert_eq!(rate.agrees_with(Percent::new(stated).unwrap()), Some(true));
            }
        }
    }
}
