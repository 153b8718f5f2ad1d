//! The output folder: made beside the old one and put in its place only when whole.

use crate::{Options, PublishError};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Marks a folder as made by this program, and so as one that it may replace.
const MARKER: &str = ".trangxa";

/// An output folder in the making; dropped before [`Staging::finish`], it leaves nothing behind.
pub struct Staging {
    folder: PathBuf,
    out: PathBuf,
    finished: bool,
}

impl Staging {
    /// Begins beside the output folder, on the same file system, so that taking its place is one rename.
    pub fn begin(options: &Options) -> Result<Self, PublishError> {
        let out = absolute(&options.out)?;
        for other in [&options.site, &options.app] {
            let other = absolute(other)?;
            if out.starts_with(&other) || other.starts_with(&out) {
                return Err(PublishError::Nested { out, other });
            }
        }
        let occupied = fs::read_dir(&out).is_ok_and(|mut entries| entries.next().is_some());
        if occupied && !out.join(MARKER).exists() {
            return Err(PublishError::ForeignOutput(out));
        }
        let folder = beside(&out, &format!("new-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(PublishError::write(&folder))?;
        let staging = Self { folder, out, finished: false };
        staging.write(MARKER, trang_xa::BUILD.as_bytes())?;
        Ok(staging)
    }

    /// Writes a file; `path` is relative to the output folder. Threads may write at once.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let target = self.prepare(path)?;
        fs::write(&target, bytes).map_err(PublishError::write(&target))
    }

    /// Copies a file.
    pub fn copy(&self, from: &Path, path: &str) -> Result<(), PublishError> {
        let target = self.prepare(path)?;
        let mut source = fs::File::open(from).map_err(PublishError::read(from))?;
        let copied = fs::File::create(&target).and_then(|mut file| io::copy(&mut source, &mut file));
        copied.map(|_| ()).map_err(PublishError::write(&target))
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

    /// Puts the finished folder in the place of the old one.
    pub fn finish(mut self) -> Result<(), PublishError> {
        let old = beside(&self.out, &format!("old-{}", std::process::id()));
        let had_old = self.out.exists();
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
            fs::remove_dir_all(&old).map_err(PublishError::write(&old))?;
        }
        Ok(())
    }

    fn prepare(&self, path: &str) -> Result<PathBuf, PublishError> {
        let target = self.folder.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(PublishError::write(parent))?;
        }
        Ok(target)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_dir_all(&self.folder);
        }
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

fn beside(out: &Path, what: &str) -> PathBuf {
    let name = out.file_name().unwrap_or(OsStr::new("site")).to_string_lossy();
    out.with_file_name(format!(".{name}.{what}"))
}

fn absolute(path: &Path) -> Result<PathBuf, PublishError> {
    // Links are resolved where the folder exists; one to be made has none yet.
    fs::canonicalize(path).or_else(|_| std::path::absolute(path)).map_err(PublishError::read(path))
}
