//! Every period that was published: the table behind the columns.

use super::cells;
use crate::markup::Markup;
use leptos::prelude::*;
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
pub fn history(tthc: &Tthc) -> impl IntoView + use<> {
    let n = tthc.periods.len();
    let newest = || tthc.periods.iter().rev();
    let older = (n > RECENT).then(|| {
        let summary = format!("Xem {} kỳ trước", n - RECENT);
        let table = table("ky-truoc", "Các kỳ trước", newest().skip(RECENT));
        view! { <details class="older"><summary>{summary}</summary>{table}</details> }
    });
    (n > 0).then(|| view! { {table("cac-ky", "Các kỳ đã công bố", newest().take(RECENT))}{older} })
}

fn table<'a>(id: &'static str, title: &'static str, periods: impl Iterator<Item = &'a Period>) -> AnyView {
    let (mut head, mut rows) = (Markup::default(), Markup::default());
    for label in COLUMNS {
        head.element("th", &[("scope", "col")], label);
    }
    for period in periods {
        row(&mut rows, period);
    }
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby=id>
                <table class="figures">
                    <thead><tr inner_html=head.finish()></tr></thead>
                    <tbody inner_html=rows.finish()></tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
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
