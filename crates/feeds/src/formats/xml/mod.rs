//! RSS, Atom and RDF, read by feed-rs.

mod bytes;
mod items;
mod nukeviet;
mod parser;
mod repair;

pub use parser::PARSER_THREAD;

use crate::error::SourceError;
use crate::item::{ParsedFeed, plain};
use items::ItemReader;
use nukeviet::NukeViet;
use parser::{UnreadableDates, parse};
use repair::{parse_item_by_item, with_escaped_ampersands};

/// Reads a document. `file` is its name for remarks, `base` its address if it is from the web.
pub(super) fn read(file: &str, base: Option<&str>, bytes: &[u8]) -> Result<ParsedFeed, SourceError> {
    let unreadable = UnreadableDates::default();
    let mut parsed = ParsedFeed::default();
    let feed = match parse(base, bytes, &unreadable) {
        Ok(feed) => feed,
        Err(problem) => {
            let bytes = with_escaped_ampersands(bytes);
            parse(base, &bytes, &unreadable)
                .ok()
                .or_else(|| parse_item_by_item(file, base, &bytes, &unreadable, &mut parsed.remarks))
                .ok_or_else(|| SourceError::Xml { file: file.to_owned(), problem })?
        }
    };
    let nukeviet = NukeViet::recognise(&feed);
    if nukeviet.has_months_for_minutes {
        parsed.remarks.push(format!(
            "{file}: in the dates of this NukeViet feed the minutes hold the month; date and hour were used, and the minutes \
             set to 00"
        ));
    }
    parsed.title = feed.title.as_ref().map(|title| plain(&title.content)).filter(|title| !title.is_empty());
    let reader = ItemReader { file, base, feed: &feed, nukeviet, unreadable };
    for (i, entry) in feed.entries.iter().enumerate() {
        let place = format!("item {}", i + 1);
        match reader.item(&place, entry, &mut parsed.remarks) {
            Ok(item) => parsed.items.push((place, item)),
            Err(problem) => parsed.remarks.push(format!("{file}, {place}: {problem}")),
        }
    }
    Ok(parsed)
}
