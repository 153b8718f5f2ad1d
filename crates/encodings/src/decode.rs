//! Text from the bytes of a file that a person saved or exported.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};

/// The text of a file, as far as its bytes tell the encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decoded {
    /// The encoding is known.
    Text {
        /// The text, without a byte order mark.
        text: String,
        /// The name of the encoding if some bytes are invalid in it. They became U+FFFD.
        damaged: Option<&'static str>,
    },
    /// The bytes are not Unicode. `western` is right if its letters are those of an old font, otherwise `vietnamese`.
    Either {
        /// The bytes as Windows-1252.
        western: String,
        /// The bytes as Windows-1258, whose tone marks are characters of their own.
        vietnamese: String,
    },
    /// The bytes are no text.
    Binary,
}

/// Tells the encoding of a file: UTF-8, or UTF-16 with or without a byte order mark, or one with a byte a letter.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded {
    for (mark, encoding) in [(&b"\xef\xbb\xbf"[..], UTF_8), (b"\xff\xfe", UTF_16LE), (b"\xfe\xff", UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let (text, is_damaged) = encoding.decode_without_bom_handling(rest);
            return Decoded::Text { text: text.into_owned(), damaged: is_damaged.then(|| encoding.name()) };
        }
    }
    if bytes.contains(&0) {
        // Letters of Western languages, of which a text has many, have a zero in one place of two.
        for (at, encoding) in [(1, UTF_16LE), (0, UTF_16BE)] {
            let zeros = bytes.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
            let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
            if zeros * 4 > bytes.len() && bytes.len().is_multiple_of(2) && !has_errors {
                return Decoded::Text { text: text.into_owned(), damaged: None };
            }
        }
        return Decoded::Binary;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded::Text { text: text.to_owned(), damaged: None };
    }
    let (western, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let (vietnamese, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
    Decoded::Either { western: western.into_owned(), vietnamese: vietnamese.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn unicode_is_known_with_and_without_a_mark() {
        let text = "title: Mời họp dân thôn Đông\r\n";
        let known = Decoded::Text { text: text.to_owned(), damaged: None };
        let (little, big) = (wide(text, u16::to_le_bytes), wide(text, u16::to_be_bytes));
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            [b"\xff\xfe", &little[..]].concat(),
            [b"\xfe\xff", &big[..]].concat(),
            little,
            big,
        ] {
            assert_eq!(decode(&bytes), known, "{bytes:?}");
        }
    }

    #[test]
    fn damaged_text_and_no_text_are_told() {
        let Decoded::Text { text, damaged } = decode(b"\xef\xbb\xbfH\xe3") else { panic!("this is text") };
        assert_eq!((text.as_str(), damaged), ("H\u{fffd}", Some("UTF-8")));
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Decoded::Binary);
    }

    #[test]
    fn letters_of_one_byte_may_be_of_two_encodings() {
        // "Hội" with the dot below as a byte of its own, and "Hé tÞch" in a font of TCVN3.
        let Decoded::Either { vietnamese, .. } = decode(b"H\xf4\xf2i") else { panic!("this is not Unicode") };
        assert_eq!(vietnamese, "Hô\u{323}i");
        let Decoded::Either { western, .. } = decode(b"H\xe9 t\xdech") else { panic!("this is not Unicode") };
        assert_eq!(western, "Hé tÞch");
    }
}
