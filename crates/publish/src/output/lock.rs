//! Only one build at a time writes to an output folder.

use crate::error::{Holder, PublishError};
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use trangxa_model::Timestamp;

/// The time between two attempts to get the lock.
const PAUSE: Duration = Duration::from_millis(50);
/// What is read of a lock file at most, in bytes.
const MAX_BYTES: u64 = 200;
/// What stands in a lock file before the number of the process, and between it and the time when it began.
const PROCESS: &str = "process ";
const SINCE: &str = ", since ";

/// The lock on an output folder. The operating system releases it when the process ends, in whatever way, so a lock file that
/// a dead process left never blocks.
pub(super) struct BuildLock {
    /// Kept open, because closing it releases the lock.
    file: File,
    path: PathBuf,
}

impl BuildLock {
    /// Locks the output folder `out` by the file at `path`. If another build has it, waits for `wait` and fails then.
    pub(super) fn acquire(path: PathBuf, out: &Path, wait: Duration) -> Result<Self, PublishError> {
        let begin = Instant::now();
        loop {
            let opened = open(&path);
            let file = opened.map_err(|source| PublishError::beside(out, &path, source))?;
            let is_locked = match file.try_lock() {
                Ok(()) if !is_at(&file, &path) => continue,
                Ok(()) => true,
                Err(TryLockError::WouldBlock) => false,
                // Some network file systems know no locks. Builds went well there as long as there was one at a time.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => true,
                Err(TryLockError::Error(error)) => return Err(PublishError::write(&path)(error)),
            };
            if is_locked {
                let mut lock = Self { file, path };
                // Another process reads it only to name this one.
                let _ = lock.name_holder();
                return Ok(lock);
            }
            if begin.elapsed() >= wait {
                return Err(PublishError::Busy { out: out.to_owned(), holder: holder(&path) });
            }
            thread::sleep(PAUSE.min(wait.saturating_sub(begin.elapsed())));
        }
    }

    /// Writes into the lock file which process has the lock, and since when.
    fn name_holder(&mut self) -> io::Result<()> {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let since = Timestamp::from_unix(i64::try_from(seconds).unwrap_or(0)).rfc3339();
        self.file.set_len(0)?;
        self.file.rewind()?;
        write!(self.file, "{PROCESS}{}{SINCE}{since}", std::process::id())
    }
}

impl Drop for BuildLock {
    fn drop(&mut self) {
        // Elsewhere it cannot be known whether a file at this path is the one that is locked, so it stays.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    match File::options().create(true).truncate(false).read(true).write(true).open(path) {
        // Another user's build was killed. The file can be locked all the same.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => File::open(path).map_err(|_| error),
        opened => opened,
    }
}

/// The process that has the lock, as it wrote it; `None` where that cannot be read: on Windows nobody reads a locked file.
fn holder(path: &Path) -> Option<Holder> {
    let mut text = String::new();
    File::open(path).ok()?.take(MAX_BYTES).read_to_string(&mut text).ok()?;
    let (process, since) = text.strip_prefix(PROCESS)?.split_once(SINCE)?;
    let is_plain = !text.chars().any(char::is_control);
    is_plain.then(|| Holder { process: process.to_owned(), since: since.to_owned() })
}

/// Whether a path still stands for this file: its last owner may have removed it between our opening and locking it.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let id = |metadata: &fs::Metadata| (metadata.dev(), metadata.ino());
    matches!((file.metadata(), fs::metadata(path)), (Ok(one), Ok(other)) if id(&one) == id(&other))
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_build_waits_and_then_names_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let (path, out) = (folder.path().join(".out.lock"), folder.path().join("out"));
        let first = BuildLock::acquire(path.clone(), &out, Duration::ZERO).unwrap();
        let error = BuildLock::acquire(path.clone(), &out, Duration::from_millis(1)).err().unwrap().to_string();
        assert!(error.contains(&format!("process {}, since 20", std::process::id())), "{error}");
        let waiting = thread::spawn({
            let path = path.clone();
            move || BuildLock::acquire(path, Path::new("out"), Duration::from_secs(3600)).is_ok()
        });
        drop(first);
        assert!(waiting.join().unwrap());
        // The file of a process that was killed is not locked.
        fs::write(&path, "process 1, since 2026-11-28T00:00:00+07:00").unwrap();
        drop(BuildLock::acquire(path.clone(), &out, Duration::ZERO).unwrap());
        assert_eq!(path.exists(), !cfg!(unix));
    }
}
