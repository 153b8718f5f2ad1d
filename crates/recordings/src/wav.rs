//! WAV: samples in a RIFF file.

use crate::Length;
use crate::bytes::{milliseconds, u32_le};

/// The length, if the headers tell.
pub(crate) fn length(bytes: &[u8]) -> Length {
    Length(told(bytes))
}

fn told(bytes: &[u8]) -> Option<u64> {
    let (mut at, mut rate) = (12_usize, None);
    loop {
        let (name, size) = (bytes.get(at..at.checked_add(4)?)?, u32_le(bytes, at + 4)?);
        match name {
            b"fmt " => rate = u32_le(bytes, at + 16),
            b"data" => return milliseconds(u64::from(size), u64::from(rate?)),
            _ => {}
        }
        // Parts begin at even bytes.
        at = at.checked_add(8)?.checked_add(size as usize)?.checked_add((size & 1) as usize)?;
    }
}
