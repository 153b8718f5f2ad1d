//! A stand-in for the live counter and for GoatCounter, on an origin of its own, whose answers a test chooses.

use std::convert::Infallible;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// How a request is answered.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Status 200 with this as JSON.
    Json(Value),
    /// A status, possibly another header, and a body.
    Text(u16, Option<(&'static str, &'static str)>, &'static str),
    /// Like [`Answer::Text`], but pages of other origins may not read it.
    Unreadable(u16, &'static str),
    /// None: the connection is closed.
    Closed,
    /// None: the connection stays open.
    Never,
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// `GET` or `POST`.
    pub method: String,
    /// With its query, still percent-encoded.
    pub path: String,
    /// `Content-Type`.
    pub content_type: String,
    /// The body.
    pub body: String,
}

#[derive(Default)]
struct State {
    answers: Vec<(&'static str, Answer)>,
    asked: Vec<Asked>,
}

/// Counts the views that pages report.
pub struct Counter {
    url: String,
    state: Arc<Mutex<State>>,
    serving: JoinHandle<()>,
}

impl Counter {
    /// Starts on a free port of 127.0.0.1. Counts are 2 online, 40 today and 12 900 in all, and one more with each hit.
    ///
    /// # Panics
    /// If no port is free.
    pub async fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let url = format!("http://{}/", listener.local_addr().expect("an address"));
        let state = Arc::<Mutex<State>>::default();
        let shared = Arc::clone(&state);
        let serving = tokio::spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else { continue };
                let shared = Arc::clone(&shared);
                let service = service_fn(move |request| answer(Arc::clone(&shared), request));
                tokio::spawn(async move {
                    // The browser closed the connection, or the answer is to close it.
                    let _ = hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service)
                        .await;
                });
            }
        });
        Self { url, state, serving }
    }

    /// Its root.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// From now on, requests whose path begins with this get this answer.
    pub fn set(&self, path: &'static str, answer: Answer) {
        let mut state = lock(&self.state);
        state.answers.retain(|(known, _)| *known != path);
        state.answers.insert(0, (path, answer));
    }

    /// Answers all requests as at the start.
    pub fn heal(&self) {
        lock(&self.state).answers.clear();
    }

    /// All requests whose path begins with this, in their order.
    #[must_use]
    pub fn asked(&self, path: &str) -> Vec<Asked> {
        lock(&self.state).asked.iter().filter(|asked| asked.path.starts_with(path)).cloned().collect()
    }

    /// The views that were reported: of each, the path as a live counter gets it, or the address with the query that
    /// GoatCounter gets.
    #[must_use]
    pub fn hits(&self) -> Vec<String> {
        let view = |asked: Asked| {
            let body: Value = serde_json::from_str(&asked.body).unwrap_or_default();
            body["path"].as_str().map_or(asked.path, str::to_owned)
        };
        lock(&self.state).asked.iter().filter(|asked| is_hit(asked)).cloned().map(view).collect()
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn is_hit(asked: &Asked) -> bool {
    asked.method == "POST"
}

async fn answer(state: Arc<Mutex<State>>, request: Request<Incoming>) -> io::Result<Response<Full<Bytes>>> {
    let header =
        |name: &str| request.headers().get(name).and_then(|it| it.to_str().ok()).unwrap_or_default().to_owned();
    let (origin, content_type) = (header("origin"), header("content-type"));
    let method = request.method().clone();
    let path = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let body = request.into_body().collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    let body = String::from_utf8_lossy(&body).into_owned();
    let asked = Asked { method: method.to_string(), path: path.clone(), content_type, body };
    let (chosen, hits) = {
        let mut state = lock(&state);
        state.asked.push(asked);
        let chosen = state.answers.iter().find(|(known, _)| path.starts_with(known)).map(|(_, answer)| answer.clone());
        (chosen, state.asked.iter().filter(|asked| is_hit(asked)).count())
    };
    let respond = |status: u16, extra: Option<(&str, &str)>, may_read: bool, body: String| {
        let mut response = Response::builder().status(status);
        if may_read {
            response = response.header("access-control-allow-origin", &origin);
        }
        if let Some((name, value)) = extra {
            response = response.header(name, value).header("access-control-expose-headers", name);
        }
        response.body(Full::from(body)).map_err(io::Error::other)
    };
    match chosen {
        Some(Answer::Json(json)) => respond(200, None, true, json.to_string()),
        Some(Answer::Text(status, extra, body)) => respond(status, extra, true, body.to_owned()),
        Some(Answer::Unreadable(status, body)) => respond(status, None, false, body.to_owned()),
        Some(Answer::Closed) => Err(io::Error::other("closed on purpose")),
        Some(Answer::Never) => std::future::pending::<Result<_, Infallible>>().await.map_err(|never| match never {}),
        None if method == Method::POST => respond(204, None, true, String::new()),
        None if path.starts_with("/v1/visits") => respond(200, None, true, visits(hits).to_string()),
        None if path.starts_with("/counter/TOTAL.json") => {
            let count =
                if path.contains("start=") { format!("{}", 40 + hits) } else { format!("12\u{202f}{}", 900 + hits) };
            respond(200, None, true, json!({"count": count, "count_unique": count}).to_string())
        }
        None => respond(404, None, true, "{\"error\": \"no such thing\"}".to_owned()),
    }
}

/// The counts after so many hits.
fn visits(hits: usize) -> Value {
    json!({
        "version": 1, "generated_at": "2026-11-26T09:00:00+07:00", "window_s": 300, "unit": "visits",
        "online": 2, "today": 40 + hits, "total": 12_900 + hits, "since": "2019-03-01", "visitors": 30,
    })
}
