//! What a check and a build say of the personal data of citizens. All of it is invented.

use crate::check::{checked, whole_fixture};
use crate::fixture::{Fixture, article, feed, messages};
use serde_json::{Value, json};
use std::path::Path;
use trangxa_model::Timestamp;
use trangxa_publish::files::Folder;
use trangxa_publish::{Checked, Finding, FindingKind, Severity, check};
use trangxa_test_support::{PdfWord, pdf_of_contents, pdf_of_pages, raw_book, sheet_data, word_table};

const LIST: &str = "<p>Danh sách:</p><table><tr><th>TT<th>Họ và tên<th>Số CCCD<th>Ngày sinh</tr>\
    <tr><td>1<td>Lê Thị Tám<td>030150001234<td>01/02/1950</tr><tr><td>2<td>Ngô Văn Tư<td>030060001235<td>03/04/1960</tr></table>";
const NUMBERS: [&str; 2] = ["030150001234", "030060001235"];

/// An article with a text and attachments in `media/`.
fn with(text: &str, attachments: &[&str], ours: Value) -> Value {
    let mut whole = article("ds", "Danh sách chi trả", "2024-01-01");
    whole["authors"] = json!([{"name": "Thu"}]);
    whole["content_html"] = json!(text);
    whole["attachments"] = attachments.iter().map(|name| json!({"url": format!("../media/{name}")})).collect();
    whole["_trangxa"] = ours;
    whole
}

fn fixture(item: &Value) -> Fixture {
    let fixture = whole_fixture();
    fixture.put_json("site/data/feed.json", &feed(json!([item])));
    fixture
}

/// The findings about personal data.
fn told(checked: &Checked, kind: FindingKind) -> Vec<String> {
    checked.findings.iter().filter(|finding| finding.kind == kind).map(Finding::to_string).collect()
}

const FOUND: &str = "2 citizen numbers: 0301******34 (table 1, row 2), 0300******35 (table 1, row 3); \
    2 dates of birth: **/**/1950 (table 1, row 2), **/**/1960 (table 1, row 3)";

#[test]
fn a_list_in_an_article_is_told_first_and_no_number_is_repeated() {
    let fixture = fixture(&with(LIST, &[], json!(null)));
    fixture.put("site/data/visits.json", "x");
    let report = checked(&fixture);
    assert_eq!(
        told(&report, FindingKind::PersonalData),
        [format!("data/feed.json, article \"ds\" (\"Danh sách chi trả\"): {FOUND}")]
    );
    assert!(!report.is_anything_lost(), "the list is on the site");
    let (text, json) = (report.text("xa", true), report.json("xa"));
    assert!(
        text.contains("\nPERSONAL DATA (1)\n  1 × personal data of citizens, which law 91/2025/QH15 allows"),
        "{text}"
    );
    assert!(NUMBERS.iter().all(|number| !text.contains(number) && !json.contains(number)));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["counts"]["fault"], &json["findings"][0]["kind"]), (&json!(1), &json!("personal-data")));
    assert_eq!(json["findings"][0]["severity"], json!("fault"));
}

#[test]
fn what_is_lost_is_told_after_personal_data_and_what_cannot_be_read_before() {
    let fixture = fixture(&with(LIST, &[], json!(null)));
    let items = json!([with(LIST, &[], json!(null)), {"title": "no id"}]);
    fixture.put_json("site/data/feed.json", &feed(items));
    fixture.put("site/data/tthc.json", "{");
    let severities: Vec<Severity> = checked(&fixture).findings.iter().map(|finding| finding.kind.severity()).collect();
    assert_eq!(severities[..3], [Severity::Error, Severity::Risk, Severity::Loss]);
}

