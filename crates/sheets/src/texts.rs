//! The sheets of a file as texts, for whoever looks for something in them whatever they are about.

use crate::cell::Cell;
use crate::input::{self, TableError};

/// A sheet of a workbook, or a CSV file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextSheet {
    /// Its name; `None` in a CSV file.
    pub name: Option<String>,
    /// Its rows, each with the texts that a spreadsheet shows in its cells.
    pub rows: Vec<Vec<String>>,
}

/// Why the sheets of a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetsProblem {
    /// It is larger than what is read, packed, unpacked or in rows and columns.
    TooLarge,
    /// It is a workbook of an old Excel version, or protected by a password.
    OldExcel,
    /// It is damaged, or something else.
    Damaged,
}

/// All sheets of an XLSX, CSV or TSV file, hidden ones too: they are published with it. The content decides the format.
pub fn sheets(bytes: Vec<u8>) -> Result<Vec<TextSheet>, SheetsProblem> {
    let read = input::read_all(bytes).map_err(|error| match error {
        TableError::TooLarge(_)
        | TableError::TooLargeUnpacked
        | TableError::TooManyCells(_)
        | TableError::TooManyCellsInSheet { .. }
        | TableError::TooManyRegions { .. }
        | TableError::TooManySheets => SheetsProblem::TooLarge,
        TableError::OldExcel => SheetsProblem::OldExcel,
        _ => SheetsProblem::Damaged,
    })?;
    let texts = |rows: Vec<Vec<Cell>>| rows.iter().map(|row| row.iter().map(Cell::shown).collect()).collect();
    Ok(read.into_iter().map(|sheet| TextSheet { name: sheet.name, rows: texts(sheet.rows) }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::{Format, Workbook};

    #[test]
    fn hidden_sheets_dates_times_and_numbers_are_read_as_they_are_shown() {
        let mut book = Workbook::new();
        let shown = book.add_worksheet().set_name("Thôn 1").unwrap();
        shown.write(0, 0, "Họ tên").unwrap();
        shown.write(1, 0, 30_156_001_234.0).unwrap();
        let hidden = book.add_worksheet().set_name("Nháp").unwrap();
        hidden.set_hidden(true);
        let date = rust_xlsxwriter::ExcelDateTime::from_ymd(1956, 3, 12).unwrap();
        hidden.write_with_format(0, 1, &date, &Format::new().set_num_format("dd/mm/yyyy")).unwrap();
        let time = rust_xlsxwriter::ExcelDateTime::from_hms(7, 30, 0.0).unwrap();
        hidden.write_with_format(0, 2, &time, &Format::new().set_num_format("hh:mm")).unwrap();
        let moment = date.and_hms(8, 30, 0.0).unwrap();
        for (column, format) in [(3, "dd/mm/yyyy hh:mm"), (4, "[$-42A]dd \"tháng\" mm")] {
            hidden.write_with_format(0, column, &moment, &Format::new().set_num_format(format)).unwrap();
        }
        let sheets = sheets(book.save_to_buffer().unwrap()).unwrap();
        let names: Vec<_> = sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
        assert_eq!(names, ["Thôn 1", "Nháp"]);
        assert_eq!(sheets[0].rows, [["Họ tên"], ["30156001234"]]);
        assert_eq!(sheets[1].rows, [["", "12/03/1956", "07:30", "12/03/1956 08:30", "12/03/1956"]]);
    }

    #[test]
    fn separated_texts_are_read_and_other_files_are_told() {
        let csv = sheets("\u{feff}Họ tên;CCCD\r\nLê Tám;'030156001234\r\n".as_bytes().to_vec()).unwrap();
        assert_eq!(
            csv,
            [TextSheet {
                name: None,
                rows: vec![vec!["Họ tên".into(), "CCCD".into()], vec!["Lê Tám".into(), "'030156001234".into()]]
            }]
        );
        assert_eq!(sheets(b"\xd0\xcf\x11\xe0old".to_vec()), Err(SheetsProblem::OldExcel));
        assert_eq!(sheets(b"PK\x03\x04 damaged".to_vec()), Err(SheetsProblem::Damaged));
        assert_eq!(sheets(vec![0; 20_000_001]), Err(SheetsProblem::TooLarge));
    }
}
