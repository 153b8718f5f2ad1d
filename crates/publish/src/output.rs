//! The output folder. It is made next to the old one and takes its place only when it is complete. Unchanged files keep their
//! bytes and time stamps, so that an upload can skip them. Files that other programs put into the folder (the data of a CMS, the
//! `.git` of a repository) stay.

use crate::compress;
use crate::error::PublishError;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use trangxa_model::fingerprint::fingerprint;
use trangxa_model::url;

/// The file that marks a folder as made by this program, which may therefore replace it. It has a line for each file that the
/// program wrote: its key and its fingerprint (`-` for files without a key), and its path.
const MARKER: &str = ".trangxa";
/// The age from which an unfinished folder counts as left behind by a run that was stopped.
const ABANDONED: Duration = Duration::from_secs(24 * 3600);

/// An unfinished output folder. If it is dropped before [`Staging::finish`], it is deleted.
pub(crate) struct Staging {
    folder: PathBuf,
    out: PathBuf,
    /// The files of the old folder that the program wrote: path to key and fingerprint.
    old_files: HashMap<String, (String, String)>,
    /// The files of the new folder, by their paths.
    placed: Mutex<HashMap<String, PlacedFile>>,
    finished: bool,
}

/// A file of the new folder.
struct PlacedFile {
    /// The key and the fingerprint of a file written by [`Staging::write_keyed`].
    keyed: Option<(String, String)>,
    /// Whether it is the unchanged file of the old folder.
    is_old: bool,
}

/// The numbers of files that a build wrote, kept and removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that are new or have other bytes.
    pub written: usize,
    /// Files that are unchanged.
    pub kept: usize,
    /// Files of the old folder that the site no longer has.
    pub removed: usize,
}

impl Staging {
    /// Begins a folder next to `out`, on the same file system, so that a rename puts it into its place. Fails if `out` contains one of
    /// the folders `sources` or lies inside one, or if it contains files and was not made by this program.
    pub(crate) fn begin(out: &Path, sources: &[&Path]) -> Result<Self, PublishError> {
        let out = absolute(out)?;
        for other in sources {
            let other = absolute(other)?;
            if out.starts_with(&other) || other.starts_with(&out) {
                return Err(PublishError::Nested { out, other });
            }
        }
        let marker = out.join(MARKER);
        let occupied = fs::read_dir(&out).is_ok_and(|mut entries| entries.next().is_some());
        if occupied && !marker.exists() {
            return Err(PublishError::ForeignOutput(out));
        }
        // An unreadable list only means that everything is written again.
        let old_files = fs::read_to_string(&marker).unwrap_or_default();
        let old_file = |line: &str| {
            let mut parts = line.splitn(3, ' ').map(str::to_owned);
            let (key, fingerprint) = (parts.next()?, parts.next()?);
            Some((parts.next()?, (key, fingerprint)))
        };
        let old_files = old_files.lines().filter_map(old_file).collect();
        Ok(Self { folder: new_folder(&out)?, out, old_files, placed: Mutex::default(), finished: false })
    }

