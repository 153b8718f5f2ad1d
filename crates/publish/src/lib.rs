//! Turns a site folder and a built app into a folder that any static host can serve.
//!
//! Every page becomes a file with its text in it, beside the documents that the app fetches, the feeds, the site map and
//! the header files of the common hosts. What did not change since the last build is not written again.

mod check;
pub mod clean;
mod compress;
mod embed;
mod error;
mod feeds;
pub mod files;
pub mod finding;
mod frames;
mod head;
mod hosting;
mod output;
mod page;
mod plain;
mod plan;
mod program;
mod redirects;
mod sitemap;
mod source;
mod template;

pub use check::{Checked, check};
pub use clean::clean;
pub use error::PublishError;
pub use finding::{Finding, Kind, Severity};
pub use output::Changes;
pub use plain::{PlainOptions, build_plain};

use files::{Files, Folder};
use frames::Widget;
use output::Staging;
use plan::Plan;
use rayon::prelude::*;
use redirects::Redirects;
use source::Source;
use std::path::PathBuf;
use template::Template;
use trangxa_model::{Timestamp, Visits, tthc, visits};

/// A site's own one is kept.
const ROBOTS: &str = "robots.txt";
/// What every site gets beside its pages and documents.
const WRITTEN: [&str; 10] = [
    embed::LOADER,
    "feed.json",
    "feed.xml",
    "sitemap.xml",
    ROBOTS,
    "manifest.webmanifest",
    "_headers",
    "_redirects",
    ".htaccess",
    "nginx.conf",
];

/// What to build, from what, to where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The built app: Trunk's output folder.
    pub app: PathBuf,
    /// The site folder.
    pub site: PathBuf,
    /// The folder to make; replaced whole when everything worked.
    pub out: PathBuf,
    /// The site's root on its host, as `/quangthanh/`; `None`: the path of site.json's `base_url`.
    pub base_path: Option<String>,
    /// The time to write into pages as the time of the build.
    pub now: Timestamp,
    /// Whether to put a `.br` and a `.gz` beside each file that gains by it.
    pub compress: bool,
    /// A live counter in place of what the site says of its visits.
    pub counter: Option<visits::VisitsSource>,
}

/// What was built.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Pages of the site.
    pub pages: usize,
    /// Articles among them.
    pub articles: usize,
    /// What was written, and what is as it was.
    pub changes: Changes,
    /// Things the operator should know; nothing here stopped the build.
    pub findings: Vec<Finding>,
}

/// Builds a site. On any error the output folder stays as it was.
pub fn build(options: &Options) -> Result<Report, PublishError> {
    let staging = Staging::begin(&options.out, &[&options.site, &options.app])?;
    let template = Template::read(&options.app)?;
    let files = Folder::new(&options.site);
    let mut source = Source::read(&files, options.base_path.as_deref(), options.counter.as_ref())?;
    if !source.errors.is_empty() {
        return Err(PublishError::Documents(std::mem::take(&mut source.errors)));
    }
    let widget = Widget::read(&options.app)?;
    let plan = Plan::new(&source);
    let (redirects, unused) = Redirects::new(&source, &plan, &files);
    let csp = hosting::Policy::new(template.style(), &source.site.data);
    let frame_policy = widget.policy(&csp, &source.embed.partners);

    template.copy_assets(&staging)?;
    for (path, page) in redirects.pages() {
        staging.write(&path, page.as_bytes())?;
    }
    staging.copy_site(&options.site, source.own_files())?;
    staging.write("manifest.webmanifest", template.manifest(&source.site)?.as_bytes())?;
    plan.documents().par_iter().try_for_each(|document| staging.write(&document.path, &document.bytes))?;
    let shared = shared_key(&source, &template, &csp, options.now);
    plan.pages().par_iter().try_for_each(|page| {
        let make = || page::write(page, &plan, &source, &template, &csp, options.now);
        staging.write_keyed(&page.file(), &plan.key(page, &shared), make)
    })?;
    widget.publish(&staging, &source, &plan, &frame_policy, &shared, options.now)?;
    for (name, text) in hosting::files(&source.base, &template, &csp, Some(&frame_policy), &redirects) {
        staging.write(name, text.as_bytes())?;
    }
    let whole = output::key([shared.as_str(), &plan.fingerprint()]);
    staging.write_keyed("feed.json", &whole, || Ok(feeds::json(&source)))?;
    staging.write_keyed("feed.xml", &whole, || feeds::rss(&source))?;
    embed::write(&source, &staging)?;
    for (name, text) in sitemap::files(&source, &plan)? {
        staging.write(&name, text.as_bytes())?;
    }
    if files.has(ROBOTS) != Some(true) {
        staging.write(ROBOTS, sitemap::robots(&source).as_bytes())?;
    }
    if options.compress {
        staging.compress()?;
    }
    let changes = staging.finish()?;
    let findings = source.findings.into_iter().chain(unused).collect();
    Ok(Report { pages: plan.pages().len(), articles: source.articles.len(), changes, findings })
}

/// What every page is made from, by one name. Time is in it as far as pages tell it: by what has become old.
fn shared_key(source: &Source, template: &Template, csp: &hosting::Policy, now: Timestamp) -> String {
    let tthc_is_old = source.tthc.as_ref().is_some_and(|file| tthc::is_stale(file.value.updated_at, now));
    let is_old =
        |file: &source::SourceFile<Visits>| file.value.counted_long_ago(visits::VisitsKind::File, now).is_some();
    let visits_are_old = source.visits.as_ref().is_some_and(is_old);
    let categories: String =
        source.categories.iter().map(|category| format!("{}={}\n", category.id, category.name)).collect();
    output::key([
        template.fingerprint().as_str(),
        &csp.for_header(),
        &source.base,
        &source.site_json.to_string(),
        &categories,
        if tthc_is_old { "old" } else { "" },
        if visits_are_old { "old" } else { "" },
    ])
}
