//! feed-rs, with our ids and dates, and protected from its panics.

use super::bytes::find;
use crate::dates;
use chrono::DateTime;
use feed_rs::model::{Feed, Link};
use feed_rs::parser::Builder;
use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use trangxa_model::fingerprint::fingerprint;

/// The name of the threads on which feed-rs runs.
///
/// feed-rs panics on some feeds, and an import reports these as unreadable items. The panic's message on standard error comes
/// from the panic hook; a program that does not want to show it to its users can recognise these threads by their name.
pub const PARSER_THREAD: &str = "feed-rs";

/// feed-rs drops relative addresses if it has no base. Those of a local file get this base, which is removed again later.
pub(super) const LOCAL_BASE: &str = "http://local.invalid/";

/// The media type of `media:thumbnail` elements in the result.
pub(super) const THUMBNAIL: &str = "image/x-thumbnail";

/// The texts of dates that cannot be read. feed-rs passes only instants on, so each such text is represented by an instant,
/// and can be named later in the remark about its item.
#[derive(Clone, Default)]
pub(super) struct UnreadableDates(Arc<Mutex<Vec<String>>>);

/// Instants below this one represent unreadable dates. It is long before year 1, and no real date; chrono begins at -262143.
const FIRST_UNREADABLE: i64 = -7_000_000_000_000;

impl UnreadableDates {
    /// Whether an instant, in seconds since 1970, represents an unreadable date.
    pub(crate) fn represents(seconds: i64) -> bool {
        seconds <= FIRST_UNREADABLE
    }

    /// The text of the unreadable date that an instant represents.
    pub(crate) fn text_of(&self, seconds: i64) -> Option<String> {
        let at = usize::try_from(FIRST_UNREADABLE - seconds).ok()?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(at).cloned()
    }

    /// Stores a text and returns the instant that represents it.
    fn add(&self, text: &str) -> i64 {
        let mut texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        texts.push(text.to_owned());
        FIRST_UNREADABLE - i64::try_from(texts.len() - 1).unwrap_or(0)
    }
}

/// Parses a document. The error is feed-rs' own message.
pub(super) fn parse(base: Option<&str>, bytes: &[u8], unreadable: &UnreadableDates) -> Result<Feed, String> {
    let bytes = with_thumbnails(bytes);
    let unreadable = unreadable.clone();
    let run = || parse_here(base, &bytes, unreadable);
    // feed-rs 3.0 cuts names next to an e-mail address at bytes, and panics inside of a Vietnamese letter. On a thread of its
    // own, a panic ends that thread only.
    thread::scope(|scope| {
        let thread = thread::Builder::new().name(PARSER_THREAD.to_owned()).spawn_scoped(scope, run);
        let thread = thread.map_err(|error| error.to_string())?;
        thread.join().unwrap_or_else(|_| Err("the parser stopped with an error of its own".to_owned()))
    })
}

fn parse_here(base: Option<&str>, bytes: &[u8], unreadable: UnreadableDates) -> Result<Feed, String> {
    let parser = Builder::new()
        .base_uri(Some(base.unwrap_or(LOCAL_BASE)))
        // The ids that feed-rs generates depend on the title: a corrected title would make a second article.
        .id_generator(|links, title, _| match (main_link(links), title) {
            (Some(link), _) => link.href.clone(),
            (None, Some(title)) => fingerprint(title.content.as_bytes()),
            (None, None) => String::new(),
        })
        .timestamp_parser(move |text| match dates::read(text) {
            Some(date) => DateTime::from_timestamp(date.unix(), 0),
            None if dates::is_missing(text) => None,
            None => DateTime::from_timestamp(unreadable.add(text.trim()), 0),
        })
        .build();
    parser.parse(bytes).map_err(|error| error.to_string())
}

/// The link to the item itself.
pub(super) fn main_link(links: &[Link]) -> Option<&Link> {
    let own = |link: &&Link| {
        link.target.is_none() && link.rel.as_deref().is_none_or(|rel| rel == "alternate") && !link.href.is_empty()
    };
    links.iter().find(own)
}

/// feed-rs 3.0 drops a `media:thumbnail` that has no `media:content` next to it, as most have. Each is renamed to a
/// `media:content` of our own media type.
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
