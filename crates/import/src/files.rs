//! Names and places of files.

use crate::ImportError;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes a file so that it is there whole or as it was before: beside it, and then in its place.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), ImportError> {
    let failed = || ImportError::write(path);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(ImportError::write(folder))?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = path.with_file_name(format!(".{name}.new"));
    let written = File::create(&new).and_then(|mut file| {
        file.write_all(bytes)?;
        // The name must not reach the disk before the bytes do.
        file.sync_all()
    });
    if let Err(error) = written.and_then(|()| fs::rename(&new, path)) {
        let _ = fs::remove_file(&new);
        return Err(failed()(error));
    }
    Ok(())
}

/// The file that a relative reference names, if it lies below `root`; links are followed first. Both are canonical.
pub(crate) fn below(folder: &Path, root: &Path, reference: &str) -> Option<PathBuf> {
    let reference = reference.trim();
    let path = &reference[..reference.find(['?', '#']).unwrap_or(reference.len())];
    if path.is_empty() || path.starts_with(['/', '\\']) || path.contains(':') {
        return None;
    }
    // Files saved by a browser may have either name.
    [percent_decode(path), Some(path.to_owned())].into_iter().flatten().find_map(|path| {
        let file = fs::canonicalize(folder.join(path)).ok()?;
        (file.starts_with(root) && file.is_file()).then_some(file)
    })
}

/// `None` when the bytes are no UTF-8.
pub(crate) fn percent_decode(text: &str) -> Option<String> {
    percent_encoding::percent_decode_str(text).decode_utf8().ok().map(Into::into)
}

/// The path of an address, without query and fragment.
pub(crate) fn path_of(address: &str) -> &str {
    let address = &address[..address.find(['?', '#']).unwrap_or(address.len())];
    match address.find("://") {
        Some(at) => address[at + 3..].find('/').map_or("", |path| &address[at + 3 + path..]),
        None => address,
    }
}

/// What stands behind the last dot of the last part, in small letters; empty when there is none.
pub(crate) fn extension(address: &str) -> String {
    let name = path_of(address).rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

/// The media type that an address's ending stands for.
pub(crate) fn media_type(address: &str) -> &'static str {
    match extension(address).as_str() {
        "jpg" | "jpeg" | "jfif" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "bmp" => "image/bmp",
        "pdf" => "application/pdf",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ppt" => "application/vnd.ms-powerpoint",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        "zip" => "application/zip",
        "rar" => "application/vnd.rar",
        "7z" => "application/x-7z-compressed",
        "csv" => "text/csv",
        "txt" => "text/plain",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "wav" => "audio/wav",
        "ogg" => "audio/ogg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_found_behind_queries() {
        assert_eq!(extension("https://xa.example/a.b/Don.PDF?x=1.jpg"), "pdf");
        assert_eq!(extension("https://xa.example"), "");
        assert_eq!(extension("https://xa.example/tai-ve.php?f=a.pdf"), "php");
        assert_eq!(percent_decode("%E1%BA%A3nh%2").as_deref(), Some("ảnh%2"));
        assert_eq!(percent_decode("%ff"), None);
    }
}
