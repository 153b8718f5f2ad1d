//! The card "Kết quả giải quyết TTHC".

use super::Date;
use crate::data::{Live, Store};
use crate::route::Route;
use leptos::prelude::*;
use trangxa_model::number::integer_or_dash;
use trangxa_model::tthc::{Period, Shown};
use trangxa_model::{Timestamp, Tthc};

/// The latest figures, and the way to all of them.
#[component]
pub fn TthcCard(live: Live<Tthc>) -> impl IntoView {
    let href = Store::of_page().href(&Route::Tthc);
    view! {
        <section class="card tthc" aria-labelledby="the-tthc">
            <h2 id="the-tthc">"Kết quả giải quyết TTHC"</h2>
            {move || {
                let value = live.value();
                let latest = value.as_ref().and_then(|tthc| Some((tthc.latest()?.clone(), tthc.updated_at)));
                let empty = latest.is_none().then_some("Chưa có số liệu.");
                let figures = latest.map(|(period, at)| view! { <TthcFigures period=period updated_at=at/> });
                view! { {empty}{figures} }
            }}
            <p class="more"><a href=href>"Chi tiết"<span class="hidden">" kết quả giải quyết TTHC"</span></a></p>
        </section>
    }
}

/// The figures of one period: every rate beside its two numbers and its period, and when they were counted.
#[component]
pub fn TthcFigures(period: Period, updated_at: Timestamp) -> impl IntoView {
    let now = Store::of_page().now().clone();
    let counts = period.counts;
    let label = format!("{} đã giải quyết", period_in_words(&period));
    let (completion, late) = (period.completion_rate(), period.late_rate());
    let overdue = counts.pending_late.map(|count| {
        let class = (count > 0).then_some("bad");
        view! { <div class=class><dt>"Đang giải quyết, quá hạn"</dt><dd>{integer_or_dash(Some(count))}</dd></div> }
    });
    let late_class = counts.late.filter(|late| *late > 0).map(|_| "bad");
    // Age is told by the reader's clock, so both sides begin with the time of the build.
    let stale = move || {
        let tthc_is_old = trangxa_model::tthc::is_stale(updated_at, now.get());
        tthc_is_old.then_some("Số liệu đã cũ: hơn 45 ngày chưa cập nhật.")
    };
    view! {
        <h3>{label}</h3>
        <p class="rate"><strong>{completion.text()}</strong>{basis(completion)}</p>
        <dl class="figures">
            <div><dt>"Số hồ sơ xử lý"</dt><dd>{integer_or_dash(period.completed())}</dd></div>
            <div><dt>"Trước & đúng hạn"</dt><dd>{integer_or_dash(counts.in_time())}</dd></div>
            <div class=late_class><dt>"Trễ hạn"</dt><dd>{integer_or_dash(counts.late)}</dd></div>
            <div class=late_class><dt>"Tỉ lệ trễ hạn"</dt><dd>{late.text()}{basis(late)}</dd></div>
            {overdue}
        </dl>
        <p class="updated">"Cập nhật lúc "<Date at=updated_at seconds=true/></p>
        <p class="stale">{stale}</p>
    }
}

/// What a rate rests on, in words.
fn basis(shown: Shown) -> impl IntoView {
    let text = match shown {
        Shown::Derived(_) => shown.fraction(),
        Shown::Stated(_) => Some("theo số liệu công bố".to_owned()),
        Shown::Disagrees { stated, .. } => {
            let fraction = shown.fraction().unwrap_or_default();
            Some(format!("{fraction}; nguồn công bố {}, không khớp với số hồ sơ", stated.text()))
        }
        Shown::Unknown => Some("chưa đủ số liệu để tính".to_owned()),
    };
    text.map(|text| view! { <small>{text}</small> })
}

/// `Tháng 11/2023`, `Từ tháng 01 đến tháng 11/2023`: the card's sentence begins with it.
fn period_in_words(period: &Period) -> String {
    let label = period.label();
    match label.strip_prefix("tháng ") {
        Some(rest) if rest.contains("đến") => format!("Từ tháng {rest}"),
        Some(rest) => format!("Tháng {rest}"),
        None => label.replacen('q', "Q", 1).replacen("năm", "Năm", 1),
    }
}
