//! The paragraphs and tables of some markup.

use crate::document::{Block, Document, Paragraph, Row};
use crate::kind::Place;
use trangxa_clean::lexer::{Lexer, Tag, Token};
use trangxa_clean::text::decode_entities;

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "caption",
    "dl",
    "dt",
    "dd",
    "section",
    "article",
    "header",
    "footer",
    "hr",
];
/// The most columns of a table; browsers have no limit, and no list has more.
const MAX_COLUMNS: usize = 200;
/// The most rows over which a cell is taken to stand.
const MAX_SPAN: usize = 1_000;

impl Document {
    /// The text of some markup, as a reader sees it. A table in a table is text of the outer one's cell.
    #[must_use]
    pub fn of_html(html: &str) -> Self {
        let mut reader = Reader::default();
        let mut is_shown = true;
        for token in Lexer::new(html) {
            match token {
                Token::Text(text) => reader.text.push_str(text),
                Token::RawText(text) if is_shown => reader.text.push_str(text),
                Token::RawText(_) | Token::Comment(_) | Token::BogusComment(_) => {}
                Token::Tag(tag) => {
                    is_shown = !tag.is("script") && !tag.is("style");
                    reader.tag(html, &tag);
                }
            }
        }
        reader.end_paragraph();
        while reader.depth > 0 {
            reader.end_table();
        }
        Self { blocks: reader.blocks, unseen_pages: 0 }
    }
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    text: String,
    paragraphs: usize,
    tables: usize,
    /// How many tables are open.
    depth: usize,
    rows: Vec<Row>,
    cells: Vec<String>,
    /// For each column, over how many rows more a cell from above stands in it.
    spans: Vec<usize>,
    /// The columns and rows that the open cell takes; `None` outside of cells.
    cell: Option<(usize, usize)>,
}

impl Reader {
    fn tag(&mut self, html: &str, tag: &Tag<'_>) {
        let name = tag.name().to_ascii_lowercase();
        match (name.as_str(), tag.is_end()) {
            ("table", false) => {
                if self.depth == 0 {
                    self.end_paragraph();
                    self.tables += 1;
                }
                self.depth += 1;
            }
            ("table", true) if self.depth > 0 => self.end_table(),
            ("tr", _) if self.depth == 1 => self.end_row(),
            ("td" | "th", false) if self.depth == 1 => {
                self.end_cell();
                let span = |name: &str| {
                    let value =
                        tag.attribute(name).and_then(|attribute| attribute.value).and_then(|value| html.get(value));
                    value.and_then(|value| value.trim().parse::<usize>().ok()).unwrap_or(1).max(1)
                };
                self.text.clear();
                self.cell = Some((span("colspan"), span("rowspan").min(MAX_SPAN)));
            }
            ("td" | "th", true) if self.depth == 1 => self.end_cell(),
            ("caption", true) if self.depth == 1 && self.cell.is_none() => self.push_paragraph(),
            ("br", _) => self.text.push('\n'),
            ("td" | "th" | "tr", _) => self.text.push(' '),
            (name, _) if BLOCKS.contains(&name) => {
                if self.depth == 0 {
                    self.end_paragraph();
                } else {
                    self.text.push('\n');
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        if self.depth == 0 {
            self.push_paragraph();
        }
    }

    fn push_paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.paragraphs += 1;
            let place = Place::Paragraph(self.paragraphs);
            self.blocks.push(Block::Paragraph(Paragraph { place, text: decode_entities(text.trim()) }));
        }
    }

    fn end_cell(&mut self) {
        let text = std::mem::take(&mut self.text);
        let Some((columns, rows)) = self.cell.take() else { return };
        self.skip_spans();
        for i in 0..columns {
            if self.cells.len() >= MAX_COLUMNS {
                break;
            }
            let column = self.cells.len();
            self.cells.push(if i == 0 { decode_entities(text.trim()) } else { String::new() });
            if self.spans.len() <= column {
                self.spans.resize(column + 1, 0);
            }
            self.spans[column] = rows;
        }
    }

    /// Leaves the columns empty in which a cell from above stands.
    fn skip_spans(&mut self) {
        while self.spans.get(self.cells.len()).is_some_and(|left| *left > 0) {
            self.cells.push(String::new());
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if !self.cells.is_empty() {
            let place = Place::Table { table: self.tables, row: self.rows.len() + 1 };
            self.rows.push(Row { place, cells: std::mem::take(&mut self.cells) });
            for left in &mut self.spans {
                *left = left.saturating_sub(1);
            }
        }
    }

    fn end_table(&mut self) {
        self.depth -= 1;
        if self.depth > 0 {
            return;
        }
        self.end_row();
        self.spans.clear();
        self.text.clear();
        let rows = std::mem::take(&mut self.rows);
        if !rows.is_empty() {
            self.blocks.push(Block::Table(rows));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        let show = |block: &Block| match block {
            Block::Paragraph(Paragraph { text, .. }) => text.clone(),
            Block::Table(rows) => rows.iter().map(|row| row.cells.join("|")).collect::<Vec<_>>().join(" / "),
        };
        Document::of_html(html).blocks.iter().map(show).collect()
    }

    #[test]
    fn paragraphs_and_tables_stand_in_their_order() {
        let html = "<h1>A &amp; B</h1><p>x <b>y</b><br>z</p><script>no</script><table><caption>C</caption><tr><th>1<th>2<tr><td>3</table>w";
        assert_eq!(shown(html), ["A & B", "x y\nz", "C", "1|2 / 3", "w"]);
        assert_eq!(shown("<ul><li>a</li><li>b</li></ul>"), ["a", "b"]);
    }

    #[test]
    fn a_cell_that_spans_leaves_the_others_empty() {
        let html = "<table><tr><th rowspan=2>A</th><th colspan=2>B</th></tr><tr><td>b</td><td>c</td></tr><tr><td>1<td>2<td>3</table>";
        assert_eq!(shown(html), ["A|B| / |b|c / 1|2|3"]);
        let wide = format!("<table><tr><td colspan={}>a<td>b</table>", usize::MAX);
        assert_eq!(shown(&wide)[0].len(), MAX_COLUMNS);
    }

    #[test]
    fn a_table_in_a_table_is_text_of_the_cell() {
        let html = "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>";
        assert_eq!(shown(html).len(), 1);
        let plain: String = shown(html)[0].split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(plain, "a b c|d");
        assert_eq!(shown("<table><tr><td>nie zu"), ["nie zu"]);
    }
}
