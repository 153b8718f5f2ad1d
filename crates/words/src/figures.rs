//! Sentences about the figures of one period: what a rate rests on, what the numbers do not show, what is missing.

use crate::numbers::{fraction, rate};
use crate::{Language, counts, periods, say};
use trangxa_model::tthc::{Composed, Count, Period, Shown, Span, SpanKind};
use trangxa_model::{Timestamp, YearMonth};

/// What a rate rests on, which stands next to it: its two numbers, or why there are none.
#[must_use]
pub fn rate_basis(shown: Shown, language: Language) -> String {
    let fraction = shown.derived().and_then(|rate| fraction(rate, language)).unwrap_or_default();
    match shown {
        Shown::Derived(_) => fraction,
        Shown::Stated(_) => language.pick("theo số liệu công bố", "as published by the source").to_owned(),
        Shown::Disagrees { stated, .. } => {
            let stated = rate(Shown::Stated(stated), language);
            say!(
                language,
                "{fraction}; nguồn công bố {stated}, không khớp với số hồ sơ",
                "{fraction}; the source says {stated}, which does not match"
            )
        }
        Shown::Unknown => language.pick("không tính được", "cannot be calculated").to_owned(),
    }
}

/// A rate and what it rests on, as they stand next to each other; words and nothing for an unknown rate, because a dash does not say
/// what is missing.
#[must_use]
pub fn rate_and_basis(shown: Shown, language: Language) -> [String; 2] {
    let basis = rate_basis(shown, language);
    if shown == Shown::Unknown { [basis, String::new()] } else { [rate(shown, language), basis] }
}

/// What the numbers of a period do not show: that nothing was counted, that something was not published, which year the sum is
/// of. `is_whole` says that no month of the period is missing; if one is, unknown numbers are not the source's fault.
#[must_use]
pub fn period_remarks(period: &Period, is_whole: bool, language: Language) -> Vec<String> {
    let counts = &period.counts;
    let mut said = Vec::new();
    let when = if is_whole {
        language.pick("Kỳ này", "this period")
    } else {
        language.pick("Các tháng đã công bố", "the months published")
    };
    let missing = || missing_counts(period, language).filter(|_| is_whole);
    match (counts.completed(), counts.open()) {
        _ if counts.is_empty() && period.stated.is_none() => {
            let none = language.pick("Kỳ này chưa có số nào.", "There are no figures for this period yet.");
            said.push(none.to_owned());
        }
        (Some(0), Some(0)) => {
            said.push(say!(
                language,
                "{when} không có hồ sơ nào được giải quyết hay còn lại, nên không có tỉ lệ.",
                "In {when} no application was completed or left open, so there are no rates."
            ));
        }
        (Some(0), open) => {
            said.push(say!(
                language,
                "{when} chưa có hồ sơ nào được giải quyết xong, nên không có tỉ lệ trễ hạn.",
                "In {when} no application was completed, so there is no late rate."
            ));
            said.extend(missing().filter(|_| open.is_none()));
        }
        _ => said.extend(missing()),
    }
    let span = period.span();
    if span.kind() == SpanKind::YearToDate {
        said.push(say!(
            language,
            "Số liệu cộng từ đầu năm {}, không gồm các năm trước.",
            "Counted from the start of {}, without earlier years.",
            span.to().year()
        ));
    }
    said
}

/// Says that the figures are of an earlier year than the reader's; `None` if they are not. A card shows the latest figures,
/// however old.
#[must_use]
pub fn past_year(period: &Period, now: Timestamp, language: Language) -> Option<String> {
    let (year, this) = (period.to.year(), YearMonth::of(now)?.year());
    (this > year).then(|| {
        say!(
            language,
            "Đây là số liệu của năm {year}; chưa có số liệu năm {this}.",
            "These are the figures of {year}; there are none of {this} yet."
        )
    })
}

