//! Writes the blocks of a Word document as Markdown that the reader of Markdown reads back the same.
//!
//! What Markdown has no signs for, such as merged cells, is written as HTML.

use super::blocks::{Block, Cell, Format, Height, Inline, ItemKind, Table, list_at_start};
use super::html::{Html, caption_of, formatted, without_bold};
use crate::write::escaped;
use std::fmt::Write as _;

/// Writes blocks as Markdown.
pub(super) struct Writer<'a> {
    pub html: Html<'a>,
}

impl Writer<'_> {
    /// The Markdown of a document with its notes.
    pub(super) fn document(&self, blocks: &[Block], notes: &[Vec<Block>]) -> String {
        let mut out = String::new();
        self.blocks(blocks, &mut out);
        for (i, note) in notes.iter().enumerate() {
            let mut text = String::new();
            self.blocks(note, &mut text);
            let text = text.trim().replace('\n', "\n    ").replace("\n    \n", "\n\n");
            let _ = writeln!(out, "[^{}]: {text}\n", i + 1);
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
                    let line = self.line(text, true);
                    let _ = writeln!(out, "{} {line}\n", "#".repeat(usize::from((*level).min(6))));
                }
                Block::Paragraph { text, .. } => match caption_of(text, after) {
                    Some(caption) => {
                        let picture = self.line(text, false);
                        let title = super::blocks::words(caption).replace('"', "\\\"");
                        let picture = picture.strip_suffix(')').unwrap_or(&picture);
                        let _ = writeln!(out, "{picture} \"{title}\")\n");
                        rest = &after[1..];
                    }
                    None => {
                        let _ = writeln!(out, "{}\n", at_start(&self.line(text, false)));
                    }
                },
                Block::Item { .. } => {
                    let (items, behind) = list_at_start(here);
                    self.list(items, out);
                    rest = behind;
                }
                Block::Table(table) => self.table(table, out),
            }
        }
    }

    fn list(&self, items: &[Block], out: &mut String) {
        // For each open list: its level, the column of its text, its last item, and the sign behind its numbers.
        let mut open: Vec<(u8, usize, ItemKind, char)> = Vec::new();
        for item in items {
            let Block::Item { level, kind, text } = item else { continue };
            while open.len() > 1 && open.last().is_some_and(|(known, ..)| known > level) {
                open.pop();
            }
            let last = open.last().copied().filter(|(known, ..)| known >= level);
            let goes_on = match (last, kind) {
                (Some((_, _, ItemKind::Bullet, _)), ItemKind::Bullet) => true,
                (Some((_, _, ItemKind::Number(before), _)), ItemKind::Number(now)) => before + 1 == *now,
                _ => false,
            };
            // A list beside another one, or one that begins below a line and not with 1, needs a blank line above it.
            let begins_late = matches!(kind, ItemKind::Number(number) if *number != 1);
            if !goes_on && !open.is_empty() && (last.is_some() || begins_late) {
                out.push('\n');
            }
            let sign = match (last, kind) {
                (Some((.., sign)), _) if goes_on => sign,
                // Another list of the same kind needs another sign.
                (Some((_, _, ItemKind::Number(_), '.')), ItemKind::Number(_)) => ')',
                (_, ItemKind::Bullet) => '-',
                (_, ItemKind::Number(_)) => '.',
            };
            if last.is_some() {
                open.pop();
            }
            let column = open.last().map_or(0, |(_, column, ..)| *column);
            let mark = match kind {
                ItemKind::Bullet => format!("{sign} "),
                ItemKind::Number(number) => format!("{number}{sign} "),
            };
            let inner = column + mark.len();
            let line = at_start(&self.line(text, false)).replace('\n', &format!("\n{}", " ".repeat(inner)));
            let _ = writeln!(out, "{}{mark}{line}", " ".repeat(column));
            open.push((*level, inner, *kind, sign));
        }
        out.push('\n');
    }

    fn table(&self, table: &Table, out: &mut String) {
        let columns = table.rows.first().map_or(0, Vec::len);
        let is_simple = |cell: &Cell| {
            cell.columns == 1 && cell.rows == 1 && matches!(cell.blocks.as_slice(), [] | [Block::Paragraph { .. }])
        };
        let is_even = table.rows.iter().all(|row| row.len() == columns && row.iter().all(is_simple));
        if table.head != 1 || !is_even || columns < 2 {
            let mut html = String::new();
            self.html.table(table, &mut html);
            // A blank line would end the HTML.
            let lines: Vec<&str> = html.lines().filter(|line| !line.trim().is_empty()).collect();
            let _ = writeln!(out, "{}\n", lines.join("\n"));
            return;
        }
        for (i, row) in table.rows.iter().enumerate() {
            let cells = row.iter().map(|cell| match cell.blocks.first().and_then(Block::line) {
                Some(text) if i == 0 => self.line(&without_bold(text), true).replace('|', "\\|"),
                Some(text) => self.line(text, true).replace('|', "\\|"),
                None => String::new(),
            });
            let _ = writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "));
            if i == 0 {
                let _ = writeln!(out, "|{}", "---|".repeat(columns));
            }
        }
        out.push('\n');
    }

    /// A line. `in_one` keeps it in one line of the file.
    fn line(&self, line: &[Inline], in_one: bool) -> String {
        let mut out = String::new();
        let mut parts = line.iter().peekable();
        while let Some(part) = parts.next() {
            match part {
                Inline::Text { text, format } => {
                    let next = parts.peek().and_then(|part| match part {
                        Inline::Text { text, .. } => text.chars().next(),
                        Inline::Break => Some(' '),
                        _ => Some('['),
                    });
                    let before = out.chars().next_back();
                    out.push_str(&marked(text, *format, before, next));
                }
                Inline::Break if in_one => out.push_str("<br>"),
                Inline::Break => out.push_str("\\\n"),
                Inline::Picture { picture, alt } => {
                    let address = self.html.address(picture).replace('<', "%3C").replace('>', "%3E");
                    let _ = write!(out, "![{}](<{address}>)", escaped(alt).replace('\n', " "));
                }
                Inline::Link { address, text } => {
                    let address = address.replace('<', "%3C").replace('>', "%3E").replace('\n', "");
                    let _ = write!(out, "[{}](<{address}>)", self.line(text, in_one));
                }
                Inline::Note(number) => {
                    let _ = write!(out, "[^{number}]");
                }
            }
        }
        out
    }
}

