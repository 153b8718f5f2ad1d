//! Whose row it is: the figures of another office are never written, and ours are found under every usual name.

use crate::support::{book, failure, fill, import, import_with, over, periods, site, table};
use serde_json::json;

/// Two offices, and a total of both.
fn two_offices(heading: &str, ours: &str) -> String {
    format!(
        "Tháng 11/2023\nSTT;{heading};Tiếp nhận mới;Đúng hạn;Trễ hạn\n1;UBND xã Bình Minh;900;800;50\n2;{ours};500;400;5\n;TỔNG CỘNG;1400;1200;55\n"
    )
}

#[test]
fn our_row_is_found_under_every_name_of_the_column_and_of_the_office() {
    for heading in [
        "Đơn vị",
        "Tên cơ quan",
        "Cơ quan, đơn vị",
        "Đơn vị hành chính",
        "Địa phương",
        "Xã, phường",
        "Tên",
        "Nội dung",
        "Nơi giải quyết của hồ sơ",
        "",
    ] {
        for ours in [
            "Xã Quang Thành",
            "UBND XÃ QUANG THÀNH",
            "Ủy ban nhân dân xã Quang Thành",
            "Uỷ ban nhân dân xã Quang Tha\u{300}nh",
        ] {
            let site = site();
            let report = import(&site, "a.csv", two_offices(heading, ours));
            assert!(report.is_complete(), "{heading}, {ours}: {}", report.text());
            assert_eq!(
                periods(&site),
                json!([{"from": "2023-11", "to": "2023-11", "received": 500, "on_time": 400, "late": 5}]),
                "{heading}, {ours}"
            );
        }
    }
}

#[test]
fn without_our_row_nothing_is_written_and_the_offices_are_named() {
    for heading in ["Đơn vị", "Tên", "Nơi giải quyết của hồ sơ", ""] {
        let site = site();
        let report = import(&site, "a.csv", two_offices(heading, "UBND xã Đại Thành"));
        assert!(failure(&report).contains("UBND xã Bình Minh, UBND xã Đại Thành"), "{heading}: {}", report.text());
        assert!(!site.path("data/tthc.json").exists());
        let wanted = |options: &mut trangxa_figures::Options| options.unit = Some("Xã Nơi Khác".to_owned());
        let report = import_with(&site, "a.csv", two_offices(heading, "UBND xã Quang Thành"), wanted).unwrap();
        assert!(failure(&report).contains("there is no \"Xã Nơi Khác\""), "{heading}: {}", report.text());
        assert!(!site.path("data/tthc.json").exists());
    }
    let alone = site();
    let report = import(&alone, "a.csv", "Tháng 11/2023\nĐơn vị;Tiếp nhận mới;Trễ hạn\nUBND xã Bình Minh;900;50\n");
    assert!(failure(&report).contains("UBND xã Bình Minh"), "one office that is not ours: {}", report.text());
}

