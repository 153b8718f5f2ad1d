//! What a clerk reads of imports of procedures, whole and in Vietnamese, as golden files.
//!
//! The files are read like letters: would she know what is wrong, what became of her procedures, and what to do? After an intended change of
//! a sentence, `SNAPSHOTS=overwrite cargo test -p trangxa-procedure-lists --test vietnamese` writes them again.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it stands")]

#[allow(dead_code, reason = "other tests use the rest")]
#[path = "../procedures/support.rs"]
mod support;

use serde_json::json;
use snapbox::data::{Data, DataFormat};
use std::fmt::Display;
use std::path::{Path, PathBuf};
use support::{detail, docx, lines, list, options, site, site_with, word_rows};
use trangxa_messages::{Language, set_language};
use trangxa_procedure_lists::{Options, import_procedures};
use trangxa_test_support::SiteFolder;

/// A clerk's screen, on which one import after the other leaves its words.
#[derive(Default)]
struct Screen {
    text: String,
}

impl Screen {
    /// Imports files, each a name and its content, into a site.
    fn import(&mut self, site: &SiteFolder, files: &[(&str, &[u8])], change: impl FnOnce(&mut Options)) {
        let paths: Vec<PathBuf> = files.iter().map(|(name, content)| site.write(name, content)).collect();
        let mut options = options(site, &paths);
        change(&mut options);
        match import_procedures(&options) {
            Ok(report) => self.show(site, format!("{}({:?})", report.text(), report.outcome())),
            Err(error) => self.show(site, error),
        }
    }

    fn show(&mut self, site: &SiteFolder, text: impl Display) {
        let folder = format!("{}{}", site.root().display(), std::path::MAIN_SEPARATOR);
        self.text += &text.to_string().replace(&folder, "");
        self.text = format!("{}\n\n", self.text.trim_end());
    }

    /// Shows a file of the site.
    fn file(&mut self, site: &SiteFolder, name: &str) {
        self.text += &format!("--- {name}\n{}\n", std::fs::read_to_string(site.path(name)).unwrap());
    }

    /// Compares the whole screen with a golden file.
    #[track_caller]
    fn compare(&self, name: &str) {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vietnamese/golden").join(name);
        snapbox::assert_data_eq!(&self.text, Data::read_from(&golden, Some(DataFormat::Text)).raw());
    }
}

fn screen() -> Screen {
    set_language(Language::Vietnamese);
    Screen::default()
}

#[test]
fn a_list_and_a_detail() {
    let mut screen = screen();
    let site = site();
    let (list, detail) = (list(), docx(&detail()));
    let files: [(&str, &[u8]); 2] = [("danh-muc.xlsx", &list), ("khai-sinh.docx", &detail)];
    screen.import(&site, &files, |options| options.dry_run = true);
    screen.import(&site, &files, |_| {});
    screen.import(&site, &files, |_| {});
    screen.file(&site, "data/procedures.json");
    screen.compare("list-and-detail.txt");
}

#[test]
fn what_clerks_wrote() {
    let mut screen = screen();
    let site = site_with(&json!([
        {"name": "Khai sinh", "code": "1.001193", "note": "Đi trong 60 ngày", "popular": 1, "place": "mot-cua", "khac": true,
            "decision": "12/QĐ-UBND", "papers": ["Tờ khai"], "steps": ["Nộp hồ sơ tại Bộ phận Một cửa.", "Nhận giấy."]},
        {"name": "Đăng ký kết hôn", "for_whom": "Nam, nữ đủ tuổi"},
        {"name": "Việc riêng của xã"},
    ]));
    let detail = docx(&detail());
    screen.import(&site, &[("danh-muc.xlsx", &list()), ("khai-sinh.docx", &detail)], |_| {});
    screen.import(&site, &[("khai-sinh.docx", &detail)], |_| {});
    screen.file(&site, "data/procedures.json");
    screen.compare("clerks.txt");
}

#[test]
fn doubts() {
    let mut screen = screen();
    let site = site();
    let table = "Mã TTHC;Tên TTHC;Lĩnh vực;Quyết định công bố;Lượt xem\n\
        1.000001;Một;Hộ tịch;1872/QĐ-BTP ngày 31/02/2020;5\n1.000002;Hai;Hộ tịch;Bộ Tư pháp;6\n1.000003;Ba;Hộ tịch;;7\n\
        1.000003.H23;Ba phẩy;Hộ tịch;;7\n1.000004;Bốn;Hộ tịch;;\n1.000004;Bốn;Đất đai;;\n1.00x;Năm;Đất đai;;\n1.000006;;Đất đai;;\n;;Ghi chú;x;y\n";
    screen.import(&site, &[("danh-muc.csv", table.as_bytes())], |_| {});
    let body = [
        lines("Mã thủ tục: 1.000894\nTên thủ tục: Đăng ký kết hôn\nSố quyết định: số 5\nCách thức thực hiện"),
        word_rows(&[
            "Hình thức nộp|Thời hạn giải quyết|Phí, lệ phí|Mô tả",
            "Trực tiếp|5|8000|",
            "Nhờ người quen|5 ngày|Không|",
        ]),
        lines("Thành phần hồ sơ"),
        word_rows(&["Tên giấy tờ|Số lượng", "Tờ khai|Bản chính: một"]),
        lines("Căn cứ pháp lý"),
        word_rows(&["Văn bản|Năm", "Luật|2014"]),
    ]
    .concat();
    screen.import(&site, &[("ket-hon.docx", &docx(&body))], |_| {});
    let words = "Mã thủ tục: 1.000656\nTên thủ tục: Đăng ký khai tử\nCách thức thực hiện: Nộp tại xã\nThành phần hồ sơ: Tờ khai";
    screen.import(&site, &[("khai-tu.docx", &docx(&lines(words)))], |_| {});
    screen.import(&site, &[("khai-tu.docx", &docx(&lines("Mã thủ tục: mới\nTên thủ tục: Đăng ký khai tử")))], |_| {});
    screen.compare("doubts.txt");
}

#[test]
fn nothing_to_import() {
    let mut screen = screen();
    let site = site();
    screen.import(&site, &[("a.csv", "Mã TTHC;Tên TTHC;Cấp thực hiện\n1.000001;Một;Cấp Tỉnh\n".as_bytes())], |_| {});
    screen.import(&site, &[("a.docx", &docx(&lines("Thông báo nghỉ lễ")))], |_| {});
    screen.import(&site, &[("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")], |_| {});
    screen.import(&site, &[("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("b.csv", b"Ho ten;CCCD\n")], |options| {
        options.files.push("khong-co.xlsx".into());
    });
    screen.import(&site, &[], |_| {});
    let map = site.write("cot.json", r#"{"Tên việc": "ten"}"#);
    screen.import(&site, &[("a.csv", b"x")], |options| options.map = Some(map));
    let template = site.path("khai-bao.json");
    let table = "Mã TTHC;Tên TTHC;Thuộc lĩnh vực nào;Lượt xem\n1.000001;Một;Hộ tịch;5\n";
    screen.import(&site, &[("a.csv", table.as_bytes())], |options| options.map_template = Some(template));
    screen.file(&site, "khai-bao.json");
    let broken = site_with(&json!([{"name": "A"}, {"code": "1.000001"}, {"name": "B", "ways": [{"fee": "Không"}]}]));
    screen.import(&broken, &[("a.csv", table.as_bytes())], |_| {});
    screen.compare("nothing.txt");
}