/// A text with the signs of its format. Where Markdown would not see the signs, because of the letters around them, elements of HTML stand.
fn marked(text: &str, format: Format, before: Option<char>, after: Option<char>) -> String {
    let inner = text.trim();
    if format == Format::default() || inner.is_empty() {
        return escaped(text);
    }
    let letters = escaped(inner);
    let start = &text[..text.len() - text.trim_start().len()];
    let end = &text[text.trim_end().len()..];
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let before = if start.is_empty() { before } else { Some(' ') };
    let after = if end.is_empty() { after } else { Some(' ') };
    let is_free = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || is_sign(c) && c != '*');
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let seen = (is_letter(inner.chars().next()) || is_free(before))
        && (is_letter(inner.chars().next_back()) || is_free(after))
        && before != Some('*')
        && format.height == Height::Normal
        && !format.is_struck;
    if !seen {
        return format!("{start}{}{end}", formatted(&letters, format));
    }
    let mark = match (format.is_bold, format.is_italic) {
        (true, true) => "***",
        (true, false) => "**",
        (false, true) => "*",
        (false, false) => "",
    };
    format!("{start}{mark}{letters}{mark}{end}")
}

/// A paragraph of which no line begins a heading, a list, a quotation or a table.
fn at_start(paragraph: &str) -> String {
    paragraph.split('\n').map(line_at_start).collect::<Vec<_>>().join("\n")
}

fn line_at_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = &line[digits..];
    if digits > 0 && after.starts_with(['.', ')']) {
        return format!("{}\\{after}", &line[..digits]);
    }
    let first = line.chars().next().unwrap_or(' ');
    if matches!(first, '#' | '>' | '-' | '+' | '=' | '|' | ':') {
        return format!("\\{line}");
    }
    // A bullet of a font would become one of Markdown.
    let is_bullet =
        !first.is_alphanumeric() && !first.is_ascii() && line[first.len_utf8()..].starts_with(char::is_whitespace);
    if is_bullet { format!("&#{};{}", u32::from(first), &line[first.len_utf8()..]) } else { line.to_owned() }
}
