//! Entries of feed-rs as items of JSON Feed.

use super::nukeviet::NukeViet;
use super::parser::{LOCAL_BASE, THUMBNAIL, UnreadableDates, main_link};
use crate::item::{plain, put};
use crate::{markup, reference};
use feed_rs::model::{Entry, Feed, Text};
use serde_json::{Map, Value, json};
use trangxa_clean::text;
use trangxa_model::{Timestamp, url};

/// Turns the entries of a feed into items.
pub(super) struct ItemReader<'a> {
    /// The document's name, for remarks.
    pub file: &'a str,
    /// The document's address, if it is from the web.
    pub base: Option<&'a str>,
    pub feed: &'a Feed,
    pub nukeviet: NukeViet,
    pub unreadable: UnreadableDates,
}

impl ItemReader<'_> {
    /// An entry as members of JSON Feed. The error is a sentence for the report.
    pub(crate) fn item(
        &self,
        place: &str,
        entry: &Entry,
        remarks: &mut Vec<String>,
    ) -> Result<Map<String, Value>, String> {
        let id = self.address_as_written(entry.id.trim());
        if id.is_empty() {
            return Err("it has no id, no link and no title; it was left out".to_owned());
        }
        let mut item = Map::new();
        put(&mut item, "id", Some(id));
        put(&mut item, "url", main_link(&entry.links).map(|link| self.address_as_written(&link.href)));
        put(&mut item, "title", entry.title.as_ref().map(title));

        let base = entry.base.as_deref().and_then(|base| url::resolve(self.base.unwrap_or(LOCAL_BASE), base));
        let base = base.as_deref().filter(|base| !base.starts_with(LOCAL_BASE)).or(self.base);
        let in_place = |text: &str| {
            let text = markup::without_lazy_loading(text.trim());
            base.map_or_else(|| text.clone(), |base| markup::absolute(&text, base))
        };
        let body =
            entry.content.as_ref().and_then(|content| Some((content.body.as_deref()?, content.content_type.as_str())));
        let mut content = None;
        match body.filter(|(text, _)| !text.trim().is_empty()) {
            // Plain text is Atom's default, but many feeds leave the type out and contain HTML.
            Some((text, "text/plain")) if !markup::has_blocks(text) => {
                put(&mut item, "content_text", Some(text.trim()));
            }
            Some((text, kind)) if kind.starts_with("text/") || kind.contains("html") || kind.contains("xml") => {
                content = Some(in_place(text));
            }
            Some((_, kind)) => remarks.push(format!(
                "{}, {place}, content: an article cannot show {kind}; the item was imported without it",
                self.file
            )),
            None => {}
        }
        let described = entry.summary.as_ref().map(|summary| in_place(&summary.content));
        let mut picture = None;
        match described.filter(|text| !text.is_empty()) {
            // Many small CMSs send the body here instead of in `content:encoded`.
            Some(text) if body.is_none() && !self.nukeviet.is_nukeviet && markup::has_blocks(&text) => {
                put(&mut item, "content_html", Some(text));
            }
            Some(text) => {
                picture = markup::first_picture(&text);
                put(&mut item, "summary", Some(text::text_of(&text)));
            }
            None => {}
        }
        put(&mut item, "content_html", content);

        let (image, attachments) = self.media(entry);
        put(&mut item, "image", image.or(picture));
        let mut date = |field: &'static str, date: Option<i64>| {
            let date = date?;
            if let Some(text) = self.unreadable.text_of(date) {
                remarks.push(format!(
                    "{}, {place}, {field}: the date \"{text}\" cannot be read; the item was imported without it",
                    self.file
                ));
                return None;
            }
            let date = if self.nukeviet.has_months_for_minutes { date - date.rem_euclid(3600) } else { date };
            Some(Timestamp::from_unix(date).rfc3339())
        };
        let (published, updated) = (entry.published.map(|d| d.timestamp()), entry.updated.map(|d| d.timestamp()));
        put(&mut item, "date_published", date("date_published", published.or(updated)));
        let changed = updated.filter(|_| published.is_some() && published != updated);
        put(&mut item, "date_modified", date("date_modified", changed));

        let people = if entry.authors.is_empty() { &self.feed.authors } else { &entry.authors };
        let mut authors: Vec<Value> = Vec::new();
        for name in people.iter().filter_map(|person| person.name.as_deref().or(person.email.as_deref())) {
            // RSS writes `address (Name)`. feed-rs removes the address and leaves the brackets.
            let inner = name.trim().strip_prefix('(').and_then(|name| name.strip_suffix(')'));
            let name = plain(inner.unwrap_or(name));
            let author = json!({ "name": name });
            if !name.is_empty() && !authors.contains(&author) {
                authors.push(author);
            }
        }
        put(&mut item, "authors", (!authors.is_empty()).then_some(authors));
        let mut tags: Vec<String> = Vec::new();
        for category in &entry.categories {
            let tag = plain(category.label.as_deref().unwrap_or(&category.term));
            if !tag.is_empty() && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        put(&mut item, "tags", (!tags.is_empty()).then_some(tags));
        put(&mut item, "attachments", (!attachments.is_empty()).then_some(attachments));
        let source = entry.source.as_deref().map(plain).filter(|source| !source.is_empty());
        put(&mut item, "_trangxa", source.map(|source| json!({ "source": source })));

        if !["title", "summary", "content_html", "content_text"].iter().any(|field| item.contains_key(*field)) {
            return Err("it has no title, no summary and no content; it was left out".to_owned());
        }
        Ok(item)
    }

    /// The main picture, and the attachments.
    fn media(&self, entry: &Entry) -> (Option<String>, Vec<Value>) {
        let mut image = None;
        let mut thumbnail = None;
        let mut files: Vec<Value> = Vec::new();
        let mut file = |address: &str, kind: Option<&str>, size: Option<u64>, title: Option<String>| {
            let address = self.address_as_written(address);
            let kind = kind.unwrap_or_else(|| reference::media_type(&address)).to_owned();
            if kind == THUMBNAIL {
                thumbnail.get_or_insert(address);
            } else if kind.starts_with("image/") {
                image.get_or_insert(address);
            } else if !files.iter().any(|known| known["url"] == address.as_str()) {
                let mut json = json!({ "url": address, "mime_type": kind });
                if let Some(title) = title.filter(|title| !title.is_empty()) {
                    json["title"] = title.into();
                }
                if let Some(size) = size.filter(|size| *size > 0) {
                    json["size_in_bytes"] = size.into();
                }
                files.push(json);
            }
        };
        for object in &entry.media {
            for content in &object.content {
                if let Some(address) = &content.url {
                    let kind = content.content_type.as_ref().map(|kind| kind.as_str());
                    let title = object.title.as_ref().map(|title| plain(&title.content));
                    file(address.as_str(), kind, content.size, title);
                }
            }
        }
        for link in entry.links.iter().filter(|link| link.rel.as_deref() == Some("enclosure")) {
            file(&link.href, link.media_type.as_deref(), link.length, link.title.as_deref().map(plain));
        }
        // A thumbnail is the same picture, smaller.
        (image.or(thumbnail), files)
    }

    /// An address without the base that stands for the folder of a local file.
    fn address_as_written(&self, address: &str) -> String {
        let local = if self.base.is_none() { address.strip_prefix(LOCAL_BASE) } else { None };
        local.unwrap_or(address).to_owned()
    }
}

/// The title as text.
fn title(title: &Text) -> String {
    // Tags are removed only from a title that is declared as HTML, because headlines may contain "<".
    if title.content_type.as_str() == "text/plain" { plain(&title.content) } else { text::text_of(&title.content) }
}
