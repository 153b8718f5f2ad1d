//! The pictures in Word documents, as if they were files of the site. They are taken out of the documents again when they are needed, because those of
//! many articles together would fill the memory.

use crate::error::PublishError;
use crate::files::{Files, FolderEntry};
use std::collections::BTreeMap;

/// A picture in a Word document.
#[derive(Clone, Debug)]
pub(crate) struct WordPicture {
    /// The path of its file below the site's root, which is made of its content.
    pub path: String,
    /// The path of the document.
    pub document: String,
    /// The part of the document that it is.
    pub part: String,
}

/// The pictures in a site's Word documents, by their paths.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordPictures(BTreeMap<String, WordPicture>);

impl WordPictures {
    /// Adds pictures. A picture that two documents contain is one file.
    pub(crate) fn extend(&mut self, pictures: impl IntoIterator<Item = WordPicture>) {
        for picture in pictures {
            self.0.entry(picture.path.clone()).or_insert(picture);
        }
    }

    /// The paths of the pictures, in order.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The content of a picture; `None` if there is none at the path, or if its document cannot be read any more.
    pub(crate) fn bytes(&self, files: &dyn Files, path: &str) -> Option<Vec<u8>> {
        let picture = self.0.get(path)?;
        trangxa_articles::picture(&files.bytes(&picture.document)?, &picture.part)
    }
}

/// A site with the pictures of its Word documents.
pub(crate) struct WithWordPictures<'a> {
    pub files: &'a dyn Files,
    pub pictures: &'a WordPictures,
}

impl Files for WithWordPictures<'_> {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        self.files.read(path)
    }

    fn has(&self, path: &str) -> Option<bool> {
        if self.pictures.0.contains_key(path) { Some(true) } else { self.files.has(path) }
    }

    fn list(&self, folder: &str) -> Vec<String> {
        self.files.list(folder)
    }

    fn entries(&self) -> Result<Vec<FolderEntry>, PublishError> {
        self.files.entries()
    }

    fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        self.pictures.bytes(self.files, path).or_else(|| self.files.bytes(path))
    }

    fn reaches(&self, path: &str) -> bool {
        self.files.reaches(path)
    }

    fn base(&self) -> Option<&str> {
        self.files.base()
    }

    fn has_site(&self) -> bool {
        self.files.has_site()
    }
}
