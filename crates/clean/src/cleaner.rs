//! Builds a clean text from a parser's tree.
//!
//! Nothing of the source is copied except text and the checked values of attributes in [`allowed`]. The result is a tree of new
//! elements, for the browser to create or the publisher to write. The limits bound the time and memory that a hostile text can
//! cost.

use crate::allowed::{self, Fate};
use crate::arrange::{self, WORD_ITEM, is_block, is_inline};
use crate::autolink;
#[cfg(not(target_family = "wasm"))]
use crate::films;
use crate::gallery;
use crate::limits::{Budget, MAX_ATTRIBUTE, MAX_DEPTH, MAX_INLINE_DEPTH, MAX_NODES};
use crate::name::Name;
use crate::pictures::{self, Address};
use crate::players::{self, Link, Wording};
use crate::text;
use crate::tree::{Element, NodeKind, Piece, Tree};
use crate::url;

/// Builds a clean text from the tree of a parser.
///
/// `tree` stands on the document that a parser made of [`document`](crate::document()), without running scripts. Relative
/// addresses are resolved against `base`, the address of the document that the text comes from. `wording` has the few words
/// that the cleaner itself adds.
///
/// Headings become h2 to h4 without a gap between levels, `div` and double line breaks become paragraphs, and players become
/// links, as do the addresses that stand in the text. What old editors leave behind is removed: empty paragraphs, runs of hard spaces, `font`, tables around one picture.
pub fn clean(tree: &mut impl Tree, base: &str, wording: &Wording) -> Vec<Piece> {
    let mut builder = Builder {
        base,
        wording,
        pieces: Vec::new(),
        open: Vec::new(),
        depth: 0,
        inline: 0,
        verbatim: 0,
        pictures_only: 0,
        budget: Budget::new(),
        source: None,
        lacking: 0,
        spare: None,
        embedded: String::new(),
    };
    let mut level = 0_usize;
    let mut nodes = 0;
    // The first step goes from the document to its first child.
    let mut descend = true;
    loop {
        if descend && tree.down() {
            level += 1;
        } else {
            if descend && level > 0 {
                builder.close();
            }
            while level > 0 && !tree.next() {
                tree.up();
                level -= 1;
                if level > 0 {
                    builder.close();
                }
            }
            if level == 0 {
                break;
            }
        }
        nodes += 1;
        if nodes > MAX_NODES {
            break;
        }
        descend = builder.visit(tree);
    }
    while !builder.open.is_empty() {
        builder.close();
    }
    let pieces = arrange::flow(builder.pieces, true);
    let mut pieces = gallery::gather(pieces, &mut builder.budget, wording);
    arrange::step_headings(&mut pieces);
    autolink::link_addresses(&mut pieces, &mut builder.budget);
    #[cfg(not(target_family = "wasm"))]
    films::mark(&mut pieces);
    pieces
}

/// The longest name that a `title` gives to a document, in characters.
const LONGEST_TITLE: usize = 200;

/// What an open element of the source becomes.
enum Frame {
    /// This element.
    Keep(Box<Element>),
    /// Nothing; its content is separated from what is around it.
    Block,
    /// Nothing; its content continues the line.
    Inline,
    /// Nothing; only the pictures in it stay.
    Pictures,
}

struct Builder<'a> {
    base: &'a str,
    wording: &'a Wording,
    /// The clean text, as far as no element is open around it.
    pieces: Vec<Piece>,
    /// One frame for each open element of the source, the innermost last.
    open: Vec<Frame>,
    /// How many frames are [`Frame::Keep`].
    depth: usize,
    /// How many open frames are inline elements.
    inline: usize,
    /// How many open frames keep white space as it is.
    verbatim: usize,
    /// How many open frames keep nothing but pictures.
    pictures_only: usize,
    /// What may still be made.
    budget: Budget,
    /// The address that a `source` offers to the picture that comes next.
    source: Option<String>,
    /// How many pictures before this place only a script could show. The next ones in a `noscript` take their places.
    lacking: usize,
    /// A picture in a `noscript`, for the next one that only a script could show.
    spare: Option<Box<Element>>,
    /// Where the last link leads that replaced a frame or player: old pages write each twice, for old and new browsers.
    embedded: String,
}

