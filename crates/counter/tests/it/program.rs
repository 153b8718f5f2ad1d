//! The program as an operator runs it, and a minimal HTTP/1.1 client.

use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;
use tempfile::TempDir;

/// The site that is counted.
pub(crate) const SITE: &str = "xa.example";
/// The total of its previous counter.
pub(crate) const START_TOTAL: u64 = 12_943;
/// After this time a test fails if the program does not answer; no test waits for it to pass.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program, speaking English.
pub(crate) fn english() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trangxa-counter"));
    command.args(["--lang", "en"]);
    command
}

/// A folder with a database and a secret.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn db(&self) -> PathBuf {
        self.file("counts.db")
    }

    /// The command that starts the program with the database in this folder, on a free port.
    pub(crate) fn serve(&self) -> Command {
        let mut command = english();
        self.add_options(&mut command);
        command
    }

    /// Adds the options for that to a command.
    pub(crate) fn add_options(&self, command: &mut Command) {
        command.arg("--db").arg(self.db()).arg("--secret-file").arg(self.file("secret"));
        command.args(["--listen", "127.0.0.1:0", "--log", "json", "--rate", "1000000", "--newcomers", "1000000"]);
        command.args(["--new-pages", "1000000"]);
        command.args(["--origin", &format!("https://{SITE}/"), "--start-total", &START_TOTAL.to_string()]);
    }

    pub(crate) fn start(&self) -> Program {
        Program::start(&mut self.serve())
    }

    /// The contents of the database.
    pub(crate) fn counts(&self) -> StoredCounts {
        StoredCounts::read(&self.db())
    }
}

/// A running program; it is killed when this value is dropped.
pub(crate) struct Program {
    child: Child,
    address: SocketAddr,
    log: Option<JoinHandle<String>>,
}

impl Program {
    /// Starts the program and waits until it logs the address on which it listens.
    pub(crate) fn start(command: &mut Command) -> Self {
        Self::try_start(command).unwrap_or_else(|(_, log)| panic!("the program ended before it counted: {log}"))
    }

    /// The log of a program that must refuse to start and end with status 1.
    pub(crate) fn refusal(command: &mut Command) -> String {
        let Err((status, log)) = Self::try_start(command) else { panic!("the program counts") };
        assert_eq!(status.code(), Some(1), "{log}");
        log
    }

