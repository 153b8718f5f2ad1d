//! Reading documents that are not valid XML.

use trangxa_messages::feeds;

/// The largest head of a document (all before its first item) that is repeated for each item, in bytes.
const MAX_HEAD_BYTES: usize = 64 << 10;
/// The most items that are read separately.
const MAX_ITEMS: usize = 5_000;

/// Reads each item of a broken document separately, between the document's head and its end tags. `read` gets the item's number
/// and that text. Returns the numbers of the items that could not be read, with the reasons.
pub(super) fn item_by_item(
    text: &str,
    mut read: impl FnMut(usize, &str) -> Result<(), String>,
) -> Vec<(usize, String)> {
    let mut broken = Vec::new();
    let Some((first, name)) = find_item(text, 0) else { return broken };
    let head = &text[..first];
    if head.len() > MAX_HEAD_BYTES {
        return broken;
    }
    let tail: String = open_elements(head).iter().rev().map(|name| format!("</{name}>")).collect();
    let end = format!("</{name}>");
    let mut at = first;
    for number in 1..=MAX_ITEMS {
        let next = find_item(text, at + 1).map(|(next, _)| next);
        let limit = next.unwrap_or(text.len());
        // An item without an end tag reaches to the next item, and fails.
        let stop = text[at..limit].find(&end).map_or(limit, |found| at + found + end.len());
        if let Err(problem) = read(number, &[head, &text[at..stop], &tail].concat()) {
            broken.push((number, problem));
        }
        match next {
            Some(next) => at = next,
            None => return broken,
        }
    }
    broken.push((MAX_ITEMS + 1, feeds::BrokenWithManyItems { limit: MAX_ITEMS }.to_string()));
    broken
}

/// The text with `&lt;` for each "<" that begins no markup, such as in `x < y`; `None` if there is none.
pub(super) fn with_escaped_brackets(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 64);
    let mut written = 0;
    for at in brackets(text) {
        let begins_markup =
            text[at + 1..].starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '/' | '!' | '?'));
        if !begins_markup {
            out.push_str(&text[written..at]);
            out.push_str("&lt;");
            written = at + 1;
        }
    }
    out.push_str(&text[written..]);
    (written > 0).then_some(out)
}

/// The places of every "<", without those inside of CDATA sections and comments.
fn brackets(text: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let found = at + text.get(at..)?.find('<')?;
        let verbatim = [("<![CDATA[", "]]>"), ("<!--", "-->")];
        let close = verbatim.iter().find(|(open, _)| text[found..].starts_with(open)).map(|(_, close)| close);
        at = match close {
            Some(close) => text[found..].find(close).map_or(text.len(), |end| found + end),
            None => found + 1,
        };
        Some(found)
    })
}

/// The first start tag of an item or entry from a place on, and its name as written; `<items>` is another element.
fn find_item(text: &str, from: usize) -> Option<(usize, &str)> {
    let rest = text.get(from..)?;
    brackets(rest).find_map(|at| {
        let name = tag_name(&rest[at + 1..]);
        let local = name.rsplit(':').next()?;
        ["item", "entry"].iter().any(|item| local.eq_ignore_ascii_case(item)).then_some((from + at, name))
    })
}

/// The names of the elements that are open at the end of a document's head.
fn open_elements(head: &str) -> Vec<&str> {
    let mut open: Vec<&str> = Vec::new();
    for at in brackets(head) {
        let tag = &head[at + 1..];
        if let Some(end) = tag.strip_prefix('/') {
            if open.last() == Some(&tag_name(end)) {
                open.pop();
            }
        } else if tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let is_empty = tag.split('>').next().is_some_and(|tag| tag.ends_with('/'));
            if !is_empty {
                open.push(tag_name(tag));
            }
        }
    }
    open
}

/// The name at the beginning of a tag.
fn tag_name(text: &str) -> &str {
    &text[..text.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(text.len())]
}
