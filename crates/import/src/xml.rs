//! RSS, Atom and RDF as JSON Feed items, read by feed-rs; and what NukeViet gets wrong in its RSS, put right.

use crate::source::{Parsed, SourceError, put};
use crate::{dates, files, markup};
use chrono::DateTime;
use feed_rs::model::{Entry, Feed, Link, Text};
use feed_rs::parser::Builder;
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, Once, PoisonError};
use trangxa_model::{Timestamp, fingerprint::fingerprint, html, url};

/// feed-rs drops relative addresses that it cannot resolve: a local file's are resolved against this, and read back.
const LOCAL: &str = "http://local.invalid/";

/// Dates that cannot be read leave feed-rs as instants below this one, numbered, so that their text can be named at the
/// item they belong to. Long before year 1, so never a real date; chrono reaches back to -262143.
const UNREADABLE: i64 = -7_000_000_000_000;

/// The media type under which thumbnails come out of feed-rs.
const THUMBNAIL: &str = "image/x-thumbnail";

/// How much a document's head may weigh, and how many items are read one by one, when the document as a whole is broken.
const SALVAGE_HEAD: usize = 64 << 10;
const SALVAGE_ITEMS: usize = 5_000;

/// Reads a document. `base` is its address when it comes from the web.
pub(crate) fn read(file: &str, base: Option<&str>, bytes: &[u8]) -> Result<Parsed, SourceError> {
    let unreadable = Arc::new(Mutex::new(Vec::new()));
    let mut parsed = Parsed::default();
    let feed = match parse(base, bytes, &unreadable) {
        Ok(feed) => feed,
        Err(problem) => {
            let bytes = with_whole_references(bytes);
            let mended = parse(base, &bytes, &unreadable).ok();
            mended
                .or_else(|| salvage(file, base, &bytes, &unreadable, &mut parsed.remarks))
                .ok_or_else(|| SourceError::Xml { file: file.to_owned(), problem })?
        }
    };
    let unreadable = unreadable.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let nukeviet = Nukeviet::recognise(&feed);
    if nukeviet.repairs_dates {
        parsed.remarks.push(format!(
            "{file}: in the dates of this NukeViet feed the minutes hold the month; date and hour were taken, the minutes \
             set to 00"
        ));
    }
    parsed.title = feed.title.as_ref().map(|title| plain(&title.content)).filter(|title| !title.is_empty());
    let reader = Reader { file, base, feed: &feed, nukeviet, unreadable };
    for (i, entry) in feed.entries.iter().enumerate() {
        match reader.item(&format!("item {}", i + 1), entry, &mut parsed.remarks) {
            Ok(item) => parsed.items.push((format!("item {}", i + 1), item)),
            Err(problem) => parsed.remarks.push(format!("{file}, item {}: {problem}", i + 1)),
        }
    }
    Ok(parsed)
}

type Unreadable = Arc<Mutex<Vec<String>>>;

fn parse(base: Option<&str>, bytes: &[u8], unreadable: &Unreadable) -> Result<Feed, String> {
    let unreadable = Arc::clone(unreadable);
    let parser = Builder::new()
        .base_uri(Some(base.unwrap_or(LOCAL)))
        // Its own ids are hashes of link and title, and random ones: a corrected title would be a second article.
        .id_generator(|links, title, _| match (main_link(links), title) {
            (Some(link), _) => link.href.clone(),
            (None, Some(title)) => fingerprint(title.content.as_bytes()),
            (None, None) => String::new(),
        })
        .timestamp_parser(move |text| match dates::read(text) {
            Some(date) => DateTime::from_timestamp(date.unix(), 0),
            None if dates::is_none(text) => None,
            None => {
                let mut list = unreadable.lock().unwrap_or_else(PoisonError::into_inner);
                list.push(text.trim().to_owned());
                DateTime::from_timestamp(UNREADABLE - i64::try_from(list.len()).unwrap_or(0), 0)
            }
        })
        .build();
    let bytes = with_thumbnails(bytes);
    // feed-rs 3.0 cuts names beside an e-mail address at bytes, which panics inside a Vietnamese letter.
    match quietly(|| parser.parse(&bytes[..])) {
        Some(Ok(feed)) => Ok(feed),
        Some(Err(error)) => Err(error.to_string()),
        None => Err("the parser gave up on it".to_owned()),
    }
}

