//! The `_headers` file of a site, in the format of Cloudflare Pages and Netlify.

use hyper::header::{CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue};
use hyper::header::{TRANSFER_ENCODING, UPGRADE};

/// The rules in the order of the file. Lines that cannot be parsed are skipped, as those hosts do.
#[derive(Debug, Default)]
pub(crate) struct HeadersFile(Vec<HeaderRule>);

#[derive(Debug)]
struct HeaderRule {
    pattern: String,
    changes: Vec<HeaderChange>,
}

#[derive(Debug)]
enum HeaderChange {
    Set(HeaderName, HeaderValue),
    Remove(HeaderName),
}

impl HeadersFile {
    /// Parses the text of the file.
    pub(crate) fn parse(text: &str) -> Self {
        let mut rules: Vec<HeaderRule> = Vec::new();
        for line in text.lines() {
            let content = line.trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            if !line.starts_with([' ', '\t']) {
                rules.push(HeaderRule { pattern: content.to_owned(), changes: Vec::new() });
            } else if let (Some(rule), Some(change)) = (rules.last_mut(), HeaderChange::parse(content)) {
                rule.changes.push(change);
            }
        }
        Self(rules)
    }

    /// Applies every rule whose pattern matches `path`, which includes the base path. As on Cloudflare Pages, the first value for a
    /// name replaces the host's own header, and each further value is sent in addition, unless its rule removes the earlier ones.
    pub(crate) fn apply(&self, path: &str, headers: &mut HeaderMap) {
        let mut set_by_file: Vec<&HeaderName> = Vec::new();
        for change in self.0.iter().filter(|rule| matches(&rule.pattern, path)).flat_map(|rule| &rule.changes) {
            match change {
                HeaderChange::Remove(name) => {
                    headers.remove(name);
                }
                HeaderChange::Set(name, value) if set_by_file.contains(&name) => {
                    headers.append(name, value.clone());
                }
                HeaderChange::Set(name, value) => {
                    headers.insert(name, value.clone());
                    set_by_file.push(name);
                }
            }
        }
    }
}

impl HeaderChange {
    fn parse(content: &str) -> Option<Self> {
        let change = if let Some(name) = content.strip_prefix('!') {
            Self::Remove(name.trim().parse().ok()?)
        } else {
            let (name, value) = content.split_once(':')?;
            let value = HeaderValue::from_bytes(value.trim().as_bytes()).ok()?;
            Self::Set(name.trim().parse().ok()?, value)
        };
        let (Self::Set(name, _) | Self::Remove(name)) = &change;
        // These headers belong to the connection; hosts do not let a file change them.
        let framing = [CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, TRANSFER_ENCODING, UPGRADE];
        (!framing.contains(name)).then_some(change)
    }
}

/// Whether `path` matches `pattern`. Each `*` matches any text, including slashes and the empty text.
fn matches(pattern: &str, path: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let Some(last) = parts.next_back() else {
        return rest.is_empty();
    };
    for part in parts {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(text: &str, path: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("cache-control", HeaderValue::from_static("host"));
        HeadersFile::parse(text).apply(path, &mut headers);
        headers
    }

    #[test]
    fn an_asterisk_matches_at_the_end_in_the_middle_or_alone() {
        assert!(matches("/q/*", "/q/") && matches("/q/*", "/q/a/b.js"));
        assert!(!matches("/q/*", "/q") && !matches("/q/*", "/r/a"));
        assert!(matches("/q/*.wasm", "/q/pkg/app.wasm"));
        assert!(!matches("/q/*.wasm", "/q/app.wasm.map"));
        assert!(matches("/a/*/c/*", "/a/b/c/d") && !matches("/a/*/c/*", "/a/b/d"));
        assert!(matches("*", "/") && matches("/x", "/x") && !matches("/x", "/x/"));
        assert!(!matches("/ab*ba", "/aba"), "the two ends must not overlap");
    }

    #[test]
    fn later_rules_add_values_and_an_exclamation_mark_removes_them() {
        let text = "# head\n/*\n  Cache-Control: no-cache\n  X-A: 1\n  X-B: 1\n\n\
                    /pkg/*\n\t! Cache-Control\n\tcache-control: immutable\n  ! X-A\n  X-B: 2\n";
        let page = applied(text, "/");
        assert_eq!(page["cache-control"], "no-cache");
        assert_eq!(page["x-a"], "1");
        let wasm = applied(text, "/pkg/a.wasm");
        assert_eq!(wasm["cache-control"], "immutable");
        assert_eq!(wasm.get_all("cache-control").iter().count(), 1);
        assert!(!wasm.contains_key("x-a"));
        assert_eq!(wasm.get_all("x-b").iter().collect::<Vec<_>>(), ["1", "2"], "both values are sent");
    }

    #[test]
    fn values_may_contain_colons_and_a_name_may_have_two_values() {
        let headers = applied("/\n  Link: <http://a/>\n  Link: <http://b/>\n", "/");
        let links: Vec<_> = headers.get_all("link").iter().collect();
        assert_eq!(links, ["<http://a/>", "<http://b/>"]);
    }

    #[test]
    fn unreadable_lines_and_framing_headers_are_skipped() {
        let headers = applied("  X-Orphan: 1\n/*\n  no colon\n  b@d: 1\n  Content-Length: 3\n  X-Good: 1\n", "/");
        assert_eq!(headers.len(), 2);
        assert_eq!(headers["x-good"], "1");
    }
}
