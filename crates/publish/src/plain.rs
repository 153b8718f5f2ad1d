//! A host with only the app and the data that a CMS writes: nothing is prerendered, every address gets the shell, and the
//! program finds out what to show.

use crate::PublishError;
use crate::files::{Files, Folder};
use crate::hosting::{self, Policy};
use crate::output::{Changes, Staging};
use crate::redirects::Redirects;
use crate::source::{count_there, require_base_path};
use crate::template::{Shell, Template};
use std::path::{Path, PathBuf};
use trang_xa::data::address;
use trangxa_model::document::{JsonDocument, parse};
use trangxa_model::html::escape;
use trangxa_model::{Site, visits};

/// What to build without pages.
#[derive(Clone, Debug)]
pub struct PlainOptions {
    /// The built app: Trunk's output folder.
    pub app: PathBuf,
    /// A site folder whose files are copied as they are; `None`: the app alone.
    pub site: Option<PathBuf>,
    /// The folder to make.
    pub out: PathBuf,
    /// The site's root on its host, as `/quangthanh/`; `None`: the path of site.json's `base_url`, or `/`.
    pub base_path: Option<String>,
    /// Whether to put a `.br` and a `.gz` beside each file that gains by it.
    pub compress: bool,
    /// A live counter in place of what the site says of its visits; needs a site.json to say so.
    pub counter: Option<visits::VisitsSource>,
}

/// Makes an app folder to put a CMS's `data/feed.json` into. On any error the output folder stays as it was.
pub fn build_plain(options: &PlainOptions) -> Result<Changes, PublishError> {
    let sources: Vec<&Path> =
        [Some(&options.app), options.site.as_ref()].into_iter().flatten().map(PathBuf::as_path).collect();
    let staging = Staging::begin(&options.out, &sources)?;
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
        count_there(site_json.as_mut().ok_or(PublishError::NoSite)?, counter);
    }
    let site = match &site_json {
        Some(json) => Some(Site::from_json(address::SITE, json.clone())?),
        None => None,
    };
    let base = options.base_path.as_deref().or(site.as_ref().map(Site::base_path)).unwrap_or("/");
    require_base_path(base)?;
    let csp = Policy::new(template.style(), &site.as_ref().map(|site| site.data.clone()).unwrap_or_default());
    template.copy_assets(&staging)?;
    if let Some(folder) = &options.site {
        let own: &[String] = if options.counter.is_some() { &[address::SITE.to_owned()] } else { &[] };
        staging.copy_site(folder, own)?;
    }
    if let (Some(_), Some(json)) = (&options.counter, &site_json) {
        staging.write(address::SITE, json.to_string().as_bytes())?;
    }
    if let Some(site) = &site {
        staging.write("manifest.webmanifest", template.manifest(site)?.as_bytes())?;
    } else {
        staging.write("manifest.webmanifest", template.nameless_manifest().as_bytes())?;
    }
    let title = site.as_ref().map_or("Trang thông tin điện tử", |site| site.name.as_str());
    let head = format!(
        "<meta http-equiv=\"content-security-policy\" content=\"{}\">\n\
         <meta name=\"referrer\" content=\"strict-origin-when-cross-origin\">\n<title>{}</title>",
        escape(&csp.for_meta()),
        escape(title)
    );
    let language = site.as_ref().map_or("vi", |site| site.language.as_str());
    let page = template.empty(Shell { base, language }, &head);
    for name in ["index.html", "404.html"] {
        staging.write(name, page.as_bytes())?;
    }
    // Nothing is prerendered, so there is no frame: all of it refuses to be one.
    for (name, text) in hosting::files(base, &template, &csp, None, &Redirects::default()) {
        staging.write(name, text.as_bytes())?;
    }
    if options.compress {
        staging.compress()?;
    }
    staging.finish()
}
