//! The characters of a document. Its bytes decide, because many servers declare an encoding that they do not use.

use crate::error::SourceError;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// In how many bytes at the start of a document a declaration is looked for.
const START_BYTES: usize = 256;

/// Decodes a document: UTF-8 and UTF-16 by their bytes, others as an XML declaration or the header `Content-Type` says. A byte sequence that is in no such
/// encoding becomes U+FFFD, and costs the item in which it stands.
pub(super) fn decode(file: &str, content_type: Option<&str>, bytes: &[u8]) -> Result<String, SourceError> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => match utf16_without_mark(bytes) {
            Some(encoding) => encoding,
            None if std::str::from_utf8(bytes).is_ok() => UTF_8,
            None => match declared(bytes).or_else(|| charset(content_type?)) {
                // Bytes that are not UTF-8 must not be guessed at, but one damaged item does not cost the others.
                None => UTF_8,
                Some(label) => Encoding::for_label(label.as_bytes())
                    .filter(|encoding| ![UTF_16LE, UTF_16BE].contains(encoding))
                    .ok_or_else(|| SourceError::Encoding { file: file.to_owned(), label })?,
            },
        },
    };
    let (text, _, _) = encoding.decode(bytes);
    // windows-1258 writes tones as characters of their own.
    let text = if encoding == UTF_8 || is_nfc(&text) { text.into_owned() } else { text.nfc().collect() };
    Ok(text)
}

/// UTF-16 by its first two characters, which are ASCII in XML and in JSON.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes.get(..4)?.iter().map(|byte| *byte == 0).collect::<Vec<_>>()[..] {
        [false, true, false, true] => Some(UTF_16LE),
        [true, false, true, false] => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(START_BYTES)]);
    let declaration = start.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value[1..].split(quote).next().map(|label| label.trim().to_owned())
}

/// The encoding that a media type names.
fn charset(content_type: &str) -> Option<String> {
    let mut parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let (_, label) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(label.trim().trim_matches(['"', '\'']).to_owned())
}

/// Whether XML allows a character. The others are invisible, and are left out.
pub(super) fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        decode("f", None, bytes).unwrap()
    }

    #[test]
    fn the_bytes_of_utf_8_and_utf_16_beat_the_declaration() {
        for label in ["utf-8", "utf-16", "UTF-16LE", "windows-1258", "iso-8859-1", "x-unknown"] {
            let text = format!("<?xml version='1.0' encoding='{label}'?><a>Đường làng</a>");
            assert_eq!(read(text.as_bytes()), text);
            let (mut little, mut big) = (Vec::new(), Vec::new());
            for unit in text.encode_utf16() {
                little.extend(unit.to_le_bytes());
                big.extend(unit.to_be_bytes());
            }
            assert_eq!((read(&little), read(&big)), (text.clone(), text.clone()));
            let marked = [b"\xff\xfe".as_slice(), &little].concat();
            assert_eq!(read(&marked), text);
            let marked = [b"\xfe\xff".as_slice(), &big].concat();
            assert_eq!(read(&marked), text);
            let marked = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
            assert_eq!(read(&marked), text);
        }
    }

    #[test]
    fn other_encodings_are_read_as_declared() {
        // "Hội" with the dot below as a character of its own.
        let bytes = b"<?xml version=\"1.0\" encoding = \"windows-1258\" ?><a>H\xf4\xf2i \xf0\xf4ng</a>";
        assert_eq!(read(bytes), "<?xml version=\"1.0\" encoding = \"windows-1258\" ?><a>Hội đông</a>");
        assert_eq!(
            read(b"<?xml version='1.0' encoding='windows-1252'?>\xe0"),
            "<?xml version='1.0' encoding='windows-1252'?>à"
        );
        assert_eq!(read(b"<a>\xe0</a>"), "<a>\u{fffd}</a>");
        for (content_type, read) in [
            ("text/xml; charset=windows-1252", "<a>à</a>"),
            ("text/xml;boundary=x; Charset = \"iso-8859-1\"", "<a>à</a>"),
            ("text/xml; charset=utf-8", "<a>\u{fffd}</a>"),
            ("text/xml", "<a>\u{fffd}</a>"),
        ] {
            assert_eq!(decode("f", Some(content_type), b"<a>\xe0</a>").unwrap(), read, "{content_type}");
        }
        let declared = b"<?xml version='1.0' encoding='windows-1258'?>\xf0";
        assert!(decode("f", Some("text/xml; charset=windows-1252"), declared).unwrap().ends_with('đ'));
        for label in ["utf-16", "vietnamese-font"] {
            let error = decode(
                "f",
                None,
                format!("<?xml encoding='{label}'?>").bytes().chain([0xe0]).collect::<Vec<_>>().as_slice(),
            );
            assert!(error.unwrap_err().to_string().contains("UTF-8"));
        }
    }
}
