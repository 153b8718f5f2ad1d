//! The output folder: where it may be, what of it stays, and what happens when builds are stopped or meet.

use crate::fixture::{Fixture, article, feed, messages, site};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use trangxa_publish::{Options, OutputProblem, PublishError, build};

/// Files of other programs in the output folder.
const FOREIGN: [&str; 4] = [".git/HEAD", ".git/objects/ab/cd", "data/cms.json", "media/cms/b.jpg"];

fn with_foreign_files() -> Fixture {
    let fixture = Fixture::new();
    fixture.build().unwrap();
    for name in FOREIGN {
        fixture.put(&format!("out/{name}"), &format!("content of {name}"));
    }
    fixture
}

fn require_foreign_files(fixture: &Fixture) {
    for name in FOREIGN {
        assert_eq!(fixture.out(name), format!("content of {name}"));
    }
}

/// Replaces the feed in one step, as an import does.
fn replace_feed(fixture: &Fixture, items: Value) {
    fixture.put_json("site/feed.new", &feed(items));
    fs::rename(fixture.path("site/feed.new"), fixture.path("site/data/feed.json")).unwrap();
}

fn names_beside(fixture: &Fixture) -> Vec<String> {
    let entries = fs::read_dir(fixture.path("")).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn program(fixture: &Fixture) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trangxa"));
    command.env("LC_ALL", "en_US.UTF-8");
    command.arg("build");
    for name in ["app", "site", "out"] {
        command.arg(format!("--{name}")).arg(fixture.path(name));
    }
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn two_hundred_kills_at_random_moments_lose_nothing() {
    const KILLS: u32 = 200;
    let fixture = with_foreign_files();
    let build = || {
        let begin = Instant::now();
        assert!(program(&fixture).status().unwrap().success());
        begin.elapsed()
    };
    // On a loaded machine, a single one may take many times as long.
    let duration = (0..4).map(|_| build()).min().unwrap();
    let mut finished = 0;
    for kill in 0..KILLS {
        // One article comes and one goes each time.
        replace_feed(
            &fixture,
            json!([article("a", "A", "2024-01-01"), article(&format!("b-{kill}"), "B", "2024-01-02")]),
        );
        let mut child = program(&fixture).spawn().unwrap();
        // The golden ratio spreads the moments evenly over the whole build.
        thread::sleep(duration.mul_f64(f64::from(kill) * 0.618_034 % 1.0));
        child.kill().unwrap();
        finished += u32::from(child.wait().unwrap().success());
        let home = fixture.out("index.html");
        let shown = (0..=kill).rev().find(|kill| home.contains(&format!("/bai/b-{kill}/\"")));
        if let Some(shown) = shown {
            assert!(fixture.out(&format!("bai/b-{shown}/index.html")).contains("Nội dung"), "after kill {kill}");
        }
        assert!(fixture.out("bai/a/index.html").contains("Nội dung"), "after kill {kill}");
        require_foreign_files(&fixture);
    }
    assert!(finished < KILLS, "no build was stopped");
    assert!(program(&fixture).status().unwrap().success());
    require_foreign_files(&fixture);
    let mut articles: Vec<_> =
        fs::read_dir(fixture.path("out/bai")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    articles.sort();
    assert_eq!(articles, ["a", format!("b-{}", KILLS - 1).as_str()]);
    assert_eq!(names_beside(&fixture), ["app", "out", "site"]);
}

#[test]
fn of_two_builds_at_once_the_second_waits_and_no_withdrawn_article_stays() {
    const ROUNDS: usize = 50;
    let fixture = with_foreign_files();
    let options = || Options { wait: Duration::from_secs(600), ..fixture.options() };
    let is_over = AtomicBool::new(false);
    // Where two folders cannot be exchanged in one step, there is a moment without one.
    let exchanges = cfg!(any(target_os = "linux", target_os = "macos"));
    thread::scope(|scope| {
        let watch = scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                assert!(!exchanges || fixture.path("out/index.html").exists(), "a reader got nothing");
                require_foreign_files(&fixture);
            }
        });
        let rounds = scope.spawn(|| {
            for round in 0..ROUNDS {
                let withdrawn = format!("rut-{round}");
                replace_feed(
                    &fixture,
                    json!([article("a", "A", "2024-01-01"), article(&withdrawn, "B", "2024-01-02")]),
                );
                thread::scope(|builds| {
                    let first = builds.spawn(|| build(&options()).unwrap());
                    thread::sleep(Duration::from_millis(round as u64 % 10));
                    replace_feed(&fixture, json!([article("a", "A", "2024-01-01")]));
                    build(&options()).unwrap();
                    first.join().unwrap();
                });
                for file in ["bai/{}/index.html", "data/bai/{}.json"] {
                    let file = file.replace("{}", &withdrawn);
                    assert!(!fixture.path("out").join(&file).exists(), "{file} stays after round {round}");
                }
                assert!(!fixture.out("feed.json").contains(&withdrawn));
            }
        });
        let rounds = rounds.join();
        is_over.store(true, Ordering::Relaxed);
        watch.join().unwrap();
        rounds.unwrap();
    });
    assert_eq!(names_beside(&fixture), ["app", "out", "site"]);
}

