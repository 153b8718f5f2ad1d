//! Workbooks as bytes, down to the XML of their sheet: programs that write whole ones never leave a result out or name a cell
//! that no sheet has.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A workbook with one sheet of this XML, as it is.
#[must_use]
pub fn raw_book(sheet: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let parts = [
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!(r#"<worksheet xmlns="{MAIN}">{sheet}</worksheet>"#)),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Rows of a sheet's XML, from lines of cells with `;` between them. A cell that begins with `=` is a formula without a result.
#[must_use]
pub fn sheet_data(lines: &str) -> String {
    let mut xml = String::from("<sheetData>");
    for (row, line) in lines.lines().enumerate() {
        xml += &format!(r#"<row r="{}">"#, row + 1);
        for (column, text) in line.split(';').enumerate().filter(|(_, text)| !text.is_empty()) {
            let address = format!("{}{}", char::from(b'A' + column as u8), row + 1);
            xml += &match (text.strip_prefix('='), text.parse::<f64>()) {
                (Some(formula), _) => format!(r#"<c r="{address}"><f>{formula}</f></c>"#),
                (None, Ok(_)) => format!(r#"<c r="{address}"><v>{text}</v></c>"#),
                (None, Err(_)) => format!(r#"<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>"#),
            };
        }
        xml += "</row>";
    }
    xml + "</sheetData>"
}
