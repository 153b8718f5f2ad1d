//! What a clerk reads after a mistake, in Vietnamese, as the program prints it on a computer whose language is not known.
//!
//! Each mistake has a golden file. After an intended change, `SNAPSHOTS=overwrite cargo test --workspace --features $F --test it clerk::` writes
//! the files again; `$F` is in CONTRIBUTING.md. A change of them should be read as a clerk would read it.

use crate::fixture::Fixture;
use serde_json::Value;
use snapbox::data::{Data, DataFormat};
use std::fs;
use std::path::Path;
use std::process::Command;
use trangxa_test_support::pdf_of_contents;
use trangxa_test_support::pictures::{bomb, heic, jpeg, with_exif};

/// The time at which the program runs, in seconds since 1970: the day after the news of the feed.
const NOW: &str = "1700550000";

const SITE: &str = r#"{
  "version": 1,
  "name": "Trang thông tin điện tử xã An Bình",
  "base_url": "https://xa-an-binh.example/",
  "editor": { "title": "Trưởng Ban Biên tập", "position": "Chủ tịch", "name": "Nguyễn Văn A" },
  "contact": { "address": "Thôn Đông, xã An Bình", "phone": "0236 3 891 234", "email": "ubnd@xa-an-binh.example" },
  "categories": [ { "id": "thong-bao", "name": "Thông báo" } ],
  "pages": [
    { "id": "gioi-thieu", "title": "Giới thiệu", "content_html": "<p>Xã An Bình có bốn thôn.</p>" },
    { "id": "lien-he", "title": "Liên hệ", "content_html": "<p>Thôn Đông, xã An Bình.</p>" }
  ],
  "data": { "articles": "data/feed.json", "tthc": "data/tthc.json" }
}
"#;

const FEED: &str = r#"{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "Xã An Bình",
  "items": [
    {
      "id": "hop-dan-thang-11",
      "title": "Mời họp dân tháng 11",
      "content_html": "<p>Mời bà con đến nhà văn hoá thôn Đông.</p>",
      "date_published": "2023-11-20T08:00:00+07:00",
      "authors": [ { "name": "Ban Biên tập" } ],
      "tags": [ "Thông báo" ]
    },
    {
      "id": "lich-tiem-phong",
      "title": "Lịch tiêm phòng dại cho chó, mèo",
      "content_html": "<p>Thú y xã đến từng thôn.</p><p><img src=\"../media/Lịch tiêm.jpg\" alt=\"Lịch tiêm phòng\"></p>",
      "date_published": "2023-11-18T08:00:00+07:00",
      "authors": [ { "name": "Thú y xã" } ],
      "tags": [ "Thông báo" ]
    }
  ]
}
"#;

const FIGURES: &str = r#"{
  "version": 1,
  "updated_at": "2023-11-20T07:00:00+07:00",
  "periods": [
    {
      "from": "2023-10", "to": "2023-10",
      "received": 120, "carried_over": 14, "early": 80, "on_time": 31, "late": 1,
      "fields": [
        { "name": "Hộ tịch", "received": 40, "early": 40, "on_time": 0, "late": 0 },
        { "name": "Chứng thực", "received": 80, "early": 40, "on_time": 31, "late": 1 }
      ]
    }
  ]
}
"#;

/// A site without any mistake, in the folder `trang`.
pub(crate) fn fixture() -> Fixture {
    let fixture = Fixture::new();
    fixture.put("trang/data/site.json", SITE);
    fixture.put("trang/data/feed.json", FEED);
    fixture.put("trang/data/tthc.json", FIGURES);
    fixture.put_bytes("trang/media/Lịch tiêm.jpg", &jpeg(30, 20));
    fixture
}

pub(crate) const CHECK: &[&str] = &["check", "trang"];
pub(crate) const BUILD: &[&str] = &["build", "trang", "web", "--app", "app"];

