//! A line chart as small as a word.

use trangxa_markup::{Markup, draw};
use trangxa_model::chart::{self, Place, SIDE};
use trangxa_model::tthc::{Series, Trend};
use trangxa_words::{Language, charts};

/// Draws how a rate went over the last periods: a line on a scale from 0 to 100 %, hidden from screen readers, and below it
/// the same in words.
pub fn sparkline(out: &mut Markup, series: &Series<'_>, trend: &Trend, language: Language) {
    let mut points = Vec::new();
    for (point, rate) in series.points.iter().zip(&trend.rates) {
        let height = rate.and_then(|rate| rate.parts()).map(|(part, whole)| Place::of(part, whole));
        points.push((height, point.is_break));
    }
    draw!(out, "<svg class='spark' viewBox='0 0 {} {}' preserveAspectRatio='none' aria-hidden='true'>", SIDE, SIDE);
    draw!(
        out,
        "<path d='{}'/></svg><p class='trend'>{}</p>",
        chart::path(&points),
        charts::trend(series, trend, language)
    );
}
