//! Puts the content of a closed element in order: paragraphs, lists, tables and headings that HTML allows and readers expect.

use crate::allowed;
use crate::limits::Budget;
use crate::name::Name;
use crate::players::Wording;
use crate::tree::{Element, Piece};

pub(crate) const HEADINGS: [Name; 6] = [Name::H1, Name::H2, Name::H3, Name::H4, Name::H5, Name::H6];

/// Adds what a closed element becomes to `out`: itself, several elements, or only its content. `budget` counts what is made.
pub(crate) fn finish(mut element: Box<Element>, budget: &mut Budget, wording: &Wording, out: &mut Vec<Piece>) {
    let mut children = std::mem::take(&mut element.children);
    element.children = match element.name {
        Name::P => {
            let mut paragraphs = paragraph(children);
            if element.attribute(WORD_ITEM).is_some() {
                word_item(&mut paragraphs);
            }
            return out.append(&mut paragraphs);
        }
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
            if are_blank(&children) {
                return add_bounded(children, out);
            }
            trimmed(children)
        }
        Name::Ul | Name::Ol | Name::Dl => {
            let items = items(children, element.name == Name::Dl);
            if items.is_empty() {
                return out.push(Piece::Boundary);
            }
            items
        }
        Name::Li | Name::Dd | Name::Td | Name::Th => {
            let children = flow(children, false);
            if matches!(element.name, Name::Li | Name::Dd) && are_blank(&children) {
                return;
            }
            children
        }
        Name::Blockquote | Name::Figure | Name::Pre => {
            let children = match element.name {
                Name::Blockquote => flow(children, true),
                Name::Figure => without_paragraphs(flow(children, false), |it| is_picture(&it.children)),
                _ => inline(children),
            };
            if are_blank(&children) {
                return out.push(Piece::Boundary);
            }
            children
        }
        Name::Table => {
            children.retain(is_element);
            return table(element, children, wording, out);
        }
        Name::Thead | Name::Tbody | Name::Tr => {
            children.retain(is_element);
            children
        }
        // The rest are inline elements, which may hold no blocks.
        _ if children.iter().any(holds_block) => {
            return add_bounded(wrapped_in_blocks(&element, children, budget), out);
        }
        _ => {
            let children = inline(children);
            if are_blank(&children) {
                return out.extend(children.into_iter().filter(|piece| matches!(piece, Piece::Text(_))));
            }
            children
        }
    };
    out.push(Piece::Element(element));
}

