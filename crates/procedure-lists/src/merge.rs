//! The site's procedures.json: reads it, sets in it what the files say, and writes it. No procedure is deleted, and nothing that a clerk wrote.

use crate::code;
use crate::decision::Decision;
use crate::document_text::text;
use crate::error::ProceduresError;
use crate::found::shown;
use crate::gather::{Gathered, same_entries};
use crate::kept::{Verdict, judge};
use crate::memory::Memory;
use crate::names;
use crate::shown::member;
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use trangxa_messages::procedure_lists as say;
use trangxa_model::document::{JsonDocument, MAX_BYTES, Problem};
use trangxa_model::procedures::Procedures;
use trangxa_model::{DocumentError, Slug, Timestamp};
use trangxa_site_files::{SITE, SiteError, inner_path, read_json, replace};

/// Where the procedures are if site.json does not name them; the publisher finds them there.
const DEFAULT_PATH: &str = "data/procedures.json";
/// How many mistakes of procedures.json an error lists.
const LISTED_MISTAKES: usize = 10;

/// The procedures of a site.
pub(crate) struct SiteProcedures {
    site: PathBuf,
    /// The path of procedures.json below the site folder.
    pub path: String,
    root: Map<String, Value>,
    /// The id of each procedure, which it need not write itself.
    ids: Vec<Slug>,
    memory: Memory,
    is_changed: bool,
}

/// What a merge did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Merged {
    /// The names of procedures that the site did not have.
    pub new: Vec<String>,
    /// How many procedures of the site were changed.
    pub changed: usize,
    /// How many procedures of the site say the same already.
    pub unchanged: usize,
    /// What was filled in or replaced, a text for each.
    pub changes: Vec<String>,
    /// What could not be set, with the reason.
    pub doubts: Vec<String>,
    /// Other sentences.
    pub notes: Vec<String>,
}

impl SiteProcedures {
    /// Reads the procedures of a site folder, which need not exist yet.
    pub(crate) fn load(site: &Path, notes: &mut Vec<String>) -> Result<Self, ProceduresError> {
        if !site.is_dir() {
            return Err(SiteError::NoSite(site.to_owned()).into());
        }
        let mut path = DEFAULT_PATH.to_owned();
        if let Some(json) = read_json::<SiteError>(site, SITE)? {
            match json.get("data").and_then(|data| data.get("procedures")).and_then(Value::as_str) {
                None => {}
                Some(address) if address.contains("://") || address.starts_with("//") => {
                    notes.push(say::SiteElsewhere { site: SITE, address, document: DEFAULT_PATH }.to_string());
                }
                Some(named) => path = inner_path(named, "data.procedures", DEFAULT_PATH).map_err(SiteError::from)?,
            }
        }
        let (mut root, mut ids) = (Map::new(), Vec::new());
        if let Some(json) = read_json::<SiteError>(site, &path)? {
            // The site leaves out what is wrong in the document. A merge would hide these mistakes, so that it is refused.
            let read = parse(&path, json.clone()).map_err(SiteError::from)?;
            if !read.remarks.is_empty() {
                return Err(ProceduresError::Mistakes(mistakes(&path, &read)));
            }
            ids = read.procedures.into_iter().map(|procedure| procedure.id).collect();
            if let Value::Object(members) = json {
                root = members;
            }
        }
        let memory = Memory::load(site, notes);
        Ok(Self { site: site.to_owned(), path, root, ids, memory, is_changed: false })
    }

    /// Whether anything was set that the document does not say yet.
    pub(crate) fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// Merges what files say of procedures.
    pub(crate) fn merge(&mut self, gathered: &[Gathered]) -> Merged {
        let mut merged = Merged::default();
        let places = self.places(gathered);
        for (it, place) in gathered.iter().zip(places) {
            match (place, &it.name) {
                (Place::Known(at), _) => {
                    let before = merged.changes.len();
                    self.change(at, it, &mut merged);
                    let is_changed = merged.changes.len() > before;
                    merged.changed += usize::from(is_changed);
                    merged.unchanged += usize::from(!is_changed);
                    self.is_changed |= is_changed;
                }
                (Place::Ambiguous, _) => merged.doubts.push(say::AmbiguousName { name: it.shown() }.to_string()),
                (Place::New, None) => merged.doubts.push(say::NoName { code: it.shown() }.to_string()),
                (Place::New, Some(name)) => match self.new_id(name, it.code.as_deref()) {
                    Some(id) => self.add(id, name, it, &mut merged),
                    None => merged.doubts.push(say::NoId { name: it.shown() }.to_string()),
                },
            }
        }
        merged
    }

