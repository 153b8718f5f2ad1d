//! What a column counts: forms of the Government Office and of provinces, words that people use, and sums that decide.

use crate::support::{book, failure, fill, import, import_with, over, periods, site, table};
use rust_xlsxwriter::Worksheet;
use serde_json::{Value, json};
use trangxa_model::tthc::Span;

fn november(options: &mut trangxa_figures::Options) {
    options.period = Span::parse("2023-11");
}

/// A header in which each line is a row; a name that is repeated in a row stands in merged cells.
fn header(sheet: &mut Worksheet, first: u32, lines: &[&str]) {
    let rows: Vec<Vec<&str>> = lines.iter().map(|line| line.split('|').map(str::trim).collect()).collect();
    for (row, cells) in rows.iter().enumerate() {
        let mut column = 0;
        while column < cells.len() {
            let name = cells[column];
            let is_own = !name.is_empty() && (row == 0 || rows[row - 1][column] != name);
            let right = (column..cells.len()).take_while(|other| cells[*other] == name).count();
            let down = (row..rows.len()).take_while(|other| rows[*other][column] == name).count();
            if is_own {
                let columns = (column as u16, (column + right - 1) as u16);
                over(sheet, (first + row as u32, first + (row + down - 1) as u32), columns, name);
            }
            column += right;
        }
    }
}

fn form(title: &str, lines: &[&str], rows: &str) -> Vec<u8> {
    book(|book| {
        let sheet = book.add_worksheet();
        sheet.write(0, 0, title).unwrap();
        header(sheet, 2, lines);
        fill(sheet, 2 + lines.len() as u32, rows);
    })
}

#[test]
fn form_07a_with_ways_of_arriving_is_read_whole() {
    let lines = [
        "STT | Lĩnh vực, công việc giải quyết theo cấp | Số hồ sơ nhận giải quyết | Số hồ sơ nhận giải quyết | Số hồ sơ nhận giải quyết | Số hồ sơ nhận giải quyết | Số hồ sơ đã giải quyết | Số hồ sơ đã giải quyết | Số hồ sơ đã giải quyết | Số hồ sơ đã giải quyết | Số lượng hồ sơ đang giải quyết | Số lượng hồ sơ đang giải quyết | Số lượng hồ sơ đang giải quyết",
        "STT | Lĩnh vực, công việc giải quyết theo cấp | Tổng số | Trong đó | Trong đó | Từ kỳ trước | Tổng số | Trước hạn | Đúng hạn | Quá hạn | Tổng số | Trong hạn | Quá hạn",
        "STT | Lĩnh vực, công việc giải quyết theo cấp | Tổng số | Trực tuyến | Trực tiếp, dịch vụ bưu chính | Từ kỳ trước | Tổng số | Trước hạn | Đúng hạn | Quá hạn | Tổng số | Trong hạn | Quá hạn",
    ];
    let rows = "1;Hộ tịch;1.530;1.400;117;13 ;1.471;1.200;266;5;59;56;3\n2;Chứng thực;2.100;100;2.000;0 ;2.100;2.050;50;0;0;0;0\n;Tổng số;3.630;1.500;2.117;13 ;3.571;3.250;316;5;59;56;3";
    // Numbers as texts with points, as this system writes them.
    let rows: String = rows
        .lines()
        .map(|line| line.split(';').map(|cell| format!("{cell} ")).collect::<Vec<_>>().join(";") + "\n")
        .collect();
    let site = site();
    let report = import(&site, "07a.xlsx", form("(Từ ngày 01/11/2023 đến ngày 30/11/2023 )", &lines, &rows));
    assert!(report.is_complete(), "{}", report.text());
    assert_eq!(
        periods(&site),
        json!([{"from": "2023-11", "to": "2023-11", "received": 3617, "carried_over": 13, "early": 3250, "on_time": 316,
        "late": 5, "pending_in_time": 56, "pending_late": 3, "stated": {"completed": 3571},
        "fields": [
            {"name": "Hộ tịch", "received": 1517, "carried_over": 13, "early": 1200, "on_time": 266, "late": 5,
                "pending_in_time": 56, "pending_late": 3},
            {"name": "Chứng thực", "received": 2100, "carried_over": 0, "early": 2050, "on_time": 50, "late": 0,
                "pending_in_time": 0, "pending_late": 0},
        ]}])
    );
}

