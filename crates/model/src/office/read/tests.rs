use super::*;
use crate::Timestamp;
use crate::testing::any_json;
use proptest::prelude::*;
use serde_json::json;

fn read(json: Value) -> Result<Office, String> {
    Office::from_json("/data/office.json", json).map_err(|error| error.to_string())
}

fn office(rest: Value) -> Office {
    let mut json = json!({"version": 1, "units": []});
    for (name, value) in rest.as_object().unwrap() {
        json[name] = value.clone();
    }
    read(json).unwrap()
}

fn remarks(office: &Office) -> Vec<(&str, &str, bool)> {
    office.remarks.iter().map(|it| (it.place.as_str(), it.problem.as_str(), it.is_loss)).collect()
}

#[test]
fn a_document_is_read_as_clerks_write_it() {
    let office = office(json!({
        "updated_at": "01/03/2025",
        "units": [
            {"name": " Bộ phận Một cửa ", "phones": "0237 123 456", "hours": "T2-T6: 7h30-11h30", "note": " "},
            {"id": "cong-an", "name": "Công an xã", "email": "ca@xa.example", "address": "Thôn 1", "map": "https://map.example/?q=1",
                "phones": ["113", {"number": "0237 654 321", "label": "Trực ban"}], "hours": ["Hằng ngày: 0:00–24:00"],
                "handles": ["Cư trú", "Căn cước"], "note": "Gọi trước khi đến"},
        ],
        "closed": [{"from": "26/01/2025", "to": "02/02/2025", "why": "Nghỉ Tết"}, {"from": "2025-04-30"}],
        "changed": [{"date": "26/04/2025", "hours": "7:30–11:30", "why": "Làm bù"}],
    }));
    assert_eq!(remarks(&office), []);
    assert_eq!(office.updated_at.map(Timestamp::date).as_deref(), Some("01/03/2025"));
    let [desk, police] = office.units.as_slice() else { panic!() };
    assert_eq!((desk.id.as_str(), desk.name.as_str(), &desk.note), ("bo-phan-mot-cua", "Bộ phận Một cửa", &None));
    assert_eq!(desk.phones, [Phone { number: "0237 123 456".to_owned(), label: None }]);
    assert_eq!(desk.hours, [Hours::new("T2-T6: 7h30-11h30".to_owned())]);
    assert_eq!(police.phones[1], Phone { number: "0237 654 321".to_owned(), label: Some("Trực ban".to_owned()) });
    assert_eq!(police.handles, ["Cư trú", "Căn cước"]);
    assert_eq!(office.find("cong-an"), Some(police));
    assert_eq!(office.find("x"), None);
    assert_eq!(office.closed[0].to.map(Timestamp::date).as_deref(), Some("02/02/2025"));
    assert_eq!(office.changed[0].spans().map(|spans| spans.len()), Some(1));
}

#[test]
fn lines_of_hours_that_contradict_each_other_are_told() {
    let problem = "the lines contradict or overlap each other, or none of them names a day of the week; they are shown as they are, but pages do not say whether the office is open: name each half of a day in one line only";
    for (hours, is_told) in [
        (json!(["Hằng ngày: 7:00–17:00", "Chủ nhật: nghỉ"]), true),
        (json!(["T2: 7:30–11:30", "T2: 11:00–17:00"]), true),
        (json!("Ngày lễ: nghỉ"), true),
        (json!(["T2: 7:30–11:30", "T2: 13:30–17:00", "Ngày lễ: nghỉ"]), false),
        (json!([]), false),
    ] {
        let office = office(json!({"units": [{"name": "Một cửa", "hours": hours}]}));
        let expected = if is_told { vec![("units[0].hours", problem, false)] } else { Vec::new() };
        assert_eq!(remarks(&office), expected, "{hours}");
    }
}

