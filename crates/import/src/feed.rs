//! The site's own feed: read with every document of its chain, added to, and written without ever losing an item.

use crate::state::State;
use crate::{ImportError, dates, files, json, jsonfeed, media};
use serde_json::{Map, Value, json};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use trangxa_model::document::{self, MAX_BYTES, Problem};
use trangxa_model::feed::id;
use trangxa_model::site::DEFAULT_ARTICLES;
use trangxa_model::{DocumentError, Timestamp, url};

/// How many items one document holds when it is written here. Readers take 1 000.
pub(crate) const DOCUMENT_ITEMS: usize = 500;
/// How many bytes one document holds when it is written here; readers take 8 000 000.
pub(crate) const DOCUMENT_BYTES: usize = 4_000_000;

const SITE: &str = "data/site.json";

/// The feed of a site folder.
pub(crate) struct SiteFeed {
    site: PathBuf,
    /// The unit's name, for a feed that has to be made.
    name: Option<String>,
    /// At least one; the first need not exist yet.
    documents: Vec<Document>,
    /// Where the chain leaves the site folder, as written.
    leads_to: Option<String>,
    entries: Vec<Entry>,
}

struct Document {
    /// Its path below the site folder.
    path: String,
    exists: bool,
    /// Everything but the items and `next_url`.
    head: Map<String, Value>,
}

struct Entry {
    json: Value,
    /// The document it lies in; `None` for a new one.
    document: Option<usize>,
}

/// What a merge did.
#[derive(Default)]
pub(crate) struct Merged {
    pub added: usize,
    pub updated: usize,
    pub unchanged: usize,
}

impl SiteFeed {
    /// Reads the feed of a site folder.
    pub fn load(site: &Path, remarks: &mut Vec<String>) -> Result<Self, ImportError> {
        let Settings { articles, base, name } = Settings::read(site)?;
        let mut feed = Self { site: site.to_owned(), name, documents: Vec::new(), leads_to: None, entries: Vec::new() };
        let folder = |path: &str| path.rfind('/').map_or(String::new(), |at| path[..=at].to_owned());
        let home = folder(&articles);
        let mut path = articles;
        loop {
            let file = site.join(&path);
            let index = feed.documents.len();
            if index == 0 && !file.exists() {
                feed.documents.push(Document { path, exists: false, head: Map::new() });
                return Ok(feed);
            }
            let (head, items, next) = read_document(&file, &path)?;
            feed.documents.push(Document { path: path.clone(), exists: true, head });
            feed.entries.extend(items.into_iter().map(|json| Entry { json, document: Some(index) }));
            let Some(next) = next else { return Ok(feed) };
            // As the publisher does it: an address that is not below the site's root is not followed.
            let address = url::resolve(&format!("{base}{path}"), &next);
            let Some(local) = address.as_deref().and_then(|address| address.strip_prefix(&base)) else {
                remarks.push(format!("{path}, next_url: {next} is not in the site folder; kept, not followed"));
                feed.leads_to = Some(next);
                return Ok(feed);
            };
            let local = local.to_owned();
            let fail = |problem: String| DocumentError::new(&path, "next_url", Problem::Shape(problem));
            if folder(&local) != home {
                let problem = format!("{next} lies in another folder; expected every document of the feed in one");
                return Err(fail(problem).into());
            }
            if feed.documents.iter().any(|document| document.path == local) {
                remarks.push(format!("{path}, next_url: leads back to {local}; the chain was ended here"));
                return Ok(feed);
            }
            if !site.join(&local).is_file() {
                return Err(fail(format!("there is no {local}; expected the feed's next document")).into());
            }
            path = local;
        }
    }

    /// The way from the feed's documents to the site's root: `../` for each folder.
    pub fn to_root(&self) -> String {
        "../".repeat(self.documents[0].path.matches('/').count())
    }

    /// The ids of the items in it that are whole: whose copied pictures and files are there too.
    pub fn ids(&self) -> HashSet<String> {
        let whole = self.entries.iter().filter(|entry| copies(&entry.json).all(|copy| self.site.join(copy).is_file()));
        whole.filter_map(|entry| id(&entry.json)).collect()
    }

    /// Every item that has an id.
    pub fn items(&self) -> impl Iterator<Item = (String, &Value)> {
        self.entries.iter().filter_map(|entry| Some((id(&entry.json)?, &entry.json)))
    }

