//! The site's document that an import merges into: it is read as the publisher reads it, checked, and written in one step.

use crate::error::ImportError;
use crate::text::{Shape, text};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use trangxa_messages::list_imports as say;
use trangxa_model::calendar::Calendar;
use trangxa_model::document::{JsonDocument, MAX_BYTES, Problem};
use trangxa_model::official::OfficialDocuments;
use trangxa_model::procedures::Procedures;
use trangxa_model::remarks::Remark;
use trangxa_model::{DocumentError, Timestamp};
use trangxa_site_files::{SITE, SiteError, inner_path, read_json, replace};

/// How many mistakes of a document an error lists.
const LISTED_MISTAKES: usize = 10;

/// A document of a site that is a list of entries.
pub trait Register: JsonDocument {
    /// Its name in site.json and, without its ending, its file's in `data/`; the publisher finds the file there if site.json does not name it.
    const NAME: &'static str;
    /// The member that is the list.
    const LIST: &'static str;

    /// What of it the site does not show.
    fn remarks(&self) -> &[Remark];
}

impl Register for Procedures {
    const NAME: &'static str = "procedures";
    const LIST: &'static str = "procedures";

    fn remarks(&self) -> &[Remark] {
        &self.remarks
    }
}

impl Register for OfficialDocuments {
    const NAME: &'static str = "documents";
    const LIST: &'static str = "documents";

    fn remarks(&self) -> &[Remark] {
        &self.remarks
    }
}

impl Register for Calendar {
    const NAME: &'static str = "calendar";
    const LIST: &'static str = "entries";

    fn remarks(&self) -> &[Remark] {
        &self.remarks
    }
}

/// The document of a site, as JSON: members that are not known stay.
#[derive(Debug)]
pub struct SiteDocument {
    site: PathBuf,
    /// Its path below the site folder.
    pub path: String,
    root: Map<String, Value>,
    list: &'static str,
    is_changed: bool,
}

impl SiteDocument {
    /// Reads the document of a site folder, which need not exist yet. Also returns it as the site reads it.
    ///
    /// # Errors
    /// If there is no site folder, the document or site.json cannot be read, or the site would not show all of the document.
    pub fn load<D: Register>(site: &Path, notes: &mut Vec<String>) -> Result<(Self, Option<D>), ImportError> {
        if !site.is_dir() {
            return Err(SiteError::NoSite(site.to_owned()).into());
        }
        let default = format!("data/{}.json", D::NAME);
        let mut path = default.clone();
        if let Some(json) = read_json::<SiteError>(site, SITE)? {
            match json.get("data").and_then(|data| data.get(D::NAME)).and_then(Value::as_str) {
                None => {}
                Some(address) if address.contains("://") || address.starts_with("//") => {
                    notes.push(say::SiteElsewhere { site: SITE, address, document: &default }.to_string());
                }
                Some(named) => {
                    path = inner_path(named, &format!("data.{}", D::NAME), &default).map_err(SiteError::from)?;
                }
            }
        }
        let (mut root, mut known) = (Map::new(), None);
        if let Some(json) = read_json::<SiteError>(site, &path)? {
            // The site leaves out what is wrong in the document. A merge would hide these mistakes, so that it is refused.
            let read: D = parse(&path, json.clone()).map_err(SiteError::from)?;
            if !read.remarks().is_empty() {
                return Err(ImportError::Mistakes(mistakes(&path, read.remarks())));
            }
            known = Some(read);
            if let Value::Object(members) = json {
                root = members;
            }
        }
        Ok((Self { site: site.to_owned(), path, root, list: D::LIST, is_changed: false }, known))
    }

    /// Whether anything was set that the file does not say yet.
    #[must_use]
    pub const fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// Its entries.
    #[must_use]
    pub fn entries(&self) -> &[Value] {
        self.root.get(self.list).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// The members of an entry.
    #[must_use]
    pub fn entry(&self, at: usize) -> Option<&Map<String, Value>> {
        self.entries().get(at).and_then(Value::as_object)
    }

    /// Adds an entry.
    pub fn push(&mut self, entry: Map<String, Value>) {
        if let Value::Array(list) = self.root.entry(self.list).or_insert_with(|| json!([])) {
            list.push(Value::Object(entry));
            self.is_changed = true;
        }
    }

    /// Sets an entry.
    pub fn set(&mut self, at: usize, entry: Map<String, Value>) {
        let list = self.root.get_mut(self.list).and_then(Value::as_array_mut);
        if let Some(there) = list.and_then(|list| list.get_mut(at)) {
            let entry = Value::Object(entry);
            self.is_changed |= *there != entry;
            *there = entry;
        }
    }

    /// Writes the document in one step, if it was changed.
    ///
    /// # Errors
    /// If the site could not read the result, or the file cannot be written.
    pub fn save<D: Register>(&mut self, updated_at: Timestamp, shape: Shape<'_>) -> Result<(), ImportError> {
        if !self.is_changed {
            return Ok(());
        }
        self.root.entry("version").or_insert_with(|| json!(1));
        self.root.insert("updated_at".to_owned(), json!(updated_at.rfc3339()));
        // The site must be able to read the result: a document may have too many entries, for example.
        let written: D = parse(&self.path, Value::Object(self.root.clone())).map_err(ImportError::Result)?;
        if let Some(remark) = written.remarks().first() {
            let problem = Problem::Shape(remark.problem.clone());
            return Err(ImportError::Result(DocumentError::new(&self.path, remark.place.clone(), problem)));
        }
        let text = text(&self.root, self.list, shape);
        if text.len() > MAX_BYTES {
            let error = DocumentError::new(&self.path, "", Problem::TooLarge(text.len()));
            return Err(ImportError::Result(error));
        }
        replace(&self.site.join(&self.path), text.as_bytes()).map_err(SiteError::from)?;
        self.is_changed = false;
        Ok(())
    }
}

/// Reads a document as the publisher does: addresses in it are relative to the document, which lies below the root of the site.
fn parse<D: Register>(path: &str, json: Value) -> Result<D, DocumentError> {
    let read = D::from_json(&format!("/{path}"), json);
    read.map_err(|error| DocumentError::new(path, error.place.clone(), error.problem.clone()))
}

/// The first mistakes of a document, each with its place, and how many more there are.
fn mistakes(path: &str, remarks: &[Remark]) -> Vec<String> {
    let line =
        |place: &str, problem: &str| DocumentError::new(path, place, Problem::Shape(problem.to_owned())).to_string();
    let listed = remarks.iter().take(LISTED_MISTAKES);
    let mut lines: Vec<String> = listed.map(|remark| line(&remark.place, &remark.problem)).collect();
    let more = remarks.len().saturating_sub(LISTED_MISTAKES);
    if more > 0 {
        lines.push(say::MoreMistakes { count: more }.to_string());
    }
    lines
}
