//! Tells an operator which personal data of citizens a site would publish: in articles, in standing pages, and in the files beside them.
//!
//! What counts is decided by `trangxa_personal_data`. An article that says why it may have such data (`_trangxa.personal_data_ok`) is not
//! warned of, and neither are the files that it names.

mod files;
mod words;

pub(crate) use files::Looked;

use crate::files::{FolderEntry, decoded};
use crate::finding::{Finding, FindingKind, Place};
use crate::html_addresses::addresses;
use crate::site_source::SiteSource;
use files::InFile;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use trang_xa::data::address;
use trangxa_messages::personal_data as say;
use trangxa_model::{Article, Html};
use trangxa_personal_data::{Document, Found, Office, examine};

/// What was found in a site.
pub(crate) struct Examined {
    /// The findings.
    pub findings: Vec<Finding>,
    /// What was found in files, to be looked up by the next build.
    pub looked: Looked,
}

/// Examines a site. `entries` are the files of its folder. A file in `known` has not changed since `earlier` was found.
pub(crate) fn examine_site(
    source: &SiteSource,
    entries: &[FolderEntry],
    known: &HashSet<String>,
    earlier: Option<&Looked>,
) -> Examined {
    let phones = source.site.contact.phone.as_deref().unwrap_or_default();
    let office = Office::with_phones(phones);
    let published = entries.iter().filter(|entry| entry.is_file() && !entry.contains_one_of(source.own_files()));
    let looked = Looked::look(&published.collect::<Vec<_>>(), phones, &office, known, earlier);
    let mut findings: Vec<Finding> =
        source.articles.par_iter().filter_map(|article| of_article(source, article, &office)).collect();
    for (page, text) in source.site.pages.iter().zip(&source.standing) {
        let found = examine(&Document::of_html(text), &office);
        findings.extend(
            warning(&found)
                .map(|message| Finding::new(FindingKind::PersonalData, address::SITE, Place::page(page), message)),
        );
    }
    findings.extend(of_files(source, &looked));
    Examined { findings, looked }
}

/// What is found in the text of an article, or in its summary if this is all that there is, and in what is told of its changes.
fn of_article(source: &SiteSource, article: &Article, office: &Office) -> Option<Finding> {
    let document = match (&article.content, &article.summary) {
        (Some(text), _) => Document::of_html(text.as_str()),
        (None, Some(summary)) => Document::of_text(summary),
        (None, None) => Document::default(),
    };
    let document = article.changes.iter().fold(document, |all, it| all.followed_by(Document::of_text(&it.what)));
    let found = examine(&document, office);
    let (kind, message) = match source.personal_data_ok.get(&article.id) {
        Some(reason) => (FindingKind::PersonalDataAllowed, allowed(&found, reason)?),
        None => (FindingKind::PersonalData, warning(&found)?),
    };
    Some(Finding::new(kind, source.origins.of(article), Place::article(article), message))
}

/// What is found in the files of a site.
fn of_files(source: &SiteSource, looked: &Looked) -> Vec<Finding> {
    let told: HashMap<&str, &InFile> = looked.told().collect();
    if told.is_empty() {
        return Vec::new();
    }
    let mut owners: HashMap<String, Vec<&Article>> = HashMap::new();
    for article in &source.articles {
        let text = article.content.as_ref().map(Html::as_str).unwrap_or_default();
        let named = article.attachments.iter().map(|file| file.url.clone()).chain(addresses(text, "href"));
        let of_site = |address: String| {
            let path = address.strip_prefix(&source.site.base_url).or_else(|| address.strip_prefix(&source.base))?;
            decoded(path).filter(|path| told.contains_key(path.as_str()))
        };
        for path in named.filter_map(of_site) {
            owners.entry(path).or_default().push(article);
        }
    }
    let mut findings: Vec<Finding> = Vec::new();
    for (path, file) in looked.told() {
        let owners = owners.get(path).map(Vec::as_slice).unwrap_or_default();
        let reason = owners.iter().find_map(|article| source.personal_data_ok.get(&article.id));
        let with_owner = |message: String| match owners.first() {
            Some(article) => say::OfArticle { title: &article.title, message }.to_string(),
            None => message,
        };
        let mut add = |kind, message| findings.push(Finding::new(kind, path, "", with_owner(message)));
        match (file, reason) {
            (InFile::Read { found, .. }, Some(reason)) => {
                if let Some(message) = allowed(found, reason) {
                    add(FindingKind::PersonalDataAllowed, message);
                }
            }
            (InFile::Read { found, unseen_pages }, None) => {
                if let Some(message) = warning(found) {
                    add(FindingKind::PersonalData, message);
                }
                if *unseen_pages > 0 {
                    add(FindingKind::PersonalDataUnseen, say::UnseenPages { count: *unseen_pages }.to_string());
                }
            }
            (InFile::Unseen(_), Some(_)) => {}
            (InFile::Unseen(why), None) => add(FindingKind::PersonalDataUnseen, why.to_string()),
        }
    }
    findings
}

/// The sentence that warns; `None` if nothing was found.
fn warning(found: &[Found]) -> Option<String> {
    (!found.is_empty()).then(|| words::kinds(found))
}

/// The sentence that says what is published for a reason; `None` if nothing was found.
fn allowed(found: &[Found], reason: &str) -> Option<String> {
    (!found.is_empty()).then(|| say::Allowed { kinds: words::counts(found), reason }.to_string())
}