#[test]
fn the_older_form_has_one_column_for_early_and_on_time() {
    let lines = [
        "STT | Lĩnh vực | Số hồ sơ nhận giải quyết | Số hồ sơ nhận giải quyết | Số hồ sơ nhận giải quyết | Kết quả giải quyết | Kết quả giải quyết | Kết quả giải quyết | Kết quả giải quyết | Kết quả giải quyết | Kết quả giải quyết | Bổ sung | Trả lại",
        "STT | Lĩnh vực | Tổng số | Trong đó | Trong đó | Số hồ sơ đã giải quyết | Số hồ sơ đã giải quyết | Số hồ sơ đã giải quyết | Số hồ sơ đang giải quyết | Số hồ sơ đang giải quyết | Số hồ sơ đang giải quyết | Bổ sung | Trả lại",
        "STT | Lĩnh vực | Tổng số | Số kỳ trước chuyển qua | Số mới tiếp nhận | Tổng số | Trả đúng thời hạn | Trả quá hạn | Tổng số | Chưa đến hạn | Quá hạn | Bổ sung | Trả lại",
    ];
    let site = site();
    let rows = "1;Hộ tịch;107;4;103;99;97;2;6;5;1;1;1\n2;Đất đai;51;6;45;40;38;2;11;9;2;0;0\n;Tổng số;158;10;148;139;135;4;17;14;3;1;1";
    let report = import(&site, "07a.xlsx", form("(Từ ngày 01/07/2023 đến ngày 30/09/2023)", &lines, rows));
    assert!(report.is_complete(), "{}", report.text());
    let total = json!({"from": "2023-07", "to": "2023-09", "received": 148, "carried_over": 10, "in_time": 135, "late": 4,
        "pending_in_time": 14, "pending_late": 3, "waiting": 1, "rejected": 1, "stated": {"completed": 139}});
    let mut period = periods(&site)[0].clone();
    period.as_object_mut().unwrap().remove("fields");
    assert_eq!(period, total, "{}", report.text());
    assert_eq!(periods(&site)[0]["fields"][0]["late"], 2);
}

#[test]
fn the_table_of_decision_766_is_read_by_its_own_formulas() {
    let names = "STT;Mã định danh;Tên đơn vị;Tỷ lệ giải quyết (%);Tổng số;Số mới tiếp nhận trực tuyến;Số kỳ trước chuyển qua;Số mới tiếp nhận trực tiếp;Số mới tiếp nhận qua BCCI;Tổng số;HS Đã xử lý đúng hạn;HS Đã xử lý quá hạn;Tổng số;HS Đang xử lý đúng hạn;HS Đang xử lý quá hạn;TỔNG - Kết quả giải quyết;Tỷ lệ HS Đã xử lý quá hạn (%);Tổng hồ sơ phải đồng bộ về Cổng DVC QG;Tổng HS có nghĩa vụ tài chính;Số HS đã thanh toán trực tuyến";
    let numbering = "(1);(2);(3);(4);(5) = (6) + (7) + (8)+(9);(6);(7);(8);(9);(10) = (11) + (12);(11);(12);(13) = (14) + (15);(14);(15);(16) = (10) + (13);(17);(18);(19);(20)";
    let rows = "1;000.00.11.H01;UBND xã Hiệp An;91;800;600;30;160;10;760;740;20;40;35;5;800;2.6;700;90;80\n2;000.00.12.H01;UBND xã Quang Thành;97;260;200;7;50;3;250;244;6;10;8;2;260;2.4;200;30;30";
    for with_numbering in [true, false] {
        let site = site();
        let numbering = if with_numbering { format!("{numbering}\n") } else { String::new() };
        let csv = format!("THEO QUYẾT ĐỊNH SỐ 766/QĐ-TTg ngày 23/06/2022\n{names}\n{numbering}{rows}\n");
        let report = import_with(&site, "766.csv", csv, november).unwrap();
        assert!(report.is_complete(), "{}", report.text());
        assert_eq!(
            periods(&site),
            json!([{"from": "2023-11", "to": "2023-11", "received": 253, "carried_over": 7, "in_time": 244, "late": 6,
                "pending_in_time": 8, "pending_late": 2, "stated": {"completed": 250, "completion_rate": 97, "late_rate": 2.4}}]),
            "numbering: {with_numbering}: {}",
            report.text()
        );
    }
}

