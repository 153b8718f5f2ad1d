//! The newest official documents for feed readers, and for the programs of those who collect documents.

use crate::site_source::SiteSource;
use serde_json::{Value, json};
use trang_xa::data::address;
use trang_xa::route::Route;
use trangxa_embed::xml::XmlWriter;
use trangxa_model::official::{DocumentFile, OfficialDocument, OfficialDocuments};
use trangxa_words::official as words;

/// The newest documents, the newest first.
fn newest(register: &OfficialDocuments) -> impl Iterator<Item = &OfficialDocument> {
    register.head().into_iter().filter_map(|i| register.documents.get(i))
}

/// What both feeds say of a document.
struct Entry<'a> {
    address: String,
    title: String,
    /// The abstract, or the title again: RSS asks for a description.
    about: &'a str,
    file: Option<&'a DocumentFile>,
}

impl<'a> Entry<'a> {
    fn of(source: &SiteSource, document: &'a OfficialDocument) -> Self {
        let name = document.name();
        let about = document.about.as_deref().unwrap_or_default();
        let title = match (name.is_empty(), about.is_empty()) {
            (true, _) => about.to_owned(),
            (false, true) => name,
            (false, false) => format!("{name}: {about}"),
        };
        let address = Route::OfficialDocument(document.id.clone()).href(&source.site.base_url);
        Self { address, title, about, file: document.files.first() }
    }
}

/// The JSON Feed.
pub(crate) fn json(source: &SiteSource, register: &OfficialDocuments) -> Value {
    let site = &source.site;
    let item = |document: &OfficialDocument| {
        let entry = Entry::of(source, document);
        let mut item =
            json!({"id": entry.address, "url": entry.address, "title": entry.title, "content_text": entry.about});
        if let Some(issued) = document.issued {
            item["date_published"] = issued.rfc3339().into();
        }
        let files: Vec<Value> = document.files.iter().map(|file| attachment(source, file)).collect();
        if !files.is_empty() {
            item["attachments"] = files.into();
        }
        if let Some(kind) = &document.kind {
            item["tags"] = json!([kind]);
        }
        item
    };
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": format!("{} – {}", words::HEADLINE, site.name),
        "home_page_url": Route::OfficialDocuments { year: None }.href(&site.base_url),
        "feed_url": format!("{}{}", site.base_url, address::DOCUMENTS_FEED),
        "language": site.language,
        "items": newest(register).map(item).collect::<Vec<_>>(),
    })
}

fn attachment(source: &SiteSource, file: &DocumentFile) -> Value {
    let mut json = json!({"url": source.absolute(&file.url), "mime_type": mime_type(&file.url)});
    if let Some(size) = file.size {
        json["size_in_bytes"] = size.into();
    }
    json
}

/// The media type of a file by the ending of its name. What is not known is bytes.
fn mime_type(url: &str) -> &'static str {
    let (_, ending) = url.rsplit_once('.').unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "pdf" => "application/pdf",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

/// The RSS 2.0 feed.
pub(crate) fn rss(source: &SiteSource, register: &OfficialDocuments) -> String {
    let site = &source.site;
    let title = format!("{} – {}", words::HEADLINE, site.name);
    let mut xml = XmlWriter::with_declaration();
    let attributes = [("version", "2.0"), ("xmlns:atom", "http://www.w3.org/2005/Atom")];
    xml.element("rss", &attributes, |xml| {
        xml.element("channel", &[], |xml| {
            xml.text_element("title", &[], &title);
            xml.text_element("link", &[], &Route::OfficialDocuments { year: None }.href(&site.base_url));
            xml.text_element("description", &[], &title);
            xml.text_element("language", &[], &site.language);
            let own = format!("{}{}", site.base_url, address::DOCUMENTS_RSS);
            xml.empty_element("atom:link", &[("href", &own), ("rel", "self"), ("type", "application/rss+xml")]);
            for document in newest(register) {
                let entry = Entry::of(source, document);
                xml.element("item", &[], |xml| {
                    xml.text_element("title", &[], &entry.title);
                    xml.text_element("link", &[], &entry.address);
                    xml.text_element("guid", &[("isPermaLink", "true")], &entry.address);
                    if let Some(issued) = document.issued {
                        xml.text_element("pubDate", &[], &issued.rfc2822());
                    }
                    if let Some(kind) = &document.kind {
                        xml.text_element("category", &[], kind);
                    }
                    xml.text_element("description", &[], entry.about);
                    // An enclosure must name its size.
                    if let Some((file, size)) = entry.file.and_then(|file| Some((file, file.size?))) {
                        let (url, size) = (source.absolute(&file.url), size.to_string());
                        let kind = mime_type(&file.url);
                        xml.empty_element("enclosure", &[("url", &url), ("length", &size), ("type", kind)]);
                    }
                });
            }
        });
    });
    xml.finish()
}
