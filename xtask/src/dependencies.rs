//! Compiled dependencies, kept next to the tools from one clone of the repository to the next: compiling them takes a
//! third of the time of all checks.
//!
//! What is kept is the part of cargo's build folder that does not belong to packages of the workspace. Cargo decides by its
//! own fingerprints what of it can be used, so a wrong or damaged copy costs time and nothing else; an error while copying
//! is reported and ends nothing. Files are copied, not linked, because cargo writes some of them again.

use crate::cargo::{self, Workspace};
use crate::setup;
use anyhow::{Context, Result};
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

/// The profiles and targets that the checks compile, as folders below cargo's build folder.
const LAYOUTS: [&str; 4] = ["debug", "wasm", "wasm32-unknown-unknown/debug", "wasm32-unknown-unknown/wasm"];
/// Where cargo keeps what it needs to use a compiled crate, inside such a folder.
const PARTS: [&str; 3] = [".fingerprint", "build", "deps"];
/// How many copies are kept: for two versions of the lock file, such as those of two branches.
const COPIES: usize = 2;
/// A build folder with more than this, in bytes, has grown over many versions and is not copied.
const MOST_BYTES: u64 = 4 << 30;

/// The copy of the dependencies that fits this lock file and this compiler.
pub(crate) struct Dependencies {
    /// The folder of all copies.
    copies: PathBuf,
    /// The name of the copy that fits.
    key: String,
    /// Cargo's build folder.
    target: PathBuf,
    /// The names of what the workspace compiles, as cargo writes them in the names of files.
    own: HashSet<String>,
}

impl Dependencies {
    /// The dependencies of this workspace.
    pub(crate) fn of(workspace: &Workspace) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        cargo::compiler()?.hash(&mut hasher);
        (cargo::RUSTFLAGS, cargo::FEATURES).hash(&mut hasher);
        fs::read("Cargo.lock").context("cannot read Cargo.lock")?.hash(&mut hasher);
        profiles(&fs::read_to_string("Cargo.toml").context("cannot read Cargo.toml")?).hash(&mut hasher);
        let names = workspace.packages.iter().flat_map(|package| package.targets.iter().chain([&package.name]));
        Ok(Self {
            copies: setup::cache()?.join("dependencies"),
            key: format!("{:016x}", hasher.finish()),
            target: workspace.target.clone(),
            own: names.map(|name| name.replace('-', "_")).collect(),
        })
    }

    /// Copies the dependencies into the build folder, unless it has them or there is no copy that fits.
    pub(crate) fn restore(&self) {
        let copy = self.copies.join(&self.key);
        let marker = self.target.join("xtask-dependencies.key");
        if !copy.is_dir() || fs::read_to_string(&marker).is_ok_and(|key| key == self.key) {
            return;
        }
        let begin = Instant::now();
        let result = copy_files(&copy, &self.target, &|_| true).and_then(|()| {
            // The copies that were used last are kept.
            fs::File::open(&copy).and_then(|folder| folder.set_modified(SystemTime::now()))?;
            fs::write(&marker, &self.key).context("cannot write the marker")
        });
        match result {
            Ok(()) => println!("xtask: compiled dependencies copied from {}, {} s", copy.display(), seconds(begin)),
            Err(error) => eprintln!("xtask: compiled dependencies are not all used: {error:#}"),
        }
    }

    /// Keeps what the build folder has, unless a copy is there, and removes older copies.
    pub(crate) fn save(&self) {
        let begin = Instant::now();
        let copy = self.copies.join(&self.key);
        if copy.is_dir() {
            return;
        }
        match self.save_to(&copy) {
            Ok(()) => println!("xtask: compiled dependencies copied to {}, {} s", copy.display(), seconds(begin)),
            Err(error) => eprintln!("xtask: compiled dependencies are not kept: {error:#}"),
        }
    }

    fn save_to(&self, copy: &Path) -> Result<()> {
        let is_kept = |name: &OsStr| !self.is_own(name);
        let mut bytes = 0;
        for folder in Self::folders(&self.target) {
            bytes += size(&folder, &is_kept)?;
        }
        if bytes > MOST_BYTES {
            anyhow::bail!("they have {} MiB by now; `cargo clean` makes room", bytes >> 20);
        }
        // A run that is killed here leaves no half copy under the name of a whole one.
        let unfinished = self.copies.join(format!("{}.{}.unfinished", self.key, std::process::id()));
        let copied = Self::folders(&self.target).iter().try_for_each(|folder| {
            let place = folder.strip_prefix(&self.target).unwrap_or(folder);
            copy_files(folder, &unfinished.join(place), &is_kept)
        });
        let saved = copied.and_then(|()| fs::rename(&unfinished, copy).context("cannot rename the copy"));
        if saved.is_err() {
            let _ = fs::remove_dir_all(&unfinished);
        }
        saved?;
        self.remove_older()
    }

    /// The folders below `root` that hold compiled crates.
    fn folders(root: &Path) -> Vec<PathBuf> {
        let all = LAYOUTS.iter().flat_map(|layout| PARTS.map(|part| root.join(layout).join(part)));
        all.filter(|folder| folder.is_dir()).collect()
    }

    /// Whether a file or folder of this name, such as `libtrangxa_model-0f1e2d3c4b5a6978.rlib`, belongs to the workspace.
    fn is_own(&self, name: &OsStr) -> bool {
        let name = name.to_string_lossy();
        let stem = name.rsplit_once('-').map_or(&*name, |(stem, _)| stem).replace('-', "_");
        self.own.contains(&stem) || stem.strip_prefix("lib").is_some_and(|stem| self.own.contains(stem))
    }

    fn remove_older(&self) -> Result<()> {
        let mut copies = Vec::new();
        for entry in fs::read_dir(&self.copies)? {
            let entry = entry?;
            copies.push((entry.metadata()?.modified()?, entry.path()));
        }
        copies.sort();
        for (_, copy) in copies.iter().rev().skip(COPIES) {
            fs::remove_dir_all(copy).with_context(|| format!("cannot remove {}", copy.display()))?;
        }
        Ok(())
    }
}

