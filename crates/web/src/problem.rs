//! What can go wrong with a request, in sentences for a clerk.

use crate::guard::PrivateAddress;
use std::net::IpAddr;
use std::{fmt, io};
use trangxa_messages::web;
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
    Address,
    /// The host's name does not exist.
    NoHost,
    /// The host does not accept connections.
    Refused(String),
    /// The address is none of the public internet, nor of the source's own host.
    Private(IpAddr),
    /// The host did not answer in time, or too slowly.
    Timeout,
    /// The certificate or the protocol of the secure connection is wrong.
    Tls(String),
    /// The address leads through more than five redirects.
    Redirects,
    /// The server answered 404 or 410.
    NotFound(u16),
    /// The server answered 401 or 403.
    Forbidden(u16),
    /// The server answered with another status that means failure.
    Status(u16),
    /// The server asks for a longer wait than the client accepts.
    Busy {
        /// 429 or 503.
        status: u16,
        /// When the server can be asked again, in words: `in 60 minutes, after 28/11/2026 15:00`.
        when: String,
    },
    /// The answer has more bytes than the limit.
    TooLarge(u64),
    /// The connection ended before the answer was complete.
    CutOff(String),
    /// The answer is not correct HTTP.
    Protocol(String),
}

impl fmt::Display for FetchProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address => web::Address.fmt(f),
            Self::NoHost => web::NoHost.fmt(f),
            Self::Refused(system) => web::Refused { system }.fmt(f),
            Self::Private(ip) => web::Private { ip }.fmt(f),
            Self::Timeout => web::Timeout.fmt(f),
            Self::Tls(system) => web::Tls { system }.fmt(f),
            Self::Redirects => web::Redirects { limit: MAX_REDIRECTS }.fmt(f),
            Self::NotFound(status) => web::NotFound { status }.fmt(f),
            Self::Forbidden(status) => web::Forbidden { status }.fmt(f),
            Self::Status(status) => web::Status { status }.fmt(f),
            Self::Busy { status, when } => web::Busy { status, wait: when }.fmt(f),
            Self::TooLarge(limit) => web::TooLarge { limit }.fmt(f),
            Self::CutOff(system) => web::CutOff { system }.fmt(f),
            Self::Protocol(system) => web::Protocol { system }.fmt(f),
        }
    }
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
            E::ConnectionFailed => Self::Refused(E::ConnectionFailed.to_string()),
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
