//! Why a document could not be fetched.

use crate::DocumentError;
use crate::document::Problem;

/// Why a document could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataError {
    /// No answer: offline, refused, cut off, blocked.
    Network,
    /// No complete answer in time.
    Timeout,
    /// An answer other than success.
    Status {
        /// The status code.
        status: u16,
        /// The value of `Retry-After`, in milliseconds.
        retry_after_ms: Option<u32>,
    },
    /// An answer that could not be read as the document.
    Unreadable(DocumentError),
}

impl From<DocumentError> for DataError {
    fn from(error: DocumentError) -> Self {
        Self::Unreadable(error)
    }
}

impl DataError {
    /// Whether the host says that the file does not exist. Hosts do so with the status 404 or 410, object stores with 403, and some
    /// with a web page instead of JSON.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        match self {
            Self::Status { status, .. } => matches!(status, 403 | 404 | 410),
            Self::Unreadable(error) => error.problem == Problem::HtmlPage,
            Self::Network | Self::Timeout => false,
        }
    }

    /// Whether the host says that there is no such file, and nothing else than that can be meant: a firewall answers with 403, and
    /// the sign-in page of a wireless network is a web page.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        matches!(self, Self::Status { status: 404 | 410, .. })
    }

    /// How long the host asked clients to wait, in milliseconds.
    #[must_use]
    pub fn retry_after_ms(&self) -> Option<u32> {
        match self {
            Self::Status { retry_after_ms, .. } => *retry_after_ms,
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_say_missing_in_several_ways() {
        let status = |status| DataError::Status { status, retry_after_ms: None };
        let html = DataError::Unreadable(DocumentError::new("f", "", Problem::HtmlPage));
        for missing in [status(404), status(403), status(410), html] {
            assert!(missing.is_missing(), "{missing:?}");
            assert_eq!(
                missing.is_gone(),
                matches!(missing, DataError::Status { status: 404 | 410, .. }),
                "{missing:?}"
            );
        }
        for other in [status(500), status(429), DataError::Network, DataError::Timeout] {
            assert!(!other.is_missing() && !other.is_gone(), "{other:?}");
        }
    }
}
