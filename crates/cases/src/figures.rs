//! What a one-stop system exports, given to `trangxa import-tthc`.

use crate::{Case, CaseResult, CaseSite, Outcome, require};
use serde_json::{Value, json};
use trangxa_figures::Report;
use trangxa_model::tthc::Span;
use trangxa_test_support::{raw_book, sheet_data};

/// The cases of this module.
pub const CASES: &[Case] = &[
    Case { name: "csv-by-month", expected: Outcome::Right, run: csv_by_month },
    Case { name: "csv-without-period", expected: Outcome::Refused, run: csv_without_period },
    Case { name: "form-07a", expected: Outcome::Right, run: form_07a },
    Case { name: "form-07a-old", expected: Outcome::Right, run: form_07a_old },
    Case { name: "decision-766", expected: Outcome::Right, run: decision_766 },
    Case { name: "city-layout", expected: Outcome::Right, run: city_layout },
    Case { name: "portal-csv", expected: Outcome::Right, run: portal_csv },
    Case { name: "results-table", expected: Outcome::Right, run: results_table },
    Case { name: "sum-of-late", expected: Outcome::Right, run: sum_of_late },
    Case { name: "groups-without-total", expected: Outcome::Right, run: groups_without_total },
    Case { name: "offices-above-fields", expected: Outcome::Right, run: offices_above_fields },
    Case { name: "cumulative-rows", expected: Outcome::Right, run: cumulative_rows },
    Case { name: "old-font", expected: Outcome::Right, run: old_font },
    Case { name: "formula-without-result", expected: Outcome::Right, run: formula_without_result },
    Case { name: "thousands-lost", expected: Outcome::Right, run: thousands_lost },
    Case { name: "other-commune", expected: Outcome::Refused, run: other_commune },
    Case { name: "offices-without-ours", expected: Outcome::Refused, run: offices_without_ours },
    Case { name: "several-totals", expected: Outcome::Refused, run: several_totals },
    Case { name: "merged-cells-bomb", expected: Outcome::Refused, run: merged_cells_bomb },
];

/// Imports a file as of November 2023.
fn november(site: &CaseSite, name: &str, bytes: impl AsRef<[u8]>) -> Result<Report, String> {
    site.import_figures(name, bytes, |options| options.period = Span::parse("2023-11"))
}

/// The only period that was written, without its months.
fn period(site: &CaseSite) -> Value {
    let mut period = site.json("data/tthc.json")["periods"][0].clone();
    if let Some(members) = period.as_object_mut() {
        members.remove("from");
        members.remove("to");
    }
    period
}

/// Reads a file whole, and compares the figures that it gives.
fn reads(site: &CaseSite, name: &str, bytes: impl AsRef<[u8]>, expected: &Value) -> CaseResult {
    let report = november(site, name, bytes)?;
    require(report.is_complete(), report.text())?;
    let found = period(site);
    require(found == *expected, found)?;
    Ok(Outcome::Right)
}

/// Reads what is certain in a file, tells the rest with a word, and compares the figures.
fn reads_in_part(site: &CaseSite, name: &str, bytes: impl AsRef<[u8]>, word: &str, expected: &Value) -> CaseResult {
    let report = november(site, name, bytes)?;
    require(!report.is_complete() && report.text().contains(word), report.text())?;
    let found = period(site);
    require(found == *expected, found)?;
    Ok(Outcome::Right)
}

/// Is refused with a word, and writes nothing.
fn refuses(site: &CaseSite, name: &str, bytes: impl AsRef<[u8]>, word: &str) -> CaseResult {
    let report = november(site, name, bytes)?;
    require(!report.is_complete() && report.text().contains(word), report.text())?;
    require(site.json("data/tthc.json").is_null(), period(site))?;
    Ok(Outcome::Refused)
}

fn csv_by_month(site: &CaseSite) -> CaseResult {
    let report = site.import_figures("a.csv", "Tháng;Tiếp nhận;Trễ hạn\n10/2023;12;1\n11/2023;15;0\n", |_| {})?;
    require(report.is_complete(), report.text())?;
    let periods = &site.json("data/tthc.json")["periods"];
    let is_right = |i: usize, from: &str, received: u64, late: u64| {
        periods[i]["from"] == from && periods[i]["received"] == received && periods[i]["late"] == late
    };
    require(is_right(0, "2023-10", 12, 1) && is_right(1, "2023-11", 15, 0), periods)?;
    Ok(Outcome::Right)
}

