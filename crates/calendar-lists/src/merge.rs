//! The site's calendar.json: finds in it what the files say, sets it, and writes it. No entry is deleted, and nothing that a clerk wrote.

use crate::incoming::{Incoming, Span, shown};
use crate::text::SHAPE;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::path::Path;
use trangxa_list_imports::ImportError;
use trangxa_list_imports::document::{Register, SiteDocument};
use trangxa_list_imports::memory::Memory;
use trangxa_list_imports::merge::{self, Merged, Whose};
use trangxa_messages::{calendar_lists as say, list_imports as lists};
use trangxa_model::Timestamp;
use trangxa_model::calendar::{Calendar, Entry};
use trangxa_site_files::SiteError;

/// The members that say when an entry is, and which only mean something together.
const WHEN: [&str; 5] = ["start", "end", "repeat", "exceptions", "cancelled"];
/// The name under which the memory has them.
const WHEN_KEY: &str = "when";
/// Whether the memory has an entry of a schedule.
const SCHEDULE_KEY: &str = "schedule";
/// The members with texts.
const TEXTS: [&str; 5] = ["kind", "title", "text", "place", "who"];

/// The calendar of a site.
pub(crate) struct SiteCalendar {
    document: SiteDocument,
    /// Its entries as the site reads them.
    known: Vec<Entry>,
    by_id: HashMap<String, usize>,
    memory: Memory,
}

/// What became of an entry of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    New,
    Changed,
    Unchanged,
    /// Because of a doubt.
    LeftOut,
}

impl SiteCalendar {
    /// Reads the calendar of a site folder, which need not exist yet.
    pub(crate) fn load(site: &Path, notes: &mut Vec<String>) -> Result<Self, ImportError> {
        let (document, read) = SiteDocument::load::<Calendar>(site, notes)?;
        let known = read.map(|read| read.entries).unwrap_or_default();
        let by_id = known.iter().enumerate().map(|(at, entry)| (entry.id.as_str().to_owned(), at)).collect();
        Ok(Self { document, known, by_id, memory: Memory::load(site, Calendar::NAME, notes) })
    }

    /// The path of calendar.json below the site folder.
    pub(crate) fn path(&self) -> &str {
        &self.document.path
    }

    /// Whether anything was set that the document does not say yet.
    pub(crate) const fn is_changed(&self) -> bool {
        self.document.is_changed()
    }

    /// Merges entries. Also returns what became of each.
    pub(crate) fn merge(&mut self, incoming: &[Incoming], updated_at: Timestamp) -> (Merged, Vec<Fate>) {
        let mut merged = Merged::default();
        let mut seen: HashMap<&str, (usize, Fate)> = HashMap::new();
        let mut fates = Vec::new();
        for (index, it) in incoming.iter().enumerate() {
            let id = it.entry.id.as_str();
            let fate = match seen.get(id) {
                Some((first, fate)) if incoming[*first].entry.to_json() == it.entry.to_json() => *fate,
                Some(_) => {
                    merged.doubts.push(say::Twice { whose: it.shown() }.to_string());
                    Fate::LeftOut
                }
                None => match self.by_id.get(id).copied() {
                    Some(at) => self.change(at, it, updated_at, &mut merged),
                    None => self.add(it, &mut merged),
                },
            };
            seen.entry(id).or_insert((index, fate));
            fates.push(fate);
        }
        (merged, fates)
    }

    /// The entries of earlier schedules on these days that are not among those of the files, and not cancelled: they may have been moved.
    pub(crate) fn missing(&self, spans: &[Span], incoming: &[Incoming]) -> Vec<String> {
        let is_there = |entry: &Entry| incoming.iter().any(|it| it.entry.id == entry.id);
        let is_within = |entry: &Entry| spans.iter().any(|span| (span.first..=span.last).contains(&entry.start.day));
        let is_of_schedule = |entry: &Entry| self.memory.of(entry.id.as_str(), SCHEDULE_KEY).is_some();
        let missing = self.known.iter().filter(|entry| {
            !entry.cancelled && entry.repeat.is_none() && is_within(entry) && is_of_schedule(entry) && !is_there(entry)
        });
        missing.map(shown).collect()
    }

    fn add(&mut self, it: &Incoming, merged: &mut Merged) -> Fate {
        if let Value::Object(entry) = it.entry.to_json() {
            self.remember(it, &entry);
            self.document.push(entry);
        }
        merged.new.push(it.shown());
        Fate::New
    }

