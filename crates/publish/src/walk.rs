//! The files of a folder, and which of them can be published.

use crate::error::PublishError;
use crate::finding::{Finding, FindingKind};
use crate::paths::WELL_KNOWN;
use crate::portable::{self, PathIndex};
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};
use trangxa_messages::review as say;

/// A file below a folder, or something that is none and cannot be published.
#[derive(Clone, Debug)]
pub struct FolderEntry {
    /// The path relative to the folder, with `/` as separator.
    pub path: String,
    /// The path on this machine.
    pub file: PathBuf,
    /// What it is.
    kind: EntryKind,
}

/// What an entry of a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EntryKind {
    File,
    /// A link, wherever it leads.
    Link,
    /// A pipe, a socket or a device: reading it may never end.
    Special,
    /// Something whose name is not text.
    Nameless,
    /// A folder with a name that not every system can hold. What is in it is not listed.
    Folder,
}

impl FolderEntry {
    /// Whether it is a file, and neither a link nor anything else.
    pub(crate) fn is_file(&self) -> bool {
        self.kind == EntryKind::File
    }

    /// Whether it is one of these paths, or a link to a folder that contains one.
    pub(crate) fn contains_one_of(&self, paths: &[String]) -> bool {
        let is_in =
            |path: &String| path.strip_prefix(&self.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        paths.iter().any(is_in)
    }

    /// Why it cannot be published beside the files in `names`, for an operator; `None` if it can, and then it is added to `names`.
    pub(crate) fn problem(&self, names: &mut PathIndex) -> Option<Finding> {
        let problem = match self.kind {
            EntryKind::Link => say::IsLink.to_string(),
            EntryKind::Special => say::IsSpecial.to_string(),
            EntryKind::Nameless => say::IsNameless.to_string(),
            EntryKind::File | EntryKind::Folder => match (portable::problem(&self.path), names.twin(&self.path)) {
                (Some(problem), _) => say::Rename { problem }.to_string(),
                (None, Some(twin)) => say::Rename { problem: say::Twin { twin } }.to_string(),
                (None, None) => {
                    names.insert(&self.path);
                    return None;
                }
            },
        };
        let message = if self.kind == EntryKind::Folder {
            say::FolderNotPublished { problem }.to_string()
        } else {
            say::NotPublished { problem }.to_string()
        };
        Some(Finding::new(FindingKind::FileLeftOut, &self.path, "", message))
    }
}

/// Whether a path of a site is that of a hidden file, or of a file in a hidden folder: neither is published. [`WELL_KNOWN`] is no
/// hidden folder, because certificates are renewed by files in it.
pub(crate) fn is_hidden(path: &str) -> bool {
    let path = match path.strip_prefix(WELL_KNOWN.trim_end_matches('/')) {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => rest,
        _ => path,
    };
    path.split('/').any(|part| part.starts_with('.'))
}

/// All entries below a folder that are not [hidden](is_hidden), ordered by path. Links are not followed, so that no folder is its own part.
pub(crate) fn entries(folder: &Path) -> Result<Vec<FolderEntry>, PublishError> {
    let mut found = Vec::new();
    let mut folders = vec![(String::new(), folder.to_owned())];
    while let Some((prefix, folder)) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(PublishError::read(&folder))? {
            let entry = entry.map_err(PublishError::read(&folder))?;
            let file = entry.path();
            let name = entry.file_name();
            let path = format!("{prefix}{}", name.to_string_lossy());
            if is_hidden(&path) {
                continue;
            }
            let kind = match entry.file_type().map_err(PublishError::read(&file))? {
                _ if name.to_str().is_none() => EntryKind::Nameless,
                kind if kind.is_dir() && portable::problem(&path).is_none() => {
                    folders.push((format!("{path}/"), file));
                    continue;
                }
                kind => kind_of(kind),
            };
            found.push(FolderEntry { path, file, kind });
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}

fn kind_of(kind: FileType) -> EntryKind {
    if kind.is_file() {
        EntryKind::File
    } else if kind.is_symlink() {
        EntryKind::Link
    } else if kind.is_dir() {
        EntryKind::Folder
    } else {
        EntryKind::Special
    }
}
