//! A site read as it would be published, and everything an operator should know about it.

use crate::PublishError;
use crate::clean;
use crate::files::{Files, WithoutSite, decoded};
use crate::finding::{Finding, Kind, Severity};
use crate::plan::Plan;
use crate::redirects::Redirects;
use crate::source::Source;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use trang_xa::data::address;
use trangxa_model::document::JsonDocument as _;
use trangxa_model::{Html, Timestamp, Visits, YearMonth, tthc, url, visits};

/// A page without news for this long is said to be asleep, in days.
const QUIET_DAYS: i64 = 90;
const DAY_S: i64 = 86_400;
/// Findings of a kind that a report lists unless it is asked for all.
const LISTED: usize = 10;

/// What was found in a site.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// Articles that would be published.
    pub articles: usize,
    /// What an operator should know, worst first.
    pub findings: Vec<Finding>,
}

/// Reads a site as the publisher would. Fails only where there is nothing to read.
pub fn check(files: &dyn Files, now: Timestamp) -> Result<Checked, PublishError> {
    // A host with only the app and a feed needs no site.json; a folder to build from does, and the report says so.
    let without = WithoutSite(files);
    let (source, has_site) = match Source::read(files, files.base(), None) {
        Err(PublishError::NoSite) => (Source::read(&without, without.base(), None)?, false),
        read => (read?, files.has_site()),
    };
    let plan = Plan::new(&source);
    let (redirects, unused) = Redirects::new(&source, &plan, files);
    let unreadable = |error: &trangxa_model::DocumentError| {
        Finding::new(Kind::Unreadable, &error.file, error.place.clone(), error.problem.to_string())
    };
    let mut findings: Vec<Finding> = source.errors.iter().map(unreadable).collect();
    let site_is_read = !source.errors.iter().any(|error| error.file == address::SITE);
    findings.extend(source.findings.iter().cloned());
    findings.extend(unused);
    findings.extend(broken_links(files, &source, &plan, &redirects));
    findings.extend(figures(&source, now));
    findings.extend(counter(files, &source, now));
    findings.extend(articles(&source, has_site, now));
    if files.has_site() && !has_site {
        let message = "there is none; plain mode does without, a build needs it";
        findings.push(Finding::new(Kind::PartMissing, address::SITE, "", message));
    }
    if site_is_read && has_site {
        findings.extend(parts(&source));
    }
    findings.sort_by_key(|finding| (finding.kind.severity(), finding.kind));
    Ok(Checked { articles: source.articles.len(), findings })
}

impl Checked {
    /// Whether an article or document is not published, or nothing can be.
    pub fn is_anything_lost(&self) -> bool {
        self.findings.iter().any(|finding| finding.kind.severity() <= Severity::Loss)
    }

    /// The report as text: by kind, worst first, with counts; ten of a kind unless `all`.
    pub fn text(&self, site: &str, all: bool) -> String {
        let mut out = format!("{site}: {} articles read.\n", self.articles);
        let mut by_kind: BTreeMap<(Severity, Kind), Vec<&Finding>> = BTreeMap::new();
        for finding in &self.findings {
            by_kind.entry((finding.kind.severity(), finding.kind)).or_default().push(finding);
        }
        let mut last = None;
        for ((severity, kind), found) in by_kind {
            if last != Some(severity) {
                let count = self.findings.iter().filter(|finding| finding.kind.severity() == severity).count();
                let _ = writeln!(out, "\n{} ({count})", heading(severity));
                last = Some(severity);
            }
            let _ = writeln!(out, "  {} × {}", found.len(), kind.heading());
            let shown = if all { found.len() } else { found.len().min(LISTED) };
            for finding in &found[..shown] {
                let _ = writeln!(out, "      {finding}");
            }
            if found.len() > shown {
                let _ = writeln!(out, "      and {} more; --all lists them", found.len() - shown);
            }
        }
        if self.findings.is_empty() {
            out.push_str("Nothing to say: everything in it is published as it is meant.\n");
        }
        out
    }

