//! Two years, month by month.

use super::flow::swatch;
use leptos::prelude::*;
use trangxa_model::chart::{self, Place, scale_top, stack};
use trangxa_model::number::integer;
use trangxa_model::tthc::{Count, Counts, Point, Series, Span, words};
use trangxa_model::{Tthc, YearMonth};

/// How far back the picture goes, in months.
const MONTHS: u32 = 24;
/// How much of its place a column fills, in hundredths.
const FILLED: u64 = 76;
/// Up to how many late dossiers are written above a column: more can be seen in it.
const WRITTEN: u64 = 99;

/// Columns of what was completed, early, on time and late; below them the line of what is open and overdue. The columns of
/// the period that is shown are marked.
pub fn months(tthc: &Tthc, shown: Span, merged: Option<YearMonth>) -> impl IntoView + use<> {
    let most = tthc.unit().map_or(1, |unit| (MONTHS / unit).max(2)) as usize;
    // An older period than the picture would hold: it ends with that one.
    let latest = tthc.series(most, None, merged);
    let holds = |series: &Series<'_>| series.span().is_some_and(|span| span.from() <= shown.to());
    let series = latest.filter(holds).or_else(|| tthc.series(most, Some(shown.to()), merged))?;
    (series.points.len() > 1).then(|| chart(&series, shown))
}

fn chart(series: &Series<'_>, shown: Span) -> impl IntoView + use<> {
    let finding = words::series(series);
    let n = series.points.len();
    let counts = |point: &Point<'_>| point.period.map(|period| period.counts).unwrap_or_default();
    let known = || series.points.iter().map(counts);
    let top = scale_top(known().map(|counts| completed(&counts)).max().unwrap_or(0));
    let has = |count: Count| known().any(|counts| counts[count].is_some());

    let columns: Vec<_> = series.points.iter().enumerate().map(|(i, point)| column(point, i, n, top, shown)).collect();
    let overdue = has(Count::PendingLate).then(|| {
        let most = scale_top(known().filter_map(|counts| counts[Count::PendingLate]).max().unwrap_or(0));
        let height = |counts: Counts| counts[Count::PendingLate].map(|value| Place::of(value, most));
        let path = chart::path(series.points.iter().map(|point| (height(counts(point)), point.is_break)));
        let square = format!("0 0 {} {}", chart::SIDE, chart::SIDE);
        view! {
            <text class="title" x="0" y="238">"Đang giải quyết, quá hạn"</text>
            <svg x="9%" y="250" width="91%" height="48">
                <line class="base" x2="100%" y1="100%" y2="100%"/>
                <line class="grid" x2="100%"/>
            </svg>
            <svg x="9%" y="250" width="91%" height="48" viewBox=square preserveAspectRatio="none">
                <path class="overdue" d=path/>
            </svg>
            <text x="0" y="254">{integer(most)}</text>
            <text x="0" y="302">"0"</text>
        }
    });
    let height = if overdue.is_some() { "308" } else { "214" };
    let break_line = series.points.iter().position(|point| point.is_break).map(|i| {
        let x = Place::step(i, n).to_string();
        view! {
            <line class="merged" x1=x.clone() x2=x.clone() y2="100%"/>
            <text class="merged" x=x dx="4" y="10">"Sáp nhập"</text>
        }
    });
    let labels: Vec<_> = labelled(series).into_iter().map(|(i, anchor, text)| {
        let x = Place::step(2 * i + 1, 2 * n).to_string();
        view! { <text x=x y="12" text-anchor=anchor>{text}</text> }
    }).collect();
    let legend: Vec<_> = [Count::Early, Count::OnTime, Count::InTime, Count::Late]
        .into_iter()
        .filter(|count| has(*count))
        .map(|count| view! { <li>{swatch(count.key())}{count.label()}</li> })
        .collect();
    let missing = series.points.iter().any(|point| point.period.is_none());
    let missing = missing.then(|| view! { <li><b>"×"</b>" Chưa có số liệu"</li> });
    view! {
        <section aria-labelledby="theo-thang">
            <h2 id="theo-thang">"Hồ sơ đã giải quyết theo thời gian"</h2>
            <p class="finding">{finding.clone()}</p>
            <ul class="legend">{legend}<li><b class="late">"1"</b>" Số hồ sơ trễ hạn, trên cột"</li>{missing}</ul>
            <svg class="chart" height=height role="img" aria-label=finding>
                <svg x="9%" y="20" width="91%" height="168">
                    <line class="grid" x2="100%"/>
                    <line class="grid" x2="100%" y1="50%" y2="50%"/>
                    {columns}
                    <line class="base" x2="100%" y1="100%" y2="100%"/>
                    {break_line}
                </svg>
                <text x="0" y="24">{integer(top)}</text>
                <text x="0" y="108">{(top > 1).then(|| integer(top / 2))}</text>
                <text x="0" y="192">"0"</text>
                <svg x="9%" y="190" width="91%" height="20">{labels}</svg>
                {overdue}
            </svg>
        </section>
    }
}

