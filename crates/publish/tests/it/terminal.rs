//! What the program writes to the terminal, run as clerks run it.

use crate::fixture::{Fixture, article, feed, site};
use serde_json::{Value, json};
use std::process::{Command, Output};

/// Clears the screen, sets the window's title, reverses the text, and pretends to be another message.
const HOSTILE: &str = "a\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\u{202e}b\u{2066}\nerror: c";
/// What is left of it when a document is read: controls are removed there already.
const READ: &str = "a[2J]0;x31m\u{202e}b\u{2066}\nerror: c";

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_trangxa")).env("LC_ALL", "en_US.UTF-8").args(arguments).output().unwrap()
}

/// Both outputs. Fails if a terminal would obey a character of them.
fn printed(output: &Output) -> String {
    let text = String::from_utf8([&*output.stdout, &*output.stderr].concat()).unwrap();
    let obeyed = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(obeyed), "{text:?}");
    text
}

/// A site whose documents have hostile texts and a mistake next to each.
fn fixture() -> Fixture {
    let fixture = Fixture::new();
    let mut site = site();
    site["data"] = json!({"tthc": "data/tthc.json"});
    fixture.put_json("site/data/site.json", &site);
    let mut bad = article(HOSTILE, HOSTILE, HOSTILE);
    bad["tags"] = json!([HOSTILE]);
    bad["image"] = json!(format!("x:{HOSTILE}"));
    bad["content_html"] = json!(format!("<a href='/{HOSTILE}'>a</a>"));
    fixture.put_json("site/data/feed.json", &feed(json!([bad, {"title": HOSTILE}])));
    let period = json!({"from": HOSTILE, "to": "2023-12"});
    fixture.put_json("site/data/tthc.json", &json!({"version": 1, "updated_at": "2024-01-01", "periods": [period]}));
    fixture
}

