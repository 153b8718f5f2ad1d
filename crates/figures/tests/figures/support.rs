//! A site folder, an import into it, and what became of it.

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use trangxa_figures::{FiguresError, Options, Report, import_figures};
use trangxa_model::document::JsonDocument;
use trangxa_model::{Timestamp, Tthc};
use trangxa_test_support::SiteFolder;
use trangxa_words::csv;

/// The bytes of a file in `fixtures`.
pub(crate) fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/figures/fixtures").join(name)).unwrap()
}

/// A site whose site.json names its figures.
pub(crate) fn site() -> SiteFolder {
    let site = SiteFolder::default();
    let data = json!({"version": 1, "name": "Ủy ban nhân dân xã Quang Thành", "short_name": "Xã Quang Thành",
        "base_url": "https://x.example/", "data": {"tthc": "data/tthc.json"}});
    site.write("data/site.json", data.to_string());
    site
}

/// A site with these periods.
pub(crate) fn site_with(periods: Value) -> SiteFolder {
    let site = site();
    site.write("data/tthc.json", document(periods).to_string());
    site
}

pub(crate) fn document(periods: Value) -> Value {
    json!({"version": 1, "unit": "Xã Quang Thành", "updated_at": "2023-01-01T00:00:00+07:00", "periods": periods})
}

pub(crate) fn options(site: &SiteFolder, files: &[PathBuf]) -> Options {
    Options {
        files: files.to_vec(),
        into: site.path(""),
        period: None,
        map: None,
        map_template: None,
        sheet: None,
        unit: None,
        source_name: None,
        source_url: None,
        updated_at: Timestamp::parse("2026-11-01T08:00:00+07:00").unwrap(),
        dry_run: false,
    }
}

/// Imports a file of this name and content.
pub(crate) fn import(site: &SiteFolder, name: &str, content: impl AsRef<[u8]>) -> Report {
    import_with(site, name, content, |_| {}).unwrap()
}

pub(crate) fn import_with(
    site: &SiteFolder,
    name: &str,
    content: impl AsRef<[u8]>,
    change: impl FnOnce(&mut Options),
) -> Result<Report, FiguresError> {
    let file = site.write(&format!("xuat/{name}"), content);
    let mut options = options(site, &[file]);
    change(&mut options);
    import_figures(&options)
}

/// The only table of a report.
#[track_caller]
pub(crate) fn table(report: &Report) -> &trangxa_figures::TableReport {
    assert_eq!(report.files.iter().map(|file| file.tables.len()).sum::<usize>(), 1, "{}", report.text());
    report.files.iter().flat_map(|file| &file.tables).next().unwrap()
}

/// Why a file, or a sheet of it, was not read.
#[track_caller]
pub(crate) fn failure(report: &Report) -> &str {
    assert!(!report.is_complete());
    assert_eq!(report.files[0].failed.len(), 1, "{}", report.text());
    &report.files[0].failed[0]
}

pub(crate) fn tthc(site: &SiteFolder) -> Value {
    site.json("data/tthc.json")
}

pub(crate) fn periods(site: &SiteFolder) -> Value {
    tthc(site)["periods"].clone()
}

/// What the site's own page offers for download: the very same program makes it.
pub(crate) fn download(document: &Value) -> Vec<u8> {
    let tthc = Tthc::from_json("data/tthc.json", document.clone()).unwrap();
    assert_eq!(tthc.remarks, []);
    csv::write(&tthc).into_bytes()
}

/// A workbook.
pub(crate) fn book(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

/// A cell over rows and columns.
pub(crate) fn over(sheet: &mut Worksheet, rows: (u32, u32), columns: (u16, u16), text: &str) {
    if rows.0 == rows.1 && columns.0 == columns.1 {
        sheet.write(rows.0, columns.0, text).unwrap();
    } else {
        sheet.merge_range(rows.0, columns.0, rows.1, columns.1, text, &Format::new()).unwrap();
    }
}

/// A sheet from lines of cells with `;` between them. Numbers are written as numbers.
pub(crate) fn fill(sheet: &mut Worksheet, first: u32, lines: &str) {
    for (row, line) in lines.lines().enumerate() {
        for (column, text) in line.split(';').enumerate().filter(|(_, text)| !text.is_empty()) {
            let (row, column) = (first + row as u32, column as u16);
            match text.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, text).unwrap(),
            };
        }
    }
}
