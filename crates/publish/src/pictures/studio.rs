//! Makes and writes the pictures of a site that is published.

use super::memory::Memory;
use super::{PictureFile, PictureFiles, key};
use crate::error::PublishError;
use crate::files::{Files, FolderEntry};
use crate::output::Staging;
use crate::portable::PathIndex;
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use trangxa_pictures::{Format, Made, Size, Wanted, make, preview_size, sizes};

/// Publishes pictures. What the former output has already is kept, so that a picture is made once.
pub(crate) struct Studio<'a> {
    staging: &'a Staging,
    /// What the build before knew of files that have not changed since.
    before: PictureFiles,
    /// The paths of files that are not published, because another one has nearly the same name.
    twins: HashSet<String>,
    memory: Memory,
    /// The paths whose original is not published.
    withheld: Mutex<HashSet<String>>,
    failed: Mutex<Option<PublishError>>,
}

/// A kind of files that is made of a picture: where they lie.
struct Target {
    paths: Vec<String>,
    is_missing: bool,
}

impl<'a> Studio<'a> {
    /// A studio for the files `entries` of a site.
    pub(crate) fn new(staging: &'a Staging, before: PictureFiles, entries: &[FolderEntry]) -> Self {
        let mut names = PathIndex::default();
        let is_twin = |entry: &&FolderEntry| entry.problem(&mut names).is_some();
        let twins = entries.iter().filter(is_twin).map(|entry| entry.path.clone()).collect();
        Self { staging, before, twins, memory: Memory::new(), withheld: Mutex::default(), failed: Mutex::default() }
    }

    /// Publishes the picture at a path as far as it is wanted, and returns what it is.
    pub(super) fn publish(&self, files: &dyn Files, path: &str, wanted: Wanted<'_>) -> Option<PictureFile> {
        let (mut file, bytes) = if let Some(file) = self.before.get(path) {
            (file.clone(), None)
        } else {
            let bytes = files.bytes(path)?;
            (PictureFile::of(&bytes), Some(bytes))
        };
        let Some(whole) = file.resizable() else {
            if file.seen.is_err() && !file.is_none() && wanted.stand_in {
                self.withhold(path);
            }
            return Some(file);
        };
        // A GIF has no camera's notes, so it is published itself and needs no stand-in.
        let is_gif = file.seen.as_ref().is_ok_and(|picture| picture.format == Format::Gif);
        let wanted = Wanted { stand_in: wanted.stand_in && !is_gif && !self.twins.contains(path), ..wanted };
        if wanted.stand_in {
            self.withhold(path);
        }
        let key = key(&file, wanted.widths);
        let result = self.targets(&file, whole, path, wanted, &key).and_then(|targets| {
            let [variants, preview, stand_in] = &targets;
            let missing = Wanted {
                variants: variants.is_missing,
                preview: preview.is_missing,
                stand_in: stand_in.is_missing,
                ..wanted
            };
            if !targets.iter().any(|target| target.is_missing) {
                return Ok(());
            }
            let Some(bytes) = bytes.or_else(|| files.bytes(path)) else { return Ok(()) };
            // The pixels of the picture in three bytes each, and once more in four while it is made smaller.
            let room = self.memory.take(u64::from(whole.width) * u64::from(whole.height) * 7 + bytes.len() as u64);
            let made = make(&bytes, missing);
            drop(room);
            match made {
                Ok(made) => self.write(made, &targets, &key),
                Err(problem) => {
                    file.seen = Err(problem);
                    Ok(())
                }
            }
        });
        if let Err(error) = result {
            self.failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        }
        Some(file)
    }

    /// The files to make, with what the former output has of them kept.
    fn targets(
        &self,
        file: &PictureFile,
        whole: Size,
        path: &str,
        wanted: Wanted<'_>,
        key: &str,
    ) -> Result<[Target; 3], PublishError> {
        let variants = sizes(whole, wanted.widths).into_iter().map(|size| file.path(size.width, "webp"));
        let preview = file.path(preview_size(whole, wanted.widths).width, "jpg");
        let target = |is_wanted: bool, paths: Vec<String>| {
            let mut target = Target { paths, is_missing: false };
            if is_wanted {
                for path in &target.paths {
                    target.is_missing |= !self.staging.keep_keyed(path, key)?;
                }
            }
            Ok::<_, PublishError>(target)
        };
        Ok([
            target(wanted.variants, variants.collect())?,
            target(wanted.preview, vec![preview])?,
            target(wanted.stand_in, vec![path.to_owned()])?,
        ])
    }

    fn write(&self, made: Made, targets: &[Target; 3], key: &str) -> Result<(), PublishError> {
        let variants: Vec<Vec<u8>> = made.variants.into_iter().map(|variant| variant.bytes).collect();
        let preview = made.preview.map(|preview| preview.bytes);
        for (target, files) in targets.iter().zip([variants, Vec::from_iter(preview), Vec::from_iter(made.stand_in)]) {
            for (path, bytes) in target.paths.iter().zip(files) {
                self.staging.write_made(path, key, &bytes)?;
            }
        }
        Ok(())
    }

    fn withhold(&self, path: &str) {
        self.withheld.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
    }

    /// Whether the original at a path is not published: a stand-in lies there, or nothing does.
    pub(crate) fn withholds(&self, path: &str) -> bool {
        self.withheld.lock().unwrap_or_else(PoisonError::into_inner).contains(path)
    }

    /// Fails if a file could not be written.
    pub(super) fn succeed(&self) -> Result<(), PublishError> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).take().map_or(Ok(()), Err)
    }
}
