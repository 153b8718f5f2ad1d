//! Plain mode: the app without prerendered pages, for a host on which a CMS writes the data. Every address gets the same page,
//! and the program renders what the address names.

use crate::build::Report;
use crate::csp::PagePolicy;
use crate::error::PublishError;
use crate::files::{Files, Folder};
use crate::hosts::{self, HostPolicy};
use crate::output::{Generation, Staging};
use crate::paths::{MANIFEST, WORKER};
use crate::portable::PathIndex;
use crate::site_source::{require_base_path, set_counter};
use crate::template::{Shell, Template};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::Duration;
use trang_xa::data::address;
use trangxa_clean::text::escape;
use trangxa_model::document::{JsonDocument, parse};
use trangxa_model::{Site, visits};
use trangxa_site_files::NOTES;

/// The options of a build without pages.
#[derive(Clone, Debug)]
pub struct PlainOptions {
    /// The built app: Trunk's output folder.
    pub app: PathBuf,
    /// A site folder, whose files are copied unchanged; `None` for the app alone.
    pub site: Option<PathBuf>,
    /// The folder to make. It is replaced as a whole when everything has worked.
    pub out: PathBuf,
    /// The site's root on its host, such as `/quangthanh/`; `None` for the path of `base_url` in site.json, or `/` without site.json.
    pub base_path: Option<String>,
    /// Whether to write a `.br` and a `.gz` file next to each file that gets smaller by it.
    pub compress: bool,
    /// The live counter to use instead of the one in site.json, which must exist.
    pub counter: Option<visits::VisitsSource>,
    /// How long to wait until another build of the same output folder has finished.
    pub wait: Duration,
}

/// Writes the app into a folder in which a CMS keeps `data/feed.json`. The report counts no pages, as there are none. On an error the
/// output folder stays unchanged.
pub fn build_plain(options: &PlainOptions) -> Result<Report, PublishError> {
    let sources: Vec<&Path> =
        [Some(&options.app), options.site.as_ref()].into_iter().flatten().map(PathBuf::as_path).collect();
    let staging = Staging::begin(&options.out, &sources, options.wait)?;
    let template = Template::read(&options.app)?;
    let bytes = match &options.site {
        None => None,
        Some(folder) => Folder::new(folder).read(address::SITE)?,
    };
    let mut site_json = match bytes {
        Some(bytes) => Some(parse(address::SITE, &bytes)?),
        None => None,
    };
    if let Some(counter) = &options.counter {
        set_counter(site_json.as_mut().ok_or(PublishError::NoSite)?, counter);
    }
    let site = match &site_json {
        Some(json) => Some(Site::from_json(address::SITE, json.clone())?),
        None => None,
    };
    let base = options.base_path.as_deref().or(site.as_ref().map(Site::base_path)).unwrap_or("/");
    require_base_path(base)?;
    let sources = site.as_ref().map(|site| site.data.clone()).unwrap_or_default();
    // The CMS that keeps the feed may add recordings at any time.
    let csp = PagePolicy::new(std::slice::from_ref(template.style().whole()), &sources, true);
    template.copy_assets(&staging)?;
    let mut findings = match &options.site {
        Some(folder) => {
            let written = options.counter.is_some().then_some(address::SITE);
            let own: Vec<String> = [NOTES].into_iter().chain(written).map(str::to_owned).collect();
            staging
                .copy_site(&Folder::new(folder).entries()?, &own, PathIndex::default(), &HashSet::new(), &|_| false)?
        }
        None => Vec::new(),
    };
    if let (Some(_), Some(json)) = (&options.counter, &site_json) {
        staging.write(address::SITE, json.to_string().as_bytes())?;
    }
    let manifest = template.manifest();
    let manifest = site.as_ref().map_or_else(|| manifest.clone(), |site| manifest.named(site));
    staging.write(MANIFEST, manifest.to_json()?.as_bytes())?;
    let title = site.as_ref().map_or("Trang thông tin điện tử", |site| site.name.as_str());
    let head = format!(
        "<meta http-equiv=\"content-security-policy\" content=\"{}\">\n\
         <meta name=\"referrer\" content=\"strict-origin-when-cross-origin\">\n<title>{}</title>",
        escape(&csp.for_meta(template.style().whole())),
        escape(title)
    );
    let language = site.as_ref().map_or("vi", |site| site.language.as_str());
    let page = template.empty(Shell { base, language, is_offline: false }, &head);
    for name in ["index.html", "404.html"] {
        staging.write(name, page.as_bytes())?;
    }
    // Pages register it only where site.json asks for it.
    staging.write(WORKER, template.worker(false).as_bytes())?;
    let hashed = [template.hashed(), &staging.keep_before(Generation::Program)?].concat();
    // Frames are prerendered, so plain mode has none, and no site may show its pages.
    let policy = HostPolicy::new(base, hashed, &csp, None, Vec::new());
    let folder = options.site.as_deref().map(Folder::new);
    hosts::write(&policy, folder.as_ref().map(|folder| folder as &dyn Files), &staging)?;
    if options.compress {
        staging.compress()?;
    }
    let (changes, kept) = staging.finish(None)?;
    findings.extend(kept);
    Ok(Report { changes, findings, ..Report::default() })
}
