//! Texts in the letters of old Vietnamese fonts: TCVN3 (fonts such as .VnTime) and VNI (VNI-Times). Such a file holds Western
//! letters, which only these fonts show as Vietnamese ones: "Hé tÞch" and "Hoä tòch" for "Hộ tịch".
//!
//! The tables are those of the standard TCVN 5712:1993 (its third table) and of the VNI fonts for Windows. Some texts could be
//! either one or Unicode, so that the syllables decide: a text is converted only if it becomes Vietnamese by one table only.

use encoding_rs::WINDOWS_1252;
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The letters of TCVN3 from U+00A1 on, in the order of their codes; a space stands for a code without a letter.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ";
/// The marks that follow a letter in VNI fonts, and the mark of the letter and the tone that each stands for.
const VNI_MARKS: &[(char, &str)] = &[
    ('ù', "\u{301}"),
    ('ø', "\u{300}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];
/// The letters that are one code in VNI fonts.
const VNI_LETTERS: &[(char, char)] =
    &[('ô', 'ơ'), ('ö', 'ư'), ('í', 'í'), ('ì', 'ì'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('ñ', 'đ'), ('î', 'ỵ')];
/// The accented letters that Vietnamese in Unicode shares with Western languages.
const SHARED: &str = "àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ";

/// An old encoding of Vietnamese, or a wrong reading of the present one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OldFont {
    /// The fonts whose names begin with `.Vn`.
    Tcvn3,
    /// The fonts whose names begin with `VNI-`.
    Vni,
    /// UTF-8 that a program took for Western letters: "Há»™ tá»‹ch".
    MisreadUtf8,
}

/// The text is in letters of an old font, and it is not certain which ones, or which parts of the file are. Holds the beginning of such a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Uncertain(pub String);

impl OldFont {
    /// The old font of a file with these texts, each with its column; `None` if it has none.
    pub fn of(texts: &[(usize, &str)]) -> Result<Option<Self>, Uncertain> {
        let uncertain = |text: &str| Uncertain(text.chars().take(60).collect());
        if texts.iter().any(|(_, text)| utf8_of(text).is_some()) {
            return Ok(Some(Self::MisreadUtf8));
        }
        let old: Vec<(usize, &str)> = texts.iter().copied().filter(|(_, text)| has_old_letters(text)).collect();
        let Some((_, first)) = old.first() else { return Ok(None) };
        let fits = |font: Self| {
            old.iter().all(|(_, text)| {
                let converted = font.converted(text);
                let is_read = font == Self::Tcvn3 || !has_stray_mark(text);
                is_read && !has_foreign_letters(&converted) && is_vietnamese(&converted, Some(text))
            })
        };
        let font = match (fits(Self::Tcvn3), fits(Self::Vni)) {
            (true, false) => Self::Tcvn3,
            (false, true) => Self::Vni,
            _ => return Err(uncertain(first)),
        };
        if !texts.iter().any(|(_, text)| is_unicode(text)) {
            return Ok(Some(font));
        }
        // Beside texts in Unicode, "Thú y" in a column with old letters may be either.
        let columns: HashSet<usize> = old.iter().map(|(column, _)| *column).collect();
        let unclear = texts.iter().filter(|(column, text)| columns.contains(column) && may_be_either(font, text));
        match unclear.map(|(_, text)| *text).find(|text| !has_old_letters(text)) {
            Some(text) => Err(uncertain(text)),
            None => Ok(Some(font)),
        }
    }

    /// A text in Unicode. `is_mixed` says that the file has texts in Unicode, which stay as they are.
    #[must_use]
    pub fn convert(self, text: &str, is_mixed: bool) -> String {
        if self == Self::MisreadUtf8 {
            return utf8_of(text).unwrap_or_else(|| text.to_owned());
        }
        let is_old = if is_mixed { has_old_letters(text) } else { is_western(text) };
        if is_old { self.converted(text) } else { text.to_owned() }
    }

    fn converted(self, text: &str) -> String {
        let letters: String = match self {
            Self::Tcvn3 => text.chars().map(|c| tcvn3(c).unwrap_or(c)).collect(),
            Self::Vni => vni(text),
            Self::MisreadUtf8 => utf8_of(text).unwrap_or_else(|| text.to_owned()),
        };
        // The fonts for headings show small letters as capitals: "TæNG" is "TỔNG".
        let mut out = String::new();
        for word in letters.split_inclusive(|c: char| !c.is_alphabetic()) {
            let ascii = word.chars().filter(char::is_ascii_alphabetic);
            let is_heading =
                ascii.clone().count() > 0 && ascii.clone().all(|c| c.is_ascii_uppercase()) && !word.is_ascii();
            let is_long = word.chars().filter(|c| c.is_alphabetic()).count() > 1;
            if is_heading && is_long && ascii.count() > 1 {
                out.extend(word.chars().flat_map(char::to_uppercase))
            } else {
                out.push_str(word)
            }
        }
        out
    }
}

/// The text whose UTF-8 was taken for Western letters; `None` if this is none.
fn utf8_of(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let (bytes, _, has_others) = WINDOWS_1252.encode(text);
    let text = std::str::from_utf8(&bytes).ok()?;
    (!has_others && is_unicode(text)).then(|| text.to_owned())
}

/// Whether a text is Vietnamese as it stands and after conversion.
fn may_be_either(font: OldFont, text: &str) -> bool {
    let converted = font.converted(text);
    is_western(text) && converted != text && is_vietnamese(text, None) && is_vietnamese(&converted, Some(text))
}

fn tcvn3(c: char) -> Option<char> {
    let at = usize::try_from(u32::from(c).checked_sub(0xa1)?).ok()?;
    TCVN3.chars().nth(at).filter(|letter| *letter != ' ')
}

fn small(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// The marks that a letter of a VNI font stands for after another letter.
fn vni_marks(c: char) -> Option<&'static str> {
    VNI_MARKS.iter().find(|(mark, _)| *mark == small(c)).map(|(_, marks)| *marks)
}

/// Whether a text has a mark of a VNI font behind a letter that cannot have it.
fn has_stray_mark(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let base =
            VNI_LETTERS.iter().find(|(code, _)| *code == small(before)).map_or(small(before), |(_, letter)| *letter);
        before = c;
        let is_letter = VNI_LETTERS.iter().any(|(code, _)| *code == small(c));
        !is_letter && vni_marks(c).is_some_and(|marks| !fits_on(base, marks))
    })
}

