//! The site that a case works on.

use crate::{CaseResult, Outcome, require};
use serde_json::{Value, json};
use std::fs;
use trangxa_feeds::Options as ImportOptions;
use trangxa_figures::Options as FiguresOptions;
use trangxa_model::document::{DocumentError, JsonDocument as _};
use trangxa_model::{Timestamp, Tthc};
use trangxa_publish::files::Folder;
use trangxa_publish::{Checked, Finding, Options, check};
use trangxa_test_support::{SiteFolder, feed_of};

/// The time of all runs: 30 November 2023.
const NOW: Timestamp = Timestamp::from_unix(1_701_334_800);

/// A site with one article, next to a built app. Paths are relative to the site's root.
#[derive(Default)]
pub struct CaseSite {
    folder: SiteFolder,
}

impl CaseSite {
    /// A site with site.json, feed.json and one article in it.
    #[must_use]
    pub fn new() -> Self {
        let site = Self::default();
        site.folder.write_stand_in_app(trang_xa::BUILD);
        site.write("data/site.json", Self::site_json().to_string());
        site.write("data/feed.json", feed_of(&json!([Self::article()])));
        site
    }

    /// The site.json of a new site.
    #[must_use]
    pub fn site_json() -> Value {
        json!({"version": 1, "name": "Ủy ban nhân dân xã Thử", "base_url": "https://xa-thu.example/"})
    }

    /// The article of a new site.
    #[must_use]
    pub fn article() -> Value {
        json!({"id": "tin-1", "title": "Lịch tiêm phòng", "content_html": "<p>Tiêm tại trạm y tế.</p>",
            "date_published": "2023-11-20T08:00:00+07:00", "authors": [{"name": "Thu"}]})
    }

    /// Writes a file of the site.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        self.folder.write(&format!("site/{path}"), bytes);
    }

    /// Writes a feed whose only article has these members in place of its own.
    pub fn write_article(&self, members: &Value) {
        let mut article = Self::article();
        for (name, value) in members.as_object().into_iter().flatten() {
            article[name] = value.clone();
        }
        self.write("data/feed.json", feed_of(&json!([article])));
    }

    /// Gives a file of the site another name.
    pub fn rename(&self, from: &str, to: &str) {
        let site = self.folder.path("site");
        if let Ok(bytes) = fs::read(site.join(from)) {
            self.write(to, bytes);
        }
        let _ = fs::remove_file(site.join(from));
    }

    /// A document of the site as JSON; null if it does not exist.
    #[must_use]
    pub fn json(&self, path: &str) -> Value {
        let bytes = fs::read(self.folder.path("site").join(path)).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// Requires that an open page reads the figures of the site, if it has any, as the publisher does.
    pub(crate) fn require_figures_alike(&self) -> Result<(), String> {
        let bytes = fs::read(self.folder.path("site/data/tthc.json")).unwrap_or_default();
        let figures = |read: Result<Tthc, DocumentError>| read.map(|tthc| Tthc { remarks: Vec::new(), ..tthc });
        let at_once = figures(Tthc::read("data/tthc.json", &bytes));
        let lazily = figures(Tthc::read_lazily("data/tthc.json", &bytes));
        require(at_once == lazily, (at_once, lazily))
    }

    /// Checks the site, as `trangxa check` does.
    ///
    /// # Errors
    /// If there is nothing to check.
    pub fn check(&self) -> Result<Checked, String> {
        check(&Folder::new(&self.folder.path("site")), NOW).map_err(|error| error.to_string())
    }

    /// Builds the site, as `trangxa build` does. The error is what the program prints.
    ///
    /// # Errors
    /// If nothing was published.
    pub fn build(&self) -> Result<(), String> {
        let options = Options {
            app: self.folder.path("app"),
            site: self.folder.path("site"),
            out: self.folder.path("out"),
            base_path: None,
            now: NOW,
            compress: false,
            counter: None,
            wait: std::time::Duration::ZERO,
        };
        trangxa_publish::build(&options).map(drop).map_err(|error| error.to_string())
    }

    /// Builds the site and returns a file of it, such as `bai/tin-1/index.html`.
    ///
    /// # Errors
    /// If nothing was published, or not that file.
    pub fn page(&self, path: &str) -> Result<String, String> {
        self.build()?;
        self.built(path)
    }

    /// A file of the site as it was built last.
    ///
    /// # Errors
    /// If there is no such file.
    pub fn built(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(self.folder.path("out").join(path)).map_err(|error| format!("{path}: {error}"))
    }

    /// The outcome of a document that must be refused: check and build name the document and these words, and nothing is published.
    ///
    /// # Errors
    /// If that is not so.
    pub fn refused(&self, file: &str, words: &[&str]) -> CaseResult {
        let says = |text: &str| text.contains(file) && words.iter().all(|word| text.contains(word));
        let checked = self.check()?;
        require(checked.is_anything_lost() && has(&checked, "unreadable", says), &checked.findings)?;
        let built = self.build();
        require(built.as_ref().is_err_and(|error| says(error)), &built)?;
        require(!self.folder.path("out").exists(), "an output folder")?;
        Ok(Outcome::Refused)
    }

    /// The outcome of something that check must tell: it has a finding of this kind with these words, and the site is published.
    ///
    /// # Errors
    /// If that is not so.
    pub fn told(&self, kind: &str, words: &[&str]) -> CaseResult {
        let checked = self.check()?;
        let says = |text: &str| words.iter().all(|word| text.contains(word));
        require(has(&checked, kind, says), &checked.findings)?;
        self.build()?;
        Ok(Outcome::Right)
    }

    /// Imports a file into the site, as `trangxa import` does.
    ///
    /// # Errors
    /// If nothing was imported.
    pub fn import(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<trangxa_feeds::Report, String> {
        let source = self.folder.write(&format!("sources/{name}"), bytes);
        let options = ImportOptions {
            sources: vec![source.display().to_string()],
            into: self.folder.path("site"),
            since: None,
            limit: None,
            media: None,
        };
        trangxa_feeds::import(&options, &mut |_| {}).map_err(|error| error.to_string())
    }

    /// The items of the site's feed.
    #[must_use]
    pub fn items(&self) -> Vec<Value> {
        self.json("data/feed.json")["items"].as_array().cloned().unwrap_or_default()
    }

    /// Imports figures into the site, as `trangxa import-tthc` does with these options; `files` and `into` are set here.
    ///
    /// # Errors
    /// If nothing was imported.
    pub fn import_figures(
        &self,
        name: &str,
        bytes: impl AsRef<[u8]>,
        options: impl FnOnce(&mut FiguresOptions),
    ) -> Result<trangxa_figures::Report, String> {
        let source = self.folder.write(&format!("sources/{name}"), bytes);
        let mut all = FiguresOptions {
            files: vec![source],
            into: self.folder.path("site"),
            period: None,
            map: None,
            map_template: None,
            sheet: None,
            unit: None,
            source_name: None,
            source_url: None,
            updated_at: NOW,
            dry_run: false,
        };
        options(&mut all);
        trangxa_figures::import_figures(&all).map_err(|error| error.to_string())
    }
}

fn has(checked: &Checked, kind: &str, says: impl Fn(&str) -> bool) -> bool {
    let is_it = |finding: &Finding| finding.kind.code() == kind && says(&finding.to_string());
    checked.findings.iter().any(is_it)
}
