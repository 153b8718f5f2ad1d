//! XLSX workbooks, read cell by cell within limits.

use super::addresses;
use super::error::{MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, MAX_UNPACKED_BYTES, TableError};
use crate::cell::{Cell, address};
use crate::fold;
use crate::sheet::Sheet;
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::collections::HashSet;
use std::io::{self, BufReader, Cursor, Read};
use zip::ZipArchive;

/// The most cells of merged regions in a sheet.
const MAX_MERGED: usize = 200_000;

/// The day after the last one that Excel has, 31 December 9999, as Excel counts days.
const MAX_DATE: f64 = 2_958_466.0;
/// The last minute of a day.
const LAST_MINUTE: u16 = 24 * 60 - 1;

/// The sheets of a workbook to read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which<'a> {
    /// Those that a spreadsheet shows.
    Visible,
    /// All of them.
    All,
    /// The one with this name, hidden or not.
    Named(&'a str),
}

/// Reads sheets of a workbook.
pub(super) fn read(bytes: Vec<u8>, which: Which<'_>) -> Result<Vec<Sheet>, TableError> {
    let has_links = check_parts(&bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let known: Vec<_> = sheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect();
    let names: Vec<String> = match which {
        Which::Named(only) => {
            let same = |name: &str| fold::words(name) == fold::words(only);
            let named = known.iter().find(|(name, _)| name == only).or_else(|| known.iter().find(|(n, _)| same(n)));
            let Some((name, _)) = named else {
                let known = known.into_iter().map(|(name, _)| name).collect();
                return Err(TableError::NoSheet { name: only.to_owned(), known });
            };
            vec![name.clone()]
        }
        Which::Visible => known.into_iter().filter(|(_, visible)| *visible).map(|(name, _)| name).collect(),
        Which::All => known.into_iter().map(|(name, _)| name).collect(),
    };
    if names.len() > MAX_SHEETS {
        return Err(TableError::TooManySheets);
    }
    names.into_iter().map(|name| sheet(&mut book, name, has_links)).collect()
}

fn damaged(error: XlsxError) -> TableError {
    TableError::Damaged(error.to_string())
}

/// Unpacks every part of a workbook without keeping it, counts its bytes, and checks the addresses of sheets: the sizes that an
/// archive states may be false. Returns whether its hyperlinks can be read, too.
fn check_parts(bytes: &[u8]) -> Result<bool, TableError> {
    let damaged = |error: zip::result::ZipError| TableError::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if !archive.file_names().flatten().any(|name| name.eq_ignore_ascii_case("xl/workbook.xml")) {
        return Err(TableError::OtherArchive);
    }
    let mut left = MAX_UNPACKED_BYTES;
    let mut has_links = true;
    for part in 0..archive.len() {
        let part = archive.by_index(part).map_err(damaged)?;
        let name = part.name().map(|name| name.to_string()).unwrap_or_default();
        let mut part = part.take(left + 1);
        // A sheet may lie anywhere in the archive; what is not XML is none.
        let checked = addresses::check(&name, BufReader::new(&mut part));
        // A part that is too large is reported as such.
        if part.limit() > 0 {
            has_links &= checked?;
        }
        io::copy(&mut part, &mut io::sink()).map_err(|error| TableError::Damaged(error.to_string()))?;
        left = part.limit().checked_sub(1).ok_or(TableError::TooLargeUnpacked)?;
    }
    Ok(has_links)
}

fn sheet(book: &mut Xlsx<Cursor<Vec<u8>>>, name: String, has_links: bool) -> Result<Sheet, TableError> {
    let mut sheet = Sheet::default();
    let formulas = formulas_without_result(book, &name)?;
    // Calamine's own range would allocate every empty cell up to the last one, wherever that is.
    let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        let format = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
        let number = |value| {
            // 9 and 10 are Excel's built-in formats `0%` and `0.00%`.
            let percent = format
                .is_some_and(|format| format.format_code.contains('%') || matches!(format.format_id, Some(9 | 10)));
            Cell::Number { value, percent }
        };
        let found = match cell.get_value() {
            DataRef::Empty if formulas.contains(&(row, column)) => Cell::Formula,
            DataRef::Empty => continue,
            DataRef::Int(whole) => number(*whole as f64),
            DataRef::Float(value) => number(*value),
            // An old font's letters are still to be converted; they would not survive tidying.
            DataRef::String(text) => Cell::raw(text),
            DataRef::SharedString(text) => Cell::raw(text),
            // A time of day alone has no day.
            DataRef::DateTime(time) if (0.0..1.0).contains(&time.as_f64()) => Cell::Other(clock(time.as_f64())),
            DataRef::DateTime(date) if date.is_datetime() && (0.0..MAX_DATE).contains(&date.as_f64()) => {
                let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
                // Excel keeps a time as a part of the day, which may be a little less than the minute.
                let minute = u16::from(hour) * 60 + u16::from(minute) + u16::from(second >= 30);
                let is_shown = format.is_some_and(|it| shows_time(&it.format_code) || it.format_id == Some(22));
                let minute = Some(minute.min(LAST_MINUTE)).filter(|minute| is_shown && *minute > 0);
                Cell::Date { year, month, day, minute }
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
            return Err(TableError::TooManyCellsInSheet { sheet: name, cell: address(row, column) });
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
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut left = MAX_MERGED;
    for region in regions {
        let (top, first) = (region.start.0 as usize, region.start.1 as usize);
        let (bottom, last) = (region.end.0 as usize, region.end.1 as usize);
        // Cells beyond the last ones with content are as empty as those of no region.
        let rows = top..(bottom + 1).min(sheet.rows.len());
        let columns = first..(last + 1).min(width);
        left = left
            .checked_sub(rows.len() * columns.len())
            .ok_or_else(|| TableError::TooManyRegions { part: name.clone() })?;
        for row in rows {
            sheet.merged.extend(columns.clone().map(|column| ((row, column), (top, first))));
        }
    }
    // What is wrong with links takes nothing from the cells.
    let links = if has_links { book.hyperlinks_by_sheet_name(&name).unwrap_or_default() } else { Vec::new() };
    for link in links {
        let (row, column) = link.range.start;
        sheet.links.extend(link.target.map(|target| ((row as usize, column as usize), target)));
    }
    sheet.name = Some(name);
    Ok(sheet)
}

/// The cells of a sheet with a formula whose result is not in the file.
fn formulas_without_result(
    book: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
) -> Result<HashSet<(usize, usize)>, TableError> {
    let mut found = HashSet::new();
    let mut cells = book.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(damaged)? {
        if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
            found.insert((cell.pos.0 as usize, cell.pos.1 as usize));
        }
    }
    Ok(found)
}

/// Whether a number format of dates shows hours. Texts in it and its language do not count.
fn shows_time(format: &str) -> bool {
    let mut closing = None;
    format.chars().any(|c| match (closing, c) {
        (Some(end), c) => {
            if c == end {
                closing = None;
            }
            false
        }
        (None, '"') => {
            closing = Some('"');
            false
        }
        (None, '[') => {
            closing = Some(']');
            false
        }
        (None, c) => matches!(c, 'h' | 'H'),
    })
}

/// A part of a day as a spreadsheet shows it: 0.5 is `12:00`.
fn clock(part: f64) -> String {
    const MINUTES: f64 = 24.0 * 60.0;
    let minutes = (part * MINUTES).round() as u32;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// A day, perhaps with a time, as ISO 8601 writes it: `2025-07-03`, `2025-07-03T08:30:00`.
fn iso_date(text: &str) -> Option<Cell> {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let mut clock = time.split(':').map(|part| part.parse::<u16>().ok());
    let minute =
        clock.next().flatten().zip(clock.next().flatten()).map(|(hour, minute)| hour.min(24) * 60 + minute.min(60));
    let minute = minute.filter(|minute| (1..=LAST_MINUTE).contains(minute));
    Some(Cell::Date { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()?, minute })
}
