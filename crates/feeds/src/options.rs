//! What a clerk asks of an import, and what it announces while it runs.

use std::path::PathBuf;
use trangxa_model::Timestamp;

/// What to import, and into which site.
#[derive(Clone, Debug)]
pub struct Options {
    /// Files, folders of files, or http(s) addresses.
    pub sources: Vec<String>,
    /// The site folder.
    pub into: PathBuf,
    /// Leaves out items with an earlier date; items without a date are imported.
    pub since: Option<Timestamp>,
    /// The most items of each source that are imported, newest first.
    pub limit: Option<usize>,
    /// If set, pictures and files that the items name are copied into the site folder. Otherwise only the copies of earlier
    /// imports are used.
    pub media: Option<MediaLimits>,
}

/// How much may be copied. The copies of earlier imports that the items name count too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaLimits {
    /// The largest file, in bytes.
    pub max_file_bytes: u64,
    /// The size of all files that one import names, in bytes.
    pub max_total_bytes: u64,
    /// The number of files that one import names.
    pub max_files: usize,
}

impl Default for MediaLimits {
    /// 20 MB a file, 2 GB and 5 000 files in all.
    fn default() -> Self {
        Self { max_file_bytes: 20_000_000, max_total_bytes: 2_000_000_000, max_files: 5_000 }
    }
}

/// What an import does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It reads a document of a source.
    Document {
        /// The document's address or path.
        name: String,
    },
    /// It downloads a picture or file.
    File {
        /// The file's address.
        url: String,
        /// The file's number in this import, from 1.
        number: usize,
    },
}