impl Builder<'_> {
    /// Reads the node that the tree stands on. Returns whether to go down into it; a frame is open for it then.
    fn visit(&mut self, tree: &mut impl Tree) -> bool {
        let name = match tree.kind() {
            NodeKind::Text(_) if self.pictures_only > 0 => return false,
            NodeKind::Text(text) => {
                let text = if self.verbatim > 0 { visible(&text) } else { collapsed(&text) };
                if !text.is_empty() {
                    self.push(Piece::Text(text));
                }
                return false;
            }
            NodeKind::Foreign => return false,
            NodeKind::Element(name) => name,
        };
        let fate = allowed::fate(&name);
        if fate == Fate::Keep(Name::Img) {
            self.picture(tree);
            return false;
        }
        let frame = match fate {
            // The headings of texts that fold up are buttons.
            Fate::Remove if name == "button" && self.is_in(&arrange::HEADINGS) => Frame::Inline,
            Fate::Remove => return false,
            Fate::Embed if self.pictures_only > 0 => return false,
            _ if self.pictures_only > 0 => Frame::Inline,
            Fate::Embed => {
                if let Some(link) = self.embedded(tree, &name) {
                    self.embed(link, tree);
                    return false;
                }
                // The content of a frame is text to a parser. That of others is for browsers that cannot show them.
                if name == "iframe" {
                    return false;
                }
                Frame::Inline
            }
            Fate::Pictures => Frame::Pictures,
            Fate::Keep(void @ (Name::Br | Name::Hr)) => {
                self.push(Piece::Element(Element::new(void)));
                return false;
            }
            Fate::Keep(name) => self.keep(tree, name),
            Fate::Block => {
                let is_player = tree.attribute("class").is_some_and(|class| class.contains("fb-video"));
                let player = || players::frame(self.base, &tree.attribute("data-href")?, None, self.wording);
                if let Some(link) = if is_player { player() } else { None } {
                    self.embed(link, tree);
                }
                Frame::Block
            }
            Fate::Inline => {
                match &*name {
                    "picture" => self.source = None,
                    "source" => self.source = self.source.take().or_else(|| pictures::source(tree, self.base)),
                    _ => {}
                }
                styled(tree).map_or(Frame::Inline, Frame::Keep)
            }
        };
        // Beyond a limit, the content stays without its element.
        let frame = match frame {
            Frame::Keep(element)
                if self.depth >= MAX_DEPTH
                    || !self.budget.has_elements()
                    || (self.inline >= MAX_INLINE_DEPTH && is_inline(element.name)) =>
            {
                if is_block(element.name) {
                    Frame::Block
                } else {
                    Frame::Inline
                }
            }
            frame => frame,
        };
        match &frame {
            Frame::Keep(element) => {
                self.depth += 1;
                self.budget.use_element();
                self.inline += usize::from(is_inline(element.name));
                self.verbatim += usize::from(element.name == Name::Pre);
            }
            Frame::Block => self.push(Piece::Boundary),
            Frame::Inline => {}
            Frame::Pictures => self.pictures_only += 1,
        }
        self.open.push(frame);
        true
    }

    fn keep(&mut self, tree: &impl Tree, name: Name) -> Frame {
        let mut element = Element::new(name);
        match name {
            Name::A => {
                let href = tree.attribute("href").filter(|href| !href.trim().is_empty());
                // No id survives, so a link to a place within the text would lead nowhere.
                let href = href.filter(|href| !href.trim_start().starts_with('#'));
                let resolved = href.and_then(|href| Some((href.len(), url::resolve(self.base, &href)?)));
                match resolved.filter(|(written, href)| self.allows(*written, href)) {
                    Some((_, href)) => element.set("href", href),
                    None => return Frame::Inline,
                }
                // The text has been cleaned before.
                let (class, film) = allowed::FILM;
                if tree.attribute(class).is_some_and(|value| value == film) {
                    element.set(class, film.to_owned());
                }
            }
            Name::P if style_of(tree).is_some_and(|style| style.contains("mso-list:l")) => {
                element.set(WORD_ITEM, String::new());
            }
            // Word processors wrap whole texts in a bold element that is not bold.
            Name::B | Name::Strong if style_of(tree).is_some_and(|style| style.contains("font-weight:normal")) => {
                return Frame::Inline;
            }
            Name::Td | Name::Th => {
                for span in ["colspan", "rowspan"] {
                    if let Some(count) = number(tree, span).filter(|count| (2..=1000).contains(count)) {
                        element.set(span, count.to_string());
                    }
                }
                let scope = tree.attribute("scope").map(|scope| scope.trim().to_ascii_lowercase());
                let scope = scope.filter(|scope| ["row", "col", "rowgroup", "colgroup"].contains(&scope.as_str()));
                if let Some(scope) = scope.filter(|_| name == Name::Th) {
                    element.set("scope", scope);
                }
            }
            Name::Ol => {
                if let Some(start) = number(tree, "start").filter(|start| *start != 1) {
                    element.set("start", start.to_string());
                }
            }
            Name::Abbr => {
                if let Some(title) = tree.attribute("title") {
                    element.set("title", short(collapsed(&title)));
                }
            }
            _ => {}
        }
        allowed::finish(&mut element);
        Frame::Keep(element)
    }

    /// Whether the address of a link or picture, of which the source has `written` bytes, keeps the limits.
    fn allows(&mut self, written: usize, address: &str) -> bool {
        address.len() <= MAX_ATTRIBUTE && self.budget.add(address.len().saturating_sub(written))
    }

    /// The link that replaces a frame or player.
    fn embedded(&self, tree: &mut impl Tree, name: &str) -> Option<Link> {
        let own = |name: &str| tree.attribute(name);
        let is_media = matches!(name, "audio" | "video");
        let names: &[&str] = match name {
            // A frame without a size counts readers, and one with a document of its own shows no address.
            "iframe" | "amp-iframe" if is_pixel(tree) || own("srcdoc").is_some() => &[],
            "oembed" => &["url"],
            "param" => {
                let name = own("name")?.trim().to_ascii_lowercase();
                if ["movie", "src", "url", "filename", "file"].contains(&&*name) { &["value"] } else { &[] }
            }
            _ => &["data-src", "data-lazy-src", "data", "src"],
        };
        let title = own("title").map(|title| text::excerpt(collapsed(&title).trim(), LONGEST_TITLE));
        let title = title.filter(|title| !title.is_empty());
        let link = |address: String| {
            if is_media {
                players::media(self.base, &address, name == "video", self.wording)
            } else {
                players::frame(self.base, &address, title.clone(), self.wording)
            }
        };
        let found = names.iter().find_map(|name| link(own(name)?));
        if is_media && found.is_none() { link(source_of(tree)?) } else { found }
    }

    /// Adds a link on a line of its own, in place of the player that the tree stands on. A film shows the player's own still.
    fn embed(&mut self, Link { href, text, is_film }: Link, tree: &impl Tree) {
        if self.embedded == href || href.len() > MAX_ATTRIBUTE {
            return;
        }
        self.embedded.clone_from(&href);
        // HTML allows no link inside of a link.
        let piece = if self.is_in(&[Name::A]) || !self.budget.has_elements() {
            Piece::Text(text)
        } else {
            self.budget.use_element();
            let mut link = Element::holding(Name::A, Vec::new());
            link.set("href", href);
            if is_film {
                let (class, film) = allowed::FILM;
                link.set(class, film.to_owned());
                // A still of another host would be loaded from there before the reader has decided anything.
                let poster = tree.attribute("poster").and_then(|poster| pictures::real(self.base, &poster));
                let poster = poster.filter(|poster| url::host(poster) == url::host(self.base));
                let poster = poster.and_then(|poster| self.picture_at(poster, tree));
                link.children.extend(poster.map(Piece::Element));
            }
            allowed::finish(&mut link);
            link.children.push(Piece::Text(text));
            Piece::Element(link)
        };
        self.push(Piece::Boundary);
        self.push(piece);
        self.push(Piece::Boundary);
    }

    /// Adds the picture that the tree stands on, unless a browser without scripts would not show it.
    fn picture(&mut self, tree: &impl Tree) {
        let source = self.source.take();
        if is_pixel(tree) {
            return;
        }
        let picture = match pictures::address(tree, self.base, source) {
            Address::Known(address) if self.pictures_only == 0 => {
                (self.lacking, self.spare) = (0, None);
                self.picture_at(address, tree)
            }
            Address::Known(address) if self.lacking > 0 => {
                self.lacking -= 1;
                self.picture_at(address, tree)
            }
            Address::Known(address) => {
                self.spare = self.picture_at(address, tree);
                None
            }
            Address::Unknown => {
                self.lacking += usize::from(self.pictures_only == 0 && self.spare.is_none());
                self.spare.take()
            }
        };
        if let Some(picture) = picture {
            self.push(Piece::Element(picture));
        }
    }

    fn picture_at(&mut self, address: String, tree: &impl Tree) -> Option<Box<Element>> {
        // The base is the only thing that makes an address longer than in the source.
        if !self.budget.has_elements() || !self.allows(address.len().saturating_sub(self.base.len()), &address) {
            return None;
        }
        self.budget.use_element();
        let mut picture = Element::new(Name::Img);
        let is_own = address.starts_with('/');
        picture.set("src", address);
        let alt = tree.attribute("alt").map(|alt| short(collapsed(&alt))).unwrap_or_default();
        picture.set("alt", alt.trim().to_owned());
        if let (Some(width), Some(height)) = (number(tree, "width"), number(tree, "height")) {
            picture.set("width", width.to_string());
            picture.set("height", height.to_string());
        }
        // Addresses in a set are not resolved, so they must begin at the root of the host, as that of the picture does then. What is
        // shown of a set is a picture, wherever it lies.
        if let (Some(set), Some(sizes)) = (tree.attribute("srcset"), tree.attribute("sizes"))
            && is_own
            && set.starts_with('/')
        {
            picture.set("srcset", short(set));
            picture.set("sizes", short(sizes));
        }
        allowed::finish(&mut picture);
        Some(picture)
    }

    /// Whether an element with one of these names is open.
    fn is_in(&self, names: &[Name]) -> bool {
        self.open.iter().any(|frame| matches!(frame, Frame::Keep(it) if names.contains(&it.name)))
    }

    fn push(&mut self, piece: Piece) {
        content(&mut self.open, &mut self.pieces).push(piece);
    }

    /// Closes the innermost element.
    fn close(&mut self) {
        match self.open.pop() {
            Some(Frame::Keep(element)) => {
                self.depth -= 1;
                self.inline -= usize::from(is_inline(element.name));
                self.verbatim -= usize::from(element.name == Name::Pre);
                let around = content(&mut self.open, &mut self.pieces);
                arrange::finish(element, &mut self.budget, self.wording, around);
            }
            Some(Frame::Block) => self.push(Piece::Boundary),
            Some(Frame::Pictures) => self.pictures_only -= 1,
            Some(Frame::Inline) | None => {}
        }
    }
}