fn csv_without_period(site: &CaseSite) -> CaseResult {
    let report = site.import_figures("a.csv", "Tiếp nhận;Trễ hạn\n12;1\n", |_| {})?;
    require(!report.is_complete() && site.json("data/tthc.json").is_null(), report.text())?;
    Ok(Outcome::Refused)
}

fn form_07a(site: &CaseSite) -> CaseResult {
    let csv = "STT;Lĩnh vực;Số hồ sơ nhận giải quyết;;;;Số hồ sơ đã giải quyết;;;;Số lượng hồ sơ đang giải quyết;;\n\
        ;;Tổng số;Trực tuyến;Trực tiếp, dịch vụ bưu chính;Từ kỳ trước;Tổng số;Trước hạn;Đúng hạn;Quá hạn;Tổng số;Trong hạn;Quá hạn\n\
        1;Hộ tịch;1.415;1.200;200;15;1.370;1.100;266;4;45;42;3\n;Tổng số;1.415;1.200;200;15;1.370;1.100;266;4;45;42;3\n";
    let counts = json!({"received": 1400, "carried_over": 15, "early": 1100, "on_time": 266, "late": 4,
        "pending_in_time": 42, "pending_late": 3});
    let mut expected = counts.clone();
    let mut field = counts;
    field["name"] = json!("Hộ tịch");
    expected["fields"] = json!([field]);
    expected["stated"] = json!({"completed": 1370});
    reads(site, "07a.csv", csv, &expected)
}

fn form_07a_old(site: &CaseSite) -> CaseResult {
    let csv = "Lĩnh vực;Số mới tiếp nhận;Số kỳ trước chuyển qua;Số hồ sơ đã giải quyết;Trả đúng thời hạn;Trả quá hạn;Bổ sung;Trả lại\n\
        Hộ tịch;120;6;118;115;3;2;1\nTổng số;120;6;118;115;3;2;1\n";
    let field = json!({"name": "Hộ tịch", "received": 120, "carried_over": 6, "in_time": 115, "late": 3, "waiting": 2, "rejected": 1});
    let total = json!({"received": 120, "carried_over": 6, "in_time": 115, "late": 3, "waiting": 2, "rejected": 1,
        "stated": {"completed": 118}, "fields": [field]});
    reads(site, "07a-cu.csv", csv, &total)
}

fn decision_766(site: &CaseSite) -> CaseResult {
    let csv = "THEO QUYẾT ĐỊNH SỐ 766/QĐ-TTg ngày 23/06/2022\n\
        STT;Tên đơn vị;Tổng số;Số mới tiếp nhận trực tuyến;Số kỳ trước chuyển qua;Số mới tiếp nhận trực tiếp;Số mới tiếp nhận qua BCCI;Tổng số;HS Đã xử lý đúng hạn;HS Đã xử lý quá hạn;Tổng số;HS Đang xử lý đúng hạn;HS Đang xử lý quá hạn;TỔNG - Kết quả giải quyết\n\
        (1);(2);(3) = (4) + (5) + (6)+(7);(4);(5);(6);(7);(8) = (9) + (10);(9);(10);(11) = (12) + (13);(12);(13);(14) = (8) + (11)\n\
        1;UBND xã Hiệp An;700;500;30;160;10;660;640;20;40;35;5;700\n\
        2;UBND xã Thử;210;150;8;50;2;200;195;5;10;9;1;210\n";
    let expected = json!({"received": 202, "carried_over": 8, "in_time": 195, "late": 5, "pending_in_time": 9, "pending_late": 1,
        "stated": {"completed": 200}});
    reads(site, "766.csv", csv, &expected)
}

fn city_layout(site: &CaseSite) -> CaseResult {
    let csv = "STT;Đơn vị;Số lượng hồ sơ tiếp nhận;;;;;;Đã giải quyết;;;;Đang giải quyết;;\n\
        ;;Tổng số;Trực tuyến toàn trình;Trực tuyến một phần;Qua dịch vụ bưu chính;Trực tiếp;Từ kỳ trước;Tổng số;Trước hạn;Đúng hạn;Quá hạn;Tổng số;Trong hạn;Quá hạn\n\
        1;UBND xã Hiệp An;800;400;100;50;200;50;750;600;100;50;50;40;10\n\
        2;UBND xã Thử;400;250;40;10;80;20;370;300;65;5;30;25;5\n;TỔNG CỘNG;1200;650;140;60;280;70;1120;900;165;55;80;65;15\n";
    let expected = json!({"received": 380, "carried_over": 20, "early": 300, "on_time": 65, "late": 5, "pending_in_time": 25,
        "pending_late": 5, "stated": {"completed": 370}});
    reads(site, "tuan.csv", csv, &expected)
}

