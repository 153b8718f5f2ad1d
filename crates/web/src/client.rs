//! The client: documents with their versions, files that can be resumed, retries.

use crate::address::request_form;
use crate::guard::Guard;
use crate::header;
use crate::problem::{FetchError, FetchProblem, MAX_REDIRECTS};
use crate::retry::{seconds_to_wait, wait_text};
use std::io::{self, Read};
use std::time::{Duration, Instant};
use trangxa_messages::web;
use trangxa_model::document::MAX_BYTES;
use ureq::http::header::{
    ACCEPT_ENCODING, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE,
    LAST_MODIFIED, RANGE,
};
use ureq::http::{Response, StatusCode};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector, DefaultConnector};
use ureq::{Agent, Body, ResponseExt};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// For a whole file.
const FILE_TIMEOUT: Duration = Duration::from_secs(3600);
/// The pauses before the second and the third try, where the server sends no `Retry-After`.
const PAUSES: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(3)];
/// The longest `Retry-After` that the client waits for, in seconds.
const MAX_WAIT_S: u64 = 120;
/// How many requests a server that sends `Retry-After` gets in all.
const MAX_TRIES: u32 = 3;

/// How long a server may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For the head of an answer, and between two parts of its body.
    pub read: Duration,
    /// For a whole document, with all tries, but without the waits that the server demands.
    pub document: Duration,
    /// How long a file may come more slowly than [`min_bytes_per_s`](Self::min_bytes_per_s).
    pub slow_file: Duration,
    /// How many bytes of a file have to come in a second.
    pub min_bytes_per_s: u64,
}

impl Default for Limits {
    /// A minute for a document, and for a file that comes with less than a kilobyte a second.
    fn default() -> Self {
        Self {
            read: Duration::from_secs(30),
            document: Duration::from_secs(60),
            slow_file: Duration::from_secs(60),
            min_bytes_per_s: 1_000,
        }
    }
}

/// An HTTP client that sends one request at a time and keeps its connections open.
pub struct Client {
    agent: Agent,
    limits: Limits,
    may_reach_private: bool,
    wait: Box<dyn FnMut(Duration) + Send>,
}

/// How a server names the version of a document. If they are sent with the next request, the server need not send the same
/// version again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// The header `ETag`, with its quotes.
    pub etag: Option<String>,
    /// The header `Last-Modified`, as the server wrote it.
    pub last_modified: Option<String>,
}

/// What a server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The document still has the version of the validators that were sent.
    NotModified,
    /// The document.
    Document(Fetched),
}

/// A document from the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Its address after all redirects, which is the base of its relative addresses.
    pub url: String,
    /// The header `Content-Type`, as the server wrote it.
    pub content_type: Option<String>,
    /// Its content: at most [`MAX_BYTES`].
    pub bytes: Vec<u8>,
    /// What to send with the next request; `None` if the server names no version.
    pub validators: Option<Validators>,
}

impl Default for Client {
    fn default() -> Self {
        Self::new()
    }
}

impl Client {
    /// A client that sleeps while it has to wait.
    pub fn new() -> Self {
        Self::with_wait(std::thread::sleep)
    }

    /// A client that calls `wait` instead of sleeping: for tests, and for programs that announce the wait.
    pub fn with_wait(wait: impl FnMut(Duration) + Send + 'static) -> Self {
        Self::with_limits(Limits::default(), wait)
    }

    /// A client with other limits.
    pub fn with_limits(limits: Limits, wait: impl FnMut(Duration) + Send + 'static) -> Self {
        Self { agent: agent(limits, Some(Guard::new(None))), limits, may_reach_private: false, wait: Box::new(wait) }
    }

    /// Lets every request reach private addresses.
    #[must_use]
    pub fn allow_private(self) -> Self {
        Self { agent: agent(self.limits, None), may_reach_private: true, ..self }
    }

    /// Names the source that the next requests belong to, as a person wrote it. Its host may be reached if it lies in a private
    /// network; no other host there may. A source that is no web address permits none.
    pub fn set_source(&mut self, source: &str) {
        if !self.may_reach_private {
            let address = request_form(source);
            // The connections to the host of another source are closed.
            self.agent = agent(self.limits, Some(Guard::new(address.as_deref())));
        }
    }