/// Which counts the rates lack; `None` if they lack none.
fn missing_counts(period: &Period, language: Language) -> Option<String> {
    let published = &period.counts;
    let completed = [Count::InTime, Count::Late].into_iter().filter(|count| match count {
        Count::InTime => published.in_time().is_none(),
        count => published[*count].is_none(),
    });
    let open = [Count::PendingInTime, Count::PendingLate, Count::Waiting];
    let open = open.into_iter().filter(|count| published[*count].is_none());
    let missing: Vec<Count> = completed.chain(open).collect();
    if missing.is_empty() {
        return None;
    }
    let consequence = match (period.completion_rate(), period.late_rate()) {
        (Shown::Stated(_), Shown::Stated(_)) => language.pick(
            "nên các tỉ lệ là của nguồn, không kiểm lại được",
            "the rates are the source’s own and cannot be checked",
        ),
        (Shown::Stated(_), _) => language.pick(
            "nên tỉ lệ giải quyết là của nguồn, không kiểm lại được",
            "the completion rate is the source’s own and cannot be checked",
        ),
        (_, Shown::Unknown) => language.pick("nên không tính được các tỉ lệ", "the rates cannot be calculated"),
        (_, Shown::Stated(_)) => language.pick(
            "nên không tính được tỉ lệ giải quyết; tỉ lệ trễ hạn là của nguồn",
            "the completion rate cannot be calculated, and the late rate is the source’s own",
        ),
        (_, _) => language.pick("nên không tính được tỉ lệ giải quyết", "the completion rate cannot be calculated"),
    };
    let names = counts::list(&missing, language);
    Some(say!(language, "Chưa có số {names}, {consequence}.", "Figures not available: {names}. So {consequence}."))
}

/// What a reader must know of figures that were added up from several periods. `merged` is the first month of the merged unit.
#[must_use]
pub fn composition_remarks(composed: &Composed, merged: Option<YearMonth>) -> Vec<String> {
    let mut said = Vec::new();
    let span = composed.period.span();
    if composed.parts > 1 {
        said.push(format!("Cộng từ {} kỳ đã công bố.", composed.parts));
    }
    if !composed.missing.is_empty() {
        said.push(format!(
            "Chưa có số liệu {}; các số dưới đây chỉ cộng những tháng đã công bố.",
            periods::list(&composed.missing)
        ));
    }
    if !composed.fields_missing.is_empty() {
        let missing = periods::list(&composed.fields_missing);
        said.push(format!("Không có số liệu theo lĩnh vực {missing}; bảng lĩnh vực chỉ cộng những tháng có."));
    }
    if let Some(merged) = merged.filter(|merged| span.from() < *merged && *merged <= span.to()) {
        said.push(format!(
            "Từ tháng {merged} đơn vị đã sáp nhập: số liệu trước và sau đó không phải của cùng một địa bàn."
        ));
    }
    said
}

/// Says that the figures were not updated for too long; see [`trangxa_model::tthc::is_stale`].
#[must_use]
pub fn stale(language: Language) -> &'static str {
    language
        .pick("Số liệu đã cũ: hơn 45 ngày chưa cập nhật.", "These figures are old: not updated for more than 45 days.")
}

