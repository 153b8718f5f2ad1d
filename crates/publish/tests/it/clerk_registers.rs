//! What a clerk reads after a mistake in office.json, alerts.json or procedures.json. The golden files are those of [`crate::clerk`].

use crate::clerk::{BUILD, CHECK, compare, fixture};
use crate::fixture::Fixture;

const OFFICE: &str = r#"{
  "version": 1,
  "updated_at": "20/11/2023",
  "units": [
    {
      "id": "mot-cua",
      "name": "Bộ phận Một cửa",
      "phones": [ { "number": "0236 3 891 234", "label": "Hỏi về hồ sơ" } ],
      "hours": [ "Thứ Hai đến thứ Sáu: 7:30–11:30, 13:30–17:00", "Thứ Bảy, Chủ nhật: nghỉ" ]
    },
    { "id": "van-phong", "name": "Văn phòng" }
  ],
  "closed": [ { "from": "01/01/2024", "why": "Nghỉ Tết Dương lịch" } ],
  "changed": [ { "date": "25/11/2023", "hours": "7:30–11:30", "why": "Làm bù" } ]
}
"#;

const ALERTS: &str = r#"{
  "version": 1,
  "alerts": [
    {
      "level": "khẩn",
      "title": "Lũ trên sông, không qua cầu Đá",
      "what_to_do": "Sang nhà văn hoá thôn Đông.",
      "from": "21/11/2023 06:00",
      "until": "22/11/2023 18:00"
    }
  ]
}
"#;

const PROCEDURES: &str = r#"{
  "version": 1,
  "events": [ { "id": "sinh-con", "name": "Sinh con" } ],
  "procedures": [
    {
      "id": "khai-sinh",
      "code": "1.001193",
      "name": "Đăng ký khai sinh",
      "field": "Hộ tịch",
      "papers": [ "Tờ khai", "Giấy chứng sinh" ],
      "ways": [ { "way": "Trực tiếp", "time": "Trong ngày", "fee": "Không" } ],
      "place": "mot-cua",
      "decision": { "number": "12/QĐ-UBND", "date": "20/02/2023" },
      "events": [ "sinh-con" ],
      "popular": 1
    }
  ]
}
"#;

/// A site without any mistake that has all three documents.
fn with_registers() -> Fixture {
    let fixture = fixture();
    fixture.put("trang/data/office.json", OFFICE);
    fixture.put("trang/data/alerts.json", ALERTS);
    fixture.put("trang/data/procedures.json", PROCEDURES);
    fixture
}

/// Compares the answers for a site whose document has these texts in the place of others.
#[track_caller]
fn compare_slips(name: &str, document: &str, text: &str, slips: &[[&str; 2]]) {
    let fixture = with_registers();
    let mut text = text.to_owned();
    for [from, to] in slips {
        assert!(text.contains(from), "{document} lacks {from}");
        text = text.replacen(from, to, 1);
    }
    fixture.put(&format!("trang/data/{document}"), &text);
    compare(name, &fixture, &[CHECK, BUILD]);
}

#[test]
fn nothing_is_wrong_with_the_registers() {
    compare("registers-nothing", &with_registers(), &[CHECK, BUILD]);
}

#[test]
fn the_office_has_slips() {
    let slips = [
        ["\"Thứ Hai đến thứ Sáu: 7:30–11:30, 13:30–17:00\"", "\"Giờ hành chính\""],
        [
            "{ \"id\": \"van-phong\", \"name\": \"Văn phòng\" }",
            "{ \"id\": \"mot-cua\", \"name\": \"Văn phòng\" },\n    \"Công an xã\",\n    { \"phones\": [ \"0236 3 891 235\" ] }",
        ],
        ["\"01/01/2024\"", "\"03/01/2024\", \"to\": \"01/01/2024\""],
        ["\"7:30–11:30\", \"why\"", "\"sáng\", \"why\""],
    ];
    compare_slips("office", "office.json", OFFICE, &slips);
}

#[test]
fn the_hours_of_the_office_contradict_each_other() {
    let slips =
        [["\"Thứ Bảy, Chủ nhật: nghỉ\"", "\"Thứ Sáu: 7:30–11:30, 13:30–16:30\""], ["\"phones\"", "\"dien_thoai\""]];
    compare_slips("office-hours", "office.json", OFFICE, &slips);
}