    /// Reads a document of at most [`MAX_BYTES`]. With validators, the answer may be [`Answer::NotModified`].
    ///
    /// # Errors
    /// If the address cannot be read after three tries, or the document is larger.
    pub fn get(&mut self, url: &str, validators: Option<&Validators>) -> Result<Answer, FetchError> {
        let mut headers = Vec::new();
        if let Some(etag) = validators.and_then(|known| known.etag.as_deref()) {
            headers.push((IF_NONE_MATCH, etag.to_owned()));
        }
        if let Some(date) = validators.and_then(|known| known.last_modified.as_deref()) {
            headers.push((IF_MODIFIED_SINCE, date.to_owned()));
        }
        let fail = |problem| FetchError { url: url.to_owned(), problem };
        let mut pauses = PAUSES.iter();
        let mut deadline = Instant::now() + self.limits.document;
        loop {
            let mut response = self.send(url, &headers, &mut deadline).map_err(fail)?;
            let status = response.status();
            if status == StatusCode::NOT_MODIFIED && validators.is_some() {
                return Ok(Answer::NotModified);
            }
            if !status.is_success() {
                return Err(fail(FetchProblem::from_status(status)));
            }
            let mut bytes = Vec::new();
            let limit = MAX_BYTES as u64;
            match response.body_mut().as_reader().take(limit + 1).read_to_end(&mut bytes) {
                Ok(_) if bytes.len() > MAX_BYTES => return Err(fail(FetchProblem::TooLarge(limit))),
                Ok(_) => {}
                Err(error) => match (FetchProblem::from_io(&error), pauses.next()) {
                    (FetchProblem::CutOff(_), Some(pause)) => {
                        (self.wait)(*pause);
                        continue;
                    }
                    (problem, _) => return Err(fail(problem)),
                },
            }
            let version = Validators {
                etag: header::text(response.headers(), ETAG),
                last_modified: header::text(response.headers(), LAST_MODIFIED),
            };
            return Ok(Answer::Document(Fetched {
                url: response.get_uri().to_string(),
                content_type: header::text(response.headers(), CONTENT_TYPE),
                bytes,
                validators: (version != Validators::default()).then_some(version),
            }));
        }
    }

    /// Opens a file of any size. `resume` names the byte from which on it is missing and the strong entity tag of the version
    /// that is there; if the server has another version by now, the file comes from its beginning.
    ///
    /// # Errors
    /// If the address cannot be read after three tries.
    pub fn open(&mut self, url: &str, resume: Option<(u64, &str)>) -> Result<OpenedFile, FetchError> {
        let fail = |problem| FetchError { url: url.to_owned(), problem };
        // Byte ranges of a compressed answer would not be those of the file.
        let mut headers = vec![(ACCEPT_ENCODING, "identity".to_owned())];
        if let Some((from, etag)) = resume {
            headers.push((RANGE, format!("bytes={from}-")));
            headers.push((IF_RANGE, etag.to_owned()));
        }
        let mut deadline = Instant::now() + FILE_TIMEOUT;
        let mut response = self.send(url, &headers, &mut deadline).map_err(fail)?;
        if response.status() == StatusCode::RANGE_NOT_SATISFIABLE && resume.is_some() {
            headers.truncate(1);
            response = self.send(url, &headers, &mut deadline).map_err(fail)?;
        }
        let status = response.status();
        let from = match (status, resume) {
            (StatusCode::PARTIAL_CONTENT, Some((from, _))) => {
                let range = header::text(response.headers(), CONTENT_RANGE).unwrap_or_default();
                if !range.starts_with(&format!("bytes {from}-")) {
                    return Err(fail(FetchProblem::Protocol(web::RangeNotRequested { range }.to_string())));
                }
                from
            }
            (StatusCode::OK, _) => 0,
            _ => return Err(fail(FetchProblem::from_status(status))),
        };
        let headers = response.headers();
        Ok(OpenedFile {
            from,
            content_type: header::text(headers, CONTENT_TYPE),
            etag: header::text(headers, ETAG).filter(|etag| etag.starts_with('"')),
            length: response.body().content_length(),
            body: response.into_body(),
            limits: self.limits,
        })
    }

