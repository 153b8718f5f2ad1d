//! Figures of a span of months, made of several periods. Counts are added; rates are never averaged.

use super::{Count, CountStage, Counts, Field, Period, Span, Tthc};
use crate::YearMonth;
use std::cmp::Reverse;

/// The longest span that is composed, in months: a decade.
const MAX_MONTHS: u32 = 120;

/// How good a choice of periods is: the number of months that it covers, then the smaller number of periods.
type Cover = (usize, Reverse<usize>);

/// Figures of a span, and the periods that they are made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Composed {
    /// The figures of the whole span. They have stated results only if the source publishes the span itself.
    pub period: Period,
    /// How many published periods were added; 1 if the source publishes the span itself.
    pub parts: usize,
    /// The months of the span without figures.
    pub missing: Vec<Span>,
    /// The months with figures but without figures by field, if other months of the span have those.
    pub fields_missing: Vec<Span>,
}

impl Tthc {
    /// The figures of a span. If the source publishes the span itself, these figures are returned. Otherwise periods inside of the
    /// span are added: those that do not overlap and cover the most months. `None` if no period lies inside of it.
    ///
    /// Counts of what happens during a period are added; counts of what is open at the start or the end are those of the first or
    /// the last period ([`CountStage`]). A count that one of the periods lacks is unknown.
    #[must_use]
    pub fn compose(&self, span: Span) -> Option<Composed> {
        let parts = self.cover(span, false);
        let first = parts.first()?;
        if let ([only], true) = (parts.as_slice(), first.span() == span) {
            let period = Period::clone(only);
            return Some(Composed { period, parts: 1, missing: Vec::new(), fields_missing: Vec::new() });
        }
        let at_edge = |parts: &[&Period], stage| match stage {
            CountStage::Start => parts.first().is_some_and(|first| first.from == span.from()),
            CountStage::End => parts.last().is_some_and(|last| last.to == span.to()),
            CountStage::During => true,
        };
        let add = |parts: &[&Period], of: &dyn Fn(&Period) -> Counts| {
            let counts: Vec<Counts> = parts.iter().map(|part| of(part)).collect();
            add(&counts, &|stage| at_edge(parts, stage))
        };
        let with_fields: Vec<&Period> = parts.iter().copied().filter(|part| !part.fields.is_empty()).collect();
        let mut fields: Vec<Field> = Vec::new();
        for part in &with_fields {
            for field in part.fields.iter() {
                if fields.iter().all(|known| known.name != field.name) {
                    let counts = add(&with_fields, &|part| part.field(&field.name));
                    fields.push(Field { name: field.name.clone(), counts, index: 0 });
                }
            }
        }
        let without_fields = parts.iter().filter(|part| part.fields.is_empty() && !with_fields.is_empty());
        Some(Composed {
            period: Period {
                from: span.from(),
                to: span.to(),
                counts: add(&parts, &|part| part.counts),
                fields: fields.into(),
                stated: None,
                index: 0,
            },
            parts: parts.len(),
            missing: gaps(span, &parts),
            fields_missing: without_fields.map(|part| part.span()).collect(),
        })
    }

    /// The counts of a span, added from shorter periods that cover it completely; `None` if they do not cover it.
    pub(super) fn compose_from_parts(&self, span: Span) -> Option<Counts> {
        let parts = self.cover(span, true);
        let counts: Vec<Counts> = parts.iter().map(|part| part.counts).collect();
        (parts.len() > 1 && gaps(span, &parts).is_empty()).then(|| add(&counts, &|_| true))
    }

