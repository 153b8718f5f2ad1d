//! Sentences that say what a chart or a table shows, so that a reader who does not see it knows its finding.

use crate::dates::month;
use crate::numbers::rate;
use crate::{Language, contradictions, counts, periods, say};
use std::cmp::Ordering;
use trangxa_model::YearMonth;
use trangxa_model::number::integer;
use trangxa_model::tthc::{
    Balance, Count, Disagreement, Field, Flow, FlowSegment, Point, Series, Shown, SortBy, Span, Trend, total,
};

/// How many fields one sentence names.
const NAMED: usize = 6;

/// How a rate went, below its line: `Tỉ lệ giải quyết 12 tháng qua (07/2024–06/2025): 89,8–93,3%`.
#[must_use]
pub fn trend(series: &Series<'_>, trend: &Trend, language: Language) -> String {
    let name = if trend.of_completion {
        language.pick("Tỉ lệ giải quyết", "Completion rate")
    } else {
        language.pick("Tỉ lệ đúng hạn", "On-time rate")
    };
    let text = |it| rate(Shown::Derived(it), language);
    let (lowest, highest) = (text(trend.lowest), text(trend.highest));
    let range = if lowest == highest { lowest } else { format!("{}–{highest}", lowest.trim_end_matches('%')) };
    let missing = trend.rates.iter().filter(|rate| rate.is_none()).count();
    let missing = match missing {
        0 => String::new(),
        n => say!(language, ", thiếu số liệu {n} kỳ", ", no figures for {n}"),
    };
    say!(
        language,
        "{name} {} qua{}: {range}{missing}{}",
        "{name}, last {}{}: {range}{missing}{}",
        length(series, language),
        between(series, language),
        merger(series, language)
    )
}

/// Says that a series of periods goes across a merger; empty if it does not.
fn merger(series: &Series<'_>, language: Language) -> String {
    let from = series.merged().map(|from| month(from, language));
    from.map(|from| say!(language, "; từ {from} là đơn vị sau sáp nhập", "; from {from} on of the merged unit"))
        .unwrap_or_default()
}

/// The length of a series: `24 tháng`, `8 quý`; in English `24 months`, `8 quarters`.
fn length(series: &Series<'_>, language: Language) -> String {
    let unit = match series.unit {
        1 => language.pick("tháng", "months"),
        3 => language.pick("quý", "quarters"),
        12 => language.pick("năm", "years"),
        _ => language.pick("kỳ", "periods"),
    };
    format!("{} {unit}", series.points.len())
}

/// The first and the last month of a series: ` (07/2024–06/2025)`.
fn between(series: &Series<'_>, language: Language) -> String {
    let text = |it: YearMonth| month(it, language);
    series.span().map(|span| format!(" ({}–{})", text(span.from()), text(span.to()))).unwrap_or_default()
}

/// What one column of the chart shows: `Tháng 06/2025: trước hạn 239, đúng hạn 87, trễ hạn 0`.
#[must_use]
pub fn column(point: &Point<'_>) -> String {
    let title = periods::title(point.span, Language::Vietnamese);
    let Some(period) = point.period else { return format!("{title}: chưa có số liệu") };
    let shown = [Count::Early, Count::OnTime, Count::InTime, Count::Late, Count::PendingLate];
    let known: Vec<String> = shown
        .into_iter()
        .filter_map(|count| {
            Some(format!("{} {}", counts::list(&[count], Language::Vietnamese), integer(period.counts[count]?)))
        })
        .collect();
    if known.is_empty() {
        return format!("{title}: chưa có số liệu");
    }
    format!("{title}: {}", known.join(", "))
}

/// What the chart shows as a whole: how many dossiers were completed, how many of them late, and how many are overdue now.
#[must_use]
pub fn columns(series: &Series<'_>) -> String {
    let (mut completed, mut late, mut unknown) = (0_u64, 0_u64, 0);
    let mut overdue: Option<(u64, Span)> = None;
    let mut most: Option<(u64, Span)> = None;
    for point in &series.points {
        let counts = point.period.map(|period| period.counts).unwrap_or_default();
        match counts.completed() {
            Some(value) => {
                completed = completed.saturating_add(value);
                late = late.saturating_add(counts[Count::Late].unwrap_or(0));
            }
            None => unknown += 1,
        }
        if let Some(value) = counts[Count::PendingLate] {
            overdue = Some((value, point.span));
            most = most.filter(|(most, _)| *most >= value).or(overdue);
        }
    }
    let language = Language::Vietnamese;
    let mut text = format!("{}{}: ", length(series, language), between(series, language));
    if unknown == series.points.len() {
        text.push_str("chưa có số hồ sơ đã giải quyết");
    } else {
        let late = if late == 0 { "không hồ sơ nào".to_owned() } else { format!("{} hồ sơ", integer(late)) };
        text += &format!("giải quyết {} hồ sơ, {late} trễ hạn", integer(completed));
    }
    if unknown > 0 {
        text += &format!(" (thiếu số liệu {unknown} kỳ)");
    }
    text += &merger(series, language);
    text.push('.');
    let in_sentence = |span| periods::in_sentence(span, language);
    if let (Some((now, at)), Some((most, when))) = (overdue, most) {
        text += &format!(" Quá hạn chưa giải quyết: {} hồ sơ cuối {}", integer(now), in_sentence(at));
        if most > now {
            text += &format!(", nhiều nhất {} cuối {}", integer(most), in_sentence(when));
        }
        text.push('.');
    }
    text
}