    /// The report for machines.
    pub fn json(&self, site: &str) -> Value {
        let mut counts = serde_json::Map::new();
        for severity in [Severity::Error, Severity::Loss, Severity::Fault, Severity::Advice] {
            let count = self.findings.iter().filter(|finding| finding.kind.severity() == severity).count();
            counts.insert(name(severity).to_owned(), count.into());
        }
        let finding = |finding: &Finding| {
            json!({
                "severity": name(finding.kind.severity()), "kind": finding.kind.code(),
                "file": finding.file, "place": finding.place, "message": finding.message,
            })
        };
        let findings: Vec<Value> = self.findings.iter().map(finding).collect();
        json!({"version": 1, "site": site, "articles": self.articles, "counts": counts, "findings": findings})
    }
}

fn heading(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "CANNOT BE READ",
        Severity::Loss => "LOST",
        Severity::Fault => "NOT AS IT WAS MEANT",
        Severity::Advice => "COULD BE BETTER",
    }
}

fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Loss => "loss",
        Severity::Fault => "fault",
        Severity::Advice => "advice",
    }
}

/// Links within the site that lead nowhere.
fn broken_links(files: &dyn Files, source: &Source, plan: &Plan, redirects: &Redirects) -> Vec<Finding> {
    let mut known = plan.files();
    known.extend(redirects.pages().map(|(file, _)| file));
    let is_broken = |address: &str| {
        let path = address.strip_prefix(&source.site.base_url).or_else(|| address.strip_prefix(&source.base))?;
        let path = decoded(path)?;
        let page = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.clone() };
        let is_there = [&path, &page, &format!("{path}/index.html")].into_iter().any(|it| known.contains(it));
        (!is_there && files.has(&path) == Some(false)).then_some(path)
    };
    let articles = source.articles.iter().map(|article| {
        let text = article.content.as_ref().map(Html::as_str).unwrap_or_default();
        (source.site.data.articles.as_str(), format!("article \"{}\"", article.id), text)
    });
    let standing = source.site.pages.iter().zip(&source.standing);
    let standing = standing.map(|(page, text)| (address::SITE, format!("page \"{}\"", page.id), text.as_str()));
    let mut found = Vec::new();
    for (file, place, text) in articles.chain(standing) {
        for path in clean::addresses(text, "href").into_iter().filter_map(|link| is_broken(&link)) {
            found.push(Finding::new(Kind::LinkBroken, file, place.clone(), format!("there is no /{path}")));
        }
    }
    for (i, redirect) in source.site.redirects.iter().enumerate() {
        if let Some(path) = is_broken(&redirect.to) {
            let place = format!("redirects[{i}].to");
            found.push(Finding::new(Kind::LinkBroken, address::SITE, place, format!("there is no /{path}")));
        }
    }
    found
}

/// What is wrong with figures and counters.
fn figures(source: &Source, now: Timestamp) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(file) = &source.tthc {
        for (place, it) in file.value.disagreements(source.site.merged()) {
            found.push(Finding::new(Kind::FiguresDisagree, &file.path, place, it.problem()));
        }
        let counted = YearMonth::of(file.value.updated_at);
        for period in file.value.periods.iter().filter(|period| Some(period.from) > counted) {
            let message = format!("{} had not begun at updated_at", period.span().address());
            let place = format!("periods[{}].from", period.index);
            found.push(Finding::new(Kind::FiguresDisagree, &file.path, place, message));
        }
        if tthc::is_stale(file.value.updated_at, now) {
            let message = format!("last renewed on {}, more than 45 days ago", file.value.updated_at.date());
            found.push(Finding::new(Kind::Stale, &file.path, "updated_at", message));
        }
    }
    if let Some((path, at)) = source.visits.as_ref().and_then(|file| Some((&file.path, file.value.generated_at?)))
        && now.unix() - at.unix() > DAY_S
    {
        let message = format!("last counted on {}, more than a day ago", at.date());
        found.push(Finding::new(Kind::Stale, path, "generated_at", message));
    }
    found
}

