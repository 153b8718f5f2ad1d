//! Resolves the addresses in feeds.
//!
//! The `url` crate implements the whole standard, but its Unicode tables would be a third of the portal's wasm. Feeds need five
//! forms and four schemes. Those are implemented here and tested against `url`.

/// Resolves `reference` against `base`, an http(s) URL or a path from the root. The result is absolute in the same sense.
///
/// `None` for every scheme except http, https, mailto and tel, however it is spelt: white space and control characters at the
/// ends, and tabs and newlines anywhere, are removed first, as browsers do (URL Standard, "basic URL parser").
#[must_use]
pub fn resolve(base: &str, reference: &str) -> Option<String> {
    let reference: String =
        reference.trim_matches(|c: char| c <= ' ').chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    if let Some((scheme, rest)) = split_scheme(&reference) {
        return match scheme.to_ascii_lowercase().as_str() {
            scheme @ ("http" | "https") => at_host(scheme, &forward_slashes(rest)),
            // Neither a mail address nor a number contains these.
            scheme @ ("mailto" | "tel") if !rest.contains(['"', '<', '>']) => Some(format!("{scheme}:{rest}")),
            _ => None,
        };
    }
    let reference = forward_slashes(&reference);
    let (origin, base_path) = split_origin(base)?;
    if let Some(host) = reference.strip_prefix("//") {
        let scheme = split_scheme(origin).map_or("https", |(scheme, _)| scheme);
        return at_host(scheme, host);
    }
    let (base_path, base_query) = cut(base_path, &['?', '#']);
    let (path, tail) = cut(&reference, &['?', '#']);
    if path.is_empty() {
        let query = if tail.starts_with('?') { "" } else { cut(base_query, &['#']).0 };
        return Some(format!("{origin}{base_path}{query}{tail}"));
    }
    let joined = if path.starts_with('/') {
        path.to_owned()
    } else {
        let folder = base_path.rfind('/').map_or("/", |at| &base_path[..=at]);
        format!("{folder}{path}")
    };
    Some(format!("{origin}{}{tail}", without_dots(&joined)))
}

/// The address of a picture: like [`resolve`], but only http and https, and https unless the host of `base` serves it. A page
/// under https does not load pictures over http, and each attempt is reported on the console.
#[must_use]
pub fn picture(base: &str, reference: &str) -> Option<String> {
    let address = resolve(base, reference)?;
    match address.strip_prefix("http://") {
        Some(rest) if host(base) != host(&address) => Some(format!("https://{rest}")),
        None if address.starts_with("mailto:") || address.starts_with("tel:") => None,
        _ => Some(address),
    }
}

/// A part of an address with its `%41` decoded. Bytes that are no UTF-8 become U+FFFD, and control characters are removed.
#[must_use]
pub fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digit = |at: usize| char::from(*after.get(at)?).to_digit(16);
        let coded = if *first == b'%' { digit(0).zip(digit(1)) } else { None };
        let byte = coded.and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.extend(chunk.valid().chars().filter(|c| !c.is_control()));
        if !chunk.invalid().is_empty() {
            out.push(char::REPLACEMENT_CHARACTER);
        }
    }
    out
}

/// Whether a path stays inside the folder that it is relative to: it is relative and has no `..` and no empty segment.
#[must_use]
pub fn is_inner_path(path: &str) -> bool {
    !path.contains(['\\', ':', '\0']) && !path.split('/').any(|part| part.is_empty() || part == "..")
}

/// The host of an absolute http address as [`resolve`] gives it, with its port; `None` for any other.
#[must_use]
pub fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    Some(cut(rest, &['/', '?', '#']).0)
}

/// An http address from what follows the colon of its scheme; browsers accept any number of slashes before the host. `None`
/// without a valid host, and for a host with a user name before it, which only deceptive links have.
fn at_host(scheme: &str, rest: &str) -> Option<String> {
    let rest = rest.trim_start_matches('/');
    let authority = cut(rest, &['/', '?', '#']).0;
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (authority, ""),
    };
    let is_host = !host.is_empty()
        && host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'[' | b']' | b':') || b > 127);
    (is_host && port.bytes().all(|b| b.is_ascii_digit())).then(|| format!("{scheme}://{rest}"))
}

/// The scheme and what follows its colon, if the text begins with a scheme.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    valid.then_some((scheme, rest))
}

/// `https://host` and the path behind it. The origin is empty if the base is a path from the root.
fn split_origin(base: &str) -> Option<(&str, &str)> {
    if base.starts_with('/') {
        return Some(("", base));
    }
    let host_at = host_at(base)?;
    let path_at = base.get(host_at..)?.find('/').map_or(base.len(), |at| host_at + at);
    let (origin, path) = base.split_at_checked(path_at)?;
    Some((origin, if path.is_empty() { "/" } else { path }))
}

/// The place behind the first `://`. Compares bytes, because searching for a string would add 2 kB to the widget's frame.
#[must_use]
pub fn host_at(address: &str) -> Option<usize> {
    address.as_bytes().windows(3).position(|it| it == b"://").map(|at| at + 3)
}

/// Splits a text before the first of some characters; the second part is empty if there is none.
#[must_use]
pub fn cut<'a>(text: &'a str, at: &[char]) -> (&'a str, &'a str) {
    text.find(at).and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""))
}