fn seconds(since: Instant) -> u64 {
    since.elapsed().as_secs()
}

/// The part of the manifest that decides how dependencies are compiled.
fn profiles(manifest: &str) -> String {
    let sections = manifest.split("\n[").skip(1);
    sections.filter(|section| section.starts_with("profile") || section.starts_with("patch")).collect()
}

/// Copies the files below a folder, with their times. Files that are there are replaced: this program's own dependencies have
/// just been compiled, and cargo would compile again whatever is older than they are. `is_kept` decides by name about what
/// lies directly in the folder.
fn copy_files(from: &Path, to: &Path, is_kept: &dyn Fn(&OsStr) -> bool) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        let metadata = entry.metadata()?;
        if !is_kept(&entry.file_name()) || metadata.is_symlink() {
            continue;
        }
        if metadata.is_dir() {
            copy_files(&source, &target, &|_| true)?;
        } else {
            if target.exists() {
                fs::remove_file(&target).with_context(|| format!("cannot replace {}", target.display()))?;
            }
            fs::copy(&source, &target).with_context(|| format!("cannot write {}", target.display()))?;
            fs::File::options().append(true).open(&target)?.set_modified(metadata.modified()?)?;
        }
    }
    Ok(())
}

/// The bytes of the files below a folder; `is_kept` as for [`copy_files`].
fn size(folder: &Path, is_kept: &dyn Fn(&OsStr) -> bool) -> Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if is_kept(&entry.file_name()) {
            let metadata = entry.metadata()?;
            bytes += if metadata.is_dir() { size(&entry.path(), &|_| true)? } else { metadata.len() };
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn dependencies(folder: &TempDir, key: &str) -> Dependencies {
        Dependencies {
            copies: folder.path().join("copies"),
            key: key.to_owned(),
            target: folder.path().join("target"),
            own: ["trangxa_model", "it"].map(ToOwned::to_owned).into(),
        }
    }

    fn write(file: &Path) {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, "compiled").unwrap();
    }

    #[test]
    fn dependencies_are_kept_and_the_workspaces_own_crates_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let kept = dependencies(&folder, "one");
        let target = folder.path().join("target");
        let serde = "debug/deps/libserde-0f.rlib";
        for file in [serde, "debug/deps/libtrangxa_model-0f.rlib", "debug/deps/it-0f", "debug/trangxa"] {
            write(&target.join(file));
        }
        write(&target.join("wasm/.fingerprint/serde-0f/invoked.timestamp"));
        write(&target.join("wasm/.fingerprint/trangxa-model-0f/invoked.timestamp"));
        let time = SystemTime::UNIX_EPOCH;
        fs::File::options().append(true).open(target.join(serde)).unwrap().set_modified(time).unwrap();
        kept.save();
        fs::remove_dir_all(&target).unwrap();
        fs::create_dir_all(&target).unwrap();
        kept.restore();
        assert_eq!(fs::metadata(target.join(serde)).unwrap().modified().unwrap(), time);
        assert!(target.join("wasm/.fingerprint/serde-0f/invoked.timestamp").is_file());
        for file in ["debug/deps/libtrangxa_model-0f.rlib", "debug/deps/it-0f", "debug/trangxa"] {
            assert!(!target.join(file).exists(), "{file}");
        }
        assert!(!target.join("wasm/.fingerprint/trangxa-model-0f").exists());
    }

    #[test]
    fn old_copies_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("target/debug/deps/libserde-0f.rlib"));
        let copies = folder.path().join("copies");
        for (age, key) in ["one", "two", "three"].into_iter().enumerate() {
            dependencies(&folder, key).save();
            let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(age as u64);
            fs::File::open(copies.join(key)).unwrap().set_modified(time).unwrap();
        }
        let mut names: Vec<_> = fs::read_dir(&copies).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["three", "two"]);
    }

    #[test]
    fn a_copy_that_cannot_be_used_ends_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let kept = dependencies(&folder, "one");
        write(&folder.path().join("copies/one"));
        kept.restore();
        write(&folder.path().join("target/debug/deps/libserde-0f.rlib"));
        kept.save();
        fs::remove_file(folder.path().join("copies/one")).unwrap();
        kept.save();
        fs::remove_dir_all(folder.path().join("target")).unwrap();
        write(&folder.path().join("target"));
        kept.restore();
    }

    #[test]
    fn only_profiles_and_replaced_crates_of_the_manifest_matter() {
        let manifest =
            "[package]\nname = \"x\"\n[profile.dev]\ndebug = false\n\n[lints]\na = 1\n[patch.crates-io]\nb = 1";
        assert_eq!(profiles(manifest), "profile.dev]\ndebug = false\npatch.crates-io]\nb = 1");
    }
}