    /// Lays items over those of the same id, field by field, and puts new ones in their place by date.
    pub fn merge(&mut self, items: Vec<Map<String, Value>>) -> Merged {
        let mut merged = Merged::default();
        let mut places: HashMap<String, usize> = HashMap::new();
        for (place, entry) in self.entries.iter().enumerate() {
            if let Some(id) = id(&entry.json) {
                places.entry(id).or_insert(place);
            }
        }
        let known = self.entries.len();
        // As they were: two sources that disagree about an item must not make it look changed on every run.
        let mut before: HashMap<usize, Value> = HashMap::new();
        for item in items {
            let Some(id) = item.get("id").and_then(Value::as_str).map(str::to_owned) else { continue };
            match places.get(&id) {
                Some(place) => {
                    let json = &mut self.entries[*place].json;
                    before.entry(*place).or_insert_with(|| json.clone());
                    if let Value::Object(members) = json {
                        overlay(members, item);
                    }
                }
                None => {
                    places.insert(id, self.entries.len());
                    self.entries.push(Entry { json: Value::Object(item), document: None });
                }
            }
        }
        for (place, was) in before.iter().filter(|(place, _)| **place < known) {
            if self.entries[*place].json == *was { merged.unchanged += 1 } else { merged.updated += 1 }
        }
        let mut new = self.entries.split_off(known);
        merged.added = new.len();
        // Newest first, undated last; the sort keeps the source's order where dates are the same.
        new.sort_by_key(|entry| Reverse(date(&entry.json)));
        self.insert(new);
        merged
    }

