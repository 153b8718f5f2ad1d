//! What tells a version of a file from every other one without reading it.

use std::fmt;
use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The time after which no clock of a file system gives a later change the same time as an earlier one: FAT counts in steps of two
/// seconds.
const SETTLED_AFTER: Duration = Duration::from_secs(3);

/// A version of a file: its number, its length, and when its content and its entry in the file system changed, in nanoseconds since
/// 1970. The last of them cannot be set back, so that an edit shows even if it keeps the length and the time of the content. Only on
/// Windows there is no such time; there it is the time when the file was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileVersion {
    number: u64,
    length: u64,
    modified: u64,
    changed: u64,
}

impl FileVersion {
    /// The version of a file with this metadata; `None` if it is no file, or if the file system counts in whole seconds, so that two
    /// versions could have the same times.
    pub(crate) fn of(metadata: &Metadata) -> Option<Self> {
        let (number, changed) = number_and_change(metadata)?;
        let version =
            Self { number, length: metadata.len(), modified: nanoseconds(metadata.modified().ok()?)?, changed };
        (metadata.is_file() && !changed.is_multiple_of(1_000_000_000)).then_some(version)
    }

    /// Whether the file had this version for so long at `now` that no other version of it can have the same times.
    pub(crate) fn is_settled(self, now: SystemTime) -> bool {
        let changed = UNIX_EPOCH + Duration::from_nanos(self.changed.max(self.modified));
        now.duration_since(changed).is_ok_and(|age| age > SETTLED_AFTER)
    }

    /// Reads what `to_string` wrote.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split('-').map(|part| u64::from_str_radix(part, 16).ok());
        let mut next = || numbers.next()?;
        let version = Self { number: next()?, length: next()?, modified: next()?, changed: next()? };
        numbers.next().is_none().then_some(version)
    }
}

impl fmt::Display for FileVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}-{:x}-{:x}-{:x}", self.number, self.length, self.modified, self.changed)
    }
}

#[cfg(unix)]
fn number_and_change(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    let (seconds, rest) = (u64::try_from(metadata.ctime()).ok()?, u64::try_from(metadata.ctime_nsec()).ok()?);
    Some((metadata.ino(), seconds.checked_mul(1_000_000_000)?.checked_add(rest)?))
}

#[cfg(not(unix))]
fn number_and_change(metadata: &Metadata) -> Option<(u64, u64)> {
    Some((0, nanoseconds(metadata.created().ok()?)?))
}

fn nanoseconds(time: SystemTime) -> Option<u64> {
    u64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_nanos()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn version(path: &std::path::Path) -> FileVersion {
        FileVersion::of(&fs::symlink_metadata(path).unwrap()).unwrap()
    }

    #[test]
    fn an_edit_is_another_version_whatever_it_keeps() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "first").unwrap();
        let first = version(&path);
        assert_eq!(FileVersion::parse(&first.to_string()), Some(first));
        assert_eq!(version(&path), first);
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        std::thread::sleep(crate::output::TICK);
        fs::write(&path, "other").unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
        assert_eq!(version(&path) == first, !cfg!(unix));
        fs::write(&path, "longer").unwrap();
        assert_ne!(version(&path), first);
        assert_eq!(FileVersion::of(&fs::metadata(folder.path()).unwrap()), None, "a folder has no version");
    }

    #[test]
    fn a_file_that_has_just_changed_is_not_settled() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "a").unwrap();
        let now = SystemTime::now();
        assert!(!version(&path).is_settled(now) && version(&path).is_settled(now + 2 * SETTLED_AFTER));
        let hour = Duration::from_secs(3600);
        fs::File::options().write(true).open(&path).unwrap().set_modified(now + hour).unwrap();
        assert!(!version(&path).is_settled(now + 2 * SETTLED_AFTER), "a time in the future says nothing");
    }

    #[test]
    fn what_is_no_version_is_not_read_as_one() {
        for text in ["", "1-2-3", "1-2-3-4-5", "1-2-3-x", "1--3-4", "-1-2-3", "10000000000000000-0-0-0"] {
            assert_eq!(FileVersion::parse(text), None, "{text}");
        }
    }
}
