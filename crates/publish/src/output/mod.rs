//! The output folder. It is made next to the old one and takes its place only when it is complete. Unchanged files keep their
//! bytes and time stamps, so that an upload can skip them. Files that other programs put into the folder (the data of a CMS, the
//! `.git` of a repository) stay.
//!
//! The life of a build: it takes the lock ([`lock`]), clears up after builds that were stopped ([`leftovers`]), makes the new folder,
//! carries the files of other programs into it ([`foreign`]), waits until everything is on the disk ([`sync`]), lets it take the place of
//! the old one ([`swap`]), removes that one ([`leftovers`] again), and notes what it made ([`record`]), so that the next build need not
//! read it. It may be stopped at any point.

mod folder;
mod foreign;
mod generations;
mod leftovers;
mod list;
mod lock;
mod own_files;
mod parts;
mod record;
mod steps;
mod swap;
mod sync;
#[cfg(test)]
mod tests;

use crate::compress;
use crate::error::PublishError;
use crate::files::FolderEntry;
use crate::finding::Finding;
use crate::portable::{self, PathIndex};
use folder::{Leftover, OutputFolder, is_there};
use foreign::{Carried, Content};
pub(crate) use generations::Generation;
use leftovers::has_same_bytes;
use list::{FileList, folders_of};
use lock::BuildLock;
pub(crate) use own_files::OWN_FILES;
use own_files::{LIST, PARTS, UNFINISHED};
pub(crate) use parts::Parts;
use rayon::prelude::*;
use record::Record;
#[cfg(test)]
pub(crate) use record::TICK;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use steps::step;
use trangxa_messages::publish_errors as say;
use trangxa_model::fingerprint::fingerprint;
use trangxa_model::url;

/// What stands for the key of a file that has none.
const NO_KEY: &str = "-";

/// An unfinished output folder. If it is dropped before [`Staging::finish`], it is deleted.
pub(crate) struct Staging {
    new: Leftover,
    out: OutputFolder,
    /// The files of the old folder that the program wrote.
    old_files: FileList,
    /// What the build of the old folder knew of it.
    old_record: Record,
    placed: Mutex<Placed>,
    /// What builds that were stopped left for a person to look at.
    findings: Vec<Finding>,
    finished: bool,
    /// The last member, because members are dropped in their order.
    _lock: BuildLock,
}

/// The files of the new folder.
#[derive(Default)]
struct Placed {
    files: HashMap<String, PlacedFile>,
    names: PathIndex,
}

/// A file of the new folder.
struct PlacedFile {
    /// The key and the fingerprint of a file; `None` for a copy. Only [`Staging::write_keyed`] knows keys.
    keyed: Option<(String, String)>,
    /// Whether it is the unchanged file of the old folder.
    is_old: bool,
}

impl PlacedFile {
    fn has_key(&self, key: &str) -> bool {
        self.keyed.as_ref().is_some_and(|(it, _)| it == key)
    }
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
    /// Begins a folder next to `out`, on the same file system, so that a rename puts it into its place. If another build writes to `out`,
    /// waits for at most `wait` until it has finished. Fails if no folder can take the place of `out`, if `out` contains one of
    /// the folders `sources` or lies inside one, or if it contains files and was not made by this program.
    pub(crate) fn begin(out: &Path, sources: &[&Path], wait: Duration) -> Result<Self, PublishError> {
        let out = OutputFolder::new(out, sources)?;
        let lock = BuildLock::acquire(out.lock_file(), &out.path, wait)?;
        step("locked");
        if out.is_occupied() && !is_there(&out.path.join(LIST)) {
            return Err(PublishError::ForeignOutput(out.path));
        }
        let findings = leftovers::recover(&out)?;
        let old_files = FileList::read(&out.path)?.unwrap_or_default();
        let old_record = Record::read(&out.path);
        let new = out.make_new()?;
        let mark = new.path.join(UNFINISHED);
        let placed = Mutex::default();
        let staging = Self { new, out, old_files, old_record, placed, findings, finished: false, _lock: lock };
        fs::write(&mark, "").map_err(PublishError::write(&mark))?;
        step("begun");
        Ok(staging)
    }

