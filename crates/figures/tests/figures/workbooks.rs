//! Workbooks, as Excel and one-stop systems write them.

use crate::support::{book, failure, import, import_with, over, periods, site, table};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use serde_json::{Value, json};
use std::io::Write;
use trangxa_model::tthc::Span;

/// The report that every commune files each quarter (form II.06a of the Government Office), with three rows of header.
fn form(sheet: &mut Worksheet) {
    over(sheet, (0, 0), (0, 12), "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH");
    over(sheet, (1, 1), (0, 12), "Kỳ báo cáo: Quý III/2023 (Từ ngày 01/07/2023 đến ngày 30/09/2023)");
    sheet.write(2, 10, "Đơn vị tính: Số hồ sơ TTHC").unwrap();
    over(sheet, (3, 5), (0, 0), "STT");
    over(sheet, (3, 5), (1, 1), "Lĩnh vực giải quyết");
    over(sheet, (3, 3), (2, 5), "Số lượng hồ sơ tiếp nhận");
    over(sheet, (3, 3), (6, 9), "Số lượng hồ sơ đã giải quyết");
    over(sheet, (3, 3), (10, 12), "Số lượng hồ sơ đang giải quyết");
    over(sheet, (4, 5), (2, 2), "Tổng số");
    over(sheet, (4, 4), (3, 4), "Trong kỳ");
    over(sheet, (5, 5), (3, 3), "Trực tuyến");
    over(sheet, (5, 5), (4, 4), "Trực tiếp, dịch vụ bưu chính");
    over(sheet, (4, 5), (5, 5), "Từ kỳ trước");
    for (column, name) in [
        (6, "Tổng số"),
        (7, "Trước hạn"),
        (8, "Đúng hạn"),
        (9, "Quá hạn"),
        (10, "Tổng số"),
        (11, "Trong hạn"),
        (12, "Quá hạn"),
    ] {
        over(sheet, (4, 5), (column, column), name);
    }
    for column in 0..13_u16 {
        let formula = match column {
            2 => "(3)=(4)+(5)+(6)".to_owned(),
            column => format!("({})", column + 1),
        };
        sheet.write(6, column, formula).unwrap();
    }
    let rows: [(&str, &str, [f64; 11]); 3] = [
        ("1", "Hộ tịch", [104.0, 60.0, 40.0, 4.0, 100.0, 70.0, 29.0, 1.0, 4.0, 3.0, 1.0]),
        ("2", "Chứng thực", [52.0, 50.0, 1.0, 1.0, 52.0, 52.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
        ("", "Tổng cộng", [156.0, 110.0, 41.0, 5.0, 152.0, 122.0, 29.0, 1.0, 4.0, 3.0, 1.0]),
    ];
    for (at, (number, name, counts)) in rows.iter().enumerate() {
        let row = 7 + at as u32;
        sheet.write(row, 0, *number).unwrap();
        if *name == "Tổng cộng" {
            over(sheet, (row, row), (0, 1), name);
        } else {
            sheet.write(row, 1, *name).unwrap();
        }
        for (column, count) in counts.iter().enumerate() {
            sheet.write(row, column as u16 + 2, *count).unwrap();
        }
    }
    over(sheet, (12, 12), (8, 12), "Quang Thành, ngày 05 tháng 10 năm 2023");
    sheet.write(13, 1, "Người lập biểu").unwrap();
    over(sheet, (13, 13), (8, 12), "CHỦ TỊCH");
}

#[test]
fn the_quarterly_form_with_its_merged_header_is_read_completely() {
    let site = site();
    let report = import(&site, "II.06a.xlsx", book(|book| form(book.add_worksheet())));
    assert!(report.is_complete(), "{}", report.text());
    assert_eq!(
        periods(&site),
        json!([{"from": "2023-07", "to": "2023-09", "received": 151, "carried_over": 5, "early": 122, "on_time": 29,
        "late": 1, "pending_in_time": 3, "pending_late": 1, "stated": {"completed": 152},
        "fields": [
            {"name": "Hộ tịch", "received": 100, "carried_over": 4, "early": 70, "on_time": 29, "late": 1,
                "pending_in_time": 3, "pending_late": 1},
            {"name": "Chứng thực", "received": 51, "carried_over": 1, "early": 52, "on_time": 0, "late": 0,
                "pending_in_time": 0, "pending_late": 0},
        ]}])
    );
    let table = table(&report);
    assert_eq!((table.header, table.sheet.as_deref()), ((4, 6), Some("Sheet1")));
    assert!(table.unknown.is_empty() && table.notes.is_empty(), "{}", report.text());
}

#[test]
fn cells_are_reported_with_their_address_in_the_sheet() {
    let site = site();
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        // The table does not begin in A1.
        sheet.write(4, 2, "Tháng 11 năm 2023").unwrap();
        sheet.write_row(5, 2, ["Lĩnh vực", "Tiếp nhận", "Trễ hạn", "Rút"]).unwrap();
        sheet.write_row(6, 2, ["Hộ tịch", "abc"]).unwrap();
        sheet.write(6, 4, 1.5).unwrap();
        sheet.write(6, 5, 1_234.0).unwrap();
        sheet.write_row(7, 2, ["Tổng", "1.234", "1 234"]).unwrap();
        sheet.write(7, 5, ExcelDateTime::from_ymd(2023, 11, 5).unwrap()).unwrap();
        sheet.set_cell_format(7, 5, &Format::new().set_num_format("dd/mm/yyyy")).unwrap();
    });
    let report = import(&site, "a.xlsx", bytes);
    let cells: Vec<&str> = table(&report).unreadable.iter().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(cells, ["D7 (\"abc\")", "E7 (\"1.5\")", "F8 (\"05/11/2023\")"], "{}", report.text());
    assert_eq!(
        periods(&site),
        json!([{"from": "2023-11", "to": "2023-11", "received": 1234, "late": 1234,
            "fields": [{"name": "Hộ tịch", "withdrawn": 1234}]}])
    );
}

