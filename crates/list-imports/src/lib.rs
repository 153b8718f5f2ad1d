//! What the imports of lists into a site folder have in common: procedures, official documents, calendars.
//!
//! Each of them reads tables whose columns are known by their names, names what is doubtful, merges the rest into a document of the site without
//! losing what a clerk wrote there, and tells what came of it. What the columns and rows mean, the imports know.
//!
//! | subject | modules |
//! |---|---|
//! | texts of cells and names for sentences | [`names`] |
//! | files: a Word document, or tables | [`files`] |
//! | columns: the header, the rows below it, the mapping file | [`role`], [`header`], [`mapping`], [`columns`] |
//! | the site's document: loading, checking, saving, its text | [`document`], [`text`] |
//! | what the last import read, what becomes of a text of the site, and the entry that comes of it | [`memory`], [`kept`], [`merge`] |
//! | reports and errors | [`report`], [`ImportError`] |

pub mod columns;
pub mod document;
mod error;
pub mod files;
pub mod header;
pub mod kept;
pub mod mapping;
pub mod memory;
pub mod merge;
pub mod names;
pub mod report;
pub mod role;
pub mod text;

pub use error::ImportError;
