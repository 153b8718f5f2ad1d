//! The whole site for feed readers, with full texts and absolute addresses.

use crate::error::PublishError;
use crate::html_addresses::with_absolute_urls;
use crate::paths::{JSON_FEED, RSS_FEED};
use crate::site_source::{EXCERPT, SiteSource};
use crate::xml::{self, element};
use quick_xml::Writer;
use quick_xml::events::BytesText;
use serde_json::{Value, json};
use std::io;
use trang_xa::route::Route;
use trangxa_model::{Article, Html};

/// The text of the JSON Feed: <https://www.jsonfeed.org/version/1.1/>.
pub(crate) fn json(source: &SiteSource) -> String {
    let site = &source.site;
    let items: Vec<Value> = source.articles.iter().map(|article| item(source, article)).collect();
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.name,
        "home_page_url": site.base_url,
        "feed_url": format!("{}{JSON_FEED}", site.base_url),
        "icon": format!("{}icons/icon-512.png", site.base_url),
        "language": site.language,
        "items": items,
    })
    .to_string()
}

/// An article as readers elsewhere need it.
fn item(source: &SiteSource, article: &Article) -> Value {
    let outward = Article {
        url: Some(address(source, article)),
        image: article.image.as_ref().map(|image| source.absolute(image)),
        item: None,
        audio: article.audio.as_ref().map(|audio| source.absolute(audio)),
        attachments: article
            .attachments
            .iter()
            .map(|file| trangxa_model::feed::Attachment { url: source.absolute(&file.url), ..file.clone() })
            .collect(),
        ..article.clone()
    };
    let mut json = outward.to_json();
    match text(source, article) {
        Some(html) => json["content_html"] = html.into(),
        // The standard requires one of the two members.
        None => json["content_text"] = article.summary.clone().unwrap_or_else(|| article.title.clone()).into(),
    }
    json
}

/// The text of an article with absolute addresses.
fn text(source: &SiteSource, article: &Article) -> Option<String> {
    article.content.as_ref().map(Html::as_str).map(|html| with_absolute_urls(html, &source.site, &source.base))
}

/// The absolute address of an article.
fn address(source: &SiteSource, article: &Article) -> String {
    Route::Article(article.slug.clone()).href(&source.site.base_url)
}

/// The text of the RSS 2.0 feed, with the articles' texts in `content:encoded`.
pub(crate) fn rss(source: &SiteSource) -> Result<String, PublishError> {
    let written =
        write_rss(source).map_err(|error| PublishError::Page { page: RSS_FEED.into(), problem: error.to_string() })?;
    Ok(String::from_utf8_lossy(&written).into_owned())
}

fn write_rss(source: &SiteSource) -> io::Result<Vec<u8>> {
    let site = &source.site;
    let mut xml = xml::document()?;
    let rss = xml.create_element("rss").with_attributes([
        ("version", "2.0"),
        ("xmlns:atom", "http://www.w3.org/2005/Atom"),
        ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ]);
    rss.write_inner_content(|xml| {
        xml.create_element("channel").write_inner_content(|xml| {
            element(xml, "title", &site.name)?;
            element(xml, "link", &site.base_url)?;
            element(xml, "description", &site.name)?;
            element(xml, "language", &site.language)?;
            // The time of the newest change, not of the build, so that the same content gives the same file.
            let changed = source.articles.iter().filter_map(|article| article.modified.max(article.published)).max();
            if let Some(changed) = changed {
                element(xml, "lastBuildDate", &changed.rfc2822())?;
            }
            xml.create_element("atom:link")
                .with_attributes([
                    ("href", format!("{}{RSS_FEED}", site.base_url).as_str()),
                    ("rel", "self"),
                    ("type", "application/rss+xml"),
                ])
                .write_empty()?;
            source.articles.iter().try_for_each(|article| write_item(xml, source, article))
        })?;
        Ok(())
    })?;
    Ok(xml.into_inner())
}

fn write_item(xml: &mut Writer<Vec<u8>>, source: &SiteSource, article: &Article) -> io::Result<()> {
    xml.create_element("item").write_inner_content(|xml| {
        let link = address(source, article);
        element(xml, "title", &article.title)?;
        element(xml, "link", &link)?;
        xml.create_element("guid").with_attribute(("isPermaLink", "true")).write_text_content(BytesText::new(&link))?;
        if let Some(published) = article.published {
            element(xml, "pubDate", &published.rfc2822())?;
        }
        for author in &article.authors {
            element(xml, "dc:creator", author)?;
        }
        for tag in &article.tags {
            element(xml, "category", tag)?;
        }
        if let Some(summary) = article.excerpt(EXCERPT) {
            element(xml, "description", &summary)?;
        }
        // An item of RSS 2.0 has at most one enclosure, which must name its size.
        if let Some(file) = article.attachments.iter().find(|file| file.size.is_some()) {
            let (url, size) = (source.absolute(&file.url), file.size.unwrap_or(0).to_string());
            let (url, kind) = (xml::allowed(&url), xml::allowed(&file.mime_type));
            xml.create_element("enclosure")
                .with_attributes([("url", &*url), ("length", &size), ("type", &kind)])
                .write_empty()?;
        }
        if let Some(html) = text(source, article) {
            element(xml, "content:encoded", &html)?;
        }
        Ok(())
    })?;
    Ok(())
}
