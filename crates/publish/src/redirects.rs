//! Addresses of the site that was here before: pages that lead on, and the rules by which a host answers at once.

use crate::files::decoded;
use crate::finding::{Finding, Kind};
use crate::source::Source;
use std::collections::HashSet;
use std::fmt::Write as _;
use trang_xa::data::address;
use trangxa_model::html::escape;

/// The redirects of a site that lead somewhere.
#[derive(Default)]
pub struct Redirects {
    base: String,
    all: Vec<Planned>,
}

struct Planned {
    /// Below the root, percent signs decoded; without the query.
    path: String,
    query: Option<String>,
    /// Where to go, as a link on this site.
    href: String,
    /// The same as the rest of the world writes it.
    address: String,
}

impl Redirects {
    /// Takes the redirects of site.json, but for those whose address is taken; `taken` are the files of the output.
    pub fn plan(source: &Source, taken: &HashSet<String>) -> (Self, Vec<Finding>) {
        let mut findings = Vec::new();
        let mut seen = HashSet::new();
        let mut all = Vec::new();
        for (i, redirect) in source.site.redirects.iter().enumerate() {
            let mut unused = |message: String| {
                findings.push(Finding::new(Kind::RedirectUnused, address::SITE, format!("redirects[{i}]"), message));
            };
            let (path, query) = match redirect.from.split_once('?') {
                Some((path, query)) => (path, Some(query.to_owned())),
                None => (redirect.from.as_str(), None),
            };
            let Some(path) = decoded(path.trim_start_matches('/')) else {
                unused(format!("{} cannot be decoded; not redirected", redirect.from));
                continue;
            };
            if !seen.insert(redirect.from.clone()) {
                unused(format!("{} stands in an earlier one too; the first one stays", redirect.from));
                continue;
            }
            if query.is_none() && taken.contains(&file(&path)) {
                unused(format!("the site itself has a page at {}; not redirected", redirect.from));
                continue;
            }
            if query.is_some() {
                let from = &redirect.from;
                unused(format!(
                    "{from} has a query, which only nginx and Apache can look at; elsewhere it leads nowhere"
                ));
            }
            let href = match redirect.to.strip_prefix('/') {
                Some(rest) => format!("{}{rest}", source.base),
                None => redirect.to.clone(),
            };
            let address = source.absolute(&href);
            all.push(Planned { path, query, href, address });
        }
        (Self { base: source.base.clone(), all }, findings)
    }

    /// The pages that stand at the old addresses: each with its file's path.
    pub fn pages(&self) -> impl Iterator<Item = (String, String)> {
        self.all.iter().filter(|it| it.query.is_none()).map(|it| (file(&it.path), page(it)))
    }

    /// Cloudflare Pages and Netlify: `_redirects`.
    pub fn underscore(&self) -> String {
        let mut out = String::new();
        for it in self.all.iter().filter(|it| it.query.is_none()) {
            let _ = writeln!(out, "{}{} {} 301", self.base, encoded(&it.path), it.href);
        }
        out
    }

    /// nginx: `location` blocks, and conditions for those with a query.
    pub fn nginx(&self) -> String {
        let mut out = String::new();
        for it in &self.all {
            let (base, path, href) = (&self.base, &it.path, &it.href);
            let _ = match &it.query {
                Some(query) => {
                    writeln!(
                        out,
                        "if ($request_uri = \"{base}{}?{query}\") {{ return 301 \"{href}\"; }}",
                        encoded(path)
                    )
                }
                None => writeln!(out, "location = \"{base}{path}\" {{ return 301 \"{href}\"; }}"),
            };
        }
        out
    }

    /// Apache: lines for `.htaccess`.
    pub fn apache(&self) -> String {
        let mut out = String::new();
        for it in self.all.iter().filter(|it| it.query.is_none()) {
            let _ =
                writeln!(out, "RedirectMatch 301 \"^{}{}$\" \"{}\"", pattern(&self.base), pattern(&it.path), it.href);
        }
        let with_query: Vec<_> = self.all.iter().filter_map(|it| Some((it, it.query.as_ref()?))).collect();
        if !with_query.is_empty() {
            out.push_str("<IfModule mod_rewrite.c>\n  RewriteEngine On\n");
            for (it, query) in with_query {
                let _ = writeln!(out, "  RewriteCond %{{QUERY_STRING}} \"^{}$\"", pattern(query));
                let _ = writeln!(out, "  RewriteRule \"^{}$\" \"{}\" [R=301,L,QSD,NE]", pattern(&it.path), it.href);
            }
            out.push_str("</IfModule>\n");
        }
        out
    }
}

/// The file behind a path: the path itself where it names a page, otherwise the folder's.
fn file(path: &str) -> String {
    if path.ends_with(".html") || path.ends_with(".htm") {
        path.to_owned()
    } else {
        let path = path.trim_end_matches('/');
        format!("{path}/index.html")
    }
}

fn page(it: &Planned) -> String {
    let (href, address) = (escape(&it.href), escape(&it.address));
    format!(
        "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"content-security-policy\" content=\"default-src 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Trang đã chuyển</title>\n<meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"canonical\" href=\"{address}\">\n<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n\
         </head>\n<body>\n<h1>Trang đã chuyển</h1>\n<p>Nội dung này nay ở <a href=\"{href}\">{address}</a>.</p>\n</body>\n</html>\n"
    )
}

fn encoded(path: &str) -> String {
    const KEPT: &percent_encoding::AsciiSet =
        &percent_encoding::NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    percent_encoding::utf8_percent_encode(path, KEPT).to_string()
}

/// A text as a regular expression that matches just it.
fn pattern(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '.' | '+' | '*' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '$' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
