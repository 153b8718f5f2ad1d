//! Accepting connections, with limits on time, size and number.

use super::rate_limits::RateLimits;
use super::refusal::Refusal;
use super::router::app;
use super::state::AppState;
use super::trusted_proxies::{ProxyHeader, TrustedProxies};
use crate::bots::BotList;
use crate::metrics::Metrics;
use crate::reason;
use crate::site::Sites;
use crate::store::{CountStore, StoreError};
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
use trangxa_messages::SystemReason;
use trangxa_messages::counter as say;

/// Limits on the duration of requests and on the number of connections.
#[derive(Clone, Copy, Debug)]
pub struct ServerLimits {
    /// How long the head of a request may take to arrive, and how long a connection may stay idle.
    pub head: Duration,
    /// How long the body may take to arrive and the answer to be made; also how long a client may accept no byte of an answer.
    pub request: Duration,
    /// How many connections may be open. Further ones wait in the operating system's queue.
    pub connections: usize,
    /// How long requests in progress may take when the server stops.
    pub stop: Duration,
}

impl Default for ServerLimits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            request: Duration::from_secs(10),
            connections: 4096,
            stop: Duration::from_secs(10),
        }
    }
}

/// The maximum size of a request's head, in bytes.
const MAX_HEAD: usize = 16 * 1024;
/// The maximum number of headers in a request.
const MAX_HEADERS: usize = 64;
/// How often the rate limits drop addresses that they no longer need.
const FORGET_ADDRESSES_EVERY: Duration = Duration::from_secs(30);
/// After how many of those intervals the rate limits drop visitors and pages that were not seen since the last time: every 30 minutes.
const FORGET_RECENT_EVERY: u32 = 60;

/// The settings of a [`Server`].
pub struct ServerSettings {
    /// The address to listen on. With port 0, the operating system chooses a free port.
    pub listen: SocketAddr,
    /// The address to serve the metrics on; `None` if they are not served.
    pub metrics_listen: Option<SocketAddr>,
    /// The sites that are counted.
    pub sites: Sites,
    /// The networks of the proxies whose forwarding header is used.
    pub trusted_proxies: Vec<IpNet>,
    /// The forwarding header that those proxies write.
    pub proxy_header: ProxyHeader,
    /// Hits a minute from one address.
    pub rate: NonZeroU32,
    /// New visitors a minute from one address. A visitor is new if there was no hit in the last half hour.
    pub newcomers: NonZeroU32,
    /// Pages an hour from one address that nobody opened in the last half hour and that may be counted by name.
    pub new_pages: NonZeroU32,
    /// Limits on time and number.
    pub limits: ServerLimits,
}