#[test]
fn fields_of_the_registers_are_named_in_vietnamese() {
    let fixture = with_registers();
    let renamed = |text: &str, names: &[[&str; 2]]| {
        names.iter().fold(text.to_owned(), |text, [from, to]| {
            assert!(text.contains(&format!("\"{from}\":")), "{from}");
            text.replacen(&format!("\"{from}\":"), &format!("\"{to}\":"), 1)
        })
    };
    let office =
        [["hours", "gio"], ["phones", "dien_thoai"], ["label", "nhãn"], ["closed", "ngày nghỉ"], ["why", "lý do"]];
    fixture.put("trang/data/office.json", &renamed(OFFICE, &office));
    let alerts = [["level", "muc_do"], ["what_to_do", "cần làm"], ["until", "đến"]];
    fixture.put("trang/data/alerts.json", &renamed(ALERTS, &alerts));
    let procedures =
        [["papers", "giay_to"], ["time", "thời hạn"], ["fee", "lệ phí"], ["place", "nơi nhận"], ["code", "mã"]];
    fixture.put("trang/data/procedures.json", &renamed(PROCEDURES, &procedures));
    compare("registers-field-names", &fixture, &[CHECK]);
}

#[test]
fn alerts_have_slips() {
    let more = r#"},
    { "level": "rất khẩn", "title": "Cắt nước", "from": "21/11/2023 08:00", "until": "22/11/2023" },
    { "level": "cảnh báo", "title": "Cấm đường", "from": "21/11/2023 19:00", "until": "21/11/2023 08:00" },
    { "level": "cảnh báo", "title": "Cháy rừng", "from": "21/11/2023 08:00", "until": "21/11/2033 08:00" },
    { "level": "cảnh báo", "title": "Cháy rừng", "from": "21/11/2023 08:00", "until": "22/11/2023 08:00" },
    { "level": "thông tin", "from": "21/11/2023 08:00", "until": "22/11/2023 08:00" },
    { "level": "thông tin", "title": "Họp dân" }
  ]"#;
    compare_slips("alerts", "alerts.json", ALERTS, &[["}\n  ]", more]]);
}

#[test]
fn procedures_have_slips() {
    let more = r#"},
    { "id": "khai-sinh", "name": "Đăng ký lại khai sinh" },
    { "code": "1.000894", "place": "mot-cua" },
    { "name": "Đăng ký kết hôn", "place": "mot-cu", "events": [ "ket-hon" ], "decision": { "number": "3/QĐ-UBND", "date": "01/03/2019" } },
    { "name": "Chứng thực", "place": "Tầng một", "ways": [ { "way": "Trực tiếp", "time": "Trong ngày" } ],
      "papers": [ { "name": "Tờ khai", "form": "../media/to khai.docx" } ] }
  ]"#;
    compare_slips("procedures", "procedures.json", PROCEDURES, &[["}\n  ]", more]]);
}

#[test]
fn the_registers_were_saved_by_notepad_as_text() {
    let fixture = fixture();
    fixture.put("trang/data/office.json.txt", OFFICE);
    fixture.put("trang/data/alerts (1).json", ALERTS);
    compare("registers-as-text", &fixture, &[CHECK, BUILD]);
}

#[test]
fn the_home_page_names_parts_that_show_nothing() {
    let fixture = fixture();
    let site = std::fs::read_to_string(fixture.path("trang/data/site.json")).unwrap();
    let all = r#""home": [ "alert", "office", "procedures", "lead", "notices", "figures", "news", "categories", "most-read" ],"#;
    fixture.put("trang/data/site.json", &site.replacen("\"version\": 1,", &format!("\"version\": 1,\n  {all}"), 1));
    compare("home", &fixture, &[CHECK]);
    fixture.put(
        "trang/data/site.json",
        &site.replacen("\"version\": 1,", "\"version\": 1,\n  \"home\": [ \"tin-moi\" ],", 1),
    );
    compare("home-unknown", &fixture, &[CHECK]);
}
