//! The site for search engines: sitemap.xml and robots.txt.

use crate::PublishError;
use crate::plan::{Plan, PlannedPage};
use crate::source::Source;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;
use trang_xa::route::Route;

/// The most addresses one file may hold (sitemaps.org).
const MAX_URLS: usize = 50_000;
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// sitemap.xml; beyond 50 000 pages an index and its parts.
pub fn files(source: &Source, plan: &Plan) -> Result<Vec<(String, String)>, PublishError> {
    let pages: Vec<&PlannedPage> = plan.pages().iter().filter(|page| page.route != Route::NotFound).collect();
    let fail = |error: io::Error| PublishError::Page { page: "sitemap.xml".into(), problem: error.to_string() };
    if pages.len() <= MAX_URLS {
        return Ok(vec![("sitemap.xml".into(), urls(source, &pages).map_err(fail)?)]);
    }
    let mut files = Vec::new();
    for (i, part) in pages.chunks(MAX_URLS).enumerate() {
        files.push((format!("sitemap-{}.xml", i + 1), urls(source, part).map_err(fail)?));
    }
    let names: Vec<String> = files.iter().map(|(name, _)| format!("{}{name}", source.site.base_url)).collect();
    let entries = names.iter().map(|address| (address.clone(), None));
    files.push(("sitemap.xml".into(), document("sitemapindex", "sitemap", entries).map_err(fail)?));
    Ok(files)
}

/// robots.txt: everything may be read.
pub fn robots(source: &Source) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", source.site.base_url)
}

fn urls(source: &Source, pages: &[&PlannedPage]) -> io::Result<String> {
    let entries = pages.iter().map(|page| {
        let article = page.article.map(|i| &source.articles[i]);
        let changed = article.and_then(|article| article.modified.max(article.published));
        (page.route.href(&source.site.base_url), changed.map(|changed| changed.rfc3339()))
    });
    document("urlset", "url", entries)
}

fn document(root: &str, entry: &str, entries: impl Iterator<Item = (String, Option<String>)>) -> io::Result<String> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element(root).with_attribute(("xmlns", NAMESPACE)).write_inner_content(|xml| {
        for (address, changed) in entries {
            xml.create_element(entry).write_inner_content(|xml| {
                xml.create_element("loc").write_text_content(BytesText::new(&address))?;
                if let Some(changed) = &changed {
                    xml.create_element("lastmod").write_text_content(BytesText::new(changed))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(String::from_utf8_lossy(&xml.into_inner()).into_owned())
}
