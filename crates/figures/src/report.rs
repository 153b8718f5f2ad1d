//! What an import of figures did, as data and as the text that a clerk reads.

use std::fmt::Write;

/// How many lines of one kind the text lists for one table.
const LISTED: usize = 30;

/// What an import of figures did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The path below the site folder of the document that was merged into.
    pub document: String,
    /// The files, in the order of [`crate::Options::files`].
    pub files: Vec<FileReport>,
    /// Sentences about the site, the mapping file and the whole import.
    pub notes: Vec<String>,
    /// Whether the document was written, or would be without `dry_run`.
    pub changed: bool,
    /// Whether this was a trial that writes nothing.
    pub dry_run: bool,
}

/// What an import did with one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReport {
    /// Its path, as it was given.
    pub file: String,
    /// Why the file, or one of its sheets, was not used.
    pub failed: Vec<String>,
    /// Other sentences about the file.
    pub notes: Vec<String>,
    /// The sheets with figures.
    pub tables: Vec<TableReport>,
}

/// What an import did with one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableReport {
    /// The sheet's name; `None` in a CSV.
    pub sheet: Option<String>,
    /// The header's first and last row, counted from 1.
    pub header: (usize, usize),
    /// The periods that it is about, and where they are named.
    pub periods: Vec<String>,
    /// Each column that was used, and the member of tthc.json that it becomes.
    pub columns: Vec<String>,
    /// Columns with numbers whose names are not known or may mean two things.
    pub unknown: Vec<String>,
    /// Columns whose meaning is not certain, and members of tthc.json for which there are two numbers.
    pub doubts: Vec<String>,
    /// Cells and rows whose numbers were not used, with the reason.
    pub unreadable: Vec<String>,
    /// Other sentences about the table.
    pub notes: Vec<String>,
    /// How many numbers the site did not have.
    pub new: usize,
    /// Each number that replaced another one, such as `2023-11, late: 2 → 5`.
    pub changed: Vec<String>,
    /// How many numbers the site had already.
    pub unchanged: usize,
}

impl Report {
    /// Whether every cell and every column with numbers could be read, and at least one number was used.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let tables = || self.files.iter().flat_map(|file| &file.tables);
        self.is_readable()
            && tables().all(|table| table.unreadable.is_empty() && table.doubts.is_empty() && table.unknown.is_empty())
            && self.numbers() > 0
    }

    /// Whether every file could be read, whatever was understood of it.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.files.iter().all(|file| file.failed.is_empty())
    }

    /// How many numbers were used: new, changed or unchanged.
    #[must_use]
    pub fn numbers(&self) -> usize {
        let tables = self.files.iter().flat_map(|file| &file.tables);
        tables.map(|table| table.new + table.changed.len() + table.unchanged).sum()
    }

    /// The report as text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        for file in &self.files {
            file.write(&mut out);
        }
        for note in &self.notes {
            line(&mut out, "", "note", note);
        }
        let tables = || self.files.iter().flat_map(|file| &file.tables);
        let (new, unchanged) =
            (tables().map(|table| table.new).sum::<usize>(), tables().map(|table| table.unchanged).sum::<usize>());
        let changed: usize = tables().map(|table| table.changed.len()).sum();
        let _ = writeln!(out, "{}: {new} numbers are new, {changed} changed, {unchanged} unchanged", self.document);
        let end = match (self.changed, self.dry_run) {
            (true, true) => "Nothing was imported, because this was a trial (--dry-run, --map-template).",
            (true, false) => {
                "The file was written. Run `trangxa check` to see whether the figures agree with one another."
            }
            (false, _) => "The file was not changed.",
        };
        let _ = writeln!(out, "{end}");
        out
    }
}

impl FileReport {
    fn write(&self, out: &mut String) {
        for failed in &self.failed {
            line(out, &self.file, "error", failed);
        }
        for note in &self.notes {
            line(out, &self.file, "note", note);
        }
        for table in &self.tables {
            let place = match &table.sheet {
                Some(sheet) => format!("{}, sheet \"{sheet}\"", self.file),
                None => self.file.clone(),
            };
            let (first, last) = table.header;
            let rows = if first == last { format!("row {first}") } else { format!("rows {first} to {last}") };
            let _ = writeln!(out, "{place}: the header is in {rows}");
            table.write(out);
        }
    }
}

impl TableReport {
    fn write(&self, out: &mut String) {
        for period in &self.periods {
            line(out, "", "  period", period);
        }
        for column in &self.columns {
            line(out, "", "  column", column);
        }
        many(out, "  unknown", &self.unknown);
        many(out, "  not used", &self.doubts);
        many(out, "  not read", &self.unreadable);
        many(out, "  changed", &self.changed);
        many(out, "  note", &self.notes);
        let (new, changed, unchanged) = (self.new, self.changed.len(), self.unchanged);
        let _ = writeln!(out, "  {new} numbers are new, {changed} changed, {unchanged} unchanged");
    }
}

/// Writes one line: `kind: place: text`.
fn line(out: &mut String, place: &str, kind: &str, text: &str) {
    let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
    let _ = writeln!(out, "{kind}: {place}{text}");
}

/// Writes a line for each text, and how many more there are beyond [`LISTED`].
fn many(out: &mut String, kind: &str, texts: &[String]) {
    for text in texts.iter().take(LISTED) {
        line(out, "", kind, text);
    }
    if texts.len() > LISTED {
        let _ = writeln!(out, "{kind}: {} more", texts.len() - LISTED);
    }
}
