//! Letters, as far as Vietnamese and its neighbours use them. The Unicode tables of all letters would add 2 kB to the wasm.

/// Whether a character is a combining mark: a tone mark, or the circumflex, breve or horn that NFD separates from its letter.
#[must_use]
pub fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The letter `a`-`z` or digit of a character without its marks; `None` if it has none.
///
/// Vietnamese letters lie in a few Unicode ranges, capital and small letters next to each other, so the wasm needs no tables for
/// normalisation or case mapping.
#[must_use]
pub fn base_letter(c: char) -> Option<char> {
    Some(match c {
        'a'..='z' | '0'..='9' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        'À'..='Å' | 'à'..='å' | 'Ă' | 'ă' | 'Ạ'..='ặ' => 'a',
        'Đ' | 'đ' | 'Ð' | 'ð' => 'd',
        'È'..='Ë' | 'è'..='ë' | 'Ẹ'..='ệ' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ' | 'ĩ' | 'Ỉ'..='ị' => 'i',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ơ' | 'ơ' | 'Ọ'..='ợ' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ' | 'ũ' | 'Ư' | 'ư' | 'Ụ'..='ự' => 'u',
        'Ý' | 'ý' | 'Ÿ' | 'ÿ' | 'Ỳ'..='ỹ' => 'y',
        'Ç' | 'ç' => 'c',
        'Ñ' | 'ñ' => 'n',
        _ => return None,
    })
}

/// Whether a character is a letter or digit; of the letters beyond ASCII those that Vietnamese and its neighbours use.
#[must_use]
pub fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{c0}'..='\u{1fff}')
}
