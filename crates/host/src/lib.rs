//! A static file host for tests, benchmarks and `cargo xtask serve`.
//!
//! It does what the hosts of communes do (GitHub Pages, Cloudflare Pages, an nginx in the town hall) and, when told
//! to, what they do on a bad day: see [`Faults`]. It listens on 127.0.0.1 only and follows symbolic links, so it is
//! no server for the open net.

mod faults;
mod rules;
mod site;

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::Either;
use http_body_util::Full;
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue};
use hyper::service::service_fn;
use hyper::{Method, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

pub use faults::{Fault, Faults};
use site::{Ask, Reply, Site};

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The built site. Read anew on every request, so it may be replaced while the host runs.
    pub root: PathBuf,
    /// The folder of the address under which the site lives: `/` or `/quangthanh/`. Missing slashes are added.
    pub base_path: String,
    /// 0 takes a free port.
    pub port: u16,
    /// What goes wrong from the start; the host shares the handle.
    pub faults: Faults,
    /// Whether texts, JSON, scripts and wasm go out as brotli to those who accept it.
    pub compress: bool,
}

impl Options {
    /// A healthy host for `root` at `/`, on a free port, without compression.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), base_path: "/".to_owned(), port: 0, faults: Faults::default(), compress: false }
    }
}

/// One request the host has seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `HEAD`, or whatever was refused.
    pub method: String,
    /// The address as it was asked for: with base path and query, still percent-encoded.
    pub path: String,
    /// The status answered; 0 while there is no answer (yet).
    pub status: u16,
    /// Bytes of body handed to the connection, as compressed; headers are not counted.
    pub bytes: usize,
}

/// A running host. It stops, and its connections close, when it is dropped.
#[derive(Debug)]
#[must_use = "the host stops when dropped"]
pub struct Host {
    addr: SocketAddr,
    state: Arc<State>,
    accepting: JoinHandle<()>,
}

impl Host {
    /// Starts serving on the current tokio runtime.
    ///
    /// # Errors
    /// If the root is not a folder, or the port is taken.
    pub async fn start(options: Options) -> io::Result<Self> {
        if !options.root.is_dir() {
            let message = format!("{}: no such folder to serve; build the site first", options.root.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, message));
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await.map_err(|error| {
            io::Error::new(error.kind(), format!("port {} on 127.0.0.1: {error}; choose another, or 0", options.port))
        })?;
        let addr = listener.local_addr()?;
        let state = Arc::new(State {
            site: Site::new(options.root, &options.base_path, options.compress),
            faults: options.faults,
            log: Mutex::default(),
        });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&state)));
        Ok(Self { addr, state, accepting })
    }

    /// The address of the site's home page: `http://127.0.0.1:PORT/base/`.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.addr, self.state.site.base())
    }

    /// Where the host listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Every request since the start or the last [`forget_requests`](Self::forget_requests), in order of arrival.
    pub fn requests(&self) -> Vec<Request> {
        self.state.log().entries.clone()
    }

    /// Empties the list of requests, for tests that ask "and nothing more?".
    pub fn forget_requests(&self) {
        let mut log = self.state.log();
        log.forgotten += log.entries.len();
        log.entries.clear();
    }

    /// The handle through which things go wrong while the host runs.
    pub fn faults(&self) -> &Faults {
        &self.state.faults
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

#[derive(Debug)]
struct State {
    site: Site,
    faults: Faults,
    log: Mutex<Log>,
}

/// `forgotten` keeps the numbers of requests under way valid when the list is emptied.
#[derive(Debug, Default)]
struct Log {
    forgotten: usize,
    entries: Vec<Request>,
}

impl State {
    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn arrived(&self, method: &Method, path: &str) -> usize {
        let mut log = self.log();
        log.entries.push(Request { method: method.to_string(), path: path.to_owned(), status: 0, bytes: 0 });
        log.forgotten + log.entries.len() - 1
    }

    fn answered(&self, number: usize, status: StatusCode, bytes: usize) {
        let mut log = self.log();
        let index = number.checked_sub(log.forgotten);
        if let Some(entry) = index.and_then(|index| log.entries.get_mut(index)) {
            entry.status = status.as_u16();
            entry.bytes = bytes;
        }
    }
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    // Dropped with this task, and every connection with it.
    let mut connections = JoinSet::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                connections.spawn(converse(stream, Arc::clone(&state)));
            }
            // Out of file descriptors, most likely: some will come free.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn converse(stream: TcpStream, state: Arc<State>) {
    // Small answers must not wait for Nagle; where it cannot be set they are merely slower.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| {
        let state = Arc::clone(&state);
        async move { Ok::<_, Infallible>(answer(&state, request).await) }
    });
    // A client that hangs up, or a planned cut, ends here as an error nobody needs.
    let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

type HostBody = Either<Full<Bytes>, Half>;

async fn answer(state: &Arc<State>, request: hyper::Request<Incoming>) -> Response<HostBody> {
    let address = request.uri().path_and_query().map_or("/", |address| address.as_str());
    let number = state.arrived(request.method(), address);
    let head = request.method() == Method::HEAD;

    let (reply, cut) = if head || request.method() == Method::GET {
        let mut ask = Ask::new(request.uri(), request.headers());
        let fault = state.site.below_base(&ask).and_then(|path| state.faults.find(&path));
        match &fault {
            Some(Fault::Never) => std::future::pending().await,
            Some(Fault::Delay(delay)) => tokio::time::sleep(*delay).await,
            // A 304 has neither type nor body to spoil.
            Some(Fault::CutOff | Fault::ContentType(_)) => ask.forget_entity_tags(),
            _ => {}
        }
        let cut = matches!(fault, Some(Fault::CutOff));
        let worker = Arc::clone(state);
        // Reading, hashing and compressing must not hold up the runtime, which in a test is also the test's.
        let reply = tokio::task::spawn_blocking(move || worker.site.answer(&ask, fault.as_ref())).await;
        (reply.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR)), cut)
    } else {
        let mut reply = plain(StatusCode::METHOD_NOT_ALLOWED);
        reply.headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        (reply, false)
    };

    let Reply { status, mut headers, body } = reply;
    if status != StatusCode::NOT_MODIFIED {
        headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    }
    let sent = match (head, cut) {
        (true, _) => 0,
        (false, true) => body.len() / 2,
        (false, false) => body.len(),
    };
    state.answered(number, status, sent);
    let body = if cut && !head {
        Either::Right(Half { data: Some(body.slice(..sent)), flushed: false })
    } else {
        Either::Left(Full::new(if head { Bytes::new() } else { body }))
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

fn plain(status: StatusCode) -> Reply {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    Reply { status, headers, body: Bytes::from(format!("{status}\n")) }
}

/// The first half of a body, then an error: hyper hangs up on it.
struct Half {
    data: Option<Bytes>,
    flushed: bool,
}

impl Body for Half {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(data) = self.data.take() {
            return Poll::Ready(Some(Ok(Frame::data(data))));
        }
        // hyper writes what it has while the body is pending, and forgets it once the body fails.
        if !self.flushed {
            self.flushed = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::Error::other("cut off as told"))))
    }
}
