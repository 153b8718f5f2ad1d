//! The import: each file is read as a calendar or a schedule, all that they say is merged, and every decision is reported.

use crate::incoming::{Incoming, Span, checked};
use crate::merge::{Fate, SiteCalendar};
use crate::options::Options;
use crate::report::Report;
use crate::role::Role;
use crate::rows::{self, ScheduleRows};
use crate::week::Week;
use std::path::Path;
use trangxa_articles::WordBlock;
use trangxa_calendar_files::{DoubtKind, read_ics};
use trangxa_encodings::{Decoded, decode};
use trangxa_list_imports::ImportError;
use trangxa_list_imports::columns::Columns;
use trangxa_list_imports::files::{self, Content, name_of, name_of_table};
use trangxa_list_imports::header::Header;
use trangxa_list_imports::names::some_of;
use trangxa_list_imports::report::{FileReport, PartReport};
use trangxa_messages::{calendar_lists as say, sheets};
use trangxa_sheets::cell::Cell;
use trangxa_sheets::sheet::Sheet;

/// How many names of entries that a schedule no longer has a line lists.
const NAMED: usize = 5;
/// With what a calendar begins.
const CALENDAR: &[u8] = b"BEGIN:VCALENDAR";
/// How much of a file is looked at to tell a calendar from a table, in bytes.
const BEGINNING: usize = 4096;

/// Merges the entries of files into calendar.json of a site folder.
///
/// # Errors
/// If the site, its calendar or the mapping file cannot be read, or the calendar cannot be written; nothing is changed then.
/// Files, rows and events that cannot be read are no errors: they are in the report, and the others are merged.
pub fn import_calendar(options: &Options) -> Result<Report, ImportError> {
    if options.files.is_empty() {
        return Err(ImportError::NoFiles(say::NoFiles.to_string()));
    }
    let columns = Columns::load(options.map.as_deref())?;
    let dry_run = options.dry_run || options.map_template.is_some();
    let mut report = Report { dry_run, ..Report::default() };
    let mut site = SiteCalendar::load(&options.into, &mut report.notes)?;
    site.path().clone_into(&mut report.document);
    let mut import = Import { options, columns, incoming: Vec::new(), spans: Vec::new() };
    for (index, file) in options.files.iter().enumerate() {
        let file = import.file(file, index);
        report.files.push(file);
    }
    import.columns.finish(options.map_template.as_deref(), &mut report.notes)?;
    let Import { incoming, spans, .. } = import;
    let missing = site.missing(&spans, &incoming);
    let (merged, fates) = site.merge(&incoming, options.updated_at);
    report.merged = merged;
    if !missing.is_empty() {
        let (count, names) = (missing.len(), some_of(&missing, NAMED));
        report.notes.push(say::Missing { count, names, document: &report.document }.to_string());
    }
    for (index, file) in report.files.iter_mut().enumerate().filter(|(_, file)| file.failed.is_empty()) {
        let of_file = incoming.iter().zip(&fates).filter(|(it, _)| it.file == index);
        let count = |fate: Fate| of_file.clone().filter(|(_, it)| **it == fate).count();
        let (new, changed, unchanged) = (count(Fate::New), count(Fate::Changed), count(Fate::Unchanged));
        file.numbers = Some(say::Numbers { new, changed, unchanged }.to_string());
    }
    report.changed = site.is_changed();
    if !report.dry_run {
        site.save(options.updated_at)?;
    }
    Ok(report)
}

/// An import that is under way.
struct Import<'a> {
    options: &'a Options,
    columns: Columns<Role>,
    incoming: Vec<Incoming>,
    /// The days of the schedules.
    spans: Vec<Span>,
}

