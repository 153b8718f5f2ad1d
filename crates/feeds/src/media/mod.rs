//! Copies the pictures and files that items name into the site folder, and makes the items name the copies.

mod download;
mod kind;

use crate::error::ImportError;
use crate::item::{Origin, SourceItem};
use crate::options::{MediaLimits, Progress};
use crate::report::MediaReport;
use crate::{markup, reference};
use download::{DownloadError, PartialFile};
use kind::{MediaKind, of_media_type, of_reference, readable_name};
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::fmt::Display;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use trangxa_messages::{SystemReason, feeds};
use trangxa_model::fingerprint::fingerprint;
use trangxa_site_files::{FileError, replace};
use trangxa_web::{Client, FetchProblem, is_web_address};

/// The folder of the copies below the site folder.
pub(crate) const FOLDER: &str = "media/nhap";

/// How many bytes of a file decide what it is.
const START_BYTES: usize = 1024;

/// A file in the folder of the copies.
#[derive(Clone)]
struct CopiedFile {
    /// Its address relative to the feed.
    address: String,
    bytes: u64,
}

/// The result for one address.
#[derive(Clone, Default)]
struct CopyResult {
    copied: Option<CopiedFile>,
    /// Whether copying failed and may succeed at another time.
    is_temporary: bool,
}

/// Why a file was not copied.
enum NotCopied {
    /// A limit or the options forbid it; with a sentence for the report, if it has not said so yet.
    Skipped(Option<String>),
    /// It failed. `is_temporary` says whether it may succeed at another time.
    Failed { problem: String, is_temporary: bool },
    /// It lies in a private network, which a feed must not have read.
    Private(String),
    /// The site folder cannot be read or written, so that the import cannot go on.
    Fatal(FileError),
}

/// The copies of a site folder.
pub(crate) struct MediaCopies<'a> {
    folder: PathBuf,
    /// The folder's address relative to the feed.
    prefix: String,
    /// `None`: nothing is copied, and existing copies are used.
    limits: Option<&'a MediaLimits>,
    /// The names of existing copies by their first 16 characters, the fingerprint of their origin.
    names: HashMap<String, String>,
    /// The result for each address of this import.
    results: HashMap<String, CopyResult>,
    /// The size of all copies that this import has used, in bytes.
    bytes: u64,
    /// Whether a limit of the whole import is reached.
    is_full: bool,
    pub report: MediaReport,
    /// Sentences for the report.
    pub remarks: Vec<String>,
    /// Sentences about files that were refused.
    pub losses: Vec<String>,
    /// Whether a file of the current source is missing that another import may get. The caller resets it for each source.
    pub is_incomplete: bool,
}

