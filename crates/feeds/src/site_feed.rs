//! The site's own feed: reads all documents of its chain, merges items into it, and writes the documents that changed.
//! No item is ever lost, even if the import is interrupted between two documents.

use crate::error::ImportError;
use crate::feed_file::{FeedFile, item_text};
use crate::feed_settings::FeedSettings;
use crate::item::date;
use crate::state::ImportState;
use crate::{dates, media};
use serde_json::{Map, Value};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use trangxa_messages::feeds;
use trangxa_model::document::Problem;
use trangxa_model::feed::id;
use trangxa_model::{DocumentError, Timestamp, url};
use trangxa_site_files::replace;

/// The most items that are written into one document. Readers accept 1 000.
const MAX_ITEMS: usize = 500;
/// The most bytes of items that are written into one document. Readers accept documents of 8 000 000.
pub(crate) const MAX_FILE_BYTES: usize = 4_000_000;

/// The feed of a site folder.
pub(crate) struct SiteFeed {
    site: PathBuf,
    /// The unit's name, which becomes the title of a new feed.
    name: Option<String>,
    /// The documents of the chain: at least one, which need not exist yet.
    documents: Vec<FeedFile>,
    /// The `next_url` with which the chain leaves the site folder, as written.
    leads_to: Option<String>,
    entries: Vec<FeedEntry>,
}

/// An item of the feed.
struct FeedEntry {
    json: Value,
    /// The index of its document; `None` for a new item.
    document: Option<usize>,
}

impl FeedEntry {
    fn date(&self) -> Option<Timestamp> {
        self.json.as_object().and_then(date)
    }
}

/// How many items a merge changed.
#[derive(Default)]
pub(crate) struct FeedChanges {
    pub added: usize,
    pub updated: usize,
    pub unchanged: usize,
}

impl SiteFeed {
    /// Reads the feed of a site folder, which need not exist yet.
    pub(crate) fn load(site: &Path, remarks: &mut Vec<String>) -> Result<Self, ImportError> {
        let FeedSettings { articles, base, name } = FeedSettings::read(site)?;
        let mut feed = Self { site: site.to_owned(), name, documents: Vec::new(), leads_to: None, entries: Vec::new() };
        let folder = |path: &str| path.rfind('/').map_or(String::new(), |at| path[..=at].to_owned());
        let home = folder(&articles);
        let mut path = articles;
        loop {
            let index = feed.documents.len();
            let Some((file, content)) = FeedFile::read(site, &path)? else {
                feed.documents.push(FeedFile::new(path));
                return Ok(feed);
            };
            feed.documents.push(file);
            feed.entries.extend(content.items.into_iter().map(|json| FeedEntry { json, document: Some(index) }));
            let Some(next) = content.next else { return Ok(feed) };
            // Like the publisher, an import follows only addresses below the site's root.
            let address = url::resolve(&format!("{base}{path}"), &next);
            let Some(local) = address.as_deref().and_then(|address| address.strip_prefix(&base)) else {
                remarks.push(format!("{path}, next_url: {}", feeds::NextOutside { next: &next }));
                feed.leads_to = Some(next);
                return Ok(feed);
            };
            let local = local.to_owned();
            let fail = |problem: String| DocumentError::new(&path, "next_url", Problem::Shape(problem));
            if folder(&local) != home {
                return Err(fail(feeds::NextInOtherFolder { next }.to_string()).into());
            }
            if feed.documents.iter().any(|document| document.path == local) {
                remarks.push(format!("{path}, next_url: {}", feeds::NextLeadsBack { path: local }));
                return Ok(feed);
            }
            if !site.join(&local).is_file() {
                return Err(fail(feeds::NoNext { path: local }.to_string()).into());
            }
            path = local;
        }
    }

    /// The relative address of the site's root in the feed: `../` for each folder.
    pub(crate) fn to_root(&self) -> String {
        "../".repeat(self.documents[0].path.matches('/').count())
    }

    /// The ids of the items that are complete: the copies of their pictures and files exist.
    pub(crate) fn ids(&self) -> HashSet<String> {
        let complete =
            self.entries.iter().filter(|entry| copies(&entry.json).all(|copy| self.site.join(copy).is_file()));
        complete.filter_map(|entry| id(&entry.json)).collect()
    }

