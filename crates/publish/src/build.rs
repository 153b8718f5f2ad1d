//! Builds a site: every page as a file, with the documents, the feeds and the files for hosts.

use crate::csp::PagePolicy;
use crate::error::PublishError;
use crate::files::{Files, Folder, FolderEntry};
use crate::finding::{Finding, FindingKind};
use crate::frames::Widget;
use crate::hash::publisher;
use crate::hosts::{self, HostPolicy};
use crate::inputs::{Facts, Surroundings, Times, Watched};
use crate::offline::OfflinePages;
use crate::options::Options;
use crate::output::{self, Changes, Generation, Staging};
use crate::paths::{JSON_FEED, MANIFEST, ROBOTS, RSS_FEED};
use crate::personal_data::examine_site;
use crate::pictures::{PictureFiles, Studio};
use crate::plan::Plan;
use crate::redirects::Redirects;
use crate::site_source::SiteSource;
use crate::template::Template;
use crate::{feeds, lines, page, partner_files, recordings, search, sitemap};
use rayon::prelude::*;
use std::collections::HashSet;
use trang_xa::data::Store;
use trangxa_articles::PICTURES;
use trangxa_model::Timestamp;

/// The result of a build.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The number of pages.
    pub pages: usize,
    /// The number of articles among them.
    pub articles: usize,
    /// The numbers of files written, kept and removed.
    pub changes: Changes,
    /// What the operator should know. Nothing here stopped the build.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether an article or document of the folder is not on the site. A document that does not exist is not lost: a site may name
    /// its figures before it has any.
    #[must_use]
    pub fn is_anything_lost(&self) -> bool {
        self.findings.iter().any(|finding| finding.is_loss() && finding.kind != FindingKind::DocumentMissing)
    }
}

