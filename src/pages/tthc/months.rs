//! The chart of the last two years, month by month.

use super::cells;
use super::dashboard::Dashboard;
use trangxa_markup::{Markup, draw};
use trangxa_model::Tthc;
use trangxa_model::chart::{self, Place, SIDE, WHOLE, scale_top, stack};
use trangxa_model::number::integer;
use trangxa_model::tthc::{Count, Counts, Point, Series, Span};
use trangxa_words::{charts, counts as names, dashboard};

/// How many months the chart covers.
const MONTHS: u32 = 24;
/// How much of its slot a column fills, in hundredths.
const FILLED: u64 = 76;
/// The greatest number of late dossiers that is written above a column; a greater one is visible as a segment.
const WRITTEN: u64 = 99;
/// The width of a label below the columns, in columns.
const NEAR: usize = 8;

/// Draws a column of the completed dossiers (early, on time, late) for each period, and below them the line of open, overdue
/// dossiers. The columns of the period that is shown are highlighted.
pub(crate) fn months(dashboard: &Dashboard, tthc: &Tthc, out: &mut Markup) {
    let Some(shown) = dashboard.span(tthc) else { return };
    let merged = dashboard.store.site().merged();
    let most = tthc.unit().map_or(1, |unit| (MONTHS / unit).max(2)) as usize;
    // When the period is too old for the chart of the latest months, the chart ends with the period.
    let latest = tthc.series(most, None, merged);
    let holds = |series: &Series<'_>| series.span().is_some_and(|span| span.from() <= shown.to());
    let series = latest.filter(holds).or_else(|| tthc.series(most, Some(shown.to()), merged));
    // A single column would be no chart.
    if let Some(series) = series.filter(|series| series.points.len() > 1) {
        picture(out, &series, shown);
    }
}

fn picture(out: &mut Markup, series: &Series<'_>, shown: Span) {
    let finding = charts::columns(series);
    let (mut most, mut published) = (0, Counts::default());
    for counts in series.points.iter().filter_map(|point| Some(&point.period?.counts)) {
        most = most.max(parts(counts).1.iter().fold(0, |sum: u64, value| sum.saturating_add(*value)));
        for count in Count::ALL {
            published[count] = published[count].or(counts[count]);
        }
    }
    let top = scale_top(most);
    draw!(out, "<section aria-labelledby='theo-thang'><h2 id='theo-thang'>{}</h2>", dashboard::OVER_TIME);
    draw!(out, "<p class='finding'>{}</p><ul class='legend'>", finding);
    for count in [Count::Early, Count::OnTime, Count::InTime, Count::Late] {
        if published[count].is_some() {
            draw!(out, "<li>");
            cells::swatch(out, count.key());
            draw!(out, "{}</li>", names::name(count));
        }
    }
    draw!(out, "<li><b class='late'>1</b>{}</li>", dashboard::LATE_ABOVE_COLUMN);
    if series.has_gap() {
        draw!(out, "<li><b class='none'>×</b>{}</li>", dashboard::NO_FIGURES);
    }
    let has_overdue = published[Count::PendingLate].is_some();
    let height = if has_overdue { 308 } else { 214 };
    draw!(out, "</ul><svg class='chart' height='{}' role='img' aria-label='{}'>", height, finding);
    // The columns are to the right of the scale's numbers.
    draw!(out, "<svg x='9%' y='20' width='91%' height='168'>");
    draw!(out, "<line class='grid' x2='100%'/><line class='grid' x2='100%' y1='50%' y2='50%'/>");
    for (i, point) in series.points.iter().enumerate() {
        column(out, point, i, series.points.len(), top, shown);
    }
    draw!(out, "<line class='base' x2='100%' y1='100%' y2='100%'/>");
    merger(out, series);
    draw!(out, "</svg><text y='24'>{}</text>", integer(top));
    if top > 1 {
        draw!(out, "<text y='108'>{}</text>", integer(top / 2));
    }
    draw!(out, "<text y='192'>0</text>");
    names(out, series);
    if has_overdue {
        overdue(out, series);
    }
    draw!(out, "</svg><p><a href='#cac-ky'>{}</a></p></section>", dashboard::CHART_TABLE);
}