/// Runs something that may panic, and says nothing of it on the terminal: for a clerk there is a remark.
fn quietly<T>(run: impl FnOnce() -> T) -> Option<T> {
    thread_local!(static QUIET: Cell<bool> = const { Cell::new(false) });
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                before(info);
            }
        }));
    });
    QUIET.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(run));
    QUIET.set(false);
    result.ok()
}

/// feed-rs 3.0 drops a `media:thumbnail` that has no `media:content` beside it, which is the common case: it is shown one.
fn with_thumbnails(bytes: &[u8]) -> Cow<'_, [u8]> {
    const NAME: &[u8] = b"media:thumbnail";
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], NAME).map(|found| at + found) {
        out.extend_from_slice(&bytes[at..found]);
        at = found + NAME.len();
        let (before, after) = (bytes[..found].last(), bytes.get(at));
        let ends = after.is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'));
        match before {
            Some(b'<') if ends => out.extend_from_slice(format!("media:content type=\"{THUMBNAIL}\"").as_bytes()),
            Some(b'/') if ends => out.extend_from_slice(b"media:content"),
            _ => out.extend_from_slice(NAME),
        }
    }
    if at == 0 {
        return Cow::Borrowed(bytes);
    }
    out.extend_from_slice(&bytes[at..]);
    Cow::Owned(out)
}

/// Writes out each "&" that begins no reference, as titles and addresses made by hand have them.
fn with_whole_references(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 64);
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        // Between these marks the sign means itself already.
        let verbatim = [(&b"<![CDATA["[..], &b"]]>"[..]), (b"<!--", b"-->")]
            .into_iter()
            .find(|(open, _)| rest.starts_with(open))
            .map(|(_, close)| find(rest, close).map_or(rest.len(), |end| end + close.len()));
        if let Some(length) = verbatim {
            out.extend_from_slice(&rest[..length]);
            at += length;
            continue;
        }
        out.push(rest[0]);
        at += 1;
        if rest[0] == b'&' {
            let name = rest[1..].iter().take(32).position(|b| !b.is_ascii_alphanumeric() && *b != b'#');
            if !name.is_some_and(|end| end > 0 && rest[1 + end] == b';') {
                out.extend_from_slice(b"amp;");
            }
        }
    }
    out
}

/// A document that is broken somewhere: each of its items read alone, within the document's head and end.
fn salvage(
    file: &str,
    base: Option<&str>,
    bytes: &[u8],
    unreadable: &Unreadable,
    remarks: &mut Vec<String>,
) -> Option<Feed> {
    let (open, name, end): (usize, &str, &str) = [("<item", "</item>"), ("<entry", "</entry>")]
        .into_iter()
        .find_map(|(open, end)| Some((find_tag(bytes, open, 0)?, open, end)))?;
    let head = &bytes[..open];
    if head.len() > SALVAGE_HEAD {
        return None;
    }
    let text = String::from_utf8_lossy(head);
    let last_open =
        text.match_indices('<').filter(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()));
    let root = last_open.map(|(at, _)| tag_name(&text[at + 1..])).next()?.to_owned();
    let in_channel = find_tag(head, "<channel", 0).is_some() && !text.contains("</channel>");
    let tail = if in_channel { format!("</channel></{root}>") } else { format!("</{root}>") };

    let mut whole: Option<Feed> = None;
    let mut at = open;
    for number in 1..=SALVAGE_ITEMS {
        let next = find_tag(bytes, name, at + 1);
        let limit = next.unwrap_or(bytes.len());
        // An item that a cut or a stray mark left without its end is read as far as it goes, and fails there.
        let stop = find(&bytes[at..limit], end.as_bytes()).map_or(limit, |found| at + found + end.len());
        let alone = [head, &bytes[at..stop], tail.as_bytes()].concat();
        let problem = parse(base, &alone, unreadable).map_err(|problem| (problem, without_authors(&alone)));
        let read = problem.or_else(|(problem, alone)| match parse(base, &alone, unreadable) {
            Ok(feed) => {
                remarks.push(format!("{file}, item {number}, author: cannot be read; kept without it"));
                Ok(feed)
            }
            Err(_) => Err(problem),
        });
        match read {
            Ok(mut feed) => match &mut whole {
                Some(whole) => whole.entries.append(&mut feed.entries),
                None => whole = Some(feed),
            },
            Err(problem) => remarks.push(format!("{file}, item {number}: is broken ({problem}); left out")),
        }
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    whole.filter(|feed| !feed.entries.is_empty())
}