    /// Writes a file at a path relative to the output folder. Several threads may write at the same time.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let old = self.out.join(path);
        let is_old = fs::metadata(&old).is_ok_and(|metadata| metadata.len() == bytes.len() as u64)
            && fs::read(&old).is_ok_and(|old| old == bytes);
        self.place(path, None, is_old, |target| fs::write(target, bytes))
    }

    /// Writes the text that `make` returns, unless the old folder has an unchanged file that was written with the same key. See [`key`].
    pub(crate) fn write_keyed(
        &self,
        path: &str,
        key: &str,
        make: impl FnOnce() -> Result<String, PublishError>,
    ) -> Result<(), PublishError> {
        if let Some((_, old)) = self.old_files.get(path).filter(|(old_key, _)| old_key == key)
            && fs::read(self.out.join(path)).is_ok_and(|bytes| fingerprint(&bytes) == *old)
        {
            return self.place(path, Some((key.to_owned(), old.clone())), true, |_| Ok(()));
        }
        let made = make()?;
        let entry = (key.to_owned(), fingerprint(made.as_bytes()));
        self.place(path, Some(entry), false, |target| fs::write(target, made))
    }

    /// Copies a file including its time stamp.
    pub(crate) fn copy(&self, from: &Path, path: &str) -> Result<(), PublishError> {
        let metadata = fs::metadata(from).map_err(PublishError::read(from))?;
        let modified = metadata.modified().ok();
        let old_path = self.out.join(path);
        let is_old = fs::metadata(&old_path).is_ok_and(|old| {
            let same_time = modified.is_some() && old.modified().ok() == modified;
            // A checkout or an unpacked archive gives new time stamps to unchanged files.
            old.len() == metadata.len() && (same_time || is_same(from, &old_path).unwrap_or(false))
        });
        let mut source = fs::File::open(from).map_err(PublishError::read(from))?;
        self.place(path, None, is_old, |target| {
            let mut file = fs::File::create(target)?;
            io::copy(&mut source, &mut file)?;
            modified.map_or(Ok(()), |modified| file.set_modified(modified))
        })
    }

    /// Copies the other files of the site folder: media, icons, a host's verification file. It leaves out hidden files, links, and
    /// the paths in `own`, which the build writes itself.
    pub(crate) fn copy_site(&self, site: &Path, own: &[String]) -> Result<(), PublishError> {
        for (path, file) in files(site)? {
            if !own.contains(&path) {
                self.copy(&file, &path)?;
            }
        }
        Ok(())
    }

    /// Writes a compressed file next to each file that gets smaller by it. The `.br` and `.gz` of unchanged files are kept.
    pub(crate) fn compress(&self) -> Result<(), PublishError> {
        let all = self.placed();
        let worth: Vec<(String, bool)> = all
            .iter()
            .filter(|(path, _)| compress::is_worth_it(path))
            .map(|(path, placed)| (path.clone(), placed.is_old))
            .collect();
        drop(all);
        worth.par_iter().try_for_each(|(path, is_old)| {
            let file = self.folder.join(path);
            for format in compress::FORMATS {
                let packed = format!("{path}.{}", format.extension());
                if *is_old && self.out.join(&packed).is_file() {
                    self.place(&packed, None, true, |_| Ok(()))?;
                    continue;
                }
                let bytes = fs::read(&file).map_err(PublishError::read(&file))?;
                if let Some(bytes) = format.pack(&bytes).map_err(PublishError::write(&file))? {
                    self.write(&packed, &bytes)?;
                }
            }
            Ok(())
        })
    }

    /// Puts the finished folder into the place of the old one, and moves other programs' files along.
    pub(crate) fn finish(mut self) -> Result<Changes, PublishError> {
        let mut lines = String::new();
        let mut changes = Changes::default();
        let placed = std::mem::take(&mut *self.placed());
        let mut sorted: Vec<(&String, &PlacedFile)> = placed.iter().collect();
        sorted.sort_by_key(|(path, _)| path.as_str());
        for (path, placed) in sorted {
            let (key, fingerprint) = placed.keyed.as_ref().map_or(("-", "-"), |(key, fingerprint)| (key, fingerprint));
            let _ = writeln!(lines, "{key} {fingerprint} {path}");
            changes.kept += usize::from(placed.is_old);
            changes.written += usize::from(!placed.is_old);
        }
        let marker = self.folder.join(MARKER);
        fs::write(&marker, lines).map_err(PublishError::write(&marker))?;
        changes.removed = self.old_files.keys().filter(|path| !placed.contains_key(*path)).count();
        let had_old = self.out.exists();
        let name = self.folder.file_name().unwrap_or_default().to_string_lossy();
        let old = self.folder.with_file_name(name.replacen(".new-", ".old-", 1));
        if had_old {
            fs::rename(&self.out, &old).map_err(PublishError::write(&self.out))?;
        }
        if let Err(error) = fs::rename(&self.folder, &self.out) {
            if had_old {
                // Put the old folder back. If that fails too, the first error is the one to report.
                let _ = fs::rename(&old, &self.out);
            }
            return Err(PublishError::write(&self.out)(error));
        }
        self.finished = true;
        if had_old {
            if !self.old_files.is_empty() {
                let ours = self.old_files.keys().chain(placed.keys()).cloned().collect();
                let moved = move_foreign(&old, &self.out, &ours);
                moved.map_err(|source| PublishError::LeftBehind { old: old.clone(), source })?;
            }
            // Only our own old files are left. If they cannot be deleted, they stay next to the output folder.
            let _ = fs::remove_dir_all(&old);
        }
        Ok(changes)
    }

    fn placed(&self) -> std::sync::MutexGuard<'_, HashMap<String, PlacedFile>> {
        self.placed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a file into the new folder: the old file by a hard link, or a new one by `write`.
    fn place(
        &self,
        path: &str,
        keyed: Option<(String, String)>,
        is_old: bool,
        write: impl FnOnce(&Path) -> io::Result<()>,
    ) -> Result<(), PublishError> {
        if !url::is_inner_path(path) {
            let problem = "this path leads out of the output folder; nothing is written there".to_owned();
            return Err(PublishError::Page { page: path.to_owned(), problem });
        }
        let target = self.folder.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(PublishError::write(parent))?;
        }
        // An earlier file at this path may be a hard link to the old one, which must stay unchanged.
        if self.placed().remove(path).is_some() {
            fs::remove_file(&target).map_err(PublishError::write(&target))?;
        }
        if is_old {
            link(&self.out.join(path), &target).map_err(PublishError::write(&target))?;
        } else {
            write(&target).map_err(PublishError::write(&target))?;
        }
        self.placed().insert(path.to_owned(), PlacedFile { keyed, is_old });
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// Creates a folder next to the output folder, on the same file system, and deletes what stopped runs left there.
fn new_folder(out: &Path) -> Result<PathBuf, PublishError> {
    let parent = out.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(PublishError::write(parent))?;
    let name = out.file_name().unwrap_or(OsStr::new("site")).to_string_lossy();
    let begin = format!(".{name}.new-");
    for entry in fs::read_dir(parent).map_err(PublishError::read(parent))?.filter_map(Result::ok) {
        let is_ours = entry.file_name().to_string_lossy().starts_with(&begin);
        let age = entry.metadata().and_then(|metadata| metadata.modified()).ok().and_then(|at| at.elapsed().ok());
        if is_ours && age.is_some_and(|age| age > ABANDONED) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    for number in 0.. {
        let folder = parent.join(format!("{begin}{}-{number}", std::process::id()));
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 1000 => {}
            made => return made.map(|()| folder.clone()).map_err(PublishError::write(&folder)),
        }
    }
    unreachable!("the loop ends with an answer")
}

