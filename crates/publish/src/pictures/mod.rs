//! The pictures of a site: each is looked at once, and published in the sizes that phones need.
//!
//! [`Pictures`] is asked by whatever shows a picture; [`Studio`](studio) makes the files where there is a site to publish, and
//! [`SitePictures`] is what remains known afterwards. A page shows a picture under its own address and names the sizes beside it. What
//! lies at that address is a stand-in without the camera's notes, unless something links to the original.

mod memory;
mod remarks;
mod roles;
mod studio;

use crate::clean::Shown;
use crate::error::PublishError;
use crate::files::{Files, decoded};
use crate::hash::sha256;
use crate::output;
use crate::paths::SIZED;
pub(crate) use remarks::Remarks;
pub(crate) use roles::Roles;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
pub(crate) use studio::Studio;
use trangxa_model::site::Media;
use trangxa_pictures::{Picture, Problem, Size, VERSION, inspect, preview_size, sizes};

/// What a file of a picture is, by its path below the site's root.
pub(crate) type PictureFiles = BTreeMap<String, PictureFile>;

/// What is known of the file of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PictureFile {
    /// What the names of the pictures that are made of it begin with.
    hash: String,
    /// What it is, or why it cannot be shown.
    seen: Result<Picture, Problem>,
}

impl PictureFile {
    fn of(bytes: &[u8]) -> Self {
        let hash = sha256(&[VERSION.as_bytes(), b"\0", bytes].concat());
        Self { hash: hash[..16].to_owned(), seen: inspect(bytes) }
    }

    /// The path of this picture in one size.
    fn path(&self, width: u32, ending: &str) -> String {
        format!("{SIZED}{}-{width}.{ending}", self.hash)
    }

    /// Whether it is no picture, and has no notes of a camera.
    fn is_none(&self) -> bool {
        matches!(self.seen, Err(Problem::NoPicture | Problem::Empty))
    }

    /// The size of the whole picture, where it is published in several.
    fn resizable(&self) -> Option<Size> {
        self.seen.as_ref().ok().and_then(Picture::resizable)
    }
}

/// The pictures of a site while it is read.
pub(crate) struct Pictures<'a> {
    files: &'a dyn Files,
    site: SitePictures,
    roles: Roles,
    /// Makes the pictures; `None` where nothing is published.
    studio: Option<&'a Studio<'a>>,
    looked: Mutex<HashMap<String, Arc<OnceLock<Option<PictureFile>>>>>,
}

impl<'a> Pictures<'a> {
    /// The pictures of a site whose root is `base` on its host.
    pub(crate) fn new(
        files: &'a dyn Files,
        base: &str,
        media: Media,
        roles: Roles,
        studio: Option<&'a Studio<'a>>,
    ) -> Self {
        let site = SitePictures { base: base.to_owned(), media, files: PictureFiles::new() };
        Self { files, site, roles, studio, looked: Mutex::default() }
    }

    /// What a page shows of the picture at an address. What an operator should know of it is added to `remarks`.
    pub(crate) fn show(&self, address: &str, remarks: &Remarks) -> Option<Shown> {
        let path = self.site.path(address)?;
        let file = self.look(&path, true)?;
        let is_linked = self.roles.links_to(&path);
        remarks.add(&path, &file.seen, is_linked);
        self.site.shown(&file)
    }

    /// Looks at a picture that no page shows.
    pub(crate) fn look_at_unshown(&self, path: &str, remarks: &Remarks) {
        // A file that is no picture at all is copied like any other, so there is nothing to report.
        if let Some(file) = self.look(path, false).filter(|file| !file.is_none()) {
            remarks.add(path, &file.seen, self.roles.links_to(path));
        }
    }

    /// What the file at a path is; `None` if that cannot be known.
    fn look(&self, path: &str, is_shown: bool) -> Option<PictureFile> {
        let cell = {
            let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(looked.entry(path.to_owned()).or_default())
        };
        let look = || match self.studio {
            Some(studio) => studio.publish(self.files, path, self.wanted(path, is_shown)),
            None => self.files.bytes(path).map(|bytes| PictureFile::of(&bytes)),
        };
        cell.get_or_init(look).clone()
    }

    fn wanted(&self, path: &str, is_shown: bool) -> trangxa_pictures::Wanted<'_> {
        trangxa_pictures::Wanted {
            widths: &self.site.media.widths,
            variants: is_shown,
            preview: self.roles.is_main_picture(path),
            stand_in: !self.roles.links_to(path),
        }
    }

    /// Whether a path was looked at.
    pub(crate) fn has_looked_at(&self, path: &str) -> bool {
        self.looked.lock().unwrap_or_else(PoisonError::into_inner).contains_key(path)
    }

    /// What is known of the pictures now that all were looked at.
    pub(crate) fn finish(self) -> Result<SitePictures, PublishError> {
        if let Some(studio) = self.studio {
            studio.succeed()?;
        }
        let looked = self.looked.into_inner().unwrap_or_else(PoisonError::into_inner);
        let known = looked.into_iter().filter_map(|(path, cell)| Some((path, cell.get()?.clone()?)));
        Ok(SitePictures { files: known.collect(), ..self.site })
    }
}

/// What is known of a site's pictures.
#[derive(Default)]
pub(crate) struct SitePictures {
    /// The site's root on its host.
    base: String,
    media: Media,
    files: PictureFiles,
}

impl SitePictures {
    /// The path of the file behind an address; `None` for an address outside of the site.
    fn path(&self, address: &str) -> Option<String> {
        decoded(address.strip_prefix(&self.base)?)
    }

    fn shown(&self, file: &PictureFile) -> Option<Shown> {
        let Ok(picture) = &file.seen else { return Some(Shown::LeftOut) };
        let Some(whole) = picture.resizable() else {
            return picture.size.map(|Size { width, height }| Shown::At { width, height, srcset: None });
        };
        let sizes = sizes(whole, &self.media.widths);
        let Size { width, height } = *sizes.last()?;
        let one = |size: &Size| format!("{}{} {}w", self.base, file.path(size.width, "webp"), size.width);
        let srcset = sizes.iter().map(one).collect::<Vec<_>>().join(", ");
        Some(Shown::At { width, height, srcset: Some(srcset) })
    }

    /// The address and the size of the link preview that was made of an article's main picture.
    pub(crate) fn preview(&self, address: &str) -> Option<(String, Size)> {
        let file = self.files.get(&self.path(address)?)?;
        let size = preview_size(file.resizable()?, &self.media.widths);
        Some((format!("{}{}", self.base, file.path(size.width, "jpg")), size))
    }

    /// What is known of each file, for the next build.
    pub(crate) fn files(&self) -> &PictureFiles {
        &self.files
    }
}

/// The key of what is made of a picture for these widths; see [`Staging`](crate::output::Staging).
fn key(file: &PictureFile, widths: &[u32]) -> String {
    let widths: Vec<String> = widths.iter().map(u32::to_string).collect();
    output::key([file.hash.as_str()].into_iter().chain(widths.iter().map(String::as_str)))
}

/// Whether the name of a file is that of a picture. The content decides what it is, but not every file of a site is read for that.
pub(crate) fn is_named_as_picture(path: &str) -> bool {
    const ENDINGS: [&str; 16] = [
        "jpg", "jpeg", "jpe", "jfif", "png", "gif", "webp", "avif", "heic", "heif", "hif", "tif", "tiff", "bmp", "dib",
        "apng",
    ];
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}