/// What the program prints for each of these command lines.
fn answers(fixture: &Fixture, lines: &[&[&str]]) -> String {
    let mut all = String::new();
    for line in lines {
        let mut command = Command::new(env!("CARGO_BIN_EXE_trangxa"));
        for name in ["TRANGXA_LANG", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES"] {
            command.env_remove(name);
        }
        let output = command.args(*line).env("SOURCE_DATE_EPOCH", NOW).current_dir(fixture.path("")).output().unwrap();
        let text = String::from_utf8([output.stderr, output.stdout].concat()).unwrap();
        let folder = fixture.path("").display().to_string();
        let text = text.replace(&format!("{}/", folder.trim_end_matches('/')), "");
        let text: String = text.split_inclusive('\n').map(without_counts).collect();
        all.push_str(&format!(
            "> trangxa {}\n{text}(mã kết thúc {})\n\n",
            line.join(" "),
            output.status.code().unwrap()
        ));
    }
    all
}

/// A line without the numbers of pages and files, which change with the program.
fn without_counts(line: &str) -> String {
    if !line.starts_with("Đã dựng") {
        return line.to_owned();
    }
    let words = line.split(' ').map(|word| if word.parse::<usize>().is_ok() { "…" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[track_caller]
pub(crate) fn compare(name: &str, fixture: &Fixture, lines: &[&[&str]]) {
    let said = answers(fixture, lines);
    for english in [" the ", " is ", " not ", " this ", "error", "rror:"] {
        assert!(!said.contains(english), "{name} speaks English: {said}");
    }
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/golden/clerk").join(format!("{name}.txt"));
    snapbox::assert_data_eq!(said, Data::read_from(&golden, Some(DataFormat::Text)).raw());
}

/// Compares the answers for a site whose document has one text in the place of another.
#[track_caller]
fn compare_changed(name: &str, document: &str, [from, to]: [&str; 2], lines: &[&[&str]]) {
    let fixture = fixture();
    let path = format!("trang/data/{document}");
    let text = fs::read_to_string(fixture.path(&path)).unwrap();
    assert!(text.contains(from), "{document} lacks {from}");
    fixture.put(&path, &text.replacen(from, to, 1));
    compare(name, &fixture, lines);
}

#[test]
fn nothing_is_wrong() {
    compare("nothing", &fixture(), &[CHECK, BUILD]);
}

#[test]
fn site_json_is_missing() {
    let fixture = fixture();
    fs::remove_file(fixture.path("trang/data/site.json")).unwrap();
    compare("site-missing", &fixture, &[CHECK, BUILD]);
}

#[test]
fn the_folder_is_another_one() {
    let lines: &[&[&str]] = &[
        &["check", "trang/media"],
        &["check", "khong-co"],
        &["build", "trang/media", "web", "--app", "app"],
        &["build", "khong-co", "web", "--app", "app"],
    ];
    compare("other-folder", &fixture(), lines);
}

#[test]
fn site_json_was_saved_by_notepad_as_text() {
    let fixture = fixture();
    fs::rename(fixture.path("trang/data/site.json"), fixture.path("trang/data/site.json.txt")).unwrap();
    compare("site-as-text", &fixture, &[CHECK, BUILD]);
}

#[test]
fn a_comma_is_missing() {
    compare_changed("comma", "feed.json", ["tháng 11\",", "tháng 11\""], &[CHECK, BUILD]);
}

#[test]
fn a_text_has_the_quotation_marks_of_word() {
    compare_changed("curly-quotes", "site.json", ["\"Giới thiệu\"", "“Giới thiệu”"], &[CHECK, BUILD]);
}

#[test]
fn an_article_has_no_id() {
    compare_changed("no-id", "feed.json", ["      \"id\": \"lich-tiem-phong\",\n", ""], &[CHECK, BUILD]);
}

#[test]
fn an_article_has_the_id_of_another() {
    compare_changed("id-twice", "feed.json", ["lich-tiem-phong", "hop-dan-thang-11"], &[CHECK, BUILD]);
}

#[test]
fn a_date_cannot_be_read() {
    compare_changed("date", "feed.json", ["2023-11-20T08:00:00+07:00", "20 tháng 11"], &[CHECK, BUILD]);
}

#[test]
fn a_field_is_named_in_vietnamese() {
    compare_changed("field-name", "feed.json", ["\"content_html\"", "\"nội dung\""], &[CHECK, BUILD]);
}

#[test]
fn a_picture_is_missing() {
    let fixture = fixture();
    fs::remove_file(fixture.path("trang/media/Lịch tiêm.jpg")).unwrap();
    compare("picture-missing", &fixture, &[CHECK, BUILD]);
}

#[test]
fn a_picture_has_other_capital_letters() {
    let fixture = fixture();
    fs::rename(fixture.path("trang/media/Lịch tiêm.jpg"), fixture.path("trang/media/lịch tiêm.JPG")).unwrap();
    compare("picture-capitals", &fixture, &[CHECK, BUILD]);
}

#[test]
fn a_picture_lies_on_the_desktop() {
    let desktop = "file:///C:/Users/xa/Desktop/lich.jpg";
    compare_changed("picture-on-desktop", "feed.json", ["../media/Lịch tiêm.jpg", desktop], &[CHECK, BUILD]);
}

#[test]
fn a_link_leads_nowhere() {
    let link = "<p>Xem <a href=\\\"/bai/lich-tiem/\\\">lịch tiêm</a>.</p>";
    compare_changed("link", "feed.json", ["<p>Mời", &format!("{link}<p>Mời")], &[CHECK, BUILD]);
}

#[test]
fn markup_is_shown_as_text() {
    compare_changed("markup", "feed.json", ["<p>Mời", "&lt;p&gt;Mời"], &[CHECK, BUILD]);
}

#[test]
fn figures_contradict() {
    compare_changed("figures", "tthc.json", ["\"late\": 1,", "\"late\": 3,"], &[CHECK, BUILD]);
}

#[test]
fn a_number_is_a_text() {
    compare_changed("number", "tthc.json", ["\"late\": 1,", "\"late\": \"một\","], &[CHECK, BUILD]);
}

#[test]
fn a_list_of_people_has_their_numbers() {
    let list = "<p>Danh sách nhận quà:</p><table><tr><th>STT</th><th>Họ và tên</th><th>Ngày sinh</th><th>Số CCCD</th></tr>\
        <tr><td>1</td><td>Lê Thị Tám</td><td>01/02/1950</td><td>030150001234</td></tr>\
        <tr><td>2</td><td>Ngô Văn Tư</td><td>03/04/1960</td><td>030060001235</td></tr></table>";
    let fixture = fixture();
    let feed = FEED.replacen("<p>Mời", &format!("{list}<p>Mời"), 1);
    let attached =
        feed.replacen("\"tags\"", "\"attachments\": [ { \"url\": \"../media/ds.csv\" } ],\n      \"tags\"", 1);
    fixture.put("trang/data/feed.json", &attached);
    fixture.put("trang/media/ds.csv", "Họ tên;Số tài khoản;Ngân hàng\nLê Thị Tám;19031234567890;Techcombank\n");
    fixture.put_bytes("trang/media/ban-quet.pdf", &pdf_of_contents(&["0 0 9 9 re f".to_owned()]));
    compare("personal-data", &fixture, &[CHECK, BUILD]);
    let reason = "\"_trangxa\": { \"personal_data_ok\": \"căn cứ Điều 9 Quy chế chi trả\" },\n      \"tags\"";
    fixture.put("trang/data/feed.json", &attached.replacen("\"tags\"", reason, 1));
    compare("personal-data-reason", &fixture, &[CHECK, BUILD]);
}

/// An article as a clerk writes it in Notepad.
const NOTICE: &str = "---\ntiêu đề: Lịch cắt điện\nngày: 21/11/2023 08:00\nchuyên mục: Thông báo\ntác giả: Điện lực\n---\n\nCắt điện từ 7 giờ.\n";

#[test]
fn the_lines_before_an_article_have_slips() {
    let fixture = fixture();
    let slips = NOTICE
        .replace("ngày: 21/11/2023 08:00", "ngày: 31/11/2023")
        .replace("Thông báo", "Thông báo khẩn")
        .replace("tác giả", "tac gia viet");
    fixture.put("trang/bai/cat-dien.md", &slips);
    fixture.put("trang/bai/2023-11-21-nghi-le.md", &NOTICE.replace("---\n\n", "\n").replace("cắt điện", "nghỉ lễ"));
    compare("article-header", &fixture, &[CHECK, BUILD]);
}

#[test]
fn articles_were_saved_under_other_names() {
    let fixture = fixture();
    fixture.put("trang/bai/2023-11-21-cat-dien.md.txt", NOTICE);
    fixture.put("trang/bai/2023-11-21-hop.doc", "x");
    fixture.put("trang/bai/thong-bao/2023-11-21-nghi-le.md", NOTICE);
    fixture.put("trang/Bài/2023-11-21-le-hoi.md", NOTICE);
    fixture.put("trang/bai/hop-dan-thang-11.md", NOTICE);
    compare("article-names", &fixture, &[CHECK, BUILD]);
}

#[test]
fn what_an_article_names_is_not_beside_it() {
    let fixture = fixture();
    let text = format!("{NOTICE}\n![Sơ đồ](so do.jpg)\n\nXem [thông báo](thong-bao.pdf).\n");
    let text = text.replace("tác giả", "đính kèm: C:\\Users\\xa\\Desktop\\lich.xlsx\ntác giả");
    fixture.put("trang/bai/2023-11-21-cat-dien.md", &text);
    compare("article-files", &fixture, &[CHECK, BUILD]);
}

#[test]
fn a_word_document_is_another_file() {
    let fixture = fixture();
    fixture.put_bytes("trang/bai/2023-11-21-cu.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word 97");
    fixture.put("trang/bai/2023-11-21-tai-ve.docx", "<!DOCTYPE html><title>404</title>");
    fixture.put("trang/bai/2023-11-21-trong.md", "");
    compare("article-word", &fixture, &[CHECK, BUILD]);
}

#[test]
fn photographs_cannot_be_shown() {
    let fixture = fixture();
    let html = ["anh.heic", "to.png", "nua.jpg", "goc.jpg"]
        .map(|name| format!("<p><img src=\\\"../media/{name}\\\" alt=\\\"\\\"></p>"))
        .concat();
    let link = "<p><a href=\\\"../media/goc.jpg\\\">Ảnh gốc</a></p>";
    fixture.put("trang/data/feed.json", &FEED.replacen("<p>Thú y", &format!("{html}{link}<p>Thú y"), 1));
    fixture.put_bytes("trang/media/anh.heic", &heic());
    fixture.put_bytes("trang/media/to.png", &bomb(30_000));
    fixture.put_bytes("trang/media/nua.jpg", &jpeg(300, 200)[..900]);
    fixture.put_bytes("trang/media/goc.jpg", &with_exif(&jpeg(300, 200), 6, true));
    compare("pictures", &fixture, &[CHECK, BUILD]);
}

#[test]
fn the_output_folder_has_other_files() {
    let fixture = fixture();
    fixture.put("web/Báo cáo.docx", "x");
    compare("output-foreign", &fixture, &[BUILD]);
}

#[test]
fn the_program_has_no_app() {
    compare("no-app", &fixture(), &[&["build", "trang", "web"]]);
}

#[test]
fn a_command_line_is_wrong() {
    let lines: &[&[&str]] = &[
        &["biuld", "trang", "web"],
        &["build", "trang"],
        &["build", "trang", "web", "--ap", "app"],
        &["build", "Trang", "của", "xã", "web"],
        &["build", "trang", "web", "--wait", "mười"],
        &["import", "rss.xml", "--into", "trang", "--since", "hôm qua"],
    ];
    compare("command-line", &fixture(), lines);
}

#[test]
fn a_report_for_programs_differs_between_languages_in_its_sentences_only() {
    let fixture = fixture();
    fixture.put("trang/data/tthc.json", &FIGURES.replacen("2023-10\",", "2023-10”,", 1));
    fixture.put("trang/data/feed.json", &FEED.replacen("Lịch tiêm.jpg", "khong-co.jpg", 1));
    let report = |language: &str| -> Vec<Value> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_trangxa"));
        let line = ["check", "trang", "--json", "--lang", language];
        let output = command.args(line).env("SOURCE_DATE_EPOCH", NOW).current_dir(fixture.path("")).output().unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        report["findings"].as_array().unwrap().clone()
    };
    let (vietnamese, english) = (report("vi"), report("en"));
    assert_eq!((vietnamese.len(), english.len()), (2, 2), "{vietnamese:?}");
    for (vietnamese, english) in vietnamese.iter().zip(&english) {
        for name in ["file", "kind", "place", "severity"] {
            assert_eq!(vietnamese[name], english[name]);
        }
        assert_ne!(vietnamese["message"], english["message"]);
    }
    assert_eq!(english[0]["place"], "line 6, column 26");
}

#[test]
fn help_is_asked_for() {
    compare("help", &fixture(), &[&["build", "--help"], &["check", "--help"]]);
}
