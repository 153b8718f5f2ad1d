//! Finds and replaces addresses inside HTML.
//!
//! Only the attribute values change, and every other byte stays. A parser and serialiser would rewrite the whole text, and
//! every later import would look like a change.

use std::ops::Range;
use trangxa_model::{html, url};

/// Elements whose content a browser does not read as markup.
const RAW_TEXT: [&str; 6] = ["script", "style", "textarea", "title", "xmp", "iframe"];

/// One attribute of one tag.
struct Attribute {
    name: Range<usize>,
    /// The value, without quotes.
    value: Range<usize>,
    /// Whether the value has quotes around it.
    quoted: bool,
}

/// One opening tag.
struct Tag {
    name: Range<usize>,
    attributes: Vec<Attribute>,
}

impl Tag {
    /// The first attribute of a name. A browser ignores the others.
    fn attribute(&self, html: &str, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| html[attribute.name.clone()].eq_ignore_ascii_case(name))
    }

    fn is(&self, html: &str, name: &str) -> bool {
        html[self.name.clone()].eq_ignore_ascii_case(name)
    }
}

/// Every complete opening tag. All marks are ASCII, so that every range of bytes ends at a character.
fn tags(html: &str) -> Vec<Tag> {
    let bytes = html.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|open| at + open) {
        at = open + 1;
        if html[open..].starts_with("<!--") {
            at = html[open + 4..].find("-->").map_or(html.len(), |end| open + 4 + end + 3);
        } else if bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            let Some((tag, end)) = tag(bytes, at) else { break };
            at = end;
            let name = &html[tag.name.clone()];
            if RAW_TEXT.iter().any(|raw| name.eq_ignore_ascii_case(raw)) {
                at = end_tag(html, at, name);
            }
            found.push(tag);
        }
    }
    found
}

/// Reads the tag whose name begins at `at`, and where it ends; `None` if it has no end.
fn tag(bytes: &[u8], mut at: usize) -> Option<(Tag, usize)> {
    let run = |from: usize, stop: fn(&u8) -> bool| {
        bytes[from..].iter().position(stop).map_or(bytes.len(), |length| from + length)
    };
    let name_end = run(at, |b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'));
    let mut tag = Tag { name: at..name_end, attributes: Vec::new() };
    at = name_end;
    loop {
        at = run(at, |b| !b.is_ascii_whitespace() && *b != b'/');
        if *bytes.get(at)? == b'>' {
            return Some((tag, at + 1));
        }
        // The first byte belongs to the name even if it is "=" (HTML standard, attribute name state).
        let end = run(at + 1, |b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'='));
        let name = at..end;
        let mark = run(end, |b| !b.is_ascii_whitespace());
        if bytes.get(mark) != Some(&b'=') {
            at = end;
            continue;
        }
        let start = run(mark + 1, |b| !b.is_ascii_whitespace());
        if let quote @ (b'"' | b'\'') = *bytes.get(start)? {
            let length = bytes[start + 1..].iter().position(|b| *b == quote)?;
            let value = start + 1..start + 1 + length;
            at = value.end + 1;
            tag.attributes.push(Attribute { name, value, quoted: true });
        } else {
            at = run(start, |b| b.is_ascii_whitespace() || *b == b'>');
            tag.attributes.push(Attribute { name, value: start..at, quoted: false });
        }
    }
}

/// Where the end tag of an element begins; the end of the text if there is none.
fn end_tag(html: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(open) = html[at..].find("</").map(|open| at + open) {
        if html.get(open + 2..open + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return open;
        }
        at = open + 2;
    }
    html.len()
}

/// Replaces addresses. `change` gets the element, the attribute and the decoded address, and returns the new address, or
/// `None` to leave the bytes unchanged.
pub(crate) fn rewrite(text: &str, mut change: impl FnMut(&str, &str, &str) -> Option<String>) -> String {
    let mut edits = Vec::new();
    for tag in tags(text) {
        let element = text[tag.name.clone()].to_ascii_lowercase();
        for name in ["src", "href", "poster", "data-src"] {
            let Some(attribute) = tag.attribute(text, name) else { continue };
            let address = html::decode_entities(text[attribute.value.clone()].trim());
            if let Some(new) = change(&element, name, &address).filter(|new| *new != address) {
                edits.push((attribute.value.clone(), value(&new, attribute.quoted)));
            }
        }
    }
    apply(text, edits)
}

/// Makes addresses absolute; `base` is the address of the document. An address that cannot be resolved, and one within the
/// same text (`#…`), stays.
pub(crate) fn absolute(text: &str, base: &str) -> String {
    rewrite(
        text,
        |_, _, address| {
            if address.is_empty() || address.starts_with('#') { None } else { url::resolve(base, address) }
        },
    )
}

