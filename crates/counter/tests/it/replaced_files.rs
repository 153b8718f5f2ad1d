//! Files that are deleted, replaced or overwritten while the program is running.

use crate::program::{Folder, Program, SITE, START_TOTAL, StoredCounts, agent, english};
use std::fs;
use std::path::PathBuf;

/// The number of visitors before anything happens to the files.
const VISITORS: u64 = 5;

/// A program that has counted [`VISITORS`] visitors.
fn counting() -> (Folder, Program) {
    let folder = Folder::new();
    let program = folder.start();
    hits(&program, 0..VISITORS, 204);
    (folder, program)
}

fn hits(program: &Program, numbers: std::ops::Range<u64>, status: u16) {
    let mut client = program.client();
    for number in numbers {
        let answer = client.hit(&agent(number), "/bai/mot/").unwrap();
        assert_eq!((answer.status, answer.retry_after.is_some()), (status, status == 503), "{}", answer.body);
    }
}

fn status_of(program: &Program, target: &str) -> u16 {
    program.client().get(target).unwrap().status
}

fn backup(folder: &Folder) -> PathBuf {
    let copy = folder.file("backup.db");
    let mut command = english();
    command.arg("backup").arg("--db").arg(folder.db()).arg("--to").arg(&copy);
    assert!(command.status().unwrap().success());
    copy
}

#[test]
fn no_hit_is_acknowledged_when_the_files_are_gone_or_others() {
    let remove =
        |folder: &Folder, names: &[&str]| names.iter().for_each(|name| fs::remove_file(folder.file(name)).unwrap());
    type Event<'a> = (&'a str, &'a dyn Fn(&Folder));
    let events: [Event<'_>; 9] = [
        ("the database is deleted", &|folder| remove(folder, &["counts.db"])),
        ("the log is deleted", &|folder| remove(folder, &["counts.db-wal"])),
        ("the index of the log is deleted", &|folder| remove(folder, &["counts.db-shm"])),
        ("all is deleted", &|folder| remove(folder, &["counts.db", "counts.db-wal", "counts.db-shm"])),
        ("the folder is deleted", &|folder| fs::remove_dir_all(folder.file("")).unwrap()),
        ("another file takes the name", &|folder| fs::rename(backup(folder), folder.db()).unwrap()),
        ("the file is overwritten", &|folder| {
            fs::copy(backup(folder), folder.db()).unwrap();
        }),
        ("the file is emptied", &|folder| fs::write(folder.db(), "").unwrap()),
        ("the log is emptied", &|folder| fs::write(folder.file("counts.db-wal"), "").unwrap()),
    ];
    for (what, event) in events {
        let (folder, program) = counting();
        event(&folder);
        let changed = folder.file("").exists().then(|| fs::read(folder.db()).ok()).flatten();
        hits(&program, 100..103, 503);
        // A visitor from before, whose hit would add nothing.
        hits(&program, 4..5, 503);
        assert_eq!(status_of(&program, "/v1/healthz"), 503, "{what}");
        assert_eq!(status_of(&program, &format!("/v1/pages?site={SITE}")), 503, "{what}");
        assert_eq!(program.visits()["total"], START_TOTAL + VISITORS + 3, "{what}: what is known is told");
        let (status, log) = program.stop();
        assert_eq!(status.code(), Some(1), "{what}: {log}");
        assert!(log.contains("while the counter was running"), "{what}: {log}");
        if what.contains("another file") || what.contains("overwritten") || what.contains("the file is emptied") {
            assert!(fs::read(folder.db()).ok() == changed, "{what}: the file of another was written to");
        }
    }
}

#[test]
fn health_shows_at_once_that_a_file_is_gone() {
    for name in ["counts.db", "counts.db-wal", "counts.db-shm"] {
        let (folder, program) = counting();
        assert_eq!(status_of(&program, "/v1/healthz"), 200);
        fs::rename(folder.file(name), folder.file("away")).unwrap();
        assert_eq!(status_of(&program, "/v1/healthz"), 503, "{name}");
    }
}

#[test]
fn counting_goes_on_when_the_same_files_are_back() {
    let (folder, program) = counting();
    let away = folder.file("away.db");
    fs::rename(folder.db(), &away).unwrap();
    hits(&program, 5..8, 503);
    fs::rename(&away, folder.db()).unwrap();
    hits(&program, 8..10, 204);
    assert_eq!(status_of(&program, "/v1/healthz"), 200);
    let (status, log) = program.stop();
    assert!(status.success() && log.contains("none was lost"), "{log}");
    assert!(!folder.file("counts.db-wal").exists(), "the log is folded into the file as ever");
    assert_eq!(folder.counts().visits, 10, "also what was counted while they were away");
}

#[test]
fn a_backup_that_took_the_name_is_used_after_a_restart() {
    let (folder, program) = counting();
    let copy = backup(&folder);
    hits(&program, 5..9, 204);
    fs::rename(&copy, folder.db()).unwrap();
    hits(&program, 9..10, 503);
    // Killed, and started without a thought of the log.
    program.kill();
    let restored = fs::read(folder.db()).unwrap();
    assert_eq!(StoredCounts::read(&folder.db()).visits, VISITORS);
    assert!(fs::read(folder.db()).unwrap() == restored);
    let program = folder.start();
    assert_eq!(program.visits()["total"], START_TOTAL + VISITORS);
    hits(&program, 5..9, 204);
    assert!(program.stop().0.success());
    assert_eq!(folder.counts().visits, VISITORS + 4);
}

#[test]
fn a_database_that_was_moved_away_holds_every_acknowledged_hit() {
    let (folder, program) = counting();
    let elsewhere = Folder::new();
    fs::rename(folder.db(), elsewhere.db()).unwrap();
    hits(&program, 5..7, 503);
    assert_eq!(program.stop().0.code(), Some(1));
    assert_eq!(elsewhere.counts().visits, VISITORS);
    assert_eq!(elsewhere.start().visits()["total"], START_TOTAL + VISITORS);
}

#[test]
fn a_log_that_was_deleted_takes_no_acknowledged_hit_with_it() {
    for name in ["counts.db-wal", "counts.db-shm"] {
        let (folder, program) = counting();
        fs::remove_file(folder.file(name)).unwrap();
        hits(&program, 5..7, 503);
        assert_eq!(program.stop().0.code(), Some(1));
        let program = folder.start();
        assert_eq!(program.visits()["total"], START_TOTAL + VISITORS, "{name}");
        hits(&program, 5..7, 204);
    }
}
