//! What a build knows of the folder that it made, so that the next one need not read it: which version each of its files was, and
//! what the build was made from. It is only ever trusted as a whole and for files of exactly these versions. A folder without it,
//! or with a damaged one, is read as if there had never been one.

use super::own_files::RECORD;
use crate::file_version::FileVersion;
use crate::hash::sha256;
use rayon::prelude::*;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

/// The steps in which file systems count time are shorter than this. What changes after it, has another time.
pub(crate) const TICK: Duration = Duration::from_millis(20);

/// The versions of the files of an output folder, and what its build said of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// What the build said of itself, in one line.
    facts: String,
    /// The files that the program wrote, ordered by path.
    files: Vec<(String, FileVersion)>,
}

impl Record {
    /// Looks at the files of a folder, which are the ones that the program wrote.
    pub(super) fn take<'a>(folder: &Path, paths: impl Iterator<Item = &'a str>, facts: String) -> Option<Self> {
        // Whoever changes a file from now on gives it a time that it has not yet.
        std::thread::sleep(TICK);
        let mut paths: Vec<&str> = paths.collect();
        paths.sort_unstable();
        let look = |path: &&str| Some(((*path).to_owned(), version(folder, path)?));
        let files = paths.par_iter().map(look).collect::<Option<Vec<_>>>()?;
        (!facts.contains('\n')).then_some(Self { facts, files })
    }

    /// Reads the record of a folder; empty if there is none, or if it is damaged.
    pub(super) fn read(folder: &Path) -> Self {
        fs::read(folder.join(RECORD)).ok().and_then(|bytes| Self::parse(&bytes)).unwrap_or_default()
    }

    /// Writes the record into a folder. If this program is stopped meanwhile, the next build finds a damaged one.
    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        fs::write(folder.join(RECORD), self.to_text())
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let (hash, text) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
        if sha256(text.as_bytes()) != hash {
            return None;
        }
        let (facts, lines) = text.split_once('\n')?;
        let file = |line: &str| {
            let (version, path) = line.split_once(' ')?;
            Some((path.to_owned(), FileVersion::parse(version)?))
        };
        let files = lines.lines().map(file).collect::<Option<Vec<_>>>()?;
        files.is_sorted_by(|(one, _), (other, _)| one < other).then_some(Self { facts: facts.to_owned(), files })
    }

    fn to_text(&self) -> String {
        let mut text = format!("{}\n", self.facts);
        for (path, version) in &self.files {
            let _ = writeln!(text, "{version} {path}");
        }
        format!("{}\n{text}", sha256(text.as_bytes()))
    }

    /// What the build said of itself; empty without a record.
    pub(super) fn facts(&self) -> &str {
        &self.facts
    }

    /// The number of files.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether a file of a folder still is what the build wrote.
    pub(super) fn is_untouched(&self, folder: &Path, path: &str) -> bool {
        let known = self.files.binary_search_by(|(it, _)| it.as_str().cmp(path)).ok().map(|at| self.files[at].1);
        known.is_some() && known == version(folder, path)
    }

    /// Whether all files of a folder still are what the build wrote, and lie in folders and not behind links.
    pub(super) fn is_all_untouched(&self, folder: &Path) -> bool {
        let folders: HashSet<&str> = self.files.iter().flat_map(|(path, _)| super::list::folders_of(path)).collect();
        let is_folder = |path: &&str| folder.join(path).symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
        self.files.par_iter().all(|(path, known)| version(folder, path) == Some(*known))
            && folders.par_iter().all(is_folder)
    }
}

fn version(folder: &Path, path: &str) -> Option<FileVersion> {
    FileVersion::of(&folder.join(path).symlink_metadata().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for path in ["a/b/c.html", "a/d e.html", "f"] {
            fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
            fs::write(folder.path().join(path), path).unwrap();
        }
        folder
    }

    fn take(folder: &Path) -> Record {
        Record::take(folder, ["f", "a/d e.html", "a/b/c.html"].into_iter(), "{}".to_owned()).unwrap()
    }

    #[test]
    fn a_record_reads_back_and_a_damaged_one_is_none() {
        let folder = folder();
        let folder = folder.path();
        let record = take(folder);
        record.write(folder).unwrap();
        assert_eq!(Record::read(folder), record);
        assert_eq!((record.len(), record.facts()), (3, "{}"));
        let text = fs::read(folder.join(RECORD)).unwrap();
        for at in 0..text.len() {
            let mut damaged = text.clone();
            damaged[at] ^= 1;
            assert_eq!(Record::parse(&damaged), None, "byte {at}");
            assert_eq!(Record::parse(&text[..at]), None, "{at} bytes of it");
        }
        fs::remove_file(folder.join(RECORD)).unwrap();
        assert_eq!(Record::read(folder), Record::default());
    }

    #[test]
    fn whatever_was_done_to_a_file_is_seen() {
        let edits: [fn(&Path); 5] = [
            |file| fs::write(file, "other text").unwrap(),
            |file| fs::remove_file(file).unwrap(),
            |file| {
                fs::remove_file(file).unwrap();
                fs::create_dir(file).unwrap();
            },
            |file| {
                // Another file with the same bytes and times.
                let modified = fs::metadata(file).unwrap().modified().unwrap();
                fs::copy(file, file.with_extension("copy")).unwrap();
                fs::rename(file.with_extension("copy"), file).unwrap();
                fs::File::options().write(true).open(file).unwrap().set_modified(modified).unwrap();
            },
            |file| {
                let modified = fs::metadata(file).unwrap().modified().unwrap();
                let same_length = "x".repeat(fs::read(file).unwrap().len());
                fs::write(file, same_length).unwrap();
                fs::File::options().write(true).open(file).unwrap().set_modified(modified).unwrap();
            },
        ];
        for (i, edit) in edits.into_iter().enumerate() {
            let folder = folder();
            let folder = folder.path();
            let record = take(folder);
            assert!(record.is_all_untouched(folder) && record.is_untouched(folder, "a/b/c.html"));
            edit(&folder.join("a/b/c.html"));
            assert!(!record.is_untouched(folder, "a/b/c.html"), "edit {i}");
            assert!(!record.is_all_untouched(folder), "edit {i}");
            assert!(record.is_untouched(folder, "f") && !record.is_untouched(folder, "g"), "edit {i}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_folder_behind_a_link_is_not_untouched() {
        let folder = folder();
        let folder = folder.path();
        let record = take(folder);
        fs::rename(folder.join("a/b"), folder.join("elsewhere")).unwrap();
        std::os::unix::fs::symlink(folder.join("elsewhere"), folder.join("a/b")).unwrap();
        assert!(!record.is_all_untouched(folder));
    }
}
