//! What a file is, by its first bytes.

use crate::problem::Problem;
use image::ImageFormat;
use serde::{Deserialize, Serialize};

/// How many bytes at its beginning say what a file is.
const HEAD: usize = 1_024;

/// The format of a picture that browsers show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF.
    Gif,
    /// WebP.
    WebP,
    /// AVIF. It is published as it is: no library in Rust reads it.
    Avif,
    /// BMP. It is published as it is, and large.
    Bmp,
    /// An icon of Windows. It is published as it is.
    Ico,
    /// SVG, which has no pixels.
    Svg,
}

impl Format {
    /// The format of a file. An error says why no browser shows it.
    pub(crate) fn of(bytes: &[u8]) -> Result<Self, Problem> {
        if bytes.is_empty() {
            return Err(Problem::Empty);
        }
        if let Some(brands) = brands(bytes) {
            return brands;
        }
        match image::guess_format(bytes) {
            Ok(ImageFormat::Jpeg) => Ok(Self::Jpeg),
            Ok(ImageFormat::Png) => Ok(Self::Png),
            Ok(ImageFormat::Gif) => Ok(Self::Gif),
            Ok(ImageFormat::WebP) => Ok(Self::WebP),
            Ok(ImageFormat::Bmp) => Ok(Self::Bmp),
            Ok(ImageFormat::Ico) => Ok(Self::Ico),
            Ok(ImageFormat::Tiff) => Err(Problem::Tiff),
            _ if is_svg(bytes) => Ok(Self::Svg),
            _ => Err(Problem::NoPicture),
        }
    }

    /// The name by which [`image`] knows a format that it reads.
    pub(crate) fn readable(self) -> Option<ImageFormat> {
        match self {
            Self::Jpeg => Some(ImageFormat::Jpeg),
            Self::Png => Some(ImageFormat::Png),
            Self::Gif => Some(ImageFormat::Gif),
            Self::WebP => Some(ImageFormat::WebP),
            Self::Avif | Self::Bmp | Self::Ico | Self::Svg => None,
        }
    }
}

/// What a file of the family of MP4 is; `None` for any other file. The first box names the formats that the file belongs to, four
/// letters each (ISO/IEC 14496-12, "File Type Box"; for pictures ISO/IEC 23008-12).
fn brands(bytes: &[u8]) -> Option<Result<Format, Problem>> {
    let length = u32::from_be_bytes(*bytes.first_chunk()?);
    if bytes.get(4..8)? != b"ftyp" {
        return None;
    }
    let end = usize::try_from(length).unwrap_or(HEAD).min(HEAD).min(bytes.len());
    let brands = bytes.get(8..end).unwrap_or_default();
    let is = |names: &[&[u8; 4]]| brands.chunks_exact(4).any(|brand| names.iter().any(|name| brand == *name));
    // An AVIF also is "mif1", as a HEIC is.
    Some(if is(&[b"avif", b"avis"]) {
        Ok(Format::Avif)
    } else if is(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]) {
        Err(Problem::Heic)
    } else {
        Err(Problem::NoPicture)
    })
}

/// Whether a file is an SVG: its first element, behind declarations and comments.
fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    while let Some(inside) = ["<?", "<!--", "<!"].iter().find_map(|start| {
        let end = if *start == "<!--" { "-->" } else { ">" };
        rest.strip_prefix(start).map(|inside| inside.split_once(end).map_or("", |(_, after)| after))
    }) {
        rest = inside.trim_start();
    }
    rest.strip_prefix("<svg").is_some_and(|after| after.starts_with([' ', '\t', '\r', '\n', '>']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_says_what_a_file_is() {
        let ftyp = |brands: &[u8]| {
            let length = u32::try_from(8 + brands.len()).unwrap();
            [&length.to_be_bytes()[..], b"ftyp", brands, b"the rest"].concat()
        };
        for (bytes, expected) in [
            (b"".to_vec(), Err(Problem::Empty)),
            (b"\xff\xd8\xff\xe0....".to_vec(), Ok(Format::Jpeg)),
            (b"BM......................".to_vec(), Ok(Format::Bmp)),
            (b"II*\0........".to_vec(), Err(Problem::Tiff)),
            (b"MM\0*........".to_vec(), Err(Problem::Tiff)),
            (ftyp(b"heic\0\0\0\0mif1heic"), Err(Problem::Heic)),
            (ftyp(b"mif1\0\0\0\0mif1heic"), Err(Problem::Heic)),
            (ftyp(b"mif1\0\0\0\0mif1avif"), Ok(Format::Avif)),
            (ftyp(b"avif\0\0\0\0"), Ok(Format::Avif)),
            (ftyp(b"isom\0\0\x02\0isomiso2"), Err(Problem::NoPicture)),
            (b"<!doctype html><svg></svg>".to_vec(), Ok(Format::Svg)),
            (b"<!doctype html><p><svg></svg>".to_vec(), Err(Problem::NoPicture)),
            (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- > --><svg xmlns='x'/>".to_vec(), Ok(Format::Svg)),
            (b"<svgx/>".to_vec(), Err(Problem::NoPicture)),
            (b"<!--".to_vec(), Err(Problem::NoPicture)),
            (b"%PDF-1.7".to_vec(), Err(Problem::NoPicture)),
        ] {
            assert_eq!(Format::of(&bytes), expected, "{}", String::from_utf8_lossy(&bytes));
        }
    }
}
