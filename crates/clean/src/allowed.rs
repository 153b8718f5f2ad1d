//! The elements and attributes that a clean text may have. [`clean()`](crate::clean()) builds no others.

use crate::players::Wording;
use crate::tree::{Element, Piece};

/// The elements that a clean text may have, besides the `div` around a table.
pub const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "ins",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The attributes of the source that an element may keep. The cleaner adds others: [`added`], [`table_frame`].
#[must_use]
pub fn attributes(element: &str) -> &'static [&'static str] {
    match element {
        "a" => &["href"],
        "img" => &["src", "alt", "width", "height"],
        "td" | "th" => &["colspan", "rowspan", "scope"],
        "ol" => &["start"],
        "abbr" => &["title"],
        _ => &[],
    }
}

/// The attributes that the cleaner adds to every element of a name.
#[must_use]
pub fn added(element: &str) -> &'static [(&'static str, &'static str)] {
    match element {
        "img" => &[("loading", "lazy"), ("decoding", "async")],
        "a" => &[("rel", "noopener")],
        _ => &[],
    }
}

/// A link that the cleaner makes.
pub(crate) fn link(href: String, text: String) -> Element {
    let mut link = Element::holding("a", vec![Piece::Text(text)]);
    link.set("href", href);
    finish(&mut link);
    link
}

/// Gives an element the attributes that the cleaner adds.
pub(crate) fn finish(element: &mut Element) {
    element.attributes.extend(added(element.name).iter().map(|(name, value)| (*name, (*value).to_owned())));
}

/// The attributes of the `div` around a table, which scrolls on a narrow screen, with the keyboard too.
#[must_use]
pub const fn table_frame(wording: &Wording) -> [(&'static str, &'static str); 4] {
    [("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", wording.table)]
}

/// Elements that are removed with their content.
const REMOVED_WHOLE: &[&str] = &[
    "script", "style", "svg", "math", "template", "select", "datalist", "textarea", "title", "canvas", "head", "xmp",
    "noembed", "noframes", "frameset", "button",
];

/// What becomes of an element, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It stays under this name. Headings keep their level until all of them are known.
    Keep(&'static str),
    /// Its content stays, separated from what is around it.
    Block,
    /// Its content stays and continues the line.
    Inline,
    /// It is removed with its content.
    Remove,
    /// It shows something of another address. A link takes its place; without one, its content stays.
    Embed,
    /// Of its content, only pictures stay: `noscript` holds them for readers whose browser runs no scripts.
    Pictures,
}

/// What becomes of an HTML element; `name` is in small letters, as parsers give it.
pub(crate) fn fate(name: &str) -> Fate {
    let renamed = match name {
        "strike" => "s",
        "acronym" => "abbr",
        "kbd" | "samp" | "tt" | "var" => "code",
        "amp-img" => "img",
        "dir" | "menu" => "ul",
        "listing" | "plaintext" => "pre",
        "tfoot" => "tbody",
        "h1" | "h5" | "h6" => return Fate::Keep(heading(name)),
        _ => name,
    };
    if let Some(kept) = ELEMENTS.iter().find(|kept| **kept == renamed) {
        return Fate::Keep(kept);
    }
    if REMOVED_WHOLE.contains(&name) {
        return Fate::Remove;
    }
    match name {
        "amp-iframe" | "audio" | "embed" | "iframe" | "object" | "oembed" | "param" | "video" => Fate::Embed,
        "noscript" => Fate::Pictures,
        "address" | "article" | "aside" | "body" | "center" | "details" | "dialog" | "div" | "fieldset" | "footer"
        | "form" | "header" | "hgroup" | "html" | "legend" | "main" | "nav" | "search" | "section" | "summary"
        | "optgroup" | "option" | "marquee" => Fate::Block,
        _ => Fate::Inline,
    }
}

fn heading(name: &str) -> &'static str {
    match name {
        "h1" => "h1",
        "h5" => "h5",
        _ => "h6",
    }
}