#[test]
fn names_that_may_be_fields_or_offices_are_refused() {
    let csv = "Tháng 11/2023\nTên;Tiếp nhận mới;Trễ hạn\nBình Minh;9;1\nAn Phú;5;0\n";
    let site = site();
    let report = import(&site, "a.csv", csv);
    assert!(failure(&report).contains("fields or offices: Bình Minh, An Phú"), "{}", report.text());
    let map = site.write("map.json", r#"{"Tên": "field"}"#);
    let report = import_with(&site, "a.csv", csv, |options| options.map = Some(map)).unwrap();
    assert!(report.is_complete(), "{}", report.text());
    assert_eq!(periods(&site)[0]["received"], 14);
}

#[test]
fn several_rows_without_names_are_no_total() {
    let site = site();
    let report = import(&site, "a.csv", "Tháng 11/2023\nTiếp nhận mới;Trễ hạn\n900;50\n500;5\n");
    assert!(failure(&report).starts_with("row 3, row 4: each may be the total"), "{}", report.text());
    assert!(!site.path("data/tthc.json").exists());
}

#[test]
fn offices_as_rows_above_their_fields_are_read() {
    let rows = "1;Hộ tịch;40;30;8;2\n2;Đất đai;20;10;9;1\n;Cộng;60;40;17;3\n";
    let others = "1;Hộ tịch;400;300;80;20\n2;Đất đai;200;100;90;10\n;Cộng;600;400;170;30\n";
    let bytes = |ours_first: bool| {
        book(|book| {
            let sheet = book.add_worksheet();
            fill(sheet, 0, "Tháng 11 năm 2023\nSTT;Lĩnh vực;Tiếp nhận mới;Trước hạn;Đúng hạn;Trễ hạn");
            let blocks = [("UBND xã Bình Minh", others), ("UBND xã Quang Thành", rows)];
            let order = if ours_first { [1, 0] } else { [0, 1] };
            for (at, block) in order.into_iter().enumerate() {
                let first = 2 + at as u32 * 4;
                over(sheet, (first, first), (0, 5), blocks[block].0);
                fill(sheet, first + 1, blocks[block].1);
            }
            fill(sheet, 10, ";Tổng cộng;660;440;187;33");
        })
    };
    for ours_first in [true, false] {
        let site = site();
        let report = import(&site, "a.xlsx", bytes(ours_first));
        assert_eq!(
            periods(&site),
            json!([{"from": "2023-11", "to": "2023-11", "received": 60, "early": 40, "on_time": 17, "late": 3,
            "fields": [
                {"name": "Hộ tịch", "received": 40, "early": 30, "on_time": 8, "late": 2},
                {"name": "Đất đai", "received": 20, "early": 10, "on_time": 9, "late": 1},
            ]}]),
            "{}",
            report.text()
        );
    }
    let csv = "Tháng 11/2023\nSTT;Lĩnh vực;Tiếp nhận mới;Trễ hạn\nI;UBND xã Bình Minh;9;1\n1;Hộ tịch;9;1\nII;Xã Quang Thành;5;0\n1;Hộ tịch;3;0\n2;Đất đai;2;0\n";
    let site = site();
    let report = import(&site, "a.csv", csv);
    assert!(report.is_complete(), "{}", report.text());
    assert_eq!(
        periods(&site),
        json!([{"from": "2023-11", "to": "2023-11", "received": 5, "late": 0,
            "fields": [{"name": "Hộ tịch", "received": 3, "late": 0}, {"name": "Đất đai", "received": 2, "late": 0}]}])
    );
}

#[test]
fn the_total_of_all_offices_is_not_ours() {
    // Ours comes last, and its own total is missing.
    let csv = "Tháng 11/2023\nSTT;Lĩnh vực;Tiếp nhận mới;Trễ hạn\n;UBND xã Bình Minh;;\n1;Hộ tịch;9;1\n;UBND xã Quang Thành;;\n1;Hộ tịch;3;0\n2;Đất đai;2;0\n;Tổng cộng;14;1\n";
    let site = site();
    let report = import(&site, "a.csv", csv);
    assert!(!report.is_complete(), "{}", report.text());
    assert!(table(&report).doubts[0].contains("may be the total of all offices"), "{}", report.text());
    assert_eq!(periods(&site)[0].get("received"), None, "{}", report.text());
    assert_eq!(periods(&site)[0]["fields"][0]["received"], 3);
}

#[test]
fn a_table_under_the_name_of_another_commune_is_refused() {
    let csv =
        |title: &str| format!("{title};;\nTháng 11/2023;;\nLĩnh vực;Tiếp nhận mới;Trễ hạn\nHộ tịch;5;0\nTổng;5;0\n");
    for title in [
        "UBND XÃ BÌNH MINH",
        "Xã Bình Minh",
        "ỦY BAN NHÂN DÂN PHƯỜNG QUANG THÀNH",
        "Đơn vị báo cáo: UBND xã Bình Minh",
        "TÌNH HÌNH GIẢI QUYẾT TTHC CỦA UBND XÃ BÌNH MINH",
        "Xã Bình Minh, ngày 05 tháng 12 năm 2023",
    ] {
        let site = site();
        let report = import(&site, "a.csv", csv(title));
        assert!(failure(&report).contains("names another commune"), "{title}: {}", report.text());
        assert!(!site.path("data/tthc.json").exists());
        let unit = if title.contains("PHƯỜNG") { "Phường Quang Thành" } else { "Xã Bình Minh" };
        let report = import_with(&site, "a.csv", csv(title), |options| options.unit = Some(unit.to_owned())).unwrap();
        assert!(report.is_complete(), "{title}: {}", report.text());
    }
    for title in [
        "UBND XÃ QUANG THÀNH",
        "UBND huyện Yên Thành",
        "UBND HUYỆN YÊN THÀNH, UBND XÃ QUANG THÀNH",
        "Xã hội hóa công tác thủ tục",
        "Xã Quang Thành, ngày 05 tháng 12 năm 2023",
        "KẾT QUẢ GIẢI QUYẾT THỦ TỤC CẤP XÃ",
    ] {
        let site = site();
        let report = import(&site, "a.csv", csv(title));
        assert!(report.is_complete(), "{title}: {}", report.text());
    }
}

#[test]
fn the_names_of_sheets_files_and_signatures_count_too() {
    let table = "Tháng 11/2023\nLĩnh vực;Tiếp nhận mới;Trễ hạn\nHộ tịch;5;0\nTổng;5;0\n";
    let signed = format!("{table};;\n;TM. ỦY BAN NHÂN DÂN XÃ BÌNH MINH;\n");
    for (name, csv) in [("a.csv", signed.as_str()), ("BC_xa_Binh_Minh_T11_2023.csv", table)] {
        let site = site();
        let report = import(&site, name, csv);
        assert!(failure(&report).contains("another commune"), "{name}: {}", report.text());
        assert!(!site.path("data/tthc.json").exists());
    }
    let ours = "Tháng 11/2023\nLĩnh vực;Tiếp nhận mới;Trễ hạn\nHộ tịch;5;0\nTổng;5;0";
    let others = "Tháng 11/2023\nLĩnh vực;Tiếp nhận mới;Trễ hạn\nHộ tịch;50;3\nY tế;9;9\nTổng;59;12";
    let bytes = book(|book| {
        fill(book.add_worksheet().set_name("Xã Bình Minh").unwrap(), 0, others);
        fill(book.add_worksheet().set_name("Xã Quang Thành").unwrap(), 0, ours);
    });
    let site = site();
    let report = import(&site, "a.xlsx", bytes);
    assert!(report.is_complete(), "{}", report.text());
    assert_eq!(periods(&site)[0]["fields"], json!([{"name": "Hộ tịch", "received": 5, "late": 0}]));
}

#[test]
fn a_table_of_some_dossiers_only_is_no_period() {
    for title in ["HỒ SƠ TRỰC TUYẾN THÁNG 11/2023", "DỊCH VỤ CÔNG TRỰC TUYẾN TOÀN TRÌNH THÁNG 11/2023"]
    {
        let site = site();
        let report = import(&site, "a.csv", format!("{title};;\nLĩnh vực;Tiếp nhận mới;Trễ hạn\nTổng;5;0\n"));
        assert!(failure(&report).contains("only a part of the dossiers"), "{title}: {}", report.text());
    }
}