    /// The published periods that cover the most months of a span without overlapping, and as few periods as possible, in order.
    /// `only_shorter` leaves out a period that is the span itself.
    fn cover(&self, span: Span, only_shorter: bool) -> Vec<&Period> {
        if let Some(whole) = self.periods.iter().find(|period| period.span() == span && !only_shorter) {
            return vec![whole];
        }
        let months = span.months();
        if months > MAX_MONTHS {
            return Vec::new();
        }
        let inside: Vec<(usize, usize, &Period)> = self
            .periods
            .iter()
            .filter(|period| span.contains(period.span()) && period.span() != span)
            .map(|period| {
                let start = span.from().months_through(period.from) as usize - 1;
                (start, start + period.span().months() as usize, period)
            })
            .collect();
        // Dynamic programming from the last month to the first: the best choice for the months from each one on, and the period that
        // this choice begins with.
        let mut best: Vec<(Cover, Option<usize>)> = vec![((0, Reverse(0)), None); months as usize + 1];
        for month in (0..months as usize).rev() {
            best[month] = (best[month + 1].0, None);
            for (i, (start, end, _)) in inside.iter().enumerate() {
                let (covered, Reverse(parts)) = best[*end].0;
                let score = (covered + end - start, Reverse(parts + 1));
                if *start == month && score > best[month].0 {
                    best[month] = (score, Some(i));
                }
            }
        }
        let (mut tiles, mut month) = (Vec::new(), 0);
        while month < months as usize {
            match best[month].1 {
                Some(i) => {
                    tiles.push(inside[i].2);
                    month = inside[i].1;
                }
                None => month += 1,
            }
        }
        tiles
    }

    /// The spans that a reader can choose, because there are figures for them; by their ends, oldest first.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        let made = |to: YearMonth| [Span::quarter(to), Span::year_to(to), Span::year(to)].into_iter().flatten();
        let all = self.periods.iter().flat_map(|period| made(period.to).chain([period.span()]));
        let mut spans: Vec<Span> = Vec::new();
        for span in all {
            let place = spans.binary_search_by_key(&(span.to(), span.from()), |known| (known.to(), known.from()));
            if let Err(place) = place {
                spans.insert(place, span);
            }
        }
        // A year has figures if a period lies inside of it; a period of a year and a half does not.
        spans.retain(|span| self.periods.iter().any(|period| span.contains(period.span())));
        spans
    }
}

impl Period {
    /// The counts of a field in this period. If the field is absent, a count is 0 where the other fields already add up to the count of
    /// the whole; otherwise it is unknown.
    fn field(&self, name: &str) -> Counts {
        if let Some(field) = self.fields.iter().find(|field| field.name == name) {
            return field.counts;
        }
        let mut counts = Counts::default();
        for count in Count::ALL {
            let named = self.fields.iter().try_fold(0_u64, |sum, field| sum.checked_add(field.counts[count]?));
            if named.is_some() && named == self.counts[count] {
                counts[count] = Some(0);
            }
        }
        counts
    }
}

/// Adds the counts of consecutive parts. `at_edge` says whether the first and the last part reach the ends of the span.
fn add(parts: &[Counts], at_edge: &dyn Fn(CountStage) -> bool) -> Counts {
    let sum =
        |of: &dyn Fn(&Counts) -> Option<u64>| parts.iter().try_fold(0_u64, |sum, part| sum.checked_add(of(part)?));
    let mut counts = Counts::default();
    for count in Count::ALL {
        let stage = count.stage();
        counts[count] = match stage {
            CountStage::During => sum(&|part| part[count]),
            CountStage::Start => parts.first().and_then(|part| part[count]),
            CountStage::End => parts.last().and_then(|part| part[count]),
        }
        .filter(|_| at_edge(stage));
    }
    // Some parts separate early and on time, others do not: then only the number in time can be added.
    if counts.in_time().is_none() {
        counts[Count::InTime] = sum(&Counts::in_time);
    }
    counts
}

/// The months of a span that no part covers.
fn gaps(span: Span, parts: &[&Period]) -> Vec<Span> {
    let mut gaps = Vec::new();
    let mut next = Some(span.from());
    for part in parts {
        gaps.extend(next.zip(part.from.plus(-1)).and_then(|(from, to)| Span::new(from, to)));
        next = part.to.plus(1);
    }
    gaps.extend(next.and_then(|from| Span::new(from, span.to())));
    gaps
}

