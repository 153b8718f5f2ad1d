use super::*;
use crate::testing::any_json;
use proptest::prelude::*;

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn an_entry_is_read_as_clerks_write_it() {
    let calendar = of(json!([
        {
            "kind": "Tiếp công dân", "title": "Chủ tịch tiếp công dân", "text": "Định kỳ", "place": "Phòng tiếp công dân", "who": "Chủ tịch UBND xã",
            "desk": "bo-phan-mot-cua", "phone": "0237 123 456", "start": "03/07/2025 8h00", "end": "11h", "repeat": "Thứ Năm hằng tuần",
            "exceptions": [
                {"date": "10/07/2025", "cancelled": true, "why": "Họp tỉnh"},
                {"date": "2025-07-17", "start": "14:00", "end": "16:30", "place": "Nhà văn hóa"},
                {"date": "2025-07-24", "cancelled": "Bão số 3"},
            ],
            "updated_at": "2025-07-01T08:00", "note": "Mang theo giấy tờ",
        },
        {"kind": "TIEP CONG DAN", "start": "2025-07-05", "end": "2025-07-06", "who": ["A", "B"], "cancelled": "Mưa lớn"},
        {"id": "hop", "title": "Họp", "start": "2025-07-03T08:00", "was": {"start": "2025-07-02T14:00", "place": "Thôn 1"}, "cancelled": false},
    ]));
    assert_eq!(remarks(&calendar), []);
    let [reception, days, meeting] = calendar.entries.as_slice() else { panic!() };
    assert_eq!((reception.id.as_str(), reception.index), ("chu-tich-tiep-cong-dan-2025-07-03-08-00", 0));
    assert_eq!((reception.start, reception.end), (when("2025-07-03T08:00"), Some(when("2025-07-03T11:00"))));
    assert_eq!(
        (&reception.who, reception.desk.as_ref().unwrap().as_str()),
        (&vec!["Chủ tịch UBND xã".to_owned()], "bo-phan-mot-cua")
    );
    let [off, moved, storm] = reception.exceptions.as_slice() else { panic!() };
    assert_eq!((off.date, off.cancelled, &off.why), (day("2025-07-10"), true, &text("Họp tỉnh")));
    assert_eq!((moved.start, moved.end), (Some(when("2025-07-17T14:00")), Some(when("2025-07-17T16:30"))));
    assert_eq!((storm.cancelled, &storm.why), (true, &text("Bão số 3")));
    assert_eq!((days.id.as_str(), days.title.as_str()), ("tiep-cong-dan-2025-07-05", "TIEP CONG DAN"));
    assert_eq!(
        (days.start.minute, days.end, days.cancelled, &days.why),
        (None, Some(when("2025-07-06")), true, &text("Mưa lớn"))
    );
    assert_eq!((meeting.cancelled, meeting.was.as_ref().unwrap().place.as_deref()), (false, Some("Thôn 1")));
    let kinds: Vec<_> = calendar.kinds().into_iter().map(|(slug, kind)| (slug.to_string(), kind)).collect();
    assert_eq!(kinds, [("tiep-cong-dan".to_owned(), "Tiếp công dân")]);
    let kind = Slug::make("tiếp công dân");
    assert_eq!((calendar.of_kind(kind.as_ref()).count(), calendar.of_kind(None).count()), (2, 3));
    assert_eq!(calendar.find("hop"), Some(meeting));
}

#[test]
fn a_made_id_stays_when_the_entry_is_moved_and_differs_in_another_place() {
    let ids = |entries| of(entries).entries.into_iter().map(|entry| entry.id.to_string()).collect::<Vec<_>>();
    let moved = json!([{"title": "Họp", "start": "2025-07-09T08:00", "was": {"start": "2025-07-02T14:00"}}]);
    assert_eq!(ids(moved), ["hop-2025-07-02-14-00"]);
    let places = json!([
        {"title": "Họp", "place": "Thôn 1", "start": "2025-07-02"},
        {"title": "Họp", "place": "Thôn 2", "start": "2025-07-02"},
    ]);
    assert_eq!(ids(places), ["hop-2025-07-02", "hop-2025-07-02-thon-2"]);
}

