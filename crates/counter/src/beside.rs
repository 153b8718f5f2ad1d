//! Names of files beside other files.

use std::path::{Path, PathBuf};

/// A file's neighbour: its name with more behind it.
pub fn beside(path: &Path, more: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(more);
    name.into()
}
