//! Where a site's documents are read from.

use crate::PublishError;
use std::fs;
use std::path::{Path, PathBuf};
use trangxa_model::DocumentError;
use trangxa_model::document::{MAX_BYTES, Problem};

/// A place that holds a site: `data/site.json` and what it names. Paths are relative to the site's root, with `/` between
/// their parts; an address on the web stands for itself.
pub trait Files: Sync {
    /// A document; `None` where there is none.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError>;
    /// Whether there is a file; `None` where that cannot be told.
    fn has(&self, path: &str) -> Option<bool>;
    /// Width and height of a picture, in pixels.
    fn picture(&self, path: &str) -> Option<(usize, usize)>;
    /// Whether addresses on the web can be read too.
    fn reaches(&self, path: &str) -> bool {
        !is_remote(path)
    }
}

/// The file behind an address below the site's root: without query, percent signs decoded. `None` where it leads out.
pub fn decoded(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?.into_owned();
    (!path.split('/').any(|part| part == "..")).then_some(path)
}

/// Whether a path is an address on the web.
pub fn is_remote(path: &str) -> bool {
    path.contains("://") || path.starts_with("//")
}

/// A folder of this machine.
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The site in this folder.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }
}

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let file = self.root.join(path);
        if !file.is_file() {
            return Ok(None);
        }
        let length = fs::metadata(&file).map_err(PublishError::read(&file))?.len();
        if length > MAX_BYTES as u64 {
            let problem = Problem::TooLarge(usize::try_from(length).unwrap_or(usize::MAX));
            return Err(DocumentError::new(path, "", problem).into());
        }
        fs::read(&file).map(Some).map_err(PublishError::read(&file))
    }

    fn has(&self, path: &str) -> Option<bool> {
        Some(self.root.join(path).is_file())
    }

    fn picture(&self, path: &str) -> Option<(usize, usize)> {
        imagesize::size(self.root.join(path)).ok().map(|size| (size.width, size.height))
    }
}
