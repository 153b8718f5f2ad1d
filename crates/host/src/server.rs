//! Accepting connections and answering requests.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, CONTENT_LENGTH, HOST, HeaderValue};
use hyper::service::service_fn;
use hyper::{Method, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::faults::{Fault, Faults};
use crate::guest::Guest;
use crate::request_log::{Request, RequestLog};
use crate::response::{Ending, HostResponse, TruncatedBody};
use crate::static_site::{FileRequest, StaticSite};

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder with the built site. Files are read for every request, so the folder may be replaced while the host runs.
    pub root: PathBuf,
    /// The path of the site in its URL: `/` or `/quangthanh/`. Missing slashes are added.
    pub base_path: String,
    /// The port; with 0, the operating system chooses a free one.
    pub port: u16,
    /// The faults at the start. The host shares this handle.
    pub faults: Faults,
    /// Whether texts, JSON, scripts and wasm are compressed with brotli for clients that accept it.
    pub compress: bool,
    /// How well brotli compresses, from 0 to 11. 11 stands for files that were compressed beforehand, which takes too long
    /// for a host that compresses what it is asked for.
    pub brotli_quality: u32,
    /// What answers before the files do, and adds to the pages. With a guest, requests that name another host than this computer are refused: a
    /// page elsewhere can have its own name lead here, and would read what the guest says.
    pub guest: Option<Arc<dyn Guest>>,
    /// Whether the requests are recorded for [`Host::requests`].
    pub is_recorded: bool,
}

impl Options {
    /// A host for `root` at `/`, on a free port, without compression and without faults. Where compression is turned on, it is of
    /// the quality that hosts use which compress at once.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            base_path: "/".to_owned(),
            port: 0,
            faults: Faults::default(),
            compress: false,
            brotli_quality: 5,
            guest: None,
            is_recorded: true,
        }
    }
}

/// A running host. When it is dropped, it stops and its connections are closed.
#[derive(Debug)]
#[must_use = "the host stops when dropped"]
pub struct Host {
    addr: SocketAddr,
    state: Arc<HostState>,
    accepting: JoinHandle<()>,
}

impl Host {
    /// Starts serving on the current tokio runtime.
    ///
    /// # Errors
    /// If the root is not a folder, or the port is in use.
    pub async fn start(options: Options) -> io::Result<Self> {
        if !options.root.is_dir() {
            let message = format!("{}: no such folder to serve; build the site first", options.root.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, message));
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await.map_err(|error| {
            io::Error::new(error.kind(), format!("port {} on 127.0.0.1: {error}; choose another, or 0", options.port))
        })?;
        let addr = listener.local_addr()?;
        let state = Arc::new(HostState {
            site: StaticSite::new(
                options.root,
                &options.base_path,
                options.compress.then_some(options.brotli_quality),
                options.guest,
            ),
            faults: options.faults,
            log: options.is_recorded.then(RequestLog::default),
        });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&state)));
        Ok(Self { addr, state, accepting })
    }

    /// The URL of the home page: `http://127.0.0.1:PORT/base/`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}{}", self.addr, self.state.site.base())
    }

    /// The address on which the host listens.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// All requests since the start or the last [`forget_requests`](Self::forget_requests), in the order in which they were received.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.state.log.as_ref().map(RequestLog::requests).unwrap_or_default()
    }

    /// Clears the list of requests, for tests that assert that no further request follows.
    pub fn forget_requests(&self) {
        if let Some(log) = &self.state.log {
            log.clear();
        }
    }

    /// The faults of this host, which can be changed while it runs.
    #[must_use]
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
struct HostState {
    site: StaticSite,
    faults: Faults,
    log: Option<RequestLog>,
}

async fn accept(listener: TcpListener, state: Arc<HostState>) {
    // The set is dropped with this task, which closes the connections.
    let mut connections = JoinSet::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                connections.spawn(serve_connection(stream, Arc::clone(&state)));
            }
            // Usually the process has no free file descriptor. There will be one when a connection closes.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn serve_connection(stream: TcpStream, state: Arc<HostState>) {
    // Nagle's algorithm would delay small answers. If the option cannot be set, answers are slower.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| {
        let state = Arc::clone(&state);
        async move { answer(&state, request).await }
    });
    // An error means that the client closed the connection, or that a fault did.
    let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

type HostBody = Either<Full<Bytes>, TruncatedBody>;

/// Fails where a fault closes the connection.
async fn answer(state: &Arc<HostState>, request: hyper::Request<Incoming>) -> io::Result<Response<HostBody>> {
    let address = request.uri().path_and_query().map_or("/", |address| address.as_str());
    let log = state.log.as_ref();
    let number = log.map(|log| log.received(request.method(), address)).unwrap_or_default();
    let is_head = request.method() == Method::HEAD;

    let mut file_request = FileRequest::new(request.uri(), request.headers());
    let (response, cut) = if state.site.guest().is_some() && !names_this_computer(&request) {
        (HostResponse::plain(StatusCode::MISDIRECTED_REQUEST), None)
    } else if !is_head && request.method() != Method::GET {
        let mut response = HostResponse::plain(StatusCode::METHOD_NOT_ALLOWED);
        response.headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        (response, None)
    } else if let Some(response) = state.site.answer_of_guest(&file_request).await {
        (response, None)
    } else {
        let fault = state.site.below_base(&file_request).and_then(|path| state.faults.find(&path));
        match &fault {
            Some(Fault::Never) => std::future::pending().await,
            Some(Fault::NoNetwork) => return Err(io::ErrorKind::ConnectionReset.into()),
            Some(Fault::Delay(delay)) => tokio::time::sleep(*delay).await,
            // A 304 has no body and no media type, so the fault would have no effect.
            Some(Fault::CutOff | Fault::Stalled | Fault::ContentType(_)) => file_request.ignore_entity_tags(),
            _ => {}
        }
        let cut = match fault {
            Some(Fault::CutOff) => Some(Ending::Closed),
            Some(Fault::Stalled) => Some(Ending::Silent),
            _ => None,
        };
        let blocking = Arc::clone(state);
        // Reading, hashing and compressing would block the runtime, which is also the runtime of the test.
        let response = tokio::task::spawn_blocking(move || blocking.site.answer(&file_request, fault.as_ref())).await;
        (response.unwrap_or_else(|_| HostResponse::plain(StatusCode::INTERNAL_SERVER_ERROR)), cut)
    };

    let HostResponse { status, mut headers, body } = response;
    if status != StatusCode::NOT_MODIFIED {
        headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    }
    let sent = match (is_head, cut) {
        (true, _) => 0,
        (false, Some(_)) => body.len() / 2,
        (false, None) => body.len(),
    };
    if let Some(log) = log {
        log.answered(number, status, sent);
    }
    let body = match cut {
        Some(ending) if !is_head => Either::Right(TruncatedBody::new(body.slice(..sent), ending)),
        _ => Either::Left(Full::new(if is_head { Bytes::new() } else { body })),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}

/// Whether a request names this computer by one of the names that only this computer has.
fn names_this_computer(request: &hyper::Request<Incoming>) -> bool {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, port)| if port.ends_with(']') { host } else { name });
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own))
}
