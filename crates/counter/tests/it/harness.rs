//! A service on a free port, and a client that checks every answer against the OpenAPI description of the service.

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::{Method, Request, StatusCode};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use tempfile::TempDir;
use trangxa_counter::http::{ProxyHeader, Server, ServerLimits, ServerSettings, openapi};
use trangxa_counter::metrics::Metrics;
use trangxa_counter::salt::Secret;
use trangxa_counter::site::{CountedPaths, SiteValue, Sites};
use trangxa_counter::store::redis::RedisStore;
use trangxa_counter::store::sqlite::{CountsFileError, SqliteOpenError, SqliteStore};
use trangxa_counter::store::{Clock, CountStore};
use trangxa_model::document::JsonDocument;
use trangxa_model::{Timestamp, Visits};

pub(crate) const SITE: &str = "xa.example";
pub(crate) const ORIGIN: &str = "https://xa.example";
pub(crate) const PHONE: &str =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36";
/// The time at which the clock of a service starts.
pub(crate) const NOON: &str = "2026-11-26T12:00:00+07:00";

/// How often a file is tried that the start of another program holds for a moment.
const MOMENT: usize = 1_000;

static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| serde_json::to_value(openapi()).unwrap());
/// The validators of the answers. They are kept because compiling one takes longer than a request.
static VALIDATORS: LazyLock<Mutex<HashMap<AnswerKind, jsonschema::Validator>>> = LazyLock::new(Mutex::default);

/// Path, method and status of an answer.
type AnswerKind = (String, String, u16);

/// The settings of a service.
pub(crate) struct Setup {
    pub origins: &'static [&'static str],
    pub start_total: Option<u64>,
    pub since: Option<&'static str>,
    pub trusted: &'static [&'static str],
    pub proxy_header: ProxyHeader,
    pub rate: u32,
    pub newcomers: u32,
    pub new_pages: u32,
    pub paths: CountedPaths,
    pub limits: ServerLimits,
    pub at: &'static str,
    /// The content of the secret file; the same for all instances.
    pub secret: [u8; 32],
    /// The address of the Redis server; `None` for a file.
    pub redis: Option<String>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            origins: &["https://xa.example/"],
            start_total: None,
            since: None,
            // The tests send the client's address in this header.
            trusted: &["127.0.0.1/32"],
            proxy_header: ProxyHeader::XForwardedFor,
            rate: 1_000_000,
            newcomers: 1_000_000,
            new_pages: 1_000_000,
            paths: CountedPaths::default(),
            limits: ServerLimits::default(),
            at: NOON,
            secret: *b"32 bytes that nobody would guess",
            redis: None,
        }
    }
}

/// A running service with its folder, its clock and a client.
pub(crate) struct Counter {
    server: Server,
    setup: Setup,
    folder: TempDir,
    now: Arc<AtomicI64>,
    client: Client<HttpConnector, Full<Bytes>>,
}

/// A hit as a browser sends it.
#[derive(Clone)]
pub(crate) struct BrowserHit {
    pub site: String,
    pub path: String,
    pub headers: Vec<(&'static str, String)>,
}

impl Default for BrowserHit {
    fn default() -> Self {
        let headers = [("origin", ORIGIN), ("user-agent", PHONE), ("x-forwarded-for", "203.0.113.7")];
        let headers = headers.map(|(name, value)| (name, value.to_owned()));
        Self { site: SITE.to_owned(), path: "/".to_owned(), headers: headers.into() }
    }
}

impl BrowserHit {
    /// A hit from this address.
    pub(crate) fn from(address: &str) -> Self {
        Self::default().with("x-forwarded-for", address)
    }

    /// The same hit with this header.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    /// The same hit without this header.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self
    }

    /// The same hit on another page.
    pub(crate) fn on(self, path: &str) -> Self {
        Self { path: path.to_owned(), ..self }
    }

    /// The same hit for another site.
    pub(crate) fn of(self, site: &str) -> Self {
        Self { site: site.to_owned(), ..self }
    }
}

