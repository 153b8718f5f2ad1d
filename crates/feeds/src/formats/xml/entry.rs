//! The items of RSS 0.9x, 1.0 and 2.0 and of Atom 0.3 and 1.0, as one form.
//!
//! The formats share most names, and feeds mix them. So each field is looked for under every name that it has in any format; the
//! namespace decides only what is no part of the formats.

use super::tree::{ATOM, CONTENT, DUBLIN_CORE, Element, MEDIA, XHTML};
use crate::dates;
use crate::item::plain;
use std::rc::Rc;
use trangxa_model::url;

/// What a text is.
#[derive(Clone, PartialEq)]
pub(super) enum Kind {
    Plain,
    Html,
    /// Of a media type that an article cannot show.
    Other(String),
}

pub(super) struct Text {
    pub text: String,
    pub kind: Kind,
}

/// A picture or another file.
#[derive(Clone)]
pub(super) struct File {
    pub address: String,
    pub media_type: Option<String>,
    pub bytes: Option<u64>,
    pub title: Option<String>,
    /// Whether it is a smaller copy of another picture.
    pub is_thumbnail: bool,
}

/// An item, with absolute addresses if the document has one.
pub(super) struct Entry {
    /// What the feed says the item is known by.
    pub id: Option<String>,
    pub link: Option<String>,
    pub title: Option<Text>,
    pub summary: Option<Text>,
    pub content: Option<Text>,
    /// The texts of its dates; the first one that can be read counts.
    pub published: Vec<String>,
    pub updated: Vec<String>,
    pub authors: Vec<String>,
    pub tags: Vec<String>,
    pub files: Vec<File>,
    /// The name of the publication that it was taken from.
    pub source: Option<String>,
    /// What addresses in its texts are relative to.
    pub base: Option<Rc<str>>,
}

/// Every item of a document, in its order. `None` if the document is no feed.
pub(super) fn items(root: &Element) -> Option<Vec<&Element>> {
    if root.name == "entry" && root.is_atom() {
        return Some(vec![root]);
    }
    if !matches!(root.name.as_str(), "rss" | "rdf" | "feed" | "channel") {
        return None;
    }
    let is_item = |element: &&Element| matches!(element.name.as_str(), "item" | "entry");
    let mut found = Vec::new();
    for child in root.elements() {
        if child.name == "channel" {
            found.extend(child.elements().filter(is_item));
        } else if is_item(&child) {
            found.push(child);
        }
    }
    Some(found)
}

/// The text of an element, if it is not blank.
pub(super) fn text_of(element: &Element) -> Option<String> {
    Some(element.text().trim().to_owned()).filter(|text| !text.is_empty())
}

/// The names of the people that an element of Atom or RSS names.
pub(super) fn authors(element: &Element) -> Vec<String> {
    let named = element.own("author").filter_map(person);
    named.chain(element.foreign(DUBLIN_CORE, "creator").filter_map(person)).collect()
}

impl Entry {
    pub(super) fn read(item: &Element) -> Self {
        let first = |name| item.own(name).next();
        let id = item.own("guid").chain(item.own("id")).find_map(text_of);
        let links: Vec<Link> = item.own("link").chain(item.foreign(ATOM, "link")).filter_map(Link::read).collect();
        let main = links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
        let is_permalink = first("guid").is_some_and(|guid| guid.attribute("ispermalink") != Some("false"));
        let permalink = id.as_deref().filter(|id| is_permalink && url::host(id).is_some());
        let link = main.map(|link| link.address.clone()).or_else(|| permalink.map(str::to_owned));

        let encoded = item.foreign(CONTENT, "encoded").next();
        let content = encoded
            .map(|encoded| Text { text: encoded.html(), kind: Kind::Html })
            .or_else(|| first("content").and_then(Text::of_atom))
            .or_else(|| Some(Text { text: item.foreign(XHTML, "body").next()?.html(), kind: Kind::Html }));
        let described = first("description").or_else(|| item.foreign(DUBLIN_CORE, "description").next());
        let summary = described
            .map(|described| Text { text: described.html(), kind: Kind::Html })
            .or_else(|| first("summary").and_then(Text::of_atom));
        let title = first("title").or_else(|| item.foreign(DUBLIN_CORE, "title").next());
        let title =
            title.and_then(|title| if item.is_atom() { Text::of_atom(title) } else { Some(Text::plain(title)) });

        let own_dates = |names: &'static [&'static str]| names.iter().flat_map(|name| item.own(name));
        let published = own_dates(&["pubdate", "published", "issued", "created"])
            .chain(item.foreign(DUBLIN_CORE, "date"))
            .chain(item.foreign(ATOM, "published"));
        let updated = own_dates(&["updated", "modified"]).chain(item.foreign(ATOM, "updated"));
        Self {
            id,
            link,
            title: title.filter(Text::is_there),
            summary: summary.filter(Text::is_there),
            content: content.filter(Text::is_there),
            published: published.filter_map(date).collect(),
            updated: updated.filter_map(date).collect(),
            authors: authors(item),
            tags: item.own("category").filter_map(tag).collect(),
            files: files(item, &links),
            source: first("source").and_then(|source| text_of(source.own("title").next().unwrap_or(source))),
            base: first("content").or_else(|| first("description")).unwrap_or(item).base.clone(),
        }
    }
}