    /// Writes the document in one step, and what was read of the details.
    pub(crate) fn save(&mut self, updated_at: Timestamp) -> Result<(), ProceduresError> {
        if self.is_changed {
            self.root.entry("version").or_insert_with(|| json!(1));
            self.root.insert("updated_at".to_owned(), json!(updated_at.rfc3339()));
            // The site must be able to read the result: a document may have too many procedures, for example.
            let written = parse(&self.path, Value::Object(self.root.clone())).map_err(ProceduresError::Result)?;
            if let Some(remark) = written.remarks.into_iter().next() {
                let problem = Problem::Shape(remark.problem);
                return Err(ProceduresError::Result(DocumentError::new(&self.path, remark.place, problem)));
            }
            let text = text(&self.root);
            if text.len() > MAX_BYTES {
                let error = DocumentError::new(&self.path, "", Problem::TooLarge(text.len()));
                return Err(ProceduresError::Result(error));
            }
            replace(&self.site.join(&self.path), text.as_bytes()).map_err(SiteError::from)?;
        }
        Ok(self.memory.save().map_err(SiteError::from)?)
    }

    fn entries(&self) -> &[Value] {
        self.root.get("procedures").and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// Where each procedure is on the site: first by its code, then by its name.
    fn places(&self, gathered: &[Gathered]) -> Vec<Place> {
        let text = |entry: &Value, name: &str| entry.get(name).and_then(Value::as_str).map(str::to_owned);
        let codes: Vec<Option<String>> =
            self.entries().iter().map(|entry| text(entry, "code").and_then(|code| code::base(&code))).collect();
        let mut by_code: HashMap<&str, usize> = HashMap::new();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, entry) in self.entries().iter().enumerate() {
            if let Some(code) = &codes[at] {
                by_code.entry(code).or_insert(at);
            }
            by_name.entry(names::of_procedure(&text(entry, "name").unwrap_or_default())).or_default().push(at);
        }
        let mut places: Vec<Option<Place>> = gathered
            .iter()
            .map(|it| it.code.as_deref().and_then(|code| by_code.get(code)).map(|at| Place::Known(*at)))
            .collect();
        let mut taken: HashSet<usize> = places
            .iter()
            .flatten()
            .filter_map(|place| if let Place::Known(at) = place { Some(*at) } else { None })
            .collect();
        for (it, place) in gathered.iter().zip(&mut places).filter(|(_, place)| place.is_none()) {
            let named = it.name.as_deref().and_then(|name| by_name.get(&names::of_procedure(name)));
            let free: Vec<usize> = named.into_iter().flatten().copied().filter(|at| !taken.contains(at)).collect();
            *place = Some(match free[..] {
                [] => Place::New,
                // The base gives a procedure another code when it is announced anew.
                [at] => {
                    taken.insert(at);
                    Place::Known(at)
                }
                _ => Place::Ambiguous,
            });
        }
        places.into_iter().map(|place| place.unwrap_or(Place::New)).collect()
    }

    /// An id that no procedure has.
    fn new_id(&self, name: &str, code: Option<&str>) -> Option<Slug> {
        let id = Slug::make(&names::of_procedure(name))?;
        let with_code = || code.and_then(Slug::make).map(|code| id.with_suffix(&code));
        [Some(id.clone()), with_code()].into_iter().flatten().find(|id| !self.ids.contains(id))
    }

    fn add(&mut self, id: Slug, name: &str, it: &Gathered, merged: &mut Merged) {
        let mut entry = Map::from_iter([("id".to_owned(), json!(id.as_str())), ("name".to_owned(), json!(name))]);
        let said = [("code", it.code.as_deref()), ("field", it.field.as_deref())];
        entry.extend(said.into_iter().filter_map(|(name, value)| Some((name.to_owned(), json!(value?)))));
        if !it.for_whom.is_empty() {
            entry.insert("for_whom".to_owned(), json!(it.for_whom));
        }
        if let Some(decision) = &it.decision {
            entry.insert("decision".to_owned(), decision.to_json(None));
        }
        for (detail, value) in &it.details {
            entry.insert(detail.key().to_owned(), value.clone());
            self.memory.set(id.as_str(), *detail, value);
        }
        if let Value::Array(list) = self.root.entry("procedures").or_insert_with(|| json!([])) {
            list.push(Value::Object(entry));
        }
        self.ids.push(id);
        self.is_changed = true;
        merged.new.push(it.shown());
    }

