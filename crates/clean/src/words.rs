//! Lists of words as one text, with a space between two: a table with the place and length of each word would add more to the wasm.

/// Whether a word is in a list, in any mix of cases. The list is in small letters.
pub(crate) fn is_one_of(words: &str, word: &str) -> bool {
    words.as_bytes().split(|byte| *byte == b' ').any(|known| known.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::is_one_of;

    #[test]
    fn a_word_of_a_list_is_a_whole_word() {
        assert!(is_one_of("doc docx pdf", "docx") && is_one_of("doc docx pdf", "PDF") && is_one_of("doc", "doc"));
        assert!(["", " ", "do", "oc", "doc docx", "x"].iter().all(|word| !is_one_of("doc docx pdf", word)));
    }
}
