//! Figures of administrative procedures (TTHC) out of what a one-stop system exports, into the site's `data/tthc.json`.
//!
//! A clerk exports a CSV or a workbook; its columns are known by their Vietnamese names, its months by a title, a column
//! or the file's name. What cannot be read is named with its cell and leaves the number that is there alone; what may
//! mean two things is never guessed; nothing that is there is lost.

mod fold;
mod header;
mod mapping;
mod merge;
mod number;
mod report;
mod rows;
mod table;
mod when;

pub use report::{FileReport, Report, TableReport};

use crate::ImportError;
use header::{Column, Header, Role};
use mapping::Mapping;
use merge::{Figures, Tally};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use table::{Sheet, address, letters};
use trangxa_model::tthc::{Count, Span};
use trangxa_model::{DocumentError, Timestamp};

/// What to import, and into which site.
#[derive(Clone, Debug)]
pub struct Options {
    /// Workbooks (.xlsx) and text (.csv, .tsv).
    pub files: Vec<PathBuf>,
    /// The site folder.
    pub into: PathBuf,
    /// The months that the files are about, where they do not say so themselves. Before titles and names.
    pub period: Option<Span>,
    /// A file that says what columns mean.
    pub map: Option<PathBuf>,
    /// Only this sheet of each workbook.
    pub sheet: Option<String>,
    /// The unit's name: picks its rows where an export has those of several, and is written where tthc.json has none.
    pub unit: Option<String>,
    /// Where the figures come from, for tthc.json's `source.name`.
    pub source_name: Option<String>,
    /// Its address, for `source.url`.
    pub source_url: Option<String>,
    /// What tthc.json's `updated_at` becomes, if anything changes.
    pub updated_at: Timestamp,
    /// Reads and reports, and writes nothing.
    pub dry_run: bool,
}

/// Why nothing was imported. The site's figures are as they were.
#[derive(Debug, thiserror::Error)]
pub enum FiguresError {
    /// No file was named.
    #[error("no file was named; name the CSV or XLSX that the one-stop system exported")]
    NoFiles,
    /// The site folder cannot be read or written.
    #[error(transparent)]
    Site(#[from] ImportError),
    /// The site's figures hold what the site itself leaves out. Laid over it, it could be lost.
    #[error("{}\n`trangxa check` lists them. Correct the file, or put it aside; nothing was changed", .0.join("\n"))]
    Mistakes(Vec<String>),
    /// The mapping file cannot be opened.
    #[error("cannot read the mapping file {file}: {source}")]
    MappingUnread {
        /// Which.
        file: String,
        /// Why.
        source: io::Error,
    },
    /// The mapping file is not what it should be.
    #[error("{0}")]
    Mapping(DocumentError),
    /// What came out is no document that the site could read.
    #[error("{0}; nothing was written")]
    Result(DocumentError),
}

impl FiguresError {
    /// Whether the command was given wrongly, rather than something being wrong in what it read.
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::NoFiles | Self::MappingUnread { .. } | Self::Mapping(_))
    }
}

/// Merges the figures of files into a site folder's tthc.json.
///
/// # Errors
/// When the site, its figures or the mapping file cannot be read, or the figures cannot be written. Files, sheets and
/// cells that cannot be read are in the report; the others are merged.
pub fn import_figures(options: &Options) -> Result<Report, FiguresError> {
    if options.files.is_empty() {
        return Err(FiguresError::NoFiles);
    }
    let mapping = options.map.as_deref().map(Mapping::read).transpose()?;
    let mut report = Report { dry_run: options.dry_run, ..Report::default() };
    let mut figures = Figures::load(&options.into, &mut report.notes)?;
    report.document.clone_from(&figures.path);
    let units: Vec<String> = options.unit.iter().chain(&figures.units).map(|unit| fold::words(unit)).collect();
    let mut import = Import { options, mapping: mapping.as_ref(), units, used: BTreeSet::new(), sums: Vec::new() };
    for (index, file) in options.files.iter().enumerate() {
        report.files.push(import.file(index, file, &mut figures));
    }
    // After all files: the total of a period may be in a later one.
    for (file, table, span, counts) in std::mem::take(&mut import.sums) {
        let table = &mut report.files[file].tables[table];
        let mut tally = Tally::default();
        figures.sum(span, &counts, &mut tally, &mut table.notes);
        add(table, tally);
    }
    if let Some(mapping) = &mapping {
        let unused = mapping.entries.iter().filter(|entry| !import.used.contains(&entry.words));
        report
            .notes
            .extend(unused.map(|entry| format!("--map, \"{}\": no file has a column of that name", entry.name)));
    }
    figures.describe(options.unit.as_deref(), options.source_name.as_deref(), options.source_url.as_deref());
    let set: usize = report.files.iter().flat_map(|file| &file.tables).map(|table| table.new).sum();
    report.changed = figures.is_changed(set);
    if report.changed && !options.dry_run {
        figures.save(options.updated_at)?;
    }
    Ok(report)
}

