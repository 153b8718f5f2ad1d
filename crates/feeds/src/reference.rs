//! References that feeds contain: addresses, relative paths, and what their endings mean.

use std::fs;
use std::path::{Path, PathBuf};

/// The file that a relative reference names, if it is inside `root` after symbolic links are resolved. `folder` is the folder
/// that it is relative to; both folders are canonical.
pub(crate) fn file_inside(folder: &Path, root: &Path, reference: &str) -> Option<PathBuf> {
    let reference = reference.trim();
    let path = &reference[..reference.find(['?', '#']).unwrap_or(reference.len())];
    if path.is_empty() || path.starts_with(['/', '\\']) || path.contains(':') {
        return None;
    }
    // A browser saves files under the decoded or under the encoded name.
    [percent_decode(path), Some(path.to_owned())].into_iter().flatten().find_map(|path| {
        let file = fs::canonicalize(folder.join(path)).ok()?;
        (file.starts_with(root) && file.is_file()).then_some(file)
    })
}

/// Decodes `%20` and the like; `None` if the result is not UTF-8.
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

/// The ending of the file name, in small letters and without dot; empty if there is none.
pub(crate) fn extension(address: &str) -> String {
    let name = path_of(address).rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

/// The media type that the ending of an address stands for.
pub(crate) fn media_type(address: &str) -> &'static str {
    trangxa_site_files::media_type(&extension(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_is_found_before_a_query() {
        assert_eq!(extension("https://xa.example/a.b/Don.PDF?x=1.jpg"), "pdf");
        assert_eq!(extension("https://xa.example"), "");
        assert_eq!(extension("https://xa.example/tai-ve.php?f=a.pdf"), "php");
        assert_eq!(percent_decode("%E1%BA%A3nh%2").as_deref(), Some("ảnh%2"));
        assert_eq!(percent_decode("%ff"), None);
    }
}
