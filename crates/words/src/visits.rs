//! Texts of the visitor counters: their names, and the explanations that a tap on one opens.

use crate::{Language, dates, say};
use trangxa_model::Timestamp;
use trangxa_model::visits::{Visits, VisitsKind};

/// The names of the three numbers: visitors who are there now, visits today, all visits.
#[must_use]
pub fn names(language: Language) -> [&'static str; 3] {
    language.pick(["Đang truy cập", "Hôm nay", "Tất cả"], ["Online now", "Today", "Total"])
}

/// What the first, second or third number means (`i` is 0, 1 or 2). About a file, only what the file itself states is said.
#[must_use]
pub fn meaning(i: usize, kind: VisitsKind, visits: Option<&Visits>, language: Language) -> String {
    let window_s = visits.and_then(|it| it.window_s).unwrap_or_default();
    let unit = match (kind, visits.and_then(|it| it.unit.as_deref())) {
        (VisitsKind::Counter, _) | (_, Some("visits")) => language.pick("Lượt truy cập, tính từ", "Visits since"),
        (VisitsKind::GoatCounter, _) | (_, Some("views")) => language.pick("Lượt xem, tính từ", "Views since"),
        _ => language.pick("Tính từ", "Counted since"),
    };
    let since = visits.and_then(|it| it.since);
    match (i, since) {
        (0, _) if window_s < 60 => language.pick("Người đang xem trang.", "People viewing the site now.").to_owned(),
        (0, _) => say!(
            language,
            "Người xem trang trong {} phút vừa qua.",
            "People who viewed the site in the last {} min.",
            window_s / 60
        ),
        (1, _) if kind == VisitsKind::GoatCounter => say!(
            language,
            "{unit} 7 giờ sáng, khi GoatCounter sang ngày mới.",
            "{unit} 7 a.m., when GoatCounter’s day begins."
        ),
        (1, _) => say!(language, "{unit} 0 giờ hôm nay.", "{unit} midnight."),
        (_, Some(at)) => say!(language, "{unit} ngày {}.", "{unit} {}.", dates::date(at, language)),
        (_, None) => say!(language, "{unit} ngày nào thì không rõ.", "{unit} an unknown date."),
    }
}

/// How the numbers are counted; follows [`meaning`], with a space before it. Empty if that is not known.
#[must_use]
pub fn method(kind: VisitsKind, language: Language) -> &'static str {
    match kind {
        VisitsKind::File => "",
        VisitsKind::Counter => language.pick(
            " Xem nhiều trang, mỗi trang cách nhau không quá 30 phút, là một lượt. Không tính máy tự động và người đã bật \
             “Không theo dõi”; không dùng cookie, không lưu địa chỉ.",
            " Pages viewed at most 30 minutes apart are one visit. Bots and people who turned on “Do Not Track” are not \
             counted; no cookies are used, no addresses kept.",
        ),
        VisitsKind::GoatCounter => language.pick(
            " Một người xem lại một trang trong 8 giờ là một lượt. Do GoatCounter đếm, có thể chậm 4 giờ. Không tính máy \
             tự động và người đã bật “Không theo dõi”; không dùng cookie.",
            " A page viewed again within 8 hours counts once. Counted by GoatCounter, up to 4 hours late. Bots and people \
             who turned on “Do Not Track” are not counted; no cookies are used.",
        ),
    }
}

/// Says when old numbers were counted. `clock` is the reader's clock: only with it is known that they are of today, and then the
/// time is enough.
#[must_use]
pub fn counted_at(at: Timestamp, clock: Option<Timestamp>, language: Language) -> String {
    let is_today = clock.is_some_and(|now| now.date() == at.date());
    let at = if is_today { at.clock() } else { dates::date_time(at, language) };
    say!(language, "Số lượt truy cập lúc {at}", "Counted at {at}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use trangxa_model::document::JsonDocument;

    fn of(kind: VisitsKind, json: serde_json::Value) -> [String; 3] {
        let visits = Visits::from_json("f", json).unwrap();
        [0, 1, 2].map(|i| meaning(i, kind, Some(&visits), Language::Vietnamese))
    }

    #[test]
    fn about_a_file_only_what_it_states_is_said() {
        let said = json!({"version": 1, "window_s": 600, "unit": "visits", "since": "2019-03-01"});
        assert_eq!(
            of(VisitsKind::File, said),
            [
                "Người xem trang trong 10 phút vừa qua.",
                "Lượt truy cập, tính từ 0 giờ hôm nay.",
                "Lượt truy cập, tính từ ngày 01/03/2019."
            ]
        );
        assert_eq!(
            of(VisitsKind::File, json!({"version": 1})),
            ["Người đang xem trang.", "Tính từ 0 giờ hôm nay.", "Tính từ ngày nào thì không rõ."]
        );
    }

    #[test]
    fn the_unit_of_a_counter_is_known() {
        assert_eq!(
            of(VisitsKind::Counter, json!({"version": 1, "window_s": 300})),
            [
                "Người xem trang trong 5 phút vừa qua.",
                "Lượt truy cập, tính từ 0 giờ hôm nay.",
                "Lượt truy cập, tính từ ngày nào thì không rõ."
            ]
        );
        assert_eq!(
            of(VisitsKind::GoatCounter, json!({"version": 1}))[1],
            "Lượt xem, tính từ 7 giờ sáng, khi GoatCounter sang ngày mới."
        );
    }
}
