//! A clerk's export becomes the site's figures: what is read, what is refused, and what is reported.

use crate::support::{failure, fixture, import, import_with, options, periods, site, site_with, table, tthc};
use encoding_rs::WINDOWS_1258;
use serde_json::{Value, json};
use trangxa_figures::import_figures;
use trangxa_model::tthc::Span;
use trangxa_test_support::SiteFolder;
use unicode_normalization::UnicodeNormalization;

/// The figures of fixtures/mot-cua.csv.
fn mot_cua() -> Value {
    json!([{
        "from": "2023-11", "to": "2023-11",
        "received": 1225, "carried_over": 33, "early": 1077, "on_time": 152, "late": 1, "pending_in_time": 9,
        "pending_late": 2, "waiting": 1, "withdrawn": 0,
        "fields": [
            {"name": "Hộ tịch", "received": 1070, "carried_over": 14, "early": 945, "on_time": 126, "late": 1,
                "pending_in_time": 4, "pending_late": 0, "waiting": 1},
            {"name": "Chứng thực", "received": 137, "carried_over": 2, "early": 123, "on_time": 14,
                "pending_in_time": 1, "pending_late": 0, "waiting": 0, "withdrawn": 0},
            {"name": "Đất đai", "received": 18, "carried_over": 17, "early": 9, "on_time": 12, "late": 0,
                "pending_in_time": 4, "pending_late": 2, "waiting": 0, "withdrawn": 0},
        ],
    }])
}

fn text() -> String {
    String::from_utf8(fixture("mot-cua.csv")).unwrap()
}

#[test]
fn an_export_with_title_groups_numbering_total_and_signatures_is_read_completely() {
    let site = site();
    let report = import(&site, "bao-cao.csv", text());
    assert!(report.is_complete() && report.changed, "{}", report.text());
    assert_eq!(periods(&site), mot_cua());
    let table = table(&report);
    assert_eq!(table.header, (5, 6));
    assert_eq!(table.periods, ["2023-11, from A3 (\"(Từ ngày 01/11/2023 đến ngày 30/11/2023)\")"]);
    assert!(
        table.columns.contains(&"I \"Đang giải quyết / Quá hạn\" → pending_late (Đang giải quyết, quá hạn)".to_owned())
    );
    assert!(table.columns.contains(&"G \"Đã giải quyết / Quá hạn\" → late (Trễ hạn)".to_owned()));
    assert_eq!((&table.unknown, &table.unreadable, &table.notes), (&vec![], &vec![], &vec![]));
    assert_eq!((table.new, table.changed.len(), table.unchanged), (34, 0, 0));
}

#[test]
fn a_new_document_names_its_unit_time_and_source_and_is_easy_to_read() {
    let site = site();
    import_with(
        &site,
        "a.csv",
        "Tháng;Lĩnh vực;Tiếp nhận;Trễ hạn\n11/2023;;5;0\n11/2023;Hộ tịch;5;0\n",
        |options| {
            options.source_name = Some("Hệ thống một cửa".to_owned());
            options.source_url = Some("https://mc.example/".to_owned());
        },
    )
    .unwrap();
    let written = std::fs::read_to_string(site.path("data/tthc.json")).unwrap();
    assert_eq!(
        written,
        r#"{
  "version": 1,
  "unit": "Xã Quang Thành",
  "updated_at": "2026-11-01T08:00:00+07:00",
  "source": {"name": "Hệ thống một cửa", "url": "https://mc.example/"},
  "periods": [
    { "from": "2023-11", "to": "2023-11", "received": 5, "late": 0,
      "fields": [
        {"name": "Hộ tịch", "received": 5, "late": 0}
      ] }
  ]
}
"#
    );
}

