//! Writes Word documents as Markdown files into the folder of a site's articles.

use crate::article_files::FOLDER;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use trangxa_articles::{Problem, to_markdown};
use trangxa_messages::articles;
use trangxa_model::{Slug, Timestamp};
use trangxa_site_files::{FileError, SiteError};

/// The most that is read of a document, in bytes. The reader of documents refuses fewer already.
const MAX_BYTES: u64 = 100 << 20;
/// How many articles may have the same date and title.
const MOST_NAMES: usize = 1_000;

/// A document that was written as Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedDocument {
    /// The path of the Markdown file in the site folder.
    pub path: String,
    /// How many pictures lie beside it.
    pub pictures: usize,
    /// Whether the file is new. It was there already, word for word, if it is not.
    pub is_new: bool,
    /// What could not be taken as it stands.
    pub problems: Vec<Problem>,
}

/// Why a document was not imported. The site folder has nothing of it then.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The document cannot be read, or the site's files cannot be written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The site folder does not exist.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// Nothing can be taken of the document.
    #[error("{}", articles::ImportRefused { path: path.display(), problem })]
    Refused {
        /// The document.
        path: PathBuf,
        /// Why.
        problem: Problem,
    },
    /// The file is Markdown already.
    #[error("{}", articles::ImportMarkdown { path: path.display(), folder: FOLDER })]
    Markdown {
        /// The file.
        path: PathBuf,
    },
    /// There are too many articles with this date and title.
    #[error("{}", articles::ImportTaken { path })]
    Taken {
        /// The path that the first of them has in the site folder.
        path: String,
    },
}

/// Whether a source of an import is the document of a word processor on this machine, or a file of Markdown.
#[must_use]
pub fn is_document(source: &str) -> bool {
    let ending = source.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    !trangxa_web::is_web_address(source)
        && ["docx", "docm", "dotx", "doc", "odt", "rtf", "md"].contains(&ending.as_str())
}

/// Writes a document as `bai/DATE-TITLE.md` into the site folder `into`, and its pictures into a folder beside it. The date is that of the
/// document's first lines or of its name, otherwise that of `now`. No file is overwritten.
///
/// # Errors
/// If nothing can be taken of the document, or a file cannot be read or written.
pub fn import_document(document: &Path, into: &Path, now: Timestamp) -> Result<ImportedDocument, DocumentError> {
    if !into.is_dir() {
        return Err(SiteError::NoSite(into.to_owned()).into());
    }
    let name = document.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if name.to_ascii_lowercase().ends_with(".md") {
        return Err(DocumentError::Markdown { path: document.to_owned() });
    }
    let mut bytes = Vec::new();
    let file = File::open(document).map_err(FileError::read(document))?;
    file.take(MAX_BYTES).read_to_end(&mut bytes).map_err(FileError::read(document))?;
    let refused = |problem| DocumentError::Refused { path: document.to_owned(), problem };
    let markdown = to_markdown(&name, &bytes).map_err(refused)?;

    let date = markdown.date.as_deref().and_then(Timestamp::parse).unwrap_or(now);
    let (day, month, year) = date.day_month_year();
    let title = Slug::make(&markdown.title).map(|title| format!("-{title}")).unwrap_or_default();
    let first = format!("{year:04}-{month:02}-{day:02}{title}");
    let folder = into.join(FOLDER);
    for number in 1..=MOST_NAMES {
        let stem = if number == 1 { first.clone() } else { format!("{first}-{number}") };
        let text = markdown.text(&format!("{stem}/"), date);
        let imported = |is_new| ImportedDocument {
            path: format!("{FOLDER}{stem}.md"),
            pictures: markdown.pictures.len(),
            is_new,
            problems: markdown.problems.clone(),
        };
        let (file, pictures) = (folder.join(format!("{stem}.md")), folder.join(&stem));
        if file.exists() {
            if fs::read(&file).is_ok_and(|known| known == text.as_bytes()) {
                return Ok(imported(false));
            }
            continue;
        }
        if pictures.exists() {
            continue;
        }
        fs::create_dir_all(&folder).map_err(FileError::write(&folder))?;
        if !markdown.pictures.is_empty() {
            fs::create_dir(&pictures).map_err(FileError::write(&pictures))?;
        }
        for picture in &markdown.pictures {
            let path = pictures.join(&picture.name);
            write_new(&path, &picture.bytes).map_err(FileError::write(&path))?;
        }
        write_new(&file, text.as_bytes()).map_err(FileError::write(&file))?;
        return Ok(imported(true));
    }
    Err(DocumentError::Taken { path: format!("{FOLDER}{first}.md") })
}

/// Writes a file that is not there yet.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    File::options().write(true).create_new(true).open(path)?.write_all(bytes)
}
