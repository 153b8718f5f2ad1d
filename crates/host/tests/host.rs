//! Tests of the host over a plain TCP connection.

#![allow(clippy::unwrap_used, reason = "a test reports a failure by panicking")]

use std::fs;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use trangxa_host::{Answer as GuestAnswer, Answering, Fault, Faults, Guest, Host, Options};

/// After this time a test fails if the host does not answer; no test waits for it to pass.
const PATIENCE: Duration = Duration::from_secs(30);

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// Sends a request on a new connection and reads until the host closes it.
fn send(addr: SocketAddr, method: &str, path: &str, headers: &str) -> io::Result<Answer> {
    send_to("x", addr, method, path, headers)
}

/// The same to a host that is called by a name.
fn send_to(name: &str, addr: SocketAddr, method: &str, path: &str, headers: &str) -> io::Result<Answer> {
    let mut stream = TcpStream::connect(addr)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n{headers}\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let split = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(bytes[..split].to_vec()).unwrap();
    Ok(Answer { status: head[9..12].parse().unwrap(), head, body: bytes[split + 4..].to_vec() })
}

/// A host with a small site. The client blocks, so the host runs on other threads.
struct Setup {
    host: Host,
    folder: TempDir,
    runtime: tokio::runtime::Runtime,
}

impl Setup {
    fn new(base_path: &str, compress: bool) -> Self {
        let folder = TempDir::new().unwrap();
        for (name, content) in [
            ("index.html", "home"),
            ("404.html", "lost"),
            ("tin-tuc/index.html", "news"),
            ("tệp.txt", "unicode"),
            ("data/tthc.json", r#"{"figures":[1,2,3,4]}"#),
            ("app.wasm", "\0asm1234"),
        ] {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, content).unwrap();
        }
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let options = Options { base_path: base_path.to_owned(), compress, ..Options::new(folder.path()) };
        let host = runtime.block_on(Host::start(options)).unwrap();
        Self { host, folder, runtime }
    }

    fn get(&self, path: &str) -> Answer {
        self.get_with(path, "")
    }

    fn get_with(&self, path: &str, headers: &str) -> Answer {
        send(self.host.addr(), "GET", path, headers).unwrap()
    }

    fn write(&self, name: &str, content: &str) {
        fs::write(self.folder.path().join(name), content).unwrap();
    }
}

fn at_root() -> Setup {
    Setup::new("/", false)
}

