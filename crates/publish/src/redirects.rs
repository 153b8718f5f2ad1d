//! The addresses of an earlier site: each gets a page that forwards readers to the new address. Hosts that can redirect do so
//! without that page, by the rules in [`crate::hosts`].

use crate::files::{Files, decoded};
use crate::finding::{Finding, FindingKind};
use crate::hosts::OldAddress;
use crate::plan::Plan;
use crate::portable;
use crate::site_source::SiteSource;
use trang_xa::data::address;
use trangxa_clean::text::escape;
use trangxa_model::site::Redirect;

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
            let mut find = |message: String| {
                let place = format!("redirects[{i}]");
                findings.push(Finding::new(FindingKind::RedirectUnused, address::SITE, place, message));
            };
            match redirects.planned(source, redirect, &is_taken) {
                Ok(mut planned) => {
                    let file = file_of(&planned.old.path);
                    let twin = names.twin(&file).map(|twin| format!("Windows and macOS take it for /{twin}"));
                    if let Some(problem) = portable::problem(&file).or(twin).filter(|_| planned.has_page) {
                        planned.has_page = false;
                        find(format!("{from}: {problem}; only hosts that read a list of redirects redirect it"));
                    } else if planned.has_page {
                        names.insert(&file);
                    }
                    if planned.old.query.is_some() {
                        find(format!(
                            "{from} has a query; only nginx and Apache redirect it, other hosts ignore the entry"
                        ));
                    }
                    redirects.all.push(planned);
                }
                Err(reason) => find(format!("{from}: {reason}; not redirected")),
            }
        }
        let circular: Vec<usize> = (0..redirects.all.len()).filter(|i| redirects.is_circular(*i)).collect();
        for i in circular.iter().rev() {
            let message =
                format!("/{}: the redirects lead back to this address; not redirected", redirects.all[*i].old.path);
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
    ) -> Result<PlannedRedirect, &'static str> {
        let (path, query) = match redirect.from.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (redirect.from.as_str(), None),
        };
        let path = decoded(&path[1..]).ok_or("the address leads out of the site or cannot be decoded")?;
        // The decoded path becomes the name of a file and a line in the configuration of a server.
        if path.contains(|c: char| {
            c.is_control() || matches!(c, '"' | '\'' | '\\' | ';' | '{' | '}' | '$' | '<' | '>' | '`')
        }) {
            return Err("the address contains a character that is not allowed in addresses");
        }
        let file = file_of(&path);
        let is_same = |other: &PlannedRedirect| file_of(&other.old.path) == file && other.old.query == query;
        if self.all.iter().any(is_same) {
            return Err("an earlier entry redirects the same address");
        }
        // Taken is the file itself, or the name of a folder that it would lie in.
        let folders = file.match_indices('/').map(|(at, _)| &file[..at]);
        if query.is_none() && folders.chain([file.as_str()]).any(is_taken) {
            return Err("the site has a page or file at this address");
        }
        let target = match redirect.to.strip_prefix('/') {
            Some(rest) => format!("{}{rest}", source.base),
            None => redirect.to.clone(),
        };
        let canonical = source.absolute(&target);
        let has_page = query.is_none();
        Ok(PlannedRedirect { old: OldAddress { path, query, target }, canonical, has_page })
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

/// The file behind a path: the path itself where it ends in `.html` or `.htm`, otherwise the `index.html` of that folder.
fn file_of(path: &str) -> String {
    if path.ends_with(".html") || path.ends_with(".htm") {
        path.to_owned()
    } else {
        let path = path.trim_end_matches('/');
        format!("{path}/index.html")
    }
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
