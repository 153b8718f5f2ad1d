//! What can go wrong with a request, in sentences for a clerk.

use crate::guard::PrivateAddress;
use std::io;
use std::net::IpAddr;
use ureq::http::StatusCode;

/// How many redirects one request follows.
pub(crate) const MAX_REDIRECTS: u32 = 5;

/// Why an address could not be read. The message begins with the address.
#[derive(Debug, thiserror::Error)]
#[error("{url}: {problem}")]
pub struct FetchError {
    /// The address that was requested.
    pub url: String,
    /// What went wrong.
    pub problem: FetchProblem,
}

/// What can go wrong with a request.
#[derive(Debug, thiserror::Error)]
pub enum FetchProblem {
    /// The text is not an http(s) address.
    #[error("this is not a web address; expected one such as https://xa.example/rss/")]
    Address,
    /// The host's name does not exist.
    #[error("there is no such site; check the spelling, and this computer's connection to the internet")]
    NoHost,
    /// The host does not accept connections.
    #[error("the site does not accept the connection ({0}); it may be down, try again later")]
    Refused(String),
    /// The address is none of the public internet, nor of the source's own host.
    #[error(
        "the address leads to {0}, inside a private network, where the source does not lie; it was not requested. If it is meant, \
         run the command again with --allow-private"
    )]
    Private(IpAddr),
    /// The host did not answer in time, or too slowly.
    #[error("the site took too long to answer; try again later")]
    Timeout,
    /// The certificate or the protocol of the secure connection is wrong.
    #[error(
        "a secure connection is not possible ({0}); the site's certificate may have expired: inform its operator. Check \
         this computer's date and time too"
    )]
    Tls(String),
    /// The address leads through more than five redirects.
    #[error(
        "the site redirects more than {MAX_REDIRECTS} times; open the address in a browser and use the one it ends at"
    )]
    Redirects,
    /// The server answered 404 or 410.
    #[error("the site has nothing at this address (status {0}); check the address")]
    NotFound(u16),
    /// The server answered 401 or 403.
    #[error("the site does not allow programs to read this address (status {0}); ask its operator")]
    Forbidden(u16),
    /// The server answered with another status that means failure.
    #[error("the site answers with status {0}; try again later, or ask its operator")]
    Status(u16),
    /// The server asks for a longer wait than the client accepts.
    #[error("the site is busy (status {status}) and can be asked again {when}")]
    Busy {
        /// 429 or 503.
        status: u16,
        /// When the server can be asked again: `in 60 minutes, after 28/11/2026 15:00`.
        when: String,
    },
    /// The answer has more bytes than the limit.
    #[error("the answer has more than {0} bytes, the limit; it was not read")]
    TooLarge(u64),
    /// The connection ended before the answer was complete.
    #[error("the connection broke off ({0}); try again")]
    CutOff(String),
    /// The answer is not correct HTTP.
    #[error("the site's answer cannot be understood ({0})")]
    Protocol(String),
}

impl FetchProblem {
    /// Whether the same request may succeed at another time.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Address | Self::Redirects | Self::NotFound(_) | Self::Forbidden(_) | Self::TooLarge(_) => false,
            Self::Status(status) => *status >= 500,
            _ => true,
        }
    }

    /// The problem behind an error from reading a body.
    #[must_use]
    pub fn from_io(error: &io::Error) -> Self {
        use io::ErrorKind as K;
        if let Some(ureq::Error::Timeout(_)) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
            return Self::Timeout;
        }
        let message = error.to_string();
        // Errors of rustls arrive wrapped in I/O errors.
        if message.contains("certificate") || message.contains("peer sent") || message.contains("HandshakeFailure") {
            return Self::Tls(message);
        }
        match error.kind() {
            K::ConnectionRefused | K::HostUnreachable | K::NetworkUnreachable | K::AddrNotAvailable => {
                Self::Refused(message)
            }
            K::TimedOut | K::WouldBlock => Self::Timeout,
            K::InvalidData => Self::Protocol(message),
            // Name resolution has no error kind of its own.
            _ if message.contains("lookup") || message.contains("resolve") || message.contains("not known") => {
                Self::NoHost
            }
            _ => Self::CutOff(message),
        }
    }

    pub(crate) fn from_status(status: StatusCode) -> Self {
        match status.as_u16() {
            status @ (404 | 410) => Self::NotFound(status),
            status @ (401 | 403) => Self::Forbidden(status),
            status => Self::Status(status),
        }
    }

    pub(crate) fn from_ureq(error: ureq::Error) -> Self {
        use ureq::Error as E;
        match error {
            E::BadUri(_) | E::Http(_) => Self::Address,
            E::HostNotFound => Self::NoHost,
            E::ConnectionFailed => Self::Refused("connection failed".to_owned()),
            E::Timeout(_) => Self::Timeout,
            E::TooManyRedirects | E::RedirectFailed => Self::Redirects,
            E::Rustls(error) => Self::Tls(error.to_string()),
            E::Tls(problem) => Self::Tls(problem.to_owned()),
            E::Io(error) => Self::from_io(&error),
            E::Other(error) => match error.downcast_ref() {
                Some(PrivateAddress(ip)) => Self::Private(*ip),
                None => Self::Protocol(error.to_string()),
            },
            error => Self::Protocol(error.to_string()),
        }
    }
}
