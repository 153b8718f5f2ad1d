//! Finds and replaces addresses inside HTML.
//!
//! Only the attribute values change, and every other byte stays. A parser and serialiser would rewrite the whole text, and
//! every later import would look like a change.

use std::ops::Range;
use trangxa_clean::lexer::{Attribute, Lexer, Tag, Token};
use trangxa_clean::{text, url};

/// Every complete start tag.
fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let tags = Lexer::new(html).filter_map(|token| if let Token::Tag(tag) = token { Some(tag) } else { None });
    tags.filter(|tag| !tag.is_end() && tag.is_complete())
}

/// The first attribute of a name, and where its value is; `None` without a value.
fn with_value(tag: &Tag<'_>, name: &str) -> Option<(Attribute, Range<usize>)> {
    let attribute = tag.attribute(name)?;
    let value = attribute.value.clone()?;
    Some((attribute, value))
}

/// Replaces addresses. `change` gets the element, the attribute and the decoded address, and returns the new address, or
/// `None` to leave the bytes unchanged.
pub(crate) fn rewrite(text: &str, mut change: impl FnMut(&str, &str, &str) -> Option<String>) -> String {
    let mut edits = Vec::new();
    for tag in tags(text) {
        let element = tag.name().to_ascii_lowercase();
        for name in ["src", "href", "poster", "data-src"] {
            let Some((attribute, place)) = with_value(&tag, name) else { continue };
            let address = text::decode_entities(text[place.clone()].trim());
            if let Some(new) = change(&element, name, &address).filter(|new| *new != address) {
                edits.push((place, value(&new, attribute.is_quoted)));
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
    for tag in tags(text).filter(|tag| tag.is("img")) {
        let Some((attribute, lazy)) =
            with_value(&tag, "data-src").filter(|(_, lazy)| !text[lazy.clone()].trim().is_empty())
        else {
            continue;
        };
        match with_value(&tag, "src") {
            None => edits.push((attribute.name, "src".to_owned())),
            Some((attribute, src)) => {
                let shown = text[src.clone()].trim();
                if shown.is_empty() || shown.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:")) {
                    edits.push((src, value(&text::decode_entities(&text[lazy]), attribute.is_quoted)));
                }
            }
        }
    }
    apply(text, edits)
}

/// The address of the first picture.
pub(crate) fn first_picture(text: &str) -> Option<String> {
    tags(text).filter(|tag| tag.is("img")).find_map(|tag| {
        let address = text::decode_entities(text[with_value(&tag, "src")?.1].trim());
        (!address.is_empty() && !address.starts_with("data:")).then_some(address)
    })
}

/// Whether the text has a tag.
pub(crate) fn has_tags(text: &str) -> bool {
    tags(text).next().is_some()
}

/// Whether the text has block elements: then it is an article's body, not a summary.
pub(crate) fn has_blocks(text: &str) -> bool {
    const BLOCKS: [&str; 13] =
        ["p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "figure", "section", "article"];
    tags(text).any(|tag| BLOCKS.iter().any(|block| tag.is(block)))
}

/// An address as the value of an attribute.
fn value(address: &str, quoted: bool) -> String {
    let escaped = text::escape(address).replace('\'', "&#39;");
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
