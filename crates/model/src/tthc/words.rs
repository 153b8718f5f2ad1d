//! What the figures say, in sentences: each fact that a number alone would hide, and each picture's finding.

use super::flow::total;
use super::{
    Balance, Composed, Count, Disagreement, Field, Flow, FlowSegment, Period, Point, Series, Shown, SortBy, Span,
    SpanKind, Trend, Tthc,
};
use crate::number::{integer, integer_in, integer_or_dash_in};
use crate::{Language, Timestamp, YearMonth, say};
use std::cmp::Ordering;

/// How many things of a kind one sentence names.
const NAMED: usize = 6;

/// How long ago: `vừa xong`, `3 phút trước`; `None` where the reader's clock is behind.
pub fn age(at: Timestamp, now: Timestamp, language: Language) -> Option<String> {
    let seconds = u64::try_from(now.unix() - at.unix()).ok()?;
    let (unit_s, unit) = match seconds {
        0..60 => return Some(language.pick("vừa xong", "just now").to_owned()),
        60..3_600 => (60, language.pick("phút", "minute")),
        3_600..86_400 => (3_600, language.pick("giờ", "hour")),
        _ => (86_400, language.pick("ngày", "day")),
    };
    let count = seconds / unit_s;
    let (count, s) = (integer_in(count, language), Language::plural(count));
    Some(say!(language, "{count} {unit} trước", "{count} {unit}{s} ago"))
}

/// What stands beside a rate: its two numbers, or why there are none.
pub fn basis(shown: Shown, language: Language) -> String {
    let fraction = shown.fraction_in(language).unwrap_or_default();
    match shown {
        Shown::Derived(_) => fraction,
        Shown::Stated(_) => language.pick("theo số liệu công bố", "as published by the source").to_owned(),
        Shown::Disagrees { stated, .. } => {
            let stated = stated.text_in(language);
            say!(
                language,
                "{fraction}; nguồn công bố {stated}, không khớp với số hồ sơ",
                "{fraction}; the source says {stated}, which does not match"
            )
        }
        Shown::Unknown => language.pick("không tính được", "cannot be calculated").to_owned(),
    }
}