    fn remember(&mut self, it: &Incoming, read: &Map<String, Value>) {
        let id = it.entry.id.as_str();
        self.memory.set(id, WHEN_KEY, &when_of(read));
        for key in TEXTS {
            if let Some(value) = read.get(key) {
                self.memory.set(id, key, value);
            }
        }
        if it.is_of_schedule {
            self.memory.set(id, SCHEDULE_KEY, &json!(true));
        }
    }

    /// Sets in an entry of the site what a file says of it.
    fn change(&mut self, at: usize, it: &Incoming, updated_at: Timestamp, merged: &mut Merged) -> Fate {
        let known = &self.known[at];
        let Some(mut entry) = self.document.entry(known.index).cloned() else { return Fate::LeftOut };
        let (Value::Object(there), Value::Object(read)) = (known.to_json(), it.entry.to_json()) else {
            return Fate::LeftOut;
        };
        let named = shown(known);
        let whose = Whose { id: known.id.as_str(), shown: &named, document: &self.document.path };
        let before = merged.changes.len();
        set_when(&mut entry, (&there, &read), whose, &self.memory, merged);
        let mut filled = Vec::new();
        for key in TEXTS {
            match (there.get(key), read.get(key)) {
                (there, Some(value)) if there == Some(value) => {}
                (_, Some(value)) => {
                    let key = (key, member(key));
                    merge::member(&mut entry, whose, key, value, &mut self.memory, &mut filled, merged);
                }
                // The file says it no longer. What a clerk wrote stays.
                (Some(there), None) if self.memory.of(whose.id, key) == Some(there) => {
                    entry.remove(key);
                    merged.changes.push(lists::Renewed { whose: whose.shown, member: member(key) }.to_string());
                    self.memory.set(whose.id, key, &Value::Null);
                }
                (_, None) => {}
            }
        }
        merged.tell_filled(whose.shown, &filled);
        let (index, id) = (known.index, known.id.clone());
        self.remember(it, &read);
        if merged.changes.len() == before {
            merged.unchanged += 1;
            return Fate::Unchanged;
        }
        // The id may be made of what was changed. In the calendars of subscribers a change arrives only if the id stays the same.
        entry.insert("id".to_owned(), json!(id.as_str()));
        if entry.contains_key("updated_at") {
            let at = it.entry.updated_at.unwrap_or(updated_at);
            entry.insert("updated_at".to_owned(), json!(at.rfc3339()));
        }
        self.document.set(index, entry);
        merged.changed += 1;
        Fate::Changed
    }

    /// Writes the document in one step, and what was read.
    pub(crate) fn save(&mut self, updated_at: Timestamp) -> Result<(), ImportError> {
        self.document.save::<Calendar>(updated_at, SHAPE)?;
        Ok(self.memory.save().map_err(SiteError::from)?)
    }
}

/// Sets when an entry is: as a whole, because an end of the file may lie before a start of the clerk.
fn set_when(
    entry: &mut Map<String, Value>,
    (there, read): (&Map<String, Value>, &Map<String, Value>),
    whose: Whose<'_>,
    memory: &Memory,
    merged: &mut Merged,
) {
    let (there, read) = (when_of(there), when_of(read));
    let last = memory.of(whose.id, WHEN_KEY);
    if there == read {
        return;
    }
    if last == Some(&there) {
        for key in WHEN {
            entry.remove(key);
        }
        if let Value::Object(read) = &read {
            entry.extend(read.clone());
        }
        let start = |value: &Value| value.get("start").and_then(Value::as_str).unwrap_or_default().to_owned();
        let (old, new, member) = (start(&there), start(&read), member(WHEN_KEY));
        let whose = whose.shown;
        merged.changes.push(if old == new {
            lists::Renewed { whose, member }.to_string()
        } else {
            lists::Replaced { whose, member, old, new }.to_string()
        });
    } else if last == Some(&read) {
        merge::tell_kept_edited(merged, whose, member(WHEN_KEY));
    } else {
        let start = read.get("start").and_then(Value::as_str).unwrap_or_default();
        merged.doubts.push(say::KeptWhen { whose: whose.shown, start }.to_string());
    }
}

/// The members that say when an entry is.
fn when_of(entry: &Map<String, Value>) -> Value {
    let said = WHEN.iter().filter_map(|key| Some(((*key).to_owned(), entry.get(*key)?.clone())));
    Value::Object(said.collect())
}

/// A member of an entry for sentences.
fn member(key: &str) -> String {
    match key {
        "kind" => say::MemberKind.to_string(),
        "title" => say::MemberTitle.to_string(),
        "text" => say::MemberText.to_string(),
        "place" => say::MemberPlace.to_string(),
        "who" => say::MemberWho.to_string(),
        _ => say::MemberWhen.to_string(),
    }
}
