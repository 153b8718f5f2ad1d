//! `trangxa serve`, run as clerks run it, and asked as a browser asks.

use crate::fixture::{Fixture, article, feed, site};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// After this time a test fails if nothing is answered; no test waits for it to pass.
const PATIENCE: Duration = Duration::from_secs(120);

/// A fixture with one article.
fn fixture() -> Fixture {
    let fixture = Fixture::new();
    write_article(&fixture, "Tin cũ");
    fixture
}

fn write_article(fixture: &Fixture, title: &str) {
    fixture.put_json("site/data/feed.json", &feed(json!([article("a", title, "2024-01-01")])));
}

/// The program with what it keeps in the fixture, and with English words.
fn program(fixture: &Fixture) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trangxa"));
    command.current_dir(fixture.path("")).env("LC_ALL", "en_US.UTF-8").env("XDG_CACHE_HOME", fixture.path("cache"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A copy of the program that carries the app of the fixture, as that of a release does.
fn carrying(fixture: &Fixture) -> PathBuf {
    let program = fixture.path("trangxa");
    fs::copy(env!("CARGO_BIN_EXE_trangxa"), &program).unwrap();
    trangxa_bundle::append(&fixture.path("app"), &program).unwrap();
    program
}

/// A running `trangxa serve`. It ends with this, however the test ends.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn start(fixture: &Fixture) -> Self {
        Self::of(program(fixture).args(["serve", "site", "--app", "app", "--port", "0", "--no-open"]))
    }

    fn of(command: &mut Command) -> Self {
        Self::by(command.spawn().unwrap())
    }

    /// What this process serves.
    fn by(mut child: Child) -> Self {
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.by_ref().map_while(Result::ok).find_map(|line| Some(line.split_once("http://")?.1.to_owned()));
        // What it prints later must have a reader.
        std::thread::spawn(move || lines.for_each(drop));
        let Some(line) = line else {
            let mut errors = String::new();
            child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
            panic!("nothing is served: {errors}");
        };
        Self { child, address: line.split('/').next().unwrap().to_owned() }
    }

    /// Begins a request.
    fn ask(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        stream
    }

    /// The whole answer to a request.
    fn get(&self, path: &str) -> String {
        let mut answer = String::new();
        self.ask(path).read_to_string(&mut answer).unwrap();
        answer
    }

    /// The first state behind this one in which no build is running.
    fn state_after(&self, id: &str) -> Value {
        let answer = self.get(&format!("/__trangxa/state?after={id}"));
        let state: Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
        if state["building"] == true || state["id"] == id {
            return self.state_after(state["id"].as_str().unwrap());
        }
        state
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn id(state: &Value) -> &str {
    state["id"].as_str().unwrap()
}

#[test]
fn a_change_is_built_told_and_shown() {
    let fixture = fixture();
    let served = Served::start(&fixture);
    let first = served.state_after("");
    assert!(served.get("/").contains("Tin cũ"));
    write_article(&fixture, "Tin mới");
    let second = served.state_after(id(&first));
    assert_ne!(second["pages"], first["pages"]);
    let page = served.get("/bai/a/");
    assert!(page.contains("Tin mới") && page.contains("content-security-policy: default-src 'none'"), "{page}");
    assert!(page.contains(&format!("data-pages={}", second["pages"])), "{page}");
    let site_files: Vec<_> =
        fs::read_dir(fixture.path("site")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(site_files, ["data"], "nothing is built into the site folder");
    let cached = walk(&fixture.path("cache"));
    let with_strip = cached.iter().find(|file| fs::read(file).unwrap().windows(9).any(|it| it == b"__trangxa"));
    assert!(!cached.is_empty() && with_strip.is_none(), "{with_strip:?} was built with the strip");
}

/// All files below a folder.
fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn a_broken_document_is_told_and_the_pages_stay() {
    let fixture = fixture();
    let served = Served::start(&fixture);
    let good = served.state_after("");
    assert_eq!(good["problem"], Value::Null);
    fixture.put("site/data/feed.json", "{\n  \"version\": \"https://jsonfeed.org/version/1.1\",\n  oops\n}");
    let broken = served.state_after(id(&good));
    let problem = broken["problem"].as_str().unwrap();
    assert!(problem.contains("data/feed.json") && problem.contains("line 3"), "{problem}");
    assert_eq!(broken["groups"][0]["severity"], "error");
    assert_eq!(broken["pages"], good["pages"]);
    assert!(served.get("/").contains("Tin cũ"));
    write_article(&fixture, "Tin cũ");
    let mended = served.state_after(id(&broken));
    assert_eq!((&mended["problem"], &mended["pages"]), (&Value::Null, &good["pages"]), "these are the pages of before");
}

#[test]
fn a_site_that_cannot_be_built_yet_is_waited_for() {
    let fixture = fixture();
    fixture.put("site/data/site.json", "{");
    let served = Served::start(&fixture);
    let broken = served.state_after("");
    assert!(broken["problem"].as_str().unwrap().contains("data/site.json"), "{broken}");
    let waiting = served.get("/");
    assert!(waiting.starts_with("HTTP/1.1 503 ") && waiting.contains("/__trangxa/strip.js"), "{waiting}");
    fixture.put_json("site/data/site.json", &site());
    assert_ne!(served.state_after(id(&broken))["pages"], broken["pages"]);
    assert!(served.get("/").contains("Tin cũ"));
}

#[test]
fn findings_are_those_of_a_check() {
    let fixture = fixture();
    let served = Served::start(&fixture);
    let state = served.state_after("");
    let checked = program(&fixture).args(["check", "--json", "site"]).output().unwrap();
    let checked: Value = serde_json::from_slice(&checked.stdout).unwrap();
    let groups = state["groups"].as_array().unwrap();
    let kinds = groups.iter().flat_map(|group| group["kinds"].as_array().unwrap());
    let told = kinds.flat_map(|kind| kind["findings"].as_array().unwrap()).map(|it| it["message"].clone());
    let mut told: Vec<String> = told.map(|it| it.to_string()).collect();
    let mut found: Vec<String> =
        checked["findings"].as_array().unwrap().iter().map(|it| it["message"].to_string()).collect();
    told.sort();
    found.sort();
    assert!(!found.is_empty());
    assert_eq!(told, found);
}

#[test]
fn a_site_below_a_path_is_shown_there() {
    let fixture = fixture();
    let mut below = site();
    below["base_url"] = json!("https://tinh.example/an-binh/");
    fixture.put_json("site/data/site.json", &below);
    let served = Served::start(&fixture);
    served.state_after("");
    assert!(served.get("/an-binh/").contains("Tin cũ"));
    assert!(served.get("/").contains("location: /an-binh/"));
}

#[test]
fn a_folder_dropped_on_the_program_is_shown() {
    let fixture = fixture();
    let carrying = carrying(&fixture);
    let browser = FakeBrowser::new(&fixture);
    let mut command = Command::new(carrying);
    command.arg(fixture.path("site")).env("XDG_CACHE_HOME", fixture.path("cache"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let served = Served::of(browser.put_in_front(&mut command));
    assert_eq!(browser.opened().trim(), format!("http://{}/", served.address));
    assert!(served.get("/").contains("Tin cũ"));
    for arguments in [&["build"][..], &["none"]] {
        fs::create_dir_all(fixture.path("build")).unwrap();
        let output = program(&fixture).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "a command is a command, and what is no folder is a mistake");
    }
}

/// A program in place of the browser's.
struct FakeBrowser {
    folder: std::path::PathBuf,
}

impl FakeBrowser {
    fn new(fixture: &Fixture) -> Self {
        let folder = fixture.path("bin");
        fixture.put("bin/xdg-open", "#!/bin/sh\necho \"$1\" > \"$(dirname \"$0\")/opened\"\n");
        let made = Command::new("mkfifo").arg(folder.join("opened")).status().unwrap();
        let allowed = Command::new("chmod").arg("+x").arg(folder.join("xdg-open")).status().unwrap();
        assert!(made.success() && allowed.success());
        Self { folder }
    }

    fn put_in_front<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        let path = std::env::var("PATH").unwrap();
        command.env("PATH", format!("{}:{path}", self.folder.display()))
    }

    /// The address that it was called with. Waits for that.
    fn opened(&self) -> String {
        fs::read_to_string(self.folder.join("opened")).unwrap()
    }
}

#[test]
fn what_cannot_be_served_is_refused_with_the_reason() {
    let fixture = fixture();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    for (arguments, code, reason) in [
        (&["serve", "site", "--app", "app", "--no-open", "--port", &port][..], 1, "another program uses port"),
        (&["serve", "app"], 2, "app: there is no site here"),
        (&["serve", "none"], 2, "none: there is no site here"),
        (&["serve"], 2, "missing: <SITE>"),
    ] {
        let output = program(&fixture).args(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains(reason), "{said}");
    }
}

/// The program ends by itself, although a page waits for news, and leaves no process and no unpacked app behind.
#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_cleanly() {
    use rustix::process::{Pid, Signal, kill_process};
    let fixture = fixture();
    let carrying = carrying(&fixture);
    let temporary = fixture.path("tmp");
    fs::create_dir(&temporary).unwrap();
    let mut command = Command::new(carrying);
    command.args(["serve", "site", "--no-open", "--port", "0"]).current_dir(fixture.path(""));
    command.env("XDG_CACHE_HOME", fixture.path("cache")).env("TMPDIR", &temporary);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for signal in [Signal::INT, Signal::TERM] {
        let mut served = Served::of(&mut command);
        let state = served.state_after("");
        assert_ne!(fs::read_dir(&temporary).unwrap().count(), 0, "the app is unpacked there");
        let mut waiting = served.ask(&format!("/__trangxa/state?after={}", id(&state)));
        let process = Pid::from_child(&served.child);
        kill_process(process, signal).unwrap();
        assert_eq!(served.child.wait().unwrap().code(), Some(0));
        let mut rest = Vec::new();
        let _ = waiting.read_to_end(&mut rest);
        assert!(rest.is_empty(), "the connection is closed");
        assert_eq!(fs::read_dir(&temporary).unwrap().count(), 0);
    }
}

/// In the menu, the interrupt leads back to the menu.
#[cfg(unix)]
#[test]
fn an_interrupt_leads_back_to_the_menu() {
    use rustix::process::{Pid, Signal, kill_process};
    let fixture = fixture();
    let carrying = carrying(&fixture);
    let browser = FakeBrowser::new(&fixture);
    let mut command = Command::new(carrying);
    command.arg("--menu").current_dir(fixture.path("")).env("XDG_CACHE_HOME", fixture.path("cache"));
    command.env("LC_ALL", "en_US.UTF-8").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = browser.put_in_front(&mut command).spawn().unwrap();
    let mut answers = child.stdin.take().unwrap();
    // The second choice, and the only site that is there.
    answers.write_all(b"2\n\n").unwrap();
    let mut served = Served::by(child);
    assert_eq!(browser.opened().trim(), format!("http://{}/", served.address));
    kill_process(Pid::from_child(&served.child), Signal::INT).unwrap();
    answers.write_all(b"\n").unwrap();
    assert_eq!(served.child.wait().unwrap().code(), Some(0));
}
