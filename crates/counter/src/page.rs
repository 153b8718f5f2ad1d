//! The path of a page, as it is given in a hit, and which paths are those of one page.

use std::fmt;
use trangxa_messages::counter as say;
use trangxa_model::route::Route;

/// The maximum length of a path, in bytes. The longest path that the publisher generates has about 100.
const MAX_BYTES: usize = 256;

/// A path below the root of a site. It begins with `/` and has no query and no fragment.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PagePath(Box<str>);

/// Why a text is not accepted as the path of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PagePathError {
    /// It does not begin with exactly one slash.
    #[error("{}", say::PathStart)]
    Start,
    /// It is longer than [`MAX_BYTES`].
    #[error("{}", say::PathLong { bytes: MAX_BYTES })]
    Long,
    /// It contains a character that a browser would have percent-encoded.
    #[error("{}", say::PathCharacters)]
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

    /// The page of a site at this path, in the one form in which it is counted. `folder` is the folder that the site lies in,
    /// without slashes, or empty. `None` if the path is not that of a page that the portal has.
    ///
    /// The portal gives the path below its root. Others may give the whole path of the address, so the folder is removed if what
    /// remains is a page and the whole is not.
    #[must_use]
    pub fn route(&self, folder: &str) -> Option<Self> {
        let plain = self.normalized();
        let page = |path: &str| Some(Route::parse(path)).filter(|route| *route != Route::NotFound);
        let below = plain.0.trim_start_matches('/').strip_prefix(folder).filter(|_| !folder.is_empty());
        let below = below.filter(|below| below.is_empty() || below.starts_with('/'));
        // A folder of one segment looks like a page of that name.
        let whole = page(&plain.0).filter(|route| below.is_none() || !matches!(route, Route::Standing(_)));
        let route = whole.or_else(|| page(below?))?;
        Some(Self(format!("/{}", route.path()).into()))
    }

    /// The same path without what makes no difference: letters, digits, `-`, `.`, `_` and `~` are not percent-encoded (RFC 3986, 6.2.2.2),
    /// slashes are single, and there is no `index.html` at the end.
    #[must_use]
    pub fn normalized(&self) -> Self {
        let mut path = String::with_capacity(self.0.len());
        let mut rest = &*self.0;
        while let Some(c) = rest.chars().next() {
            let code = rest.strip_prefix('%').and_then(|code| code.get(..2));
            let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
            match (code, byte.map(char::from)) {
                (Some(_), Some(c)) if c.is_ascii_alphanumeric() || "-._~".contains(c) => path.push(c),
                (Some(code), Some(_)) => path.extend(['%'].into_iter().chain(code.to_ascii_uppercase().chars())),
                _ if c == '/' && path.ends_with('/') => {}
                _ => path.push(c),
            }
            rest = &rest[if byte.is_some() { 3 } else { c.len_utf8() }..];
        }
        if path.ends_with("/index.html") {
            path.truncate(path.len() - "index.html".len());
        }
        Self(path.into())
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
    fn one_page_has_one_form() {
        let route =
            |text: &str, folder: &str| PagePath::parse(text).unwrap().route(folder).map(|path| path.to_string());
        for text in [
            "/bai/hop-dan/",
            "/bai/hop-dan",
            "/bai/hop-dan/index.html",
            "/bai/hop-dan/?fbclid=1",
            "/%62ai/hop%2Ddan/",
            "/%62ai/hop%2ddan/",
            "/bai//hop-dan//",
            "/BAI/Hop-Dan/",
            "/quangthanh/bai/hop-dan/",
            "/quangthanh//bai/hop-dan/index.html#a",
        ] {
            assert_eq!(route(text, "quangthanh").as_deref(), Some("/bai/hop-dan/"), "{text}");
        }
        for (text, page) in [
            ("/", "/"),
            ("/index.html", "/"),
            ("/quangthanh", "/"),
            ("/quangthanh/", "/"),
            ("/quangthanh/index.html", "/"),
            ("/quangthanh/tthc/", "/tthc/"),
            ("/quangthanh/gioi-thieu/", "/gioi-thieu/"),
            ("/gioi-thieu/", "/gioi-thieu/"),
            ("/tin/trang/2/", "/tin/trang/2/"),
            ("/quangthanh-2/", "/quangthanh-2/"),
        ] {
            assert_eq!(route(text, "quangthanh").as_deref(), Some(page), "{text}");
        }
        assert_eq!(route("/tinh/xa/tthc/", "tinh/xa").as_deref(), Some("/tthc/"), "a folder in a folder");
        assert_eq!(
            route("/tin/", "tin").as_deref(),
            Some("/tin/"),
            "the list of news of a site in a folder of that name"
        );
    }

    #[test]
    fn other_paths_are_no_pages() {
        for text in [
            "/wp-login.php",
            "/bai/hop_dan/",
            "/bai/a/b/",
            "/%C4%91/",
            "/%2e%2e/",
            "/bai/hop%2fdan/",
            "/bai/a%",
            "/404.html",
        ] {
            assert_eq!(PagePath::parse(text).unwrap().route(""), None, "{text}");
        }
        assert_eq!(PagePath::parse("/quangthanh/tthc/").unwrap().route(""), None, "another site's folder");
    }

    #[test]
    fn paths_of_other_sites_are_compared_after_decoding() {
        for (text, normal) in [
            ("/a/%7euser/index.html", "/a/~user/"),
            ("/T%c3%adn//a", "/T%C3%ADn/a"),
            ("/100%", "/100%"),
            ("/%zz/%4", "/%zz/%4"),
            ("/myindex.html", "/myindex.html"),
        ] {
            assert_eq!(PagePath::parse(text).unwrap().normalized().as_str(), normal, "{text}");
        }
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