/// Whether what counts the visits answers, asked as a reader's browser does.
fn counter(files: &dyn Files, source: &Source, now: Timestamp) -> Option<Finding> {
    let counter = source.site.data.visits.as_ref().filter(|source| source.kind != visits::VisitsKind::File)?;
    let host = url::host(&source.site.base_url)?;
    // The browser's host name is without a port.
    let host = host.rsplit_once(':').map_or(host, |(name, port)| if port.contains(']') { host } else { name });
    let site = visits::site_id(host, &source.base);
    let address = counter.addresses(&utf8_percent_encode(&site, NON_ALPHANUMERIC).to_string(), now).swap_remove(0);
    if !files.reaches(&address) {
        return Some(Finding::new(Kind::NotLookedAt, address::SITE, "data.visits", address));
    }
    let hint = match counter.kind {
        visits::VisitsKind::GoatCounter => {
            "is \"Allow adding visitor counts on your website\" ticked in its settings, and the address right?"
        }
        _ => "is the address right, and is the counter started with --origin and this site's address?",
    };
    let read = files.read(&address).and_then(|bytes| {
        let Some(bytes) = bytes else { return Ok(false) };
        let ours = match counter.kind {
            visits::VisitsKind::GoatCounter => visits::of_goatcounter(&address, &[bytes], now)?.into_bytes(),
            _ => bytes,
        };
        Ok(Visits::read(&address, &ours).map(|_| true)?)
    });
    let message = match read {
        Ok(true) => return None,
        Ok(false) => format!("there are no numbers for {site}: {hint}"),
        Err(PublishError::Document(error)) => error.problem.to_string(),
        Err(error) => error.to_string(),
    };
    Some(Finding::new(Kind::CounterSilent, &address, "", message))
}

/// What articles lack.
fn articles(source: &Source, has_site: bool, now: Timestamp) -> Vec<Finding> {
    let file = source.site.data.articles.as_str();
    let mut found = Vec::new();
    let mut unnamed: HashMap<&str, usize> = HashMap::new();
    for article in &source.articles {
        let place = || format!("article \"{}\"", article.id);
        if article.authors.is_empty() && article.source.is_none() && !source.is_listed {
            found.push(Finding::new(Kind::AuthorMissing, file, place(), article.title.clone()));
        }
        if article.content.is_none() && !source.is_listed {
            found.push(Finding::new(Kind::TextMissing, file, place(), article.title.clone()));
        }
        let text = article.content.as_ref().map(Html::as_str).unwrap_or_default();
        let silent = text.matches(" alt=\"\"").count();
        if silent > 0 {
            let message = format!("{silent} without alt text in \"{}\"", article.title);
            found.push(Finding::new(Kind::AltMissing, file, place(), message));
        }
        if let Some(id) = article.category.as_ref().filter(|id| source.site.category(id).is_none() && has_site) {
            *unnamed.entry(id.as_str()).or_default() += 1;
        }
    }
    let mut unnamed: Vec<_> = unnamed.into_iter().collect();
    unnamed.sort_unstable();
    for (id, count) in unnamed {
        let message = format!("\"{id}\" has {count} articles; name it, so that it stands in the menu");
        found.push(Finding::new(Kind::CategoryUnnamed, address::SITE, "categories", message));
    }
    if let Some(newest) = source.articles.iter().filter_map(|article| article.published).max()
        && source.site.archive.is_none()
        && now.unix() - newest.unix() > QUIET_DAYS * DAY_S
    {
        let message = format!("the newest article is of {}, more than {QUIET_DAYS} days ago", newest.date());
        found.push(Finding::new(Kind::Stale, file, "", message));
    }
    found
}

/// Parts that people and rules expect of a commune's page: whose it is, who answers for it, and how to reach them.
fn parts(source: &Source) -> Vec<Finding> {
    let site = &source.site;
    let has_page = |words: [&str; 2]| {
        let says = |page: &trangxa_model::site::Page| {
            words.iter().any(|word| page.id.as_str().contains(word) || page.title.contains(word))
        };
        site.pages.iter().any(says)
    };
    let missing = [
        (site.editor.is_none(), "editor", "who answers for the content (footer)"),
        (site.contact.address.is_none(), "contact.address", "the postal address (footer)"),
        (site.contact.phone.is_none(), "contact.phone", "a telephone number (footer)"),
        (site.contact.email.is_none(), "contact.email", "an e-mail address (footer)"),
        (!has_page(["gioi-thieu", "Giới thiệu"]), "pages", "a page \"Giới thiệu\" about the unit"),
        (!has_page(["lien-he", "Liên hệ"]), "pages", "a page \"Liên hệ\" on how to reach it"),
        (site.categories.is_empty(), "categories", "categories, which make the menu"),
        (source.tthc.is_none() && site.data.tthc.is_none(), "data.tthc", "TTHC figures"),
    ];
    let missing = missing.into_iter().filter(|(is_missing, ..)| *is_missing);
    missing
        .map(|(_, place, what)| Finding::new(Kind::PartMissing, address::SITE, place, format!("lacks {what}")))
        .collect()
}
