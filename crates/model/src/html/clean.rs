//! The cleaner: a text rebuilt from what an article may hold.
//!
//! Nothing of the source is copied but text and the values in [`allowed`]; what comes out is a tree of fresh elements, for
//! the browser to create or the publisher to write. The limits keep a hostile text from costing more than it says.

use super::allowed::{self, Fate};
use super::{embed, escape};
use crate::url;

/// Elements deeper than this lose their element and keep their text.
pub const MAX_DEPTH: usize = 64;
/// Elements within a line that lie deeper in one another lose their element and keep their text.
pub const MAX_INLINE_DEPTH: usize = 32;
/// Elements beyond this many lose their element and keep their text.
pub const MAX_ELEMENTS: usize = 20_000;
/// Nodes of the source beyond this many are not looked at.
pub const MAX_NODES: usize = 200_000;

/// A cursor over what a parser made, in a way that no content can fool (a form's `firstChild` may be a field of that name).
/// It begins on the document.
pub trait Tree {
    /// Goes to the first child that is an element or text; `false` where there is none.
    fn down(&mut self) -> bool;
    /// Goes to the next sibling that is an element or text; `false` where there is none.
    fn next(&mut self) -> bool;
    /// Goes to the parent.
    fn up(&mut self);
    /// What is here.
    fn kind(&self) -> NodeKind;
    /// An attribute of the element that is here.
    fn attribute(&self, name: &str) -> Option<String>;
}

/// What a [`Tree`] stands on.
#[derive(Debug)]
pub enum NodeKind {
    /// Text.
    Text(String),
    /// An HTML element, by its name in small letters.
    Element(String),
    /// An element of another namespace, or anything else.
    Foreign,
}

/// A piece of a clean text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text.
    Text(String),
    /// An element with all it holds.
    Element(Element),
    /// Between paragraphs; only while the text is being put together.
    #[doc(hidden)]
    Boundary,
}

/// An element of a clean text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// One of [`allowed::ELEMENTS`], or the `div` around a table.
    pub name: &'static str,
    /// Names and values.
    pub attributes: Vec<(&'static str, String)>,
    /// What it holds.
    pub children: Vec<Piece>,
}

impl Element {
    fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), children: Vec::new() }
    }

    fn holding(name: &'static str, children: Vec<Piece>) -> Self {
        Self { children, ..Self::new(name) }
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    fn set(&mut self, name: &'static str, value: String) {
        self.attributes.push((name, value));
    }
}

/// Rebuilds a text. `tree` stands on the document that a parser made of [`super::quiet`] markup, without running scripts;
/// relative addresses are meant against `base`.
///
/// Headings step down under the page's h1 without a gap, `div` and double line breaks become paragraphs, players become
/// links, and what old editors leave behind (empty paragraphs, runs of hard spaces, `font`, tables around one picture) is
/// gone.
pub fn clean(tree: &mut impl Tree, base: &str) -> Vec<Piece> {
    let mut builder =
        Builder { base, open: vec![Frame::Keep(Element::new(ROOT))], depth: 0, elements: 0, inline: 0, verbatim: 0 };
    let mut level = 0_usize;
    let mut nodes = 0;
    // The document itself is no node to look at.
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
    let mut pieces = flow(std::mem::take(&mut root.children), true);
    step_headings(&mut pieces);
    pieces
}

/// The name of what holds the whole text while it is put together.
const ROOT: &str = "";
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

enum Frame {
    Keep(Element),
    Block,
    Inline,
}

struct Builder<'a> {
    base: &'a str,
    /// What is open, the innermost last; one for each level of the source.
    open: Vec<Frame>,
    /// How many of them are kept elements.
    depth: usize,
    elements: usize,
    /// How many of those that are open stand within a line.
    inline: usize,
    /// How many of them keep white space as it is.
    verbatim: usize,
}

