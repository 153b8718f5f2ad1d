//! What an article may hold. [`super::clean()`] builds nothing else.

/// The elements that stay.
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

/// Attributes that an element may have, beside those we add ourselves ([`added`], [`TABLE_FRAME`]).
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

/// The attributes that every element of a kind gets from us.
pub fn added(element: &str) -> &'static [(&'static str, &'static str)] {
    match element {
        "img" => &[("loading", "lazy"), ("decoding", "async")],
        "a" => &[("rel", "noopener")],
        _ => &[],
    }
}

/// What stands around a table: on a narrow screen it scrolls, with the keyboard too.
pub const TABLE_FRAME: [(&str, &str); 4] =
    [("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", "Bảng")];

/// Elements removed together with everything inside them.
const REMOVED_WHOLE: &[&str] = &[
    "script", "style", "svg", "math", "template", "noscript", "select", "datalist", "textarea", "title", "canvas",
    "head", "xmp", "noembed", "noframes", "frameset", "applet", "object", "embed", "iframe", "audio", "video",
    "button",
];

/// What becomes of an element by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays, under this name. Headings keep their level until all of them are known.
    Keep(&'static str),
    /// Its content stays, as paragraphs of their own.
    Block,
    /// Its content stays, in the line.
    Inline,
    /// It goes with all it holds; a player may leave a link behind.
    Remove,
}

/// What becomes of an HTML element; `name` is in small letters, as parsers give it.
pub(super) fn fate(name: &str) -> Fate {
    let renamed = match name {
        "strike" => "s",
        "acronym" => "abbr",
        "kbd" | "samp" | "tt" | "var" => "code",
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