/// Makes pictures visible that the source's scripts would load later: `data-src` becomes `src`, if that is missing or a
/// placeholder (`data:`). These scripts do not run on our page.
pub(crate) fn without_lazy_loading(text: &str) -> String {
    let mut edits = Vec::new();
    for tag in tags(text).iter().filter(|tag| tag.is(text, "img")) {
        let Some(lazy) = tag.attribute(text, "data-src").filter(|lazy| !text[lazy.value.clone()].trim().is_empty())
        else {
            continue;
        };
        match tag.attribute(text, "src") {
            None => edits.push((lazy.name.clone(), "src".to_owned())),
            Some(src) => {
                let shown = text[src.value.clone()].trim();
                if shown.is_empty() || shown.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:")) {
                    let address = html::decode_entities(&text[lazy.value.clone()]);
                    edits.push((src.value.clone(), value(&address, src.quoted)));
                }
            }
        }
    }
    apply(text, edits)
}

/// The address of the first picture.
pub(crate) fn first_picture(text: &str) -> Option<String> {
    tags(text).iter().filter(|tag| tag.is(text, "img")).find_map(|tag| {
        let address = html::decode_entities(text[tag.attribute(text, "src")?.value.clone()].trim());
        (!address.is_empty() && !address.starts_with("data:")).then_some(address)
    })
}

/// Whether the text has a tag.
pub(crate) fn has_tags(text: &str) -> bool {
    !tags(text).is_empty()
}

/// Whether the text has block elements: then it is an article's body, not a summary.
pub(crate) fn has_blocks(text: &str) -> bool {
    const BLOCKS: [&str; 13] =
        ["p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "figure", "section", "article"];
    tags(text).iter().any(|tag| BLOCKS.iter().any(|block| tag.is(text, block)))
}

/// An address as the value of an attribute.
fn value(address: &str, quoted: bool) -> String {
    let escaped = html::escape(address).replace('\'', "&#39;");
    if quoted { escaped } else { format!("\"{escaped}\"") }
}

fn apply(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        out.push_str(&text[at..range.start]);
        out.push_str(&new);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BASE: &str = "https://xa.example/rss/tin.xml";

    #[test]
    fn only_attribute_values_change() {
        for (given, expected) in [
            ("<IMG  src='/a.jpg'\n/>x", "<IMG  src='https://xa.example/a.jpg'\n/>x"),
            ("<a href=b.pdf>Đơn</a>", "<a href=\"https://xa.example/rss/b.pdf\">Đơn</a>"),
            ("<a class=x href=\"/t?a=1&amp;b=2\">", "<a class=x href=\"https://xa.example/t?a=1&amp;b=2\">"),
            ("<a href=\"/t?a=1&b=2\">", "<a href=\"https://xa.example/t?a=1&amp;b=2\">"),
            ("<a href=\"https://b.example/?a&b\">", "<a href=\"https://b.example/?a&b\">"),
            ("<a href=\"#muc\"><a href=\"javascript:x()\">", "<a href=\"#muc\"><a href=\"javascript:x()\">"),
            ("<!-- <img src=a> --><p title='<img src=a>'>", "<!-- <img src=a> --><p title='<img src=a>'>"),
            ("<script>'<img src=a>'</script>", "<script>'<img src=a>'</script>"),
            ("<a href=/x", "<a href=/x"),
        ] {
            assert_eq!(absolute(given, BASE), expected);
        }
    }

    #[test]
    fn a_picture_shows_without_the_script_that_would_load_it() {
        for (given, expected) in [
            ("<img data-src=\"/a.jpg\">", "<img src=\"/a.jpg\">"),
            ("<img src=\"data:image/gif;base64,R0\" data-src=\"/a.jpg\">", "<img src=\"/a.jpg\" data-src=\"/a.jpg\">"),
            ("<img src=/b.jpg data-src=/a.jpg>", "<img src=/b.jpg data-src=/a.jpg>"),
        ] {
            assert_eq!(without_lazy_loading(given), expected);
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_unchanged_addresses_change_no_byte(
            text in "(<|>|/|=|\"|'| |img|src|href|data-src|a|&amp;|<!--|-->|script|ệ|đ){0,40}"
        ) {
            prop_assert_eq!(rewrite(&text, |_, _, _| None), text.clone());
            let _ = (absolute(&text, BASE), without_lazy_loading(&text), first_picture(&text));
        }
    }
}