fn add(table: &mut TableReport, tally: Tally) {
    table.new += tally.new;
    table.same += tally.same;
    table.changed.extend(tally.changed);
    table.doubts.extend(tally.conflicts);
}

/// An import that is under way.
struct Import<'a> {
    options: &'a Options,
    mapping: Option<&'a Mapping>,
    units: Vec<String>,
    /// Entries of the mapping file that named a column.
    used: BTreeSet<String>,
    /// Totals to be made of fields: the index of file and table, the period, the counts.
    sums: Vec<(usize, usize, Span, Vec<Count>)>,
}

/// Why a sheet was not read.
#[derive(Debug, thiserror::Error)]
enum SheetError {
    #[error(transparent)]
    Rows(#[from] rows::RowsError),
    #[error(
        "says nowhere which months it is about; name them with --period, such as --period 2023-11, or write \"Tháng 11/2023\" above the table"
    )]
    NoPeriod,
    #[error(
        "{cell} (\"{text}\"): is not about whole months, and the site's figures are; name the months with --period if they are near enough"
    )]
    NotWholeMonths { cell: String, text: String },
    #[error("{first} and {second} name different months; say which with --period")]
    TwoPeriods { first: String, second: String },
}

impl Import<'_> {
    fn file(&mut self, index: usize, path: &Path, figures: &mut Figures) -> FileReport {
        let mut report = FileReport { file: path.display().to_string(), ..FileReport::default() };
        let sheets = match table::read(path, self.options.sheet.as_deref()) {
            Ok((sheets, notes)) => {
                report.notes = notes;
                sheets
            }
            Err(error) => {
                report.failed.push(error.to_string());
                return report;
            }
        };
        let named = |sheet: &Sheet| sheet.name.as_ref().map_or(String::new(), |name| format!("sheet \"{name}\" "));
        let (with, without): (Vec<_>, Vec<_>) = sheets
            .into_iter()
            .map(|sheet| (header::find(&sheet, self.mapping), sheet))
            .partition(|(header, _)| header.is_some());
        if with.is_empty() {
            report.failed.push(
"no header was found: no row has two names such as \"Lĩnh vực\", \"Tiếp nhận\", \"Đúng hạn\", \"Trễ hạn\"; if yours are others, say what they mean with --map".to_owned(),
);
            return report;
        }
        for (_, sheet) in without.iter().filter(|(_, sheet)| sheet.height() > 0) {
            report.notes.push(format!("{}has no header that is known; passed over", named(sheet)));
        }
        let silent = with.iter().filter(|(header, _)| header.as_ref().is_some_and(|header| !has_months(header)));
        if self.options.period.is_some() && silent.count() > 1 {
            let names: Vec<_> = with.iter().filter_map(|(_, sheet)| sheet.name.clone()).collect();
            report.failed.push(format!(
                "several sheets have figures ({}), and --period can only be one's; name it with --sheet",
                names.join(", ")
            ));
            return report;
        }
        for (header, sheet) in with {
            let Some(header) = header else { continue };
            match self.sheet(path, &sheet, &header, figures, &report.file, (index, report.tables.len())) {
                Ok(table) => report.tables.push(table),
                Err(error) => report.failed.push(format!("{}{error}", named(&sheet))),
            }
        }
        report
    }

    fn sheet(
        &mut self,
        path: &Path,
        sheet: &Sheet,
        header: &Header,
        figures: &mut Figures,
        file: &str,
        place: (usize, usize),
    ) -> Result<TableReport, SheetError> {
        let mut report = TableReport {
            sheet: sheet.name.clone(),
            header: (header.rows.0 + 1, header.rows.1 + 1),
            doubts: header.doubts.clone(),
            notes: header.notes.clone(),
            ..TableReport::default()
        };
        for entry in self.mapping.iter().flat_map(|mapping| &mapping.entries) {
            if header.columns.iter().any(|column| header::is_named(&column.name, &entry.words)) {
                self.used.insert(entry.words.clone());
            }
        }
        report.columns.extend(header.columns.iter().filter_map(understood));
        report.unknown.extend(header.columns.iter().filter_map(unknown));
        let has_own = has_months(header);
        let found = match self.options.period {
            Some(span) => Some((span, "--period".to_owned())),
            None => match about(path, sheet, header.rows.0) {
                Ok(found) => found,
                // The rows say it themselves.
                Err(_) if has_own => None,
                Err(error) => return Err(error),
            },
        };
        if found.is_none() && !has_own {
            return Err(SheetError::NoPeriod);
        }
        let context = rows::Context {
            sheet,
            header,
            span: found.as_ref().map(|(span, _)| *span),
            is_named: self.options.period.is_some(),
            units: &self.units,
            is_unit_named: self.options.unit.is_some(),
        };
        let read = rows::read(&context)?;
        let mut spans: Vec<Span> = read.records.iter().map(|record| record.span).collect();
        spans.sort_by_key(|span| (span.from(), span.to()));
        spans.dedup();
        report.periods = spans
            .into_iter()
            .map(|span| match &found {
                Some((named, place)) if *named == span => format!("{}, from {place}", span.address()),
                _ => format!("{}, from its rows", span.address()),
            })
            .collect();
        report.notes.extend(read.notes);
        report.unreadable = read.unreadable;
        let mut tally = Tally::default();
        let name = sheet.name.as_ref().map_or(String::new(), |name| format!(", sheet \"{name}\""));
        for record in &read.records {
            figures.apply(record, &format!("{file}{name}, row {}", record.row + 1), &mut tally);
        }
        add(&mut report, tally);
        self.sums.extend(read.sums.into_iter().map(|(span, keys)| (place.0, place.1, span, keys)));
        Ok(report)
    }
}

