//! Files that the program accepts or refuses, command-line options, and backups.

use crate::program::{Folder, Program, SITE, START_TOTAL, StoredCounts, agent, english};
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
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
    let mut command = english();
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
        assert_refused(&folder, "not a database of trangxa-counter");
    }
    for journal in ["DELETE", "WAL"] {
        fs::remove_file(folder.db()).unwrap();
        let other = Connection::open(folder.db()).unwrap();
        other.pragma_update(None, "journal_mode", journal).unwrap();
        other.execute_batch("CREATE TABLE site (id INTEGER); INSERT INTO site VALUES (1);").unwrap();
        other.close().unwrap();
        assert_refused(&folder, "not a database of trangxa-counter");
    }
}

#[test]
fn a_file_with_a_damaged_header_is_refused_and_not_changed() {
    let folder = counted();
    let whole = fs::read(folder.db()).unwrap();
    // The magic text, the size of a page, the versions of the format, the text encoding, the application id, the root page.
    for (at, bytes) in [
        (0, &b"SQLite format 4\0"[..]),
        (16, &[0, 3]),
        (18, &[9, 9]),
        (44, &[0, 0, 0, 77]),
        (56, &[0, 0, 0, 2]),
        (68, &[0, 0, 0, 0]),
        (100, &[0x77, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
    ] {
        let mut damaged = whole.clone();
        damaged[at..at + bytes.len()].copy_from_slice(bytes);
        fs::write(folder.db(), damaged).unwrap();
        assert_refused(&folder, "");
    }
    for text in [vec![0; whole.len()], b"<!DOCTYPE html><title>404</title>".to_vec()] {
        fs::write(folder.db(), text).unwrap();
        assert_refused(
            &folder,
            "not a database of trangxa-counter; it was not changed. If it was one, it is damaged: put a backup",
        );
    }
}

#[test]
fn an_empty_file_is_refused_and_not_changed() {
    let folder = counted();
    fs::write(folder.db(), "").unwrap();
    assert_refused(&folder, "empty (0 bytes), which a database of trangxa-counter never is; it was not changed");
    fs::remove_file(folder.db()).unwrap();
    assert_eq!(folder.start().visits()["total"], START_TOTAL);
}

#[test]
fn a_file_with_other_tables_or_values_is_refused_and_not_changed() {
    let folder = counted();
    let whole = fs::read(folder.db()).unwrap();
    for (sql, because) in [
        ("DROP TABLE seen", "damaged (table seen, column id INTEGER, key 1 is missing)"),
        ("ALTER TABLE day DROP COLUMN views", "damaged (table day, column views INTEGER NOT NULL is missing)"),
        ("CREATE TABLE orders (id INTEGER)", "damaged (unknown: table orders, column id INTEGER)"),
        ("CREATE TRIGGER t AFTER INSERT ON day BEGIN DELETE FROM day; END", "damaged (unknown: trigger t)"),
        ("PRAGMA user_version = 0", "damaged (format 0)"),
        ("PRAGMA user_version = -3", "damaged (format -3)"),
        ("UPDATE day SET visits = 'many'", "damaged (1 row of the table day holds an impossible value)"),
        ("UPDATE day SET visits = -1", "damaged (1 row of the table day holds an impossible value)"),
        ("UPDATE salt SET nonce = x'00'", "damaged (1 row of the table salt holds an impossible value)"),
        ("UPDATE site SET start_total = 'x'", "damaged (1 row of the table site holds an impossible value)"),
    ] {
        let file = Connection::open(folder.db()).unwrap();
        file.execute_batch(sql).unwrap();
        file.close().unwrap();
        assert_refused(&folder, because);
        fs::write(folder.db(), &whole).unwrap();
    }
    assert_eq!(folder.start().visits()["total"], START_TOTAL + u64::from(VISITORS));
}

#[test]
fn a_file_that_sqlite_has_analysed_is_still_a_file_of_this_program() {
    let folder = counted();
    let file = Connection::open(folder.db()).unwrap();
    file.execute_batch("ANALYZE; VACUUM").unwrap();
    file.close().unwrap();
    assert_eq!(folder.start().visits()["total"], START_TOTAL + u64::from(VISITORS));
}

#[test]
fn a_path_that_cannot_be_opened_is_not_reported_as_damaged() {
    let folder = Folder::new();
    fs::create_dir(folder.db()).unwrap();
    let log = Program::refusal(&mut folder.serve());
    assert!(log.contains("counts.db: not a file"), "{log}");
}

/// Opening a pipe would wait for a program that writes into it.
#[cfg(unix)]
#[test]
fn a_pipe_is_refused() {
    let folder = Folder::new();
    assert!(std::process::Command::new("mkfifo").arg(folder.db()).status().unwrap().success());
    let log = Program::refusal(&mut folder.serve());
    assert!(log.contains("counts.db: not a file"), "{log}");
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
    let (first, elsewhere) = (folder.start(), Folder::new());
    for link in [std::os::unix::fs::symlink::<PathBuf, PathBuf>, fs::hard_link::<PathBuf, PathBuf>] {
        for other in [folder.file("other.db"), elsewhere.db()] {
            link(folder.db(), other.clone()).unwrap();
            let before = fs::read(folder.db()).unwrap();
            let mut second = english();
            second.arg("--db").arg(&other).args([
                "--listen",
                "127.0.0.1:0",
                "--log",
                "json",
                "--origin",
                "https://xa.example/",
            ]);
            let log = Program::refusal(&mut second);
            assert!(log.contains("another trangxa-counter is using it"), "{log}");
            assert!(fs::read(folder.db()).unwrap() == before);
            fs::remove_file(other).unwrap();
        }
    }
    assert_eq!(first.client().hit(&agent(1000), "/").unwrap().status, 204);
    assert_eq!(first.visits()["total"], START_TOTAL + u64::from(VISITORS) + 1);
    assert!(first.stop().0.success());
    // Under another name, the file can be used as soon as nobody else uses it.
    fs::hard_link(folder.db(), folder.file("other.db")).unwrap();
    assert!(folder.start().stop().1.contains("several names (hard links)"));
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
        ("--start-total", "-1", "expected a whole number such as 12943"),
        ("--since", "2999-01-01", "expected a day that is not in the future"),
        ("--since", "hôm qua", "expected a day that is not in the future"),
        ("--trusted-proxy", "10.0.0.0/33", "expected an address or a network"),
        ("--origin", "https://*.example/", "expected the root address of a site"),
        ("--db", "/khong-co/counts.db", "/khong-co: there is no such folder"),
    ] {
        let mut command = english();
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
    let mut command = english();
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
