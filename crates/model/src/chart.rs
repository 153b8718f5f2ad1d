//! The geometry of charts: from numbers to places, in whole thousandths of a percent of the drawing.
//!
//! Whole numbers throughout: parts that should meet do meet, and the wasm needs no code to print fractions.

use std::fmt;

/// A length or place in a drawing, in thousandths of a percent of its width or height: 0 to 100 000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(u32);

/// The whole width or height.
pub const WHOLE: Place = Place(100_000);

impl Place {
    /// Where `value` lies on a scale from 0 to `top`; the end of the scale for more, its beginning where there is no scale.
    pub fn of(value: u64, top: u64) -> Self {
        let place = (u128::from(value.min(top)) * u128::from(WHOLE.0)).checked_div(u128::from(top));
        Self(place.unwrap_or(0) as u32)
    }

    /// The `i`th of `n` equal steps.
    pub fn step(i: usize, n: usize) -> Self {
        Self::of(i as u64, n as u64)
    }

    /// In thousandths of a percent.
    pub const fn thousandths(self) -> u32 {
        self.0
    }

    /// From here to the end: a height seen from above, as SVG counts.
    pub const fn rest(self) -> Self {
        Self(WHOLE.0.saturating_sub(self.0))
    }

    /// How far it is from an earlier place.
    pub const fn since(self, earlier: Self) -> Self {
        Self(self.0.saturating_sub(earlier.0))
    }

    /// Half way between two places.
    pub const fn between(self, other: Self) -> Self {
        Self((self.0 + other.0) / 2)
    }
}

impl fmt::Display for Place {
    /// `12.5%`, as SVG's attributes take it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (percent, thousandths) = (self.0 / 1000, self.0 % 1000);
        if thousandths == 0 {
            return write!(f, "{percent}%");
        }
        let digits = format!("{thousandths:03}");
        write!(f, "{percent}.{}%", digits.trim_end_matches('0'))
    }
}

/// A part of a stack: where it begins, and how long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its beginning, from the baseline.
    pub start: Place,
    /// Its length.
    pub length: Place,
}

/// Values one on top of the other, from the baseline of a scale that ends at `top`. Each ends where the next begins.
pub fn stack(values: impl IntoIterator<Item = u64>, top: u64) -> Vec<Segment> {
    let mut sum = 0_u64;
    let segment = |value| {
        let start = Place::of(sum, top);
        sum = sum.saturating_add(value);
        Segment { start, length: Place::of(sum, top).since(start) }
    };
    values.into_iter().map(segment).collect()
}

/// The end of a scale for values up to `most`: 1, 2, 4, 5 or 8 and zeros, so that its half is a whole number too where it
/// is more than 1.
pub fn scale_top(most: u64) -> u64 {
    let mut unit = 1_u64;
    loop {
        for step in [1, 2, 4, 5, 8] {
            let Some(top) = unit.checked_mul(step) else { return most };
            if top >= most && (top.is_multiple_of(2) || top == 1) {
                return top;
            }
        }
        let Some(next) = unit.checked_mul(10) else { return most };
        unit = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_read_as_svg_takes_them() {
        for (value, top, text) in [(0, 7, "0%"), (7, 7, "100%"), (1, 8, "12.5%"), (1, 3, "33.333%"), (1, 0, "0%"), (9, 7, "100%"), (1, 2000, "0.05%")] {
            assert_eq!(Place::of(value, top).to_string(), text);
        }
        assert_eq!(Place::of(1, 4).rest().to_string(), "75%");
        assert_eq!(Place::step(1, 4).between(Place::step(2, 4)).to_string(), "37.5%");
    }

    #[test]
    fn scales_end_at_round_numbers() {
        for (most, top) in [(0, 1), (1, 1), (2, 2), (3, 4), (4, 4), (5, 8), (9, 10), (11, 20), (45, 50), (326, 400), (401, 500), (501, 800), (801, 1000)] {
            assert_eq!(scale_top(most), top, "{most}");
        }
        assert_eq!(scale_top(u64::MAX), u64::MAX);
    }

    proptest! {
        #[test]
        fn lengths_are_in_proportion_and_stand_on_zero(values in proptest::collection::vec(0u64..1_000_000, 1..12), more in 0u64..1000) {
            let sum: u64 = values.iter().sum();
            let top = sum + more;
            let segments = stack(values.clone(), top);
            prop_assert_eq!(segments[0].start, Place::default(), "the baseline is zero");
            for (segment, next) in segments.iter().zip(segments.iter().skip(1)) {
                prop_assert_eq!(segment.start.0 + segment.length.0, next.start.0, "no gap and no overlap");
            }
            for (segment, value) in segments.iter().zip(&values) {
                let exact = if top == 0 { 0.0 } else { *value as f64 * 100_000.0 / top as f64 };
                prop_assert!((f64::from(segment.length.0) - exact).abs() <= 1.0, "{} for {}", segment.length.0, exact);
            }
            prop_assert!(segments.iter().all(|it| it.start.0 + it.length.0 <= WHOLE.0));
        }

        #[test]
        fn a_scale_holds_its_values_and_not_much_more(most in 1u64..1_000_000_000) {
            let top = scale_top(most);
            prop_assert!(top >= most && top < most * 5 / 2 + 2, "{} for {}", top, most);
        }
    }
}
