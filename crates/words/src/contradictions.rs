//! Sentences about figures that contradict one another.

use crate::numbers::integer;
use crate::{Language, counts, periods, say};
use trangxa_model::YearMonth;
use trangxa_model::tthc::{Composed, Count, Disagreement, Period, Span, Tthc};

/// How many contradictions a page lists.
const NAMED: usize = 6;

/// A contradiction, for a reader. Contradictions that only the dashboard shows are Vietnamese in any language: the widget's card
/// shows those among the counts of one period, and shows those of rates next to the rates.
#[must_use]
pub fn sentence(contradiction: &Disagreement, language: Language) -> String {
    let integer = |value: u64| integer(value, language);
    let label = |count: &Count| counts::name(*count);
    match contradiction {
        Disagreement::InTime { whole, parts } => say!(
            language,
            "Nguồn công bố {} hồ sơ trước & đúng hạn, nhưng trước hạn cộng đúng hạn là {}.",
            "The source counts {} on time or early, but early and on time make {}.",
            integer(*whole),
            integer(*parts)
        ),
        Disagreement::Completed { stated, derived } => say!(
            language,
            "Nguồn công bố đã giải quyết {} hồ sơ, nhưng cộng các số thành phần được {}.",
            "The source counts {} completed, but its parts make {}.",
            integer(*stated),
            integer(*derived)
        ),
        Disagreement::Rate { of_late, stated, derived } => {
            let what = if *of_late { "trễ hạn" } else { "giải quyết" };
            format!("Nguồn công bố tỉ lệ {what} {stated}, nhưng tính từ số hồ sơ được {derived}.")
        }
        Disagreement::Balance { incoming, outgoing } => say!(
            language,
            "Số liệu của nguồn chưa khớp: phải giải quyết {} hồ sơ, nhưng các kết quả cộng lại là {}.",
            "The source’s figures do not match: {} to be processed, but the outcomes make {}.",
            integer(*incoming),
            integer(*outgoing)
        ),
        Disagreement::Fields { count, whole, parts } => format!(
            "{}: cả đơn vị {} hồ sơ, nhưng cộng các lĩnh vực được {}.",
            label(count),
            integer(*whole),
            integer(*parts)
        ),
        Disagreement::FieldTwice(name) => format!("Lĩnh vực “{name}” xuất hiện hai lần trong số liệu."),
        Disagreement::CarriedOver { here, before, previous } => format!(
            "Kỳ trước chuyển qua {} hồ sơ, nhưng cuối {} còn {}.",
            integer(*here),
            periods::in_sentence(Span::month(previous.to()), Language::Vietnamese),
            integer(*before)
        ),
        Disagreement::Parts { count, whole, parts } => format!(
            "{}: cả kỳ {} hồ sơ, nhưng cộng các kỳ ngắn hơn được {}.",
            label(count),
            integer(*whole),
            integer(*parts)
        ),
    }
}

/// The contradictions among the counts of one period. One between a rate and its counts is left out: it is said next to the
/// rate ([`figures::rate_basis`](crate::figures::rate_basis)).
pub fn of_period(period: &Period, language: Language) -> impl Iterator<Item = String> {
    let found = period.own_disagreements().into_iter().map(|(_, it)| it);
    found.filter(|it| !matches!(it, Disagreement::Rate { .. })).map(move |it| sentence(&it, language))
}

/// The contradictions in the periods that composed figures rest on. `merged` is the first month of the merged unit.
#[must_use]
pub fn of_composed(tthc: &Tthc, composed: &Composed, merged: Option<YearMonth>) -> Vec<String> {
    let language = Language::Vietnamese;
    let span = composed.period.span();
    let mut found = Vec::new();
    for period in tthc.periods.iter().filter(|period| span.contains(period.span())) {
        for (_, it) in tthc.disagreements_of(period, merged) {
            let is_whole = period.span() == span;
            let here = if is_whole { String::new() } else { format!("{}: ", periods::title(period.span(), language)) };
            found.push(here + &sentence(&it, language));
        }
    }
    found
}

/// The first six sentences, and how many more there are.
#[must_use]
pub fn first_few(mut found: Vec<String>) -> Vec<String> {
    if found.len() > NAMED {
        let more = found.len() - NAMED;
        found.truncate(NAMED);
        found.push(format!("Và {more} chỗ khác chưa khớp."));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{month, tthc};
    use trangxa_model::tthc::Counts;

    #[test]
    fn periods_that_contradict_one_another_are_named() {
        let of = |it: Disagreement| sentence(&it, Language::Vietnamese);
        let previous = Span::parse("2023-02").unwrap();
        assert_eq!(
            of(Disagreement::CarriedOver { here: 9, before: 7, previous }),
            "Kỳ trước chuyển qua 9 hồ sơ, nhưng cuối tháng 02/2023 còn 7."
        );
        assert_eq!(
            of(Disagreement::Parts { count: Count::Late, whole: 7, parts: 6 }),
            "Trễ hạn: cả kỳ 7 hồ sơ, nhưng cộng các kỳ ngắn hơn được 6."
        );
    }

    #[test]
    fn a_sum_names_the_contradictions_that_it_rests_on() {
        let bad = Counts::of(&[(Count::InTime, 5), (Count::Early, 1), (Count::OnTime, 1)]);
        let figures = tthc([month(2023, 1, Counts::default()), month(2023, 2, bad)]);
        let composed = figures.compose(Span::parse("2023-01..2023-02").unwrap()).unwrap();
        assert_eq!(
            of_composed(&figures, &composed, None),
            ["Tháng 02/2023: Nguồn công bố 5 hồ sơ trước & đúng hạn, nhưng trước hạn cộng đúng hạn là 2."]
        );
        let january = figures.compose(Span::parse("2023-01").unwrap()).unwrap();
        assert_eq!(of_composed(&figures, &january, None), Vec::<String>::new());
    }

    #[test]
    fn the_end_of_a_long_period_is_named_by_its_month() {
        let open = |n| Counts::of(&[(Count::PendingInTime, n), (Count::PendingLate, 0), (Count::Waiting, 0)]);
        let mut figures = tthc([month(2023, 11, open(4)), month(2023, 12, Counts::of(&[(Count::CarriedOver, 5)]))]);
        figures.periods[0].from = YearMonth::new(2023, 1).unwrap();
        let sentences: Vec<_> =
            figures.disagreements(None).iter().map(|(_, it)| sentence(it, Language::Vietnamese)).collect();
        assert_eq!(sentences, ["Kỳ trước chuyển qua 5 hồ sơ, nhưng cuối tháng 11/2023 còn 4."]);
    }
}