fn vni(text: &str) -> String {
    let mut out: Vec<char> = Vec::new();
    let mut base = None;
    for c in text.chars() {
        let small = small(c);
        if let (Some(base), Some(marks)) = (base.take(), vni_marks(c))
            && fits_on(base, marks)
        {
            out.extend(marks.chars());
            continue;
        }
        let letter = VNI_LETTERS.iter().find(|(code, _)| *code == small).map(|(_, letter)| *letter);
        let letter = match letter {
            Some(letter) if c.is_uppercase() => letter.to_uppercase().next().unwrap_or(letter),
            Some(letter) => letter,
            None => c,
        };
        out.push(letter);
        base = Some(letter.to_lowercase().next().unwrap_or(letter));
    }
    out.into_iter().nfc().collect()
}

/// Whether a letter can have the marks.
fn fits_on(base: char, marks: &str) -> bool {
    match marks.chars().next() {
        Some('\u{302}') => matches!(base, 'a' | 'e' | 'o'),
        Some('\u{306}') => base == 'a',
        _ => matches!(base, 'a' | 'e' | 'o' | 'u' | 'y' | 'ơ' | 'ư'),
    }
}

/// Whether a text has letters of Vietnamese that no Western language has.
#[must_use]
pub fn is_unicode(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{100}'..='\u{1b0}' | '\u{300}'..='\u{323}' | '\u{1e00}'..='\u{1eff}'))
}

