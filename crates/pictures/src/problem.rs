//! Why a picture cannot be used.

use serde::{Deserialize, Serialize};

/// The most pixels of a picture that is unpacked: three bytes for each are 300 MB. The cameras of 2026 make up to 200 million. By
/// default, phones with such a camera join the pixels to 12 or 50 million.
pub const MAX_PIXELS: u64 = 100_000_000;

/// Why a picture cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// The file is empty.
    Empty,
    /// The file is no picture that a browser shows: a web page under the name of one, a text, a film.
    NoPicture,
    /// HEIC or HEIF, the format in which iPhones save photographs by default. Only Apple's browsers show it.
    Heic,
    /// TIFF, as scanners write it.
    Tiff,
    /// The picture has more than [`MAX_PIXELS`].
    TooManyPixels {
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
    },
    /// The end of the file is missing, and what is there shows nothing.
    CutOff,
    /// The file is damaged, in the decoder's words, which are English.
    Damaged(String),
}
