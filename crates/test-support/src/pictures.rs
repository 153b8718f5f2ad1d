//! Pictures for tests, made here so that no test needs a file.

use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, Frame, ImageEncoder as _, Rgb, RgbImage, Rgba, RgbaImage};

/// What the notes of [`exif`] say besides the place. No file that is published may contain it.
pub const NOTE: &[u8] = b"May anh cua chi Lan";
/// The colours of the quarters of [`quarters`]: top left, top right, bottom left, bottom right.
pub const COLOURS: [Rgb<u8>; 4] = [Rgb([200, 30, 30]), Rgb([30, 160, 30]), Rgb([30, 30, 200]), Rgb([220, 200, 40])];

/// A picture whose quarters have different colours.
#[must_use]
pub fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| COLOURS[usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2)])
}

/// A JPEG like a photograph: a sky, hills and a field, with grain. Another number gives another one.
#[must_use]
#[expect(
    clippy::suboptimal_flops,
    reason = "a picture for tests needs no exact colours, and the formulas read as they are meant"
)]
pub fn photograph(number: u32, width: u32, height: u32) -> Vec<u8> {
    let mut state = number.wrapping_mul(2_654_435_761) | 1;
    // xorshift, which is enough for grain.
    let mut grain = move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state % 25) as f32 - 12.0
    };
    let (phase, w, h) = (number as f32, width as f32, height as f32);
    let image = RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (x as f32 / w, y as f32 / h);
        let hills = 0.45 + 0.07 * (x * 9.0 + phase).sin() + 0.03 * (x * 31.0 + phase * 2.0).sin();
        let furrow = 20.0 * (y * y * 160.0 + x * 12.0).sin();
        let colour = if y < hills {
            [120.0 + 90.0 * y, 160.0 + 70.0 * y, 235.0 - 20.0 * y]
        } else {
            [90.0 + 60.0 * x + furrow, 120.0 + 40.0 * y + furrow, 50.0 + 0.5 * furrow]
        };
        let noise = grain();
        Rgb(colour.map(|value: f32| (value + noise).clamp(0.0, 255.0) as u8))
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(&image).unwrap();
    bytes
}

/// A JPEG of [`quarters`].
#[must_use]
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    jpeg_of(&quarters(width, height))
}

/// A JPEG of some pixels.
#[must_use]
pub fn jpeg_of(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 95).encode_image(image).unwrap();
    bytes
}

/// A PNG of [`quarters`].
#[must_use]
pub fn png(width: u32, height: u32) -> Vec<u8> {
    png_of(&quarters(width, height).into())
}

/// A PNG of some pixels.
#[must_use]
pub fn png_of(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.write_with_encoder(PngEncoder::new(&mut bytes)).unwrap();
    bytes
}

/// A PNG with a colour profile.
#[must_use]
pub fn png_with_profile(image: &RgbImage, profile: Vec<u8>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder.set_icc_profile(profile).unwrap();
    encoder.write_image(image, image.width(), image.height(), image::ExtendedColorType::Rgb8).unwrap();
    bytes
}

/// A GIF with a frame for each of these shades of red.
#[must_use]
pub fn gif(reds: &[u8]) -> Vec<u8> {
    let frame = |red: &u8| Frame::new(RgbaImage::from_pixel(40, 30, Rgba([*red, 0, 0, 255])));
    let mut bytes = Vec::new();
    GifEncoder::new(&mut bytes).encode_frames(reds.iter().map(frame)).unwrap();
    bytes
}

/// A PNG whose header claims these sides, with nothing behind it.
#[must_use]
pub fn bomb(side: u32) -> Vec<u8> {
    let mut bytes = png(1, 1);
    bytes[16..20].copy_from_slice(&side.to_be_bytes());
    bytes[20..24].copy_from_slice(&side.to_be_bytes());
    // ISO 3309, as PNG uses it.
    let crc = !bytes[12..29].iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    });
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

/// The beginning of a photograph as iPhones take it, with a note.
#[must_use]
pub fn heic() -> Vec<u8> {
    [&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], NOTE].concat()
}

/// A JPEG with a camera's notes behind its first marker.
#[must_use]
pub fn with_exif(jpeg: &[u8], orientation: u16, place: bool) -> Vec<u8> {
    let notes = [b"Exif\0\0", &exif(orientation, place)[..]].concat();
    let length = u16::try_from(notes.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &notes, &jpeg[2..]].concat()
}

/// A camera's notes: the orientation, the camera and, if wanted, the place.
#[must_use]
pub fn exif(orientation: u16, place: bool) -> Vec<u8> {
    let mut out = b"MM\0*\0\0\0\x08".to_vec();
    let fields: u16 = if place { 3 } else { 2 };
    // What does not fit into a field lies behind the fields and the 4 bytes after them.
    let behind = 8 + 2 + 12 * u32::from(fields) + 4;
    let note = u32::try_from(NOTE.len()).unwrap();
    out.extend(fields.to_be_bytes());
    let mut field = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        out.extend(tag.to_be_bytes());
        out.extend(kind.to_be_bytes());
        out.extend(count.to_be_bytes());
        out.extend(value);
    };
    let [high, low] = orientation.to_be_bytes();
    field(0x0110, 2, note, behind.to_be_bytes());
    field(0x0112, 3, 1, [high, low, 0, 0]);
    if place {
        field(0x8825, 4, 1, (behind + note).to_be_bytes());
    }
    out.extend([0; 4]);
    out.extend(NOTE);
    if place {
        // Its version, and "north".
        out.extend(2_u16.to_be_bytes());
        out.extend([0, 0, 0, 1, 0, 0, 0, 4, 2, 3, 0, 0]);
        out.extend([0, 1, 0, 2, 0, 0, 0, 2, b'N', 0, 0, 0]);
        out.extend([0; 4]);
    }
    out
}

/// The pixels as a camera stores them that was held so that the picture has this orientation: Exif says which side of the upright
/// picture the first row and the first column are.
#[must_use]
pub fn stored(upright: &RgbImage, orientation: u16) -> RgbImage {
    let (width, height) = upright.dimensions();
    let (columns, rows) = if orientation > 4 { (height, width) } else { (width, height) };
    RgbImage::from_fn(columns, rows, |column, row| {
        let (x, y) = match orientation {
            2 => (width - 1 - column, row),
            3 => (width - 1 - column, height - 1 - row),
            4 => (column, height - 1 - row),
            5 => (row, column),
            6 => (width - 1 - row, column),
            7 => (width - 1 - row, height - 1 - column),
            8 => (row, height - 1 - column),
            _ => (column, row),
        };
        *upright.get_pixel(x, y)
    })
}

/// Fails unless a file shows [`quarters`].
#[track_caller]
pub fn assert_quarters(bytes: &[u8], what: &str) {
    let image = image::load_from_memory(bytes).unwrap().to_rgb8();
    let (width, height) = image.dimensions();
    for (i, expected) in COLOURS.iter().enumerate() {
        let (x, y) = (width * (1 + 2 * (i as u32 % 2)) / 4, height * (1 + 2 * (i as u32 / 2)) / 4);
        assert_near(*image.get_pixel(x, y), *expected, &format!("{what}, quarter {i}"));
    }
}

/// Fails unless two colours look the same.
#[track_caller]
pub fn assert_near(found: Rgb<u8>, expected: Rgb<u8>, what: &str) {
    let is_near = found.0.iter().zip(expected.0).all(|(found, expected)| found.abs_diff(expected) <= 14);
    assert!(is_near, "{what}: found {found:?}, expected {expected:?}");
}

/// Whether some bytes contain others.
#[must_use]
pub fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|it| it == part)
}
