//! The files in the output folder that other programs put there: the data of a CMS, the `.git` of a repository. They get a second
//! name in the new folder before it takes the place of the old one, so that no moment is without them.

use super::folder::{is_mount_point, is_there};
use super::list::FileList;
use super::own_files::{OWN_FILES, UNFINISHED};
use super::steps;
use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// What stands for a folder in the list of what was carried.
const FOLDER: &str = "folder";

/// An entry of a folder that this program did not write.
pub(super) struct ForeignEntry {
    /// The path relative to the folder.
    pub path: PathBuf,
    /// The path as text with `/` as separator, as lists have it.
    pub key: String,
    /// Whether it is a folder. A link to one is none.
    pub is_folder: bool,
}

/// The content of an output folder.
#[derive(Default)]
pub(super) struct Content {
    /// The entries of other programs; a folder comes before what is in it.
    pub foreign: Vec<ForeignEntry>,
    /// All folders, relative to the output folder.
    pub folders: Vec<PathBuf>,
}

/// Lists the content of a folder in which `ours` are the files of this program.
pub(super) fn content(root: &Path, ours: &FileList) -> io::Result<Content> {
    let mut found = Content::default();
    let mut open = vec![(PathBuf::new(), String::new())];
    while let Some((folder, prefix)) = open.pop() {
        let entries = match fs::read_dir(root.join(&folder)) {
            // Its program has just removed it.
            Err(error) if error.kind() == io::ErrorKind::NotFound && !prefix.is_empty() => continue,
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            let key = format!("{prefix}{}", key_of(&entry.file_name()));
            let path = folder.join(entry.file_name());
            let is_folder = entry.file_type()?.is_dir();
            if is_folder {
                open.push((path.clone(), format!("{key}/")));
                found.folders.push(path.clone());
            }
            if !is_ours(ours, &key, is_folder) {
                found.foreign.push(ForeignEntry { path, key, is_folder });
            }
        }
    }
    found.foreign.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}

/// Whether this program made an entry of a folder whose list is `ours`.
pub(super) fn is_ours(ours: &FileList, key: &str, is_folder: bool) -> bool {
    match is_folder {
        true => ours.has_folder(key),
        false => OWN_FILES.contains(&key) || ours.file(key).is_some(),
    }
}

/// A name as text. A name that is not UTF-8 becomes another text than every one that is: no name contains a null byte.
pub(super) fn key_of(name: &OsStr) -> String {
    name.to_str().map_or_else(|| format!("\0{:?}", name.as_encoded_bytes()), str::to_owned)
}

/// What was carried into a new folder: entries of other programs, each with what its file was then.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Carried {
    /// The build that carried them; see [`Leftover`](super::folder::Leftover).
    pub build: String,
    entries: HashMap<String, String>,
}

impl Carried {
    /// Gives the foreign entries of the folder `from` a second name in the folder `to`. What cannot have one is left out: on file
    /// systems without hard links, and where the file of another user must not have a second name.
    pub(super) fn carry(build: &str, content: &Content, from: &Path, to: &Path) -> io::Result<Self> {
        let mut carried = Self { build: build.to_owned(), entries: HashMap::new() };
        for entry in &content.foreign {
            let (source, target) = (from.join(&entry.path), to.join(&entry.path));
            if let Some(parent) = target.parent() {
                fs::create_dir_all(parent)?;
            }
            if entry.is_folder {
                fs::create_dir_all(&target)?;
                carried.entries.insert(entry.key.clone(), FOLDER.to_owned());
            } else if !is_there(&target) && !steps::lacks("links") && fs::hard_link(&source, &target).is_ok() {
                carried.entries.insert(entry.key.clone(), identity(&fs::symlink_metadata(&target)?));
            }
        }
        for folder in [PathBuf::new()].iter().chain(&content.folders) {
            let target = to.join(folder);
            if target.is_dir() {
                match carry_attributes(&from.join(folder), &target) {
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    carried => carried?,
                }
            }
        }
        Ok(carried)
    }

    /// Deletes from the new folder what programs have deleted from the old one since it was carried. Only the build that
    /// carried it may do this: later, somebody may have taken files out of the old folder by hand.
    pub(super) fn follow_deletions(&self, old: &Path, new: &Path) {
        let mut deleted: Vec<&String> = self.entries.keys().filter(|key| !is_there(&old.join(key.as_str()))).collect();
        // What is in a folder comes before the folder.
        deleted.sort_by(|one, other| other.cmp(one));
        for key in deleted {
            let path = new.join(key);
            let Ok(metadata) = path.symlink_metadata() else { continue };
            // What cannot be deleted, or has been replaced since, stays.
            if self.has_file(key, &metadata) {
                let _ = fs::remove_file(path);
            } else if self.has_folder(key) {
                let _ = fs::remove_dir(path);
            }
        }
    }