    /// Sends a request up to three times, until an answer is neither a server error nor cut off. A wait that the server demands
    /// moves the deadline.
    fn send(
        &mut self,
        url: &str,
        headers: &[(HeaderName, String)],
        deadline: &mut Instant,
    ) -> Result<Response<Body>, FetchProblem> {
        let address = request_form(url).ok_or(FetchProblem::Address)?;
        let mut pauses = PAUSES.iter();
        let mut tries = 0;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(FetchProblem::Timeout);
            }
            let mut request = self.agent.get(&address).config().timeout_global(Some(left)).build();
            for (name, value) in headers {
                request = request.header(name, value);
            }
            tries += 1;
            let problem = match request.call() {
                Ok(response) => {
                    let status = response.status().as_u16();
                    if matches!(status, 429 | 503)
                        && let Some(seconds) = seconds_to_wait(response.headers())
                    {
                        if seconds > MAX_WAIT_S || tries >= MAX_TRIES {
                            return Err(FetchProblem::Busy { status, when: wait_text(seconds) });
                        }
                        let wait = Duration::from_secs(seconds);
                        (self.wait)(wait);
                        *deadline += wait;
                        continue;
                    }
                    if status < 500 && status != 429 {
                        return Ok(response);
                    }
                    FetchProblem::Status(status)
                }
                Err(error) => {
                    let problem = FetchProblem::from_ureq(error);
                    if !matches!(problem, FetchProblem::CutOff(_)) {
                        return Err(problem);
                    }
                    problem
                }
            };
            match pauses.next() {
                Some(pause) => (self.wait)(*pause),
                None => return Err(problem),
            }
        }
    }
}

/// A file whose bytes are still to be read.
pub struct OpenedFile {
    /// The position in the file of the first byte that comes.
    pub from: u64,
    /// The header `Content-Type`, as the server wrote it.
    pub content_type: Option<String>,
    /// The strong entity tag of this version, with which reading can be resumed.
    pub etag: Option<String>,
    /// How many bytes come; `None` if the server does not say.
    pub length: Option<u64>,
    body: Body,
    limits: Limits,
}

impl OpenedFile {
    /// Reads the bytes. If they come too slowly, reading ends with an error.
    pub fn reader(&mut self) -> impl Read {
        PacedReader { inner: self.body.as_reader(), limits: self.limits, start: Instant::now(), bytes: 0 }
    }
}

/// A reader that gives up a server that drips.
struct PacedReader<R> {
    inner: R,
    limits: Limits,
    start: Instant,
    bytes: u64,
}

impl<R: Read> Read for PacedReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes += read as u64;
        let passed = self.start.elapsed();
        let is_slow = self.bytes < passed.as_secs().saturating_mul(self.limits.min_bytes_per_s);
        if read > 0 && passed > self.limits.slow_file && is_slow {
            return Err(io::ErrorKind::TimedOut.into());
        }
        Ok(read)
    }
}

/// An agent with our name and limits.
fn agent(limits: Limits, guard: Option<Guard>) -> Agent {
    let config = Agent::config_builder()
        .user_agent(concat!("trangxa/", env!("CARGO_PKG_VERSION")))
        .http_status_as_error(false)
        .max_redirects(MAX_REDIRECTS)
        .timeout_connect(Some(CONNECT_TIMEOUT))
        .timeout_recv_response(Some(limits.read))
        .timeout_per_read(Some(limits.read))
        .max_idle_connections(4)
        .max_idle_connections_per_host(1)
        .build();
    match guard {
        Some(guard) => Agent::with_parts(config, guard.chain(DefaultConnector::default()), DefaultResolver::default()),
        None => config.new_agent(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_does_not_answer_is_given_up() {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        // The operating system accepts the connection, and no program answers.
        let limits = Limits { read: Duration::from_millis(20), ..Limits::default() };
        let error = Client::with_limits(limits, |_| {}).allow_private().get(&url, None).unwrap_err();
        assert_eq!(error.to_string(), format!("{url}: the site took too long to answer; try again later"));
    }

    #[test]
    fn a_file_that_comes_too_slowly_is_given_up() {
        let limits = Limits { slow_file: Duration::ZERO, min_bytes_per_s: u64::MAX, ..Limits::default() };
        let read = |seconds| {
            let start = Instant::now().checked_sub(Duration::from_secs(seconds)).unwrap();
            PacedReader { inner: &[0; 100][..], limits, start, bytes: 0 }.read(&mut [0; 10])
        };
        assert_eq!(read(1).unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert_eq!(read(0).unwrap(), 10, "the first second is not slow");
    }
}
