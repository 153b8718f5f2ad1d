//! The import: each table of each file is read and merged, and every decision is reported.

use crate::column::{Column, Header};
use crate::conflicts::Conflicts;
use crate::error::FiguresError;
use crate::header;
use crate::mapping::{self, Mapping};
use crate::merge::{MergeCounts, SiteFigures};
use crate::numeric;
use crate::options::Options;
use crate::report::{FileReport, Report, TableReport};
use crate::role::Role;
use crate::rows::{self, RowRecord, RowsError, TableContext};
use crate::shown;
use crate::subject::{Subject, Subjects};
use crate::table_period::{NamedPeriod, PeriodError, of_table};
use std::collections::BTreeSet;
use std::path::Path;
use trangxa_messages::{figures, figures_columns, figures_files, figures_rows, sheets};
use trangxa_model::YearMonth;
use trangxa_model::tthc::{Count, Span};
use trangxa_sheets::cell::letters;
use trangxa_sheets::input;
use trangxa_sheets::sheet::Sheet;

/// Merges the figures of files into tthc.json of a site folder.
///
/// # Errors
/// If the site, its figures or the mapping file cannot be read, or the figures cannot be written; nothing is changed then.
/// Files, sheets and cells that cannot be read are no errors: they are in the report, and the others are merged.
pub fn import_figures(options: &Options) -> Result<Report, FiguresError> {
    if options.files.is_empty() {
        return Err(FiguresError::NoFiles);
    }
    let mapping = options.map.as_deref().map(mapping::read).transpose()?;
    let mut report = Report { dry_run: options.dry_run, ..Report::default() };
    let mut figures = SiteFigures::load(&options.into, &mut report.notes)?;
    report.document.clone_from(&figures.path);
    let units: Vec<String> = options.unit.iter().chain(&figures.units).cloned().collect();
    let mut import = Import {
        options,
        mapping: mapping.as_ref(),
        units,
        used: BTreeSet::new(),
        unknown: Vec::new(),
        records: Vec::new(),
        sums: Vec::new(),
    };
    for (index, file) in options.files.iter().enumerate() {
        report.files.push(import.file(index, file));
    }
    // After all files: two of them may contradict each other, and then neither number is used.
    let records = std::mem::take(&mut import.records);
    let conflicts = Conflicts::among(
        records.iter().map(|pending| (&pending.record, pending.place.as_str(), (pending.file, pending.table))),
    );
    for PendingRecord { file, table, place, record } in &records {
        let table = &mut report.files[*file].tables[*table];
        let mut merged = MergeCounts::default();
        figures.apply(record, place, &conflicts, &mut merged);
        add(table, merged);
    }
    if let Some(first) = report.files.iter_mut().flat_map(|file| &mut file.tables).next() {
        first.doubts.extend(conflicts.sentences());
    }
    // The total of a period may be in a later file, too.
    for PendingSum { file, table, span, counts } in std::mem::take(&mut import.sums) {
        if conflicts.has_span(span) {
            continue;
        }
        let table = &mut report.files[file].tables[table];
        let mut merged = MergeCounts::default();
        figures.sum(span, &counts, &mut merged, &mut table.notes);
        add(table, merged);
    }
    if let Some(mapping) = &mapping {
        let unused = mapping.entries.iter().filter(|entry| !import.used.contains(&entry.words));
        report.notes.extend(unused.map(|entry| sheets::MappingUnused { name: &entry.name }.to_string()));
    }
    figures.describe(options.unit.as_deref(), options.source_name.as_deref(), options.source_url.as_deref());
    let new: usize = report.files.iter().flat_map(|file| &file.tables).map(|table| table.new).sum();
    report.changed = figures.is_changed(new);
    if let Some(template) = &options.map_template {
        report.dry_run = true;
        report.notes.push(write_template(template, &import.unknown)?);
    } else if report.changed && !options.dry_run {
        figures.save(options.updated_at)?;
    }
    Ok(report)
}

