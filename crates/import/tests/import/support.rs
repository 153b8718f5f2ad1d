//! A site folder to import into, and servers to import from.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime};
use trangxa_host::Host;
use trangxa_import::http::Client;
use trangxa_import::{ImportError, MediaLimits, Options, Report, import_with};

pub fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/fixtures").join(name)).unwrap()
}

/// A site folder of its own.
pub struct Site {
    folder: tempfile::TempDir,
    pub options: Options,
    /// Every wait that was asked for.
    pub waits: Arc<Mutex<Vec<Duration>>>,
}

impl Site {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options =
            Options { sources: Vec::new(), into: folder.path().to_owned(), since: None, limit: None, media: None };
        Self { folder, options, waits: Arc::default() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn with_media(mut self) -> Self {
        self.options.media = Some(MediaLimits::default());
        self
    }

    pub fn try_import(&self, sources: &[&str]) -> Result<Report, ImportError> {
        let mut options = self.options.clone();
        options.sources = sources.iter().map(|source| (*source).to_owned()).collect();
        let waits = Arc::clone(&self.waits);
        let mut client = Client::with_wait(move |wait| waits.lock().unwrap().push(wait));
        import_with(&options, &mut client, &mut |_| {})
    }

    pub fn import(&self, sources: &[&str]) -> Report {
        self.try_import(sources).unwrap()
    }

    pub fn error(&self, sources: &[&str]) -> String {
        self.try_import(sources).unwrap_err().to_string()
    }

    /// Imports a fixture as a local file.
    pub fn import_fixture(&self, name: &str) -> Report {
        self.import(&[&fixture_path(name)])
    }

    pub fn feed(&self) -> Value {
        self.json("data/feed.json")
    }

    pub fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&fs::read(self.path(name)).unwrap()).unwrap()
    }

    pub fn items(&self) -> Vec<Value> {
        self.feed()["items"].as_array().unwrap().clone()
    }

    pub fn ids(&self) -> Vec<String> {
        self.items().iter().map(|item| item["id"].as_str().unwrap_or("?").to_owned()).collect()
    }

    pub fn item(&self, id: &str) -> Value {
        self.items().into_iter().find(|item| item["id"] == id).unwrap_or_else(|| panic!("no item {id}"))
    }

    /// Every file with its content and the moment it was written.
    pub fn files(&self) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let written = fs::metadata(&path).unwrap().modified().unwrap();
                    found.insert(path.clone(), (fs::read(&path).unwrap(), written));
                }
            }
        }
        found
    }

    pub fn seconds_waited(&self) -> Vec<u64> {
        self.waits.lock().unwrap().iter().map(Duration::as_secs).collect()
    }
}

pub fn fixture_path(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/fixtures").join(name).display().to_string()
}

/// The static host that the whole project is tested with.
pub struct Web {
    // The host stops before its runtime does.
    pub host: Host,
    pub root: tempfile::TempDir,
    _runtime: tokio::runtime::Runtime,
}

impl Web {
    pub fn new(files: &[(&str, &[u8])]) -> Self {
        let root = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let host = runtime.block_on(Host::start(trangxa_host::Options::new(root.path()))).unwrap();
        Self { host, root, _runtime: runtime }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.host.url())
    }

    /// Status and path of each request since the last call.
    pub fn log(&self) -> Vec<(u16, String)> {
        let log = self.host.requests().into_iter().map(|request| (request.status, request.path)).collect();
        self.host.forget_requests();
        log
    }
}

/// What a [`Script`] answers.
#[derive(Clone, Default)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// Hangs up after so many bytes of the body.
    pub cut: Option<usize>,
}

impl Reply {
    pub fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, body: body.into(), ..Self::default() }
    }

    pub fn status(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// A request as a [`Script`] saw it: path, and headers by their small names.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub headers: BTreeMap<String, String>,
}

/// A server that answers as a test tells it, for what no static host does.
pub struct Script {
    addr: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    connections: Arc<Mutex<usize>>,
}

impl Script {
    /// `answer` gets the request and how many came before it.
    pub fn new(answer: impl Fn(&Asked, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let addr = listener.local_addr().unwrap();
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let connections: Arc<Mutex<usize>> = Arc::default();
        let (log, count, answer) = (Arc::clone(&asked), Arc::clone(&connections), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                *count.lock().unwrap() += 1;
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                thread::spawn(move || converse(stream, &log, answer.as_ref()));
            }
        });
        Self { addr, asked, connections }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.addr)
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    pub fn connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }
}

fn converse(stream: TcpStream, log: &Mutex<Vec<Asked>>, answer: &dyn Fn(&Asked, usize) -> Reply) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut stream = stream;
    let _ = stream.set_nodelay(true);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
        let mut headers = BTreeMap::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':') {
                headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
            }
        }
        let asked = Asked { path, headers };
        let before = {
            let mut log = log.lock().unwrap();
            log.push(asked.clone());
            log.len() - 1
        };
        let reply = answer(&asked, before);
        let mut head = format!("HTTP/1.1 {} x\r\n", reply.status);
        if reply.status != 304 && !reply.headers.iter().any(|(name, _)| *name == "transfer-encoding") {
            head.push_str(&format!("content-length: {}\r\n", reply.body.len()));
        }
        for (name, value) in &reply.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let sent = &reply.body[..reply.cut.unwrap_or(reply.body.len())];
        // In one piece: head and body apart would each wait for the other's acknowledgement.
        let written = stream.write_all(&[head.as_bytes(), sent].concat());
        if reply.cut.is_some() || written.is_err() {
            let _ = stream.shutdown(std::net::Shutdown::Both);
            return;
        }
    }
}

/// A JSON Feed of these items.
pub fn feed_of(items: Value) -> String {
    serde_json::json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Tin xã", "items": items }).to_string()
}

/// The smallest thing that begins as a JPEG does.
pub fn jpeg(text: &str) -> Vec<u8> {
    [b"\xff\xd8\xff\xe0".as_slice(), text.as_bytes()].concat()
}
