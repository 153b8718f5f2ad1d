//! Puts the content of a closed element in order: paragraphs, lists, tables and headings that HTML allows and readers expect.

use crate::allowed;
use crate::limits::Budget;
use crate::name::Name;
use crate::players::Wording;
use crate::tree::{Element, Piece};

pub(crate) const HEADINGS: [Name; 6] = [Name::H1, Name::H2, Name::H3, Name::H4, Name::H5, Name::H6];

/// What a closed element becomes: itself, several elements, or only its content. `budget` counts what is made.
pub(crate) fn finished(mut element: Box<Element>, budget: &mut Budget, wording: &Wording) -> Vec<Piece> {
    let children = std::mem::take(&mut element.children);
    match element.name {
        Name::P if element.attribute(WORD_ITEM).is_some() => word_item(paragraph(children)),
        Name::P => paragraph(children),
        Name::H1
        | Name::H2
        | Name::H3
        | Name::H4
        | Name::H5
        | Name::H6
        | Name::Dt
        | Name::Caption
        | Name::Figcaption => {
            let children = inline(children);
            if children.iter().all(is_blank) { bounded(children) } else { vec![element.with(trimmed(children))] }
        }
        Name::Ul | Name::Ol => items(element, children, &[Name::Li], Name::Li),
        Name::Dl => items(element, children, &[Name::Dt, Name::Dd], Name::Dd),
        Name::Li | Name::Dd | Name::Td | Name::Th => {
            let children = flow(children, false);
            if matches!(element.name, Name::Li | Name::Dd) && children.iter().all(is_blank) {
                return Vec::new();
            }
            vec![element.with(children)]
        }
        Name::Blockquote | Name::Figure | Name::Pre => {
            let children = match element.name {
                Name::Blockquote => flow(children, true),
                Name::Figure => flow(children, false).into_iter().flat_map(bare_picture).collect(),
                _ => inline(children),
            };
            if children.iter().all(is_blank) { vec![Piece::Boundary] } else { vec![element.with(children)] }
        }
        Name::Table => table(element, children, wording),
        Name::Thead | Name::Tbody | Name::Tr => vec![element.with(children.into_iter().filter(is_element).collect())],
        // The rest are inline elements, which may hold no blocks.
        _ if children.iter().any(holds_block) => bounded(wrapped_in_blocks(&element, children, budget)),
        _ => {
            let children = inline(children);
            if children.iter().all(is_blank) {
                return children.into_iter().filter(|piece| matches!(piece, Piece::Text(_))).collect();
            }
            vec![element.with(children)]
        }
    }
}

/// The content of an inline element that holds blocks: the blocks, each with a copy of the inline element around its own
/// content. `<b><p>x</p></b>` becomes `<p><b>x</b></p>`.
fn wrapped_in_blocks(shell: &Element, children: Vec<Piece>, budget: &mut Budget) -> Vec<Piece> {
    let bytes: usize = shell.attributes.iter().map(|(_, value)| value.len()).sum();
    let end = |run: &mut Vec<Piece>, out: &mut Vec<Piece>, budget: &mut Budget| {
        let run = std::mem::take(run);
        if run.iter().all(is_blank) || !budget.has_elements() || !budget.add(bytes) {
            out.extend(run);
        } else {
            budget.use_element();
            let mut copy = Element::holding(shell.name, run);
            copy.attributes.clone_from(&shell.attributes);
            out.push(Piece::Element(copy));
        }
    };
    let (mut out, mut run) = (Vec::new(), Vec::new());
    for piece in children {
        match piece {
            Piece::Element(mut block) if is_block(block.name) => {
                end(&mut run, &mut out, budget);
                if !matches!(block.name, Name::Div | Name::Hr) {
                    block.children = wrapped_in_blocks(shell, std::mem::take(&mut block.children), budget);
                }
                out.push(Piece::Element(block));
            }
            piece if matches!(piece, Piece::Boundary) || holds_block(&piece) => {
                end(&mut run, &mut out, budget);
                out.push(piece);
            }
            piece => run.push(piece),
        }
    }
    end(&mut run, &mut out, budget);
    out
}

/// The picture of a paragraph that holds only a picture; any other piece unchanged.
fn bare_picture(piece: Piece) -> Vec<Piece> {
    match piece {
        Piece::Element(paragraph) if paragraph.name == Name::P && is_picture(&paragraph.children) => paragraph.children,
        piece => vec![piece],
    }
}

/// Pieces with a boundary before and after them, so that they join no paragraph around them.
fn bounded(children: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(children.len() + 2);
    out.push(Piece::Boundary);
    out.extend(children);
    out.push(Piece::Boundary);
    out
}

/// A paragraph: split at double line breaks, removed if it is empty, and dissolved if it holds blocks.
fn paragraph(children: Vec<Piece>) -> Vec<Piece> {
    if children.iter().any(holds_block) {
        return bounded(children);
    }
    bounded(paragraphs(inline(children)))
}

