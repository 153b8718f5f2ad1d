//! Which files may be copied, and under which names.

use crate::reference;
use trangxa_messages::feeds;
use trangxa_model::Slug;

/// Endings of documents that may be copied. HTML and SVG are not among them: they could run scripts from the site's own
/// address.
const DOCUMENTS: [&str; 24] = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "zip", "rar", "7z", "csv", "txt", "mp3",
    "m4a", "wav", "ogg", "mp4", "webm", "rtf", "epub", "xps",
];

/// The longest readable part of a copy's name, in bytes.
const MAX_NAME_BYTES: usize = 48;

/// What a file should be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum MediaKind {
    Picture,
    /// A document with this ending.
    Document(&'static str),
}

/// The kind of file that a link leads to, by its ending; `None` if it leads to a page.
pub(super) fn of_reference(address: &str) -> Option<MediaKind> {
    let ending = reference::extension(address);
    if reference::media_type(address).starts_with("image/") {
        return Some(MediaKind::Picture);
    }
    DOCUMENTS.iter().find(|known| **known == ending).map(|known| MediaKind::Document(known))
}

/// The kind of document that a media type stands for.
pub(super) fn of_media_type(media_type: &str) -> Option<MediaKind> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    DOCUMENTS
        .iter()
        .find(|ending| reference::media_type(&format!("x.{ending}")) == essence)
        .map(|ending| MediaKind::Document(ending))
}

/// The ending under which a file is stored, by its first bytes. The error says why the file is not of the expected kind.
pub(super) fn ending(start: &[u8], kind: MediaKind) -> Result<&'static str, String> {
    let looks_like_html = {
        let head = String::from_utf8_lossy(start).trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
        ["<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml"].iter().any(|tag| head.starts_with(tag))
    };
    if looks_like_html {
        return Err(feeds::PageForFile.to_string());
    }
    match kind {
        MediaKind::Document("pdf") if !start.windows(5).any(|window| window == b"%PDF-") => {
            Err(feeds::NoPdf.to_string())
        }
        MediaKind::Document(_) if start.is_empty() => Err(feeds::EmptyFile.to_string()),
        MediaKind::Document(ending) => Ok(ending),
        MediaKind::Picture => picture_ending(start).ok_or_else(|| feeds::NoPicture.to_string()),
    }
}

/// The ending that belongs to a picture's content. Its name may have another one, by which some hosts decide the media type.
fn picture_ending(start: &[u8]) -> Option<&'static str> {
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

/// A name by which a person recognises the file, and which every file system accepts.
pub(super) fn readable_name(address: &str) -> String {
    let name = reference::path_of(address).rsplit('/').next().unwrap_or_default();
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let name = reference::percent_decode(name).unwrap_or_default();
    let slug = Slug::make(&name).map_or_else(|| "tep".to_owned(), |slug| slug.to_string());
    // A slug is ASCII, so that it can be cut at any byte.
    slug[..slug.len().min(MAX_NAME_BYTES)].trim_end_matches('-').to_owned()
}