    /// What the build that made the old folder said of itself; see [`Staging::finish`]. Empty if that is not known.
    pub(crate) fn old_facts(&self) -> &str {
        self.old_record.facts()
    }

    /// Whether all files of the old folder are as the build left them.
    pub(crate) fn is_old_untouched(&self) -> bool {
        self.old_record.len() == self.old_files.len() && self.old_record.is_all_untouched(&self.out.path)
    }

    /// Ends a build that would write what is there. The old folder stays.
    pub(crate) fn keep_old(mut self) -> (Changes, Vec<Finding>) {
        (Changes { kept: self.old_files.len(), ..Changes::default() }, std::mem::take(&mut self.findings))
    }

    /// Writes a file at a path relative to the output folder, and returns its fingerprint. Several threads may write at the same time.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) -> Result<String, PublishError> {
        self.write_with(path, NO_KEY, bytes)
    }

    /// Like [`Staging::write`] for a file whose name changes with its content. A later build with others may keep it: see
    /// [`Staging::keep_before`].
    pub(crate) fn write_of(&self, generation: Generation, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.write_with(path, generation.key(), bytes).map(drop)
    }

    fn write_with(&self, path: &str, key: &str, bytes: &[u8]) -> Result<String, PublishError> {
        let fingerprint = fingerprint(bytes);
        let is_old = self.has_old(path, &fingerprint) || {
            let old = self.out.path.join(path);
            length(&old) == Some(bytes.len() as u64) && fs::read(&old).is_ok_and(|old| old == bytes)
        };
        let entry = Some((key.to_owned(), fingerprint.clone()));
        self.place(path, entry, is_old, |target| fs::write(target, bytes))?;
        Ok(fingerprint)
    }

    /// Keeps the files of a kind that were on the site before those of this build, and returns their paths, ordered: pages that are open, or
    /// that a cache still has, ask for them. To be called when everything is written that may have a file at such a path.
    pub(crate) fn keep_before(&self, generation: Generation) -> Result<Vec<String>, PublishError> {
        let placed = self.placed();
        let is_present = |file: &PlacedFile| file.has_key(generation.key());
        let present = placed.files.iter().filter(|(_, file)| is_present(file)).map(|(path, _)| path.as_str());
        // What this site has at a path, in whatever spelling, comes first.
        let is_free = |path: &str| {
            let is_file = |folder: &str| placed.files.contains_key(folder);
            !placed.names.has(path) && placed.names.twin(path).is_none() && !folders_of(path).any(is_file)
        };
        let before = generation.before(&self.old_files, &present.collect());
        let kept: Vec<(&str, &str)> =
            before.into_iter().filter(|(path, old)| is_free(path) && self.has_bytes(path, old)).collect();
        drop(placed);
        for (path, fingerprint) in &kept {
            let entry = (generation.key_before().to_owned(), (*fingerprint).to_owned());
            self.place(path, Some(entry), true, |_| Ok(()))?;
        }
        Ok(kept.into_iter().map(|(path, _)| path.to_owned()).collect())
    }

    /// Keeps the old folder's files of a kind as those of this build, which needs the same. Returns whether all of them are there, unchanged;
    /// otherwise none is kept.
    pub(crate) fn keep_all(&self, generation: Generation) -> Result<bool, PublishError> {
        let old: Vec<(&str, &str)> = self.old_files.with_key(generation.key()).collect();
        if !old.par_iter().all(|(path, fingerprint)| self.has_bytes(path, fingerprint)) {
            return Ok(false);
        }
        for (path, fingerprint) in old {
            let entry = (generation.key().to_owned(), fingerprint.to_owned());
            self.place(path, Some(entry), true, |_| Ok(()))?;
        }
        Ok(true)
    }

    /// Whether the old folder has a file with this fingerprint that nobody has touched since it was written.
    fn has_old(&self, path: &str, fingerprint: &str) -> bool {
        self.old_files.file(path).is_some_and(|(_, old)| old == fingerprint)
            && self.old_record.is_untouched(&self.out.path, path)
    }

    /// Whether the old folder has a file whose bytes have this fingerprint, which is that of the list.
    fn has_bytes(&self, path: &str, fingerprint_of_old: &str) -> bool {
        let old = self.out.path.join(path);
        self.old_record.is_untouched(&self.out.path, path)
            || length(&old).is_some() && fs::read(&old).is_ok_and(|bytes| fingerprint(&bytes) == fingerprint_of_old)
    }

    /// Keeps a file that the old folder has unchanged, if it was written with the same key. Returns whether it has one. See [`key`].
    pub(crate) fn keep_keyed(&self, path: &str, key: &str) -> Result<bool, PublishError> {
        let old = self.old_files.file(path).filter(|(old_key, old)| old_key == key && self.has_bytes(path, old));
        let Some(old) = old else { return Ok(false) };
        self.place(path, Some(old.clone()), true, |_| Ok(()))?;
        Ok(true)
    }

    /// Writes a file with a key, for [`Staging::keep_keyed`] of a later build.
    pub(crate) fn write_made(&self, path: &str, key: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.write_with(path, key, bytes).map(drop)
    }

    /// Writes the text that `make` returns, unless the old folder has an unchanged file that was written with the same key. See [`key`].
    pub(crate) fn write_keyed(
        &self,
        path: &str,
        key: &str,
        make: impl FnOnce() -> Result<String, PublishError>,
    ) -> Result<(), PublishError> {
        if self.keep_keyed(path, key)? {
            return Ok(());
        }
        let made = make()?;
        let entry = (key.to_owned(), fingerprint(made.as_bytes()));
        self.place(path, Some(entry), false, |target| fs::write(target, made))
    }

    /// Like [`Staging::write_keyed`] for a text that is too long for the memory: `make` hands it over in parts.
    pub(crate) fn write_keyed_parts(
        &self,
        path: &str,
        key: &str,
        make: impl FnOnce(&mut Parts),
    ) -> Result<(), PublishError> {
        if self.keep_keyed(path, key)? {
            return Ok(());
        }
        let made = self.new.path.join(PARTS);
        let failed = PublishError::write(&made);
        let written = Parts::create(&made).and_then(|mut parts| {
            make(&mut parts);
            parts.finish()
        });
        let entry = Some((key.to_owned(), written.map_err(failed)?));
        self.place(path, entry, false, |target| fs::rename(&made, target))
    }

    /// Copies a file including its time stamp. `is_known` says that the file is as it was when the old folder was made.
    pub(crate) fn copy(&self, from: &Path, path: &str, is_known: bool) -> Result<(), PublishError> {
        let metadata = fs::metadata(from).map_err(PublishError::read(from))?;
        let old_path = self.out.path.join(path);
        let is_old = is_known && self.old_record.is_untouched(&self.out.path, path)
            || length(&old_path) == Some(metadata.len()) && has_same_bytes(from, &old_path).unwrap_or(false);
        let mut source = fs::File::open(from).map_err(PublishError::read(from))?;
        self.place(path, None, is_old, |target| {
            let mut file = fs::File::create(target)?;
            io::copy(&mut source, &mut file)?;
            metadata.modified().map_or(Ok(()), |modified| file.set_modified(modified))
        })
    }

    /// Copies files of the site folder, and returns what an operator should know of those that are not copied: see
    /// [`FolderEntry::problem`]. `own` are paths that the build writes itself, `planned` all those that it will write, and `known` those
    /// of files that are as they were when the old folder was made. What `is_withheld` names is not copied, but takes its name.
    pub(crate) fn copy_site(
        &self,
        entries: &[FolderEntry],
        own: &[String],
        planned: PathIndex,
        known: &HashSet<String>,
        is_withheld: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<Finding>, PublishError> {
        let mut findings = Vec::new();
        let mut names = planned;
        for path in self.placed().files.keys() {
            names.insert(path);
        }
        for entry in entries.iter().filter(|entry| !entry.contains_one_of(own)) {
            match entry.problem(&mut names) {
                None if is_withheld(&entry.path) => {}
                None => self.copy(&entry.file, &entry.path, known.contains(&entry.path))?,
                Some(finding) => findings.push(finding),
            }
        }
        Ok(findings)
    }

    /// Writes a compressed file next to each file that gets smaller by it. The `.br` and `.gz` of unchanged files are kept.
    pub(crate) fn compress(&self) -> Result<(), PublishError> {
        let all = self.placed();
        let worth: Vec<(String, bool)> = all
            .files
            .iter()
            .filter(|(path, _)| compress::is_worth_it(path))
            .map(|(path, placed)| (path.clone(), placed.is_old))
            .collect();
        drop(all);
        worth.par_iter().try_for_each(|(path, is_old)| {
            let file = self.new.path.join(path);
            for format in compress::FORMATS {
                let packed = format!("{path}.{}", format.extension());
                if let Some(old) =
                    self.old_files.file(&packed).filter(|(_, old)| *is_old && self.has_bytes(&packed, old))
                {
                    self.place(&packed, Some(old.clone()), true, |_| Ok(()))?;
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

    /// Puts the finished folder into the place of the old one, with the files of other programs. `facts` is what the build says of itself
    /// in one line, for [`Staging::old_facts`] of the next one; without it, nothing is recorded. Also returns what builds that were
    /// stopped, and programs that wrote into the folder during this build, left for a person to look at.
    pub(crate) fn finish(mut self, facts: Option<String>) -> Result<(Changes, Vec<Finding>), PublishError> {
        let placed = std::mem::take(&mut *self.placed()).files;
        let mut list = FileList::default();
        let mut changes = Changes::default();
        for (path, placed) in &placed {
            let (key, fingerprint) = placed.keyed.clone().unwrap_or_else(|| (NO_KEY.to_owned(), "-".to_owned()));
            list.add(path.clone(), key, fingerprint);
            changes.kept += usize::from(placed.is_old);
            changes.written += usize::from(!placed.is_old);
        }
        changes.removed = self.old_files.paths().filter(|path| !placed.contains_key(*path)).count();
        let new = self.new.path.clone();
        let written = placed.iter().filter(|(_, placed)| !placed.is_old).map(|(path, _)| new.join(path));
        sync::all(&new, &written.collect::<Vec<_>>(), &[]).map_err(PublishError::write(&new))?;
        step("written");

        let had_old = is_there(&self.out.path);
        let mut folders: Vec<PathBuf> = list.folders().map(|folder| new.join(folder)).chain([new.clone()]).collect();
        let mut carried = Carried::default();
        if had_old {
            let content = self.old_content(&list)?;
            carried =
                Carried::carry(&self.new.build, &content, &self.out.path, &new).map_err(PublishError::write(&new))?;
            folders.extend(content.foreign.iter().filter(|it| it.is_folder).map(|it| new.join(&it.path)));
            step("carried");
        }
        let (mark, marker) = (new.join(UNFINISHED), new.join(LIST));
        fs::write(&mark, carried.to_text()).map_err(PublishError::write(&mark))?;
        fs::write(&marker, list.to_text()).map_err(PublishError::write(&marker))?;
        step("listed");
        sync::all(&new, &[mark, marker], &folders).map_err(PublishError::write(&new))?;
        step("synced");

        self.replace(had_old)?;
        self.finished = true;
        // The old folder is removed only when the new one would be there after a power failure, too.
        let is_durable = sync::folder(&self.out.parent);
        if had_old {
            self.remove_old(is_durable, &carried)?;
        }
        // If that fails, the next build does it.
        let _ = fs::remove_file(self.out.path.join(UNFINISHED));
        step("before-record");
        // Without a record the next build takes longer, and that is all.
        let record = facts.and_then(|facts| Record::take(&self.out.path, list.paths(), facts));
        let _ = record.map(|record| record.write(&self.out.path));
        step("recorded");
        Ok((changes, std::mem::take(&mut self.findings)))
    }

    /// What the old folder contains. Fails if the new folder, with these files, cannot take it over.
    fn old_content(&self, list: &FileList) -> Result<Content, PublishError> {
        let out = &self.out.path;
        let content = foreign::content(out, &self.old_files).map_err(PublishError::read(out))?;
        let mounts = foreign::mount_points(out, &content);
        if !mounts.is_empty() {
            return Err(PublishError::InnerMounts(mounts.iter().map(|path| path.display().to_string()).collect()));
        }
        let is_same = |path: &Path| {
            let (old, new) = (out.join(path), self.new.path.join(path));
            length(&old).is_some() && length(&old) == length(&new) && has_same_bytes(&old, &new).unwrap_or(false)
        };
        let in_the_way = content.foreign.iter().filter(|entry| match entry.is_folder {
            true => list.file(&entry.key).is_some(),
            false => list.has_folder(&entry.key) || list.file(&entry.key).is_some() && !is_same(&entry.path),
        });
        let files: Vec<String> = in_the_way.map(|entry| entry.path.display().to_string()).collect();
        if files.is_empty() { Ok(content) } else { Err(PublishError::ForeignFiles { out: out.clone(), files }) }
    }

    /// Puts the new folder into the place of the old one.
    fn replace(&self, had_old: bool) -> Result<(), PublishError> {
        let (new, out) = (&self.new.path, &self.out.path);
        let not_replaced = |source| match swap::is_held(&source) {
            true => PublishError::Held { out: out.clone(), source },
            false => PublishError::NotReplaced { out: out.clone(), source },
        };
        if !had_old {
            step("before-swap");
            swap::rename(new, out).map_err(not_replaced)?;
            step("moved-in");
            return Ok(());
        }
        let list = out.join(LIST);
        if !is_there(&list) {
            // The folder was empty. If this program is stopped, the list says that it is one of those that were published.
            fs::write(&list, "").map_err(PublishError::write(&list))?;
        }
        swap::swap(new, out, &self.out.old_of(&self.new.build)).map_err(not_replaced)
    }

    /// Removes the folder that was replaced, unless the new one may be lost in a power failure.
    fn remove_old(&mut self, is_durable: io::Result<()>, carried: &Carried) -> Result<(), PublishError> {
        let put_aside = self.out.old_of(&self.new.build);
        let old = if is_there(&put_aside) { put_aside } else { self.new.path.clone() };
        let left_behind = |source| PublishError::LeftBehind { old: old.clone(), source };
        is_durable.map_err(left_behind)?;
        carried.follow_deletions(&old, &self.out.path);
        self.findings.extend(leftovers::clear(&old, &self.new.build, &self.out)?.map_err(left_behind)?);
        step("old-removed");
        Ok(())
    }

    fn placed(&self) -> std::sync::MutexGuard<'_, Placed> {
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
            let problem = say::PageOutside.to_string();
            return Err(PublishError::Page { page: path.to_owned(), problem });
        }
        // Whatever comes this far would be another file on another system.
        let unportable = portable::problem(path).or_else(|| {
            let twin = self.placed().names.twin(path).map(str::to_owned);
            twin.map(|twin| say::PageTwin { twin }.to_string())
        });
        if let Some(problem) = unportable {
            let problem = say::PageUnportable { problem }.to_string();
            return Err(PublishError::Page { page: path.to_owned(), problem });
        }
        let target = self.new.path.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(PublishError::write(parent))?;
        }
        // An earlier file at this path may be a hard link to the old one, which must stay unchanged.
        if self.placed().files.remove(path).is_some() {
            fs::remove_file(&target).map_err(PublishError::write(&target))?;
        }
        if is_old {
            link(&self.out.path.join(path), &target).map_err(PublishError::write(&target))?;
        } else {
            write(&target).map_err(PublishError::write(&target))?;
        }
        let mut placed = self.placed();
        placed.names.insert(path);
        placed.files.insert(path.to_owned(), PlacedFile { keyed, is_old });
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_dir_all(&self.new.path);
        }
    }
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
    if !steps::lacks("links") && fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let modified = fs::metadata(from).and_then(|metadata| metadata.modified()).unwrap_or_else(|_| SystemTime::now());
    fs::copy(from, to)?;
    fs::File::options().write(true).open(to)?.set_modified(modified)
}

/// The length of a file in bytes; `None` if it is a link, a folder, or something that must not be opened, like a pipe.
fn length(path: &Path) -> Option<u64> {
    path.symlink_metadata().ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len())
}
