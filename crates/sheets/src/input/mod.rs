//! Files as sheets of cells: XLSX as Excel and `LibreOffice` write it, CSV and TSV in the encodings that occur in Việt Nam.
//!
//! The content decides the format, because exports often have a wrong ending.

mod addresses;
mod error;
mod separated;
mod workbook;

pub use error::TableError;

use crate::cell::Cell;
use crate::sheet::Sheet;
use error::MAX_FILE_BYTES;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use trangxa_encodings::{Decoded, OldFont, decode, is_unicode};
use trangxa_messages::sheets;
use workbook::Which;

/// The first bytes of a workbook of an old Excel version, and of one that is protected by a password.
const OLD_EXCEL: &[u8] = b"\xd0\xcf\x11\xe0";

/// The bytes of a file that is no larger than files with tables may be.
///
/// # Errors
/// If the file cannot be read, or is larger.
pub fn bytes_of(path: &Path) -> Result<Vec<u8>, TableError> {
    let mut bytes = Vec::new();
    // The file may grow between a question for its length and the reading.
    File::open(path)?.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(TableError::TooLarge(path.metadata().map_or(bytes.len() as u64, |data| data.len())));
    }
    Ok(bytes)
}

/// Reads the sheets of a file: all visible ones, or the one named `only`. `known` counts the columns of a table whose names are
/// known: it tells the separator of a text file. Also returns notes for the report.
///
/// # Errors
/// If the file is no table, is damaged, or has more than is read.
pub fn read(
    bytes: Vec<u8>,
    only: Option<&str>,
    known: &dyn Fn(&Sheet) -> usize,
) -> Result<(Vec<Sheet>, Vec<String>), TableError> {
    if bytes.starts_with(b"PK\x03\x04") {
        let which = only.map_or(Which::Visible, Which::Named);
        let mut sheets = workbook::read(bytes, which)?;
        let note = convert_old_fonts(&mut sheets)?;
        return Ok((sheets, note.into_iter().collect()));
    }
    if bytes.starts_with(OLD_EXCEL) {
        return Err(TableError::OldExcel);
    }
    match decode(&bytes) {
        Decoded::Binary => Err(TableError::Binary),
        Decoded::Text { text, damaged } => {
            let note = damaged.map(|encoding| sheets::BadCharacters { encoding }.to_string());
            let mut sheets = vec![table(&text, known)?];
            let converted = convert_old_fonts(&mut sheets)?;
            Ok((sheets, note.into_iter().chain(converted).collect()))
        }
        Decoded::Either { western, vietnamese } => {
            // Windows-1258 has other letters at the codes of an old font: what reads as no old font is that.
            let mut sheets = vec![table(&western, known)?];
            if let Ok(Some(note)) = convert_old_fonts(&mut sheets) {
                return Ok((sheets, vec![note]));
            }
            let mut sheets = vec![table(&vietnamese, known)?];
            make_tidy(&mut sheets, |text| text.to_owned());
            Ok((sheets, vec![sheets::Windows1258.to_string()]))
        }
    }
}

/// All sheets of a file, hidden ones too, without knowing what is in them: letters that may be of an old font stay as they are.
pub(crate) fn read_all(bytes: Vec<u8>) -> Result<Vec<Sheet>, TableError> {
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(TableError::TooLarge(bytes.len() as u64));
    }
    let mut sheets = if bytes.starts_with(b"PK\x03\x04") {
        workbook::read(bytes, Which::All)?
    } else if bytes.starts_with(OLD_EXCEL) {
        return Err(TableError::OldExcel);
    } else {
        let text = match decode(&bytes) {
            Decoded::Binary => return Err(TableError::Binary),
            Decoded::Text { text, .. } => text,
            Decoded::Either { vietnamese, .. } => vietnamese,
        };
        vec![separated::read(&text, &|_| 0)?]
    };
    if convert_old_fonts(&mut sheets).is_err() {
        make_tidy(&mut sheets, |text| text.to_owned());
    }
    Ok(sheets)
}

/// The table of a text file.
fn table(text: &str, known: &dyn Fn(&Sheet) -> usize) -> Result<Sheet, TableError> {
    match text.trim_start().chars().next() {
        None => Err(TableError::Empty),
        Some('<') => Err(TableError::WebPage),
        Some(_) => separated::read(text, known),
    }
}

/// Converts the texts of a file from the letters of an old font, and makes all texts tidy. Returns a note for the report.
fn convert_old_fonts(sheets: &mut [Sheet]) -> Result<Option<String>, TableError> {
    let mut texts = Vec::new();
    for row in sheets.iter().flat_map(|sheet| &sheet.rows) {
        texts.extend(row.iter().enumerate().filter_map(|(column, cell)| match cell {
            Cell::Text(text) => Some((column, text.as_str())),
            _ => None,
        }));
    }
    let font = OldFont::of(&texts).map_err(|uncertain| TableError::OldFont(uncertain.0))?;
    let is_mixed = texts.iter().any(|(_, text)| is_unicode(text));
    make_tidy(sheets, |text| font.map_or_else(|| text.to_owned(), |font| font.convert(text, is_mixed)));
    Ok(font.map(converted_note))
}

/// A sentence for the report of a file that was converted.
fn converted_note(font: OldFont) -> String {
    match font {
        OldFont::Tcvn3 => sheets::OldFontConverted { font: "TCVN3" }.to_string(),
        OldFont::Vni => sheets::OldFontConverted { font: "VNI" }.to_string(),
        OldFont::MisreadUtf8 => sheets::Restored.to_string(),
    }
}

fn make_tidy(sheets: &mut [Sheet], convert: impl Fn(&str) -> String) {
    for cell in sheets.iter_mut().flat_map(|sheet| sheet.rows.iter_mut().flatten()) {
        if let Cell::Text(text) = cell {
            *cell = Cell::text(&convert(text));
        }
    }
}
