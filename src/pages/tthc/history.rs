//! Every period that was published: the table behind the columns.

use super::{Dashboard, cells};
use crate::markup::Markup;
use std::sync::Arc;
use trangxa_model::Tthc;
use trangxa_model::tthc::{Count, Period};

/// How many periods the page shows at once.
const RECENT: usize = 12;

/// The columns.
const COLUMNS: [&str; 10] = [
    "Kỳ",
    "Tiếp nhận",
    "Đã giải quyết",
    "Trước hạn",
    "Đúng hạn",
    "Trước & đúng hạn",
    "Trễ hạn",
    "Tỉ lệ trễ hạn",
    "Đang giải quyết, quá hạn",
    "Tỉ lệ giải quyết",
];

/// The periods, newest first. Two years of rows would be the most of the page; a closed part is not laid out before it is
/// asked for.
pub fn history(_: &Dashboard, tthc: &Arc<Tthc>, out: &mut Markup) {
    let n = tthc.periods.len();
    let newest = || tthc.periods.iter().rev();
    if n > 0 {
        table(out, "cac-ky", "Các kỳ đã công bố", newest().take(RECENT));
    }
    if n > RECENT {
        out.open("details", &[("class", "older")]);
        out.element("summary", &[], &format!("Xem {} kỳ trước", n - RECENT));
        table(out, "ky-truoc", "Các kỳ trước", newest().skip(RECENT));
        out.close("details");
    }
}

fn table<'a>(out: &mut Markup, id: &str, title: &str, periods: impl Iterator<Item = &'a Period>) {
    out.open("section", &[("aria-labelledby", id)]).element("h2", &[("id", id)], title);
    cells::scroll(out, id).open("table", &[("class", "figures")]).open("thead", &[]).open("tr", &[]);
    for label in COLUMNS {
        out.element("th", &[("scope", "col")], label);
    }
    out.close("tr").close("thead").open("tbody", &[]);
    for period in periods {
        row(out, period);
    }
    out.close("tbody").close("table").close("div").close("section");
}

fn row(out: &mut Markup, period: &Period) {
    let counts = &period.counts;
    out.open("tr", &[]).element("th", &[("scope", "row")], &period.span().title());
    cells::number(out, counts[Count::Received]);
    cells::number(out, period.completed());
    cells::number(out, counts[Count::Early]);
    cells::number(out, counts[Count::OnTime]);
    cells::number(out, counts.in_time());
    cells::number(out, counts[Count::Late]);
    cells::rate(out, period.late_rate());
    cells::number(out, counts[Count::PendingLate]);
    cells::rate(out, period.completion_rate());
    out.close("tr");
}
