//! AAC in MP4: boxes in boxes.

use crate::Length;
use crate::bytes::{milliseconds, u32_be, u64_be};

/// The boxes of a box, each with its name.
fn boxes(mut bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    std::iter::from_fn(move || {
        let (size, name) = (u32_be(bytes, 0)?, bytes.get(4..8)?);
        let (head, size) = match size {
            0 => (8, bytes.len()),
            1 => (16, usize::try_from(u64_be(bytes, 8)?).ok()?),
            size => (8, size as usize),
        };
        let content = bytes.get(head..size.min(bytes.len()))?;
        bytes = bytes.get(size..).unwrap_or_default();
        Some((name, content))
    })
}

fn child<'a>(bytes: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    boxes(bytes).find(|(it, _)| *it == name).map(|(_, content)| content)
}

/// The length, if the header tells. `None` if the file has pictures, or no sound.
pub(crate) fn length(bytes: &[u8]) -> Option<Length> {
    let movie = child(bytes, b"moov")?;
    let handlers = boxes(movie).filter(|(name, _)| *name == b"trak");
    let kinds: Vec<&[u8]> =
        handlers.filter_map(|(_, track)| child(child(track, b"mdia")?, b"hdlr")?.get(8..12)).collect();
    if kinds.contains(&b"vide".as_slice()) || !kinds.contains(&b"soun".as_slice()) {
        return None;
    }
    Some(Length(child(movie, b"mvhd").and_then(|header| {
        let is_long = *header.first()? == 1;
        let (rate, units) = if is_long {
            (u32_be(header, 20)?, u64_be(header, 24)?)
        } else {
            (u32_be(header, 12)?, u64::from(u32_be(header, 16)?))
        };
        milliseconds(units, u64::from(rate))
    })))
}