#[test]
fn a_folder_answers_with_its_index_page() {
    let setup = at_root();
    let home = setup.get("/");
    assert_eq!((home.status, home.text()), (200, "home"));
    assert_eq!(home.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(home.header("content-length"), Some("4"));
    assert_eq!(setup.get("/tin-tuc/").text(), "news");
    assert_eq!(setup.get("/t%E1%BB%87p.txt?v=1").text(), "unicode");
}

#[test]
fn a_part_of_a_file_is_answered_as_a_part() {
    let setup = at_root();
    setup.write("a.mp3", "0123456789");
    for (range, part, body) in [
        ("bytes=2-4", "bytes 2-4/10", "234"),
        ("bytes=7-", "bytes 7-9/10", "789"),
        ("bytes=0-99", "bytes 0-9/10", "0123456789"),
        ("bytes=-3", "bytes 7-9/10", "789"),
    ] {
        let answer = setup.get_with("/a.mp3", &format!("Range: {range}\r\n"));
        assert_eq!((answer.status, answer.header("content-range"), answer.text()), (206, Some(part), body), "{range}");
        assert_eq!(answer.header("content-length"), Some(body.len().to_string().as_str()));
    }
    let beyond = setup.get_with("/a.mp3", "Range: bytes=10-\r\n");
    assert_eq!((beyond.status, beyond.header("content-range"), beyond.text()), (416, Some("bytes */10"), ""));
    // What cannot be read, and several parts at once, are answered whole; so is a file that is another one by now.
    let whole = setup.get("/a.mp3");
    assert_eq!((whole.status, whole.header("accept-ranges")), (200, Some("bytes")));
    let tag = whole.header("etag").unwrap();
    for headers in ["Range: bytes=4-2\r\n", "Range: bytes=0-1,3-4\r\n", "Range: bytes=1-2\r\nIf-Range: \"x\"\r\n"] {
        assert_eq!(setup.get_with("/a.mp3", headers).status, 200, "{headers}");
    }
    assert_eq!(setup.get_with("/a.mp3", &format!("Range: bytes=1-2\r\nIf-Range: {tag}\r\n")).text(), "12");
}

#[test]
fn a_folder_without_its_slash_is_redirected_with_its_query() {
    let setup = at_root();
    let answer = setup.get("/tin-tuc?trang=2");
    assert_eq!(answer.status, 301);
    assert_eq!(answer.header("location"), Some("/tin-tuc/?trang=2"));
    let based = Setup::new("/quangthanh/", false);
    assert_eq!(based.get("/quangthanh").header("location"), Some("/quangthanh/"));
}

#[test]
fn missing_files_are_answered_with_the_404_page_of_the_site() {
    let setup = at_root();
    for path in ["/nothing", "/data/", "/index.html/", "/tin-tuc/nothing.json", "/_headers"] {
        let answer = setup.get(path);
        assert_eq!((answer.status, answer.text()), (404, "lost"), "{path}");
        assert_eq!(answer.header("etag"), None);
    }
    fs::remove_file(setup.folder.path().join("404.html")).unwrap();
    assert_eq!(setup.get("/nothing").text(), "404 Not Found\n");
}

#[test]
fn paths_outside_the_base_path_are_not_found() {
    let setup = Setup::new("/quangthanh/", false);
    assert_eq!(setup.host.url(), format!("http://{}/quangthanh/", setup.host.addr()));
    assert_eq!(setup.get("/quangthanh/").text(), "home");
    for path in ["/", "/index.html", "/quangthanhx/", "/other/"] {
        let answer = setup.get(path);
        assert_eq!((answer.status, answer.text()), (404, "404 Not Found\n"), "{path}");
    }
}

#[test]
fn no_path_leads_out_of_the_folder() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("secret"), "secret").unwrap();
    let root = folder.path().join("site");
    fs::create_dir_all(root.join("a")).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let host = runtime.block_on(Host::start(Options::new(root))).unwrap();
    for path in [
        "/../secret",
        "/a/../../secret",
        "/%2e%2e/secret",
        "/a%2f..%2f..%2fsecret",
        "/..%5csecret",
        "//secret",
        "/./a/",
        "/a%00",
    ] {
        let answer = send(host.addr(), "GET", path, "").unwrap();
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("secret"), "{path}");
    }
    assert_eq!(send(host.addr(), "GET", "/%FF", "").unwrap().status, 400);
}

#[test]
fn hidden_files_are_answered_below_well_known_only() {
    let setup = at_root();
    for name in [
        ".well-known/acme-challenge/x",
        ".well-known/.an",
        ".git/HEAD",
        ".trangxa",
        ".trangxa-record",
        "data/.an",
        "data/.well-known/x",
    ] {
        let path = setup.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
        let status = setup.get(&format!("/{name}")).status;
        assert_eq!(status, if name.starts_with(".well-known/acme") { 200 } else { 404 }, "{name}");
    }
    assert_eq!(setup.get("/%2Egit/HEAD").status, 404);
}

#[test]
fn only_get_and_head_are_allowed() {
    let setup = at_root();
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = send(setup.host.addr(), method, "/", "").unwrap();
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")));
    }
    let head = send(setup.host.addr(), "HEAD", "/", "").unwrap();
    assert_eq!((head.status, head.header("content-length"), head.text()), (200, Some("4"), ""));
}

#[test]
fn a_known_entity_tag_is_answered_with_304_until_the_file_changes() {
    let setup = at_root();
    let tag = setup.get("/data/tthc.json").header("etag").unwrap().to_owned();
    let known = format!("If-None-Match: {tag}\r\n");
    let again = setup.get_with("/data/tthc.json", &known);
    assert_eq!((again.status, again.text(), again.header("etag")), (304, "", Some(&*tag)));
    setup.write("data/tthc.json", "{}");
    let changed = setup.get_with("/data/tthc.json", &known);
    assert_eq!((changed.status, changed.text()), (200, "{}"));
}

