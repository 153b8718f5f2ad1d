//! Files into sheets of cells: what Excel, LibreOffice and one-stop systems write, within limits.

use super::{fold, header};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1258};
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use zip::ZipArchive;

/// The most one file may weigh, in bytes.
pub(crate) const MAX_FILE_BYTES: u64 = 20_000_000;
/// The most that a workbook's parts may weigh unpacked, in bytes.
const MAX_UNPACKED_BYTES: u64 = 150_000_000;
pub(crate) const MAX_ROWS: usize = 20_000;
pub(crate) const MAX_COLUMNS: usize = 200;
const MAX_SHEETS: usize = 100;
/// Cells that merged regions fill.
const MAX_MERGED: usize = 200_000;
/// How many records tell the separators of a CSV apart.
const SAMPLE: usize = 100;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TableError {
    #[error("cannot be read: {0}; check the name")]
    Read(#[from] io::Error),
    #[error("has {0} bytes, the limit is {MAX_FILE_BYTES}; export fewer months at a time")]
    TooLarge(u64),
    #[error("is empty")]
    Empty,
    #[error(
        "is a workbook of old Excel (.xls), or protected by a password; open it in Excel or LibreOffice and save it as .xlsx without a password"
    )]
    OldExcel,
    #[error(
        "is a web page, whatever its name; open it in Excel or LibreOffice and save it as .xlsx. If it opens as a page to log in, export it again"
    )]
    WebPage,
    #[error("is a document, but no .xlsx workbook; open it in Excel or LibreOffice and save it as .xlsx")]
    OtherArchive,
    #[error("is neither a workbook (.xlsx) nor text (.csv, .tsv)")]
    Binary,
    #[error("unpacks to more than {MAX_UNPACKED_BYTES} bytes; save only the sheet with the figures")]
    Bomb,
    #[error("is damaged: {0}; export it again")]
    Workbook(String),
    #[error("has no sheet \"{name}\"; it has {}", list(.known))]
    NoSheet { name: String, known: Vec<String> },
    #[error("{0}: more than {MAX_ROWS} rows or {MAX_COLUMNS} columns, the limit; save only the figures")]
    TooWide(String),
    #[error("more than {MAX_SHEETS} sheets, the limit; name one with --sheet")]
    TooManySheets,
}

fn list(names: &[String]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Cell {
    #[default]
    Empty,
    Text(String),
    Number {
        value: f64,
        /// Shown as a percentage: 0.99 is meant as 99 %.
        percent: bool,
    },
    Date {
        year: u16,
        month: u8,
        day: u8,
    },
    /// An error, a truth value, a time: nothing that belongs here.
    Other(String),
}

impl Cell {
    pub fn text(text: &str) -> Self {
        let tidy = fold::tidy(text);
        if tidy.is_empty() { Self::Empty } else { Self::Text(tidy) }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    /// What a person would say stands there.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Other(text) => text.clone(),
            Self::Number { value, percent: true } => format!("{}%", value * 100.0),
            Self::Number { value, percent: false } => value.to_string(),
            Self::Date { year, month, day } => format!("{day:02}/{month:02}/{year}"),
        }
    }
}

/// One sheet of a workbook, or a CSV.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    /// `None` in a CSV.
    pub name: Option<String>,
    rows: Vec<Vec<Cell>>,
    /// Places in merged regions, with the place whose cell they show.
    merged: HashMap<(usize, usize), (usize, usize)>,
}

impl Sheet {
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    pub fn row(&self, row: usize) -> &[Cell] {
        self.rows.get(row).map_or(&[], Vec::as_slice)
    }

    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        const EMPTY: &Cell = &Cell::Empty;
        self.row(row).get(column).unwrap_or(EMPTY)
    }

    /// The cell as it is seen: a merged region shows one cell everywhere.
    pub fn seen(&self, row: usize, column: usize) -> &Cell {
        let (row, column) = self.merged.get(&(row, column)).copied().unwrap_or((row, column));
        self.cell(row, column)
    }

    /// The cell as it is seen along a column: a name merged over its rows, but never over other columns.
    pub fn seen_below(&self, row: usize, column: usize) -> &Cell {
        match self.merged.get(&(row, column)) {
            Some((top, left)) if *left == column => self.cell(*top, column),
            _ => self.cell(row, column),
        }
    }

    /// Whether the cell is the beginning or a part of a region over several columns.
    pub fn is_merged(&self, row: usize, column: usize) -> bool {
        self.merged.contains_key(&(row, column))
    }

    #[cfg(test)]
    pub fn of(rows: &[&[&str]]) -> Self {
        let rows = rows.iter().map(|row| row.iter().map(|text| Cell::text(text)).collect()).collect();
        Self { name: None, rows, merged: HashMap::new() }
    }
}

