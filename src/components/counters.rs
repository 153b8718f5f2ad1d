//! The visitor counters.

use super::drawn::drawn;
use crate::data::{Live, Load, Store};
use crate::markup::{Markup, draw};
use leptos::prelude::*;
use trangxa_model::number::integer_or_dash;
use trangxa_model::visits::{Kind, Visits};

/// Đang truy cập, Hôm nay, Tất cả; each says on tap what it counts. A number that is not known shows as "—".
#[component]
pub fn Counters(live: Live<Visits>) -> impl IntoView {
    let store = Store::of_page();
    let kind = store.visits_kind();
    let markup = move || {
        let state = live.get();
        let visits = state.value().map(AsRef::as_ref);
        let (window, unit, since) = words(kind, visits);
        let mut out = Markup::default();
        let mut row = |name: &str, number: Option<u64>, meaning: &str| {
            let number = integer_or_dash(number);
            draw!(out, "<details><summary>{}: <b>{}</b></summary>", name, number);
            draw!(out, "<p>{}{}</p></details>", meaning, note(kind));
        };
        // GoatCounter has no such number.
        if kind != Kind::GoatCounter {
            row("Đang truy cập", visits.and_then(|it| it.online), &window);
        }
        row("Hôm nay", visits.and_then(|it| it.today), &unit);
        row("Tất cả", visits.and_then(|it| it.total), &since);
        let now = store.now();
        let is_failing = matches!(state, Load::Stale(..)) && kind != Kind::File;
        let counted = visits.and_then(|it| if is_failing { it.generated_at } else { it.counted_long_ago(kind, now) });
        let counted = counted.map(|at| {
            // Only the reader's own clock knows what is today.
            let is_today = store.clock().get().is_some_and(|now| now.date() == at.date());
            format!("Số lượt truy cập lúc {}", if is_today { at.clock() } else { at.date_time() })
        });
        draw!(out, "<p>{}</p>", counted.unwrap_or_default());
        out.finish()
    };
    drawn("counters", Box::new(markup))
}

/// What the three numbers mean. Of a file only as much is told as it says itself.
fn words(kind: Kind, visits: Option<&Visits>) -> (String, String, String) {
    let window = match visits.and_then(|it| it.window_s) {
        Some(seconds) if seconds >= 60 => format!("Người xem trang trong {} phút vừa qua.", seconds / 60),
        Some(seconds) => format!("Người xem trang trong {seconds} giây vừa qua."),
        None => "Người đang xem trang.".to_owned(),
    };
    let unit = match (kind, visits.and_then(|it| it.unit.as_deref())) {
        (Kind::Counter, _) | (_, Some("visits")) => "Lượt truy cập, tính",
        (Kind::GoatCounter, _) | (_, Some("views")) => "Lượt xem, tính",
        _ => "Tính",
    };
    let today = match kind {
        Kind::GoatCounter => "7 giờ sáng, khi GoatCounter sang ngày mới",
        _ => "0 giờ hôm nay",
    };
    let since = match visits.and_then(|it| it.since) {
        Some(at) => format!("{unit} từ ngày {}.", at.date()),
        None => format!("{unit} từ ngày nào thì không rõ."),
    };
    (window, format!("{unit} từ {today}."), since)
}

/// How it is counted, where that is known.
fn note(kind: Kind) -> &'static str {
    match kind {
        Kind::File => "",
        Kind::Counter => {
            " Xem nhiều trang, mỗi trang cách nhau không quá 30 phút, là một lượt. Không tính máy tự động và người đã bật \
             “Không theo dõi”; không dùng cookie, không lưu địa chỉ."
        }
        Kind::GoatCounter => {
            " Một người xem lại một trang trong 8 giờ là một lượt. Do GoatCounter đếm, có thể chậm 4 giờ. Không tính máy \
             tự động và người đã bật “Không theo dõi”; không dùng cookie."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::words;
    use serde_json::json;
    use trangxa_model::document::Document as _;
    use trangxa_model::visits::{Kind, Visits};

    fn of(kind: Kind, json: serde_json::Value) -> [String; 3] {
        let visits = Visits::from_json("f", json).unwrap();
        words(kind, Some(&visits)).into()
    }

    #[test]
    fn of_a_file_no_more_is_told_than_it_says() {
        let said = json!({"version": 1, "window_s": 600, "unit": "visits", "since": "2019-03-01"});
        assert_eq!(
            of(Kind::File, said),
            [
                "Người xem trang trong 10 phút vừa qua.",
                "Lượt truy cập, tính từ 0 giờ hôm nay.",
                "Lượt truy cập, tính từ ngày 01/03/2019."
            ]
        );
        assert_eq!(
            of(Kind::File, json!({"version": 1})),
            ["Người đang xem trang.", "Tính từ 0 giờ hôm nay.", "Tính từ ngày nào thì không rõ."]
        );
        assert_eq!(of(Kind::File, json!({"version": 1, "window_s": 30}))[0], "Người xem trang trong 30 giây vừa qua.");
    }

    #[test]
    fn of_a_counter_the_unit_is_known() {
        assert_eq!(
            of(Kind::Counter, json!({"version": 1, "window_s": 300})),
            [
                "Người xem trang trong 5 phút vừa qua.",
                "Lượt truy cập, tính từ 0 giờ hôm nay.",
                "Lượt truy cập, tính từ ngày nào thì không rõ."
            ]
        );
        assert_eq!(
            of(Kind::GoatCounter, json!({"version": 1}))[1],
            "Lượt xem, tính từ 7 giờ sáng, khi GoatCounter sang ngày mới."
        );
    }
}
