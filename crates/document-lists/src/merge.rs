//! The site's documents.json: finds in it what the files say, sets it, and writes it. No document is deleted, and nothing that a clerk wrote.

use crate::found::{Member, agree, shown};
use crate::gather::Gathered;
use crate::text::SHAPE;
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use trangxa_list_imports::ImportError;
use trangxa_list_imports::document::{Register, SiteDocument};
use trangxa_list_imports::memory::Memory;
use trangxa_list_imports::merge::{self, Merged, Whose};
use trangxa_messages::document_lists as say;
use trangxa_model::document::JsonDocument;
use trangxa_model::official::{OfficialDocument, OfficialDocuments};
use trangxa_model::{Slug, Timestamp};
use trangxa_site_files::SiteError;

/// The documents of a site.
pub(crate) struct SiteRegister {
    document: SiteDocument,
    /// Its documents as the site reads them, in the order of the file.
    known: Vec<OfficialDocument>,
    /// The places of documents by the words of their number, or of their abstract if they have none.
    by_number: HashMap<Slug, Vec<usize>>,
    ids: HashSet<Slug>,
    memory: Memory,
}

/// What became of a document of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    New,
    Changed,
    Unchanged,
    /// Because of a doubt.
    LeftOut,
}

/// Whether a document of the site is the one that the files mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Likeness {
    Same,
    /// Its number and year are the same, and nothing explains why its abstract is another.
    Unclear,
    Other,
}

impl SiteRegister {
    /// Reads the documents of a site folder, which need not exist yet.
    pub(crate) fn load(site: &Path, notes: &mut Vec<String>) -> Result<Self, ImportError> {
        let (document, read) = SiteDocument::load::<OfficialDocuments>(site, notes)?;
        let known = read.map(|read| read.documents).unwrap_or_default();
        let mut by_number: HashMap<Slug, Vec<usize>> = HashMap::new();
        for (at, it) in known.iter().enumerate() {
            if let Some(number) = it.number.as_deref().or(it.about.as_deref()).and_then(Slug::make) {
                by_number.entry(number).or_default().push(at);
            }
        }
        let ids = known.iter().map(|it| it.id.clone()).collect();
        let memory = Memory::load(site, OfficialDocuments::NAME, notes);
        Ok(Self { document, known, by_number, ids, memory })
    }

    /// The path of documents.json below the site folder.
    pub(crate) fn path(&self) -> &str {
        &self.document.path
    }

    /// Whether anything was set that the document does not say yet.
    pub(crate) const fn is_changed(&self) -> bool {
        self.document.is_changed()
    }

    /// Merges what files say of documents. Also returns what became of each.
    pub(crate) fn merge(&mut self, gathered: &[Gathered]) -> (Merged, Vec<Fate>) {
        let mut merged = Merged::default();
        let mut taken = HashSet::new();
        let fates = gathered.iter().map(|it| self.merge_one(it, &mut taken, &mut merged)).collect();
        (merged, fates)
    }

    fn merge_one(&mut self, it: &Gathered, taken: &mut HashSet<usize>, merged: &mut Merged) -> Fate {
        let mut same = Vec::new();
        let mut unclear = None;
        for at in self.by_number.get(&it.key.number).into_iter().flatten().copied() {
            match self.likeness(at, it) {
                Likeness::Same => same.push(at),
                Likeness::Unclear => unclear = Some(at),
                Likeness::Other => {}
            }
        }
        match (&same[..], unclear) {
            ([at], _) if taken.insert(*at) => self.change(*at, it, merged),
            ([], None) => self.add(it, merged),
            ([], Some(at)) => {
                let about = self.known[at].about.clone().unwrap_or_default();
                let about = trangxa_list_imports::names::short(&about);
                merged.doubts.push(say::OtherAbstract { whose: it.found.shown(), about }.to_string());
                Fate::LeftOut
            }
            _ => {
                merged.doubts.push(say::Ambiguous { whose: it.found.shown() }.to_string());
                Fate::LeftOut
            }
        }
    }

