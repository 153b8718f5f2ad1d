//! The first minutes with the program, run as clerks run it: it says what it is, makes a site, checks it and builds it.

use crate::fixture::Fixture;
use serde_json::Value;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What a commune's clerk knows at once.
const KNOWN: [&str; 6] =
    ["--address", "Thôn Đông, xã An Bình", "--phone", "0236 3 891 234", "--hours", "Thứ Hai đến thứ Sáu, 7:30–17:00"];

/// Runs the program in a folder, in Vietnamese, with nobody to answer.
fn run(program: &Path, folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
    command.output().unwrap()
}

/// The program that `cargo` has built.
fn trangxa() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_trangxa"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The kinds of what a check finds, with their places.
fn findings(folder: &Path, site: &str) -> Vec<(String, String)> {
    let output = run(trangxa(), folder, &["check", "--json", site]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let word = |finding: &Value, name: &str| finding[name].as_str().unwrap().to_owned();
    json["findings"].as_array().unwrap().iter().map(|it| (word(it, "kind"), word(it, "place"))).collect()
}

/// A fixture whose program carries an app, as that of a release.
fn release() -> (Fixture, PathBuf) {
    let fixture = Fixture::new();
    let program = fixture.path("trangxa");
    std::fs::copy(trangxa(), &program).unwrap();
    trangxa_bundle::append(&fixture.path("app"), &program).unwrap();
    (fixture, program)
}

#[test]
fn a_new_site_builds_at_once_and_lacks_only_what_its_clerk_knows() {
    let fixture = Fixture::new();
    let here = fixture.path("");
    let made = run(trangxa(), &here, &[&["new", "Xã An Bình"], &KNOWN[..]].concat());
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    let said = text(&made.stdout);
    for expected in
        ["xa-an-binh", "https://xa-an-binh.example/", "contact.email", "build xa-an-binh xa-an-binh-da-dung"]
    {
        assert!(said.contains(expected), "{expected} in {said}");
    }
    assert!(!said.contains("contact.phone"), "{said}");
    let lacks = |place: &str| ("part-missing".to_owned(), place.to_owned());
    assert_eq!(findings(&here, "xa-an-binh"), [lacks("editor"), lacks("contact.email"), lacks("data.tthc")]);

    let built = run(trangxa(), &here, &["build", "xa-an-binh", "out", "--app", "app"]);
    assert_eq!(built.status.code(), Some(0), "{}", text(&built.stderr));
    assert!(fixture.out("lien-he/index.html").contains("tel:02363891234"));
    assert!(fixture.out("index.html").contains("Trang thông tin điện tử xã An Bình"));
    assert!(here.join("xa-an-binh/DOC-TRUOC.txt").is_file());
    assert!(!here.join("out/DOC-TRUOC.txt").exists(), "the notes are for the clerk");
    let plain = run(trangxa(), &here, &["build", "xa-an-binh", "plain", "--app", "app", "--plain"]);
    assert_eq!(plain.status.code(), Some(0), "{}", text(&plain.stderr));
    assert!(here.join("plain/data/site.json").is_file() && !here.join("plain/DOC-TRUOC.txt").exists());

    let again = run(trangxa(), &here, &["new", "Xã An Bình"]);
    assert_eq!(again.status.code(), Some(1), "what is there is not overwritten");
    assert!(text(&again.stderr).contains("xa-an-binh: thư mục này đã có tệp"), "{}", text(&again.stderr));
}

#[test]
fn a_site_of_which_everything_is_known_lacks_only_figures() {
    let fixture = Fixture::new();
    let here = fixture.path("");
    let rest =
        ["--email", "xa@an-binh.example", "--editor", "Nguyễn Văn An, Chủ tịch", "--host", "tinh.example/an-binh"];
    let folder = ["--folder", "Trang của xã"];
    let made = run(trangxa(), &here, &[&["new", "Xã An Bình"], &KNOWN[..], &rest, &folder].concat());
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    assert!(text(&made.stdout).contains("build 'Trang của xã' 'Trang của xã-da-dung'"), "{}", text(&made.stdout));
    assert_eq!(findings(&here, "Trang của xã"), [("part-missing".to_owned(), "data.tthc".to_owned())]);
}

#[test]
fn what_cannot_be_a_site_is_refused_with_the_reason() {
    let fixture = Fixture::new();
    let here = fixture.path("");
    for (arguments, reason) in [
        (&["new"][..], "chưa có tên đơn vị"),
        (&["new", "…"], "tên phải có chữ cái hoặc chữ số"),
        (&["new", "Xã An Bình", "--phone", "12"], "\"12\" không phải là số điện thoại gọi được"),
        (&["new", "Xã An Bình", "--host", "xã an bình"], "\"xã an bình\" không phải là địa chỉ của một website"),
    ] {
        let output = run(trangxa(), &here, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(reason), "{}", text(&output.stderr));
    }
    let output = run(trangxa(), &here, &["new", "Xã An Bình", "--folder", "site/data/site.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("đây là tệp, không phải thư mục"), "{}", text(&output.stderr));
    assert!(!here.join("xa-an-binh").exists());
}

#[test]
fn the_program_alone_says_how_to_begin() {
    let fixture = Fixture::new();
    let output = run(trangxa(), &fixture.path(""), &[]);
    assert_eq!(output.status.code(), Some(2), "nothing was done");
    let said = text(&output.stdout);
    for command in ["new 'Xã An Bình'", "serve xa-an-binh", "build xa-an-binh xa-an-binh-da-dung", "--help"] {
        assert!(said.contains(command), "{command} in {said}");
    }
    let english = run(trangxa(), &fixture.path(""), &["--lang", "en"]);
    assert!(text(&english.stdout).contains("Three commands to begin with"), "{}", text(&english.stdout));
}

#[test]
fn the_menu_leads_from_nothing_to_a_built_site() {
    let (fixture, program) = release();
    let home = fixture.path("Máy tính");
    std::fs::create_dir(&home).unwrap();
    let answers = [
        // A new site, with a telephone number that is mistyped first.
        "1",
        "Xã An Bình",
        "Thôn Đông",
        "0236 3 891",
        "0236 3 891 234",
        "",
        "-",
        "",
        "",
        "",
        // A choice that there is not.
        "7",
        // A build, from a folder that is no site first, into one that was dropped into the window.
        "3",
        "khong-co",
        "",
        "\"Đã dựng\"",
    ];
    let mut command = Command::new(&program);
    command.arg("--menu").current_dir(&home).env("LC_ALL", "C.UTF-8");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all((answers.join("\n") + "\n\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let asked = text(&output.stderr);
    for expected in [
        "\"0236 3 891\" không phải là số điện thoại gọi được",
        "không có việc số \"7\"",
        "khong-co: không có website nào ở đây",
        "[xa-an-binh]",
    ] {
        assert!(asked.contains(expected), "{expected} in {asked}");
    }
    let page = std::fs::read_to_string(home.join("Đã dựng/lien-he/index.html")).unwrap();
    assert!(page.contains("0236 3 891 234") && !page.contains("Giờ làm việc"), "{page}");
}

/// At a terminal, what the command does not say is asked for.
#[cfg(unix)]
#[test]
fn a_person_at_a_terminal_is_asked() {
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    let fixture = Fixture::new();
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&ours).unwrap();
    unlockpt(&ours).unwrap();
    let name = ptsname(&ours, Vec::new()).unwrap().into_string().unwrap();
    let theirs = || std::fs::File::options().read(true).write(true).open(&name).unwrap();
    let mut command = Command::new(trangxa());
    command.args(["new", "--phone", "0236 3 891 234"]).current_dir(fixture.path("")).env("LC_ALL", "C.UTF-8");
    let child = command.stdin(theirs()).stderr(theirs()).stdout(Stdio::piped()).spawn().unwrap();
    drop(command);
    let mut terminal = std::fs::File::from(ours);
    let answers = ["Xã An Bình", "Thôn Đông", "", "", "", "", ""];
    terminal.write_all((answers.join("\n") + "\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let mut seen = Vec::new();
    // Reading fails at the end, when the other side is closed.
    let _ = std::io::copy(&mut terminal, &mut seen);
    let seen = String::from_utf8_lossy(&seen);
    assert_eq!(output.status.code(), Some(0), "{seen}");
    assert!(seen.contains("Tên xã, phường") && !seen.contains("Điện thoại:"), "{seen}");
    let site = std::fs::read_to_string(fixture.path("xa-an-binh/data/site.json")).unwrap();
    assert!(site.contains("Thôn Đông") && site.contains("Giờ làm việc"), "what is suggested is taken: {site}");
}
