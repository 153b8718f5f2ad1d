//! What builds leave next to the output folder: the folder that was replaced, and, when a build was stopped, unfinished ones.
//! A file of another program is only removed from them when the output folder has it.

use super::folder::{Leftover, OutputFolder, is_there};
use super::foreign::{Carried, is_one_file, is_ours, key_of};
use super::list::FileList;
use super::own_files::{LIST, UNFINISHED};
use super::steps::step;
use crate::error::{PublishError, listed};
use crate::finding::{Finding, FindingKind};
use std::fs::{self, File, Metadata};
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use trangxa_messages::review;

/// Clears up after builds that were stopped: puts the output folder back if it was lost between two renames, takes over the files of
/// other programs that are only in a folder left behind, and removes the rest. Tells what a person has to look at.
pub(super) fn recover(out: &OutputFolder) -> Result<Vec<Finding>, PublishError> {
    let leftovers = out.leftovers()?;
    // An unfinished folder has nothing that the output folder has not. Earlier releases put no mark into it, but no list either.
    let is_unfinished =
        |it: &Leftover| !it.is_old && (is_there(&it.path.join(UNFINISHED)) || !is_there(&it.path.join(LIST)));
    // A list is written last and removed last: a folder that has one is complete.
    let was_published = |it: &&Leftover| !is_unfinished(it) && is_there(&it.path.join(LIST));
    if !is_there(&out.path)
        && let Some(lost) = leftovers.iter().filter(was_published).max_by_key(|it| (it.is_old, listed_at(&it.path)))
    {
        fs::rename(&lost.path, &out.path).map_err(PublishError::not_recovered(&lost.path, &out.path))?;
        step("put-back");
    }
    let mut findings = Vec::new();
    for leftover in leftovers.iter().filter(|it| is_there(&it.path)) {
        let cleared = match is_unfinished(leftover) {
            true => fs::remove_dir_all(&leftover.path).map(|()| None),
            false => clear(&leftover.path, &leftover.build, out)?,
        };
        findings.extend(cleared.map_err(PublishError::not_recovered(&leftover.path, &out.path))?);
        step("cleared");
    }
    let mark = out.path.join(UNFINISHED);
    if is_there(&mark) {
        fs::remove_file(&mark).map_err(PublishError::write(&mark))?;
    }
    Ok(findings)
}

/// When a folder was completed.
fn listed_at(folder: &Path) -> Option<std::time::SystemTime> {
    fs::metadata(folder.join(LIST)).and_then(|metadata| metadata.modified()).ok()
}

/// Removes a folder that was the output folder. What other programs have written into it since their files were carried goes to the
/// new one. `build` is the build that replaced it. If a file of the new folder has the place of another one, which is older or of
/// unknown age, the latter is kept in a folder of its own, and a finding says so. Fails with the outer error if the folder's list cannot be read.
pub(super) fn clear(old: &Path, build: &str, out: &OutputFolder) -> Result<io::Result<Option<Finding>>, PublishError> {
    // A folder without a list has no files of ours: the list is removed after them.
    let ours = FileList::read(old)?.unwrap_or_default();
    let carried = Some(Carried::read(&out.path)).filter(|carried| carried.build == build).unwrap_or_default();
    let mut clearing = Clearing { old, out: &out.path, ours, carried, left: Vec::new(), removed: 0 };
    Ok(clearing.run().and_then(|()| {
        let left = clearing.left;
        if left.is_empty() {
            return Ok(None);
        }
        let kept = out.kept();
        fs::rename(old, &kept)?;
        Ok(Some(kept_files(&kept, &out.path, &left)))
    }))
}

fn kept_files(kept: &Path, out: &Path, files: &[String]) -> Finding {
    let message = review::OutputKept { folder: out.display(), files: listed(files) };
    Finding::new(FindingKind::OutputKept, &kept.display().to_string(), "", message)
}

/// A folder that was the output folder, while it is emptied.
struct Clearing<'a> {
    old: &'a Path,
    out: &'a Path,
    /// The files in it that the program wrote.
    ours: FileList,
    carried: Carried,
    /// The files that stay in it.
    left: Vec<String>,
    /// The number of entries that have been taken out of it.
    removed: usize,
}

