//! The addresses of an earlier site: each gets a page that forwards readers to the new address. Hosts that can redirect do so
//! without that page, by the rules in [`crate::hosts`].

use crate::files::{Files, decoded};
use crate::finding::{Finding, FindingKind};
use crate::hosts::OldAddress;
use crate::paths::file_of;
use crate::plan::Plan;
use crate::portable;
use crate::site_source::SiteSource;
use ::url::{Position, Url};
use percent_encoding::{CONTROLS, utf8_percent_encode};
use std::fmt::Display;
use trang_xa::data::address;
use trangxa_clean::text::escape;
use trangxa_messages::review as say;
use trangxa_model::site::Redirect;
use trangxa_model::url;

/// The redirects of a site that can be used.
#[derive(Default)]
pub(crate) struct Redirects {
    base: String,
    all: Vec<PlannedRedirect>,
}

struct PlannedRedirect {
    old: OldAddress,
    /// The target as an absolute URL.
    canonical: String,
    /// Whether a page at the old address leads on. Without one, only hosts that can redirect do.
    has_page: bool,
}

impl Redirects {
    /// Takes the redirects of site.json, without those whose address belongs to a page, a document or a file of the site, and
    /// without those that lead back to themselves. A finding names each of these.
    pub(crate) fn new(source: &SiteSource, plan: &Plan, files: &dyn Files) -> (Self, Vec<Finding>) {
        let written = plan.files();
        let is_taken = |file: &str| written.contains(file) || files.has(file) == Some(true);
        let mut redirects = Self { base: source.base.clone(), all: Vec::new() };
        // A site without redirects need not be listed. A folder that cannot be listed cannot be built either.
        let entries = if source.site.redirects.is_empty() { Vec::new() } else { files.entries().unwrap_or_default() };
        let mut names = plan.names();
        for entry in &entries {
            names.insert(&entry.path);
        }
        let mut findings = Vec::new();
        for (i, redirect) in source.site.redirects.iter().enumerate() {
            let from = &redirect.from;
            let mut find = |message: &dyn Display| {
                let place = format!("redirects[{i}]");
                findings.push(Finding::new(FindingKind::RedirectUnused, address::SITE, place, message));
            };
            match redirects.planned(source, redirect, &is_taken) {
                Ok(mut planned) => {
                    let file = file_of(&planned.old.path);
                    let twin = names.twin(&file).map(|twin| say::RedirectTwin { twin }.to_string());
                    if let Some(reason) = portable::problem(&file).or(twin).filter(|_| planned.has_page) {
                        planned.has_page = false;
                        find(&say::PartlyRedirected { from, reason });
                    } else if planned.has_page {
                        names.insert(&file);
                    }
                    if planned.old.query.is_some() {
                        find(&say::QueryRedirected { from });
                    }
                    redirects.all.push(planned);
                }
                Err(reason) => find(&say::NotRedirected { from, reason }),
            }
        }
        let circular: Vec<usize> = (0..redirects.all.len()).filter(|i| redirects.is_circular(*i)).collect();
        for i in circular.iter().rev() {
            let from = format_args!("/{}", redirects.all[*i].old.path);
            let message = say::NotRedirected { from, reason: say::RedirectCircular };
            findings.push(Finding::new(FindingKind::RedirectUnused, address::SITE, "redirects", message));
            redirects.all.remove(*i);
        }
        (redirects, findings)
    }

    /// Plans a redirect; fails with the reason why it cannot be used.
    fn planned(
        &self,
        source: &SiteSource,
        redirect: &Redirect,
        is_taken: &dyn Fn(&str) -> bool,
    ) -> Result<PlannedRedirect, &'static dyn Display> {
        let (path, query) = match redirect.from.split_once('?') {
            Some((path, query)) => (path, Some(ascii(query))),
            None => (redirect.from.as_str(), None),
        };
        let sent = ascii(&path[1..]);
        let path = decoded(&path[1..]).ok_or(&say::RedirectLeadsOut as &dyn Display)?;
        // The decoded path becomes the name of a file and a line in the configuration of a server.
        if path.contains(|c: char| {
            c.is_control() || matches!(c, '"' | '\'' | '\\' | ';' | '{' | '}' | '$' | '<' | '>' | '`')
        }) {
            return Err(&say::RedirectBadCharacter);
        }
        let file = file_of(&path);
        let is_same = |other: &PlannedRedirect| file_of(&other.old.path) == file && other.old.query == query;
        if self.all.iter().any(is_same) {
            return Err(&say::RedirectTwice);
        }
        // Taken is the file itself, or the name of a folder that it would lie in.
        let folders = file.match_indices('/').map(|(at, _)| &file[..at]);
        if query.is_none() && folders.chain([file.as_str()]).any(is_taken) {
            return Err(&say::RedirectTaken);
        }
        let target = match redirect.to.strip_prefix('/') {
            Some(rest) => format!("{}{}", source.base, ascii(rest)),
            None => ascii(&with_ascii_host(&redirect.to)),
        };
        let canonical = source.absolute(&target);
        let has_page = query.is_none();
        Ok(PlannedRedirect { old: OldAddress { path, sent, query, target }, canonical, has_page })
    }

    /// Whether following the redirects from this one leads back to it.
    fn is_circular(&self, start: usize) -> bool {
        let mut at = start;
        for _ in 0..=self.all.len() {
            let target = &self.all[at].old.target;
            let target = target.strip_prefix(&self.base).and_then(decoded).map(|path| file_of(&path));
            let next = self.all.iter().position(|it| it.old.query.is_none() && Some(file_of(&it.old.path)) == target);
            match next {
                Some(next) if next == start => return true,
                Some(next) => at = next,
                None => return false,
            }
        }
        false
    }

    /// The old addresses for the configuration of hosts.
    pub(crate) fn old_addresses(&self) -> Vec<OldAddress> {
        self.all.iter().map(|redirect| redirect.old.clone()).collect()
    }

    /// The pages at the old addresses: the path of each file below the site's root, and its text. An address with a query has no
    /// page, because a static host cannot choose by queries, nor has one whose file not every system can hold.
    pub(crate) fn pages(&self) -> impl Iterator<Item = (String, String)> {
        self.all.iter().filter(|it| it.has_page).map(|it| (file_of(&it.old.path), page(it)))
    }
}

/// The URL with its host as it is sent over the net: `xn--…` where the name is not ASCII.
fn with_ascii_host(address: &str) -> String {
    let host = url::host(address).filter(|host| !host.is_ascii());
    let ascii = host.and_then(|host| Url::parse(&format!("https://{host}/")).ok());
    let ascii = ascii.as_ref().map(|url| &url[Position::BeforeHost..Position::AfterPort]);
    match host.zip(ascii) {
        Some((host, ascii)) => address.replacen(host, ascii, 1),
        None => address.to_owned(),
    }
}

/// The address with every character percent-encoded that is not ASCII, as browsers send it.
fn ascii(address: &str) -> String {
    utf8_percent_encode(address, CONTROLS).to_string()
}

fn page(redirect: &PlannedRedirect) -> String {
    let (href, address) = (escape(&redirect.old.target), escape(&redirect.canonical));
    format!(
        "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"content-security-policy\" content=\"default-src 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Trang đã chuyển</title>\n<meta name=\"robots\" content=\"noindex\">\n\
         <link rel=\"canonical\" href=\"{address}\">\n<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n\
         </head>\n<body>\n<h1>Trang đã chuyển</h1>\n<p>Nội dung này nay ở <a href=\"{href}\">{address}</a>.</p>\n</body>\n</html>\n"
    )
}
