//! Pictures and files that articles name, copied into the site folder.

use crate::http::{Client, FetchError, FetchProblem, body_problem, is_web};
use crate::source::{Item, Origin};
use crate::{ImportError, MediaLimits, MediaReport, Progress, files, markup};
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use trangxa_model::{Slug, fingerprint::fingerprint};

/// Where copies go, below the site folder.
pub(crate) const FOLDER: &str = "media/nhap";

/// Files that an article may link to. No HTML and no SVG: served from the site's own address, they could run scripts.
const DOCUMENTS: [&str; 24] = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "zip", "rar", "7z", "csv", "txt", "mp3",
    "m4a", "wav", "ogg", "mp4", "webm", "rtf", "epub", "xps",
];

/// How much of a file's readable name is kept, in bytes.
const NAME: usize = 48;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Picture,
    /// A file of this ending.
    Document(&'static str),
}

/// A copy: its address as seen from the feed, and its size.
#[derive(Clone)]
struct Copied {
    address: String,
    bytes: u64,
}

/// What became of an address.
#[derive(Clone, Default)]
struct Outcome {
    copied: Option<Copied>,
    /// It failed, and another day it may not.
    passing: bool,
}

/// Why a file was not copied.
enum Refused {
    /// Nothing is wrong; the file is not for copying, or may not be.
    Skipped(Option<String>),
    /// Something is wrong. `passing`: another day it may not be.
    Failed { problem: String, passing: bool },
    /// The disk, most likely: no use in going on.
    Fatal(ImportError),
}

/// The copies of a site folder.
pub(crate) struct Media<'a> {
    folder: PathBuf,
    /// How the feed names the folder.
    prefix: String,
    /// `None`: nothing is copied, but what is there already is used.
    limits: Option<&'a MediaLimits>,
    /// Names of finished files by their first 16 digits.
    have: HashMap<String, String>,
    /// What became of each address in this run.
    seen: HashMap<String, Outcome>,
    bytes: u64,
    full: bool,
    pub report: MediaReport,
    pub remarks: Vec<String>,
    /// Whether something of the current source is missing that another run may get.
    pub incomplete: bool,
}

