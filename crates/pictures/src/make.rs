//! Makes a picture in the sizes in which it is published.

use crate::colour;
use crate::decode::Header;
use crate::encode::{self, Kind};
use crate::format::Format;
use crate::inspect::inspect;
use crate::problem::Problem;
use crate::sizes::{Size, cut, sizes};
use crate::structure;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, RgbaImage};

/// Changes with every change of what [`make`] makes of the same bytes, so that a name or a cache of its results can contain it.
pub const VERSION: &str = "1";

/// What to make of a picture.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The widths in pixels; see [`sizes`].
    pub widths: &'a [u32],
    /// Whether to make the picture in all these sizes.
    pub variants: bool,
    /// Whether to make a link preview.
    pub preview: bool,
    /// Whether to make a stand-in for the original.
    pub stand_in: bool,
}

/// A picture in one size.
#[derive(Clone, Debug)]
pub struct SizedPicture {
    /// Its size.
    pub size: Size,
    /// The file.
    pub bytes: Vec<u8>,
}

/// What was made of a picture.
#[derive(Clone, Debug, Default)]
pub struct Made {
    /// The picture as WebP in the sizes that [`sizes`] names, in their order.
    pub variants: Vec<SizedPicture>,
    /// The middle of the picture as JPEG, in the size of [`preview_size`](crate::preview_size).
    pub preview: Option<SizedPicture>,
    /// A file for the address of the original: in the same format, in the largest of the sizes, without the camera's notes. `None` for a
    /// GIF, which may be published as it is: cameras do not write GIFs.
    pub stand_in: Option<Vec<u8>>,
}

/// Makes a picture in other sizes, upright and in sRGB. Nothing is made of a picture that is not
/// [resizable](crate::Picture::resizable).
pub fn make(bytes: &[u8], wanted: Wanted<'_>) -> Result<Made, Problem> {
    let picture = inspect(bytes)?;
    let mut made = Made::default();
    let (Some(size), Some(header)) = (picture.resizable(), Header::read(picture.format, bytes)?) else {
        return Ok(made);
    };
    let sizes = sizes(size, wanted.widths);
    let Some(largest) = sizes.last().copied() else { return Ok(made) };
    let orientation = header.orientation;
    let lying = if header.is_turned() { largest.turned() } else { largest };
    let (pixels, profile) = header.pixels()?;
    // Few pixels are turned and converted faster than many.
    let mut upright = resized(&pixels, lying)?;
    drop(pixels);
    upright.apply_orientation(orientation);
    let image = match profile {
        Some(profile) => colour::to_srgb(upright, &profile),
        None => upright,
    };
    let mut kind = if matches!(picture.format, Format::Png | Format::Gif) { Kind::Unknown } else { Kind::Photograph };
    if wanted.variants {
        // The largest says whether the picture is a drawing.
        for size in sizes.iter().rev() {
            let bytes = encode::webp(&resized(&image, *size)?, &mut kind)?;
            made.variants.insert(0, SizedPicture { size: *size, bytes });
        }
    }
    if wanted.stand_in {
        made.stand_in = match picture.format {
            Format::Jpeg => Some(encode::jpeg(&image)?),
            Format::Png if largest == size && orientation == Orientation::NoTransforms => {
                Some(structure::png_without_notes(bytes))
            }
            Format::Png => Some(encode::png(&image)?),
            Format::WebP => match made.variants.last() {
                Some(variant) => Some(variant.bytes.clone()),
                None => Some(encode::webp(&image, &mut kind)?),
            },
            _ => None,
        };
    }
    if wanted.preview {
        let preview = preview(&image)?;
        let size = Size { width: preview.width(), height: preview.height() };
        made.preview = Some(SizedPicture { size, bytes: encode::jpeg(&preview)? });
    }
    Ok(made)
}

