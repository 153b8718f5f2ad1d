//! A site folder, calendars and schedules as clerks have them, and what became of an import.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};
use std::path::PathBuf;
use trangxa_calendar_lists::{ImportError, Options, Report, import_calendar};
use trangxa_model::Timestamp;
use trangxa_test_support::SiteFolder;
use trangxa_test_support::docx::{Docx, p};

pub(crate) const DOCUMENT: &str = "data/calendar.json";

/// A site without a calendar.
pub(crate) fn site() -> SiteFolder {
    let site = SiteFolder::default();
    let data = json!({"version": 1, "name": "Ủy ban nhân dân xã Quang Thành", "base_url": "https://x.example/"});
    site.write("data/site.json", data.to_string());
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
    import_calendar(&options)
}

/// The entries of the site; none if it has no calendar.
pub(crate) fn entries(site: &SiteFolder) -> Value {
    if site.path(DOCUMENT).exists() { site.json(DOCUMENT)["entries"].clone() } else { json!([]) }
}

/// A member of each entry of the site.
pub(crate) fn each(site: &SiteFolder, member: &str) -> Vec<Value> {
    entries(site).as_array().unwrap().iter().map(|it| it[member].clone()).collect()
}

/// Changes the first entry of the site as a clerk does.
pub(crate) fn edit(site: &SiteFolder, members: &Value) {
    let mut json = site.json(DOCUMENT);
    for (name, value) in members.as_object().unwrap() {
        json["entries"][0][name] = value.clone();
    }
    site.write(DOCUMENT, json.to_string());
}

/// The title of a schedule.
pub(crate) const TITLE: &str = "LỊCH CÔNG TÁC TUẦN 27 (từ 30/6 đến 04/7/2025)";

/// A schedule of the week, with days and parts of days over several rows, and a time of Excel.
pub(crate) fn schedule() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Tuần 27").unwrap();
    let over = Format::new();
    sheet.merge_range(0, 0, 0, 6, "ỦY BAN NHÂN DÂN XÃ QUANG THÀNH, ngày 27/6/2025", &over).unwrap();
    sheet.merge_range(1, 0, 1, 6, TITLE, &over).unwrap();
    let lines = [
        "Thứ/Ngày;Buổi;Thời gian;Nội dung;Địa điểm;Thành phần;Chủ trì;Chuẩn bị",
        ";Sáng;7 giờ 30;Chào cờ;Sân UBND xã;Cán bộ, công chức;;",
        ";;8h00 - 11h30;Họp giao ban;Phòng họp tầng 2;Lãnh đạo UBND; Chủ tịch UBND;Văn phòng",
        ";Chiều;2h00;Tiếp công dân;;;Chủ tịch UBND;",
        "Thứ Ba\n01/7;Sáng;;Làm việc với thôn Đông;Nhà văn hóa thôn;;;",
        ";;14:00;Kiểm tra đê;;;;",
        "Thứ Tư 02/7;Cả ngày;;Tập huấn chuyển đổi số;;;;",
        "Thứ Năm 03/7;;;;;;;",
    ];
    for (row, line) in lines.iter().enumerate() {
        for (column, text) in line.split(';').enumerate().filter(|(_, text)| !text.is_empty()) {
            sheet.write(3 + row as u32, column as u16, text).unwrap();
        }
    }
    sheet.merge_range(4, 0, 6, 0, "Thứ Hai\n30/6", &over).unwrap();
    sheet.merge_range(4, 1, 5, 1, "Sáng", &over).unwrap();
    // The row "Kiểm tra đê" is in the afternoon.
    sheet.write(8, 1, "Chiều").unwrap();
    let time = ExcelDateTime::from_hms(14, 0, 0.0).unwrap();
    sheet.write_with_format(8, 2, &time, &Format::new().set_num_format("hh:mm")).unwrap();
    book.save_to_buffer().unwrap()
}

/// A Word table whose cells have `|` between them; a cell `^` goes on from the one above it.
pub(crate) fn word_schedule(title: &str, rows: &[&str]) -> Vec<u8> {
    let cell = |text: &str| match text {
        "^" => "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>".to_owned(),
        text => format!("<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>{}</w:tc>", p(text)),
    };
    let row = |row: &&str| format!("<w:tr>{}</w:tr>", row.split('|').map(cell).collect::<String>());
    let borders =
        "<w:tblPr><w:tblBorders><w:top w:val=\"single\"/><w:insideH w:val=\"single\"/></w:tblBorders></w:tblPr>";
    let table = format!("<w:tbl>{borders}{}</w:tbl>", rows.iter().map(row).collect::<String>());
    Docx::new(&(p("UBND XÃ QUANG THÀNH") + &p(title) + &table)).bytes()
}

/// A calendar with these events, each as lines.
pub(crate) fn ics(events: &[&str]) -> String {
    let event = |event: &&str| format!("BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n", event.replace('\n', "\r\n"));
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n", events.iter().map(event).collect::<String>())
}

/// An event of a series.
pub(crate) const RECEPTION: &str = "UID:tiep-dan@xa\nSUMMARY:Tiếp công dân\nCATEGORIES:Tiếp công dân\nLOCATION:Phòng 1\n\
    DTSTART;TZID=Asia/Ho_Chi_Minh:20250703T080000\nDTEND;TZID=Asia/Ho_Chi_Minh:20250703T110000\nRRULE:FREQ=WEEKLY;BYDAY=TH";
