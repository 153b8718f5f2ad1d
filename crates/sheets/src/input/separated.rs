//! CSV and TSV files: their separator, their rows.

use super::error::{MAX_COLUMNS, MAX_ROWS, TableError};
use crate::cell::Cell;
use crate::sheet::Sheet;

/// How many records are read with each separator to find the right one.
const SAMPLE: usize = 100;

/// Reads a CSV or TSV file. The separator is the one with which most column names are known, which `known` counts; among
/// equals, the one that gives most cells.
pub(super) fn read(text: &str, known: &dyn Fn(&Sheet) -> usize) -> Result<Sheet, TableError> {
    // A first line `sep=;` names the separator. Excel does not count that line as a row.
    let first = text.lines().next().unwrap_or_default();
    if let Some(separator) = first.trim().strip_prefix("sep=").filter(|separator| separator.len() <= 1) {
        let separator = separator.bytes().next().unwrap_or(b'\t');
        let rest = text[first.len()..].trim_start_matches('\r');
        return records(rest.strip_prefix('\n').unwrap_or(rest), separator, usize::MAX);
    }
    let mut best = (b',', (0, 0));
    let mut failed = None;
    for separator in [b',', b';', b'\t', b'|'] {
        let sample = match records(text, separator, SAMPLE) {
            Ok(sample) => sample,
            // A file that has too many columns with one separator may be readable with another.
            Err(error) => {
                failed = failed.or(Some(error));
                continue;
            }
        };
        let cells = sample.rows.iter().flatten().filter(|cell| !cell.is_empty()).count();
        let score = (known(&sample), cells);
        if score > best.1 {
            best = (separator, score);
        }
    }
    match failed {
        Some(error) if best.1.0 == 0 => Err(error),
        _ => records(text, best.0, usize::MAX),
    }
}

/// The first `most` records, as rows.
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
            Err(error) => return Err(TableError::Damaged(error.to_string())),
        }
        // The CSV reader skips blank lines. A spreadsheet counts them, and row numbers must be those that the clerk sees.
        let inside: usize = record.iter().map(|field| field.matches('\n').count()).sum();
        let after = reader.position().line();
        let blank = (after - line).saturating_sub(inside as u64 + 1) as usize;
        line = after;
        if sheet.rows.len() + blank >= MAX_ROWS || record.len() > MAX_COLUMNS {
            return Err(TableError::TooManyCells(sheet.rows.len() + 1));
        }
        sheet.rows.extend(std::iter::repeat_with(Vec::new).take(blank));
        sheet.rows.push(record.iter().map(Cell::raw).collect());
    }
    Ok(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_as_spreadsheets_do() {
        let sheet = records("a\r\n\r\n\r\n\"b\r\nb\",1\r\n\r\nc\r\n", b',', usize::MAX).unwrap();
        assert_eq!(sheet.cell(0, 0), &Cell::Text("a".to_owned()));
        assert_eq!(sheet.cell(3, 0), &Cell::Text("b\r\nb".to_owned()));
        assert_eq!(sheet.cell(5, 0), &Cell::Text("c".to_owned()));
    }
}