/// Moves the files that this program did not write from the old folder into the new one. `ours` are the program's files in either
/// folder.
fn move_foreign(old: &Path, new: &Path, ours: &HashSet<String>) -> io::Result<()> {
    let mut folders: HashSet<&str> = HashSet::new();
    for path in ours {
        folders.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
    }
    let mut rest = vec![String::new()];
    while let Some(prefix) = rest.pop() {
        for entry in fs::read_dir(old.join(&prefix))? {
            let entry = entry?;
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() && folders.contains(path.as_str()) {
                rest.push(format!("{path}/"));
            } else if path != MARKER && !ours.contains(&path) {
                let target = new.join(&path);
                if let Some(parent) = target.parent() {
                    fs::create_dir_all(parent)?;
                }
                fs::rename(entry.path(), target)?;
            }
        }
    }
    Ok(())
}

/// The key for [`Staging::write_keyed`] of a file that is made from these texts.
pub(crate) fn key<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut all = String::new();
    for part in parts {
        // The lengths distinguish ["ab", "c"] from ["a", "bc"].
        let _ = write!(all, "{}:{part}", part.len());
    }
    fingerprint(all.as_bytes())
}

/// A hard link to a file. On a file system without hard links it is a copy with the same time stamp.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let modified = fs::metadata(from).and_then(|metadata| metadata.modified()).unwrap_or_else(|_| SystemTime::now());
    fs::copy(from, to)?;
    fs::File::options().write(true).open(to)?.set_modified(modified)
}

/// Whether two files of the same length have the same bytes.
fn is_same(one: &Path, other: &Path) -> io::Result<bool> {
    let (mut one, mut other) = (BufReader::new(fs::File::open(one)?), BufReader::new(fs::File::open(other)?));
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let count = left.len().min(right.len());
        if left[..count] != right[..count] {
            return Ok(false);
        }
        if count == 0 {
            return Ok(left.is_empty() && right.is_empty());
        }
        one.consume(count);
        other.consume(count);
    }
}

/// All files below a folder without hidden files and links: the path relative to the folder with `/` as separator, and the file.
pub(crate) fn files(folder: &Path) -> Result<Vec<(String, PathBuf)>, PublishError> {
    let mut found = Vec::new();
    let mut folders = vec![(String::new(), folder.to_owned())];
    while let Some((prefix, folder)) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(PublishError::read(&folder))? {
            let entry = entry.map_err(PublishError::read(&folder))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type().map_err(PublishError::read(&entry.path()))?;
            if name.starts_with('.') || kind.is_symlink() {
                continue;
            }
            let path = format!("{prefix}{name}");
            if kind.is_dir() {
                folders.push((format!("{path}/"), entry.path()));
            } else {
                found.push((path, entry.path()));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The absolute path of a folder.
fn absolute(path: &Path) -> Result<PathBuf, PublishError> {
    // Links are resolved where the folder exists; a folder that does not exist yet contains none.
    fs::canonicalize(path).or_else(|_| std::path::absolute(path)).map_err(PublishError::read(path))
}
