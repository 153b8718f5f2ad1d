//! Every period that was published: the table behind the columns.

use leptos::prelude::*;
use trangxa_model::Tthc;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::{Count, Period, Shown};

/// How many periods the page shows at once.
const RECENT: usize = 12;

/// The periods, newest first. Two years of rows would be the most of the page; a closed part is not laid out before it is
/// asked for.
pub fn history(tthc: &Tthc) -> impl IntoView + use<> {
    let mut periods: Vec<&Period> = tthc.periods.iter().collect();
    periods.sort_by_key(|period| std::cmp::Reverse((period.to, period.from)));
    let (recent, older) = periods.split_at(periods.len().min(RECENT));
    let rows = |periods: &[&Period]| periods.iter().map(|period| row(period)).collect::<Vec<_>>();
    let older = (!older.is_empty()).then(|| {
        let summary = format!("Xem {} kỳ trước", older.len());
        view! { <details class="older"><summary>{summary}</summary>{table("ky-truoc", "Các kỳ trước", rows(older))}</details> }
    });
    (!recent.is_empty()).then(|| view! { {table("cac-ky", "Các kỳ đã công bố", rows(recent))}{older} })
}

fn table(id: &'static str, title: &'static str, rows: Vec<impl IntoView + 'static>) -> impl IntoView {
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby=id>
                <table class="figures">
                    <thead>
                        <tr>
                            <th scope="col">"Kỳ"</th>
                            <th scope="col">"Tiếp nhận"</th>
                            <th scope="col">"Đã giải quyết"</th>
                            <th scope="col">"Trước hạn"</th>
                            <th scope="col">"Đúng hạn"</th>
                            <th scope="col">"Trước & đúng hạn"</th>
                            <th scope="col">"Trễ hạn"</th>
                            <th scope="col">"Tỉ lệ trễ hạn"</th>
                            <th scope="col">"Đang giải quyết, quá hạn"</th>
                            <th scope="col">"Tỉ lệ giải quyết"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(period: &Period) -> impl IntoView + use<> {
    let counts = &period.counts;
    let number = |value| view! { <td>{integer_or_dash(value)}</td> };
    view! {
        <tr>
            <th scope="row">{period.span().title()}</th>
            {number(counts[Count::Received])}
            {number(period.completed())}
            {number(counts[Count::Early])}
            {number(counts[Count::OnTime])}
            {number(counts.in_time())}
            {number(counts[Count::Late])}
            {rate(period.late_rate())}
            {number(counts[Count::PendingLate])}
            {rate(period.completion_rate())}
        </tr>
    }
}

/// A rate never stands without its two numbers, or the word that they were not published.
fn rate(shown: Shown) -> impl IntoView {
    let beside = match shown {
        Shown::Stated(_) => Some("theo số liệu công bố".to_owned()),
        _ => shown.fraction(),
    };
    view! { <td>{shown.text()}{beside.map(|text| view! { <small>{text}</small> })}</td> }
}
