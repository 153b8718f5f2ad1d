//! Why a file with tables cannot be read, and how much of one is read.

use std::io;
use trangxa_messages::{SystemReason, sheets};

/// The largest file that is read, in bytes.
pub(super) const MAX_FILE_BYTES: u64 = 20_000_000;
/// The largest size of a workbook's unpacked parts together, in bytes.
pub(super) const MAX_UNPACKED_BYTES: u64 = 150_000_000;
/// The most rows of a table.
pub(super) const MAX_ROWS: usize = 20_000;
/// The most columns of a table.
pub(super) const MAX_COLUMNS: usize = 200;
/// The most sheets of a workbook that are read.
pub(super) const MAX_SHEETS: usize = 100;

/// Why a file could not be read. The report puts the file's name before the message.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The operating system does not let it be read.
    #[error("{}", sheets::Unreadable { reason: SystemReason(_0) })]
    Read(#[from] io::Error),
    /// It has this many bytes.
    #[error("{}", sheets::TooLarge { bytes: _0, limit: MAX_FILE_BYTES })]
    TooLarge(u64),
    /// There is nothing in it.
    #[error("{}", sheets::Empty)]
    Empty,
    /// It is a workbook of an old Excel version, or protected by a password.
    #[error("{}", sheets::OldExcel)]
    OldExcel,
    /// It is a web page.
    #[error("{}", sheets::WebPage)]
    WebPage,
    /// It is an archive of another kind.
    #[error("{}", sheets::OtherArchive)]
    OtherArchive,
    /// It is neither a workbook nor a text.
    #[error("{}", sheets::Binary)]
    Binary,
    /// It is a workbook that unpacks to more than is read.
    #[error("{}", sheets::TooLargeUnpacked { limit: MAX_UNPACKED_BYTES })]
    TooLargeUnpacked,
    /// It is damaged; with what the reader said.
    #[error("{}", sheets::Damaged { reason: _0 })]
    Damaged(String),
    /// A part of a workbook names a row that no sheet has.
    #[error("{}", sheets::WrongRow { part, address })]
    Row {
        /// The part of the workbook.
        part: String,
        /// What it names.
        address: String,
    },
    /// A part of a workbook names a cell or a region that no sheet has.
    #[error("{}", sheets::WrongCell { part, address })]
    Cell {
        /// The part of the workbook.
        part: String,
        /// What it names.
        address: String,
    },
    /// It has more merged regions than are read.
    #[error("{}", sheets::TooManyRegions { part })]
    TooManyRegions {
        /// The sheet, or the part of the workbook.
        part: String,
    },
    /// It may be in the letters of an old font, as in this text.
    #[error("{}", sheets::OldFont { text: _0 })]
    OldFont(String),
    /// It has no sheet of the name that was asked for.
    #[error("{}", sheets::NoSheet { name, known: list(known) })]
    NoSheet {
        /// The name.
        name: String,
        /// The names of the sheets that there are.
        known: Vec<String>,
    },
    /// The row, from 1, of a text file that goes beyond the limit.
    #[error("{}", sheets::TooManyCells { row: _0, rows: MAX_ROWS, columns: MAX_COLUMNS })]
    TooManyCells(usize),
    /// The cell of a sheet that lies beyond the limit.
    #[error("{}", sheets::TooManyCellsInSheet { sheet, cell, rows: MAX_ROWS, columns: MAX_COLUMNS })]
    TooManyCellsInSheet {
        /// The name of the sheet.
        sheet: String,
        /// The address of the cell.
        cell: String,
    },
    /// It has more sheets than are read.
    #[error("{}", sheets::TooManySheets { limit: MAX_SHEETS })]
    TooManySheets,
}

fn list(names: &[String]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}