impl<'a> Media<'a> {
    /// Looks at what is there already.
    pub fn open(site: &Path, to_root: &str, limits: Option<&'a MediaLimits>) -> Self {
        let folder = site.join(FOLDER);
        let mut have = HashMap::new();
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some((hex, _)) = name.split_once('-').filter(|(hex, _)| hex.len() == 16) {
                have.insert(hex.to_owned(), name.clone());
            }
        }
        Self {
            folder,
            prefix: format!("{to_root}{FOLDER}/"),
            limits,
            have,
            seen: HashMap::new(),
            bytes: 0,
            full: false,
            report: MediaReport::default(),
            remarks: Vec::new(),
            incomplete: false,
        }
    }

    /// Copies what an item names, and makes the item name the copies.
    pub fn localise(
        &mut self,
        item: &mut Item,
        client: &mut Client,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), ImportError> {
        if self.limits.is_none() && self.have.is_empty() {
            return Ok(());
        }
        let place = (format!("{}, {}", item.file, item.place), item.origin.clone());
        let mut copy = |media: &mut Self, field: &str, reference: &str, kind: Kind| {
            media.copy((&place.0, field), &place.1, reference, kind, client, progress)
        };
        for field in ["image", "banner_image"] {
            let Some(reference) = text(&item.json, field) else { continue };
            if let Some(copied) = copy(self, field, &reference, Kind::Picture)? {
                item.json.insert(field.to_owned(), copied.address.into());
            }
        }
        if let Some(html) = text(&item.json, "content_html") {
            let mut fatal = None;
            let html = markup::rewrite(&html, |element, attribute, reference| {
                let kind = match (element, attribute) {
                    ("img", "src") => Kind::Picture,
                    ("a", "href") => linked(reference)?,
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
            let named = text(attachment, "mime_type").and_then(|kind| ending_of(&kind));
            let Some(kind) = linked(&reference).or(named.map(Kind::Document)) else { continue };
            if let Some(copied) = copy(self, "attachments", &reference, kind)? {
                attachment.insert("url".to_owned(), copied.address.into());
                attachment.insert("size_in_bytes".to_owned(), copied.bytes.into());
            }
        }
        if let Some(ours) = item.json.get_mut("_trangxa").and_then(Value::as_object_mut)
            && let Some(reference) = text(ours, "audio")
            && let Some(kind) = linked(&reference)
            && let Some(copied) = copy(self, "_trangxa.audio", &reference, kind)?
        {
            ours.insert("audio".to_owned(), copied.address.into());
        }
        Ok(())
    }

    fn copy(
        &mut self,
        (place, field): (&str, &str),
        origin: &Origin,
        reference: &str,
        kind: Kind,
        client: &mut Client,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Option<Copied>, ImportError> {
        let local = match origin {
            _ if is_web(reference) => None,
            Origin::Web => return Ok(None),
            Origin::File { folder, root } => match files::below(folder, root, reference) {
                Some(file) => Some((file, root)),
                None => return Ok(None),
            },
        };
        let key = local.as_ref().map_or_else(|| reference.to_owned(), |(file, _)| file.display().to_string());
        if let Some(known) = self.seen.get(&key) {
            self.incomplete |= known.passing;
            return Ok(known.copied.clone());
        }
        let result = match &local {
            None => self.fetch(reference, kind, client, progress),
            Some((file, root)) => self.take(file, root, kind),
        };
        let mut outcome = Outcome::default();
        match result {
            Ok(copied) => outcome.copied = Some(copied),
            Err(Refused::Skipped(remark)) => {
                if self.limits.is_some() {
                    self.report.skipped += 1;
                }
                self.remarks.extend(remark.map(|remark| format!("{place}, {field}: {reference}: {remark}")));
            }
            Err(Refused::Failed { problem, passing }) => {
                self.report.failed += 1;
                self.incomplete |= passing;
                outcome.passing = passing;
                self.remarks.push(format!("{place}, {field}: {reference}: {problem}; the reference stays as it is"));
            }
            Err(Refused::Fatal(error)) => return Err(error),
        }
        self.seen.insert(key, outcome.clone());
        Ok(outcome.copied)
    }

    fn fetch(
        &mut self,
        url: &str,
        kind: Kind,
        client: &mut Client,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Copied, Refused> {
        let hex = fingerprint(url.as_bytes());
        if let Some(copied) = self.already(&hex)? {
            return Ok(copied);
        }
        let limits = self.room()?;
        progress(Progress::File { url: url.to_owned(), number: self.report.copied + self.report.failed + 1 });
        let part = self.folder.join(format!(".{hex}.part"));
        let tag = self.folder.join(format!(".{hex}.etag"));
        let bytes = self.download(url, client, &part, &tag, limits)?;
        let checked = start_of(&part).map_err(fatal_read(&part)).and_then(|start| check(&start, kind));
        let _ = fs::remove_file(&tag);
        let ending = checked.inspect_err(|_| {
            let _ = fs::remove_file(&part);
        })?;
        let name = format!("{hex}-{}.{ending}", readable(url));
        let file = self.folder.join(&name);
        fs::rename(&part, &file).map_err(fatal_write(&file))?;
        Ok(self.finished(hex, name, bytes))
    }

    /// Brings a file to `part`, from where an earlier run stopped if the server lets it.
    fn download(
        &mut self,
        url: &str,
        client: &mut Client,
        part: &Path,
        tag: &Path,
        limits: &MediaLimits,
    ) -> Result<u64, Refused> {
        let drop_part = || {
            let _ = fs::remove_file(part);
            let _ = fs::remove_file(tag);
        };
        let etag = fs::read_to_string(tag).ok().filter(|etag| etag.starts_with('"') && !etag.contains(['\r', '\n']));
        let length = fs::metadata(part).map_or(0, |part| part.len());
        let resume = etag.as_deref().filter(|_| length > 0).map(|etag| (length, etag));
        let failed = |error: FetchError| match error.problem {
            problem @ FetchProblem::TooLarge(_) => Refused::Skipped(Some(problem.to_string())),
            problem => Refused::Failed { passing: problem.is_passing(), problem: problem.to_string() },
        };
        let mut opened = client.open(url, resume).map_err(failed)?;
        if opened.content_type.as_deref().is_some_and(|kind| kind.trim_start().starts_with("text/html")) {
            drop_part();
            return Err(web_page());
        }
        let room = limits.max_total_bytes.saturating_sub(self.bytes);
        let most = limits.max_file_bytes.min(room);
        let too_large = |media: &mut Self| {
            drop_part();
            if room < limits.max_file_bytes {
                media.full = true;
                return Refused::Skipped(Some(over("max_total_bytes", limits.max_total_bytes)));
            }
            Refused::Skipped(Some(format!(
                "has more than {} bytes, the limit for one file; not copied",
                limits.max_file_bytes
            )))
        };
        let from = opened.from;
        if opened.length.is_some_and(|length| from.saturating_add(length) > most) {
            return Err(too_large(self));
        }
        fs::create_dir_all(&self.folder).map_err(fatal_write(&self.folder))?;
        match &opened.etag {
            Some(etag) => fs::write(tag, etag).map_err(fatal_write(tag))?,
            None if from == 0 => drop_part(),
            None => {}
        }
        let file = OpenOptions::new().create(true).write(true).truncate(from == 0).append(from > 0).open(part);
        let mut file = file.map_err(fatal_write(part))?;
        let mut buffer = vec![0; 64 << 10];
        let mut bytes = from;
        let expected = opened.length.map(|length| from + length);
        let can_continue = opened.etag.is_some();
        let mut reader = opened.reader();
        loop {
            let read = match reader.read(&mut buffer) {
                Ok(0) if expected.is_some_and(|expected| bytes < expected) => Err(io::ErrorKind::UnexpectedEof.into()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read,
            };
            match read {
                Ok(0) => break,
                Ok(read) => {
                    bytes += read as u64;
                    if bytes > most {
                        return Err(too_large(self));
                    }
                    file.write_all(&buffer[..read]).map_err(fatal_write(part))?;
                }
                Err(error) => {
                    if !can_continue {
                        drop_part();
                    }
                    let problem = body_problem(&error);
                    return Err(Refused::Failed { passing: true, problem: problem.to_string() });
                }
            }
        }
        file.sync_all().map_err(fatal_write(part))?;
        Ok(bytes)
    }

    fn take(&mut self, file: &Path, root: &Path, kind: Kind) -> Result<Copied, Refused> {
        let length = fs::metadata(file).map_err(unreadable)?.len();
        // Without leave to copy there is still the question whether it was copied before; but not of a giant.
        let most = self.limits.map_or(MediaLimits::default().max_file_bytes, |limits| limits.max_file_bytes);
        if length > most {
            return Err(Refused::Skipped(Some(format!(
                "has {length} bytes, the limit for one file is {most}; not copied"
            ))));
        }
        let content = fs::read(file).map_err(unreadable)?;
        // Two sources may have a file of one name: the content is part of what is fingerprinted.
        let inside = file.strip_prefix(root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        let hex = fingerprint(format!("{inside}\n{}", fingerprint(&content)).as_bytes());
        if let Some(copied) = self.already(&hex)? {
            return Ok(copied);
        }
        let limits = self.room()?;
        if self.bytes.saturating_add(length) > limits.max_total_bytes {
            self.full = true;
            return Err(Refused::Skipped(Some(over("max_total_bytes", limits.max_total_bytes))));
        }
        let ending = check(&content[..content.len().min(1024)], kind)?;
        let name = format!("{hex}-{}.{ending}", readable(&inside));
        files::write(&self.folder.join(&name), &content).map_err(Refused::Fatal)?;
        Ok(self.finished(hex, name, length))
    }

    /// A file that an earlier run, or this one, finished. It counts against the limits like a new one: a run that was
    /// killed and is run again must stop at the same place.
    fn already(&mut self, hex: &str) -> Result<Option<Copied>, Refused> {
        let Some(name) = self.have.get(hex) else { return Ok(None) };
        let Ok(found) = fs::metadata(self.folder.join(name)) else { return Ok(None) };
        let copied = Copied { address: format!("{}{name}", self.prefix), bytes: found.len() };
        self.bytes += found.len();
        self.report.already += 1;
        Ok(Some(copied))
    }

    /// The limits, if anything may be copied still.
    fn room(&mut self) -> Result<&'a MediaLimits, Refused> {
        let Some(limits) = self.limits else { return Err(Refused::Skipped(None)) };
        if self.full {
            return Err(Refused::Skipped(None));
        }
        if self.report.copied + self.report.already >= limits.max_files {
            self.full = true;
            return Err(Refused::Skipped(Some(over("max_files", limits.max_files as u64))));
        }
        Ok(limits)
    }

    fn finished(&mut self, hex: String, name: String, bytes: u64) -> Copied {
        let address = format!("{}{name}", self.prefix);
        self.have.insert(hex, name);
        self.report.copied += 1;
        self.bytes += bytes;
        Copied { address, bytes }
    }
}

fn over(limit: &str, value: u64) -> String {
    format!("and what follows is over the limit {limit} of {value}; not copied, the references stay as they are")
}

fn web_page() -> Refused {
    Refused::Failed { problem: "a web page was sent in the place of the file".to_owned(), passing: false }
}

fn unreadable(error: io::Error) -> Refused {
    Refused::Failed { problem: format!("cannot be read: {error}"), passing: true }
}

fn fatal_write(path: &Path) -> impl FnOnce(io::Error) -> Refused {
    let path = path.to_owned();
    move |source| Refused::Fatal(ImportError::Write { path, source })
}

fn fatal_read(path: &Path) -> impl FnOnce(io::Error) -> Refused {
    let path = path.to_owned();
    move |source| Refused::Fatal(ImportError::Read { path, source })
}

fn start_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    File::open(path)?.take(1024).read_to_end(&mut start)?;
    Ok(start)
}

fn text(members: &Map<String, Value>, name: &str) -> Option<String> {
    members.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// What a link leads to, by its ending; `None` when it is a page.
fn linked(reference: &str) -> Option<Kind> {
    let ending = files::extension(reference);
    if files::media_type(reference).starts_with("image/") {
        return Some(Kind::Picture);
    }
    DOCUMENTS.iter().find(|known| **known == ending).map(|known| Kind::Document(known))
}

fn ending_of(media_type: &str) -> Option<&'static str> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    DOCUMENTS.iter().find(|ending| files::media_type(&format!("x.{ending}")) == essence).copied()
}

/// The ending under which a file is kept; refuses what is not what it was named.
fn check(start: &[u8], kind: Kind) -> Result<&'static str, Refused> {
    let looks_like_html = {
        let head = String::from_utf8_lossy(start).trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
        ["<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml"].iter().any(|tag| head.starts_with(tag))
    };
    if looks_like_html {
        return Err(web_page());
    }
    let wrong = |problem: &str| Refused::Failed { problem: problem.to_owned(), passing: false };
    match kind {
        Kind::Document("pdf") if !start.windows(5).any(|window| window == b"%PDF-") => {
            Err(wrong("the file sent is no PDF"))
        }
        Kind::Document(_) if start.is_empty() => Err(wrong("the file sent is empty")),
        Kind::Document(ending) => Ok(ending),
        Kind::Picture => {
            picture(start).ok_or_else(|| wrong("the file sent is no JPEG, PNG, GIF, WebP, AVIF or BMP picture"))
        }
    }
}

/// A picture's true ending: names lie, and some hosts go by them.
fn picture(start: &[u8]) -> Option<&'static str> {
    match start {
        [0xff, 0xd8, 0xff, ..] => Some("jpg"),
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [b'G', b'I', b'F', b'8', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => Some("avif"),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some("bmp"),
        _ => None,
    }
}

/// A name that a person recognises and no file system minds.
fn readable(address: &str) -> String {
    let name = files::path_of(address).rsplit('/').next().unwrap_or_default();
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let name = files::percent_decode(name).unwrap_or_default();
    let slug = Slug::make(&name).map_or_else(|| "tep".to_owned(), |slug| slug.to_string());
    // A slug is ASCII.
    slug[..slug.len().min(NAME)].trim_end_matches('-').to_owned()
}
