//! Why a file of figures cannot be read, and how much of one is read.

use std::io;
use trangxa_messages::{SystemReason, figures_files};

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
    #[error("{}", figures_files::Unreadable { reason: SystemReason(_0) })]
    Read(#[from] io::Error),
    #[error("{}", figures_files::TooLarge { bytes: _0, limit: MAX_FILE_BYTES })]
    TooLarge(u64),
    #[error("{}", figures_files::Empty)]
    Empty,
    #[error("{}", figures_files::OldExcel)]
    OldExcel,
    #[error("{}", figures_files::WebPage)]
    WebPage,
    #[error("{}", figures_files::OtherArchive)]
    OtherArchive,
    #[error("{}", figures_files::Binary)]
    Binary,
    #[error("{}", figures_files::TooLargeUnpacked { limit: MAX_UNPACKED_BYTES })]
    TooLargeUnpacked,
    #[error("{}", figures_files::Damaged { reason: _0 })]
    Damaged(String),
    /// A part of a workbook names a row that no sheet has.
    #[error("{}", figures_files::WrongRow { part, address })]
    Row { part: String, address: String },
    /// A part of a workbook names a cell or a region that no sheet has.
    #[error("{}", figures_files::WrongCell { part, address })]
    Cell { part: String, address: String },
    #[error("{}", figures_files::TooManyRegions { part })]
    TooManyRegions { part: String },
    #[error("{}", figures_files::OldFont { text: _0 })]
    OldFont(String),
    #[error("{}", figures_files::NoSheet { name, known: list(known) })]
    NoSheet { name: String, known: Vec<String> },
    /// The row, from 1, of a text file that goes beyond the limit.
    #[error("{}", figures_files::TooManyCells { row: _0, rows: MAX_ROWS, columns: MAX_COLUMNS })]
    TooManyCells(usize),
    /// The cell of a sheet that lies beyond the limit.
    #[error("{}", figures_files::TooManyCellsInSheet { sheet, cell, rows: MAX_ROWS, columns: MAX_COLUMNS })]
    TooManyCellsInSheet { sheet: String, cell: String },
    #[error("{}", figures_files::TooManySheets { limit: MAX_SHEETS })]
    TooManySheets,
}

fn list(names: &[String]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}
