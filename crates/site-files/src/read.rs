//! Reading documents of a site folder.

use crate::error::FileError;
use serde_json::Value;
use std::fs;
use std::path::Path;
use trangxa_messages::site_files;
use trangxa_model::DocumentError;
use trangxa_model::document::{self, MAX_BYTES, Problem};

/// Reads a document of a site folder; `path` is relative to the folder, with `/` between its parts. `None` if there is no
/// such file.
///
/// # Errors
/// If the file cannot be read, is no file, or has more than [`MAX_BYTES`].
pub fn read_document<E>(site: &Path, path: &str) -> Result<Option<Vec<u8>>, E>
where
    E: From<FileError> + From<DocumentError>,
{
    let file = site.join(path);
    if !file.exists() {
        return Ok(None);
    }
    let metadata = fs::metadata(&file).map_err(FileError::read(&file))?;
    if !metadata.is_file() {
        // Reading a pipe would never end.
        let problem = Problem::Shape(site_files::NoFile.to_string());
        return Err(DocumentError::new(path, "", problem).into());
    }
    let length = metadata.len();
    if length > MAX_BYTES as u64 {
        let problem = Problem::TooLarge(usize::try_from(length).unwrap_or(usize::MAX));
        return Err(DocumentError::new(path, "", problem).into());
    }
    Ok(Some(fs::read(&file).map_err(FileError::read(&file))?))
}

/// Like [`read_document`], parsed as JSON.
///
/// # Errors
/// Like [`read_document`], and if the file is not JSON.
pub fn read_json<E>(site: &Path, path: &str) -> Result<Option<Value>, E>
where
    E: From<FileError> + From<DocumentError>,
{
    let Some(bytes) = read_document::<E>(site, path)? else { return Ok(None) };
    Ok(Some(document::parse(path, &bytes)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::SiteError;

    #[test]
    fn a_missing_document_is_none_and_a_large_one_is_not_read() {
        let site = tempfile::tempdir().unwrap();
        assert!(read_document::<SiteError>(site.path(), "a.json").unwrap().is_none());
        fs::write(site.path().join("a.json"), vec![b' '; MAX_BYTES + 1]).unwrap();
        let error = read_document::<SiteError>(site.path(), "a.json").unwrap_err();
        assert!(error.to_string().starts_with("a.json: the file has 8000001 bytes"), "{error}");
    }

    #[test]
    fn what_is_no_file_is_not_read() {
        let site = tempfile::tempdir().unwrap();
        fs::create_dir(site.path().join("a.json")).unwrap();
        let mut others = vec!["a.json"];
        if cfg!(unix) {
            let made = std::process::Command::new("mkfifo").arg(site.path().join("b.json")).status();
            assert!(made.unwrap().success());
            others.push("b.json");
        }
        for name in others {
            let error = read_document::<SiteError>(site.path(), name).unwrap_err().to_string();
            assert!(error.starts_with(&format!("{name}: expected a file, found a folder, a pipe")), "{error}");
        }
    }
}
