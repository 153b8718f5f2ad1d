//! The output folder: made beside the old one and put in its place only when whole. What did not change is not written
//! again: it keeps its bytes and its time stamp, so that whoever uploads the folder uploads only the rest. What others put
//! into the folder (a CMS its data, a repository its `.git`) stays.

use crate::PublishError;
use crate::compress;
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

/// Marks a folder as made by this program, and so as one that it may replace. A line for each file that the program wrote:
/// the key it was made under and the fingerprint of what was made (`-` for files without a key), and its path.
const MARKER: &str = ".trangxa";
/// A folder in the making that is older than this was left by a run that was stopped.
const ABANDONED: Duration = Duration::from_secs(24 * 3600);

/// An output folder in the making; dropped before [`Staging::finish`], it leaves nothing behind.
pub struct Staging {
    folder: PathBuf,
    out: PathBuf,
    /// What the program wrote into the old folder, each with its key and fingerprint.
    old_files: HashMap<String, (String, String)>,
    placed: Mutex<HashMap<String, Placed>>,
    finished: bool,
}

/// What became of a file.
struct Placed {
    /// The key and the fingerprint of what was made under it.
    made: Option<(String, String)>,
    is_old: bool,
}

/// What was written, and what was not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that are new or have other bytes.
    pub written: usize,
    /// Files that are as they were.
    pub kept: usize,
    /// Files of the old folder that are gone.
    pub removed: usize,
}

impl Staging {
    /// Begins beside the output folder, on the same file system, so that taking its place is one rename.
    /// `sources` are folders that must not be inside it, nor hold it.
    pub fn begin(out: &Path, sources: &[&Path]) -> Result<Self, PublishError> {
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
        // Without it everything is written anew, which is never wrong.
        let old_files = fs::read_to_string(&marker).unwrap_or_default();
        let old_file = |line: &str| {
            let mut parts = line.splitn(3, ' ').map(str::to_owned);
            let (key, fingerprint) = (parts.next()?, parts.next()?);
            Some((parts.next()?, (key, fingerprint)))
        };
        let old_files = old_files.lines().filter_map(old_file).collect();
        Ok(Self { folder: new_folder(&out)?, out, old_files, placed: Mutex::default(), finished: false })
    }

    /// Writes a file; `path` is relative to the output folder. Threads may write at once.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let old = self.out.join(path);
        let is_old = fs::metadata(&old).is_ok_and(|metadata| metadata.len() == bytes.len() as u64)
            && fs::read(&old).is_ok_and(|old| old == bytes);
        self.place(path, None, is_old, |target| fs::write(target, bytes))
    }

    /// Writes what `make` makes, unless the old folder holds what was made under the same key.
    pub fn write_keyed(
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

    /// Copies a file, with its time stamp.
    pub fn copy(&self, from: &Path, path: &str) -> Result<(), PublishError> {
        let metadata = fs::metadata(from).map_err(PublishError::read(from))?;
        let modified = metadata.modified().ok();
        let old_path = self.out.join(path);
        let is_old = fs::metadata(&old_path).is_ok_and(|old| {
            let same_time = modified.is_some() && old.modified().ok() == modified;
            // A checkout or an unpacked archive has new time stamps on old files.
            old.len() == metadata.len() && (same_time || is_same(from, &old_path).unwrap_or(false))
        });
        let mut source = fs::File::open(from).map_err(PublishError::read(from))?;
        self.place(path, None, is_old, |target| {
            let mut file = fs::File::create(target)?;
            io::copy(&mut source, &mut file)?;
            modified.map_or(Ok(()), |modified| file.set_modified(modified))
        })
    }

    /// Copies what else lies in the site folder: media, icons of its own, a host's verification file. Hidden files and
    /// links are left out, and so is what this program writes itself.
    pub fn copy_site(&self, site: &Path, own: &[String]) -> Result<(), PublishError> {
        for (path, file) in files(site)? {
            if !own.contains(&path) {
                self.copy(&file, &path)?;
            }
        }
        Ok(())
    }

    /// Puts a compressed file beside each that gains by it. `.br` and `.gz` of what did not change are kept.
    pub fn compress(&self) -> Result<(), PublishError> {
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

    /// Puts the finished folder in the place of the old one.
    pub fn finish(mut self) -> Result<Changes, PublishError> {
        let mut lines = String::new();
        let mut changes = Changes::default();
        let placed = std::mem::take(&mut *self.placed());
        let mut sorted: Vec<(&String, &Placed)> = placed.iter().collect();
        sorted.sort_by_key(|(path, _)| path.as_str());
        for (path, placed) in sorted {
            let (key, fingerprint) = placed.made.as_ref().map_or(("-", "-"), |(key, made)| (key, made));
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
                // Back to where it was; if even that fails, the first error is the one to tell.
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
            // What is left of it is ours, and beside the folder; the next run may have more luck.
            let _ = fs::remove_dir_all(&old);
        }
        Ok(changes)
    }

    fn placed(&self) -> std::sync::MutexGuard<'_, HashMap<String, Placed>> {
        self.placed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a file in its place: the old one, by a second link to it, or a new one.
    fn place(
        &self,
        path: &str,
        made: Option<(String, String)>,
        is_old: bool,
        write: impl FnOnce(&Path) -> io::Result<()>,
    ) -> Result<(), PublishError> {
        if !url::is_inner_path(path) {
            let problem = "a path that leads out of the folder; nothing is written there".to_owned();
            return Err(PublishError::Page { page: path.to_owned(), problem });
        }
        let target = self.folder.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(PublishError::write(parent))?;
        }
        // What was placed before may be a link to the old file, which must not be written into.
        if self.placed().remove(path).is_some() {
            fs::remove_file(&target).map_err(PublishError::write(&target))?;
        }
        if is_old {
            link(&self.out.join(path), &target).map_err(PublishError::write(&target))?;
        } else {
            write(&target).map_err(PublishError::write(&target))?;
        }
        self.placed().insert(path.to_owned(), Placed { made, is_old });
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

/// A new folder beside the output, on the same file system; what stopped runs left there is cleared away.
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

/// Moves what the program did not write from the old folder into the new one. `ours` are the files of either.
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

/// A key for [`Staging::write_keyed`]: what a file is made from.
pub fn key<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut all = String::new();
    for part in parts {
        // Lengths keep two parts from passing for two others.
        let _ = write!(all, "{}:{part}", part.len());
    }
    fingerprint(all.as_bytes())
}

/// A second name for a file; where the file system has none, a copy with the same time stamp.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let modified = fs::metadata(from).and_then(|metadata| metadata.modified()).unwrap_or_else(|_| SystemTime::now());
    fs::copy(from, to)?;
    fs::File::options().write(true).open(to)?.set_modified(modified)
}

/// Whether two files of one length hold the same bytes.
fn is_same(one: &Path, other: &Path) -> io::Result<bool> {
    let (mut one, mut other) = (BufReader::new(fs::File::open(one)?), BufReader::new(fs::File::open(other)?));
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let count = left.len().min(right.len());
        if count == 0 || left[..count] != right[..count] {
            return Ok(left.len() == right.len());
        }
        one.consume(count);
        other.consume(count);
    }
}

/// Every file below a folder, by its path with `/` between the parts; hidden ones and links left out.
pub fn files(folder: &Path) -> Result<Vec<(String, PathBuf)>, PublishError> {
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

fn absolute(path: &Path) -> Result<PathBuf, PublishError> {
    // Links are resolved where the folder exists; one to be made has none yet.
    fs::canonicalize(path).or_else(|_| std::path::absolute(path)).map_err(PublishError::read(path))
}
