//! Files that are counted into, that are not, and their copies.

use crate::program::{Counts, Folder, Program, SITE, START_TOTAL, agent};
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// Enough that the file has many pages.
const VISITORS: u32 = 400;

/// A folder in which so many visitors were counted, and nobody counts any more.
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

/// Asserts that the program will not count into a file, says so, and does not touch it.
fn is_refused(folder: &Folder, because: &str) {
    let before = fs::read(folder.db()).unwrap();
    let said = Program::refusal(&mut folder.serve());
    assert!(said.contains(because) && said.contains("counts.db: "), "expected {because}, found {said}");
    assert!(fs::read(folder.db()).unwrap() == before, "the file was changed: {said}");
}

/// Tells clients to end, also when the test fails before.
struct End<'a>(&'a AtomicBool);

impl Drop for End<'_> {
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
fn a_damaged_file_is_refused_and_left_alone() {
    const PAGE: usize = 4096;
    let folder = counted();
    let whole = fs::read(folder.db()).unwrap();
    let pages = whole.len() / PAGE;
    assert!(pages > 12, "{pages} pages are too few for this test");
    for page in 1..pages {
        let mut damaged = whole.clone();
        damaged[page * PAGE..page * PAGE + 64].fill(0xA5);
        fs::write(folder.db(), damaged).unwrap();
        is_refused(&folder, "damaged (");
    }
    for length in [whole.len() - PAGE, whole.len() / 2 + 77, 3 * PAGE, PAGE, 1000, 200] {
        fs::write(folder.db(), &whole[..length]).unwrap();
        is_refused(&folder, "damaged (");
    }
    fs::write(folder.db(), whole).unwrap();
    assert_eq!(folder.start().visits()["total"], START_TOTAL + u64::from(VISITORS));
}

#[test]
fn what_is_no_counters_file_is_refused_and_left_alone() {
    let folder = Folder::new();
    for text in ["x", "ngày,lượt\n2026-11-26,4\n", &"một tập tin văn bản\n".repeat(1000)] {
        fs::write(folder.db(), text).unwrap();
        is_refused(&folder, "not a file of trangxa-counter");
    }
    for journal in ["DELETE", "WAL"] {
        fs::remove_file(folder.db()).unwrap();
        let other = Connection::open(folder.db()).unwrap();
        other.pragma_update(None, "journal_mode", journal).unwrap();
        other.execute_batch("CREATE TABLE site (id INTEGER); INSERT INTO site VALUES (1);").unwrap();
        other.close().unwrap();
        is_refused(&folder, "not a file of trangxa-counter");
    }
}

#[test]
fn what_cannot_be_opened_is_not_called_damaged() {
    let folder = Folder::new();
    fs::create_dir(folder.db()).unwrap();
    let said = Program::refusal(&mut folder.serve());
    assert!(said.contains("counts.db: ") && !said.contains("damaged"), "{said}");
}

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let folder = counted();
    let file = Connection::open(folder.db()).unwrap();
    file.pragma_update(None, "user_version", 99).unwrap();
    file.close().unwrap();
    is_refused(&folder, "written by a newer trangxa-counter (format 99;");
    let (done, said) = backup(&folder.db(), &folder.file("copy.db"));
    assert!(!done && said.contains("written by a newer"), "{said}");
}

#[test]
fn two_programs_do_not_count_into_one_file() {
    let folder = Folder::new();
    let first = folder.start();
    is_refused(&folder, "another trangxa-counter is using it");
    assert_eq!(first.client().hit(&agent(1), "/").unwrap().status, 204);
    first.kill();
    assert_eq!(folder.start().visits()["total"], START_TOTAL + 1);
}

#[cfg(unix)]
#[test]
fn a_file_has_one_lock_whatever_it_is_called() {
    let folder = counted();
    let _first = folder.start();
    let other = Folder::new();
    std::os::unix::fs::symlink(folder.db(), other.db()).unwrap();
    let said = Program::refusal(&mut other.serve());
    assert!(said.contains("another trangxa-counter is using it"), "{said}");
}