/// The content of an inline element that holds blocks: the blocks, each with a copy of the inline element around its own
/// content. `<b><p>x</p></b>` becomes `<p><b>x</b></p>`.
fn wrapped_in_blocks(shell: &Element, children: Vec<Piece>, budget: &mut Budget) -> Vec<Piece> {
    let bytes: usize = shell.attributes.iter().map(|(_, value)| value.len()).sum();
    let end = |run: &mut Vec<Piece>, out: &mut Vec<Piece>, budget: &mut Budget| {
        let run = std::mem::take(run);
        if are_blank(&run) || !budget.has_elements() || !budget.add(bytes) {
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

/// Pieces with the content of some of their paragraphs in place of these paragraphs.
fn without_paragraphs(pieces: Vec<Piece>, is_dissolved: fn(&Element) -> bool) -> Vec<Piece> {
    let mut out = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Element(mut it) if it.name == Name::P && is_dissolved(&it) => out.append(&mut it.children),
            piece => out.push(piece),
        }
    }
    out
}

/// Adds pieces with a boundary before and after them, so that they join no paragraph around them.
fn add_bounded(mut pieces: Vec<Piece>, out: &mut Vec<Piece>) {
    out.push(Piece::Boundary);
    out.append(&mut pieces);
    out.push(Piece::Boundary);
}

/// A paragraph: split at double line breaks, removed if it is empty, and dissolved if it holds blocks.
fn paragraph(children: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::new();
    add_bounded(if children.iter().any(holds_block) { children } else { paragraphs(inline(children)) }, &mut out);
    out
}

/// The name of an attribute that marks an open paragraph which Word means as an item of a list.
pub(crate) const WORD_ITEM: &str = "mso-list";
/// The characters that Word writes as a bullet; its symbol fonts show letters as bullets too.
pub(crate) const BULLETS: [char; 16] = ['·', '•', '▪', '■', '►', '–', '-', '+', '*', 'o', '§', 'Ø', 'ü', 'v', 'q', 'à'];

/// Makes a list item of a paragraph that begins with a bullet, without the bullet. A paragraph that begins with a number stays one,
/// so that the number is kept.
fn word_item(paragraphs: &mut [Piece]) {
    for piece in paragraphs {
        let Piece::Element(paragraph) = piece else { continue };
        let has_more = paragraph.children.len() > 1;
        let Some(Piece::Text(text)) = paragraph.children.first_mut() else { break };
        let mut chars = text.chars();
        let is_bullet = chars.next().is_some_and(|c| BULLETS.contains(&c));
        let rest = chars.as_str();
        if has_more && is_bullet && (rest.is_empty() || rest.starts_with(char::is_whitespace)) {
            *text = rest.to_owned();
            paragraph.name = Name::Li;
            paragraph.children = trimmed(std::mem::take(&mut paragraph.children));
        }
        break;
    }
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
    if !are_blank(&children) {
        paragraphs.push(Piece::Element(Element::holding(Name::P, children)));
    }
}

fn line_break() -> Piece {
    Piece::Element(Element::new(Name::Br))
}

/// Pieces as one line: paragraphs are dissolved and boundaries become line breaks.
fn inline(children: Vec<Piece>) -> Vec<Piece> {
    let mut flat = Vec::new();
    for piece in children {
        match piece {
            // A paragraph in an element that may hold only a line, such as a heading.
            Piece::Element(element) if element.name == Name::P => add_bounded(element.children, &mut flat),
            piece => flat.push(piece),
        }
    }
    let mut out: Vec<Piece> = Vec::new();
    let (mut has_content, mut is_after_boundary) = (false, false);
    for piece in flat {
        match piece {
            Piece::Boundary => is_after_boundary = has_content,
            piece if is_after_boundary && is_space(&piece) => {}
            piece => {
                if is_after_boundary && !is_break(&piece) && !out.last().is_some_and(is_break) {
                    out.push(line_break());
                }
                is_after_boundary = false;
                has_content = has_content || !is_blank(&piece);
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
        let mut run = paragraphs(children);
        return match &mut *run {
            [Piece::Element(only)] => std::mem::take(&mut only.children),
            _ => run,
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
    if !always && out.first().is_some_and(is_paragraph) && !out.iter().skip(1).any(is_paragraph) {
        out = without_paragraphs(out, |_| true);
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

/// The items of a list: a list between them becomes part of the item before, anything else becomes an item.
fn items(children: Vec<Piece>, is_definitions: bool) -> Vec<Piece> {
    let is_item = |name| if is_definitions { matches!(name, Name::Dt | Name::Dd) } else { name == Name::Li };
    let item = if is_definitions { Name::Dd } else { Name::Li };
    let mut out: Vec<Piece> = Vec::new();
    // Whether the last item was made here and takes what follows.
    let mut goes_on = false;
    for piece in children {
        match piece {
            Piece::Boundary => goes_on = false,
            Piece::Element(inner) if is_item(inner.name) => {
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
    out
}

/// Adds a table with some parts, in a frame that scrolls. A table that only stacks its content is dissolved.
fn table(mut table: Box<Element>, mut parts: Vec<Piece>, wording: &Wording, out: &mut Vec<Piece>) {
    if are_blank(&parts) {
        return out.push(Piece::Boundary);
    }
    if is_arrangement(&parts) {
        return add_bounded(arranged(parts), out);
    }
    name_columns(&mut parts);
    table.children = parts;
    let mut frame = Element::holding(Name::Div, vec![Piece::Element(table)]);
    for (name, value) in allowed::table_frame(wording) {
        frame.set(name, value.to_owned());
    }
    out.push(Piece::Element(frame));
}

/// Makes header cells of a first row that is all bold: old editors offer no other way to write headers.
fn name_columns(parts: &mut [Piece]) {
    let is_bold = |piece: &Piece| matches!(piece, Piece::Element(it) if matches!(it.name, Name::B | Name::Strong));
    let is_caption = |piece: &Piece| matches!(piece, Piece::Element(it) if it.name == Name::Caption);
    let Some(Piece::Element(body)) = parts.iter_mut().find(|part| !is_caption(part)) else { return };
    let [Piece::Element(row), _, ..] = &mut *body.children else { return };
    let is_header = |cell: &Piece| match cell {
        Piece::Element(cell) if cell.name == Name::Td => {
            !are_blank(&cell.children) && cell.children.iter().all(|piece| is_bold(piece) || is_space(piece))
        }
        _ => false,
    };
    if body.name != Name::Tbody || !row.children.iter().all(is_header) {
        return;
    }
    for cell in &mut row.children {
        if let Piece::Element(cell) = cell {
            cell.name = Name::Th;
            cell.set("scope", "col".to_owned());
            let mut text = Vec::new();
            for piece in std::mem::take(&mut cell.children) {
                match piece {
                    Piece::Element(mut bold) => text.append(&mut bold.children),
                    piece => text.push(piece),
                }
            }
            cell.children = trimmed(text);
        }
    }
}

/// Whether a table only stacks its content: no row has two filled cells, and no cell is a header.
fn is_arrangement(parts: &[Piece]) -> bool {
    let is_plain_cell = |cell: &Piece| matches!(cell, Piece::Element(cell) if cell.name == Name::Td);
    parts.iter().all(|part| match part {
        Piece::Element(part) if matches!(part.name, Name::Thead | Name::Tbody) => is_arrangement(&part.children),
        Piece::Element(row) if row.name == Name::Tr => {
            row.children.iter().all(is_plain_cell) && row.children.iter().filter(|cell| !is_blank(cell)).count() <= 1
        }
        _ => false,
    })
}

/// The content of the cells of such a table, one after another. A picture above one line of text becomes a figure.
fn arranged(parts: Vec<Piece>) -> Vec<Piece> {
    fn add_cells(parts: Vec<Piece>, out: &mut Vec<Vec<Piece>>) {
        for part in parts {
            match part {
                Piece::Element(part) if part.name != Name::Td => add_cells(part.children, out),
                Piece::Element(cell) if !are_blank(&cell.children) => out.push(cell.children),
                _ => {}
            }
        }
    }
    let mut cells = Vec::new();
    add_cells(parts, &mut cells);
    if let [picture, caption] = &mut *cells
        && is_picture(picture)
        && !caption.iter().any(|it| holds_block(it) || is_image(it))
    {
        let caption = Element::holding(Name::Figcaption, trimmed(std::mem::take(caption)));
        let mut figure = std::mem::take(picture);
        figure.retain(|piece| !is_blank(piece));
        figure.push(Piece::Element(caption));
        return vec![Piece::Element(Element::holding(Name::Figure, figure))];
    }
    let mut out = Vec::new();
    for cell in cells {
        add_bounded(cell, &mut out);
    }
    out
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
            _ => are_blank(&element.children),
        },
    }
}

/// Whether a reader would see nothing of the pieces.
fn are_blank(pieces: &[Piece]) -> bool {
    pieces.iter().all(is_blank)
}

/// Whether an element begins on a line of its own.
pub(crate) const fn is_block(name: Name) -> bool {
    matches!(
        name,
        Name::Blockquote
            | Name::Dd
            | Name::Div
            | Name::Dl
            | Name::Dt
            | Name::Figcaption
            | Name::Figure
            | Name::H1
            | Name::H2
            | Name::H3
            | Name::H4
            | Name::H5
            | Name::H6
            | Name::Hr
            | Name::Li
            | Name::Ol
            | Name::P
            | Name::Pre
            | Name::Table
            | Name::Ul
    )
}

/// Whether an element stands within a line: it is neither a block nor a part of a table.
pub(crate) const fn is_inline(name: Name) -> bool {
    !is_block(name) && !matches!(name, Name::Caption | Name::Tbody | Name::Td | Name::Th | Name::Thead | Name::Tr)
}

fn holds_block(piece: &Piece) -> bool {
    match piece {
        Piece::Element(element) => is_block(element.name) || element.children.iter().any(holds_block),
        Piece::Text(_) | Piece::Boundary => false,
    }
}

/// The pieces without white space and line breaks at both ends.
fn trimmed(pieces: Vec<Piece>) -> Vec<Piece> {
    let is_gap = |piece: &Piece| is_space(piece) || is_break(piece);
    let mut out = Vec::new();
    for piece in pieces {
        if !out.is_empty() || !is_gap(&piece) {
            out.push(piece);
        }
    }
    while out.last().is_some_and(is_gap) {
        out.pop();
    }
    if let Some(Piece::Text(text)) = out.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Piece::Text(text)) = out.last_mut() {
        *text = text.trim_end().to_owned();
    }
    out
}

/// Renames the headings of a text to h2, h3 and h4, without a gap between levels: the h1 is the page's own.
pub(crate) fn step_headings(pieces: &mut [Piece]) {
    fn add_names<'a>(pieces: &'a mut [Piece], names: &mut Vec<&'a mut Name>) {
        for piece in pieces {
            if let Piece::Element(element) = piece {
                let element = &mut **element;
                if HEADINGS.contains(&element.name) {
                    names.push(&mut element.name);
                }
                add_names(&mut element.children, names);
            }
        }
    }
    let mut names = Vec::new();
    add_names(pieces, &mut names);
    let is_used = |level: &Name| names.iter().any(|name| **name == *level);
    let levels: Vec<Name> = HEADINGS.into_iter().filter(is_used).collect();
    for name in names {
        *name = match levels.iter().position(|level| *level == *name) {
            Some(0) => Name::H2,
            Some(1) => Name::H3,
            _ => Name::H4,
        };
    }
}
