//! What a camera notes: only whether it notes the place. The orientation is read by `image`.

/// The tag of the part with the place (Exif 3.0, 4.6.3).
const GPS: u16 = 0x8825;

/// Whether some EXIF data say where a picture was taken.
pub(crate) fn has_place(exif: &[u8]) -> bool {
    place(exif).unwrap_or_default()
}

fn place(exif: &[u8]) -> Option<bool> {
    let is_little = match exif.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let u16_at = |at: usize| {
        let bytes = *exif.get(at..)?.first_chunk()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let u32_at = |at: usize| {
        let bytes = *exif.get(at..)?.first_chunk()?;
        usize::try_from(if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) }).ok()
    };
    let first = u32_at(4)?;
    let entries = usize::from(u16_at(first)?);
    let pointer = (0..entries).map(|i| first + 2 + 12 * i).find(|at| u16_at(*at) == Some(GPS))?;
    // Cameras that know no place write the part with nothing in it but its version.
    Some(u16_at(u32_at(pointer + 8)?)? > 1)
}

#[cfg(test)]
mod tests {
    use super::has_place;
    use trangxa_test_support::pictures::exif;

    #[test]
    fn a_place_is_found_and_nothing_else_is_one() {
        assert!(has_place(&exif(6, true)));
        assert!(!has_place(&exif(6, false)));
        let whole = exif(6, true);
        for length in 0..whole.len() {
            // The value of the last field may be missing.
            assert!(length > 60 || !has_place(&whole[..length]), "{length} bytes");
        }
        assert!(!has_place(b"II*\0\xff\xff\xff\xff"));
    }
}