#[test]
fn months_may_be_dates_in_merged_cells_and_rates_may_be_percentages() {
    let site = site();
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        let (month, share) = (Format::new().set_num_format("mm/yyyy"), Format::new().set_num_format("0.00%"));
        sheet
            .write_row(0, 0, ["Tháng", "Lĩnh vực", "Trước và đúng hạn", "Trễ hạn", "Tỷ lệ giải quyết", "Tỷ lệ trễ hạn"])
            .unwrap();
        for (first, month_number) in [(1, 10), (4, 11)] {
            sheet.merge_range(first, 0, first + 2, 0, "", &month).unwrap();
            sheet.write_with_format(first, 0, ExcelDateTime::from_ymd(2023, month_number, 1).unwrap(), &month).unwrap();
            for (at, name) in ["Hộ tịch", "Đất đai", "Tổng cộng"].iter().enumerate() {
                let row = first + at as u32;
                sheet.write(row, 1, *name).unwrap();
                sheet.write(row, 2, if at == 2 { 20 } else { 10 }).unwrap();
                sheet.write(row, 3, 0).unwrap();
            }
            sheet.write_with_format(first + 2, 4, 0.9952, &share).unwrap();
            sheet.write_with_format(first + 2, 5, 0, &share).unwrap();
        }
    });
    let report = import(&site, "a.xlsx", bytes);
    assert!(report.is_complete(), "{}", report.text());
    let periods = periods(&site);
    assert_eq!(periods.as_array().unwrap().len(), 2);
    for (at, month) in ["2023-10", "2023-11"].iter().enumerate() {
        assert_eq!(
            periods[at],
            json!({"from": month, "to": month, "in_time": 20, "late": 0,
                "stated": {"completion_rate": 99.52, "late_rate": 0},
                "fields": [{"name": "Hộ tịch", "in_time": 10, "late": 0}, {"name": "Đất đai", "in_time": 10, "late": 0}]})
        );
    }
}

