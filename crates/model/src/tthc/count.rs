//! The counts of dossiers: what each of them counts, and their sums and rates.

use crate::rate::Rate;
use std::ops::{Index, IndexMut};

/// What a number of dossiers (hồ sơ) counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Count {
    /// New in the period.
    Received,
    /// Open at the start of the period.
    CarriedOver,
    /// Completed before the due date.
    Early,
    /// Completed on the due date.
    OnTime,
    /// Early and on time together, if the source does not separate them.
    InTime,
    /// Completed after the due date.
    Late,
    /// Open, not yet due.
    PendingInTime,
    /// Open and overdue.
    PendingLate,
    /// Waiting for the citizen's papers.
    Waiting,
    /// Withdrawn by the citizen.
    Withdrawn,
    /// Refused.
    Rejected,
}

use Count::{
    CarriedOver, Early, InTime, Late, OnTime, PendingInTime, PendingLate, Received, Rejected, Waiting, Withdrawn,
};

impl Count {
    /// All counts, in the order of tables and files.
    pub const ALL: [Self; 11] =
        [Received, CarriedOver, Early, OnTime, InTime, Late, PendingInTime, PendingLate, Waiting, Withdrawn, Rejected];

    /// The name of its member in tthc.json.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Received => "received",
            CarriedOver => "carried_over",
            Early => "early",
            OnTime => "on_time",
            InTime => "in_time",
            Late => "late",
            PendingInTime => "pending_in_time",
            PendingLate => "pending_late",
            Waiting => "waiting",
            Withdrawn => "withdrawn",
            Rejected => "rejected",
        }
    }

    /// The stage of a period at which it is counted. That decides how the counts of several periods are combined.
    #[must_use]
    pub const fn stage(self) -> CountStage {
        match self {
            CarriedOver => CountStage::Start,
            PendingInTime | PendingLate | Waiting => CountStage::End,
            _ => CountStage::During,
        }
    }
}

/// The stage of a period at which something is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountStage {
    /// At its start: of several periods, the count of the first one is taken.
    Start,
    /// During the period: the counts of several periods are added.
    During,
    /// At its end: of several periods, the count of the last one is taken.
    End,
}

/// Counts of dossiers. `None` means that the count was not published, which is not 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts([Option<u64>; Count::ALL.len()]);

impl Index<Count> for Counts {
    type Output = Option<u64>;

    fn index(&self, count: Count) -> &Option<u64> {
        &self.0[count as usize]
    }
}

impl IndexMut<Count> for Counts {
    fn index_mut(&mut self, count: Count) -> &mut Option<u64> {
        &mut self.0[count as usize]
    }
}

impl Counts {
    /// Counts from pairs; counts without a pair were not published.
    #[must_use]
    pub fn of(pairs: &[(Count, u64)]) -> Self {
        let mut counts = Self::default();
        for (count, value) in pairs {
            counts[*count] = Some(*value);
        }
        counts
    }

    /// Whether no count was published.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// The sum of several counts; `None` unless all of them were published.
    #[must_use]
    pub fn sum(&self, counts: &[Count]) -> Option<u64> {
        counts.iter().try_fold(0_u64, |sum, count| sum.checked_add(self[*count]?))
    }

    /// Completed before or on the due date; `None` unless published as one count or as two.
    #[must_use]
    pub fn in_time(&self) -> Option<u64> {
        self[InTime].or_else(|| self.sum(&[Early, OnTime]))
    }

    /// Completed, in time or late.
    #[must_use]
    pub fn completed(&self) -> Option<u64> {
        self.in_time()?.checked_add(self[Late]?)
    }

    /// Open at the end, including those that wait for papers.
    #[must_use]
    pub fn open(&self) -> Option<u64> {
        self.sum(&[PendingInTime, PendingLate, Waiting])
    }

    /// Late ÷ completed.
    #[must_use]
    pub fn late_rate(&self) -> Rate {
        Rate::new(self[Late], self.completed())
    }

    /// Completed in time ÷ completed.
    #[must_use]
    pub fn in_time_rate(&self) -> Rate {
        Rate::new(self.in_time(), self.completed())
    }

    /// Completed ÷ (completed + still open).
    #[must_use]
    pub fn completion_rate(&self) -> Rate {
        let whole = || self.completed()?.checked_add(self.open()?);
        Rate::new(self.completed(), whole())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Counts {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Counts".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        // Repeats the labels of the page, which are in a crate above this one; a test there compares them.
        let meaning = |count: Count| match count {
            Received => "Tiếp nhận: new in the period",
            CarriedOver => "Kỳ trước chuyển qua: open at its start",
            Early => "Trước hạn: completed before the due date",
            OnTime => "Đúng hạn: completed on the due date",
            InTime => "Trước & đúng hạn: both together, where the source does not split them",
            Late => "Trễ hạn: completed after the due date",
            PendingInTime => "Đang giải quyết, trong hạn: open, not yet due",
            PendingLate => "Đang giải quyết, quá hạn: open and overdue",
            Waiting => "Chờ bổ sung: waiting for the citizen's papers",
            Withdrawn => "Rút: withdrawn by the citizen",
            Rejected => "Không tiếp nhận: refused",
        };
        let properties: serde_json::Map<String, serde_json::Value> = Count::ALL
            .into_iter()
            .map(|count| {
                let schema = serde_json::json!({
                    "description": format!("{}.", meaning(count)),
                    "type": ["integer", "null"], "format": "uint64", "minimum": 0,
                });
                (count.key().to_owned(), schema)
            })
            .collect();
        schemars::json_schema!({ "type": "object", "properties": properties })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_count_has_its_own_place() {
        for (i, count) in Count::ALL.into_iter().enumerate() {
            assert_eq!(count as usize, i, "{count:?}");
            let counts = Counts::of(&[(count, 7)]);
            assert_eq!((counts[count], counts.0.iter().flatten().count()), (Some(7), 1));
        }
    }

    #[test]
    fn a_sum_with_an_unpublished_part_is_unknown() {
        let counts = Counts::of(&[(Early, 5), (Late, 0)]);
        assert_eq!((counts.in_time(), counts.completed(), counts.open()), (None, None, None), "half is not the whole");
        let together = Counts::of(&[(Early, 5), (InTime, 8), (Late, 0)]);
        assert_eq!((together.in_time(), together.completed()), (Some(8), Some(8)));
        assert_eq!(Counts::of(&[(Early, u64::MAX), (OnTime, 1)]).in_time(), None, "no sum wraps around");
    }
}