#[test]
fn the_headers_file_is_read_for_every_request() {
    let setup = Setup::new("/quangthanh/", false);
    setup.write(
        "_headers",
        "/quangthanh/*\n  Content-Security-Policy: default-src 'self'\n  X-Frame: no\n\
         /quangthanh/*.wasm\n  Cache-Control: immutable\n  ! X-Frame\n\
         /*/data/*\n  Access-Control-Allow-Origin: *\n",
    );
    let home = setup.get("/quangthanh/");
    assert_eq!(home.header("content-security-policy"), Some("default-src 'self'"));
    assert_eq!(home.header("cache-control"), Some("public, max-age=0, must-revalidate"));
    assert_eq!(setup.get("/quangthanh/lost").header("x-frame"), Some("no"));
    let wasm = setup.get("/quangthanh/app.wasm");
    assert_eq!(wasm.header("content-type"), Some("application/wasm"));
    assert_eq!((wasm.header("cache-control"), wasm.header("x-frame")), (Some("immutable"), None));
    let figures = setup.get("/quangthanh/data/tthc.json");
    assert_eq!(figures.header("access-control-allow-origin"), Some("*"));

    setup.write("_headers", "/quangthanh/*\n  X-Frame: yes\n");
    assert_eq!(setup.get("/quangthanh/").header("x-frame"), Some("yes"));
}

#[test]
fn a_better_quality_of_brotli_sends_less() {
    let folder = TempDir::new().unwrap();
    let text: String = (0..4000).map(|number| format!("Mục {} của thôn {}. ", number * number, number % 17)).collect();
    fs::write(folder.path().join("long.html"), text).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let sizes = [1, 11].map(|brotli_quality| {
        let options = Options { compress: true, brotli_quality, ..Options::new(folder.path()) };
        let host = runtime.block_on(Host::start(options)).unwrap();
        send(host.addr(), "GET", "/long.html", "Accept-Encoding: br\r\n").unwrap().body.len()
    });
    assert!(sizes[1] < sizes[0], "{sizes:?}");
}

#[test]
fn texts_are_compressed_for_clients_that_accept_brotli() {
    let setup = Setup::new("/", true);
    let long = "xã Quảng Thành ".repeat(200);
    setup.write("long.html", &long);
    setup.write("photo.webp", &long);
    let accept = "Accept-Encoding: gzip, br\r\n";

    let packed = setup.get_with("/long.html", accept);
    assert_eq!(packed.header("content-encoding"), Some("br"));
    assert_eq!(packed.header("vary"), Some("accept-encoding"));
    assert!(packed.body.len() < 100, "{} bytes", packed.body.len());
    let mut unpacked = String::new();
    brotli::Decompressor::new(&*packed.body, 4096).read_to_string(&mut unpacked).unwrap();
    assert_eq!(unpacked, long);
    assert_eq!(setup.get_with("/long.html", accept).body, packed.body, "from the cache");
    let tag = packed.header("etag").unwrap();
    assert_eq!(setup.get_with("/long.html", &format!("{accept}If-None-Match: {tag}\r\n")).status, 304);

    let plain = setup.get("/long.html");
    assert_eq!((plain.header("content-encoding"), plain.text()), (None, &*long));
    assert_eq!(setup.get_with("/photo.webp", accept).header("content-encoding"), None);
    assert_eq!(setup.get_with("/app.wasm", accept).header("content-encoding"), Some("br"));
    let sizes: Vec<_> = setup.host.requests().iter().map(|request| request.bytes).collect();
    assert_eq!(sizes[..4], [packed.body.len(), packed.body.len(), 0, long.len()]);
}

#[test]
fn every_request_is_recorded() {
    let setup = Setup::new("/b/", false);
    setup.get("/b/?q=1");
    setup.get("/b/none");
    send(setup.host.addr(), "POST", "/b/", "").unwrap();
    let seen: Vec<_> = setup
        .host
        .requests()
        .into_iter()
        .map(|request| (request.method, request.path, request.status, request.bytes))
        .collect();
    let entry = |method: &str, path: &str, status, bytes| (method.to_owned(), path.to_owned(), status, bytes);
    assert_eq!(seen, [entry("GET", "/b/?q=1", 200, 4), entry("GET", "/b/none", 404, 4), entry("POST", "/b/", 405, 23)]);
    setup.host.forget_requests();
    assert_eq!(setup.host.requests(), []);
}

