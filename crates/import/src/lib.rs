//! Turns what a commune's CMS already emits into the site folder's `data/feed.json`.
//!
//! RSS 2.0, Atom, RDF, JSON Feed and the JSON of Đà Nẵng's communes go in; a JSON Feed comes out, laid over what is
//! there. Nothing is ever deleted from the feed, one bad item never loses the others, and a run that finds nothing new
//! writes nothing.
//!
//! [`figures`] does the same for `data/tthc.json`, from what a one-stop system exports.

mod danang;
mod dates;
mod error;
mod feed;
pub mod figures;
mod files;
pub mod http;
mod identity;
mod json;
mod jsonfeed;
mod markup;
mod media;
mod source;
mod state;
mod xml;

pub use error::ImportError;

use feed::{DOCUMENT_BYTES, SiteFeed};
use http::Client;
use identity::Identities;
use media::Media;
use serde_json::Value;
use source::{Item, Source, SourceError};
use state::State;
use std::collections::HashSet;
use std::path::PathBuf;
use trangxa_model::Timestamp;

/// What to import, and into which site.
#[derive(Clone, Debug)]
pub struct Options {
    /// Files, folders of files, or http(s) addresses.
    pub sources: Vec<String>,
    /// The site folder.
    pub into: PathBuf,
    /// Items dated before it are passed over; undated ones are not.
    pub since: Option<Timestamp>,
    /// Only the newest so many items of each source.
    pub limit: Option<usize>,
    /// Copies the pictures and files that the imported items name into the site folder. Without it, what an earlier run
    /// copied is still used.
    pub media: Option<MediaLimits>,
}

/// How much may be copied. What an earlier run has copied counts too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaLimits {
    /// Bytes of one file.
    pub max_file_bytes: u64,
    /// Bytes of all files that one import names.
    pub max_total_bytes: u64,
    /// How many files one import names.
    pub max_files: usize,
}

impl Default for MediaLimits {
    /// 20 MB a file, 2 GB and 5 000 files in all.
    fn default() -> Self {
        Self { max_file_bytes: 20_000_000, max_total_bytes: 2_000_000_000, max_files: 5_000 }
    }
}

/// What an import is about to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// A document of a source is read.
    Document {
        /// Its address or path.
        name: String,
    },
    /// A picture or file is fetched.
    File {
        /// Its address.
        url: String,
        /// Which one it is, from 1.
        number: usize,
    },
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Items that are new in the feed.
    pub added: usize,
    /// Items that were there, and changed.
    pub updated: usize,
    /// Items that were there, and did not change.
    pub unchanged: usize,
    /// Sources whose servers said that nothing changed since the last run.
    pub not_modified_sources: usize,
    /// Sources that could not be read, each with its reason.
    pub failed_sources: Vec<String>,
    /// What was rejected or repaired: source, place, field, reason.
    pub remarks: Vec<String>,
    /// Pictures and files.
    pub media: MediaReport,
}

/// What became of pictures and files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MediaReport {
    /// Copied now.
    pub copied: usize,
    /// Copied by an earlier run.
    pub already: usize,
    /// Not to be had; the remarks say why.
    pub failed: usize,
    /// Left where they are, over a limit.
    pub skipped: usize,
}

/// Imports sources into a site folder. `progress` hears of every document and file before it is fetched.
///
/// # Errors
/// When the site folder or its feed cannot be read or written, or when no source could be read. The feed is then as it
/// was. One source of several that fails is in the report.
pub fn import(options: &Options, progress: &mut dyn FnMut(Progress)) -> Result<Report, ImportError> {
    import_with(options, &mut Client::new(), progress)
}

