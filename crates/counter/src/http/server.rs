//! Listening: bounded in time, in size and in number.

use super::{Clients, Limit, ProxyHeader, Service, app};
use crate::bots::Bots;
use crate::metrics::Metrics;
use crate::site::Sites;
use crate::store::{Store, StoreError};
use axum::Router;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use ipnet::IpNet;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_io_timeout::TimeoutStream;

/// How long a request may take, and how much of them there may be.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For a request's head to come, and for a connection to stay without one.
    pub head: Duration,
    /// For its body to come and its answer to be made; and for the client to take some of it.
    pub request: Duration,
    /// How many connections at once; more wait to be accepted.
    pub connections: usize,
    /// For what is under way when the program is told to end.
    pub stop: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            request: Duration::from_secs(10),
            connections: 4096,
            stop: Duration::from_secs(10),
        }
    }
}

/// The largest head of a request, in bytes.
const MAX_HEAD: usize = 16 * 1024;
/// The most headers in one.
const MAX_HEADERS: usize = 64;
/// How often addresses are forgotten that the rate limit no longer needs.
const FORGET_EVERY: Duration = Duration::from_secs(30);
/// After so many of those, half an hour, visitors are forgotten who have not come since the last time.
const FORGET_VISITORS_EVERY: u32 = 60;

/// How the service is served.
pub struct Settings {
    /// Where it listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where its metrics are told, if anywhere.
    pub metrics_listen: Option<SocketAddr>,
    /// What is counted.
    pub sites: Sites,
    /// Proxies whose word is taken.
    pub trusted_proxies: Vec<IpNet>,
    /// How they say it.
    pub proxy_header: ProxyHeader,
    /// Hits a minute from one address.
    pub rate: NonZeroU32,
    /// Visitors a minute from one address whom nobody has seen lately.
    pub newcomers: NonZeroU32,
    /// Bounds.
    pub limits: Limits,
}

/// Why it is not served.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {error}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        error: std::io::Error,
    },
    /// The list of bots cannot be used.
    #[error("the list of bots: {0}")]
    Bots(#[from] aho_corasick::BuildError),
    /// The store cannot be closed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A running service. Dropped without [`Server::stop`], it ends without waiting for what is under way.
pub struct Server {
    address: SocketAddr,
    metrics_address: Option<SocketAddr>,
    store: Store,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Server {
    /// Listens and serves until it is stopped.
    pub async fn start(settings: Settings, store: Store, metrics: Arc<Metrics>) -> Result<Self, ServerError> {
        let service = Arc::new(Service {
            sites: settings.sites,
            store: store.clone(),
            bots: Bots::new()?,
            clients: Clients { trusted: settings.trusted_proxies, header: settings.proxy_header },
            limit: Limit::per_minute(settings.rate, settings.newcomers),
            metrics,
        });
        let (stop, stopped) = watch::channel(false);
        let limits = settings.limits;
        let listener = listen(settings.listen).await?;
        let address = local(&listener, settings.listen);
        let request_time = from_fn(move |request: Request, next: Next| in_time(limits.request, request, next));
        let app = app(Arc::clone(&service)).layer(request_time);
        let mut tasks = vec![tokio::spawn(accept(listener, app, limits, stopped.clone()))];
        let mut metrics_address = None;
        if let Some(wanted) = settings.metrics_listen {
            let listener = listen(wanted).await?;
            metrics_address = Some(local(&listener, wanted));
            let told = Arc::clone(&service);
            let app = Router::new().route("/metrics", get(move || tell(Arc::clone(&told))));
            tasks.push(tokio::spawn(accept(listener, app, limits, stopped.clone())));
        }
        tasks.push(tokio::spawn(async move {
            let mut stopped = stopped;
            for round in 1_u32.. {
                if timeout(FORGET_EVERY, stopped.wait_for(|stop| *stop)).await.is_ok() {
                    break;
                }
                service.limit.forget_addresses();
                if round.is_multiple_of(FORGET_VISITORS_EVERY) {
                    service.limit.forget_visitors();
                }
            }
        }));
        Ok(Self { address, metrics_address, store, stop, tasks })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where its metrics are told.
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics_address
    }

    /// Takes no more requests, ends those under way, writes everything and closes the store.
    pub async fn stop(self) -> Result<(), ServerError> {
        // Without receivers all tasks have ended already.
        let _ = self.stop.send(true);
        for task in self.tasks {
            // A task that panicked leaves the others to be ended.
            let _ = task.await;
        }
        Ok(self.store.close().await?)
    }
}

async fn listen(address: SocketAddr) -> Result<TcpListener, ServerError> {
    TcpListener::bind(address).await.map_err(|error| ServerError::Listen { address, error })
}

fn local(listener: &TcpListener, wanted: SocketAddr) -> SocketAddr {
    listener.local_addr().unwrap_or(wanted)
}

async fn accept(listener: TcpListener, app: Router, limits: Limits, mut stopped: watch::Receiver<bool>) {
    let connections = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    loop {
        let next = async {
            let permit = Arc::clone(&connections).acquire_owned().await;
            (permit, listener.accept().await)
        };
        let (permit, accepted) = tokio::select! {
            _ = stopped.wait_for(|stop| *stop) => break,
            next = next => next,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of file handles: those in use come back.
                tracing::warn!(%error, "cannot accept a connection");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let connection = serve(stream, peer, app.clone(), limits);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // Whoever broke it off knows.
            let _ = connection.await;
            drop(permit);
        });
    }
    drop(listener);
    if timeout(limits.stop, graceful.shutdown()).await.is_err() {
        tracing::warn!("some connections did not end in time");
    }
}

type Stream = Pin<Box<TimeoutStream<TcpStream>>>;
type Connection = http1::Connection<TokioIo<Stream>, TowerToHyperService<Router>>;

fn serve(stream: TcpStream, peer: SocketAddr, app: Router, limits: Limits) -> Connection {
    // Answers are one packet: there is nothing to wait for. Where it cannot be set, they are slower.
    let _ = stream.set_nodelay(true);
    // A client that takes no answer would keep its connection for ever.
    let mut stream = Box::pin(TimeoutStream::new(stream));
    stream.as_mut().set_write_timeout_pinned(Some(limits.request));
    let app = app.layer(axum::Extension(peer));
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_buf_size(MAX_HEAD)
        .max_headers(MAX_HEADERS)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(app))
}

/// An answer within the time, or 408.
async fn in_time(limit: Duration, request: Request, next: Next) -> Response {
    let late = || {
        let refusal = super::Refusal::new(StatusCode::REQUEST_TIMEOUT, "the request did not come in time");
        ([(header::CONNECTION, "close")], refusal).into_response()
    };
    timeout(limit, next.run(request)).await.unwrap_or_else(|_| late())
}

/// The metrics, with how many are there now.
async fn tell(service: Arc<Service>) -> Response {
    for (index, site) in service.sites.all().iter().enumerate() {
        if let Ok(figures) = service.store.figures(index).await {
            service.metrics.online(&site.id, figures.online);
        }
    }
    match service.metrics.text() {
        Ok(text) => {
            let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(header::CONTENT_TYPE, kind)], text).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
