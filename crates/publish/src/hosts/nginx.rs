//! nginx: a file to include in a `server` block whose `root` is the site's folder, or contains it under the base path.

use super::pattern::{FRAME_PROGRAM, any_of, hidden, literal};
use super::policy::{COMPRESSED, Header, HostPolicy, MEDIA_FOLDERS, OldAddress, SHARED_FOLDERS, cache};
use crate::paths;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use trang_xa::data::address;

/// The text of `nginx.conf`.
pub(crate) fn write(policy: &HostPolicy) -> String {
    let base = &policy.base;
    format!(
        "# Written by trangxa. Include it in the server block that serves this folder.\n\
         error_page 404 {base}404.html;\n\
         charset utf-8;\n\
         gzip on;\n\
         gzip_vary on;\n\
         gzip_types {compressed};\n\
         {locations}\
         location ~ \"{hidden}\" {{\n    return 404;\n}}\n\
         {redirects}",
        compressed = COMPRESSED.join(" "),
        locations = locations(policy),
        hidden = hidden(base),
        redirects = redirects(policy),
    )
}

/// The types of the programs. nginx knows `application/wasm` only since 1.21.6, and a block with types of its own inherits none.
const PROGRAM_TYPES: &str = "    types { application/wasm wasm; text/javascript js; }\n";

fn locations(policy: &HostPolicy) -> String {
    let (base, headers) = (&policy.base, policy.page_headers());
    let (root, hashed, media) = (literal(base), any_of(&policy.hashed), MEDIA_FOLDERS.join("|"));
    let mut out = location(base, &headers, cache::REVALIDATE, "");
    // With `^~` and `=` no regular expression, ours or the operator's, takes precedence over a block.
    let well_known = format!("{root}{}", literal(paths::WELL_KNOWN));
    let inner = format!(
        "    default_type text/plain;\n    location ~ ^{well_known}(.*/)?\\. {{\n        return 404;\n    }}\n"
    );
    out += &location(&format!("^~ {base}{}", paths::WELL_KNOWN), &headers, cache::REVALIDATE, &inner);
    let manifest = "    types { application/manifest+json webmanifest; }\n";
    out += &location(&format!("= {base}{}", paths::MANIFEST), &headers, cache::REVALIDATE, manifest);
    // nginx does not know the type of calendars, and telephones offer to subscribe by the type.
    let calendars = "    types { text/calendar ics; }\n";
    let files = literal(address::CALENDAR_FILES);
    out += &location(&format!("~ ^{root}{files}[a-z0-9-]+\\.ics$"), &headers, cache::REVALIDATE, calendars);
    out += &location(&format!("~ ^{root}({hashed})$"), &headers, cache::FOR_GOOD, PROGRAM_TYPES);
    // Of beginnings, the longest that matches counts.
    for folder in paths::HASHED_FOLDERS {
        out += &location(&format!("^~ {base}{folder}"), &headers, cache::FOR_GOOD, "");
    }
    out += &location(&format!("~ ^{root}({media})/"), &headers, cache::MEDIA, "");
    if policy.frames.is_some() {
        let framed = policy.frame_headers();
        let program = location(&format!("~ /{FRAME_PROGRAM}$"), &framed, cache::FOR_GOOD, PROGRAM_TYPES);
        let program: String = program.lines().map(|line| format!("    {line}\n")).collect();
        out += &location(&format!("^~ {base}{}", paths::FRAMES), &framed, cache::REVALIDATE, &program);
        let shared = policy.shared_headers();
        for loader in paths::LOADERS {
            out += &location(&format!("= {base}{loader}"), &shared, cache::LOADER, "");
        }
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

/// The redirects: a block for each path, in which the query chooses. A location cannot match a query.
fn redirects(policy: &HostPolicy) -> String {
    let mut by_path: BTreeMap<&str, Vec<&OldAddress>> = BTreeMap::new();
    for old in &policy.old_addresses {
        by_path.entry(&old.path).or_default().push(old);
    }
    let mut out = String::new();
    for (path, mut all) in by_path {
        // The one without a query comes last, because it redirects what is left.
        all.sort_by_key(|old| old.query.is_none());
        let _ = writeln!(out, "location = \"{}{path}\" {{", policy.base);
        for OldAddress { query, target, .. } in all {
            let _ = match query {
                Some(query) => writeln!(out, "    if ($args = \"{query}\") {{ return 301 \"{target}\"; }}"),
                None => writeln!(out, "    return 301 \"{target}\";"),
            };
        }
        out.push_str("}\n");
    }
    out
}
