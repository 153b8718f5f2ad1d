//! Finds contradictions in the figures of a source.

use super::{Balance, Count, Counts, Flow, Period, Shown, Span, Tthc};
use crate::YearMonth;
use trangxa_messages::model;

/// A contradiction: two numbers that cannot both be true.
#[derive(Clone, Debug, PartialEq)]
pub enum Disagreement {
    /// `in_time` and the sum of its two parts.
    InTime {
        /// As published.
        whole: u64,
        /// The sum of early and on time.
        parts: u64,
    },
    /// The stated number of completed dossiers, and the number from the counts.
    Completed {
        /// As stated.
        stated: u64,
        /// From the counts.
        derived: u64,
    },
    /// The stated completion rate or late rate, and the rate from the counts.
    Rate {
        /// Whether it is the late rate.
        of_late: bool,
        /// As stated.
        stated: String,
        /// From the counts.
        derived: String,
    },
    /// The dossiers that were to be handled, and those that are accounted for.
    Balance {
        /// The dossiers that were to be handled.
        incoming: u64,
        /// The dossiers that are accounted for.
        outgoing: u64,
    },
    /// A count of the whole unit, and its sum over all fields.
    Fields {
        /// What is counted.
        count: Count,
        /// Of the whole unit.
        whole: u64,
        /// Of its fields.
        parts: u64,
    },
    /// Two fields with the same name.
    FieldTwice(String),
    /// The dossiers that were open at the start of a period, and at the end of the one before.
    CarriedOver {
        /// At the start of this period.
        here: u64,
        /// At the end of the period before.
        before: u64,
        /// The period before.
        previous: Span,
    },
    /// A count of a long period, and its sum over the shorter periods inside of it.
    Parts {
        /// What is counted.
        count: Count,
        /// As published for the whole.
        whole: u64,
        /// As published for the parts.
        parts: u64,
    },
}

impl Disagreement {
    /// The problem, for the clerk who looks after the figures.
    #[must_use]
    pub fn problem(&self) -> String {
        match self {
            Self::InTime { whole, parts } => model::DiffersInTime { whole, parts }.to_string(),
            Self::Completed { stated, derived } => model::DiffersFromCounts { stated, derived }.to_string(),
            Self::Rate { stated, derived, .. } => model::DiffersFromCounts { stated, derived }.to_string(),
            Self::Balance { incoming, outgoing } => model::DiffersInBalance { incoming, outgoing }.to_string(),
            Self::Fields { whole, parts, .. } => model::DiffersFromFields { whole, parts }.to_string(),
            Self::FieldTwice(name) => model::FieldTwice { name }.to_string(),
            Self::CarriedOver { here, before, previous } => {
                model::DiffersFromPrevious { here, before, previous: previous.address() }.to_string()
            }
            Self::Parts { whole, parts, .. } => model::DiffersFromParts { whole, parts }.to_string(),
        }
    }
}

impl Counts {
    /// The contradictions among these counts, each with the name of its member.
    fn disagreements(&self) -> Vec<(&'static str, Disagreement)> {
        let mut found = Vec::new();
        if let (Some(whole), Some(parts)) = (self[Count::InTime], self.sum(&[Count::Early, Count::OnTime]))
            && whole != parts
        {
            found.push((Count::InTime.key(), Disagreement::InTime { whole, parts }));
        }
        if let Balance::Differs { incoming, outgoing } = Flow::of(self).balance {
            found.push(("", Disagreement::Balance { incoming, outgoing }));
        }
        found
    }
}

impl Period {
    /// The contradictions among the period's own counts and stated results, each with its place inside the period. Fields are not
    /// looked at.
    #[must_use]
    pub fn own_disagreements(&self) -> Vec<(String, Disagreement)> {
        let mut found: Vec<_> =
            self.counts.disagreements().into_iter().map(|(place, it)| (place.to_owned(), it)).collect();
        let Some(stated) = self.stated else { return found };
        if let (Some(derived), Some(stated)) = (self.counts.completed(), stated.completed)
            && derived != stated
        {
            found.push(("stated.completed".to_owned(), Disagreement::Completed { stated, derived }));
        }
        for (place, of_late, shown) in
            [("stated.completion_rate", false, self.completion_rate()), ("stated.late_rate", true, self.late_rate())]
        {
            if let Shown::Disagrees { derived, stated } = shown {
                let (stated, derived) = (stated.text(), derived.text());
                found.push((place.to_owned(), Disagreement::Rate { of_late, stated, derived }));
            }
        }
        found
    }

