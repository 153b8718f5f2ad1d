//! The archive of a Word document: its parts, within limits, and the relations between them.

use super::xml::Element;
use crate::problem::ProblemKind;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The largest file, in bytes.
pub(crate) const MAX_FILE: u64 = 64 << 20;
/// The largest part with text, unpacked, in bytes.
const MAX_TEXT: u64 = 24 << 20;
/// The largest picture, unpacked, in bytes.
const MAX_PICTURE: u64 = 32 << 20;
/// The most that is unpacked of one file, in bytes: packed pictures do not grow, so that only a bomb has more.
const MAX_ALL: u64 = 160 << 20;
/// How many parts a document may have.
const MAX_PARTS: usize = 8_000;

/// A Word document as an archive.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// The names of the parts by their names in small letters: writers differ in the case of their references.
    names: HashMap<String, usize>,
    /// How many bytes may still be unpacked.
    left: u64,
}

/// What a part refers to, by the ids of the references.
#[derive(Debug, Default)]
pub(super) struct Relations(HashMap<String, Relation>);

/// A reference of a part.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// The last word of its type: `image`, `hyperlink`.
    pub kind: String,
    /// The path of another part, or the address of something outside.
    pub target: String,
    /// Whether it leads out of the document.
    pub is_external: bool,
}

impl<'b> Package<'b> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, ProblemKind> {
        if bytes.len() as u64 > MAX_FILE {
            return Err(ProblemKind::TooLarge(MAX_FILE >> 20));
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            // Word keeps an encrypted document in the container of the old format.
            let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let is_protected = bytes.windows(name.len()).any(|window| window == name);
            return Err(if is_protected { ProblemKind::Protected } else { ProblemKind::OldWord });
        }
        if !bytes.starts_with(b"PK") {
            return Err(ProblemKind::NoWord);
        }
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| ProblemKind::Damaged(error.to_string()))?;
        if archive.len() > MAX_PARTS {
            return Err(ProblemKind::TooLarge(MAX_FILE >> 20));
        }
        let mut names = HashMap::new();
        for at in 0..archive.len() {
            let part = archive.by_index_raw(at).map_err(|error| ProblemKind::Damaged(error.to_string()))?;
            if let Ok(name) = part.name() {
                names.entry(name.to_string().replace('\\', "/").to_lowercase()).or_insert(at);
            }
        }
        Ok(Self { archive, names, left: MAX_ALL })
    }

    /// The bytes of a part; `None` if there is none.
    fn bytes(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, ProblemKind> {
        let Some(at) = self.names.get(&name.trim_start_matches('/').to_lowercase()) else { return Ok(None) };
        let damaged = |error: String| ProblemKind::Damaged(format!("{name}: {error}"));
        let part = self.archive.by_index(*at).map_err(|error| damaged(error.to_string()))?;
        let most = most.min(self.left);
        let mut bytes = Vec::new();
        part.take(most + 1).read_to_end(&mut bytes).map_err(|error| damaged(error.to_string()))?;
        if bytes.len() as u64 > most {
            return Err(ProblemKind::TooLarge(most.div_ceil(1 << 20)));
        }
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// The bytes of a picture; `None` if the document lacks it, or if it cannot be unpacked.
    pub(super) fn picture(&mut self, name: &str) -> Option<Vec<u8>> {
        self.bytes(name, MAX_PICTURE).ok().flatten()
    }

    /// The XML of a part; `None` if there is none.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<Element>, ProblemKind> {
        let Some(bytes) = self.bytes(name, MAX_TEXT)? else { return Ok(None) };
        let text = match trangxa_encodings::decode(&bytes) {
            trangxa_encodings::Decoded::Text { text, .. } => text,
            _ => String::from_utf8_lossy(&bytes).into_owned(),
        };
        let parsed = Element::parse(&text).map_err(|error| ProblemKind::Damaged(format!("{name}: {error}")))?;
        Ok(Some(parsed))
    }

    /// The path of the part with the text of the document.
    pub(super) fn main_part(&mut self) -> Result<String, ProblemKind> {
        let relations = self.relations("")?;
        let named = relations.0.into_values().find(|it| it.kind == "officeDocument" && !it.is_external);
        let path = named.map_or_else(|| "word/document.xml".to_owned(), |relation| relation.target);
        if self.names.contains_key(&path.to_lowercase()) && path.to_lowercase().ends_with(".xml") {
            Ok(path)
        } else {
            Err(ProblemKind::NoWord)
        }
    }

    /// What a part refers to.
    pub(super) fn relations(&mut self, part: &str) -> Result<Relations, ProblemKind> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
        let Some(root) = self.xml(&path)? else { return Ok(Relations::default()) };
        let relation = |element: &Element| {
            let id = element.attribute("Id").unwrap_or_default().to_owned();
            let target = element.attribute("Target")?;
            let is_external = element.attribute("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
            let kind = element.attribute("Type")?.rsplit('/').next()?.to_owned();
            let target = if is_external { target.to_owned() } else { inner(folder, target) };
            Some((id, Relation { kind, target, is_external }))
        };
        Ok(Relations(root.children().filter_map(relation).collect()))
    }
}

impl Relations {
    pub(super) fn get(&self, id: &str) -> Option<&Relation> {
        self.0.get(id)
    }

    /// The paths of the parts of some kind, in order.
    pub(super) fn of_kind(&self, kind: &str) -> Vec<String> {
        let mut found: Vec<String> =
            self.0.values().filter(|it| it.kind == kind && !it.is_external).map(|it| it.target.clone()).collect();
        found.sort();
        found.dedup();
        found
    }
}

/// The path of a part that a part in `folder` refers to.
fn inner(folder: &str, target: &str) -> String {
    if let Some(path) = target.strip_prefix('/') {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
