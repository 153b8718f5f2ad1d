//! Two years, month by month.

use super::Dashboard;
use super::flow::swatch;
use crate::markup::Markup;
use std::sync::Arc;
use trangxa_model::chart::{self, Place, Segment, scale_top, stack};
use trangxa_model::number::integer;
use trangxa_model::tthc::{Count, Counts, Point, Series, Span, words};
use trangxa_model::Tthc;

/// How far back the picture goes, in months.
const MONTHS: u32 = 24;
/// How much of its place a column fills, in hundredths.
const FILLED: u64 = 76;
/// Up to how many late dossiers are written above a column: more can be seen in it.
const WRITTEN: u64 = 99;
/// How many columns the name of one is wide.
const NEAR: usize = 4;
/// Where the columns are within the picture, beside the scale.
const PLOT: [(&str, &str); 2] = [("x", "9%"), ("width", "91%")];

/// Columns of what was completed, early, on time and late; below them the line of what is open and overdue. The columns of
/// the period that is shown are marked.
pub fn months(dashboard: &Dashboard, tthc: &Arc<Tthc>, out: &mut Markup) {
    let Some(shown) = dashboard.span(tthc) else { return };
    let merged = dashboard.store.merged();
    let most = tthc.unit().map_or(1, |unit| (MONTHS / unit).max(2)) as usize;
    // An older period than the picture would hold: it ends with that one.
    let latest = tthc.series(most, None, merged);
    let holds = |series: &Series<'_>| series.span().is_some_and(|span| span.from() <= shown.to());
    let series = latest.filter(holds).or_else(|| tthc.series(most, Some(shown.to()), merged));
    // One column is no picture.
    if let Some(series) = series.filter(|series| series.points.len() > 1) {
        out.open("section", &[("aria-labelledby", "theo-thang")]);
        picture(out, &series, shown);
        out.close("section");
    }
}

fn picture(out: &mut Markup, series: &Series<'_>, shown: Span) {
    let finding = words::series(series);
    let counts = |point: &Point<'_>| point.period.map(|period| period.counts).unwrap_or_default();
    let known = || series.points.iter().map(counts);
    let has = |count: Count| known().any(|counts| counts[count].is_some());
    let top = scale_top(known().map(|counts| completed(&counts)).max().unwrap_or(0));
    out.element("h2", &[("id", "theo-thang")], "Hồ sơ đã giải quyết theo thời gian");
    out.element("p", &[("class", "finding")], &finding);
    out.open("ul", &[("class", "legend")]);
    for count in [Count::Early, Count::OnTime, Count::InTime, Count::Late].into_iter().filter(|count| has(*count)) {
        out.open("li", &[]);
        swatch(out, count.key());
        out.text(count.label()).close("li");
    }
    let signs = [("late", "1", "Số trên cột: hồ sơ trễ hạn", true), ("none", "×", "Chưa có số liệu", series.has_gap())];
    for (class, sign, meaning, _) in signs.into_iter().filter(|(.., is_there)| *is_there) {
        out.open("li", &[]).element("b", &[("class", class)], sign).text(meaning).close("li");
    }
    out.close("ul");

    let has_overdue = has(Count::PendingLate);
    let height = if has_overdue { "308" } else { "214" };
    out.open("svg", &[("class", "chart"), ("height", height), ("role", "img"), ("aria-label", &finding)]);
    out.open("svg", &[PLOT[0], ("y", "20"), PLOT[1], ("height", "168")]);
    line(out, "grid", "0");
    line(out, "grid", "50%");
    for (i, point) in series.points.iter().enumerate() {
        column(out, point, i, series.points.len(), top, shown);
    }
    line(out, "base", "100%");
    merger(out, series);
    out.close("svg");
    label(out, "24", &integer(top));
    if top > 1 {
        label(out, "108", &integer(top / 2));
    }
    label(out, "192", "0");
    names(out, series);
    if has_overdue {
        overdue(out, series);
    }
    out.close("svg");
}

/// A level line.
fn line(out: &mut Markup, class: &str, y: &str) {
    out.element("line", &[("class", class), ("x2", "100%"), ("y1", y), ("y2", y)], "");
}