/// Writes the list as a file of each kind.
fn put_files(fixture: &Fixture) {
    let rows: [&[&str]; 3] = [
        &["Họ và tên", "Số CCCD", "SĐT"],
        &["Lê Thị Tám", NUMBERS[0], "0987654321"],
        &["Ngô Văn Tư", NUMBERS[1], "0987654322"],
    ];
    let lines = rows.map(|row| row.join(";")).join("\n");
    fixture.put("site/media/ds.csv", &lines);
    // A spreadsheet drops the zeros of numbers.
    fixture.put_bytes("site/media/ds.xlsx", &raw_book(&sheet_data(&lines)));
    fixture.put_bytes("site/media/ds.docx", &word_table(&rows));
    let word = |x: f64, y: f64, text: &str| PdfWord { x, y, text: text.to_owned() };
    let line = |y: f64, row: &[&str]| {
        row.iter().zip([50.0, 250.0, 400.0]).map(|(text, x)| word(x, y, text)).collect::<Vec<_>>()
    };
    let page = [line(700.0, rows[0]), line(680.0, rows[1]), line(660.0, rows[2])].concat();
    fixture.put_bytes("site/media/ds.pdf", &pdf_of_pages(&[page]));
}

#[test]
fn lists_in_files_are_told_with_their_article() {
    let fixture = fixture(&with(
        "<p>Xem <a href=\"../media/ds.pdf\">danh sách</a>.</p>",
        &["ds.csv", "ds.xlsx", "ds.docx"],
        json!(null),
    ));
    put_files(&fixture);
    fixture.put("site/media/khac/le.txt", &format!("CCCD {}", NUMBERS[0]));
    let (of_article, phones) =
        ("file of the article \"Danh sách chi trả\": 2 citizen numbers: ", "2 private telephone numbers: ");
    let report = told(&checked(&fixture), FindingKind::PersonalData);
    let expected = [
        format!(
            "media/ds.csv: {of_article}0301******34 (row 2), 0300******35 (row 3); {phones}098*****21 (row 2), 098*****22 (row 3)"
        ),
        format!(
            "media/ds.docx: {of_article}0301******34 (table 1, row 2), 0300******35 (table 1, row 3); {phones}098*****21 (table 1, row 2), 098*****22 (table 1, row 3)"
        ),
        format!(
            "media/ds.pdf: {of_article}0301******34 (page 1, line 2), 0300******35 (page 1, line 3); {phones}098*****21 (page 1, line 2), 098*****22 (page 1, line 3)"
        ),
        format!(
            "media/ds.xlsx: {of_article}0301******34 (sheet \"Sheet1\", row 2), 0300******35 (sheet \"Sheet1\", row 3); {phones}098*****21 (sheet \"Sheet1\", row 2), 098*****22 (sheet \"Sheet1\", row 3)"
        ),
        "media/khac/le.txt: 1 citizen number: 0301******34 (paragraph 1)".to_owned(),
    ];
    assert_eq!(report, expected);
}

#[test]
fn a_reason_silences_an_article_and_its_files_and_is_not_published() {
    let reason = "căn cứ Quyết định số 12/2026/QĐ-TTg";
    let fixture =
        fixture(&with(LIST, &["ds.csv", "ds.xlsx", "ds.docx", "ds.pdf"], json!({"personal_data_ok": reason})));
    put_files(&fixture);
    fixture.put_bytes("site/media/quet.pdf", &pdf_of_contents(&["0 0 9 9 re f".to_owned()]));
    let report = checked(&fixture);
    assert_eq!(told(&report, FindingKind::PersonalData), [""; 0]);
    let allowed = told(&report, FindingKind::PersonalDataAllowed);
    assert_eq!(allowed.len(), 5);
    assert_eq!(
        allowed[0],
        format!(
            "data/feed.json, article \"ds\" (\"Danh sách chi trả\"): 2 citizen numbers, 2 dates of birth; the reason that is recorded: {reason}"
        )
    );
    let built = fixture.build().unwrap();
    assert_eq!(built.findings.iter().filter(|finding| finding.kind.severity() < Severity::Advice).count(), 0);
    let record = fixture.path("out/.trangxa-record");
    for (path, bytes) in fixture.everything().into_iter().filter(|(path, _)| *path != record) {
        assert!(!String::from_utf8_lossy(&bytes).contains(reason), "{} publishes the reason", path.display());
    }
}

