//! Converts colours to sRGB, which every screen shows and which a file need not name.

use image::DynamicImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Whether a profile describes red, green and blue.
pub(crate) fn is_rgb(profile: &[u8]) -> bool {
    ColorProfile::new_from_slice(profile).is_ok_and(|profile| profile.color_space == DataColorSpace::Rgb)
}

/// Converts pixels of 8 bits from the colours of a profile. They stay as they are where the profile cannot be read: a picture in
/// somewhat duller colours is better than none.
pub(crate) fn to_srgb(image: DynamicImage, profile: &[u8]) -> DynamicImage {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return image };
    let layout = if image.color().has_alpha() { Layout::Rgba } else { Layout::Rgb };
    let target = ColorProfile::new_srgb();
    let Ok(transform) = profile.create_transform_8bit(layout, &target, layout, TransformOptions::default()) else {
        return image;
    };
    let mut converted = image.clone();
    let pixels = match &mut converted {
        DynamicImage::ImageRgb8(image) => &mut **image,
        DynamicImage::ImageRgba8(image) => &mut **image,
        _ => return image,
    };
    if transform.transform(image.as_bytes(), pixels).is_ok() { converted } else { image }
}
