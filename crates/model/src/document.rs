//! Reads JSON documents. Every error names the file and the place in it.

mod cut;
#[cfg(not(target_family = "wasm"))]
mod encoding;
#[cfg(not(target_family = "wasm"))]
mod lines;
#[cfg(not(target_family = "wasm"))]
mod place;
#[cfg(not(target_family = "wasm"))]
mod syntax;

pub(crate) use cut::{Cut, cut};
#[cfg(not(target_family = "wasm"))]
pub use lines::Lines;
#[cfg(not(target_family = "wasm"))]
pub use place::place_in_words;
use serde_json::Value;
use std::fmt;
use std::ops::Deref;
use trangxa_clean::text;
use trangxa_messages::model;

/// The largest size of a document in bytes. A larger one is not parsed.
pub const MAX_BYTES: usize = 8_000_000;
/// How deep lists and objects of a document may be nested.
pub const MAX_DEPTH: usize = 64;

/// Why a document could not be read. In a box: readers return it from dozens of places, and moving its texts would add to the wasm.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct DocumentError(Box<FoundProblem>);

/// The file, the place in it and the problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundProblem {
    /// The address of the document: a path or a URL.
    pub file: String,
    /// The place in it, as `periods[3].late`, or as `line 3, column 7` in every language where it is not JSON; empty for the whole document.
    pub place: String,
    /// The line of that place, from 1, if it was looked for and is not part of `place`. In a browser nobody reads it.
    #[cfg(not(target_family = "wasm"))]
    pub line: Option<usize>,
    /// The problem at that place.
    pub problem: Problem,
}

/// What can be wrong with a document. The texts are read by the clerk who looks after it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A web page instead of JSON, such as a host's error page.
    HtmlPage,
    /// More than [`MAX_BYTES`].
    TooLarge(usize),
    /// Lists and objects deeper than [`MAX_DEPTH`].
    TooDeep,
    /// Not JSON, or cut off. The sentence is followed by the line with the mistake and a mark under it.
    Syntax(String),
    /// Not UTF-8.
    Encoding(String),
    /// JSON of another shape than expected; the text says what was expected and what was found.
    Shape(String),
    /// A `version` that this program does not know.
    Version {
        /// The version in the document; empty if it has none.
        found: String,
        /// The version that this program reads.
        expected: &'static str,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HtmlPage => model::HtmlPage.fmt(f),
            Self::TooLarge(bytes) => model::TooLarge { bytes, limit: MAX_BYTES }.fmt(f),
            Self::TooDeep => model::TooDeep { limit: MAX_DEPTH }.fmt(f),
            Self::Syntax(mistake) => model::Syntax { mistake }.fmt(f),
            Self::Encoding(sentence) | Self::Shape(sentence) => f.write_str(sentence),
            Self::Version { found, expected } if found.is_empty() => model::NoVersion { expected }.fmt(f),
            Self::Version { found, expected } => model::OtherVersion { found, expected }.fmt(f),
        }
    }
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        #[cfg(not(target_family = "wasm"))]
        if let Some(line) = self.line {
            write!(f, ", {}", model::Line { line })?;
        }
        if !self.place.is_empty() {
            #[cfg(not(target_family = "wasm"))]
            write!(f, ", {}", place_in_words(&self.place))?;
            #[cfg(target_family = "wasm")]
            write!(f, ", {}", self.place)?;
        }
        write!(f, ": {}", self.problem)
    }
}

impl DocumentError {
    /// An error at a place in a file.
    pub fn new(file: &str, place: impl Into<String>, problem: Problem) -> Self {
        Self(Box::new(FoundProblem {
            file: file.to_owned(),
            place: place.into(),
            #[cfg(not(target_family = "wasm"))]
            line: None,
            problem,
        }))
    }

    /// An error that JSON has another shape than expected. The texts are made only where somebody reads them: see [`told`].
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn shape<P: ToString, T: ToString>(
        file: &str,
        place: impl FnOnce() -> P,
        problem: impl FnOnce() -> T,
    ) -> Self {
        Self::new(file, place().to_string(), Problem::Shape(problem().to_string()))
    }

    #[cfg(target_family = "wasm")]
    pub(crate) fn shape<P, T>(file: &str, _: impl FnOnce() -> P, _: impl FnOnce() -> T) -> Self {
        Self::untold(file)
    }

