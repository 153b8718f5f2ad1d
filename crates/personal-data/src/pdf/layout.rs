//! Makes lines, tables and paragraphs of the letters of a page.

use crate::document::{Block, Document, Paragraph, Row};
use crate::kind::Place;

/// A letter and where it stands, in points from the upper left corner.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub from: f64,
    pub to: f64,
    pub y: f64,
    pub size: f64,
    pub text: String,
}

/// A word of a line.
#[derive(Clone, Debug)]
struct Word {
    from: f64,
    to: f64,
    text: String,
}

/// A line of a page.
#[derive(Clone, Debug)]
struct Line {
    /// From 1.
    number: usize,
    y: f64,
    size: f64,
    words: Vec<Word>,
}

/// A gap between letters from which on they are of two words, in sizes of the font.
const BLANK: f64 = 0.16;
/// A gap between words from which on they may be of two columns.
const GAP: f64 = 0.8;
/// The narrowest gap between two columns, in sizes of the font.
const GUTTER: f64 = 0.5;
/// The most lines between two lines of a table that have fewer columns, because a cell takes several lines.
const BETWEEN: usize = 3;
/// The widest page that is looked at, in points.
const WIDTH: usize = 5_000;

/// Puts the pages of a document together.
#[derive(Default)]
pub(super) struct Layout {
    blocks: Vec<Block>,
    pages: usize,
    unseen: usize,
}

impl Layout {
    /// Adds a page.
    pub(super) fn page(&mut self, letters: Vec<Letter>) {
        self.pages += 1;
        let lines = lines(letters);
        if lines.is_empty() {
            self.unseen += 1;
        }
        let mut at = 0;
        for table in tables(&lines) {
            self.paragraphs(&lines[at..table.start]);
            self.table(&lines[table.clone()]);
            at = table.end;
        }
        self.paragraphs(&lines[at..]);
    }

    /// The document. `unread` pages were not looked at.
    pub(super) fn into_document(self, unread: usize) -> Document {
        Document { blocks: self.blocks, unseen_pages: self.unseen + unread }
    }

    fn place(&self, line: &Line) -> Place {
        Place::Page { page: self.pages, line: line.number }
    }

    /// Adds lines as paragraphs. One ends where the next line stands lower than usual, or begins like an item of a list.
    fn paragraphs(&mut self, lines: &[Line]) {
        let mut last: Option<&Line> = None;
        for line in lines {
            let text = text_of(&line.words);
            let continues =
                last.is_some_and(|last| line.y - last.y < last.size.max(line.size) * 2.2 && !begins_item(&text));
            match self.blocks.last_mut() {
                Some(Block::Paragraph(paragraph)) if continues => {
                    paragraph.text.push(' ');
                    paragraph.text.push_str(&text);
                }
                _ => {
                    let place = self.place(line);
                    self.blocks.push(Block::Paragraph(Paragraph { place, text }));
                }
            }
            last = Some(line);
        }
    }

    /// Adds lines as a table, or to the table at the end of the page before, if it has as many columns.
    fn table(&mut self, lines: &[Line]) {
        let starts = columns(lines);
        let rows: Vec<Row> = lines
            .iter()
            .map(|line| {
                let mut cells = vec![Vec::new(); starts.len() + 1];
                for word in &line.words {
                    let middle = (word.from + word.to) / 2.0;
                    cells[starts.partition_point(|start| *start <= middle)].push(word.clone());
                }
                Row { place: self.place(line), cells: cells.iter().map(|words| text_of(words)).collect() }
            })
            .collect();
        match self.blocks.last_mut() {
            Some(Block::Table(before)) if before.first().map(|row| row.cells.len()) == Some(starts.len() + 1) => {
                before.extend(rows)
            }
            _ => self.blocks.push(Block::Table(rows)),
        }
    }
}

fn text_of(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whether a line begins like an item of a list: `1.`, `a)`, `-`, `+`.
fn begins_item(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let inner = first.trim_end_matches(['.', ')']);
    let is_numbered = inner.len() < first.len()
        && (1..=3).contains(&inner.len())
        && inner.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_numbered || matches!(first, "-" | "+" | "–" | "•")
}

/// The lines of a page, from top to bottom.
fn lines(mut letters: Vec<Letter>) -> Vec<Line> {
    letters.retain(|letter| letter.size > 0.0 && !letter.text.trim().is_empty());
    letters.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut lines: Vec<Line> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let (top, size) = (letters[at].y, letters[at].size);
        let end = letters[at..]
            .iter()
            .position(|letter| letter.y - top > 0.45 * size.max(letter.size))
            .map_or(letters.len(), |n| at + n);
        let of_line = &mut letters[at..end];
        of_line.sort_by(|one, other| one.from.total_cmp(&other.from));
        let size = of_line.iter().map(|letter| letter.size).fold(0.0, f64::max);
        lines.push(Line { number: lines.len() + 1, y: top, size, words: words(of_line) });
        at = end;
    }
    lines
}

/// The words of the letters of a line, which are ordered from left to right.
fn words(letters: &[Letter]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut last: Option<&Letter> = None;
    for letter in letters {
        // Bold letters are sometimes drawn twice, a little apart.
        if last.is_some_and(|last| last.text == letter.text && letter.from - last.from < 0.1 * letter.size) {
            continue;
        }
        let gap = last.map_or(f64::MAX, |last| letter.from - last.to);
        match words.last_mut() {
            Some(word) if gap < BLANK * letter.size => {
                word.text.push_str(&letter.text);
                word.to = word.to.max(letter.to);
            }
            _ => words.push(Word { from: letter.from, to: letter.to, text: letter.text.clone() }),
        }
        last = Some(letter);
    }
    words
}

