//! Registers in workbooks, text files and Word documents.

use crate::support::{DOCUMENT, documents, each, import, import_with, register, site};
use rust_xlsxwriter::{Url, Workbook};
use serde_json::json;
use trangxa_document_lists::Outcome;
use trangxa_test_support::word_table;

#[test]
fn a_register_becomes_the_documents_of_the_site() {
    let site = site();
    let report = import(&site, "so.xlsx", register());
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(
        documents(&site),
        json!([
            {"id": "12-kh-ubnd-2025", "number": "12/KH-UBND", "type": "Kế hoạch", "abstract": "Kế hoạch thu ngân sách năm 2025",
                "signer": "Nguyễn Văn A", "signer_post": "Chủ tịch", "issued": "2025-02-03", "force": "còn hiệu lực",
                "files": [{"url": "../media/12-kh-ubnd.pdf"}]},
            {"id": "13-kh-ubnd-2025", "number": "13/KH-UBND", "type": "Kế hoạch", "abstract": "Tiêm chủng quý II",
                "signer": "Trần Thị B", "signer_post": "Phó Chủ tịch", "issued": "2025-03-15", "effective": "2025-04-01",
                "files": [{"url": "https://cu.example/13.pdf"}]},
            {"id": "45-qd-ubnd-2025", "number": "45/QĐ-UBND", "type": "Quyết định", "abstract": "Quy chế làm việc",
                "signer": "Nguyễn Văn A", "signer_post": "Chủ tịch", "issued": "2025-05-20", "effective": "2025-05-20",
                "replaces": ["Quyết định số 7/QĐ-UBND ngày 02/02/2021"]},
            {"id": "3-nq-hdnd-2024", "number": "3/NQ-HĐND", "abstract": "Dự toán ngân sách năm 2024", "issuer": "HĐND xã Quang Thành",
                "field": "Tài chính", "issued": "2024-01-10", "effective": "2024-01-20", "expires": "2024-12-31",
                "force": "hết hiệu lực toàn bộ", "replaced_by": ["9/NQ-HĐND"]},
        ])
    );
    let document = site.json(DOCUMENT);
    assert_eq!((&document["version"], &document["updated_at"]), (&json!(1), &json!("2026-11-01T08:00:00+07:00")));
    let text = report.text();
    assert!(text.contains("K \"Lượt tải\"") && text.contains("45-qd.pdf") && text.contains("I. KẾ HOẠCH"), "{text}");
}

#[test]
fn only_the_sheet_that_is_asked_for_is_read() {
    let site = site();
    import_with(&site, "so.xlsx", register(), |options| options.sheet = Some("HĐND".to_owned())).unwrap();
    assert_eq!(each(&site, "number"), ["3/NQ-HĐND"]);
}

#[test]
fn a_text_file_and_a_word_table_are_read() {
    let site = site();
    let table = "Trích yếu,Số ký hiệu,Ngày ký\nLịch trực,1/TB-UBND,\"1/7/2025\"\n,,\n";
    assert_eq!(import(&site, "so.csv", table).outcome(), Outcome::Complete);
    let rows =
        word_table(&[&["Số văn bản", "Ngày, tháng, năm", "Nội dung"], &["2/TB-UBND", "02-7-2025", "Phun thuốc"]]);
    let report = import(&site, "so.docx", rows);
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(each(&site, "id"), ["1-tb-ubnd-2025", "2-tb-ubnd-2025"]);
    assert_eq!(each(&site, "issued"), ["2025-07-01", "2025-07-02"]);
}

#[test]
fn a_document_without_a_number_is_known_by_its_abstract() {
    let site = site();
    let table = "Số ký hiệu;Trích yếu;Ngày ban hành\n;Thư ngỏ gửi bà con;01/07/2025\n";
    assert_eq!(import(&site, "so.csv", table).outcome(), Outcome::Complete);
    assert_eq!(documents(&site)[0]["abstract"], "Thư ngỏ gửi bà con");
    assert!(!import(&site, "so.csv", table).changed);
}

#[test]
fn hyperlinks_of_a_workbook_are_the_files() {
    let site = site();
    let register = |with_column: bool| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let heads = ["Số, ký hiệu", "Trích yếu", "Tệp đính kèm"];
        for (column, text) in heads.into_iter().take(2 + usize::from(with_column)).enumerate() {
            sheet.write(0, column as u16, text).unwrap();
        }
        let links = [
            "https://cu.example/vb/1.pdf",
            "file:///C:\\Van%20ban\\12-kh-ubnd.pdf",
            "https://cu.example/trang",
            "file:///mat.pdf",
        ];
        for (row, link) in links.into_iter().enumerate() {
            let row = row as u32 + 1;
            sheet.write(row, 0, format!("{row}/KH-UBND")).unwrap();
            sheet.write(row, 1, "Kế hoạch").unwrap();
            let column = if with_column { 2 } else { 0 };
            let shown = if with_column { "Tải về".to_owned() } else { format!("{row}/KH-UBND") };
            sheet.write(row, column, Url::new(link).set_text(shown)).unwrap();
        }
        book.save_to_buffer().unwrap()
    };
    let report = import(&site, "so.xlsx", register(true));
    assert_eq!(
        each(&site, "files"),
        [
            json!([{"url": "https://cu.example/vb/1.pdf"}]),
            json!([{"url": "../media/12-kh-ubnd.pdf"}]),
            json!([{"url": "https://cu.example/trang"}]),
            json!(null),
        ]
    );
    assert!(report.text().contains("mat.pdf") && !report.text().contains("Tải về"), "{}", report.text());
    let site = crate::support::site();
    import(&site, "so.xlsx", register(false));
    assert_eq!(
        each(&site, "files"),
        [
            json!([{"url": "https://cu.example/vb/1.pdf"}]),
            json!([{"url": "../media/12-kh-ubnd.pdf"}]),
            json!(null),
            json!(null)
        ],
        "a page is no file"
    );
}

#[test]
fn a_mapping_file_names_columns() {
    let site = site();
    let table = "Mã hiệu VB;Tóm tắt\n1/TB-UBND;Lịch trực\n";
    assert_eq!(import(&site, "so.csv", table).outcome(), Outcome::Incomplete);
    let map = site.write("cot.json", r#"{"Mã hiệu VB": "number", "Tóm tắt": "abstract"}"#);
    let report = import_with(&site, "so.csv", table, |options| options.map = Some(map)).unwrap();
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(each(&site, "abstract"), ["Lịch trực"]);
}

#[test]
fn a_trial_writes_nothing() {
    let site = site();
    let report = import_with(&site, "so.xlsx", register(), |options| options.dry_run = true).unwrap();
    assert!(report.changed && report.text().contains("4 documents are new"), "{}", report.text());
    let hidden = site.files().into_keys().any(|path| path.display().to_string().contains(".trangxa"));
    assert!(!site.path(DOCUMENT).exists() && !hidden);
}

#[test]
fn a_row_with_a_number_alone_is_a_document() {
    let site = site();
    let report = import(&site, "so.csv", "Số ký hiệu;Trích yếu;Ngày ban hành\nII. THÔNG BÁO;;\n1/TB-UBND;;\n");
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(each(&site, "number"), ["1/TB-UBND"]);
}