    /// Not inlined: readers fail in dozens of places, and each would make the empty texts.
    #[cfg(target_family = "wasm")]
    #[inline(never)]
    fn untold(file: &str) -> Self {
        Self::new(file, String::new(), Problem::Shape(String::new()))
    }

    /// The same error with the line in which its place stands. `bytes` are those of the document.
    #[cfg(not(target_family = "wasm"))]
    #[must_use]
    pub fn with_line(mut self, bytes: &[u8]) -> Self {
        self.0.line = Lines::of(bytes).line(&self.place);
        self
    }
}

impl Deref for DocumentError {
    type Target = FoundProblem;

    fn deref(&self) -> &FoundProblem {
        &self.0
    }
}

/// A text for the person who looks after a document. In a browser nobody reads it, and what makes such texts would add kilobytes:
/// there it is empty.
pub(crate) fn told<T: ToString>(text: impl FnOnce() -> T) -> String {
    if cfg!(target_family = "wasm") { String::new() } else { text().to_string() }
}

/// The beginning of a text of a document, for an error: an address may be a whole picture.
pub(crate) fn beginning(text: &str) -> String {
    text::excerpt(text, 100)
}

/// What was read, or the error with the line of its place.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn with_line<T>(read: Result<T, DocumentError>, bytes: &[u8]) -> Result<T, DocumentError> {
    read.map_err(|error| error.with_line(bytes))
}

#[cfg(target_family = "wasm")]
pub(crate) fn with_line<T>(read: Result<T, DocumentError>, _: &[u8]) -> Result<T, DocumentError> {
    read
}

/// A document of a site, read from JSON.
pub trait JsonDocument: Sized {
    /// Makes the document from JSON. `file` is its address: errors name it, and relative URLs are resolved against it.
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError>;

    /// Reads the document from the bytes of a file.
    fn read(file: &str, bytes: &[u8]) -> Result<Self, DocumentError> {
        with_line(Self::from_json(file, parse(file, bytes)?), bytes)
    }

    /// The same for an open page: what the page shows only when a reader chooses it may stay text until then. What is wrong with that
    /// is not said.
    fn read_lazily(file: &str, bytes: &[u8]) -> Result<Self, DocumentError> {
        Self::read(file, bytes)
    }
}

/// Parses JSON. A byte order mark is skipped, and a half of a surrogate pair is read as U+FFFD, so that one bad character does not
/// lose the document. A web page, a file above [`MAX_BYTES`] and one of more than [`MAX_DEPTH`] levels get problems of their own.
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
    let read = serde_json::from_slice(bytes);
    let mended = |_: &_| serde_json::from_slice(&with_whole_surrogates(bytes)?).ok();
    match read.as_ref().err().and_then(mended) {
        Some(json) => Ok(json),
        None => read.map_err(|error| explained(file, bytes, &error)),
    }
}

/// The places and names of the members that an object of a document has twice. Only the last of them is read.
#[cfg(not(target_family = "wasm"))]
#[must_use]
pub fn repeated_names(bytes: &[u8]) -> Vec<(String, String)> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map(syntax::repeated).unwrap_or_default()
}

/// The error about bytes that are not JSON, with its place and a sentence about the mistake.
#[cfg(not(target_family = "wasm"))]
fn explained(file: &str, bytes: &[u8], error: &serde_json::Error) -> DocumentError {
    if let Some((place, sentence)) = encoding::explain(bytes) {
        return DocumentError::new(file, place, Problem::Encoding(sentence));
    }
    let (place, sentence) =
        std::str::from_utf8(bytes).ok().and_then(syntax::explain).unwrap_or_else(|| (String::new(), error.to_string()));
    DocumentError::new(file, place, Problem::Syntax(sentence))
}

/// In a browser no reader sees the message, and its texts would add kilobytes.
#[cfg(target_family = "wasm")]
fn explained(file: &str, _: &[u8], _: &serde_json::Error) -> DocumentError {
    DocumentError::new(file, "", Problem::Syntax(String::new()))
}

