//! Writes the folder of a new site.

use crate::details::Details;
use crate::documents;
use crate::folder::{CreateError, is_free};
use crate::unit::folder_name;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use trangxa_messages::new;
use trangxa_model::Timestamp;
use trangxa_site_files::FileError;

/// Where pictures and attachments go.
const MEDIA: &str = "media";

/// A site that was made.
#[derive(Debug)]
pub struct Made {
    /// The paths of its files, below its folder.
    pub files: Vec<String>,
    /// What only a person who works there knows, and what is therefore not on the site yet.
    pub missing: Vec<Missing>,
}

/// Something that a site lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Its address on the web. This one stands for it.
    Host(String),
    /// The postal address.
    Address,
    /// A telephone number.
    Phone,
    /// A mail address.
    Email,
    /// When the office is open.
    Hours,
    /// The person responsible for the content.
    Editor,
    /// The history, the villages, the people of the place.
    About,
    /// The figures of the one-stop office.
    Figures,
}

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Host(stand_in) => new::MissingHost { stand_in }.fmt(f),
            Self::Address => new::MissingAddress.fmt(f),
            Self::Phone => new::MissingPhone.fmt(f),
            Self::Email => new::MissingEmail.fmt(f),
            Self::Hours => new::MissingHours.fmt(f),
            Self::Editor => new::MissingEditor.fmt(f),
            Self::About => new::MissingAbout.fmt(f),
            Self::Figures => new::MissingFigures.fmt(f),
        }
    }
}

/// Makes the site of a unit in a folder that is empty or does not exist. `now` is the date of its first article.
///
/// # Errors
/// The folder has something in it, or a file cannot be written.
pub fn create(folder: &Path, name: &str, details: &Details, now: Timestamp) -> Result<Made, CreateError> {
    is_free(folder)?;
    let stand_in = format!("https://{}.example/", folder_name(name));
    let base_url = details.base_url.as_ref().unwrap_or(&stand_in);
    let files = documents::files(name, details, base_url, now);
    write_all(folder, &[MEDIA], &files)?;
    let missing = [
        details.base_url.is_none().then(|| Missing::Host(stand_in.clone())),
        details.address.is_none().then_some(Missing::Address),
        details.phone.is_none().then_some(Missing::Phone),
        details.email.is_none().then_some(Missing::Email),
        details.hours.is_none().then_some(Missing::Hours),
        details.editor.is_none().then_some(Missing::Editor),
        Some(Missing::About),
        Some(Missing::Figures),
    ];
    Ok(Made {
        files: files.into_iter().map(|(path, _)| path).collect(),
        missing: missing.into_iter().flatten().collect(),
    })
}

/// Writes files and empty folders below a folder. After an error nothing of them is left.
fn write_all(root: &Path, empty: &[&str], files: &[(String, String)]) -> Result<(), FileError> {
    let mut made = Vec::new();
    let mut write = || -> Result<(), FileError> {
        for folder in empty {
            make_folder(&root.join(folder), &mut made)?;
        }
        for (path, text) in files {
            let path = root.join(path);
            if let Some(parent) = path.parent() {
                make_folder(parent, &mut made)?;
            }
            // Somebody may have put a file there just now.
            let file = OpenOptions::new().write(true).create_new(true).open(&path);
            let mut file = file.map_err(FileError::write(&path))?;
            made.push((path.clone(), false));
            file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(FileError::write(&path))?;
        }
        Ok(())
    };
    let written = write();
    if written.is_err() {
        for (path, is_folder) in made.iter().rev() {
            // What cannot be removed is told by the error that led here.
            let _ = if *is_folder { fs::remove_dir(path) } else { fs::remove_file(path) };
        }
    }
    written
}

/// Makes a folder and those that it lies in, and notes which were missing.
fn make_folder(folder: &Path, made: &mut Vec<(PathBuf, bool)>) -> Result<(), FileError> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_folder(parent, made)?;
    }
    fs::create_dir(folder).map_err(FileError::write(folder))?;
    made.push((folder.to_owned(), true));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_something_in_it_is_left_alone() {
        let temporary = tempfile::tempdir().unwrap();
        let (file, empty) = (temporary.path().join("a.txt"), temporary.path().join("trống"));
        fs::write(&file, "a").unwrap();
        fs::create_dir(&empty).unwrap();
        let make = |folder: &Path| create(folder, "Xã An Bình", &Details::default(), Timestamp::from_unix(0));
        assert!(matches!(make(temporary.path()), Err(CreateError::NotEmpty(_))));
        for file in [file.clone(), file.join("trang")] {
            assert!(matches!(make(&file), Err(CreateError::NoFolder(_))), "{}", file.display());
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), "a");
        for folder in [empty, temporary.path().join("mới/trang")] {
            let made = make(&folder).unwrap();
            for path in made.files {
                assert!(folder.join(&path).is_file(), "{path}");
            }
            assert!(folder.join("media").is_dir());
        }
    }

    #[test]
    fn what_is_missing_is_told_and_only_that() {
        let temporary = tempfile::tempdir().unwrap();
        let made = |name: &str, details: &Details| {
            create(&temporary.path().join(name), "Xã An Bình", details, Timestamp::from_unix(0)).unwrap().missing
        };
        let missing = made("a", &Details::default());
        assert_eq!(missing[0], Missing::Host("https://xa-an-binh.example/".to_owned()));
        assert_eq!(missing.len(), 8);
        let known = |text: &str| Some(text.to_owned());
        let details = Details {
            address: known("a"),
            phone: known("b"),
            email: known("c"),
            hours: known("d"),
            editor: Some(crate::editor("e").unwrap()),
            base_url: known("https://f.example/"),
        };
        assert_eq!(made("b", &details), [Missing::About, Missing::Figures]);
    }

    #[test]
    fn nothing_is_left_of_a_site_that_could_not_be_made() {
        let temporary = tempfile::tempdir().unwrap();
        let root = temporary.path().join("a/b");
        let file = |path: &str| (path.to_owned(), String::new());
        // A file cannot stand where a folder is.
        let error = write_all(&root, &["media"], &[file("data/site.json"), file("data")]).unwrap_err();
        assert!(error.to_string().contains("data"), "{error}");
        assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 0);
        write_all(&root, &["media"], &[file("data/site.json")]).unwrap();
        assert!(
            write_all(&root, &["khac"], &[file("moi/a"), file("data/site.json")]).is_err(),
            "it is not overwritten"
        );
        assert!(root.join("data/site.json").is_file() && !root.join("khac").exists() && !root.join("moi").exists());
    }
}
