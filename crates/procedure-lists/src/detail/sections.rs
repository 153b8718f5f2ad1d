//! Takes a Word document apart: the procedures that it details, and what stands below each of their headings.

use super::label::{self, Label};
use trangxa_articles::WordBlock;
use trangxa_list_imports::files::line_of;

/// What stands below a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section {
    pub label: Label,
    /// The heading as it is written.
    pub heading: String,
    pub blocks: Vec<WordBlock>,
}

/// The details in a document, each as its sections. Its headings stand in lines of their own, before a colon, or in the first column of a table.
pub(crate) fn of(blocks: &[WordBlock]) -> Vec<Vec<Section>> {
    let mut taken = Taken::default();
    taken.add(blocks);
    taken.details.retain(|sections| sections.iter().any(|section| matches!(section.label, Label::Code | Label::Name)));
    taken.details
}

#[derive(Default)]
struct Taken {
    details: Vec<Vec<Section>>,
}

impl Taken {
    fn add(&mut self, blocks: &[WordBlock]) {
        for block in blocks {
            match block {
                WordBlock::Line(line) => match label::of(line) {
                    Some(heading) => {
                        self.begin(heading.label, heading.text);
                        if !heading.rest.is_empty() {
                            self.push(WordBlock::Line(heading.rest.to_owned()));
                        }
                    }
                    None => self.push(block.clone()),
                },
                WordBlock::Table(rows) if rows.iter().any(|row| is_labelled(row)) => {
                    for row in rows {
                        self.row(row);
                    }
                }
                WordBlock::Table(_) => self.push(block.clone()),
            }
        }
    }

    /// A row of a table of headings and what belongs to them: `heading | value`, or `heading | value | heading | value`.
    fn row(&mut self, row: &[Vec<WordBlock>]) {
        let mut cells = row.iter();
        while let Some(cell) = cells.next() {
            let text = line_of(cell);
            match label::of(&text) {
                Some(heading) => {
                    // The same heading beside several rows is one cell.
                    let goes_on =
                        self.last().is_some_and(|last| last.label == heading.label && last.heading == heading.text);
                    if !goes_on {
                        self.begin(heading.label, heading.text);
                    }
                    if !heading.rest.is_empty() {
                        self.push(WordBlock::Line(heading.rest.to_owned()));
                    }
                }
                // A heading that nobody knows ends the one before.
                None if !text.is_empty() && cells.len() + 1 == row.len() => self.begin(Label::Other, &text),
                None => {}
            }
            if let Some(value) = cells.next() {
                value.iter().for_each(|block| self.push(block.clone()));
            }
        }
    }

    /// Begins a section. The heading that begins a detail begins the next one where it comes again.
    fn begin(&mut self, label: Label, heading: &str) {
        let about_itself = [Label::Code, Label::Name, Label::Decision, Label::Level, Label::Field];
        let first = self.details.last().and_then(|sections| sections.first()).map(|section| section.label);
        if first.is_none_or(|first| first == label && about_itself.contains(&label)) {
            self.details.push(Vec::new());
        }
        if let Some(sections) = self.details.last_mut() {
            sections.push(Section { label, heading: heading.to_owned(), blocks: Vec::new() });
        }
    }

    fn last(&self) -> Option<&Section> {
        self.details.last()?.last()
    }

    /// Adds to the present section. What stands before the first heading belongs to none.
    fn push(&mut self, block: WordBlock) {
        if let Some(section) = self.details.last_mut().and_then(|sections| sections.last_mut()) {
            section.blocks.push(block);
        }
    }
}

fn is_labelled(row: &[Vec<WordBlock>]) -> bool {
    row.len() > 1
        && row.len() <= 4
        && row.first().is_some_and(|cell| label::of(&line_of(cell)).is_some_and(|it| it.rest.is_empty()))
}
