//! What an import of figures did, as data and as the text that a clerk reads.

use trangxa_messages::{figures, sheets};
use trangxa_sheets::report::{LISTED, indented, line, many};

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
            line(&mut out, sheets::Note { text: note });
        }
        let tables = || self.files.iter().flat_map(|file| &file.tables);
        let (new, unchanged) =
            (tables().map(|table| table.new).sum::<usize>(), tables().map(|table| table.unchanged).sum::<usize>());
        let changed: usize = tables().map(|table| table.changed.len()).sum();
        let numbers = figures::Numbers { new, changed, unchanged };
        line(&mut out, figures::Document { document: &self.document, numbers });
        match (self.changed, self.dry_run) {
            (true, true) => line(&mut out, sheets::EndTrial),
            (true, false) => line(&mut out, figures::EndWritten),
            (false, _) => line(&mut out, sheets::EndUnchanged),
        }
        out
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
        for table in &self.tables {
            let place = match &table.sheet {
                Some(sheet) => sheets::Sheet { file, sheet }.to_string(),
                None => file.clone(),
            };
            let (first, last) = table.header;
            if first == last {
                line(out, sheets::HeaderRow { table: place, row: first });
            } else {
                line(out, sheets::HeaderRows { table: place, first, last });
            }
            table.write(out);
        }
    }
}

impl TableReport {
    fn write(&self, out: &mut String) {
        many(out, &self.periods, usize::MAX, |text| figures::LinePeriod { text }.to_string());
        many(out, &self.columns, usize::MAX, |text| sheets::LineColumn { text }.to_string());
        many(out, &self.unknown, LISTED, |text| figures::LineUnknown { text }.to_string());
        many(out, &self.doubts, LISTED, |text| sheets::LineNotUsed { text }.to_string());
        many(out, &self.unreadable, LISTED, |text| sheets::LineNotRead { text }.to_string());
        many(out, &self.changed, LISTED, |text| sheets::LineChanged { text }.to_string());
        many(out, &self.notes, LISTED, |text| sheets::LineNote { text }.to_string());
        let numbers = figures::Numbers { new: self.new, changed: self.changed.len(), unchanged: self.unchanged };
        indented(out, numbers);
    }
}
