//! Reading a JSON document, with errors that say where.

use serde_json::Value;
use std::fmt;

/// The most one document may weigh, in bytes; a larger one is not parsed.
pub const MAX_BYTES: usize = 8_000_000;
/// How deep lists and objects of a document may lie in one another.
pub const MAX_DEPTH: usize = 64;

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
    /// Lists and objects deeper than [`MAX_DEPTH`].
    #[error("lists and objects lie more than {MAX_DEPTH} deep in one another, the limit")]
    TooDeep,
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
pub trait JsonDocument: Sized {
    /// Makes the document from JSON. `file` is its address: named in errors, and the base of relative URLs.
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError>;

    /// Reads the document from the bytes of a file.
    fn read(file: &str, bytes: &[u8]) -> Result<Self, DocumentError> {
        Self::from_json(file, parse(file, bytes)?)
    }
}

/// JSON from bytes: a byte order mark is skipped; an HTML page, an oversized file and one of more than [`MAX_DEPTH`] levels
/// are told apart from bad JSON.
pub fn parse(file: &str, bytes: &[u8]) -> Result<Value, DocumentError> {
    let fail = |problem| DocumentError::new(file, "", problem);
    if bytes.len() > MAX_BYTES {
        return Err(fail(Problem::TooLarge(bytes.len())));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii_start().first() == Some(&b'<') {
        return Err(fail(Problem::HtmlPage));
    }
    if is_too_deep(bytes) {
        return Err(fail(Problem::TooDeep));
    }
    serde_json::from_slice(bytes).map_err(|error| fail(Problem::Syntax(words_of(&error))))
}

/// What the parser says. Nobody reads it in a browser, and its words would weigh a kilobyte there.
fn words_of(error: &serde_json::Error) -> String {
    if cfg!(target_family = "wasm") { String::new() } else { error.to_string() }
}

/// Whether brackets outside of strings lie deeper than the limit; for what is no JSON the parser finds better words.
fn is_too_deep(bytes: &[u8]) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'[' | b'{' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return true;
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
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
        assert_eq!(problem("[".repeat(100_000).as_bytes()), Problem::TooDeep);
    }

    #[test]
    fn depth_is_what_lies_in_one_another() {
        let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(parse("f", deep(MAX_DEPTH).as_bytes()).is_ok());
        assert_eq!(parse("f", deep(MAX_DEPTH + 1).as_bytes()).unwrap_err().problem, Problem::TooDeep);
        let wide = format!("[{}1]", "[],".repeat(200));
        assert!(parse("f", wide.as_bytes()).is_ok(), "what is closed counts no more");
        let text = format!("[\"\\\"{}\"]", "[".repeat(200));
        assert!(parse("f", text.as_bytes()).is_ok(), "brackets in text do not count");
    }

    #[test]
    fn a_byte_order_mark_is_no_error() {
        assert_eq!(parse("f", b"\xef\xbb\xbf{}").unwrap(), serde_json::json!({}));
    }
}
