//! The site's procedures.json: reads it, sets in it what the files say, and writes it. No procedure is deleted, and nothing that a clerk wrote.

use crate::code;
use crate::decision::Decision;
use crate::found::shown;
use crate::gather::{Gathered, same_entries};
use crate::names;
use crate::shown::member;
use crate::text::SHAPE;
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use trangxa_list_imports::ImportError;
use trangxa_list_imports::document::{Register, SiteDocument};
use trangxa_list_imports::memory::Memory;
use trangxa_list_imports::merge::{self, Merged, Whose};
use trangxa_messages::{list_imports as lists, procedure_lists as say};
use trangxa_model::procedures::Procedures;
use trangxa_model::{Slug, Timestamp};
use trangxa_site_files::SiteError;

/// The procedures of a site.
pub(crate) struct SiteProcedures {
    document: SiteDocument,
    /// The id of each procedure, which it need not write itself.
    ids: Vec<Slug>,
    memory: Memory,
}

impl SiteProcedures {
    /// Reads the procedures of a site folder, which need not exist yet.
    pub(crate) fn load(site: &Path, notes: &mut Vec<String>) -> Result<Self, ImportError> {
        let (document, read) = SiteDocument::load::<Procedures>(site, notes)?;
        let procedures = read.into_iter().flat_map(|read| read.procedures);
        let ids = procedures.map(|procedure| procedure.id).collect();
        Ok(Self { document, ids, memory: Memory::load(site, Procedures::NAME, notes) })
    }

    /// The path of procedures.json below the site folder.
    pub(crate) fn path(&self) -> &str {
        &self.document.path
    }

    /// Whether anything was set that the document does not say yet.
    pub(crate) const fn is_changed(&self) -> bool {
        self.document.is_changed()
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
    pub(crate) fn save(&mut self, updated_at: Timestamp) -> Result<(), ImportError> {
        self.document.save::<Procedures>(updated_at, SHAPE)?;
        Ok(self.memory.save().map_err(SiteError::from)?)
    }

    /// Where each procedure is on the site: first by its code, then by its name.
    fn places(&self, gathered: &[Gathered]) -> Vec<Place> {
        let text = |entry: &Value, name: &str| entry.get(name).and_then(Value::as_str).map(str::to_owned);
        let codes: Vec<Option<String>> = self
            .document
            .entries()
            .iter()
            .map(|entry| text(entry, "code").and_then(|code| code::base(&code)))
            .collect();
        let mut by_code: HashMap<&str, usize> = HashMap::new();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, entry) in self.document.entries().iter().enumerate() {
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
            self.memory.set(id.as_str(), detail.key(), value);
        }
        self.document.push(entry);
        self.ids.push(id);
        merged.new.push(it.shown());
    }

    /// Sets in a procedure of the site what files say of it.
    fn change(&mut self, at: usize, it: &Gathered, merged: &mut Merged) {
        let Some(id) = self.ids.get(at).cloned() else { return };
        let Some(mut entry) = self.document.entry(at).cloned() else { return };
        let text = |entry: &Map<String, Value>, name: &str| {
            entry.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty()).map(str::to_owned)
        };
        let whose = shown(text(&entry, "name").as_deref(), it.code.as_deref());
        let mut filled: Vec<String> = Vec::new();
        let mut replace = |key: &str, old: &str, new: &str| {
            let (old, new) = (names::short(old), names::short(new));
            merged.changes.push(lists::Replaced { whose: &whose, member: member(key), old, new }.to_string());
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
                None => filled.push(member(key)),
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
                    filled.push(member("for_whom"));
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
                filled.push(member("decision"));
                let whole = Decision { number: new.number.clone(), date: new.date.clone().or(there.date) };
                entry.insert("decision".to_owned(), whole.to_json(json.as_ref()));
            }
        }
        // What a clerk may have written herself.
        let whose = Whose { id: id.as_str(), shown: &whose, document: &self.document.path };
        for (detail, read) in &it.details {
            let key = (detail.key(), member(detail.key()));
            merge::member(&mut entry, whose, key, read, &mut self.memory, &mut filled, merged);
        }
        merged.tell_filled(whose.shown, &filled);
        self.document.set(at, entry);
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
