//! The dossiers of a period from both ends: those that came in, and where they are at its end. Both sums should be equal.

use super::{Count, Counts};
use Count::{
    CarriedOver, Early, InTime, Late, OnTime, PendingInTime, PendingLate, Received, Rejected, Waiting, Withdrawn,
};

/// The dossiers of a period, from both ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Those that were to be handled: open at the start, and new.
    pub incoming: Vec<FlowSegment>,
    /// Where they are at the end.
    pub outgoing: Vec<FlowSegment>,
    /// Whether both sums are equal.
    pub balance: Balance,
}

/// A segment of one of the two sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowSegment {
    /// What it counts; `None` for the dossiers that the published counts do not account for.
    pub count: Option<Count>,
    /// The number of dossiers.
    pub value: u64,
}

/// How the two sums compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Balance {
    /// They are equal.
    AddsUp,
    /// They differ: the source contradicts itself.
    Differs {
        /// The dossiers that were to be handled.
        incoming: u64,
        /// The dossiers that are accounted for.
        outgoing: u64,
    },
    /// They cannot be compared, because these counts were not published.
    Unknown(Vec<Count>),
}

impl Flow {
    /// Makes both sums of a period's counts.
    #[must_use]
    pub fn of(counts: &Counts) -> Self {
        let is_split = counts.sum(&[Early, OnTime]).is_some();
        let done: &[Count] = if is_split { &[Early, OnTime] } else { &[InTime] };
        let outgoing = [done, &[Late, PendingInTime, PendingLate, Waiting, Withdrawn, Rejected]].concat();
        let incoming = [CarriedOver, Received];
        let parts = |of: &[Count]| -> Vec<FlowSegment> {
            of.iter().filter_map(|count| Some(FlowSegment { count: Some(*count), value: counts[*count]? })).collect()
        };
        let missing: Vec<Count> =
            incoming.iter().chain(&outgoing).filter(|it| counts[**it].is_none()).copied().collect();
        let (came, mut went) = (parts(&incoming), parts(&outgoing));
        let (came_in, known) = (counts.sum(&incoming), total(&went));
        let balance = match came_in {
            // More is accounted for than there was, whatever the unpublished ones are.
            Some(came_in) if known > came_in || (known < came_in && missing.is_empty()) => {
                Balance::Differs { incoming: came_in, outgoing: known }
            }
            // The counts that were not published are 0 then.
            Some(came_in) if known == came_in => Balance::AddsUp,
            _ => Balance::Unknown(missing),
        };
        if let (Some(rest), Balance::Unknown(_)) = (came_in.and_then(|came_in| came_in.checked_sub(known)), &balance)
            && rest > 0
        {
            went.push(FlowSegment { count: None, value: rest });
        }
        Self { incoming: came, outgoing: went, balance }
    }

    /// The larger of the two sums, which is the end of the scale.
    #[must_use]
    pub fn scale(&self) -> u64 {
        total(&self.incoming).max(total(&self.outgoing))
    }
}

/// The sum of segments; the greatest `u64` if it would be more.
#[must_use]
pub fn total(parts: &[FlowSegment]) -> u64 {
    parts.iter().fold(0, |sum, part| sum.saturating_add(part.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WHOLE: [(Count, u64); 10] = [
        (Received, 329),
        (CarriedOver, 29),
        (Early, 239),
        (OnTime, 87),
        (Late, 0),
        (PendingInTime, 23),
        (PendingLate, 0),
        (Waiting, 6),
        (Withdrawn, 2),
        (Rejected, 1),
    ];

    #[test]
    fn the_sums_are_compared() {
        let flow = Flow::of(&Counts::of(&WHOLE));
        assert_eq!((total(&flow.incoming), total(&flow.outgoing), &flow.balance), (358, 358, &Balance::AddsUp));
        let mut counts = Counts::of(&WHOLE);
        counts[Late] = Some(4);
        assert_eq!(Flow::of(&counts).balance, Balance::Differs { incoming: 358, outgoing: 362 });
        counts[Late] = Some(0);
        counts[Received] = Some(400);
        assert_eq!(Flow::of(&counts).balance, Balance::Differs { incoming: 429, outgoing: 358 });
    }

    #[test]
    fn unpublished_dossiers_are_a_segment_of_their_own() {
        let mut counts = Counts::of(&WHOLE);
        counts[PendingInTime] = None;
        let flow = Flow::of(&counts);
        assert_eq!(flow.balance, Balance::Unknown(vec![PendingInTime]));
        assert_eq!(flow.outgoing.last(), Some(&FlowSegment { count: None, value: 23 }));
        counts[Late] = Some(23);
        assert_eq!(Flow::of(&counts).balance, Balance::AddsUp, "so the unpublished one is 0");
        // More than came in is a contradiction, even with an unknown count.
        counts[Late] = Some(50);
        assert_eq!(Flow::of(&counts).balance, Balance::Differs { incoming: 358, outgoing: 385 });
        // The example page, where it is not known what came in.
        let example = Flow::of(&Counts::of(&[(InTime, 2787), (Late, 0)]));
        assert_eq!((example.incoming.len(), example.scale()), (0, 2787));
        assert!(matches!(example.balance, Balance::Unknown(missing) if missing.starts_with(&[CarriedOver, Received])));
    }

    proptest! {
        #[test]
        fn no_segment_is_larger_than_the_scale(values in proptest::collection::vec(proptest::option::of(0u64..500), 11)) {
            let mut counts = Counts::default();
            for (count, value) in Count::ALL.into_iter().zip(values) {
                counts[count] = value;
            }
            let flow = Flow::of(&counts);
            prop_assert!(flow.outgoing.iter().all(|part| part.value <= flow.scale()));
            match flow.balance {
                Balance::AddsUp => prop_assert_eq!(total(&flow.incoming), total(&flow.outgoing)),
                Balance::Differs { incoming, outgoing } => prop_assert!(incoming != outgoing),
                Balance::Unknown(ref missing) => {
                    prop_assert!(!missing.is_empty());
                    if flow.incoming.len() == 2 {
                        prop_assert_eq!(total(&flow.incoming), total(&flow.outgoing));
                    }
                }
            }
        }
    }
}
