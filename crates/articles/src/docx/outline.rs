//! The words of a Word document with its tables, for whoever takes facts out of it and not an article.

use super::blocks::{Block, Inline, Table, words};

/// How many cells are added to the tables of a document for merged ones. A hostile document has small cells that take very many.
const MAX_ADDED: usize = 100_000;
/// How long the text of a cell may be, in bytes, that is repeated in the rows below.
const MAX_REPEATED: usize = 500;

/// A part of a Word document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordBlock {
    /// A line of text; never empty.
    Line(String),
    /// The rows of a table, each with the content of its cells. A cell that takes several rows stands in each of them; of one that
    /// takes several columns, all but the first are empty.
    Table(Vec<Vec<Vec<Self>>>),
}

/// The outline of a document.
pub(super) fn of(blocks: &[Block]) -> Vec<WordBlock> {
    let mut left = MAX_ADDED;
    outline(blocks, &mut left)
}

fn outline(blocks: &[Block], left: &mut usize) -> Vec<WordBlock> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Table(table) => out.push(WordBlock::Table(rows(table, left))),
            block => out.extend(lines(block.line().unwrap_or_default()).map(WordBlock::Line)),
        }
    }
    out
}

/// The lines of a paragraph, which ends lines within it by hand.
fn lines(parts: &[Inline]) -> impl Iterator<Item = String> {
    parts.split(|part| *part == Inline::Break).map(words).filter(|line| !line.is_empty())
}

/// The rows of a table. `left` is how many cells may still be added.
fn rows(table: &Table, left: &mut usize) -> Vec<Vec<Vec<WordBlock>>> {
    // For each column in how many rows below a cell goes on, and its content.
    let mut open: Vec<(usize, Vec<WordBlock>)> = Vec::new();
    let mut out = Vec::new();
    for cells in &table.rows {
        let mut row: Vec<Vec<WordBlock>> = Vec::new();
        let mut cells = cells.iter();
        loop {
            if let Some((below, content)) = open.get_mut(row.len()).filter(|(below, _)| *below > 0)
                && *left > 0
            {
                *left -= 1;
                *below -= 1;
                row.push(content.clone());
                continue;
            }
            let Some(cell) = cells.next() else { break };
            let content = outline(&cell.blocks, left);
            let is_short = matches!(&*content, [WordBlock::Line(text)] if text.len() <= MAX_REPEATED);
            let repeated = if is_short { content.clone() } else { Vec::new() };
            let (first, below) = (row.len(), cell.rows.saturating_sub(1));
            row.push(content);
            let added = cell.columns.saturating_sub(1).min(*left);
            *left -= added;
            row.resize(row.len() + added, Vec::new());
            if open.len() < row.len() {
                open.resize(row.len(), (0, Vec::new()));
            }
            for (column, goes_on) in open.iter_mut().enumerate().take(row.len()).skip(first) {
                *goes_on = (below, if column == first { repeated.clone() } else { Vec::new() });
            }
        }
        out.push(row);
    }
    out
}
