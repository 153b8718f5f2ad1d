//! What counting costs: hits and answers a second over loopback, with the load generator on the same machine; memory and the
//! size of the file with a million visitors.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::publish::memory;
use crate::site::program;
use crate::table::{Table, Verdict, median, megabytes, ms_fine, per_second, real, seconds};

/// Clients at once, each on a connection of its own.
const CONNECTIONS: [usize; 3] = [1, 16, 256];
/// How long each number of clients is measured.
const LASTING: Duration = Duration::from_secs(5);
/// How many clients there are where the numbers are only read.
const READERS: [usize; 2] = [16, 256];
/// Visitors of one day.
const VISITORS: usize = 1_000_000;
/// Pages of the site.
const PATHS: usize = 200;
const SITE: &str = "xa.example";

/// Acknowledged hits and answers a second.
const RATE: f64 = 10_000.0;
/// Of hits, in ms.
const P99_MS: f64 = 100.0;
/// With all visitors of the day, in MB.
const MEMORY_MB: f64 = 200.0;

/// Where counts are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Sqlite,
    Redis,
}

/// Measures everything with every store.
pub(crate) async fn measure() -> Vec<Verdict> {
    let program = program("trangxa-counter", "trangxa-counter");
    let mut verdicts = Vec::new();
    for kind in [Kind::Sqlite, Kind::Redis] {
        verdicts.extend(rates(&program, kind).await);
        verdicts.extend(sizes(&program, kind).await);
    }
    verdicts
}

/// How many hits and reads a second.
async fn rates(program: &Path, kind: Kind) -> Vec<Verdict> {
    let place = Place::new(kind);
    let counter = Counter::start(program, &place);
    let name = kind.name();
    let columns = ["connections", "a second", "p50", "p99", "largest"];
    let mut table =
        Table::new(&format!("Counting with {name}, release build, load generator on the same machine"), &columns);
    let mut verdicts = Vec::new();
    let mut visitor = 0;
    let mut best: f64 = 0.0;
    for connections in CONNECTIONS {
        let load = load(counter.address, connections, Until::Passed(LASTING), Request::Hit { first: visitor }).await;
        visitor += load.count;
        table.row(load.cells(&format!("hits, {connections}")));
        verdicts.push(Verdict::at_most(
            format!("counter, {name}, {connections} connections, p99 of hits"),
            load.p99,
            P99_MS,
            ms_fine,
        ));
        best = best.max(load.rate);
    }
    // Several instances share a Redis server, so one alone need not reach the target.
    if kind == Kind::Sqlite {
        verdicts.push(Verdict::at_least(format!("counter, {name}, acknowledged hits"), best, RATE, per_second));
    }
    for connections in READERS {
        let load = load(counter.address, connections, Until::Passed(LASTING), Request::Visits).await;
        table.row(load.cells(&format!("GET /v1/visits, {connections}")));
        let what = format!("counter, {name}, {connections} connections, GET /v1/visits");
        verdicts.push(Verdict::at_least(what, load.rate, RATE, per_second));
    }
    let load = load(counter.address, 16, Until::Passed(LASTING), Request::Health).await;
    table.row(load.cells("yardstick: GET /v1/healthz, 16"));
    let synced = synced(place.folder.path());
    let per = per_second(1000.0 / synced);
    table.row(["yardstick: one write to the disk".to_owned(), per, ms_fine(synced), String::new(), String::new()]);
    table.print();
    counter.stop();
    verdicts
}

/// Memory and the file with a million visitors.
async fn sizes(program: &Path, kind: Kind) -> Vec<Verdict> {
    let place = Place::new(kind);
    let counter = Counter::start(program, &place);
    let load = load(counter.address, 256, Until::Sent(VISITORS), Request::Hit { first: 0 }).await;
    let (now, peak) = (memory(counter.child.id(), "VmRSS:"), memory(counter.child.id(), "VmHWM:"));
    let server = place.server.as_ref().map(|server| memory(server.id(), "VmRSS:"));
    let running = place.size();
    counter.stop();
    let stopped = place.size();
    let began = Instant::now();
    let counter = Counter::start(program, &place);
    let restart = began.elapsed().as_secs_f64();
    let again = memory(counter.child.id(), "VmHWM:");
    counter.stop();
    let name = kind.name();
    let mut table = Table::new(&format!("{VISITORS} visitors in a day, {name}"), &["", "measured"]);
    let mut row = |what: &str, value: String| table.row([what.to_owned(), value]);
    row("counted in", seconds(load.seconds));
    row("memory at the end", megabytes(now));
    row("memory, peak", megabytes(peak));
    if let Some(server) = server {
        row("memory of redis-server", megabytes(server));
    }
    row("on the disk while it runs", megabytes(running));
    row("on the disk after a clean stop", megabytes(stopped));
    row("restart", seconds(restart));
    row("memory after the restart, peak", megabytes(again));
    table.print();
    vec![Verdict::at_most(format!("counter, {name}, {VISITORS} visitors, peak memory"), peak, MEMORY_MB, megabytes)]
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Redis => "Redis",
        }
    }
}

