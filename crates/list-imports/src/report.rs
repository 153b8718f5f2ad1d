//! What an import did with each file, as data and as the text that a clerk reads.

use trangxa_messages::sheets;
use trangxa_sheets::report::{LISTED, indented, line, many};

/// How an import ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All that the files say is on the site.
    Complete,
    /// Something could not be read, or was left out because of a doubt.
    Incomplete,
    /// The files have nothing for the site.
    Nothing,
}

/// What an import did with one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReport {
    /// Its path, as it was given.
    pub file: String,
    /// Why the file, or a part of it, was not used.
    pub failed: Vec<String>,
    /// Other sentences about the file.
    pub notes: Vec<String>,
    /// Its lists.
    pub parts: Vec<PartReport>,
    /// What became of all that the file says, in numbers.
    pub numbers: Option<String>,
}

/// What an import did with one list, or with another part of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartReport {
    /// Where the list is and which rows are its header, or what else the part is.
    pub heading: String,
    /// Each column that was used, and what it becomes.
    pub columns: Vec<String>,
    /// Cells, rows and entries that were not used, with the reason.
    pub doubts: Vec<String>,
    /// Other sentences.
    pub notes: Vec<String>,
    /// How many entries it has, in words.
    pub count: Option<String>,
}

impl Outcome {
    /// How an import ended with these files. `has_doubts` says whether anything else was left out, `used` how many entries of the files are on the
    /// site.
    #[must_use]
    pub fn of(files: &[FileReport], has_doubts: bool, used: usize) -> Self {
        let has_failed = files.iter().any(|file| !file.failed.is_empty());
        let is_doubtful = files.iter().flat_map(|file| &file.parts).any(|part| !part.doubts.is_empty());
        match (has_failed || has_doubts || is_doubtful, used) {
            (true, _) => Self::Incomplete,
            (false, 0) => Self::Nothing,
            (false, _) => Self::Complete,
        }
    }
}

/// Whether every file could be read, whatever was understood of it.
#[must_use]
pub fn is_readable(files: &[FileReport]) -> bool {
    files.iter().all(|file| file.failed.is_empty())
}

/// Writes what became of the files, and then sentences about the whole import.
pub fn write_files<'a>(out: &mut String, files: &[FileReport], notes: impl IntoIterator<Item = &'a String>) {
    for file in files {
        file.write(out);
    }
    for text in notes {
        line(out, sheets::Note { text });
    }
}

/// Writes how the import ended for the document. `written` says that the file was written, and what to do now.
pub fn write_end(out: &mut String, is_changed: bool, is_trial: bool, written: impl std::fmt::Display) {
    match (is_changed, is_trial) {
        (true, true) => line(out, sheets::EndTrial),
        (true, false) => line(out, written),
        (false, _) => line(out, sheets::EndUnchanged),
    }
}

impl FileReport {
    fn write(&self, out: &mut String) {
        let file = &self.file;
        for text in &self.failed {
            line(out, sheets::FileError { file, text });
        }
        for text in &self.notes {
            line(out, sheets::FileNote { file, text });
        }
        for part in &self.parts {
            part.write(out);
        }
        if let Some(text) = &self.numbers {
            line(out, sheets::FileNumbers { file, text });
        }
    }
}

impl PartReport {
    fn write(&self, out: &mut String) {
        line(out, &self.heading);
        many(out, &self.columns, usize::MAX, |text| sheets::LineColumn { text }.to_string());
        many(out, &self.doubts, LISTED, |text| sheets::LineNotRead { text }.to_string());
        many(out, &self.notes, LISTED, |text| sheets::LineNote { text }.to_string());
        if let Some(count) = &self.count {
            indented(out, count);
        }
    }
}
