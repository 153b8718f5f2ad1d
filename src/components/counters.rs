//! The visitor counters.

use super::drawn::drawn;
use crate::data::{Live, Store};
use crate::markup::{Markup, draw};
use leptos::prelude::*;
use trangxa_model::Visits;
use trangxa_model::number::integer_or_dash;

/// Đang truy cập, Hôm nay, Tất cả. A number that is not known shows as "—".
#[component]
pub fn Counters(live: Live<Visits>) -> impl IntoView {
    let store = Store::of_page();
    let markup = move || {
        let visits = live.value();
        let number = |pick: fn(&Visits) -> Option<u64>| integer_or_dash(visits.as_ref().and_then(|it| pick(it)));
        let counted = visits.as_ref().and_then(|visits| visits.counted_long_ago(store.now()));
        let counted = counted.map(|at| format!("Số lượt truy cập lúc {}", at.date_time()));
        let mut out = Markup::default();
        draw!(out, "<dl class='counters'><div><dt>Đang truy cập</dt><dd>{}</dd></div>", number(|it| it.online));
        draw!(out, "<div><dt>Hôm nay</dt><dd>{}</dd></div>", number(|it| it.today));
        draw!(out, "<div><dt>Tất cả</dt><dd>{}</dd></div></dl>", number(|it| it.total));
        draw!(out, "<p class='counted'>{}</p>", counted.unwrap_or_default());
        out.finish()
    };
    drawn("", Box::new(markup))
}
