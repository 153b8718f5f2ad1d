//! The card "Kết quả giải quyết TTHC", but for its frame and its headline.

use crate::{Markup, Moment, draw, figures, remarks, sparkline, updated};
use trangxa_model::tthc::{CARD_POINTS, Disagreement};
use trangxa_model::{Language, Tthc, YearMonth};

/// The latest figures and how they went; `without` where there are none. `merged`: the first month of the unit that took
/// over.
pub fn tthc_card(
    out: &mut Markup,
    tthc: Option<&Tthc>,
    without: &str,
    merged: Option<YearMonth>,
    moment: Moment,
    language: Language,
) {
    let Some((tthc, latest)) = tthc.and_then(|tthc| Some((tthc, tthc.latest()?))) else {
        draw!(out, "<p>{}</p>", without);
        return;
    };
    figures(out, latest, false, language);
    if let Some(series) = tthc.series(CARD_POINTS, None, merged)
        && let Some(trend) = series.trend()
    {
        sparkline(out, &series, &trend, language);
    }
    // A rate that is contradicted says so itself.
    let contradictions = latest.own_disagreements().into_iter().map(|(_, it)| it);
    let said: Vec<String> =
        contradictions.filter(|it| !matches!(it, Disagreement::Rate { .. })).map(|it| it.sentence(language)).collect();
    remarks(out, latest, true, &said, language);
    updated(out, moment, tthc.updated_at, Some(latest), language);
}
