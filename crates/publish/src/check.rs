//! The check of a site: it reads the site as the publisher would, and collects everything that an operator should know.

use crate::error::PublishError;
use crate::files::{Files, WithoutSite, decoded};
use crate::finding::{Finding, FindingKind, Place};
use crate::html_addresses::addresses;
use crate::lines;
use crate::personal_data::examine_site;
use crate::plan::Plan;
use crate::redirects::Redirects;
use crate::registers_review;
use crate::search_review;
use crate::similar_files::SimilarFiles;
use crate::site_source::SiteSource;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use trang_xa::data::address;
use trangxa_articles::FileKind;
use trangxa_messages::review as say;
use trangxa_model::document::JsonDocument as _;
use trangxa_model::{Html, Timestamp, Visits, YearMonth, tthc, url, visits};
use trangxa_words::article::CLEANER_WORDING;

/// The age of the newest article from which the site counts as not updated, in days.
const STALE_AFTER_DAYS: i64 = 90;
const DAY_S: i64 = 86_400;

/// The result of a check.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The number of articles that would be published.
    pub articles: usize,
    /// The findings, worst first.
    pub findings: Vec<Finding>,
}

/// Checks a site at the time `now`. Fails only if there is nothing to read.
pub fn check(files: &dyn Files, now: Timestamp) -> Result<Checked, PublishError> {
    // Plain mode needs no site.json, so a missing one is a finding, not an error.
    let without = WithoutSite(files);
    let mut findings = Vec::new();
    let (source, has_site) = match SiteSource::read(files, files.base(), None, None) {
        Err(PublishError::NoSite) => (SiteSource::read(&without, without.base(), None, None)?, false),
        Err(PublishError::SiteMisnamed(other)) => {
            let message = say::SiteMisnamed { other, path: address::SITE };
            findings.push(Finding::new(FindingKind::Unreadable, address::SITE, "", message));
            (SiteSource::read(&without, without.base(), None, None)?, false)
        }
        read => (read?, files.has_site()),
    };
    let is_misnamed = !findings.is_empty();
    if source.lacks_articles && !has_site && !is_misnamed {
        return Err(match files.has_site() {
            true => PublishError::NothingToRead,
            false => PublishError::Documents(source.errors.iter().map(Finding::unreadable).collect()),
        });
    }
    let plan = Plan::new(&source, now);
    let (redirects, unused) = Redirects::new(&source, &plan, files);
    let mut names = plan.names();
    let entries = files.entries()?;
    let copied = entries.iter().filter(|entry| !entry.contains_one_of(source.own_files()));
    let left_out: Vec<Finding> = copied.filter_map(|entry| entry.problem(&mut names)).collect();
    findings.extend(source.errors.iter().map(Finding::unreadable));
    let site_is_read = !source.errors.iter().any(|error| error.file == address::SITE);
    findings.extend(source.findings.iter().cloned());
    findings.extend(left_out);
    // A document that cannot be read has pages and categories that are not known: what is missing may be there.
    if findings.iter().all(|finding| finding.kind != FindingKind::Unreadable) {
        findings.extend(unused);
        findings.extend(broken_links(files, &source, &plan, &redirects));
    }
    findings.extend(figures(&source, now));
    findings.extend(registers_review::review(&source, now));
    findings.extend(search_review::review(files, &source));
    findings.extend(counter(files, &source, now));
    findings.extend(examine_site(&source, &entries, &HashSet::new(), None).findings);
    findings.extend(articles(&source, has_site && site_is_read, now));
    if files.has_site() && !has_site && !is_misnamed {
        findings.push(Finding::new(FindingKind::PartMissing, address::SITE, "", say::SiteMissing));
    }
    if site_is_read && has_site {
        findings.extend(parts(&source));
    }
    lines::find(files, &mut findings);
    findings.sort_by_key(|finding| (finding.kind.severity(), finding.kind));
    Ok(Checked { articles: source.articles.len(), findings })
}

impl Checked {
    /// Whether an article or document would not be published.
    #[must_use]
    pub fn is_anything_lost(&self) -> bool {
        self.findings.iter().any(Finding::is_loss)
    }
}

/// Links to pages and files of the site that do not exist.
fn broken_links(files: &dyn Files, source: &SiteSource, plan: &Plan, redirects: &Redirects) -> Vec<Finding> {
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
        (source.origins.of(article), Place::article(article), text)
    });
    let standing = source.site.pages.iter().zip(&source.standing);
    let standing = standing.map(|(page, text)| (address::SITE, Place::page(page), text.as_str()));
    let similar = SimilarFiles::new(files);
    let mut found = Vec::new();
    for (file, place, text) in articles.chain(standing) {
        for path in addresses(text, "href").into_iter().filter_map(|link| is_broken(&link)) {
            let message = similar.with_hint(say::LinkBroken { path: &path }, &path, file);
            found.push(Finding::new(FindingKind::LinkBroken, file, place.clone(), message));
        }
    }
    for (i, redirect) in source.site.redirects.iter().enumerate() {
        if let Some(path) = is_broken(&redirect.to) {
            let place = format!("redirects[{i}].to");
            found.push(Finding::new(FindingKind::LinkBroken, address::SITE, place, say::LinkBroken { path }));
        }
    }
    found
}

