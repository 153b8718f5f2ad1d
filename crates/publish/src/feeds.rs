//! The whole site for feed readers: full text, absolute addresses.

use crate::PublishError;
use crate::clean::with_absolute_urls;
use crate::source::Source;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};
use serde_json::{Value, json};
use std::io;
use trang_xa::route::Route;
use trangxa_model::{Article, Html};

/// JSON Feed 1.1.
pub fn json(source: &Source) -> String {
    let site = &source.site;
    let items: Vec<Value> = source.articles.iter().map(|article| item(source, article)).collect();
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.name,
        "home_page_url": site.base_url,
        "feed_url": format!("{}feed.json", site.base_url),
        "icon": format!("{}icons/icon-512.png", site.base_url),
        "language": site.language,
        "items": items,
    })
    .to_string()
}

fn item(source: &Source, article: &Article) -> Value {
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
        // The standard asks for one of the two.
        None => json["content_text"] = article.summary.clone().unwrap_or_else(|| article.title.clone()).into(),
    }
    json
}

fn text(source: &Source, article: &Article) -> Option<String> {
    article.content.as_ref().map(Html::as_str).map(|html| with_absolute_urls(html, &source.site, &source.base))
}

fn address(source: &Source, article: &Article) -> String {
    Route::Article(article.slug.clone()).href(&source.site.base_url)
}

/// RSS 2.0, with the text in `content:encoded`.
pub fn rss(source: &Source) -> Result<String, PublishError> {
    let written = write_rss(source)
        .map_err(|error| PublishError::Page { page: "feed.xml".into(), problem: error.to_string() })?;
    Ok(String::from_utf8_lossy(&written).into_owned())
}

fn write_rss(source: &Source) -> io::Result<Vec<u8>> {
    let site = &source.site;
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
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
            // The newest change in it, not the time of this run: the same content is the same file.
            let changed = source.articles.iter().filter_map(|article| article.modified.max(article.published)).max();
            if let Some(changed) = changed {
                element(xml, "lastBuildDate", &changed.rfc2822())?;
            }
            xml.create_element("atom:link")
                .with_attributes([
                    ("href", format!("{}feed.xml", site.base_url).as_str()),
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

fn write_item(xml: &mut Writer<Vec<u8>>, source: &Source, article: &Article) -> io::Result<()> {
    xml.create_element("item").write_inner_content(|xml| {
        let link = address(source, article);
        element(xml, "title", &article.title)?;
        element(xml, "link", &link)?;
        xml.create_element("guid").with_attribute(("isPermaLink", "true")).write_text_content(text_event(&link))?;
        if let Some(published) = article.published {
            element(xml, "pubDate", &published.rfc2822())?;
        }
        for author in &article.authors {
            element(xml, "dc:creator", author)?;
        }
        for tag in &article.tags {
            element(xml, "category", tag)?;
        }
        if let Some(summary) = article.excerpt(crate::source::EXCERPT) {
            element(xml, "description", &summary)?;
        }
        // RSS 2.0 takes one enclosure, with its size.
        if let Some(file) = article.attachments.iter().find(|file| file.size.is_some()) {
            let (url, size) = (source.absolute(&file.url), file.size.unwrap_or(0).to_string());
            xml.create_element("enclosure")
                .with_attributes([("url", url.as_str()), ("length", &size), ("type", &file.mime_type)])
                .write_empty()?;
        }
        if let Some(html) = text(source, article) {
            element(xml, "content:encoded", &html)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn element(xml: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(text_event(text))?;
    Ok(())
}

/// Characters that XML 1.0 cannot hold at all are left out; a feed must not become unreadable through one of them.
fn text_event(text: &str) -> quick_xml::events::BytesText<'static> {
    let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r')).collect();
    quick_xml::events::BytesText::new(&text).into_owned()
}