/// Whether a text has accented letters or signs, all of which Western fonts have.
fn is_western(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{a1}'..='\u{ff}')) && !is_unicode(text)
}

/// Whether a text may be in the letters of an old font.
fn has_old_letters(text: &str) -> bool {
    is_western(text) && has_foreign_letters(text)
}

/// Whether a text has letters, or signs inside of words, that Vietnamese in Unicode has not.
fn has_foreign_letters(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    chars.iter().enumerate().any(|(at, c)| {
        if !matches!(c, '\u{a1}'..='\u{ff}') || SHARED.contains(*c) {
            return false;
        }
        let is_letter = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphabetic());
        let (before, after) = (is_letter(at.checked_sub(1)), is_letter(at.checked_add(1)));
        // § and ® are capitals and small letters of TCVN3 before a letter, and signs elsewhere; so is µ in "10 µm".
        if matches!(c, 'µ' | 'ª' | 'º') {
            before
        } else if c.is_alphabetic() {
            before || after
        } else {
            after && (before || matches!(c, '§' | '®'))
        }
    })
}

/// Whether the words of a text are Vietnamese syllables. `before` is the text before it was converted: words that stayed as
/// they were are not looked at.
fn is_vietnamese(text: &str, before: Option<&str>) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphabetic() && !is_combining_mark(c))
            .map(str::to_owned)
            .filter(|word| !word.is_empty())
            .collect()
    };
    let old: Vec<String> = before.map(words).unwrap_or_default();
    words(text).iter().filter(|word| !word.is_ascii() && !old.contains(word)).all(|word| is_syllable(word))
}

