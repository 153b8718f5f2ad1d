//! Writes the blocks of a Word document as HTML.

use super::blocks::{Block, Cell, Format, Height, Inline, ItemKind, Picture, Table, list_at_start};
use std::fmt::Write as _;
use trangxa_clean::text::escape;

/// Writes blocks as HTML. `folder` is the address of the folder with the pictures, relative to the article's file.
pub(super) struct Html<'a> {
    pub folder: &'a str,
}

impl Html<'_> {
    /// The HTML of a document with its notes.
    pub(super) fn document(&self, blocks: &[Block], notes: &[Vec<Block>]) -> String {
        let mut out = String::new();
        self.blocks(blocks, &mut out);
        if !notes.is_empty() {
            out.push_str("<hr>\n<ol>\n");
            for note in notes {
                out.push_str("<li>");
                self.blocks(note, &mut out);
                out.push_str("</li>\n");
            }
            out.push_str("</ol>\n");
        }
        out
    }

    fn blocks(&self, blocks: &[Block], out: &mut String) {
        let mut rest = blocks;
        while let Some((block, after)) = rest.split_first() {
            let here = rest;
            rest = after;
            match block {
                Block::Heading { level, text } => {
                    let level = (*level).min(6);
                    let _ = writeln!(out, "<h{level}>{}</h{level}>", self.line(text));
                }
                Block::Paragraph { text, .. } => {
                    if let Some(caption) = caption_of(text, after) {
                        let (picture, caption) = (self.line(text), self.line(caption));
                        let _ = writeln!(out, "<figure>{picture}<figcaption>{caption}</figcaption></figure>");
                        rest = &after[1..];
                    } else {
                        let _ = writeln!(out, "<p>{}</p>", self.line(text));
                    }
                }
                Block::Item { .. } => {
                    let (items, behind) = list_at_start(here);
                    self.list(items, out);
                    rest = behind;
                }
                Block::Table(table) => self.table(table, out),
            }
        }
    }

    /// A list and the lists in its items.
    fn list(&self, items: &[Block], out: &mut String) {
        // The level of each open list, and how it ends.
        let mut open: Vec<(u8, &str)> = Vec::new();
        // The kind of the last item of each level, to see where another list begins.
        let mut last: Vec<ItemKind> = Vec::new();
        for item in items {
            let Block::Item { level, kind, text } = item else { continue };
            while open.len() > 1 && open.last().is_some_and(|(known, _)| known > level) {
                out.push_str("</li>");
                out.push_str(open.pop().map_or("", |(_, end)| end));
                last.pop();
            }
            let goes_on = open.last().is_some_and(|(known, _)| known >= level)
                && match (last.last(), kind) {
                    (Some(ItemKind::Bullet), ItemKind::Bullet) => true,
                    (Some(ItemKind::Number(before)), ItemKind::Number(now)) => before + 1 == *now,
                    _ => false,
                };
            if goes_on {
                out.push_str("</li>\n");
            } else {
                if open.last().is_some_and(|(known, _)| known >= level) {
                    out.push_str("</li>");
                    out.push_str(open.pop().map_or("", |(_, end)| end));
                    last.pop();
                }
                let (start, end) = match kind {
                    ItemKind::Bullet => ("<ul>\n".to_owned(), "</ul>\n"),
                    ItemKind::Number(1) => ("<ol>\n".to_owned(), "</ol>\n"),
                    ItemKind::Number(number) => (format!("<ol start=\"{number}\">\n"), "</ol>\n"),
                };
                out.push_str(&start);
                open.push((*level, end));
                last.push(*kind);
            }
            if let Some(known) = last.last_mut() {
                *known = *kind;
            }
            let _ = write!(out, "<li>{}", self.line(text));
        }
        for (_, end) in open.into_iter().rev() {
            out.push_str("</li>");
            out.push_str(end);
        }
    }

    /// A table.
    pub(super) fn table(&self, table: &Table, out: &mut String) {
        out.push_str("<table>\n");
        let (head, body) = table.rows.split_at(table.head.min(table.rows.len()));
        if !head.is_empty() {
            out.push_str("<thead>\n");
            self.rows(head, "th", out);
            out.push_str("</thead>\n");
        }
        out.push_str("<tbody>\n");
        self.rows(body, "td", out);
        out.push_str("</tbody>\n</table>\n");
    }

    fn rows(&self, rows: &[Vec<Cell>], name: &str, out: &mut String) {
        for row in rows {
            out.push_str("<tr>");
            for cell in row {
                let _ = write!(out, "<{name}");
                for (attribute, count) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
                    if count > 1 {
                        let _ = write!(out, " {attribute}=\"{count}\"");
                    }
                }
                out.push('>');
                match cell.blocks.as_slice() {
                    // What names a column is bold already.
                    [Block::Paragraph { text, .. }] if name == "th" => out.push_str(&self.line(&without_bold(text))),
                    [Block::Paragraph { text, .. }] => out.push_str(&self.line(text)),
                    blocks => self.blocks(blocks, out),
                }
                let _ = write!(out, "</{name}>");
            }
            out.push_str("</tr>\n");
        }
    }

    fn line(&self, line: &[Inline]) -> String {
        let mut out = String::new();
        for part in line {
            match part {
                Inline::Text { text, format } => out.push_str(&formatted(&escape(text), *format)),
                Inline::Break => out.push_str("<br>"),
                Inline::Picture { picture, alt } => {
                    let address = escape(&self.address(picture));
                    let _ = write!(out, "<img src=\"{address}\" alt=\"{}\">", escape(alt));
                }
                Inline::Link { address, text } => {
                    let _ = write!(out, "<a href=\"{}\">{}</a>", escape(address), self.line(text));
                }
                Inline::Note(number) => {
                    let _ = write!(out, "<sup>[{number}]</sup>");
                }
            }
        }
        out
    }

    /// The address of a picture.
    pub(super) fn address(&self, picture: &Picture) -> String {
        match picture {
            Picture::Embedded(name) => format!("{}{name}", self.folder),
            Picture::Linked(address) => address.clone(),
        }
    }
}

/// A text with the elements of its format around it.
pub(super) fn formatted(text: &str, format: Format) -> String {
    let mut out = text.to_owned();
    let height = match format.height {
        Height::Normal => None,
        Height::Above => Some("sup"),
        Height::Below => Some("sub"),
    };
    let names =
        [height, format.is_struck.then_some("s"), format.is_italic.then_some("em"), format.is_bold.then_some("strong")];
    for name in names.into_iter().flatten().filter(|_| !text.trim().is_empty()) {
        out = format!("<{name}>{out}</{name}>");
    }
    out
}

/// A line whose letters are not bold.
pub(super) fn without_bold(line: &[Inline]) -> Vec<Inline> {
    let plain = |part: &Inline| match part {
        Inline::Text { text, format } => {
            Inline::Text { text: text.clone(), format: Format { is_bold: false, ..*format } }
        }
        Inline::Link { address, text } => Inline::Link { address: address.clone(), text: without_bold(text) },
        part => part.clone(),
    };
    line.iter().map(plain).collect()
}

/// The caption of a line that is one picture: the text of the block below it.
pub(super) fn caption_of<'a>(line: &[Inline], below: &'a [Block]) -> Option<&'a [Inline]> {
    match (line, below) {
        ([Inline::Picture { .. }], [Block::Paragraph { text, looks }, ..]) if looks.is_caption => Some(text),
        _ => None,
    }
}
