//! The files for search engines: sitemap.xml and robots.txt.

use crate::error::PublishError;
use crate::paths::SITEMAP;
use crate::plan::{Plan, PlannedPage};
use crate::site_source::SiteSource;
use crate::xml;
use std::io;
use trang_xa::route::Route;

/// The most addresses that one sitemap may hold: <https://www.sitemaps.org/protocol.html>.
const MAX_URLS: usize = 50_000;
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The sitemap: the path and the text of each of its files. A site with more than 50 000 pages has several files and an index.
pub(crate) fn files(source: &SiteSource, plan: &Plan) -> Result<Vec<(String, String)>, PublishError> {
    let pages: Vec<&PlannedPage> = plan.pages().iter().filter(|page| page.route != Route::NotFound).collect();
    let fail = |error: io::Error| PublishError::Page { page: SITEMAP.into(), problem: error.to_string() };
    if pages.len() <= MAX_URLS {
        return Ok(vec![(SITEMAP.into(), urls(source, &pages).map_err(fail)?)]);
    }
    let mut files = Vec::new();
    for (i, part) in pages.chunks(MAX_URLS).enumerate() {
        files.push((format!("sitemap-{}.xml", i + 1), urls(source, part).map_err(fail)?));
    }
    let names: Vec<String> = files.iter().map(|(name, _)| format!("{}{name}", source.site.base_url)).collect();
    let entries = names.iter().map(|address| (address.clone(), None));
    files.push((SITEMAP.into(), document("sitemapindex", "sitemap", entries).map_err(fail)?));
    Ok(files)
}

/// The text of robots.txt: search engines may read everything.
pub(crate) fn robots(source: &SiteSource) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}{SITEMAP}\n", source.site.base_url)
}

fn urls(source: &SiteSource, pages: &[&PlannedPage]) -> io::Result<String> {
    let entries = pages.iter().map(|page| {
        let article = page.article.map(|i| &source.articles[i]);
        let changed = article.and_then(|article| article.modified.max(article.published));
        (page.route.href(&source.site.base_url), changed.map(|changed| changed.rfc3339()))
    });
    document("urlset", "url", entries)
}

/// A file of addresses, each with the time of its last change where that is known.
fn document(root: &str, entry: &str, entries: impl Iterator<Item = (String, Option<String>)>) -> io::Result<String> {
    let mut xml = xml::document()?;
    xml.create_element(root).with_attribute(("xmlns", NAMESPACE)).write_inner_content(|xml| {
        for (address, changed) in entries {
            xml.create_element(entry).write_inner_content(|xml| {
                xml::element(xml, "loc", &address)?;
                changed.iter().try_for_each(|changed| xml::element(xml, "lastmod", changed))
            })?;
        }
        Ok(())
    })?;
    Ok(String::from_utf8_lossy(&xml.into_inner()).into_owned())
}