/// An item with its authors' elements under names that nobody reads.
fn without_authors(item: &[u8]) -> Vec<u8> {
    let mut out = item.to_vec();
    for name in [&b"author>"[..], b"creator>"] {
        let mut at = 0;
        while let Some(found) = find(&out[at..], name).map(|found| at + found) {
            out[found] = b'x';
            at = found + name.len();
        }
    }
    out
}

fn tag_name(text: &str) -> &str {
    &text[..text.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(text.len())]
}

/// Where an element begins; `<items` is no `<item`.
fn find_tag(bytes: &[u8], open: &str, from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(found) = find(bytes.get(at..)?, open.as_bytes()).map(|found| at + found) {
        match bytes.get(found + open.len()) {
            Some(b) if b.is_ascii_whitespace() || matches!(b, b'>' | b'/') => return Some(found),
            _ => at = found + 1,
        }
    }
    None
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// What is known of a NukeViet site's RSS.
#[derive(Clone, Copy)]
struct Nukeviet {
    /// The feed says so, or its ids are NukeViet's.
    is: bool,
    /// Its dates are written with the month where the minutes belong (`H:m:s` in its date pattern).
    repairs_dates: bool,
}

impl Nukeviet {
    fn recognise(feed: &Feed) -> Self {
        let says = |text: &str| text.to_ascii_lowercase().contains("nukeviet");
        let generator = feed.generator.as_ref();
        let named = generator.is_some_and(|g| says(&g.content) || g.uri.as_deref().is_some_and(says));
        let its_id = |entry: &Entry| {
            let number = entry.id.strip_prefix("news_");
            number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
        };
        let is = named || (!feed.entries.is_empty() && feed.entries.iter().all(its_id));
        // A NukeViet that was mended writes minutes of every size: one that is not the month clears them all.
        let dates = feed.entries.iter().filter_map(|entry| entry.published).map(|date| date.timestamp());
        let dates: Vec<i64> = dates.filter(|seconds| *seconds > UNREADABLE).collect();
        let is_month = |seconds: &i64| {
            let text = Timestamp::from_unix(*seconds).rfc3339();
            text.get(5..7) == text.get(14..16)
        };
        Self { is, repairs_dates: is && !dates.is_empty() && dates.iter().all(is_month) }
    }
}

struct Reader<'a> {
    file: &'a str,
    base: Option<&'a str>,
    feed: &'a Feed,
    nukeviet: Nukeviet,
    unreadable: Vec<String>,
}