/// `F12`, as spreadsheets name a cell.
pub(crate) fn address(row: usize, column: usize) -> String {
    format!("{}{}", letters(column), row + 1)
}

/// `F`: a column's name.
pub(crate) fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

/// The sheets of a file, all visible ones or the one that is named, and notes on how it was read.
pub(crate) fn read(path: &Path, only: Option<&str>) -> Result<(Vec<Sheet>, Vec<String>), TableError> {
    let mut bytes = Vec::new();
    // A length that the file system tells may be another one by the time of reading.
    File::open(path)?.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(TableError::TooLarge(path.metadata().map_or(bytes.len() as u64, |data| data.len())));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        weigh(&bytes)?;
        return Ok((workbook(bytes, only)?, Vec::new()));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(TableError::OldExcel);
    }
    let (text, note) = decode(&bytes)?;
    match text.trim_start().chars().next() {
        None => Err(TableError::Empty),
        Some('<') => Err(TableError::WebPage),
        Some(_) => Ok((vec![separated(&text)?], note.into_iter().collect())),
    }
}

/// Unpacks every part of a workbook into nothing: what an archive says about its sizes may be a lie.
fn weigh(bytes: &[u8]) -> Result<(), TableError> {
    let damaged = |error: zip::result::ZipError| TableError::Workbook(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if !archive.file_names().flatten().any(|name| name.eq_ignore_ascii_case("xl/workbook.xml")) {
        return Err(TableError::OtherArchive);
    }
    let mut left = MAX_UNPACKED_BYTES;
    for part in 0..archive.len() {
        let mut part = archive.by_index(part).map_err(damaged)?.take(left + 1);
        let unpacked = io::copy(&mut part, &mut io::sink()).map_err(|error| TableError::Workbook(error.to_string()))?;
        left = left.checked_sub(unpacked).ok_or(TableError::Bomb)?;
    }
    Ok(())
}

fn workbook(bytes: Vec<u8>, only: Option<&str>) -> Result<Vec<Sheet>, TableError> {
    let damaged = |error: calamine::XlsxError| TableError::Workbook(error.to_string());
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let known: Vec<_> = sheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect();
    let names: Vec<String> = match only {
        // A hidden sheet that is asked for by its name is meant.
        Some(only) => {
            let same = |name: &str| fold::words(name) == fold::words(only);
            let named = known.iter().find(|(name, _)| name == only).or_else(|| known.iter().find(|(n, _)| same(n)));
            let Some((name, _)) = named else {
                let known = known.into_iter().map(|(name, _)| name).collect();
                return Err(TableError::NoSheet { name: only.to_owned(), known });
            };
            vec![name.clone()]
        }
        None => known.into_iter().filter(|(_, visible)| *visible).map(|(name, _)| name).collect(),
    };
    if names.len() > MAX_SHEETS {
        return Err(TableError::TooManySheets);
    }
    names.into_iter().map(|name| sheet(&mut book, name)).collect()
}

fn sheet(book: &mut Xlsx<Cursor<Vec<u8>>>, name: String) -> Result<Sheet, TableError> {
    let damaged = |error: calamine::XlsxError| TableError::Workbook(error.to_string());
    let mut sheet = Sheet::default();
    // Cell by cell: calamine's range would lay out every empty cell up to the last one, wherever that is.
    let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        let value = |value| {
            let format = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
            let percent = format
                .is_some_and(|format| format.format_code.contains('%') || matches!(format.format_id, Some(9 | 10)));
            Cell::Number { value, percent }
        };
        let found = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::Int(whole) => value(*whole as f64),
            DataRef::Float(number) => value(*number),
            DataRef::String(text) => Cell::text(text),
            DataRef::SharedString(text) => Cell::text(text),
            DataRef::DateTime(date) if date.is_datetime() => {
                let (year, month, day, ..) = date.to_ymd_hms_milli();
                Cell::Date { year, month, day }
            }
            DataRef::DateTimeIso(text) => iso_date(text).unwrap_or_else(|| Cell::Other(text.clone())),
            DataRef::DateTime(time) => Cell::Other(time.as_f64().to_string()),
            DataRef::DurationIso(text) => Cell::Other(text.clone()),
            DataRef::Bool(value) => Cell::Other(if *value { "TRUE" } else { "FALSE" }.to_owned()),
            DataRef::Error(error) => Cell::Other(error.to_string()),
        };
        if found.is_empty() {
            continue;
        }
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            return Err(TableError::TooWide(format!("sheet \"{name}\", cell {}", address(row, column))));
        }
        if sheet.rows.len() <= row {
            sheet.rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut sheet.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = found;
    }
    drop(cells);
    let regions = book.merge_cells_by_sheet_name(&name).map_err(damaged)?;
    for region in regions {
        let (top, left) = (region.start.0 as usize, region.start.1 as usize);
        let (bottom, right) = (region.end.0 as usize, region.end.1 as usize);
        for row in top..=bottom.min(sheet.rows.len()) {
            for column in left..=right.min(MAX_COLUMNS) {
                if sheet.merged.len() < MAX_MERGED {
                    sheet.merged.insert((row, column), (top, left));
                }
            }
        }
    }
    sheet.name = Some(name);
    Ok(sheet)
}

