//! Writes pixels as files.

use crate::decode::damaged;
use crate::problem::Problem;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageEncoder as _};
use webp::{Encoder, WebPConfig};

/// The quality of photographs as WebP: 30 to 40 % fewer bytes than a JPEG that looks the same.
const WEBP: f32 = 75.0;
/// The quality of drawings and screenshots, whose edges show every loss.
const WEBP_DRAWN: f32 = 82.0;
/// The quality of JPEG, for what cannot read WebP: link previews and feed readers.
const JPEG: u8 = 80;

/// What kind of picture it is.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    /// A photograph. People do not see what compression loses of it.
    Photograph,
    /// It was saved without losses: a screenshot, a drawing, or a photograph.
    Unknown,
    /// A drawing or a screenshot: without losses, it has fewer bytes.
    Drawing,
}

/// A picture as WebP. Where losses may show, the exact picture is taken unless that is much larger. `kind` becomes known by that.
pub(crate) fn webp(image: &DynamicImage, kind: &mut Kind) -> Result<Vec<u8>, Problem> {
    let (width, height) = (image.width(), image.height());
    let encoder = match image {
        DynamicImage::ImageRgba8(image) => Encoder::from_rgba(image, width, height),
        DynamicImage::ImageRgb8(image) => Encoder::from_rgb(image, width, height),
        _ => return Err(Problem::Damaged("the pixels are of another kind".to_owned())),
    };
    let encode = |exact: bool, quality: f32| {
        let mut config = WebPConfig::new().map_err(|()| Problem::Damaged("libwebp refuses".to_owned()))?;
        config.lossless = i32::from(exact);
        config.quality = quality;
        config.use_sharp_yuv = i32::from(*kind != Kind::Photograph);
        let bytes = encoder.encode_advanced(&config);
        bytes.map(|bytes| bytes.to_vec()).map_err(|error| Problem::Damaged(format!("libwebp: {error:?}")))
    };
    if *kind == Kind::Photograph {
        return encode(false, WEBP);
    }
    // For an exact picture, the quality is the effort.
    let (lossy, exact) = (encode(false, WEBP_DRAWN)?, encode(true, WEBP_DRAWN)?);
    let is_small = exact.len() <= lossy.len() + lossy.len() / 4;
    if *kind == Kind::Unknown {
        // Scaled down, all others have new shades at each edge, and would be several times as large.
        *kind = if exact.len() < lossy.len() / 2 { Kind::Drawing } else { Kind::Photograph };
    }
    Ok(if is_small { exact } else { lossy })
}

/// A picture as JPEG; what is transparent becomes white.
pub(crate) fn jpeg(image: &DynamicImage) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let flat = match image {
        DynamicImage::ImageRgba8(image) => {
            let white = |pixel: &image::Rgba<u8>| {
                let [red, green, blue, alpha] = pixel.0;
                let on_white = |value: u8| {
                    let (value, alpha) = (u16::from(value), u16::from(alpha));
                    u8::try_from((value * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
                };
                [red, green, blue].map(on_white)
            };
            image.pixels().flat_map(white).collect()
        }
        image => image.to_rgb8().into_raw(),
    };
    let (width, height) = (image.width(), image.height());
    let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG);
    encoder.write_image(&flat, width, height, image::ExtendedColorType::Rgb8).map_err(damaged)?;
    Ok(bytes)
}

/// A picture as PNG.
pub(crate) fn png(image: &DynamicImage) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    image.write_with_encoder(PngEncoder::new(&mut bytes)).map_err(damaged)?;
    Ok(bytes)
}
