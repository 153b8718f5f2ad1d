//! Names of files that every common file system can hold and tell apart, so that a site has the same addresses wherever it is built
//! and served: <https://learn.microsoft.com/windows/win32/fileio/naming-a-file>.

use std::collections::HashMap;
use trangxa_messages::review;
use trangxa_model::Slug;
use unicode_normalization::UnicodeNormalization as _;

/// Why some system cannot hold the files of a path with `/` as separator; `None` if every one can.
pub(crate) fn problem(path: &str) -> Option<String> {
    path.split('/').find_map(of_name)
}

fn of_name(name: &str) -> Option<String> {
    // `a/./b` is `a/b`.
    if name == "." {
        return None;
    }
    if let Some(c) =
        name.chars().find(|c| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\'))
    {
        let shown = if c.is_control() { format!("U+{:04X}", u32::from(c)) } else { c.to_string() };
        return Some(review::BadCharacter { character: shown }.to_string());
    }
    if name.ends_with(['.', ' ']) {
        return Some(review::BadEnd.to_string());
    }
    // `con.jpg` is the console, too, and so is `con .jpg`.
    let stem = name.split('.').next().unwrap_or(name).trim_end_matches(' ').to_ascii_lowercase();
    let is_device = Slug::is_device(&stem)
        || matches!(stem.as_str(), "conin$" | "conout$")
        || ["com", "lpt"].iter().any(|port| matches!(stem.strip_prefix(port), Some("¹" | "²" | "³")));
    is_device.then(|| review::Device { name: stem }.to_string())
}

/// Paths, and what systems take for the same: macOS and Windows ignore capital letters, macOS ignores how marks are composed.
#[derive(Default)]
pub(crate) struct PathIndex {
    /// The spelling of each file and folder, by what is the same in all spellings.
    spellings: HashMap<String, String>,
}

impl PathIndex {
    /// The index of these paths.
    pub(crate) fn of<'a>(paths: impl IntoIterator<Item = &'a str>) -> Self {
        let mut index = Self::default();
        for path in paths {
            index.insert(path);
        }
        index
    }

    /// Adds a path and the folders in it. The first spelling counts.
    pub(crate) fn insert(&mut self, path: &str) {
        for part in parts(path) {
            self.spellings.entry(folded(part)).or_insert_with(|| part.to_owned());
        }
    }

    /// Whether a path is that of a file or folder, in whatever spelling.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.spellings.contains_key(&folded(path))
    }

    /// The file or folder that some systems take for the file at a path, or for a folder of it, though it is spelt differently.
    pub(crate) fn twin(&self, path: &str) -> Option<&str> {
        let twin = |part| self.spellings.get(&folded(part)).filter(|known| *known != part);
        parts(path).find_map(twin).map(String::as_str)
    }
}

/// The folders of a path, and the path.
fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at]).chain([path])
}

fn folded(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.nfc().collect::<String>().to_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_cannot_hold_are_known() {
        for path in [
            "media/con",
            "NUL",
            "a/aux.jpg",
            "prn.tar.gz",
            "com1",
            "lpt9/a",
            "LPT9.x",
            "com¹",
            "conin$",
            "con .txt",
            "a.",
            "a /b",
            "media/10:30.jpg",
            "a?b",
            "a*",
            "a|b",
            "a<b",
            "a>b",
            "a\"b",
            "a\\b",
            "a\nb",
            "a\u{7f}",
        ] {
            assert!(problem(path).is_some(), "{path:?}");
        }
        for path in [
            "media/anh.jpg",
            "con-x",
            "console",
            "com0",
            "com10",
            "com",
            "lpt",
            "a.con",
            "auxiliary.css",
            ".htaccess",
            "..a",
            "a..b",
            " a",
            "ảnh chụp.jpg",
            "data/./feed.json",
            "aux-1.jpg",
            "xcon",
        ] {
            assert_eq!(problem(path), None, "{path}");
        }
    }

    #[test]
    fn paths_that_some_systems_take_for_one_are_known() {
        let index = PathIndex::of(["media/Ảnh/a.jpg", "tin/index.html"]);
        for (path, twin) in [
            ("media/a\u{309}nh/b.jpg", Some("media/Ảnh")),
            ("media/Ảnh/A.jpg", Some("media/Ảnh/a.jpg")),
            ("Media/b.jpg", Some("media")),
            ("TIN", Some("tin")),
            ("media/Ảnh/a.jpg", None),
            ("media/Ảnh/b.jpg", None),
            ("tin/index.htm", None),
        ] {
            assert_eq!(index.twin(path), twin, "{path}");
        }
    }
}