/// What the picture of what came in and where it is now shows, or why it shows nothing.
#[must_use]
pub fn flow(flow: &Flow) -> String {
    match &flow.balance {
        Balance::Differs { incoming, outgoing } => {
            let it = Disagreement::Balance { incoming: *incoming, outgoing: *outgoing };
            contradictions::sentence(&it, Language::Vietnamese)
        }
        Balance::Unknown(missing) => {
            format!("Chưa có số {}, nên chưa đối chiếu được hai bên.", counts::list(missing, Language::Vietnamese))
        }
        Balance::AddsUp => {
            let of = |counts: &[Count]| -> u64 {
                let is_one = |part: &&FlowSegment| part.count.is_some_and(|count| counts.contains(&count));
                flow.outgoing.iter().filter(is_one).map(|part| part.value).sum()
            };
            let groups = [
                (of(&[Count::Early, Count::OnTime, Count::InTime, Count::Late]), "đã giải quyết"),
                (of(&[Count::PendingInTime, Count::PendingLate]), "đang giải quyết"),
                (of(&[Count::Waiting]), "chờ bổ sung"),
                (of(&[Count::Withdrawn, Count::Rejected]), "rút hoặc không tiếp nhận"),
            ];
            let groups: Vec<String> = groups
                .into_iter()
                .filter(|(value, _)| *value > 0)
                .map(|(value, what)| format!("{} {what}", integer(value)))
                .collect();
            let all = integer(total(&flow.incoming));
            if groups.is_empty() {
                "Không có hồ sơ nào.".to_owned()
            } else {
                format!("{all} hồ sơ phải giải quyết: {}.", groups.join(", "))
            }
        }
    }
}

