//! `tthc.json`: how dossiers of administrative procedures (TTHC) were handled, and what follows from the counts.
//!
//! Counts are read; rates and sums are derived here and nowhere else. The unit of every count is *hồ sơ* (dossiers).

use crate::document::{Document, DocumentError};
use crate::rate::{Percent, Rate};
use crate::read::At;
use crate::{Timestamp, YearMonth};
use serde_json::Value;

/// Figures this much older than now are marked stale, in seconds: 45 days, a month's report and its grace.
const STALE_AFTER_S: i64 = 45 * 86_400;

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
    pub source: Option<Source>,
    /// The periods, in the document's order.
    pub periods: Vec<Period>,
}

/// Where the figures come from.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
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
    #[cfg_attr(feature = "schema", schemars(default))]
    pub fields: Vec<Field>,
    /// Results as the source published them, to be held against the counts.
    pub stated: Option<Stated>,
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
}

/// Counts of dossiers; `None` was not published, which is not 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counts {
    /// Tiếp nhận: new in the period.
    pub received: Option<u64>,
    /// Kỳ trước chuyển qua: open at its start.
    pub carried_over: Option<u64>,
    /// Trước hạn: completed before the due date.
    pub early: Option<u64>,
    /// Đúng hạn: completed on the due date.
    pub on_time: Option<u64>,
    /// Trước & đúng hạn: both together, where the source does not split them.
    pub in_time: Option<u64>,
    /// Trễ hạn: completed after the due date.
    pub late: Option<u64>,
    /// Đang giải quyết, trong hạn: open, not yet due.
    pub pending_in_time: Option<u64>,
    /// Đang giải quyết, quá hạn: open and overdue.
    pub pending_late: Option<u64>,
    /// Chờ bổ sung: waiting for the citizen's papers.
    pub waiting: Option<u64>,
    /// Rút: withdrawn by the citizen.
    pub withdrawn: Option<u64>,
    /// Không tiếp nhận: refused.
    pub rejected: Option<u64>,
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

/// A rate as it may be shown: what it rests on decides what must stand beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown {
    /// Computed from the counts; the source states nothing else.
    Derived(Rate),
    /// Stated by the source; the counts to check it were not published.
    Stated(Percent),
    /// Computed from the counts, while the source states something else.
    Disagrees {
        /// From the counts: this is what is shown.
        derived: Rate,
        /// As published.
        stated: Percent,
    },
    /// Neither computable nor stated.
    Unknown,
}

impl Shown {
    fn of(derived: Rate, stated: Option<Percent>) -> Self {
        match (derived.parts(), stated) {
            (None, None) => Self::Unknown,
            (None, Some(stated)) => Self::Stated(stated),
            (Some(_), Some(stated)) if derived.agrees_with(stated) == Some(false) => {
                Self::Disagrees { derived, stated }
            }
            (Some(_), _) => Self::Derived(derived),
        }
    }

    /// The rate as text, `—` when unknown.
    pub fn text(self) -> String {
        match self {
            Self::Derived(rate) | Self::Disagrees { derived: rate, .. } => rate.text(),
            Self::Stated(percent) => percent.text(),
            Self::Unknown => "—".to_owned(),
        }
    }

    /// Numerator and denominator as text, when the rate is computed.
    pub fn fraction(self) -> Option<String> {
        match self {
            Self::Derived(rate) | Self::Disagrees { derived: rate, .. } => rate.fraction(),
            Self::Stated(_) | Self::Unknown => None,
        }
    }
}

impl Counts {
    /// Completed before or on the due date; `None` unless published, together or both parts.
    pub fn in_time(&self) -> Option<u64> {
        self.in_time.or_else(|| self.early?.checked_add(self.on_time?))
    }

    /// Completed, whenever.
    pub fn completed(&self) -> Option<u64> {
        self.in_time()?.checked_add(self.late?)
    }

    /// Late ÷ completed.
    pub fn late_rate(&self) -> Rate {
        Rate::new(self.late, self.completed())
    }

    /// Completed ÷ (completed + still open, with those waiting for papers).
    pub fn completion_rate(&self) -> Rate {
        let whole = || {
            self.completed()?
                .checked_add(self.pending_in_time?)?
                .checked_add(self.pending_late?)?
                .checked_add(self.waiting?)
        };
        Rate::new(self.completed(), whole())
    }