fn iso_date(text: &str) -> Option<Cell> {
    let mut parts = text.split(['-', 'T']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Cell::Date { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? })
}

/// Text from bytes, and a note where that was not sure.
fn decode(bytes: &[u8]) -> Result<(String, Option<String>), TableError> {
    for (mark, encoding) in [(&b"\xef\xbb\xbf"[..], UTF_8), (b"\xff\xfe", UTF_16LE), (b"\xfe\xff", UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let (text, bad) = encoding.decode_without_bom_handling(rest);
            let note = bad.then(|| format!("some characters are no {}; they are shown as \u{fffd}", encoding.name()));
            return Ok((text.into_owned(), note));
        }
    }
    if bytes.contains(&0) {
        return Err(TableError::Binary);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((text.to_owned(), None)),
        Err(_) => {
            let (text, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
            let note = "is not UTF-8; read as Windows-1258. Look at the names, or export as UTF-8 or .xlsx";
            Ok((text.into_owned(), Some(note.to_owned())))
        }
    }
}

/// A CSV or TSV; its separator is the one that shows most known names, then the one that shows most cells.
fn separated(text: &str) -> Result<Sheet, TableError> {
    // Excel's own way to say it; Excel does not show that line as a row.
    let first = text.lines().next().unwrap_or_default();
    if let Some(separator) = first.trim().strip_prefix("sep=").filter(|separator| separator.len() <= 1) {
        let separator = separator.bytes().next().unwrap_or(b'\t');
        let rest = text[first.len()..].trim_start_matches('\r');
        return records(rest.strip_prefix('\n').unwrap_or(rest), separator, usize::MAX);
    }
    let mut best = (b',', (0, 0));
    let mut failed = None;
    for separator in [b',', b';', b'\t'] {
        let sample = match records(text, separator, SAMPLE) {
            Ok(sample) => sample,
            // What is too wide with one separator may be read with another.
            Err(error) => {
                failed = failed.or(Some(error));
                continue;
            }
        };
        let cells = sample.rows.iter().flatten().filter(|cell| !cell.is_empty()).count();
        let known = header::find(&sample, None).map_or(0, |header| header.known());
        if (known, cells) > best.1 {
            best = (separator, (known, cells));
        }
    }
    match failed {
        Some(error) if best.1.0 == 0 => Err(error),
        _ => records(text, best.0, usize::MAX),
    }
}

fn records(text: &str, separator: u8, most: usize) -> Result<Sheet, TableError> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut sheet = Sheet::default();
    let mut line = 1;
    while sheet.rows.len() < most {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => return Err(TableError::Workbook(error.to_string())),
        }
        // Blank lines are rows to Excel, and row numbers must be those that the clerk sees.
        let inside: usize = record.iter().map(|field| field.matches('\n').count()).sum();
        let after = reader.position().line();
        let blank = (after - line).saturating_sub(inside as u64 + 1) as usize;
        line = after;
        if sheet.rows.len() + blank >= MAX_ROWS || record.len() > MAX_COLUMNS {
            return Err(TableError::TooWide(format!("row {}", sheet.rows.len() + 1)));
        }
        sheet.rows.extend(std::iter::repeat_with(Vec::new).take(blank));
        sheet.rows.push(record.iter().map(Cell::text).collect());
    }
    Ok(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_spreadsheets() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
        assert_eq!(address(11, 5), "F12");
    }

    #[test]
    fn rows_are_counted_as_spreadsheets_do() {
        let sheet = records("a\r\n\r\n\r\n\"b\r\nb\",1\r\n\r\nc\r\n", b',', usize::MAX).unwrap();
        assert_eq!(sheet.cell(0, 0), &Cell::Text("a".to_owned()));
        assert_eq!(sheet.cell(3, 0), &Cell::Text("b b".to_owned()));
        assert_eq!(sheet.cell(5, 0), &Cell::Text("c".to_owned()));
    }
}
