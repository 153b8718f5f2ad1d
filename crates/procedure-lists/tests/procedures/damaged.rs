//! Damaged and hostile files: they are told, and nothing is written.

use crate::support::{detail, docx, import, lines, list, site};
use trangxa_procedure_lists::Outcome;
use trangxa_test_support::docx::p;

#[test]
fn files_that_are_cut_or_changed_do_no_harm() {
    let site = site();
    for (name, whole) in [("a.xlsx", list()), ("a.docx", docx(&detail()))] {
        let step = (whole.len() / 40).max(1);
        for end in (0..whole.len()).step_by(step) {
            let report = import(&site, name, &whole[..end]);
            assert_ne!(report.outcome(), Outcome::Complete, "{name}, {end} bytes: {}", report.text());
        }
        for at in (0..whole.len()).step_by(step) {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x55;
            let _ = import(&site, name, damaged).text();
        }
    }
}

#[test]
fn hostile_documents_are_read_within_limits() {
    let site = site();
    let wide = "<w:tc><w:tcPr><w:gridSpan w:val=\"500\"/></w:tcPr><w:p/></w:tc>";
    let tall = format!("<w:tbl>{}</w:tbl>", format!("<w:tr>{wide}{wide}</w:tr>").repeat(20_000));
    let deep = format!("{}{}{}", "<w:tbl><w:tr><w:tc>".repeat(40), p("x"), "</w:tc></w:tr></w:tbl>".repeat(40));
    for body in [tall, deep, lines("Mã thủ tục:\nMã thủ tục:\nTên thủ tục").repeat(2_000)] {
        let report = import(&site, "a.docx", docx(&body));
        assert_ne!(report.outcome(), Outcome::Complete);
    }
    let report = import(&site, "a.csv", "Mã TTHC;Tên TTHC\n".to_owned() + &"1.000001;A\n".repeat(20_001));
    assert_eq!(report.outcome(), Outcome::Incomplete);
    assert!(!site.path("data/procedures.json").exists());
}

#[test]
fn more_procedures_than_a_site_reads_are_refused() {
    let site = site();
    let rows: String = (0..2_001).map(|at| format!("1.{at:06};Thủ tục số {at}\n")).collect();
    let file = site.write("xuat/a.csv", "Mã TTHC;Tên TTHC\n".to_owned() + &rows);
    let error = trangxa_procedure_lists::import_procedures(&crate::support::options(&site, &[file])).unwrap_err();
    assert!(error.to_string().contains("2000"), "{error}");
    assert!(!site.path("data/procedures.json").exists());
}
