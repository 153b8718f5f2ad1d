//! Makes pictures small enough for phones.
//!
//! [`inspect()`] says what the bytes of a file are: their content decides, not the file's name. Nothing is unpacked for that, so that a
//! picture of a thousand megapixels costs what its header costs. [`sizes()`] says in which sizes a picture is published, and [`make()`]
//! makes it in these sizes: upright, in sRGB, and without the camera's notes. A published file therefore does not say where or by whom a
//! photograph was taken.
//!
//! The modules, from the bottom up: `format` knows beginnings of files, `structure` the parts of JPEG and PNG files, `exif` the place
//! in a camera's notes; `decode` reads pixels within limits, `colour` converts them; `inspect` and `sizes` say what can be made,
//! `encode` writes files, and `make` does all of it. The crate reads and writes no files itself, and has no sentences for people.

mod colour;
mod decode;
mod encode;
mod exif;
mod format;
mod inspect;
mod make;
mod problem;
mod sizes;
mod structure;

pub use format::Format;
pub use inspect::{Picture, inspect};
pub use make::{Made, SizedPicture, VERSION, Wanted, make};
pub use problem::{MAX_PIXELS, Problem};
pub use sizes::{Size, preview_size, sizes};
