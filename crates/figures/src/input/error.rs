//! Why a file of figures cannot be read, and how much of one is read.

use std::io;

/// The largest file that is read, in bytes.
pub(crate) const MAX_FILE_BYTES: u64 = 20_000_000;
/// The largest size of a workbook's unpacked parts together, in bytes.
pub(crate) const MAX_UNPACKED_BYTES: u64 = 150_000_000;
/// The most rows of a table.
pub(crate) const MAX_ROWS: usize = 20_000;
/// The most columns of a table.
pub(crate) const MAX_COLUMNS: usize = 200;
/// The most sheets of a workbook that are read.
pub(crate) const MAX_SHEETS: usize = 100;

/// Why a file could not be read. The report puts the file's name before the message.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TableError {
    #[error("the file cannot be read: {0}; check its name")]
    Read(#[from] io::Error),
    #[error("the file has {0} bytes, the limit is {MAX_FILE_BYTES}; export fewer months at a time")]
    TooLarge(u64),
    #[error("the file is empty; export it again")]
    Empty,
    #[error(
        "the file is a workbook of an old Excel version (.xls), or protected by a password; open it in Excel or LibreOffice and save it as .xlsx without a password"
    )]
    OldExcel,
    #[error(
        "the file is a web page, whatever its name says; open it in Excel or LibreOffice and save it as .xlsx. If it opens as a login page, export it again"
    )]
    WebPage,
    #[error("the file is a document, but not an .xlsx workbook; open it in Excel or LibreOffice and save it as .xlsx")]
    OtherArchive,
    #[error("the file is neither a workbook (.xlsx) nor text (.csv, .tsv)")]
    Binary,
    #[error(
        "the workbook unpacks to more than {MAX_UNPACKED_BYTES} bytes, the limit; save only the sheet with the figures"
    )]
    TooLargeUnpacked,
    #[error("the file is damaged: {0}; export it again")]
    Damaged(String),
    #[error(
        "the file is damaged: {part} names the {what} \"{address}\", which no sheet has; open it in Excel or LibreOffice, save it as .xlsx, and import that file"
    )]
    Address { part: String, what: &'static str, address: String },
    #[error("{part} has too many merged cells; copy the figures to a new sheet, save it, and import that file")]
    TooManyRegions { part: String },
    #[error(
        "the text is in the letters of an old font (TCVN3 or VNI), as in \"{0}\"; convert the file to Unicode, with UniKey (\"Chuyển mã\") for example, and import that file"
    )]
    OldFont(String),
    #[error("the workbook has no sheet \"{name}\"; it has {}", list(.known))]
    NoSheet { name: String, known: Vec<String> },
    #[error("{0}: the table has more than {MAX_ROWS} rows or {MAX_COLUMNS} columns, the limit; save only the figures")]
    TooManyCells(String),
    #[error("the workbook has more than {MAX_SHEETS} sheets, the limit; name one with --sheet")]
    TooManySheets,
}

fn list(names: &[String]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}
