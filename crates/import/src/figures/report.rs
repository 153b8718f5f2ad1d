//! What an import of figures did, in words.

use std::fmt::Write;

/// How many changes and cells of one table are spelt out.
const SHOWN: usize = 30;

/// What an import of figures did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The document they were merged into, below the site folder.
    pub document: String,
    /// The files, in the order in which they were named.
    pub files: Vec<FileReport>,
    /// About the site, the mapping file and the whole import.
    pub notes: Vec<String>,
    /// Whether the document was written, or would have been without `dry_run`.
    pub changed: bool,
    /// Nothing was written, because that was asked for.
    pub dry_run: bool,
}

/// What became of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReport {
    /// Its path, as it was named.
    pub file: String,
    /// Why it, or one of its sheets, was not read.
    pub failed: Vec<String>,
    /// How it was read.
    pub notes: Vec<String>,
    /// The sheets with figures.
    pub tables: Vec<TableReport>,
}

/// What became of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableReport {
    /// The sheet's name; `None` in a CSV.
    pub sheet: Option<String>,
    /// The header's first and last row, counted from 1.
    pub header: (usize, usize),
    /// The months it is about, and where they were found.
    pub periods: Vec<String>,
    /// Each column that was understood, with what it became.
    pub columns: Vec<String>,
    /// Columns whose names are not known.
    pub unknown: Vec<String>,
    /// Columns that may mean two things, and places for which there were two numbers.
    pub doubts: Vec<String>,
    /// Cells and rows that could not be read.
    pub unreadable: Vec<String>,
    /// What is worth knowing.
    pub notes: Vec<String>,
    /// Numbers that are new on the site.
    pub new: usize,
    /// Numbers that replaced others, in words.
    pub changed: Vec<String>,
    /// Numbers that were there already.
    pub same: usize,
}

impl Report {
    /// Whether every cell of every file was read, and something was taken.
    pub fn is_complete(&self) -> bool {
        let tables = || self.files.iter().flat_map(|file| &file.tables);
        self.files.iter().all(|file| file.failed.is_empty())
            && tables().all(|table| table.unreadable.is_empty() && table.doubts.is_empty())
            && self.numbers() > 0
    }

    /// How many numbers were taken: new, changed or as they were.
    pub fn numbers(&self) -> usize {
        let tables = self.files.iter().flat_map(|file| &file.tables);
        tables.map(|table| table.new + table.changed.len() + table.same).sum()
    }

    /// The report as text, a line for each thing.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for file in &self.files {
            file.write(&mut out);
        }
        for note in &self.notes {
            line(&mut out, "", "note", note);
        }
        let tables = || self.files.iter().flat_map(|file| &file.tables);
        let (new, same) =
            (tables().map(|table| table.new).sum::<usize>(), tables().map(|table| table.same).sum::<usize>());
        let changed: usize = tables().map(|table| table.changed.len()).sum();
        let _ = writeln!(out, "{}: {new} numbers new, {changed} changed, {same} as they were", self.document);
        let end = match (self.changed, self.dry_run) {
            (true, true) => "nothing was written (--dry-run)",
            (true, false) => "written; `trangxa check` says whether the figures agree with one another",
            (false, _) => "nothing to write",
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
            let _ = writeln!(out, "{place}: header in {rows}");
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
        many(out, "  in doubt", &self.doubts);
        many(out, "  not read", &self.unreadable);
        many(out, "  changed", &self.changed);
        many(out, "  note", &self.notes);
        let (new, changed, same) = (self.new, self.changed.len(), self.same);
        let _ = writeln!(out, "  {new} numbers new, {changed} changed, {same} as they were");
    }
}

fn line(out: &mut String, place: &str, kind: &str, text: &str) {
    let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
    let _ = writeln!(out, "{kind}: {place}{text}");
}

fn many(out: &mut String, kind: &str, texts: &[String]) {
    for text in texts.iter().take(SHOWN) {
        line(out, "", kind, text);
    }
    if texts.len() > SHOWN {
        let _ = writeln!(out, "{kind}: and {} more", texts.len() - SHOWN);
    }
}