#[test]
fn a_build_names_the_one_that_it_waits_for() {
    let fixture = Fixture::new();
    fixture.build().unwrap();
    let lock = fs::File::create(fixture.path(".out.lock")).unwrap();
    fs::write(fixture.path(".out.lock"), "process 17, since 2026-11-28T20:00:00+07:00").unwrap();
    lock.lock().unwrap();
    let error = fixture.build().unwrap_err();
    assert!(matches!(error, PublishError::Busy { .. }), "{error}");
    let output = program(&fixture).args(["--wait", "0"]).stderr(Stdio::piped()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("another build") && said.contains("Nothing was published"), "{said}");
    if cfg!(unix) {
        assert!(said.contains("(process 17, since 2026-11-28T20:00:00+07:00)"), "{said}");
    }
    drop(lock);
    fixture.build().unwrap();
}

#[test]
fn an_output_folder_that_cannot_be_one_is_refused_with_the_reason() {
    let fixture = Fixture::new();
    fixture.put("file", "x");
    fs::create_dir(fixture.path("real")).unwrap();
    let refused = |out: &Path| match build(&Options { out: out.to_owned(), ..fixture.options() }) {
        Err(PublishError::Output { problem, .. }) => problem,
        other => panic!("{}: {other:?}", out.display()),
    };
    assert_eq!(refused(&fixture.path("file")), OutputProblem::File);
    assert_eq!(refused(&fixture.path("file/out")), OutputProblem::BelowFile);
    assert_eq!(refused(&fixture.path("file/a/out")), OutputProblem::BelowFile);
    assert_eq!(fs::read_to_string(fixture.path("file")).unwrap(), "x");
    for inside in ["site", "site/out", "site/new/out", "real/../site/out", "none/../site", "app/x", "."] {
        let nested = build(&Options { out: fixture.path(inside), ..fixture.options() }).unwrap_err();
        assert!(matches!(nested, PublishError::Nested { .. }), "{inside}: {nested}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        assert_eq!(refused(Path::new("/")), OutputProblem::Root);
        symlink("nowhere", fixture.path("dead")).unwrap();
        symlink("loop", fixture.path("loop")).unwrap();
        symlink("site", fixture.path("to-site")).unwrap();
        assert_eq!(refused(&fixture.path("dead")), OutputProblem::DeadLink);
        assert_eq!(refused(&fixture.path("loop")), OutputProblem::DeadLink);
        let nested = build(&Options { out: fixture.path("to-site/new"), ..fixture.options() }).unwrap_err();
        assert!(matches!(nested, PublishError::Nested { .. }), "{nested}");
    }
    #[cfg(target_os = "linux")]
    {
        assert_eq!(refused(Path::new("/proc")), OutputProblem::MountPoint);
        // No user can create anything there.
        let error = build(&Options { out: "/proc/trangxa-out".into(), ..fixture.options() }).unwrap_err();
        assert!(matches!(error, PublishError::Beside { .. }), "{error}");
    }
    let left: Vec<String> = names_beside(&fixture).into_iter().filter(|name| name.starts_with('.')).collect();
    assert_eq!(left, [""; 0]);
    // Folders that do not exist yet are made.
    build(&Options { out: fixture.path("new/er/out"), ..fixture.options() }).unwrap();
    assert!(fixture.path("new/er/out/index.html").is_file());
}

#[cfg(unix)]
#[test]
fn a_link_to_the_output_folder_stays_a_link() {
    let fixture = Fixture::new();
    fs::create_dir_all(fixture.path("disk/real")).unwrap();
    std::os::unix::fs::symlink("disk/real", fixture.path("out")).unwrap();
    fixture.build().unwrap();
    fixture.put("disk/real/cms.json", "x");
    fixture.build().unwrap();
    assert!(fixture.path("out").symlink_metadata().unwrap().is_symlink());
    assert!(fixture.path("disk/real/index.html").is_file() && fixture.out("cms.json") == "x");
}

#[cfg(unix)]
#[test]
fn folders_keep_their_permissions_and_what_is_no_file_stays() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
    use std::os::unix::net::UnixListener;
    let fixture = with_foreign_files();
    for (folder, mode) in [("out", 0o2775), ("out/data", 0o2770), ("out/media/cms", 0o1777)] {
        fs::set_permissions(fixture.path(folder), fs::Permissions::from_mode(mode)).unwrap();
    }
    symlink("../elsewhere", fixture.path("out/media/link")).unwrap();
    drop(UnixListener::bind(fixture.path("out/cms.sock")).unwrap());
    assert!(Command::new("mkfifo").arg(fixture.path("out/pipe")).status().unwrap().success());
    // A pipe in the place of a file of ours is not opened.
    fs::remove_file(fixture.path("out/robots.txt")).unwrap();
    fs::remove_file(fixture.path("out/index.html")).unwrap();
    for pipe in ["out/robots.txt", "out/index.html"] {
        assert!(Command::new("mkfifo").arg(fixture.path(pipe)).status().unwrap().success());
    }
    let inode = |name: &str| fixture.path(name).symlink_metadata().unwrap().ino();
    let before = ["out/pipe", "out/cms.sock", "out/data/cms.json"].map(inode);
    fixture.build().unwrap();
    let mode = |name: &str| fixture.path(name).metadata().unwrap().permissions().mode() & 0o7777;
    assert_eq!(["out", "out/data", "out/media/cms"].map(mode), [0o2775, 0o2770, 0o1777]);
    assert_eq!(["out/pipe", "out/cms.sock", "out/data/cms.json"].map(inode), before);
    assert_eq!(fs::read_link(fixture.path("out/media/link")).unwrap(), Path::new("../elsewhere"));
    assert!(fixture.out("index.html").contains("Xã Thử") && fixture.out("robots.txt").contains("Sitemap"));
    require_foreign_files(&fixture);
}

