//! Says in which encoding a document is that is not UTF-8.

use super::place::{excerpt, place_code};
use std::str;
use trangxa_messages::model;

/// The place and the sentence about bytes that are not UTF-8; `None` for UTF-8, with or without a byte order mark.
pub(super) fn explain(bytes: &[u8]) -> Option<(String, String)> {
    if let Some(name) = wide(bytes) {
        return Some((String::new(), model::Wide { encoding: name }.to_string()));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"%PDF") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Some((String::new(), model::OfficeDocument.to_string()));
    }
    let error = str::from_utf8(bytes).err()?;
    let at = error.valid_up_to();
    let byte = bytes.get(at)?;
    // What precedes the byte is UTF-8; behind it stands what the editor would show.
    let line = String::from_utf8_lossy(bytes);
    let sentence = model::OldEncoding { byte: format_args!("0x{byte:02X}") };
    Some((place_code(&line, at), format!("{sentence}{}", excerpt(&line, at))))
}

/// The name of an encoding with two or four bytes a letter, told by its byte order mark, or by the zero bytes that it puts
/// between the ASCII characters of which JSON is built.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] | [0, 0, 0, 1..=255, ..] | [1..=255, 0, 0, 0, ..] => {
            Some("UTF-32")
        }
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, 1..=255, ..] | [1..=255, 0, ..] => Some("UTF-16"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\n \"tên\": \"Xã\"}";

    fn wide_text(mark: bool, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        mark.then_some(0xfeff).into_iter().chain(TEXT.encode_utf16()).flat_map(unit).collect()
    }

    #[test]
    fn utf_16_is_named_with_and_without_a_byte_order_mark() {
        for mark in [true, false] {
            for unit in [u16::to_le_bytes, u16::to_be_bytes] {
                let (place, sentence) = explain(&wide_text(mark, unit)).unwrap();
                assert_eq!(place, "");
                assert!(
                    sentence.starts_with("the file is in UTF-16, but JSON is read in UTF-8; save it as"),
                    "{sentence}"
                );
            }
        }
        let utf32: Vec<u8> = TEXT.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        assert!(explain(&utf32).unwrap().1.starts_with("the file is in UTF-32"));
    }

    #[test]
    fn a_document_of_another_program_is_named() {
        for bytes in [&b"PK\x03\x04\x14\0\x06\0\xff"[..], b"%PDF-1.7\n%\xe2\xe3", b"\xd0\xcf\x11\xe0\xa1"] {
            assert!(explain(bytes).unwrap().1.starts_with("the file is a document of an office program"));
        }
    }

    #[test]
    fn the_first_byte_that_is_not_utf_8_is_named_with_its_place() {
        assert_eq!(explain(TEXT.as_bytes()), None);
        assert_eq!(explain(b"\xef\xbb\xbf{}"), None);
        let (place, sentence) = explain(b"{\n \"t\xc3\xaan\": \"X\xe3\"}").unwrap();
        assert_eq!(place, "line 2, column 11");
        assert!(sentence.contains("the byte 0xE3 here") && sentence.contains("Windows-1258"), "{sentence}");
        assert!(sentence.ends_with("\n    \"tên\": \"X\u{fffd}\"}\n             ^"), "{sentence}");
    }
}
