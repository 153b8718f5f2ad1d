//! The path of a page, as a hit names it.

use std::fmt;

/// How long a path may be, in bytes. The longest a site makes itself is about 100.
const MAX_BYTES: usize = 256;

/// A path below a site's root: begins with `/`, without query and fragment.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PagePath(Box<str>);

/// Why a text is no path of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PagePathError {
    /// It does not begin with one slash.
    #[error("path: expected a path that begins with one \"/\"")]
    Start,
    /// It is too long.
    #[error("path: longer than {MAX_BYTES} bytes")]
    Long,
    /// It holds what no path holds.
    #[error("path: expected what a browser's location.pathname holds: ASCII, other characters as %XX")]
    Characters,
}

impl PagePath {
    /// Reads a path; what stands behind `?` or `#` may name a person, and is dropped.
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

    /// The path.
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
    fn what_is_no_path_says_why() {
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