#[test]
fn status_faults_have_a_page_and_an_optional_retry_after() {
    let setup = Setup::new("/b/", false);
    setup.host.faults().set("data/tthc.json", Fault::Status(503));
    let answer = setup.get("/b/data/tthc.json");
    assert_eq!((answer.status, answer.header("retry-after")), (503, None));
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
    setup.host.faults().set("data/*", Fault::StatusWithRetryAfter(429, 7));
    let answer = setup.get("/b/data/tthc.json");
    assert_eq!((answer.status, answer.header("retry-after")), (429, Some("7")));
    setup.host.faults().clear_all();
    assert_eq!(setup.get("/b/data/tthc.json").status, 200);
}

#[test]
fn the_html_fault_is_answered_with_status_200() {
    let setup = at_root();
    setup.host.faults().set("feed.json", Fault::Html);
    let answer = setup.get("/feed.json");
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert!(answer.text().starts_with("<!doctype html>"));
}

#[test]
fn a_cut_off_answer_announces_all_bytes_and_sends_half() {
    let setup = at_root();
    for size in [1000, 5 << 20] {
        setup.write("long.txt", &"x".repeat(size));
        setup.host.faults().set("*.txt", Fault::CutOff);
        let mut stream = TcpStream::connect(setup.host.addr()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        // Without `Connection: close`, so that it is the fault that closes the connection.
        stream.write_all(b"GET /long.txt HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        let end = stream.read_to_end(&mut bytes);
        assert!(!end.is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock), "the connection was left open");
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("content-length: {size}")), "{head}");
        assert!(!body.is_empty() && body.len() <= size / 2, "{} of {size}", body.len());
    }
}

#[test]
fn a_request_without_an_answer_is_recorded_at_once() {
    let setup = at_root();
    setup.host.faults().set("data/tthc.json", Fault::Never);
    let mut waiting = TcpStream::connect(setup.host.addr()).unwrap();
    waiting.write_all(b"GET /data/tthc.json HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    while setup.host.requests().is_empty() {
        std::thread::yield_now();
    }
    assert_eq!(setup.host.requests()[0].status, 0);
    waiting.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    assert_eq!(waiting.read(&mut [0]).unwrap_err().kind(), io::ErrorKind::WouldBlock);
    assert_eq!(setup.get("/").status, 200, "other requests are served in the meantime");
}

#[test]
fn the_content_type_fault_overrides_the_headers_file() {
    let setup = at_root();
    setup.write("_headers", "/*.wasm\n  Content-Type: application/wasm\n");
    setup.host.faults().set("*.wasm", Fault::ContentType("application/octet-stream"));
    let answer = setup.get("/app.wasm");
    assert_eq!(answer.header("content-type"), Some("application/octet-stream"));
    assert_eq!(answer.text(), "\0asm1234");
}

/// A browser that polls sends the tag of the file. With a 304 it would not notice the fault.
#[test]
fn an_answer_with_a_fault_is_never_a_304() {
    let setup = at_root();
    let known = format!("If-None-Match: {}\r\n", setup.get("/data/tthc.json").header("etag").unwrap());
    for fault in [Fault::CutOff, Fault::ContentType("text/plain"), Fault::Status(500), Fault::Html] {
        setup.host.faults().set("data/*", fault.clone());
        assert_ne!(setup.get_with("/data/tthc.json", &known).status, 304, "{fault:?}");
    }
}

#[test]
fn the_body_fault_replaces_a_file_that_need_not_exist() {
    let setup = at_root();
    setup.host.faults().set("data/new.json", Fault::Body("{\"a\":1}".to_owned()));
    let answer = setup.get("/data/new.json");
    assert_eq!((answer.status, answer.text()), (200, "{\"a\":1}"));
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let known = format!("If-None-Match: {}\r\n", answer.header("etag").unwrap());
    assert_eq!(setup.get_with("/data/new.json", &known).status, 304);
    setup.host.faults().set("data/new.json", Fault::Body("{\"a\":2}".to_owned()));
    assert_eq!(setup.get_with("/data/new.json", &known).text(), "{\"a\":2}");
}

#[test]
fn a_delayed_file_arrives_completely() {
    let setup = at_root();
    setup.host.faults().set("", Fault::Delay(Duration::from_millis(200)));
    let start = Instant::now();
    assert_eq!(setup.get("/").text(), "home");
    // A lower limit, which does not depend on the speed of the machine.
    assert!(start.elapsed() >= Duration::from_millis(200));
}