    /// Completion rate and late rate, where no stated rates are to be held against them.
    pub fn rates(&self) -> (Shown, Shown) {
        (Shown::of(self.completion_rate(), None), Shown::of(self.late_rate(), None))
    }

    /// Whether `in_time` contradicts the parts published beside it.
    fn contradicts_itself(&self) -> bool {
        match (self.in_time, self.early, self.on_time) {
            (Some(both), Some(early), Some(on_time)) => early.checked_add(on_time) != Some(both),
            _ => false,
        }
    }
}

impl Period {
    /// Dossiers completed: from the counts, or as stated where they were not published.
    pub fn completed(&self) -> Option<u64> {
        self.counts.completed().or_else(|| self.stated?.completed)
    }

    /// The completion rate, and what it rests on.
    pub fn completion_rate(&self) -> Shown {
        Shown::of(self.counts.completion_rate(), self.stated.and_then(|stated| stated.completion_rate))
    }

    /// The late rate (late ÷ completed), and what it rests on.
    pub fn late_rate(&self) -> Shown {
        Shown::of(self.counts.late_rate(), self.stated.and_then(|stated| stated.late_rate))
    }

    /// Where the source contradicts its own counts, in words, each with the place inside the period.
    pub fn disagreements(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let fields = self.fields.iter().enumerate().map(|(i, field)| (format!("fields[{i}]."), &field.counts));
        for (place, counts) in std::iter::once((String::new(), &self.counts)).chain(fields) {
            if counts.contradicts_itself() {
                found.push((format!("{place}in_time"), "is not early + on_time".to_owned()));
            }
        }
        if let Some(stated) = self.stated {
            if let (Some(ours), Some(theirs)) = (self.counts.completed(), stated.completed)
                && ours != theirs
            {
                found.push(("stated.completed".to_owned(), format!("is {theirs}, the counts make {ours}")));
            }
            for (place, shown) in
                [("stated.completion_rate", self.completion_rate()), ("stated.late_rate", self.late_rate())]
            {
                if let Shown::Disagrees { derived, stated } = shown {
                    let problem = format!("is {}, the counts make {}", stated.text(), derived.text());
                    found.push((place.to_owned(), problem));
                }
            }
        }
        found
    }

    /// The period in words, with its year: `tháng 11/2023`, `quý III/2023`, `năm 2023`, `tháng 01 đến tháng 11/2023`.
    pub fn label(&self) -> String {
        let (from, to) = (self.from, self.to);
        if from == to {
            return format!("tháng {to}");
        }
        if from.year() != to.year() {
            return format!("tháng {from} đến tháng {to}");
        }
        match (from.month(), to.month()) {
            (1, 12) => format!("năm {}", to.year()),
            (1, 3) => format!("quý I/{}", to.year()),
            (4, 6) => format!("quý II/{}", to.year()),
            (7, 9) => format!("quý III/{}", to.year()),
            (10, 12) => format!("quý IV/{}", to.year()),
            (first, _) => format!("tháng {first:02} đến tháng {to}"),
        }
    }
}

impl Tthc {
    /// The place, in `periods`, of the period a card shows: the one that ends last, the longest of those.
    pub fn latest_index(&self) -> Option<usize> {
        let span = |i: &usize| {
            let period = &self.periods[*i];
            (period.to, period.from.months_through(period.to))
        };
        (0..self.periods.len()).max_by_key(span)
    }

    /// The period a card shows.
    pub fn latest(&self) -> Option<&Period> {
        self.latest_index().map(|i| &self.periods[i])
    }
}

/// Whether figures of `updated_at` are too old, at `now`, to stand without a word about it.
pub fn is_stale(updated_at: Timestamp, now: Timestamp) -> bool {
    now.unix() - updated_at.unix() > STALE_AFTER_S
}

impl Document for Tthc {
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let at = At::document(file, &json);
        at.require_version_1()?;
        Ok(Self {
            version: 1,
            unit: at.optional("unit", At::text)?.unwrap_or_default(),
            updated_at: at.required("updated_at", At::timestamp)?,
            source: at.optional("source", source)?,
            periods: at.required("periods", |periods| periods.elements(period))?,
        })
    }
}

