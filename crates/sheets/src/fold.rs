//! Names in a form in which they can be compared: two people rarely write a Vietnamese name with the same marks, capitals
//! and spaces.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Small letters without Vietnamese marks, whether these were composed or not; any white space becomes one space.
/// Punctuation stays.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'đ' | 'Đ' | 'Ð' | 'ð' => out.push('d'),
            c if c.is_whitespace() || is_invisible(c) => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Like [`plain`], and everything but letters and digits becomes a space.
#[must_use]
pub fn words(text: &str) -> String {
    let plain = plain(text);
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Text as it is stored: composed letters (NFC), single spaces, no line breaks.
#[must_use]
pub fn tidy(text: &str) -> String {
    let composed: String = text.nfc().filter(|c| !is_invisible(*c)).collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters without width, which editors insert.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_compare_without_case_marks_and_punctuation() {
        assert_eq!(words("  ĐANG giải\u{a0}quyết,\r\nquá hạn "), "dang giai quyet qua han");
        assert_eq!(words("Đu\u{31b}o\u{31b}\u{300}ng"), "duong");
        assert_eq!(plain("Từ ngày 01/11/2023"), "tu ngay 01/11/2023");
        assert_eq!(tidy("Hô\u{323}  ti\u{323}ch\n"), "Hộ tịch");
    }
}
