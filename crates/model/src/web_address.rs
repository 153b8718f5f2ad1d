//! Which addresses site.json may name. They land in links, in file names, in headers and in the configuration of servers, so only
//! plain ones are taken: what a browser would have to correct first is refused and told.

use crate::url;

/// Whether a text is an absolute http(s) address with a host: `https://xa.example/tin?a=1`.
pub(crate) fn is_web_address(text: &str) -> bool {
    // The resolver takes only http, https, mailto and tel, and checks the host; it would correct `https:/x` and `//x`.
    let is_plain = text.bytes().all(is_plain) && text.starts_with("http") && !has_dot_segment(text);
    is_plain && url::resolve("/", text).is_some_and(|resolved| resolved == text)
}

/// Whether a text is a path from the root of a site, perhaps with a query: `/tin-tuc/bai-cu.html`.
pub(crate) fn is_path(text: &str) -> bool {
    text.starts_with('/') && !text.starts_with("//") && text.bytes().all(is_plain) && !has_dot_segment(text)
}

/// Whether a text is what a link can lead to: an http(s) address, or a path from the root of the host.
#[must_use]
pub fn is_link(text: &str) -> bool {
    is_path(text) || is_web_address(text)
}

/// Whether a text can be the path of a site's root on its host: `/` or `/quangthanh/`. It becomes part of every address, and of
/// patterns in the configuration of servers.
#[must_use]
pub fn is_base_path(path: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~');
    path.starts_with('/')
        && path.ends_with('/')
        && !path.contains("//")
        && path.bytes().all(is_plain)
        && !has_dot_segment(path)
}

/// Whether a byte may stand in an address as it is. Letters of other languages may, since browsers encode them all alike.
fn is_plain(byte: u8) -> bool {
    byte > b' '
        && byte != 0x7f
        && !matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
        // The first bytes of C1 control characters and of what Unicode has for layout, and of the byte order mark.
        && !matches!(byte, 0xc2 | 0xe2 | 0xef)
}

/// Whether a segment of the path is `.` or `..`, also where the dots are encoded.
fn has_dot_segment(address: &str) -> bool {
    let path = url::cut(address, &['?', '#']).0;
    path.split('/').any(|segment| {
        let rest = segment.strip_prefix('.').or_else(|| dot(segment)).unwrap_or(segment);
        rest.len() < segment.len() && (rest.is_empty() || rest == "." || dot(rest) == Some(""))
    })
}

/// What follows an encoded dot.
fn dot(segment: &str) -> Option<&str> {
    segment.strip_prefix("%2e").or_else(|| segment.strip_prefix("%2E"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::url::Url;
    use proptest::prelude::*;

    const GOOD: [&str; 9] = [
        "https://xa.example/",
        "http://127.0.0.1:8081/",
        "https://xa.example",
        "https://xa.example/tin?a=1&b=2#c",
        "https://xã-quảng-thành.vn/bài",
        "https://[::1]:8080/",
        "https://xa.example/a%20b/..a/.b/c..",
        "https://xa.example/(a)/b,c;d=e",
        "https://localhost/?q=/../",
    ];

    const HOSTILE: [&str; 30] = [
        "",
        "xa-moi.example",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///C:/anh.jpg",
        "mailto:a@b.example",
        "//evil.example/",
        "\\\\evil.example\\",
        "https:/x.example/",
        "https:x.example",
        "https://",
        "https:///x.example/",
        " https://xa.example/",
        "https://xa.example/ ",
        "https://xa.example/a b",
        "https://xa.example/\n",
        "https://xa.example/\u{0}",
        "https://xa.example/\u{1b}[2J",
        "https://xa.example/\u{202e}",
        "https://xa.example/\u{a0}",
        "https://xa.example/\"onmouseover=\"x",
        "https://xa.example/'",
        "https://xa.example/<script>alert(1)</script>/",
        "https://xa.example/../",
        "https://xa.example/a/%2E./b",
        "https://xa.example\\@evil.example/",
        "https://user:pass@xa.example/",
    ];

    #[test]
    fn plain_addresses_are_taken_and_hostile_ones_are_not() {
        for text in GOOD {
            assert!(is_web_address(text), "{text}");
        }
        for text in HOSTILE {
            assert!(!is_web_address(text), "{text:?}");
            assert!(!is_path(text), "{text:?}");
            assert!(!is_base_path(text), "{text:?}");
        }
    }

    #[test]
    fn paths_stay_on_the_host_and_in_the_site() {
        for path in ["/", "/tin.html", "/a/b?c=d&e=../", "/a%20b", "/bài", "/...", "/.a"] {
            assert!(is_path(path), "{path}");
        }
        for path in
            ["a", "/a b", "/..", "/../a", "/a/..?x", "/a/./b", "/%2e%2e/a", "/.%2E", "/a\\b", "/\\evil.example", "/'"]
        {
            assert!(!is_path(path), "{path}");
        }
        for path in ["/", "/quangthanh/", "/a/b-c_d.e~f/"] {
            assert!(is_base_path(path), "{path}");
        }
        for path in
            ["", "a/", "/a", "//", "/a//b/", "/../", "/a/./", "/<script>/", "/a b/", "/a?b/", "/a#/", "/$a/", "/bài/"]
        {
            assert!(!is_base_path(path), "{path}");
        }
    }

    proptest! {
        /// What is taken means to a browser what it says: http(s), with the host that stands in it.
        #[test]
        fn a_browser_reads_the_same(text in "(https?:/{0,3}|javascript:|//|)[a-z.@:\\\\ /?#\"<>\t\u{a0}\u{202e}é%2]{0,16}") {
            if is_web_address(&text)
                && let Ok(url) = Url::parse(&text)
            {
                prop_assert!(matches!(url.scheme(), "http" | "https") && url.username().is_empty());
                let host = url::host(&text).unwrap();
                let alone = Url::parse(&format!("https://{host}/"));
                prop_assert!(alone.is_ok_and(|it| it.host() == url.host()));
            }
            if is_path(&text) {
                let joined = Url::parse("https://xa.example/").unwrap().join(&text).unwrap();
                prop_assert_eq!(joined.host_str(), Some("xa.example"));
            }
        }
    }
}