/// An empty store.
struct Place {
    folder: TempDir,
    /// The program's arguments for it.
    arguments: [String; 2],
    /// Where it is a server.
    server: Option<Child>,
}

impl Place {
    fn new(kind: Kind) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        match kind {
            Kind::Sqlite => {
                let db = folder.path().join("counts.db");
                let arguments = ["--db".to_owned(), db.to_str().expect("a plain path").to_owned()];
                Self { folder, arguments, server: None }
            }
            Kind::Redis => {
                let port = free_port();
                let mut server = Command::new("redis-server");
                server.args(["--bind", "127.0.0.1", "--port", &port.to_string(), "--save", ""]);
                server.args(["--appendonly", "yes", "--appendfsync", "everysec", "--dir"]).arg(folder.path());
                let server = server.stdout(Stdio::null()).spawn().expect("redis-server runs");
                while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
                    std::thread::yield_now();
                }
                let arguments = ["--store".to_owned(), format!("redis://127.0.0.1:{port}/")];
                Self { folder, arguments, server: Some(server) }
            }
        }
    }

    /// All its files, in MB.
    fn size(&self) -> f64 {
        let mut folders = vec![self.folder.path().to_owned()];
        let mut size = 0;
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("the store's folder") {
                let path: PathBuf = entry.expect("a folder entry").path();
                match fs::metadata(&path).expect("a file of the store") {
                    found if found.is_dir() => folders.push(path),
                    found => size += found.len(),
                }
            }
        }
        real(usize::try_from(size).expect("a folder fits")) / 1e6
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            // It keeps no files.
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its number").port()
}

/// The running program.
struct Counter {
    child: Child,
    address: SocketAddr,
}

impl Counter {
    fn start(program: &Path, place: &Place) -> Self {
        let mut command = Command::new(program);
        command.args(&place.arguments).arg("--secret-file").arg(place.folder.path().join("secret"));
        command.args(["--listen", "127.0.0.1:0", "--log", "json", "--rate", "4000000000", "--newcomers", "4000000000"]);
        command.args(["--origin", &format!("https://{SITE}/"), "--trusted-proxy", "127.0.0.1"]);
        let mut child = command.stderr(Stdio::piped()).spawn().expect("trangxa-counter runs");
        let mut lines = BufReader::new(child.stderr.take().expect("its log"));
        let address = loop {
            let mut line = String::new();
            assert_ne!(lines.read_line(&mut line).expect("its log"), 0, "trangxa-counter ended before it counted");
            let event: Value = serde_json::from_str(&line).unwrap_or_default();
            if event["event"] == "counting" {
                break event["address"].as_str().and_then(|address| address.parse().ok()).expect("an address");
            }
        };
        // The program would wait if its output were not read.
        std::thread::spawn(move || lines.read_to_end(&mut Vec::new()));
        Self { child, address }
    }