#[test]
fn what_is_no_reason_silences_nothing_and_is_told() {
    for ours in
        [json!({"personal_data_ok": " "}), json!({"personal_data_ok": true}), json!({"personal_data_ok": ["x"]})]
    {
        let report = checked(&fixture(&with(LIST, &[], ours.clone())));
        assert_eq!(told(&report, FindingKind::PersonalData).len(), 1, "{ours}");
        let left_out = told(&report, FindingKind::FieldLeftOut);
        assert_eq!(left_out.len(), 1, "{ours}");
        assert!(
            left_out[0].contains("items[0]._trangxa.personal_data_ok") && left_out[0].contains("is no reason"),
            "{left_out:?}"
        );
    }
    let report = checked(&fixture(&with(LIST, &[], json!({"personal_data_okay": "căn cứ"}))));
    assert!(told(&report, FindingKind::FieldUnknown)[0].contains("did you mean \"personal_data_ok\"?"));
}

#[test]
fn files_that_cannot_be_looked_at_are_named() {
    let fixture = fixture(&with("<p>x</p>", &["quet.pdf"], json!(null)));
    let text = "BT /F1 10 Tf 50 700 Td <00410042> Tj ET".to_owned();
    fixture.put_bytes("site/media/quet.pdf", &pdf_of_contents(&["0 0 9 9 re f".to_owned()]));
    fixture.put_bytes("site/media/nua.pdf", &pdf_of_contents(&[text, "0 0 9 9 re f".to_owned()]));
    fixture.put("site/media/hong.pdf", "%PDF-1.7 x");
    fixture.put("site/media/cu.doc", "x");
    fixture.put_bytes("site/media/cu.xlsx", b"\xd0\xcf\x11\xe0 x");
    fixture.put("site/media/hong.docx", "x");
    fixture.put("site/media/goi.zip", "x");
    fixture.put("site/media/anh.jpg", "x");
    let told = told(&checked(&fixture), FindingKind::PersonalDataUnseen);
    let damaged = "the file is damaged, or is not what its name says";
    let format = "the format is not read; .docx, .xlsx and .pdf are";
    assert_eq!(
        told,
        [
            format!("media/cu.doc: {format}"),
            format!("media/cu.xlsx: {format}"),
            "media/goi.zip: the files in the archive are not read".to_owned(),
            format!("media/hong.docx: {damaged}"),
            format!("media/hong.pdf: {damaged}"),
            "media/nua.pdf: 1 page is a picture without text".to_owned(),
            "media/quet.pdf: file of the article \"Danh sách chi trả\": the pages are pictures without text (a scan)"
                .to_owned(),
        ]
    );
}

#[test]
fn a_build_tells_the_same_each_time() {
    let fixture = fixture(&with(LIST, &["ds.pdf"], json!(null)));
    put_files(&fixture);
    let first = messages(&fixture.build().unwrap());
    assert_eq!(first.iter().filter(|message| message.contains("citizen numbers")).count(), 5, "{first:?}");
    assert_eq!(messages(&fixture.build().unwrap()), first, "nothing has changed");
    let mut other = with(LIST, &["ds.pdf"], json!(null));
    other["title"] = json!("Danh sách mới");
    fixture.put_json("site/data/feed.json", &feed(json!([other])));
    let again = messages(&fixture.build().unwrap());
    assert_eq!(again.len(), first.len());
    assert!(again.iter().any(|message| message.starts_with("media/ds.pdf: file of the article \"Danh sách mới\"")));
    fixture.put("site/media/ds.csv", "Họ tên;Thôn\nLê Thị Tám;Đông");
    let changed = messages(&fixture.build().unwrap());
    assert_eq!(changed.len(), first.len() - 1, "{changed:?}");
}

