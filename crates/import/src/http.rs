//! A polite HTTP client: it says who it is, asks only for what changed, waits when told to, and reads no more than it must.

use std::io::{self, Read};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use trangxa_model::Timestamp;
use trangxa_model::document::MAX_BYTES;
use ureq::http::header::{
    ACCEPT_ENCODING, CONTENT_RANGE, CONTENT_TYPE, DATE, ETAG, HeaderMap, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    IF_RANGE, LAST_MODIFIED, RANGE, RETRY_AFTER,
};
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body, ResponseExt};

const CONNECT: Duration = Duration::from_secs(10);
/// For the head of an answer, and between two pieces of its body.
const SILENCE: Duration = Duration::from_secs(30);
const WHOLE_DOCUMENT: Duration = Duration::from_secs(300);
const WHOLE_FILE: Duration = Duration::from_secs(3600);
const REDIRECTS: u32 = 5;
/// Before the second and third try, when the server does not say how long.
const PAUSES: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(3)];
/// The longest wait that a server may ask for, in seconds.
const LONGEST_WAIT: u64 = 120;
/// How often a server that says when to come back is asked in all.
const TRIES: u32 = 3;

/// Asks one thing at a time, over connections that stay open.
pub struct Client {
    agent: Agent,
    wait: Box<dyn FnMut(Duration) + Send>,
}

/// What a server said about a document's version; sent back, it need not send the same one again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`, with its quotes.
    pub etag: Option<String>,
    /// `Last-Modified`, as written.
    pub last_modified: Option<String>,
}

/// What a server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The document is the one the validators stand for.
    NotModified,
    /// The document.
    Document(Fetched),
}

/// A document from the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Where it was in the end: after redirects, and so the base of its relative addresses.
    pub url: String,
    /// `Content-Type`, as written.
    pub content_type: Option<String>,
    /// At most [`MAX_BYTES`] of them.
    pub bytes: Vec<u8>,
    /// What to send next time; `None` when the server names no version.
    pub validators: Option<Validators>,
}

/// Why an address could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{url}: {problem}")]
pub struct FetchError {
    /// The address asked for.
    pub url: String,
    /// What went wrong.
    pub problem: FetchProblem,
}

/// What can go wrong with an address.
#[derive(Debug, thiserror::Error)]
pub enum FetchProblem {
    /// Not an http(s) address.
    #[error("is no web address; expected one such as https://xa.example/rss/")]
    Address,
    /// The name has no address.
    #[error("there is no such site; check the spelling, and this computer's connection to the internet")]
    NoHost,
    /// Nobody listens there.
    #[error("the site does not accept the connection ({0}); it may be down, try again later")]
    Refused(String),
    /// The site is silent.
    #[error("the site took too long to answer; try again later")]
    Timeout,
    /// The certificate or the protocol of a secure connection.
    #[error(
        "no secure connection ({0}); the site's certificate may have expired: tell its operator. Check this computer's \
         date and time too"
    )]
    Tls(String),
    /// More than five redirects.
    #[error("is redirected more than {REDIRECTS} times; open it in a browser and take the address it ends at")]
    Redirects,
    /// 404 and 410.
    #[error("is not there (status {0}); check the address")]
    NotFound(u16),
    /// 401 and 403.
    #[error("the site does not give it to programs without leave (status {0}); ask its operator")]
    Forbidden(u16),
    /// Any other status that is no success.
    #[error("the site answers with status {0}; try again later, or ask its operator")]
    Status(u16),
    /// The server asks for more patience than an import has.
    #[error("the site is busy (status {status}) and asks to come back {when}")]
    Busy {
        /// 429 or 503.
        status: u16,
        /// When to come back, in words.
        when: String,
    },
    /// More than fits.
    #[error("has more than {0} bytes; not read")]
    TooLarge(u64),
    /// The connection broke off.
    #[error("the connection broke off ({0}); try again")]
    CutOff(String),
    /// An answer that is no HTTP.
    #[error("the site's answer cannot be understood ({0})")]
    Protocol(String),
}

impl FetchProblem {
    /// Whether the same request may well succeed another day.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Address | Self::Redirects | Self::NotFound(_) | Self::Forbidden(_) | Self::TooLarge(_) => false,
            Self::Status(status) => *status >= 500,
            _ => true,
        }
    }
}

impl Default for Client {
    fn default() -> Self {
        Self::new()
    }
}

impl Client {
    /// A client that really waits.
    pub fn new() -> Self {
        Self::with_wait(std::thread::sleep)
    }

    /// A client that calls `wait` where it would wait: for tests, and for programs that show it.
    pub fn with_wait(wait: impl FnMut(Duration) + Send + 'static) -> Self {
        Self::patient(SILENCE, wait)
    }

