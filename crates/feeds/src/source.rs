//! A source with all of its documents: an address or a file whose `next_url` chain is followed, or a folder of files.

use crate::error::SourceError;
use crate::formats;
use crate::item::{Origin, ParsedFeed, SourceItem};
use crate::options::Progress;
use crate::reference;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use trangxa_messages::feeds;
use trangxa_model::document::MAX_BYTES;
use trangxa_model::feed::MAX_DOCUMENTS;
use trangxa_model::url;
use trangxa_web::{Answer, Client, Validators, is_web_address};

/// Endings of the files in a folder that are read.
const ENDINGS: [&str; 5] = ["xml", "rss", "atom", "rdf", "json"];

/// A document from the web that was read, as the next import needs to know it.
pub(crate) struct WebDocument {
    pub url: String,
    /// The version that was read; `None` if the next import must read the document again.
    pub validators: Option<Validators>,
    /// The address of the next document in the chain.
    pub next: Option<String>,
    /// The ids of its items that are imported.
    pub ids: Vec<String>,
}

/// The content of a source.
#[derive(Default)]
pub(crate) struct FeedSource {
    pub title: Option<String>,
    pub items: Vec<SourceItem>,
    /// Sentences for the report.
    pub remarks: Vec<String>,
    /// Sentences about what was left out.
    pub losses: Vec<String>,
    /// The documents from the web that were read.
    pub web_documents: Vec<WebDocument>,
    /// How many documents did not change since the last import.
    pub not_modified: usize,
    /// How many documents were read.
    pub read: usize,
}

/// Looks up what the last import knew of the document at an address: its version and its `next_url`.
pub(crate) type LookUp<'a> = &'a dyn Fn(&str) -> Option<(Validators, Option<String>)>;

impl FeedSource {
    /// Reads a source: an address, a file or a folder.
    pub(crate) fn read(
        name: &str,
        client: &mut Client,
        look_up: LookUp<'_>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self, SourceError> {
        let mut source = Self::default();
        if is_web_address(name) {
            source.read_web(name, client, look_up, progress)?;
        } else {
            source.read_local(name, progress)?;
        }
        if source.items.is_empty() && !source.losses.is_empty() {
            return Err(SourceError::NothingRead { file: name.to_owned(), losses: source.losses });
        }
        Ok(source)
    }

    /// Reads a chain of documents from the web.
    fn read_web(
        &mut self,
        name: &str,
        client: &mut Client,
        look_up: LookUp<'_>,
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
            let next = match self.web_document(&address, client, look_up) {
                Ok(next) => next,
                Err(error) if visited.len() == 1 => return Err(error),
                Err(error) => {
                    self.losses.push(feeds::RestNotReadNow { error }.to_string());
                    break;
                }
            };
            let Some(next) = next else { break };
            address = next;
        }
        Ok(())
    }

    /// Reads one document from the web and returns the address of the next one.
    fn web_document(
        &mut self,
        address: &str,
        client: &mut Client,
        look_up: LookUp<'_>,
    ) -> Result<Option<String>, SourceError> {
        let known = look_up(address);
        let fetched = match client.get(address, known.as_ref().map(|(validators, _)| validators))? {
            Answer::NotModified => {
                self.not_modified += 1;
                return Ok(known.and_then(|(_, next)| next));
            }
            Answer::Document(fetched) => fetched,
        };
        let mut parsed = formats::read(address, Some(&fetched.url), fetched.content_type.as_deref(), &fetched.bytes)?;
        let next = parsed.next.take().and_then(|next| {
            let absolute = url::resolve(&fetched.url, &next).filter(|absolute| is_web_address(absolute));
            if absolute.is_none() {
                self.losses.push(format!("{address}, next_url: {}", feeds::NextNoAddress { next }));
            }
            absolute
        });
        // A document of which something is lost is read again next time, so that the loss is told again.
        let validators = fetched.validators.filter(|_| parsed.losses.is_empty());
        self.add(address, parsed, &Origin::Web, Some(self.web_documents.len()));
        self.web_documents.push(WebDocument {
            url: address.to_owned(),
            validators,
            next: next.clone(),
            ids: Vec::new(),
        });
        Ok(next)
    }

    /// Reads a file with its chain, or each file of a folder.
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
            .filter(|name| !name.starts_with('.') && ENDINGS.contains(&reference::extension(name).as_str()))
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
        // A file that is not a feed does not stop the others.
        if self.read == 0
            && let Some(error) = errors.pop()
        {
            return Err(error);
        }
        self.losses.extend(errors.iter().map(|error| feeds::FileLeftOut { error }.to_string()));
        Ok(())
    }

    /// Reads a chain of local documents that does not leave the folder `root`.
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
            let parsed = read_file(&label, &path).and_then(|bytes| formats::read(&label, None, None, &bytes));
            let mut parsed = match parsed {
                Ok(parsed) => parsed,
                Err(error) if documents == 1 => return Err(error),
                Err(error) => {
                    self.losses.push(feeds::RestNotRead { error }.to_string());
                    break;
                }
            };
            let folder = path.parent().unwrap_or(root).to_owned();
            let next = parsed.next.take();
            self.add(&label, parsed, &Origin::File { folder: folder.clone(), root: root.to_owned() }, None);
            let Some(next) = next else { break };
            let Some(file) = reference::file_inside(&folder, root, &next) else {
                self.losses.push(format!("{label}, next_url: {}", feeds::NoNextFile { next }));
                break;
            };
            label = Path::new(&label).with_file_name(&next).display().to_string();
            path = file;
        }
        Ok(())
    }

    /// Adds the items of a document.
    fn add(&mut self, file: &str, parsed: ParsedFeed, origin: &Origin, document: Option<usize>) {
        self.read += 1;
        self.title = self.title.take().or(parsed.title);
        self.remarks.extend(parsed.remarks);
        self.losses.extend(parsed.losses);
        for (place, json) in parsed.items {
            self.items.push(SourceItem { json, file: file.to_owned(), place, origin: origin.clone(), document });
        }
    }

    /// Adds the loss that a chain has too many documents.
    fn too_long(&mut self, name: &str) {
        self.losses.push(format!("{name}: {}", feeds::ChainTooLong { limit: MAX_DOCUMENTS }));
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
