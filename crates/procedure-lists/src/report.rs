//! What an import of procedures did, as data and as the text that a clerk reads.

use crate::merge::Merged;
use crate::shown::some_of;
use trangxa_messages::{procedure_lists as say, sheets};
use trangxa_sheets::report::{LISTED, indented, line, many};

/// How many names of procedures that were left out, or are new, a line lists.
const NAMED: usize = 5;

/// What an import of procedures did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The path below the site folder of the document that was merged into.
    pub document: String,
    pub(crate) files: Vec<FileReport>,
    /// Sentences about the site, the mapping file and the whole import.
    pub(crate) notes: Vec<String>,
    /// What contradicts itself among the files, and was left out.
    pub(crate) doubts: Vec<String>,
    /// The names of procedures that communes do not carry out.
    pub(crate) other_levels: Vec<String>,
    /// The names of procedures that are no longer in force.
    pub(crate) out_of_force: Vec<String>,
    pub(crate) merged: Merged,
    /// Whether the document was written, or would be without `dry_run`.
    pub changed: bool,
    /// Whether this was a trial that writes nothing.
    pub dry_run: bool,
}

/// How an import ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All that the files say is on the site.
    Complete,
    /// Something could not be read, or was left out because of a doubt.
    Incomplete,
    /// The files have no procedure for the site.
    Nothing,
}

/// What an import did with one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FileReport {
    /// Its path, as it was given.
    pub file: String,
    /// Why the file, or a part of it, was not used.
    pub failed: Vec<String>,
    /// Other sentences about the file.
    pub notes: Vec<String>,
    pub parts: Vec<PartReport>,
}

/// What an import did with one list, or with the detail of one procedure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PartReport {
    /// Where the list is and which rows are its header, or whose detail it is.
    pub heading: String,
    /// Each column that was used, and what it becomes.
    pub columns: Vec<String>,
    /// Cells, rows and entries that were not used, with the reason.
    pub doubts: Vec<String>,
    pub notes: Vec<String>,
    /// How many procedures a list has; `None` for a detail.
    pub procedures: Option<usize>,
}

impl Report {
    /// How the import ended. Where a mapping file was asked for, it is complete if every file could be read.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let parts = || self.files.iter().flat_map(|file| &file.parts);
        let has_failed = self.files.iter().any(|file| !file.failed.is_empty());
        let has_doubts =
            !self.doubts.is_empty() || !self.merged.doubts.is_empty() || parts().any(|part| !part.doubts.is_empty());
        let used = self.merged.new.len() + self.merged.changed + self.merged.unchanged;
        match (has_failed || has_doubts, used) {
            (true, _) => Outcome::Incomplete,
            (false, 0) => Outcome::Nothing,
            (false, _) => Outcome::Complete,
        }
    }

    /// Whether every file could be read, whatever was understood of it.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.files.iter().all(|file| file.failed.is_empty())
    }

    /// The report as text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        for file in &self.files {
            file.write(&mut out);
        }
        for text in self.notes.iter().chain(&self.merged.notes) {
            line(&mut out, sheets::Note { text });
        }
        for (names, message) in [
            (&self.other_levels, left_out as fn(usize, String) -> String),
            (&self.out_of_force, |count, names| say::OutOfForce { count, names }.to_string()),
        ] {
            if !names.is_empty() {
                line(&mut out, sheets::Note { text: message(names.len(), some_of(names, NAMED)) });
            }
        }
        line(&mut out, say::DocumentLine { document: &self.document });
        let Merged { new, changed, unchanged, changes, doubts, .. } = &self.merged;
        let doubts: Vec<String> = self.doubts.iter().chain(doubts).cloned().collect();
        many(&mut out, &doubts, LISTED, |text| sheets::LineNotUsed { text }.to_string());
        many(&mut out, new, LISTED, |text| say::LineNew { text }.to_string());
        many(&mut out, changes, LISTED, |text| sheets::LineChanged { text }.to_string());
        indented(&mut out, say::Numbers { new: new.len(), changed: *changed, unchanged: *unchanged });
        match (self.changed, self.dry_run) {
            (true, true) => line(&mut out, sheets::EndTrial),
            (true, false) => line(&mut out, say::EndWritten),
            (false, _) => line(&mut out, sheets::EndUnchanged),
        }
        out
    }
}

fn left_out(count: usize, names: String) -> String {
    say::OtherLevels { count, names }.to_string()
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
    }
}

impl PartReport {
    fn write(&self, out: &mut String) {
        line(out, &self.heading);
        many(out, &self.columns, usize::MAX, |text| sheets::LineColumn { text }.to_string());
        many(out, &self.doubts, LISTED, |text| sheets::LineNotRead { text }.to_string());
        many(out, &self.notes, LISTED, |text| sheets::LineNote { text }.to_string());
        if let Some(count) = self.procedures {
            indented(out, say::Procedures { count });
        }
    }
}
