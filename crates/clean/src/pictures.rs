//! Finds the address of a picture. Scripts that load pictures late keep it in other attributes than `src`.

use crate::lexer::{Lexer, Tag, Token};
use crate::text::decode_entities;
use crate::tree::Tree;
use crate::url;
use crate::words::is_one_of;

/// What is known of the address of a picture.
pub(crate) enum Address {
    /// It is this one.
    Known(String),
    /// A script would have put it in; `src` is missing or shows something else until then.
    Unknown,
}

/// Attributes from which scripts take the address. They come before `src`, which may hold a small copy of the picture.
const LATE: [&str; 6] = ["data-src", "data-original", "data-lazy-src", "data-lazy", "data-echo", "data-hi-res-src"];
/// The same for several sizes of one picture.
const LATE_SETS: [&str; 2] = ["data-srcset", "data-lazy-srcset"];
/// Attributes whose values are no addresses of the picture: a text may be the name of a file, and `src` is looked at by itself.
const TEXTS: [&str; 4] = ["alt", "title", "aria-label", "src"];
/// Of several sizes, the largest that is not wider than this is taken.
const WIDEST: u32 = 1_600;

/// The address of the picture that the tree stands on. `source` is that of a `source` before it in its `picture`.
pub(crate) fn address(tree: &impl Tree, base: &str, source: Option<String>) -> Address {
    let from = |name: &str| best(base, &tree.attribute(name)?);
    let single = |name: &str| real(base, &tree.attribute(name)?);
    let src = single("src");
    let is_late = src.is_none() || tree.attribute("class").is_some_and(|class| class.contains("lazy"));
    // The attributes that scripts use have no end, but their values look like addresses of pictures.
    let other = |name: String| {
        let value = tree.attribute(&name).filter(|value| value.contains('/') && !TEXTS.contains(&&*name))?;
        best(base, &value).filter(|address| is_picture_file(address))
    };
    let late = || from("srcset").or(source).or_else(|| tree.attribute_names().into_iter().find_map(other));
    LATE.iter()
        .find_map(|name| single(name))
        .or_else(|| LATE_SETS.iter().find_map(|name| from(name)))
        .or_else(|| if is_late { late() } else { None })
        .or(src)
        .map_or(Address::Unknown, Address::Known)
}

/// Whether a text, clean or not, shows the picture at a resolved address. Relative addresses in it are resolved against `base`.
#[must_use]
pub fn shows_picture(html: &str, base: &str, picture: &str) -> bool {
    // The scheme says nothing: pictures of other hosts are loaded over https.
    let is_it = |address: String| address.rsplit("://").next() == picture.rsplit("://").next();
    let is_in = |tag: &Tag<'_>| {
        let mut values = tag.attributes().filter_map(|attribute| attribute.value);
        values.any(|value| best(base, &decode_entities(&html[value])).is_some_and(is_it))
    };
    Lexer::new(html).any(|token| matches!(token, Token::Tag(tag) if tag.is("img") && is_in(&tag)))
}

/// The address that a `source` of a `picture` offers.
pub(crate) fn source(tree: &impl Tree, base: &str) -> Option<String> {
    ["data-srcset", "srcset"].iter().find_map(|name| best(base, &tree.attribute(name)?))
}

/// A single address, which may contain white space, or one of a `srcset`: the largest that is not too wide for a page, or the first
/// where the widths are not known.
fn best(base: &str, set: &str) -> Option<String> {
    if is_picture_file(set.trim_end()) && !set.contains(',') {
        return real(base, set);
    }
    let mut best: Option<(u32, String)> = None;
    let mut rest = set;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return best.map(|(_, address)| address);
        }
        // An address may contain commas, but not end with one (HTML Standard, "parse a srcset attribute").
        let (written, after) = url::cut(rest, &[' ', '\t', '\n', '\r', '\x0c']);
        let address = written.trim_end_matches(',');
        let (descriptor, after) = if address.len() < written.len() { ("", after) } else { url::cut(after, &[',']) };
        rest = after;
        let width = descriptor.trim().strip_suffix('w').and_then(|width| width.parse().ok()).unwrap_or(0);
        if let Some(address) = real(base, address) {
            let is_better = match &best {
                None => true,
                Some((known, _)) if *known > WIDEST => width < *known,
                Some((known, _)) => width > *known && width <= WIDEST,
            };
            if is_better {
                best = Some((width, address));
            }
        }
    }
}

/// The resolved address of a picture that is not a placeholder.
pub(crate) fn real(base: &str, address: &str) -> Option<String> {
    let is_blank = address.trim().is_empty();
    if is_blank { None } else { url::picture(base, address).filter(|address| !is_placeholder(address)) }
}

/// Words that make the name of a placeholder.
const PLACEHOLDERS: &str = "1x1 blank clear dot empty gray grey lazy lazyload loader loading pixel placeholder spacer spinner trans \
    transparent 1px";
/// Words that may stand beside them.
const BESIDE: &str = "bg gif icon image images img load white";

/// Whether an address names nothing but a placeholder: `blank.gif`, `img-loading.svg`.
fn is_placeholder(address: &str) -> bool {
    let Some((name, "gif" | "png" | "svg")) = file_name(address).rsplit_once('.') else { return false };
    let mut words = name.split(['-', '_', '.']);
    words.clone().any(|word| is_one_of(PLACEHOLDERS, word))
        && words.all(|word| is_one_of(PLACEHOLDERS, word) || is_one_of(BESIDE, word))
}

/// Whether an address names a picture by its ending.
fn is_picture_file(address: &str) -> bool {
    file_name(address).rsplit_once('.').is_some_and(|(_, ending)| is_one_of("avif gif jpeg jpg png svg webp", ending))
}

/// The last part of the path of an address.
fn file_name(address: &str) -> &str {
    let path = url::cut(address, &['?', '#']).0;
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::shows_picture;

    #[test]
    fn a_picture_is_found_however_its_address_is_written() {
        let shows = |html: &str| shows_picture(html, "/data/feed.json", "https://xa.example/anh.ashx?id=1&w=600");
        for html in [
            "<p><img src=\"https://xa.example/anh.ashx?id=1&amp;w=600\" alt=\"\">",
            "<IMG alt=x SRC='http://xa.example/anh.ashx?id=1&w=600'>",
            "<img src=blank.gif data-src=//xa.example/anh.ashx?id=1&#38;w=600>",
            "<img srcset='https://xa.example/anh.ashx?id=1&amp;w=600 600w'>",
        ] {
            assert!(shows(html), "{html}");
        }
        for html in [
            "<a href='https://xa.example/anh.ashx?id=1&amp;w=600'>ảnh</a>",
            "<img src='https://xa.example/anh.ashx?id=1&amp;w=60'>",
            "https://xa.example/anh.ashx?id=1&amp;w=600",
        ] {
            assert!(!shows(html), "{html}");
        }
        assert!(shows_picture("<img src='../media/a.jpg'>", "/xa/data/feed.json", "/xa/media/a.jpg"));
        assert!(!shows_picture("<img src='/2/a.jpg'>", "/", "/1/a.jpg"), "another picture of the same name");
    }
}
