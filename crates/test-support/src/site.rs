//! A temporary site folder.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Where Linux has a file system in memory.
const IN_MEMORY: &str = "/dev/shm";

/// A site folder that is removed when the test ends. It is empty at first. It lies in memory where that is possible: the programs wait
/// until what they write is on the disk, which takes a loaded machine a hundred times as long as the rest of a test.
pub struct SiteFolder {
    folder: tempfile::TempDir,
}

impl Default for SiteFolder {
    fn default() -> Self {
        Self { folder: tempfile::tempdir_in(IN_MEMORY).or_else(|_| tempfile::tempdir()).unwrap() }
    }
}

impl SiteFolder {
    /// The folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The path of a file below the folder.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, creates its folders, and returns its path.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// A file's content as JSON.
    #[must_use]
    pub fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&fs::read(self.path(name)).unwrap()).unwrap()
    }

    /// Every file with its content and the time of its last change.
    #[must_use]
    pub fn files(&self) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let written = fs::metadata(&path).unwrap().modified().unwrap();
                    found.insert(path.clone(), (fs::read(&path).unwrap(), written));
                }
            }
        }
        found
    }
}
