//! Files as sheets of cells: XLSX as Excel and `LibreOffice` write it, CSV and TSV in the encodings that occur in Việt Nam.
//!
//! The content decides the format, because exports often have a wrong ending.

mod error;
mod separated;
mod workbook;

pub(crate) use error::TableError;

use crate::sheet::Sheet;
use error::MAX_FILE_BYTES;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Reads the sheets of a file: all visible ones, or the one named `only`. Also returns notes for the report.
pub(crate) fn read(path: &Path, only: Option<&str>) -> Result<(Vec<Sheet>, Vec<String>), TableError> {
    let mut bytes = Vec::new();
    // The file may grow between a question for its length and the reading.
    File::open(path)?.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(TableError::TooLarge(path.metadata().map_or(bytes.len() as u64, |data| data.len())));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok((workbook::read(bytes, only)?, Vec::new()));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(TableError::OldExcel);
    }
    let (text, note) = separated::decode(&bytes)?;
    match text.trim_start().chars().next() {
        None => Err(TableError::Empty),
        Some('<') => Err(TableError::WebPage),
        Some(_) => Ok((vec![separated::read(&text)?], note.into_iter().collect())),
    }
}