/// The content of the innermost open element that stays, or `pieces` if there is none.
fn content<'c>(open: &'c mut [Frame], pieces: &'c mut Vec<Piece>) -> &'c mut Vec<Piece> {
    let innermost = open.iter_mut().rev().find_map(|frame| match frame {
        Frame::Keep(element) => Some(&mut element.children),
        Frame::Block | Frame::Inline | Frame::Pictures => None,
    });
    innermost.unwrap_or(pieces)
}

/// The address of the first `source` in a player.
fn source_of(tree: &mut impl Tree) -> Option<String> {
    if !tree.down() {
        return None;
    }
    let source = loop {
        let is_source = matches!(tree.kind(), NodeKind::Element(name) if name == "source");
        let source = || ["src", "data-src"].iter().find_map(|name| tree.attribute(name));
        if let Some(source) = if is_source { source() } else { None } {
            break Some(source);
        }
        if !tree.next() {
            break None;
        }
    };
    tree.up();
    source
}

/// Whether a picture or frame has no more than one pixel: it counts readers and shows nothing.
fn is_pixel(tree: &impl Tree) -> bool {
    ["width", "height"].iter().any(|side| number(tree, side).is_some_and(|side| side <= 1))
}

/// A text that is not too long for an attribute.
fn short(mut text: String) -> String {
    while text.len() > MAX_ATTRIBUTE {
        text.pop();
    }
    text
}

