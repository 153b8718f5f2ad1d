//! Cleans the HTML of articles that other people wrote.
//!
//! A feed may hold any markup. [`clean()`] reads the tree that a parser made of it and builds a new tree from the elements and
//! attributes in [`allowed`]; nothing of the source is copied except text and checked attribute values. The parser is the
//! caller's: the browser implements [`Tree`] over its own DOM, and the feature `html5ever` brings an implementation for
//! native programs. Both give the same result, which a corpus of hostile texts holds them to.
//!
//! The steps, in order:
//!
//! 1. [`document`] wraps the text for the parser and runs [`strip_parse_hazards`] over it.
//! 2. The caller parses that, without running scripts.
//! 3. [`clean()`] walks the tree and returns [`Piece`]s.
//! 4. The caller creates DOM nodes of the pieces, or [`write()`] serialises them.
//!
//! The modules, from the bottom up: [`url`] resolves addresses, [`lexer`] finds tags without parsing, [`mod@text`] turns markup
//! into plain text and back, [`hazards`](strip_parse_hazards) prepares a text for a parser, `words` finds a word in a
//! list, `name` has the names of elements, [`allowed`] lists what may stay,
//! `documents` and `players` turn what is embedded into links, `pictures` finds the addresses of pictures, `autolink` links the
//! addresses in a text and `telephone` finds the numbers among them, `cleaner` and `arrange` build the new tree, `gallery` lays out the pictures
//! in it, `films` marks the links to films that stand alone, and [`lost()`] tells what of a text is missing afterwards.
//!
//! The crate does no I/O and reads no clock. It depends on no other crate unless the feature `html5ever` is on.

pub mod allowed;
mod arrange;
mod autolink;
mod cleaner;
mod documents;
#[cfg(not(target_family = "wasm"))]
mod films;
mod gallery;
mod hazards;
#[cfg(feature = "html5ever")]
pub mod html5ever;
pub mod letters;
pub mod lexer;
mod limits;
mod lost;
mod name;
mod pictures;
mod players;
#[cfg(not(target_family = "wasm"))]
mod telephone;
pub mod text;
mod tree;
pub mod url;
mod words;
mod write;

pub use cleaner::clean;
pub use hazards::{document, strip_parse_hazards};
pub use limits::{MAX_ADDED, MAX_ATTRIBUTE, MAX_DEPTH, MAX_ELEMENTS, MAX_INLINE_DEPTH, MAX_NODES};
pub use lost::lost;
pub use name::Name;
pub use pictures::shows_picture;
pub use players::Wording;
pub use tree::{Element, NodeKind, Piece, Tree};
pub use write::write;

/// HTML of an article or page, and whether it has been cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Html {
    /// As a feed has it: untrusted. Relative addresses in it are resolved against `base`.
    Raw {
        /// The markup.
        html: String,
        /// The address of the document that the markup comes from.
        base: String,
    },
    /// Markup that [`write()`] made of clean pieces, or that this program made of plain text. A page may contain it as it is.
    Clean(String),
}

impl Html {
    /// The markup, cleaned or not.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Raw { html, .. } | Self::Clean(html) => html,
        }
    }

    /// The address that relative addresses in it are resolved against. In clean markup all are resolved.
    #[must_use]
    pub fn base(&self) -> &str {
        match self {
            Self::Raw { base, .. } => base,
            Self::Clean(_) => "/",
        }
    }

    /// The markup, cleaned or not.
    #[must_use]
    pub fn into_string(self) -> String {
        match self {
            Self::Raw { html, .. } | Self::Clean(html) => html,
        }
    }

    /// The text without markup; white space is collapsed.
    #[must_use]
    pub fn text(&self) -> String {
        text::text_of(self.as_str())
    }
}