    /// The items that have an id, with it.
    pub(crate) fn items(&self) -> impl Iterator<Item = (String, &Value)> {
        self.entries.iter().filter_map(|entry| Some((id(&entry.json)?, &entry.json)))
    }

    /// Merges items into those with the same id, field by field, and inserts new ones by date.
    pub(crate) fn merge(&mut self, items: Vec<Map<String, Value>>) -> FeedChanges {
        let mut changes = FeedChanges::default();
        let mut places: HashMap<String, usize> = HashMap::new();
        for (place, entry) in self.entries.iter().enumerate() {
            if let Some(id) = id(&entry.json) {
                places.entry(id).or_insert(place);
            }
        }
        let known = self.entries.len();
        // The items before the merge. If two sources disagree about an item, it must not look changed after every import.
        let mut before: HashMap<usize, Value> = HashMap::new();
        for item in items {
            let Some(id) = item.get("id").and_then(Value::as_str).map(str::to_owned) else { continue };
            let Some(place) = places.get(&id) else {
                places.insert(id, self.entries.len());
                self.entries.push(FeedEntry { json: Value::Object(item), document: None });
                continue;
            };
            let json = &mut self.entries[*place].json;
            before.entry(*place).or_insert_with(|| json.clone());
            if let Value::Object(members) = json {
                merge_item(members, item);
            }
        }
        for (place, was) in before.iter().filter(|(place, _)| **place < known) {
            if self.entries[*place].json == *was { changes.unchanged += 1 } else { changes.updated += 1 }
        }
        let mut new = self.entries.split_off(known);
        changes.added = new.len();
        // Newest first, without date last. The sort is stable and keeps the source's order of equal dates.
        new.sort_by_key(|entry| Reverse(entry.date()));
        self.insert(new);
        changes
    }

    /// Inserts new entries between the known ones, whose order stays. `new` is sorted: newest first, without date last.
    fn insert(&mut self, new: Vec<FeedEntry>) {
        let known = std::mem::take(&mut self.entries);
        let dated = known.iter().rposition(|entry| entry.date().is_some()).map_or(0, |last| last + 1);
        let mut new = new.into_iter().peekable();
        for (place, entry) in known.into_iter().enumerate() {
            let next_date = entry.date();
            // Before the entries without date at the end of the feed, every new entry with a date is inserted.
            let goes_before = |new: &FeedEntry| match new.date() {
                Some(_) if place >= dated => true,
                Some(date) => next_date.is_some_and(|next| date > next),
                None => false,
            };
            while let Some(entry) = new.next_if(goes_before) {
                self.entries.push(entry);
            }
            self.entries.push(entry);
        }
        self.entries.extend(new);
    }

    /// Writes the documents that changed, the first one last. `title` is the title of a new feed if site.json names no unit.
    ///
    /// An import that is interrupted in between leaves some items in two documents, and none in no document. The next import
    /// removes the second ones.
    pub(crate) fn save(
        &mut self,
        title: Option<&str>,
        state: &mut ImportState,
        changes: &FeedChanges,
    ) -> Result<(), ImportError> {
        let has_dropped = self.drop_repeated();
        if self.documents[0].exists && changes.added == 0 && changes.updated == 0 && !has_dropped {
            return Ok(());
        }
        let documents = self.distribute();
        for index in self.documents.len()..documents.len() {
            let path = self.free_name(index + 1, state);
            self.documents.push(FeedFile::new(path));
        }
        let title = self.name.as_deref().or(title).unwrap_or("Tin tức").to_owned();
        let first = &mut self.documents[0];
        if !first.exists {
            first.set_title(&title);
        }
        let title = first.head.get("title").and_then(Value::as_str).unwrap_or(&title).to_owned();
        for document in &mut self.documents {
            if document.head.is_empty() {
                document.set_title(&title);
            }
        }
        // The state is written first, so that documents of an interrupted import are known as our own.
        let new = self.documents.iter().skip(1).filter(|document| !document.exists);
        state.claim(new.map(|document| document.path.as_str()))?;
        for index in (0..self.documents.len()).rev() {
            let next = match self.documents.get(index + 1) {
                Some(next) => next.path.rsplit('/').next().map(str::to_owned),
                None => self.leads_to.clone(),
            };
            let document = &self.documents[index];
            let text = document.text(next, &documents[index]);
            let file = self.site.join(&document.path);
            if fs::read(&file).ok().as_deref() != Some(text.as_bytes()) {
                replace(&file, text.as_bytes())?;
            }
        }
        Ok(())
    }

