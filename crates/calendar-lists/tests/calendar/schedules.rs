//! The schedule of the week, in workbooks, text files and Word documents.

use crate::support::{DOCUMENT, TITLE, each, entries, import, import_with, schedule, site, word_schedule};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};
use trangxa_calendar_lists::Outcome;

#[test]
fn a_schedule_becomes_entries() {
    let site = site();
    let report = import(&site, "lich.xlsx", schedule());
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(
        entries(&site),
        json!([
            {"id": "chao-co-2025-06-30-07-30", "kind": "Lịch công tác", "title": "Chào cờ", "place": "Sân UBND xã",
                "who": ["Cán bộ, công chức"], "start": "2025-06-30T07:30"},
            {"id": "hop-giao-ban-2025-06-30-08-00", "kind": "Lịch công tác", "title": "Họp giao ban", "place": "Phòng họp tầng 2",
                "who": ["Chủ tịch UBND (chủ trì)", "Lãnh đạo UBND"], "start": "2025-06-30T08:00", "end": "2025-06-30T11:30"},
            {"id": "tiep-cong-dan-2025-06-30-14-00", "kind": "Lịch công tác", "title": "Tiếp công dân",
                "who": ["Chủ tịch UBND (chủ trì)"], "start": "2025-06-30T14:00"},
            {"id": "lam-viec-voi-thon-dong-2025-07-01", "kind": "Lịch công tác", "title": "Làm việc với thôn Đông", "text": "Buổi sáng",
                "place": "Nhà văn hóa thôn", "start": "2025-07-01"},
            {"id": "kiem-tra-de-2025-07-01-14-00", "kind": "Lịch công tác", "title": "Kiểm tra đê", "start": "2025-07-01T14:00"},
            {"id": "tap-huan-chuyen-doi-so-2025-07-02", "kind": "Lịch công tác", "title": "Tập huấn chuyển đổi số", "start": "2025-07-02"},
        ])
    );
    assert_eq!(site.json(DOCUMENT)["updated_at"], "2026-11-01T08:00:00+07:00");
}

#[test]
fn a_word_table_is_read_with_the_title_above_it() {
    let site = site();
    let rows = [
        "Thứ, ngày|Giờ|Nội dung|Địa điểm",
        "Thứ Hai 30/6|8h00|Họp|Tầng 2",
        "^|14 giờ|Tiếp dân|Một cửa",
        "Thứ Sáu|9h|Sơ kết|",
    ];
    let report = import(&site, "lich.docx", word_schedule(TITLE, &rows));
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(each(&site, "start"), ["2025-06-30T08:00", "2025-06-30T14:00", "2025-07-04T09:00"]);
}

#[test]
fn the_day_may_stand_in_the_column_of_times() {
    let site = site();
    let table = "Lịch tuần 27 năm 2025;;\n;;\nThời gian;Nội dung công việc;Địa điểm\n8h00 ngày 30/6;Họp;A\n14h00;Họp;B\nThứ Ba 1/7: 7h30;Họp;C\n";
    let report = import(&site, "lich.csv", table);
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(each(&site, "start"), ["2025-06-30T08:00", "2025-06-30T14:00", "2025-07-01T07:30"]);
}

