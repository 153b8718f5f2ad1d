//! Web addresses as they are sent to a server.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What a request line must not contain as it is. `%` is not in it: addresses may be encoded already.
const ENCODED: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// Whether a text is an `http` or `https` address.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    ["http://", "https://"].iter().any(|s| text.get(..s.len()).is_some_and(|start| start.eq_ignore_ascii_case(s)))
}

/// The form of an address in a request: without fragment, and ASCII only. Feeds often contain addresses with Vietnamese
/// letters and spaces. `None` if it is no web address.
pub(crate) fn request_form(url: &str) -> Option<String> {
    let url = url.trim();
    if !is_web_address(url) {
        return None;
    }
    let without_fragment = url.split('#').next()?;
    Some(utf8_percent_encode(without_fragment, ENCODED).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_contain_only_ascii() {
        assert_eq!(
            request_form(" https://xa.example/ảnh 1.jpg?a=1&b=%20#x").as_deref(),
            Some("https://xa.example/%E1%BA%A3nh%201.jpg?a=1&b=%20")
        );
        assert_eq!(
            request_form("http://x.example/\"<>\\^`{|}\u{7f}").as_deref(),
            Some("http://x.example/%22%3C%3E%5C%5E%60%7B%7C%7D%7F")
        );
        for no in ["ftp://xa.example/", "/etc/passwd", "javascript:x", ""] {
            assert_eq!(request_form(no), None);
        }
    }
}
