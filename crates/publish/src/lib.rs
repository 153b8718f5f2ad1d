//! Turns a site folder and a built app into a folder that any static host can serve.
//!
//! Every page becomes a file with its text in it, beside the documents that the app fetches, the feeds, the site map and
//! the header files of the common hosts.

mod clean;
mod error;
mod feeds;
mod head;
mod hosting;
mod output;
mod page;
mod plan;
mod sitemap;
mod source;
mod template;

pub use clean::clean;
pub use error::PublishError;

use output::Staging;
use plan::Plan;
use rayon::prelude::*;
use source::Source;
use std::path::PathBuf;
use template::Template;
use trangxa_model::Timestamp;

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
}

/// What was built.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Pages written.
    pub pages: usize,
    /// Articles among them.
    pub articles: usize,
    /// Things the operator should know, each with its file and place; nothing here stopped the build.
    pub remarks: Vec<String>,
}

/// Builds a site. On any error the output folder stays as it was.
pub fn build(options: &Options) -> Result<Report, PublishError> {
    let staging = Staging::begin(options)?;
    let template = Template::read(&options.app)?;
    let source = Source::read(&options.site, options.base_path.as_deref())?;
    let plan = Plan::new(&source);

    template.copy_assets(&staging)?;
    staging.copy_site(&options.site, source.own_files())?;
    staging.write("manifest.webmanifest", template.manifest(&source.site)?.as_bytes())?;
    for document in plan.documents() {
        staging.write(&document.path, &document.bytes)?;
    }
    let csp = hosting::Policy::new(template.style());
    plan.pages().par_iter().try_for_each(|page| {
        let html = page::write(page, &plan, &source, &template, &csp, options.now)?;
        staging.write(&page.file(), html.as_bytes())
    })?;
    for (name, text) in hosting::files(&source, &template, &csp) {
        staging.write(name, text.as_bytes())?;
    }
    staging.write("feed.json", feeds::json(&source).as_bytes())?;
    staging.write("feed.xml", feeds::rss(&source, options.now)?.as_bytes())?;
    for (name, text) in sitemap::files(&source, &plan)? {
        staging.write(&name, text.as_bytes())?;
    }
    staging.write("robots.txt", sitemap::robots(&source).as_bytes())?;
    staging.finish()?;
    Ok(Report { pages: plan.pages().len(), articles: source.articles.len(), remarks: source.remarks })
}