/// What stands one on top of the other in a column.
fn parts(counts: &Counts) -> [(Count, u64); 3] {
    let value = |count: Count| counts[count].unwrap_or(0);
    let late = (Count::Late, value(Count::Late));
    match counts.sum(&[Count::Early, Count::OnTime]) {
        Some(_) => [(Count::Early, value(Count::Early)), (Count::OnTime, value(Count::OnTime)), late],
        None => [(Count::InTime, value(Count::InTime)), (Count::OnTime, 0), late],
    }
}

/// The height of a column, in dossiers.
fn completed(counts: &Counts) -> u64 {
    parts(counts).iter().fold(0, |sum, (_, value)| sum.saturating_add(*value))
}

fn column(point: &Point<'_>, i: usize, n: usize, top: u64, shown: Span) -> impl IntoView + use<> {
    let steps = 100 * n as u64;
    let left = 100 * i as u64;
    let (x, width) = (Place::of(left + (100 - FILLED) / 2, steps).to_string(), Place::of(FILLED, steps).to_string());
    let middle = Place::of(left + 50, steps).to_string();
    let counts = point.period.map(|period| period.counts);
    let values = parts(&counts.unwrap_or_default());
    let segments = stack(values.iter().map(|(_, value)| *value), top);
    let end = segments.last().map(|last| last.start.and(last.length)).unwrap_or_default();
    let rects: Vec<_> = values
        .iter()
        .zip(segments)
        .filter(|((_, value), _)| *value > 0)
        .map(|((count, _), segment)| {
            let (y, height) = (segment.start.and(segment.length).rest().to_string(), segment.length.to_string());
            view! { <rect class=count.key() x=x.clone() y=y width=width.clone() height=height/> }
        })
        .collect();
    let (slot_x, slot) = (Place::of(left, steps).to_string(), Place::of(100, steps).to_string());
    let class = if shown.contains(point.span) { "slot shown" } else { "slot" };
    let sign = match counts {
        None => Some(("×".to_owned(), "none")),
        Some(counts) => counts[Count::Late].filter(|late| (1..=WRITTEN).contains(late)).map(|it| (integer(it), "late")),
    };
    let sign = sign.map(|(text, class)| {
        view! { <text class=class x=middle y=end.rest().to_string() dy="-3" text-anchor="middle">{text}</text> }
    });
    view! {
        <rect class=class x=slot_x width=slot height="100%"><title>{words::point(point)}</title></rect>
        {rects}
        {sign}
    }
}

/// The periods that are named below the columns, with how the name is set: each January, and the ends where none is near.
fn labelled(series: &Series<'_>) -> Vec<(usize, &'static str, String)> {
    /// How many columns a name is wide.
    const NEAR: usize = 4;
    let n = series.points.len();
    let mut named: Vec<usize> = (0..n).filter(|i| series.points[*i].span.from().month() == 1).collect();
    if series.unit > 1 {
        named = vec![];
    }
    if named.iter().all(|i| *i >= NEAR) {
        named.insert(0, 0);
    }
    if named.iter().all(|i| *i + NEAR < n) {
        named.push(n - 1);
    }
    let text = |i: usize| {
        let anchor = if i == 0 {
            "start"
        } else if i == n - 1 {
            "end"
        } else {
            "middle"
        };
        (i, anchor, series.points[i].span.to().to_string())
    };
    named.into_iter().map(text).collect()
}
