//! The table of all published periods.

use super::cells;
use trangxa_markup::{Markup, draw};
use trangxa_model::Tthc;
use trangxa_model::tthc::{Count, Period};
use trangxa_words::{Language, dashboard, periods};

/// How many periods are visible at first.
const RECENT: usize = 12;

/// Draws the periods, newest first. Those before the last twelve are in a closed `<details>`, because two years of rows would
/// be most of the page, and what is closed costs no layout.
pub(crate) fn history(tthc: &Tthc, out: &mut Markup) {
    let n = tthc.periods.len();
    let newest = || tthc.periods.iter().rev();
    if n > 0 {
        table(out, "cac-ky", dashboard::ALL_PERIODS, newest().take(RECENT));
    }
    if n > RECENT {
        draw!(out, "<details class='older'><summary>{}</summary>", dashboard::show_older(n - RECENT));
        table(out, "ky-truoc", dashboard::OLDER_PERIODS, newest().skip(RECENT));
        draw!(out, "</details>");
    }
}

fn table<'a>(out: &mut Markup, id: &str, title: &str, periods: impl Iterator<Item = &'a Period>) {
    draw!(out, "<section aria-labelledby='{}'><h2 id='{}'>{}</h2>", id, id, title);
    cells::open_table(out, id, "");
    for label in dashboard::PERIOD_COLUMNS {
        draw!(out, "<th scope='col'>{}</th>", label);
    }
    cells::end_head(out);
    for period in periods {
        row(out, period);
    }
    cells::close_table(out);
    draw!(out, "</section>");
}

fn row(out: &mut Markup, period: &Period) {
    let counts = &period.counts;
    draw!(out, "<tr><th scope='row'>{}</th>", periods::title(period.span(), Language::Vietnamese));
    cells::number(out, period.completed());
    cells::number(out, counts[Count::Late]);
    cells::rate(out, period.late_rate());
    cells::number(out, counts[Count::PendingLate]);
    cells::rate(out, period.completion_rate());
    cells::number(out, counts[Count::Received]);
    cells::number(out, counts[Count::Early]);
    cells::number(out, counts[Count::OnTime]);
    cells::number(out, counts.in_time());
    draw!(out, "</tr>");
}