#[test]
fn a_dropped_host_stops_and_closes_its_connections() {
    let setup = at_root();
    let addr = setup.host.addr();
    setup.host.faults().set("*", Fault::Never);
    let mut waiting = TcpStream::connect(addr).unwrap();
    waiting.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    while setup.host.requests().is_empty() {
        std::thread::yield_now();
    }
    drop(setup.host);
    waiting.set_read_timeout(Some(PATIENCE)).unwrap();
    // The connection may be closed or reset. If it was left open, the read would time out.
    if let Err(error) = waiting.read_to_end(&mut Vec::new()) {
        assert_ne!(error.kind(), io::ErrorKind::WouldBlock);
    }
    assert!(TcpStream::connect(addr).is_err());
    drop(setup.runtime);
}

#[tokio::test]
async fn errors_name_the_missing_folder_or_the_used_port() {
    let error = Host::start(Options::new("/no/such/site")).await.unwrap_err();
    assert!(error.to_string().contains("/no/such/site"), "{error}");
    let folder = TempDir::new().unwrap();
    let first = Host::start(Options::new(folder.path())).await.unwrap();
    let options = Options { port: first.addr().port(), faults: Faults::default(), ..Options::new(folder.path()) };
    let error = Host::start(options).await.unwrap_err();
    assert!(error.to_string().contains(&first.addr().port().to_string()), "{error}");
}

/// Says of itself what it is asked, and signs each page.
#[derive(Debug)]
struct Signer;

impl Guest for Signer {
    fn answer<'a>(&'a self, path: &'a str, query: Option<&'a str>) -> Answering<'a> {
        Box::pin(async move {
            let name = path.strip_prefix("/guest/")?;
            let location = (name == "away").then(|| "/tin-tuc/".to_owned());
            let status = if location.is_some() { 302 } else { 200 };
            let body = format!("{name} {}", query.unwrap_or("-")).into_bytes();
            Some(GuestAnswer { status, media_type: "text/plain; charset=utf-8", location, body })
        })
    }

    fn page(&self, path: &str, mut html: Vec<u8>) -> Vec<u8> {
        html.extend(format!(" signed at {path}").into_bytes());
        html
    }
}

#[test]
fn a_guest_answers_first_and_changes_the_pages() {
    let setup = Setup::new("/xa/", false);
    let options =
        Options { base_path: "/xa/".to_owned(), guest: Some(Arc::new(Signer)), ..Options::new(setup.folder.path()) };
    let host = setup.runtime.block_on(Host::start(options)).unwrap();
    let get = |path: &str, headers: &str| send_to("localhost:1", host.addr(), "GET", path, headers).unwrap();
    let own = get("/guest/t%E1%BB%87p?a=1", "");
    assert_eq!((own.status, own.text(), own.header("cache-control")), (200, "tệp a=1", Some("no-store")));
    let away = get("/guest/away", "");
    assert_eq!((away.status, away.header("location")), (302, Some("/tin-tuc/")));
    let page = get("/xa/", "");
    assert_eq!(page.text(), "home signed at /xa/");
    assert_eq!(get("/xa/none", "").text(), "lost signed at /xa/none");
    assert_eq!(get("/xa/data/tthc.json", "").text(), r#"{"figures":[1,2,3,4]}"#, "only pages are signed");
    let tag = page.header("etag").unwrap();
    assert_eq!(get("/xa/", &format!("If-None-Match: {tag}\r\n")).status, 304);
    assert_ne!(setup.get("/xa/").header("etag"), Some(tag), "another page has another tag");
}

#[test]
fn a_host_with_a_guest_answers_only_to_the_names_of_this_computer() {
    let setup = Setup::new("/", false);
    let options = Options { guest: Some(Arc::new(Signer)), is_recorded: false, ..Options::new(setup.folder.path()) };
    let host = setup.runtime.block_on(Host::start(options)).unwrap();
    for path in ["/", "/guest/a"] {
        assert_eq!(send(host.addr(), "GET", path, "").unwrap().status, 421, "{path}");
    }
    assert!(host.requests().is_empty(), "nothing is recorded");
    assert_eq!(setup.get("/").status, 200, "without a guest every name is right");
}