    /// The contradictions within its fields, and between them and the whole.
    fn field_disagreements(&self) -> Vec<(String, Disagreement)> {
        let mut found = Vec::new();
        for (i, field) in self.fields.iter().enumerate() {
            let place = format!("fields[{}]", field.index);
            if self.fields[..i].iter().any(|other| other.name == field.name) {
                found.push((format!("{place}.name"), Disagreement::FieldTwice(field.name.clone())));
            }
            for (member, it) in field.counts.disagreements() {
                let dot = if member.is_empty() { "" } else { "." };
                found.push((format!("{place}{dot}{member}"), it));
            }
        }
        for count in Count::ALL {
            if count == Count::InTime && is_split(&self.counts) && self.fields.iter().all(|it| is_split(&it.counts)) {
                continue;
            }
            let published = self.fields.iter().filter_map(|field| together(&field.counts, count));
            let (named, parts) = published.fold((0, 0_u64), |(named, sum), it| (named + 1, sum.saturating_add(it)));
            // If a field lacks the count, the sum can only be too large.
            if let Some(whole) = together(&self.counts, count)
                && named > 0
                && (parts > whole || (parts < whole && named == self.fields.len()))
            {
                found.push((count.key().to_owned(), Disagreement::Fields { count, whole, parts }));
            }
        }
        found
    }
}

/// A count; `in_time` also from its two parts.
fn together(counts: &Counts, count: Count) -> Option<u64> {
    if count == Count::InTime { counts.in_time() } else { counts[count] }
}

/// Whether `in_time` is only published as its two parts, which are compared on their own.
fn is_split(counts: &Counts) -> bool {
    counts[Count::InTime].is_none()
}

impl Tthc {
    /// All contradictions in the figures, with their places in the document: `periods[3].late`. `merged` is the first month of the
    /// merged unit.
    #[must_use]
    pub fn disagreements(&self, merged: Option<YearMonth>) -> Vec<(String, Disagreement)> {
        let places = self.periods.iter().flat_map(|period| {
            let within = move |(place, it): (String, Disagreement)| {
                let dot = if place.is_empty() { "" } else { "." };
                (format!("periods[{}]{dot}{place}", period.index), it)
            };
            self.disagreements_of(period, merged).into_iter().map(within)
        });
        places.collect()
    }

