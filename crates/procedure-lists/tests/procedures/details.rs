//! Details of single procedures in Word documents.

use crate::support::{detail, docx, each, import, lines, procedures, site, word_rows};
use serde_json::{Value, json};
use trangxa_procedure_lists::Outcome;

fn whole() -> Value {
    json!({
        "id": "dang-ky-khai-sinh", "code": "1.001193", "name": "Đăng ký khai sinh", "field": "Hộ tịch",
        "for_whom": ["Công dân Việt Nam", "Người Việt Nam định cư ở nước ngoài"],
        "papers": [
            {"name": "Tờ khai đăng ký khai sinh theo mẫu", "original": 1},
            {"name": "Giấy chứng sinh", "original": 1},
            {"name": "Văn bản ủy quyền", "copies": 1, "note": "Trường hợp ủy quyền"},
        ],
        "steps": ["Nộp hồ sơ tại Bộ phận Một cửa. Nộp trực tuyến thì đăng nhập bằng VNeID.", "Ký sổ và nhận giấy."],
        "ways": [
            {"way": "Trực tiếp", "time": "1 Ngày làm việc", "fee": "Lệ phí: 0 Đồng", "note": "Nhận sau 15 giờ thì trả vào ngày hôm sau"},
            {"way": "Trực tuyến", "time": "1 Ngày làm việc", "fee": "Không"},
            {"way": "Bưu chính", "time": "1 Ngày làm việc"},
        ],
        "result": "Giấy khai sinh",
        "legal_basis": [
            {"title": "Luật Hộ tịch, no. 60/2014/QH13"},
            {"title": "Nghị định số 123/2015/NĐ-CP hướng dẫn Luật Hộ tịch"},
        ],
        "decision": {"number": "1872/QĐ-BTP"},
    })
}

#[test]
fn a_detail_with_headings_in_lines_is_read() {
    let site = site();
    let report = import(&site, "khai-sinh.docx", docx(&detail()));
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(procedures(&site), json!([whole()]));
    let text = report.text();
    assert!(text.contains("TK-khai-sinh.docx") && text.contains("Từ khóa"), "{text}");
    assert!(!text.contains("Yêu cầu, điều kiện"), "nothing stands below that heading: {text}");
}

#[test]
fn a_detail_in_a_table_with_other_letters_is_read() {
    let site = site();
    let table = word_rows(&[
        "MA THU TUC HANH CHINH|1.000894.000.00.00.H23|Ca\u{302}\u{301}p thu\u{31b}\u{323}c hie\u{302}\u{323}n|Cấp Tỉnh; Cấp Xã",
        "Tên\u{a0}TTHC:|Đa\u{306}ng ky\u{301} kết hôn",
        "Lĩnh vực|Hộ tịch",
        "Kết quả|- Giấy chứng nhận kết hôn;\n- Trích lục.",
        "Nơi gửi|Sở Tư pháp",
        "Căn cứ pháp lý|Luật Hôn nhân và gia đình;",
    ]);
    let report = import(&site, "ket-hon.docx", docx(&table));
    assert_eq!(report.outcome(), Outcome::Complete, "{}", report.text());
    assert_eq!(
        procedures(&site),
        json!([{"id": "dang-ky-ket-hon", "code": "1.000894", "name": "Đăng ký kết hôn", "field": "Hộ tịch",
            "result": "Giấy chứng nhận kết hôn; Trích lục", "legal_basis": [{"title": "Luật Hôn nhân và gia đình"}]}])
    );
    assert!(report.text().contains("Nơi gửi"), "{}", report.text());
}

#[test]
fn several_details_in_one_document_stay_apart() {
    let site = site();
    let of = |code: &str, name: &str| {
        format!("Số quyết định: 1872/QĐ-BTP\nMã thủ tục: {code}\nTên thủ tục: {name}\nLĩnh vực: Hộ tịch\n")
    };
    import(&site, "a.docx", docx(&lines(&(of("1.000894", "Đăng ký kết hôn") + &of("1.000656", "Đăng ký khai tử")))));
    assert_eq!(each(&site, "name"), ["Đăng ký kết hôn", "Đăng ký khai tử"]);
    assert_eq!(each(&site, "decision"), [json!({"number": "1872/QĐ-BTP"}), json!({"number": "1872/QĐ-BTP"})]);
}

#[test]
fn what_is_doubtful_in_a_detail_is_told_and_left_out() {
    let site = site();
    let body = [
        lines("Mã thủ tục: 1.000894\nTên thủ tục: Đăng ký kết hôn\nSố quyết định: 1872/QĐ-BTP ngày 32/09/2020\nCách thức thực hiện"),
        word_rows(&[
            "Hình thức nộp|Thời hạn giải quyết|Phí, lệ phí|Mô tả",
            "Trực tiếp|5|8000|",
            "Nhờ người quen|5 ngày|Không|",
            "|10 ngày|Phí : Đồng|Khi phải xác minh",
        ]),
        lines("Thành phần hồ sơ"),
        word_rows(&["Tên giấy tờ|Số lượng", "Tờ khai|Bản chính: một", "Căn cước|Bản chính: 1"]),
        lines("Trình tự thực hiện: Nộp tại xã"),
        word_rows(&["Việc|Ai làm", "Nhận|Cán bộ"]),
    ]
    .concat();
    let report = import(&site, "a.docx", docx(&body));
    assert_eq!(report.outcome(), Outcome::Incomplete);
    assert_eq!(
        procedures(&site),
        json!([{"id": "dang-ky-ket-hon", "code": "1.000894", "name": "Đăng ký kết hôn", "decision": {"number": "1872/QĐ-BTP"},
            "ways": [{"way": "Trực tiếp"}], "papers": [{"name": "Tờ khai"}, {"name": "Căn cước", "original": 1}],
            "steps": ["Nộp tại xã"]}])
    );
    let text = report.text();
    for told in ["32/09/2020", "\"5\"", "\"8000\"", "Nhờ người quen", "Bản chính: một", "Trình tự thực hiện"]
    {
        assert!(text.lines().any(|line| line.contains("not read") && line.contains(told)), "{told}: {text}");
    }
}

#[test]
fn a_detail_of_another_level_or_without_a_code_is_not_imported() {
    let site = site();
    let report =
        import(&site, "a.docx", docx(&lines("Mã thủ tục: 1.000894\nTên thủ tục: Cấp phép\nCấp thực hiện: Cấp Tỉnh")));
    assert_eq!(report.outcome(), Outcome::Nothing, "{}", report.text());
    let report = import(&site, "b.docx", docx(&lines("Mã thủ tục: chưa có\nTên thủ tục: Cấp phép")));
    assert_eq!(report.outcome(), Outcome::Incomplete, "{}", report.text());
    let report = import(&site, "c.docx", docx(&lines("Thông báo nghỉ lễ")));
    assert_eq!(report.outcome(), Outcome::Incomplete, "{}", report.text());
    assert!(!site.path("data/procedures.json").exists());
}
