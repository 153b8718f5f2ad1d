//! The path of a page, as it is given in a hit.

use std::fmt;

/// The maximum length of a path, in bytes. The longest path that the publisher generates has about 100.
const MAX_BYTES: usize = 256;

/// A path below the root of a site. It begins with `/` and has no query and no fragment.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PagePath(Box<str>);

/// Why a text is not accepted as the path of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PagePathError {
    /// It does not begin with exactly one slash.
    #[error("path: expected a path that begins with one \"/\"")]
    Start,
    /// It is longer than [`MAX_BYTES`].
    #[error("path: longer than {MAX_BYTES} bytes")]
    Long,
    /// It contains a character that a browser would have percent-encoded.
    #[error("path: expected the form of a browser's location.pathname: ASCII, other characters as %XX")]
    Characters,
}

impl PagePath {
    /// Parses a path. Query and fragment are dropped, because they can contain personal data.
    ///
    /// # Errors
    /// If the text does not begin with one slash, is too long, or contains other characters than a path in a URL.
    pub fn parse(text: &str) -> Result<Self, PagePathError> {
        let path = text.split(['?', '#']).next().unwrap_or_default();
        if !path.starts_with('/') || path.starts_with("//") {
            return Err(PagePathError::Start);
        }
        if path.len() > MAX_BYTES {
            return Err(PagePathError::Long);
        }
        if path.contains(|c: char| !c.is_ascii_graphic() || matches!(c, '\\' | '"' | '<' | '>')) {
            return Err(PagePathError::Characters);
        }
        Ok(Self(path.into()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PagePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_and_fragments_are_dropped() {
        for text in ["/bai/x/", "/bai/x/?fbclid=1", "/bai/x/#a", "/bai/x/#a?b"] {
            assert_eq!(PagePath::parse(text).unwrap().as_str(), "/bai/x/");
        }
        assert_eq!(PagePath::parse("/").unwrap().as_str(), "/");
    }

    #[test]
    fn a_text_that_is_not_a_path_is_refused_with_the_reason() {
        for (text, error) in [
            ("", PagePathError::Start),
            ("bai/x/", PagePathError::Start),
            ("//evil.example/", PagePathError::Start),
            ("?a", PagePathError::Start),
            ("/a\nb", PagePathError::Characters),
            ("/a b", PagePathError::Characters),
            ("/\u{202e}", PagePathError::Characters),
            ("/Đường/", PagePathError::Characters),
            ("/<b>", PagePathError::Characters),
        ] {
            assert_eq!(PagePath::parse(text), Err(error), "{text:?}");
        }
        assert_eq!(PagePath::parse(&format!("/{}", "a".repeat(256))), Err(PagePathError::Long));
    }
}