#[test]
fn a_file_of_another_program_is_never_replaced_by_one_of_the_site() {
    let fixture = with_foreign_files();
    let before = fixture.everything();
    // A file in the place of a file, and a file in the place of a folder.
    for (name, in_the_way) in [("media/cms/b.jpg", "media/cms/b.jpg"), ("data/cms.json/x", "data/cms.json")] {
        fixture.put(&format!("site/{name}"), "other");
        let error = fixture.build().unwrap_err();
        assert!(matches!(&error, PublishError::ForeignFiles { files, .. } if files == &[in_the_way]), "{error}");
        assert_eq!(fixture.everything(), before);
        fs::remove_file(fixture.path("site").join(name)).unwrap();
    }
    fs::remove_dir(fixture.path("site/data/cms.json")).unwrap();
    // The same bytes are no loss; from then on the file is the site's.
    fixture.put("site/media/cms/b.jpg", "content of media/cms/b.jpg");
    fixture.build().unwrap();
    require_foreign_files(&fixture);
    fs::remove_dir_all(fixture.path("site/media")).unwrap();
    fixture.build().unwrap();
    assert!(!fixture.path("out/media").exists());
}

#[test]
fn what_cannot_be_told_apart_is_not_touched() {
    let fixture = with_foreign_files();
    let list = fixture.out(".trangxa");
    for broken in ["\0\0\0", "trangxa-build-of-an-older-release", &list[..list.len() / 2]] {
        fixture.put("out/.trangxa", broken);
        let before = fixture.everything();
        let error = fixture.build().unwrap_err();
        assert!(matches!(error, PublishError::UnreadableList(_)), "{error}");
        assert_eq!(fixture.everything(), before);
    }
    fixture.put("out/.trangxa", &list);
    fixture.build().unwrap();
    require_foreign_files(&fixture);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_in_the_site_folder_is_passed_over_and_told() {
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    let fixture = Fixture::new();
    fs::create_dir(fixture.path("site/media")).unwrap();
    for pipe in ["site/pipe", "site/media/a.jpg"] {
        assert!(Command::new("mkfifo").arg(fixture.path(pipe)).status().unwrap().success());
    }
    drop(UnixListener::bind(fixture.path("site/media/socket")).unwrap());
    fixture.put("secret", "of this machine");
    symlink("../secret", fixture.path("site/out-link")).unwrap();
    symlink(".", fixture.path("site/media/loop")).unwrap();
    symlink("nowhere", fixture.path("site/media/dead")).unwrap();
    fs::write(fixture.path("site/media").join(std::ffi::OsStr::from_bytes(b"\xff.jpg")), "x").unwrap();
    let mut with_picture = article("a", "A", "2024-01-01");
    with_picture["content_html"] = json!("<p><img src=\"../media/a.jpg\" alt=\"x\"></p>");
    fixture.put_json("site/data/feed.json", &feed(json!([with_picture])));
    let told = messages(&fixture.build().unwrap());
    for (path, what) in [
        ("pipe", "this is a pipe, a socket or a device"),
        ("media/a.jpg", "this is a pipe, a socket or a device"),
        ("media/socket", "this is a pipe, a socket or a device"),
        ("out-link", "this is a link"),
        ("media/loop", "this is a link"),
        ("media/dead", "this is a link"),
        ("media/\u{fffd}.jpg", "the name of this file is not UTF-8"),
    ] {
        assert!(told.iter().any(|it| it.starts_with(&format!("{path}: {what}"))), "{path}: {told:?}");
        assert!(!fixture.path("out").join(path).exists(), "{path}");
    }
    assert!(told.iter().any(|it| it.contains("the file media/a.jpg is missing")), "{told:?}");
    let checked =
        trangxa_publish::check(&trangxa_publish::files::Folder::new(&fixture.path("site")), fixture.options().now);
    let checked: Vec<String> = checked.unwrap().findings.iter().map(ToString::to_string).collect();
    assert!(told.iter().all(|it| checked.contains(it)), "a check tells the same: {checked:?}");
    // A document that is a pipe is an error, not a wait without end.
    fs::remove_file(fixture.path("site/data/feed.json")).unwrap();
    assert!(Command::new("mkfifo").arg(fixture.path("site/data/feed.json")).status().unwrap().success());
    let error = fixture.build().unwrap_err().to_string();
    assert!(error.starts_with("data/feed.json: expected a file, found a folder, a pipe"), "{error}");
}

#[test]
fn names_that_windows_cannot_hold_become_no_paths() {
    let fixture = Fixture::new();
    let mut with_ids = site();
    with_ids["categories"] = json!([{"id": "con", "name": "Con"}, {"id": "thong-bao", "name": "Thông báo"}]);
    with_ids["pages"] = json!([{"id": "aux", "title": "Phụ", "content_text": "x"}]);
    with_ids["redirects"] = json!([
        {"from": "/cu/nul.html", "to": "/"}, {"from": "/Tin/a.html", "to": "/tin/"}, {"from": "/cu./b.html", "to": "/"},
        {"from": "/cu/c.html", "to": "/"}, {"from": "/cu/C.html", "to": "/tin/"}
    ]);
    fixture.put_json("site/data/site.json", &with_ids);
    let mut named = article("x", "X", "2024-01-03");
    named["_trangxa"] = json!({"slug": "prn", "category": "con"});
    let mut second = article("https://xa.example/?p=2", "Con", "2024-01-02");
    second["tags"] = json!(["NUL"]);
    let same = article("https://xa.example/?p=3", "Con", "2024-01-04");
    fixture.put_json("site/data/feed.json", &feed(json!([named, second, same, article("com1", "C", "2024-01-01")])));
    // Only some file systems can hold these at all.
    let mut bad = vec!["media/aux.jpg", "media/con/a.jpg"];
    if cfg!(target_os = "linux") {
        bad.extend([
            "media/10:30.jpg",
            "media/a?.jpg",
            "media/a.",
            "media/b /c.jpg",
            "media/Anh.jpg",
            "Embed/a.txt",
            "tin/Index.html",
        ]);
    }
    for path in &bad {
        fixture.put(&format!("site/{path}"), "x");
    }
    fixture.put("site/media/ANH.jpg", "first");
    let report = fixture.build().unwrap();
    let told = messages(&report);
    for page in ["bai/prn-x", "bai/con-x", "bai/com1-x", "chuyen-muc/con-x", "chuyen-muc/nul-x", "aux-x"] {
        assert!(fixture.path("out").join(page).join("index.html").is_file(), "{page}");
    }
    assert!(fixture.out("chuyen-muc/con-x/index.html").contains(">Con<"), "the category keeps its name");
    assert!(fixture.out("index.html").contains("href=\"/aux-x/\"") && fixture.path("out/cu/c.html").is_file());
    let second: Vec<_> = fs::read_dir(fixture.path("out/bai")).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(second.iter().any(|name| name.to_string_lossy().starts_with("con-https")), "{second:?}");
    for path in &bad {
        let shown = path.split_once("/con/").map_or(*path, |_| "media/con");
        let shown = shown.split_once(" /").map_or(shown, |_| "media/b ");
        assert!(told.iter().any(|it| it.starts_with(&format!("{shown}: Windows"))), "{path}: {told:#?}");
        assert!(!fixture.path("out").join(path).exists(), "{path}");
    }
    for redirect in [
        "/cu/nul.html: Windows takes",
        "/Tin/a.html: Windows and macOS",
        "/cu./b.html: Windows can",
        "/cu/C.html: Windows and",
    ] {
        assert!(told.iter().any(|it| it.contains(redirect)), "{redirect}: {told:#?}");
    }
    let mut folded = std::collections::HashSet::new();
    for path in fixture.everything().into_keys() {
        let path = path.strip_prefix(fixture.path("out")).unwrap().to_str().unwrap().to_owned();
        assert!(folded.insert(path.to_lowercase()), "{path} differs from another one in capital letters only");
        let is_device = |part: &str| ["con", "nul", "aux", "prn", "com1"].contains(&part.split('.').next().unwrap());
        assert!(!path.to_lowercase().split('/').any(is_device), "{path}");
    }
    let mut with_document = site();
    with_document["data"] = json!({"tthc": "data/aux.json"});
    fixture.put_json("site/data/site.json", &with_document);
    let error = fixture.build().unwrap_err().to_string();
    assert!(
        error.starts_with("data/site.json, data.tthc: data/aux.json: Windows takes the name aux for a device"),
        "{error}"
    );
}
