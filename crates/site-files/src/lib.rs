//! Reads and writes the files of a site folder, for the publisher and both imports.
//!
//! No document is read that is larger than the site's own readers accept, and a file that is replaced is always complete:
//! with its old content or with the new one. [`json`] writes JSON so that people can read and compare it.

mod error;
pub mod json;
mod media_type;
mod paths;
mod read;
mod replace;

pub use error::{FileError, SiteError};
pub use media_type::media_type;
pub use paths::{NOTES, SITE, inner_path};
pub use read::{read_document, read_json};
pub use replace::replace;
