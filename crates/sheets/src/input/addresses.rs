//! Checks the addresses in the parts of a workbook before calamine reads them: a damaged or hostile file may name cells that
//! no spreadsheet has, and calamine computes with them unchecked.

use super::error::TableError;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::BufRead;

/// The number of rows of a sheet in Excel.
const ROWS: u32 = 1_048_576;
/// The number of columns of a sheet in Excel.
const COLUMNS: u32 = 16_384;
/// The most merged regions of a sheet.
const MAX_REGIONS: usize = 20_000;
/// The most hyperlinks of a sheet.
const MAX_LINKS: usize = 20_000;

/// Checks one part of the workbook. What is not XML, or no longer from some place on, ends the check: calamine reads the same
/// events, and nothing beyond that place. Returns whether its hyperlinks can be read, too: a workbook without them is as good.
pub(super) fn check(part: &str, content: impl BufRead) -> Result<bool, TableError> {
    let mut xml = Reader::from_reader(content);
    let config = xml.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    let mut buffer = Vec::new();
    let (mut regions, mut links, mut has_odd_link) = (0, 0, false);
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                regions += usize::from(element.local_name().as_ref() == "mergeCell");
                if regions > MAX_REGIONS {
                    return Err(TableError::TooManyRegions { part: part.to_owned() });
                }
                if element.local_name().as_ref() == "hyperlink" {
                    links += 1;
                    has_odd_link |= !is_link(&element);
                }
                check_element(part, &element)?;
            }
            Ok(Event::Eof) | Err(_) => return Ok(!has_odd_link && links <= MAX_LINKS),
            Ok(_) => {}
        }
    }
}

/// Whether a hyperlink lies behind cells that a sheet has.
fn is_link(element: &BytesStart<'_>) -> bool {
    element.attributes().with_checks(false).all(|attribute| {
        attribute.is_ok_and(|it| it.key.local_name().as_ref() != "ref" || is_region(it.value.as_ref()))
    })
}

fn check_element(part: &str, element: &BytesStart<'_>) -> Result<(), TableError> {
    let name = element.local_name();
    if !matches!(name.as_ref(), "row" | "c" | "dimension" | "mergeCell" | "f") {
        return Ok(());
    }
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| TableError::Damaged(format!("{part}: {error}")))?;
        let value = attribute.value.as_ref();
        let is_valid = match (name.as_ref(), attribute.key.local_name().as_ref()) {
            ("row", "r") => row(value).is_some(),
            ("c", "r") => cell(value).is_some(),
            ("dimension" | "mergeCell" | "f", "ref") => is_region(value),
            _ => true,
        };
        if !is_valid {
            let (part, address) = (part.to_owned(), value.chars().take(40).collect());
            let is_row = name.as_ref() == "row";
            return Err(if is_row { TableError::Row { part, address } } else { TableError::Cell { part, address } });
        }
    }
    Ok(())
}

/// The row of an address, from 1.
fn row(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|row| is_number && (1..=ROWS).contains(row))
}

/// Row and column of an address such as `F12`, from 1.
fn cell(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = text.split_at(digits);
    if !(1..=3).contains(&letters.len()) {
        return None;
    }
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        letter.is_ascii_alphabetic().then(|| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    (column <= COLUMNS).then_some((row(number)?, column))
}

/// Whether a text is a cell, or two of which the second is not before the first.
fn is_region(text: &str) -> bool {
    match text.split_once(':') {
        None => cell(text).is_some(),
        Some((first, last)) => match (cell(first), cell(last)) {
            (Some(first), Some(last)) => first.0 <= last.0 && first.1 <= last.1,
            _ => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_excel_has_pass() {
        let sheet =
            |inside: &str| check("xl/worksheets/sheet1.xml", format!("<worksheet>{inside}</worksheet>").as_bytes());
        for inside in [
            r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="a1"/></row></sheetData>"#,
            r#"<mergeCells><mergeCell ref="A1"/><mergeCell ref="B2:C2"/></mergeCells>"#,
            r#"<conditionalFormatting sqref="nothing"/><hyperlink ref="x!y"/>"#,
        ] {
            assert!(sheet(inside).is_ok(), "{inside}");
        }
        for (inside, can_be_read) in [
            (r#"<hyperlink ref="A1" r:id="rId1"/><hyperlink ref="B2:C2"/>"#, true),
            (r#"<hyperlink ref="B2:A1"/>"#, false),
            (r#"<hyperlink ref="x!y"/>"#, false),
        ] {
            assert_eq!(sheet(inside).ok(), Some(can_be_read), "{inside}");
        }
        for inside in [
            r#"<dimension ref="B2:A1"/>"#,
            r#"<dimension ref="A1:B2:C3"/>"#,
            r#"<row r="0"/>"#,
            r#"<row r="1048577"/>"#,
            r#"<row r="99999999999"/>"#,
            r#"<row r="A1"/>"#,
            r#"<c r="XFE1"/>"#,
            r#"<c r="AAAAAAAAA1"/>"#,
            r#"<c r="A"/>"#,
            r#"<c r="1A"/>"#,
            r#"<c r=""/>"#,
            r#"<mergeCell ref="C3:A1"/>"#,
            r#"<mergeCell ref="A1:ZZZZZZZ99999999999"/>"#,
            r#"<f t="shared" si="0" ref="B9:A1">A1</f>"#,
        ] {
            assert!(matches!(sheet(inside), Err(TableError::Row { .. } | TableError::Cell { .. })), "{inside}");
        }
        let many = r#"<mergeCell ref="A1:GR20000"/>"#.repeat(MAX_REGIONS + 1);
        assert!(matches!(sheet(&many), Err(TableError::TooManyRegions { .. })));
    }
}
