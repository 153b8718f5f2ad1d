//! The words of a text, and what stands around them.

use crate::letters::{is_letter_or_digit, is_of_word};

/// What stands between two spaces.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'a> {
    /// Where it begins in the text, in bytes.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// The punctuation in front of it.
    pub lead: &'a str,
    /// The word itself; empty for nothing but punctuation.
    pub core: &'a str,
    /// The punctuation after it.
    pub trail: &'a str,
}

/// The words of a text.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_space = matches!(c, ' ' | '\t'..='\r' | '\u{85}' | '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{202f}');
        match from {
            Some(begin) if is_space => {
                found.push(word(text, begin, at));
                from = None;
            }
            None if !is_space => from = Some(at),
            _ => {}
        }
    }
    found
}

fn word(text: &str, from: usize, to: usize) -> Word<'_> {
    let whole = &text[from..to];
    let is_sign_alone = whole.chars().all(|c| is_of_word(c) && !is_letter_or_digit(c) && c != '\'');
    let begins = |c| is_letter_or_digit(c) || is_sign_alone;
    let core = whole.trim_start_matches(|c| !begins(c));
    let (lead, core) = whole.split_at(whole.len() - core.len());
    let end = core.trim_end_matches(|c| !is_of_word(c)).len();
    let (core, trail) = core.split_at(end);
    Word { from, to, lead, core, trail }
}
