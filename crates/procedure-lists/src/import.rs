//! The import: each file is read as a list or as details, all that they say is brought together and merged, and every decision is reported.

use crate::detail::{self, DetailRead, Section};
use crate::found::Found;
use crate::gather::gather;
use crate::level::Level;
use crate::list::{self, ListRows, Role};
use crate::merge::SiteProcedures;
use crate::options::Options;
use crate::report::Report;
use std::path::Path;
use trangxa_articles::WordBlock;
use trangxa_list_imports::ImportError;
use trangxa_list_imports::columns::Columns;
use trangxa_list_imports::files::{self, Content, name_of, name_of_table};
use trangxa_list_imports::header::Header;
use trangxa_list_imports::report::{FileReport, PartReport};
use trangxa_messages::procedure_lists as say;
use trangxa_sheets::sheet::Sheet;

/// Merges the procedures of files into procedures.json of a site folder.
///
/// # Errors
/// If the site, its procedures or the mapping file cannot be read, or the procedures cannot be written; nothing is changed then.
/// Files, rows and cells that cannot be read are no errors: they are in the report, and the others are merged.
pub fn import_procedures(options: &Options) -> Result<Report, ImportError> {
    if options.files.is_empty() {
        return Err(ImportError::NoFiles(say::NoFiles.to_string()));
    }
    let columns = Columns::load(options.map.as_deref())?;
    let dry_run = options.dry_run || options.map_template.is_some();
    let mut report = Report { dry_run, ..Report::default() };
    let mut site = SiteProcedures::load(&options.into, &mut report.notes)?;
    site.path().clone_into(&mut report.document);
    let mut import = Import { options, columns, found: Vec::new(), out_of_force: Vec::new() };
    for file in &options.files {
        let file = import.file(file);
        report.files.push(file);
    }
    report.out_of_force = std::mem::take(&mut import.out_of_force);
    import.columns.finish(options.map_template.as_deref(), &mut report.notes)?;
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
    columns: Columns<Role>,
    found: Vec<Found>,
    /// The names of procedures that are no longer in force.
    out_of_force: Vec<String>,
}

impl Import<'_> {
    fn file(&mut self, path: &Path) -> FileReport {
        let mut report = FileReport { file: path.display().to_string(), ..FileReport::default() };
        match files::open(path) {
            Ok(Content::Word(blocks)) => self.document(&blocks, &mut report),
            Ok(Content::Other(bytes)) => self.workbook(bytes, &mut report),
            Err(problem) => report.failed.push(problem),
        }
        report
    }

    /// Reads the lists in a workbook or a text file.
    fn workbook(&mut self, bytes: Vec<u8>, report: &mut FileReport) {
        let no_header = || say::NoHeader.to_string();
        let (only, mapping) = (self.options.sheet.as_deref(), self.columns.mapping.as_ref());
        for (sheet, header) in files::lists(bytes, only, mapping, &no_header, report) {
            let part = self.list(&sheet, &header, &name_of(&report.file, &sheet));
            report.parts.push(part);
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
        for (number, sheet, header) in files::word_lists(blocks, self.columns.mapping.as_ref()) {
            let part = self.list(&sheet, &header, &name_of_table(&report.file, number));
            report.parts.push(part);
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
    fn list(&mut self, sheet: &Sheet, header: &Header<Role>, table: &str) -> PartReport {
        let mut part = self.columns.part(header, table);
        let ListRows { found, out_of_force, doubts, notes } =
            list::read(sheet, header, self.columns.mapping.as_ref(), table);
        part.doubts = doubts;
        part.notes.extend(notes);
        part.count = Some(say::Procedures { count: found.len() }.to_string());
        self.found.extend(found);
        self.out_of_force.extend(out_of_force);
        part
    }
}