    /// Starts the program; returns its status and log if it ends before it listens.
    pub(crate) fn try_start(command: &mut Command) -> Result<Self, (ExitStatus, String)> {
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let mut log = String::new();
        let address = loop {
            let mut line = String::new();
            if lines.read_line(&mut line).unwrap() == 0 {
                return Err((child.wait().unwrap(), log));
            }
            log += &line;
            let event: Value = serde_json::from_str(&line).unwrap_or_default();
            if event["event"] == "counting" {
                break event["address"].as_str().unwrap().parse().unwrap();
            }
        };
        let log = std::thread::spawn(move || {
            lines.read_to_string(&mut log).unwrap();
            log
        });
        Ok(Self { child, address, log: Some(log) })
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn client(&self) -> Client {
        Client::connect(self.address).unwrap()
    }

    /// The three numbers.
    pub(crate) fn visits(&self) -> Value {
        let answer = self.client().get(&format!("/v1/visits?site={SITE}")).unwrap();
        assert_eq!(answer.status, 200, "{}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }

    /// Kills the program without letting it write anything.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Stops the program as systemd does; returns its status and log.
    pub(crate) fn stop(self) -> (ExitStatus, String) {
        let id = self.child.id();
        assert!(Command::new("sh").args(["-c", &format!("kill -TERM {id}")]).status().unwrap().success());
        self.wait()
    }

    /// Closes the program's standard input.
    pub(crate) fn close_stdin(&mut self) {
        self.child.stdin.take();
    }

    /// Waits until the program ends; returns its status and log.
    pub(crate) fn wait(mut self) -> (ExitStatus, String) {
        let status = self.child.wait().unwrap();
        (status, self.log.take().unwrap().join().unwrap())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Both fail if the program has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client with one connection that it keeps open.
pub(crate) struct Client(BufReader<TcpStream>);

/// The answer to a request.
pub(crate) struct RawAnswer {
    pub status: u16,
    pub retry_after: Option<u64>,
    pub body: String,
}

impl Client {
    pub(crate) fn connect(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self(BufReader::new(stream)))
    }

    /// Sends a hit.
    pub(crate) fn hit(&mut self, agent: &str, path: &str) -> io::Result<RawAnswer> {
        self.post(&format!("https://{SITE}"), agent, &format!(r#"{{"site":"{SITE}","path":"{path}"}}"#))
    }

    /// Sends any body as a hit from a page of this origin.
    pub(crate) fn post(&mut self, origin: &str, agent: &str, body: &str) -> io::Result<RawAnswer> {
        let length = body.len();
        let head = format!(
            "POST /v1/hit HTTP/1.1\r\nHost: x\r\nOrigin: {origin}\r\nUser-Agent: {agent}\r\nContent-Length: {length}\r\n\r\n"
        );
        self.0.get_mut().write_all([head.as_bytes(), body.as_bytes()].concat().as_slice())?;
        self.answer()
    }

    pub(crate) fn get(&mut self, target: &str) -> io::Result<RawAnswer> {
        self.0.get_mut().write_all(format!("GET {target} HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes())?;
        self.answer()
    }

    fn answer(&mut self) -> io::Result<RawAnswer> {
        let status = self.line()?.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap();
        let (mut length, mut retry_after) = (0, None);
        loop {
            let line = self.line()?.to_ascii_lowercase();
            match line.trim_end().split_once(": ") {
                Some(("content-length", value)) => length = value.parse().unwrap(),
                Some(("retry-after", value)) => retry_after = value.parse().ok(),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body)?;
        Ok(RawAnswer { status, retry_after, body: String::from_utf8(body).unwrap() })
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.0.read_line(&mut line)?;
        if line.ends_with('\n') { Ok(line) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }
}

/// A user agent of a browser, different for each number.
pub(crate) fn agent(number: impl std::fmt::Display) -> String {
    format!("Mozilla/5.0 (X11; Linux x86_64; rv:{number}) Gecko/20100101 Firefox/140.0")
}

/// The contents of a file of the counter.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct StoredCounts {
    /// The sums of the table of days.
    pub visits: u64,
    pub views: u64,
    pub visitors: u64,
    /// The number of days, of today's visitors, and of salts.
    pub days: u64,
    pub seen: u64,
    pub salts: u64,
    /// Views by path.
    pub pages: Vec<(String, u64)>,
}

impl StoredCounts {
    /// Reads a file without changing it, also while the program uses it, and checks that it is consistent.
    pub(crate) fn read(path: &Path) -> Self {
        let file = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        file.busy_timeout(PATIENCE).unwrap();
        // One transaction, so that all numbers are of the same instant.
        file.execute_batch("BEGIN").unwrap();
        let check: String = file.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(check, "ok");
        let number = |sql: &str| file.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap().cast_unsigned();
        let mut pages = file.prepare("SELECT path, SUM(views) FROM page GROUP BY path ORDER BY path").unwrap();
        let pages = pages.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned()))).unwrap();
        let counts = Self {
            visits: number("SELECT COALESCE(SUM(visits), 0) FROM day"),
            views: number("SELECT COALESCE(SUM(views), 0) FROM day"),
            visitors: number("SELECT COALESCE(SUM(visitors), 0) FROM day"),
            days: number("SELECT COUNT(*) FROM day"),
            seen: number("SELECT COUNT(DISTINCT key) FROM seen"),
            salts: number("SELECT COUNT(*) FROM salt"),
            pages: pages.collect::<rusqlite::Result<_>>().unwrap(),
        };
        assert_eq!(counts.views, counts.pages.iter().map(|(_, views)| views).sum::<u64>(), "{counts:?}");
        counts
    }

    /// The views of a path.
    pub(crate) fn views_of(&self, path: &str) -> u64 {
        self.pages.iter().find(|(known, _)| known == path).map_or(0, |(_, views)| *views)
    }
}