/// What a reader must know of a period beside its numbers: that nothing was counted, that something was not published, of
/// which year it is the sum. `is_whole`: none of its months is missing; otherwise it is those that are, not the source, that
/// leave numbers unknown.
pub fn period(period: &Period, is_whole: bool, language: Language) -> Vec<String> {
    let counts = &period.counts;
    let mut said = Vec::new();
    let when = if is_whole {
        language.pick("Kỳ này", "this period")
    } else {
        language.pick("Các tháng đã công bố", "the months published")
    };
    let unpublished = || unpublished(period, language).filter(|_| is_whole);
    match (counts.completed(), counts.open()) {
        _ if counts.is_empty() && period.stated.is_none() => {
            let none =
                language.pick("Kỳ này chưa có số nào được công bố.", "No figures are published for this period yet.");
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
            said.extend(unpublished().filter(|_| open.is_none()));
        }
        _ => said.extend(unpublished()),
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

/// That figures are of another year than the reader's; a card shows the latest there are.
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

/// Which counts are missing for the rates.
fn unpublished(period: &Period, language: Language) -> Option<String> {
    let counts = &period.counts;
    let completed = [Count::InTime, Count::Late].into_iter().filter(|count| match count {
        Count::InTime => counts.in_time().is_none(),
        count => counts[*count].is_none(),
    });
    let open = [Count::PendingInTime, Count::PendingLate, Count::Waiting];
    let open = open.into_iter().filter(|count| counts[*count].is_none());
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
    let names = names_in(&missing, language);
    Some(say!(
        language,
        "Nguồn không công bố số {names}, {consequence}.",
        "Not published by the source: {names}. So {consequence}."
    ))
}

/// What a reader must know of figures that were put together.
pub fn composed(composed: &Composed, merged: Option<YearMonth>) -> Vec<String> {
    let mut said = Vec::new();
    let span = composed.period.span();
    if composed.parts > 1 {
        said.push(format!("Cộng từ {} kỳ đã công bố.", composed.parts));
    }
    if !composed.missing.is_empty() {
        said.push(format!(
            "Chưa có số liệu {}; các số dưới đây chỉ cộng những tháng đã công bố.",
            spans(&composed.missing)
        ));
    }
    if !composed.fields_missing.is_empty() {
        let missing = spans(&composed.fields_missing);
        said.push(format!("Không có số liệu theo lĩnh vực {missing}; bảng lĩnh vực chỉ cộng những tháng có."));
    }
    if let Some(merged) = merged.filter(|merged| span.from() < *merged && *merged <= span.to()) {
        said.push(format!(
            "Từ tháng {merged} đơn vị đã sáp nhập: số liệu trước và sau đó không phải của cùng một địa bàn."
        ));
    }
    said
}

/// The first few contradictions, and how many more there are.
pub fn disagreements(mut found: Vec<String>) -> Vec<String> {
    if found.len() > NAMED {
        let more = found.len() - NAMED;
        found.truncate(NAMED);
        found.push(format!("Và {more} chỗ khác chưa khớp."));
    }
    found
}

/// How a rate went: `Tỉ lệ giải quyết 12 tháng qua (07/2024–06/2025): 89,8–93,3%`.
pub fn trend(series: &Series<'_>, trend: &Trend, language: Language) -> String {
    let rate = if trend.of_completion {
        language.pick("Tỉ lệ giải quyết", "Completion rate")
    } else {
        language.pick("Tỉ lệ đúng hạn", "On-time rate")
    };
    let (lowest, highest) = (trend.lowest.text_in(language), trend.highest.text_in(language));
    let range = if lowest == highest { lowest } else { format!("{}–{highest}", lowest.trim_end_matches('%')) };
    let missing = trend.rates.iter().filter(|rate| rate.is_none()).count();
    let missing = match missing {
        0 => String::new(),
        n => say!(language, ", thiếu số liệu {n} kỳ", ", no figures for {n}"),
    };
    say!(
        language,
        "{rate} {} qua{}: {range}{missing}{}",
        "{rate}, last {}{}: {range}{missing}{}",
        length(series, language),
        between(series, language),
        merger(series, language)
    )
}

/// That a series goes across a merger.
fn merger(series: &Series<'_>, language: Language) -> String {
    let from = series.merged().map(|from| from.text_in(language));
    from.map(|from| say!(language, "; từ {from} là đơn vị sau sáp nhập", "; from {from} on of the merged unit"))
        .unwrap_or_default()
}

/// `24 tháng`, `8 quý`; in English `24 months`, `8 quarters`.
fn length(series: &Series<'_>, language: Language) -> String {
    let unit = match series.unit {
        1 => language.pick("tháng", "months"),
        3 => language.pick("quý", "quarters"),
        12 => language.pick("năm", "years"),
        _ => language.pick("kỳ", "periods"),
    };
    format!("{} {unit}", series.points.len())
}

/// ` (07/2024–06/2025)`.
fn between(series: &Series<'_>, language: Language) -> String {
    let text = |month: YearMonth| month.text_in(language);
    series.span().map(|span| format!(" ({}–{})", text(span.from()), text(span.to()))).unwrap_or_default()
}

/// What one column shows: `Tháng 06/2025: trước hạn 239, đúng hạn 87, trễ hạn 0`.
pub fn point(point: &Point<'_>) -> String {
    let title = point.span.title();
    let Some(period) = point.period else { return format!("{title}: chưa có số liệu") };
    let counts = [Count::Early, Count::OnTime, Count::InTime, Count::Late, Count::PendingLate];
    let known: Vec<String> = counts
        .into_iter()
        .filter_map(|count| Some(format!("{} {}", names(&[count]), integer(period.counts[count]?))))
        .collect();
    if known.is_empty() {
        return format!("{title}: chưa có số liệu");
    }
    format!("{title}: {}", known.join(", "))
}

/// What a row of columns shows: how many were completed, how many of them late, and what is overdue now.
pub fn series(series: &Series<'_>) -> String {
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
    if let (Some((now, at)), Some((most, when))) = (overdue, most) {
        text += &format!(" Quá hạn chưa giải quyết: {} hồ sơ cuối {at}", integer(now));
        if most > now {
            text += &format!(", nhiều nhất {} cuối {when}", integer(most));
        }
        text.push('.');
    }
    text
}

/// What the picture of what came in and where it is says, or why it cannot.
pub fn flow(flow: &Flow) -> String {
    match &flow.balance {
        Balance::Differs { incoming, outgoing } => {
            Disagreement::Balance { incoming: *incoming, outgoing: *outgoing }.sentence(Language::Vietnamese)
        }
        Balance::Unknown(missing) => {
            format!("Nguồn không công bố số {}, nên chưa đối chiếu được hai bên.", names(missing))
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

/// Which fields have the most dossiers, and which were late.
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
    let by_late = SortBy::Count(Count::Late).sort(fields.to_vec(), true, |_, _| Ordering::Equal);
    let late =
        || by_late.iter().filter_map(|field| Some((&field.name, field.counts[Count::Late].filter(|it| *it > 0)?)));
    let named: Vec<String> = late().take(NAMED).map(|(name, value)| format!("{name} {}", integer(value))).collect();
    if !named.is_empty() {
        text += &format!("Trễ hạn: {}", named.join(", "));
        text += if late().count() > NAMED { "…" } else { "." };
    }
    text.trim_end().to_owned()
}

/// What is said aloud when figures change under the reader's eyes: one sentence for all of them; `None` where no number that
/// was there before is another now.
pub fn news(before: &Tthc, now: &Tthc, language: Language) -> Option<String> {
    let is_other = |period: &&Period| {
        before.periods.iter().any(|it| it.span() == period.span() && it.counts != period.counts)
            || before.latest().is_some_and(|latest| latest.to < period.to)
    };
    let latest = now.latest()?;
    if is_other(&latest) {
        let summary = summary(latest, language);
        return Some(say!(language, "Số liệu TTHC vừa cập nhật: {summary}.", "Figures updated: {summary}."));
    }
    let other = now.periods.iter().rev().find(is_other)?;
    let summary = summary(other, language);
    Some(say!(language, "Số liệu TTHC vừa được sửa: {summary}.", "Figures corrected: {summary}."))
}

/// What is said aloud when the reader chose a period.
pub fn choice(tthc: &Tthc, span: Span) -> String {
    tthc.compose(span).map_or_else(
        || format!("Chưa có số liệu {span}."),
        |it| format!("Đang xem {}.", summary(&it.period, Language::Vietnamese)),
    )
}

/// `tháng 06/2025, đã giải quyết 328 hồ sơ, trễ hạn 2`.
fn summary(period: &Period, language: Language) -> String {
    let number = |value| integer_or_dash_in(value, language);
    let (completed, late) = (number(period.completed()), number(period.counts[Count::Late]));
    say!(
        language,
        "{}, đã giải quyết {completed} hồ sơ, trễ hạn {late}",
        "{}, applications processed: {completed}, late: {late}",
        period.span().text_in(language)
    )
}

/// Spans in a sentence.
fn spans(spans: &[Span]) -> String {
    let mut text: Vec<String> = spans.iter().take(NAMED).map(Span::to_string).collect();
    if spans.len() > NAMED {
        text.push("…".to_owned());
    }
    text.join(", ")
}

/// Counts in a sentence: `trễ hạn, đang giải quyết quá hạn`.
fn names(counts: &[Count]) -> String {
    names_in(counts, Language::Vietnamese)
}

/// The same in a language: `late, pending overdue`.
fn names_in(counts: &[Count], language: Language) -> String {
    let name = |count: &Count| {
        let label = count.label_in(language).replace(',', "");
        let mut letters = label.chars();
        let first = match letters.next() {
            Some('Đ') => 'đ',
            first => first.unwrap_or(' ').to_ascii_lowercase(),
        };
        first.to_string() + letters.as_str()
    };
    counts.iter().map(name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{month, one, tthc};
    use super::super::{Counts, Stated};
    use super::*;
    use Count::{
        CarriedOver, Early, InTime, Late, OnTime, PendingInTime, PendingLate, Received, Rejected, Waiting, Withdrawn,
    };
    use serde_json::json;

    const VI: Language = Language::Vietnamese;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    const OPEN: [(Count, u64); 3] = [(PendingInTime, 5), (PendingLate, 0), (Waiting, 0)];

    fn counts(pairs: &[(Count, u64)]) -> Counts {
        Counts::of(pairs)
    }

    #[test]
    fn ages_count_up() {
        let age = |now| age(at("2023-11-30T07:04:41+07:00"), at(now), VI);
        assert_eq!(age("2023-11-30T07:05:40+07:00").as_deref(), Some("vừa xong"));
        assert_eq!(age("2023-11-30T07:07:41+07:00").as_deref(), Some("3 phút trước"));
        assert_eq!(age("2023-11-30T09:04:41+07:00").as_deref(), Some("2 giờ trước"));
        assert_eq!(age("2023-12-02T07:04:41+07:00").as_deref(), Some("2 ngày trước"));
        assert_eq!(age("2023-11-30T07:04:40+07:00"), None, "a clock that is behind says nothing");
    }

    #[test]
    fn what_numbers_hide_is_said() {
        let said = |pairs: &[(Count, u64)]| period(&month(2023, 11, counts(pairs)), true, VI);
        assert_eq!(said(&[]), ["Kỳ này chưa có số nào được công bố."]);
        let zero = [(InTime, 0), (Late, 0), (PendingInTime, 0), (PendingLate, 0), (Waiting, 0)];
        assert_eq!(said(&zero), ["Kỳ này không có hồ sơ nào được giải quyết hay còn lại, nên không có tỉ lệ."]);
        let none_done = [&[(InTime, 0), (Late, 0)], OPEN.as_slice()].concat();
        assert_eq!(said(&none_done), ["Kỳ này chưa có hồ sơ nào được giải quyết xong, nên không có tỉ lệ trễ hạn."]);
        assert_eq!(said(&zero[..2]).len(), 2, "nobody knows what is open");
        let part = period(&month(2023, 11, counts(&[(InTime, 9), (Late, 1)])), false, VI);
        assert_eq!(part, Vec::<String>::new(), "months are missing, not numbers");
        let whole = [&[(InTime, 9), (Late, 1)], OPEN.as_slice()].concat();
        assert_eq!(said(&whole), Vec::<String>::new());
        assert_eq!(
            said(&[(InTime, 9), (Late, 1), (PendingInTime, 5), (Waiting, 0)]),
            ["Nguồn không công bố số đang giải quyết quá hạn, nên không tính được tỉ lệ giải quyết."]
        );
        assert_eq!(
            said(&[(Early, 9), (Late, 1)]),
            [
                "Nguồn không công bố số trước & đúng hạn, đang giải quyết trong hạn, đang giải quyết quá hạn, chờ bổ sung, \
              nên không tính được các tỉ lệ."
            ]
        );
    }

    #[test]
    fn the_example_page_is_of_2023_and_of_its_source() {
        let figures = one(json!({"in_time": 2787, "late": 0, "stated": {"completion_rate": 100, "late_rate": 0}}));
        let not_published = "Nguồn không công bố số đang giải quyết trong hạn, đang giải quyết quá hạn, chờ bổ sung, nên tỉ \
                             lệ giải quyết là của nguồn, không kiểm lại được.";
        let cumulative = "Số liệu cộng từ đầu năm 2023, không gồm các năm trước.";
        assert_eq!(period(&figures, true, VI), [not_published, cumulative]);
        let old = "Đây là số liệu của năm 2023; chưa có số liệu năm 2026.";
        assert_eq!(past_year(&figures, at("2026-01-01T00:00:00+07:00"), VI).as_deref(), Some(old));
        // The last second of the year in Vietnam.
        assert_eq!(past_year(&figures, at("2023-12-31T16:59:59Z"), VI), None);
    }

    #[test]
    fn what_rests_on_a_claim_says_so() {
        let rates = |json| basis(one(json).late_rate(), VI);
        assert_eq!(rates(json!({"in_time": 9, "late": 1})), "1/10 hồ sơ");
        assert_eq!(rates(json!({"stated": {"late_rate": 3}})), "theo số liệu công bố");
        let disagrees = rates(json!({"in_time": 9, "late": 1, "stated": {"late_rate": 0}}));
        assert_eq!(disagrees, "1/10 hồ sơ; nguồn công bố 0%, không khớp với số hồ sơ");
        assert_eq!(rates(json!({})), "không tính được");
    }

    #[test]
    fn sums_name_what_they_lack_and_what_they_span() {
        let figures = tthc([1, 2, 4].map(|m| month(2023, m, counts(&[(Late, 1)]))));
        let half = figures.compose(Span::parse("2023-01..2023-06").unwrap()).unwrap();
        assert_eq!(
            composed(&half, YearMonth::new(2023, 3)),
            [
                "Cộng từ 3 kỳ đã công bố.",
                "Chưa có số liệu tháng 03/2023, tháng 05 đến tháng 06/2023; các số dưới đây chỉ cộng những tháng đã công bố.",
                "Từ tháng 03/2023 đơn vị đã sáp nhập: số liệu trước và sau đó không phải của cùng một địa bàn.",
            ]
        );
        assert_eq!(composed(&half, YearMonth::new(2023, 1)).len(), 2, "all of it is after");
        assert_eq!(composed(&half, YearMonth::new(2023, 7)).len(), 2, "all of it is before");
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
        let text = |figures: &Tthc| series(&figures.series(24, None, None).unwrap());
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
        assert!(series(&across).contains("; từ 02/2023 là đơn vị sau sáp nhập."), "{}", series(&across));

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
        assert_eq!(said(&whole[1..]), "Nguồn không công bố số tiếp nhận, nên chưa đối chiếu được hai bên.");

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

    #[test]
    fn a_change_is_announced_once_for_all() {
        let of = |october: u64, november: u64| {
            tthc([
                month(2023, 10, counts(&[(InTime, october), (Late, 1)])),
                month(2023, 11, counts(&[(InTime, november), (Late, 0)])),
            ])
        };
        let said = |before: &Tthc, now: &Tthc| news(before, now, VI);
        assert_eq!(said(&of(5, 6), &of(5, 6)), None);
        let latest = "Số liệu TTHC vừa cập nhật: tháng 11/2023, đã giải quyết 2.787 hồ sơ, trễ hạn 0.";
        assert_eq!(said(&of(5, 6), &of(7, 2787)).as_deref(), Some(latest));
        let older = "Số liệu TTHC vừa được sửa: tháng 10/2023, đã giải quyết 8 hồ sơ, trễ hạn 1.";
        assert_eq!(said(&of(5, 6), &of(7, 6)).as_deref(), Some(older));
        // The page carried a part only: the rest is no news; a new month is.
        let part = tthc([of(5, 6).periods.remove(1)]);
        assert_eq!(said(&part, &of(5, 6)), None);
        assert!(said(&tthc([of(5, 6).periods.remove(0)]), &of(5, 6)).is_some());
        assert_eq!(
            choice(&of(5, 6), Span::parse("2023-Q4").unwrap()),
            "Đang xem quý IV/2023, đã giải quyết 12 hồ sơ, trễ hạn 1."
        );
        assert_eq!(choice(&of(5, 6), Span::parse("2022").unwrap()), "Chưa có số liệu năm 2022.");
    }

    #[cfg(feature = "english")]
    mod english {
        use super::*;
        use crate::Language::English;
        use proptest::prelude::*;

        #[test]
        fn the_example_page_reads_in_english() {
            let figures = one(json!({"in_time": 2787, "late": 0, "stated": {"completion_rate": 100, "late_rate": 0}}));
            assert_eq!(
                period(&figures, true, English),
                [
                    "Not published by the source: pending not yet due, pending overdue, waiting for papers. So the completion \
                     rate is the source’s own and cannot be checked.",
                    "Counted from the start of 2023, without earlier years.",
                ]
            );
            assert_eq!(
                past_year(&figures, at("2026-01-01T00:00:00+07:00"), English).as_deref(),
                Some("These are the figures of 2023; there are none of 2026 yet.")
            );
            assert_eq!(basis(figures.late_rate(), English), "0/2,787 applications");
            assert_eq!(basis(figures.completion_rate(), English), "as published by the source");
        }

        #[test]
        fn ages_trends_and_news_read_in_english() {
            let age = |now| age(at("2023-11-30T07:04:41+07:00"), at(now), English).unwrap();
            assert_eq!(age("2023-11-30T07:05:40+07:00"), "just now");
            assert_eq!(age("2023-11-30T07:05:41+07:00"), "1 minute ago");
            assert_eq!(age("2023-11-30T09:04:41+07:00"), "2 hours ago");
            assert_eq!(age("2023-12-02T07:04:41+07:00"), "2 days ago");
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
            let now = tthc([month(2023, 10, counts(&[(InTime, 2786), (Late, 1)]))]);
            assert_eq!(
                news(&figures, &now, English).as_deref(),
                Some("Figures updated: October 2023, applications processed: 2,787, late: 1.")
            );
        }

        fn count() -> impl Strategy<Value = Option<u64>> {
            prop_oneof![2 => Just(None), 2 => Just(Some(0)), 4 => (0u64..5000).prop_map(Some)]
        }

        proptest! {
            /// Which sentence is said when is decided for both at once.
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
                let percent = |it: Option<f64>| it.and_then(crate::rate::Percent::new);
                let stated = stated.map(|(completed, one, other)| {
                    Stated { completed, completion_rate: percent(one), late_rate: percent(other) }
                });
                let from = YearMonth::new(2023, 1).unwrap();
                let figures = Period { from, stated, ..month(2023, to, counts) };
                let both = |of: &dyn Fn(Language) -> Vec<String>| (of(VI), of(English));
                let published = at("2023-11-30T07:04:41+07:00");
                let now = Timestamp::from_unix(published.unix() + later_s);
                let said: [&dyn Fn(Language) -> Vec<String>; 5] = [
                    &|language| period(&figures, is_whole, language),
                    &|language| [figures.completion_rate(), figures.late_rate()].map(|it| basis(it, language)).into(),
                    &|language| past_year(&figures, now, language).into_iter().collect(),
                    &|language| age(published, now, language).into_iter().collect(),
                    &|language| figures.own_disagreements().iter().filter(|(_, it)| !matches!(it, Disagreement::Rate { .. }))
                        .map(|(_, it)| it.sentence(language)).collect(),
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
