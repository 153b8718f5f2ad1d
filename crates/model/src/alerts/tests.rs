use super::*;
use crate::document::JsonDocument;
use crate::testing::any_json;
use proptest::prelude::*;
use serde_json::{Value, json};

fn of(alerts: Value) -> Alerts {
    Alerts::from_json("/data/alerts.json", json!({"version": 1, "alerts": alerts})).unwrap()
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn remarks(alerts: &Alerts) -> Vec<(&str, &str, bool)> {
    alerts.remarks.iter().map(|it| (it.place.as_str(), it.problem.as_str(), it.is_loss)).collect()
}

#[test]
fn an_alert_is_read_as_clerks_write_it() {
    let alerts = of(json!([
        {
            "level": "Khẩn", "title": " Bão số 3 ", "text": "Gió cấp 12", "what_to_do": "Ở trong nhà", "area": "Toàn xã",
            "phone": "0237 123 456", "source": {"name": "Đài khí tượng", "url": "https://kttv.example/"},
            "from": "06:00 07/09/2024", "until": "2024-09-08T18:00:00+07:00",
        },
        {"id": "cat-dien", "level": "information", "text": "Cắt điện", "source": "Điện lực", "from": "2024-09-10", "until": "2024-09-10T17:00"},
        {"level": "canh bao", "text": "…", "from": "2024-09-10T08:00", "until": "2024-09-11T00:00"},
    ]));
    assert_eq!(remarks(&alerts), []);
    let [storm, power, other] = alerts.alerts.as_slice() else { panic!() };
    let source = |name: &str, url: Option<&str>| AlertSource { name: name.to_owned(), url: url.map(str::to_owned) };
    assert_eq!((storm.id.as_str(), storm.title.as_deref()), ("bao-so-3-2024-09-07-06-00", Some("Bão số 3")));
    assert_eq!((storm.level, power.level, other.level), (Level::Urgent, Level::Information, Level::Warning));
    assert_eq!(storm.source, Some(source("Đài khí tượng", Some("https://kttv.example/"))));
    assert_eq!((&power.source, power.from), (&Some(source("Điện lực", None)), at("2024-09-10T00:00:00+07:00")));
    assert_eq!((power.id.as_str(), other.id.as_str()), ("cat-dien", "2024-09-10-08-00"));
}

#[test]
fn a_frame_reads_the_same_alerts_without_what_it_does_not_show() {
    let json = json!({"version": 1, "alerts": [
        {"level": "khẩn", "title": "Bão số 3", "text": "Gió cấp 12", "what_to_do": "Ở trong nhà", "area": "Toàn xã", "phone": "0237",
            "source": {"name": "Đài", "url": "javascript:1"}, "from": "2024-09-07T06:00", "until": "2024-09-08T18:00"},
        {"id": "cat-dien", "text": "Cắt điện", "from": "2024-09-10T08:00"},
        {"title": "Không có giờ"},
    ]});
    let titles = Alerts::titles_from_json("f", &json).unwrap();
    let without = |alert: Alert| Alert { what_to_do: None, area: None, phone: None, source: None, ..alert };
    let whole = Alerts::from_json("f", json).unwrap();
    assert_ne!(titles.alerts, whole.alerts);
    assert_eq!(titles.alerts, whole.alerts.into_iter().map(without).collect::<Vec<_>>());
    assert_eq!(titles.alerts.len(), 2);
}

#[test]
fn levels_have_vietnamese_and_english_names() {
    for (name, level) in [
        ("khẩn", Some(Level::Urgent)),
        ("KHẨN CẤP", Some(Level::Urgent)),
        ("Kha\u{302}\u{309}n", Some(Level::Urgent)),
        ("urgent", Some(Level::Urgent)),
        ("Cảnh báo", Some(Level::Warning)),
        ("canh-bao", Some(Level::Warning)),
        ("warning", Some(Level::Warning)),
        ("thông tin", Some(Level::Information)),
        ("Information", Some(Level::Information)),
        ("đỏ", None),
        ("", None),
    ] {
        assert_eq!(Level::named(name), level, "{name}");
    }
}

#[test]
fn what_cannot_be_read_is_listed_and_the_rest_is_kept() {
    let alerts = of(json!([
        {"title": "A", "level": "đỏ", "from": "2024-09-07T06:00", "source": {"url": "https://a.example/"}, "phone": 113},
        {"title": "B", "from": "2024-09-07T06:00", "until": "ngày mai", "source": {"name": "x", "url": "a.example"}},
        {"title": "C", "level": "khẩn", "until": "2024-09-08"},
        {"title": " ", "level": "khẩn", "from": "2024-09-07T06:00", "until": "2024-09-08"},
        {"title": "E", "level": "khẩn", "from": "2024-09-07T06:00", "until": "2024-09-07T06:00"},
        {"title": "F", "level": "khẩn", "from": "2024-09-07T06:00", "until": "08/09/2024", "id": "F"},
        {"title": "F", "level": "khẩn", "from": "2024-09-07T06:00", "until": "2024-09-08T00:00"},
        "G",
        {"title": "H", "level": "khẩn", "from": "2024-09-07T06:00", "until": "ngày 8 tháng 9 năm 2024"},
        {"title": "I", "level": "khẩn", "from": "2024-09-07T06:00", "until": "0h00 ngày 8/9/2024"},
        {"title": "J", "level": "khẩn", "from": "2024-09-07T06:00", "until": "20240908T000000"},
    ]));
    let level = "\"khẩn\", \"cảnh báo\" or \"thông tin\" (the alert is shown as \"cảnh báo\")";
    let without_end = "is missing or cannot be read; the alert ends 24 hours after it begins: write when it ends";
    let at_midnight =
        "is a day without a time; the alert ends when this day begins: add the time, such as 2026-11-20T23:59";
    let date = "a date such as 2023-11-30T07:04:41+07:00";
    assert_eq!(
        remarks(&alerts),
        [
            ("alerts[0].level", format!("expected {level}, found \"đỏ\"").as_str(), false),
            ("alerts[0].phone", "expected text, found 113", false),
            ("alerts[0].source.name", "is missing; expected text", false),
            ("alerts[0].until", without_end, false),
            ("alerts[1].level", &format!("is missing; expected {level}"), false),
            ("alerts[1].source.url", "expected an address such as https://xa.example/, found \"a.example\"", false),
            ("alerts[1].until", &format!("expected {date}, found \"ngày mai\""), false),
            ("alerts[1].until", without_end, false),
            ("alerts[2].from", &format!("is missing; expected {date}"), true),
            ("alerts[3]", "has no title and no text; left out: give it one of them", true),
            (
                "alerts[4]",
                "the alert ends (07/09/2024 06:00) before or when it begins (07/09/2024 06:00); left out: correct one of the two",
                true
            ),
            ("alerts[5].id", "expected an id of small letters a-z, digits and single hyphens, found \"F\"", false),
            ("alerts[5].until", at_midnight, false),
            (
                "alerts[6]",
                "has the same id \"f-2024-09-07-06-00\" as an earlier entry; left out, the earlier one is kept: give each an id of its own",
                true
            ),
            ("alerts[7]", "expected an object, found \"G\"", true),
            ("alerts[8].until", at_midnight, false),
        ]
    );
    assert_eq!(alerts.alerts.len(), 6);
    assert_eq!((alerts.alerts[0].level, alerts.alerts[0].until), (Level::Warning, at("2024-09-08T06:00")));
    assert_eq!((&alerts.alerts[0].source, alerts.alerts[1].until), (&None, at("2024-09-08T06:00")));
}

#[test]
fn a_document_without_its_list_is_none() {
    let error = |json| Alerts::from_json("/data/alerts.json", json).unwrap_err().to_string();
    assert_eq!(error(json!({"version": 1})), "/data/alerts.json, alerts: is missing; expected a list");
    assert!(error(json!({"alerts": []})).starts_with("/data/alerts.json, version: "));
    let many: Vec<Value> =
        (0..502).map(|i| json!({"id": format!("a{i}"), "title": "A", "from": "2024-09-07"})).collect();
    let alerts = of(json!(many));
    assert_eq!((alerts.alerts.len(), alerts.remarks[0].place.as_str()), (500, "alerts[500]"));
}

#[test]
fn running_alerts_stand_by_level_and_then_newest_first() {
    let alert = |id: &str, level: &str, from: &str, until: &str| json!({"id": id, "title": id, "level": level, "from": format!("2024-09-07T{from}"), "until": format!("2024-09-07T{until}")});
    let alerts = of(json!([
        alert("old-warning", "warning", "06:00", "12:00"),
        alert("information", "information", "08:00", "12:00"),
        alert("urgent", "urgent", "05:00", "12:00"),
        alert("new-warning", "warning", "07:00", "12:00"),
        alert("same-time", "warning", "07:00", "12:00"),
        alert("over", "urgent", "05:00", "09:00"),
        alert("to-come", "urgent", "09:00:01", "12:00"),
    ]));
    let running = |now: &str| {
        let running = alerts.running(at(&format!("2024-09-07T{now}")));
        running.iter().map(|alert| alert.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(running("09:00"), ["urgent", "new-warning", "same-time", "old-warning", "information"]);
    assert_eq!(running("08:59:59")[..2], ["urgent", "over"].map(str::to_owned), "at its end an alert is over");
    assert_eq!(running("09:00:01")[0], "to-come", "at its beginning it runs");
    assert_eq!((running("04:59:59").len(), running("12:00").len()), (0, 0));
    let next = |now: &str| alerts.next_change(at(&format!("2024-09-07T{now}"))).map(Timestamp::clock);
    assert_eq!(next("04:00").as_deref(), Some("05:00"));
    assert_eq!(next("08:00").as_deref(), Some("09:00"));
    assert_eq!((next("11:59:59").as_deref(), next("12:00")), (Some("12:00"), None));
}

const NAMES: [&str; 8] = ["id", "title", "text", "level", "from", "until", "source", "name"];

proptest! {
    /// Each alert is there, or a remark says that it is not.
    #[test]
    fn nothing_is_lost_unsaid(list in proptest::collection::vec(any_json(&NAMES), 0..6)) {
        let count = list.len();
        let alerts = of(json!(list));
        let lost = alerts.remarks.iter().filter(|it| it.is_loss).count();
        prop_assert_eq!(alerts.alerts.len() + lost, count);
    }

    /// The list that runs is the same until the next change.
    #[test]
    fn the_list_lasts_until_the_next_change(times in proptest::collection::vec((0_i64..40, 1_i64..20), 0..6), now in 0_i64..70) {
        let hour = |hours: i64| Timestamp::from_unix(at("2024-09-07").unix() + hours * 3600);
        let alert = |(i, (from, length)): (usize, &(i64, i64))| {
            json!({"id": format!("a{i}"), "title": "A", "level": "khẩn", "from": hour(*from).rfc3339(), "until": hour(from + length).rfc3339()})
        };
        let alerts = of(times.iter().enumerate().map(alert).collect());
        let next = alerts.next_change(hour(now)).unwrap_or_else(|| hour(100));
        prop_assert!(next > hour(now));
        let before = Timestamp::from_unix(next.unix() - 1);
        prop_assert_eq!(alerts.running(hour(now)), alerts.running(before));
    }
}