impl Line {
    /// Whether the words stand in three groups or more, as the cells of a row do.
    fn is_row(&self) -> bool {
        self.words.windows(2).filter(|pair| pair[1].from - pair[0].to > GAP * self.size).count() >= 2
    }
}

/// The ranges of lines that are tables: at least two rows, with no more than a few lines of wrapped cells between them.
fn tables(lines: &[Line]) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (i, _) in lines.iter().enumerate().filter(|(_, line)| line.is_row()) {
        match found.last_mut() {
            Some(table) if i <= table.end + BETWEEN => table.end = i + 1,
            _ => found.push(i..i + 1),
        }
    }
    found.retain(|table| {
        lines[table.clone()].iter().filter(|line| line.is_row()).count() >= 2
            && !columns(&lines[table.clone()]).is_empty()
    });
    found
}

/// Where the columns of a table begin, all but the first: in the middle of each gap that nearly no row crosses.
fn columns(lines: &[Line]) -> Vec<f64> {
    let rows: Vec<&Line> = lines.iter().filter(|line| line.is_row()).collect();
    let left = rows.iter().filter_map(|row| row.words.first()).map(|word| word.from).fold(f64::MAX, f64::min);
    let right = rows.iter().filter_map(|row| row.words.last()).map(|word| word.to).fold(f64::MIN, f64::max);
    if left >= right {
        return Vec::new();
    }
    let width = ((right - left).ceil() as usize).min(WIDTH);
    let mut crossing = vec![0_usize; width];
    for row in &rows {
        for word in &row.words {
            let from = ((word.from - left).floor().max(0.0) as usize).min(width);
            let to = ((word.to - left).ceil().max(0.0) as usize).min(width);
            crossing[from..to.max(from)].iter_mut().for_each(|count| *count += 1);
        }
    }
    let size = rows.iter().map(|row| row.size).fold(f64::MAX, f64::min);
    let mut starts = Vec::new();
    let mut from = None;
    for (at, count) in crossing.iter().enumerate() {
        if *count * 10 <= rows.len() {
            from.get_or_insert(at);
        } else if let Some(from) = from.take()
            && from > 0
            && (at - from) as f64 >= GUTTER * size
        {
            starts.push(left + (from + at) as f64 / 2.0);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of ten points that are five points wide.
    fn written(y: f64, columns: &[(f64, &str)]) -> Vec<Letter> {
        let letter = |x: f64, i: usize, c: char| Letter {
            from: 5.0_f64.mul_add(i as f64, x),
            to: 5.0_f64.mul_add((i + 1) as f64, x),
            y,
            size: 10.0,
            text: c.to_string(),
        };
        columns.iter().flat_map(|(x, text)| text.chars().enumerate().map(move |(i, c)| letter(*x, i, c))).collect()
    }

    fn shown(pages: &[Vec<Letter>]) -> Vec<String> {
        let mut layout = Layout::default();
        for letters in pages {
            layout.page(letters.clone());
        }
        let show = |block: &Block| match block {
            Block::Paragraph(Paragraph { text, .. }) => text.clone(),
            Block::Table(rows) => rows.iter().map(|row| row.cells.join("|")).collect::<Vec<_>>().join(" / "),
        };
        layout.into_document(0).blocks.iter().map(show).collect()
    }

    #[test]
    fn rows_that_stand_in_columns_are_a_table() {
        let page: Vec<Letter> = [
            written(50.0, &[(60.0, "Danh sách hộ nghèo")]),
            written(100.0, &[(40.0, "TT"), (70.0, "Họ và tên"), (200.0, "Ngày"), (300.0, "CCCD")]),
            written(112.0, &[(200.0, "sinh")]),
            written(130.0, &[(40.0, "1"), (70.0, "Lê An"), (200.0, "1/2/1950"), (300.0, "030150001234")]),
            written(150.0, &[(40.0, "2"), (70.0, "Trần Thị Lan"), (200.0, "3/4/1960"), (300.0, "030160001234")]),
            written(200.0, &[(60.0, "Kèm theo Quyết định số 1.")]),
        ]
        .concat();
        let expected =
            "TT|Họ và tên|Ngày|CCCD / ||sinh| / 1|Lê An|1/2/1950|030150001234 / 2|Trần Thị Lan|3/4/1960|030160001234";
        assert_eq!(shown(&[page]), ["Danh sách hộ nghèo", expected, "Kèm theo Quyết định số 1."]);
    }

    #[test]
    fn a_table_goes_on_on_the_next_page() {
        let row = |y: f64, n: &str| written(y, &[(40.0, n), (70.0, "Lê An"), (200.0, "1/2/1950")]);
        let pages = [[row(700.0, "1"), row(720.0, "2")].concat(), [row(60.0, "3"), row(80.0, "4")].concat()];
        assert_eq!(shown(&pages).len(), 1);
    }

    #[test]
    fn lines_of_sentences_are_paragraphs() {
        let page: Vec<Letter> = [
            written(50.0, &[(60.0, "Bà Trần Thị Lan, sinh ngày")]),
            written(64.0, &[(60.0, "1/2/1950, ở thôn Đông.")]),
            written(78.0, &[(60.0, "2. Ông Lê An.")]),
            written(140.0, &[(60.0, "Nơi nhận")]),
        ]
        .concat();
        assert_eq!(shown(&[page]), ["Bà Trần Thị Lan, sinh ngày 1/2/1950, ở thôn Đông.", "2. Ông Lê An.", "Nơi nhận"]);
    }

    #[test]
    fn letters_drawn_twice_are_read_once() {
        let mut twice = written(50.0, &[(60.0, "0301")]);
        twice.extend(written(50.0, &[(60.3, "0301")]));
        assert_eq!(shown(&[twice]), ["0301"]);
        assert_eq!(shown(&[Vec::new()]), [""; 0]);
    }
}