#[test]
fn ways_of_arriving_add_up_to_received_and_never_one_of_them() {
    let lines = |names: [&str; 4]| {
        let intake = "Số lượng hồ sơ tiếp nhận";
        let [a, b, c, d] = names;
        [
            format!(
                "STT | Đơn vị | {intake} | {intake} | {intake} | {intake} | {intake} | {intake} | Đã giải quyết | Đã giải quyết | Đã giải quyết | Đã giải quyết | Đang giải quyết | Đang giải quyết | Đang giải quyết"
            ),
            format!(
                "STT | Đơn vị | Tổng số | {a} | {b} | {c} | {d} | Từ kỳ trước | Tổng số | Trước hạn | Đúng hạn | Quá hạn | Tổng số | Trong hạn | Quá hạn"
            ),
        ]
    };
    let rows = "1;UBND xã Hiệp An;700;400;100;50;100;50;650;500;100;50;50;40;10\n2;UBND xã Quang Thành;410;200;60;30;95;25;380;300;75;5;30;28;2";
    for names in [
        ["Trực tuyến toàn trình", "Trực tuyến một phần", "Qua dịch vụ bưu chính", "Trực tiếp"],
        ["DVC trực tuyến toàn trình", "DVC trực tuyến một phần", "Bưu chính công ích", "Trực tiếp tại Bộ phận Một cửa"],
        ["Qua mạng", "Qua mạng mức độ 3", "BCCI", "Tại quầy"],
        // A way that nobody knows yet: the sum shows that it belongs to the others.
        ["Qua VNeID", "Trực tuyến", "Qua bưu điện", "Trực tiếp"],
    ] {
        let site = site();
        let lines = lines(names);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let report = import(&site, "tuan.xlsx", form("(Từ ngày 01/09/2025 đến ngày 30/09/2025)", &lines, rows));
        assert!(report.is_complete(), "{names:?}: {}", report.text());
        assert_eq!(
            periods(&site),
            json!([{"from": "2025-09", "to": "2025-09", "received": 385, "carried_over": 25, "early": 300, "on_time": 75,
                "late": 5, "pending_in_time": 28, "pending_late": 2, "stated": {"completed": 380}}]),
            "{names:?}: {}",
            report.text()
        );
    }
}

#[test]
fn a_way_of_arriving_that_may_be_missing_leaves_received_open() {
    let csv = "Lĩnh vực;Tiếp nhận;;;Trễ hạn\n;Trực tuyến;Trực tiếp;Qua VNeID;\nHộ tịch;40;10;5;2\nTổng;40;10;5;2\n";
    let site = site();
    let report = import_with(&site, "a.csv", csv, november).unwrap();
    assert!(!report.is_complete(), "{}", report.text());
    assert_eq!(periods(&site)[0].get("received"), None, "{}", report.text());
}

