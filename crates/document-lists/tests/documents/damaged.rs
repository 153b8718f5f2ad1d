//! Damaged and hostile files: they are told, and nothing is written.

use crate::support::{DOCUMENT, import, options, register, rss, site};
use trangxa_document_lists::{Outcome, import_documents};

#[test]
fn files_that_are_cut_or_changed_do_no_harm() {
    let site = site();
    for (name, whole) in [("a.xlsx", register()), ("a.xml", rss().into_bytes())] {
        let step = (whole.len() / 40).max(1);
        for end in (0..whole.len()).step_by(step) {
            let report = import(&site, name, &whole[..end]);
            // Of a feed that ends early the whole items are taken.
            let is_whole = name == "a.xml" && report.outcome() == Outcome::Complete;
            assert!(is_whole || report.outcome() != Outcome::Complete, "{name}, {end} bytes: {}", report.text());
        }
        for at in (0..whole.len()).step_by(step) {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x55;
            let _ = import(&site, name, damaged).text();
        }
    }
}

#[test]
fn empty_files_and_files_without_rows_are_told() {
    let site = site();
    for (name, content, word) in [
        ("a.csv", "", "empty"),
        ("a.csv", "Họ tên;CCCD\nA;1\n", "no header"),
        ("a.html", "<html><body>Đăng nhập</body></html>", "web page"),
        ("a.xml", "<rss version=\"2.0\"><channel>", ""),
        ("a.docx", "PK", ""),
    ] {
        let report = import(&site, name, content);
        assert_eq!(report.outcome(), Outcome::Incomplete, "{name}: {}", report.text());
        assert!(report.text().contains(word), "{}", report.text());
    }
    let report = import(&site, "a.csv", "Số ký hiệu;Trích yếu;Ngày ban hành\n");
    assert_eq!(report.outcome(), Outcome::Nothing, "{}", report.text());
    assert!(!site.path(DOCUMENT).exists());
}

#[test]
fn more_rows_than_are_read_are_refused() {
    let site = site();
    let rows: String = (0..100_000).map(|at| format!("{at}/QĐ;Một\n")).collect();
    let report = import(&site, "a.csv", format!("Số ký hiệu;Trích yếu\n{rows}"));
    assert_eq!(report.outcome(), Outcome::Incomplete);
    assert!(report.text().contains("20000"), "{}", report.text());
    assert!(!site.path(DOCUMENT).exists());
}

#[test]
fn a_whole_register_within_the_limits_is_read() {
    let site = site();
    let rows: String = (0..19_000).map(|at| format!("{at}/QĐ-UBND;Việc số {at};01/07/2025\n")).collect();
    let report = import(&site, "a.csv", format!("Số ký hiệu;Trích yếu;Ngày ban hành\n{rows}"));
    assert_eq!(report.outcome(), Outcome::Complete);
    let again = import(&site, "a.csv", format!("Số ký hiệu;Trích yếu;Ngày ban hành\n{rows}"));
    assert!(!again.changed, "{}", again.text());
    let more = site.write(
        "xuat/b.csv",
        "Số ký hiệu;Trích yếu\n".to_owned()
            + &(0..1_500).map(|at| format!("{at}/TB;Việc số {at}\n")).collect::<String>(),
    );
    let error = import_documents(&options(&site, &[more])).unwrap_err();
    assert!(error.to_string().contains("20000"), "{error}");
}
