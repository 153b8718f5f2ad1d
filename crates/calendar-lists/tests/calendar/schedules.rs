//! The schedule of the week, in workbooks, text files and Word documents.

use crate::support::{DOCUMENT, TITLE, each, entries, import, import_with, schedule, site, word_schedule};
use serde_json::json;
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
