//! Opus and Vorbis in Ogg.

use crate::Length;
use crate::bytes::{milliseconds, u16_le, u32_le, u64_le};

/// How far from the end the last page that says a time is sought: a page has at most 65 307 bytes.
const TAIL: usize = 256 * 1024;

/// The length, if the file is whole enough to tell. `None` if it is neither.
pub(crate) fn length(bytes: &[u8]) -> Option<Length> {
    let start = 27 + usize::from(*bytes.get(26)?);
    let head = bytes.get(start..)?;
    let (rate, skipped) = if head.starts_with(b"OpusHead") {
        (48_000, u64::from(u16_le(head, 10)?))
    } else if head.starts_with(b"\x01vorbis") {
        (u64::from(u32_le(head, 12)?), 0)
    } else {
        return None;
    };
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    // A page on which nothing ends has the time -1.
    let last = (0..tail.len())
        .rev()
        .filter(|at| tail[*at..].starts_with(b"OggS"))
        .find_map(|at| u64_le(tail, at + 6).filter(|time| *time != u64::MAX));
    Some(Length(last.and_then(|last| milliseconds(last.saturating_sub(skipped), rate))))
}
