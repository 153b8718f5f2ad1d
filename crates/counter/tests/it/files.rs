//! Files that the program accepts or refuses, command-line options, and backups.

use crate::program::{Folder, Program, SITE, START_TOTAL, StoredCounts, agent};
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// The number of visitors that [`counted`] counts: enough for a file with many pages.
const VISITORS: u32 = 400;

/// A folder in which the program has counted [`VISITORS`] visitors and was stopped.
fn counted() -> Folder {
    let folder = Folder::new();
    let program = folder.start();
    std::thread::scope(|scope| {
        for client in 0..8 {
            let mut connection = program.client();
            scope.spawn(move || {
                for number in (client..VISITORS).step_by(8) {
                    let path = format!("/bai/mot-bai-co-ten-rat-dai-{number}/");
                    assert_eq!(connection.hit(&agent(number), &path).unwrap().status, 204);
                }
            });
        }
    });
    assert!(program.stop().0.success());
    folder
}

/// Asserts that the program refuses the file of a folder with this reason and does not change it.
fn assert_refused(folder: &Folder, because: &str) {
    let before = fs::read(folder.db()).unwrap();
    let log = Program::refusal(&mut folder.serve());
    assert!(log.contains(because) && log.contains("counts.db: "), "expected {because}, found {log}");
    assert!(fs::read(folder.db()).unwrap() == before, "the file was changed: {log}");
}

/// Tells the clients to end when it is dropped, also when the test fails.
struct EndGuard<'a>(&'a AtomicBool);

impl Drop for EndGuard<'_> {
    fn drop(&mut self) {
        self.0.store(true, Relaxed);
    }
}

fn backup(from: &Path, to: &Path) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trangxa-counter"));
    let output = command.arg("backup").arg("--db").arg(from).arg("--to").arg(to).output().unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_damaged_file_is_refused_and_not_changed() {
    const PAGE: usize = 4096;
    let folder = counted();
    let whole = fs::read(folder.db()).unwrap();
    let pages = whole.len() / PAGE;
    assert!(pages > 12, "{pages} pages are too few for this test");
    for page in 1..pages {
        let mut damaged = whole.clone();
        damaged[page * PAGE..page * PAGE + 64].fill(0xA5);
        fs::write(folder.db(), damaged).unwrap();
        assert_refused(&folder, "damaged (");
    }
    for length in [whole.len() - PAGE, whole.len() / 2 + 77, 3 * PAGE, PAGE, 1000, 200] {
        fs::write(folder.db(), &whole[..length]).unwrap();
        assert_refused(&folder, "damaged (");
    }
    fs::write(folder.db(), whole).unwrap();
    assert_eq!(folder.start().visits()["total"], START_TOTAL + u64::from(VISITORS));
}

#[test]
fn a_file_of_another_program_is_refused_and_not_changed() {
    let folder = Folder::new();
    for text in ["x", "ngày,lượt\n2026-11-26,4\n", &"một tập tin văn bản\n".repeat(1000)] {
        fs::write(folder.db(), text).unwrap();
        assert_refused(&folder, "not a file of trangxa-counter");
    }
    for journal in ["DELETE", "WAL"] {
        fs::remove_file(folder.db()).unwrap();
        let other = Connection::open(folder.db()).unwrap();
        other.pragma_update(None, "journal_mode", journal).unwrap();
        other.execute_batch("CREATE TABLE site (id INTEGER); INSERT INTO site VALUES (1);").unwrap();
        other.close().unwrap();
        assert_refused(&folder, "not a file of trangxa-counter");
    }
}

#[test]
fn a_path_that_cannot_be_opened_is_not_reported_as_damaged() {
    let folder = Folder::new();
    fs::create_dir(folder.db()).unwrap();
    let log = Program::refusal(&mut folder.serve());
    assert!(log.contains("counts.db: ") && !log.contains("damaged"), "{log}");
}

#[test]
fn a_file_with_a_newer_format_is_refused_and_not_changed() {
    let folder = counted();
    let file = Connection::open(folder.db()).unwrap();
    file.pragma_update(None, "user_version", 99).unwrap();
    file.close().unwrap();
    assert_refused(&folder, "written by a newer trangxa-counter (format 99;");
    let (succeeded, log) = backup(&folder.db(), &folder.file("copy.db"));
    assert!(!succeeded && log.contains("written by a newer"), "{log}");
}

#[test]
fn two_programs_cannot_use_one_file() {
    let folder = Folder::new();
    let first = folder.start();
    assert_refused(&folder, "another trangxa-counter is using it");
    assert_eq!(first.client().hit(&agent(1), "/").unwrap().status, 204);
    first.kill();
    assert_eq!(folder.start().visits()["total"], START_TOTAL + 1);
}

#[cfg(unix)]
#[test]
fn a_file_has_one_lock_under_all_its_names() {
    let folder = counted();
    let _first = folder.start();
    let other = Folder::new();
    std::os::unix::fs::symlink(folder.db(), other.db()).unwrap();
    let log = Program::refusal(&mut other.serve());
    assert!(log.contains("another trangxa-counter is using it"), "{log}");
}