#[cfg(test)]
mod tests {
    use super::super::testing::{month, tthc};
    use super::*;
    use Count::{CarriedOver, Early, InTime, Late, OnTime, PendingInTime, Received};
    use proptest::prelude::*;

    fn span(text: &str) -> Span {
        Span::parse(text).unwrap()
    }

    #[test]
    fn counts_are_added_and_stocks_are_taken_from_the_ends() {
        let counts = |n| {
            Counts::of(&[(Received, n), (CarriedOver, 10 + n), (Early, 2 * n), (OnTime, 1), (PendingInTime, 100 + n)])
        };
        let figures = tthc((7..=9).map(|m| month(2023, m, counts(u64::from(m)))));
        let quarter = figures.compose(span("2023-Q3")).unwrap();
        let expected = Counts::of(&[(Received, 24), (CarriedOver, 17), (Early, 48), (OnTime, 3), (PendingInTime, 109)]);
        assert_eq!((quarter.period.counts, quarter.parts), (expected, 3));
        assert_eq!(quarter.missing, []);
        assert_eq!(quarter.period.span(), span("2023-Q3"));
    }

    #[test]
    fn missing_months_are_named_and_what_hangs_on_them_is_unknown() {
        let counts = Counts::of(&[(Received, 5), (CarriedOver, 1), (PendingInTime, 2)]);
        let figures = tthc([2, 4, 5].map(|m| month(2023, m, counts)));
        let half = figures.compose(span("2023-01..2023-06")).unwrap();
        assert_eq!(half.missing, [span("2023-01"), span("2023-03"), span("2023-06")]);
        assert_eq!(half.period.counts, Counts::of(&[(Received, 15)]), "neither end was published");
        assert_eq!(figures.compose(span("2022")), None);
        assert_eq!(figures.compose(span("2023-05")).map(|it| it.parts), Some(1));
    }

    #[test]
    fn one_unpublished_part_makes_the_sum_unknown() {
        let figures = tthc([month(2023, 1, Counts::of(&[(Late, 5)])), month(2023, 2, Counts::default())]);
        assert_eq!(figures.compose(span("2023-01..2023-02")).unwrap().period.counts[Late], None);
    }

    #[test]
    fn what_some_split_and_others_do_not_adds_up_together() {
        let split = Counts::of(&[(Early, 3), (OnTime, 4), (Late, 0)]);
        let together = Counts::of(&[(InTime, 5), (Late, 1)]);
        let figures = tthc([month(2023, 1, split), month(2023, 2, together)]);
        let both = figures.compose(span("2023-01..2023-02")).unwrap().period.counts;
        assert_eq!((both[Early], both.in_time(), both.completed()), (None, Some(12), Some(13)));
    }

    #[test]
    fn what_the_source_publishes_whole_is_not_put_together() {
        let mut figures = tthc((1..=11).map(|m| month(2023, m, Counts::of(&[(Late, 1)]))));
        let whole = Period { from: YearMonth::new(2023, 1).unwrap(), ..month(2023, 11, Counts::of(&[(Late, 99)])) };
        figures.periods.push(whole);
        assert_eq!(figures.compose(span("2023-01..2023-11")).unwrap().period.counts[Late], Some(99));
        assert_eq!(figures.compose(span("2023-Q3")).unwrap().period.counts[Late], Some(3));
        // A longer stretch is made of the long period and what it lacks, not of both.
        let year = figures.compose(span("2023")).unwrap();
        assert_eq!((year.parts, year.period.counts[Late], year.missing), (1, Some(99), vec![span("2023-12")]));
    }

