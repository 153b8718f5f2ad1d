//! A line as small as a word.

use crate::markup::{Markup, draw};
use trangxa_model::chart::{self, Place, SIDE};
use trangxa_model::tthc::{Series, Trend, words};

/// How a rate went over the last periods: the line from 0 to 100 %, and below it the words, which say it all.
pub fn sparkline(out: &mut Markup, series: &Series<'_>, trend: &Trend) {
    let height = |(part, whole): (u64, u64)| Place::of(part, whole);
    let points = series.points.iter().zip(&trend.rates);
    let path = chart::path(points.map(|(point, rate)| (rate.and_then(|rate| rate.parts()).map(height), point.is_break)));
    draw!(out, "<svg class='spark' viewBox='0 0 {} {}' preserveAspectRatio='none' aria-hidden='true'>", SIDE, SIDE);
    draw!(out, "<path d='{}'/></svg><p class='trend'>{}</p>", path, words::trend(series, trend));
}
