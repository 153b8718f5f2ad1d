use super::*;
use serde_json::json;
use snapbox::data::{Data, DataFormat};
use trangxa_model::Slug;

/// The lines of a file, unfolded.
fn lines(file: &str) -> Vec<String> {
    file.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

/// The values of a property in a file.
fn values(file: &str, name: &str) -> Vec<String> {
    let value = |line: String| line.strip_prefix(name).filter(|rest| rest.starts_with([':', ';'])).map(str::to_owned);
    lines(file).into_iter().filter_map(value).collect()
}

fn one(entry: Value) -> String {
    file(&calendar(json!({"version": 1, "entries": [entry]})))
}

/// `SNAPSHOTS=overwrite` writes it again after an intended change of what subscribers get.
#[test]
fn subscribers_of_a_commune_get_this_file() {
    let expected = Data::read_from(&folder().join("commune.ics"), Some(DataFormat::Text)).raw();
    // git may change the ends of lines.
    snapbox::assert_data_eq!(file(&commune()).replace("\r\n", "\n"), expected);
}

#[test]
fn lines_are_short_and_end_as_they_must() {
    let file = file(&commune());
    assert!(file.ends_with("END:VCALENDAR\r\n"));
    for line in file.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
    }
}

#[test]
fn a_kind_has_a_file_of_its_own() {
    let kind = Slug::make("tiêm chủng");
    let file = write_ics(&commune(), &Options { kind: kind.as_ref(), ..options() });
    let mut uids = values(&file, "UID");
    uids.dedup();
    assert_eq!(uids, [":tiem-chung@quangthanh.example", ":kham-suc-khoe@quangthanh.example"]);
}

#[test]
fn the_sequence_grows_with_each_change_and_with_nothing_else() {
    let sequence = |entry_at: Option<&str>, document_at: Option<&str>| {
        let entry = json!({"title": "A", "start": "2025-07-03", "updated_at": entry_at});
        let file = file(&calendar(json!({"version": 1, "updated_at": document_at, "entries": [entry]})));
        let stamps = [values(&file, "DTSTAMP"), values(&file, "LAST-MODIFIED")].concat();
        assert_eq!(stamps[0], stamps[1]);
        (values(&file, "SEQUENCE")[0][1..].parse::<i64>().unwrap(), stamps[0].clone())
    };
    assert_eq!(sequence(None, None), (0, ":20200101T000000Z".to_owned()));
    assert_eq!(sequence(Some("2020-01-01T07:02:00+07:00"), Some("2025-01-01")), (2, ":20200101T000200Z".to_owned()));
    assert_eq!(sequence(None, Some("2020-01-02T07:00:00+07:00")).0, 1440);
    assert_eq!(sequence(Some("9999-12-31"), None).0, i64::from(i32::MAX));
    let later = write_ics(&commune(), &Options { today: day("2025-07-31"), ..options() });
    assert_eq!(later, file(&commune()), "another day of the month changes no byte");
}

#[test]
fn rules_are_those_of_the_standard_where_it_has_them() {
    for (repeat, rule) in [
        (json!("Thứ Hai, thứ Năm hằng tuần"), "FREQ=WEEKLY;BYDAY=MO,TH"),
        (json!("hai tuần một lần"), "FREQ=WEEKLY;BYDAY=TH;INTERVAL=2"),
        (json!("ngày 5 và 31 hằng tháng"), "FREQ=MONTHLY;BYMONTHDAY=5,31"),
        (json!("ngày cuối cùng hằng tháng"), "FREQ=MONTHLY;BYMONTHDAY=-1"),
        (json!("thứ Ba tuần thứ hai hằng tháng"), "FREQ=MONTHLY;BYDAY=2TU"),
        (json!("Chủ nhật tuần cuối hằng tháng"), "FREQ=MONTHLY;BYDAY=-1SU"),
        (json!("hằng năm"), "FREQ=YEARLY"),
        (json!("hằng ngày"), "FREQ=DAILY"),
        (json!({"every": "hằng ngày", "count": 3}), "FREQ=DAILY;UNTIL=20250705T010000Z"),
        (json!("hằng ngày làm việc"), "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ] {
        let file = one(json!({"title": "A", "start": "2025-07-03T08:00", "repeat": repeat}));
        assert_eq!(values(&file, "RRULE"), [format!(":{rule}")]);
    }
    let leap = one(json!({"title": "A", "start": "2024-02-29", "repeat": "hằng năm"}));
    assert_eq!(values(&leap, "RRULE"), [":FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"]);
    let days = one(json!({"title": "A", "start": "2025-07-03", "repeat": {"every": "week", "until": "2025-07-20"}}));
    assert_eq!(values(&days, "RRULE"), [":FREQ=WEEKLY;BYDAY=TH;UNTIL=20250720"]);
    assert_eq!(values(&days, "DTSTART"), [":19750613T000000", ";VALUE=DATE:20250703"]);
    for lunar in ["rằm hằng tháng", "ngày 10 tháng 3 âm lịch hằng năm", "ngày làm việc đầu tiên hằng tháng"]
    {
        let file = one(json!({"id": "a", "title": "A", "start": "2025-07-03", "repeat": lunar}));
        assert_eq!(values(&file, "RRULE"), [""; 0]);
        assert!(values(&file, "UID").iter().all(|uid| uid.starts_with(":a.202")), "{lunar}");
    }
}

#[test]
fn a_series_begins_on_a_day_of_its_rule() {
    // 1 July 2025 is a Tuesday.
    let file = one(json!({"title": "A", "start": "2025-07-01T08:00", "end": "09:00", "repeat": "Thứ Năm hằng tuần"}));
    assert_eq!(values(&file, "DTSTART")[1], ";TZID=Asia/Ho_Chi_Minh:20250703T080000");
    assert_eq!(values(&file, "DTEND"), [";TZID=Asia/Ho_Chi_Minh:20250703T090000"]);
    // Holidays on Thursdays until July 2027.
    let holidays = values(&file, "EXDATE");
    assert!(holidays.contains(&";TZID=Asia/Ho_Chi_Minh:20260101T080000".to_owned()), "{holidays:?}");
}
