//! The visitor counters.

use crate::reader_time::ReaderTime;
use trangxa_markup::{Markup, draw, draw_in};
use trangxa_model::Language;
use trangxa_model::number::integer_or_dash_in;
use trangxa_model::visits::{Visits, VisitsKind};

/// Draws the three counters "Đang truy cập", "Hôm nay" and "Tất cả". Each unfolds to an explanation of what it counts. A
/// number that is not known shows as "—".
///
/// `is_stale` says that the last attempt to renew the counts failed: the line below them then states when they were
/// counted. Without it, that line appears only when they were counted long ago (see [`Visits::counted_long_ago`]).
pub fn counters(
    out: &mut Markup,
    visits: Option<&Visits>,
    kind: VisitsKind,
    is_stale: bool,
    time: ReaderTime,
    language: Language,
) {
    let names = language.pick(["Đang truy cập", "Hôm nay", "Tất cả"], ["Online now", "Today", "Total"]);
    for (i, name) in names.into_iter().enumerate() {
        // GoatCounter does not count who is online.
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
    let counted = visits.and_then(|it| if is_failing { it.generated_at } else { it.counted_long_ago(kind, time.now) });
    draw!(out, "<p>");
    if let Some(at) = counted {
        // Without the reader's clock it is not known which day "today" is.
        let is_today = time.clock.is_some_and(|now| now.date() == at.date());
        let at = if is_today { at.clock() } else { at.date_time_in(language) };
        draw_in!(language, out, "Số lượt truy cập lúc {}", "Counted at {}", at);
    }
    draw!(out, "</p>");
}

/// Draws what the first, second or third number means. A file (`VisitsKind::File`) may state its window, its unit and its first
/// day; what it does not state is left out.
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

/// How the numbers are counted. Empty for a file, which does not say so.
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
    use serde_json::json;
    use trangxa_markup::Markup;
    use trangxa_model::Language;
    use trangxa_model::document::JsonDocument as _;
    use trangxa_model::visits::{Visits, VisitsKind};

    fn meanings(kind: VisitsKind, json: serde_json::Value) -> [String; 3] {
        let visits = Visits::from_json("f", json).unwrap();
        [0, 1, 2].map(|i| {
            let mut out = Markup::default();
            meaning(&mut out, i, kind, Some(&visits), Language::Vietnamese);
            out.finish()
        })
    }

    #[test]
    fn a_file_is_explained_only_as_far_as_it_states() {
        let stated = json!({"version": 1, "window_s": 600, "unit": "visits", "since": "2019-03-01"});
        assert_eq!(
            meanings(VisitsKind::File, stated),
            [
                "Người xem trang trong 10 phút vừa qua.",
                "Lượt truy cập, tính từ 0 giờ hôm nay.",
                "Lượt truy cập, tính từ ngày 01/03/2019."
            ]
        );
        assert_eq!(
            meanings(VisitsKind::File, json!({"version": 1})),
            ["Người đang xem trang.", "Tính từ 0 giờ hôm nay.", "Tính từ ngày nào thì không rõ."]
        );
    }

    #[test]
    fn a_counter_has_a_known_unit() {
        assert_eq!(
            meanings(VisitsKind::Counter, json!({"version": 1, "window_s": 300})),
            [
                "Người xem trang trong 5 phút vừa qua.",
                "Lượt truy cập, tính từ 0 giờ hôm nay.",
                "Lượt truy cập, tính từ ngày nào thì không rõ."
            ]
        );
        assert_eq!(
            meanings(VisitsKind::GoatCounter, json!({"version": 1}))[1],
            "Lượt xem, tính từ 7 giờ sáng, khi GoatCounter sang ngày mới."
        );
    }
}