impl Text {
    fn plain(element: &Element) -> Self {
        Self { text: element.text(), kind: Kind::Plain }
    }

    /// A text construct of Atom. Version 0.3 has media types and a `mode`.
    fn of_atom(element: &Element) -> Option<Self> {
        let kind = element.attribute("type").unwrap_or("text").to_ascii_lowercase();
        let essence = kind.split(';').next().unwrap_or_default().trim();
        if element.attribute("mode") == Some("base64") {
            return Some(Self { text: element.text(), kind: Kind::Other("base64".to_owned()) });
        }
        Some(match essence {
            "xhtml" | "application/xhtml+xml" => Self { text: element.xhtml(), kind: Kind::Html },
            "text" | "text/plain" | "" if !element.has_elements() => Self::plain(element),
            _ if essence.starts_with("text") || essence.contains("html") || essence.contains("xml") => {
                Self { text: element.html(), kind: Kind::Html }
            }
            _ => Self { text: element.text(), kind: Kind::Other(kind) },
        })
    }

    fn is_there(&self) -> bool {
        !self.text.trim().is_empty()
    }
}

/// The text of a date, unless it stands for a missing one.
fn date(element: &Element) -> Option<String> {
    text_of(element).filter(|text| !dates::is_missing(text))
}

/// A link of Atom, or of RSS.
struct Link {
    address: String,
    rel: Option<String>,
    /// What it leads to, if that is an attachment.
    file: File,
}

impl Link {
    fn read(element: &Element) -> Option<Self> {
        let written = element.attribute("href").map(str::to_owned).or_else(|| text_of(element))?;
        let address = resolve(element, &written)?;
        Some(Self {
            address: address.clone(),
            rel: element.attribute("rel").map(str::to_ascii_lowercase),
            file: File::read(element, address, &["length"]),
        })
    }
}

impl File {
    fn read(element: &Element, address: String, sizes: &[&str]) -> Self {
        let attribute = |name| element.attribute(name).filter(|value| !value.is_empty());
        Self {
            address,
            media_type: attribute("type").map(str::to_ascii_lowercase),
            bytes: sizes.iter().find_map(|name| attribute(name)?.parse().ok()).filter(|bytes| *bytes > 0),
            title: attribute("title").map(plain).filter(|title| !title.is_empty()),
            is_thumbnail: false,
        }
    }
}

/// The pictures and files of an item, those of Media RSS first.
fn files(item: &Element, links: &[Link]) -> Vec<File> {
    let mut files = Vec::new();
    let mut media = vec![item];
    media.extend(item.foreign(MEDIA, "group"));
    for group in media {
        for content in group.foreign(MEDIA, "content") {
            let titled = content.foreign(MEDIA, "title").chain(group.foreign(MEDIA, "title")).find_map(text_of);
            if let Some(address) = address_of(content) {
                let file = File::read(content, address, &["filesize"]);
                files.push(File { title: titled.map(|title| plain(&title)).or(file.title), ..file });
            }
            files.extend(thumbnails(content));
        }
        files.extend(thumbnails(group));
    }
    for enclosure in item.own("enclosure") {
        files.extend(address_of(enclosure).map(|address| File::read(enclosure, address, &["length"])));
    }
    let enclosed = links.iter().filter(|link| link.rel.as_deref() == Some("enclosure"));
    files.extend(enclosed.map(|link| link.file.clone()));
    files
}

fn thumbnails(element: &Element) -> impl Iterator<Item = File> {
    let found = element.foreign(MEDIA, "thumbnail");
    found.filter_map(|it| Some(File { is_thumbnail: true, ..File::read(it, address_of(it)?, &[]) }))
}

/// The address in the attribute `url`.
fn address_of(element: &Element) -> Option<String> {
    resolve(element, element.attribute("url").or_else(|| element.attribute("href"))?)
}

/// An absolute address; as written, if the document has none.
fn resolve(element: &Element, address: &str) -> Option<String> {
    let address = address.trim();
    match &element.base {
        _ if address.is_empty() => None,
        Some(base) => url::resolve(base, address),
        None => Some(address.to_owned()),
    }
}

/// The name of a person: Atom's element, or RSS's `address (Name)`, `Name <address>` and plain names.
fn person(element: &Element) -> Option<String> {
    let part = |name| element.elements().filter(move |child| child.name == name).find_map(text_of);
    if element.has_elements() {
        return part("name").or_else(|| part("email"));
    }
    let written = text_of(element)?;
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | ',' | ';' | '-' | '–' | '—');
    let Some(at) = written.find('@') else { return Some(written) };
    // The mail address is left out, unless there is nothing else.
    let start =
        written[..at].rfind(is_mark).map_or(0, |mark| mark + written[mark..].chars().next().map_or(1, char::len_utf8));
    let end = written[at..].find(is_mark).map_or(written.len(), |mark| at + mark);
    let name = format!("{} {}", written[..start].trim_end_matches(is_mark), written[end..].trim_start_matches(is_mark));
    let name = name.trim_matches(is_mark);
    Some(if name.is_empty() { written } else { name.to_owned() })
}

/// A category of RSS, or of Atom.
fn tag(element: &Element) -> Option<String> {
    let named = element.attribute("label").or_else(|| element.attribute("term")).map(str::to_owned);
    let tag = plain(&named.or_else(|| text_of(element))?);
    (!tag.is_empty()).then_some(tag)
}
