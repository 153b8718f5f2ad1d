//! Letters of Vietnamese, without the Unicode tables of all letters.

/// Whether a character belongs to a word; all others are punctuation around it.
pub(crate) fn is_of_word(c: char) -> bool {
    match c {
        '%' | '°' | '²' | '³' | '₫' | '\'' => true,
        // Signs of Latin-1; general punctuation, arrows and shapes; East Asian punctuation.
        '\u{80}'..='\u{bf}'
        | '×'
        | '÷'
        | '\u{2000}'..='\u{206f}'
        | '\u{2190}'..='\u{2bff}'
        | '\u{3000}'..='\u{303f}' => false,
        _ => c.is_ascii_alphanumeric() || !c.is_ascii(),
    }
}

/// Whether a character begins a word that is said; `%` and other signs do not.
pub(crate) fn is_letter_or_digit(c: char) -> bool {
    is_of_word(c) && !matches!(c, '%' | '°' | '²' | '³' | '₫' | '\'')
}

/// Whether a letter of Vietnamese is a small one.
pub(crate) fn is_small(c: char) -> bool {
    c.is_ascii_lowercase() || !c.is_ascii() && is_letter_or_digit(c) && small(c) == c
}

/// The small letter of a letter of Vietnamese.
pub(crate) fn small(c: char) -> char {
    let shift = match c {
        'A'..='Z' | 'À'..='Ý' if c != '×' => 32,
        'Ư' => 1,
        'Ă'..='Ơ' | 'Ạ'..='ỹ' => u32::from((c as u32).is_multiple_of(2)),
        _ => 0,
    };
    char::from_u32(c as u32 + shift).unwrap_or(c)
}

/// Whether two words are the same but for capital letters.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    one.chars().map(small).eq(other.chars().map(small))
}

/// Whether a list of words, with spaces between them, has a word.
pub(crate) fn has(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| is_same(one, word))
}

#[cfg(test)]
mod tests {
    use super::{is_same, is_small, small};

    #[test]
    fn letters_of_vietnamese_have_a_small_one() {
        let letters = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ";
        for c in letters.chars() {
            let capital = c.to_uppercase().next().unwrap();
            assert_eq!(small(capital), c, "{capital}");
            assert!(is_small(c) && !is_small(capital), "{c}");
        }
        assert!(is_same("QUÝ", "quý") && !is_same("quy", "quý"));
    }
}
