//! What a clerk asks of an import.

use std::path::PathBuf;
use trangxa_model::Timestamp;

/// Which files to import, and into which site.
#[derive(Clone, Debug)]
pub struct Options {
    /// Calendars (.ics) and schedules of the week (.xlsx, .csv, .tsv, .docx).
    pub files: Vec<PathBuf>,
    /// The site folder.
    pub into: PathBuf,
    /// A JSON file that says what columns mean: `{"column name": "content"}`.
    pub map: Option<PathBuf>,
    /// Where to write a mapping file for the columns that are not understood, with guesses. Nothing is imported then.
    pub map_template: Option<PathBuf>,
    /// The name of the only sheet to read in each workbook; otherwise every visible sheet.
    pub sheet: Option<String>,
    /// The new `updated_at` of calendar.json, if anything changes.
    pub updated_at: Timestamp,
    /// Reports what would change and writes nothing.
    pub dry_run: bool,
}