/// An answer of the service.
pub(crate) struct Answer {
    pub status: u16,
    pub headers: HashMap<String, String>,
    pub body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {:?}", self.body))
    }

    /// The reason in a refusal.
    pub(crate) fn error(&self) -> String {
        self.json()["error"].as_str().unwrap().to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

fn instant(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap_or_else(|| panic!("{text} is not a time"))
}

fn secret(folder: &Path) -> Secret {
    Secret::from_file(&folder.join("secret")).unwrap()
}

/// Opens the file of the counts. A program that another test of this process starts holds a copy of every open file, and with it the lock of a service that
/// has just stopped, between `fork` and `exec`. So the lock may be busy for a moment, and this tries again for a moment.
fn open_file(folder: &Path, sites: &Sites, clock: &Clock, metrics: &Arc<Metrics>) -> SqliteStore {
    let open =
        || SqliteStore::open(&folder.join("counter.db"), sites, secret(folder), Arc::clone(clock), Arc::clone(metrics));
    for _ in 0..MOMENT {
        match open() {
            Err(SqliteOpenError::File(CountsFileError::InUse(_))) => std::thread::yield_now(),
            opened => return opened.unwrap(),
        }
    }
    open().unwrap()
}

async fn serve(setup: &Setup, folder: &Path, now: &Arc<AtomicI64>) -> Server {
    let mut sites = Sites::new(setup.origins.iter().map(|origin| origin.parse().unwrap()).collect()).unwrap();
    let for_site = |value: Option<String>| value.map(|value| format!("{}={value}", sites.all()[0].id));
    let total = for_site(setup.start_total.map(|total| total.to_string()));
    let since = for_site(setup.since.map(|since| instant(since).unix().to_string()));
    sites
        .apply("--start-total", total.iter().map(|it| it.parse().unwrap()).collect(), |site, total: u64| {
            site.start_total = Some(total);
        })
        .unwrap();
    sites
        .apply("--since", since.iter().map(|it| it.parse().unwrap()).collect(), |site, unix: i64| {
            site.since = Some(trangxa_counter::VietnamDay::of(Timestamp::from_unix(unix)));
        })
        .unwrap();
    sites.apply_paths(vec![SiteValue { site: None, value: setup.paths }]).unwrap();
    let clock = Arc::clone(now);
    let clock: Clock = Arc::new(move || Timestamp::from_unix(clock.load(Ordering::SeqCst)));
    let metrics = Arc::new(Metrics::default());
    std::fs::write(folder.join("secret"), setup.secret).unwrap();
    let store_metrics = Arc::clone(&metrics);
    let store = match &setup.redis {
        None => CountStore::Sqlite(open_file(folder, &sites, &clock, &store_metrics)),
        Some(address) => {
            CountStore::Redis(RedisStore::open(address, &sites, secret(folder), clock, store_metrics).await.unwrap())
        }
    };
    let settings = ServerSettings {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        metrics_listen: Some(SocketAddr::from(([127, 0, 0, 1], 0))),
        sites,
        trusted_proxies: setup.trusted.iter().map(|network| network.parse().unwrap()).collect(),
        proxy_header: setup.proxy_header,
        rate: NonZeroU32::new(setup.rate).unwrap(),
        newcomers: NonZeroU32::new(setup.newcomers).unwrap(),
        new_pages: NonZeroU32::new(setup.new_pages).unwrap(),
        limits: setup.limits,
    };
    Server::start(settings, store, metrics).await.unwrap()
}

impl Counter {
    pub(crate) async fn start() -> Self {
        Self::with(Setup::default()).await
    }

    pub(crate) async fn with(setup: Setup) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now = Arc::new(AtomicI64::new(instant(setup.at).unix()));
        let server = serve(&setup, folder.path(), &now).await;
        Self { server, setup, folder, now, client: Client::builder(TokioExecutor::new()).build_http() }
    }

    /// Stops the service and starts it again with the same file, after `change` has changed the settings.
    pub(crate) async fn restart(self, change: impl FnOnce(&mut Setup)) -> Self {
        let Self { server, mut setup, folder, now, client } = self;
        server.stop().await.unwrap();
        change(&mut setup);
        let server = serve(&setup, folder.path(), &now).await;
        Self { server, setup, folder, now, client }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// Sets the clock.
    pub(crate) fn at(&self, time: &str) {
        self.now.store(instant(time).unix(), Ordering::SeqCst);
    }

    /// Advances the clock, or sets it back where `seconds` is negative.
    pub(crate) fn pass(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::SeqCst);
    }

    /// The time of its clock, in seconds since the Unix epoch.
    pub(crate) fn now(&self) -> i64 {
        self.now.load(Ordering::SeqCst)
    }

    /// Sends a hit.
    pub(crate) async fn hit(&self, hit: &BrowserHit) -> Answer {
        let body = json!({ "site": hit.site, "path": hit.path }).to_string();
        self.post(hit, body).await
    }

    /// Sends a hit and asserts that it is answered with 204.
    pub(crate) async fn count(&self, hit: &BrowserHit) {
        let answer = self.hit(hit).await;
        assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    }

    /// Sends a hit's headers with another body.
    pub(crate) async fn post(&self, hit: &BrowserHit, body: impl Into<Bytes>) -> Answer {
        self.request("POST", "/v1/hit", &hit.headers, body.into()).await
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.request("GET", address, &[], Bytes::new()).await
    }

    /// The counters of a site, parsed by the same code as in the page.
    pub(crate) async fn visits_of(&self, site: &str) -> Visits {
        let answer = self.get(&format!("/v1/visits?site={site}")).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        Visits::read("visits", answer.body.as_bytes()).unwrap()
    }

    /// Online, today and total of [`SITE`].
    pub(crate) async fn numbers(&self) -> [u64; 3] {
        let visits = self.visits_of(SITE).await;
        [visits.online, visits.today, visits.total].map(Option::unwrap)
    }

    /// The most read pages of [`SITE`] over a period of `days` days.
    pub(crate) async fn pages(&self, days: u64) -> Vec<(String, u64)> {
        // Later than the rankings are cached.
        self.pass(21);
        let answer = self.get(&format!("/v1/pages?site={SITE}&limit=50")).await.json();
        self.pass(-21);
        let periods = answer["periods"].as_array().unwrap();
        let period = periods.iter().find(|period| period["days"] == days).unwrap();
        let pages = period["pages"].as_array().unwrap().iter();
        pages.map(|page| (page["path"].as_str().unwrap().to_owned(), page["views"].as_u64().unwrap())).collect()
    }

    /// The metrics.
    pub(crate) async fn metrics(&self) -> String {
        let address = self.server.metrics_address().unwrap();
        let request = Request::get(format!("http://{address}/metrics")).body(Full::default()).unwrap();
        self.send(request).await.body
    }

    pub(crate) async fn request(&self, method: &str, address: &str, headers: &[(&str, String)], body: Bytes) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("http://{}{address}", self.address()));
        for (name, value) in headers {
            // As bytes, because browsers also send values beyond ASCII.
            request = request.header(*name, value.as_bytes());
        }
        let answer = self.send(request.body(Full::new(body)).unwrap()).await;
        if method != "OPTIONS" {
            check(method, address.split('?').next().unwrap(), &answer);
        }
        answer
    }

    async fn send(&self, request: Request<Full<Bytes>>) -> Answer {
        let response = self.client.request(request).await.unwrap();
        let status = response.status().as_u16();
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        Answer { status, headers, body: String::from_utf8(body.into()).unwrap() }
    }

    /// The first number of the first row of a query to the database, which is read as it is on the disk.
    pub(crate) fn stored(&self, sql: &str) -> i64 {
        let copy = tempfile::tempdir().unwrap();
        for (name, bytes) in self.files().into_iter().filter(|(name, _)| name != "counter.db-shm") {
            std::fs::write(copy.path().join(name), bytes).unwrap();
        }
        let file = rusqlite::Connection::open(copy.path().join("counter.db")).unwrap();
        file.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// The names and contents of all files in the folder of the service.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        entries
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap()))
            .collect()
    }
}

