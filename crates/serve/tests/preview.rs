//! A preview over plain TCP connections, as a browser talks to it.

#![allow(clippy::unwrap_used, reason = "a test fails where it stands")]

use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;
use tempfile::TempDir;
use trangxa_serve::{Finding, Group, Kind, Outcome, Port, Preview};

/// After this time a test fails if nothing is answered; no test waits for it to pass.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder with a built site.
fn built() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in [
        ("index.html", "<!doctype html><html><head><title>home</title></head></html>"),
        ("404.html", "<html><head></head>lost</html>"),
        ("tin/index.html", "<html><head></head>news</html>"),
        ("embed/tthc/index.html", "<html><head></head>frame</html>"),
        ("data/feed.json", "{}"),
    ] {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

/// Begins a request.
fn ask(preview: &Preview, path: &str, host: &str) -> TcpStream {
    let url = preview.url();
    let address = url.strip_prefix("http://").unwrap().split('/').next().unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    stream
}

/// Status, head and body of an answer.
fn answer(mut stream: TcpStream) -> (u16, String, String) {
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (head[9..12].parse().unwrap(), head.to_owned(), body.to_owned())
}

fn get(preview: &Preview, path: &str) -> (u16, String, String) {
    answer(ask(preview, path, "127.0.0.1"))
}

/// The state after the one with this id.
fn state(preview: &Preview, after: &str) -> Value {
    serde_json::from_str(&get(preview, &format!("/__trangxa/state?after={after}")).2).unwrap()
}

fn new_pages() -> Outcome {
    Outcome { is_new: true, ..Outcome::default() }
}

#[test]
fn pages_carry_the_strip_and_everything_else_is_as_it_was_built() {
    let folder = built();
    let preview = Preview::start(folder.path(), "/", Port::Exactly(0)).unwrap();
    preview.show(Outcome::default());
    let pages = state(&preview, "")["pages"].as_str().unwrap().to_owned();
    let tag = format!("<script src=\"/__trangxa/strip.js\" data-pages=\"{pages}\"></script>");
    for (path, status, rest) in [("/", 200, "home"), ("/tin/", 200, "news"), ("/none", 404, "lost")] {
        let (found, _, body) = get(&preview, path);
        assert_eq!(found, status, "{path}");
        assert!(body.contains(&tag) && body.contains(rest), "{path}: {body}");
    }
    assert_eq!(get(&preview, "/embed/tthc/").2, "<html><head></head>frame</html>");
    assert_eq!(get(&preview, "/data/feed.json").2, "{}");
    assert_eq!(get(&preview, "/tin").0, 301);
    for path in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/..%5cCargo.toml", "/__trangxa/../index.html", "/__trangxa/x"]
    {
        assert_eq!(get(&preview, path).0, 404, "{path}");
    }
    let file = fs::read_to_string(folder.path().join("index.html")).unwrap();
    assert!(!file.contains("__trangxa"), "the built file stays as it is");
    assert!(get(&preview, "/__trangxa/strip.js").1.contains("text/javascript"));
    assert!(get(&preview, "/__trangxa/strip.css").1.contains("text/css"));
}

#[test]
fn who_waits_hears_of_a_build_at_once() {
    let folder = built();
    let preview = Preview::start(folder.path(), "/", Port::Exactly(0)).unwrap();
    preview.show(Outcome::default());
    let first = state(&preview, "");
    let waiting = ask(&preview, &format!("/__trangxa/state?after={}", first["id"].as_str().unwrap()), "localhost");
    // The request has been received, and is not answered.
    get(&preview, "/data/feed.json");
    waiting.set_nonblocking(true).unwrap();
    assert_eq!(waiting.peek(&mut [0]).unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
    waiting.set_nonblocking(false).unwrap();
    preview.build();
    let building: Value = serde_json::from_str(&answer(waiting).2).unwrap();
    assert_eq!((building["building"].as_bool(), &building["pages"]), (Some(true), &first["pages"]));
    fs::write(folder.path().join("tin/index.html"), "<html><head></head>newer</html>").unwrap();
    preview.show(new_pages());
    let second = state(&preview, building["id"].as_str().unwrap());
    assert_ne!(second["pages"], first["pages"]);
    let (_, _, page) = get(&preview, "/tin/");
    assert!(page.contains("newer") && page.contains(second["pages"].as_str().unwrap()), "{page}");
}

#[test]
fn a_failed_build_is_told_and_the_pages_stay() {
    let folder = built();
    let preview = Preview::start(folder.path(), "/", Port::Exactly(0)).unwrap();
    preview.show(Outcome::default());
    let first = state(&preview, "");
    let finding = Finding { place: "data/feed.json, line 3".to_owned(), message: "expected \"".to_owned() };
    let kind = Kind { heading: "cannot be read".to_owned(), findings: vec![finding] };
    let groups = vec![Group { severity: "error", heading: "CANNOT BE READ".to_owned(), kinds: vec![kind] }];
    preview.show(Outcome { is_new: false, problem: Some("data/feed.json: no".to_owned()), groups });
    let second = state(&preview, first["id"].as_str().unwrap());
    assert_eq!(second["pages"], first["pages"], "nothing is loaded again");
    assert_eq!(second["problem"], "data/feed.json: no");
    assert_eq!(second["groups"][0]["kinds"][0]["findings"][0]["place"], "data/feed.json, line 3");
    assert!(get(&preview, "/").2.contains("home"));
}

#[test]
fn a_site_that_was_never_built_is_waited_for() {
    let folder = TempDir::new().unwrap();
    let preview = Preview::start(folder.path(), "/an-binh/", Port::Exactly(0)).unwrap();
    preview.show(Outcome { problem: Some("no".to_owned()), ..Outcome::default() });
    for path in ["/an-binh/", "/", "/an-binh/tin/"] {
        let (status, _, page) = get(&preview, path);
        assert_eq!(status, 503, "{path}");
        assert!(page.contains("/__trangxa/strip.js"), "{page}");
    }
    fs::write(folder.path().join("index.html"), "home").unwrap();
    preview.show(Outcome::default());
    assert!(get(&preview, "/an-binh/").2.contains("home"));
    let (status, head, _) = get(&preview, "/");
    assert_eq!(status, 302);
    assert!(head.contains("location: /an-binh/"), "{head}");
    assert!(preview.url().ends_with("/an-binh/"));
}

#[test]
fn another_name_for_this_computer_is_refused() {
    let folder = built();
    let preview = Preview::start(folder.path(), "/", Port::Exactly(0)).unwrap();
    preview.show(Outcome::default());
    for (host, status) in [
        ("127.0.0.1:8080", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:8080", 200),
        ("evil.example", 421),
        ("evil.example:8080", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 421),
    ] {
        for path in ["/", "/__trangxa/state"] {
            assert_eq!(answer(ask(&preview, path, host)).0, status, "{host}{path}");
        }
    }
}

#[test]
fn a_port_that_is_taken_is_left_to_its_owner() {
    let folder = built();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    assert!(Preview::start(folder.path(), "/", Port::Exactly(port)).is_err());
    let preview = Preview::start(folder.path(), "/", Port::Preferably(port)).unwrap();
    assert!(!preview.url().contains(&format!(":{port}/")), "{}", preview.url());
    drop(preview);
    drop(taken);
    let preview = Preview::start(folder.path(), "/", Port::Preferably(port)).unwrap();
    assert!(preview.url().contains(&format!(":{port}/")), "{}", preview.url());
}

#[test]
fn a_preview_ends_while_pages_wait() {
    let folder = built();
    let preview = Preview::start(folder.path(), "/", Port::Exactly(0)).unwrap();
    preview.show(Outcome::default());
    let id = state(&preview, "")["id"].as_str().unwrap().to_owned();
    let mut waiting = ask(&preview, &format!("/__trangxa/state?after={id}"), "127.0.0.1");
    drop(preview);
    let mut rest = Vec::new();
    // The connection is closed, with an error or without.
    let _ = waiting.read_to_end(&mut rest);
    assert!(rest.is_empty());
}