impl Reader<'_> {
    fn item(&self, place: &str, entry: &Entry, remarks: &mut Vec<String>) -> Result<Map<String, Value>, String> {
        let id = self.address_as_written(entry.id.trim());
        if id.is_empty() {
            return Err("has no id, no link and no title; rejected".to_owned());
        }
        let mut item = Map::new();
        put(&mut item, "id", Some(id));
        put(&mut item, "url", main_link(&entry.links).map(|link| self.address_as_written(&link.href)));
        put(&mut item, "title", entry.title.as_ref().map(title));

        let base = entry.base.as_deref().and_then(|base| url::resolve(self.base.unwrap_or(LOCAL), base));
        let base = base.as_deref().filter(|base| !base.starts_with(LOCAL)).or(self.base);
        let in_place = |text: &str| {
            let text = markup::eager(text.trim());
            base.map_or_else(|| text.clone(), |base| markup::absolute(&text, base))
        };
        let body =
            entry.content.as_ref().and_then(|content| Some((content.body.as_deref()?, content.content_type.as_str())));
        let mut content = None;
        match body.filter(|(text, _)| !text.trim().is_empty()) {
            // Atom's default is plain text; many who leave the type out mean HTML.
            Some((text, "text/plain")) if !markup::has_blocks(text) => {
                put(&mut item, "content_text", Some(text.trim()));
            }
            Some((text, kind)) if kind.starts_with("text/") || kind.contains("html") || kind.contains("xml") => {
                content = Some(in_place(text));
            }
            Some((_, kind)) => remarks.push(format!(
                "{}, {place}, content: is {kind}, which an article cannot show; kept without it",
                self.file
            )),
            None => {}
        }
        let described = entry.summary.as_ref().map(|summary| in_place(&summary.content));
        let mut picture = None;
        match described.filter(|text| !text.is_empty()) {
            // A body without `content:encoded`, as many a small CMS sends it.
            Some(text) if body.is_none() && !self.nukeviet.is && markup::has_blocks(&text) => {
                put(&mut item, "content_html", Some(text));
            }
            Some(text) => {
                picture = markup::first_picture(&text);
                put(&mut item, "summary", Some(html::text_of(&text)));
            }
            None => {}
        }
        put(&mut item, "content_html", content);

        let (image, attachments) = self.media(entry);
        put(&mut item, "image", image.or(picture));
        let mut date = |field: &'static str, date: Option<i64>| {
            let date = date?;
            if let Some(text) = usize::try_from(UNREADABLE - 1 - date).ok().and_then(|at| self.unreadable.get(at)) {
                remarks
                    .push(format!("{}, {place}, {field}: cannot read the date \"{text}\"; kept without it", self.file));
                return None;
            }
            let date = if self.nukeviet.repairs_dates { date - date.rem_euclid(3600) } else { date };
            Some(Timestamp::from_unix(date).rfc3339())
        };
        let (published, updated) = (entry.published.map(|d| d.timestamp()), entry.updated.map(|d| d.timestamp()));
        put(&mut item, "date_published", date("date_published", published.or(updated)));
        let changed = updated.filter(|_| published.is_some() && published != updated);
        put(&mut item, "date_modified", date("date_modified", changed));

        let people = if entry.authors.is_empty() { &self.feed.authors } else { &entry.authors };
        let mut authors: Vec<Value> = Vec::new();
        for name in people.iter().filter_map(|person| person.name.as_deref().or(person.email.as_deref())) {
            // RSS has `address (Name)`; feed-rs takes the address out and leaves the brackets.
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
            return Err("has no title, no summary and no content; rejected".to_owned());
        }
        Ok(item)
    }

    /// The main picture, and the files that belong to the item.
    fn media(&self, entry: &Entry) -> (Option<String>, Vec<Value>) {
        let mut image = None;
        let mut thumbnail = None;
        let mut files: Vec<Value> = Vec::new();
        let mut file = |address: &str, kind: Option<&str>, size: Option<u64>, title: Option<String>| {
            let address = self.address_as_written(address);
            let kind = kind.map(str::to_owned).unwrap_or_else(|| files::media_type(&address).to_owned());
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
        // An enclosure is the full picture, a thumbnail the small one of it.
        (image.or(thumbnail), files)
    }

    /// An address without what stood in for a local file's folder.
    fn address_as_written(&self, address: &str) -> String {
        let local = if self.base.is_none() { address.strip_prefix(LOCAL) } else { None };
        local.unwrap_or(address).to_owned()
    }
}

/// The link to the item itself.
fn main_link(links: &[Link]) -> Option<&Link> {
    let own = |link: &&Link| {
        link.target.is_none() && link.rel.as_deref().is_none_or(|rel| rel == "alternate") && !link.href.is_empty()
    };
    links.iter().find(own)
}

fn title(title: &Text) -> String {
    // Only a title that says it is HTML may lose its tags: "<" is also a mark that headlines use.
    if title.content_type.as_str() == "text/plain" { plain(&title.content) } else { html::text_of(&title.content) }
}

/// Text for people: entities decoded, since many a CMS writes them twice.
pub(crate) fn plain(text: &str) -> String {
    html::collapse(&html::decode_entities(text))
}