/// Says that a period was chosen for which there are no figures.
#[must_use]
pub fn none_for(span: Span) -> String {
    format!("Chưa có số liệu {}.", periods::in_sentence(span, Language::Vietnamese))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{month, one, tthc};
    use serde_json::json;
    use trangxa_model::tthc::Count::{Early, InTime, Late, PendingInTime, PendingLate, Waiting};
    use trangxa_model::tthc::Counts;

    const VI: Language = Language::Vietnamese;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn counts(pairs: &[(Count, u64)]) -> Counts {
        Counts::of(pairs)
    }

    const OPEN: [(Count, u64); 3] = [(PendingInTime, 5), (PendingLate, 0), (Waiting, 0)];

    #[test]
    fn what_numbers_hide_is_said() {
        let said = |pairs: &[(Count, u64)]| period_remarks(&month(2023, 11, counts(pairs)), true, VI);
        assert_eq!(said(&[]), ["Kỳ này chưa có số nào."]);
        let zero = [(InTime, 0), (Late, 0), (PendingInTime, 0), (PendingLate, 0), (Waiting, 0)];
        assert_eq!(said(&zero), ["Kỳ này không có hồ sơ nào được giải quyết hay còn lại, nên không có tỉ lệ."]);
        let none_done = [&[(InTime, 0), (Late, 0)], OPEN.as_slice()].concat();
        assert_eq!(said(&none_done), ["Kỳ này chưa có hồ sơ nào được giải quyết xong, nên không có tỉ lệ trễ hạn."]);
        assert_eq!(said(&zero[..2]).len(), 2, "what is open is not known");
        let part = period_remarks(&month(2023, 11, counts(&[(InTime, 9), (Late, 1)])), false, VI);
        assert_eq!(part, Vec::<String>::new(), "months are missing, not numbers");
        let whole = [&[(InTime, 9), (Late, 1)], OPEN.as_slice()].concat();
        assert_eq!(said(&whole), Vec::<String>::new());
        assert_eq!(
            said(&[(InTime, 9), (Late, 1), (PendingInTime, 5), (Waiting, 0)]),
            ["Chưa có số đang giải quyết quá hạn, nên không tính được tỉ lệ giải quyết."]
        );
        assert_eq!(
            said(&[(Early, 9), (Late, 1)]),
            ["Chưa có số trước & đúng hạn, đang giải quyết trong hạn, đang giải quyết quá hạn, chờ bổ sung, \
              nên không tính được các tỉ lệ."]
        );
    }

    #[test]
    fn the_example_page_is_of_2023_and_of_its_source() {
        let figures = one(json!({"in_time": 2787, "late": 0, "stated": {"completion_rate": 100, "late_rate": 0}}));
        let not_published = "Chưa có số đang giải quyết trong hạn, đang giải quyết quá hạn, chờ bổ sung, nên tỉ \
                             lệ giải quyết là của nguồn, không kiểm lại được.";
        let cumulative = "Số liệu cộng từ đầu năm 2023, không gồm các năm trước.";
        assert_eq!(period_remarks(&figures, true, VI), [not_published, cumulative]);
        let old = "Đây là số liệu của năm 2023; chưa có số liệu năm 2026.";
        assert_eq!(past_year(&figures, at("2026-01-01T00:00:00+07:00"), VI).as_deref(), Some(old));
        // The last second of the year in Vietnam.
        assert_eq!(past_year(&figures, at("2023-12-31T16:59:59Z"), VI), None);
    }

    #[test]
    fn what_rests_on_a_claim_says_so() {
        let rates = |json| rate_basis(one(json).late_rate(), VI);
        assert_eq!(rates(json!({"in_time": 9, "late": 1})), "1/10 hồ sơ");
        assert_eq!(rates(json!({"stated": {"late_rate": 3}})), "theo số liệu công bố");
        let disagrees = rates(json!({"in_time": 9, "late": 1, "stated": {"late_rate": 0}}));
        assert_eq!(disagrees, "1/10 hồ sơ; nguồn công bố 0%, không khớp với số hồ sơ");
        assert_eq!(rates(json!({})), "không tính được");
        let both = |json| rate_and_basis(one(json).late_rate(), VI);
        assert_eq!(both(json!({"in_time": 9, "late": 1})), ["10%", "1/10 hồ sơ"]);
        assert_eq!(both(json!({})), ["không tính được", ""], "words instead of a dash");
    }

    #[test]
    fn sums_name_what_they_lack_and_what_they_span() {
        let figures = tthc([1, 2, 4].map(|m| month(2023, m, counts(&[(Late, 1)]))));
        let half = figures.compose(Span::parse("2023-01..2023-06").unwrap()).unwrap();
        assert_eq!(
            composition_remarks(&half, YearMonth::new(2023, 3)),
            [
                "Cộng từ 3 kỳ đã công bố.",
                "Chưa có số liệu tháng 03/2023, tháng 05 đến tháng 06/2023; các số dưới đây chỉ cộng những tháng đã công bố.",
                "Từ tháng 03/2023 đơn vị đã sáp nhập: số liệu trước và sau đó không phải của cùng một địa bàn.",
            ]
        );
        assert_eq!(composition_remarks(&half, YearMonth::new(2023, 1)).len(), 2, "all of it is after");
        assert_eq!(composition_remarks(&half, YearMonth::new(2023, 7)).len(), 2, "all of it is before");
    }

    #[cfg(feature = "english")]
    mod english {
        use super::*;
        use crate::Language::English;
        use proptest::prelude::*;
        use trangxa_model::tthc::Stated;

        #[test]
        fn the_example_page_reads_in_english() {
            let figures = one(json!({"in_time": 2787, "late": 0, "stated": {"completion_rate": 100, "late_rate": 0}}));
            assert_eq!(
                period_remarks(&figures, true, English),
                [
                    "Figures not available: pending not yet due, pending overdue, waiting for papers. So the completion \
                     rate is the source’s own and cannot be checked.",
                    "Counted from the start of 2023, without earlier years.",
                ]
            );
            assert_eq!(
                past_year(&figures, at("2026-01-01T00:00:00+07:00"), English).as_deref(),
                Some("These are the figures of 2023; there are none of 2026 yet.")
            );
            assert_eq!(rate_basis(figures.late_rate(), English), "0/2,787 applications");
            assert_eq!(rate_basis(figures.completion_rate(), English), "as published by the source");
        }

        fn count() -> impl Strategy<Value = Option<u64>> {
            prop_oneof![2 => Just(None), 2 => Just(Some(0)), 4 => (0u64..5000).prop_map(Some)]
        }

        proptest! {
            /// The decision which sentence to say is the same for both languages.
            #[test]
            fn both_languages_say_as_much(
                values in proptest::collection::vec(count(), Count::ALL.len()),
                stated in proptest::option::of((count(), proptest::option::of(0.0..=100.0), proptest::option::of(0.0..=100.0))),
                to in 1u8..=12,
                is_whole in any::<bool>(),
                later_s in -100_000i64..100_000_000,
            ) {
                let mut counts = Counts::default();
                for (count, value) in Count::ALL.into_iter().zip(values) {
                    counts[count] = value;
                }
                let percent = |it: Option<f64>| it.and_then(trangxa_model::rate::Percent::new);
                let stated = stated.map(|(completed, one, other)| {
                    Stated { completed, completion_rate: percent(one), late_rate: percent(other) }
                });
                let from = YearMonth::new(2023, 1).unwrap();
                let figures = Period { from, stated, ..month(2023, to, counts) };
                let both = |of: &dyn Fn(Language) -> Vec<String>| (of(VI), of(English));
                let published = at("2023-11-30T07:04:41+07:00");
                let now = Timestamp::from_unix(published.unix() + later_s);
                let said: [&dyn Fn(Language) -> Vec<String>; 5] = [
                    &|language| period_remarks(&figures, is_whole, language),
                    &|language| [figures.completion_rate(), figures.late_rate()].map(|it| rate_basis(it, language)).into(),
                    &|language| past_year(&figures, now, language).into_iter().collect(),
                    &|language| crate::dates::age(published, now, language).into_iter().collect(),
                    &|language| crate::contradictions::of_period(&figures, language).collect(),
                ];
                for of in said {
                    let (vietnamese, english) = both(of);
                    prop_assert_eq!(vietnamese.len(), english.len(), "{:?} {:?}", vietnamese, english);
                    for text in english {
                        prop_assert!(text.chars().all(|it| it.is_ascii() || "–—’“”".contains(it)), "{}", text);
                    }
                }
            }
        }
    }
}
