//! What becomes of the entries that a site has already.

use crate::support::{DOCUMENT, RECEPTION, each, edit, entries, ics, import, schedule, site};
use serde_json::json;
use std::path::PathBuf;
use std::time::SystemTime;
use trangxa_calendar_lists::{ImportError, Outcome, import_calendar};
use trangxa_test_support::SiteFolder;

fn at(time: &str, place: &str) -> String {
    ics(&[&format!("UID:hop@xa\nSUMMARY:Họp\nLOCATION:{place}\nDTSTART:20250703T{time}00\nDURATION:PT1H")])
}

/// The files of the site with the time of each, without those that are imported.
fn written(site: &SiteFolder) -> Vec<(PathBuf, (Vec<u8>, SystemTime))> {
    let files = site.files().into_iter();
    files.filter(|(path, _)| !path.starts_with(site.path("xuat"))).collect()
}

#[test]
fn a_second_import_changes_no_byte() {
    let site = site();
    for _ in 0..2 {
        import(&site, "lich.xlsx", schedule());
        import(&site, "lich.ics", ics(&[RECEPTION]));
    }
    let files = written(&site);
    assert!(!import(&site, "lich.xlsx", schedule()).changed);
    let report = import(&site, "lich.ics", ics(&[RECEPTION]));
    assert_eq!((report.changed, report.outcome()), (false, Outcome::Complete), "{}", report.text());
    assert!(written(&site) == files, "a file was written again");
}

#[test]
fn what_moved_in_the_file_moves_on_the_site() {
    let site = site();
    import(&site, "lich.ics", at("0800", "A"));
    let report = import(&site, "lich.ics", at("1400", "B"));
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(
        (each(&site, "start"), each(&site, "end")),
        (vec![json!("2025-07-03T14:00")], vec![json!("2025-07-03T15:00")])
    );
    assert_eq!(each(&site, "place"), ["B"]);
    assert!(report.text().contains("0 entries are new, 1 changed"), "{}", report.text());
}

#[test]
fn what_a_clerk_moved_stays_and_is_told_when_the_file_moves_it_too() {
    let site = site();
    import(&site, "lich.ics", at("0800", "A"));
    edit(
        &site,
        &json!({"start": "2025-07-04T09:00", "end": "10:00", "was": {"start": "2025-07-03T08:00"}, "place": "Sân", "note": "Mang ghế"}),
    );
    let report = import(&site, "lich.ics", at("0800", "A"));
    assert_eq!((report.changed, report.outcome()), (false, Outcome::Complete), "{}", report.text());
    let report = import(&site, "lich.ics", at("1400", "A"));
    assert_eq!((report.changed, report.outcome()), (false, Outcome::Incomplete), "{}", report.text());
    assert!(report.text().contains("2025-07-03T14:00"), "{}", report.text());
    let entry = &entries(&site)[0];
    assert_eq!(
        (&entry["start"], &entry["place"], &entry["note"]),
        (&json!("2025-07-04T09:00"), &json!("Sân"), &json!("Mang ghế"))
    );
}

#[test]
fn what_the_file_no_longer_says_goes_unless_a_clerk_wrote_it() {
    let site = site();
    import(&site, "lich.ics", at("0800", "A"));
    edit(&site, &json!({"who": ["Chủ tịch"]}));
    let bare = at("0800", "A").replace("LOCATION:A\r\n", "");
    import(&site, "lich.ics", bare);
    let entry = &entries(&site)[0];
    assert_eq!((entry.get("place"), &entry["who"]), (None, &json!(["Chủ tịch"])));
}

#[test]
fn a_cancelled_event_is_cancelled_on_the_site() {
    let site = site();
    import(&site, "lich.ics", at("0800", "A"));
    import(&site, "lich.ics", at("0800", "A").replace("LOCATION", "STATUS:CANCELLED\r\nLOCATION"));
    assert_eq!(each(&site, "cancelled"), [json!(true)]);
}

#[test]
fn what_a_schedule_has_no_longer_stays_and_is_named() {
    let site = site();
    let table = |rows: &str| format!("Thứ/Ngày;Giờ;Nội dung\n{rows}\n");
    import(&site, "lich.csv", table("30/6/2025;8h;Họp giao ban\n30/6/2025;14h;Tiếp dân"));
    let report = import(&site, "lich-moi.csv", table("30/6/2025;9h;Họp giao ban\n30/6/2025;14h;Tiếp dân"));
    assert_eq!(each(&site, "start"), ["2025-06-30T08:00", "2025-06-30T14:00", "2025-06-30T09:00"]);
    assert!(report.text().contains("1 entry of an earlier schedule"), "{}", report.text());
    edit(&site, &json!({"cancelled": "Dời sang 9 giờ"}));
    let report = import(&site, "lich-moi.csv", table("30/6/2025;9h;Họp giao ban\n30/6/2025;14h;Tiếp dân"));
    assert!(!report.text().contains("earlier schedule"), "{}", report.text());
}

#[test]
fn an_entry_that_two_files_have_with_different_texts_is_told() {
    let site = site();
    let files = [
        site.write("a.ics", at("0800", "A")),
        site.write("b.ics", at("0800", "B")),
        site.write("c.ics", at("0800", "A")),
    ];
    let report = import_calendar(&crate::support::options(&site, &files)).unwrap();
    assert_eq!(report.outcome(), Outcome::Incomplete);
    assert_eq!(each(&site, "place"), ["A"], "{}", report.text());
}

#[test]
fn a_calendar_that_the_site_does_not_show_whole_is_not_touched() {
    let site = site();
    site.write(DOCUMENT, json!({"version": 1, "entries": [{"title": "Họp", "start": "hôm nọ"}]}).to_string());
    let file = site.write("a.ics", ics(&[RECEPTION]));
    let error = import_calendar(&crate::support::options(&site, &[file])).unwrap_err();
    assert!(matches!(error, ImportError::Mistakes(_)), "{error}");
}
