//! Files that are there under another name than the one that is looked for: in another folder, with other capital letters or
//! marks, or with the ending that Windows hides.

use crate::files::Files;
use percent_encoding::percent_decode_str;
use std::collections::HashMap;
use std::fmt::Display;
use std::sync::{Arc, Mutex, PoisonError};
use trangxa_messages::review as say;
use unicode_normalization::UnicodeNormalization as _;

/// Looks for files under other names than the one in an address. Each folder is listed once, however many files are missing.
pub(crate) struct SimilarFiles<'a> {
    files: &'a dyn Files,
    /// The names in each folder that was listed, by what is the same in all spellings.
    folders: Mutex<HashMap<String, Arc<HashMap<String, Vec<String>>>>>,
}

impl<'a> SimilarFiles<'a> {
    pub(crate) fn new(files: &'a dyn Files) -> Self {
        Self { files, folders: Mutex::default() }
    }

    /// A sentence about an address, and about the file that is meant by it if there is one. `problem` is what is wrong with `path`, the file
    /// that the address names, and `document` is the document with the address.
    pub(crate) fn with_hint(&self, problem: impl Display, path: &str, document: &str) -> String {
        let Some(file) = self.meant(path) else { return problem.to_string() };
        let up = "../".repeat(document.matches('/').count());
        let address = format_args!("{up}{file}");
        let has_same_name = file.rsplit('/').next() == path.rsplit('/').next();
        if has_same_name {
            say::Meant { problem, address, file: &file }.to_string()
        } else {
            say::MeantSpelling { problem, address, file: &file }.to_string()
        }
    }

    /// The file that an address probably means. `path` is the path below the site's root that it names.
    fn meant(&self, path: &str) -> Option<String> {
        let name = path.rsplit('/').next().unwrap_or(path);
        // An address without `../` is relative to the folder of the feed.
        let elsewhere = [path.strip_prefix("data/").map(str::to_owned), Some(format!("media/{name}"))];
        let candidates = || [Some(path.to_owned())].into_iter().chain(elsewhere.iter().cloned()).flatten();
        candidates()
            .find(|it| self.files.has(it) == Some(true))
            .or_else(|| candidates().find_map(|it| self.spelt_otherwise(&it)))
    }

    /// The file at a path, or the only one whose path differs from it as little as in [`Self::spelt_otherwise`].
    pub(crate) fn same_file(&self, path: &str) -> Option<String> {
        if self.files.has(path) == Some(true) {
            return Some(path.to_owned());
        }
        let mut folder = String::new();
        for part in path.split('/') {
            let names = self.names(&folder);
            let is_clear =
                names.get(&folded(part)).is_some_and(|names| names.len() == 1 || names.iter().any(|it| it == part));
            if !is_clear {
                return None;
            }
            if !folder.is_empty() {
                folder.push('/');
            }
            folder.push_str(part);
        }
        self.spelt_otherwise(path)
    }

    /// The file whose path differs only in capital letters, in how its marks are composed, in percent-encoding or in spaces.
    fn spelt_otherwise(&self, path: &str) -> Option<String> {
        let mut found = String::new();
        for part in path.split('/') {
            let names = self.names(&found);
            let names = names.get(&folded(part))?;
            let name = names.iter().find(|name| *name == part).or_else(|| names.first())?;
            if !found.is_empty() {
                found.push('/');
            }
            found.push_str(name);
        }
        (self.files.has(&found) == Some(true)).then_some(found)
    }

    fn names(&self, folder: &str) -> Arc<HashMap<String, Vec<String>>> {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let list = || {
            let mut names: HashMap<String, Vec<String>> = HashMap::new();
            for name in self.files.list(folder) {
                names.entry(folded(&name)).or_default().push(name);
            }
            Arc::new(names)
        };
        Arc::clone(folders.entry(folder.to_owned()).or_insert_with(list))
    }
}

