//! Makes files and folders durable, so that a power failure finds either the old site or the new one.

use rayon::prelude::*;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// The number of files and folders from which one request for the whole file system is quicker than one for each: a request takes a
/// few milliseconds.
const MANY: usize = 200;

/// Waits until these files and folders are on the disk. All lie on the file system of `folder`.
pub(super) fn all(folder: &Path, files: &[PathBuf], folders: &[PathBuf]) -> io::Result<()> {
    if files.len() + folders.len() >= MANY && whole_file_system(folder)? {
        return Ok(());
    }
    files.par_iter().try_for_each(|path| file(path))?;
    folders.par_iter().try_for_each(|path| self::folder(path))
}

/// Waits until a file's content is on the disk.
pub(super) fn file(path: &Path) -> io::Result<()> {
    // Windows flushes only files that are open for writing.
    let opened = if cfg!(windows) { File::options().write(true).open(path) } else { File::open(path) };
    opened?.sync_all()
}

/// Waits until the names in a folder are on the disk. Windows does that by itself, and has no request for it.
pub(super) fn folder(path: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    match File::open(path)?.sync_all() {
        // Some network file systems know no such request for folders.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        synced => synced,
    }
}

/// Waits until everything on a file system is on the disk; false where the system has no such request.
#[cfg(target_os = "linux")]
fn whole_file_system(folder: &Path) -> io::Result<bool> {
    match rustix::fs::syncfs(File::open(folder)?) {
        Err(rustix::io::Errno::NOSYS) => Ok(false),
        synced => Ok(synced.map(|()| true)?),
    }
}

#[cfg(not(target_os = "linux"))]
fn whole_file_system(_: &Path) -> io::Result<bool> {
    Ok(false)
}