/// Figures that contradict one another, and figures and counters that are old.
fn figures(source: &SiteSource, now: Timestamp) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(file) = &source.tthc {
        for (place, it) in file.value.disagreements(source.site.merged()) {
            found.push(Finding::new(FindingKind::FiguresDisagree, &file.path, place, it.problem()));
        }
        let counted = YearMonth::of(file.value.updated_at);
        for period in file.value.periods.iter().filter(|period| Some(period.from) > counted) {
            let message = say::PeriodAhead { period: period.span().address() };
            let place = format!("periods[{}].from", period.index);
            found.push(Finding::new(FindingKind::FiguresDisagree, &file.path, place, message));
        }
        if tthc::is_stale(file.value.updated_at, now) {
            let message = say::FiguresStale { date: file.value.updated_at.date() };
            found.push(Finding::new(FindingKind::Stale, &file.path, "updated_at", message));
        }
    }
    if let Some((path, at)) = source.visits.as_ref().and_then(|file| Some((&file.path, file.value.generated_at?)))
        && now.unix() - at.unix() > DAY_S
    {
        let message = say::VisitsStale { date: at.date() };
        found.push(Finding::new(FindingKind::Stale, path, "generated_at", message));
    }
    found
}

/// Requests the numbers of the visitor counter as a reader's browser does, and checks the answer.
fn counter(files: &dyn Files, source: &SiteSource, now: Timestamp) -> Option<Finding> {
    let counter = source.site.data.visits.as_ref().filter(|source| source.kind != visits::VisitsKind::File)?;
    let host = url::host(&source.site.base_url)?;
    // A site's id is the name of its host, without the port.
    let host = host.rsplit_once(':').map_or(host, |(name, port)| if port.contains(']') { host } else { name });
    let site = visits::site_id(host, &source.base);
    let address = counter.addresses(&utf8_percent_encode(&site, NON_ALPHANUMERIC).to_string(), now).swap_remove(0);
    if !files.reaches(&address) {
        return Some(Finding::new(FindingKind::NotLookedAt, address::SITE, "data.visits", address));
    }
    let hint: &dyn Display = match counter.kind {
        visits::VisitsKind::GoatCounter => &say::HintGoatcounter,
        _ => &say::HintCounter,
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
        Ok(false) => say::NoCounts { site, hint }.to_string(),
        Err(PublishError::Document(error)) => error.problem.to_string(),
        Err(error) => error.to_string(),
    };
    Some(Finding::new(FindingKind::CounterSilent, &address, "", message))
}

/// What articles lack, categories without names, and news that are old.
fn articles(source: &SiteSource, has_site: bool, now: Timestamp) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut unnamed: HashMap<&str, usize> = HashMap::new();
    for article in &source.articles {
        let (file, place) = (source.origins.of(article), || Place::article(article));
        let is_file = FileKind::of(file).is_some();
        if article.authors.is_empty() && article.source.is_none() && !source.is_listed {
            let message = if is_file { say::NoAuthorInFile.to_string() } else { say::NoAuthor.to_string() };
            found.push(Finding::new(FindingKind::AuthorMissing, file, place(), message));
        }
        if article.content.is_none() && !source.is_listed {
            let message = if is_file { say::NoTextInFile.to_string() } else { say::NoText.to_string() };
            found.push(Finding::new(FindingKind::TextMissing, file, place(), message));
        }
        let text = article.content.as_ref().map(Html::as_str).unwrap_or_default();
        // A gallery gives pictures without one a text that says what a tap does.
        let stand_in = format!(" alt=\"{}\"", CLEANER_WORDING.enlarge);
        let undescribed = text.matches(" alt=\"\"").count() + text.matches(&stand_in).count();
        if undescribed > 0 {
            found.push(Finding::new(FindingKind::AltMissing, file, place(), say::NoAlt { count: undescribed }));
        }
        if let Some(id) = article.category.as_ref().filter(|id| source.site.category(id).is_none() && has_site) {
            *unnamed.entry(id.as_str()).or_default() += 1;
        }
    }
    let mut unnamed: Vec<_> = unnamed.into_iter().collect();
    unnamed.sort_unstable();
    for (id, count) in unnamed {
        let message = say::CategoryUnnamed { id, count };
        found.push(Finding::new(FindingKind::CategoryUnnamed, address::SITE, "categories", message));
    }
    let newest = source.articles.iter().filter_map(|article| Some((article.published?, article)));
    if let Some((newest, article)) = newest.max_by_key(|(published, _)| *published)
        && source.site.archive.is_none()
        && now.unix() - newest.unix() > STALE_AFTER_DAYS * DAY_S
    {
        let message = say::NewsStale { date: newest.date(), days: STALE_AFTER_DAYS };
        found.push(Finding::new(FindingKind::Stale, source.origins.of(article), "", message));
    }
    found
}

/// What readers and regulations expect of a commune's page: who publishes it, who is responsible for it, how to reach them.
fn parts(source: &SiteSource) -> Vec<Finding> {
    let site = &source.site;
    let has_page = |words: [&str; 2]| {
        let says = |page: &trangxa_model::site::Page| {
            words.iter().any(|word| page.id.as_str().contains(word) || page.title.contains(word))
        };
        site.pages.iter().any(says)
    };
    let missing: [(bool, &str, &dyn Display); 8] = [
        (site.editor.is_none(), "editor", &say::LacksEditor),
        (site.contact.address.is_none(), "contact.address", &say::LacksAddress),
        (site.contact.phone.is_none(), "contact.phone", &say::LacksPhone),
        (site.contact.email.is_none(), "contact.email", &say::LacksEmail),
        (!has_page(["gioi-thieu", "Giới thiệu"]), "pages", &say::LacksAbout),
        (!has_page(["lien-he", "Liên hệ"]), "pages", &say::LacksContact),
        (site.categories.is_empty(), "categories", &say::LacksCategories),
        (source.tthc.is_none() && site.data.tthc.is_none(), "data.tthc", &say::LacksFigures),
    ];
    let missing = missing.into_iter().filter(|(is_missing, ..)| *is_missing);
    missing.map(|(_, place, lack)| Finding::new(FindingKind::PartMissing, address::SITE, place, lack)).collect()
}
