//! Texts whose letters were decoded wrongly before they came here.
//!
//! UTF-8 that was taken for windows-1252 and encoded again (`Há»™i Ä‘á»“ng`) is repaired where every character of a text
//! goes back and gives Vietnamese. Letters of the old fonts TCVN3 and VNI (`Hé tÞch`, `Hoäi ñoàng`) are not guessed at: an item that has
//! such, or a character that could not be decoded, is left out.

use crate::item::ParsedFeed;
use encoding_rs::WINDOWS_1252;
use serde_json::{Map, Value};
use trangxa_clean::text;
use trangxa_messages::feeds;

/// How often a text may have been encoded.
const MAX_TIMES: usize = 3;

/// Letters that no Vietnamese word has, and that texts in TCVN3 are full of.
const OLD_LETTERS: &str = "ÞþßÐ×÷Æ";
/// Signs that are letters in TCVN3.
const OLD_SIGNS: &str = "¸µ¶·¹¨¾»¼½©ª«¬®§\u{ad}";
/// Letters that no Vietnamese word has, and that texts in VNI are full of.
const VNI_LETTERS: &str = "äåëïöûüøæñîçÄÅËÏÖÛÜØÆÑÎÇ";

/// The vowels behind which VNI writes a mark as a letter of its own, and those marks that no Vietnamese or French word has there:
/// `aù` is á, `oâ` is ô.
const VNI_VOWELS: &str = "aeoAEO";
const VNI_MARKS: &str = "âùûõøúÂÙÛÕØÚ";

/// What is wrong with a text.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Fault {
    /// Bytes that could not be decoded.
    Undecodable,
    /// UTF-8 that was decoded as another encoding, and does not go back.
    Encoded,
    /// Letters of an old font.
    OldFont,
}

impl Fault {
    fn sentence(self) -> String {
        match self {
            Self::Undecodable => feeds::Undecodable.to_string(),
            Self::Encoded => feeds::EncodedTwice.to_string(),
            Self::OldFont => feeds::OldFont.to_string(),
        }
    }
}

/// Repairs the items of a document, and leaves out those that cannot be.
pub(super) fn repair(file: &str, parsed: &mut ParsedFeed) {
    let mut repaired = 0;
    let losses = &mut parsed.losses;
    parsed.items.retain_mut(|(place, item)| {
        let before = item.clone();
        match repair_item(item) {
            Ok(()) => {
                repaired += usize::from(*item != before);
                true
            }
            Err((field, fault)) => {
                losses.push(format!("{file}, {place}, {field}: {}", fault.sentence()));
                false
            }
        }
    });
    if repaired > 0 {
        parsed.remarks.push(format!("{file}: {}", feeds::LettersRestored { count: repaired }));
    }
    if let Some(title) = parsed.title.take() {
        parsed.title = repair_text(&title).ok().map(|repaired| repaired.unwrap_or(title));
    }
}

fn repair_item(item: &mut Map<String, Value>) -> Result<(), (String, Fault)> {
    const TEXTS: [&str; 4] = ["title", "summary", "content_html", "content_text"];
    for (name, value) in
        item.iter_mut().filter(|(name, _)| TEXTS.contains(&name.as_str()) || *name == "tags" || *name == "authors")
    {
        repair_value(value).map_err(|fault| (name.clone(), fault))?;
    }
    Ok(())
}

fn repair_value(value: &mut Value) -> Result<(), Fault> {
    match value {
        Value::String(text) => {
            if let Some(repaired) = repair_text(text)? {
                *text = repaired;
            }
            Ok(())
        }
        Value::Array(values) => values.iter_mut().try_for_each(repair_value),
        // Of an author, only the name is a text.
        Value::Object(members) => members.get_mut("name").map_or(Ok(()), repair_value),
        _ => Ok(()),
    }
}

/// The text with its letters restored; `None` if nothing is wrong with it.
fn repair_text(text: &str) -> Result<Option<String>, Fault> {
    let shown = text::decode_entities(text);
    if shown.contains('\u{fffd}') {
        return Err(Fault::Undecodable);
    }
    let mut current = text.to_owned();
    for _ in 0..MAX_TIMES {
        let Some(before) = decoded_again(&current) else { break };
        // Other texts, such as French ones, may go back by chance.
        if before.contains(is_vietnamese) {
            return Ok(Some(before));
        }
        current = before;
    }
    match (is_encoded_twice(&shown), is_in_old_font(&shown)) {
        (true, _) => Err(Fault::Encoded),
        (_, true) => Err(Fault::OldFont),
        _ => Ok(None),
    }
}

/// Whether a text has what only UTF-8 of Vietnamese letters looks like in windows-1252: `áº` or `á»` before a third byte (most letters
/// with marks), `Ä` before one (đ), `Æ` before `°` or `¡` (ư and ơ).
fn is_encoded_twice(text: &str) -> bool {
    text.match_indices(['á', 'Ä', 'Æ']).any(|(at, first)| {
        let mut next = text[at + first.len()..].chars().map(byte_of);
        match (first, next.next().flatten()) {
            ("á", Some(0xba | 0xbb)) => matches!(next.next(), Some(Some(0x80..=0xbf))),
            ("Ä", Some(0x90 | 0x91 | 0x82 | 0x83)) | ("Æ", Some(0xa0 | 0xa1 | 0xaf | 0xb0)) => true,
            _ => false,
        }
    })
}