    #[test]
    fn a_field_that_is_not_named_is_zero_only_where_the_others_make_the_whole() {
        let field = |name: &str, late| Field { name: name.to_owned(), counts: Counts::of(&[(Late, late)]), index: 0 };
        let mut figures = tthc((1..=3).map(|m| month(2023, m, Counts::of(&[(Late, 5)]))));
        figures.periods[0].fields = vec![field("Hộ tịch", 2), field("Đất đai", 3)].into();
        figures.periods[1].fields = vec![field("Hộ tịch", 5)].into();
        let late = |figures: &Tthc, of: &str| {
            let composed = figures.compose(span(of)).unwrap();
            composed.period.fields.iter().map(|it| (it.name.clone(), it.counts[Late])).collect::<Vec<_>>()
        };
        let named = |name: &str, late| (name.to_owned(), late);
        assert_eq!(late(&figures, "2023-01..2023-02"), [named("Hộ tịch", Some(7)), named("Đất đai", Some(3))]);
        figures.periods[1].fields = vec![field("Hộ tịch", 4)].into();
        assert_eq!(late(&figures, "2023-01..2023-02"), [named("Hộ tịch", Some(6)), named("Đất đai", None)]);
        // March has none at all: it is named, not taken for nothing.
        let quarter = figures.compose(span("2023-Q1")).unwrap();
        assert_eq!((quarter.fields_missing, quarter.period.fields.len()), (vec![span("2023-03")], 2));
    }

    #[test]
    fn what_a_field_had_open_is_unknown_where_the_month_at_that_end_has_no_fields() {
        let counts = |n| Counts::of(&[(Received, n), (CarriedOver, 10 + n), (PendingInTime, 100 + n)]);
        let mut figures = tthc((1..=3).map(|m| month(2023, m, counts(u64::from(m)))));
        for i in [0, 1] {
            figures.periods[i].fields =
                vec![Field { name: "Hộ tịch".to_owned(), counts: counts(i as u64 + 1), index: 0 }].into();
        }
        let quarter = figures.compose(span("2023-Q1")).unwrap();
        assert_eq!(quarter.period.counts, Counts::of(&[(Received, 6), (CarriedOver, 11), (PendingInTime, 103)]));
        assert_eq!(
            quarter.period.fields[0].counts,
            Counts::of(&[(Received, 3), (CarriedOver, 11)]),
            "not February's end"
        );
    }

    #[test]
    fn what_can_be_chosen_is_what_there_are_figures_for() {
        let figures = tthc([(2022, 12), (2023, 1), (2023, 2)].map(|(y, m)| month(y, m, Counts::default())));
        let spans: Vec<String> = figures.spans().iter().map(|it| it.address()).collect();
        let expected = ["2022", "2022-Q4", "2022-12", "2023-01", "2023-01..2023-02", "2023-02", "2023-Q1", "2023"];
        assert_eq!(spans, expected);
        assert!(figures.spans().into_iter().all(|span| figures.compose(span).is_some()));
    }

    proptest! {
        #[test]
        fn sums_are_those_of_the_months(late in proptest::collection::vec(proptest::option::of(0u64..1000), 12), from in 0usize..12, length in 1usize..13) {
            let to = (from + length - 1).min(11);
            let published = late.iter().enumerate().filter_map(|(i, late)| Some((i, (*late)?)));
            let figures = tthc(published.clone().map(|(i, late)| month(2023, i as u8 + 1, Counts::of(&[(Late, late)]))));
            let whole = Span::new(YearMonth::new(2023, from as u8 + 1).unwrap(), YearMonth::new(2023, to as u8 + 1).unwrap()).unwrap();
            let inside: Vec<u64> = late[from..=to].iter().flatten().copied().collect();
            match figures.compose(whole) {
                None => prop_assert!(inside.is_empty()),
                Some(composed) => {
                    prop_assert_eq!(composed.period.counts[Late], Some(inside.iter().sum()));
                    let missing: u32 = composed.missing.iter().map(|span| span.months()).sum();
                    prop_assert_eq!(missing as usize + inside.len(), to - from + 1);
                }
            }
        }
    }
}