/// Whether a word is a syllable of Vietnamese: a beginning, vowels with at most one tone, an end.
fn is_syllable(word: &str) -> bool {
    const BEGINNINGS: &str = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu q r s t th tr v x ";
    const VOWELS: &str = " a ă â e ê i o ô ơ u ư y ia iê ya yê ua uô ưa ươ oa oă oe oo uâ uê uy uơ uyê uya ai ay ây ao au âu eo êu \
        iu oi ôi ơi ui ưi ưu oai oay oao oeo uây uôi ươi ươu iêu yêu uyu uai uao uă ";
    const ENDS: &str = " c ch m n ng nh p t ";
    let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let parts: Vec<char> = word.to_lowercase().nfd().collect();
    if parts.iter().filter(|c| is_tone(c)).count() > 1 {
        return false;
    }
    let letters: Vec<char> = parts.into_iter().filter(|c| !is_tone(c)).nfc().collect();
    let is_vowel = |c: &char| "aăâeêioôơuưy".contains(*c);
    let first = letters.iter().position(is_vowel).unwrap_or(letters.len());
    let end = letters.iter().rposition(is_vowel).map_or(letters.len(), |last| last + 1);
    let part = |letters: &[char]| letters.iter().collect::<String>();
    let has = |list: &str, part: &str| part.is_empty() || list.contains(&format!(" {part} "));
    let (beginning, rest) = (part(&letters[..first]), &letters[first.min(end)..end]);
    let vowels = part(rest);
    // The u of "qu" and the i of "gi" belong to the beginning.
    let without_first = part(rest.get(1..).unwrap_or_default());
    let is_known = |vowels: &str| !vowels.is_empty() && VOWELS.contains(&format!(" {vowels} "));
    let fits = is_known(&vowels)
        || beginning == "q" && vowels.starts_with('u') && is_known(&without_first)
        || beginning == "g" && vowels.starts_with('i') && is_known(&without_first);
    fits && has(BEGINNINGS, &beginning) && has(ENDS, &part(&letters[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn font(texts: &[&str]) -> Result<Option<OldFont>, Uncertain> {
        OldFont::of(&texts.iter().map(|text| (0, *text)).collect::<Vec<_>>())
    }

    #[test]
    fn old_letters_become_unicode() {
        for (old, new) in [
            ("Hé tÞch", "Hộ tịch"),
            ("§Êt ®ai", "Đất đai"),
            ("Tæng céng", "Tổng cộng"),
            ("Tr\u{ad}íc h¹n", "Trước hạn"),
            ("§óng h¹n", "Đúng hạn"),
            ("TrÔ h¹n", "Trễ hạn"),
            ("LÜnh vùc", "Lĩnh vực"),
            ("TiÕp nhËn míi", "Tiếp nhận mới"),
            ("TæNG CéNG", "TỔNG CỘNG"),
            ("Thñ tôc hµnh chÝnh", "Thủ tục hành chính"),
            ("NguyÔn ThÞ Hång", "Nguyễn Thị Hồng"),
        ] {
            assert_eq!(OldFont::Tcvn3.convert(old, false), new);
            assert_eq!(font(&[old]).unwrap(), Some(OldFont::Tcvn3), "{old}");
        }
        for (old, new) in [
            ("Hoä tòch", "Hộ tịch"),
            ("Ñaát ñai", "Đất đai"),
            ("Toång coäng", "Tổng cộng"),
            ("Tröôùc haïn", "Trước hạn"),
            ("Ñuùng haïn", "Đúng hạn"),
            ("Treã haïn", "Trễ hạn"),
            ("TOÅNG COÄNG", "TỔNG CỘNG"),
            ("Lónh vöïc", "Lĩnh vực"),
            ("Chöùng thöïc", "Chứng thực"),
        ] {
            assert_eq!(OldFont::Vni.convert(old, false), new);
        }
        assert_eq!(font(&["Lónh vöïc", "Hoä tòch", "Ñaát ñai", "Tröôùc haïn"]).unwrap(), Some(OldFont::Vni));
    }

    #[test]
    fn utf8_that_was_taken_for_western_letters_is_restored() {
        let misread = |text: &str| WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned();
        let texts: Vec<String> = ["Hộ tịch", "Lĩnh vực"].map(misread).to_vec();
        let font = font(&[&texts[0], &texts[1]]).unwrap().unwrap();
        assert_eq!((font, font.convert(&texts[0], true)), (OldFont::MisreadUtf8, "Hộ tịch".to_owned()));
    }

    #[test]
    fn unicode_is_no_old_font() {
        for texts in [
            &["Hộ tịch", "Đất đai", "Lĩnh vực"][..],
            &["Hoà", "Thú y", "Cà Mau", "Bà Rịa"],
            &["§ 5", "© 2026", "«Hộ tịch»", "10 µm", "Trễ hạn"],
            &["STT", "abc", "12.5"],
        ] {
            assert_eq!(font(texts), Ok(None), "{texts:?}");
        }
    }

    #[test]
    fn what_may_be_either_is_uncertain() {
        // Beside Unicode, "Thú y" is "Thú y" or, in TCVN3, "Thỳ y".
        assert_eq!(font(&["Lĩnh vực", "Hé tÞch", "Thú y"]), Err(Uncertain("Thú y".to_owned())));
        assert_eq!(font(&["Hé tÞch", "Thó y"]).unwrap(), Some(OldFont::Tcvn3));
        // In another column than the old letters, it is what it reads as.
        let columns = [(0, "Tháng 11/2023"), (0, "Lĩnh vực"), (1, "Hé tÞch")];
        assert_eq!(OldFont::of(&columns).unwrap(), Some(OldFont::Tcvn3));
        assert_eq!(OldFont::Tcvn3.convert("Tháng 11/2023", true), "Tháng 11/2023");
        assert_eq!(font(&["Straße Ærø Þórður"]), Err(Uncertain("Straße Ærø Þórður".to_owned())));
    }

    #[test]
    fn a_text_in_unicode_beside_old_ones_stays() {
        assert_eq!(font(&["Lĩnh vực", "Hé tÞch"]).unwrap(), Some(OldFont::Tcvn3));
        assert_eq!(OldFont::Tcvn3.convert("Lĩnh vực", true), "Lĩnh vực");
    }
}