    /// The contradictions of one period, with their places inside it. `merged` is the first month of the merged unit.
    #[must_use]
    pub fn disagreements_of(&self, period: &Period, merged: Option<YearMonth>) -> Vec<(String, Disagreement)> {
        let mut found = period.own_disagreements();
        found.extend(period.field_disagreements());
        // Of several periods that end there, the shortest one that has the counts.
        let before = self.periods.iter().rev().find_map(|other| {
            (other.to.plus(1) == Some(period.from)).then(|| Some((other.counts.open()?, other.span())))?
        });
        if let (Some(here), Some((before, previous))) = (period.counts[Count::CarriedOver], before)
            && here != before
            // The merged unit took over the dossiers of several units.
            && merged != Some(period.from)
        {
            let it = Disagreement::CarriedOver { here, before, previous };
            found.push((Count::CarriedOver.key().to_owned(), it));
        }
        if let Some(sum) = self.compose_from_parts(period.span()) {
            for count in Count::ALL {
                if count == Count::InTime && is_split(&period.counts) && is_split(&sum) {
                    continue;
                }
                if let (Some(whole), Some(parts)) = (together(&period.counts, count), together(&sum, count))
                    && whole != parts
                {
                    found.push((count.key().to_owned(), Disagreement::Parts { count, whole, parts }));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{month, one, read, tthc};
    use super::*;
    use serde_json::json;

    fn places(period: serde_json::Value) -> Vec<(String, String)> {
        let tthc = read(json!([period]));
        tthc.disagreements(None).into_iter().map(|(place, it)| (place, it.problem())).collect()
    }

    fn found(place: &str, problem: &str) -> (String, String) {
        (place.to_owned(), problem.to_owned())
    }

    #[test]
    fn each_contradiction_is_found_at_its_place() {
        let period = |more: serde_json::Value| {
            let mut period = json!({"from": "2023-11", "to": "2023-11"});
            period.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            period
        };
        assert_eq!(
            places(period(json!({"in_time": 90, "early": 60, "on_time": 31, "late": 10,
                "stated": {"completed": 101, "late_rate": 0},
                "fields": [{"name": "Hộ tịch", "in_time": 1, "early": 0, "on_time": 0}]}))),
            [
                found("periods[0].in_time", "is 90, but early and on_time add up to 91"),
                found("periods[0].stated.completed", "is 101, but the counts give 100"),
                found("periods[0].stated.late_rate", "is 0%, but the counts give 10%"),
                found("periods[0].fields[0].in_time", "is 1, but early and on_time add up to 0"),
                found("periods[0].early", "is 60, but the fields add up to 0"),
                found("periods[0].on_time", "is 31, but the fields add up to 0"),
                found("periods[0].in_time", "is 90, but the fields add up to 1"),
            ]
        );
        assert_eq!(
            places(period(json!({"received": 10, "carried_over": 2, "early": 9, "on_time": 0, "late": 1,
                "pending_in_time": 3, "pending_late": 0, "waiting": 0, "withdrawn": 0, "rejected": 0}))),
            [found("periods[0]", "12 were to be handled (received and carried_over), but 13 are accounted for")]
        );
        assert_eq!(
            places(period(json!({"late": 3, "fields": [{"name": "A", "late": 4}, {"name": "A"}]}))),
            [
                found("periods[0].fields[1].name", "two fields have the name \"A\""),
                found("periods[0].late", "is 3, but the fields add up to 4"),
            ]
        );
        assert_eq!(places(period(json!({"late": 3, "fields": [{"name": "A", "late": 2}, {"name": "B"}]}))), []);
    }

    #[test]
    fn periods_are_compared_with_one_another() {
        let counts = |carried: u64, late: u64, open: u64| json!({"carried_over": carried, "late": late, "pending_in_time": open, "pending_late": 0, "waiting": 1});
        let mut periods: Vec<serde_json::Value> =
            vec![counts(1, 1, 4), counts(5, 2, 6), counts(9, 3, 0), counts(1, 7, 0)];
        for (i, period) in periods.iter_mut().enumerate() {
            period["from"] = format!("2023-0{}", if i == 3 { 1 } else { i + 1 }).into();
            period["to"] = format!("2023-0{}", (i + 1).min(3)).into();
        }
        let mut found: Vec<_> =
            read(periods.into()).disagreements(None).into_iter().map(|(place, it)| (place, it.problem())).collect();
        found.sort();
        assert_eq!(
            found,
            [
                ("periods[2].carried_over".to_owned(), "is 9, but 7 were open at the end of 2023-02".to_owned()),
                ("periods[3].late".to_owned(), "is 7, but the shorter periods in it add up to 6".to_owned()),
            ]
        );
    }

    #[test]
    fn dossiers_taken_over_in_a_merger_are_no_contradiction() {
        let end = Counts::of(&[(Count::PendingInTime, 5), (Count::PendingLate, 0), (Count::Waiting, 0)]);
        let figures = tthc([month(2023, 6, end), month(2023, 7, Counts::of(&[(Count::CarriedOver, 140)]))]);
        assert_eq!(figures.disagreements(None).len(), 1);
        assert_eq!(figures.disagreements(YearMonth::new(2023, 7)), []);
        assert_eq!(figures.disagreements(YearMonth::new(2023, 6)).len(), 1);
    }

    #[test]
    fn in_time_is_compared_across_periods_that_separate_it_and_periods_that_do_not() {
        let split = Counts::of(&[(Count::Early, 3), (Count::OnTime, 4)]);
        let together = |n| Counts::of(&[(Count::InTime, n)]);
        let disagreements = |months: [Counts; 2], quarter: Counts| {
            let mut figures = tthc([month(2023, 1, months[0]), month(2023, 2, months[1])]);
            figures.periods.push(Period { from: figures.periods[0].from, index: 2, ..month(2023, 2, quarter) });
            figures.disagreements(None).into_iter().map(|(place, it)| (place, it.problem())).collect::<Vec<_>>()
        };
        let expected =
            |n| [found("periods[2].in_time", &format!("is {n}, but the shorter periods in it add up to 14"))];
        assert_eq!(disagreements([split, split], together(15)), expected(15));
        assert_eq!(disagreements([split, together(7)], together(15)), expected(15));
        assert_eq!(disagreements([together(7), together(7)], split), expected(7));
        assert_eq!(disagreements([split, together(7)], together(14)), []);
    }

    #[test]
    fn the_example_page_contradicts_nothing() {
        let period = one(json!({"in_time": 2787, "late": 0,
            "stated": {"completed": 2787, "completion_rate": 100, "late_rate": 0}}));
        assert_eq!(period.own_disagreements(), []);
    }
}
