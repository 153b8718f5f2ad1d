//! `tthc.json`: how dossiers of administrative procedures (TTHC) were handled, and what follows from the counts.
//!
//! The documents contain counts; all rates and sums are computed here. The unit of every count is *hồ sơ* (dossiers).

mod compose;
mod count;
mod fields;
mod flow;
mod read;
mod series;
mod shown;
mod sort;
mod span;
#[cfg(test)]
mod testing;
mod verify;
mod write;

pub use crate::remarks::Remark;
pub use compose::Composed;
pub use count::{Count, CountStage, Counts};
pub use fields::Fields;
pub use flow::{Balance, Flow, FlowSegment, total};
pub use series::{Point, Series, Trend};
pub use shown::Shown;
pub use sort::SortBy;
pub use span::{Span, SpanKind};
pub use verify::Disagreement;

use crate::rate::Percent;
use crate::{Timestamp, YearMonth};

/// The age in seconds from which figures are marked as old: 45 days, which is a month and two weeks to report it.
const STALE_AFTER_S: i64 = 45 * 86_400;

/// How many periods the line on the card shows.
pub const CARD_POINTS: usize = 12;

/// The unit's figures, period by period.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tthc {
    /// Version of this document's format: 1.
    pub version: u32,
    /// Whose figures these are.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub unit: String,
    /// When the source was last read.
    pub updated_at: Timestamp,
    /// Where the figures come from.
    pub source: Option<TthcSource>,
    /// The periods, in any order, no two of the same months. Once read they stand by their last months, the longer first.
    pub periods: Vec<Period>,
    /// What of the document could not be used.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub remarks: Vec<Remark>,
}

/// Where the figures come from.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Source"))]
pub struct TthcSource {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: Option<String>,
}

/// The figures of one period, both months included.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Period {
    /// Its first month.
    pub from: YearMonth,
    /// Its last month.
    pub to: YearMonth,
    /// What was counted.
    #[cfg_attr(feature = "schema", schemars(flatten))]
    pub counts: Counts,
    /// The same by field of administration (lĩnh vực).
    #[cfg_attr(feature = "schema", schemars(default, with = "Vec<Field>"))]
    pub fields: Fields,
    /// Results as the source published them, to be held against the counts.
    pub stated: Option<Stated>,
    /// Its place in the document's list, by which an operator finds it.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub index: usize,
}

/// The figures of one field of administration (lĩnh vực).
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Field {
    /// Its name: "Hộ tịch".
    pub name: String,
    /// What was counted.
    #[cfg_attr(feature = "schema", schemars(flatten))]
    pub counts: Counts,
    /// Its place in the period's list in the document.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub index: usize,
}

/// Results as the source published them.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stated {
    /// Dossiers completed.
    pub completed: Option<u64>,
    /// Completion rate in percent.
    pub completion_rate: Option<Percent>,
    /// Late rate in percent.
    pub late_rate: Option<Percent>,
}

impl Period {
    /// Its months.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.from, self.to).unwrap_or(Span::month(self.to))
    }

    /// Dossiers completed: from the counts, or as the source states if the counts were not published.
    #[must_use]
    pub fn completed(&self) -> Option<u64> {
        self.counts.completed().or_else(|| self.stated?.completed)
    }

    /// The completion rate, and whether it was computed or stated.
    #[must_use]
    pub fn completion_rate(&self) -> Shown {
        Shown::of(self.counts.completion_rate(), self.stated.and_then(|stated| stated.completion_rate))
    }

    /// The late rate (late ÷ completed), and whether it was computed or stated.
    #[must_use]
    pub fn late_rate(&self) -> Shown {
        Shown::of(self.counts.late_rate(), self.stated.and_then(|stated| stated.late_rate))
    }
}

impl Tthc {
    /// The place in `periods` of the period that the card shows: the one that ends last, and of several the longest.
    #[must_use]
    pub fn latest_index(&self) -> Option<usize> {
        let span = |i: &usize| {
            let period = &self.periods[*i];
            (period.to, period.from.months_through(period.to))
        };
        (0..self.periods.len()).max_by_key(span)
    }

    /// The places in `periods` of all periods that the card shows: the latest, and those of its line.
    pub fn on_card(&self) -> Vec<usize> {
        let latest = self.latest().map(Period::span);
        let line = self.series(CARD_POINTS, None, None).map(|series| series.points).unwrap_or_default();
        let is_shown = |span: Span| latest == Some(span) || line.iter().any(|point| point.span == span);
        (0..self.periods.len()).filter(|i| is_shown(self.periods[*i].span())).collect()
    }

    /// The period that the card shows.
    #[must_use]
    pub fn latest(&self) -> Option<&Period> {
        self.latest_index().map(|i| &self.periods[i])
    }
}

/// Whether figures that were updated at `updated_at` are so old at `now` that the page must say so.
#[must_use]
pub fn is_stale(updated_at: Timestamp, now: Timestamp) -> bool {
    now.unix() - updated_at.unix() > STALE_AFTER_S
}

