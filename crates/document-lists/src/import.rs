//! The import: each file is read as a register or a feed, all that they say is brought together and merged, and every decision is reported.

use crate::feed;
use crate::found::Found;
use crate::gather::gather;
use crate::merge::{Fate, SiteRegister};
use crate::options::Options;
use crate::report::Report;
use crate::role::Role;
use crate::rows::{self, RegisterRows};
use std::path::Path;
use trangxa_list_imports::ImportError;
use trangxa_list_imports::columns::Columns;
use trangxa_list_imports::files::{self, Content, name_of, name_of_table};
use trangxa_list_imports::header::Header;
use trangxa_list_imports::names::some_of;
use trangxa_list_imports::report::{FileReport, PartReport};
use trangxa_messages::document_lists as say;
use trangxa_sheets::sheet::Sheet;

/// How many names of files that the site does not have a line lists.
const NAMED: usize = 5;
/// How much of a file is looked at to tell a feed from a table, in bytes.
const BEGINNING: usize = 4096;
/// The folder of the site in which its files lie.
const MEDIA: &str = "media";

/// Merges the documents of files into documents.json of a site folder.
///
/// # Errors
/// If the site, its documents or the mapping file cannot be read, or the documents cannot be written; nothing is changed then.
/// Files and rows that cannot be read are no errors: they are in the report, and the others are merged.
pub fn import_documents(options: &Options) -> Result<Report, ImportError> {
    if options.files.is_empty() {
        return Err(ImportError::NoFiles(say::NoFiles.to_string()));
    }
    let columns = Columns::load(options.map.as_deref())?;
    let dry_run = options.dry_run || options.map_template.is_some();
    let mut report = Report { dry_run, ..Report::default() };
    let mut site = SiteRegister::load(&options.into, &mut report.notes)?;
    site.path().clone_into(&mut report.document);
    let mut import = Import { options, document: report.document.clone(), columns, found: Vec::new() };
    for (index, file) in options.files.iter().enumerate() {
        let file = import.file(file, index);
        report.files.push(file);
    }
    import.columns.finish(options.map_template.as_deref(), &mut report.notes)?;
    // After all files: two of them may contradict each other, and then neither is used.
    let (gathered, doubts) = gather(std::mem::take(&mut import.found));
    report.doubts = doubts;
    let (merged, fates) = site.merge(&gathered);
    report.merged = merged;
    for (index, file) in report.files.iter_mut().enumerate().filter(|(_, file)| file.failed.is_empty()) {
        let of_file = gathered.iter().zip(&fates).filter(|(it, _)| it.files.contains(&index));
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
    /// The path of documents.json below the site folder.
    document: String,
    columns: Columns<Role>,
    found: Vec<Found>,
}

impl Import<'_> {
    fn file(&mut self, path: &Path, index: usize) -> FileReport {
        let mut report = FileReport { file: path.display().to_string(), ..FileReport::default() };
        match files::open(path) {
            Ok(Content::Word(blocks)) => {
                for (number, sheet, header) in files::word_lists(&blocks, self.columns.mapping.as_ref()) {
                    let part = self.list(&sheet, &header, (&name_of_table(&report.file, number), index));
                    report.parts.push(part);
                }
                if report.parts.is_empty() {
                    report.failed.push(say::NoHeader.to_string());
                }
            }
            Ok(Content::Other(bytes)) if is_feed(&bytes) => self.feed(&bytes, index, &mut report),
            Ok(Content::Other(bytes)) => {
                let no_header = || say::NoHeader.to_string();
                let (only, mapping) = (self.options.sheet.as_deref(), self.columns.mapping.as_ref());
                for (sheet, header) in files::lists(bytes, only, mapping, &no_header, &mut report) {
                    let part = self.list(&sheet, &header, (&name_of(&report.file, &sheet), index));
                    report.parts.push(part);
                }
            }
            Err(problem) => report.failed.push(problem),
        }
        report
    }

    /// Reads a register. `table` names file and sheet, and says which file it is.
    fn list(&mut self, sheet: &Sheet, header: &Header<Role>, table: (&str, usize)) -> PartReport {
        let mut part = self.columns.part(header, table.0);
        let find_file = |name: &str| self.address_of(name);
        let RegisterRows { found, doubts, notes, missing } =
            rows::read(sheet, header, self.columns.mapping.as_ref(), table, &find_file);
        part.doubts = doubts;
        part.notes.extend(notes);
        if !missing.is_empty() {
            let (count, names) = (missing.len(), some_of(&missing, NAMED));
            part.notes.push(say::FilesMissing { count, names }.to_string());
        }
        part.count = Some(say::Documents { count: found.len() }.to_string());
        self.found.extend(found);
        part
    }

    fn feed(&mut self, bytes: &[u8], index: usize, report: &mut FileReport) {
        let (entries, losses) = match trangxa_feeds::read_entries(&report.file, bytes) {
            Ok(read) => read,
            Err(problem) => {
                report.failed.push(problem);
                return;
            }
        };
        let mut part = PartReport { heading: say::Feed { file: &report.file }.to_string(), ..PartReport::default() };
        part.doubts = losses;
        let before = self.found.len();
        for entry in &entries {
            match feed::read(entry, &report.file, index) {
                Ok(found) => self.found.push(found),
                Err(doubt) => part.doubts.push(doubt),
            }
        }
        part.count = Some(say::Documents { count: self.found.len() - before }.to_string());
        report.parts.push(part);
    }

    /// The address that documents.json has for a file: one on the web as it is, one of the site relative to the document. `None` if the site has
    /// no such file.
    fn address_of(&self, named: &str) -> Option<String> {
        if named.starts_with("https://") || named.starts_with("http://") {
            return Some(named.to_owned());
        }
        let name = named.rsplit(['/', '\\']).next().filter(|name| !name.is_empty() && *name != "..")?;
        let path = format!("{MEDIA}/{name}");
        let up = "../".repeat(self.document.matches('/').count());
        self.options.into.join(&path).is_file().then(|| format!("{up}{path}"))
    }
}

/// Whether a file is a feed and not a table.
fn is_feed(bytes: &[u8]) -> bool {
    let beginning = String::from_utf8_lossy(bytes.get(..BEGINNING).unwrap_or(bytes)).to_ascii_lowercase();
    ["<rss", "<feed", "<rdf:rdf", "<channel"].iter().any(|element| beginning.contains(element))
}
