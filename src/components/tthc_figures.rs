//! The figures of one period.

use super::Date;
use crate::data::Store;
use leptos::either::Either;
use leptos::prelude::*;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::{self, Count, Period, words};
use trangxa_model::Timestamp;

/// The figures of one period: every rate beside its two numbers and its period, what must be known to read them, and when
/// they were counted. With `linked`, each term leads to its definition on the same page. `said` is what is said of the
/// figures beyond what the period itself tells.
#[component]
pub fn TthcFigures(
    period: Period,
    said: Vec<String>,
    updated_at: Timestamp,
    #[prop(optional)] linked: bool,
) -> impl IntoView {
    let store = Store::of_page();
    let (counts, span) = (period.counts, period.span());
    let (completion, late) = (period.completion_rate(), period.late_rate());
    let completed = period.completed();
    let term = move |text: &'static str, id: &'static str| {
        if linked { Either::Left(view! { <a href=format!("#{id}")>{text}</a> }) } else { Either::Right(text) }
    };
    let overdue = counts[Count::PendingLate].map(|count| {
        let class = (count > 0).then_some("bad");
        view! {
            <div class=class>
                <dt>{term(Count::PendingLate.label(), "dang-giai-quyet")}</dt>
                <dd>{integer_or_dash(Some(count))}</dd>
            </div>
        }
    });
    let late_class = counts[Count::Late].filter(|late| *late > 0).map(|_| "bad");
    // Age is told by the reader's clock, so both sides begin with the time of the build.
    let clock = store.clock().clone();
    let age = move || words::age(updated_at, clock.get()?);
    let here = store.clone();
    let stale = move || {
        tthc::is_stale(updated_at, here.now()).then_some("Số liệu đã cũ: hơn 45 ngày chưa cập nhật.")
    };
    let remarks = move || {
        let all = words::period(&period, store.now()).into_iter().chain(said.clone());
        all.map(|sentence| view! { <li>{sentence}</li> }).collect::<Vec<_>>()
    };
    view! {
        <h3>{format!("{} đã giải quyết", span.title())}</h3>
        <p class="rate"><strong>{completion.text()}</strong><small>{words::basis(completion)}</small></p>
        <dl class="figures">
            <div><dt>{term("Số hồ sơ xử lý", "da-giai-quyet")}</dt><dd>{integer_or_dash(completed)}</dd></div>
            <div><dt>{term("Trước & đúng hạn", "truoc-dung-han")}</dt><dd>{integer_or_dash(counts.in_time())}</dd></div>
            <div class=late_class><dt>{term("Trễ hạn", "tre-han")}</dt><dd>{integer_or_dash(counts[Count::Late])}</dd></div>
            <div class=late_class>
                <dt>{term("Tỉ lệ trễ hạn", "ti-le-tre-han")}</dt>
                <dd>{late.text()}<small>{words::basis(late)}</small></dd>
            </div>
            {overdue}
        </dl>
        <ul class="remarks">{remarks}</ul>
        <p class="updated">"Cập nhật lúc "<Date at=updated_at seconds=true/></p>
        <p class="updated age">{age}</p>
        <p class="stale">{stale}</p>
    }
}
