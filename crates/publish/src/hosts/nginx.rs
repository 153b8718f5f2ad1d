//! nginx: a file to include in a `server` block whose `root` is the site's folder, or contains it under the base path.

use super::pattern::{FRAME_PROGRAM, any_of, literal};
use super::policy::{FOR_ALL_ORIGINS, Header, HostPolicy, MEDIA_FOLDERS, NO_SNIFFING, SHARED_FOLDERS, cache, encoded};
use crate::paths;
use std::fmt::Write as _;

/// The text of `nginx.conf`.
pub(crate) fn write(policy: &HostPolicy) -> String {
    let base = &policy.base;
    let root = literal(base);
    format!(
        "# Written by trangxa. Include it in the server block that serves this folder.\n\
         # nginx before 1.21.6 does not know application/wasm: add it to its mime.types.\n\
         error_page 404 {base}404.html;\n\
         charset utf-8;\n\
         gzip on;\n\
         gzip_types text/css text/javascript application/javascript application/json application/wasm image/svg+xml;\n\
         {locations}\
         location ~ ^{root}(nginx\\.conf|_headers|\\.) {{\n    return 404;\n}}\n\
         {redirects}",
        locations = locations(policy),
        redirects = redirects(policy),
    )
}

fn locations(policy: &HostPolicy) -> String {
    let (base, headers) = (&policy.base, policy.page_headers());
    let (root, hashed, media) = (literal(base), any_of(&policy.hashed), MEDIA_FOLDERS.join("|"));
    let mut out = location(base, &headers, cache::REVALIDATE, "");
    out += &location(&format!("~ ^{root}({hashed})$"), &headers, cache::FOR_GOOD, "");
    out += &location(&format!("~ ^{root}({media})/"), &headers, cache::MEDIA, "");
    if let Some(frames) = &policy.frames {
        // With `^~` and `=` no regular expression, ours or the operator's, takes precedence over these blocks.
        let framed: Vec<Header<'_>> = frames.differing().into_iter().chain([NO_SNIFFING]).collect();
        let program = location(&format!("~ /{FRAME_PROGRAM}$"), &framed, cache::FOR_GOOD, "");
        let program: String = program.lines().map(|line| format!("    {line}\n")).collect();
        out += &location(&format!("^~ {base}{}", paths::FRAMES), &framed, cache::REVALIDATE, &program);
        let shared: Vec<Header<'_>> = headers.into_iter().chain([FOR_ALL_ORIGINS]).collect();
        out += &location(&format!("= {base}{}", paths::LOADER), &shared, cache::LOADER, "");
        for folder in SHARED_FOLDERS {
            out += &location(&format!("^~ {base}{folder}/"), &shared, cache::REVALIDATE, "");
        }
    }
    out
}

/// A `location` block with all headers: a block with an `add_header` of its own inherits none.
fn location(matching: &str, headers: &[Header<'_>], caching: &str, inner: &str) -> String {
    let headers: String =
        headers.iter().map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n")).collect();
    format!("location {matching} {{\n{headers}    add_header Cache-Control \"{caching}\";\n{inner}}}\n")
}

fn redirects(policy: &HostPolicy) -> String {
    let (mut out, base) = (String::new(), &policy.base);
    for old in &policy.old_addresses {
        let (path, target) = (&old.path, &old.target);
        let _ = match &old.query {
            // A location cannot match the query; `$request_uri` is the address as the browser sent it.
            Some(query) => {
                let path = encoded(path);
                writeln!(out, "if ($request_uri = \"{base}{path}?{query}\") {{ return 301 \"{target}\"; }}")
            }
            None => writeln!(out, "location = \"{base}{path}\" {{ return 301 \"{target}\"; }}"),
        };
    }
    out
}