    fn stop(mut self) {
        let signal = Command::new("sh").args(["-c", &format!("kill -TERM {}", self.child.id())]).status();
        assert!(signal.expect("sh runs").success(), "trangxa-counter had ended before");
        let status = self.child.wait().expect("the program can be waited for");
        assert!(status.success(), "trangxa-counter failed ({status})");
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        // It may have been stopped already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What is sent.
#[derive(Clone, Copy)]
enum Request {
    /// Page views, each of another visitor, counted from this one.
    Hit {
        first: usize,
    },
    Visits,
    Health,
}

impl Request {
    /// Writes the request of this number; returns the status that is expected.
    fn write(self, into: &mut Vec<u8>, number: usize) -> &'static [u8] {
        let get = |into: &mut Vec<u8>, target: &str| {
            write!(into, "GET {target} HTTP/1.1\r\nHost: x\r\nOrigin: https://{SITE}\r\n\r\n").expect("memory");
            &b"HTTP/1.1 200"[..]
        };
        match self {
            Self::Hit { first } => {
                let visitor = first + number;
                let (a, b, c) = (visitor >> 16, (visitor >> 8) & 255, visitor & 255);
                // Not in the order in which they come: a site's pages are read at random.
                let body = format!(r#"{{"site":"{SITE}","path":"/bai/tin-so-{}/"}}"#, visitor * 7919 % PATHS);
                write!(
                    into,
                    "POST /v1/hit HTTP/1.1\r\nHost: x\r\nOrigin: https://{SITE}\r\nX-Forwarded-For: 10.{a}.{b}.{c}\r\n\
                     User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) \
                     Chrome/126.0.0.0 Mobile Safari/537.36\r\nContent-Type: text/plain;charset=UTF-8\r\n\
                     Content-Length: {}\r\n\r\n{body}",
                    body.len()
                )
                .expect("memory");
                b"HTTP/1.1 204"
            }
            Self::Visits => get(into, &format!("/v1/visits?site={SITE}")),
            Self::Health => get(into, "/v1/healthz"),
        }
    }
}

/// When a load ends.
#[derive(Clone, Copy)]
enum Until {
    Passed(Duration),
    Sent(usize),
}

/// The result of a load.
struct Load {
    count: usize,
    seconds: f64,
    /// Answers a second.
    rate: f64,
    /// In ms, as the other times.
    p50: f64,
    p99: f64,
    largest: f64,
}

impl Load {
    fn cells(&self, what: &str) -> [String; 5] {
        let [p50, p99, largest] = [self.p50, self.p99, self.largest].map(ms_fine);
        [what.to_owned(), per_second(self.rate), p50, p99, largest]
    }
}

/// Clients that each wait for one answer before they ask again.
async fn load(address: SocketAddr, connections: usize, until: Until, request: Request) -> Load {
    let next = Arc::new(AtomicUsize::new(0));
    let mut streams = Vec::new();
    for _ in 0..connections {
        let stream = TcpStream::connect(address).await.expect("the counter takes connections");
        stream.set_nodelay(true).expect("a socket option");
        streams.push(stream);
    }
    let began = Instant::now();
    let clients: Vec<_> = streams
        .into_iter()
        .map(|stream| tokio::spawn(client(stream, Arc::clone(&next), began, until, request)))
        .collect();
    let mut times = Vec::new();
    for client in clients {
        times.extend(client.await.expect("a client"));
    }
    let seconds = began.elapsed().as_secs_f64();
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| times.get((times.len() * percent / 100).min(times.len() - 1)).copied().unwrap_or(0.0);
    Load { count: times.len(), seconds, rate: real(times.len()) / seconds, p50: at(50), p99: at(99), largest: at(100) }
}

/// One client; returns how long each answer took, in ms.
async fn client(
    mut stream: TcpStream,
    next: Arc<AtomicUsize>,
    began: Instant,
    until: Until,
    request: Request,
) -> Vec<f64> {
    let (mut out, mut answer, mut times) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        let number = next.fetch_add(1, Relaxed);
        let is_over = match until {
            Until::Passed(lasting) => began.elapsed() >= lasting,
            Until::Sent(all) => number >= all,
        };
        if is_over {
            return times;
        }
        out.clear();
        let expected = request.write(&mut out, number);
        let sent = Instant::now();
        stream.write_all(&out).await.expect("the counter reads");
        answer.clear();
        while !is_whole(&answer) {
            assert_ne!(
                stream.read_buf(&mut answer).await.expect("the counter answers"),
                0,
                "it broke the connection off"
            );
        }
        times.push(sent.elapsed().as_secs_f64() * 1000.0);
        assert!(answer.starts_with(expected), "{}", String::from_utf8_lossy(&answer));
    }
}

/// Whether an answer has come with all of its body.
fn is_whole(answer: &[u8]) -> bool {
    let Some(head) = answer.windows(4).position(|end| end == b"\r\n\r\n") else { return false };
    let name = b"content-length: ";
    let length = answer[..head].windows(name.len()).position(|it| it == name).map_or(0, |at| {
        let digits = answer[at + name.len()..head].iter().take_while(|digit| digit.is_ascii_digit());
        digits.fold(0, |length, digit| 10 * length + usize::from(digit - b'0'))
    });
    answer.len() >= head + 4 + length
}

/// How long this disk takes to keep one small write, in ms.
fn synced(folder: &Path) -> f64 {
    let mut file = fs::File::create(folder.join("yardstick")).expect("a file");
    median((0..200).map(|_| {
        let began = Instant::now();
        file.write_all(&[0; 8192]).and_then(|()| file.sync_data()).expect("the disk takes it");
        began.elapsed().as_secs_f64() * 1000.0
    }))
}
