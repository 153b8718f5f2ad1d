//! Replacing a file in one step.

use crate::error::FileError;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// Writes a file, so that at every moment it has either its old content or the new one. Missing folders are created. The
/// new content is written to `.NAME.new` in the same folder first, and then renamed.
///
/// # Errors
/// If a folder or the file cannot be written. The old file is unchanged, and no `.NAME.new` stays.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(FileError::write(folder))?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = path.with_file_name(format!(".{name}.new"));
    let written = File::create(&new).and_then(|mut file| {
        file.write_all(bytes)?;
        // After a power failure the new name must not stand for bytes that never reached the disk.
        file.sync_all()
    });
    if let Err(error) = written.and_then(|()| fs::rename(&new, path)) {
        let _ = fs::remove_file(&new);
        return Err(FileError::write(path)(error));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_replacement_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a/b.json");
        replace(&file, b"old").unwrap();
        // A folder cannot be replaced by a file.
        let blocked = folder.path().join("a");
        assert!(replace(&blocked, b"new").unwrap_err().to_string().starts_with("cannot write "));
        assert_eq!(fs::read(&file).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