impl Clearing<'_> {
    fn run(&mut self) -> io::Result<()> {
        // A program that still works in the folder may write while it is emptied. What is there then is looked at again.
        const ATTEMPTS: usize = 5;
        for attempt in 1.. {
            self.left.clear();
            self.folder(Path::new(""), "")?;
            if !self.left.is_empty() {
                break;
            }
            remove_if_there(&self.old.join(LIST))?;
            self.ours = FileList::default();
            match fs::remove_dir(self.old) {
                Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty && attempt < ATTEMPTS => {}
                removed => return removed,
            }
        }
        // What stays is no output folder any more.
        remove_if_there(&self.old.join(LIST))
    }

    /// Empties a folder. `key` is its path as lists have it, with a `/` at the end.
    fn folder(&mut self, folder: &Path, key: &str) -> io::Result<()> {
        for entry in fs::read_dir(self.old.join(folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            let key = format!("{key}{}", key_of(&entry.file_name()));
            if key == LIST {
                continue;
            }
            match self.entry(&path, &key) {
                // A program has just removed it, as temporary files are.
                Err(error) if error.kind() == io::ErrorKind::NotFound && !is_there(&entry.path()) => {}
                done => done?,
            }
        }
        Ok(())
    }

    fn entry(&mut self, path: &Path, key: &str) -> io::Result<()> {
        let metadata = self.old.join(path).symlink_metadata()?;
        if metadata.is_dir() {
            self.inner_folder(path, key)
        } else if is_ours(&self.ours, key, false) {
            fs::remove_file(self.old.join(path))?;
            self.taken_out();
            Ok(())
        } else {
            self.foreign_file(path, key, &metadata)
        }
    }

    fn inner_folder(&mut self, path: &Path, key: &str) -> io::Result<()> {
        let (old, new) = (self.old.join(path), self.out.join(path));
        let is_foreign = !is_ours(&self.ours, key, true);
        if is_foreign && !is_there(&new) && !self.carried.has_folder(key) {
            return self.take_over(path);
        }
        self.folder(path, &format!("{key}/"))?;
        match fs::remove_dir(old) {
            // Some files stay in it, or a program has just written another one.
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
            removed => removed,
        }
    }

    fn foreign_file(&mut self, path: &Path, key: &str, metadata: &Metadata) -> io::Result<()> {
        let (old, new) = (self.old.join(path), self.out.join(path));
        let is_as_carried = self.carried.has_file(key, metadata);
        match new.symlink_metadata() {
            // It has been deleted from the new folder, on purpose.
            Err(error) if is_missing(&error) && is_as_carried => fs::remove_file(&old)?,
            Err(error) if is_missing(&error) => return self.take_over_file(path, key),
            Err(error) => return Err(error),
            Ok(current) if is_one_file(metadata, &current) || is_same(&old, metadata, &new, &current)? => {
                fs::remove_file(&old)?;
            }
            // Of what was carried, one has been replaced since: there, or here before the exchange.
            Ok(_) if is_as_carried => fs::remove_file(&old)?,
            Ok(current) if self.carried.has_file(key, &current) => fs::rename(&old, &new)?,
            Ok(_) => {
                self.left.push(key.to_owned());
                return Ok(());
            }
        }
        self.taken_out();
        Ok(())
    }

    /// Moves a file to the new folder, unless a file stands where its folder would be.
    fn take_over_file(&mut self, path: &Path, key: &str) -> io::Result<()> {
        let is_file = |folder: &Path| self.out.join(folder).metadata().is_ok_and(|it| !it.is_dir());
        if path.ancestors().skip(1).any(is_file) {
            self.left.push(key.to_owned());
            return Ok(());
        }
        self.take_over(path)
    }

    /// Moves an entry to the new folder, which has none at this path.
    fn take_over(&mut self, path: &Path) -> io::Result<()> {
        let new = self.out.join(path);
        if let Some(parent) = new.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::rename(self.old.join(path), new)?;
        self.taken_out();
        Ok(())
    }

    fn taken_out(&mut self) {
        self.removed += 1;
        step(&format!("taken-out-{}", self.removed));
    }
}

fn remove_if_there(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Whether there is nothing at a path. A file where a folder of the path would be is nothing, too.
fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Whether two entries are files with the same bytes. Only files are opened: a pipe would never end.
fn is_same(one: &Path, of_one: &Metadata, other: &Path, of_other: &Metadata) -> io::Result<bool> {
    Ok(of_one.is_file() && of_other.is_file() && of_one.len() == of_other.len() && has_same_bytes(one, other)?)
}

/// Whether two files have the same bytes.
pub(super) fn has_same_bytes(one: &Path, other: &Path) -> io::Result<bool> {
    let (mut one, mut other) = (BufReader::new(File::open(one)?), BufReader::new(File::open(other)?));
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
