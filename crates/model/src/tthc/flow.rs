//! What came in and where it is now: two sums that should be the same.

use super::{Count, Counts};
use Count::{
    CarriedOver, Early, InTime, Late, OnTime, PendingInTime, PendingLate, Received, Rejected, Waiting, Withdrawn,
};

/// The dossiers of a period, from both ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// What there was to do: open at the start, and new.
    pub incoming: Vec<FlowSegment>,
    /// Where it is at the end.
    pub outgoing: Vec<FlowSegment>,
    /// Whether the one is the other.
    pub balance: Balance,
}

/// One kind of dossiers in a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowSegment {
    /// Which; `None` for what must be somewhere, but was not published.
    pub count: Option<Count>,
    /// How many.
    pub value: u64,
}

/// What the two sums make of each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Balance {
    /// The same.
    AddsUp,
    /// The source contradicts itself.
    Differs {
        /// What there was to do.
        incoming: u64,
        /// What is accounted for.
        outgoing: u64,
    },
    /// Some counts were not published, so nobody can tell.
    Unknown(Vec<Count>),
}

impl Flow {
    /// Both sums of a period's counts.
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
            // Nothing is left for what was not published.
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

    /// The larger of the two sums: what the picture is drawn to.
    pub fn scale(&self) -> u64 {
        total(&self.incoming).max(total(&self.outgoing))
    }
}

/// The sum of parts; the most a number can be where it would be more.
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
    fn both_sums_are_the_same_or_the_difference_is_told() {
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
    fn what_was_not_published_is_a_part_of_its_own() {
        let mut counts = Counts::of(&WHOLE);
        counts[PendingInTime] = None;
        let flow = Flow::of(&counts);
        assert_eq!(flow.balance, Balance::Unknown(vec![PendingInTime]));
        assert_eq!(flow.outgoing.last(), Some(&FlowSegment { count: None, value: 23 }));
        counts[Late] = Some(23);
        assert_eq!(Flow::of(&counts).balance, Balance::AddsUp, "so the unpublished one is 0");
        // More than came in cannot be, whatever is unknown.
        counts[Late] = Some(50);
        assert_eq!(Flow::of(&counts).balance, Balance::Differs { incoming: 358, outgoing: 385 });
        // The example page: nobody knows what came in.
        let example = Flow::of(&Counts::of(&[(InTime, 2787), (Late, 0)]));
        assert_eq!((example.incoming.len(), example.scale()), (0, 2787));
        assert!(matches!(example.balance, Balance::Unknown(missing) if missing.starts_with(&[CarriedOver, Received])));
    }

    proptest! {
        #[test]
        fn the_picture_never_shows_more_than_there_is(values in proptest::collection::vec(proptest::option::of(0u64..500), 11)) {
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