    fn patient(silence: Duration, wait: impl FnMut(Duration) + Send + 'static) -> Self {
        let config = Agent::config_builder()
            .user_agent(concat!("trangxa/", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            .max_redirects(REDIRECTS)
            .timeout_connect(Some(CONNECT))
            .timeout_recv_response(Some(silence))
            .timeout_per_read(Some(silence))
            .max_idle_connections(4)
            .max_idle_connections_per_host(1)
            .build();
        Self { agent: config.new_agent(), wait: Box::new(wait) }
    }

    /// Reads a document of at most [`MAX_BYTES`]. With validators, the answer may be that it has not changed.
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
            let mut response = self.send(url, &headers, WHOLE_DOCUMENT).map_err(fail)?;
            let status = response.status();
            if status == StatusCode::NOT_MODIFIED && validators.is_some() {
                return Ok(Answer::NotModified);
            }
            if !status.is_success() {
                return Err(fail(problem_of(status)));
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
                    None => return Err(fail(io_problem(&error))),
                },
            }
            let said = Validators {
                etag: text(response.headers(), ETAG),
                last_modified: text(response.headers(), LAST_MODIFIED),
            };
            return Ok(Answer::Document(Fetched {
                url: response.get_uri().to_string(),
                content_type: text(response.headers(), CONTENT_TYPE),
                bytes,
                validators: (said != Validators::default()).then_some(said),
            }));
        }
    }

    /// Opens a file, from `resume`'s byte on if the server still has the version of that strong entity tag.
    pub(crate) fn open(&mut self, url: &str, resume: Option<(u64, &str)>) -> Result<Opened, FetchError> {
        let fail = |problem| FetchError { url: url.to_owned(), problem };
        // A compressed answer would have other bytes, and other offsets, than the file.
        let mut headers = vec![(ACCEPT_ENCODING, "identity".to_owned())];
        if let Some((from, etag)) = resume {
            headers.push((RANGE, format!("bytes={from}-")));
            headers.push((IF_RANGE, etag.to_owned()));
        }
        let mut response = self.send(url, &headers, WHOLE_FILE).map_err(fail)?;
        if response.status() == StatusCode::RANGE_NOT_SATISFIABLE && resume.is_some() {
            headers.truncate(1);
            response = self.send(url, &headers, WHOLE_FILE).map_err(fail)?;
        }
        let status = response.status();
        let from = match (status, resume) {
            (StatusCode::PARTIAL_CONTENT, Some((from, _))) => {
                let range = text(response.headers(), CONTENT_RANGE).unwrap_or_default();
                if !range.starts_with(&format!("bytes {from}-")) {
                    return Err(fail(FetchProblem::Protocol(format!("a range that was not asked for: \"{range}\""))));
                }
                from
            }
            (StatusCode::OK, _) => 0,
            _ => return Err(fail(problem_of(status))),
        };
        let headers = response.headers();
        Ok(Opened {
            from,
            content_type: text(headers, CONTENT_TYPE),
            etag: text(headers, ETAG).filter(|etag| etag.starts_with('"')),
            length: response.body().content_length(),
            body: response.into_body(),
        })
    }

    /// Sends a request until an answer is worth reading.
    fn send(
        &mut self,
        url: &str,
        headers: &[(HeaderName, String)],
        whole: Duration,
    ) -> Result<Response<Body>, FetchProblem> {
        let address = wire_form(url).ok_or(FetchProblem::Address)?;
        let mut pauses = PAUSES.iter();
        let mut tries = 0;
        loop {
            let mut request = self.agent.get(&address).config().timeout_global(Some(whole)).build();
            for (name, value) in headers {
                request = request.header(name, value);
            }
            tries += 1;
            let problem = match request.call() {
                Ok(response) => {
                    let status = response.status().as_u16();
                    let retry = text(response.headers(), RETRY_AFTER).filter(|_| matches!(status, 429 | 503));
                    if let Some(seconds) = retry.and_then(|text| seconds_until(&text, response.headers())) {
                        if seconds > LONGEST_WAIT || tries >= TRIES {
                            return Err(FetchProblem::Busy { status, when: in_words(seconds) });
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
                    let problem = problem(error);
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

/// A file on its way.
pub(crate) struct Opened {
    /// The first byte that comes.
    pub from: u64,
    pub content_type: Option<String>,
    /// A strong entity tag: one under which the file can be continued.
    pub etag: Option<String>,
    /// How many bytes come.
    pub length: Option<u64>,
    body: Body,
}

impl Opened {
    pub fn reader(&mut self) -> impl Read {
        self.body.as_reader()
    }
}

/// Whether a text is an address on the web.
pub fn is_web(text: &str) -> bool {
    ["http://", "https://"].iter().any(|s| text.get(..s.len()).is_some_and(|start| start.eq_ignore_ascii_case(s)))
}

/// An address as it goes over the wire: no fragment, and nothing but ASCII, which feeds do not always keep to.
fn wire_form(url: &str) -> Option<String> {
    let url = url.trim();
    if !is_web(url) {
        return None;
    }
    let mut out = String::with_capacity(url.len());
    for byte in url.split('#').next()?.bytes() {
        match byte {
            0..=b' ' | 0x7f.. | b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => {
                out.push_str(&format!("%{byte:02X}"));
            }
            byte => out.push(char::from(byte)),
        }
    }
    Some(out)
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// `Retry-After` in seconds; it may also be a date, which counts from the server's own clock.
fn seconds_until(retry_after: &str, headers: &HeaderMap) -> Option<u64> {
    let retry_after = retry_after.trim();
    if let Ok(seconds) = retry_after.parse() {
        return Some(seconds);
    }
    let then = Timestamp::parse(retry_after)?.unix();
    let now = text(headers, DATE).and_then(|date| Timestamp::parse(&date)).map_or_else(now, Timestamp::unix);
    Some(u64::try_from(then - now).unwrap_or(0))
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(0))
}

fn in_words(seconds: u64) -> String {
    let span = match seconds {
        0..=59 => format!("in {seconds} seconds"),
        60..=7199 => format!("in {} minutes", seconds.div_ceil(60)),
        7200..=172_799 => format!("in {} hours", seconds.div_ceil(3600)),
        _ => format!("in {} days", seconds.div_ceil(86_400)),
    };
    // A server may ask for any number; past a century the date says nothing.
    match i64::try_from(seconds).ok().filter(|seconds| *seconds < 3_000_000_000) {
        Some(seconds) => format!("{span}, after {}", Timestamp::from_unix(now() + seconds).date_time()),
        None => span,
    }
}

fn problem_of(status: StatusCode) -> FetchProblem {
    match status.as_u16() {
        status @ (404 | 410) => FetchProblem::NotFound(status),
        status @ (401 | 403) => FetchProblem::Forbidden(status),
        status => FetchProblem::Status(status),
    }
}

fn problem(error: ureq::Error) -> FetchProblem {
    use ureq::Error as E;
    match error {
        E::BadUri(_) | E::Http(_) => FetchProblem::Address,
        E::HostNotFound => FetchProblem::NoHost,
        E::ConnectionFailed => FetchProblem::Refused("connection failed".to_owned()),
        E::Timeout(_) => FetchProblem::Timeout,
        E::TooManyRedirects | E::RedirectFailed => FetchProblem::Redirects,
        E::Rustls(error) => FetchProblem::Tls(error.to_string()),
        E::Tls(problem) => FetchProblem::Tls(problem.to_owned()),
        E::Io(error) => io_problem(&error),
        error => FetchProblem::Protocol(error.to_string()),
    }
}

fn io_problem(error: &io::Error) -> FetchProblem {
    use io::ErrorKind as K;
    let said = error.to_string();
    // rustls' errors come wrapped in io ones.
    if said.contains("certificate") || said.contains("peer sent") || said.contains("HandshakeFailure") {
        return FetchProblem::Tls(said);
    }
    match error.kind() {
        K::ConnectionRefused | K::HostUnreachable | K::NetworkUnreachable | K::AddrNotAvailable => {
            FetchProblem::Refused(said)
        }
        K::TimedOut | K::WouldBlock => FetchProblem::Timeout,
        K::InvalidData => FetchProblem::Protocol(said),
        // Resolvers say it in words only.
        _ if said.contains("lookup") || said.contains("resolve") || said.contains("not known") => FetchProblem::NoHost,
        _ => FetchProblem::CutOff(said),
    }
}

/// The problem of a body that could not be read to its end.
pub(crate) fn body_problem(error: &io::Error) -> FetchProblem {
    io_problem(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_go_over_the_wire_in_ascii() {
        assert_eq!(
            wire_form(" https://xa.example/ảnh 1.jpg?a=1&b=%20#x").as_deref(),
            Some("https://xa.example/%E1%BA%A3nh%201.jpg?a=1&b=%20")
        );
        for no in ["ftp://xa.example/", "/etc/passwd", "javascript:x", ""] {
            assert_eq!(wire_form(no), None);
        }
    }

    #[test]
    fn when_to_come_back_may_be_a_date_by_the_servers_clock() {
        let mut headers = HeaderMap::new();
        headers.insert(DATE, "Wed, 21 Oct 2015 07:28:00 GMT".parse().unwrap());
        assert_eq!(seconds_until("Wed, 21 Oct 2015 07:29:30 GMT", &headers), Some(90));
        assert_eq!(seconds_until("Wed, 21 Oct 2015 07:00:00 GMT", &headers), Some(0));
        assert_eq!(seconds_until("5", &headers), Some(5));
        assert_eq!(seconds_until("mai", &headers), None);
    }

    #[test]
    fn a_silent_site_is_left_after_a_while() {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        // Connections are taken in by the system, and nobody answers them.
        let error = Client::patient(Duration::from_millis(20), |_| {}).get(&url, None).unwrap_err();
        assert_eq!(error.to_string(), format!("{url}: the site took too long to answer; try again later"));
    }

    #[test]
    fn no_number_of_seconds_is_too_large_to_say() {
        assert!(in_words(u64::MAX).contains("days"));
        assert!(in_words(7200).starts_with("in 2 hours, after "));
    }
}