#[test]
fn a_sum_of_late_and_overdue_is_not_late() {
    let names = "STT;Lĩnh vực;Số đầu kỳ;Kỳ trước chuyển qua;Tiếp nhận trong kỳ;Đã giải quyết xong;Sớm hạn;Đúng hạn;Trễ hạn;Đang giải quyết;Chưa đến hạn;Đang giải quyết quá hạn;Tổng số trễ hạn;Hồ sơ trả lại;Hồ sơ rút";
    let numbering =
        "(1);(2);(3 = 4 + 5);(4);(5);(6 = 7 + 8 + 9);(7);(8);(9);(10 = 11 + 12);(11);(12);(13 = 9 + 12);(14);(15)";
    let rows = "1;Hộ tịch;70;8;62;60;40;16;4;9;6;3;7;1;0\n2;Đất đai;25;6;19;17;10;6;1;7;5;2;3;0;1\n;Tổng số;95;14;81;77;50;22;5;16;11;5;10;1;1";
    for with_numbering in [true, false] {
        let numbering = if with_numbering { format!("{numbering}\n") } else { String::new() };
        let site = site();
        let report = import_with(&site, "a.csv", format!("{names}\n{numbering}{rows}\n"), november).unwrap();
        assert!(report.is_complete(), "{}", report.text());
        assert_eq!(
            periods(&site)[0]["fields"][0],
            json!({"name": "Hộ tịch", "received": 62, "carried_over": 8, "early": 40, "on_time": 16, "late": 4,
                "pending_in_time": 6, "pending_late": 3, "withdrawn": 0, "rejected": 1}),
            "{}",
            report.text()
        );
        assert_eq!((&periods(&site)[0]["late"], &periods(&site)[0]["received"]), (&json!(5), &json!(81)));
    }
}

#[test]
fn a_total_that_holds_refused_and_withdrawn_ones_is_not_completed() {
    let csv = "THÁNG 11 NĂM 2023;;;;;;;;;;;;\nSTT;Lĩnh vực;Tiếp nhận;Đã giải quyết;;;;;;Đang giải quyết;;;\n;;;Tổng;Trả trước hạn;Trả đúng hạn;Trả quá hạn;HS bị từ chối;HS Công dân rút;Tổng;Chưa đến hạn;Quá hạn;Phải bổ sung\n1;Hộ tịch;90;80;60;10;3;5;2;10;6;1;3\n2;Đất đai;8;;;;;;;8;8;;\n;Tổng cộng;98;80;60;10;3;5;2;18;14;1;3\n";
    let site = site();
    let report = import(&site, "a.csv", csv);
    assert!(report.is_complete(), "{}", report.text());
    let mut period = periods(&site)[0].clone();
    period.as_object_mut().unwrap().remove("fields");
    assert_eq!(
        period,
        json!({"from": "2023-11", "to": "2023-11", "received": 98, "early": 60, "on_time": 10, "late": 3,
            "pending_in_time": 14, "pending_late": 1, "waiting": 3, "withdrawn": 2, "rejected": 5}),
        "{}",
        report.text()
    );
    assert!(
        table(&report).notes.iter().any(|note| note.contains("column D (\"Đã giải quyết / Tổng\"): it is the sum of"))
    );
}