#[test]
fn a_clean_stop_leaves_no_write_ahead_log() {
    let folder = Folder::new();
    let program = folder.start();
    assert_eq!(program.client().hit(&agent(1), "/").unwrap().status, 204);
    // Rankings are read on a second connection to the file.
    assert_eq!(program.client().get(&format!("/v1/pages?site={SITE}")).unwrap().status, 200);
    // The stop does not wait for idle connections.
    let _idle = program.client();
    assert!(program.stop().0.success());
    assert!(!folder.file("counts.db-wal").exists());
    assert_eq!(folder.counts().visits, 1);
}

#[test]
fn invalid_options_are_refused() {
    let folder = Folder::new();
    for (option, value, reason) in [
        ("--start-total", "9007199254740992", "expected a whole number such as 12943"),
        ("--start-total", "-1", "unexpected argument"),
        ("--since", "2999-01-01", "expected a day that is not in the future"),
        ("--since", "hôm qua", "expected a day that is not in the future"),
        ("--trusted-proxy", "10.0.0.0/33", "expected an address or a network"),
        ("--origin", "https://*.example/", "expected the root address of a site"),
        ("--db", "/khong-co/counts.db", "/khong-co: there is no such folder"),
    ] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_trangxa-counter"));
        command.args(["--origin", "https://xa.example/", option, value]);
        if option != "--db" {
            command.arg("--db").arg(folder.db());
        }
        let output = command.output().unwrap();
        let log = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && log.contains(reason), "{option} {value}: {log}");
        assert!(!folder.db().exists());
    }
}

#[test]
fn a_total_may_contain_dots_between_thousands() {
    let folder = Folder::new();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_trangxa-counter"));
    command.arg("--db").arg(folder.db()).args(["--listen", "127.0.0.1:0", "--log", "json", "--start-total", "12.943"]);
    let program = Program::start(command.args(["--origin", &format!("https://{SITE}/")]));
    assert_eq!(program.visits()["total"], 12_943);
}

#[test]
fn the_last_line_of_a_json_log_is_json_too() {
    let folder = counted();
    let _first = folder.start();
    let log = Program::refusal(&mut folder.serve());
    let last: serde_json::Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
    assert_eq!(last["level"], "ERROR");
    assert!(last["error"].as_str().unwrap().contains("is using it"), "{last}");
}

#[test]
fn a_backup_can_be_made_while_hits_are_counted() {
    let folder = Folder::new();
    let program = folder.start();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let end = EndGuard(&done);
        let clients: Vec<_> = (0..4)
            .map(|client| {
                let (mut connection, done) = (program.client(), &done);
                scope.spawn(move || {
                    let mut sent = 0;
                    while !done.load(Relaxed) {
                        let path = format!("/bai/{}/", sent % 50);
                        assert_eq!(connection.hit(&agent(format!("{client}.{sent}")), &path).unwrap().status, 204);
                        sent += 1;
                    }
                    sent
                })
            })
            .collect();
        for round in 0..5 {
            let copy = folder.file(&format!("copy-{round}.db"));
            let before = folder.counts().visits;
            let made = backup(&folder.db(), &copy);
            let after = folder.counts().visits;
            assert!(made.0, "{}", made.1);
            let counts = StoredCounts::read(&copy);
            assert!((before..=after).contains(&counts.visits), "{before}..={after}: {counts:?}");
            assert_eq!((counts.views, counts.seen, counts.salts), (counts.visits, 0, 0), "{counts:?}");
        }
        drop(end);
        let sent: u64 = clients.into_iter().map(|client| client.join().unwrap()).sum();
        assert_eq!(folder.counts().visits, sent);
    });
}

#[test]
fn a_backup_contains_the_same_counts_and_can_be_used() {
    let folder = counted();
    let (original, copy) = (folder.counts(), folder.file("copy.db"));
    assert_eq!(backup(&folder.db(), &copy), (true, String::new()));
    assert_eq!(StoredCounts::read(&copy), StoredCounts { seen: 0, salts: 0, ..original });
    // The backup is a single file.
    for extra in ["copy.db-wal", "copy.db-shm", "copy.db-journal", "copy.db.part"] {
        assert!(!folder.file(extra).exists(), "{extra}");
    }
    let bytes = fs::read(&copy).unwrap();
    let (succeeded, log) = backup(&folder.db(), &copy);
    assert!(!succeeded && log.contains("copy.db: already exists"), "{log}");
    assert!(fs::read(&copy).unwrap() == bytes);
    let (succeeded, log) = backup(&folder.file("none.db"), &folder.file("other.db"));
    assert!(!succeeded && log.contains("none.db: there is no such file"), "{log}");
    assert!(!folder.file("none.db").exists() && !folder.file("other.db").exists());

    let elsewhere = Folder::new();
    fs::copy(&copy, elsewhere.db()).unwrap();
    let program: Program = elsewhere.start();
    assert_eq!(program.visits()["total"], START_TOTAL + u64::from(VISITORS));
    // Visitors are not recognised there.
    assert_eq!(program.client().hit(&agent(0), "/").unwrap().status, 204);
    assert_eq!(program.visits()["total"], START_TOTAL + u64::from(VISITORS) + 1);
}