fn portal_csv(site: &CaseSite) -> CaseResult {
    let csv = "\u{feff}Tên cơ quan;Tồn kỳ trước;Nhận trong kỳ;Chưa xử lý;Chưa xử lý đúng hạn;Phần trăm chưa xử lý đúng hạn;Chưa xử lý quá hạn;Đã xử lý;Đã xử lý đúng hạn;Đã xử lý quá hạn\r\n\
        UBND xã Hiệp An;9;400;12;10;83,3%;2;397;380;17\r\nUBND xã Thử;5;80;4;3;75%;1;81;79;2\r\n";
    let expected = json!({"received": 80, "carried_over": 5, "in_time": 79, "late": 2, "pending_in_time": 3, "pending_late": 1,
        "stated": {"completed": 81}});
    reads(site, "cong.csv", csv, &expected)
}

fn results_table(site: &CaseSite) -> CaseResult {
    let csv = "STT;Lĩnh vực;Tiếp nhận;Đã giải quyết;;;;;;Đang giải quyết;;;\n\
        ;;;Tổng;Trả trước hạn;Trả đúng hạn;Trả quá hạn;HS bị từ chối;HS Công dân rút;Tổng;Chưa đến hạn;Quá hạn;Phải bổ sung\n\
        1;Hộ tịch;80;70;50;12;2;4;2;10;6;1;3\n;Tổng cộng;80;70;50;12;2;4;2;10;6;1;3\n";
    let counts = json!({"received": 80, "early": 50, "on_time": 12, "late": 2, "pending_in_time": 6, "pending_late": 1,
        "waiting": 3, "withdrawn": 2, "rejected": 4});
    let mut field = counts.clone();
    field["name"] = json!("Hộ tịch");
    let mut expected = counts;
    expected["fields"] = json!([field]);
    reads(site, "bang.csv", csv, &expected)
}

fn sum_of_late(site: &CaseSite) -> CaseResult {
    let csv = "Lĩnh vực;Số đầu kỳ;Kỳ trước chuyển qua;Tiếp nhận trong kỳ;Đã giải quyết xong;Sớm hạn;Đúng hạn;Trễ hạn;Chưa đến hạn;Đang giải quyết quá hạn;Tổng số trễ hạn\n\
        (1);(2 = 3 + 4);(3);(4);(5 = 6 + 7 + 8);(6);(7);(8);(9);(10);(11 = 8 + 10)\n\
        Hộ tịch;66;6;60;58;40;15;3;6;2;5\nTổng số;66;6;60;58;40;15;3;6;2;5\n";
    let counts = json!({"received": 60, "carried_over": 6, "early": 40, "on_time": 15, "late": 3, "pending_in_time": 6, "pending_late": 2});
    let mut field = counts.clone();
    field["name"] = json!("Hộ tịch");
    let mut expected = counts;
    expected["fields"] = json!([field]);
    expected["stated"] = json!({"completed": 58});
    reads(site, "mau.csv", csv, &expected)
}

fn groups_without_total(site: &CaseSite) -> CaseResult {
    let csv = "STT;Tên;Tiếp nhận mới;Trước và trong hạn;Trễ hạn\nI;Đăng ký lần đầu;70;68;2\n1;Cấp giấy chứng nhận;40;39;1\n\
        2;Đính chính;30;29;1\nII;Đăng ký biến động;50;50;0\n1;Chuyển nhượng;35;35;0\n2;Thế chấp;15;15;0\n";
    let report = november(site, "nhom.csv", csv)?;
    require(report.is_complete(), report.text())?;
    let found = period(site);
    let is_right = found["received"] == 120 && found["in_time"] == 118 && found["late"] == 2;
    require(is_right && found["fields"].as_array().is_some_and(|fields| fields.len() == 4), found)?;
    Ok(Outcome::Right)
}