    /// Puts new entries between the known ones, whose order stays.
    fn insert(&mut self, new: Vec<Entry>) {
        let known = std::mem::take(&mut self.entries);
        let dated = known.iter().rposition(|entry| date(&entry.json).is_some()).map_or(0, |last| last + 1);
        let mut new = new.into_iter().peekable();
        for (place, entry) in known.into_iter().enumerate() {
            let next_date = date(&entry.json);
            // Past the last dated entry, whatever has a date comes first.
            let goes_before = |new: &Entry| match date(&new.json) {
                Some(date) if place >= dated => Some(date) > None,
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

    /// Writes what changed, the first document last. A run that is cut short in between leaves some items in two
    /// documents, the same in both, and none in no document; the next run takes the second ones out.
    pub fn save(&mut self, title: Option<&str>, state: &mut State, merged: &Merged) -> Result<(), ImportError> {
        let dropped = self.drop_repeated();
        if self.documents[0].exists && merged.added == 0 && merged.updated == 0 && !dropped {
            return Ok(());
        }
        let documents = self.place();
        for index in self.documents.len()..documents.len() {
            let path = self.free_name(index + 1, state);
            self.documents.push(Document { path, exists: false, head: Map::new() });
        }
        let title = self.name.as_deref().or(title).unwrap_or("Tin tức").to_owned();
        let first = &mut self.documents[0];
        if !first.exists {
            first.head = head(&title);
        }
        let title = first.head.get("title").and_then(Value::as_str).unwrap_or(&title).to_owned();
        for document in &mut self.documents {
            if document.head.is_empty() {
                document.head = head(&title);
            }
        }
        // Before the documents themselves: a name that a killed run has used is known as ours.
        let new = self.documents.iter().skip(1).filter(|document| !document.exists);
        state.claim(new.map(|document| document.path.as_str()))?;
        for index in (0..self.documents.len()).rev() {
            let next = match self.documents.get(index + 1) {
                Some(next) => next.path.rsplit('/').next().map(str::to_owned),
                None => self.leads_to.clone(),
            };
            let document = &self.documents[index];
            let text = text(&document.head, next, &documents[index]);
            let file = self.site.join(&document.path);
            if fs::read(&file).ok().as_deref() != Some(text.as_bytes()) {
                files::write(&file, text.as_bytes())?;
            }
        }
        Ok(())
    }

    /// Takes out copies that an interrupted run left: the same in every byte as an item of an earlier document.
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

    /// The items of each document, as text. None moves to an earlier document than it lies in: with the documents
    /// written from the last to the first, that is why an interrupted run loses nothing.
    fn place(&self) -> Vec<Vec<String>> {
        let mut documents: Vec<Vec<String>> = vec![Vec::new(); self.documents.len()];
        let (mut current, mut bytes) = (0, 0);
        for entry in &self.entries {
            let text = json::pretty(&entry.json, 2);
            if let Some(home) = entry.document.filter(|home| *home > current) {
                (current, bytes) = (home, 0);
            }
            let full = documents[current].len() >= DOCUMENT_ITEMS || bytes + text.len() > DOCUMENT_BYTES;
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

    /// `data/feed-2.json` for the second document, unless a file that is not ours has the name.
    fn free_name(&self, number: usize, state: &State) -> String {
        let first = &self.documents[0].path;
        let (stem, extension) = match first.rsplit_once('.') {
            Some((stem, extension)) if !extension.contains('/') => (stem, format!(".{extension}")),
            _ => (first.as_str(), String::new()),
        };
        let free = |path: &String| {
            let taken = self.documents.iter().any(|document| document.path == *path);
            !taken && (state.own.contains(path) || !self.site.join(path).exists())
        };
        (number..).map(|number| format!("{stem}-{number}{extension}")).find(free).unwrap_or_default()
    }
}

/// What `site.json` says about the feed.
struct Settings {
    articles: String,
    /// The site's root on its host.
    base: String,
    name: Option<String>,
}

impl Settings {
    fn read(site: &Path) -> Result<Self, ImportError> {
        let mut settings = Self { articles: DEFAULT_ARTICLES.to_owned(), base: "/".to_owned(), name: None };
        let file = site.join(SITE);
        if !file.exists() {
            return Ok(settings);
        }
        let json = document::parse(SITE, &read(&file, SITE)?)?;
        let text = |json: &Value, name: &str| json.get(name).and_then(Value::as_str).map(str::to_owned);
        settings.name = text(&json, "name");
        if let Some(base) = text(&json, "base_url").map(|base| files::path_of(&base).to_owned()) {
            settings.base = if base.ends_with('/') { base } else { format!("{base}/") };
        }
        let named = json.get("data").and_then(|data| text(data, "articles"));
        if let Some(path) = named.filter(|path| !path.contains("://") && !path.starts_with("//")) {
            let parts: Vec<&str> = path.split('/').filter(|part| *part != ".").collect();
            if parts.iter().any(|part| matches!(*part, "" | "..")) || path.contains(['\\', ':']) {
                let problem =
                    format!("expected a path inside the site folder such as {DEFAULT_ARTICLES}, found \"{path}\"");
                return Err(DocumentError::new(SITE, "data.articles", Problem::Shape(problem)).into());
            }
            settings.articles = parts.join("/");
        }
        Ok(settings)
    }
}

fn read(file: &Path, name: &str) -> Result<Vec<u8>, ImportError> {
    let bytes = fs::metadata(file).map_err(ImportError::read(file))?.len();
    if bytes > MAX_BYTES as u64 {
        let problem = Problem::TooLarge(usize::try_from(bytes).unwrap_or(usize::MAX));
        return Err(DocumentError::new(name, "", problem).into());
    }
    fs::read(file).map_err(ImportError::read(file))
}

type Parts = (Map<String, Value>, Vec<Value>, Option<String>);

fn read_document(file: &Path, path: &str) -> Result<Parts, ImportError> {
    let json = document::parse(path, &read(file, path)?)?;
    let shape = |place: &str, problem: &str| DocumentError::new(path, place, Problem::Shape(problem.to_owned()));
    let is_feed = jsonfeed::is_feed(&json);
    let Value::Object(mut head) = json else {
        return Err(shape("", "expected a JSON Feed, an object with version and items").into());
    };
    if !is_feed {
        let found = head.get("version").map_or_else(|| "(none)".to_owned(), Value::to_string);
        let problem = Problem::Version { found, expected: "\"https://jsonfeed.org/version/1.1\"" };
        return Err(DocumentError::new(path, "version", problem).into());
    }
    let Some(Value::Array(items)) = head.remove("items") else {
        return Err(shape("items", "is missing, or no list; expected a list of articles").into());
    };
    let next = match head.remove("next_url") {
        Some(Value::String(next)) if !next.trim().is_empty() => Some(next.trim().to_owned()),
        _ => None,
    };
    Ok((head, items, next))
}

fn head(title: &str) -> Map<String, Value> {
    let head = json!({ "version": "https://jsonfeed.org/version/1.1", "title": title });
    head.as_object().cloned().unwrap_or_default()
}

fn text(head: &Map<String, Value>, next: Option<String>, items: &[String]) -> String {
    let mut head = head.clone();
    if let Some(next) = next {
        head.insert("next_url".to_owned(), next.into());
    }
    let mut out = json::pretty(&Value::Object(head), 0);
    // The items come before the document's own end.
    out.truncate(out.len() - "\n}".len());
    out.push_str(",\n  \"items\": [");
    for (i, item) in items.iter().enumerate() {
        json::line(i, 2, &mut out);
        out.push_str(item);
    }
    out.push_str(if items.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
    out
}

/// The copies that an item names, as paths below the site folder.
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

/// When an item was published, or else changed.
pub(crate) fn date(item: &Value) -> Option<Timestamp> {
    ["date_published", "date_modified"].iter().find_map(|field| dates::read(item.get(*field)?.as_str()?))
}

/// The source's fields over the known ones; what the source does not say stays.
fn overlay(known: &mut Map<String, Value>, item: Map<String, Value>) {
    // A source has one text; the other kind is an older one.
    for (kind, other) in [("content_html", "content_text"), ("content_text", "content_html")] {
        if item.contains_key(kind) && !item.contains_key(other) {
            known.remove(other);
        }
    }
    for (name, value) in item {
        match (name.as_str(), known.get_mut(&name), value) {
            ("id", ..) => {}
            ("_trangxa", Some(Value::Object(known)), Value::Object(ours)) => known.extend(ours),
            // The same instant, written otherwise by whoever wrote the file.
            ("date_published" | "date_modified", Some(Value::String(known)), Value::String(date))
                if dates::read(known).is_some() && dates::read(known) == dates::read(&date) => {}
            (_, _, value) => {
                known.insert(name, value);
            }
        }
    }
}
