//! Cells that mislead: formulas without results, numbers that lost their thousands, letters of old fonts.

use crate::support::{book, failure, import, import_with, periods, site, table};
use serde_json::{Value, json};
use trangxa_model::tthc::Span;
use trangxa_test_support::{raw_book, sheet_data};

fn november(options: &mut trangxa_figures::Options) {
    options.period = Span::parse("2023-11");
}

#[test]
fn a_formula_without_a_result_is_reported_and_no_total_is_made_up() {
    let bytes = raw_book(&sheet_data(
        "STT;Lĩnh vực;Tiếp nhận mới;Trước hạn;Trễ hạn\n;Hộ tịch;30;25;=2+1\n;Đất đai;20;18;0\n;Tổng cộng;=SUM(C2:C3);=SUM(D2:D3);=SUM(E2:E3)",
    ));
    let site = site();
    let report = import_with(&site, "a.xlsx", bytes, november).unwrap();
    assert!(!report.is_complete());
    assert_eq!(table(&report).unreadable.len(), 1, "one sentence for all: {}", report.text());
    assert!(
        table(&report).unreadable[0].starts_with("E2, C4, D4, E4: these formulas have no saved result"),
        "{}",
        report.text()
    );
    let fields = json!([{"name": "Hộ tịch", "received": 30, "early": 25},
        {"name": "Đất đai", "received": 20, "early": 18, "late": 0}]);
    assert_eq!(periods(&site), json!([{"from": "2023-11", "to": "2023-11", "fields": fields}]));
}

#[test]
fn a_column_that_lost_its_thousands_is_not_used_at_all() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["Lĩnh vực", "Tiếp nhận mới", "Trước hạn", "Trễ hạn"]).unwrap();
        for (row, (name, numbers)) in
            [("Hộ tịch", [1.5, 950.0, 4.0]), ("Chứng thực", [3.0, 2.75, 0.0]), ("Tổng số", [4.5, 3.7, 4.0])]
                .iter()
                .enumerate()
        {
            sheet.write(row as u32 + 1, 0, *name).unwrap();
            sheet.write_row(row as u32 + 1, 1, *numbers).unwrap();
        }
    });
    let site = site();
    let report = import_with(&site, "a.xlsx", bytes, november).unwrap();
    assert!(!report.is_complete());
    assert_eq!(table(&report).doubts.len(), 2, "{}", report.text());
    assert!(table(&report).doubts.iter().all(|doubt| doubt.contains("divided by a thousand")), "{}", report.text());
    assert_eq!(
        periods(&site)[0],
        json!({"from": "2023-11", "to": "2023-11", "late": 4,
            "fields": [{"name": "Hộ tịch", "late": 4}, {"name": "Chứng thực", "late": 0}]})
    );
}

#[test]
fn lost_thousands_in_a_csv_file_are_found_by_the_total() {
    let lost = "Lĩnh vực;Tiếp nhận mới;Trễ hạn\nHộ tịch;1.250;4\nChứng thực;2;0\nTổng số;3.250;4\n";
    let site = site();
    let report = import_with(&site, "a.csv", lost, november).unwrap();
    assert!(table(&report).doubts[0].contains("divided by a thousand"), "{}", report.text());
    assert_eq!(periods(&site)[0].get("received"), None);
    // With marks that are understood, the total fits.
    let whole = "Lĩnh vực;Tiếp nhận mới;Trễ hạn\nHộ tịch;1.250;4\nChứng thực;2;0\nTổng số;1.252;4\n";
    let report = import_with(&crate::support::site(), "a.csv", whole, november).unwrap();
    assert!(report.is_complete(), "{}", report.text());
}

fn names(periods: &Value) -> Vec<&str> {
    periods[0]["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect()
}

#[test]
fn letters_of_old_fonts_are_converted_in_workbooks_and_texts() {
    let header = ["LÜnh vùc", "TiÕp nhËn míi", "Tr\u{ad}íc h¹n", "§óng h¹n", "TrÔ h¹n"];
    let vni = ["Lónh vöïc", "Tieáp nhaän môùi", "Tröôùc haïn", "Ñuùng haïn", "Treã haïn"];
    let unicode = ["Lĩnh vực", "Tiếp nhận mới", "Trước hạn", "Đúng hạn", "Trễ hạn"];
    for (header, rows) in [
        (header, ["Chøng thùc", "X©y dùng", "Tæng céng"]),
        (unicode, ["Chøng thùc", "X©y dùng", "Tæng céng"]),
        (vni, ["Chöùng thöïc", "Xaây döïng", "Toång coäng"]),
    ] {
        let lines: Vec<String> = rows
            .iter()
            .zip(["30,20,8,2", "20,10,9,1", "50,30,17,3"])
            .map(|(name, numbers)| format!("{name},{numbers}"))
            .collect();
        let text = format!("{}\n{}\n", header.join(","), lines.join("\n"));
        let western: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
        let workbook = book(|book| {
            let sheet = book.add_worksheet();
            for (row, line) in text.lines().enumerate() {
                for (column, cell) in line.split(',').enumerate() {
                    match cell.parse::<f64>() {
                        Ok(number) => sheet.write(row as u32, column as u16, number).unwrap(),
                        Err(_) => sheet.write(row as u32, column as u16, cell).unwrap(),
                    };
                }
            }
        });
        let files = [("a.csv", Some(text.clone().into_bytes())), ("b.csv", western), ("c.xlsx", Some(workbook))];
        for (name, bytes) in files {
            let Some(bytes) = bytes else { continue };
            let site = site();
            let report = import_with(&site, name, bytes, november).unwrap();
            assert!(report.is_complete(), "{name}: {}", report.text());
            assert_eq!(names(&periods(&site)), ["Chứng thực", "Xây dựng"], "{name}: {}", report.text());
            assert_eq!(periods(&site)[0]["late"], 3, "{name}");
            assert!(report.files[0].notes[0].contains("old font"), "{name}: {}", report.text());
        }
    }
}

#[test]
fn letters_that_may_be_of_an_old_font_or_not_are_refused_with_the_remedy() {
    let site = site();
    let report =
        import(&site, "tthc-2023-11.csv", "Lĩnh vực,Tiếp nhận mới,Trễ hạn\nChøng thùc,30,2\nThú y,20,1\nTổng,50,3\n");
    let failure = failure(&report);
    assert!(failure.contains("\"Thú y\"") && failure.contains("UniKey"), "{failure}");
    assert!(!site.path("data/tthc.json").exists());
}
