//! What a clerk reads of imports of official documents, whole and in Vietnamese, as golden files.
//!
//! The files are read like letters: would she know what is wrong, what became of her documents, and what to do? After an intended change of
//! a sentence, `SNAPSHOTS=overwrite cargo test -p trangxa-document-lists --test vietnamese` writes them again.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it stands")]

#[allow(dead_code, reason = "other tests use the rest")]
#[path = "../documents/support.rs"]
mod support;

use serde_json::json;
use snapbox::data::{Data, DataFormat};
use std::fmt::Display;
use std::path::{Path, PathBuf};
use support::{options, register, rss, site, site_with};
use trangxa_document_lists::{Options, import_documents};
use trangxa_messages::{Language, set_language};
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
        match import_documents(&options) {
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
fn a_register_and_a_feed() {
    let mut screen = screen();
    let site = site();
    let (register, rss) = (register(), rss());
    let files: [(&str, &[u8]); 2] = [("so-van-ban.xlsx", &register), ("rss.xml", rss.as_bytes())];
    screen.import(&site, &files, |options| options.dry_run = true);
    screen.import(&site, &files, |_| {});
    screen.import(&site, &files, |_| {});
    screen.file(&site, "data/documents.json");
    screen.compare("register-and-feed.txt");
}

#[test]
fn what_clerks_wrote() {
    let mut screen = screen();
    let site = site_with(&json!([
        {"number": "12/KH-UBND", "abstract": "Kế hoạch thu ngân sách năm 2025", "issued": "03/02/2025", "signer": "Ông A",
            "note": "Xem cả phụ lục", "khac": true},
        {"number": "45/QĐ-UBND", "abstract": "Nội quy", "issued": "2025-05-20"},
        {"abstract": "Dự thảo quy ước", "draft": "2026-12-31"},
    ]));
    screen.import(&site, &[("so-van-ban.xlsx", &register())], |_| {});
    screen.import(&site, &[("so-van-ban.xlsx", &register())], |_| {});
    screen.file(&site, "data/documents.json");
    screen.compare("clerks.txt");
}

#[test]
fn doubts() {
    let mut screen = screen();
    let site = site();
    let table = "Số ký hiệu;Trích yếu;Ngày ban hành;Hiệu lực;Ngày hết hiệu lực;Tình trạng hiệu lực;Thay thế\n\
        1/KH-UBND;Một;31/02/2025;;;;\n2/KH-UBND;Hai;01/07/2025;Theo quy định;;;\n3/KH-UBND;Ba;01/07/2025;;chưa rõ ngày;;\n\
        4/KH-UBND;Bốn;01/07/2025;;;Đã thu hồi;\n5/KH-UBND;Năm;01/07/2025;;;;văn bản cũ\nKH-UBND;Sáu;01/07/2025;;;;\n\
        7/KH-UBND;Bảy;01/07/2025;;;;\n7/KH-UBND;Bảy khác;01/07/2025;;;;\n;;01/07/2025;Còn hiệu lực;;;\n8/KH-UBND;Tám;02/07/2025;;;;\n";
    screen.import(&site, &[("so.csv", table.as_bytes())], |_| {});
    screen.compare("doubts.txt");
}

#[test]
fn nothing_to_import() {
    let mut screen = screen();
    let site = site();
    screen.import(&site, &[("a.csv", "Số ký hiệu;Trích yếu;Ngày ban hành\n".as_bytes())], |_| {});
    screen.import(&site, &[("a.csv", b"Ho ten;CCCD\n"), ("b.csv", b""), ("c.xml", b"<rss><channel>")], |_| {});
    screen.import(&site, &[], |_| {});
    let map = site.write("cot.json", r#"{"Tên việc": "ten"}"#);
    screen.import(&site, &[("a.csv", b"x")], |options| options.map = Some(map));
    let template = site.path("khai-bao.json");
    let table = "Số ký hiệu;Trích yếu;Ai ký;Lượt tải\n1/KH-UBND;Một;A;5\n";
    screen.import(&site, &[("a.csv", table.as_bytes())], |options| options.map_template = Some(template));
    screen.file(&site, "khai-bao.json");
    screen.compare("nothing.txt");
}
