//! Damaged and hostile files: they are told, and nothing is written.

use crate::support::{DOCUMENT, RECEPTION, TITLE, ics, import, options, schedule, site, word_schedule};
use trangxa_calendar_lists::{Outcome, import_calendar};

#[test]
fn files_that_are_cut_or_changed_do_no_harm() {
    let site = site();
    let word = word_schedule(TITLE, &["Thứ, ngày|Giờ|Nội dung", "Thứ Hai 30/6|8h00|Họp"]);
    for (name, whole) in [("a.xlsx", schedule()), ("a.docx", word), ("a.ics", ics(&[RECEPTION]).into_bytes())] {
        let step = (whole.len() / 40).max(1);
        for at in (0..whole.len()).step_by(step) {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x55;
            let _ = import(&site, name, damaged).text();
            if name != "a.ics" {
                let report = import(&site, name, &whole[..at]);
                assert_ne!(report.outcome(), Outcome::Complete, "{name}, {at} bytes: {}", report.text());
            }
        }
    }
}

#[test]
fn empty_files_and_files_without_rows_are_told() {
    let site = site();
    for (name, content, word) in [
        ("a.csv", "", "empty"),
        ("a.csv", "Họ tên;CCCD\nA;1\n", "no header"),
        ("a.docx", "PK", "error"),
        ("a.xls", "\0\u{1}", "error"),
    ] {
        let report = import(&site, name, content);
        assert_eq!(report.outcome(), Outcome::Incomplete, "{name}: {}", report.text());
        assert!(report.text().contains(word), "{}", report.text());
    }
    assert_eq!(import(&site, "a.csv", "Thứ/Ngày;Giờ;Nội dung\n").outcome(), Outcome::Nothing);
    assert!(!site.path(DOCUMENT).exists());
}

#[test]
fn more_rows_or_entries_than_are_read_are_refused() {
    let site = site();
    let rows: String = (0..100_000).map(|at| format!("30/6/2025;8h;Việc {at}\n")).collect();
    let report = import(&site, "a.csv", format!("Thứ/Ngày;Giờ;Nội dung\n{rows}"));
    assert!(report.text().contains("20000"), "{}", report.text());
    let rows: String = (0..2_001).map(|at| format!("30/6/2025;8h;Việc {at}\n")).collect();
    let file = site.write("a.csv", format!("Thứ/Ngày;Giờ;Nội dung\n{rows}"));
    let error = import_calendar(&options(&site, &[file])).unwrap_err();
    assert!(error.to_string().contains("2000"), "{error}");
    assert!(!site.path(DOCUMENT).exists());
}
