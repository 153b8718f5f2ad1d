//! The client: documents with their versions, files that can be resumed, retries.

use crate::address::request_form;
use crate::header;
use crate::problem::{FetchError, FetchProblem, MAX_REDIRECTS};
use crate::retry::{seconds_to_wait, wait_text};
use std::io::Read;
use std::time::Duration;
use trangxa_model::document::MAX_BYTES;
use ureq::http::header::{
    ACCEPT_ENCODING, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE,
    LAST_MODIFIED, RANGE,
};
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body, ResponseExt};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// For the head of an answer, and between two parts of its body.
const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// For a whole document.
const DOCUMENT_TIMEOUT: Duration = Duration::from_secs(300);
/// For a whole file.
const FILE_TIMEOUT: Duration = Duration::from_secs(3600);
/// The pauses before the second and the third try, where the server sends no `Retry-After`.
const PAUSES: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(3)];
/// The longest `Retry-After` that the client waits for, in seconds.
const MAX_WAIT_S: u64 = 120;
/// How many requests a server that sends `Retry-After` gets in all.
const MAX_TRIES: u32 = 3;

/// An HTTP client that sends one request at a time and keeps its connections open.
pub struct Client {
    agent: Agent,
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
        Self::with_timeout(READ_TIMEOUT, wait)
    }

    fn with_timeout(read_timeout: Duration, wait: impl FnMut(Duration) + Send + 'static) -> Self {
        let config = Agent::config_builder()
            .user_agent(concat!("trangxa/", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            .max_redirects(MAX_REDIRECTS)
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .timeout_recv_response(Some(read_timeout))
            .timeout_per_read(Some(read_timeout))
            .max_idle_connections(4)
            .max_idle_connections_per_host(1)
            .build();
        Self { agent: config.new_agent(), wait: Box::new(wait) }
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
        loop {
            let mut response = self.send(url, &headers, DOCUMENT_TIMEOUT).map_err(fail)?;
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
                Err(error) => match pauses.next() {
                    Some(pause) => {
                        (self.wait)(*pause);
                        continue;
                    }
                    None => return Err(fail(FetchProblem::from_io(&error))),
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
        let mut response = self.send(url, &headers, FILE_TIMEOUT).map_err(fail)?;
        if response.status() == StatusCode::RANGE_NOT_SATISFIABLE && resume.is_some() {
            headers.truncate(1);
            response = self.send(url, &headers, FILE_TIMEOUT).map_err(fail)?;
        }
        let status = response.status();
        let from = match (status, resume) {
            (StatusCode::PARTIAL_CONTENT, Some((from, _))) => {
                let range = header::text(response.headers(), CONTENT_RANGE).unwrap_or_default();
                if !range.starts_with(&format!("bytes {from}-")) {
                    return Err(fail(FetchProblem::Protocol(format!(
                        "it sent a range that was not requested: \"{range}\""
                    ))));
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
        })
    }

    /// Sends a request up to three times, until an answer is neither a server error nor cut off.
    fn send(
        &mut self,
        url: &str,
        headers: &[(HeaderName, String)],
        timeout: Duration,
    ) -> Result<Response<Body>, FetchProblem> {
        let address = request_form(url).ok_or(FetchProblem::Address)?;
        let mut pauses = PAUSES.iter();
        let mut tries = 0;
        loop {
            let mut request = self.agent.get(&address).config().timeout_global(Some(timeout)).build();
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
                        (self.wait)(Duration::from_secs(seconds));
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
}

impl OpenedFile {
    /// Reads the bytes.
    pub fn reader(&mut self) -> impl Read {
        self.body.as_reader()
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
        let error = Client::with_timeout(Duration::from_millis(20), |_| {}).get(&url, None).unwrap_err();
        assert_eq!(error.to_string(), format!("{url}: the site took too long to answer; try again later"));
    }
}