/// Which field of administration has the most completed dossiers, and which were late.
#[must_use]
pub fn fields(fields: &[Field]) -> String {
    let mut text = String::new();
    if let Some((name, completed)) =
        fields.iter().filter_map(|field| Some((&field.name, field.counts.completed()?))).max_by_key(|(_, it)| *it)
        && completed > 0
    {
        text = format!("Nhiều hồ sơ đã giải quyết nhất: {name} ({}). ", integer(completed));
    }
    if fields.iter().all(|field| field.counts[Count::Late] == Some(0)) {
        return text + "Không lĩnh vực nào trễ hạn.";
    }
    let by_late = SortBy::Count(Count::Late).sort(fields, true, |_, _| Ordering::Equal);
    let late =
        || by_late.iter().filter_map(|field| Some((&field.name, field.counts[Count::Late].filter(|it| *it > 0)?)));
    let named: Vec<String> = late().take(NAMED).map(|(name, value)| format!("{name} {}", integer(value))).collect();
    if !named.is_empty() {
        text += &format!("Trễ hạn: {}", named.join(", "));
        text += if late().count() > NAMED { "…" } else { "." };
    }
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{month, tthc};
    use proptest::prelude::*;
    use trangxa_model::tthc::Count::{
        CarriedOver, Early, InTime, Late, OnTime, PendingInTime, PendingLate, Received, Rejected, Waiting, Withdrawn,
    };
    use trangxa_model::tthc::{Counts, Period, Stated, Tthc};

    const VI: Language = Language::Vietnamese;

    fn counts(pairs: &[(Count, u64)]) -> Counts {
        Counts::of(pairs)
    }

    #[test]
    fn trends_say_their_range() {
        let figures = tthc(
            [(7, 98, 2), (8, 100, 0), (10, 99, 1)]
                .map(|(m, in_time, late)| month(2023, m, counts(&[(InTime, in_time), (Late, late)]))),
        );
        let series = figures.series(12, None, None).unwrap();
        assert_eq!(
            trend(&series, &series.trend().unwrap(), VI),
            "Tỉ lệ đúng hạn 4 tháng qua (07/2023–10/2023): 98–100%, thiếu số liệu 1 kỳ"
        );
        let even = figures.series(12, YearMonth::new(2023, 8), None).unwrap();
        assert_eq!(trend(&even, &even.trend().unwrap(), VI), "Tỉ lệ đúng hạn 2 tháng qua (07/2023–08/2023): 98–100%");
    }

    #[test]
    fn pictures_say_what_they_show() {
        let overdue = |m, late, overdue| month(2023, m, counts(&[(InTime, 10), (Late, late), (PendingLate, overdue)]));
        let figures = tthc([overdue(1, 0, 0), overdue(2, 2, 3), overdue(4, 0, 1)]);
        let text = |figures: &Tthc| columns(&figures.series(24, None, None).unwrap());
        assert_eq!(
            text(&figures),
            "4 tháng (01/2023–04/2023): giải quyết 32 hồ sơ, 2 hồ sơ trễ hạn (thiếu số liệu 1 kỳ). \
             Quá hạn chưa giải quyết: 1 hồ sơ cuối tháng 04/2023, nhiều nhất 3 cuối tháng 02/2023."
        );
        let good = tthc([month(2023, 1, counts(&[(InTime, 10), (Late, 0)]))]);
        assert_eq!(text(&good), "1 tháng (01/2023–01/2023): giải quyết 10 hồ sơ, không hồ sơ nào trễ hạn.");

        // A month that only states how many were completed is no column, and is named as missing.
        let stated = Stated { completed: Some(7), completion_rate: None, late_rate: None };
        let claimed = Period { stated: Some(stated), ..month(2023, 2, Counts::default()) };
        let with_claim = tthc([month(2023, 1, counts(&[(InTime, 10), (Late, 2)])), claimed.clone()]);
        let missing = "2 tháng (01/2023–02/2023): giải quyết 12 hồ sơ, 2 hồ sơ trễ hạn (thiếu số liệu 1 kỳ).";
        assert_eq!(text(&with_claim), missing);
        assert_eq!(
            text(&tthc([claimed])),
            "1 tháng (02/2023–02/2023): chưa có số hồ sơ đã giải quyết (thiếu số liệu 1 kỳ)."
        );
        let across = figures.series(24, None, YearMonth::new(2023, 2)).unwrap();
        assert!(columns(&across).contains("; từ 02/2023 là đơn vị sau sáp nhập."), "{}", columns(&across));

        let whole = [
            (Received, 12),
            (CarriedOver, 3),
            (Early, 6),
            (OnTime, 2),
            (Late, 1),
            (PendingInTime, 3),
            (PendingLate, 1),
            (Waiting, 1),
            (Withdrawn, 1),
            (Rejected, 0),
        ];
        let said = |pairs: &[(Count, u64)]| flow(&Flow::of(&counts(pairs)));
        assert_eq!(
            said(&whole),
            "15 hồ sơ phải giải quyết: 9 đã giải quyết, 4 đang giải quyết, 1 chờ bổ sung, 1 rút hoặc không tiếp nhận."
        );
        let wrong = [&whole[..], &[(Waiting, 3)]].concat();
        assert_eq!(
            said(&wrong),
            "Số liệu của nguồn chưa khớp: phải giải quyết 15 hồ sơ, nhưng các kết quả cộng lại là 17."
        );
        assert_eq!(said(&whole[1..]), "Chưa có số tiếp nhận, nên chưa đối chiếu được hai bên.");

        let field = |name: &str, in_time, late| Field {
            name: name.to_owned(),
            counts: counts(&[(InTime, in_time), (Late, late)]),
            index: 0,
        };
        assert_eq!(
            fields(&[field("A", 1, 0), field("B", 3, 0)]),
            "Nhiều hồ sơ đã giải quyết nhất: B (3). Không lĩnh vực nào trễ hạn."
        );
        assert_eq!(
            fields(&[field("A", 9, 1), field("B", 3, 2)]),
            "Nhiều hồ sơ đã giải quyết nhất: A (10). Trễ hạn: B 2, A 1."
        );
    }

    #[cfg(feature = "english")]
    #[test]
    fn trends_read_in_english() {
        use crate::Language::English;
        let figures = tthc(
            [(7, 98, 2), (8, 100, 0), (10, 99, 1)]
                .map(|(m, in_time, late)| month(2023, m, counts(&[(InTime, in_time), (Late, late)]))),
        );
        let series = figures.series(12, None, YearMonth::new(2023, 8)).unwrap();
        assert_eq!(
            trend(&series, &series.trend().unwrap(), English),
            "On-time rate, last 4 months (July 2023–October 2023): 98–100%, no figures for 1; from August 2023 on of the \
             merged unit"
        );
    }

    fn count() -> impl Strategy<Value = Option<u64>> {
        prop_oneof![1 => Just(None), 4 => (0u64..5000).prop_map(Some), 1 => any::<u64>().prop_map(Some)]
    }

    proptest! {
        #[test]
        fn every_sentence_can_be_said_of_any_counts(values in proptest::collection::vec(count(), Count::ALL.len())) {
            let mut counts = Counts::default();
            for (count, value) in Count::ALL.into_iter().zip(values) {
                counts[count] = value;
            }
            let figures = tthc([month(2023, 1, counts), month(2023, 2, counts)]);
            let whole = figures.compose(Span::quarter(figures.periods[0].from).unwrap()).unwrap();
            let _ = (flow(&Flow::of(&whole.period.counts)), contradictions::of_composed(&figures, &whole, None));
            if let Some(series) = figures.series(24, None, None) {
                let text = series.trend().map(|it| trend(&series, &it, VI)).unwrap_or_default();
                prop_assert!(!text.contains("NaN") && !columns(&series).contains("NaN"));
            }
        }
    }
}
