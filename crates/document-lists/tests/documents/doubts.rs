//! What is not certain is named with its place and left out.

use crate::support::{each, import, site, site_with};
use serde_json::json;
use trangxa_document_lists::Outcome;

/// The numbers that are taken of rows, and the report.
fn taken(header: &str, rows: &str) -> (Vec<serde_json::Value>, String) {
    let site = site();
    let report = import(&site, "so.csv", format!("Số ký hiệu;Trích yếu;{header}\n{rows}\n1/OK;Đúng;\n"));
    assert_eq!(report.outcome(), Outcome::Incomplete, "{}", report.text());
    (each(&site, "number"), report.text())
}

#[test]
fn a_row_whose_dates_or_state_cannot_be_read_is_left_out() {
    for (header, cell) in [
        ("Ngày ban hành", "31/02/2025"),
        ("Ngày ban hành", "tháng 5"),
        ("Ngày ban hành", "45841"),
        ("Ngày có hiệu lực", "sau 10 ngày"),
        ("Ngày hết hiệu lực", "07/13/2025"),
        ("Tình trạng hiệu lực", "Đã thu hồi"),
        ("Hiệu lực", "Theo quy định"),
        ("Thay thế", "văn bản cũ"),
    ] {
        let (numbers, text) = taken(header, &format!("12/KH-UBND;Một;{cell}"));
        assert_eq!(numbers, ["1/OK"], "{header}: {text}");
        assert!(text.contains(&format!("C2 (\"{cell}\")")), "{text}");
    }
}

#[test]
fn a_number_without_a_digit_is_left_out() {
    let (numbers, text) = taken("Ngày ban hành", "KH-UBND;Một;01/07/2025");
    assert_eq!(numbers, ["1/OK"]);
    assert!(text.contains("A2 (\"KH-UBND\")"), "{text}");
}

#[test]
fn a_number_that_stands_twice_with_different_abstracts_is_left_out() {
    let (numbers, text) = taken("Ngày ban hành", "12/KH-UBND;Một;01/07/2025\n12/kh-ubnd;Hai;02/07/2025");
    assert_eq!(numbers, ["1/OK"]);
    assert!(text.contains("\"Một\" in ") && text.contains("row 2") && text.contains("row 3"), "{text}");
    let (numbers, _) = taken("Ngày ban hành", "12/KH-UBND;Một;01/07/2025\n12/KH-UBND;MỘT;02/07/2025");
    assert_eq!(numbers, ["1/OK"], "the days differ");
}

#[test]
fn the_same_number_of_two_years_or_two_bodies_is_two_documents() {
    let site = site();
    let table = "Số ký hiệu;Trích yếu;Ngày ban hành;Cơ quan ban hành\n1/QĐ-UBND;Một;01/07/2025;UBND xã\n\
        1/QĐ-UBND;Hai;01/07/2024;UBND xã\n1/QĐ-UBND;Ba;02/07/2025;UBND tỉnh\n1/QĐ-UBND;Một;01/07/2025;UBND xã\n";
    let report = import(&site, "so.csv", table);
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(each(&site, "id"), ["1-qd-ubnd-2025", "1-qd-ubnd-2025-ubnd-tinh", "1-qd-ubnd-2024"]);
    assert!(!import(&site, "so.csv", table).changed);
}

#[test]
fn a_document_of_the_site_that_may_be_another_one_is_not_touched() {
    let site = site_with(&json!([{"number": "1/QĐ-UBND", "abstract": "Khác hẳn", "issued": "2025-01-01"}]));
    let report = import(&site, "so.csv", "Số ký hiệu;Trích yếu;Ngày ban hành;Người ký\n1/QĐ-UBND;Một;01/07/2025;A\n");
    assert_eq!((report.outcome(), report.changed), (Outcome::Incomplete, false), "{}", report.text());
    assert!(report.text().contains("Khác hẳn"));
}
