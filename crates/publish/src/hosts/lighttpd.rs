//! lighttpd: a file to include where `server.document-root` is the site's folder, or contains it under the base path.
//! <https://redmine.lighttpd.net/projects/lighttpd/wiki>

use super::pattern::{FRAME_PROGRAM, any_of, hidden, literal};
use super::policy::{
    CACHE_CONTROL, COMPRESSED, Header, HostPolicy, MEDIA_FOLDERS, SHARED_FOLDERS, TYPES, cache, content_type,
};
use crate::paths;
use std::fmt::Write as _;

/// The text of `lighttpd.conf`.
pub(crate) fn write(policy: &HostPolicy) -> String {
    let root = literal(&policy.base);
    let types = TYPES.iter().map(|(ending, kind)| format!("    \"{ending}\" => \"{}\",\n", content_type(kind)));
    let compressed = COMPRESSED.iter().map(|kind| format!("    \"{kind}\",\n"));
    format!(
        "# Written by trangxa. Include it where server.document-root is the folder that this site is in.\n\
         index-file.names = ( \"index.html\" )\n\
         mimetype.assign = (\n{types}    \"\" => \"application/octet-stream\",\n)\n\
         deflate.mimetypes = (\n    \"text/html\",\n{compressed})\n\
         deflate.allowed-encodings = ( \"gzip\" )\n\
         $HTTP[\"url\"] =~ \"^{root}\" {{\n{headers}}}\n\
         $HTTP[\"url\"] =~ \"{hidden}\" {{\n    url.access-deny = ( \"\" )\n}}\n\
         {redirects}",
        types = types.collect::<String>(),
        compressed = compressed.collect::<String>(),
        headers = headers(policy),
        hidden = hidden(&policy.base),
        redirects = redirects(policy),
    )
}

/// The headers. A list in a later block replaces that of an earlier one as a whole.
fn headers(policy: &HostPolicy) -> String {
    let (root, media, hashed) = (literal(&policy.base), MEDIA_FOLDERS.join("|"), any_of(&policy.hashed));
    let page = policy.page_headers().to_vec();
    let mut out = format!("    expire.url = ()\n{}", set(&page, Some(cache::REVALIDATE)));
    out += &when(&format!("^{root}({media})/"), &page, Some("access plus 1 days"));
    out += &when(&format!("^{root}({hashed})$"), &page, Some("access plus 12 months"));
    if policy.frames.is_some() {
        let (frame, shared) = (policy.frame_headers(), policy.shared_headers());
        let (folder, loaders) = (literal(paths::FRAMES), any_of(&paths::LOADERS));
        out += &when(&format!("^{root}{folder}"), &frame, None);
        out += &when(&format!("^{root}{folder}{FRAME_PROGRAM}$"), &frame, Some("access plus 12 months"));
        out += &when(&format!("^{root}({loaders})$"), &shared, Some("access plus 1 days"));
        out += &when(&format!("^{root}({})/", SHARED_FOLDERS.join("|")), &shared, None);
    }
    for folder in paths::HASHED_FOLDERS {
        out += &when(&format!("^{root}{folder}"), &page, Some("access plus 12 months"));
    }
    out
}

/// A block for the addresses that match a pattern. `expires` is how long browsers may keep a file: mod_expire sends it with files
/// only, where mod_setenv would send it with the page for a missing file too.
fn when(pattern: &str, headers: &[Header<'_>], expires: Option<&str>) -> String {
    let caching = if expires.is_some() { None } else { Some(cache::REVALIDATE) };
    let expires = expires.map(|time| format!("    expire.url = ( \"\" => \"{time}\" )\n")).unwrap_or_default();
    let inner: String = (set(headers, caching) + &expires).lines().map(|line| format!("    {line}\n")).collect();
    format!("    $HTTP[\"url\"] =~ \"{pattern}\" {{\n{inner}    }}\n")
}

fn set(headers: &[Header<'_>], caching: Option<&str>) -> String {
    let all = headers.iter().copied().chain(caching.map(|value| (CACHE_CONTROL, value)));
    let lines: String = all.map(|(name, value)| format!("        \"{name}\" => \"{value}\",\n")).collect();
    format!("    setenv.set-response-header = (\n{lines}    )\n")
}

fn redirects(policy: &HostPolicy) -> String {
    let mut out = String::new();
    for old in &policy.old_addresses {
        // What follows `%` is the number of a group.
        let redirect = format!("url.redirect = ( \"\" => \"{}\" )", old.target.replace('%', "%%"));
        let _ = writeln!(out, "$HTTP[\"url\"] == \"{}{}\" {{", policy.base, old.path);
        let _ = match &old.query {
            Some(query) => {
                let pattern = normalized(query);
                writeln!(out, "    $HTTP[\"query-string\"] =~ \"^{pattern}$\" {{\n        {redirect}\n    }}")
            }
            None => writeln!(out, "    {redirect}"),
        };
        out.push_str("}\n");
    }
    out
}

/// A regular expression that matches a query as lighttpd normalizes it: it decodes what need not be encoded, encodes what browsers
/// should have encoded, and writes hex digits in capital letters.
fn normalized(query: &str) -> String {
    let is_unreserved = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    let mut out = String::new();
    let mut rest = query;
    while let Some(c) = rest.chars().next() {
        let hex = rest.strip_prefix('%').and_then(|rest| rest.get(..2));
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            let decoded = char::from(byte).to_string();
            out += &if is_unreserved(byte) { literal(&decoded) } else { format!("%{byte:02X}") };
            rest = &rest[3..];
            continue;
        }
        let pattern = literal(&c.to_string());
        let is_kept = c.is_ascii_alphanumeric() || "-._~!'()*;:@&=+,/?".contains(c);
        out += &if is_kept { pattern } else { format!("(?:{pattern}|%{:02X})", u32::from(c)) };
        rest = &rest[c.len_utf8()..];
    }
    out
}
