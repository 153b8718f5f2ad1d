//! Personal data in the files that lie beside articles. A PDF takes some ten milliseconds, so that a build looks only at files that have changed
//! since the last one.

use crate::files::FolderEntry;
use crate::hash::publisher;
use crate::portable;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::fs;
use trangxa_articles::ProblemKind;
use trangxa_messages::personal_data as say;
use trangxa_personal_data::{Document, Found, Office, PdfProblem, examine};
use trangxa_sheets::SheetsProblem;

/// The largest text file that is looked at, in bytes. Other kinds of files have limits of their own.
const MAX_TEXT: u64 = 20_000_000;
/// The largest file that is read at all, in bytes.
const MAX_FILE: u64 = 100_000_000;

/// What was found in the files of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Looked {
    /// What looked at them, and for which office.
    by: String,
    files: BTreeMap<String, InFile>,
}

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum InFile {
    /// It was looked at.
    Read {
        /// What it has.
        found: Vec<Found>,
        /// How many of its pages are pictures.
        unseen_pages: usize,
    },
    /// It was not looked at.
    Unseen(Unseen),
}

/// Why a file was not looked at. It displays as a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Unseen {
    /// Its pages are pictures.
    Scan,
    /// It needs a password.
    Protected,
    TooLarge,
    Damaged,
    /// A format of before 2007, or of another program.
    Format,
    /// Files in an archive.
    Archive,
}

impl fmt::Display for Unseen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scan => say::UnseenScan.fmt(f),
            Self::Protected => say::UnseenProtected.fmt(f),
            Self::TooLarge => say::UnseenTooLarge.fmt(f),
            Self::Damaged => say::UnseenDamaged.fmt(f),
            Self::Format => say::UnseenFormat.fmt(f),
            Self::Archive => say::UnseenArchive.fmt(f),
        }
    }
}

impl Looked {
    /// Looks at those of the files that may have texts. `phones` are the telephone numbers of the office.
    pub(super) fn look(
        files: &[&FolderEntry],
        phones: &str,
        office: &Office,
        known: &HashSet<String>,
        earlier: Option<&Self>,
    ) -> Self {
        let by = format!("{} {phones}", publisher().unwrap_or_default());
        let earlier = earlier.filter(|earlier| earlier.by == by);
        let look = |file: &&FolderEntry| {
            let format = Format::of(&file.path).filter(|_| portable::problem(&file.path).is_none())?;
            let before = earlier.filter(|_| known.contains(&file.path)).and_then(|it| it.files.get(&file.path));
            Some((file.path.clone(), before.cloned().unwrap_or_else(|| format.look(file, office))))
        };
        Self { by, files: files.par_iter().filter_map(look).collect() }
    }

    /// Whether a file is a picture of paper: there is no text in it.
    pub(crate) fn is_scan(&self, path: &str) -> bool {
        matches!(self.files.get(path), Some(InFile::Unseen(Unseen::Scan)))
    }

    /// The files of which something is to be told.
    pub(super) fn told(&self) -> impl Iterator<Item = (&str, &InFile)> {
        let is_told = |file: &InFile| match file {
            InFile::Read { found, unseen_pages } => !found.is_empty() || *unseen_pages > 0,
            InFile::Unseen(_) => true,
        };
        self.files.iter().filter(move |(_, file)| is_told(file)).map(|(path, file)| (path.as_str(), file))
    }
}

/// A format of files that may have texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Pdf,
    Word,
    Sheets,
    Html,
    Text,
    Other,
    Archive,
}

impl Format {
    /// The format that the ending of a file's name says.
    fn of(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit_once('.')?;
        Some(match ending.to_ascii_lowercase().as_str() {
            "pdf" => Self::Pdf,
            "docx" => Self::Word,
            "xlsx" | "csv" | "tsv" => Self::Sheets,
            "html" | "htm" => Self::Html,
            "txt" | "md" => Self::Text,
            "doc" | "xls" | "ppt" | "pptx" | "odt" | "ods" | "odp" | "rtf" => Self::Other,
            "zip" | "rar" | "7z" => Self::Archive,
            _ => return None,
        })
    }

