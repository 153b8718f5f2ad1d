//! Names of files that lie next to another file: its lock, its log, its unfinished copy.

use std::path::{Path, PathBuf};

/// Returns `path` with `suffix` appended to the file name: `counter.db` and `.lock` give `counter.db.lock`.
pub(crate) fn sibling(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