/// An attribute that is a whole number of at most five digits, with or without `px`.
fn number(tree: &impl Tree, name: &str) -> Option<i32> {
    let value = tree.attribute(name)?;
    let value = value.trim();
    let value = value.strip_suffix("px").unwrap_or(value);
    (value.len() <= 5).then(|| value.parse().ok())?
}

/// The emphasis that old editors write as a style.
fn styled(tree: &impl Tree) -> Option<Box<Element>> {
    const BOLD: [&str; 5] =
        ["font-weight:bold", "font-weight:600", "font-weight:700", "font-weight:800", "font-weight:900"];
    const ITALIC: [&str; 2] = ["font-style:italic", "font-style:oblique"];
    let style = style_of(tree)?;
    let has = |declarations: &[&str]| declarations.iter().any(|declaration| style.contains(declaration));
    if has(&BOLD) {
        Some(Element::new(Name::Strong))
    } else if has(&ITALIC) {
        Some(Element::new(Name::Em))
    } else {
        None
    }
}

/// The style of an element in small letters and without white space, from the attribute that
/// [`strip_parse_hazards`](crate::strip_parse_hazards) renamed.
fn style_of(tree: &impl Tree) -> Option<String> {
    let style = tree.attribute("x-style")?;
    // A style with more than a few declarations is not there for emphasis.
    (style.len() < 2000).then(|| style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase())
}

/// Replaces each run of white space by one space. A hard space between a number and its unit stays.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_invisible(c) {
            continue;
        }
        if !c.is_whitespace() {
            out.push(c);
            continue;
        }
        let mut alone = c == '\u{a0}';
        while let Some(next) = chars.peek() {
            if !next.is_whitespace() && !is_invisible(*next) {
                break;
            }
            alone &= !next.is_whitespace();
            chars.next();
        }
        let holds = alone
            && out.ends_with(|c: char| c.is_ascii_digit())
            && chars.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '%' || !next.is_ascii());
        out.push(if holds { '\u{a0}' } else { ' ' });
    }
    out
}

/// Removes invisible characters and keeps white space.
fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).collect()
}

/// Whether a character is invisible: a control, a zero-width space, a byte order mark or a soft hyphen. Search would not find
/// a word that contains one.
fn is_invisible(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0e'..='\x1f' | '\x7f'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}