    /// Reads what was carried into a folder; nothing if no build was stopped while it exchanged the folder.
    pub(super) fn read(folder: &Path) -> Self {
        let text = fs::read_to_string(folder.join(UNFINISHED)).unwrap_or_default();
        let Some((build, lines)) = text.split_once('\n') else { return Self::default() };
        let entry = |line: &str| line.split_once(' ').map(|(identity, key)| (unescaped(key), identity.to_owned()));
        Self { build: build.to_owned(), entries: lines.lines().filter_map(entry).collect() }
    }

    /// The text that [`Carried::read`] reads.
    pub(super) fn to_text(&self) -> String {
        let lines = self.entries.iter().map(|(key, identity)| format!("{identity} {}\n", escaped(key)));
        format!("{}\n{}", self.build, lines.collect::<String>())
    }

    /// Whether an entry was carried, whatever has become of it since.
    pub(super) fn has_folder(&self, key: &str) -> bool {
        self.entries.get(key).is_some_and(|identity| identity == FOLDER)
    }

    /// Whether a file is still the one that was carried.
    pub(super) fn has_file(&self, key: &str, metadata: &Metadata) -> bool {
        self.entries.get(key).is_some_and(|carried| *carried == identity(metadata))
    }
}

fn escaped(key: &str) -> String {
    key.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

fn unescaped(key: &str) -> String {
    key.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
}

/// What a file has in common with its other names, and with no other file. It outlives a restart of the machine, which may
/// give the disk another number. A new file may get the number of one that was deleted, but not its time.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> String {
    use std::os::unix::fs::MetadataExt as _;
    format!("{}-{}", metadata.ino(), nanoseconds(metadata.created()))
}

/// What a file has in common with its other names, and hardly ever with another version.
#[cfg(not(unix))]
fn identity(metadata: &Metadata) -> String {
    format!("{}-{}", metadata.len(), nanoseconds(metadata.modified()))
}

/// A time as text; 0 where the file system does not know it.
fn nanoseconds(time: io::Result<SystemTime>) -> u128 {
    time.ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map_or(0, |since| since.as_nanos())
}

/// Whether two entries of one file system are one file with two names.
pub(super) fn is_one_file(one: &Metadata, other: &Metadata) -> bool {
    one.file_type() == other.file_type() && identity(one) == identity(other)
}

/// Gives a folder the owner and the permissions of the one that it replaces, so that a CMS can go on writing into it. Only the
/// administrator may give folders away; for everyone else, the owner is the one who builds.
#[cfg(unix)]
fn carry_attributes(from: &Path, to: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
    let (old, new) = (fs::metadata(from)?, fs::metadata(to)?);
    let differs = |of: fn(&Metadata) -> u32| (of(&old) != of(&new)).then(|| of(&old));
    let (user, group) = (differs(Metadata::uid), differs(Metadata::gid));
    if (user.is_some() || group.is_some()) && chown(to, user, group).is_err() {
        let _ = chown(to, None, group);
    }
    // The build itself still has to write into it.
    let mode = old.mode() | 0o700;
    if mode != new.mode() {
        fs::set_permissions(to, fs::Permissions::from_mode(mode))?;
    }
    Ok(())
}

/// On Windows, a folder inherits who may write into it from the one that contains it.
#[cfg(not(unix))]
fn carry_attributes(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}

/// The folders of other file systems inside a folder. They cannot go along when it is replaced.
pub(super) fn mount_points(root: &Path, content: &Content) -> Vec<PathBuf> {
    content.folders.iter().map(|folder| root.join(folder)).filter(|folder| is_mount_point(folder)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_deleted_meanwhile_does_not_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        for name in ["a/b", "a/c", "d/e", "f", "g"] {
            fs::create_dir_all(old.join(name).parent().unwrap()).unwrap();
            fs::write(old.join(name), name).unwrap();
        }
        fs::create_dir(&new).unwrap();
        let content = content(&old, &FileList::default()).unwrap();
        let carried = Carried::carry("1-0", &content, &old, &new).unwrap();
        fs::remove_dir_all(old.join("d")).unwrap();
        fs::rename(old.join("a/b"), old.join("a/renamed")).unwrap();
        fs::remove_file(old.join("f")).unwrap();
        fs::remove_file(old.join("g")).unwrap();
        fs::remove_file(new.join("g")).unwrap();
        fs::write(new.join("g"), "written since").unwrap();
        carried.follow_deletions(&old, &new);
        let left = super::content(&new, &FileList::default()).unwrap().foreign.into_iter().map(|entry| entry.key);
        assert_eq!(left.collect::<Vec<_>>(), ["a", "a/c", "g"]);
    }

    #[test]
    fn what_was_carried_reads_back_whatever_the_names_are() {
        let folder = tempfile::tempdir().unwrap();
        let names = ["a", "b c", "100%", "d\ne", "%0A", "f\r"];
        let mut carried = Carried { build: "12-0".to_owned(), entries: HashMap::new() };
        for name in names {
            carried.entries.insert(name.to_owned(), "7".to_owned());
        }
        fs::write(folder.path().join(UNFINISHED), carried.to_text()).unwrap();
        assert_eq!(Carried::read(folder.path()), carried);
        fs::write(folder.path().join(UNFINISHED), "").unwrap();
        assert_eq!(Carried::read(folder.path()), Carried::default());
    }
}