#[cfg(test)]
mod tests {
    use super::testing::{month, one, read, tthc};
    use super::*;
    use crate::Rate;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn the_example_pages_figures_are_read() {
        let period = one(json!({"in_time": 2787, "late": 0,
            "stated": {"completed": 2787, "completion_rate": 100, "late_rate": 0}}));
        assert_eq!(period.span().address(), "2023-01..2023-11");
        assert_eq!(period.completed(), Some(2787));
        assert_eq!(period.late_rate().text(), "0%");
        assert_eq!(period.late_rate().derived().and_then(Rate::parts), Some((0, 2787)));
        let rate = period.completion_rate();
        assert!(matches!(rate, Shown::Stated(_)), "open dossiers were not published, so 100 % cannot be recomputed");
        assert_eq!((rate.text().as_str(), rate.derived()), ("100%", None));
    }

    #[test]
    fn derived_rates_follow_the_definitions() {
        let period = one(json!({"early": 60, "on_time": 30, "late": 10, "pending_in_time": 15, "pending_late": 3,
            "waiting": 2}));
        assert_eq!(period.completed(), Some(100));
        assert_eq!(period.late_rate(), Shown::Derived(Rate::new(Some(10), Some(100))));
        assert_eq!(period.completion_rate(), Shown::Derived(Rate::new(Some(100), Some(120))));
        assert_eq!(period.counts.in_time_rate().text(), "90%");
    }

    #[test]
    fn unpublished_counts_give_no_rate() {
        let none = one(json!({"in_time": null}));
        assert_eq!(
            (none.completed(), none.late_rate(), none.completion_rate()),
            (None, Shown::Unknown, Shown::Unknown)
        );
        let nothing_done = one(json!({"in_time": 0, "late": 0, "pending_in_time": 0, "pending_late": 0, "waiting": 0}));
        assert_eq!(nothing_done.completion_rate().text(), "—", "nothing counted is not 100 %");
    }

    #[test]
    fn counts_are_shown_when_a_stated_rate_contradicts_them() {
        let period = one(json!({"in_time": 90, "late": 10, "stated": {"late_rate": 0}}));
        assert!(matches!(period.late_rate(), Shown::Disagrees { .. }));
        assert_eq!(period.late_rate().text(), "10%", "the counts are shown, with the stated rate next to them");
    }

    #[test]
    fn the_card_shows_the_period_that_ends_last_and_is_longest() {
        let tthc = read(json!([
            {"from": "2023-11", "to": "2023-11"}, {"from": "2023-01", "to": "2023-11"}, {"from": "2022-01", "to": "2022-12"}
        ]));
        assert_eq!(tthc.latest().map(|it| (it.span().address(), it.index)), Some(("2023-01..2023-11".to_owned(), 1)));
    }

    #[test]
    fn the_periods_on_the_card_suffice_to_draw_it() {
        let mut whole =
            tthc((1..=12).chain(1..=3).enumerate().map(|(i, m)| month(2022 + (i / 12) as u16, m, Counts::default())));
        whole.periods.push(Period { from: YearMonth::new(2023, 1).unwrap(), ..month(2023, 3, Counts::default()) });
        let part =
            Tthc { periods: whole.on_card().into_iter().map(|i| whole.periods[i].clone()).collect(), ..whole.clone() };
        assert_eq!(part.periods.len(), 13);
        assert_eq!(part.latest(), whole.latest());
        assert_eq!(part.series(CARD_POINTS, None, None), whole.series(CARD_POINTS, None, None));
    }

    #[test]
    fn stale_after_45_days() {
        let tthc = tthc([month(2023, 11, Counts::default())]);
        let at = |text| Timestamp::parse(text).unwrap();
        assert!(!is_stale(tthc.updated_at, at("2024-01-14T07:04:41")));
        assert!(is_stale(tthc.updated_at, at("2024-01-14T07:04:42")));
    }

    fn count() -> impl Strategy<Value = Option<u64>> {
        prop_oneof![1 => Just(None), 4 => (0u64..5000).prop_map(Some), 1 => any::<u64>().prop_map(Some)]
    }

    proptest! {
        #[test]
        fn no_counts_make_a_flattering_rate(values in proptest::collection::vec(count(), Count::ALL.len())) {
            let mut counts = Counts::default();
            for (count, value) in Count::ALL.into_iter().zip(values) {
                counts[count] = value;
            }
            if counts.completion_rate().text() == "100%" {
                prop_assert_eq!(counts.open(), Some(0));
            }
            if counts.late_rate().text() == "0%" {
                prop_assert_eq!(counts[Count::Late], Some(0));
            }
            for rate in [counts.late_rate(), counts.completion_rate(), counts.in_time_rate()] {
                prop_assert!(rate.parts().is_none_or(|(part, whole)| part <= whole && whole > 0));
            }
        }
    }
}
