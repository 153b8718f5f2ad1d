//! What is taken of a Word document: paragraphs, headings, lists, tables.

/// A block of a document.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    Heading {
        /// From 1, the highest.
        level: u8,
        text: Vec<Inline>,
    },
    Paragraph {
        text: Vec<Inline>,
        looks: Looks,
    },
    /// An item of a list; neighbours form one list.
    Item {
        /// From 0.
        level: u8,
        kind: ItemKind,
        text: Vec<Inline>,
    },
    Table(Table),
}

/// What makes a paragraph a title, a caption.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Looks {
    /// It has the style "Title".
    pub is_title: bool,
    /// It has the style "Caption".
    pub is_caption: bool,
    /// It stands in the middle of the line.
    pub is_centred: bool,
    /// All its letters are bold.
    pub is_bold: bool,
}

/// What stands before an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    Bullet,
    Number(u64),
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Inline {
    Text {
        text: String,
        format: Format,
    },
    Break,
    Picture {
        picture: Picture,
        /// What it shows, in words.
        alt: String,
    },
    Link {
        address: String,
        text: Vec<Self>,
    },
    /// A footnote, by its number from 1.
    Note(usize),
}

/// Where a picture is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Picture {
    /// In the document; the name of the file that it becomes.
    Embedded(String),
    /// At an address on the web.
    Linked(String),
}

/// How letters look, as far as a page shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Format {
    pub is_bold: bool,
    pub is_italic: bool,
    pub is_struck: bool,
    pub height: Height,
}

/// Whether letters stand on the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Height {
    #[default]
    Normal,
    Above,
    Below,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    pub rows: Vec<Vec<Cell>>,
    /// How many of the first rows name the columns.
    pub head: usize,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    pub blocks: Vec<Block>,
    /// How many columns it takes.
    pub columns: usize,
    /// How many rows it takes.
    pub rows: usize,
}

impl Block {
    /// The text of a block that is a line of text.
    pub(super) fn line(&self) -> Option<&[Inline]> {
        match self {
            Self::Heading { text, .. } | Self::Paragraph { text, .. } | Self::Item { text, .. } => Some(text),
            Self::Table(_) => None,
        }
    }

    /// Its words, without pictures.
    pub(super) fn words(&self) -> String {
        let mut out = String::new();
        match self {
            Self::Table(table) => {
                for block in table.rows.iter().flatten().flat_map(|cell| &cell.blocks) {
                    out.push_str(&block.words());
                    out.push(' ');
                }
            }
            _ => add_words(self.line().unwrap_or_default(), &mut out),
        }
        trangxa_clean::text::collapse(&out)
    }
}

/// The items at the beginning of some blocks, which are one list, and the blocks behind them.
pub(super) fn list_at_start(blocks: &[Block]) -> (&[Block], &[Block]) {
    let end = blocks.iter().position(|it| !matches!(it, Block::Item { .. }));
    blocks.split_at(end.unwrap_or(blocks.len()))
}

/// The words of a line.
pub(super) fn words(line: &[Inline]) -> String {
    let mut out = String::new();
    add_words(line, &mut out);
    trangxa_clean::text::collapse(&out)
}

fn add_words(line: &[Inline], out: &mut String) {
    for part in line {
        match part {
            Inline::Text { text, .. } => out.push_str(text),
            Inline::Break => out.push(' '),
            Inline::Link { text, .. } => add_words(text, out),
            Inline::Picture { .. } | Inline::Note(_) => {}
        }
    }
}

/// Whether a line has neither words nor pictures.
pub(super) fn is_blank(line: &[Inline]) -> bool {
    line.iter().all(|part| match part {
        Inline::Text { text, .. } => text.trim().is_empty(),
        Inline::Break => true,
        Inline::Link { text, .. } => is_blank(text),
        Inline::Picture { .. } | Inline::Note(_) => false,
    })
}
