//! The import: each file is read as a list or as details, all that they say is brought together and merged, and every decision is reported.

use crate::detail::{self, DetailRead, Section};
use crate::error::ProceduresError;
use crate::found::Found;
use crate::gather::gather;
use crate::level::Level;
use crate::list::{self, Column, Header, ListRows, Role};
use crate::mapping::{self, Mapping};
use crate::merge::SiteProcedures;
use crate::names;
use crate::options::Options;
use crate::report::{FileReport, PartReport, Report};
use crate::shown::member;
use std::collections::BTreeSet;
use std::path::Path;
use trangxa_articles::{WordBlock, word_blocks};
use trangxa_messages::{procedure_lists as say, sheets};
use trangxa_sheets::cell::letters;
use trangxa_sheets::input;
use trangxa_sheets::sheet::Sheet;

/// Merges the procedures of files into procedures.json of a site folder.
///
/// # Errors
/// If the site, its procedures or the mapping file cannot be read, or the procedures cannot be written; nothing is changed then.
/// Files, rows and cells that cannot be read are no errors: they are in the report, and the others are merged.
pub fn import_procedures(options: &Options) -> Result<Report, ProceduresError> {
    if options.files.is_empty() {
        return Err(ProceduresError::NoFiles);
    }
    let mapping = options.map.as_deref().map(mapping::read).transpose()?;
    let mut report = Report { dry_run: options.dry_run, ..Report::default() };
    let mut site = SiteProcedures::load(&options.into, &mut report.notes)?;
    report.document.clone_from(&site.path);
    let mut import = Import {
        options,
        mapping: mapping.as_ref(),
        used: BTreeSet::new(),
        unknown: Vec::new(),
        found: Vec::new(),
        out_of_force: Vec::new(),
    };
    for file in &options.files {
        let file = import.file(file);
        report.files.push(file);
    }
    report.out_of_force = std::mem::take(&mut import.out_of_force);
    if let Some(mapping) = &mapping {
        let unused = mapping.entries.iter().filter(|entry| !import.used.contains(&entry.words));
        report.notes.extend(unused.map(|entry| sheets::MappingUnused { name: &entry.name }.to_string()));
    }
    if let Some(template) = &options.map_template {
        report.dry_run = true;
        report.notes.push(if import.unknown.is_empty() {
            say::TemplateNeedless.to_string()
        } else {
            mapping::write_template(template, &import.unknown)?;
            sheets::TemplateWritten { file: template.display(), count: import.unknown.len() }.to_string()
        });
    }
    // After all files: two of them may contradict each other, and then neither is used.
    let (mut gathered, doubts) = gather(&import.found);
    report.doubts = doubts;
    if !options.all_levels {
        gathered.retain(|it| {
            let is_of_others = it.level == Level::Other;
            report.other_levels.extend(is_of_others.then(|| it.shown()));
            !is_of_others
        });
    }
    report.merged = site.merge(&gathered);
    report.changed = site.is_changed();
    if !report.dry_run {
        site.save(options.updated_at)?;
    }
    Ok(report)
}

/// An import that is under way.
struct Import<'a> {
    options: &'a Options,
    mapping: Option<&'a Mapping>,
    /// The entries of the mapping file that named a column.
    used: BTreeSet<String>,
    /// Names of columns that were not understood.
    unknown: Vec<String>,
    found: Vec<Found>,
    /// The names of procedures that are no longer in force.
    out_of_force: Vec<String>,
}