/// The name of an attribute that marks an open paragraph which Word means as an item of a list.
pub(crate) const WORD_ITEM: &str = "mso-list";
/// The characters that Word writes as a bullet; its symbol fonts show letters as bullets too.
pub(crate) const BULLETS: [char; 16] = ['·', '•', '▪', '■', '►', '–', '-', '+', '*', 'o', '§', 'Ø', 'ü', 'v', 'q', 'à'];

/// A list item from a paragraph that begins with a bullet, without the bullet. A paragraph that begins with a number stays one,
/// so that the number is kept.
fn word_item(mut paragraphs: Vec<Piece>) -> Vec<Piece> {
    let is_bullet = |text: &str| {
        let mut chars = text.chars();
        let (first, rest) = (chars.next(), chars.as_str());
        first.is_some_and(|c| BULLETS.contains(&c)) && (rest.is_empty() || rest.starts_with(char::is_whitespace))
    };
    for piece in &mut paragraphs {
        let Piece::Element(paragraph) = piece else { continue };
        let has_more = paragraph.children.len() > 1;
        let Some(Piece::Text(text)) = paragraph.children.first_mut() else { break };
        if has_more && is_bullet(text) {
            let bullet = text.chars().next().map_or(0, char::len_utf8);
            text.drain(..bullet);
            paragraph.name = Name::Li;
            paragraph.children = trimmed(std::mem::take(&mut paragraph.children));
        }
        break;
    }
    paragraphs
}

/// Inline pieces as paragraphs, split at double line breaks.
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
        paragraphs.push(Piece::Element(Element::holding(Name::P, children)));
    }
}

fn line_break() -> Piece {
    Piece::Element(Element::new(Name::Br))
}

/// Pieces as one line: paragraphs are dissolved and boundaries become line breaks.
fn inline(children: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(children.len());
    let mut is_after_boundary = false;
    let mut flat: Vec<Piece> = Vec::with_capacity(children.len());
    for piece in children {
        match piece {
            // A paragraph in an element that may hold only a line, such as a heading.
            Piece::Element(element) if element.name == Name::P => flat.extend(bounded(element.children)),
            piece => flat.push(piece),
        }
    }
    for piece in flat {
        match piece {
            Piece::Boundary => is_after_boundary = !out.iter().all(is_blank),
            piece if is_after_boundary && is_space(&piece) => {}
            piece => {
                if is_after_boundary && !is_break(&piece) && !out.last().is_some_and(is_break) {
                    out.push(line_break());
                }
                is_after_boundary = false;
                out.push(piece);
            }
        }
    }
    out
}

