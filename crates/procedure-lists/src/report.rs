//! What an import of procedures did, as data and as the text that a clerk reads.

use trangxa_list_imports::merge::Merged;
use trangxa_list_imports::names::some_of;
use trangxa_list_imports::report::{FileReport, Outcome, is_readable, write_end, write_files};
use trangxa_messages::{procedure_lists as say, sheets};
use trangxa_sheets::report::line;

/// How many names of procedures that were left out a line lists.
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

impl Report {
    /// How the import ended. Where a mapping file was asked for, it is complete if every file could be read.
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
        for (names, message) in [
            (&self.other_levels, left_out as fn(usize, String) -> String),
            (&self.out_of_force, |count, names| say::OutOfForce { count, names }.to_string()),
        ] {
            if !names.is_empty() {
                line(&mut out, sheets::Note { text: message(names.len(), some_of(names, NAMED)) });
            }
        }
        let Merged { new, changed, unchanged, .. } = &self.merged;
        let numbers = say::Numbers { new: new.len(), changed: *changed, unchanged: *unchanged };
        self.merged.write(&mut out, &self.document, &self.doubts, numbers);
        write_end(&mut out, self.changed, self.dry_run, say::EndWritten);
        out
    }
}

fn left_out(count: usize, names: String) -> String {
    say::OtherLevels { count, names }.to_string()
}