/// Builds a site. On an error the output folder stays unchanged.
pub fn build(options: &Options) -> Result<Report, PublishError> {
    if !options.site.is_dir() {
        return Err(PublishError::NoFolder(options.site.clone()));
    }
    let staging = Staging::begin(&options.out, &[&options.site, &options.app], options.wait)?;
    let folder = Folder::new(&options.site);
    let surroundings = Surroundings::look(options);
    let earlier = serde_json::from_str::<Facts>(staging.old_facts()).ok();
    let seen = surroundings.as_ref().zip(earlier.as_ref());
    if seen.is_some_and(|(seen, earlier)| {
        seen.are_as_in(&earlier.inputs, &folder, options.now) && staging.is_old_untouched()
    }) && let Some(earlier) = earlier
    {
        let (changes, kept) = staging.keep_old();
        let findings = earlier.findings.into_iter().chain(kept).collect();
        return Ok(Report { pages: earlier.pages, articles: earlier.articles, changes, findings });
    }
    let known = seen.map(|(seen, earlier)| seen.known_in(&earlier.inputs)).unwrap_or_default();
    let looked = earlier.as_ref().map(|earlier| &earlier.looked);
    let settled = surroundings.and_then(Surroundings::settle);
    let template = Template::read(&options.app)?;
    let files = Watched::new(&folder);
    let entries = files.entries()?;
    let known_pictures = earlier.as_ref().map(|earlier| known_pictures(&earlier.pictures, &known, &entries));
    let studio = Studio::new(&staging, known_pictures.unwrap_or_default(), &entries);
    let mut source = SiteSource::read(&files, options.base_path.as_deref(), options.counter.as_ref(), Some(&studio))?;
    if !source.errors.is_empty() {
        let mut errors: Vec<Finding> = source.errors.iter().map(Finding::unreadable).collect();
        lines::find(&folder, &mut errors);
        return Err(PublishError::Documents(errors));
    }
    let widget = Widget::read(&options.app, source.registers.alerts.is_some())?;
    let mut plan = Plan::new(&source, options.now);
    let (redirects, unused) = Redirects::new(&source, &plan, &files);
    let page_policy =
        PagePolicy::new(template.style().sheets(), &source.site.data, recordings::are_in(&source.articles));
    let frame_policy = widget.policy(&page_policy, &source.embed.partners);

    template.copy_assets(&staging)?;
    for (path, page) in redirects.pages() {
        staging.write(&path, page.as_bytes())?;
    }
    let examined = examine_site(&source, &entries, &known, looked);
    source.registers.complete_files(&source.base, &examined.looked, &entries);
    let is_withheld = |path: &str| studio.withholds(path);
    let left_out = staging.copy_site(&entries, source.own_files(), plan.names(), &known, &is_withheld)?;
    source.word_pictures.paths().filter(|path| !studio.withholds(path)).try_for_each(|path| {
        // The name of such a picture is made of its content.
        let key = output::key([path]);
        if !staging.keep_keyed(path, &key)?
            && let Some(bytes) = source.word_pictures.bytes(&files, path)
        {
            staging.write_made(path, &key, &bytes)?;
        }
        Ok::<_, PublishError>(())
    })?;
    staging.write(MANIFEST, template.manifest().of(&source, &files).to_json()?.as_bytes())?;
    plan.write_documents(&source, &staging)?;
    let shared = shared_key(&source, &template, &page_policy, options.now);
    plan.pages().par_iter().try_for_each(|page| {
        let make = || page::write(page, &plan, &source, &template, &page_policy, options.now);
        staging.write_keyed(&page.file(), &plan.key(page, &shared), make)
    })?;
    widget.publish(&staging, &source, &plan, &frame_policy, &shared, options.now)?;
    let of_search =
        search::publish(&source, &Store::of_snapshot(&source.base, source.site.clone(), options.now), &staging)?;
    if source.is_offline {
        let pages = OfflinePages { source: &source, plan: &plan, template: &template, now: options.now };
        pages.publish(of_search, &page_policy, &staging)?;
    }
    let kept = staging.keep_before(Generation::Program)?;
    let hashed = [template.hashed(), &[widget.program()], &kept].concat();
    let (framing, old_addresses) = (Some(frame_policy.for_header()), redirects.old_addresses());
    let host_policy = HostPolicy::new(&source.base, hashed, &page_policy, framing, old_addresses);
    hosts::write(&host_policy, Some(&files), &staging)?;
    let whole = output::key([shared.as_str(), &plan.fingerprint()]);
    staging.write_keyed_parts(JSON_FEED, &whole, |out| feeds::json(&source, out))?;
    staging.write_keyed_parts(RSS_FEED, &whole, |out| feeds::rss(&source, out))?;
    partner_files::write(&source, &staging)?;
    for (path, text) in sitemap::files(&source, &plan) {
        staging.write(&path, text.as_bytes())?;
    }
    if files.has(ROBOTS) != Some(true) {
        staging.write(ROBOTS, sitemap::robots(&source).as_bytes())?;
    }
    if options.compress {
        staging.compress()?;
    }
    let (pages, articles) = (plan.pages().len(), source.articles.len());
    let times = Times::of(&source);
    let pictures = source.pictures.files().clone();
    let found = examined.findings.into_iter().chain(source.findings);
    let mut findings: Vec<Finding> = found.chain(left_out).chain(unused).collect();
    lines::find(&folder, &mut findings);
    let documents = files.documents();
    let facts = settled.and_then(|settled| {
        let inputs = settled.with(documents, times, options.now);
        let (findings, looked) = (findings.clone(), examined.looked);
        serde_json::to_string(&Facts { inputs, pages, articles, findings, looked, pictures }).ok()
    });
    let (changes, kept) = staging.finish(facts)?;
    Ok(Report { pages, articles, changes, findings: findings.into_iter().chain(kept).collect() })
}

/// What the build before knew of pictures that have not changed since: files of the site folder, and pictures of Word documents, whose names
/// are made of their content.
fn known_pictures(pictures: &PictureFiles, known: &HashSet<String>, entries: &[FolderEntry]) -> PictureFiles {
    let files: HashSet<&str> = entries.iter().map(|entry| entry.path.as_str()).collect();
    let is_known = |path: &str| known.contains(path) || path.starts_with(PICTURES) && !files.contains(path);
    pictures.iter().filter(|(path, _)| is_known(path)).map(|(path, file)| (path.clone(), file.clone())).collect()
}

/// A fingerprint of everything that all pages are made from.
fn shared_key(source: &SiteSource, template: &Template, policy: &PagePolicy, now: Timestamp) -> String {
    let moment = Times::of(source).at(now);
    let categories: String =
        source.categories.iter().map(|category| format!("{}={}\n", category.id, category.name)).collect();
    output::key([
        publisher().unwrap_or_default(),
        template.fingerprint().as_str(),
        &policy.for_header(),
        &source.base,
        &source.site_json.to_string(),
        &categories,
        &format!("{moment:?}"),
        &format!("{:?}", source.site.newest_year),
        &source.registers.fingerprint(),
    ])
}
