//! A site folder, registers as clerks keep them, and what became of an import.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use serde_json::{Value, json};
use std::path::PathBuf;
use trangxa_document_lists::{ImportError, Options, Report, import_documents};
use trangxa_model::Timestamp;
use trangxa_test_support::SiteFolder;

pub(crate) const DOCUMENT: &str = "data/documents.json";

/// A site without documents.
pub(crate) fn site() -> SiteFolder {
    let site = SiteFolder::default();
    let data = json!({"version": 1, "name": "Ủy ban nhân dân xã Quang Thành", "base_url": "https://x.example/"});
    site.write("data/site.json", data.to_string());
    site.write("media/12-kh-ubnd.pdf", "%PDF-1.4");
    site
}

/// A site with these documents.
pub(crate) fn site_with(documents: &Value) -> SiteFolder {
    let site = site();
    let document = json!({"version": 1, "updated_at": "2025-01-01T00:00:00+07:00", "documents": documents});
    site.write(DOCUMENT, document.to_string());
    site
}

pub(crate) fn options(site: &SiteFolder, files: &[PathBuf]) -> Options {
    Options {
        files: files.to_vec(),
        into: site.path(""),
        map: None,
        map_template: None,
        sheet: None,
        updated_at: Timestamp::parse("2026-11-01T08:00:00+07:00").unwrap(),
        dry_run: false,
    }
}

/// Imports a file of this name and content.
pub(crate) fn import(site: &SiteFolder, name: &str, content: impl AsRef<[u8]>) -> Report {
    import_with(site, name, content, |_| {}).unwrap()
}

pub(crate) fn import_with(
    site: &SiteFolder,
    name: &str,
    content: impl AsRef<[u8]>,
    change: impl FnOnce(&mut Options),
) -> Result<Report, ImportError> {
    let file = site.write(&format!("xuat/{name}"), content);
    let mut options = options(site, &[file]);
    change(&mut options);
    import_documents(&options)
}

/// The documents of the site; none if it has no such file.
pub(crate) fn documents(site: &SiteFolder) -> Value {
    if site.path(DOCUMENT).exists() { site.json(DOCUMENT)["documents"].clone() } else { json!([]) }
}

/// A member of each document of the site.
pub(crate) fn each(site: &SiteFolder, member: &str) -> Vec<Value> {
    documents(site).as_array().unwrap().iter().map(|it| it[member].clone()).collect()
}

/// Lines of cells with `;` between them as a sheet; `|` stands for a semicolon in a cell, and `@3/7/2025` for a date of Excel.
fn fill(sheet: &mut Worksheet, first: u32, lines: &str) {
    let format = Format::new().set_num_format("dd/mm/yyyy");
    for (row, line) in lines.lines().enumerate() {
        for (column, text) in line.split(';').enumerate().filter(|(_, text)| !text.is_empty()) {
            let (row, column) = (first + row as u32, column as u16);
            if let Some(date) = text.strip_prefix('@') {
                let parts: Vec<u16> = date.split('/').map(|part| part.parse().unwrap()).collect();
                let date = ExcelDateTime::from_ymd(parts[2], parts[1] as u8, parts[0] as u8).unwrap();
                sheet.write_with_format(row, column, &date, &format).unwrap();
            } else {
                sheet.write(row, column, text.replace('|', ";")).unwrap();
            }
        }
    }
}

/// A register of two years in two sheets: titles, columns in any order, dates of Excel, rows over others, an unknown column.
pub(crate) fn register() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("2025").unwrap();
    sheet.merge_range(0, 0, 0, 9, "SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM 2025", &Format::new()).unwrap();
    sheet.merge_range(1, 0, 1, 9, "(Kèm theo Công văn số 5/UBND-VP ngày 02/01/2026)", &Format::new()).unwrap();
    fill(
        sheet,
        3,
        "STT;Ngày ban hành;Số, ký hiệu;Hình thức văn bản;Trích yếu nội dung;Người ký;Chức vụ;Hiệu lực;Thay thế;Tệp đính kèm;Lượt tải\n\
         (1);(2);(3);(4);(5);(6);(7);(8);(9);(10);(11)\n\
         I. KẾ HOẠCH\n\
         1;@3/2/2025;12/KH-UBND;Kế hoạch;Kế hoạch thu ngân sách năm 2025;Nguyễn Văn A;Chủ tịch;Còn hiệu lực;;12-kh-ubnd.pdf;5\n\
         2;15/3/2025;13/KH-UBND;Kế hoạch;Tiêm chủng quý II;Trần Thị B;Phó Chủ tịch;Từ ngày 01/04/2025;;https://cu.example/13.pdf;7\n\
         II. QUYẾT ĐỊNH\n\
         3;ngày 20 tháng 5 năm 2025;45/QĐ-UBND;Quyết định;Quy chế làm việc;Nguyễn Văn A;Chủ tịch;Kể từ ngày ký;Quyết định số 7/QĐ-UBND ngày 02/02/2021;45-qd.pdf;",
    );
    let other = book.add_worksheet().set_name("HĐND").unwrap();
    fill(
        other,
        0,
        "Số;Ký hiệu;Ngày ký;Nội dung;Cơ quan ban hành;Lĩnh vực;Ngày có hiệu lực;Ngày hết hiệu lực;Tình trạng hiệu lực;Bị thay thế bởi\n\
         3;NQ-HĐND;@10/1/2024;Dự toán ngân sách năm 2024;HĐND xã Quang Thành;Tài chính;@20/1/2024;31/12/2024;Hết hiệu lực toàn bộ;9/NQ-HĐND",
    );
    fill(book.add_worksheet().set_name("Ghi chú").unwrap(), 0, "Lập ngày 15/10/2026");
    book.save_to_buffer().unwrap()
}

/// The RSS of NukeViet's module of laws.
pub(crate) fn rss() -> String {
    let item = |title: &str, description: &str| {
        format!(
            "<item><title><![CDATA[{title}]]></title><link>https://cu.example/vb</link><guid isPermaLink=\"false\">laws_1</guid>\
            <description><![CDATA[{description}]]></description><pubDate>Tue, 30 May 2023 16:05:23 +0700</pubDate></item>"
        )
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>Xã RSS: Văn bản</title>\
        <generator>NukeViet v4.5</generator>{}{}{}</channel></rss>",
        item("[12/KH-UBND] Kế hoạch thu", "Ngày ban hành: 03/02/2025. Trích yếu: Kế hoạch thu ngân sách năm 2025"),
        item("[88/TB-UBND] Thông báo nghỉ lễ", "Ngày ban hành: 25/04/2025. Trích yếu: "),
        item("Thông báo không số", "Về việc nghỉ lễ"),
    )
}