/// The middle of a picture in the size of a link preview, or as near to it as the picture comes without being enlarged.
fn preview(image: &DynamicImage) -> Result<DynamicImage, Problem> {
    let whole = Size { width: image.width(), height: image.height() };
    let (scaled, Size { width, height }) = cut(whole);
    let image = resized(image, scaled)?;
    Ok(image.crop_imm((scaled.width - width) / 2, (scaled.height - height) / 2, width, height))
}

fn resized(image: &DynamicImage, to: Size) -> Result<DynamicImage, Problem> {
    if (image.width(), image.height()) == (to.width, to.height) {
        return Ok(image.clone());
    }
    let has_alpha = image.color().has_alpha();
    // The resizer is built for pixels of four bytes alone.
    let source = DynamicImage::ImageRgba8(image.to_rgba8());
    let mut out = DynamicImage::ImageRgba8(RgbaImage::new(to.width, to.height));
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).use_alpha(has_alpha);
    let resize = Resizer::new().resize(&source, &mut out, &options);
    resize.map_err(|error| Problem::Damaged(error.to_string()))?;
    Ok(if has_alpha { out } else { DynamicImage::ImageRgb8(out.into_rgb8()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageBuffer, Luma, Rgb, RgbImage, Rgba};
    use trangxa_test_support::pictures;
    use trangxa_test_support::pictures::{
        COLOURS, NOTE, assert_near, assert_quarters, contains, gif, jpeg, jpeg_of, png, png_of, png_with_profile,
        quarters, stored, with_exif,
    };

    const WIDTHS: [u32; 3] = [480, 960, 1600];
    const ALL: Wanted<'_> = Wanted { widths: &WIDTHS, variants: true, preview: true, stand_in: true };

    fn files(made: &Made) -> Vec<&[u8]> {
        let sized = made.variants.iter().chain(&made.preview).map(|it| it.bytes.as_slice());
        sized.chain(made.stand_in.as_deref()).collect()
    }

    fn decoded(bytes: &[u8]) -> DynamicImage {
        image::load_from_memory(bytes).unwrap()
    }

    #[test]
    fn a_photograph_stands_upright_however_the_camera_was_held() {
        let upright = quarters(700, 500);
        for orientation in 1..=8 {
            let photo = with_exif(&jpeg_of(&stored(&upright, orientation)), orientation, true);
            let size = Size { width: 700, height: 500 };
            assert_eq!(inspect(&photo).unwrap().size, Some(size), "orientation {orientation}");
            let made = make(&photo, ALL).unwrap();
            let sizes: Vec<_> = made.variants.iter().map(|it| (it.size.width, it.size.height)).collect();
            assert_eq!(sizes, [(480, 343), (700, 500)]);
            for variant in &made.variants {
                let image = decoded(&variant.bytes);
                assert_eq!((image.width(), image.height()), (variant.size.width, variant.size.height));
            }
            for file in files(&made) {
                assert_quarters(file, &format!("orientation {orientation}"));
                assert_eq!(inspect(file).unwrap().size.map(|it| it.width > it.height), Some(true));
            }
        }
    }

    #[test]
    fn nothing_that_the_camera_noted_is_left() {
        let photo = [&with_exif(&jpeg(700, 500), 6, true)[..], NOTE].concat();
        assert!(inspect(&photo).unwrap().has_place);
        let made = make(&photo, ALL).unwrap();
        assert_eq!(files(&made).len(), 3);
        for file in files(&made) {
            assert!(!contains(file, NOTE) && !contains(file, b"Exif"));
            assert!(!inspect(file).unwrap().has_place);
        }
    }

    #[test]
    fn only_what_is_wanted_is_made_and_nothing_becomes_larger() {
        let made = make(&jpeg(300, 200), Wanted { preview: false, stand_in: false, ..ALL }).unwrap();
        assert_eq!((made.variants.len(), made.variants[0].size), (1, Size { width: 300, height: 200 }));
        assert!(made.preview.is_none() && made.stand_in.is_none());
        let made = make(&jpeg(3000, 2000), Wanted { variants: false, ..ALL }).unwrap();
        assert!(made.variants.is_empty());
        let stand_in = decoded(&made.stand_in.unwrap());
        assert_eq!((stand_in.width(), stand_in.height()), (1600, 1067));
    }

    #[test]
    fn a_preview_has_the_size_of_previews_or_the_nearest() {
        let preview = |width, height| {
            let made = make(&jpeg(width, height), Wanted { variants: false, stand_in: false, ..ALL }).unwrap();
            let preview = made.preview.unwrap();
            assert_eq!(image::guess_format(&preview.bytes).unwrap(), image::ImageFormat::Jpeg);
            assert_quarters(&preview.bytes, &format!("{width} × {height}"));
            (preview.size.width, preview.size.height)
        };
        assert_eq!(preview(2400, 1600), (1200, 630));
        assert_eq!(preview(2000, 700), (1200, 560), "the largest size is 1600 × 560");
        assert_eq!(preview(1200, 1600), (1200, 630));
        assert_eq!(preview(1200, 500), (1200, 500));
        assert_eq!(preview(900, 1600), (900, 630));
        assert_eq!(preview(300, 200), (300, 200));
    }

    #[test]
    fn what_is_transparent_stays_so_and_is_white_in_a_preview() {
        let seal = RgbaImage::from_fn(600, 400, |x, _| Rgba([200, 30, 30, if x < 300 { 0 } else { 255 }]));
        let made = make(&png_of(&seal.into()), ALL).unwrap();
        for file in made.variants.iter().map(|it| &it.bytes).chain(&made.stand_in) {
            let image = decoded(file).to_rgba8();
            let (left, right) = (image.get_pixel(image.width() / 4, 9), image.get_pixel(image.width() * 3 / 4, 9));
            assert_eq!((left.0[3], right.0[3]), (0, 255));
        }
        let preview = decoded(&made.preview.unwrap().bytes).to_rgb8();
        assert_near(*preview.get_pixel(9, 9), Rgb([255; 3]), "the transparent half");
        let opaque = RgbaImage::from_pixel(600, 400, Rgba([200, 30, 30, 255]));
        let made = make(&png_of(&opaque.into()), ALL).unwrap();
        assert!(!decoded(&made.variants[0].bytes).color().has_alpha(), "a channel that says nothing is left out");
    }

    /// A screenshot: black letters of one pixel on white.
    #[test]
    fn a_drawing_stays_exact_where_that_is_no_larger() {
        let drawing = RgbImage::from_fn(400, 300, |x, y| {
            Rgb([if (x / 8 + y / 8) % 5 == 0 && (x % 8 == 3 || y % 8 == 5) { 0 } else { 255 }; 3])
        });
        let made = make(&png_of(&drawing.clone().into()), ALL).unwrap();
        assert_eq!(decoded(&made.variants[0].bytes).to_rgb8(), drawing);
        assert_eq!(decoded(&made.stand_in.unwrap()).to_rgb8(), drawing);
    }

    #[test]
    fn wide_colours_are_converted_and_the_profile_is_gone() {
        let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
        // The colour that Display P3 writes (100, 150, 80) is (85, 152, 71) in sRGB, by the matrices of both.
        let photo = png_with_profile(&RgbImage::from_pixel(500, 400, Rgb([100, 150, 80])), profile);
        let made = make(&photo, ALL).unwrap();
        for file in made.variants.iter().chain(&made.preview).map(|it| &it.bytes) {
            let colour = *decoded(file).to_rgb8().get_pixel(200, 200);
            assert!(
                colour.0[0].abs_diff(85) <= 3 && colour.0[1].abs_diff(152) <= 3 && colour.0[2].abs_diff(71) <= 3,
                "{colour:?}"
            );
            assert!(!contains(file, b"ICC"));
        }
        let broken = png_with_profile(&quarters(500, 400), b"no profile at all".to_vec());
        assert_quarters(&make(&broken, ALL).unwrap().variants[0].bytes, "a profile that cannot be read");
    }

    #[test]
    fn other_kinds_of_pixels_are_read() {
        let mut inks = Vec::new();
        let cmyk: Vec<u8> = quarters(500, 400).pixels().flat_map(|Rgb([r, g, b])| [!r, !g, !b, 0]).collect();
        let encoder = jpeg_encoder::Encoder::new(&mut inks, 95);
        encoder.encode(&cmyk, 500, 400, jpeg_encoder::ColorType::Cmyk).unwrap();
        let deep = png_of(&DynamicImage::ImageRgb16(DynamicImage::from(quarters(500, 400)).to_rgb16()));
        for (bytes, what) in [(inks, "CMYK"), (deep, "16 bits")] {
            for file in files(&make(&bytes, ALL).unwrap()) {
                assert_quarters(file, what);
            }
        }
        let grey = ImageBuffer::from_fn(500, 400, |x, _| Luma([if x < 250 { 40_u8 } else { 210 }]));
        let mut bytes = Vec::new();
        image::codecs::jpeg::JpegEncoder::new(&mut bytes).encode_image(&grey).unwrap();
        for bytes in [bytes, png_of(&grey.into())] {
            for file in files(&make(&bytes, ALL).unwrap()) {
                let image = decoded(file).to_rgb8();
                assert_near(*image.get_pixel(20, 20), Rgb([40; 3]), "grey");
                assert_near(*image.get_pixel(image.width() - 20, 20), Rgb([210; 3]), "grey");
            }
        }
    }

    #[test]
    fn a_photograph_without_its_end_shows_what_is_there() {
        let whole = jpeg(500, 400);
        let photo = &whole[..whole.len() * 3 / 4];
        assert!(inspect(photo).unwrap().is_cut_off && !inspect(&whole).unwrap().is_cut_off);
        let made = make(photo, ALL).unwrap();
        assert_near(*decoded(&made.variants[0].bytes).to_rgb8().get_pixel(20, 20), COLOURS[0], "the top");
        assert_eq!(make(&png(500, 400)[..2000], ALL).unwrap_err(), Problem::CutOff);
        assert!(make(&whole[..30], ALL).is_err(), "there are no pixels");
    }

    #[test]
    fn damage_among_the_pixels_is_no_picture() {
        let mut bytes = png(500, 400);
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0xff;
        assert!(inspect(&bytes).is_ok(), "only the pixels are damaged");
        assert!(matches!(make(&bytes, ALL), Err(Problem::Damaged(_))));
    }

    /// The header says it: nothing else is in the file.
    #[test]
    fn a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() {
        let header = pictures::bomb(65_535);
        let bomb = Problem::TooManyPixels { width: 65_535, height: 65_535 };
        assert_eq!(inspect(&header).unwrap_err(), bomb);
        assert_eq!(make(&header, ALL).unwrap_err(), bomb);
        let mut photo = jpeg(16, 16);
        let frame = photo.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
        photo[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
        assert_eq!(inspect(&photo).unwrap_err(), bomb);
        let mut screen = gif(&[0, 200]);
        screen[6..10].copy_from_slice(&[0xff; 4]);
        assert_eq!(inspect(&screen).unwrap_err(), bomb);
    }

    #[test]
    fn what_moves_is_left_alone() {
        let (moving, still) = (gif(&[0, 200]), gif(&[200]));
        assert!(inspect(&moving).unwrap().is_animated);
        assert!(files(&make(&moving, ALL).unwrap()).is_empty());
        let made = make(&still, ALL).unwrap();
        assert_eq!((made.variants.len(), made.stand_in), (1, None));
        assert_near(*decoded(&made.variants[0].bytes).to_rgb8().get_pixel(9, 9), Rgb([200, 0, 0]), "a GIF");
    }
}