#[test]
fn a_cell_of_excel_may_have_the_day_and_the_time() {
    let site = site();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in ["Thời gian", "Nội dung"].into_iter().enumerate() {
        sheet.write(0, column as u16, text).unwrap();
    }
    let moment = ExcelDateTime::from_ymd(2025, 7, 3).unwrap();
    for (row, (hour, minute)) in [(8, 0), (13, 59), (0, 0)].into_iter().enumerate() {
        let format = Format::new().set_num_format("dd/mm/yyyy hh:mm");
        sheet
            .write_with_format(row as u32 + 1, 0, moment.clone().and_hms(hour, minute, 0.0).unwrap(), &format)
            .unwrap();
        sheet.write(row as u32 + 1, 1, format!("Họp {row}")).unwrap();
    }
    let report = import(&site, "lich.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(each(&site, "start"), ["2025-07-03T08:00", "2025-07-03T13:59", "2025-07-03"]);
}

#[test]
fn a_row_with_only_a_day_counts_for_the_rows_below_it() {
    let site = site();
    let table = "STT;Buổi;Nội dung;Địa điểm\nThứ Hai, 06/10/2025;;;\n1;Sáng;Họp giao ban;Tầng 2\n2;Chiều;Tiếp dân;Một cửa\n\
        Thứ Ba, 07/10/2025;;;\n1;Sáng;Làm việc với thôn Đông;\n";
    let report = import(&site, "lich.csv", table);
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(each(&site, "start"), ["2025-10-06", "2025-10-06", "2025-10-07"]);
    assert_eq!(each(&site, "text"), ["Buổi sáng", "Buổi chiều", "Buổi sáng"]);
    assert!(!import(&site, "lich.csv", table).changed);
}

#[test]
fn parts_of_the_day_may_be_rows_of_their_own() {
    let site = site();
    let table =
        "Giờ;Nội dung\nThứ Hai, 06/10/2025;\nBuổi sáng;\n8h00;Họp giao ban\n;Kiểm tra đê\nBuổi chiều;\n2h00;Tiếp dân\n";
    let report = import(&site, "lich.csv", table);
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(each(&site, "start"), ["2025-10-06T08:00", "2025-10-06", "2025-10-06T14:00"]);
    assert_eq!(each(&site, "text"), [json!(null), json!("Buổi sáng"), json!(null)]);
}

#[test]
fn rows_below_a_day_that_cannot_be_read_are_not_those_of_the_day_before() {
    let site = site();
    let table = "STT;Buổi;Nội dung\nThứ Hai, 06/10/2025;;\n1;Sáng;Họp\nThứ Ba, 07/10/2025 (làm bù);;\n1;Sáng;Sơ kết\n2;Chiều;Tiếp dân\n";
    let report = import(&site, "lich.csv", table);
    assert_eq!(report.outcome(), Outcome::Incomplete, "{}", report.text());
    assert_eq!(each(&site, "title"), ["Họp"]);
    assert_eq!(report.text().matches("A4 (\"Thứ Ba, 07/10/2025 (làm bù)\")").count(), 1, "{}", report.text());
}

#[test]
fn each_part_of_the_day_may_have_a_column() {
    let site = site();
    let table = "Thứ, ngày;Sáng;Chiều;Chủ trì\n06/10/2025;8h00: Họp giao ban;Tiếp dân;Chủ tịch\n07/10/2025;;2h - 4h30: Sơ kết;\n\
        08/10/2025;7h30 - 11h30;Trực;\n09/10/2025;8h: Họp, 9h: Trực;Kiểm tra đê;\n";
    let report = import(&site, "lich.csv", table);
    assert_eq!(report.outcome(), Outcome::Incomplete, "{}", report.text());
    assert!(report.text().contains("B4 (\"7h30 - 11h30\")"), "{}", report.text());
    let said: Vec<_> = each(&site, "title").into_iter().zip(each(&site, "start")).collect();
    assert_eq!(
        said[..2],
        [(json!("Họp giao ban"), json!("2025-10-06T08:00")), (json!("Tiếp dân"), json!("2025-10-06"))]
    );
    assert_eq!(said[2], (json!("Sơ kết"), json!("2025-10-07T14:00")));
    assert_eq!(said[3], (json!("Trực"), json!("2025-10-08")));
}

#[test]
fn parts_of_the_day_may_have_several_columns_each() {
    let site = site();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let lines = [
        ";;;;",
        "Ngày;Giờ;Nội dung;Giờ;Nội dung",
        "06/10/2025;8h00;Họp;2h00;Tiếp dân",
        "07/10/2025;;;2h30;Trực",
        "08/10/2025;;;;",
    ];
    for (row, line) in lines.iter().enumerate() {
        for (column, text) in line.split(';').enumerate().filter(|(_, text)| !text.is_empty()) {
            sheet.write(row as u32, column as u16, text).unwrap();
        }
    }
    let over = Format::new();
    sheet.merge_range(0, 1, 0, 2, "Sáng", &over).unwrap();
    sheet.merge_range(0, 3, 0, 4, "Chiều", &over).unwrap();
    sheet.merge_range(4, 2, 4, 4, "Tập huấn", &over).unwrap();
    let report = import(&site, "lich.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(each(&site, "title"), ["Họp", "Tiếp dân", "Trực", "Tập huấn"]);
    assert_eq!(each(&site, "start"), ["2025-10-06T08:00", "2025-10-06T14:00", "2025-10-07T14:30", "2025-10-08"]);
    assert_eq!(each(&site, "text"), [const { Value::Null }; 4], "what stands over both parts is the whole day's");
}

#[test]
fn two_meetings_at_one_time_are_told_apart_by_their_place() {
    let site = site();
    let table = "Thứ/Ngày;Giờ;Nội dung;Địa điểm\n30/6/2025;8h;Họp thôn;Thôn Đông\n30/6/2025;8h;Họp thôn;Thôn Đoài\n";
    assert_eq!(import(&site, "lich.csv", table).outcome(), Outcome::Complete);
    assert_eq!(each(&site, "id"), ["hop-thon-2025-06-30-08-00", "hop-thon-2025-06-30-08-00-thon-doai"]);
    assert!(!import(&site, "lich.csv", table).changed);
}

#[test]
fn what_is_not_certain_is_named_and_left_out() {
    for (title, cells, cell) in [
        (TITLE, "Thứ Ba 30/6;8h;Họp", "A3 (\"Thứ Ba 30/6\")"),
        (TITLE, "Thứ Hai 07/7;8h;Họp", "A3 (\"Thứ Hai 07/7\")"),
        (TITLE, "đầu tuần;8h;Họp", "A3 (\"đầu tuần\")"),
        ("Lịch công tác", "Thứ Hai 30/6;8h;Họp", "A3 (\"Thứ Hai 30/6\")"),
        ("Lịch công tác", "Thứ Hai;8h;Họp", "A3 (\"Thứ Hai\")"),
        (TITLE, "30/6;sau chào cờ;Họp", "B3 (\"sau chào cờ\")"),
        (TITLE, "30/6;11h - 8h;Họp", "C3 (\"Họp\")"),
        (TITLE, "30/6;9h chiều;Họp", "C3 (\"Họp\")"),
        (TITLE, ";8h;Họp", "C3 (\"Họp\")"),
    ] {
        let site = site();
        let table = format!("{title};;\nThứ/Ngày;Giờ;Nội dung\n{cells}\n04/7;9h;Sơ kết\n");
        let report = import(&site, "lich.csv", table);
        assert_eq!(report.outcome(), Outcome::Incomplete, "{}", report.text());
        assert!(report.text().contains(cell), "{cell}: {}", report.text());
        let others = if title == TITLE { 1 } else { 0 };
        assert_eq!(each(&site, "title").len(), others, "{cells}: {}", report.text());
    }
}

#[test]
fn a_day_that_is_not_certain_is_told_once_for_all_its_rows() {
    let site = site();
    let rows = ["Thứ, ngày|Giờ|Nội dung", "Thứ Ba 30/6|8h00|Họp", "^|14 giờ|Tiếp dân"];
    let report = import(&site, "lich.docx", word_schedule(TITLE, &rows));
    assert_eq!(entries(&site), json!([]));
    let table = format!("{TITLE};;\nThứ/Ngày;Giờ;Nội dung\nThứ Ba 30/6;8h;Họp\n;9h;Họp\n");
    let text = import(&site, "lich.csv", table).text();
    assert_eq!(text.matches("not imported. Correct").count(), 1, "{text}");
    assert!(report.text().contains("30/06/2025"), "{}", report.text());
}

#[test]
fn a_mapping_file_names_columns() {
    let site = site();
    let table = "Hôm nào;Việc\n30/6/2025;Họp\n";
    assert_eq!(import(&site, "lich.csv", table).outcome(), Outcome::Incomplete);
    let map = site.write("cot.json", r#"{"Hôm nào": "day", "Việc": "content"}"#);
    let report = import_with(&site, "lich.csv", table, |options| options.map = Some(map)).unwrap();
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
}
