//! Sorts the fields of administration for a table.

use super::{Count, Counts, Field};
use crate::rate::Rate;
use std::cmp::Ordering;

/// What fields are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    /// Their names.
    Name,
    /// A count.
    Count(Count),
    /// How many were completed.
    Completed,
    /// How many of them in time.
    InTime,
    /// Late ÷ completed.
    LateRate,
    /// Completed ÷ (completed + still open).
    CompletionRate,
}

impl SortBy {
    /// Whether the first click on the column sorts from the greatest to the smallest.
    #[must_use]
    pub fn begins_descending(self) -> bool {
        self != Self::Name
    }

    /// Sorts fields. Unknown values come last in both directions, and equal ones keep their order. `names` compares two names by the
    /// rules of the reader's language.
    pub fn sort(self, fields: &[Field], descending: bool, names: fn(&str, &str) -> Ordering) -> Vec<&Field> {
        let turned = |order: Ordering| if descending { order.reverse() } else { order };
        let known = |one: bool, other: bool| other.cmp(&one);
        let number = |one: Option<u64>, other: Option<u64>| {
            known(one.is_some(), other.is_some()).then_with(|| turned(one.cmp(&other)))
        };
        let rate = |one: Rate, other: Rate| {
            let is_rate = |rate: Rate| rate.parts().is_some();
            known(is_rate(one), is_rate(other)).then_with(|| turned(one.compare(other)))
        };
        let compare = |one: &Field, other: &Field| {
            let (a, b): (&Counts, &Counts) = (&one.counts, &other.counts);
            match self {
                Self::Name => turned(names(&one.name, &other.name)),
                Self::Count(count) => number(a[count], b[count]),
                Self::Completed => number(a.completed(), b.completed()),
                Self::InTime => number(a.in_time(), b.in_time()),
                Self::LateRate => rate(a.late_rate(), b.late_rate()),
                Self::CompletionRate => rate(a.completion_rate(), b.completion_rate()),
            }
        };
        // An insertion sort: there are at most 500 fields, and the sort of the standard library would add 3 kB to the wasm.
        let mut sorted: Vec<&Field> = Vec::with_capacity(fields.len());
        for field in fields {
            let place = sorted.partition_point(|earlier| compare(earlier, field) != Ordering::Greater);
            sorted.insert(place, field);
        }
        sorted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn field(name: &str, pairs: &[(Count, u64)]) -> Field {
        Field { name: name.to_owned(), counts: Counts::of(pairs), index: 0 }
    }

    #[test]
    fn unknown_values_come_last_in_both_directions() {
        let fields = [
            field("A", &[]),
            field("B", &[(Count::InTime, 9), (Count::Late, 1)]),
            field("C", &[(Count::InTime, 1), (Count::Late, 3)]),
        ];
        let sorted = |by: SortBy, descending| {
            let fields = by.sort(&fields, descending, |one, other| one.cmp(other));
            fields.iter().map(|it| it.name.as_str()).collect::<String>()
        };
        assert_eq!((sorted(SortBy::Completed, true), sorted(SortBy::Completed, false)), ("BCA".into(), "CBA".into()));
        assert_eq!((sorted(SortBy::LateRate, true), sorted(SortBy::LateRate, false)), ("CBA".into(), "BCA".into()));
        assert_eq!((sorted(SortBy::Name, true), sorted(SortBy::Name, false)), ("CBA".into(), "ABC".into()));
        assert_eq!(sorted(SortBy::Count(Count::Late), true), "CBA");
    }

    proptest! {
        #[test]
        fn sorting_loses_nothing_and_is_in_order(late in proptest::collection::vec(proptest::option::of(0u64..9), 0..20), descending in any::<bool>()) {
            let fields: Vec<Field> = late.iter().map(|late| field("x", &late.map(|it| (Count::Late, it)).into_iter().collect::<Vec<_>>())).collect();
            let fields = SortBy::Count(Count::Late).sort(&fields, descending, |one, other| one.cmp(other));
            let sorted: Vec<Option<u64>> = fields.iter().map(|it| it.counts[Count::Late]).collect();
            let known: Vec<u64> = sorted.iter().flatten().copied().collect();
            prop_assert!(sorted[..known.len()].iter().all(Option::is_some), "unknown last");
            let in_order = |pair: &[u64]| if descending { pair[0] >= pair[1] } else { pair[0] <= pair[1] };
            prop_assert!(known.windows(2).all(in_order));
            prop_assert_eq!(sorted.len(), late.len());
        }
    }
}