#[test]
fn what_cannot_be_read_is_listed_and_the_rest_is_kept() {
    let calendar = of(json!([
        {"title": "A"},
        {"start": "2025-07-03"},
        {"title": "B", "start": "thứ Năm"},
        {"title": "C", "start": "2025-07-03T08:00", "end": "2025-07-03", "phone": 113, "cancelled": 1},
        {"title": "D", "start": "2025-07-03", "end": "11:00"},
        {"title": "E", "start": "2025-07-03T08:00", "end": "07:30"},
        {"title": "F", "start": "2025-07-03", "end": "2027-07-03"},
        {"title": "G", "start": "2025-07-03", "end": "2025-07-20", "repeat": "hằng tháng"},
        {"title": "H", "start": "2025-07-03T08:00", "repeat": "Thứ Năm, khi có thông báo"},
        {"title": "I", "start": "2025-07-03", "repeat": {"every": "week", "on_holiday": "nghỉ"}},
        {"title": "J", "start": "2025-07-03", "repeat": "hằng tuần", "exceptions": [
            {"date": "2025-07-10"}, {"date": "2025-07-11", "cancelled": true}, {"date": "2025-07-17", "place": "x"}, {"date": "2025-07-17", "place": "y"},
        ]},
        {"title": "J", "start": "2025-07-03"},
        {"title": "K", "start": "2025-07-03", "repeat": {"every": "week", "interval": 0}},
    ]));
    let places: Vec<(&str, bool)> = calendar.remarks.iter().map(|it| (it.place.as_str(), it.is_loss)).collect();
    assert_eq!(
        places,
        [
            ("entries[0].start", true),
            ("entries[1].title", true),
            ("entries[2].start", true),
            ("entries[3].cancelled", false),
            ("entries[3].phone", false),
            ("entries[3].end", false),
            ("entries[4].end", false),
            ("entries[5].end", false),
            ("entries[6].end", false),
            ("entries[7].end", false),
            ("entries[8].repeat", false),
            ("entries[9].repeat.on_holiday", false),
            ("entries[10].exceptions[0]", true),
            ("entries[10].exceptions[1].date", false),
            ("entries[10].exceptions[3]", true),
            ("entries[11]", true),
            ("entries[12].repeat", false),
        ]
    );
    assert_eq!(calendar.entries.len(), 9);
    let end = |title: &str| calendar.entries.iter().find(|entry| entry.title == title).unwrap().end;
    assert_eq!((end("C"), end("D")), (Some(when("2025-07-03T23:59")), Some(when("2025-07-03"))));
    assert_eq!((end("E"), end("F"), end("G")), (None, None, None));
    let unread = &calendar.entries[5].repeat.as_ref().unwrap();
    assert_eq!((unread.text.as_str(), &unread.rule), ("Thứ Năm, khi có thông báo", &None));
    assert_eq!(listed(&calendar, "2025-07-03", "2025-07-31").iter().filter(|it| it.contains(" H")).count(), 1);
    assert!(calendar.remarks[10].problem.contains("\"Thứ Năm, khi có thông báo\""));
}

#[test]
fn a_document_without_its_list_is_none() {
    let error = |json| Calendar::from_json("/data/calendar.json", json).unwrap_err().to_string();
    assert_eq!(error(json!({"version": 1})), "/data/calendar.json, entries: is missing; expected a list");
    let many: Vec<Value> =
        (0..2_002).map(|i| json!({"id": format!("a{i}"), "title": "A", "start": "2024-09-07"})).collect();
    let calendar = of(json!(many));
    assert_eq!((calendar.entries.len(), calendar.remarks[0].place.as_str()), (2_000, "entries[2000]"));
}

#[test]
fn what_is_written_reads_as_the_same() {
    let json = json!({"version": 1, "updated_at": "2025-07-01T08:00:00+07:00", "entries": [
        {
            "id": "a", "kind": "Họp", "title": "A", "text": "t", "place": "p", "who": ["x"], "desk": "d", "phone": "1", "start": "2025-07-03T08:00",
            "end": "2025-07-04T01:00", "repeat": "Thứ Năm hằng tuần", "exceptions": [{"date": "2025-07-10", "cancelled": true, "why": "w"},
            {"date": "2025-07-17", "start": "2025-07-18T14:00", "end": "2025-07-18T16:00", "place": "q"}], "cancelled": true, "why": "w",
            "was": {"start": "2025-07-02", "place": "o"}, "updated_at": "2025-07-02T08:00:00+07:00", "note": "n",
        },
        {"id": "b", "title": "B", "start": "2025-07-03", "repeat": {"every": "hằng tuần", "interval": 2, "until": "2025-12-31", "count": 9, "on_holiday": "next"}},
        {"id": "c", "title": "C", "start": "2025-07-03", "repeat": "khi cần"},
        {"id": "d", "title": "D", "start": "2025-07-03", "repeat": "Thứ Năm hằng tuần, đến 31/12/2025"},
    ]});
    let calendar = Calendar::from_json("f", json.clone()).unwrap();
    let written = calendar.to_json();
    assert_eq!(written, json);
    assert_eq!(Calendar { remarks: calendar.remarks.clone(), ..Calendar::from_json("f", written).unwrap() }, calendar);
}

const NAMES: [&str; 12] =
    ["id", "title", "kind", "start", "end", "repeat", "every", "exceptions", "date", "cancelled", "was", "until"];

proptest! {
    /// Each entry is there, or a remark says that it is not; and what was read is written.
    #[test]
    fn nothing_is_lost_unsaid(list in proptest::collection::vec(any_json(&NAMES), 0..6)) {
        let count = list.len();
        let calendar = of(json!(list));
        let is_entry = |place: &str| place.matches(['[', ']']).count() == 2;
        let lost = calendar.remarks.iter().filter(|it| it.is_loss && is_entry(&it.place)).count();
        prop_assert_eq!(calendar.entries.len() + lost, count);
        let again = Calendar::from_json("f", calendar.to_json()).unwrap();
        prop_assert_eq!(again.entries, calendar.entries.iter().cloned().enumerate().map(|(index, entry)| Entry { index, ..entry }).collect::<Vec<_>>());
    }
}