impl Builder<'_> {
    /// Takes in what the tree stands on; returns whether to go down into it. A frame is open then.
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
                    // A link within a link is none.
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
        // Too deep or too many: the text goes on without its element.
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
                // No id survives, so a place within the text cannot be gone to.
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

    /// The link that stands in for a player.
    fn embedded(&self, tree: &mut impl Tree, name: &str) -> Option<(String, String)> {
        match name {
            "iframe" if tree.attribute("srcdoc").is_none() => {
                ["src", "data-src"].into_iter().find_map(|name| embed::frame(self.base, &tree.attribute(name)?))
            }
            "object" | "embed" => {
                ["src", "data"].into_iter().find_map(|name| embed::plugin(self.base, &tree.attribute(name)?))
            }
            "video" | "audio" => {
                let source = tree.attribute("src").or_else(|| source_of(tree));
                embed::media(self.base, &source?, name == "video")
            }
            _ => None,
        }
    }

    fn push(&mut self, piece: Piece) {
        if let Some(Frame::Keep(element)) = self.open.iter_mut().rev().find(|frame| matches!(frame, Frame::Keep(_))) {
            element.children.push(piece);
        }
    }

    /// Ends the innermost element.
    fn close(&mut self) {
        match self.open.pop() {
            Some(Frame::Keep(element)) => {
                self.depth = self.depth.saturating_sub(1);
                self.inline -= usize::from(is_inline(element.name));
                self.verbatim -= usize::from(element.name == "pre");
                for piece in finished(element, &mut self.elements) {
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
    // Lazy loaders keep the real address beside a placeholder.
    let src = ["data-src", "data-original", "data-lazy-src", "src"]
        .into_iter()
        .find_map(|name| url::picture(base, tree.attribute(name).filter(|src| !src.trim().is_empty())?.trim()))?;
    let (width, height) = (number(tree, "width"), number(tree, "height"));
    // A picture of one pixel counts readers; there is nothing to see.
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

/// A whole number of at most five digits, possibly with `px` behind it.
fn number(tree: &impl Tree, name: &str) -> Option<i32> {
    let value = tree.attribute(name)?;
    let value = value.trim();
    let value = value.strip_suffix("px").unwrap_or(value);
    (value.len() <= 5).then(|| value.parse().ok())?
}

/// Emphasis that old editors write as a style.
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

/// The style of an element without white space, under the name that [`super::quiet`] left it.
fn style_of(tree: &impl Tree) -> Option<String> {
    let style = tree.attribute("x-style")?;
    // More than a few declarations are no emphasis.
    (style.len() < 2000).then(|| style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase())
}

/// An element at its end: as it stays, split up, or dissolved into what it held. `elements` counts all that are made.
fn finished(mut element: Element, elements: &mut usize) -> Vec<Piece> {
    let children = std::mem::take(&mut element.children);
    match element.name {
        "p" if element.attribute(WORD_ITEM).is_some() => word_item(paragraph(children)),
        "p" => paragraph(children),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "caption" | "figcaption" => {
            let children = inline(children);
            if children.iter().all(is_blank) { bounded(children) } else { vec![with(element, trimmed(children))] }
        }
        "ul" | "ol" => items(element, children, &["li"], "li"),
        "dl" => items(element, children, &["dt", "dd"], "dd"),
        "li" | "dd" | "td" | "th" => {
            let children = flow(children, false);
            if matches!(element.name, "li" | "dd") && children.iter().all(is_blank) {
                return Vec::new();
            }
            vec![with(element, children)]
        }
        "blockquote" | "figure" | "pre" => {
            let children = match element.name {
                "blockquote" => flow(children, true),
                "figure" => flow(children, false).into_iter().flat_map(bare_picture).collect(),
                _ => inline(children),
            };
            if children.iter().all(is_blank) { vec![Piece::Boundary] } else { vec![with(element, children)] }
        }
        "table" => table(element, children),
        "thead" | "tbody" | "tr" => vec![with(element, children.into_iter().filter(is_element).collect())],
        // Everything else stands in a line; what is in it may not.
        _ if children.iter().any(holds_block) => bounded(pushed_down(&element, children, elements)),
        _ => {
            let children = inline(children);
            if children.iter().all(is_blank) {
                return children.into_iter().filter(|piece| matches!(piece, Piece::Text(_))).collect();
            }
            vec![with(element, children)]
        }
    }
}

/// A line cannot hold paragraphs: each of them gets the element inside instead.
fn pushed_down(shell: &Element, children: Vec<Piece>, elements: &mut usize) -> Vec<Piece> {
    let end = |run: &mut Vec<Piece>, out: &mut Vec<Piece>, elements: &mut usize| {
        let run = std::mem::take(run);
        if *elements >= MAX_ELEMENTS || run.iter().all(is_blank) {
            out.extend(run);
        } else {
            *elements += 1;
            out.push(with(shell.clone(), run));
        }
    };
    let (mut out, mut run) = (Vec::new(), Vec::new());
    for piece in children {
        match piece {
            Piece::Element(mut block) if is_block(block.name) => {
                end(&mut run, &mut out, elements);
                if !matches!(block.name, "div" | "hr") {
                    block.children = pushed_down(shell, std::mem::take(&mut block.children), elements);
                }
                out.push(Piece::Element(block));
            }
            piece if matches!(piece, Piece::Boundary) || holds_block(&piece) => {
                end(&mut run, &mut out, elements);
                out.push(piece);
            }
            piece => run.push(piece),
        }
    }
    end(&mut run, &mut out, elements);
    out
}

/// A paragraph of nothing but a picture as the picture.
fn bare_picture(piece: Piece) -> Vec<Piece> {
    match piece {
        Piece::Element(paragraph) if paragraph.name == "p" && is_picture(&paragraph.children) => paragraph.children,
        piece => vec![piece],
    }
}

fn with(mut element: Element, children: Vec<Piece>) -> Piece {
    element.children = children;
    Piece::Element(element)
}

/// Pieces that do not run on from what is before them, nor into what comes after.
fn bounded(children: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(children.len() + 2);
    out.push(Piece::Boundary);
    out.extend(children);
    out.push(Piece::Boundary);
    out
}

/// A paragraph: split where two line breaks follow one another, and gone where it is empty or holds what is more than text.
fn paragraph(children: Vec<Piece>) -> Vec<Piece> {
    if children.iter().any(holds_block) {
        return bounded(children);
    }
    bounded(paragraphs(inline(children)))
}

/// Marks, until its end, a paragraph that Word means as an item of a list.
const WORD_ITEM: &str = "mso-list";
/// What Word writes before such an item, as its symbol fonts show it.
const BULLETS: [char; 16] = ['·', '•', '▪', '■', '►', '–', '-', '+', '*', 'o', '§', 'Ø', 'ü', 'v', 'q', 'à'];

/// A paragraph with a bullet as an item, without it; one with a number stays a paragraph, which keeps the number.
fn word_item(mut paragraphs: Vec<Piece>) -> Vec<Piece> {
    let is_bullet = |text: &str| {
        let mut chars = text.chars();
        let (first, rest) = (chars.next(), chars.as_str());
        first.is_some_and(|c| BULLETS.contains(&c)) && (rest.is_empty() || rest.starts_with(char::is_whitespace))
    };
    for piece in &mut paragraphs {
        let Piece::Element(paragraph) = piece else { continue };
        let parted = paragraph.children.len() > 1;
        let Some(Piece::Text(text)) = paragraph.children.first_mut() else { break };
        if parted && is_bullet(text) {
            let sign = text.chars().next().map_or(0, char::len_utf8);
            text.drain(..sign);
            paragraph.name = "li";
            paragraph.children = trimmed(std::mem::take(&mut paragraph.children));
        }
        break;
    }
    paragraphs
}

/// A run of text as paragraphs.
fn paragraphs(run: Vec<Piece>) -> Vec<Piece> {
    let mut paragraphs = Vec::new();
    let mut current = Vec::new();
    let mut breaks = 0;
    for piece in run {
        if is_break(&piece) {
            breaks += 1;
        } else if !(breaks > 0 && is_space(&piece)) {
            if breaks > 1 {
                end_paragraph(&mut current, &mut paragraphs);
            } else if breaks == 1 && !current.is_empty() {
                current.push(line_break());
            }
            breaks = 0;
            current.push(piece);
        }
    }
    end_paragraph(&mut current, &mut paragraphs);
    paragraphs
}

fn end_paragraph(current: &mut Vec<Piece>, paragraphs: &mut Vec<Piece>) {
    let children = trimmed(std::mem::take(current));
    if !children.iter().all(is_blank) {
        paragraphs.push(Piece::Element(Element::holding("p", children)));
    }
}

fn line_break() -> Piece {
    Piece::Element(Element::new("br"))
}

/// Pieces that stand side by side in a line: what parted them is a line break.
fn inline(children: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(children.len());
    let mut parted = false;
    let mut flat: Vec<Piece> = Vec::with_capacity(children.len());
    for piece in children {
        match piece {
            // A paragraph where only a line may be, as in a heading.
            Piece::Element(element) if element.name == "p" => flat.extend(bounded(element.children)),
            piece => flat.push(piece),
        }
    }
    for piece in flat {
        match piece {
            Piece::Boundary => parted = !out.iter().all(is_blank),
            piece if parted && is_space(&piece) => {}
            piece => {
                if parted && !is_break(&piece) && !out.last().is_some_and(is_break) {
                    out.push(line_break());
                }
                parted = false;
                out.push(piece);
            }
        }
    }
    out
}

/// What a container of paragraphs holds. Text that lies about is made paragraphs; where `always` is not set, text that is
/// alone stays as it is.
fn flow(children: Vec<Piece>, always: bool) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut run: Vec<Piece> = Vec::new();
    let has_parts = children.iter().any(|piece| matches!(piece, Piece::Boundary) || holds_block(piece));
    if !always && !has_parts {
        let run = paragraphs(children);
        return match <[Piece; 1]>::try_from(run) {
            Ok([Piece::Element(only)]) if only.name == "p" => only.children,
            Ok(only) => only.into(),
            Err(run) => run,
        };
    }
    for piece in children {
        match piece {
            Piece::Boundary => end_run(&mut run, &mut out),
            piece if holds_block(&piece) => {
                end_run(&mut run, &mut out);
                gather(piece, &mut out);
            }
            piece => run.push(piece),
        }
    }
    end_run(&mut run, &mut out);
    let is_paragraph = |piece: &Piece| matches!(piece, Piece::Element(element) if element.name == "p");
    // An item with a list in it, a cell with a table: the text before it needs no paragraph of its own.
    if !always && out.first().is_some_and(is_paragraph) && !out[1..].iter().any(is_paragraph) {
        let mut rest = out.split_off(1);
        if let Some(Piece::Element(first)) = out.pop() {
            out = first.children;
        }
        out.append(&mut rest);
    }
    out
}

fn end_run(run: &mut Vec<Piece>, out: &mut Vec<Piece>) {
    out.extend(paragraphs(std::mem::take(run)));
}

/// Adds a block; items that lost their list get one together.
fn gather(piece: Piece, out: &mut Vec<Piece>) {
    let list = match &piece {
        Piece::Element(element) if element.name == "li" => "ul",
        Piece::Element(element) if matches!(element.name, "dt" | "dd") => "dl",
        _ => {
            out.push(piece);
            return;
        }
    };
    match out.last_mut() {
        Some(Piece::Element(last)) if last.name == list => last.children.push(piece),
        _ => out.push(Piece::Element(Element::holding(list, vec![piece]))),
    }
}

/// A list that holds only items: a list between them joins the item before, anything else becomes an item.
fn items(element: Element, children: Vec<Piece>, names: &[&str], item: &'static str) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    // Whether the last item was made here and goes on.
    let mut goes_on = false;
    for piece in children {
        match piece {
            Piece::Boundary => goes_on = false,
            Piece::Element(inner) if names.contains(&inner.name) => {
                goes_on = false;
                out.push(Piece::Element(inner));
            }
            piece if !goes_on && is_blank(&piece) => {}
            piece => match out.last_mut() {
                Some(Piece::Element(last)) if goes_on || (last.name == item && holds_block(&piece)) => {
                    last.children.push(piece);
                }
                _ => {
                    goes_on = !holds_block(&piece);
                    out.push(Piece::Element(Element::holding(item, vec![piece])));
                }
            },
        }
    }
    if out.is_empty() { vec![Piece::Boundary] } else { vec![with(element, out)] }
}

/// A table in its scroller; one that only arranges things one under another is dissolved.
fn table(mut element: Element, children: Vec<Piece>) -> Vec<Piece> {
    let parts: Vec<Piece> = children.into_iter().filter(is_element).collect();
    if parts.iter().all(is_blank) {
        return vec![Piece::Boundary];
    }
    if is_arrangement(&parts) {
        return bounded(arranged(parts));
    }
    element.children = parts;
    name_columns(&mut element.children);
    let mut frame = Element::holding("div", vec![Piece::Element(element)]);
    frame.attributes = allowed::TABLE_FRAME.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    vec![Piece::Element(frame)]
}

/// Makes headers of a first row that is bold throughout: old editors know no other way to write them.
fn name_columns(parts: &mut [Piece]) {
    let is_bold = |piece: &Piece| matches!(piece, Piece::Element(inner) if matches!(inner.name, "b" | "strong"));
    let Some(Piece::Element(body)) =
        parts.iter_mut().find(|part| matches!(part, Piece::Element(part) if part.name != "caption"))
    else {
        return;
    };
    let rows = &mut body.children;
    if body.name != "tbody" || rows.len() < 2 {
        return;
    }
    let Some(Piece::Element(row)) = rows.first_mut() else { return };
    let is_header = |cell: &Piece| match cell {
        Piece::Element(cell) if cell.name == "td" => {
            !cell.children.iter().all(is_blank) && cell.children.iter().all(|piece| is_bold(piece) || is_space(piece))
        }
        _ => false,
    };
    if !row.children.iter().all(is_header) {
        return;
    }
    for cell in &mut row.children {
        if let Piece::Element(cell) = cell {
            cell.name = "th";
            cell.set("scope", "col".to_owned());
            let mut text = Vec::new();
            for piece in std::mem::take(&mut cell.children) {
                match piece {
                    Piece::Element(bold) => text.extend(bold.children),
                    piece => text.push(piece),
                }
            }
            cell.children = trimmed(text);
        }
    }
}

/// Whether no row of a table has two cells side by side, and none is a header.
fn is_arrangement(parts: &[Piece]) -> bool {
    parts.iter().all(|part| match part {
        Piece::Element(part) if matches!(part.name, "thead" | "tbody") => is_arrangement(&part.children),
        Piece::Element(row) if row.name == "tr" => {
            let cells = row.children.iter().filter(
                |cell| !matches!(cell, Piece::Element(cell) if cell.name == "td" && cell.children.iter().all(is_blank)),
            );
            let cells: Vec<_> = cells.collect();
            cells.len() <= 1 && cells.iter().all(|cell| matches!(cell, Piece::Element(cell) if cell.name == "td"))
        }
        _ => false,
    })
}

/// The cells of such a table one after another; a picture with a line under it becomes a figure.
fn arranged(parts: Vec<Piece>) -> Vec<Piece> {
    fn cells(parts: Vec<Piece>, out: &mut Vec<Vec<Piece>>) {
        for part in parts {
            match part {
                Piece::Element(cell) if cell.name == "td" => out.push(cell.children),
                Piece::Element(part) => cells(part.children, out),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    cells(parts, &mut found);
    found.retain(|cell| !cell.iter().all(is_blank));
    let is_figure =
        found.len() == 2 && is_picture(&found[0]) && !found[1].iter().any(|it| holds_block(it) || is_image(it));
    if is_figure && let (Some(caption), Some(picture)) = (found.pop(), found.pop()) {
        let caption = Piece::Element(Element::holding("figcaption", trimmed(caption)));
        let pieces = picture.into_iter().filter(|piece| !is_blank(piece)).chain([caption]).collect();
        return vec![Piece::Element(Element::holding("figure", pieces))];
    }
    found.into_iter().flat_map(bounded).collect()
}

/// Whether there is a picture and nothing else.
fn is_picture(pieces: &[Piece]) -> bool {
    let mut seen = pieces.iter().filter(|piece| !is_blank(piece));
    seen.next().is_some_and(is_image) && seen.next().is_none()
}

fn is_image(piece: &Piece) -> bool {
    matches!(piece, Piece::Element(element) if element.name == "img")
}

fn is_element(piece: &Piece) -> bool {
    matches!(piece, Piece::Element(_))
}

fn is_break(piece: &Piece) -> bool {
    matches!(piece, Piece::Element(element) if element.name == "br")
}

fn is_space(piece: &Piece) -> bool {
    matches!(piece, Piece::Text(text) if text.trim().is_empty())
}

/// Whether a reader would see nothing of it.
fn is_blank(piece: &Piece) -> bool {
    match piece {
        Piece::Text(text) => text.trim().is_empty(),
        Piece::Boundary => true,
        Piece::Element(element) => match element.name {
            "img" | "hr" => false,
            "br" => true,
            _ => element.children.iter().all(is_blank),
        },
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "blockquote"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "figcaption"
            | "figure"
            | "hr"
            | "li"
            | "ol"
            | "p"
            | "pre"
            | "table"
            | "ul"
    ) || HEADINGS.contains(&name)
}

/// Whether an element stands within a line: neither a block nor a part of a table.
fn is_inline(name: &str) -> bool {
    !is_block(name) && !matches!(name, "caption" | "tbody" | "td" | "th" | "thead" | "tr")
}

fn holds_block(piece: &Piece) -> bool {
    match piece {
        Piece::Element(element) => is_block(element.name) || element.children.iter().any(holds_block),
        Piece::Text(_) | Piece::Boundary => false,
    }
}

/// Without white space and line breaks at both ends.
fn trimmed(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let begin = pieces.iter().position(|piece| !is_space(piece) && !is_break(piece)).unwrap_or(pieces.len());
    pieces.drain(..begin);
    while pieces.last().is_some_and(|piece| is_space(piece) || is_break(piece)) {
        pieces.pop();
    }
    if let Some(Piece::Text(text)) = pieces.first_mut() {
        text.drain(..text.len() - text.trim_start().len());
    }
    if let Some(Piece::Text(text)) = pieces.last_mut() {
        text.truncate(text.trim_end().len());
    }
    pieces
}

/// The levels of headings that a text uses, as h2, h3, h4: under the page's h1, and without a gap.
fn step_headings(pieces: &mut [Piece]) {
    fn each(pieces: &mut [Piece], visit: &mut dyn FnMut(&mut Element)) {
        for piece in pieces {
            if let Piece::Element(element) = piece {
                visit(element);
                each(&mut element.children, visit);
            }
        }
    }
    let level = |element: &Element| HEADINGS.iter().position(|name| *name == element.name);
    let mut used = [false; 6];
    each(pieces, &mut |element| {
        if let Some(level) = level(element) {
            used[level] = true;
        }
    });
    each(pieces, &mut |element| {
        if let Some(level) = level(element) {
            let rank = used[..level].iter().filter(|used| **used).count();
            element.name = ["h2", "h3", "h4"][rank.min(2)];
        }
    });
}

/// White space of any kind as one space. A hard space stays where it holds a number to its unit.
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

fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).collect()
}

/// Characters that nobody sees: controls, zero-width spaces, byte order marks, soft hyphens. They part words in a search.
fn is_invisible(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0b' | '\x0e'..='\x1f' | '\x7f'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// A clean text as HTML.
pub fn write(pieces: &[Piece]) -> String {
    let mut out = String::new();
    write_into(pieces, &mut out);
    out
}

fn write_into(pieces: &[Piece], out: &mut String) {
    for piece in pieces {
        match piece {
            // Quotes mean nothing between tags.
            Piece::Text(text) => out.push_str(&escape(text).replace("&quot;", "\"")),
            Piece::Boundary => {}
            Piece::Element(element) => {
                out.push('<');
                out.push_str(element.name);
                for (name, value) in &element.attributes {
                    out.push(' ');
                    out.push_str(name);
                    out.push_str("=\"");
                    out.push_str(&escape(value));
                    out.push('"');
                }
                out.push('>');
                // Parsers drop the first line break of a `pre`.
                if element.name == "pre"
                    && matches!(element.children.first(), Some(Piece::Text(text)) if text.starts_with('\n'))
                {
                    out.push('\n');
                }
                if !matches!(element.name, "br" | "hr" | "img") {
                    write_into(&element.children, out);
                    out.push_str("</");
                    out.push_str(element.name);
                    out.push('>');
                }
            }
        }
    }
}
