//! A site folder, an import into it, and what became of it.

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
        sheet: None,
        unit: None,
        source_name: None,
        source_url: None,
        updated_at: Timestamp::parse("2023-12-01T08:00:00+07:00").unwrap(),
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
