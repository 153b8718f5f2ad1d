//! Entries as items of JSON Feed.

use super::entry::{Entry, File, Kind, Text};
use super::nukeviet::NukeViet;
use crate::dates::DateOrder;
use crate::item::{ParsedFeed, plain, put};
use crate::{markup, reference};
use serde_json::{Map, Value, json};
use trangxa_clean::text;
use trangxa_messages::feeds;
use trangxa_model::Timestamp;

/// Turns the entries of a feed into items.
pub(super) struct ItemReader<'a> {
    /// The document's name, for remarks.
    pub file: &'a str,
    /// The authors of the feed, who are those of an item that names none.
    pub authors: Vec<String>,
    pub nukeviet: NukeViet,
    pub dates: DateOrder,
}

impl ItemReader<'_> {
    /// An entry as members of JSON Feed. The error is a sentence for the report.
    pub(super) fn item(
        &self,
        place: &str,
        entry: Entry,
        report: &mut ParsedFeed,
    ) -> Result<Map<String, Value>, String> {
        let file = self.file;
        let mut item = Map::new();
        put(&mut item, "id", entry.id);
        put(&mut item, "url", entry.link);
        put(&mut item, "title", entry.title.as_ref().map(title).filter(|title| !title.is_empty()));
        let in_place = |text: &str| {
            let text = markup::without_lazy_loading(text.trim());
            entry.base.as_deref().map_or_else(|| text.clone(), |base| markup::absolute(&text, base))
        };
        let has_body = entry.content.is_some();
        let mut content = None;
        match entry.content {
            // Plain text is Atom's default, but many feeds leave the type out and contain HTML.
            Some(Text { text, kind: Kind::Plain }) if !markup::has_blocks(&text) => {
                put(&mut item, "content_text", Some(text.trim()));
            }
            Some(Text { text, kind: Kind::Plain | Kind::Html }) => content = Some(in_place(&text)),
            Some(Text { kind: Kind::Other(kind), .. }) => {
                report.losses.push(format!("{file}, {place}, content: {}", feeds::OtherContent { kind }));
            }
            None => {}
        }
        let mut picture = None;
        match entry.summary.map(|summary| in_place(&summary.text)) {
            // Many small CMSs send the body here instead of in `content:encoded`.
            Some(text) if !has_body && !self.nukeviet.is_nukeviet && markup::has_blocks(&text) => {
                put(&mut item, "content_html", Some(text));
            }
            Some(text) => {
                picture = markup::first_picture(&text);
                let summary = text::text_of(&text);
                put(&mut item, "summary", Some(summary).filter(|summary| !summary.is_empty()));
            }
            None => {}
        }
        put(&mut item, "content_html", content);

        let (image, attachments) = media(entry.files);
        put(&mut item, "image", image.or(picture));
        let mut date = |field: &str, texts: &[String]| {
            let date = texts.iter().find_map(|text| self.dates.read(text));
            if let (None, Some(text)) = (date, texts.first()) {
                report.losses.push(format!("{file}, {place}, {field}: {}", feeds::UnreadableDate { date: text }));
            }
            let seconds = date?.unix();
            let beyond_hour = if self.nukeviet.has_months_for_minutes { seconds.rem_euclid(3600) } else { 0 };
            Some(Timestamp::from_unix(seconds - beyond_hour))
        };
        let (published, updated) = match (&entry.published[..], &entry.updated[..]) {
            ([], updated) => (updated, &[][..]),
            dates => dates,
        };
        let published = date("date_published", published);
        let updated = date("date_modified", updated);
        put(&mut item, "date_published", published.map(Timestamp::rfc3339));
        put(&mut item, "date_modified", updated.filter(|_| updated != published).map(Timestamp::rfc3339));

        let mut authors: Vec<Value> = Vec::new();
        for name in if entry.authors.is_empty() { &self.authors } else { &entry.authors } {
            let author = json!({ "name": plain(name) });
            if !authors.contains(&author) {
                authors.push(author);
            }
        }
        put(&mut item, "authors", (!authors.is_empty()).then_some(authors));
        let mut tags: Vec<String> = Vec::new();
        for tag in entry.tags {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        put(&mut item, "tags", (!tags.is_empty()).then_some(tags));
        put(&mut item, "attachments", (!attachments.is_empty()).then_some(attachments));
        let source = entry.source.as_deref().map(plain).filter(|source| !source.is_empty());
        put(&mut item, "_trangxa", source.map(|source| json!({ "source": source })));

        if !["title", "summary", "content_html", "content_text"].iter().any(|field| item.contains_key(*field)) {
            return Err(feeds::NoText.to_string());
        }
        Ok(item)
    }
}

/// The main picture, and the attachments.
fn media(files: Vec<File>) -> (Option<String>, Vec<Value>) {
    let mut image = None;
    let mut thumbnail = None;
    let mut attachments: Vec<Value> = Vec::new();
    for file in files {
        let kind = file.media_type.unwrap_or_else(|| reference::media_type(&file.address).to_owned());
        if file.is_thumbnail {
            thumbnail.get_or_insert(file.address);
        } else if kind.starts_with("image/") {
            image.get_or_insert(file.address);
        } else if !attachments.iter().any(|known| known["url"] == file.address.as_str()) {
            let mut json = json!({ "url": file.address, "mime_type": kind });
            if let Some(title) = file.title {
                json["title"] = title.into();
            }
            if let Some(bytes) = file.bytes {
                json["size_in_bytes"] = bytes.into();
            }
            attachments.push(json);
        }
    }
    // A thumbnail is the same picture, smaller.
    (image.or(thumbnail), attachments)
}

/// The title as text.
fn title(title: &Text) -> String {
    // Tags are removed only from a title that is declared as HTML, because headlines may contain "<".
    if title.kind == Kind::Plain { plain(&title.text) } else { text::text_of(&title.text) }
}