/// Whether the rows of a table name their months.
fn has_months(header: &Header) -> bool {
    [Role::From, Role::Month, Role::Quarter, Role::Year].iter().any(|role| header.column(*role).is_some())
}

fn understood(column: &Column) -> Option<String> {
    let role = column.role.shown();
    (!role.is_empty()).then(|| format!("{} \"{}\" → {role}", letters(column.index), column.name))
}

fn unknown(column: &Column) -> Option<String> {
    let hint = "name it in a mapping file (--map) if it holds figures";
    match column.role {
        Role::Unknown => Some(format!("{}; {hint}", column.shown())),
        Role::Unclear(why) => Some(format!("{}: {why}; {hint}", column.shown())),
        _ => None,
    }
}

/// The months that a whole table is about, and where that stands: in a title above the header, the sheet's name, the
/// file's name, in that order.
fn about(path: &Path, sheet: &Sheet, header: usize) -> Result<Option<(Span, String)>, SheetError> {
    let mut found: Option<(Span, String)> = None;
    for row in 0..header {
        for (column, cell) in sheet.row(row).iter().enumerate() {
            let table::Cell::Text(text) = cell else { continue };
            let cell = address(row, column);
            match when::in_title(text) {
                Ok(None) => {}
                Err(when::NotWholeMonths) => {
                    return Err(SheetError::NotWholeMonths { cell, text: text.clone() });
                }
                Ok(Some(span)) => {
                    let place = format!("{cell} (\"{text}\")");
                    match &found {
                        Some((earlier, first)) if *earlier != span => {
                            return Err(SheetError::TwoPeriods { first: first.clone(), second: place });
                        }
                        Some(_) => {}
                        None => found = Some((span, place)),
                    }
                }
            }
        }
    }
    let name = sheet.name.as_deref().unwrap_or_default();
    let by_sheet = when::in_name(name);
    if let Some((span, place)) = &found {
        // A year over a sheet of one of its months: the year is the workbook's, the months are the sheet's.
        let is_year = span.from().month() == 1 && span.to().month() == 12;
        let is_part = by_sheet.map_or_else(|| when::names_a_part_of_a_year(name), |by_sheet| by_sheet != *span);
        if is_year && is_part {
            return Err(SheetError::TwoPeriods { first: place.clone(), second: "the sheet's name".to_owned() });
        }
        return Ok(found);
    }
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    Ok(by_sheet
        .map(|span| (span, "the sheet's name".to_owned()))
        .or_else(|| when::in_name(&stem).map(|span| (span, format!("the file's name (\"{stem}\")")))))
}
