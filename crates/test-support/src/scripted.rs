//! A server whose every answer a test decides, for what no static host does.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What a [`ScriptedServer`] answers.
#[derive(Clone, Default)]
pub struct Reply {
    /// The status code.
    pub status: u16,
    /// Headers besides `Content-Length`.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// Closes the connection after so many bytes of the body.
    pub cut: Option<usize>,
}

impl Reply {
    /// A body with status 200.
    pub fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, body: body.into(), ..Self::default() }
    }

    /// A status without a body.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// A request that a [`ScriptedServer`] received.
#[derive(Clone, Debug)]
pub struct SentRequest {
    /// Path and query.
    pub path: String,
    /// Headers by their names in small letters.
    pub headers: BTreeMap<String, String>,
}

/// A server that answers every request by a closure of the test. It runs until the test process ends.
pub struct ScriptedServer {
    addr: SocketAddr,
    requests: Arc<Mutex<Vec<SentRequest>>>,
    connections: Arc<Mutex<usize>>,
}

impl ScriptedServer {
    /// `answer` gets the request and the number of requests before it.
    pub fn new(answer: impl Fn(&SentRequest, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let addr = listener.local_addr().unwrap();
        let requests: Arc<Mutex<Vec<SentRequest>>> = Arc::default();
        let connections: Arc<Mutex<usize>> = Arc::default();
        let (log, count, answer) = (Arc::clone(&requests), Arc::clone(&connections), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                *count.lock().unwrap() += 1;
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                thread::spawn(move || converse(stream, &log, answer.as_ref()));
            }
        });
        Self { addr, requests, connections }
    }

    /// The address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.addr)
    }

    /// Every request so far, in the order of arrival.
    #[must_use]
    pub fn requests(&self) -> Vec<SentRequest> {
        self.requests.lock().unwrap().clone()
    }

    /// How many connections were opened.
    #[must_use]
    pub fn connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }
}

fn converse(stream: TcpStream, log: &Mutex<Vec<SentRequest>>, answer: &dyn Fn(&SentRequest, usize) -> Reply) {
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
        let request = SentRequest { path, headers };
        let before = {
            let mut log = log.lock().unwrap();
            log.push(request.clone());
            log.len() - 1
        };
        let reply = answer(&request, before);
        let mut head = format!("HTTP/1.1 {} x\r\n", reply.status);
        if reply.status != 304 && !reply.headers.iter().any(|(name, _)| *name == "transfer-encoding") {
            head.push_str(&format!("content-length: {}\r\n", reply.body.len()));
        }
        for (name, value) in &reply.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let sent = &reply.body[..reply.cut.unwrap_or(reply.body.len())];
        // One write for both: as two small packets, the second would wait for the acknowledgement of the first.
        let written = stream.write_all(&[head.as_bytes(), sent].concat());
        if reply.cut.is_some() || written.is_err() {
            let _ = stream.shutdown(std::net::Shutdown::Both);
            return;
        }
    }
}
