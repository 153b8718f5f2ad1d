//! Reads files with tables for the imports: workbooks (XLSX) and separated texts (CSV, TSV), in the encodings that occur in Việt Nam.
//!
//! [`input`] turns a file into [`sheet::Sheet`]s of [`cell::Cell`]s, within limits; [`header`] finds the names of columns, [`numbering`]
//! the row below them that only counts them; [`mapping`] is the file in which a clerk says what columns mean; [`fold`] brings names into
//! a form in which they can be compared, and [`report`] writes the lines of reports. What the columns and rows mean, the imports know.

pub mod cell;
pub mod fold;
pub mod header;
pub mod input;
pub mod mapping;
pub mod numbering;
pub mod report;
pub mod sheet;
mod texts;

pub use texts::{SheetsProblem, TextSheet, sheets};
