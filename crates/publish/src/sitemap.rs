//! The files for search engines: sitemap.xml and robots.txt.

use crate::paths::SITEMAP;
use crate::plan::{Plan, PlannedPage};
use crate::site_source::SiteSource;
use trang_xa::route::Route;
use trangxa_embed::xml::XmlWriter;

/// The most addresses that one sitemap may hold: <https://www.sitemaps.org/protocol.html>.
const MAX_URLS: usize = 50_000;
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The sitemap: the path and the text of each of its files. A site with more than 50 000 pages has several files and an index.
pub(crate) fn files(source: &SiteSource, plan: &Plan) -> Vec<(String, String)> {
    let pages: Vec<&PlannedPage> =
        plan.pages().iter().filter(|page| !matches!(page.route, Route::NotFound | Route::Search)).collect();
    if pages.len() <= MAX_URLS {
        return vec![(SITEMAP.into(), urls(source, &pages))];
    }
    let mut files = Vec::new();
    for (i, part) in pages.chunks(MAX_URLS).enumerate() {
        files.push((format!("sitemap-{}.xml", i + 1), urls(source, part)));
    }
    let names: Vec<String> = files.iter().map(|(name, _)| format!("{}{name}", source.site.base_url)).collect();
    let entries = names.iter().map(|address| (address.clone(), None));
    files.push((SITEMAP.into(), document("sitemapindex", "sitemap", entries)));
    files
}

/// The text of robots.txt: search engines may read everything.
pub(crate) fn robots(source: &SiteSource) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}{SITEMAP}\n", source.site.base_url)
}

fn urls(source: &SiteSource, pages: &[&PlannedPage]) -> String {
    let entries = pages.iter().map(|page| {
        let article = page.article.map(|i| &source.articles[i]);
        let changed = article.and_then(|article| article.modified.max(article.published));
        (page.route.href(&source.site.base_url), changed.map(|changed| changed.rfc3339()))
    });
    document("urlset", "url", entries)
}

/// A file of addresses, each with the time of its last change where that is known.
fn document(
    root: &'static str,
    entry: &'static str,
    entries: impl Iterator<Item = (String, Option<String>)>,
) -> String {
    let mut xml = XmlWriter::with_declaration();
    xml.element(root, &[("xmlns", NAMESPACE)], |xml| {
        for (address, changed) in entries {
            xml.element(entry, &[], |xml| {
                xml.text_element("loc", &[], &address);
                if let Some(changed) = changed {
                    xml.text_element("lastmod", &[], &changed);
                }
            });
        }
    });
    xml.finish()
}