#[test]
fn overdue_dossiers_split_by_letters_of_apology_add_up() {
    let done = "Đã giải quyết";
    let open = "Đang giải quyết";
    let lines = [
        format!("STT | Lĩnh vực | Tiếp nhận mới | {done} | {done} | {done} | {done} | {open} | {open} | {open}"),
        "STT | Lĩnh vực | Tiếp nhận mới | Trước hạn | Đúng hạn | Quá hạn (đã có thư xin lỗi) | Quá hạn (chưa có thư xin lỗi) | Trong hạn | Quá hạn đã có thư xin lỗi | Quá hạn chưa có thư xin lỗi".to_owned(),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let site = site();
    let report = import(
        &site,
        "a.xlsx",
        form("Tháng 11/2023", &lines, "1;Hộ tịch;50;30;10;3;2;4;1;0\n;Tổng;50;30;10;3;2;4;1;0"),
    );
    assert!(report.is_complete(), "{}", report.text());
    assert_eq!(
        periods(&site)[0]["fields"][0],
        json!({"name": "Hộ tịch", "received": 50, "early": 30, "on_time": 10, "late": 5, "pending_in_time": 4, "pending_late": 1}),
        "{}",
        report.text()
    );
}

#[test]
fn words_that_people_use_are_known() {
    for (name, key) in [
        ("Nhận trong kỳ", "received"),
        ("Số hồ sơ nhận giải quyết", "received"),
        ("Hồ sơ mới nộp", "received"),
        ("Tổng số mới tiếp nhận", "received"),
        ("Từ kỳ trước", "carried_over"),
        ("Tồn kỳ trước", "carried_over"),
        ("Kỳ trước chuyển sang (hồ sơ)", "carried_over"),
        ("Trả trước hạn", "early"),
        ("Giải quyết trước thời hạn", "early"),
        ("Trước và trong hạn", "in_time"),
        ("Trước hạn và đúng hạn", "in_time"),
        ("Trả quá hạn", "late"),
        ("HS đã xử lý quá hạn", "late"),
        ("Giải quyết trễ hạn (hồ sơ)", "late"),
        ("HS đang xử lý trong hạn", "pending_in_time"),
        ("Chưa xử lý quá hạn", "pending_late"),
        ("Phải bổ sung", "waiting"),
        ("HS yêu cầu bổ sung", "waiting"),
        ("HS bị từ chối", "rejected"),
        ("Hồ sơ không được tiếp nhận", "rejected"),
        ("HS Công dân rút", "withdrawn"),
    ] {
        let site = site();
        let csv = format!("Tháng 11/2023\nLĩnh vực;{name};Đúng hạn\nHộ tịch;4;7\nTổng;4;7\n");
        let report = import(&site, "a.csv", csv);
        assert_eq!(periods(&site)[0][key], 4, "{name}: {}", report.text());
    }
}

#[test]
fn a_total_that_its_parts_contradict_in_one_row_is_left_out_there() {
    let csv = "Tháng 11/2023\nLĩnh vực;Tổng số tiếp nhận;Tiếp nhận mới;Kỳ trước chuyển sang;Đã giải quyết;Trước hạn;Đúng hạn;Trễ hạn\nHộ tịch;50;45;5;40;30;8;2\nĐất đai;30;26;4;28;20;6;1\nY tế;12;10;2;9;6;3;0\n";
    let site = site();
    let report = import(&site, "a.csv", csv);
    assert!(!report.is_complete(), "{}", report.text());
    assert!(
        table(&report).doubts[0].starts_with("row 4: column E (\"Đã giải quyết\") (28) is not the sum of"),
        "{}",
        report.text()
    );
    let fields = &periods(&site)[0]["fields"];
    assert_eq!(fields[0]["late"], 2);
    assert_eq!(fields[1], json!({"name": "Đất đai", "received": 26, "carried_over": 4}), "{}", report.text());
    assert_eq!(periods(&site)[0].get("late"), None, "no sum without the field that was left out");
}

#[test]
fn received_is_never_a_total_that_holds_the_period_before() {
    for (name, received) in [
        ("Tổng số hồ sơ phải giải quyết", None),
        ("Tổng số tiếp nhận (gồm cả kỳ trước chuyển sang)", None),
        ("Tổng số tiếp nhận", Some(60)),
    ] {
        let site = site();
        let csv = format!("Tháng 11/2023\nLĩnh vực;{name};Đúng hạn;Trễ hạn\nHộ tịch;60;50;2\nTổng;60;50;2\n");
        let report = import(&site, "a.csv", csv);
        assert_eq!(periods(&site)[0].get("received").and_then(Value::as_u64), received, "{name}: {}", report.text());
        assert_eq!(report.is_complete(), received.is_some(), "{name}: {}", report.text());
    }
    // The balance of a row decides where no name does.
    for (total, received) in [(65, 60), (60, 60)] {
        let site = site();
        let csv = format!(
            "Tháng 11/2023\nLĩnh vực;Tổng số tiếp nhận;Tồn kỳ trước;Đã giải quyết;Đúng hạn;Trễ hạn;Đang giải quyết trong hạn;Đang giải quyết quá hạn\nHộ tịch;{total};5;52;50;2;12;1\nTổng;{total};5;52;50;2;12;1\n"
        );
        let report = import(&site, "a.csv", csv);
        assert_eq!(
            periods(&site)[0].get("received").and_then(Value::as_u64),
            Some(received),
            "{total}: {}",
            report.text()
        );
    }
}

#[test]
fn the_program_writes_a_mapping_file_with_guesses_that_a_person_confirms() {
    let csv = "Tháng 11/2023\nLĩnh vực;Tiếp nhận;Số HS trễ hẹn lại;Số phí\nHộ tịch;40;2;9000\nTổng;40;2;9000\n";
    let site = site();
    let template = site.path("cot.json");
    let report = import_with(&site, "a.csv", csv, |options| options.map_template = Some(template.clone())).unwrap();
    assert!(!site.path("data/tthc.json").exists(), "nothing is imported");
    assert!(report.notes.last().unwrap().contains("lists 2 columns that were not understood"), "{}", report.text());
    let written: Value = serde_json::from_slice(&std::fs::read(&template).unwrap()).unwrap();
    assert_eq!(written, json!({"Số HS trễ hẹn lại": "late?", "Số phí": "?"}));
    let with_map = |options: &mut trangxa_figures::Options| options.map = Some(template.clone());
    let error = import_with(&site, "a.csv", csv, with_map).unwrap_err();
    assert!(error.is_usage() && error.to_string().contains("this is a guess that nobody has confirmed"), "{error}");
    let again = import_with(&site, "a.csv", csv, |options| options.map_template = Some(template.clone())).unwrap_err();
    assert!(again.is_usage(), "a file that is there is not replaced: {again}");
    site.write("cot.json", r#"{"Số HS trễ hẹn lại": "late", "Số phí": ""}"#);
    let report = import_with(&site, "a.csv", csv, with_map).unwrap();
    assert!(report.is_complete(), "{}", report.text());
    assert_eq!(periods(&site)[0]["late"], 2);
}

#[test]
fn a_column_with_numbers_and_no_name_is_reported() {
    let site = site();
    let report = import(
        &site,
        "a.csv",
        "Tháng 11/2023\n;Lĩnh vực;Tiếp nhận;;Trễ hạn\n1;Hộ tịch;40;7;2\n2;Đất đai;20;8;1\n;Tổng;60;15;3\n",
    );
    assert_eq!(table(&report).unknown.len(), 1, "the numbers of rows are none: {}", report.text());
    assert!(table(&report).unknown[0].starts_with("column D has numbers and no name"), "{}", report.text());
    assert!(!report.is_complete());
}

#[test]
fn a_title_with_a_month_and_a_longer_period_is_refused() {
    let site = site();
    let report = import(&site, "a.csv", "BÁO CÁO THÁNG 11 VÀ 11 THÁNG NĂM 2023\nLĩnh vực;Tiếp nhận\nTổng;5\n");
    assert!(failure(&report).contains("names several periods"), "{}", report.text());
}

#[test]
fn what_the_period_before_left_is_no_way_of_arriving() {
    for name in [
        "Tồn kỳ trước",
        "Tồn đầu kỳ",
        "Tồn trước",
        "Hồ sơ tồn kỳ trước",
        "Tồn tháng trước",
        "Dồn kỳ trước",
        "Cũ",
        "HS cũ",
        "Số cũ chuyển qua",
        "Tồn năm 2022",
        "Chưa giải quyết kỳ trước",
    ] {
        let csv = format!(
            "Tháng 11/2023\nLĩnh vực;Tiếp nhận;;;Đã giải quyết;;;Đang giải quyết;\n;Tổng số;{name};Trực tiếp;Trước hạn;Đúng hạn;Quá hạn;Trong hạn;Quá hạn\nHộ tịch;50;10;40;30;10;2;7;1\nĐất đai;30;5;25;20;5;1;3;1\nTổng cộng;80;15;65;50;15;3;10;2\n"
        );
        let site = site();
        let report = import(&site, "a.csv", csv);
        let period = &periods(&site)[0];
        assert_eq!(
            (&period["received"], &period["carried_over"]),
            (&json!(65), &json!(15)),
            "{name}: {}",
            report.text()
        );
    }
}

#[test]
fn a_sum_of_ways_and_its_parts_count_once() {
    let csv = "Tháng 11/2023\nLĩnh vực;Tiếp nhận;;;;;;Trễ hạn\n;Tổng số;Trực tuyến;;;BCCI;Trực tiếp;\n;;Tổng;Toàn trình;Một phần;;;\nHộ tịch;60;40;30;10;5;15;2\nĐất đai;30;20;12;8;3;7;1\nTổng cộng;90;60;42;18;8;22;3\n";
    let site = site();
    let report = import(&site, "a.csv", csv);
    assert_eq!(periods(&site)[0]["received"], 90, "{}", report.text());
}

#[test]
fn stopped_dossiers_are_not_on_time() {
    for name in ["Dừng xử lý", "Dừng giải quyết", "Dừng", "Dừng xử lý (chờ bổ sung)"] {
        let site = site();
        let csv = format!(
            "Tháng 11/2023\nLĩnh vực;Tiếp nhận;Đúng hạn;Trễ hạn;{name}\nHộ tịch;50;40;5;5\nTổng cộng;50;40;5;5\n"
        );
        let report = import(&site, "a.csv", csv);
        assert_eq!(
            (&periods(&site)[0]["waiting"], &periods(&site)[0]["on_time"]),
            (&json!(5), &json!(40)),
            "{name}: {}",
            report.text()
        );
    }
}

#[test]
fn on_time_that_includes_early_is_seen_by_the_total() {
    let csv = "Tháng 11/2023\nLĩnh vực;Tiếp nhận;Đã giải quyết;;;\n;;Tổng số;Trước hạn;Đúng hạn;Trễ hạn\nHộ tịch;50;45;30;40;5\nĐất đai;30;28;20;27;1\nTổng cộng;80;73;50;67;6\n";
    let site = site();
    let report = import(&site, "a.csv", csv);
    let period = &periods(&site)[0];
    assert_eq!(
        (&period["in_time"], period.get("early"), period.get("on_time")),
        (&json!(67), None, None),
        "{}",
        report.text()
    );
}

#[test]
fn a_group_that_never_adds_up_is_left_out_whole() {
    let csv = "Tháng 11/2023\nLĩnh vực;Tiếp nhận;Đã giải quyết;;;;Đang giải quyết;;\n;;Tổng số;Trước hạn;Đúng hạn;Trễ hạn;Tổng số;Trong hạn;Quá hạn\nHộ tịch;50;45;30;40;5;9;9;4\nĐất đai;30;28;20;2;1;8;8;3\nTổng cộng;80;73;50;42;6;17;17;7\n";
    let site = site();
    let report = import(&site, "a.csv", csv);
    assert!(!report.is_complete());
    let period = periods(&site)[0].clone();
    let counts: Vec<&String> =
        period.as_object().unwrap().keys().filter(|key| !matches!(key.as_str(), "from" | "to" | "fields")).collect();
    assert_eq!(counts, ["received"], "{}", report.text());
}

#[test]
fn a_second_row_of_names_that_nobody_knows_splits_the_columns() {
    for names in [
        ";Năm 2022;Năm 2023;Năm 2022;Năm 2023",
        ";Kế hoạch;Thực hiện;Kế hoạch;Thực hiện",
        ";Cấp xã;Liên thông;Cấp xã;Liên thông",
    ] {
        let csv = format!(
            "Tháng 11/2023\nLĩnh vực;Tiếp nhận;;Trễ hạn;\n{names}\nHộ tịch;20;30;4;1\nĐất đai;10;20;2;5\nTổng cộng;30;50;6;6\n"
        );
        let site = site();
        let report = import(&site, "a.csv", csv);
        assert!(!report.is_complete() && !site.path("data/tthc.json").exists(), "{names}: {}", report.text());
    }
    let compared = "Tháng 11/2023\nLĩnh vực;Tiếp nhận;;Trước hạn;\n;Kỳ trước;Kỳ này;Kỳ trước;Kỳ này\nHộ tịch;20;30;14;21\nTổng cộng;20;30;14;21\n";
    let site = site();
    let report = import(&site, "a.csv", compared);
    assert_eq!(
        periods(&site)[0]["fields"][0],
        json!({"name": "Hộ tịch", "received": 30, "early": 21}),
        "{}",
        report.text()
    );
}