impl<'a> MediaCopies<'a> {
    /// Lists the existing copies. `to_root` is the relative address of the site's root in the feed.
    pub(crate) fn open(site: &Path, to_root: &str, limits: Option<&'a MediaLimits>) -> Self {
        let folder = site.join(FOLDER);
        let mut names = HashMap::new();
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some((hex, _)) = name.split_once('-').filter(|(hex, _)| hex.len() == 16) {
                names.insert(hex.to_owned(), name.clone());
            }
        }
        Self {
            folder,
            prefix: format!("{to_root}{FOLDER}/"),
            limits,
            names,
            results: HashMap::new(),
            bytes: 0,
            is_full: false,
            report: MediaReport::default(),
            remarks: Vec::new(),
            losses: Vec::new(),
            is_incomplete: false,
        }
    }

    /// Copies the files that an item names, and replaces their addresses in the item.
    pub(crate) fn localise(
        &mut self,
        item: &mut SourceItem,
        client: &mut Client,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), ImportError> {
        if self.limits.is_none() && self.names.is_empty() {
            return Ok(());
        }
        let place = (format!("{}, {}", item.file, item.place), item.origin.clone());
        let mut copy = |media: &mut Self, field: &str, reference: &str, kind: MediaKind| {
            media.copy((&place.0, field), &place.1, reference, kind, client, progress)
        };
        for field in ["image", "banner_image"] {
            let Some(reference) = text(&item.json, field) else { continue };
            if let Some(copied) = copy(self, field, &reference, MediaKind::Picture)? {
                item.json.insert(field.to_owned(), copied.address.into());
            }
        }
        if let Some(html) = text(&item.json, "content_html") {
            let mut fatal = None;
            let html = markup::rewrite(&html, |element, attribute, reference| {
                let kind = match (element, attribute) {
                    ("img", "src") => MediaKind::Picture,
                    ("a", "href") => of_reference(reference)?,
                    _ => return None,
                };
                match copy(self, "content_html", reference, kind) {
                    Ok(copied) => copied.map(|copied| copied.address),
                    Err(error) => {
                        fatal = Some(error);
                        None
                    }
                }
            });
            if let Some(error) = fatal {
                return Err(error);
            }
            item.json.insert("content_html".to_owned(), html.into());
        }
        for attachment in item.json.get_mut("attachments").and_then(Value::as_array_mut).into_iter().flatten() {
            let Some(attachment) = attachment.as_object_mut() else { continue };
            let Some(reference) = text(attachment, "url") else { continue };
            let named = text(attachment, "mime_type").and_then(|media_type| of_media_type(&media_type));
            let Some(kind) = of_reference(&reference).or(named) else { continue };
            if let Some(copied) = copy(self, "attachments", &reference, kind)? {
                attachment.insert("url".to_owned(), copied.address.into());
                attachment.insert("size_in_bytes".to_owned(), copied.bytes.into());
            }
        }
        if let Some(ours) = item.json.get_mut("_trangxa").and_then(Value::as_object_mut)
            && let Some(reference) = text(ours, "audio")
            && let Some(kind) = of_reference(&reference)
            && let Some(copied) = copy(self, "_trangxa.audio", &reference, kind)?
        {
            ours.insert("audio".to_owned(), copied.address.into());
        }
        Ok(())
    }

    /// Copies one file, unless this import has done so already. `None` if there is no copy.
    fn copy(
        &mut self,
        (place, field): (&str, &str),
        origin: &Origin,
        reference: &str,
        kind: MediaKind,
        client: &mut Client,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Option<CopiedFile>, ImportError> {
        let local = match origin {
            _ if is_web_address(reference) => None,
            Origin::Web => return Ok(None),
            Origin::File { folder, root } => match reference::file_inside(folder, root, reference) {
                Some(file) => Some((file, root)),
                None => return Ok(None),
            },
        };
        let key = local.as_ref().map_or_else(|| reference.to_owned(), |(file, _)| file.display().to_string());
        if let Some(known) = self.results.get(&key) {
            self.is_incomplete |= known.is_temporary;
            return Ok(known.copied.clone());
        }
        let result = match &local {
            None => self.download_checked(reference, kind, client, progress),
            Some((file, root)) => self.copy_local(file, root, kind),
        };
        let mut known = CopyResult::default();
        match result {
            Ok(copied) => known.copied = Some(copied),
            Err(NotCopied::Skipped(remark)) => {
                if self.limits.is_some() {
                    self.report.skipped += 1;
                }
                self.remarks.extend(remark.map(|remark| format!("{place}, {field}: {reference}: {remark}")));
            }
            Err(NotCopied::Failed { problem, is_temporary }) => {
                self.report.failed += 1;
                self.is_incomplete |= is_temporary;
                known.is_temporary = is_temporary;
                self.remarks.push(format!("{place}, {field}: {reference}: {}", feeds::NotCopied { problem }));
            }
            Err(NotCopied::Private(problem)) => {
                self.report.failed += 1;
                // Another import may be allowed to.
                self.is_incomplete = true;
                known.is_temporary = true;
                self.losses.push(format!("{place}, {field}: {reference}: {}", feeds::NotCopied { problem }));
            }
            Err(NotCopied::Fatal(error)) => return Err(error.into()),
        }
        self.results.insert(key, known.clone());
        Ok(known.copied)
    }

    /// Downloads a file and checks that it is of its kind.
    fn download_checked(
        &mut self,
        url: &str,
        kind: MediaKind,
        client: &mut Client,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<CopiedFile, NotCopied> {
        let hex = fingerprint(url.as_bytes());
        if let Some(copied) = self.existing(&hex) {
            return Ok(copied);
        }
        let limits = self.limits_left()?;
        progress(Progress::File { url: url.to_owned(), number: self.report.copied + self.report.failed + 1 });
        let room = limits.max_total_bytes.saturating_sub(self.bytes);
        let part = PartialFile::new(&self.folder, &hex);
        let bytes = part.download(url, client, limits.max_file_bytes.min(room)).map_err(|error| match error {
            DownloadError::TooLarge if room < limits.max_file_bytes => {
                self.is_full = true;
                NotCopied::Skipped(Some(feeds::OverTotal { limit: limits.max_total_bytes }.to_string()))
            }
            DownloadError::TooLarge => {
                NotCopied::Skipped(Some(feeds::FileOverLimit { limit: limits.max_file_bytes }.to_string()))
            }
            DownloadError::WebPage => failed(&feeds::PageForFile, false),
            DownloadError::Fetch(problem @ FetchProblem::Private(_)) => NotCopied::Private(problem.to_string()),
            DownloadError::Fetch(problem) => failed(&problem, problem.is_temporary()),
            DownloadError::Interrupted(problem) => failed(&problem, true),
            DownloadError::File(error) => NotCopied::Fatal(error),
        })?;
        let start = part.start(START_BYTES).map_err(NotCopied::Fatal)?;
        let ending = kind::ending(&start, kind).map_err(|problem| {
            part.remove();
            failed(&problem, false)
        })?;
        let name = format!("{hex}-{}.{ending}", readable_name(url));
        part.rename(&self.folder.join(&name)).map_err(NotCopied::Fatal)?;
        Ok(self.finished(hex, name, bytes))
    }

    /// Copies a local file.
    fn copy_local(&mut self, file: &Path, root: &Path, kind: MediaKind) -> Result<CopiedFile, NotCopied> {
        let length = fs::metadata(file).map_err(unreadable)?.len();
        // If nothing may be copied, the content is still needed to find an existing copy. Very large files are not read.
        let most = self.limits.map_or(MediaLimits::default().max_file_bytes, |limits| limits.max_file_bytes);
        if length > most {
            let problem = feeds::LocalFileOverLimit { bytes: length, limit: most };
            return Err(NotCopied::Skipped(Some(problem.to_string())));
        }
        let content = fs::read(file).map_err(unreadable)?;
        // Two sources may have files with the same name, so that the fingerprint includes the content.
        let inside = file.strip_prefix(root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        let hex = fingerprint(format!("{inside}\n{}", fingerprint(&content)).as_bytes());
        if let Some(copied) = self.existing(&hex) {
            return Ok(copied);
        }
        let limits = self.limits_left()?;
        if self.bytes.saturating_add(length) > limits.max_total_bytes {
            self.is_full = true;
            return Err(NotCopied::Skipped(Some(feeds::OverTotal { limit: limits.max_total_bytes }.to_string())));
        }
        let start = &content[..content.len().min(START_BYTES)];
        let ending = kind::ending(start, kind).map_err(|problem| failed(&problem, false))?;
        let name = format!("{hex}-{}.{ending}", readable_name(&inside));
        replace(&self.folder.join(&name), &content).map_err(NotCopied::Fatal)?;
        Ok(self.finished(hex, name, length))
    }

    /// The copy that an earlier import or this one made. It counts against the limits like a new one, so that an import that
    /// was interrupted and is repeated stops at the same file.
    fn existing(&mut self, hex: &str) -> Option<CopiedFile> {
        let name = self.names.get(hex)?;
        let found = fs::metadata(self.folder.join(name)).ok()?;
        let copied = CopiedFile { address: format!("{}{name}", self.prefix), bytes: found.len() };
        self.bytes += found.len();
        self.report.already += 1;
        Some(copied)
    }

    /// The limits, if another file may be copied.
    fn limits_left(&mut self) -> Result<&'a MediaLimits, NotCopied> {
        let Some(limits) = self.limits else { return Err(NotCopied::Skipped(None)) };
        if self.is_full {
            return Err(NotCopied::Skipped(None));
        }
        if self.report.copied + self.report.already >= limits.max_files {
            self.is_full = true;
            return Err(NotCopied::Skipped(Some(feeds::OverCount { limit: limits.max_files }.to_string())));
        }
        Ok(limits)
    }

    /// Records a new copy.
    fn finished(&mut self, hex: String, name: String, bytes: u64) -> CopiedFile {
        let address = format!("{}{name}", self.prefix);
        self.names.insert(hex, name);
        self.report.copied += 1;
        self.bytes += bytes;
        CopiedFile { address, bytes }
    }
}

/// A failure with its reason, a sentence for the report.
fn failed(problem: &dyn Display, is_temporary: bool) -> NotCopied {
    NotCopied::Failed { problem: problem.to_string(), is_temporary }
}

/// A local file that cannot be read.
fn unreadable(error: io::Error) -> NotCopied {
    failed(&feeds::UnreadableFile { reason: SystemReason(&error) }, true)
}

/// A member with text that is not blank.
fn text(members: &Map<String, Value>, name: &str) -> Option<String> {
    members.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
