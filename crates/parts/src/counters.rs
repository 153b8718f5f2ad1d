//! The visitor counters.

use crate::{Markup, Moment, draw, draw_in};
use trangxa_model::Language;
use trangxa_model::number::integer_or_dash_in;
use trangxa_model::visits::{Visits, VisitsKind};

/// Đang truy cập, Hôm nay, Tất cả; each says on tap what it counts. A number that is not known shows as "—". `is_stale`: the
/// last attempt to renew them failed.
pub fn counters(
    out: &mut Markup,
    visits: Option<&Visits>,
    kind: VisitsKind,
    is_stale: bool,
    moment: Moment,
    language: Language,
) {
    let names = language.pick(["Đang truy cập", "Hôm nay", "Tất cả"], ["Online now", "Today", "Total"]);
    for (i, name) in names.into_iter().enumerate() {
        // GoatCounter does not know who is here.
        if i > 0 || kind != VisitsKind::GoatCounter {
            let number = visits.and_then(|it| [it.online, it.today, it.total][i]);
            draw!(
                out,
                "<details><summary><span>{}</span> <b>{}</b></summary><p>",
                name,
                integer_or_dash_in(number, language)
            );
            meaning(out, i, kind, visits, language);
            draw!(out, "{}</p></details>", note(kind, language));
        }
    }
    let is_failing = is_stale && kind != VisitsKind::File;
    let counted =
        visits.and_then(|it| if is_failing { it.generated_at } else { it.counted_long_ago(kind, moment.now) });
    draw!(out, "<p>");
    if let Some(at) = counted {
        // Only the reader's own clock knows what is today.
        let is_today = moment.clock.is_some_and(|now| now.date() == at.date());
        let at = if is_today { at.clock() } else { at.date_time_in(language) };
        draw_in!(language, out, "Số lượt truy cập lúc {}", "Counted at {}", at);
    }
    draw!(out, "</p>");
}

/// What the first, second or third number means. Of a file only as much is told as it says itself.
fn meaning(out: &mut Markup, i: usize, kind: VisitsKind, visits: Option<&Visits>, language: Language) {
    let window_s = visits.and_then(|it| it.window_s).unwrap_or_default();
    let unit = match (kind, visits.and_then(|it| it.unit.as_deref())) {
        (VisitsKind::Counter, _) | (_, Some("visits")) => language.pick("Lượt truy cập, tính từ", "Visits since"),
        (VisitsKind::GoatCounter, _) | (_, Some("views")) => language.pick("Lượt xem, tính từ", "Views since"),
        _ => language.pick("Tính từ", "Counted since"),
    };
    let since = visits.and_then(|it| it.since);
    match (i, since) {
        (0, _) if window_s < 60 => draw_in!(language, out, "Người đang xem trang.", "People viewing the site now."),
        (0, _) => draw_in!(
            language,
            out,
            "Người xem trang trong {} phút vừa qua.",
            "People who viewed the site in the last {} min.",
            window_s / 60
        ),
        (1, _) if kind == VisitsKind::GoatCounter => draw_in!(
            language,
            out,
            "{} 7 giờ sáng, khi GoatCounter sang ngày mới.",
            "{} 7 a.m., when GoatCounter’s day begins.",
            unit
        ),
        (1, _) => draw_in!(language, out, "{} 0 giờ hôm nay.", "{} midnight.", unit),
        (_, Some(at)) => draw_in!(language, out, "{} ngày {}.", "{} {}.", unit, at.date_in(language)),
        (_, None) => draw_in!(language, out, "{} ngày nào thì không rõ.", "{} an unknown date.", unit),
    }
}

/// How it is counted, where that is known.
fn note(kind: VisitsKind, language: Language) -> &'static str {
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

#[cfg(test)]
mod tests {
    use super::meaning;
    use crate::Markup;
    use serde_json::json;
    use trangxa_model::Language;
    use trangxa_model::document::JsonDocument as _;
    use trangxa_model::visits::{Visits, VisitsKind};

    fn of(kind: VisitsKind, json: serde_json::Value) -> [String; 3] {
        let visits = Visits::from_json("f", json).unwrap();
        [0, 1, 2].map(|i| {
            let mut out = Markup::default();
            meaning(&mut out, i, kind, Some(&visits), Language::Vietnamese);
            out.finish()
        })
    }

    #[test]
    fn of_a_file_no_more_is_told_than_it_says() {
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
    fn of_a_counter_the_unit_is_known() {
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