/// The segments of a column from the bottom up: the counts, and the values of each.
fn parts(counts: &Counts) -> ([Count; 3], [u64; 3]) {
    let is_split = counts.sum(&[Count::Early, Count::OnTime]).is_some();
    // Where early and on time are not split, they are one segment, and the second one is empty.
    let (first, second) = if is_split { (Count::Early, counts[Count::OnTime]) } else { (Count::InTime, None) };
    let values = [counts[first], second, counts[Count::Late]].map(Option::unwrap_or_default);
    ([first, Count::OnTime, Count::Late], values)
}

fn column(out: &mut Markup, point: &Point<'_>, i: usize, n: usize, top: u64, shown: Span) {
    let (steps, left) = (100 * n as u64, 100 * i as u64);
    let at = |place: u64| Place::of(place, steps);
    let class = if shown.contains(point.span) { "slot shown" } else { "slot" };
    // A tooltip. The table contains the same numbers.
    draw!(out, "<rect class='{}' x='{}' width='{}' height='100%'>", class, at(left), at(100));
    draw!(out, "<title>{}</title></rect>", charts::column(point));
    let (counts, values) = parts(&point.period.map(|period| period.counts).unwrap_or_default());
    let mut top_of_column = WHOLE;
    for (count, segment) in counts.into_iter().zip(stack(&values, top)) {
        top_of_column = segment.start.and(segment.length).rest();
        if segment.length > Place::default() {
            draw!(out, "<rect class='{}' x='{}' width='{}'", count.key(), at(left + (100 - FILLED) / 2), at(FILLED));
            draw!(out, " y='{}' height='{}'/>", top_of_column, segment.length);
        }
    }
    let completed = point.period.and_then(|period| period.counts.completed());
    let (class, text) = match (completed, values[2]) {
        (None, _) => ("none", "×".to_owned()),
        (_, late @ 1..=WRITTEN) => ("late", integer(late)),
        _ => return,
    };
    let x = at(left + 50);
    draw!(out, "<text class='{}' x='{}' y='{}' dy='-3' text-anchor='middle'>{}</text>", class, x, top_of_column, text);
}

/// Draws the line between two units that were merged.
fn merger(out: &mut Markup, series: &Series<'_>) {
    if let Some(i) = series.points.iter().position(|point| point.is_break) {
        let x = Place::step(i, series.points.len());
        draw!(out, "<line class='merged' x1='{}' x2='{}' y2='100%'/>", x, x);
        // The label stands on the side with more room.
        let (anchor, dx) = if 2 * i > series.points.len() { ("end", -4) } else { ("start", 4) };
        draw!(out, "<text x='{}' dx='{}' y='10' text-anchor='{}'>{}</text>", x, dx, anchor, dashboard::MERGER);
    }
}

/// Draws the labels of the columns: every January, and the first and the last column where no January is near.
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
    draw!(out, "<svg x='9%' y='190' width='91%' height='20'>");
    for i in named {
        let (x, anchor) = match i {
            0 => (Place::step(0, 1), "start"),
            i if i + 1 == n => (Place::step(1, 1), "end"),
            i => (Place::step(2 * i + 1, 2 * n), "middle"),
        };
        draw!(out, "<text x='{}' y='14' text-anchor='{}'>{}</text>", x, anchor, series.points[i].span.to());
    }
    draw!(out, "</svg>");
}

/// Draws the line of dossiers open and overdue at the end of each period, on its own scale.
fn overdue(out: &mut Markup, series: &Series<'_>) {
    let value = |point: &Point<'_>| point.period?.counts[Count::PendingLate];
    let top = scale_top(series.points.iter().filter_map(value).max().unwrap_or(0));
    let mut points = Vec::new();
    for point in &series.points {
        points.push((value(point).map(|value| Place::of(value, top)), point.is_break));
    }
    draw!(out, "<text class='title' y='238'>{}</text>", dashboard::OVERDUE_AT_END);
    draw!(out, "<svg x='9%' y='250' width='91%' height='48'><line class='grid' x2='100%'/>");
    draw!(out, "<line class='base' x2='100%' y1='100%' y2='100%'/></svg>");
    draw!(
        out,
        "<svg x='9%' y='250' width='91%' height='48' viewBox='0 0 {} {}' preserveAspectRatio='none'>",
        SIDE,
        SIDE
    );
    draw!(out, "<path class='overdue' d='{}'/></svg>", chart::path(&points));
    draw!(out, "<text y='254'>{}</text><text y='302'>0</text>", integer(top));
}
