//! A source, whatever it is, as items.

use crate::http::{Answer, Client, Validators, is_web};
use crate::{Progress, danang, files, jsonfeed, xml};
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use trangxa_model::document::{self, MAX_BYTES};
use trangxa_model::url;

pub(crate) use crate::error::SourceError;

/// How many documents of one chain are followed by `next_url`.
pub(crate) const MAX_DOCUMENTS: usize = 500;

const EXTENSIONS: [&str; 5] = ["xml", "rss", "atom", "rdf", "json"];

/// One document's items, each with its place for remarks.
#[derive(Default)]
pub(crate) struct Parsed {
    pub title: Option<String>,
    pub items: Vec<(String, Map<String, Value>)>,
    pub remarks: Vec<String>,
    /// The next document, as written.
    pub next: Option<String>,
}

/// Sets a field, when there is something to set.
pub(crate) fn put<V: Into<Value>>(item: &mut Map<String, Value>, name: &str, value: Option<V>) {
    if let Some(value) = value {
        item.insert(name.to_owned(), value.into());
    }
}

/// Where a document came from, and so where its relative references lead.
#[derive(Clone)]
pub(crate) enum Origin {
    Web,
    /// A local document: its folder, and the folder that nothing may be taken from outside of.
    File {
        folder: PathBuf,
        root: PathBuf,
    },
}

/// An item on its way into the feed.
pub(crate) struct Item {
    pub json: Map<String, Value>,
    /// The document it came from, as remarks name it.
    pub file: String,
    pub place: String,
    pub origin: Origin,
}

/// What is remembered of a document from the web.
pub(crate) struct Seen {
    pub url: String,
    /// `None`: the next run has to read it again.
    pub validators: Option<Validators>,
    pub next: Option<String>,
    pub ids: Vec<String>,
}

/// A source, read.
#[derive(Default)]
pub(crate) struct Source {
    pub title: Option<String>,
    pub items: Vec<Item>,
    pub remarks: Vec<String>,
    pub seen: Vec<Seen>,
    /// How many documents the server says are unchanged.
    pub not_modified: usize,
    /// How many were read.
    pub read: usize,
}

/// What was remembered of a document: its validators and its `next_url`.
pub(crate) type Remember<'a> = &'a dyn Fn(&str) -> Option<(Validators, Option<String>)>;

impl Source {
    /// Reads a source: an address, a file or a folder.
    pub fn read(
        name: &str,
        client: &mut Client,
        remember: Remember<'_>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self, SourceError> {
        let mut source = Self::default();
        if is_web(name) {
            source.read_web(name, client, remember, progress)?;
        } else {
            source.read_local(name, progress)?;
        }
        Ok(source)
    }

    fn read_web(
        &mut self,
        name: &str,
        client: &mut Client,
        remember: Remember<'_>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), SourceError> {
        let mut visited = HashSet::new();
        let mut address = name.to_owned();
        while visited.insert(address.clone()) {
            if visited.len() > MAX_DOCUMENTS {
                self.too_long(name);
                break;
            }
            progress(Progress::Document { name: address.clone() });
            let next = match self.web_document(&address, client, remember) {
                Ok(next) => next,
                Err(error) if visited.len() == 1 => return Err(error),
                Err(error) => {
                    self.remarks.push(format!("{error}; the chain of documents ends there this time"));
                    break;
                }
            };
            match next {
                Some(next) => address = next,
                None => break,
            }
        }
        Ok(())
    }

    fn web_document(
        &mut self,
        address: &str,
        client: &mut Client,
        remember: Remember<'_>,
    ) -> Result<Option<String>, SourceError> {
        let known = remember(address);
        let fetched = match client.get(address, known.as_ref().map(|(validators, _)| validators))? {
            Answer::NotModified => {
                self.not_modified += 1;
                return Ok(known.and_then(|(_, next)| next));
            }
            Answer::Document(fetched) => fetched,
        };
        let mut parsed = read_document(address, Some(&fetched.url), &fetched.bytes)?;
        let next = parsed.next.take().and_then(|next| {
            let absolute = url::resolve(&fetched.url, &next).filter(|absolute| is_web(absolute));
            if absolute.is_none() {
                self.remarks.push(format!("{address}, next_url: \"{next}\" is no web address; not followed"));
            }
            absolute
        });
        let ids = self.add(address, parsed, &Origin::Web);
        self.seen.push(Seen { url: address.to_owned(), validators: fetched.validators, next: next.clone(), ids });
        Ok(next)
    }

