//! Reading documents that are not valid XML.

use super::bytes::{find, find_element};
use super::parser::{UnreadableDates, parse};
use feed_rs::model::Feed;

/// The largest head of a document (all before its first item) that is repeated for each item, in bytes.
const MAX_HEAD_BYTES: usize = 64 << 10;
/// The most items that are read separately.
const MAX_ITEMS: usize = 5_000;

/// Replaces each "&" that does not begin a reference by `&amp;`. Titles and addresses that were typed by hand contain such.
pub(super) fn with_escaped_ampersands(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 64);
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        // In CDATA sections and comments, "&" stands for itself.
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

/// Reads each item of a broken document separately, between the document's head and its end tags. `None` if no item could be
/// read.
pub(super) fn parse_item_by_item(
    file: &str,
    base: Option<&str>,
    bytes: &[u8],
    unreadable: &UnreadableDates,
    remarks: &mut Vec<String>,
) -> Option<Feed> {
    let (open, name, end): (usize, &str, &str) = [("<item", "</item>"), ("<entry", "</entry>")]
        .into_iter()
        .find_map(|(open, end)| Some((find_element(bytes, open, 0)?, open, end)))?;
    let head = &bytes[..open];
    if head.len() > MAX_HEAD_BYTES {
        return None;
    }
    let text = String::from_utf8_lossy(head);
    let last_open =
        text.match_indices('<').filter(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()));
    let root = last_open.map(|(at, _)| tag_name(&text[at + 1..])).next()?.to_owned();
    let in_channel = find_element(head, "<channel", 0).is_some() && !text.contains("</channel>");
    let tail = if in_channel { format!("</channel></{root}>") } else { format!("</{root}>") };

    let mut whole: Option<Feed> = None;
    let mut at = open;
    for number in 1..=MAX_ITEMS {
        let next = find_element(bytes, name, at + 1);
        let limit = next.unwrap_or(bytes.len());
        // An item without an end tag reaches to the next item, and fails.
        let stop = find(&bytes[at..limit], end.as_bytes()).map_or(limit, |found| at + found + end.len());
        let alone = [head, &bytes[at..stop], tail.as_bytes()].concat();
        let problem = parse(base, &alone, unreadable).map_err(|problem| (problem, without_authors(&alone)));
        let read = problem.or_else(|(problem, alone)| match parse(base, &alone, unreadable) {
            Ok(feed) => {
                remarks.push(format!(
                    "{file}, item {number}, author: the name cannot be read; the item was imported without it"
                ));
                Ok(feed)
            }
            Err(_) => Err(problem),
        });
        match read {
            Ok(mut feed) => match &mut whole {
                Some(whole) => whole.entries.append(&mut feed.entries),
                None => whole = Some(feed),
            },
            Err(problem) => {
                remarks.push(format!("{file}, item {number}: the item is broken ({problem}); it was left out"));
            }
        }
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    whole.filter(|feed| !feed.entries.is_empty())
}

/// An item whose author elements have names that feed-rs does not know.
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

/// The name at the beginning of a tag.
fn tag_name(text: &str) -> &str {
    &text[..text.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(text.len())]
}
