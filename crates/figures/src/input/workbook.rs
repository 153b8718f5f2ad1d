//! XLSX workbooks, read cell by cell within limits.

use super::error::{MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, MAX_UNPACKED_BYTES, TableError};
use crate::cell::{Cell, address};
use crate::fold;
use crate::sheet::Sheet;
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::{self, Cursor, Read};
use zip::ZipArchive;

/// The most cells of merged regions that are remembered.
const MAX_MERGED: usize = 200_000;

/// Reads the sheets of a workbook: all visible ones, or the one named `only`, hidden or not.
pub(super) fn read(bytes: Vec<u8>, only: Option<&str>) -> Result<Vec<Sheet>, TableError> {
    check_unpacked_size(&bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let known: Vec<_> = sheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect();
    let names: Vec<String> = match only {
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

fn damaged(error: XlsxError) -> TableError {
    TableError::Damaged(error.to_string())
}

/// Unpacks every part of a workbook and counts its bytes without keeping them: the sizes that an archive states may be
/// false.
fn check_unpacked_size(bytes: &[u8]) -> Result<(), TableError> {
    let damaged = |error: zip::result::ZipError| TableError::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if !archive.file_names().flatten().any(|name| name.eq_ignore_ascii_case("xl/workbook.xml")) {
        return Err(TableError::OtherArchive);
    }
    let mut left = MAX_UNPACKED_BYTES;
    for part in 0..archive.len() {
        let mut part = archive.by_index(part).map_err(damaged)?.take(left + 1);
        let unpacked = io::copy(&mut part, &mut io::sink()).map_err(|error| TableError::Damaged(error.to_string()))?;
        left = left.checked_sub(unpacked).ok_or(TableError::TooLargeUnpacked)?;
    }
    Ok(())
}

fn sheet(book: &mut Xlsx<Cursor<Vec<u8>>>, name: String) -> Result<Sheet, TableError> {
    let mut sheet = Sheet::default();
    // Calamine's own range would allocate every empty cell up to the last one, wherever that is.
    let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        let number = |value| {
            let format = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
            // 9 and 10 are Excel's built-in formats `0%` and `0.00%`.
            let percent = format
                .is_some_and(|format| format.format_code.contains('%') || matches!(format.format_id, Some(9 | 10)));
            Cell::Number { value, percent }
        };
        let found = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::Int(whole) => number(*whole as f64),
            DataRef::Float(value) => number(*value),
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
            return Err(TableError::TooManyCells(format!("sheet \"{name}\", cell {}", address(row, column))));
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
