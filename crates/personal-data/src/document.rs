//! Documents as this crate looks at them: paragraphs and tables in reading order.

use crate::kind::Place;

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    pub(crate) blocks: Vec<Block>,
    pub(crate) unseen_pages: usize,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    Paragraph(Paragraph),
    Table(Vec<Row>),
}

/// A paragraph, a heading, or an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    pub place: Place,
    pub text: String,
}

/// A row of a table. A cell that spans several columns or rows has its text in the first, and empty ones follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub place: Place,
    pub cells: Vec<String>,
}

impl Document {
    /// The rows of a sheet, or of a CSV file, which has no name.
    #[must_use]
    pub fn of_rows(sheet: Option<&str>, rows: Vec<Vec<String>>) -> Self {
        let place = |row| Place::Row { sheet: sheet.map(str::to_owned), row };
        let rows = rows.into_iter().enumerate().map(|(i, cells)| Row { place: place(i + 1), cells }).collect();
        Self { blocks: vec![Block::Table(rows)], unseen_pages: 0 }
    }

    /// Lines of plain text; blank ones part nothing.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let paragraph = |(i, line): (usize, &str)| {
            Block::Paragraph(Paragraph { place: Place::Paragraph(i + 1), text: line.to_owned() })
        };
        Self { blocks: lines.map(paragraph).collect(), unseen_pages: 0 }
    }

    /// How many pages of a PDF could not be looked at, because they are pictures or too many.
    #[must_use]
    pub fn unseen_pages(&self) -> usize {
        self.unseen_pages
    }

    /// This document and another one behind it.
    #[must_use]
    pub fn followed_by(mut self, other: Self) -> Self {
        self.blocks.extend(other.blocks);
        self.unseen_pages += other.unseen_pages;
        self
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}
