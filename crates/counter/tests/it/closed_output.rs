//! Nobody reads what the program prints, or the disk of its log is full.

use crate::program::{Client, Folder, agent, english};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

/// Ends a program with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail if it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    fn stop(mut self) -> Option<i32> {
        let id = self.0.id();
        assert!(Command::new("sh").args(["-c", &format!("kill -TERM {id}")]).status().unwrap().success());
        self.0.wait().unwrap().code()
    }
}

#[test]
fn the_program_counts_on_when_its_log_is_closed() {
    let folder = Folder::new();
    let mut program = Running(folder.serve().stderr(Stdio::piped()).spawn().unwrap());
    let mut log = BufReader::new(program.0.stderr.take().unwrap());
    let address: SocketAddr = loop {
        let mut line = String::new();
        assert_ne!(log.read_line(&mut line).unwrap(), 0, "the program ended");
        let event: Value = serde_json::from_str(&line).unwrap();
        if event["event"] == "counting" {
            break event["address"].as_str().unwrap().parse().unwrap();
        }
    };
    drop(log);
    let hit = |number, status| {
        assert_eq!(Client::connect(address).unwrap().hit(&agent(number), "/").unwrap().status, status);
    };
    hit(1, 204);
    // Each change writes a line.
    for number in 2..5 {
        fs::rename(folder.db(), folder.file("away")).unwrap();
        hit(number * 10, 503);
        fs::rename(folder.file("away"), folder.db()).unwrap();
        hit(number, 204);
    }
    assert_eq!(program.stop(), Some(0));
    assert_eq!(folder.counts().visits, 7);
}

#[cfg(target_os = "linux")]
#[test]
fn the_program_counts_on_when_the_disk_of_its_log_is_full() {
    let folder = Folder::new();
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for format in ["json", "text"] {
        let mut command = english();
        command.arg("--db").arg(folder.db()).args(["--origin", "https://xa.example/", "--log", format]);
        command.args(["--listen", &format!("127.0.0.1:{port}")]).stdout(full()).stderr(full());
        let mut program = Running(command.spawn().unwrap());
        let mut client = loop {
            assert_eq!(program.0.try_wait().unwrap(), None, "the program ended");
            if let Ok(client) = Client::connect(([127, 0, 0, 1], port).into()) {
                break client;
            }
            std::thread::yield_now();
        };
        assert_eq!(client.hit(&agent(format), "/").unwrap().status, 204);
        assert_eq!(program.stop(), Some(0));
    }
    assert_eq!(folder.counts().visits, 2);
}

#[test]
fn messages_that_nobody_reads_are_no_panic() {
    /// The status of a panic.
    const PANIC: i32 = 101;
    let folder = Folder::new();
    fs::write(folder.db(), "no database").unwrap();
    let run = |command: &mut Command| {
        let mut program = Running(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap());
        drop(program.0.stdout.take());
        drop(program.0.stderr.take());
        program.0.wait().unwrap().code().unwrap()
    };
    let program = || english();
    let db = ["--db", folder.db().to_str().unwrap()].map(ToOwned::to_owned);
    for format in ["json", "text"] {
        assert_eq!(run(program().args(&db).args(["--log", format, "--origin", "https://xa.example/"])), 1);
    }
    assert_eq!(run(program().arg("backup").args(&db).args(["--to", "/khong-co/copy.db"])), 1);
    assert_ne!(run(program().arg("openapi")), PANIC);
    assert_ne!(run(program().arg("--help")), PANIC);
    assert_ne!(run(program().arg("--unknown")), PANIC);
}

#[cfg(target_os = "linux")]
#[test]
fn a_description_that_cannot_be_written_is_a_failure() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = english().arg("openapi").stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: "));
}
