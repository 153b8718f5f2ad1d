//! The geometry of charts: turns numbers into places, in hundredths of a percent of the drawing.
//!
//! Places are whole numbers, so that neighbouring parts touch exactly and the wasm needs no code to print floats.

use crate::rate::share;
use std::fmt;

/// A place or length in a drawing, in hundredths of a percent of its width or height: 0 to 10 000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(u32);

/// The whole width or height.
pub const WHOLE: Place = Place(10_000);

impl Place {
    /// The place of `value` on a scale from 0 to `top`. A greater value is at the end of the scale; without a scale (`top` is 0) the
    /// place is 0.
    #[must_use]
    pub fn of(value: u64, top: u64) -> Self {
        Self(share(value.min(top), top, WHOLE.0) as u32)
    }

    /// The place of step `i` of `n` equal steps.
    #[must_use]
    pub fn step(i: usize, n: usize) -> Self {
        Self::of(i as u64, n as u64)
    }

    /// The length from here to the end: the same height measured from the top, as in SVG.
    #[must_use]
    pub const fn rest(self) -> Self {
        Self(WHOLE.0.saturating_sub(self.0))
    }

    /// The place that lies a length further.
    #[must_use]
    pub const fn and(self, length: Self) -> Self {
        Self(self.0 + length.0)
    }

    /// The distance from an earlier place.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Self {
        Self(self.0.saturating_sub(earlier.0))
    }
}

impl fmt::Display for Place {
    /// `12.5%`, for attributes of SVG.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (percent, hundredths) = (self.0 / 100, self.0 % 100);
        match (hundredths / 10, hundredths % 10) {
            (0, 0) => write!(f, "{percent}%"),
            (tenth, 0) => write!(f, "{percent}.{tenth}%"),
            _ => write!(f, "{percent}.{hundredths:02}%"),
        }
    }
}

/// A segment of a stacked bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it begins, measured from the baseline.
    pub start: Place,
    /// Its length.
    pub length: Place,
}

/// The segments of a stacked bar on a scale from 0 to `top`. Each segment begins where the one before ends.
#[must_use]
pub fn stack(values: &[u64], top: u64) -> Vec<Segment> {
    let mut sum = 0_u64;
    let segment = |value: &u64| {
        let start = Place::of(sum, top);
        sum = sum.saturating_add(*value);
        Segment { start, length: Place::of(sum, top).since(start) }
    };
    values.iter().map(segment).collect()
}

/// The side of the square that [`path`] draws in.
pub const SIDE: u32 = WHOLE.0;

/// A line through points as the attribute `d` of an SVG path, in a square of [`SIDE`]. The points have equal distances, from left
/// to right; heights are measured from the baseline. The line is interrupted at an unknown point (`None`) and before a point whose
/// flag is set. A point without neighbours is a dot.
#[must_use]
pub fn path(points: &[(Option<Place>, bool)]) -> String {
    let mut out = String::new();
    let mut is_drawing = false;
    for (i, (height, is_break)) in points.iter().enumerate() {
        let Some(height) = height else {
            is_drawing = false;
            continue;
        };
        let x = Place::step(2 * i + 1, 2 * points.len());
        is_drawing &= !is_break;
        // `h0` draws the round end of a line, which makes a single point visible.
        let (command, end) = if is_drawing { ('L', "") } else { ('M', "h0") };
        out += &format!("{command}{} {}{end}", x.0, height.rest().0);
        is_drawing = true;
    }
    out
}

/// The end of a scale for values up to `most`: 1, 2, 4, 5 or 8, followed by zeros. Unless it is 1, its half is a whole number.
#[must_use]
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
    fn places_are_written_for_svg() {
        for (value, top, text) in [
            (0, 7, "0%"),
            (7, 7, "100%"),
            (1, 8, "12.5%"),
            (1, 3, "33.33%"),
            (1, 0, "0%"),
            (9, 7, "100%"),
            (1, 2000, "0.05%"),
            (1, 10, "10%"),
        ] {
            assert_eq!(Place::of(value, top).to_string(), text);
        }
        assert_eq!(Place::of(1, 4).rest().to_string(), "75%");
        assert_eq!(Place::step(1, 4).and(Place::of(1, 8)).to_string(), "37.5%");
    }

    #[test]
    fn lines_are_interrupted_at_unknown_points() {
        let at = |tenths| Some(Place::of(tenths, 10));
        let points = [(at(0), false), (at(5), false), (None, false), (at(10), false), (at(10), true)];
        assert_eq!(path(&points), "M1000 10000h0L3000 5000M7000 0h0M9000 0h0");
        assert_eq!(path(&[]), "");
    }

    #[test]
    fn scales_end_at_round_numbers() {
        for (most, top) in [
            (0, 1),
            (1, 1),
            (2, 2),
            (3, 4),
            (4, 4),
            (5, 8),
            (9, 10),
            (11, 20),
            (45, 50),
            (326, 400),
            (401, 500),
            (501, 800),
            (801, 1000),
        ] {
            assert_eq!(scale_top(most), top, "{most}");
        }
        assert_eq!(scale_top(u64::MAX), u64::MAX);
    }

    proptest! {
        #[test]
        fn lengths_are_in_proportion_and_stand_on_zero(values in proptest::collection::vec(0u64..1_000_000, 1..12), more in 0u64..1000) {
            let sum: u64 = values.iter().sum();
            let top = sum + more;
            let segments = stack(&values, top);
            prop_assert_eq!(segments[0].start, Place::default(), "the baseline is zero");
            for (segment, next) in segments.iter().zip(segments.iter().skip(1)) {
                prop_assert_eq!(segment.start.0 + segment.length.0, next.start.0, "no gap and no overlap");
            }
            for (segment, value) in segments.iter().zip(&values) {
                let exact = if top == 0 { 0.0 } else { *value as f64 * 10_000.0 / top as f64 };
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
