//! Reads pixels, within limits.

use crate::colour;
use crate::format::Format;
use crate::problem::{MAX_PIXELS, Problem};
use crate::sizes::Size;
use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{AnimationDecoder as _, DynamicImage, ImageDecoder, ImageError, ImageReader, Limits};
use std::io::Cursor;

/// The most memory that a decoder takes besides the pixels, in bytes.
const MAX_EXTRA: u64 = 64 * 1024 * 1024;
/// The most bytes of a pixel: four channels of 16 bits.
const MAX_DEPTH: u64 = 8;

/// A picture whose header was read.
pub(crate) struct Header<'a> {
    decoder: Box<dyn ImageDecoder + 'a>,
    /// How to turn the pixels.
    pub(crate) orientation: Orientation,
}

impl<'a> Header<'a> {
    /// Reads the header of a picture; `None` for a format whose pixels are not read.
    pub(crate) fn read(format: Format, bytes: &'a [u8]) -> Result<Option<Self>, Problem> {
        let Some(format) = format.readable() else { return Ok(None) };
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        let mut limits = Limits::no_limits();
        limits.max_alloc = Some(MAX_PIXELS * MAX_DEPTH + MAX_EXTRA);
        reader.limits(limits);
        let mut decoder = reader.into_decoder().map_err(damaged)?;
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let header = Self { decoder: Box::new(decoder), orientation };
        let Size { width, height } = header.size();
        if u64::from(width) * u64::from(height) > MAX_PIXELS {
            return Err(Problem::TooManyPixels { width, height });
        }
        Ok(Some(header))
    }

    /// The size of the picture, upright.
    pub(crate) fn size(&self) -> Size {
        let (width, height) = self.decoder.dimensions();
        let size = Size { width, height };
        if self.is_turned() { size.turned() } else { size }
    }

    /// Whether the picture lies on its side in the file.
    pub(crate) fn is_turned(&self) -> bool {
        use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
        matches!(self.orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
    }

    /// What the camera noted.
    pub(crate) fn exif(&mut self) -> Option<Vec<u8>> {
        self.decoder.exif_metadata().ok().flatten()
    }

    /// The pixels as they lie in the file, in 8 bits, with a channel for transparency only where something is transparent; and their
    /// colour profile.
    pub(crate) fn pixels(mut self) -> Result<(DynamicImage, Option<Vec<u8>>), Problem> {
        let profile = self.decoder.icc_profile().ok().flatten();
        let image = DynamicImage::from_decoder(self.decoder).map_err(damaged)?;
        // Profiles of other kinds of colours say nothing of red, green and blue.
        let profile = profile.filter(|_| image.color().has_color()).filter(|profile| colour::is_rgb(profile));
        if image.color().has_alpha() {
            let image = image.into_rgba8();
            let is_transparent = image.pixels().any(|pixel| pixel.0[3] < u8::MAX);
            let image = DynamicImage::ImageRgba8(image);
            return Ok((if is_transparent { image } else { DynamicImage::ImageRgb8(image.into_rgb8()) }, profile));
        }
        Ok((DynamicImage::ImageRgb8(image.into_rgb8()), profile))
    }
}

/// Whether a picture moves.
pub(crate) fn is_animated(format: Format, bytes: &[u8]) -> bool {
    let cursor = Cursor::new(bytes);
    match format {
        Format::Gif => {
            GifDecoder::new(cursor).is_ok_and(|decoder| decoder.into_frames().take(2).filter(Result::is_ok).count() > 1)
        }
        Format::Png => PngDecoder::new(cursor).is_ok_and(|decoder| decoder.is_apng().unwrap_or_default()),
        Format::WebP => WebPDecoder::new(cursor).is_ok_and(|decoder| decoder.has_animation()),
        _ => false,
    }
}

/// The words of a decoder without the name of the format, which the reader of a report knows.
pub(crate) fn damaged(error: ImageError) -> Problem {
    match error {
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Problem::CutOff,
        error => Problem::Damaged(error.to_string()),
    }
}