/// Why a [`Server`] cannot start or stop.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The address cannot be listened on.
    #[error("{}", say::NotListening { address, reason: reason::listening(error) })]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The error of the operating system.
        error: std::io::Error,
    },
    /// The list of bots cannot be compiled.
    #[error("{}", say::BotsUnusable { reason: &.0 })]
    Bots(#[from] aho_corasick::BuildError),
    /// The store cannot be closed.
    #[error(transparent)]
    CountStore(#[from] StoreError),
}

/// A running server. If it is dropped without [`Server::stop`], it ends without waiting for requests in progress.
pub struct Server {
    address: SocketAddr,
    metrics_address: Option<SocketAddr>,
    store: CountStore,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Server {
    /// Listens, and serves requests until [`Server::stop`] is called.
    ///
    /// # Errors
    /// If an address cannot be listened on, or the list of bots cannot be compiled.
    pub async fn start(
        settings: ServerSettings,
        store: CountStore,
        metrics: Arc<Metrics>,
    ) -> Result<Self, ServerError> {
        let state = Arc::new(AppState {
            sites: settings.sites,
            store: store.clone(),
            bots: BotList::new()?,
            proxies: TrustedProxies { networks: settings.trusted_proxies, header: settings.proxy_header },
            rate_limits: RateLimits::new(settings.rate, settings.newcomers, settings.new_pages),
            metrics,
        });
        let (stop, stopped) = watch::channel(false);
        let limits = settings.limits;
        let listener = listen(settings.listen).await?;
        let address = local(&listener, settings.listen);
        let request_timeout = from_fn(move |request: Request, next: Next| in_time(limits.request, request, next));
        let app = app(Arc::clone(&state)).layer(request_timeout);
        let mut tasks = vec![tokio::spawn(accept(listener, app, limits, stopped.clone()))];
        let mut metrics_address = None;
        if let Some(wanted) = settings.metrics_listen {
            let listener = listen(wanted).await?;
            metrics_address = Some(local(&listener, wanted));
            let state = Arc::clone(&state);
            let app = Router::new().route("/metrics", get(move || serve_metrics(Arc::clone(&state))));
            tasks.push(tokio::spawn(accept(listener, app, limits, stopped.clone())));
        }
        tasks.push(tokio::spawn(async move {
            let mut stopped = stopped;
            for round in 1_u32.. {
                if timeout(FORGET_ADDRESSES_EVERY, stopped.wait_for(|stop| *stop)).await.is_ok() {
                    break;
                }
                state.rate_limits.forget_addresses();
                if round.is_multiple_of(FORGET_RECENT_EVERY) {
                    state.rate_limits.forget_recent();
                }
            }
        }));
        Ok(Self { address, metrics_address, store, stop, tasks })
    }

    /// The address on which the server listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address on which the metrics are served.
    #[must_use]
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics_address
    }

    /// Accepts no more requests, finishes those in progress, writes what is pending and closes the store.
    ///
    /// # Errors
    /// If the store cannot write or close.
    pub async fn stop(self) -> Result<(), ServerError> {
        // Sending fails only if all tasks have ended already.
        let _ = self.stop.send(true);
        for task in self.tasks {
            // If a task panicked, the others must still be stopped.
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

async fn accept(listener: TcpListener, app: Router, limits: ServerLimits, mut stopped: watch::Receiver<bool>) {
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
                // Usually the process has no free file descriptor. There will be one when a connection closes.
                let said = say::ConnectionNotAccepted { reason: SystemReason(&error) };
                tracing::warn!(event = "connection-not-accepted", %error, "{said}");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let connection = graceful.watch(serve(stream, peer, app.clone(), limits));
        tokio::spawn(async move {
            // An error means that the client closed the connection; there is nothing to report.
            let _ = connection.await;
            drop(permit);
        });
    }
    drop(listener);
    if timeout(limits.stop, graceful.shutdown()).await.is_err() {
        tracing::warn!(event = "connections-remain", "{}", say::ConnectionsRemain);
    }
}

type Stream = Pin<Box<TimeoutStream<TcpStream>>>;
type Connection = http1::Connection<TokioIo<Stream>, TowerToHyperService<Router>>;

fn serve(stream: TcpStream, peer: SocketAddr, app: Router, limits: ServerLimits) -> Connection {
    // An answer fits into one packet, so Nagle's algorithm would only delay it. If the option cannot be set, answers are slower.
    let _ = stream.set_nodelay(true);
    // Without a timeout, a client that reads no answer would keep its connection for ever.
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

/// The answer of `next`, or 408 if there is none within `limit`.
async fn in_time(limit: Duration, request: Request, next: Next) -> Response {
    let late = || {
        let refusal = Refusal::new(StatusCode::REQUEST_TIMEOUT, say::HttpTooSlow);
        ([(header::CONNECTION, "close")], refusal).into_response()
    };
    timeout(limit, next.run(request)).await.unwrap_or_else(|_| late())
}

/// The metrics, with the current number of online visitors of each site.
async fn serve_metrics(state: Arc<AppState>) -> Response {
    for (index, site) in state.sites.all().iter().enumerate() {
        if let Ok(figures) = state.store.figures(index).await {
            state.metrics.set_online(&site.id, figures.online);
        }
    }
    match state.metrics.text() {
        Ok(text) => {
            let media_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(header::CONTENT_TYPE, media_type)], text).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