fn monthly(book: &mut Workbook, name: &str, title: &str, received: u32) {
    let sheet = book.add_worksheet();
    sheet.set_name(name).unwrap();
    sheet.write(0, 0, title).unwrap();
    sheet.write_row(2, 0, ["Lĩnh vực", "Tiếp nhận", "Trễ hạn"]).unwrap();
    sheet.write(3, 0, "Tổng cộng").unwrap();
    sheet.write(3, 1, received).unwrap();
}

#[test]
fn every_visible_sheet_with_figures_is_read_with_its_own_period() {
    let site = site();
    let bytes = book(|book| {
        monthly(book, "T10.2023", "Báo cáo", 1);
        monthly(book, "Nov", "Tháng 11/2023", 2);
        book.add_worksheet().set_name("Ghi chú").unwrap().write(0, 0, "Không có số liệu").unwrap();
        monthly(book, "Ẩn", "Tháng 12/2023", 3);
        book.worksheets_mut()[3].set_hidden(true);
    });
    let report = import(&site, "a.xlsx", &bytes);
    let received: Vec<Value> =
        periods(&site).as_array().unwrap().iter().map(|period| period["received"].clone()).collect();
    assert_eq!(received, [1, 2], "{}", report.text());
    assert_eq!(report.files[0].tables[0].periods, ["2023-10, from the sheet's name"]);
    assert_eq!(report.files[0].notes, ["sheet \"Ghi chú\": no header was found; the sheet was not used"]);

    let report = import_with(&site, "a.xlsx", &bytes, |options| options.sheet = Some("ẩn".to_owned())).unwrap();
    assert_eq!(table(&report).sheet.as_deref(), Some("Ẩn"), "a sheet that is named is read even if it is hidden");
    let report = import_with(&site, "a.xlsx", &bytes, |options| options.sheet = Some("X".to_owned())).unwrap();
    assert!(failure(&report).starts_with("the workbook has no sheet \"X\"; it has \"T10.2023\", \"Nov\""));
    let report = import_with(&site, "a.xlsx", &bytes, |options| options.period = Span::parse("2023-11")).unwrap();
    assert!(failure(&report).starts_with("several sheets have figures (T10.2023, Nov)"), "{}", report.text());
}

#[test]
fn a_year_above_the_sheet_of_one_month_is_not_its_period() {
    let site = site();
    let report = import(&site, "a.xlsx", book(|book| monthly(book, "Tháng 11", "SỐ LIỆU NĂM 2023", 2)));
    assert!(
        failure(&report).contains("A1 (\"SỐ LIỆU NĂM 2023\") and the sheet's name name different months"),
        "{}",
        report.text()
    );
}

#[test]
fn a_cell_beyond_the_limit_is_reported_and_allocates_nothing() {
    let site = site();
    let bytes = book(|book| {
        monthly(book, "T11.2023", "", 2);
        book.worksheets_mut()[0].write(1_048_575, 16_383, 1).unwrap();
    });
    let report = import(&site, "a.xlsx", bytes);
    assert!(failure(&report).contains("cell XFD1048576: the table has more than 20000 rows"), "{}", report.text());
}

#[test]
fn a_workbook_that_unpacks_to_too_many_bytes_is_refused() {
    let site = site();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file("xl/workbook.xml", options).unwrap();
    let zeros = vec![b' '; 1_000_000];
    for _ in 0..151 {
        archive.write_all(&zeros).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < 1_000_000);
    let report = import(&site, "bom.xlsx", bytes);
    assert!(failure(&report).starts_with("the workbook unpacks to more than 150000000 bytes"), "{}", failure(&report));
}

#[test]
fn a_document_of_another_program_is_distinguished_from_a_damaged_workbook() {
    let site = site();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(b"<office/>").unwrap();
    let report = import(&site, "a.ods", archive.finish().unwrap().into_inner());
    assert!(failure(&report).contains("save it as .xlsx"));
}