/// The bytes with each escaped half of a surrogate pair (`\ud83d` without `\ude00`) replaced by `\ufffd`; `None` if there is none.
/// Programs that cut texts by UTF-16 units write such halves.
fn with_whole_surrogates(bytes: &[u8]) -> Option<Vec<u8>> {
    // Whether the text begins with the first half of a pair, or with the second. Nothing here can panic: the messages of panics
    // would add 5 kB to the widget's frame.
    let half = |text: &[u8]| {
        let digits = text.strip_prefix(b"\\u")?.get(..4)?;
        let unit = digits.iter().try_fold(0, |unit, digit| Some(unit * 16 + char::from(*digit).to_digit(16)?))?;
        matches!(unit, 0xd800..=0xdfff).then_some(unit < 0xdc00)
    };
    let mut out = Vec::with_capacity(bytes.len());
    let (mut rest, mut is_changed) = (bytes, false);
    while let Some(first) = rest.first() {
        let (length, is_alone) = match half(rest) {
            Some(true) if rest.get(6..).and_then(half) == Some(false) => (12, false),
            Some(_) => (6, true),
            None => (if *first == b'\\' { 2 } else { 1 }, false),
        };
        let (part, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        out.extend_from_slice(if is_alone { b"\\ufffd" } else { part });
        is_changed |= is_alone;
        rest = after;
    }
    is_changed.then_some(out)
}

/// Whether brackets outside of strings are nested deeper than the limit. Text that is not JSON is left to the parser.
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
    fn a_web_page_has_another_problem_than_broken_json() {
        let problem = |bytes: &[u8]| parse("f", bytes).unwrap_err().problem.clone();
        assert_eq!(problem(b"\n <!doctype html>"), Problem::HtmlPage);
        assert!(matches!(problem(b"{\"a\": [1, 2"), Problem::Syntax(_)));
        assert!(matches!(problem(b""), Problem::Syntax(_)));
        assert_eq!(problem(&vec![b' '; MAX_BYTES + 1]), Problem::TooLarge(MAX_BYTES + 1));
        assert_eq!(problem("[".repeat(100_000).as_bytes()), Problem::TooDeep);
    }

    #[test]
    fn depth_counts_open_brackets_only() {
        let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(parse("f", deep(MAX_DEPTH).as_bytes()).is_ok());
        assert_eq!(parse("f", deep(MAX_DEPTH + 1).as_bytes()).unwrap_err().problem, Problem::TooDeep);
        let wide = format!("[{}1]", "[],".repeat(200));
        assert!(parse("f", wide.as_bytes()).is_ok(), "closed brackets do not count");
        let text = format!("[\"\\\"{}\"]", "[".repeat(200));
        assert!(parse("f", text.as_bytes()).is_ok(), "brackets in text do not count");
    }

    #[test]
    fn half_a_surrogate_pair_loses_one_character() {
        let json =
            parse("f", br#"{"a": "x\ud83dy\ude00z", "b": "\ud83d\ude00", "c": "\\ud83d", "d": "\ud83d"}"#).unwrap();
        assert_eq!(
            json,
            serde_json::json!({"a": "x\u{fffd}y\u{fffd}z", "b": "\u{1f600}", "c": "\\ud83d", "d": "\u{fffd}"})
        );
        assert!(parse("f", br#"{"a": "\ud83d" "b": 1}"#).is_err(), "other mistakes stay mistakes");
    }

    #[test]
    fn what_is_no_json_is_told_with_line_column_and_remedy() {
        let error = |bytes: &[u8]| parse("data/feed.json", bytes).unwrap_err().to_string();
        assert_eq!(
            error("\u{feff}{\n  \"title\": \"Đường\nlàng\"\n}".as_bytes()),
            "data/feed.json, line 2, column 18: not valid JSON: a line break stands inside a text; write \\n in its place, or \
             close the text with \" if it should end here (it begins at line 2, column 12)\n    \"title\": \"Đường\n                   ^"
        );
        assert!(error(b"{\"a\": \"X\xe3\"}").starts_with("data/feed.json, line 1, column 9: the file is not in UTF-8"));
        assert!(error(b"\xff\xfe{\0}\0").starts_with("data/feed.json: the file is in UTF-16"));
        assert!(error(b"[1e999]").contains("not valid JSON: number out of range"), "serde_json explains the rest");
    }

    #[test]
    fn a_byte_order_mark_is_no_error() {
        assert_eq!(parse("f", b"\xef\xbb\xbf{}").unwrap(), serde_json::json!({}));
    }
}
