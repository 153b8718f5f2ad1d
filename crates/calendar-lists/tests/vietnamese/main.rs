//! What a clerk reads of imports of calendars, whole and in Vietnamese, as golden files.
//!
//! The files are read like letters: would she know what is wrong, what became of her schedule, and what to do? After an intended change of
//! a sentence, `SNAPSHOTS=overwrite cargo test -p trangxa-calendar-lists --test vietnamese` writes them again.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it stands")]

#[allow(dead_code, reason = "other tests use the rest")]
#[path = "../calendar/support.rs"]
mod support;

use serde_json::json;
use snapbox::data::{Data, DataFormat};
use std::fmt::Display;
use std::path::{Path, PathBuf};
use support::{RECEPTION, TITLE, edit, ics, options, schedule, site};
use trangxa_calendar_lists::{Options, import_calendar};
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
        match import_calendar(&options) {
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
fn a_schedule_and_a_calendar() {
    let mut screen = screen();
    let site = site();
    let (schedule, calendar) = (schedule(), ics(&[RECEPTION]));
    let files: [(&str, &[u8]); 2] = [("lich-tuan-27.xlsx", &schedule), ("tiep-dan.ics", calendar.as_bytes())];
    screen.import(&site, &files, |options| options.dry_run = true);
    screen.import(&site, &files, |_| {});
    screen.import(&site, &files, |_| {});
    screen.file(&site, "data/calendar.json");
    screen.compare("schedule-and-calendar.txt");
}

#[test]
fn what_clerks_wrote() {
    let mut screen = screen();
    let site = site();
    let calendar = ics(&[RECEPTION]);
    screen.import(&site, &[("tiep-dan.ics", calendar.as_bytes())], |_| {});
    edit(&site, &json!({"start": "2025-07-03T09:00", "place": "Phòng 2"}));
    screen.import(&site, &[("tiep-dan.ics", calendar.as_bytes())], |_| {});
    let moved = calendar.replace("T080000", "T073000").replace("Phòng 1", "Phòng 3");
    screen.import(&site, &[("tiep-dan.ics", moved.as_bytes())], |_| {});
    screen.compare("clerks.txt");
}

#[test]
fn doubts() {
    let mut screen = screen();
    let site = site();
    let table = format!(
        "{TITLE};;\nThứ/Ngày;Giờ;Nội dung\nThứ Ba 30/6;8h;Họp\n;9h;Họp tiếp\nđầu tuần;8h;Việc\nThứ Hai 30/6;sau chào cờ;Giao ban\n\
        ;11h - 8h;Kiểm tra\n;9h chiều;Thăm hộ nghèo\nThứ Hai 07/7;8h;Tuần sau\nThứ Sáu 04/7;9h;Sơ kết\n"
    );
    screen.import(&site, &[("lich.csv", table.as_bytes())], |_| {});
    let later = format!("{TITLE};;\nThứ/Ngày;Giờ;Nội dung\nThứ Sáu 04/7;10h;Sơ kết\n");
    screen.import(&site, &[("lich-moi.csv", later.as_bytes())], |_| {});
    let bare = "Thứ/Ngày;Giờ;Nội dung\nThứ Hai 30/6;8h;Họp\nThứ Ba;9h;Họp\n";
    screen.import(&site, &[("lich.csv", bare.as_bytes())], |_| {});
    let private = "UID:2\nSUMMARY:Khám bệnh\nCLASS:PRIVATE\nDTSTART:20250703T010000Z";
    screen.import(&site, &[("lich.ics", ics(&[private]).as_bytes())], |_| {});
    screen.compare("doubts.txt");
}

#[test]
fn nothing_to_import() {
    let mut screen = screen();
    let site = site();
    screen.import(&site, &[("a.csv", "Thứ/Ngày;Giờ;Nội dung\n".as_bytes())], |_| {});
    screen.import(&site, &[("a.csv", b"Ho ten;CCCD\n"), ("b.ics", b""), ("c.xls", b"\xd0\xcf\x11\xe0")], |_| {});
    screen.import(&site, &[], |_| {});
    screen.compare("nothing.txt");
}
