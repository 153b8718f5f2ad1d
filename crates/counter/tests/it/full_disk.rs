//! A disk that is full for a while, simulated by the operating system's limit on the size of files.

use crate::program::{Folder, Program, START_TOTAL, agent};
use std::process::Command;

/// Starts the program so that it ignores SIGXFSZ. A write beyond the limit then fails with an error, as on a full disk.
fn start(folder: &Folder) -> Program {
    let mut command = Command::new("sh");
    command.args(["-c", r#"trap '' XFSZ; exec "$0" "$@""#, env!("CARGO_BIN_EXE_trangxa-counter")]);
    folder.add_options(command.args(["--lang", "en"]));
    Program::start(&mut command)
}

/// Sets the maximum size of the files that a running program writes, in bytes or `unlimited`.
fn limit(program: &Program, bytes: &str) {
    let mut command = Command::new("prlimit");
    command.args(["--pid", &program.id().to_string(), &format!("--fsize={bytes}:")]);
    assert!(command.status().unwrap().success());
}

#[test]
fn counting_continues_in_memory_until_the_disk_has_space_again() {
    let folder = Folder::new();
    let program = start(&folder);
    let mut client = program.client();
    let mut hits = |numbers: std::ops::Range<u32>, status: u16| {
        for number in numbers {
            let answer = client.hit(&agent(number), &format!("/bai/{}/", number % 7)).unwrap();
            assert_eq!(answer.status, status, "{}", answer.body);
            assert_eq!(answer.retry_after.is_some(), status == 503);
        }
    };
    let health = || program.client().get("/v1/healthz").unwrap();

    hits(0..10, 204);
    let written = folder.counts();
    limit(&program, "0");
    hits(10..30, 503);
    // Visitors who try again are recognised.
    hits(25..30, 503);
    assert_eq!(folder.counts(), written);
    assert_eq!(program.visits()["total"], START_TOTAL + 30);
    let unhealthy = health();
    assert_eq!((unhealthy.status, unhealthy.retry_after.is_some()), (503, true), "{}", unhealthy.body);
    assert!(unhealthy.body.contains("the counts cannot be written"), "{}", unhealthy.body);

    limit(&program, "unlimited");
    hits(30..40, 204);
    assert_eq!(health().status, 200);
    assert_eq!(program.visits()["total"], START_TOTAL + 40);
    let (status, log) = program.stop();
    assert!(status.success(), "{log}");
    assert!(log.contains("counting continues in memory") && log.contains("none was lost"), "{log}");

    let counts = folder.counts();
    assert_eq!((counts.visits, counts.views), (40, 40), "{counts:?}");
    let program = folder.start();
    assert_eq!(program.visits()["total"], START_TOTAL + 40);
    // Visitors who came while the disk was full are recognised.
    let answer = program.client().hit(&agent(27), "/lai/").unwrap();
    assert_eq!(answer.status, 204);
    if folder.counts().days == 1 {
        assert_eq!(program.visits()["total"], START_TOTAL + 40);
    }
}

#[test]
fn a_stop_with_a_full_disk_fails_with_the_reason() {
    let folder = Folder::new();
    let program = start(&folder);
    limit(&program, "0");
    assert_eq!(program.client().hit(&agent(1), "/").unwrap().status, 503);
    let (status, log) = program.stop();
    assert_eq!(status.code(), Some(1), "{log}");
    assert!(log.contains("the counts cannot be written"), "{log}");
}
