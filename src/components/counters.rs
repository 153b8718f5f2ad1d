//! The visitor counters.

use crate::data::{Live, Store};
use leptos::prelude::*;
use trangxa_model::Visits;
use trangxa_model::number::integer_or_dash;

/// Đang truy cập, Hôm nay, Tất cả. A number that is not known shows as "—".
#[component]
pub fn Counters(live: Live<Visits>) -> impl IntoView {
    let store = Store::of_page();
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
        <p class="counted">
            {move || {
                let at = live.value()?.counted_long_ago(store.now())?;
                Some(format!("Số lượt truy cập lúc {}", at.date_time()))
            }}
        </p>
    }
}
