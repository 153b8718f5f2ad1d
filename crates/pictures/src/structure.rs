//! The parts of JPEG, PNG and WebP files, without what is packed in them.

/// The beginning of a PNG.
const PNG: &[u8; 8] = b"\x89PNG\r\n\x1a\n";
/// The chunks of a PNG that say how it looks (PNG, third edition, table 7), without those that name what it was made with, when, and
/// where.
const SHOWN: [&[u8; 4]; 15] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD",
    b"acTL", b"fcTL", b"fdAT",
];

/// Whether the end of a JPEG is missing. What lies behind the end is not looked at: phones add films there.
pub(crate) fn is_jpeg_cut_off(bytes: &[u8]) -> bool {
    !has_jpeg_end(bytes).unwrap_or_default()
}

/// Goes over the segments up to the pixels, because the small picture in the camera's notes has an end of its own.
fn has_jpeg_end(bytes: &[u8]) -> Option<bool> {
    const START_OF_SCAN: u8 = 0xda;
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        at += match marker {
            // Fill bytes, and markers without a length.
            0xff => 1,
            0x01 | 0xd0..=0xd8 => 2,
            _ => 2 + usize::from(u16::from_be_bytes(*bytes.get(at + 2..)?.first_chunk()?)),
        };
        if marker == START_OF_SCAN {
            // Within the pixels, each 0xff is followed by 0 or by the number of a restart.
            return Some(bytes.get(at..)?.windows(2).any(|two| two == [0xff, 0xd9]));
        }
    }
}

/// Whether the end of a WebP is missing.
pub(crate) fn is_webp_cut_off(bytes: &[u8]) -> bool {
    let length = bytes.get(4..).and_then(|rest| rest.first_chunk()).map(|length| u32::from_le_bytes(*length));
    length.is_none_or(|length| usize::try_from(length).is_ok_and(|length| bytes.len() < length.saturating_add(8)))
}

/// The chunks of a PNG: name, and the whole chunk with its length and its checksum. Ends where the file does.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    let mut rest = bytes.strip_prefix(PNG).unwrap_or_default();
    std::iter::from_fn(move || {
        let length = usize::try_from(u32::from_be_bytes(*rest.first_chunk()?)).ok()?;
        let (chunk, after) = rest.split_at_checked(length.checked_add(12)?)?;
        rest = after;
        Some((chunk.get(4..)?.first_chunk()?, chunk))
    })
}

/// Whether the end of a PNG is missing.
pub(crate) fn is_png_cut_off(bytes: &[u8]) -> bool {
    !chunks(bytes).any(|(name, _)| name == b"IEND")
}

/// A PNG that looks the same, and holds nothing but how it looks.
pub(crate) fn png_without_notes(bytes: &[u8]) -> Vec<u8> {
    let mut out = PNG.to_vec();
    for (name, chunk) in chunks(bytes).filter(|(name, _)| SHOWN.contains(name)) {
        out.extend_from_slice(chunk);
        if name == b"IEND" {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use trangxa_test_support::pictures::{jpeg, png, with_exif};

    #[test]
    fn a_missing_end_is_noticed_at_every_length() {
        let whole = with_exif(&jpeg(40, 30), 1, true);
        assert!(!is_jpeg_cut_off(&whole));
        assert!(!is_jpeg_cut_off(&[&whole[..], b"a film behind it"].concat()));
        let small = png(40, 30);
        assert!(!is_png_cut_off(&small));
        for length in 0..whole.len() {
            assert!(is_jpeg_cut_off(&whole[..length]), "{length} bytes");
        }
        for length in 0..small.len() {
            assert!(is_png_cut_off(&small[..length]), "{length} bytes");
        }
    }

    #[test]
    fn a_png_keeps_its_pixels_and_loses_its_notes() {
        let plain = png(40, 30);
        let (head, rest) = plain.split_at(8 + 25);
        let note = |name: &[u8; 4], text: &[u8]| {
            let length = u32::try_from(text.len()).unwrap().to_be_bytes();
            [&length[..], name, text, b"crc."].concat()
        };
        let noted =
            [head, &note(b"tEXt", b"Author\0Lan"), &note(b"eXIf", b"MM\0*GPS"), rest, b"behind the end"].concat();
        assert_eq!(png_without_notes(&noted), plain);
        assert_eq!(png_without_notes(&plain), plain);
    }
}