fn folded(name: &str) -> String {
    let name = percent_decode_str(name).decode_utf8_lossy().nfc().collect::<String>().to_lowercase();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The files in the folder of a document whose names are that of the document with a slip: `feed.json.txt`, `feed (1).json`,
/// `Feed.JSON`. None of them is read.
pub(crate) fn misnamed(files: &dyn Files, document: &str) -> Vec<String> {
    let (folder, name) = document.rsplit_once('/').unwrap_or(("", document));
    let names = files.list(folder).into_iter().filter(|it| it != name && stem(it) == stem(name));
    let paths = names.map(|it| if folder.is_empty() { it } else { format!("{folder}/{it}") });
    let mut found: Vec<String> = paths.filter(|path| files.has(path) == Some(true)).collect();
    found.sort();
    found
}

/// The file that is probably meant by a document that does not exist.
pub(crate) fn meant_document(files: &dyn Files, document: &str) -> Option<String> {
    misnamed(files, document).into_iter().next().or_else(|| SimilarFiles::new(files).spelt_otherwise(document))
}

/// A name without its endings and without what a program adds to the name of a copy.
fn stem(name: &str) -> String {
    let mut stem = folded(name);
    loop {
        let shorter = stem.trim_end_matches([' ', '_', '-']);
        let shorter = [".json", ".txt", ".jsn", "- copy", "- sao chép", "copy", "bản sao"]
            .iter()
            .find_map(|ending| shorter.strip_suffix(ending))
            .or_else(|| shorter.strip_suffix(')')?.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix('('))
            .unwrap_or(shorter);
        if shorter.len() == stem.len() {
            return stem;
        }
        stem = shorter.to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Folder;
    use std::fs;

    fn folder(paths: &[&str]) -> (tempfile::TempDir, Folder) {
        let root = tempfile::tempdir().unwrap();
        for path in paths {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let files = Folder::new(root.path());
        (root, files)
    }

    #[test]
    fn the_file_that_an_address_means_is_found() {
        let nfd = "media/thu\u{31b} mo\u{31b}\u{300}i.pdf";
        let (_root, files) = folder(&["media/Anh.JPG", nfd, "media/2024/b c.png", "data/d.jpg"]);
        for (path, expected) in [
            ("data/media/Anh.JPG", Some("media/Anh.JPG")),
            ("media/anh.jpg", Some("media/Anh.JPG")),
            ("data/media/anh.jpg", Some("media/Anh.JPG")),
            ("data/Anh.JPG", Some("media/Anh.JPG")),
            ("Media/2024/b%20c.png", Some("media/2024/b c.png")),
            ("media/2024/b  C.PNG", Some("media/2024/b c.png")),
            ("media/thư mời.pdf", Some(nfd)),
            ("media/thu moi.pdf", None),
            ("media/khac.jpg", None),
            ("media/2024", None),
        ] {
            assert_eq!(SimilarFiles::new(&files).meant(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn of_two_spellings_the_one_in_the_address_is_taken() {
        let (_root, files) = folder(&["Media/a.jpg", "media/B.jpg"]);
        assert_eq!(SimilarFiles::new(&files).meant("media/b.jpg").as_deref(), Some("media/B.jpg"));
    }

    #[test]
    fn the_hint_says_what_to_write() {
        let (_root, files) = folder(&["media/Anh.JPG"]);
        assert_eq!(
            SimilarFiles::new(&files).with_hint("it is missing", "data/media/Anh.JPG", "data/feed.json"),
            "it is missing; there is media/Anh.JPG: write ../media/Anh.JPG"
        );
        assert_eq!(
            SimilarFiles::new(&files).with_hint("it is missing", "media/anh.jpg", "data/feed.json"),
            "it is missing; there is media/Anh.JPG: write ../media/Anh.JPG (capital letters, marks and spaces must agree)"
        );
    }

    #[test]
    fn a_document_in_a_folder_of_another_spelling_is_found() {
        let (_root, files) = folder(&["Data/site.json"]);
        assert_eq!(meant_document(&files, "data/site.json").as_deref(), Some("Data/site.json"));
        assert_eq!(meant_document(&files, "data/feed.json"), None);
    }

    #[test]
    fn documents_whose_names_have_a_slip_are_found() {
        let slips = [
            "feed (1).json",
            "Feed.json",
            "feed.JSON",
            "feed.json.txt",
            "feed.json.json",
            "feed - Copy.json",
            "feed .json",
            "feed.txt",
        ];
        let others = [
            "feed.json",
            "feed-2.json",
            "feed2.json",
            "feed_2024.json",
            "feed.json.bak",
            "feeds.json",
            "tthc.json",
            "feed",
        ];
        let paths: Vec<String> = slips.iter().chain(&others).map(|name| format!("data/{name}")).collect();
        let (_root, files) = folder(&paths.iter().map(String::as_str).collect::<Vec<_>>());
        let mut expected: Vec<String> = slips.iter().map(|name| format!("data/{name}")).collect();
        expected.push("data/feed".to_owned());
        expected.sort();
        assert_eq!(misnamed(&files, "data/feed.json"), expected);
    }
}