#[test]
fn texts_of_documents_are_harmless_in_a_terminal() {
    let fixture = fixture();
    let [site, app, out] = ["site", "app", "out"].map(|path| fixture.path(path).display().to_string());
    for arguments in [
        vec!["check", &site],
        vec!["check", "--json", &site],
        vec!["build", "--app", &app, "--site", &site, "--out", &out],
    ] {
        let text = printed(&run(&arguments));
        assert!(text.contains("a[2J]0;x31m\\u202eb"), "{arguments:?}: {text}");
        assert!(!text.contains("\nerror: c"), "a text of a document looks like a message: {text}");
    }
    let json: Value = serde_json::from_slice(&run(&["check", "--json", &site]).stdout).unwrap();
    let findings = json["findings"].as_array().unwrap();
    assert!(
        findings.iter().any(|it| it["place"].as_str().unwrap().contains(READ)),
        "the report means the same: {json}"
    );
    fixture.put("site/data/feed.json", &format!("{{\"title\": \"{HOSTILE}\"}}"));
    for arguments in [vec!["check", &site], vec!["build", "--app", &app, "--site", &site, "--out", &out]] {
        let output = run(&arguments);
        assert!(printed(&output).contains("line 1, column 13"), "{}", printed(&output));
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn a_build_ends_with_1_where_something_is_lost_and_publishes_the_rest() {
    let fixture = Fixture::new();
    let [folder, app, out] = ["site", "app", "out"].map(|path| fixture.path(path).display().to_string());
    let build = || run(&["build", "--app", &app, "--site", &folder, "--out", &out]);
    let whole = article("a", "Tin", "2024-01-01");
    fixture.put_json("site/data/feed.json", &feed(json!([whole])));
    assert_eq!(build().status.code(), Some(0));
    let mut named = site();
    named["data"] = json!({"tthc": "data/tthc.json"});
    fixture.put_json("site/data/site.json", &named);
    assert_eq!(build().status.code(), Some(0), "figures that do not exist yet are not lost");
    fixture.put_json("site/data/feed.json", &feed(json!([whole, {"title": "Không có id"}])));
    let output = build();
    assert_eq!(output.status.code(), Some(1));
    let text = printed(&output);
    assert!(text.contains("note: data/feed.json, items[1] (\"Không có id\"): has no id"), "{text}");
    assert!(text.contains("The site is published, but something in the site folder is not on it"), "{text}");
    assert!(fixture.out("bai/a/index.html").contains("Tin"));
}

#[test]
fn the_imports_print_nothing_that_a_terminal_obeys() {
    let fixture = fixture();
    let site = fixture.path("site").display().to_string();
    let source = fixture.path("nguon.json").display().to_string();
    fixture.put_json(
        "nguon.json",
        &feed(json!([{"id": "x", "title": HOSTILE, "date_published": HOSTILE}, {"title": HOSTILE}])),
    );
    let text = printed(&run(&["import", &source, "--into", &site]));
    assert!(text.contains("\\u202e"), "{text}");
    let table = fixture.path("a.csv").display().to_string();
    fixture.put(
        "a.csv",
        &format!("Tháng;Trễ hạn;{}\n11/2023;1;{}\n", HOSTILE.replace('\n', " "), HOSTILE.replace('\n', " ")),
    );
    let text = printed(&run(&["import-tthc", &table, "--into", &site, "--dry-run"]));
    assert!(text.contains("\\u202e"), "{text}");
    let hostile = HOSTILE.replace('\n', " ");
    fixture.put("b.csv", &format!("Mã TTHC;Tên TTHC;{hostile}\n1.000001;{hostile};x\n{hostile};Hai;x\n"));
    let list = fixture.path("b.csv").display().to_string();
    let text = printed(&run(&["import-procedures", &list, "--into", &site, "--dry-run"]));
    assert!(text.contains("\\u202e") && text.contains("1 procedures are new"), "{text}");
    fixture.put("c.csv", &format!("Số ký hiệu;Ngày ban hành;Trích yếu;{hostile}\n1/KH-UBND;03/07/2025;{hostile};x\n2/KH-UBND;{hostile};Hai;x\n"));
    let register = fixture.path("c.csv").display().to_string();
    let text = printed(&run(&["import-documents", &register, "--into", &site, "--dry-run"]));
    assert!(text.contains("\\u202e") && text.contains("1 documents are new"), "{text}");
    fixture.put(
        "d.csv",
        &format!("Thứ/Ngày;Giờ;Nội dung;{hostile}\n03/07/2025;8h;{hostile};x\n04/07/2025;{hostile};Hai;x\n"),
    );
    let schedule = fixture.path("d.csv").display().to_string();
    let text = printed(&run(&["import-calendar", &schedule, "--into", &site, "--dry-run"]));
    assert!(text.contains("\\u202e") && text.contains("1 entries are new"), "{text}");
    fixture.put("e.ics", &format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:{hostile}\r\nSUMMARY:{hostile}\r\nDTSTART:{hostile}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"));
    let calendar = fixture.path("e.ics").display().to_string();
    let text = printed(&run(&["import-calendar", &calendar, "--into", &site, "--dry-run"]));
    assert!(text.contains("e.ics"), "{text}");
}

#[test]
fn an_import_of_procedures_ends_with_what_became_of_them() {
    let fixture = fixture();
    let site_folder = fixture.path("site").display().to_string();
    let list = fixture.path("a.csv").display().to_string();
    let import = |rows: &str, more: &[&str]| {
        fixture.put("a.csv", &format!("Mã TTHC;Tên TTHC;Cấp thực hiện\n{rows}\n"));
        let output = run(&[&["import-procedures", &list, "--into", &site_folder], more].concat());
        printed(&output);
        output.status.code()
    };
    assert_eq!(import("1.000001;Một;Cấp Xã", &[]), Some(0));
    assert_eq!(import("1.00000x;Một;Cấp Xã", &[]), Some(1));
    assert_eq!(import("1.000002;Hai;Cấp Tỉnh", &[]), Some(2));
    assert_eq!(import("1.000002;Hai;Cấp Tỉnh", &["--all-levels"]), Some(0));
    assert_eq!(import("1.000002;Hai;Cấp Xã", &["--map", "khong-co.json"]), Some(2));
}

/// Runs an import in Vietnamese, and returns its exit code and what it prints.
fn import(arguments: &[&str]) -> (Option<i32>, String) {
    let output = run(&[arguments, &["--lang", "vi"]].concat());
    (output.status.code(), printed(&output))
}

#[test]
fn an_import_of_documents_names_its_doubts_and_loses_nothing_when_it_runs_again() {
    let fixture = Fixture::new();
    let site = fixture.path("site").display().to_string();
    let register = fixture.path("so.csv").display().to_string();
    fixture.put(
        "so.csv",
        "Số ký hiệu;Ngày ban hành;Loại;Trích yếu\n12/KH-UBND;03/02/2025;Kế hoạch;Trồng cây\n13/KH-UBND;31/02/2025;Kế hoạch;Tiêm chủng\n",
    );
    let document = "site/data/documents.json";
    let (code, text) = import(&["import-documents", &register, "--into", &site, "--dry-run"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("không đọc được: ô B3 (\"31/02/2025\"): không đọc được ngày"), "{text}");
    assert!(text.contains("1 văn bản mới, 0 văn bản thay đổi, 0 văn bản như cũ"), "{text}");
    assert!(!fixture.path(document).exists(), "a trial writes nothing");
    let (code, text) = import(&["import-documents", &register, "--into", &site]);
    assert_eq!(code, Some(1), "{text}");
    // What a clerk adds, and the row that she has corrected.
    let mut json: Value = read(&fixture, document);
    json["documents"][0]["note"] = json!("Đã niêm yết");
    fixture.put_json(document, &json);
    fixture.put(
        "so.csv",
        "Số ký hiệu;Ngày ban hành;Loại;Trích yếu\n12/KH-UBND;03/02/2025;Kế hoạch;Trồng cây\n13/KH-UBND;28/02/2025;Kế hoạch;Tiêm chủng\n",
    );
    let (code, text) = import(&["import-documents", &register, "--into", &site]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("1 văn bản mới, 0 văn bản thay đổi, 1 văn bản như cũ"), "{text}");
    let written = read(&fixture, document);
    let named =
        |name: &str| written["documents"].as_array().unwrap().iter().map(|it| it[name].clone()).collect::<Vec<_>>();
    assert_eq!(named("number"), ["12/KH-UBND", "13/KH-UBND"]);
    assert_eq!(named("note"), [json!("Đã niêm yết"), json!(null)]);
    let before = std::fs::read(fixture.path(document)).unwrap();
    let (code, text) = import(&["import-documents", &register, "--into", &site]);
    assert_eq!((code, std::fs::read(fixture.path(document)).unwrap()), (Some(0), before), "{text}");
    assert_eq!(import(&["import-documents", &register, "--into", &site, "--map", "khong-co.json"]).0, Some(2));
}

#[test]
fn an_import_of_a_calendar_names_its_doubts_and_loses_nothing_when_it_runs_again() {
    let fixture = Fixture::new();
    let site = fixture.path("site").display().to_string();
    let schedule = fixture.path("lich.csv").display().to_string();
    let title = "LỊCH CÔNG TÁC TUẦN 27 (từ 30/6 đến 04/7/2025)";
    let put = |rows: &str| fixture.put("lich.csv", &format!("{title};;\nThứ/Ngày;Giờ;Nội dung\n{rows}\n"));
    let document = "site/data/calendar.json";
    put("Thứ Hai 30/6;8h;Họp giao ban\nThứ Ba 30/6;8h;Tiếp dân");
    let (code, text) = import(&["import-calendar", &schedule, "--into", &site, "--dry-run"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("ô A4 (\"Thứ Ba 30/6\"): 30/06/2025 không phải là thứ ghi trong ô"), "{text}");
    assert!(text.contains("1 mục lịch mới, 0 mục lịch thay đổi, 0 mục lịch như cũ"), "{text}");
    assert!(!fixture.path(document).exists(), "a trial writes nothing");
    assert_eq!(import(&["import-calendar", &schedule, "--into", &site]).0, Some(1));
    // A clerk cancels the meeting; the schedule comes again with the row that she has corrected.
    let mut json: Value = read(&fixture, document);
    json["entries"][0]["cancelled"] = json!("Trời mưa");
    fixture.put_json(document, &json);
    put("Thứ Hai 30/6;8h;Họp giao ban\nThứ Ba 01/7;8h;Tiếp dân");
    let (code, text) = import(&["import-calendar", &schedule, "--into", &site]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("1 mục lịch mới, 0 mục lịch thay đổi, 1 mục lịch như cũ"), "{text}");
    let written = read(&fixture, document);
    assert_eq!(written["entries"][0]["cancelled"], "Trời mưa");
    assert_eq!(written["entries"][1]["start"], "2025-07-01T08:00");
    let before = std::fs::read(fixture.path(document)).unwrap();
    let (code, text) = import(&["import-calendar", &schedule, "--into", &site]);
    assert_eq!((code, std::fs::read(fixture.path(document)).unwrap()), (Some(0), before), "{text}");
    // A schedule without an entry that it had leaves it on the site, and names it.
    put("Thứ Hai 30/6;8h;Họp giao ban");
    let (code, text) = import(&["import-calendar", &schedule, "--into", &site]);
    assert_eq!(read(&fixture, document)["entries"].as_array().map(Vec::len), Some(2));
    // Only the days that the file still names are looked at: Tuesday is none of them.
    assert_eq!(code, Some(0), "{text}");
    put("Thứ Hai 30/6;8h;Họp giao ban\nThứ Ba 01/7;9h;Tập huấn");
    let (_, text) = import(&["import-calendar", &schedule, "--into", &site]);
    assert!(text.contains("nay không còn trong tệp; vẫn giữ trên website: Tiếp dân"), "{text}");
    assert_eq!(read(&fixture, document)["entries"].as_array().map(Vec::len), Some(3));
}

/// A document of the site folder.
fn read(fixture: &Fixture, path: &str) -> Value {
    serde_json::from_slice(&std::fs::read(fixture.path(path)).unwrap()).unwrap()
}

#[test]
fn a_program_that_carries_the_app_needs_only_site_and_folder() {
    let fixture = Fixture::new();
    fixture.put_json("site/data/feed.json", &feed(json!([article("a", "Tin", "2024-01-01")])));
    let program = fixture.path("trangxa");
    std::fs::copy(env!("CARGO_BIN_EXE_trangxa"), &program).unwrap();
    let build = || {
        let arguments = ["build", "site", "out"];
        let mut command = Command::new(&program);
        command.env("LC_ALL", "en_US.UTF-8").args(arguments).current_dir(fixture.path("")).output().unwrap()
    };
    let output = build();
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output).contains("this program carries no app; name a built one with --app DIR"));

    trangxa_bundle::append(&fixture.path("app"), &program).unwrap();
    let output = build();
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    assert!(fixture.out("bai/a/index.html").contains("Tin"));
    let of_a_time = |time: &str, out: &str| {
        let mut command = Command::new(&program);
        command.args(["build", "site", out]).env("SOURCE_DATE_EPOCH", time).current_dir(fixture.path(""));
        assert!(command.output().unwrap().status.success());
        std::fs::read_to_string(fixture.path(out).join("index.html")).unwrap()
    };
    let first = of_a_time("1767225600", "first");
    assert!(first.contains("1767225600"), "{first}");
    assert_eq!(of_a_time("1767225600", "again"), first, "a build can be repeated byte for byte");
    assert_ne!(of_a_time("1767312000", "later"), first);
    // The app is known again, although it was unpacked into another folder.
    assert!(printed(&build()).contains("0 files written"), "{}", printed(&build()));
}