    fn look(self, file: &FolderEntry, office: &Office) -> InFile {
        match self.document(file) {
            Ok(document) => InFile::Read { found: examine(&document, office), unseen_pages: document.unseen_pages() },
            Err(why) => InFile::Unseen(why),
        }
    }

    fn document(self, file: &FolderEntry) -> Result<Document, Unseen> {
        match self {
            Self::Other => return Err(Unseen::Format),
            Self::Archive => return Err(Unseen::Archive),
            _ => {}
        }
        let length = file.file.metadata().map_or(0, |metadata| metadata.len());
        if length > if matches!(self, Self::Html | Self::Text) { MAX_TEXT } else { MAX_FILE } {
            return Err(Unseen::TooLarge);
        }
        let bytes = fs::read(&file.file).map_err(|_| Unseen::Damaged)?;
        match self {
            Self::Pdf => Document::of_pdf(bytes).map_err(|problem| match problem {
                PdfProblem::NoText => Unseen::Scan,
                PdfProblem::Protected => Unseen::Protected,
                PdfProblem::TooLarge => Unseen::TooLarge,
                PdfProblem::Damaged => Unseen::Damaged,
            }),
            Self::Word => {
                let text = trangxa_articles::word_text(&bytes).map_err(|problem| match problem {
                    ProblemKind::OldWord => Unseen::Format,
                    ProblemKind::Protected => Unseen::Protected,
                    ProblemKind::TooLarge(_) => Unseen::TooLarge,
                    _ => Unseen::Damaged,
                })?;
                Ok(Document::of_html(&text))
            }
            Self::Sheets => {
                let sheets = trangxa_sheets::sheets(bytes).map_err(|problem| match problem {
                    SheetsProblem::OldExcel => Unseen::Format,
                    SheetsProblem::TooLarge => Unseen::TooLarge,
                    SheetsProblem::Damaged => Unseen::Damaged,
                })?;
                let of_sheet = |sheet: trangxa_sheets::TextSheet| Document::of_rows(sheet.name.as_deref(), sheet.rows);
                Ok(sheets.into_iter().map(of_sheet).fold(Document::default(), Document::followed_by))
            }
            Self::Html => Ok(Document::of_html(&String::from_utf8_lossy(&bytes))),
            Self::Text | Self::Other | Self::Archive => Ok(Document::of_text(&String::from_utf8_lossy(&bytes))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk;

    /// A file that has not changed is not looked at again; after a change of the program or of the office's telephone, all are.
    #[test]
    fn only_what_has_changed_is_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "CCCD 030150001234").unwrap();
        fs::write(folder.path().join("b.txt"), "CCCD 030150001234").unwrap();
        let entries = walk::entries(folder.path()).unwrap();
        let look = |phones: &str, known: &[&str], earlier: Option<&Looked>| {
            let known = known.iter().map(|path| (*path).to_owned()).collect();
            Looked::look(&entries.iter().collect::<Vec<_>>(), phones, &Office::default(), &known, earlier)
        };
        let mut earlier = look("1", &[], None);
        let nothing = InFile::Read { found: Vec::new(), unseen_pages: 0 };
        for file in earlier.files.values_mut() {
            assert_ne!(*file, nothing);
            *file = nothing.clone();
        }
        let told = |looked: Looked| looked.told().map(|(path, _)| path.to_owned()).collect::<Vec<_>>();
        assert_eq!(told(look("1", &["a.txt"], Some(&earlier))), ["b.txt"]);
        assert_eq!(told(look("1", &[], Some(&earlier))), ["a.txt", "b.txt"]);
        assert_eq!(told(look("2", &["a.txt", "b.txt"], Some(&earlier))), ["a.txt", "b.txt"]);
    }
}