    /// Removes the items that an interrupted import left twice: equal to an item of an earlier document. Returns whether there
    /// were any.
    fn drop_repeated(&mut self) -> bool {
        let mut first: HashMap<String, usize> = HashMap::new();
        let mut repeated = HashSet::new();
        for (place, entry) in self.entries.iter().enumerate() {
            let Some(id) = id(&entry.json) else { continue };
            let Some(earlier) = first.get(&id).copied() else {
                first.insert(id, place);
                continue;
            };
            let earlier = &self.entries[earlier];
            if earlier.document != entry.document && earlier.json == entry.json {
                repeated.insert(place);
            }
        }
        let mut place = 0;
        self.entries.retain(|_| {
            place += 1;
            !repeated.contains(&(place - 1))
        });
        !repeated.is_empty()
    }

    /// Distributes the items over the documents, as texts. No item moves to an earlier document than its own. Because the last
    /// document is written first, an item is in its new document before it disappears from the old one.
    fn distribute(&self) -> Vec<Vec<String>> {
        let mut documents: Vec<Vec<String>> = vec![Vec::new(); self.documents.len()];
        let (mut current, mut bytes) = (0, 0);
        for entry in &self.entries {
            let text = item_text(&entry.json);
            if let Some(own) = entry.document.filter(|own| *own > current) {
                (current, bytes) = (own, 0);
            }
            let full = documents[current].len() >= MAX_ITEMS || bytes + text.len() > MAX_FILE_BYTES;
            if full && !documents[current].is_empty() {
                (current, bytes) = (current + 1, 0);
                if current == documents.len() {
                    documents.push(Vec::new());
                }
            }
            bytes += text.len() + 8;
            documents[current].push(text);
        }
        documents
    }

    /// A name for a new document: `data/feed-2.json` for the second one, unless a file of another program has that name.
    fn free_name(&self, number: usize, state: &ImportState) -> String {
        let first = &self.documents[0].path;
        let (stem, extension) = match first.rsplit_once('.') {
            Some((stem, extension)) if !extension.contains('/') => (stem, format!(".{extension}")),
            _ => (first.as_str(), String::new()),
        };
        let free = |path: &String| {
            let taken = self.documents.iter().any(|document| document.path == *path);
            !taken && (state.is_own(path) || !self.site.join(path).exists())
        };
        (number..).map(|number| format!("{stem}-{number}{extension}")).find(free).unwrap_or_default()
    }
}

/// The copies of pictures and files that an item names, as paths below the site folder.
fn copies(item: &Value) -> impl Iterator<Item = String> {
    let mut found = Vec::new();
    let mut values = vec![item];
    while let Some(value) = values.pop() {
        match value {
            Value::Array(list) => values.extend(list),
            Value::Object(members) => values.extend(members.values()),
            Value::String(text) => {
                for (at, _) in text.match_indices(media::FOLDER) {
                    let end = text[at..].find(['"', '\'', ' ', '<', '>', '&']).map_or(text.len(), |end| at + end);
                    found.push(text[at..end].to_owned());
                }
            }
            _ => {}
        }
    }
    found.into_iter()
}

/// Sets the members of an item that the source has. All others stay, because a clerk may have added them.
fn merge_item(known: &mut Map<String, Value>, item: Map<String, Value>) {
    // An item has one text. If the source has the other kind now, the known one is outdated.
    for (kind, other) in [("content_html", "content_text"), ("content_text", "content_html")] {
        if item.contains_key(kind) && !item.contains_key(other) {
            known.remove(other);
        }
    }
    for (name, value) in item {
        match (name.as_str(), known.get_mut(&name), value) {
            ("id", ..) => {}
            ("_trangxa", Some(Value::Object(known)), Value::Object(ours)) => known.extend(ours),
            // The same instant in another form is not a change.
            ("date_published" | "date_modified", Some(Value::String(known)), Value::String(date))
                if dates::read(known).is_some() && dates::read(known) == dates::read(&date) => {}
            (_, _, value) => {
                known.insert(name, value);
            }
        }
    }
}
