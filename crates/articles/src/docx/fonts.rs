//! Letters that mean something only in one font: those of fonts from before Unicode, and signs of symbol fonts.

use trangxa_encodings::OldFont;

/// What the name of a font says of its letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Font {
    /// Letters are what they are.
    #[default]
    Unicode,
    /// Letters of an old Vietnamese font; `true` if it shows small letters as capitals (`.VnTimeH`).
    Old(OldFont, bool),
    /// Signs of Wingdings.
    Wingdings,
    /// Signs of Symbol.
    Symbol,
    /// Signs of another symbol font.
    OtherSymbols,
}

impl Font {
    /// The font of a name.
    pub(super) fn of(name: &str) -> Self {
        let small = name.to_lowercase();
        if small.starts_with(".vn") {
            return Self::Old(OldFont::Tcvn3, name.ends_with('H'));
        }
        if small.starts_with("vni-") || small.starts_with("vni ") {
            return Self::Old(OldFont::Vni, false);
        }
        match small.as_str() {
            "wingdings" => Self::Wingdings,
            "symbol" => Self::Symbol,
            "webdings" | "wingdings 2" | "wingdings 3" | "zapfdingbats" | "marlett" => Self::OtherSymbols,
            _ => Self::Unicode,
        }
    }

    /// The name of an old font's encoding.
    pub(super) fn encoding(self) -> Option<&'static str> {
        match self {
            Self::Old(OldFont::Tcvn3, _) => Some("TCVN3"),
            Self::Old(OldFont::Vni, _) => Some("VNI"),
            _ => None,
        }
    }

    /// A text in Unicode, and whether a sign is lost that has no letter.
    pub(super) fn convert(self, text: &str) -> (String, bool) {
        match self {
            Self::Unicode => (text.to_owned(), false),
            Self::Old(font, is_capital) => {
                // Some programs keep the codes of such fonts in a private range.
                let codes: String = text.chars().map(|c| low(c).map_or(c, char::from)).collect();
                let converted = font.convert(&codes, false);
                (if is_capital { converted.to_uppercase() } else { converted }, false)
            }
            Self::Wingdings | Self::Symbol | Self::OtherSymbols => {
                let mut is_lost = false;
                let out = text
                    .chars()
                    .filter_map(|c| {
                        let sign = self.sign(c);
                        is_lost |= sign.is_none();
                        sign
                    })
                    .collect();
                (out, is_lost)
            }
        }
    }

    /// The sign that a code stands for.
    fn sign(self, c: char) -> Option<char> {
        let Some(code) = low(c).or_else(|| u8::try_from(u32::from(c)).ok()) else { return Some(c) };
        if c.is_whitespace() {
            return Some(c);
        }
        match self {
            Self::Wingdings => wingdings(code),
            Self::Symbol => symbol(code),
            _ => None,
        }
    }
}

/// The code of a letter in the private range in which Word keeps those of symbol fonts.
fn low(c: char) -> Option<u8> {
    u32::from(c).checked_sub(0xf000).and_then(|code| u8::try_from(code).ok())
}

fn wingdings(code: u8) -> Option<char> {
    Some(match code {
        0x28 => '☎',
        0x29 => '✆',
        0x2a => '✉',
        0x46 => '☞',
        0x6c => '●',
        0x6e => '■',
        0x6f | 0x71 | 0x72 | 0xa8 => '☐',
        0x75 | 0x77 => '◆',
        0x76 => '❖',
        0x9f => '•',
        0xa7 => '▪',
        0xd8 => '➢',
        0xdf => '←',
        0xe0 => '→',
        0xe8 => '➔',
        0xef => '⇦',
        0xf0 => '⇨',
        0xfb => '✗',
        0xfc => '✓',
        0xfd => '☒',
        0xfe => '☑',
        _ => return None,
    })
}

fn symbol(code: u8) -> Option<char> {
    const GREEK: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    Some(match code {
        0x41..=0x5a => GREEK.chars().nth(usize::from(code - 0x41))?,
        0x61..=0x7a => SMALL.chars().nth(usize::from(code - 0x61))?,
        0x2d => '−',
        0x20..=0x40 | 0x5b | 0x5d | 0x7b..=0x7d => char::from(code),
        0xa3 => '≤',
        0xa5 => '∞',
        0xab => '↔',
        0xac => '←',
        0xae => '→',
        0xb0 => '°',
        0xb1 => '±',
        0xb3 => '≥',
        0xb4 => '×',
        0xb7 => '•',
        0xb8 => '÷',
        0xb9 => '≠',
        0xbb => '≈',
        0xde => '⇒',
        0xe5 => '∑',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_font_tells_what_its_letters_mean() {
        for (name, text, expected, is_lost) in [
            (".VnTime", "Hé tÞch", "Hộ tịch", false),
            (".VnTimeH", "th«ng b¸o", "THÔNG BÁO", false),
            (".VnTime", "UBND", "UBND", false),
            (".VnTime", "H\u{f0e9} t\u{f0de}ch", "Hộ tịch", false),
            // Typed in Unicode: Word shows such letters in another font.
            (".VnTime", "Hộ tịch", "Hộ tịch", false),
            ("VNI-Times", "Hoä tòch", "Hộ tịch", false),
            ("Times New Roman", "Hé tÞch", "Hé tÞch", false),
            ("Wingdings", "\u{f0fc}\u{f0a8}", "✓☐", false),
            ("Wingdings", "ü", "✓", false),
            ("Wingdings", "\u{f021}", "", true),
            ("Symbol", "\u{f0b0}\u{f061}", "°α", false),
            ("Webdings", "a", "", true),
        ] {
            assert_eq!(Font::of(name).convert(text), (expected.to_owned(), is_lost), "{name}: {text}");
        }
    }
}