#[test]
fn the_office_and_its_pages_are_left_alone() {
    let roster = "<table><tr><th>Họ tên<th>Điện thoại</tr><tr><td>Lê Thị Tám<td>0987 654 321</tr></table>";
    let fixture = fixture(&with(roster, &[], json!(null)));
    assert_eq!(told(&checked(&fixture), FindingKind::PersonalData).len(), 1, "a telephone of a person");
    let mut site = fixture.site_json();
    site["contact"]["phone"] = json!("0220.3822.123 - 0987654321");
    site["pages"][0]["content_html"] =
        json!("<table><tr><th>Họ tên<th>Chức vụ<th>ĐT</tr><tr><td>Ngô Văn Tư<td>Chủ tịch<td>0987654322</tr></table>");
    fixture.put_json("site/data/site.json", &site);
    assert_eq!(told(&checked(&fixture), FindingKind::PersonalData), [""; 0]);
    site["pages"][0]["content_html"] = json!(LIST);
    fixture.put_json("site/data/site.json", &site);
    assert_eq!(
        told(&checked(&fixture), FindingKind::PersonalData),
        [format!("data/site.json, page \"gioi-thieu\" (\"Giới thiệu\"): {FOUND}")]
    );
}

#[test]
fn the_demo_and_a_real_page_have_none() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for site in ["public", "tests/fixtures/quang-thanh"] {
        let report = check(&Folder::new(&root.join(site)), Timestamp::from_unix(1_760_000_000)).unwrap();
        for kind in [FindingKind::PersonalData, FindingKind::PersonalDataUnseen, FindingKind::PersonalDataAllowed] {
            assert_eq!(told(&report, kind), [""; 0], "{site}");
        }
    }
}

#[test]
fn articles_that_are_files_are_told_and_silenced_like_those_of_a_feed() {
    let fixture = whole_fixture();
    let rows: [&[&str]; 3] =
        [&["TT", "Họ và tên", "Số CCCD"], &["1", "Lê Thị Tám", NUMBERS[0]], &["2", "Ngô Văn Tư", NUMBERS[1]]];
    let table = format!(
        "| Họ và tên | Số CCCD |\n|---|---|\n| Lê Thị Tám | {} |\n| Ngô Văn Tư | {} |\n",
        NUMBERS[0], NUMBERS[1]
    );
    let markdown =
        |reason: &str| format!("tiêu đề: Danh sách A\nđính kèm: ds.csv\n{reason}\n\nMời nhận quà.\n\n{table}");
    fixture.put("site/bai/2024-01-02-a.md", &markdown(""));
    fixture.put("site/bai/ds.csv", &rows.map(|row| row.join(";")).join("\n"));
    fixture.put_bytes("site/bai/2024-01-03-b.docx", &word_table(&rows));
    let numbers =
        |places: [&str; 2]| format!("2 citizen numbers: 0301******34 ({}), 0300******35 ({})", places[0], places[1]);
    let in_table = numbers(["table 1, row 2", "table 1, row 3"]);
    let b = format!("bai/2024-01-03-b.docx, article \"2024-01-03-b\" (\"B\"): {in_table}");
    let expected = [
        b.clone(),
        format!("bai/2024-01-02-a.md, article \"2024-01-02-a\" (\"Danh sách A\"): {in_table}"),
        format!("bai/ds.csv: file of the article \"Danh sách A\": {}", numbers(["row 2", "row 3"])),
    ];
    assert_eq!(told(&checked(&fixture), FindingKind::PersonalData), expected);

    fixture.put("site/bai/2024-01-02-a.md", &markdown("căn cứ công khai: Quyết định số 12/2026/QĐ-TTg\n"));
    let report = checked(&fixture);
    assert_eq!(told(&report, FindingKind::PersonalData), [b], "the reason is that of one article and of its file");
    let allowed = told(&report, FindingKind::PersonalDataAllowed);
    assert_eq!(allowed.len(), 2, "{allowed:?}");
    assert!(allowed.iter().all(|it| it.ends_with("the reason that is recorded: Quyết định số 12/2026/QĐ-TTg")));
}