fn offices_above_fields(site: &CaseSite) -> CaseResult {
    let csv = "STT;Lĩnh vực;Tiếp nhận mới;Trễ hạn\n;UBND xã Hiệp An;;\n1;Hộ tịch;90;9\n;Cộng;90;9\n;UBND xã Thử;;\n1;Hộ tịch;30;1\n2;Đất đai;20;0\n;Cộng;50;1\n";
    let expected = json!({"received": 50, "late": 1,
        "fields": [{"name": "Hộ tịch", "received": 30, "late": 1}, {"name": "Đất đai", "received": 20, "late": 0}]});
    reads(site, "huyen.csv", csv, &expected)
}

fn cumulative_rows(site: &CaseSite) -> CaseResult {
    let csv = "STT;Lĩnh vực;Tiếp nhận trong tháng;Tiếp nhận lũy kế từ đầu năm;Trễ hạn\n1;Hộ tịch;40;400;2\n;Trong đó: Khai sinh;15;150;1\n\
        2;Đất đai;20;200;1\n;Tổng cộng;60;600;3\n;Lũy kế từ đầu năm;600;600;30\n;So với tháng trước;5;5;-1\n";
    let expected = json!({"received": 60, "late": 3,
        "fields": [{"name": "Hộ tịch", "received": 40, "late": 2}, {"name": "Đất đai", "received": 20, "late": 1}]});
    reads(site, "luy-ke.csv", csv, &expected)
}

fn old_font(site: &CaseSite) -> CaseResult {
    let csv = "LÜnh vùc,TiÕp nhËn míi,TrÔ h¹n\nX©y dùng,40,2\nT\u{ad} ph¸p,20,1\nTæng céng,60,3\n";
    let western: Vec<u8> = csv.chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect();
    let expected = json!({"received": 60, "late": 3,
        "fields": [{"name": "Xây dựng", "received": 40, "late": 2}, {"name": "Tư pháp", "received": 20, "late": 1}]});
    reads(site, "tcvn3.csv", western, &expected)
}

fn formula_without_result(site: &CaseSite) -> CaseResult {
    let sheet = sheet_data("Lĩnh vực;Tiếp nhận mới;Trễ hạn\nHộ tịch;40;=1+1\nTổng cộng;=SUM(B2:B2);=SUM(C2:C2)");
    let expected = json!({"fields": [{"name": "Hộ tịch", "received": 40}]});
    reads_in_part(site, "cong-thuc.xlsx", raw_book(&sheet), "open the file in Excel, save it", &expected)
}

fn thousands_lost(site: &CaseSite) -> CaseResult {
    let sheet = sheet_data("Lĩnh vực;Tiếp nhận mới;Trễ hạn\nHộ tịch;1.25;4\nChứng thực;3;0\nTổng số;4.25;4");
    let expected = json!({"late": 4, "fields": [{"name": "Hộ tịch", "late": 4}, {"name": "Chứng thực", "late": 0}]});
    reads_in_part(site, "nghin.xlsx", raw_book(&sheet), "divided by a thousand", &expected)
}

fn other_commune(site: &CaseSite) -> CaseResult {
    let csv = "TÌNH HÌNH GIẢI QUYẾT HỒ SƠ CỦA UBND XÃ HIỆP AN\nLĩnh vực;Tiếp nhận;Trễ hạn\nHộ tịch;40;2\nTổng;40;2\n";
    refuses(site, "khac.csv", csv, "names another commune")
}

fn offices_without_ours(site: &CaseSite) -> CaseResult {
    let csv = "Nơi thực hiện;Tiếp nhận;Trễ hạn\nUBND xã Hiệp An;40;2\nUBND xã Đại Thành;30;1\nTổng;70;3\n";
    refuses(site, "don-vi.csv", csv, "UBND xã Hiệp An, UBND xã Đại Thành")
}

fn several_totals(site: &CaseSite) -> CaseResult {
    let csv = "Lĩnh vực;Tiếp nhận;Trễ hạn\nHộ tịch;40;2\nĐất đai;10;1\nTổng số;70;5\nTổng cộng;90;6\n";
    refuses(site, "tong.csv", csv, "each may be the total")
}

fn merged_cells_bomb(site: &CaseSite) -> CaseResult {
    let data = sheet_data("Lĩnh vực;Tiếp nhận\nTổng;5");
    let regions = r#"<mergeCell ref="A1:XFD1048576"/>"#.repeat(100_000);
    refuses(site, "gop-o.xlsx", raw_book(&format!("{data}<mergeCells>{regions}</mergeCells>")), "too many merged cells")
}