/// Asserts that the description contains this answer and that the body matches its schema.
fn check(method: &str, path: &str, answer: &Answer) {
    let Some(described) = DESCRIPTION["paths"].get(path) else {
        assert!(answer.status == 404 || path == "/v1/openapi.json", "{path} is not described: {}", answer.status);
        return;
    };
    let Some(operation) = described.get(method.to_ascii_lowercase()) else {
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path} is not described");
        return;
    };
    let response = &operation["responses"][answer.status.to_string()];
    assert!(response.is_object(), "{method} {path} answers {}, which is not described", answer.status);
    let Some(content) = response.get("content") else {
        assert_eq!(answer.body, "", "{method} {path}, {}: a body that is not described", answer.status);
        return;
    };
    let mut validators = VALIDATORS.lock().unwrap();
    let validator = validators.entry((path.to_owned(), method.to_owned(), answer.status)).or_insert_with(|| {
        let mut schema = content[answer.header("content-type").unwrap()]["schema"].clone();
        schema["components"] = DESCRIPTION["components"].clone();
        jsonschema::validator_for(&schema).unwrap()
    });
    let errors: Vec<_> = validator.iter_errors(&answer.json()).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{method} {path}: {errors:?} in {}", answer.body);
}

/// The paths and methods in the description.
pub(crate) fn described() -> Vec<(String, Method)> {
    let paths = DESCRIPTION["paths"].as_object().unwrap();
    let methods = paths.iter().flat_map(|(path, operations)| {
        operations.as_object().unwrap().keys().map(|method| (path.clone(), method.to_uppercase().parse().unwrap()))
    });
    methods.collect()
}
