//! The tables of a Word document, with their merged cells.

use super::blocks::{Block, Cell, Looks, Table, is_blank};
use super::body::{Body, MAX_NESTED};
use super::styles::has_borders;
use super::xml::Element;
use crate::problem::ProblemKind;

/// How many columns a table may have.
const MAX_COLUMNS: usize = 500;
/// How many rows and columns a table without lines has at most if it only puts text side by side: a letterhead, the names under a letter.
const ARRANGING: (usize, usize) = (4, 2);

/// A row while it is read.
#[derive(Default)]
struct Row {
    cells: Vec<RawCell>,
    names_columns: bool,
}

struct RawCell {
    cell: Cell,
    /// The first column that it takes.
    column: usize,
    /// Whether it belongs to the cell above.
    continues: bool,
}

impl Body<'_, '_> {
    /// The blocks that a table becomes: itself, or what is in its cells.
    pub(super) fn table(&mut self, element: &Element) -> Vec<Block> {
        if self.depth >= MAX_NESTED {
            self.tell(ProblemKind::TooDeep);
            // The words are kept, as one line for each paragraph.
            let texts = element.descendants().filter(|it| it.is("w:t")).map(Element::text);
            let text = trangxa_clean::text::collapse(&texts.collect::<Vec<_>>().join(" "));
            let format = super::blocks::Format::default();
            let line = vec![super::blocks::Inline::Text { text, format }];
            return if is_blank(&line) {
                Vec::new()
            } else {
                vec![Block::Paragraph { text: line, looks: Looks::default() }]
            };
        }
        self.depth += 1;
        let mut rows = Vec::new();
        self.rows(element, &mut rows);
        self.depth -= 1;
        let properties = element.child("w:tblPr");
        let style = properties.and_then(|it| it.child("w:tblStyle")).and_then(Element::value);
        let own = has_borders(properties.and_then(|it| it.child("w:tblBorders")));
        let is_framed = own.unwrap_or_else(|| self.styles.has_borders(style))
            || element.descendants().filter(|it| it.is("w:tcBorders")).any(|it| has_borders(Some(it)) == Some(true));
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let is_named = rows.iter().any(|row| row.names_columns);
        let table = joined(rows);
        if !is_framed && !is_named && table.rows.len() <= ARRANGING.0 && columns <= ARRANGING.1 {
            return table.rows.into_iter().flatten().flat_map(|cell| cell.blocks).map(without_looks).collect();
        }
        let has_content = table.rows.iter().flatten().any(|cell| !cell.blocks.is_empty());
        if has_content { vec![Block::Table(table)] } else { Vec::new() }
    }

    fn rows(&mut self, parent: &Element, out: &mut Vec<Row>) {
        for element in parent.children() {
            match element.name() {
                "w:tr" => {
                    let properties = element.child("w:trPr");
                    if properties.is_some_and(|it| it.child("w:del").is_some()) {
                        self.has_changes = true;
                        continue;
                    }
                    let before = properties.and_then(|it| it.child("w:gridBefore")?.value()?.parse::<usize>().ok());
                    let mut row = Row {
                        names_columns: properties.and_then(|it| it.child("w:tblHeader")).is_some_and(Element::is_on),
                        ..Row::default()
                    };
                    let mut column = before.unwrap_or(0).min(MAX_COLUMNS);
                    if column > 0 {
                        let cell = Cell { blocks: Vec::new(), columns: column, rows: 1 };
                        row.cells.push(RawCell { cell, column: 0, continues: false });
                    }
                    self.cells(element, &mut column, &mut row);
                    if !row.cells.is_empty() {
                        out.push(row);
                    }
                }
                "w:sdt" => {
                    if let Some(content) = element.child("w:sdtContent") {
                        self.rows(content, out);
                    }
                }
                "w:ins" | "w:moveTo" | "w:customXml" => self.rows(element, out),
                _ => {}
            }
        }
    }

    fn cells(&mut self, parent: &Element, column: &mut usize, row: &mut Row) {
        for element in parent.children() {
            match element.name() {
                "w:tc" if *column < MAX_COLUMNS => {
                    let properties = element.child("w:tcPr");
                    let of = |name: &str| properties.and_then(|it| it.child(name));
                    let span = of("w:gridSpan").and_then(|it| it.value()?.parse::<usize>().ok()).unwrap_or(1);
                    let span = span.clamp(1, MAX_COLUMNS - *column);
                    let blocks = self.blocks(element);
                    let is_merged = |name: &str| of(name).is_some_and(|it| it.value() != Some("restart"));
                    if is_merged("w:hMerge")
                        && let Some(before) = row.cells.last_mut()
                    {
                        before.cell.columns += span;
                        before.cell.blocks.extend(blocks);
                    } else {
                        let cell = Cell { blocks, columns: span, rows: 1 };
                        row.cells.push(RawCell { cell, column: *column, continues: is_merged("w:vMerge") });
                    }
                    *column += span;
                }
                "w:sdt" => {
                    if let Some(content) = element.child("w:sdtContent") {
                        self.cells(content, column, row);
                    }
                }
                "w:ins" | "w:moveTo" | "w:customXml" => self.cells(element, column, row),
                _ => {}
            }
        }
    }
}

/// The rows of a table, with the cells that Word merges into those above.
fn joined(rows: Vec<Row>) -> Table {
    let named = rows.iter().take_while(|row| row.names_columns).count();
    // The place of the cell that begins in each column and may go on in the next row.
    let mut open: Vec<Option<(usize, usize)>> = vec![None; MAX_COLUMNS];
    let mut table = Table::default();
    for (at, row) in rows.into_iter().enumerate() {
        let mut out: Vec<Cell> = Vec::new();
        for RawCell { cell, column, continues } in row.cells {
            let above = open.get(column).copied().flatten().filter(|_| continues);
            if let Some((top, place)) = above
                && let Some(known) = table.rows.get_mut(top).and_then(|row: &mut Vec<Cell>| row.get_mut(place))
                && known.columns == cell.columns
                && top + known.rows == at
            {
                known.rows += 1;
                continue;
            }
            for place in open.iter_mut().skip(column).take(cell.columns) {
                *place = None;
            }
            if let Some(place) = open.get_mut(column) {
                *place = Some((at, out.len()));
            }
            out.push(cell);
        }
        table.rows.push(out);
    }
    let is_bold = |cell: &Cell| {
        !cell.blocks.is_empty()
            && cell.blocks.iter().all(|it| matches!(it, Block::Paragraph { looks, .. } if looks.is_bold))
    };
    let first = table.rows.first().filter(|row| row.len() > 1 && table.rows.len() > 1);
    let is_head = first.is_some_and(|row| row.iter().all(|cell| is_bold(cell) && cell.rows == 1));
    table.head = if named > 0 { named.min(table.rows.len()) } else { usize::from(is_head) };
    table
}

/// A paragraph of a letterhead is no title, however it looks.
fn without_looks(block: Block) -> Block {
    match block {
        Block::Paragraph { text, .. } => Block::Paragraph { text, looks: Looks::default() },
        block => block,
    }
}