#[test]
fn what_cannot_be_read_is_listed_and_the_rest_is_kept() {
    let office = office(json!({
        "updated_at": "hôm qua",
        "units": [
            {"name": "Một cửa", "id": "Một cửa", "phones": ["113", 114, {"label": "x"}, {"number": "115", "label": 5}], "email": 5,
                "map": "http://map.example/", "hours": ["Giờ hành chính", "7:30–11:30", 5], "handles": ["A", {}, " "]},
            {"name": "  "},
            5,
            {"id": "mot-cua", "name": "Khác"},
            {"name": "…"},
            {"name": "…", "id": "b"},
        ],
        "closed": [{"from": "2025-02-02", "to": "2025-01-26"}, {"to": "2025-01-26"}, {"from": "2025-01-26", "to": "x"}],
        "changed": [
            {"date": "2025-04-26", "hours": "buổi sáng"},
            {"date": "26/04/2025", "hours": "7:30–11:30"},
            {"date": "2025-04-27", "hours": "Thứ Hai: 7:30–11:30"},
            {"date": "2025-04-28"},
        ],
    }));
    let unread = "are not certain; the line is shown as it is, but pages do not say whether the office is open: write it as \"Thứ Hai đến thứ Sáu: 7:30–11:30, 13:30–17:00\"";
    let of_day = "are not certain; pages do not say on this day whether the office is open: write them as \"7:30–11:30, 13:30–17:00\", or \"nghỉ\" if it is closed";
    let id = "an id of small letters a-z, digits and single hyphens";
    let date = "expected a date such as 2023-11-30T07:04:41+07:00, found";
    assert_eq!(
        remarks(&office),
        [
            ("updated_at", format!("{date} \"hôm qua\"").as_str(), false),
            ("units[0].id", &format!("expected {id}, found \"Một cửa\""), false),
            ("units[0].phones[1]", "expected text, found 114", true),
            ("units[0].phones[2].number", "is missing; expected text", true),
            ("units[0].phones[3].label", "expected text, found 5", false),
            ("units[0].email", "expected text, found 5", false),
            ("units[0].map", "expected an address such as https://xa.example/, found \"http://map.example/\"", false),
            ("units[0].hours[0]", &format!("the days and times in \"Giờ hành chính\" {unread}"), false),
            ("units[0].hours[1]", &format!("the days and times in \"7:30–11:30\" {unread}"), false),
            ("units[0].hours[2]", "expected text, found 5", true),
            ("units[0].handles[1]", "expected text, found an object", false),
            ("units[0].handles[2]", "expected text, found \" \"", false),
            ("units[1].name", "expected text, found \"  \"", true),
            ("units[2]", "expected an object, found 5", true),
            (
                "units[3]",
                "has the same id \"mot-cua\" as an earlier entry; left out, the earlier one is kept: give each an id of its own",
                true
            ),
            ("units[4].id", &format!("is missing; expected {id}"), true),
            (
                "closed[0]",
                "the last day (26/01/2025) is before the first (02/02/2025); left out: exchange the two, or correct one",
                true
            ),
            ("closed[1].from", "is missing; expected a date such as 2023-11-30T07:04:41+07:00", true),
            ("closed[2].to", &format!("{date} \"x\""), false),
            ("changed[0].hours", &format!("the times in \"buổi sáng\" {of_day}"), false),
            (
                "changed[1]",
                "has the same date (26/04/2025) as an earlier entry; left out, the earlier one is kept: make one of both",
                true
            ),
            ("changed[2].hours", &format!("the times in \"Thứ Hai: 7:30–11:30\" {of_day}"), false),
            ("changed[3].hours", "is missing; expected text", true),
        ]
    );
    assert_eq!(office.units.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["mot-cua", "b"]);
    assert_eq!((office.units[0].phones.len(), office.units[0].hours.len(), office.units[0].handles.len()), (2, 2, 1));
    assert_eq!((office.closed.len(), office.changed.len()), (1, 2));
}

#[test]
fn a_document_without_units_is_none() {
    assert_eq!(read(json!({"version": 1})).unwrap_err(), "/data/office.json, units: is missing; expected a list");
    let other = "/data/office.json, version: the version is 2; this program reads version 1: correct it, or use a newer version of this program";
    assert_eq!(read(json!({"version": 2, "units": []})).unwrap_err(), other);
}

#[test]
fn a_document_is_read_up_to_its_limits() {
    let units: Vec<Value> = (0..MAX_UNITS + 2).map(|i| json!({"name": format!("A {i}")})).collect();
    let closed: Vec<Value> = (0..MAX_DAYS + 2).map(|_| json!({"from": "2025-01-01"})).collect();
    let office = office(json!({"units": units, "closed": closed}));
    assert_eq!((office.units.len(), office.closed.len()), (MAX_UNITS, MAX_DAYS));
    let places: Vec<&str> = office.remarks.iter().map(|it| it.place.as_str()).collect();
    assert_eq!(places, ["units[100]", "closed[500]"]);
}

const NAMES: [&str; 11] = ["id", "name", "phones", "number", "hours", "from", "to", "date", "map", "handles", "why"];

proptest! {
    /// Each entry of a list is there, or a remark about it says that it is not.
    #[test]
    fn nothing_is_lost_unsaid(lists in proptest::array::uniform3(proptest::collection::vec(any_json(&NAMES), 0..5))) {
        let names = ["units", "closed", "changed"];
        let count = lists.iter().map(Vec::len).sum::<usize>();
        let office = office(names.into_iter().map(str::to_owned).zip(lists.map(Value::from)).collect());
        let is_entry = |place: &str| {
            let member = place.split_once('.').map_or("", |(_, member)| member);
            ["", "id", "name", "from", "date", "hours"].contains(&member)
        };
        let lost = office.remarks.iter().filter(|it| it.is_loss && is_entry(&it.place)).count();
        let lists = office.units.len() + office.closed.len() + office.changed.len();
        // A list of hours that is lost has the place of the only text of a changed day.
        prop_assert!(lists + lost >= count && lists <= count);
    }
}

#[test]
fn a_document_of_before_the_merger_does_not_tell_when_the_office_is_open() {
    let office = |updated: &str| {
        let json =
            json!({"version": 1, "updated_at": updated, "units": [{"name": "Một cửa", "hours": "T2–T6: 7:30–11:30"}]});
        Office::from_json("office.json", json).unwrap()
    };
    let merged = Timestamp::parse("2025-07-01");
    assert!(merged.is_some() && office("2025-06-30").is_of_today(None));
    assert!(!office("2025-06-30T23:59:00+07:00").is_of_today(merged));
    assert!(office("2025-07-01T00:00:00+07:00").is_of_today(merged));
    assert!(!office("hôm qua").is_of_today(merged), "a document without a date may be older");
}