/// Writes a mapping file for the columns that were not understood, and says so.
fn write_template(path: &Path, unknown: &[String]) -> Result<String, FiguresError> {
    if unknown.is_empty() {
        return Ok(figures::TemplateNeedless.to_string());
    }
    mapping::write_template(path, unknown)?;
    Ok(sheets::TemplateWritten { file: path.display(), count: unknown.len() }.to_string())
}

/// Adds the result of a merge to the report of its table.
fn add(table: &mut TableReport, merged: MergeCounts) {
    table.new += merged.new;
    table.unchanged += merged.unchanged;
    table.changed.extend(merged.changed);
    table.doubts.extend(merged.conflicts);
}

/// An import that is under way.
struct Import<'a> {
    options: &'a Options,
    mapping: Option<&'a Mapping>,
    /// Names of our office, the preferred ones first.
    units: Vec<String>,
    /// The entries of the mapping file that named a column.
    used: BTreeSet<String>,
    /// Names of columns with numbers that were not understood.
    unknown: Vec<String>,
    records: Vec<PendingRecord>,
    sums: Vec<PendingSum>,
}

/// A row whose figures are merged once all files are read.
struct PendingRecord {
    /// The file's index in the report.
    file: usize,
    /// The table's index in the file's report.
    table: usize,
    /// File, sheet and row, for sentences.
    place: String,
    record: RowRecord,
}

/// A total that is to be computed from fields once all files are read.
struct PendingSum {
    /// The file's index in the report.
    file: usize,
    /// The table's index in the file's report.
    table: usize,
    span: Span,
    counts: Vec<Count>,
}

