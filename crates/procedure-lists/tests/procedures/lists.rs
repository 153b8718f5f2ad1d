//! Lists of procedures, in workbooks, text files and Word documents.

use crate::support::{docx, each, import, import_with, lines, list, procedures, site, word_rows};
use serde_json::json;
use trangxa_procedure_lists::Outcome;

#[test]
fn the_list_of_a_commune_becomes_its_procedures() {
    let site = site();
    let report = import(&site, "danh-muc.xlsx", list());
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(
        procedures(&site),
        json!([
            {"id": "dang-ky-khai-sinh", "code": "1.001193", "name": "Thủ tục đăng ký khai sinh", "field": "Hộ tịch",
                "for_whom": ["Công dân Việt Nam", "Người Việt Nam định cư ở nước ngoài"], "decision": {"number": "1872/QĐ-BTP", "date": "2020-09-04"}},
            {"id": "dang-ky-ket-hon", "code": "1.000894", "name": "Đăng ký kết hôn", "field": "Hộ tịch",
                "for_whom": ["Công dân Việt Nam"], "decision": {"number": "1872/QĐ-BTP", "date": "2020-09-04"}},
            {"id": "cap-ban-sao-trich-luc-ho-tich", "code": "2.000635", "name": "Cấp bản sao trích lục hộ tịch", "field": "Hộ tịch",
                "for_whom": ["Công dân Việt Nam"], "decision": {"number": "1872/QĐ-BTP"}},
            {"id": "hoa-giai-tranh-chap-dat-dai", "code": "1.003554", "name": "Hòa giải tranh chấp đất đai", "field": "Đất đai",
                "for_whom": ["Công dân Việt Nam", "Cán bộ, công chức, viên chức"], "decision": {"number": "2304/QĐ-BNNMT"}},
            {"id": "chung-thuc-ban-sao-tu-ban-chinh", "code": "2.000815", "name": "Chứng thực bản sao từ bản chính",
                "field": "Chứng thực", "decision": {"number": "1329/QĐ-BTP", "date": "2020-06-01"}},
        ])
    );
    let document = site.json("data/procedures.json");
    assert_eq!((&document["version"], &document["updated_at"]), (&json!(1), &json!("2026-11-01T08:00:00+07:00")));
    let text = report.text();
    assert!(text.contains("Đăng ký đất đai lần đầu (1.012753)") && text.contains("Xác nhận cũ (1.009999)"), "{text}");
}

#[test]
fn all_levels_and_one_sheet_are_taken_where_they_are_asked_for() {
    let site = site();
    import_with(&site, "danh-muc.xlsx", list(), |options| {
        options.all_levels = true;
        options.sheet = Some("cap xa".to_owned());
    })
    .unwrap();
    let codes = each(&site, "code");
    assert_eq!(codes, ["1.001193", "1.000894", "2.000635", "1.012753", "1.003554"]);
}

#[test]
fn marks_below_the_levels_are_read() {
    let site = site();
    let table = "STT;Mã TTHC;Tên TTHC;Cấp thực hiện;;Ghi chú\n;;;Tỉnh;Xã;\n1;1.000001;Một;x;x;\n2;1.000002;Hai;x;;\n3;1.000003;Ba;;X;\n";
    let report = import(&site, "a.csv", table);
    assert_eq!(each(&site, "name"), ["Một", "Ba"], "{}", report.text());
}

#[test]
fn rows_over_others_name_their_level_and_field() {
    let site = site();
    let table = "STT,Tên thủ tục hành chính,Mã TTHC\nA,DANH MỤC TTHC CẤP TỈNH,\nI,Lĩnh vực hộ tịch,\n1,Một,1.000001\n\
        B,DANH MỤC TTHC CẤP XÃ,\nI,Lĩnh vực hộ tịch,\n1,Hai,1.000002\nII,CHỨNG THỰC,\n1,Ba,1.000003\n2,Bốn,\n";
    let report = import(&site, "a.csv", table);
    assert_eq!(each(&site, "name"), ["Hai", "Ba", "Bốn"], "{}", report.text());
    assert_eq!(each(&site, "field"), ["hộ tịch", "Chứng thực", "Chứng thực"]);
}

#[test]
fn a_list_in_a_word_document_is_read() {
    let site = site();
    let table = word_rows(&["STT|Mã số TTHC|Tên TTHC|Lĩnh vực", "1|1.000894|Đăng ký kết hôn|Hộ tịch"]);
    let report = import(&site, "phu-luc.docx", docx(&(lines("PHỤ LỤC I") + &table)));
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(each(&site, "code"), ["1.000894"]);
}

#[test]
fn letters_of_old_fonts_are_read() {
    let site = site();
    let western = |text: &str| -> Vec<u8> { text.chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect() };
    // TCVN3: "Tên thủ tục", "Lĩnh vực", "Hộ tịch", "Đăng ký kết hôn".
    let old = western("M\u{b7} TTHC,T\u{aa}n thñ tôc,LÜnh vùc\n1.000850,§¨ng ký kÕt h\u{ab}n,Hé tÞch\n");
    let report = import(&site, "cu.csv", old);
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(each(&site, "name"), ["Đăng ký kết hôn"]);
    assert_eq!(each(&site, "code"), ["1.000850"]);
}

#[test]
fn a_mapping_file_names_columns() {
    let site = site();
    let table = "Số hiệu TT;Tên việc;Nhóm việc\n1.000894;Đăng ký kết hôn;Hộ tịch\n";
    assert_eq!(import(&site, "a.csv", table).outcome(), Outcome::Incomplete);
    let map = site.write("cot.json", r#"{"Số hiệu TT": "code", "Tên việc": "name", "Nhóm việc": "field"}"#);
    let report = import_with(&site, "a.csv", table, |options| options.map = Some(map)).unwrap();
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(procedures(&site)[0]["field"], "Hộ tịch");
}