impl Import<'_> {
    fn file(&mut self, path: &Path) -> FileReport {
        let mut report = FileReport { file: path.display().to_string(), ..FileReport::default() };
        let bytes = match input::bytes_of(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                report.failed.push(error.to_string());
                return report;
            }
        };
        let is_named_word =
            path.extension().is_some_and(|ending| ["doc", "docx"].iter().any(|word| ending.eq_ignore_ascii_case(word)));
        match word_blocks(&bytes) {
            Ok(blocks) => self.document(&blocks, &mut report),
            Err(problem) if is_named_word => report.failed.push(problem.to_string()),
            Err(_) => self.workbook(bytes, &mut report),
        }
        report
    }

    /// Reads the lists in a workbook or a text file.
    fn workbook(&mut self, bytes: Vec<u8>, report: &mut FileReport) {
        let found = match input::read(bytes, self.options.sheet.as_deref(), &list::known) {
            Ok((found, notes)) => {
                report.notes = notes;
                found
            }
            Err(error) => {
                report.failed.push(error.to_string());
                return;
            }
        };
        let (lists, others): (Vec<_>, Vec<_>) = found
            .into_iter()
            .map(|sheet| (list::find(&sheet, self.mapping), sheet))
            .partition(|(header, _)| header.is_some());
        if lists.is_empty() {
            report.failed.push(say::NoHeader.to_string());
            return;
        }
        for (_, sheet) in others.iter().filter(|(_, sheet)| sheet.height() > 0) {
            let text = sheets::NoHeaderInSheet.to_string();
            report.notes.push(match &sheet.name {
                Some(sheet) => sheets::InSheet { sheet, text }.to_string(),
                None => text,
            });
        }
        for (header, sheet) in lists {
            let table = match &sheet.name {
                Some(sheet) => sheets::Sheet { file: &report.file, sheet }.to_string(),
                None => report.file.clone(),
            };
            if let Some(header) = header {
                report.parts.push(self.list(&sheet, &header, &table));
            }
        }
    }

    /// Reads the details in a Word document, and the lists in its tables.
    fn document(&mut self, blocks: &[WordBlock], report: &mut FileReport) {
        let details = detail::sections(blocks);
        for sections in &details {
            self.detail(sections, report);
        }
        if !details.is_empty() {
            return;
        }
        let tables = blocks.iter().filter_map(|block| match block {
            WordBlock::Table(rows) => Some(sheet_of(rows)),
            WordBlock::Line(_) => None,
        });
        for (at, sheet) in tables.enumerate() {
            if let Some(header) = list::find(&sheet, self.mapping) {
                let table = say::WordTable { file: &report.file, number: at + 1 }.to_string();
                report.parts.push(self.list(&sheet, &header, &table));
            }
        }
        if report.parts.is_empty() {
            report.failed.push(say::NoDetail.to_string());
        }
    }

    fn detail(&mut self, sections: &[Section], report: &mut FileReport) {
        let DetailRead { mut found, doubts, notes, refusal } = detail::read(sections);
        if let Some(refusal) = refusal {
            report.failed.push(refusal);
            return;
        }
        found.place.clone_from(&report.file);
        let heading = say::DetailOf { file: &report.file, name: found.shown() }.to_string();
        report.parts.push(PartReport { heading, doubts, notes, ..PartReport::default() });
        self.found.push(found);
    }

    /// Reads a list. `table` names file and sheet.
    fn list(&mut self, sheet: &Sheet, header: &Header, table: &str) -> PartReport {
        for entry in self.mapping.iter().flat_map(|mapping| &mapping.entries) {
            if header.columns.iter().any(|column| entry.names(&column.name)) {
                self.used.insert(entry.words.clone());
            }
        }
        let (first, last) = (header.rows.0 + 1, header.rows.1 + 1);
        let heading = if first == last {
            sheets::HeaderRow { table, row: first }.to_string()
        } else {
            sheets::HeaderRows { table, first, last }.to_string()
        };
        let ListRows { found, out_of_force, doubts, mut notes } = list::read(sheet, header, self.mapping, table);
        let with = |role: Option<Role>| header.columns.iter().filter(move |column| column.role == role);
        let shown = |columns: &[&Column]| columns.iter().map(|it| it.shown()).collect::<Vec<_>>().join(", ");
        let (unknown, unused): (Vec<&Column>, Vec<&Column>) =
            (with(None).collect(), with(Some(Role::Ignored)).collect());
        if !unused.is_empty() {
            notes.insert(0, say::ColumnsUnused { columns: shown(&unused) }.to_string());
        }
        if !unknown.is_empty() {
            notes.insert(0, say::ColumnsUnknown { columns: shown(&unknown) }.to_string());
        }
        for column in unknown {
            if !self.unknown.contains(&column.name) {
                self.unknown.push(column.name.clone());
            }
        }
        let part = PartReport {
            heading,
            columns: header.columns.iter().filter_map(used_column).collect(),
            doubts,
            notes,
            procedures: Some(found.len()),
        };
        self.found.extend(found);
        self.out_of_force.extend(out_of_force);
        part
    }
}

/// The report's line about a column that is used.
fn used_column(column: &Column) -> Option<String> {
    let member = match column.role? {
        Role::Code => member("code"),
        Role::Name => member("name"),
        Role::Field => member("field"),
        Role::Decision | Role::DecisionDate => member("decision"),
        Role::ForWhom => member("for_whom"),
        Role::Level | Role::LevelMark { .. } => say::LevelColumn.to_string(),
        Role::Status => say::StatusColumn.to_string(),
        Role::Ordinal | Role::Ignored => return None,
    };
    let (letters, name) = (letters(column.index), names::short(&column.name));
    Some(say::ColumnUsed { letters, name, member }.to_string())
}

/// The table of a Word document as a sheet.
fn sheet_of(rows: &[Vec<Vec<WordBlock>>]) -> Sheet {
    let texts: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| detail::line_of(cell)).collect()).collect();
    Sheet::of(&texts)
}