/// Why a sheet was not used.
#[derive(Debug, thiserror::Error)]
enum SheetError {
    #[error(transparent)]
    Rows(#[from] RowsError),
    #[error(transparent)]
    Period(#[from] PeriodError),
}

impl Import<'_> {
    fn file(&mut self, index: usize, path: &Path) -> FileReport {
        let mut report = FileReport { file: path.display().to_string(), ..FileReport::default() };
        let found = match input::bytes_of(path)
            .and_then(|bytes| input::read(bytes, self.options.sheet.as_deref(), &header::known))
        {
            Ok((found, notes)) => {
                report.notes = notes;
                found
            }
            Err(error) => {
                report.failed.push(error.to_string());
                return report;
            }
        };
        let told = |sheet: &Sheet, text: String| match &sheet.name {
            Some(sheet) => sheets::InSheet { sheet, text }.to_string(),
            None => text,
        };
        let subjects = Subjects::new(&self.units, self.options.unit.is_some(), self.options.sheet.is_some());
        if let Some(refusal) = subjects.refusal_of_file(path) {
            report.failed.push(refusal);
            return report;
        }
        let mut tables = Vec::new();
        let mut others = Vec::new();
        for sheet in found {
            match header::find(&sheet, self.mapping) {
                Some(header) => tables.push((header, sheet)),
                None => others.push(sheet),
            }
        }
        if tables.is_empty() {
            report.failed.push(figures_files::NoHeader.to_string());
            return report;
        }
        for sheet in others.iter().filter(|sheet| sheet.height() > 0) {
            report.notes.push(told(sheet, sheets::NoHeaderInSheet.to_string()));
        }
        let without_months = tables.iter().filter(|(header, _)| !header.has_months()).count();
        if self.options.period.is_some() && without_months > 1 {
            let names: Vec<_> = tables.iter().filter_map(|(_, sheet)| sheet.name.clone()).collect();
            report.failed.push(figures_files::SeveralSheets { sheets: names.join(", ") }.to_string());
            return report;
        }
        let has_ours = tables.iter().any(|(_, sheet)| subjects.is_named_after_us(sheet));
        for (header, sheet) in tables {
            match subjects.of(&sheet, header.rows.0) {
                Subject::Ours => {}
                Subject::OtherCommune(text) if has_ours => {
                    report.notes.push(told(&sheet, text));
                    continue;
                }
                Subject::OtherCommune(text) | Subject::PartOfDossiers(text) => {
                    report.failed.push(told(&sheet, text));
                    continue;
                }
            }
            match self.sheet(path, &sheet, &header, &report.file, (index, report.tables.len())) {
                Ok(table) => report.tables.push(table),
                Err(error) => report.failed.push(told(&sheet, error.to_string())),
            }
        }
        report
    }

    /// Merges the table of a sheet. `place` is the index of its file and of its table in the report.
    fn sheet(
        &mut self,
        path: &Path,
        sheet: &Sheet,
        header: &Header,
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
            if header.columns.iter().any(|column| entry.names(&column.name)) {
                self.used.insert(entry.words.clone());
            }
        }
        report.columns.extend(header.columns.iter().filter_map(used_column));
        for column in header.columns.iter().filter(|column| !column.role.is_known()) {
            let text = unknown_column(column);
            if numeric::has_numbers(sheet, header, column.index) {
                report.unknown.push(text);
                if !self.unknown.contains(&column.name) {
                    self.unknown.push(column.name.clone());
                }
            } else {
                report.notes.push(text);
            }
        }
        report.unknown.extend(numeric::unnamed(sheet, header));
        let period = self.period(path, sheet, header)?;
        let context = TableContext {
            sheet,
            header,
            span: period.as_ref().map(|period| period.span),
            is_span_given: self.options.period.is_some(),
            units: &self.units,
            is_unit_given: self.options.unit.is_some(),
        };
        let read = rows::read(&context)?;
        let mut spans: Vec<Span> = read.records.iter().map(|record| record.span).collect();
        spans.sort_by_key(|span| (span.from(), span.to()));
        spans.dedup();
        report.periods = spans
            .into_iter()
            .map(|span| match &period {
                Some(period) if period.span == span => {
                    figures::PeriodNamed { period: shown::period(span), place: &period.place }.to_string()
                }
                _ => figures::PeriodOfRows { period: shown::period(span) }.to_string(),
            })
            .collect();
        report.notes.extend(read.notes);
        report.doubts.extend(read.doubts);
        report.unreadable = read.unreadable;
        if !read.formulas.is_empty() {
            report.unreadable.push(figures_rows::NoResults { cells: read.formulas.join(", ") }.to_string());
        }
        let (file_index, table) = place;
        let name = match &sheet.name {
            Some(sheet) => sheets::Sheet { file, sheet }.to_string(),
            None => file.to_owned(),
        };
        self.records.extend(read.records.into_iter().map(|record| {
            let place = sheets::RowOf { table: &name, row: record.row + 1 }.to_string();
            PendingRecord { file: file_index, table, place, record }
        }));
        self.sums.extend(read.sums.into_iter().map(|(span, counts)| PendingSum {
            file: file_index,
            table,
            span,
            counts,
        }));
        Ok(report)
    }

    /// The period of a whole table; `None` if its rows name their months.
    fn period(&self, path: &Path, sheet: &Sheet, header: &Header) -> Result<Option<NamedPeriod>, PeriodError> {
        if let Some(span) = self.options.period {
            return Ok(Some(NamedPeriod { span, place: "--period".to_owned() }));
        }
        match of_table(path, sheet, header.rows.0) {
            Ok(Some(named)) if YearMonth::of(self.options.updated_at).is_some_and(|now| named.span.from() > now) => {
                Err(PeriodError::Future { place: named.place, span: named.span, updated: self.options.updated_at })
            }
            Ok(None) if !header.has_months() => Err(PeriodError::Missing),
            Err(error) if !header.has_months() => Err(error),
            found => Ok(found.ok().flatten()),
        }
    }
}

/// The report's line about a column that is used.
fn used_column(column: &Column) -> Option<String> {
    let role = column.role.shown();
    let (letters, name) = (letters(column.index), &column.name);
    (!role.is_empty()).then(|| figures_columns::Used { letters, name, member: role }.to_string())
}

/// The report's line about a column whose name is not known or may mean two things.
fn unknown_column(column: &Column) -> String {
    let name = column.shown();
    match column.role {
        Role::Unclear(why) => figures_columns::Unclear { column: name, why }.to_string(),
        _ => figures_columns::Unknown { column: name }.to_string(),
    }
}