#[test]
fn a_clean_stop_folds_the_log_into_the_file() {
    let folder = Folder::new();
    let program = folder.start();
    assert_eq!(program.client().hit(&agent(1), "/").unwrap().status, 204);
    // What reads it is another connection than what writes it.
    assert_eq!(program.client().get(&format!("/v1/pages?site={SITE}")).unwrap().status, 200);
    // Nor is anyone waited for.
    let _idle = program.client();
    assert!(program.stop().0.success());
    assert!(!folder.file("counts.db-wal").exists());
    assert_eq!(folder.counts().visits, 1);
}

#[test]
fn options_that_cannot_be_right_are_refused() {
    let folder = Folder::new();
    for (option, value, reason) in [
        ("--start-total", "9007199254740992", "expected a whole number such as 12943"),
        ("--start-total", "-1", "unexpected argument"),
        ("--since", "2999-01-01", "expected a day that has been"),
        ("--since", "hôm qua", "expected a day that has been"),
        ("--trusted-proxy", "10.0.0.0/33", "expected an address or a network"),
        ("--origin", "https://*.example/", "expected the address of a page's root"),
        ("--db", "/khong-co/counts.db", "/khong-co: there is no such folder"),
    ] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_trangxa-counter"));
        command.args(["--origin", "https://xa.example/", option, value]);
        if option != "--db" {
            command.arg("--db").arg(folder.db());
        }
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains(reason), "{option} {value}: {said}");
        assert!(!folder.db().exists());
    }
}

#[test]
fn a_total_may_be_written_as_pages_show_it() {
    let folder = Folder::new();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_trangxa-counter"));
    command.arg("--db").arg(folder.db()).args(["--listen", "127.0.0.1:0", "--log", "json", "--start-total", "12.943"]);
    let program = Program::start(command.args(["--origin", &format!("https://{SITE}/")]));
    assert_eq!(program.visits()["total"], 12_943);
}

#[test]
fn where_the_log_is_json_so_is_its_last_line() {
    let folder = counted();
    let _first = folder.start();
    let said = Program::refusal(&mut folder.serve());
    let last: serde_json::Value = serde_json::from_str(said.lines().last().unwrap()).unwrap();
    assert_eq!(last["level"], "ERROR");
    assert!(last["error"].as_str().unwrap().contains("is using it"), "{last}");
}

#[test]
fn a_backup_is_made_while_hits_come_in() {
    let folder = Folder::new();
    let program = folder.start();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let end = End(&done);
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
            let counts = Counts::read(&copy);
            assert!((before..=after).contains(&counts.visits), "{before}..={after}: {counts:?}");
            assert_eq!((counts.views, counts.seen, counts.salts), (counts.visits, 0, 0), "{counts:?}");
        }
        drop(end);
        let sent: u64 = clients.into_iter().map(|client| client.join().unwrap()).sum();
        assert_eq!(folder.counts().visits, sent);
    });
}

#[test]
fn a_backup_holds_the_same_counts_and_counting_goes_on_from_it() {
    let folder = counted();
    let (original, copy) = (folder.counts(), folder.file("copy.db"));
    assert_eq!(backup(&folder.db(), &copy), (true, String::new()));
    assert_eq!(Counts::read(&copy), Counts { seen: 0, salts: 0, ..original });
    // It is one file, to be carried away.
    for beside in ["copy.db-wal", "copy.db-shm", "copy.db-journal", "copy.db.part"] {
        assert!(!folder.file(beside).exists(), "{beside}");
    }
    let bytes = fs::read(&copy).unwrap();
    let (done, said) = backup(&folder.db(), &copy);
    assert!(!done && said.contains("copy.db: is there already"), "{said}");
    assert!(fs::read(&copy).unwrap() == bytes);
    let (done, said) = backup(&folder.file("none.db"), &folder.file("other.db"));
    assert!(!done && said.contains("none.db: there is no such file"), "{said}");
    assert!(!folder.file("none.db").exists() && !folder.file("other.db").exists());

    let elsewhere = Folder::new();
    fs::copy(&copy, elsewhere.db()).unwrap();
    let program: Program = elsewhere.start();
    assert_eq!(program.visits()["total"], START_TOTAL + u64::from(VISITORS));
    // Nobody is known there any more.
    assert_eq!(program.client().hit(&agent(0), "/").unwrap().status, 204);
    assert_eq!(program.visits()["total"], START_TOTAL + u64::from(VISITORS) + 1);
}