/// [`import`] with a client of one's own.
///
/// # Errors
/// As [`import`].
pub fn import_with(
    options: &Options,
    client: &mut Client,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, ImportError> {
    if options.sources.is_empty() {
        return Err(ImportError::NoSources);
    }
    if !options.into.is_dir() {
        return Err(ImportError::NoSite(options.into.clone()));
    }
    let mut report = Report::default();
    // Before anything is fetched: a broken feed would waste the trip.
    let mut feed = SiteFeed::load(&options.into, &mut report.remarks)?;
    let mut state = State::load(&options.into, &mut report.remarks);
    let ids = feed.ids();
    let run = format!(
        "since {:?}, limit {:?}, media {:?}",
        options.since.map(Timestamp::unix),
        options.limit,
        options.media.as_ref().map(|limits| (limits.max_file_bytes, limits.max_total_bytes, limits.max_files))
    );
    let mut sources = Vec::new();
    for name in &options.sources {
        let remember = |url: &str| state.known(url, &run, &ids);
        match read(name, options.limit.is_some(), client, &remember, progress) {
            Ok(source) => {
                if source.read == 0 {
                    report.not_modified_sources += 1;
                }
                sources.push(source);
            }
            Err(error) => report.failed_sources.push(error.to_string()),
        }
    }
    if sources.is_empty() {
        return Err(ImportError::AllSourcesFailed(report.failed_sources));
    }

    let mut identities = Identities::new(feed.items());
    let mut media = Media::open(&options.into, &feed.to_root(), options.media.as_ref());
    let (mut items, mut documents) = (Vec::new(), Vec::new());
    let mut title = None;
    for source in sources {
        let Source { title: source_title, items: mut found, mut remarks, seen, .. } = source;
        choose(&mut found, options, &mut remarks);
        media.incomplete = false;
        let mut accepted = HashSet::new();
        for mut item in found {
            media.localise(&mut item, client, progress)?;
            accepted.extend(id(&item).map(str::to_owned));
            remarks.extend(identities.settle(&mut item));
            items.push(item.json);
        }
        for mut document in seen {
            document.ids.retain(|id| accepted.contains(id));
            // A file that may be had another day must not wait for the text to change.
            if media.incomplete {
                document.validators = None;
            }
            documents.push(document);
        }
        title = title.or(source_title);
        report.remarks.append(&mut remarks);
    }
    report.remarks.append(&mut media.remarks);
    report.media = media.report;

    let merged = feed.merge(items);
    feed.save(title.as_deref(), &mut state, &merged)?;
    // Not before: a version that is known without its text being in the feed would never be fetched again.
    documents.into_iter().for_each(|document| state.remember(document, &run));
    state.save()?;
    (report.added, report.updated, report.unchanged) = (merged.added, merged.updated, merged.unchanged);
    Ok(report)
}

fn read(
    name: &str,
    limited: bool,
    client: &mut Client,
    remember: source::Remember<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Source, SourceError> {
    let source = Source::read(name, client, remember, progress)?;
    // The newest of a chain are not to be told from a part of it.
    if limited && source.read > 0 && source.not_modified > 0 {
        return Source::read(name, client, &|_| None, progress);
    }
    Ok(source)
}

/// Leaves the items that are wanted, each id once.
fn choose(items: &mut Vec<Item>, options: &Options, remarks: &mut Vec<String>) {
    let mut ids = HashSet::new();
    items.retain(|item| {
        let Some(id) = id(item) else { return false };
        if json::pretty(&Value::Object(item.json.clone()), 2).len() > DOCUMENT_BYTES {
            remarks.push(format!("{}, {}: has more than {DOCUMENT_BYTES} bytes; left out", item.file, item.place));
            return false;
        }
        if !ids.insert(id.to_owned()) {
            remarks.push(format!(
                "{}, {}: has the id \"{id}\" of an earlier item; rejected, the first one stays",
                item.file, item.place
            ));
            return false;
        }
        true
    });
    let date = |item: &Item| {
        let member = |name: &str| item.json.get(name).and_then(Value::as_str).and_then(dates::read);
        member("date_published").or_else(|| member("date_modified"))
    };
    if let Some(since) = options.since {
        items.retain(|item| date(item).is_none_or(|date| date >= since));
    }
    if let Some(limit) = options.limit.filter(|limit| items.len() > *limit) {
        items.sort_by_key(|item| std::cmp::Reverse(date(item)));
        items.truncate(limit);
    }
}

fn id(item: &Item) -> Option<&str> {
    item.json.get("id").and_then(Value::as_str)
}
