//! The list of the files that a build wrote. It tells them from the files of other programs.

use super::own_files::LIST;
use crate::error::PublishError;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// The files that a build wrote into a folder.
#[derive(Default)]
pub(super) struct FileList {
    /// The key and the fingerprint of each file, by its path.
    files: HashMap<String, (String, String)>,
    /// The folders that contain these files, at any depth.
    folders: HashSet<String>,
}

impl FileList {
    /// Reads the list of a folder; `None` if the folder has none.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, PublishError> {
        let path = folder.join(LIST);
        let text = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read.map_err(PublishError::read(&path))?,
        };
        let list = String::from_utf8(text).ok().and_then(|text| Self::parse(&text));
        // With half of a list, our files would pass for those of another program, and stay for ever.
        Ok(Some(list.ok_or(PublishError::UnreadableList(path))?))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut list = Self::default();
        for line in text.lines() {
            let mut parts = line.splitn(3, ' ').map(str::to_owned);
            let (key, fingerprint) = (parts.next()?, parts.next()?);
            if !is_hash(&key) || !is_hash(&fingerprint) {
                return None;
            }
            list.add(parts.next()?, key, fingerprint);
        }
        (text.is_empty() || text.ends_with('\n')).then_some(list)
    }

    /// Adds a file.
    pub(super) fn add(&mut self, path: String, key: String, fingerprint: String) {
        self.folders.extend(folders_of(&path).map(str::to_owned));
        self.files.insert(path, (key, fingerprint));
    }

    /// The text of the list, ordered by path.
    pub(super) fn to_text(&self) -> String {
        let mut files: Vec<_> = self.files.iter().collect();
        files.sort();
        let mut text = String::new();
        for (path, (key, fingerprint)) in files {
            let _ = writeln!(text, "{key} {fingerprint} {path}");
        }
        text
    }

    /// The key and the fingerprint of a file; `None` if the program did not write it.
    pub(super) fn file(&self, path: &str) -> Option<&(String, String)> {
        self.files.get(path)
    }

    /// The files with this key, in no order, each with its fingerprint.
    pub(super) fn with_key(&self, key: &str) -> impl Iterator<Item = (&str, &str)> {
        let files = self.files.iter().filter(move |(_, (its, _))| its == key);
        files.map(|(path, (_, fingerprint))| (path.as_str(), fingerprint.as_str()))
    }

    /// Whether a folder contains files of this program.
    pub(super) fn has_folder(&self, path: &str) -> bool {
        self.folders.contains(path)
    }

    /// All folders that contain files of this program.
    pub(super) fn folders(&self) -> impl Iterator<Item = &str> {
        self.folders.iter().map(String::as_str)
    }

    /// The number of files.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// The paths of all files.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

/// The folders of a path, outermost first.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Whether a text is a hash, or stands for one that is missing.
fn is_hash(text: &str) -> bool {
    text == "-" || !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_back_and_half_a_list_is_refused() {
        let mut list = FileList::default();
        list.add("bai/a b/index.html".to_owned(), "0a".to_owned(), "1f".to_owned());
        list.add("a.txt".to_owned(), "-".to_owned(), "-".to_owned());
        let text = list.to_text();
        assert_eq!(text, "- - a.txt\n0a 1f bai/a b/index.html\n");
        let read = FileList::parse(&text).unwrap();
        assert_eq!(read.to_text(), text);
        assert!(read.has_folder("bai/a b") && read.has_folder("bai") && !read.has_folder("a.txt"));
        assert!(FileList::parse("").is_some_and(|list| list.paths().next().is_none()));
        for broken in ["\0\0\0\0", "- - a.txt\n-", "- - a.t", "an older release\n", "\n"] {
            assert!(FileList::parse(broken).is_none(), "{broken:?}");
        }
    }
}
