//! Files as an import gets them: Word documents, or files with tables.

use crate::header::{self, Header};
use crate::mapping::Mapping;
use crate::report::FileReport;
use crate::role::Role;
use std::path::Path;
use trangxa_articles::{WordBlock, word_blocks};
use trangxa_messages::{list_imports as say, sheets};
use trangxa_sheets::fold;
use trangxa_sheets::input;
use trangxa_sheets::sheet::Sheet;

/// The content of a file, which decides what it is, because exports often have a wrong ending.
#[derive(Clone, Debug)]
pub enum Content {
    /// A Word document.
    Word(Vec<WordBlock>),
    /// Anything else.
    Other(Vec<u8>),
}

/// Reads a file.
///
/// # Errors
/// If it cannot be read, is too large, or is named as a Word document and is none; with a sentence for the report.
pub fn open(path: &Path) -> Result<Content, String> {
    let bytes = input::bytes_of(path).map_err(|error| error.to_string())?;
    let is_named_word =
        path.extension().is_some_and(|ending| ["doc", "docx"].iter().any(|word| ending.eq_ignore_ascii_case(word)));
    match word_blocks(&bytes) {
        Ok(blocks) => Ok(Content::Word(blocks)),
        Err(problem) if is_named_word => Err(problem.to_string()),
        Err(_) => Ok(Content::Other(bytes)),
    }
}

/// The lists in a workbook or a text file: those of its sheets that have a header, or of the only sheet to read. What else there is goes into the
/// report; `no_header` says that no sheet has a header.
pub fn lists<R: Role>(
    bytes: Vec<u8>,
    only: Option<&str>,
    mapping: Option<&Mapping<R>>,
    no_header: &dyn Fn() -> String,
    report: &mut FileReport,
) -> Vec<(Sheet, Header<R>)> {
    let sheets = match input::read(bytes, only, &header::known::<R>) {
        Ok((sheets, notes)) => {
            report.notes.extend(notes);
            sheets
        }
        Err(error) => {
            report.failed.push(error.to_string());
            return Vec::new();
        }
    };
    let (mut lists, mut others) = (Vec::new(), Vec::new());
    for sheet in sheets {
        match header::find(&sheet, mapping) {
            Some(header) => lists.push((sheet, header)),
            None => others.push(sheet),
        }
    }
    if lists.is_empty() {
        report.failed.push(no_header());
        return lists;
    }
    for sheet in others.iter().filter(|sheet| sheet.height() > 0) {
        let text = sheets::NoHeaderInSheet.to_string();
        report.notes.push(match &sheet.name {
            Some(sheet) => sheets::InSheet { sheet, text }.to_string(),
            None => text,
        });
    }
    lists
}

/// The lists in the tables of a Word document, each with the number of its table, from 1.
#[must_use]
pub fn word_lists<R: Role>(blocks: &[WordBlock], mapping: Option<&Mapping<R>>) -> Vec<(usize, Sheet, Header<R>)> {
    let tables = blocks.iter().filter_map(|block| match block {
        WordBlock::Table(rows) => Some(sheet_of(rows)),
        WordBlock::Line(_) => None,
    });
    tables.zip(1..).filter_map(|(sheet, number)| header::find(&sheet, mapping).map(|it| (number, sheet, it))).collect()
}

/// A sheet for sentences: its file, and its name if it has one.
#[must_use]
pub fn name_of(file: &str, sheet: &Sheet) -> String {
    match &sheet.name {
        Some(sheet) => sheets::Sheet { file, sheet }.to_string(),
        None => file.to_owned(),
    }
}

/// A table of a Word document for sentences: its file and its number, from 1.
#[must_use]
pub fn name_of_table(file: &str, number: usize) -> String {
    say::WordTable { file, number }.to_string()
}

/// The table of a Word document as a sheet.
fn sheet_of(rows: &[Vec<Vec<WordBlock>>]) -> Sheet {
    let texts: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| line_of(cell)).collect()).collect();
    Sheet::of(&texts)
}

/// The lines of a cell as one.
#[must_use]
pub fn line_of(blocks: &[WordBlock]) -> String {
    fold::tidy(&lines_of(blocks).join(" "))
}

/// The lines of some blocks, without those in tables.
#[must_use]
pub fn lines_of(blocks: &[WordBlock]) -> Vec<String> {
    let line = |block: &WordBlock| match block {
        WordBlock::Line(line) => Some(fold::tidy(line)).filter(|line| !line.is_empty()),
        WordBlock::Table(_) => None,
    };
    blocks.iter().filter_map(line).collect()
}