/// The text whose UTF-8 was taken for windows-1252, if every character goes back to a byte and the bytes are UTF-8.
fn decoded_again(text: &str) -> Option<String> {
    let bytes: Vec<u8> = text.chars().map(byte_of).collect::<Option<_>>()?;
    String::from_utf8(bytes).ok()
}

/// The byte that a character is in windows-1252, or in ISO 8859-1 with its control characters.
fn byte_of(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(c) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    match WINDOWS_1252.encode(c.encode_utf8(&mut buffer)) {
        (bytes, _, false) => bytes.first().copied(),
        _ => None,
    }
}

/// Whether a letter is one that Vietnamese has and windows-1252 has not.
fn is_vietnamese(c: char) -> bool {
    matches!(c, 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{300}'..='\u{323}' | 'Ạ'..='ỹ')
}

/// Whether a text has the letters of TCVN3 or VNI, and none that only Unicode has.
fn is_in_old_font(text: &str) -> bool {
    if text.is_ascii() || text.contains(is_vietnamese) {
        return false;
    }
    let chars: Vec<char> = text.chars().collect();
    let letter = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphabetic());
    let vni = chars.iter().filter(|c| VNI_LETTERS.contains(**c)).count();
    vni > 1
        || chars.windows(2).any(|pair| VNI_VOWELS.contains(pair[0]) && VNI_MARKS.contains(pair[1]))
        || chars.iter().enumerate().any(|(at, c)| {
            let (before, after) = (letter(at.checked_sub(1)), letter(Some(at + 1)));
            OLD_LETTERS.contains(*c) && (before || after)
                || OLD_SIGNS.contains(*c) && before && after
                // "x·" and "®Þnh": the sign ends or begins a word.
                || matches!(c, '·' | '¸' | '¶' | '¹' | '¨' | '¬') && before
                || matches!(c, '§' | '®') && (after || chars.get(at + 1).is_some_and(|c| OLD_SIGNS.contains(*c)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The text as a program shows it that takes its UTF-8 for windows-1252.
    fn encoded_again(text: &str) -> String {
        WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn utf_8_that_was_encoded_again_is_restored() {
        assert_eq!(repair_text("Há»™i Ä‘á»“ng").unwrap().as_deref(), Some("Hội đồng"));
        for text in ["Hội đồng nhân dân", "ƯU ĐÃI", "mưa – nắng", "<p>Thứ “bảy”…</p>", "Đ"] {
            let once = encoded_again(text);
            assert_eq!(repair_text(&once).unwrap().as_deref(), Some(text), "{once}");
            assert_eq!(repair_text(&encoded_again(&once)).unwrap().as_deref(), Some(text));
            // As ISO 8859-1, the control characters stay.
            let latin: String = text.bytes().map(char::from).collect();
            assert_eq!(repair_text(&latin).unwrap().as_deref(), Some(text));
            // Beside letters that are right, no text goes back.
            assert_eq!(repair_text(&format!("ộ {once}")), Err(Fault::Encoded));
        }
    }

    #[test]
    fn letters_of_old_fonts_and_lost_bytes_are_faults() {
        for text in [
            "Hé tÞch",
            "UBND x· Qu¶ng Thµnh",
            "®¨ng ký",
            "§iÒu",
            "Hoäi ñoàng nhaân daân",
            "Thoâng baùo",
            "THOÂNG BAÙO",
            "Xaõ",
            "Thoâng baùo veà vieäc nghæ leã",
        ] {
            assert_eq!(repair_text(text), Err(Fault::OldFont), "{text}");
        }
        assert_eq!(repair_text("Th\u{fffd}nh"), Err(Fault::Undecodable));
    }

    #[test]
    fn other_texts_stay() {
        for text in [
            "Hội đồng nhân dân",
            "Thông báo",
            "xã Hoà Bình",
            "«Xã nông thôn mới» – 25 m², 5 µm, 30 °C",
            "Điều 5 § 2 của “LUẬT XÃ” …",
            "THÔNG BÁO “XÃ”",
            "Intel® Core, 3×4, ½ ngày",
            "Thăm ông Müller",
            "à… ô” Ã”",
            "",
        ] {
            assert_eq!(repair_text(text), Ok(None), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_that_is_restored_goes_back(text in "(Há»™|Ä‘|ệ|đ|Þ|®|a| |\u{fffd}|&aacute;|&#187;|\u{99}){0,8}") {
            if let Ok(Some(restored)) = repair_text(&text) {
                prop_assert!(encoded_again(&restored) == text || repair_text(&restored) == Ok(None));
            }
        }
    }
}
