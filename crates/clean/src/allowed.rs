//! The elements and attributes that a clean text may have. [`clean()`](crate::clean()) builds no others.

use crate::name::Name;
use crate::players::Wording;
use crate::tree::{Element, Piece};
use crate::words::is_one_of;

/// The elements that a clean text may have, besides the `div` around a table or a gallery.
pub const ELEMENTS: [Name; 37] = [
    Name::A,
    Name::Abbr,
    Name::B,
    Name::Blockquote,
    Name::Br,
    Name::Caption,
    Name::Cite,
    Name::Code,
    Name::Dd,
    Name::Del,
    Name::Dl,
    Name::Dt,
    Name::Em,
    Name::Figcaption,
    Name::Figure,
    Name::H2,
    Name::H3,
    Name::H4,
    Name::Hr,
    Name::I,
    Name::Img,
    Name::Ins,
    Name::Li,
    Name::Ol,
    Name::P,
    Name::Pre,
    Name::S,
    Name::Strong,
    Name::Sub,
    Name::Sup,
    Name::Table,
    Name::Tbody,
    Name::Td,
    Name::Th,
    Name::Thead,
    Name::Tr,
    Name::Ul,
];

/// The element of this name that a clean text may have; `name` is in small letters.
#[must_use]
pub fn element(name: &str) -> Option<Name> {
    ELEMENTS.into_iter().find(|element| element.as_str() == name)
}

/// The attributes of the source that an element may keep. The cleaner adds others: [`added`], [`table_frame`], [`GALLERY`]. Of a link's `class`
/// only [`FILM`] stays.
#[must_use]
pub const fn attributes(element: Name) -> &'static [&'static str] {
    match element {
        Name::A => &["href", "class"],
        Name::Img => &["src", "alt", "width", "height", "srcset", "sizes"],
        Name::Td | Name::Th => &["colspan", "rowspan", "scope"],
        Name::Ol => &["start"],
        Name::Abbr => &["title"],
        _ => &[],
    }
}

/// The attributes that the cleaner adds to every element of a name.
#[must_use]
pub const fn added(element: Name) -> &'static [(&'static str, &'static str)] {
    match element {
        Name::Img => &[("loading", "lazy"), ("decoding", "async")],
        Name::A => &[("rel", "noopener")],
        _ => &[],
    }
}

/// The attribute of a link that leads to a film and stands for its player.
pub const FILM: (&str, &str) = ("class", "film");
/// The attribute of the `div` around the figures of a gallery.
pub const GALLERY: (&str, &str) = ("class", "gallery");

/// A link that the cleaner makes.
pub(crate) fn link(href: String, content: Piece) -> Piece {
    let mut link = Element::holding(Name::A, vec![content]);
    link.set("href", href);
    finish(&mut link);
    Piece::Element(link)
}

/// Gives an element the attributes that the cleaner adds.
pub(crate) fn finish(element: &mut Element) {
    for (name, value) in added(element.name) {
        element.set(name, (*value).to_owned());
    }
}

/// The attributes of the `div` around a table, which scrolls on a narrow screen, with the keyboard too.
#[must_use]
pub const fn table_frame(wording: &Wording) -> [(&'static str, &'static str); 4] {
    [("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", wording.table)]
}

/// What becomes of an element, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It stays under this name. Headings keep their level until all of them are known.
    Keep(Name),
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

/// What becomes of elements that are not in [`ELEMENTS`]: the names of those that share a fate, and the fate. [`Fate::Inline`] is that of
/// all others.
const FATES: [(&str, Fate); 14] = [
    ("strike", Fate::Keep(Name::S)),
    ("acronym", Fate::Keep(Name::Abbr)),
    ("kbd samp tt var", Fate::Keep(Name::Code)),
    ("amp-img", Fate::Keep(Name::Img)),
    ("dir menu", Fate::Keep(Name::Ul)),
    ("listing plaintext", Fate::Keep(Name::Pre)),
    ("tfoot", Fate::Keep(Name::Tbody)),
    ("h1", Fate::Keep(Name::H1)),
    ("h5", Fate::Keep(Name::H5)),
    ("h6", Fate::Keep(Name::H6)),
    (
        "script style svg math template select datalist textarea title canvas head xmp noembed noframes frameset button",
        Fate::Remove,
    ),
    ("amp-iframe audio embed iframe object oembed param video", Fate::Embed),
    ("noscript", Fate::Pictures),
    (
        "address article aside body center details dialog div fieldset footer form header hgroup html legend main nav search \
         section summary optgroup option marquee",
        Fate::Block,
    ),
];

/// What becomes of an HTML element; `name` is in small letters, as parsers give it.
pub(crate) fn fate(name: &str) -> Fate {
    let other = || FATES.iter().find(|(names, _)| is_one_of(names, name)).map(|(_, fate)| *fate);
    element(name).map(Fate::Keep).or_else(other).unwrap_or(Fate::Inline)
}
