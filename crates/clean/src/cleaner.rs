//! Builds a clean text from a parser's tree.
//!
//! Nothing of the source is copied except text and the checked values of attributes in [`allowed`]. The result is a tree of new
//! elements, for the browser to create or the publisher to write. The limits bound the time and memory that a hostile text can
//! cost.

use crate::allowed::{self, Fate};
use crate::arrange::{self, WORD_ITEM, is_block, is_inline};
use crate::limits::{MAX_DEPTH, MAX_ELEMENTS, MAX_INLINE_DEPTH, MAX_NODES};
use crate::players::{self, Wording};
use crate::tree::{Element, NodeKind, Piece, Tree};
use crate::url;

/// Builds a clean text from the tree of a parser.
///
/// `tree` stands on the document that a parser made of [`document`](crate::document()), without running scripts. Relative
/// addresses are resolved against `base`, the address of the document that the text comes from. `wording` has the few words
/// that the cleaner itself adds.
///
/// Headings become h2 to h4 without a gap between levels, `div` and double line breaks become paragraphs, and players become
/// links. What old editors leave behind is removed: empty paragraphs, runs of hard spaces, `font`, tables around one picture.
pub fn clean(tree: &mut impl Tree, base: &str, wording: &Wording) -> Vec<Piece> {
    let open = vec![Frame::Keep(Element::new(ROOT))];
    let mut builder = Builder { base, wording, open, depth: 0, elements: 0, inline: 0, verbatim: 0 };
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
    while builder.open.len() > 1 {
        builder.close();
    }
    let mut root = match builder.open.pop() {
        Some(Frame::Keep(root)) => root,
        _ => Element::new(ROOT),
    };
    let mut pieces = arrange::flow(std::mem::take(&mut root.children), true);
    arrange::step_headings(&mut pieces);
    pieces
}

/// The name of the element that holds the whole text while it is put together.
const ROOT: &str = "";

/// What an open element of the source becomes.
enum Frame {
    /// This element.
    Keep(Element),
    /// Nothing; its content is separated from what is around it.
    Block,
    /// Nothing; its content continues the line.
    Inline,
}

struct Builder<'a> {
    base: &'a str,
    wording: &'a Wording,
    /// One frame for each open element of the source, the innermost last.
    open: Vec<Frame>,
    /// How many frames are [`Frame::Keep`].
    depth: usize,
    /// How many elements were made so far.
    elements: usize,
    /// How many open frames are inline elements.
    inline: usize,
    /// How many open frames keep white space as it is.
    verbatim: usize,
}

impl Builder<'_> {
    /// Reads the node that the tree stands on. Returns whether to go down into it; a frame is open for it then.
    fn visit(&mut self, tree: &mut impl Tree) -> bool {
        let name = match tree.kind() {
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
        let frame = match allowed::fate(&name) {
            Fate::Remove => {
                if let Some((href, text)) = self.embedded(tree, &name) {
                    // HTML allows no link inside of a link.
                    let in_link = self.open.iter().any(|frame| matches!(frame, Frame::Keep(it) if it.name == "a"));
                    let mut piece = Piece::Text(text);
                    if !in_link {
                        let mut link = Element::holding("a", vec![piece]);
                        link.set("href", href);
                        finish_attributes(&mut link);
                        piece = Piece::Element(link);
                    }
                    self.push(Piece::Boundary);
                    self.push(piece);
                    self.push(Piece::Boundary);
                }
                return false;
            }
            Fate::Keep("img") => {
                if let Some(picture) = picture(tree, self.base) {
                    self.elements += 1;
                    self.push(Piece::Element(picture));
                }
                return false;
            }
            Fate::Keep(void @ ("br" | "hr")) => {
                self.push(Piece::Element(Element::new(void)));
                return false;
            }
            Fate::Keep(name) => self.keep(tree, name),
            Fate::Block => Frame::Block,
            Fate::Inline => styled(tree).map_or(Frame::Inline, Frame::Keep),
        };
        // Beyond a limit, the content stays without its element.
        let frame = match frame {
            Frame::Keep(element)
                if self.depth >= MAX_DEPTH
                    || self.elements >= MAX_ELEMENTS
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
                self.elements += 1;
                self.inline += usize::from(is_inline(element.name));
                self.verbatim += usize::from(element.name == "pre");
            }
            Frame::Block => self.push(Piece::Boundary),
            Frame::Inline => {}
        }
        self.open.push(frame);
        true
    }

    fn keep(&self, tree: &impl Tree, name: &'static str) -> Frame {
        let mut element = Element::new(name);
        match name {
            "a" => {
                let href = tree.attribute("href").filter(|href| !href.trim().is_empty());
                // No id survives, so a link to a place within the text would lead nowhere.
                let href = href.filter(|href| !href.trim_start().starts_with('#'));
                match href.and_then(|href| url::resolve(self.base, &href)) {
                    Some(href) => element.set("href", href),
                    None => return Frame::Inline,
                }
            }
            "p" if style_of(tree).is_some_and(|style| style.contains("mso-list:l")) => {
                element.set(WORD_ITEM, String::new());
            }
            // Word processors wrap whole texts in a bold element that is not bold.
            "b" | "strong" if style_of(tree).is_some_and(|style| style.contains("font-weight:normal")) => {
                return Frame::Inline;
            }
            "td" | "th" => {
                for span in ["colspan", "rowspan"] {
                    if let Some(count) = number(tree, span).filter(|count| (2..=1000).contains(count)) {
                        element.set(span, count.to_string());
                    }
                }
                let scope = tree.attribute("scope").map(|scope| scope.trim().to_ascii_lowercase());
                let scope = scope.filter(|scope| ["row", "col", "rowgroup", "colgroup"].contains(&scope.as_str()));
                if let Some(scope) = scope.filter(|_| name == "th") {
                    element.set("scope", scope);
                }
            }
            "ol" => {
                if let Some(start) = number(tree, "start").filter(|start| *start != 1) {
                    element.set("start", start.to_string());
                }
            }
            "abbr" => {
                if let Some(title) = tree.attribute("title") {
                    element.set("title", collapsed(&title));
                }
            }
            _ => {}
        }
        finish_attributes(&mut element);
        Frame::Keep(element)
    }

    /// The link that replaces a player: its address and its text.
    fn embedded(&self, tree: &mut impl Tree, name: &str) -> Option<(String, String)> {
        match name {
            "iframe" if tree.attribute("srcdoc").is_none() => {
                let link = |name| players::frame(self.base, &tree.attribute(name)?, self.wording);
                ["src", "data-src"].into_iter().find_map(link)
            }
            "object" | "embed" => {
                let link = |name| players::plugin(self.base, &tree.attribute(name)?, self.wording);
                ["src", "data"].into_iter().find_map(link)
            }
            "video" | "audio" => {
                let source = tree.attribute("src").or_else(|| source_of(tree));
                players::media(self.base, &source?, name == "video", self.wording)
            }
            _ => None,
        }
    }

    fn push(&mut self, piece: Piece) {
        if let Some(Frame::Keep(element)) = self.open.iter_mut().rev().find(|frame| matches!(frame, Frame::Keep(_))) {
            element.children.push(piece);
        }
    }

    /// Closes the innermost element.
    fn close(&mut self) {
        match self.open.pop() {
            Some(Frame::Keep(element)) => {
                self.depth = self.depth.saturating_sub(1);
                self.inline -= usize::from(is_inline(element.name));
                self.verbatim -= usize::from(element.name == "pre");
                for piece in arrange::finished(element, &mut self.elements, self.wording) {
                    self.push(piece);
                }
            }
            Some(Frame::Block) => self.push(Piece::Boundary),
            Some(Frame::Inline) | None => {}
        }
    }
}

