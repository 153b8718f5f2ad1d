//! Reading a JSON document, with errors that say where.

use serde_json::Value;
use std::fmt;

/// The most one document may weigh, in bytes; a larger one is refused unread.
pub const MAX_BYTES: usize = 8_000_000;

/// Why a document could not be read: which file, which place in it, what is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct DocumentError {
    /// The document's address, as the reader knows it: a path or a URL.
    pub file: String,
    /// Where in it, as `periods[3].late` or `line 4, column 7`; empty for the whole document.
    pub place: String,
    /// What is wrong there.
    pub problem: Problem,
}

/// What can be wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A host's HTML error page where JSON was asked for.
    #[error("the file begins with \"<\": it is a web page, not JSON (hosts answer so when a file is missing)")]
    HtmlPage,
    /// More than [`MAX_BYTES`].
    #[error("the file has {0} bytes, the limit is {MAX_BYTES}")]
    TooLarge(usize),
    /// Not JSON, or cut off.
    #[error("not valid JSON: {0}")]
    Syntax(String),
    /// JSON, but not of the expected shape.
    #[error("{0}")]
    Shape(String),
    /// A `version` this program does not know.
    #[error("version {found} is not known here; expected {expected}")]
    Version {
        /// What the document says.
        found: String,
        /// What this program reads.
        expected: &'static str,
    },
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if !self.place.is_empty() {
            write!(f, ", {}", self.place)?;
        }
        write!(f, ": {}", self.problem)
    }
}

impl DocumentError {
    /// An error at a place of a file.
    pub fn new(file: &str, place: impl Into<String>, problem: Problem) -> Self {
        Self { file: file.to_owned(), place: place.into(), problem }
    }
}

/// A kind of document that the site reads.
pub trait Document: Sized {
    /// Makes the document from JSON. `file` is its address: named in errors, and the base of relative URLs.
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError>;

    /// Reads the document from the bytes of a file.
    fn read(file: &str, bytes: &[u8]) -> Result<Self, DocumentError> {
        Self::from_json(file, parse(file, bytes)?)
    }
}

/// JSON from bytes: a byte order mark is skipped, an HTML page and an oversized file are told apart from bad JSON.
/// Depth is bounded by serde_json (128 levels).
pub fn parse(file: &str, bytes: &[u8]) -> Result<Value, DocumentError> {
    let fail = |problem| DocumentError::new(file, "", problem);
    if bytes.len() > MAX_BYTES {
        return Err(fail(Problem::TooLarge(bytes.len())));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii_start().first() == Some(&b'<') {
        return Err(fail(Problem::HtmlPage));
    }
    serde_json::from_slice(bytes).map_err(|error| fail(Problem::Syntax(error.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_web_page_from_broken_json() {
        let problem = |bytes: &[u8]| parse("f", bytes).unwrap_err().problem;
        assert_eq!(problem(b"\n <!doctype html>"), Problem::HtmlPage);
        assert!(matches!(problem(b"{\"a\": [1, 2"), Problem::Syntax(_)));
        assert!(matches!(problem(b""), Problem::Syntax(_)));
        assert_eq!(problem(&vec![b' '; MAX_BYTES + 1]), Problem::TooLarge(MAX_BYTES + 1));
        assert!(matches!(problem("[".repeat(100_000).as_bytes()), Problem::Syntax(_)), "depth is bounded");
    }

    #[test]
    fn a_byte_order_mark_is_no_error() {
        assert_eq!(parse("f", b"\xef\xbb\xbf{}").unwrap(), serde_json::json!({}));
    }
}
