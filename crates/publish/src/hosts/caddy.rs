//! Caddy: a file to import in the site block whose `root` is the site's folder, or contains it under the base path.
//! <https://caddyserver.com/docs/caddyfile>

use super::pattern::{any_of, literal};
use super::policy::{
    CACHE_CONTROL, COMPRESSED, FOR_ALL_ORIGINS, Header, HostPolicy, MEDIA_FOLDERS, SHARED_FOLDERS, cache,
};
use crate::paths;
use std::fmt::Write as _;
use trang_xa::data::address;

/// The text of `Caddyfile`.
pub(crate) fn write(policy: &HostPolicy) -> String {
    let base = &policy.base;
    let compressed: String = COMPRESSED.iter().map(|kind| format!("\t\theader Content-Type {kind}*\n")).collect();
    format!(
        "# Written by trangxa. Import it in the site block that serves this folder.\n\
         encode {base}* {{\n\tgzip\n\tmatch {{\n\t\theader Content-Type text/html*\n{compressed}\t}}\n}}\n\
         # Inside of this block directives keep their order, so that a later header replaces an earlier one.\n\
         route {base}* {{\n{headers}{hidden}{redirects}}}\n\
         handle_errors {{\n\
         \t@trangxa_missing {{\n\t\tpath {base}*\n\t\texpression `{{http.error.status_code}} == 404`\n\t}}\n\
         \theader @trangxa_missing Cache-Control \"{revalidate}\"\n\
         \trewrite @trangxa_missing {base}404.html\n\
         \tfile_server @trangxa_missing\n\
         }}\n",
        headers = headers(policy),
        hidden = hidden(base),
        redirects = redirects(policy),
        revalidate = cache::REVALIDATE,
    )
}

/// A group of paths and the headers of the files there. `name` is for the group's matcher.
struct Rule<'a> {
    name: &'static str,
    paths: Vec<String>,
    headers: Vec<Header<'a>>,
}

impl<'a> Rule<'a> {
    fn new(name: &'static str, paths: Vec<String>, headers: Vec<Header<'a>>) -> Self {
        Self { name, paths, headers }
    }
}

fn headers(policy: &HostPolicy) -> String {
    let base = &policy.base;
    let at = |path: &str| format!("{base}{path}");
    let below = |folder: &str| format!("{base}{folder}/*");
    let caching = |value| vec![(CACHE_CONTROL, value)];
    let mut rules = vec![
        Rule::new("manifest", vec![at(paths::MANIFEST)], vec![("Content-Type", "application/manifest+json")]),
        Rule::new(
            "calendars",
            vec![format!("{base}{}*.ics", address::CALENDAR_FILES)],
            vec![("Content-Type", "text/calendar; charset=utf-8")],
        ),
        Rule::new("hashed", policy.hashed.iter().map(|name| at(name)).collect(), caching(cache::FOR_GOOD)),
        Rule::new("media", MEDIA_FOLDERS.map(below).into(), caching(cache::MEDIA)),
        Rule::new(
            "named_by_content",
            paths::HASHED_FOLDERS.map(|folder| format!("{base}{folder}*")).into(),
            caching(cache::FOR_GOOD),
        ),
    ];
    if policy.frames.is_some() {
        let programs = policy.frame_programs.iter().map(|name| format!("{base}{}{name}", paths::FRAMES));
        let loaders = paths::LOADERS.map(at);
        let shared = SHARED_FOLDERS.map(below).into_iter().chain(loaders.clone()).collect();
        rules.extend([
            Rule::new("frames", vec![format!("{base}{}*", paths::FRAMES)], policy.frame_headers()),
            Rule::new("program", programs.collect(), caching(cache::FOR_GOOD)),
            Rule::new("loaders", loaders.into(), caching(cache::LOADER)),
            Rule::new("shared", shared, vec![FOR_ALL_ORIGINS]),
        ]);
    }
    let mut out = set("", policy.page_headers().into_iter().chain(caching(cache::REVALIDATE)));
    for Rule { name, paths, headers } in rules {
        let _ = writeln!(out, "\t@trangxa_{name} path {}", paths.join(" "));
        out += &set(&format!("@trangxa_{name} "), headers);
    }
    out
}

fn set<'a>(matcher: &str, headers: impl IntoIterator<Item = Header<'a>>) -> String {
    let lines = headers.into_iter().map(|(name, value)| format!("\t\t{name} \"{value}\"\n")).collect::<String>();
    format!("\theader {matcher}{{\n{lines}\t}}\n")
}

/// Answers 404 for what no reader asks for. Go's regular expressions cannot look ahead, so what is answered has its own.
fn hidden(base: &str) -> String {
    let files: Vec<&str> = super::paths().filter(|path| !path.starts_with('.')).collect();
    let (root, well_known) = (literal(base), literal(paths::WELL_KNOWN));
    format!(
        "\t@trangxa_hidden {{\n\
         \t\tpath_regexp (/\\.|^{root}({})$)\n\
         \t\tnot path_regexp ^{root}{well_known}([^./][^/]*/)*([^./][^/]*)?$\n\
         \t}}\n\
         \terror @trangxa_hidden 404\n",
        any_of(&files)
    )
}

/// The redirects: a map from old addresses to new ones, by path and query, and one by path.
fn redirects(policy: &HostPolicy) -> String {
    let (mut by_query, mut by_path) = (String::new(), String::new());
    for old in &policy.old_addresses {
        let address = format!("{}{}", policy.base, old.path);
        let _ = match &old.query {
            Some(query) => writeln!(by_query, "\t\t\"{address}?{query}\" \"{}\"", old.target),
            None => writeln!(by_path, "\t\t\"{address}\" \"{}\"", old.target),
        };
    }
    let map = |name: &str, source: &str, lines: &str| match lines {
        "" => String::new(),
        _ => format!(
            "\tmap {source} {{trangxa_{name}}} {{\n{lines}\t\tdefault \"\"\n\t}}\n\
             \t@trangxa_{name} not vars {{trangxa_{name}}} \"\"\n\
             \tredir @trangxa_{name} {{trangxa_{name}}} 301\n"
        ),
    };
    map("by_query", "{path}?{query}", &by_query) + &map("by_path", "{path}", &by_path)
}