    fn read_local(&mut self, name: &str, progress: &mut dyn FnMut(Progress)) -> Result<(), SourceError> {
        let failed = |source| SourceError::Read { file: name.to_owned(), source };
        let path = Path::new(name);
        let mut visited = HashSet::new();
        if !fs::metadata(path).map_err(failed)?.is_dir() {
            let path = fs::canonicalize(path).map_err(failed)?;
            let root = path.parent().unwrap_or(Path::new("/")).to_owned();
            return self.local_chain(name, path, &root, &mut visited, progress);
        }
        let root = fs::canonicalize(path).map_err(failed)?;
        let mut names: Vec<String> = fs::read_dir(&root)
            .map_err(failed)?
            .filter_map(|entry| entry.ok().filter(|entry| entry.path().is_file())?.file_name().into_string().ok())
            .filter(|name| !name.starts_with('.') && EXTENSIONS.contains(&files::extension(name).as_str()))
            .collect();
        names.sort();
        if names.is_empty() {
            return Err(SourceError::EmptyFolder(name.to_owned()));
        }
        let mut errors = Vec::new();
        for file in &names {
            let label = path.join(file).display().to_string();
            if let Err(error) = self.local_chain(&label, root.join(file), &root, &mut visited, progress) {
                errors.push(error);
            }
        }
        // One file that is no feed says nothing about its neighbours.
        if self.read == 0
            && let Some(error) = errors.pop()
        {
            return Err(error);
        }
        self.remarks.extend(errors.iter().map(|error| format!("{error}; this file was left out")));
        Ok(())
    }

    fn local_chain(
        &mut self,
        label: &str,
        first: PathBuf,
        root: &Path,
        visited: &mut HashSet<PathBuf>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), SourceError> {
        let (mut label, mut path) = (label.to_owned(), first);
        let mut documents = 0;
        while visited.insert(path.clone()) {
            documents += 1;
            if documents > MAX_DOCUMENTS {
                self.too_long(&label);
                break;
            }
            progress(Progress::Document { name: label.clone() });
            let parsed = read_file(&label, &path).and_then(|bytes| read_document(&label, None, &bytes));
            let mut parsed = match parsed {
                Ok(parsed) => parsed,
                Err(error) if documents == 1 => return Err(error),
                Err(error) => {
                    self.remarks.push(format!("{error}; the chain of documents ends there"));
                    break;
                }
            };
            let folder = path.parent().unwrap_or(root).to_owned();
            let next = parsed.next.take();
            self.add(&label, parsed, &Origin::File { folder: folder.clone(), root: root.to_owned() });
            let Some(next) = next else { break };
            match files::below(&folder, root, &next) {
                Some(file) => {
                    label = Path::new(&label).with_file_name(&next).display().to_string();
                    path = file;
                }
                None => {
                    self.remarks.push(format!(
                        "{label}, next_url: there is no \"{next}\" in the source's folder; not followed"
                    ));
                    break;
                }
            }
        }
        Ok(())
    }

    /// Takes a document's items, and gives their ids.
    fn add(&mut self, file: &str, parsed: Parsed, origin: &Origin) -> Vec<String> {
        self.read += 1;
        self.title = self.title.take().or(parsed.title);
        self.remarks.extend(parsed.remarks);
        let mut ids = Vec::new();
        for (place, json) in parsed.items {
            ids.extend(json.get("id").and_then(Value::as_str).map(str::to_owned));
            self.items.push(Item { json, file: file.to_owned(), place, origin: origin.clone() });
        }
        ids
    }

    fn too_long(&mut self, name: &str) {
        self.remarks.push(format!("{name}: more than {MAX_DOCUMENTS} documents in a chain; the rest is left out"));
    }
}

fn read_file(label: &str, path: &Path) -> Result<Vec<u8>, SourceError> {
    let failed = |source| SourceError::Read { file: label.to_owned(), source };
    let bytes = fs::metadata(path).map_err(failed)?.len();
    if bytes > MAX_BYTES as u64 {
        return Err(SourceError::TooLarge { file: label.to_owned(), bytes });
    }
    fs::read(path).map_err(failed)
}

/// Reads a document of any of the formats, told apart by what is in it: names and media types are often wrong.
pub(crate) fn read_document(file: &str, base: Option<&str>, bytes: &[u8]) -> Result<Parsed, SourceError> {
    // UTF-16 is XML's alone; feed-rs tells it by the mark, which has to stay.
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return xml::read(file, base, bytes);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match bytes.first() {
        None => Err(SourceError::Empty(file.to_owned())),
        Some(b'<') if is_web_page(bytes) => Err(SourceError::HtmlPage(file.to_owned())),
        Some(b'<') => xml::read(file, base, bytes),
        Some(b'{' | b'[') => {
            let json = document::parse(file, bytes)?;
            if jsonfeed::is_feed(&json) {
                return jsonfeed::read(file, base, json);
            }
            match danang::records(&json) {
                Some(records) => Ok(danang::read(file, base, records)),
                None => Err(SourceError::UnknownJson(file.to_owned())),
            }
        }
        Some(_) => Err(SourceError::Unknown(file.to_owned())),
    }
}

/// Whether the first element, behind declarations and comments, is a web page's.
fn is_web_page(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let mut rest = start.as_str();
    loop {
        rest = rest.trim_start();
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ => break,
        };
        rest = rest.find(end).map_or("", |at| &rest[at + end.len()..]);
    }
    ["<!doctype html", "<html", "<head", "<body", "<title", "<script", "<meta", "<div", "<p>", "<h1", "<center"]
        .iter()
        .any(|page| rest.starts_with(page))
}