#[test]
fn every_separator_and_encoding_gives_the_same_figures() {
    let csv = text();
    let as_csv = |mark: &str| {
        let line = |line: &str| {
            let cells =
                line.split(';').map(|cell| if cell.contains(mark) { format!("\"{cell}\"") } else { cell.to_owned() });
            cells.collect::<Vec<_>>().join(mark)
        };
        csv.lines().map(line).collect::<Vec<_>>().join("\r\n")
    };
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(|unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    for (name, bytes) in [
        ("bom.csv", format!("\u{feff}{csv}").into_bytes()),
        ("comma.csv", as_csv(",").into_bytes()),
        ("tab.txt", as_csv("\t").into_bytes()),
        ("utf16le.txt", utf16(&as_csv("\t"), false)),
        ("utf16be.txt", utf16(&as_csv("\t"), true)),
        ("nfd.csv", csv.nfd().collect::<String>().into_bytes()),
        ("sep.csv", format!("sep=;\r\n{csv}").into_bytes()),
    ] {
        let site = site();
        let report = import(&site, name, bytes);
        assert!(report.is_complete(), "{name}: {}", report.text());
        assert_eq!(periods(&site), mot_cua(), "{name}");
        assert_eq!(table(&report).header, (5, 6), "{name}: Excel does not count the line sep=");
        assert_eq!(report.files[0].notes, [""; 0], "{name}");
    }
}

#[test]
fn windows_1258_is_read_and_reported() {
    // Windows writes Vietnamese with tones after their letters.
    let tones = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let split: String = text()
        .nfc()
        .flat_map(|c| {
            let parts: Vec<char> = std::iter::once(c).nfd().collect();
            let letter: String = parts.iter().copied().filter(|part| !tones.contains(part)).nfc().collect();
            letter.chars().chain(parts.into_iter().filter(|part| tones.contains(part))).collect::<Vec<_>>()
        })
        .collect();
    let (bytes, _, lost) = WINDOWS_1258.encode(&split);
    assert!(!lost);
    let site = site();
    let report = import(&site, "a.csv", bytes);
    assert_eq!(periods(&site), mot_cua());
    assert!(
        report.files[0].notes[0].starts_with("the file is not UTF-8; it was read as Windows-1258"),
        "{}",
        report.text()
    );
}

#[test]
fn a_quoted_line_break_belongs_to_its_cell_and_rows_are_counted_like_in_excel() {
    let site = site();
    let report = import(
        &site,
        "a.csv",
        "Tháng 11 năm 2023\r\n\r\n\"Lĩnh\r\nvực\",\"Tiếp\nnhận\",Trễ hạn\r\n\"Bảo trợ\r\nxã hội\",3,0\r\n\r\nĐất đai,abc,0\r\nTổng,3,0\r\n",
    );
    assert_eq!(periods(&site)[0]["fields"][0], json!({"name": "Bảo trợ xã hội", "received": 3, "late": 0}));
    assert_eq!(table(&report).unreadable.len(), 1);
    assert!(table(&report).unreadable[0].starts_with("B6 (\"abc\")"), "{}", report.text());
}

#[test]
fn an_unreadable_cell_is_reported_and_its_number_is_not_changed() {
    let site = site_with(json!([{"from": "2023-11", "to": "2023-11",
        "fields": [{"name": "Hộ tịch", "received": 7, "late": 2, "waiting": 5}]}]));
    let report = import(
        &site,
        "a.csv",
        "Tháng 11/2023;;;;;\nLĩnh vực;Tiếp nhận;Trễ hạn;Đúng hạn;Chờ bổ sung;Trước hạn\nHộ tịch;12,5;-3;abc;6;1\nTổng;8;;;6;1\n",
    );
    assert!(!report.is_complete() && report.changed);
    assert_eq!(
        periods(&site)[0]["fields"][0],
        json!({"name": "Hộ tịch", "received": 7, "late": 2, "waiting": 6, "early": 1})
    );
    let cells: Vec<&str> = table(&report).unreadable.iter().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(cells, ["C3 (\"-3\")", "D3 (\"abc\")"]);
    assert!(table(&report).doubts[0].contains("look divided by a thousand, as in B3 (\"12,5\")"), "{}", report.text());
    assert_eq!(table(&report).changed, ["2023-11, Hộ tịch, waiting: 5 → 6"]);
}

#[test]
fn unreadable_numbers_of_a_field_are_reported_even_in_the_last_row() {
    let site = site();
    let report =
        import(&site, "a.csv", "Tháng 11/2023\nLĩnh vực,Tiếp nhận,Trễ hạn\nTổng cộng,8,0\nHộ tịch,hỏi lại,?\n");
    assert_eq!(table(&report).unreadable.len(), 2, "{}", report.text());
}

#[test]
fn every_cell_of_a_table_without_a_readable_number_is_reported() {
    let site = site();
    let report = import(&site, "a.csv", "Tháng 11/2023\nLĩnh vực,Tiếp nhận,Trễ hạn\n\nHộ tịch,abc,?\n");
    assert_eq!(table(&report).unreadable.len(), 2, "{}", report.text());
    assert!(!report.is_complete() && !report.changed);
}

#[test]
fn blanks_and_dashes_delete_no_number() {
    let site = site_with(json!([{"from": "2023-11", "to": "2023-11", "received": 9, "late": 3, "waiting": 1}]));
    let report = import(&site, "a.csv", "Tháng 11/2023\nTiếp nhận,Trễ hạn,Chờ bổ sung,Rút\n9,-,,0\n");
    assert!(report.is_complete(), "{}", report.text());
    assert_eq!(
        periods(&site),
        json!([{"from": "2023-11", "to": "2023-11", "received": 9, "late": 3, "waiting": 1, "withdrawn": 0}])
    );
}

#[test]
fn unknown_columns_are_reported_with_their_letter_and_the_others_are_used() {
    let site = site();
    let csv = "Tháng 11/2023\nSTT,Lĩnh vực,Tiếp nhận,Phí đã thu,Ghi chú,Tỷ lệ đúng hạn (%),Người nhập\n1,Hộ tịch,5,9000,,99,An\n";
    let report = import(&site, "a.csv", csv);
    assert!(!report.is_complete(), "what a column with numbers counts may be lost");
    assert_eq!(table(&report).unknown.len(), 1, "a known column that is not used is not reported");
    assert!(table(&report).notes[0].starts_with("column G (\"Người nhập\")"), "a column of texts loses no number");
    assert_eq!(periods(&site)[0]["fields"], json!([{"name": "Hộ tịch", "received": 5}]));
    assert!(
        table(&report).unknown[0]
            .starts_with("column D (\"Phí đã thu\"); if it holds figures, name it in a mapping file (--map)")
    );
    assert!(report.text().contains("  unknown: column D"));
}

#[test]
fn of_two_columns_for_one_count_neither_is_used() {
    let site = site();
    let report = import(&site, "a.csv", "Tháng 11/2023\nLĩnh vực,Tiếp nhận,Chờ bổ sung,Tạm dừng\nHộ tịch,5,1,2\n");
    assert!(!report.is_complete());
    assert!(
        table(&report).doubts[0].starts_with(
            "column C (\"Chờ bổ sung\") and column D (\"Tạm dừng\") both mean waiting (Chờ bổ sung); neither was used"
        ),
        "{}",
        report.text()
    );
    assert_eq!(periods(&site)[0]["fields"][0], json!({"name": "Hộ tịch", "received": 5}));
}

#[test]
fn a_mapping_file_says_what_other_columns_mean() {
    let site = site();
    let map = site.write(
        "map.json",
        r#"{"Số HS nhận": "received", "Kết quả / Chưa đạt": "late", "Tạm dừng": "", "Loại việc": "field", "Kết quả / Đạt": "", "Khác / Chưa đạt": "", "Không có": "early"}"#,
    );
    let csv = "Tháng 11/2023\nLoại việc,Số HS nhận,Chờ bổ sung,Tạm dừng,Kết quả,,Khác\n,,,,Đạt,Chưa đạt,Chưa đạt\nHộ tịch,5,1,2,3,4,6\n";
    let report = import_with(&site, "a.csv", csv, |options| options.map = Some(map)).unwrap();
    assert_eq!(
        periods(&site)[0]["fields"],
        json!([{"name": "Hộ tịch", "received": 5, "late": 4, "waiting": 1}]),
        "{}",
        report.text()
    );
    assert!(report.is_complete());
    assert_eq!(report.notes, ["--map, \"Không có\": no file has a column of that name; correct the mapping file"]);
}

#[test]
fn an_error_in_the_mapping_file_names_file_and_entry() {
    let site = site();
    for (content, expected) in [
        (r#"{"Cột A": "trễ hạn"}"#, "map.json, \"Cột A\": expected a count of tthc.json such as \"late\""),
        (r#"{"Cột A": 3}"#, "map.json, \"Cột A\": expected a count"),
        (r#"{"Cột A": "late", "cot a": "early"}"#, "this is the same column name as"),
        (r#"["late"]"#, "map.json: expected an object"),
        (r#"{"Cột A": "#, "map.json, line 1, column 10: not valid JSON"),
    ] {
        let map = site.write("map.json", content);
        let error = import_with(&site, "a.csv", text(), |options| options.map = Some(map)).unwrap_err();
        assert!(error.is_usage() && error.to_string().contains(expected), "{error}");
    }
    assert!(!site.path("data/tthc.json").exists());
}

#[test]
fn the_period_comes_from_the_command_line_then_the_title_then_the_file_name() {
    let table_of = |title: &str| format!("{title}\nLĩnh vực,Tiếp nhận\nTổng,5\n");
    for (name, title, period, expected) in [
        ("a.csv", "Quý III/2023", None, "2023-Q3, from A1 (\"Quý III/2023\")"),
        ("tthc-2023-10.csv", "Tháng 11 năm 2023", None, "2023-11, from A1 (\"Tháng 11 năm 2023\")"),
        ("tthc-2023-10.csv", "Báo cáo", None, "2023-10, from the file's name (\"tthc-2023-10\")"),
        ("tthc-2023-10.csv", "Tháng 11 năm 2023", Some("2023-01..2023-11"), "2023-01..2023-11, from --period"),
        ("a.csv", "Từ ngày 15/10/2023 đến ngày 14/11/2023", Some("2023-11"), "2023-11, from --period"),
    ] {
        let site = site();
        let report =
            import_with(&site, name, table_of(title), |options| options.period = period.and_then(Span::parse)).unwrap();
        assert_eq!(table(&report).periods, [expected]);
    }
}

#[test]
fn without_a_period_the_report_says_what_to_do_and_nothing_is_written() {
    let site = site();
    let report = import(&site, "bao-cao.csv", "Lĩnh vực,Tiếp nhận\nTổng,5\n");
    assert!(failure(&report).contains("name them with --period, such as --period 2023-11"), "{}", report.text());
    assert!(!report.changed && !site.path("data/tthc.json").exists());
}

#[test]
fn days_that_are_not_whole_months_are_reported_with_their_cell() {
    let site = site();
    let report =
        import(&site, "a.csv", "Báo cáo\n,Từ ngày 15/10/2023 đến ngày 14/11/2023\nLĩnh vực,Tiếp nhận\nTổng,5\n");
    assert!(
        failure(&report)
            .starts_with("B2 (\"Từ ngày 15/10/2023 đến ngày 14/11/2023\"): these days are not whole months")
    );
    let report = import(&site, "a.csv", "Tháng 10/2023\nTháng 11/2023\nLĩnh vực,Tiếp nhận\nTổng,5\n");
    assert!(failure(&report).contains("A1 (\"Tháng 10/2023\") and A2 (\"Tháng 11/2023\") name different months"));
}

#[test]
fn rows_name_their_months_in_many_ways() {
    for (csv, expected) in [
        (
            "Tháng,Tiếp nhận\n2023-10,1\n11/2023,2\nTháng 12/2023,3\nT1/2024,4\n",
            vec!["2023-10", "2023-11", "2023-12", "2024-01"],
        ),
        ("Năm,Tháng,Tiếp nhận\n2023,10,1\n2023,Tháng 11,2\n2023,,3\n", vec!["2023", "2023-10", "2023-11"]),
        ("Số liệu năm 2023,,\nTháng,Tiếp nhận,Trễ hạn\n1,5,0\n2,6,0\nTổng cộng,11,0\n", vec!["2023-01", "2023-02"]),
        (
            "Kỳ báo cáo,Tiếp nhận\nQuý III/2023,1\n6 tháng đầu năm 2023,2\nNăm 2023,3\n",
            vec!["2023-01..2023-06", "2023", "2023-Q3"],
        ),
        ("Quý,Năm,Tiếp nhận\nIII,2023,1\n4,2023,2\n", vec!["2023-Q3", "2023-Q4"]),
        (
            "Từ ngày,Đến ngày,Tiếp nhận\n01/10/2023,31/10/2023,1\n2023-11-01,2023-12-31,2\n",
            vec!["2023-10", "2023-11..2023-12"],
        ),
    ] {
        let site = site();
        let report = import(&site, "a.csv", csv);
        assert!(report.is_complete(), "{csv}\n{}", report.text());
        let found: Vec<&str> = table(&report).periods.iter().filter_map(|period| period.split(',').next()).collect();
        assert_eq!(found, expected, "{csv}");
    }
}

#[test]
fn a_row_with_unreadable_months_is_reported_and_the_others_are_used() {
    let site = site();
    let report = import(
        &site,
        "a.csv",
        "Từ tháng,Đến tháng,Tiếp nhận\n2023-10,2023-10,1\nxx,2023-11,2\n15/10/2023,2023-11,3\n2023-12,2023-11,4\n,,5\n",
    );
    assert_eq!(periods(&site), json!([{"from": "2023-10", "to": "2023-10", "received": 1}]));
    let cells: Vec<&str> = table(&report).unreadable.iter().map(|line| &line[..2]).collect();
    assert_eq!(cells, ["A3", "A4", "A5", "A6"], "{}", report.text());
}

#[test]
fn rows_outside_of_the_given_period_are_not_used() {
    let site = site();
    let csv = "Tháng,Tiếp nhận\n2023-10,1\n2023-11,2\n";
    let report = import_with(&site, "a.csv", csv, |options| options.period = Span::parse("2023-11")).unwrap();
    assert_eq!(periods(&site), json!([{"from": "2023-11", "to": "2023-11", "received": 2}]));
    assert!(table(&report).unreadable[0].starts_with("row 2: it is about 2023-10, which is not in --period 2023-11"));
}

#[test]
fn missing_totals_are_computed_from_counts_that_every_field_has() {
    let site = site();
    let report =
        import(&site, "a.csv", "Tháng 11/2023\nLĩnh vực,Tiếp nhận,Trễ hạn,Rút\nHộ tịch,5,-,1\nĐất đai,6,0,abc\n");
    let period = &periods(&site)[0];
    assert_eq!((&period["received"], &period["late"], &period["withdrawn"]), (&json!(11), &Value::Null, &Value::Null));
    assert!(
        table(&report)
            .notes
            .contains(&"2023-11: the table has no row of totals; computed from the fields: received".to_owned())
    );
}

#[test]
fn a_sum_replaces_only_a_total_that_was_a_sum_before() {
    let csv = "Tháng 11/2023\nLĩnh vực,Tiếp nhận,Trễ hạn\nHộ tịch,6,0\n";
    let site = site_with(json!([{"from": "2023-11", "to": "2023-11", "received": 12, "late": 9,
        "fields": [{"name": "Hộ tịch", "received": 5, "late": 1}, {"name": "Đất đai", "received": 7, "late": 0}]}]));
    let report = import(&site, "a.csv", csv);
    assert_eq!((&periods(&site)[0]["received"], &periods(&site)[0]["late"]), (&json!(13), &json!(9)));
    assert!(
        table(&report).notes.iter().any(|note| note.starts_with(
            "2023-11, late (Trễ hạn): the sum of the fields is 0, but the site's total is 9; the total stays"
        )),
        "{}",
        report.text()
    );
}

#[test]
fn sums_of_sections_are_not_used_and_reported() {
    let site = site();
    let report = import(
        &site,
        "a.csv",
        "Tháng 11/2023\nSTT,Lĩnh vực,Tiếp nhận,Trễ hạn\nI,Cấp xã,11,0\n1,Hộ tịch,5,0\n2,Đất đai,6,0\nII,Liên thông,,\n3,Công chứng,1,0\n",
    );
    let names: Vec<Value> =
        periods(&site)[0]["fields"].as_array().unwrap().iter().map(|field| field["name"].clone()).collect();
    assert_eq!(names, ["Hộ tịch", "Đất đai", "Công chứng"]);
    assert_eq!(periods(&site)[0]["received"], 12);
    assert!(table(&report).notes[0].starts_with("row 3: \"Cấp xã\" is the sum of a section"));
    assert!(report.is_complete());
}

#[test]
fn a_header_that_is_repeated_on_each_page_is_not_a_row_of_figures() {
    let site = site();
    let report = import(
        &site,
        "a.csv",
        "Tháng 11/2023\nLĩnh vực,Tiếp nhận,Trễ hạn\nHộ tịch,5,0\nLĩnh vực,Tiếp nhận,Trễ hạn\nĐất đai,6,0\n",
    );
    assert!(report.is_complete(), "{}", report.text());
    assert_eq!(periods(&site)[0]["received"], 11);
}

#[test]
fn figures_by_procedure_are_refused_with_the_reason() {
    let site = site();
    let report = import(
        &site,
        "a.csv",
        "Tháng 11/2023\nLĩnh vực,Tên thủ tục,Tiếp nhận\nHộ tịch,Khai sinh,5\nHộ tịch,Khai tử,6\n",
    );
    assert!(failure(&report).starts_with("column B (\"Tên thủ tục\") names single procedures"), "{}", report.text());
}

#[test]
fn of_several_offices_only_our_rows_are_used() {
    let csv = "Tháng 11/2023\nSTT,Đơn vị,Tiếp nhận,Trễ hạn\n1,Xã Hiệp An,9,1\n2,XÃ QUANG THÀNH,5,0\n,Tổng cộng,14,1\n";
    let ours = site();
    let report = import(&ours, "a.csv", csv);
    assert!(report.is_complete(), "{}", report.text());
    assert_eq!(periods(&ours), json!([{"from": "2023-11", "to": "2023-11", "received": 5, "late": 0}]));
    let other = site();
    let report = import_with(&other, "a.csv", csv, |options| options.unit = Some("xã Hiệp An".to_owned())).unwrap();
    assert_eq!(periods(&other)[0]["received"], 9, "{}", report.text());
    let report = import_with(&other, "a.csv", csv, |options| options.unit = Some("Xã Khác".to_owned())).unwrap();
    assert!(failure(&report).contains("it has Xã Hiệp An, XÃ QUANG THÀNH"));
}

#[test]
fn on_time_alone_becomes_in_time_only_if_the_sums_prove_it() {
    let proven = site();
    let report =
        import(&proven, "a.csv", "Tháng 11/2023\nLĩnh vực,Đã giải quyết,Đúng hạn,Trễ hạn\nHộ tịch,6,5,1\nTổng,6,5,1\n");
    assert_eq!(periods(&proven)[0]["in_time"], 5, "{}", report.text());
    assert!(table(&report).notes[0].contains("so it includes the early ones"));
    let open = site();
    let report = import(&open, "a.csv", "Tháng 11/2023\nLĩnh vực,Đúng hạn,Trễ hạn\nTổng,5,1\n");
    assert_eq!((&periods(&open)[0]["in_time"], &periods(&open)[0]["on_time"]), (&Value::Null, &json!(5)));
    assert!(table(&report).notes[0].contains("name it \"in_time\" in a mapping file"));
}

#[test]
fn stated_figures_belong_to_the_total_and_contradictions_are_reported() {
    let site = site();
    let report = import(
        &site,
        "a.csv",
        "Tháng 11/2023\nLĩnh vực;Trước & đúng hạn;Trễ hạn;Đã giải quyết;Tỉ lệ giải quyết (%);Tỉ lệ trễ hạn (%)\nHộ tịch;5;0;6;50;1\nTổng cộng;5;0;5;99,5;0\n",
    );
    assert_eq!(
        periods(&site),
        json!([{"from": "2023-11", "to": "2023-11", "in_time": 5, "late": 0,
            "stated": {"completed": 5, "completion_rate": 99.5, "late_rate": 0},
            "fields": [{"name": "Hộ tịch", "in_time": 5, "late": 0}]}])
    );
    assert_eq!(
        table(&report).doubts,
        [
            "row 3: column D (\"Đã giải quyết\") (6) is not the sum of column B (\"Trước & đúng hạn\") (5), column C (\"Trễ hạn\") (0); the total was not used"
        ]
    );
}

#[test]
fn of_two_rows_for_one_field_none_is_used_and_both_are_reported() {
    let site = site();
    let report =
        import(&site, "a.csv", "Tháng 11/2023\nLĩnh vực,Tiếp nhận,Trễ hạn\nHộ tịch,5,0\nhộ  tịch,6,0\nTổng,5,0\n");
    assert!(!report.is_complete());
    assert_eq!(periods(&site), json!([{"from": "2023-11", "to": "2023-11", "received": 5, "late": 0}]));
    assert_eq!(
        table(&report).doubts,
        [
            "row 3 (\"Hộ tịch\") and row 4 (\"hộ tịch\") are one field with different numbers; none of them was used. Correct the export"
        ]
    );
}

#[test]
fn a_file_that_cannot_be_read_does_not_cost_the_others() {
    let site = site();
    let good = site.write("a.csv", text());
    let bad = [
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "old Excel version"),
        ("page.xls", b"<html><table></table></html>".to_vec(), "is a web page"),
        ("zip.xlsx", b"PK\x03\x04 nothing".to_vec(), "is damaged"),
        ("empty.csv", Vec::new(), "is empty"),
        ("binary.csv", b"a\0b".to_vec(), "neither a workbook"),
        ("news.csv", b"Ti\xc3\xaau,Ng\xc3\xa0y\nA,B\n".to_vec(), "no header was found"),
    ];
    let mut files = vec![good, site.path("missing.csv")];
    files.extend(bad.iter().map(|(name, content, _)| site.write(name, content)));
    let report = import_figures(&options(&site, &files)).unwrap();
    assert_eq!(periods(&site), mot_cua());
    assert!(report.files[1].failed[0].starts_with("the file cannot be read"), "{}", report.text());
    for (file, (name, _, expected)) in report.files[2..].iter().zip(&bad) {
        assert!(file.failed[0].contains(expected), "{name}: {}", file.failed[0]);
    }
    assert!(!report.is_complete());
}

#[test]
fn the_size_of_files_and_tables_is_limited() {
    let site = site();
    let report = import(&site, "long.csv", format!("Tháng,Tiếp nhận\n{}", "2023-01,1\n".repeat(20_001)));
    assert!(failure(&report).contains("more than 20000 rows"), "{}", failure(&report));
    let report = import(&site, "wide.csv", format!("Tháng,Tiếp nhận\n2023-01,1{}\n", ",2".repeat(300)));
    assert!(failure(&report).contains("or 200 columns"));
    let report = import(&site, "large.csv", vec![b' '; 20_000_001]);
    assert!(failure(&report).contains("has 20000001 bytes"));
    assert!(!tthc_exists(&site));
}

fn tthc_exists(site: &SiteFolder) -> bool {
    site.path("data/tthc.json").exists()
}

#[test]
fn a_table_without_numbers_creates_no_document() {
    let site = site();
    let report = import(&site, "a.csv", "Tháng 11/2023\nLĩnh vực,Tiếp nhận\nHộ tịch,-\n");
    assert!(!report.is_complete() && !report.changed);
    assert!(!tthc_exists(&site));
}

#[test]
fn a_dry_run_reports_the_same_and_writes_nothing() {
    let site = site();
    let report = import_with(&site, "a.csv", text(), |options| options.dry_run = true).unwrap();
    assert!(report.changed && report.text().contains("34 numbers are new") && report.text().contains("--dry-run"));
    assert!(!tthc_exists(&site));
}

#[test]
fn the_report_ends_with_the_next_step() {
    let site = site();
    let report = import(&site, "a.csv", text());
    assert!(report.text().ends_with("Run `trangxa check` to see whether the figures agree with one another.\n"));
    assert_eq!(tthc(&site)["updated_at"], "2026-11-01T08:00:00+07:00");
}