/// Browsers read `\` as `/` in http addresses, up to the query.
fn forward_slashes(text: &str) -> String {
    let (path, tail) = cut(text, &['?', '#']);
    format!("{}{tail}", path.replace('\\', "/"))
}

/// RFC 3986 §5.2.4, for a path that begins with `/`.
fn without_dots(path: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    out.pop();
                }
                if last {
                    out.push("");
                }
            }
            _ => out.push(segment),
        }
    }
    format!("/{}", out.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_forms_that_feeds_hold() {
        let base = "https://xa.example/portal/data/feed.json?v=2";
        for (reference, expected) in [
            ("../media/a.jpg", "https://xa.example/portal/media/a.jpg"),
            ("/media/a.jpg", "https://xa.example/media/a.jpg"),
            ("//cdn.example/a.jpg", "https://cdn.example/a.jpg"),
            ("HTTP://Other.example/a b", "http://Other.example/a b"),
            ("a/./b/../c?x=../y#z", "https://xa.example/portal/data/a/c?x=../y#z"),
            ("../../../../a", "https://xa.example/a"),
            ("..", "https://xa.example/portal/"),
            ("?v=3", "https://xa.example/portal/data/feed.json?v=3"),
            ("#muc-2", "https://xa.example/portal/data/feed.json?v=2#muc-2"),
            ("mailto:ubnd@xa.example", "mailto:ubnd@xa.example"),
            ("tel:0981085710", "tel:0981085710"),
            ("media\\a.jpg", "https://xa.example/portal/data/media/a.jpg"),
        ] {
            assert_eq!(resolve(base, reference).as_deref(), Some(expected), "{reference}");
        }
    }

    #[test]
    fn a_path_is_a_base_too() {
        assert_eq!(resolve("/quangthanh/data/feed.json", "../media/a.jpg").as_deref(), Some("/quangthanh/media/a.jpg"));
        assert_eq!(resolve("/data/feed.json", "//cdn.example/a").as_deref(), Some("https://cdn.example/a"));
        assert_eq!(resolve("/data/feed.json", "../../..").as_deref(), Some("/"));
        assert_eq!(resolve("data/feed.json", "a"), None, "a relative base has no root");
    }

    #[test]
    fn pictures_of_other_hosts_are_loaded_over_https() {
        let from = |base, reference| picture(base, reference);
        assert_eq!(from("/data/feed.json", "http://a.example/x.jpg").as_deref(), Some("https://a.example/x.jpg"));
        assert_eq!(from("http://a.example/f", "/x.jpg").as_deref(), Some("http://a.example/x.jpg"));
        assert_eq!(from("/data/feed.json", "../x.jpg").as_deref(), Some("/x.jpg"));
        assert_eq!(from("/data/feed.json", "mailto:a@b"), None);
    }

    #[test]
    fn percent_signs_are_decoded_where_they_can_be() {
        assert_eq!(percent_decoded("Quy%20ch%e1%BA%BF.pdf"), "Quy chế.pdf");
        assert_eq!(percent_decoded("100%-2%2"), "100%-2%2");
        assert_eq!(percent_decoded("a%00b%ffc"), "ab\u{fffd}c");
    }

    #[test]
    fn an_inner_path_leads_nowhere_else() {
        assert!(is_inner_path("data/feed.json") && is_inner_path("a.json"));
        for path in ["", "/etc/passwd", "../a", "a/../../b", "a//b", "c:/x", "a\\..\\b", "a/"] {
            assert!(!is_inner_path(path), "{path}");
        }
    }

    #[test]
    fn a_host_is_what_comes_before_the_path() {
        assert_eq!(host("https://evil.example:8080/x?@y"), Some("evil.example:8080"));
        assert_eq!(host("http://a.example"), Some("a.example"));
        assert_eq!(host("/a.example/"), None);
    }

    #[test]
    fn other_schemes_are_refused_however_they_are_spelt() {
        for reference in [
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript\r:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "blob:https://a/b",
            "file:///etc/passwd",
            "http:",
            "https:///",
            "https://ngan-hang.example@evil.example/",
            "//a:b@evil.example/",
            "http://javascript:alert(1)",
            "https://a b/",
            "https://a%0ab/",
            "tel:113\"><b>",
        ] {
            assert_eq!(resolve("https://xa.example/", reference), None, "{reference:?}");
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_url_crate(reference in "(\\.\\./|\\./|/|//[a-z]{1,4})?([a-z]{0,3}(/|/\\.\\./|/\\./|//)){0,4}[a-z]{0,3}(\\?[a-z/.]{0,4})?(#[a-z]{0,3})?") {
            // Browsers skip surplus slashes before a host; `url` reports an empty host.
            prop_assume!(!reference.starts_with("///"));
            let base = "https://xa.example/a/b/c.json";
            let theirs = url::Url::parse(base).unwrap().join(&reference).ok();
            let ours = resolve(base, &reference).map(|ours| url::Url::parse(&ours).unwrap());
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn only_four_schemes_come_out(reference in any::<String>()) {
            if let Some(url) = resolve("https://xa.example/a/", &reference) {
                prop_assert!(["http://", "https://", "mailto:", "tel:"].iter().any(|s| url.starts_with(s)), "{}", url);
            }
        }
    }
}