    /// Sets in a procedure of the site what files say of it.
    fn change(&mut self, at: usize, it: &Gathered, merged: &mut Merged) {
        let Some(id) = self.ids.get(at).cloned() else { return };
        let mut entry = match self.entries().get(at) {
            Some(Value::Object(entry)) => entry.clone(),
            _ => return,
        };
        let text = |entry: &Map<String, Value>, name: &str| {
            entry.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty()).map(str::to_owned)
        };
        let whose = shown(text(&entry, "name").as_deref(), it.code.as_deref());
        let mut filled: Vec<&str> = Vec::new();
        let mut replace = |key: &str, old: &str, new: &str| {
            let (old, new) = (names::short(old), names::short(new));
            merged.changes.push(say::Replaced { whose: &whose, member: member(key), old, new }.to_string());
        };
        // What only the national base decides: its value replaces the site's.
        let same_code = |there: &str, code: &str| code::base(there).as_deref() == Some(code);
        let same_name = |a: &str, b: &str| names::of_procedure(a) == names::of_procedure(b);
        let same_field = |a: &str, b: &str| names::of_field(a) == names::of_field(b);
        let owned: [(&'static str, &Option<String>, &dyn Fn(&str, &str) -> bool); 3] =
            [("code", &it.code, &same_code), ("name", &it.name, &same_name), ("field", &it.field, &same_field)];
        for (key, new, agrees) in owned {
            let Some(new) = new else { continue };
            match text(&entry, key) {
                Some(there) if agrees(&there, new) => continue,
                Some(there) => replace(key, &there, new),
                None => filled.push(key),
            }
            if key == "name" {
                // The id may be made of the name, and an address on the web must not change.
                entry.insert("id".to_owned(), json!(id.as_str()));
            }
            entry.insert(key.to_owned(), json!(new));
        }
        if !it.for_whom.is_empty() {
            let there: Vec<String> = match entry.get("for_whom") {
                Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
                Some(Value::String(text)) => vec![text.clone()],
                _ => Vec::new(),
            };
            if !same_entries(&there, &it.for_whom) {
                if there.is_empty() {
                    filled.push("for_whom");
                } else {
                    replace("for_whom", &there.join("; "), &it.for_whom.join("; "));
                }
                entry.insert("for_whom".to_owned(), json!(it.for_whom));
            }
        }
        if let Some(new) = &it.decision {
            let json = entry.get("decision").filter(|value| !value.is_null()).cloned();
            let there = json.as_ref().map(Decision::of_json).unwrap_or_default();
            let says_more = there.number.is_none() || there.date.is_none() && new.date.is_some();
            if !new.agrees(&there) {
                replace("decision", &there.shown(), &new.shown());
                entry.insert("decision".to_owned(), new.to_json(json.as_ref()));
            } else if says_more {
                filled.push("decision");
                let whole = Decision { number: new.number.clone(), date: new.date.clone().or(there.date) };
                entry.insert("decision".to_owned(), whole.to_json(json.as_ref()));
            }
        }
        // What a clerk may have written herself.
        for (detail, read) in &it.details {
            let (key, detail) = (detail.key(), *detail);
            match judge(entry.get(key), read, self.memory.of(id.as_str(), detail)) {
                Verdict::Fill(value) => {
                    filled.push(key);
                    entry.insert(key.to_owned(), value);
                }
                Verdict::Replace(value) => {
                    merged.changes.push(say::Renewed { whose: &whose, member: member(key) }.to_string());
                    entry.insert(key.to_owned(), value);
                }
                Verdict::Same => {}
                Verdict::KeepEdited => {
                    merged.notes.push(say::KeptEdited { whose: &whose, member: member(key) }.to_string());
                }
                Verdict::KeepOwn => {
                    merged.doubts.push(say::KeptOwn { whose: &whose, member: member(key), key }.to_string());
                }
            }
            self.memory.set(id.as_str(), detail, read);
        }
        if !filled.is_empty() {
            let members: Vec<String> = filled.into_iter().map(member).collect();
            merged.changes.push(say::Filled { whose: &whose, members: members.join(", ") }.to_string());
        }
        let list = self.root.get_mut("procedures").and_then(Value::as_array_mut);
        if let Some(there) = list.and_then(|list| list.get_mut(at)) {
            *there = Value::Object(entry);
        }
    }
}

/// Where a procedure is on the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// At this index.
    Known(usize),
    /// Nowhere.
    New,
    /// Under a name that several procedures have.
    Ambiguous,
}

/// Reads procedures as the publisher does: addresses of forms are relative to the document, which lies below the root of the site.
fn parse(path: &str, json: Value) -> Result<Procedures, DocumentError> {
    let read = Procedures::from_json(&format!("/{path}"), json);
    read.map_err(|error| DocumentError::new(path, error.place.clone(), error.problem.clone()))
}

/// The first mistakes of a document, each with its place, and how many more there are.
fn mistakes(path: &str, read: &Procedures) -> Vec<String> {
    let line =
        |place: &str, problem: &str| DocumentError::new(path, place, Problem::Shape(problem.to_owned())).to_string();
    let remarks = read.remarks.iter().take(LISTED_MISTAKES);
    let mut lines: Vec<String> = remarks.map(|remark| line(&remark.place, &remark.problem)).collect();
    let more = read.remarks.len().saturating_sub(LISTED_MISTAKES);
    if more > 0 {
        lines.push(say::MoreMistakes { count: more }.to_string());
    }
    lines
}