    /// Whether a document of the site with the same number is the one of the files.
    fn likeness(&self, at: usize, it: &Gathered) -> Likeness {
        let known = &self.known[at];
        let year = (known.year() != 0).then(|| known.year().to_string());
        if year.is_some() && it.key.year.is_some() && year != it.key.year {
            return Likeness::Other;
        }
        let about = it.found.text(Member::About);
        // A clerk may have corrected the abstract since the last import, or the register has been.
        let last = self.memory.of(known.id.as_str(), Member::About.key()).and_then(Value::as_str);
        let is_explained = last.is_some() && (agree(last, about) || agree(last, known.about.as_deref()));
        if agree(known.about.as_deref(), about) || is_explained {
            return Likeness::Same;
        }
        let issuer = it.found.text(Member::Issuer);
        if agree(known.issuer.as_deref(), issuer) { Likeness::Unclear } else { Likeness::Other }
    }

    fn add(&mut self, it: &Gathered, merged: &mut Merged) -> Fate {
        let mut entry = it.found.to_json();
        let Some(id) = self.new_id(&entry, it.found.text(Member::Issuer)) else {
            merged.doubts.push(say::NoId { whose: it.found.shown() }.to_string());
            return Fate::LeftOut;
        };
        for (member, value) in &it.found.members {
            self.memory.set(id.as_str(), member.key(), value);
        }
        // Written, so that the address stays when the number is corrected.
        entry.insert("id".to_owned(), json!(id.as_str()));
        self.document.push(entry);
        self.ids.insert(id);
        merged.new.push(it.found.shown());
        Fate::New
    }

    /// An id that no document has: the one that the site would make, with the issuer behind it if that is taken.
    fn new_id(&self, entry: &Map<String, Value>, issuer: Option<&str>) -> Option<Slug> {
        let id = self.read(entry)?.id;
        let with_issuer = || issuer.and_then(Slug::make).map(|issuer| id.with_suffix(&issuer));
        [Some(id.clone()), with_issuer()].into_iter().flatten().find(|id| !self.ids.contains(id))
    }

    /// A document as the site reads it.
    fn read(&self, entry: &Map<String, Value>) -> Option<OfficialDocument> {
        OfficialDocument::from_json(&format!("/{}", self.document.path), Value::Object(entry.clone())).ok()
    }

    /// Sets in a document of the site what the files say of it.
    fn change(&mut self, at: usize, it: &Gathered, merged: &mut Merged) -> Fate {
        let Some(mut entry) = self.document.entry(self.known[at].index).cloned() else { return Fate::LeftOut };
        let known = &self.known[at];
        let number = known.number.as_deref().or_else(|| it.found.text(Member::Number));
        let shown = shown(number, known.about.as_deref());
        let whose = Whose { id: known.id.as_str(), shown: &shown, document: &self.document.path };
        // A clerk may write a day or a file in another form.
        let (there, read) = (known.to_json(), self.read(&it.found.to_json()).map(|it| it.to_json()));
        let before = merged.changes.len();
        let mut filled = Vec::new();
        for (member, value) in it.found.members.iter().filter(|(member, _)| *member != Member::Number) {
            let key = member.key();
            if !there[key].is_null() && read.as_ref().is_some_and(|read| read[key] == there[key]) {
                self.memory.set(whose.id, key, value);
                continue;
            }
            let named = (key, member.shown());
            merge::member(&mut entry, whose, named, value, &mut self.memory, &mut filled, merged);
        }
        merged.tell_filled(whose.shown, &filled);
        if merged.changes.len() == before {
            merged.unchanged += 1;
            return Fate::Unchanged;
        }
        // The id may be made of what was changed, and an address on the web must not change.
        entry.insert("id".to_owned(), json!(known.id.as_str()));
        self.document.set(known.index, entry);
        merged.changed += 1;
        Fate::Changed
    }

    /// Writes the document in one step, and what was read.
    pub(crate) fn save(&mut self, updated_at: Timestamp) -> Result<(), ImportError> {
        self.document.save::<OfficialDocuments>(updated_at, SHAPE)?;
        Ok(self.memory.save().map_err(SiteError::from)?)
    }
}
