//! Reads texts in the encodings that occur in Việt Nam: [`decode()`] tells the encoding of a file, and [`OldFont`] turns the letters of fonts from
//! before Unicode into Vietnamese ones.

mod decode;
mod old_fonts;

pub use decode::{Decoded, decode};
pub use old_fonts::{OldFont, Uncertain, is_unicode};