/// The content of an element that may hold paragraphs. Text outside of paragraphs becomes paragraphs; unless `always` is set,
/// text that is the only content stays text.
pub(crate) fn flow(children: Vec<Piece>, always: bool) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut run: Vec<Piece> = Vec::new();
    let has_parts = children.iter().any(|piece| matches!(piece, Piece::Boundary) || holds_block(piece));
    if !always && !has_parts {
        let run = paragraphs(children);
        return match <[Piece; 1]>::try_from(run) {
            Ok([Piece::Element(only)]) if only.name == Name::P => only.children,
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
    let is_paragraph = |piece: &Piece| matches!(piece, Piece::Element(element) if element.name == Name::P);
    // In an item with a list or a cell with a table, the text before that needs no paragraph of its own.
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

/// Adds a block. Neighbouring items outside of a list get one list together.
fn gather(piece: Piece, out: &mut Vec<Piece>) {
    let list = match &piece {
        Piece::Element(element) if element.name == Name::Li => Name::Ul,
        Piece::Element(element) if matches!(element.name, Name::Dt | Name::Dd) => Name::Dl,
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

/// A list that holds only items: a list between them becomes part of the item before, anything else becomes an item.
fn items(element: Box<Element>, children: Vec<Piece>, names: &[Name], item: Name) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    // Whether the last item was made here and takes what follows.
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
    if out.is_empty() { vec![Piece::Boundary] } else { vec![element.with(out)] }
}

/// A table in a frame that scrolls. A table that only stacks its content is dissolved.
fn table(mut element: Box<Element>, children: Vec<Piece>, wording: &Wording) -> Vec<Piece> {
    let parts: Vec<Piece> = children.into_iter().filter(is_element).collect();
    if parts.iter().all(is_blank) {
        return vec![Piece::Boundary];
    }
    if is_arrangement(&parts) {
        return bounded(arranged(parts));
    }
    element.children = parts;
    name_columns(&mut element.children);
    let mut frame = Element::holding(Name::Div, vec![Piece::Element(element)]);
    frame.attributes = allowed::table_frame(wording).iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    vec![Piece::Element(frame)]
}

/// Makes header cells of a first row that is all bold: old editors offer no other way to write headers.
fn name_columns(parts: &mut [Piece]) {
    let is_bold =
        |piece: &Piece| matches!(piece, Piece::Element(inner) if matches!(inner.name, Name::B | Name::Strong));
    let Some(Piece::Element(body)) =
        parts.iter_mut().find(|part| matches!(part, Piece::Element(part) if part.name != Name::Caption))
    else {
        return;
    };
    let rows = &mut body.children;
    if body.name != Name::Tbody || rows.len() < 2 {
        return;
    }
    let Some(Piece::Element(row)) = rows.first_mut() else { return };
    let is_header = |cell: &Piece| match cell {
        Piece::Element(cell) if cell.name == Name::Td => {
            !cell.children.iter().all(is_blank) && cell.children.iter().all(|piece| is_bold(piece) || is_space(piece))
        }
        _ => false,
    };
    if !row.children.iter().all(is_header) {
        return;
    }
    for cell in &mut row.children {
        if let Piece::Element(cell) = cell {
            cell.name = Name::Th;
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

/// Whether a table only stacks its content: no row has two filled cells, and no cell is a header.
fn is_arrangement(parts: &[Piece]) -> bool {
    parts.iter().all(|part| match part {
        Piece::Element(part) if matches!(part.name, Name::Thead | Name::Tbody) => is_arrangement(&part.children),
        Piece::Element(row) if row.name == Name::Tr => {
            let cells = row.children.iter().filter(
                |cell| !matches!(cell, Piece::Element(cell) if cell.name == Name::Td && cell.children.iter().all(is_blank)),
            );
            let cells: Vec<_> = cells.collect();
            cells.len() <= 1 && cells.iter().all(|cell| matches!(cell, Piece::Element(cell) if cell.name == Name::Td))
        }
        _ => false,
    })
}

/// The content of the cells of such a table, one after another. A picture above one line of text becomes a figure.
fn arranged(parts: Vec<Piece>) -> Vec<Piece> {
    fn cells(parts: Vec<Piece>, out: &mut Vec<Vec<Piece>>) {
        for part in parts {
            match part {
                Piece::Element(cell) if cell.name == Name::Td => out.push(cell.children),
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
        let caption = Piece::Element(Element::holding(Name::Figcaption, trimmed(caption)));
        let pieces = picture.into_iter().filter(|piece| !is_blank(piece)).chain([caption]).collect();
        return vec![Piece::Element(Element::holding(Name::Figure, pieces))];
    }
    found.into_iter().flat_map(bounded).collect()
}

/// Whether the pieces are one picture and nothing else.
fn is_picture(pieces: &[Piece]) -> bool {
    let mut seen = pieces.iter().filter(|piece| !is_blank(piece));
    seen.next().is_some_and(is_image) && seen.next().is_none()
}

fn is_image(piece: &Piece) -> bool {
    matches!(piece, Piece::Element(element) if element.name == Name::Img)
}

fn is_element(piece: &Piece) -> bool {
    matches!(piece, Piece::Element(_))
}

fn is_break(piece: &Piece) -> bool {
    matches!(piece, Piece::Element(element) if element.name == Name::Br)
}

fn is_space(piece: &Piece) -> bool {
    matches!(piece, Piece::Text(text) if text.trim().is_empty())
}

/// Whether a reader would see nothing of the piece.
fn is_blank(piece: &Piece) -> bool {
    match piece {
        Piece::Text(text) => text.trim().is_empty(),
        Piece::Boundary => true,
        Piece::Element(element) => match element.name {
            Name::Img | Name::Hr => false,
            Name::Br => true,
            _ => element.children.iter().all(is_blank),
        },
    }
}

/// Whether an element begins on a line of its own.
pub(crate) fn is_block(name: Name) -> bool {
    matches!(
        name,
        Name::Blockquote
            | Name::Dd
            | Name::Div
            | Name::Dl
            | Name::Dt
            | Name::Figcaption
            | Name::Figure
            | Name::Hr
            | Name::Li
            | Name::Ol
            | Name::P
            | Name::Pre
            | Name::Table
            | Name::Ul
    ) || HEADINGS.contains(&name)
}

/// Whether an element stands within a line: it is neither a block nor a part of a table.
pub(crate) fn is_inline(name: Name) -> bool {
    !is_block(name) && !matches!(name, Name::Caption | Name::Tbody | Name::Td | Name::Th | Name::Thead | Name::Tr)
}

fn holds_block(piece: &Piece) -> bool {
    match piece {
        Piece::Element(element) => is_block(element.name) || element.children.iter().any(holds_block),
        Piece::Text(_) | Piece::Boundary => false,
    }
}

/// The pieces without white space and line breaks at both ends.
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

/// Renames the headings of a text to h2, h3 and h4, without a gap between levels: the h1 is the page's own.
pub(crate) fn step_headings(pieces: &mut [Piece]) {
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
            element.name = [Name::H2, Name::H3, Name::H4][rank.min(2)];
        }
    });
}
