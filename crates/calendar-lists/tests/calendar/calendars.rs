//! Calendar files.

use crate::support::{RECEPTION, entries, ics, import, import_with, site};
use serde_json::json;
use trangxa_calendar_lists::Outcome;

#[test]
fn events_become_entries() {
    let site = site();
    let report = import(&site, "lich.ics", ics(&[RECEPTION]));
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(
        entries(&site),
        json!([{"id": "tiep-dan", "kind": "Tiếp công dân", "title": "Tiếp công dân", "place": "Phòng 1",
            "start": "2025-07-03T08:00", "end": "2025-07-03T11:00", "repeat": {"every": "thứ Năm hằng tuần", "on_holiday": "keep"}}])
    );
}

#[test]
fn what_a_calendar_of_ours_has_not_is_named() {
    let site = site();
    let private = "UID:2\nSUMMARY:Khám bệnh\nCLASS:PRIVATE\nDTSTART:20250703T010000Z";
    let long = "UID:3\nSUMMARY:Đợt thi đua\nDTSTART;VALUE=DATE:20250701\nDTEND;VALUE=DATE:20250731\nRRULE:FREQ=YEARLY";
    let report = import(&site, "lich.ics", ics(&[RECEPTION, private, long]));
    assert_eq!(report.outcome(), Outcome::Incomplete);
    let text = report.text();
    assert!(text.contains("line 12, \"Khám bệnh\"") && text.contains("\"Đợt thi đua\""), "{text}");
    assert_eq!(entries(&site).as_array().unwrap().len(), 1, "{text}");
}

#[test]
fn a_file_that_is_named_as_a_calendar_and_is_none_is_told() {
    let site = site();
    for content in ["", "Thứ;Nội dung\n", "BEGIN:VCALENDAR\nEND:VCALENDAR\n"] {
        let report = import(&site, "lich.ics", content);
        assert_eq!(report.outcome(), Outcome::Incomplete, "{}", report.text());
        assert!(report.text().contains("error: "), "{}", report.text());
    }
}

#[test]
fn a_trial_writes_nothing() {
    let site = site();
    let report = import_with(&site, "lich.ics", ics(&[RECEPTION]), |options| options.dry_run = true).unwrap();
    assert!(report.changed && report.text().contains("1 entries are new"), "{}", report.text());
    assert!(!site.path(crate::support::DOCUMENT).exists());
}
