//! What an operator should know of pictures.

use crate::finding::{Finding, FindingKind, Place};
use std::cell::RefCell;
use trangxa_messages::pictures as messages;
use trangxa_pictures::{Format, MAX_PIXELS, Picture, Problem};

/// What is wrong with a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Remark {
    /// It is not shown.
    Unusable(Problem),
    /// The lower part of it is missing.
    CutOff,
    /// It is published as it is, with all its bytes.
    Unreduced(Format),
    /// The original is published, and says where it was taken.
    Place,
}

/// What is wrong with the pictures of one text.
#[derive(Default)]
pub(crate) struct Remarks(RefCell<Vec<(String, Remark)>>);

impl Remarks {
    /// Adds what is wrong with the picture at a path, once.
    pub(super) fn add(&self, path: &str, seen: &Result<Picture, Problem>, is_linked: bool) {
        let remark = match seen {
            Err(problem) => Remark::Unusable(problem.clone()),
            Ok(picture) if picture.is_cut_off => Remark::CutOff,
            Ok(picture) if picture.has_place && (is_linked || picture.resizable().is_none()) => Remark::Place,
            Ok(picture) if matches!(picture.format, Format::Avif | Format::Bmp) => Remark::Unreduced(picture.format),
            Ok(_) => return,
        };
        let mut remarks = self.0.borrow_mut();
        if !remarks.iter().any(|(known, _)| known == path) {
            remarks.push((path.to_owned(), remark));
        }
    }

    /// The findings about a text at a place of a document.
    pub(crate) fn of_text(self, file: &str, place: &Place) -> impl Iterator<Item = Finding> {
        self.0.into_inner().into_iter().map(move |(path, remark)| {
            Finding::new(remark.kind(), file, place.clone(), format!("{path}: {}", remark.sentence()))
        })
    }

    /// The findings about files that no text shows.
    pub(crate) fn of_files(self) -> impl Iterator<Item = Finding> {
        let remarks = self.0.into_inner().into_iter();
        remarks.map(|(path, remark)| Finding::new(remark.kind(), &path, "", remark.sentence()))
    }
}

impl Remark {
    fn kind(&self) -> FindingKind {
        match self {
            Self::Unusable(Problem::TooManyPixels { .. }) => FindingKind::PictureHuge,
            Self::Unusable(Problem::CutOff | Problem::Damaged(_) | Problem::Empty) | Self::CutOff => {
                FindingKind::PictureBroken
            }
            Self::Unusable(Problem::NoPicture | Problem::Heic | Problem::Tiff) => FindingKind::PictureUnusable,
            Self::Unreduced(_) => FindingKind::PictureUnreduced,
            Self::Place => FindingKind::PicturePlace,
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unusable(Problem::Heic) => messages::Heic.to_string(),
            Self::Unusable(Problem::Tiff) => messages::Tiff.to_string(),
            Self::Unusable(Problem::NoPicture) => messages::NoPicture.to_string(),
            Self::Unusable(Problem::Empty) => messages::Empty.to_string(),
            Self::Unusable(Problem::CutOff) => messages::NothingWhole.to_string(),
            Self::Unusable(Problem::Damaged(reason)) => messages::Damaged { reason }.to_string(),
            Self::Unusable(Problem::TooManyPixels { width, height }) => {
                messages::TooManyPixels { width, height, most: MAX_PIXELS / 1_000_000 }.to_string()
            }
            Self::CutOff => messages::CutOff.to_string(),
            Self::Unreduced(Format::Bmp) => messages::Bmp.to_string(),
            Self::Unreduced(_) => messages::Avif.to_string(),
            Self::Place => messages::Place.to_string(),
        }
    }
}
