//! The visitor counters.

use crate::data::{Live, Store};
use leptos::prelude::*;
use trangxa_model::number::integer_or_dash;
use trangxa_model::{Timestamp, Visits};

/// Counts older than this are shown with their time, in seconds.
const OLD_AFTER_S: i64 = 15 * 60;

/// Đang truy cập, Hôm nay, Tất cả. A number that is not known shows as "—".
#[component]
pub fn Counters(live: Live<Visits>) -> impl IntoView {
    let now = Store::of_page().now().clone();
    let value = live.clone();
    let number = move |pick: fn(&Visits) -> Option<u64>| {
        let live = value.clone();
        move || integer_or_dash(live.value().and_then(|visits| pick(&visits)))
    };
    view! {
        <dl class="counters">
            <div><dt>"Đang truy cập"</dt><dd>{number(|visits| visits.online)}</dd></div>
            <div><dt>"Hôm nay"</dt><dd>{number(|visits| visits.today)}</dd></div>
            <div><dt>"Tất cả"</dt><dd>{number(|visits| visits.total)}</dd></div>
        </dl>
        <p class="counted">{move || counted(live.value()?.generated_at?, now.get())}</p>
    }
}

fn counted(at: Timestamp, now: Timestamp) -> Option<String> {
    (now.unix() - at.unix() > OLD_AFTER_S).then(|| format!("Số lượt truy cập lúc {}", at.date_time()))
}
