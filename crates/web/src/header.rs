//! Reading headers of an answer.

use ureq::http::header::{HeaderMap, HeaderName};

/// A header's value as text; `None` if it is missing or not ASCII.
pub(crate) fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}
