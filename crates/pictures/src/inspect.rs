//! What a picture is.

use crate::decode::{self, Header};
use crate::exif;
use crate::format::Format;
use crate::problem::Problem;
use crate::sizes::Size;
use crate::structure;
use serde::{Deserialize, Serialize};

/// What is known of a picture without its pixels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Its format.
    pub format: Format,
    /// Its size, upright; `None` where the file does not say it.
    pub size: Option<Size>,
    /// Whether it moves.
    pub is_animated: bool,
    /// Whether the end of the file is missing: below what is there, the picture is grey.
    pub is_cut_off: bool,
    /// Whether the file says where the picture was taken.
    pub has_place: bool,
}

impl Picture {
    /// The size of a picture that [`make`](crate::make()) makes in other sizes. `None` for those that are published as they are: what moves,
    /// drawings without pixels, and formats that are not read.
    #[must_use]
    pub fn resizable(&self) -> Option<Size> {
        self.size.filter(|_| self.format.readable().is_some() && !self.is_animated)
    }
}

/// Says what the bytes of a file are. The pixels are not unpacked, so damage among them is not seen; [`make`](crate::make()) sees it.
pub fn inspect(bytes: &[u8]) -> Result<Picture, Problem> {
    let format = Format::of(bytes)?;
    let mut picture = Picture { format, size: None, is_animated: false, is_cut_off: false, has_place: false };
    let Some(mut header) = Header::read(format, bytes)? else {
        let size = if matches!(format, Format::Avif | Format::Bmp) { imagesize::blob_size(bytes).ok() } else { None };
        let side = |side: usize| u32::try_from(side).ok().filter(|side| *side > 0);
        picture.size = size.and_then(|size| Some(Size { width: side(size.width)?, height: side(size.height)? }));
        return Ok(picture);
    };
    picture.size = Some(header.size());
    picture.has_place = header.exif().is_some_and(|exif| exif::has_place(&exif));
    match format {
        Format::Jpeg => picture.is_cut_off = structure::is_jpeg_cut_off(bytes),
        Format::Png if structure::is_png_cut_off(bytes) => return Err(Problem::CutOff),
        Format::WebP if structure::is_webp_cut_off(bytes) => return Err(Problem::CutOff),
        _ => {}
    }
    picture.is_animated = decode::is_animated(format, bytes);
    Ok(picture)
}
