//! MP3: frames, each with a header of four bytes.

use crate::Length;
use crate::bytes::{milliseconds, u32_be};

/// How far the first frame is sought after the tags.
const SOUGHT: usize = 64 * 1024;
/// The rates of layer III in kbit/s, of MPEG 1 and of MPEG 2 and 2.5.
const RATES: [[u64; 15]; 2] = [
    [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];

/// The header of a frame.
struct Frame {
    /// In bits per second.
    rate: u64,
    /// In Hz.
    frequency: u64,
    samples: u64,
    /// In bytes.
    size: usize,
    /// Where a header of the whole file may stand in it.
    side: usize,
}

fn frame(bytes: &[u8], at: usize) -> Option<Frame> {
    let header = u32_be(bytes, at)?;
    let (sync, version, layer) = (header >> 21, header >> 19 & 3, header >> 17 & 3);
    let (rate, frequency) = ((header >> 12 & 15) as usize, (header >> 10 & 3) as usize);
    if sync != 0x7ff || version == 1 || layer != 1 {
        return None;
    }
    let is_first = version == 3;
    let rate = RATES[usize::from(!is_first)].get(rate).filter(|rate| **rate > 0)? * 1_000;
    let frequency = *[44_100, 48_000, 32_000].get(frequency)? >> [2, 0, 1, 0][version as usize];
    let samples = if is_first { 1_152 } else { 576 };
    let is_mono = header >> 6 & 3 == 3;
    let side = match (is_first, is_mono) {
        (true, false) => 32,
        (false, true) => 9,
        _ => 17,
    };
    let size = (samples / 8 * rate / frequency + u64::from(header >> 9 & 1)) as usize;
    Some(Frame { rate, frequency, samples, size, side })
}

/// The length, if the frames tell. `None` if there are none.
pub(crate) fn length(bytes: &[u8]) -> Option<Length> {
    let mut start = 0;
    while bytes.get(start..start + 3) == Some(b"ID3") {
        let size = bytes.get(start + 6..start + 10)?.iter().fold(0, |size, byte| size << 7 | usize::from(byte & 127));
        start += 10 + size;
    }
    let end = bytes.len().min(start.saturating_add(SOUGHT));
    // Two frames, one after the other, are no accident; a short file may have one.
    let at = (start..end).find(|at| {
        frame(bytes, *at).is_some_and(|it| frame(bytes, at + it.size).is_some() || at + it.size == bytes.len())
    })?;
    let first = frame(bytes, at)?;
    let told = |at: usize| {
        let is_there = matches!(bytes.get(at..at + 4), Some(b"Xing" | b"Info"));
        (is_there && bytes.get(at + 7)? & 1 == 1).then(|| u32_be(bytes, at + 8)).flatten()
    };
    let told_otherwise =
        || bytes.get(at + 36..at + 40).filter(|it| *it == b"VBRI").and_then(|_| u32_be(bytes, at + 50));
    let frames = told(at + 4 + first.side).or_else(told_otherwise);
    Some(Length(match frames {
        Some(frames) => milliseconds(u64::from(frames) * first.samples, first.frequency),
        None => milliseconds((bytes.len() - at) as u64 * 8, first.rate),
    }))
}