fn source(at: &At<'_>) -> Result<Source, DocumentError> {
    Ok(Source { name: at.required("name", At::text)?, url: at.optional("url", At::text)? })
}

fn period(at: &At<'_>) -> Result<Period, DocumentError> {
    let (from, to) = (at.required("from", At::month)?, at.required("to", At::month)?);
    if to < from {
        return Err(at.fail(format!("the period ends ({to}) before it begins ({from})")));
    }
    Ok(Period {
        from,
        to,
        counts: counts(at)?,
        fields: at.list("fields", field)?,
        stated: at.optional("stated", stated)?,
    })
}

fn field(at: &At<'_>) -> Result<Field, DocumentError> {
    Ok(Field { name: at.required("name", At::text)?, counts: counts(at)? })
}

fn stated(at: &At<'_>) -> Result<Stated, DocumentError> {
    Ok(Stated {
        completed: at.optional("completed", At::count)?,
        completion_rate: at.optional("completion_rate", At::percent)?,
        late_rate: at.optional("late_rate", At::percent)?,
    })
}

fn counts(at: &At<'_>) -> Result<Counts, DocumentError> {
    let count = |name| at.optional(name, At::count);
    Ok(Counts {
        received: count("received")?,
        carried_over: count("carried_over")?,
        early: count("early")?,
        on_time: count("on_time")?,
        in_time: count("in_time")?,
        late: count("late")?,
        pending_in_time: count("pending_in_time")?,
        pending_late: count("pending_late")?,
        waiting: count("waiting")?,
        withdrawn: count("withdrawn")?,
        rejected: count("rejected")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn tthc(periods: Value) -> Result<Tthc, String> {
        let json = json!({"version": 1, "unit": "Xã", "updated_at": "2023-11-30T07:04:41+07:00", "periods": periods});
        Tthc::from_json("data/tthc.json", json).map_err(|error| error.to_string())
    }

    fn one(period: Value) -> Period {
        let mut period = period;
        period["from"] = json!("2023-01");
        period["to"] = json!("2023-11");
        tthc(json!([period])).unwrap().periods.remove(0)
    }

    #[test]
    fn the_example_pages_card() {
        let period = one(json!({"in_time": 2787, "late": 0,
            "stated": {"completed": 2787, "completion_rate": 100, "late_rate": 0}}));
        assert_eq!(period.label(), "tháng 01 đến tháng 11/2023");
        assert_eq!(period.completed(), Some(2787));
        assert_eq!(period.late_rate().text(), "0%");
        assert_eq!(period.late_rate().fraction().as_deref(), Some("0/2.787 hồ sơ"));
        let rate = period.completion_rate();
        assert!(matches!(rate, Shown::Stated(_)), "open dossiers were not published, so 100 % cannot be recomputed");
        assert_eq!((rate.text().as_str(), rate.fraction()), ("100%", None));
        assert_eq!(period.disagreements(), []);
    }

    #[test]
    fn derived_rates_follow_the_definitions() {
        let period = one(json!({"early": 60, "on_time": 30, "late": 10, "pending_in_time": 15, "pending_late": 3,
            "waiting": 2}));
        assert_eq!(period.completed(), Some(100));
        assert_eq!(period.late_rate(), Shown::Derived(Rate::new(Some(10), Some(100))));
        assert_eq!(period.completion_rate(), Shown::Derived(Rate::new(Some(100), Some(120))));
    }

    #[test]
    fn what_was_not_published_makes_no_rate() {
        let none = one(json!({"in_time": null}));
        assert_eq!(
            (none.completed(), none.late_rate(), none.completion_rate()),
            (None, Shown::Unknown, Shown::Unknown)
        );
        let nothing_done = one(json!({"in_time": 0, "late": 0, "pending_in_time": 0, "pending_late": 0, "waiting": 0}));
        assert_eq!(nothing_done.completion_rate().text(), "—", "nothing counted is not 100 %");
        assert_eq!(one(json!({"early": 5, "late": 0})).completed(), None, "half of in_time is not in_time");
    }

    #[test]
    fn a_source_that_contradicts_its_counts_is_shown_to() {
        let period = one(json!({"in_time": 90, "early": 60, "on_time": 31, "late": 10,
            "stated": {"completed": 101, "late_rate": 0},
            "fields": [{"name": "Hộ tịch", "in_time": 1, "early": 0, "on_time": 0}]}));
        assert!(matches!(period.late_rate(), Shown::Disagrees { .. }));
        assert_eq!(period.late_rate().text(), "10%", "the counts are shown, the claim beside them");
        let places: Vec<_> = period.disagreements().into_iter().map(|(place, _)| place).collect();
        assert_eq!(places, ["in_time", "fields[0].in_time", "stated.completed", "stated.late_rate"]);
    }

    #[test]
    fn the_card_shows_the_period_that_ends_last_and_is_longest() {
        let tthc = tthc(json!([
            {"from": "2023-11", "to": "2023-11"}, {"from": "2023-01", "to": "2023-11"}, {"from": "2022-01", "to": "2022-12"}
        ]))
        .unwrap();
        assert_eq!(tthc.latest_index(), Some(1));
        assert_eq!(tthc.periods[2].label(), "năm 2022");
    }

    #[test]
    fn periods_are_named_with_their_year() {
        for (from, to, label) in [
            ("2023-11", "2023-11", "tháng 11/2023"),
            ("2023-07", "2023-09", "quý III/2023"),
            ("2022-12", "2023-02", "tháng 12/2022 đến tháng 02/2023"),
            ("2023-02", "2023-04", "tháng 02 đến tháng 04/2023"),
        ] {
            assert_eq!(tthc(json!([{"from": from, "to": to}])).unwrap().periods[0].label(), label);
        }
    }

    #[test]
    fn stale_after_45_days() {
        let tthc = tthc(json!([])).unwrap();
        let at = |text| Timestamp::parse(text).unwrap();
        assert!(!is_stale(tthc.updated_at, at("2024-01-14T07:04:41")));
        assert!(is_stale(tthc.updated_at, at("2024-01-14T07:04:42")));
        assert_eq!(tthc.latest(), None);
    }

    #[test]
    fn errors_name_file_place_and_expectation() {
        for (periods, expected) in [
            (
                json!([{"from": "2023-01", "to": "2023-13"}]),
                "data/tthc.json, periods[0].to: expected a month such as 2023-11, found \"2023-13\"",
            ),
            (
                json!([{"from": "2023-02", "to": "2023-01"}]),
                "data/tthc.json, periods[0]: the period ends (01/2023) before it begins (02/2023)",
            ),
            (
                json!([{"from": "2023-01", "to": "2023-01", "late": -1}]),
                "data/tthc.json, periods[0].late: expected a whole number of at least 0, found -1",
            ),
            (
                json!([{"from": "2023-01", "to": "2023-01", "fields": [{"name": "A"}, {"name": "B", "late": "x"}]}]),
                "data/tthc.json, periods[0].fields[1].late: expected a whole number of at least 0, found \"x\"",
            ),
            (
                json!([{"from": "2023-01", "to": "2023-01", "stated": {"late_rate": 101}}]),
                "data/tthc.json, periods[0].stated.late_rate: expected a percentage from 0 to 100, found 101",
            ),
            (json!({}), "data/tthc.json, periods: expected a list, found an object"),
        ] {
            assert_eq!(tthc(periods).unwrap_err(), expected);
        }
    }

    fn count() -> impl Strategy<Value = Option<u64>> {
        prop_oneof![1 => Just(None), 4 => (0u64..5000).prop_map(Some), 1 => any::<u64>().prop_map(Some)]
    }

    proptest! {
        #[test]
        fn no_counts_make_a_flattering_rate(
            c in [count(), count(), count(), count(), count(), count(), count()]
        ) {
            let [early, on_time, in_time, late, pending_in_time, pending_late, waiting] = c;
            let counts =
                Counts { early, on_time, in_time, late, pending_in_time, pending_late, waiting, ..Counts::default() };
            if counts.completion_rate().text() == "100%" {
                prop_assert!(pending_in_time == Some(0) && pending_late == Some(0) && waiting == Some(0));
            }
            if counts.late_rate().text() == "0%" {
                prop_assert_eq!(late, Some(0));
            }
            prop_assert!(counts.late_rate().parts().is_none_or(|(part, whole)| part <= whole));
        }
    }
}
