//! The whole site for feed readers, with full texts and absolute addresses.

use crate::html_addresses::with_absolute_urls;
use crate::output::Parts;
use crate::paths::{JSON_FEED, RSS_FEED};
use crate::site_source::{EXCERPT, SiteSource};
use rayon::prelude::*;
use serde_json::{Value, json};
use trang_xa::route::Route;
use trangxa_embed::xml::XmlWriter;
use trangxa_model::feed::Attachment;
use trangxa_model::{Article, Html};

/// How many articles are in memory as items of a feed.
const AT_ONCE: usize = 256;

/// Writes the JSON Feed: <https://www.jsonfeed.org/version/1.1/>.
pub(crate) fn json(source: &SiteSource, out: &mut Parts) {
    let site = &source.site;
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.name,
        "home_page_url": site.base_url,
        "feed_url": format!("{}{JSON_FEED}", site.base_url),
        "icon": format!("{}icons/icon-512.png", site.base_url),
        "language": site.language,
        "items": [],
    })
    .to_string();
    // Inside of texts the quotation marks have backslashes.
    let (before, after) = feed.split_once("\"items\":[").unwrap_or_default();
    out.add(before);
    out.add("\"items\":[");
    let mut separator = "";
    in_parts(
        source,
        |article| item(source, article).to_string(),
        |item| {
            out.add(separator);
            out.add(item);
            separator = ",";
        },
    );
    out.add(after);
}

/// Makes a text of each article, some of them at the same time, and takes them in order.
fn in_parts(source: &SiteSource, make: impl Fn(&Article) -> String + Sync, mut take: impl FnMut(&str)) {
    for articles in source.articles.chunks(AT_ONCE) {
        let made: Vec<String> = articles.par_iter().map(&make).collect();
        made.iter().for_each(|text| take(text));
    }
}

/// An article as readers elsewhere need it.
fn item(source: &SiteSource, article: &Article) -> Value {
    let outward = Article {
        url: Some(address(source, article)),
        image: article.image.as_ref().map(|image| source.absolute(image)),
        srcset: None,
        item: None,
        audio: article.audio.as_ref().map(|audio| source.absolute(audio)),
        attachments: article
            .attachments
            .iter()
            .map(|file| Attachment { url: source.absolute(&file.url), ..file.clone() })
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

/// Writes the RSS 2.0 feed, with the articles' texts in `content:encoded`.
pub(crate) fn rss(source: &SiteSource, out: &mut Parts) {
    let site = &source.site;
    let mut xml = XmlWriter::with_declaration();
    let attributes = [
        ("version", "2.0"),
        ("xmlns:atom", "http://www.w3.org/2005/Atom"),
        ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml.element("rss", &attributes, |xml| {
        xml.element("channel", &[], |xml| {
            xml.text_element("title", &[], &site.name);
            xml.text_element("link", &[], &site.base_url);
            xml.text_element("description", &[], &site.name);
            xml.text_element("language", &[], &site.language);
            // The time of the newest change, not of the build, so that the same content gives the same file.
            let changed = source.articles.iter().filter_map(|article| article.modified.max(article.published)).max();
            if let Some(changed) = changed {
                xml.text_element("lastBuildDate", &[], &changed.rfc2822());
            }
            let own_address = format!("{}{RSS_FEED}", site.base_url);
            xml.empty_element("atom:link", &[("href", &own_address), ("rel", "self"), ("type", "application/rss+xml")]);
            out.add(&xml.take_part());
            let item = |article: &Article| {
                let mut xml = XmlWriter::new();
                write_item(&mut xml, source, article);
                xml.finish()
            };
            in_parts(source, item, |item| out.add(item));
        });
    });
    out.add(&xml.finish());
}

/// The file that goes with an item, and its size. An item of RSS 2.0 has at most one enclosure, which must name its size: a recording, which
/// podcast programs take, before any other file. For a recording of unknown size, on another host, these programs expect 0.
fn enclosure(article: &Article) -> Option<(&Attachment, u64)> {
    let recording = article.attachments.iter().find(|file| file.is_recording());
    let recording = recording.map(|file| (file, file.size.unwrap_or(0)));
    recording.or_else(|| article.attachments.iter().find_map(|file| Some((file, file.size?))))
}

fn write_item(xml: &mut XmlWriter, source: &SiteSource, article: &Article) {
    xml.element("item", &[], |xml| {
        let link = address(source, article);
        xml.text_element("title", &[], &article.title);
        xml.text_element("link", &[], &link);
        xml.text_element("guid", &[("isPermaLink", "true")], &link);
        if let Some(published) = article.published {
            xml.text_element("pubDate", &[], &published.rfc2822());
        }
        for author in &article.authors {
            xml.text_element("dc:creator", &[], author);
        }
        for tag in &article.tags {
            xml.text_element("category", &[], tag);
        }
        if let Some(summary) = article.excerpt(EXCERPT) {
            xml.text_element("description", &[], &summary);
        }
        if let Some((file, size)) = enclosure(article) {
            let (url, size) = (source.absolute(&file.url), size.to_string());
            xml.empty_element("enclosure", &[("url", &url), ("length", &size), ("type", &file.mime_type)]);
        }
        if let Some(html) = text(source, article) {
            xml.text_element("content:encoded", &[], &html);
        }
    });
}
