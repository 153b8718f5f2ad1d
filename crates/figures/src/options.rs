//! What a clerk asks of an import.

use std::path::PathBuf;
use trangxa_model::Timestamp;
use trangxa_model::tthc::Span;

/// Which files to import, and into which site.
#[derive(Clone, Debug)]
pub struct Options {
    /// Workbooks (.xlsx) and text files (.csv, .tsv).
    pub files: Vec<PathBuf>,
    /// The site folder.
    pub into: PathBuf,
    /// The period of all files. Takes precedence over titles and names of sheets and files; rows that name another period
    /// are not used.
    pub period: Option<Span>,
    /// A JSON file that says what columns mean: `{"column name": "late"}`.
    pub map: Option<PathBuf>,
    /// Where to write a mapping file for the columns that are not understood, with guesses. Nothing is imported then.
    pub map_template: Option<PathBuf>,
    /// The name of the only sheet to read in each workbook; otherwise every visible sheet.
    pub sheet: Option<String>,
    /// The unit's name. Selects its rows where an export has several units, and is written where tthc.json names none.
    pub unit: Option<String>,
    /// Where the figures come from, for `source.name` in tthc.json.
    pub source_name: Option<String>,
    /// The address of that source, for `source.url`.
    pub source_url: Option<String>,
    /// The new `updated_at` of tthc.json, if anything changes.
    pub updated_at: Timestamp,
    /// Reports what would change and writes nothing.
    pub dry_run: bool,
}