/// A number of the scale.
fn label(out: &mut Markup, y: &str, text: &str) {
    out.element("text", &[("y", y)], text);
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

fn column(out: &mut Markup, point: &Point<'_>, i: usize, n: usize, top: u64, shown: Span) {
    let (steps, left) = (100 * n as u64, 100 * i as u64);
    let at = |place: u64| Place::of(place, steps).to_string();
    let (slot_x, slot) = (at(left), at(100));
    let class = if shown.contains(point.span) { "slot shown" } else { "slot" };
    // The words of a column, for those who point at it; they are in the table too.
    out.open("rect", &[("class", class), ("x", &slot_x), ("width", &slot), ("height", "100%")]);
    out.element("title", &[], &words::point(point)).close("rect");
    let (x, width) = (at(left + (100 - FILLED) / 2), at(FILLED));
    let values = parts(&point.period.map(|period| period.counts).unwrap_or_default());
    let segments = stack(values.iter().map(|(_, value)| *value), top);
    let end = |segment: &Segment| segment.start.and(segment.length).rest().to_string();
    for ((count, value), segment) in values.iter().zip(&segments) {
        if *value > 0 {
            let (y, height) = (end(segment), segment.length.to_string());
            out.element("rect", &[("class", count.key()), ("x", &x), ("y", &y), ("width", &width), ("height", &height)], "");
        }
    }
    let sign = match point.period {
        None => Some(("none", "×".to_owned())),
        Some(period) => {
            let few = period.counts[Count::Late].filter(|late| (1..=WRITTEN).contains(late));
            few.map(|late| ("late", integer(late)))
        }
    };
    if let Some((class, text)) = sign {
        let (x, y) = (at(left + 50), segments.last().map(end).unwrap_or_default());
        out.element("text", &[("class", class), ("x", &x), ("y", &y), ("dy", "-3"), ("text-anchor", "middle")], &text);
    }
}

/// Where another unit begins.
fn merger(out: &mut Markup, series: &Series<'_>) {
    if let Some(i) = series.points.iter().position(|point| point.is_break) {
        let x = Place::step(i, series.points.len()).to_string();
        out.element("line", &[("class", "merged"), ("x1", &x), ("x2", &x), ("y2", "100%")], "");
        // On the side where there is room.
        let (anchor, dx) = if 2 * i > series.points.len() { ("end", "-4") } else { ("start", "4") };
        out.element("text", &[("x", &x), ("dx", dx), ("y", "10"), ("text-anchor", anchor)], "Sáp nhập");
    }
}

/// Which periods the columns are: each January by name, and the ends where none is near.
fn names(out: &mut Markup, series: &Series<'_>) {
    let n = series.points.len();
    let is_january = |i: &usize| series.unit == 1 && series.points[*i].span.from().month() == 1;
    let mut named: Vec<usize> = (0..n).filter(is_january).collect();
    if named.first().is_none_or(|first| *first >= NEAR) {
        named.insert(0, 0);
    }
    if named.last().is_none_or(|last| last + NEAR < n) {
        named.push(n - 1);
    }
    out.open("svg", &[PLOT[0], ("y", "190"), PLOT[1], ("height", "20")]);
    for i in named {
        let (x, anchor) = match i {
            0 => (Place::step(0, 1), "start"),
            i if i + 1 == n => (Place::step(1, 1), "end"),
            i => (Place::step(2 * i + 1, 2 * n), "middle"),
        };
        let text = series.points[i].span.to().to_string();
        out.element("text", &[("x", &x.to_string()), ("y", "14"), ("text-anchor", anchor)], &text);
    }
    out.close("svg");
}

/// What is open and overdue at the end of each period: a line of its own, on a scale of its own.
fn overdue(out: &mut Markup, series: &Series<'_>) {
    let value = |point: &Point<'_>| point.period?.counts[Count::PendingLate];
    let top = scale_top(series.points.iter().filter_map(value).max().unwrap_or(0));
    let height = |point: &Point<'_>| value(point).map(|value| Place::of(value, top));
    let path = chart::path(series.points.iter().map(|point| (height(point), point.is_break)));
    out.element("text", &[("class", "title"), ("y", "238")], "Đang giải quyết, quá hạn (cuối kỳ)");
    let place = [PLOT[0], ("y", "250"), PLOT[1], ("height", "48")];
    out.open("svg", &place);
    line(out, "grid", "0");
    line(out, "base", "100%");
    out.close("svg");
    let square = format!("0 0 {} {}", chart::SIDE, chart::SIDE);
    out.open("svg", &[place[0], place[1], place[2], place[3], ("viewBox", &square), ("preserveAspectRatio", "none")]);
    out.element("path", &[("class", "overdue"), ("d", &path)], "").close("svg");
    label(out, "254", &integer(top));
    label(out, "302", "0");
}
