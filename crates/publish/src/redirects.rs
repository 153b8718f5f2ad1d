//! Addresses of the site that was here before: pages that lead on, and the rules by which a host answers at once.

use crate::files::{Files, decoded};
use crate::finding::{Finding, Kind};
use crate::plan::Plan;
use crate::source::Source;
use std::fmt::Write as _;
use trang_xa::data::address;
use trangxa_model::html::escape;
use trangxa_model::site::Redirect;

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
    /// Takes the redirects of site.json, but for those whose address is taken by a page, a document, or a file of the site.
    pub fn new(source: &Source, plan: &Plan, files: &dyn Files) -> (Self, Vec<Finding>) {
        let written = plan.files();
        let is_taken = |file: &str| written.contains(file) || files.has(file) == Some(true);
        let mut redirects = Self { base: source.base.clone(), all: Vec::new() };
        let mut findings = Vec::new();
        for (i, redirect) in source.site.redirects.iter().enumerate() {
            let mut say = |message: String| {
                findings.push(Finding::new(Kind::RedirectUnused, address::SITE, format!("redirects[{i}]"), message));
            };
            match redirects.planned(source, redirect, &is_taken) {
                Ok(planned) => {
                    if planned.query.is_some() {
                        let from = &redirect.from;
                        say(format!(
                            "{from} has a query, which only nginx and Apache can look at; elsewhere it leads nowhere"
                        ));
                    }
                    redirects.all.push(planned);
                }
                Err(reason) => say(format!("{}: {reason}; not redirected", redirect.from)),
            }
        }
        let rounds: Vec<usize> = (0..redirects.all.len()).filter(|i| redirects.leads_round(*i)).collect();
        for i in rounds.iter().rev() {
            let message = format!("/{}: leads round in a circle; not redirected", redirects.all[*i].path);
            findings.push(Finding::new(Kind::RedirectUnused, address::SITE, "redirects", message));
            redirects.all.remove(*i);
        }
        (redirects, findings)
    }

    fn planned(
        &self,
        source: &Source,
        redirect: &Redirect,
        is_taken: &dyn Fn(&str) -> bool,
    ) -> Result<Planned, &'static str> {
        let (path, query) = match redirect.from.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (redirect.from.as_str(), None),
        };
        let path = decoded(&path[1..]).ok_or("leads out of the site, or cannot be decoded")?;
        // Decoded it becomes a file's name and a line of a server's configuration.
        if path.contains(|c: char| {
            c.is_control() || matches!(c, '"' | '\'' | '\\' | ';' | '{' | '}' | '$' | '<' | '>' | '`')
        }) {
            return Err("holds signs that no address has");
        }
        let file = file(&path);
        let is_known = |other: &Planned| self::file(&other.path) == file && other.query == query;
        if self.all.iter().any(is_known) {
            return Err("stands in an earlier one too");
        }
        // The file itself, or one in the place of a folder that it would lie in.
        let in_the_way = file.match_indices('/').map(|(at, _)| &file[..at]).chain([file.as_str()]).any(is_taken);
        if query.is_none() && in_the_way {
            return Err("the site itself has something there");
        }
        let href = match redirect.to.strip_prefix('/') {
            Some(rest) => format!("{}{rest}", source.base),
            None => redirect.to.clone(),
        };
        let address = source.absolute(&href);
        Ok(Planned { path, query, href, address })
    }

    /// Whether a redirect comes back to itself along others.
    fn leads_round(&self, start: usize) -> bool {
        let mut at = start;
        for _ in 0..=self.all.len() {
            let target = self.all[at].href.strip_prefix(&self.base).and_then(decoded).map(|path| file(&path));
            let next = self.all.iter().position(|it| it.query.is_none() && Some(file(&it.path)) == target);
            match next {
                Some(next) if next == start => return true,
                Some(next) => at = next,
                None => return false,
            }
        }
        false
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
pub fn pattern(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '.' | '+' | '*' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '$' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
