//! The pictures in a Word document, and the files that they become.

use super::package::Package;
use crate::problem::Part;
use trangxa_model::fingerprint::fingerprint;

/// A picture in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmbeddedPicture {
    /// The name of its file: `0123456789abcdef.jpg`, which is made of its content, or `anh-1.jpg` in the folder of one document.
    pub name: String,
    /// The part of the document that it is, for [`picture()`](crate::picture).
    pub part: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// How the files of pictures are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PictureNames {
    /// By their content, for one folder of all documents.
    OfContent,
    /// By their number, for a folder of this document: `anh-1.jpg`.
    Counted,
}

/// The pictures that a document shows.
#[derive(Debug)]
pub(super) struct Pictures {
    taken: Vec<EmbeddedPicture>,
    names: PictureNames,
}

impl Pictures {
    pub(super) fn named(names: PictureNames) -> Self {
        Self { taken: Vec::new(), names }
    }

    /// Takes the picture in a part, and returns the name of its file. Fails if no browser can show it.
    pub(super) fn take(&mut self, package: &mut Package<'_>, part: &str) -> Result<String, Part> {
        if let Some(known) = self.taken.iter().find(|known| known.part == part) {
            return Ok(known.name.clone());
        }
        let Some(bytes) = package.picture(part) else { return Err(Part::LinkedPicture(part.to_owned())) };
        let ending = format(&bytes, part)?;
        let name = match self.names {
            PictureNames::OfContent => format!("{}.{ending}", fingerprint(&bytes)),
            PictureNames::Counted => format!("anh-{}.{ending}", self.taken.len() + 1),
        };
        self.taken.push(EmbeddedPicture { name: name.clone(), part: part.to_owned(), bytes });
        Ok(name)
    }

    pub(super) fn into_vec(self) -> Vec<EmbeddedPicture> {
        self.taken
    }
}

/// The ending for a picture that browsers show, by its first bytes; the name of its format for another.
fn format(bytes: &[u8], part: &str) -> Result<&'static str, Part> {
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP".as_slice());
    let other = |name: &str| Err(Part::Picture(name.to_owned()));
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Ok("jpg"),
        [0x89, b'P', b'N', b'G', ..] => Ok("png"),
        [b'G', b'I', b'F', b'8', ..] => Ok("gif"),
        _ if is_webp => Ok("webp"),
        [b'B', b'M', ..] => other("BMP"),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => other("TIFF"),
        [0xd7, 0xcd, 0xc6, 0x9a, ..] => other("WMF"),
        _ => {
            let ending = part.rsplit_once('.').map_or("", |(_, ending)| ending);
            other(&ending.chars().filter(char::is_ascii_alphanumeric).take(8).collect::<String>().to_uppercase())
        }
    }
}
