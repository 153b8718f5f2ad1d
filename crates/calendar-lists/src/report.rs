//! What an import of calendars did, as data and as the text that a clerk reads.

use trangxa_list_imports::merge::Merged;
use trangxa_list_imports::report::{FileReport, Outcome, is_readable, write_end, write_files};
use trangxa_messages::calendar_lists as say;

/// What an import of calendars did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The path below the site folder of the document that was merged into.
    pub document: String,
    pub(crate) files: Vec<FileReport>,
    /// Sentences about the site, the mapping file and the whole import.
    pub(crate) notes: Vec<String>,
    /// What contradicts itself among the files, and was left out.
    pub(crate) doubts: Vec<String>,
    pub(crate) merged: Merged,
    /// Whether the document was written, or would be without `dry_run`.
    pub changed: bool,
    /// Whether this was a trial that writes nothing.
    pub dry_run: bool,
}

impl Report {
    /// How the import ended.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let has_doubts = !self.doubts.is_empty() || !self.merged.doubts.is_empty();
        Outcome::of(&self.files, has_doubts, self.merged.used())
    }

    /// Whether every file could be read, whatever was understood of it.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        is_readable(&self.files)
    }

    /// The report as text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        write_files(&mut out, &self.files, self.notes.iter().chain(&self.merged.notes));
        let Merged { new, changed, unchanged, .. } = &self.merged;
        let numbers = say::Numbers { new: new.len(), changed: *changed, unchanged: *unchanged };
        self.merged.write(&mut out, &self.document, &self.doubts, numbers);
        write_end(&mut out, self.changed, self.dry_run, say::EndWritten);
        out
    }
}