/// The address of the first `source` in a player.
fn source_of(tree: &mut impl Tree) -> Option<String> {
    if !tree.down() {
        return None;
    }
    let source = loop {
        let is_source = matches!(tree.kind(), NodeKind::Element(name) if name == "source");
        if let Some(source) = tree.attribute("src").filter(|_| is_source) {
            break Some(source);
        }
        if !tree.next() {
            break None;
        }
    };
    tree.up();
    source
}

fn picture(tree: &impl Tree, base: &str) -> Option<Element> {
    // Scripts that load pictures late keep the real address in another attribute than the placeholder.
    let src = ["data-src", "data-original", "data-lazy-src", "src"]
        .into_iter()
        .find_map(|name| url::picture(base, tree.attribute(name).filter(|src| !src.trim().is_empty())?.trim()))?;
    let (width, height) = (number(tree, "width"), number(tree, "height"));
    // A picture of one pixel counts readers and shows nothing.
    if [width, height].iter().any(|side| side.is_some_and(|side| side <= 1)) {
        return None;
    }
    let mut picture = Element::new("img");
    picture.set("src", src);
    picture.set("alt", tree.attribute("alt").map(|alt| collapsed(&alt)).unwrap_or_default().trim().to_owned());
    if let (Some(width), Some(height)) = (width, height) {
        picture.set("width", width.to_string());
        picture.set("height", height.to_string());
    }
    finish_attributes(&mut picture);
    Some(picture)
}

fn finish_attributes(element: &mut Element) {
    element.attributes.extend(allowed::added(element.name).iter().map(|(name, value)| (*name, (*value).to_owned())));
}

/// An attribute that is a whole number of at most five digits, with or without `px`.
fn number(tree: &impl Tree, name: &str) -> Option<i32> {
    let value = tree.attribute(name)?;
    let value = value.trim();
    let value = value.strip_suffix("px").unwrap_or(value);
    (value.len() <= 5).then(|| value.parse().ok())?
}

/// The emphasis that old editors write as a style.
fn styled(tree: &impl Tree) -> Option<Element> {
    let style = style_of(tree)?;
    let has =
        |property: &str, values: &[&str]| values.iter().any(|value| style.contains(&format!("{property}:{value}")));
    if has("font-weight", &["bold", "600", "700", "800", "900"]) {
        Some(Element::new("strong"))
    } else if has("font-style", &["italic", "oblique"]) {
        Some(Element::new("em"))
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
    matches!(c, '\0'..='\x08' | '\x0b' | '\x0e'..='\x1f' | '\x7f'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}