impl Import<'_> {
    fn file(&mut self, path: &Path, index: usize) -> FileReport {
        let mut report = FileReport { file: path.display().to_string(), ..FileReport::default() };
        let is_named_calendar = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ics"));
        match files::open(path) {
            Ok(Content::Word(blocks)) => {
                for (number, sheet, header) in files::word_lists(&blocks, self.columns.mapping.as_ref()) {
                    let lines = lines_above(&blocks, number);
                    let name = name_of_table(&report.file, number);
                    let part = self.schedule(&sheet, &header, &lines, (&name, index));
                    report.parts.push(part);
                }
                if report.parts.is_empty() {
                    report.failed.push(say::NoHeader.to_string());
                }
            }
            Ok(Content::Other(bytes)) if is_named_calendar || is_calendar(&bytes) => {
                self.calendar(&bytes, index, &mut report);
            }
            Ok(Content::Other(bytes)) => {
                let no_header = || say::NoHeader.to_string();
                let (only, mapping) = (self.options.sheet.as_deref(), self.columns.mapping.as_ref());
                for (sheet, header) in files::lists(bytes, only, mapping, &no_header, &mut report) {
                    let lines: Vec<String> = sheet.name.iter().cloned().collect();
                    let part = self.schedule(&sheet, &header, &lines, (&name_of(&report.file, &sheet), index));
                    report.parts.push(part);
                }
            }
            Err(problem) => report.failed.push(problem),
        }
        report
    }

    /// Reads a calendar file.
    fn calendar(&mut self, bytes: &[u8], index: usize, report: &mut FileReport) {
        let text = match decode(bytes) {
            Decoded::Text { text, damaged } => {
                report.notes.extend(damaged.map(|encoding| sheets::BadCharacters { encoding }.to_string()));
                text
            }
            Decoded::Either { vietnamese, .. } => {
                report.notes.push(sheets::Windows1258.to_string());
                vietnamese
            }
            Decoded::Binary => {
                report.failed.push(sheets::Binary.to_string());
                return;
            }
        };
        let read = read_ics(&text);
        let heading = say::Calendar { file: &report.file }.to_string();
        let mut part = PartReport { heading, ..PartReport::default() };
        for doubt in &read.doubts {
            match doubt.kind {
                DoubtKind::NotACalendar => report.failed.push(doubt.kind.to_string()),
                _ => part.doubts.push(doubt.to_string()),
            }
        }
        if !report.failed.is_empty() {
            return;
        }
        let entries: Vec<_> = read.entries.iter().map(trangxa_model::calendar::Entry::to_json).collect();
        for (read, entry) in checked(&entries).into_iter().zip(&read.entries) {
            match read {
                Ok(entry) => self.incoming.push(Incoming { file: index, entry, is_of_schedule: false }),
                Err(problem) => {
                    part.doubts.push(say::EntryLeftOut { title: &entry.title, problem }.to_string());
                }
            }
        }
        part.count = Some(say::Entries { count: entries.len() }.to_string());
        report.parts.push(part);
    }

    /// Reads a schedule. `lines` stand above it and outside of the table; `table` names file and sheet, and says which file it is.
    fn schedule(&mut self, sheet: &Sheet, header: &Header<Role>, lines: &[String], table: (&str, usize)) -> PartReport {
        let mut part = self.columns.part(header, table.0);
        let above = (0..header.rows.0).flat_map(|row| sheet.row(row));
        let titles = above.filter_map(|cell| if let Cell::Text(text) = cell { Some(text.as_str()) } else { None });
        let week = Week::of(titles.chain(lines.iter().map(String::as_str)));
        let ScheduleRows { entries, span, doubts, notes } =
            rows::read(sheet, header, self.columns.mapping.as_ref(), week);
        part.doubts = doubts;
        part.notes.extend(notes);
        self.spans.extend(span);
        let (rows, entries): (Vec<usize>, Vec<_>) = entries.into_iter().unzip();
        let mut count = 0;
        for (read, row) in checked(&entries).into_iter().zip(rows) {
            match read {
                Ok(entry) => {
                    count += 1;
                    self.incoming.push(Incoming { file: table.1, entry, is_of_schedule: true });
                }
                Err(problem) => part.doubts.push(say::RowLeftOut { row: row + 1, problem }.to_string()),
            }
        }
        part.count = Some(say::Entries { count }.to_string());
        part
    }
}

/// The lines of a Word document above its table with this number, from 1.
fn lines_above(blocks: &[WordBlock], number: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut tables = 0;
    for block in blocks {
        match block {
            WordBlock::Line(line) => lines.push(line.clone()),
            WordBlock::Table(_) => tables += 1,
        }
        if tables == number {
            break;
        }
    }
    // The line that stands nearest to the table is about it.
    lines.reverse();
    lines
}

/// Whether a file is a calendar and not a table.
fn is_calendar(bytes: &[u8]) -> bool {
    let beginning = bytes.get(..BEGINNING).unwrap_or(bytes);
    beginning.windows(CALENDAR.len()).any(|part| part.eq_ignore_ascii_case(CALENDAR))
}
