//! Which row is the total: the sums decide before the names do, nothing is counted twice, and rows about other periods are
//! no fields.

use crate::support::{book, failure, fill, import, over, periods, site, table};
use serde_json::{Value, json};

const HEADER: &str = "STT;Lĩnh vực;Tiếp nhận mới;Trước hạn;Đúng hạn;Trễ hạn";

fn csv(rows: &str) -> String {
    format!("Tháng 11/2023\n{HEADER}\n{rows}\n")
}

fn names(periods: &Value) -> Vec<&str> {
    periods[0]["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect()
}

#[test]
fn a_row_that_is_the_sum_of_all_others_is_the_total_whatever_its_name() {
    for name in ["Tổng toàn xã", "Toàn xã", "Cộng chung", "Total", "Tæng céng", "TC", "Toàn ngành", ""] {
        for (first, last) in
            [(format!(";{name};60;40;17;3\n"), String::new()), (String::new(), format!("\n;{name};60;40;17;3"))]
        {
            let site = site();
            let report = import(&site, "a.csv", csv(&format!("{first}1;Hộ tịch;40;30;8;2\n2;Đất đai;20;10;9;1{last}")));
            assert_eq!(names(&periods(&site)), ["Hộ tịch", "Đất đai"], "{name}: {}", report.text());
            assert_eq!(periods(&site)[0]["received"], 60, "{name}: {}", report.text());
            assert!(report.is_complete(), "{name}: {}", report.text());
        }
    }
}

#[test]
fn fields_with_equal_numbers_are_no_totals_of_one_another() {
    let site = site();
    import(&site, "a.csv", csv("1;Hộ tịch;5;5;0;0\n2;Đất đai;5;5;0;0\n3;Y tế;0;0;0;0"));
    assert_eq!(names(&periods(&site)), ["Hộ tịch", "Đất đai", "Y tế"]);
    assert_eq!(periods(&site)[0]["received"], 10);
}

/// The export of a land registry, whose groups have rows and whose total is missing.
fn groups(ordinals: [&str; 6], heading: &str) -> Vec<u8> {
    book(|book| {
        let sheet = book.add_worksheet();
        fill(sheet, 0, "Chi nhánh Văn phòng đăng ký\nTháng 5 Năm 2023");
        over(sheet, (2, 4), (0, 0), "STT");
        over(sheet, (2, 4), (1, 1), heading);
        over(sheet, (2, 2), (2, 5), "Số hồ sơ tiếp nhận");
        over(sheet, (3, 4), (2, 2), "Kỳ trước chuyển sang");
        over(sheet, (3, 3), (3, 4), "Tiếp nhận\ntrong kỳ");
        fill(sheet, 4, ";;;Trực tiếp;Trực tuyến");
        over(sheet, (3, 4), (5, 5), "Cộng");
        over(sheet, (2, 2), (6, 8), "Đã giải quyết");
        over(sheet, (2, 2), (9, 11), "Đang giải quyết");
        for (column, name) in [
            (6, "Tổng số"),
            (7, "Trước và trong hạn"),
            (8, "Trễ hạn"),
            (9, "Tổng số"),
            (10, "Trong hạn"),
            (11, "Trễ hạn"),
        ] {
            over(sheet, (3, 4), (column, column), name);
        }
        let rows = [
            "Đăng ký lần đầu;8;20;50;78;70;68;2;8;7;1",
            "Cấp giấy chứng nhận;5;15;30;50;44;43;1;6;5;1",
            "Đính chính;3;5;20;28;26;25;1;2;2;0",
            "Đăng ký biến động;4;40;36;80;78;78;0;2;2;0",
            "Chuyển nhượng;4;30;20;54;52;52;0;2;2;0",
            "Thế chấp;0;10;16;26;26;26;0;0;0;0",
        ];
        for (at, (row, ordinal)) in rows.iter().zip(ordinals).enumerate() {
            fill(sheet, 5 + at as u32, &format!("{ordinal};{row}"));
        }
    })
}

#[test]
fn groups_without_a_row_of_totals_add_up_once() {
    for ordinals in [
        ["I", "1", "2", "II", "1", "2"],
        ["A", "1", "2", "B", "1", "2"],
        ["1", "1", "2", "2", "1", "2"],
        ["1", "1.1", "1.2", "2", "2.1", "2.2"],
        ["I", "", "", "II", "", ""],
        ["", "", "", "", "", ""],
        ["1", "a", "b", "2", "a", "b"],
    ] {
        for heading in ["Lĩnh vực", "Tên"] {
            let site = site();
            let report = import(&site, "a.xlsx", groups(ordinals, heading));
            let period = &periods(&site)[0];
            for (key, value) in [
                ("received", 146),
                ("carried_over", 12),
                ("in_time", 146),
                ("late", 2),
                ("pending_in_time", 9),
                ("pending_late", 1),
            ] {
                assert_eq!(period[key], value, "{ordinals:?}, {key}: {}", report.text());
            }
            let children = ["Cấp giấy chứng nhận", "Đính chính", "Chuyển nhượng", "Thế chấp"];
            let found = names(&periods(&site)).iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
            assert!(found == children || found == ["Đăng ký lần đầu", "Đăng ký biến động"], "{ordinals:?}: {found:?}");
        }
    }
}

#[test]
fn a_group_with_one_row_counts_once() {
    let site = site();
    let report = import(
        &site,
        "a.csv",
        csv("1;Tư pháp;40;30;8;2\n1;Hộ tịch;40;30;8;2\n2;Đô thị;20;10;9;1\n1;Đất đai;15;10;4;1\n2;Xây dựng;5;0;5;0"),
    );
    assert_eq!(periods(&site)[0]["received"], 60, "{}", report.text());
}

#[test]
fn a_total_that_counts_groups_and_their_rows_is_refused() {
    let site = site();
    let report = import(
        &site,
        "a.csv",
        csv(
            "I;Tư pháp;40;30;8;2\n1;Hộ tịch;25;20;4;1\n2;Chứng thực;15;10;4;1\nII;Đô thị;20;10;9;1\n1;Đất đai;15;10;4;1\n2;Xây dựng;5;0;5;0\n;Tổng cộng;120;80;34;6",
        ),
    );
    assert!(!report.is_complete());
    assert!(table(&report).doubts[0].contains("everything twice"), "{}", report.text());
    assert_eq!(periods(&site)[0].get("received"), None, "no total is made up instead");
}

#[test]
fn a_group_that_its_rows_contradict_is_left_out() {
    let site = site();
    let report = import(
        &site,
        "a.csv",
        csv(
            "I;Tư pháp;40;30;8;2\n1;Hộ tịch;25;20;4;1\n2;Chứng thực;10;10;4;1\nII;Đô thị;20;10;9;1\n1;Đất đai;15;10;4;1\n2;Xây dựng;5;0;5;0",
        ),
    );
    assert!(!report.is_complete());
    assert_eq!(names(&periods(&site)), ["Đất đai", "Xây dựng"], "{}", report.text());
    assert_eq!(periods(&site)[0].get("received"), None);
}

#[test]
fn subtotals_of_sections_and_of_pages_are_no_totals() {
    let site = site();
    let report = import(
        &site,
        "a.csv",
        csv(
            "1;Hộ tịch;25;20;4;1\n2;Chứng thực;15;10;4;1\n;Cộng;40;30;8;2\n3;Đất đai;15;10;4;1\n4;Xây dựng;5;0;5;0\n;Cộng;20;10;9;1\n;Tổng cộng;60;40;17;3",
        ),
    );
    assert!(report.is_complete(), "{}", report.text());
    assert_eq!((periods(&site)[0]["received"].as_u64(), names(&periods(&site)).len()), (Some(60), 4));
    let without = site_of(
        "1;Hộ tịch;25;20;4;1\n2;Chứng thực;15;10;4;1\n;Cộng;40;30;8;2\n3;Đất đai;15;10;4;1\n4;Xây dựng;5;0;5;0\n;Cộng;20;10;9;1",
    );
    assert_eq!((without[0]["received"].as_u64(), names(&without).len()), (Some(60), 4));
}

fn site_of(rows: &str) -> Value {
    let site = site();
    import(&site, "a.csv", csv(rows));
    periods(&site)
}

#[test]
fn several_totals_that_nothing_decides_between_are_refused() {
    let site = site();
    let report = import(
        &site,
        "a.csv",
        csv("1;Hộ tịch;25;20;4;1\n2;Chứng thực;15;10;4;1\n;Tổng số;70;50;15;5\n;Tổng cộng;90;60;20;10"),
    );
    assert!(
        failure(&report).contains("row 5 (\"Tổng số\"), row 6 (\"Tổng cộng\"): each may be the total"),
        "{}",
        report.text()
    );
    assert!(!site.path("data/tthc.json").exists());
}

#[test]
fn rows_about_other_periods_are_no_fields() {
    for row in [
        "Lũy kế từ đầu năm",
        "Luỹ kế",
        "Cộng dồn",
        "Tháng trước",
        "Kỳ trước",
        "So với tháng trước",
        "So với cùng kỳ (%)",
        "Cùng kỳ năm 2022",
        "Tăng (+), giảm (-)",
        "Tỷ lệ (%)",
        "Bình quân tháng",
    ] {
        let site = site();
        let report = import(
            &site,
            "a.csv",
            csv(&format!("1;Hộ tịch;40;30;8;2\n2;Đất đai;20;10;9;1\n;Tổng cộng;60;40;17;3\n;{row};600;400;170;30")),
        );
        assert_eq!(names(&periods(&site)), ["Hộ tịch", "Đất đai"], "{row}: {}", report.text());
        assert_eq!(periods(&site)[0]["received"], 60, "{row}");
        assert!(table(&report).notes.iter().any(|note| note.contains(row)), "{row}: {}", report.text());
    }
}

#[test]
fn columns_about_other_periods_are_not_used() {
    for column in [
        "Tiếp nhận lũy kế từ đầu năm",
        "Lũy kế tiếp nhận",
        "Tiếp nhận cùng kỳ năm trước",
        "Tiếp nhận so với tháng trước",
    ] {
        let site = site();
        let text = format!(
            "Tháng 11/2023\nLĩnh vực;Tiếp nhận trong tháng;{column};Đúng hạn;Trễ hạn\nHộ tịch;40;400;8;2\nĐất đai;20;200;9;1\nTổng cộng;60;600;17;3\n"
        );
        let report = import(&site, "a.csv", text);
        assert_eq!(periods(&site)[0]["received"], 60, "{column}: {}", report.text());
        assert!(report.is_complete(), "{column}: {}", report.text());
    }
}

#[test]
fn parts_of_a_field_are_no_fields() {
    let parent = "1;Hộ tịch;40;30;8;2\n";
    let end = "2;Đất đai;20;10;9;1\n;Tổng cộng;60;40;17;3";
    for parts in [
        ";Trong đó: Khai sinh;15;10;4;1\n;Khai tử;5;5;0;0\n",
        ";Trong đó: Khai sinh;15;10;4;1\n",
        ";- Khai sinh;15;10;4;1\n;- Khai tử;5;5;0;0\n",
        "a;Khai sinh;15;10;4;1\nb;Khai tử;5;5;0;0\n",
        "1.1;Khai sinh;25;20;4;1\n1.2;Khai tử;15;10;4;1\n",
    ] {
        let site = site();
        let report = import(&site, "a.csv", csv(&format!("{parent}{parts}{end}")));
        assert_eq!(periods(&site)[0]["received"], 60, "{parts}: {}", report.text());
        let found = periods(&site);
        let sum: u64 =
            found[0]["fields"].as_array().unwrap().iter().map(|field| field["received"].as_u64().unwrap()).sum();
        assert_eq!(sum, 60, "{parts}: {}", report.text());
    }
    // Without numbers of rows, the sums say where the parts end.
    let without = "Tháng 11/2023\nLĩnh vực;Tiếp nhận mới;Trễ hạn\nHộ tịch;40;2\nTrong đó: Khai sinh;15;1\nKhai tử;5;0\nĐất đai;27;1\n";
    let site_with_total = site();
    import(&site_with_total, "a.csv", format!("{without}Tổng cộng;67;3\n"));
    assert_eq!(names(&periods(&site_with_total)), ["Hộ tịch", "Đất đai"]);
    let open = site();
    let report = import(&open, "a.csv", without);
    assert!(!report.is_complete(), "{}", report.text());
    assert_eq!(names(&periods(&open)), ["Hộ tịch"], "where the parts end is not certain: {}", report.text());
    assert_eq!(periods(&open)[0].get("received"), None);
}

#[test]
fn a_total_that_is_less_than_its_fields_is_left_out() {
    let site = site();
    let report = import(&site, "a.csv", csv("1;Hộ tịch;40;30;8;2\n2;Đất đai;20;10;9;1\n;Tổng cộng;6;40;17;3"));
    assert!(!report.is_complete());
    assert!(table(&report).doubts[0].contains("the total is not the sum of its fields"), "{}", report.text());
    let period = &periods(&site)[0];
    assert_eq!((period.get("received"), &period["early"]), (None, &json!(40)));
}

#[test]
fn a_row_without_a_name_counts_for_the_total_all_the_same() {
    let site = site();
    let report = import(&site, "a.csv", csv("1;Hộ tịch;40;30;8;2\n2;;20;10;9;1\n;Tổng cộng;60;40;17;3"));
    assert!(table(&report).unreadable[0].starts_with("row 4: no field is named"), "{}", report.text());
    assert_eq!(table(&report).doubts, [""; 0], "the total is right: {}", report.text());
    assert_eq!((names(&periods(&site)), &periods(&site)[0]["received"]), (vec!["Hộ tịch"], &json!(60)));
}

#[test]
fn two_rows_of_one_name_are_no_sections() {
    let site = site();
    let report = import(&site, "a.csv", csv("1;Hộ tịch;40;30;8;2\n2;Hộ tịch;20;10;9;1\n;Tổng cộng;60;40;17;3"));
    assert!(table(&report).doubts[0].contains("are one field with different numbers"), "{}", report.text());
    assert_eq!(table(&report).notes, [""; 0], "{}", report.text());
}

#[test]
fn a_total_with_one_wrong_number_loses_that_number_only() {
    let site = site();
    let report = import(&site, "a.csv", csv("1;Hộ tịch;40;30;8;2\n2;Đất đai;20;10;9;1\n;Tổng cộng;60;40;17;30"));
    assert!(!report.is_complete(), "{}", report.text());
    let period = &periods(&site)[0];
    assert_eq!((period.get("late"), &period["received"]), (None, &json!(60)));
}

#[test]
fn a_total_that_is_twice_its_fields_is_refused() {
    let site = site();
    let report = import(&site, "a.csv", csv("1;Hộ tịch;40;30;8;2\n2;Đất đai;20;10;9;1\n;Tổng cộng;120;80;34;6"));
    assert!(table(&report).doubts[0].contains("twice the sum"), "{}", report.text());
    assert_eq!(periods(&site)[0].get("received"), None);
}

#[test]
fn a_total_of_months_is_no_figure_of_the_year() {
    let site = site();
    let report = import(
        &site,
        "a.csv",
        "TỔNG HỢP NĂM 2023\nTháng;Tiếp nhận;Đang giải quyết trong hạn\nTháng 9;50;10\nTháng 10;30;5\nTổng cộng;80;15\n",
    );
    let spans: Vec<Value> = periods(&site).as_array().unwrap().iter().map(|period| period["from"].clone()).collect();
    assert_eq!(spans, ["2023-09", "2023-10"], "{}", report.text());
}

#[test]
fn a_field_that_is_the_sum_of_the_others_by_chance_is_a_doubt() {
    let site = site();
    let report = import(&site, "a.csv", csv("1;Hộ tịch;60;40;17;3\n2;Chứng thực;40;30;8;2\n3;Đất đai;20;10;9;1"));
    assert!(table(&report).doubts[0].contains("it may be their total or a field"), "{}", report.text());
    assert_eq!((names(&periods(&site)), periods(&site)[0].get("received")), (vec!["Chứng thực", "Đất đai"], None));
}
