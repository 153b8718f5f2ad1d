//! What a query may have meant that finds nothing.

use crate::fold::{TONES, each_word, qualities};
use crate::query::Query;

/// How a word of the vocabulary differs from a typed one; the least is the best.
const SAME: u32 = 0;
/// One letter, or the tone, of a word that was typed with marks.
const CLOSE: u32 = 1;
/// One letter without marks, and any marks.
const FAR: u32 = 2;
const UNKNOWN: u32 = 3;

/// The query with each word that the vocabulary does not have replaced by the most frequent word that differs by one wrong,
/// missing, extra or swapped letter or a tone; `None` if there is nothing to replace, or no such word. Numbers are not corrected.
///
/// A vocabulary is text: the version, then the words, each on a line of its own, the most frequent first.
pub(crate) fn correct(query: &Query, vocabulary: &[u8]) -> Option<String> {
    let mut corrected = String::new();
    let mut end = 0;
    let mut is_other = false;
    for (number, term) in query.terms.iter().enumerate() {
        let typed = letters(&term.key, term.marks);
        let plain = letters(&term.key, 0);
        let mut best = (UNKNOWN, &[] as &[u8]);
        for line in vocabulary.split(|byte| *byte == b'\n').skip(1) {
            let text = str::from_utf8(line).unwrap_or_default();
            each_word(text, &mut |key, marks, _, _| {
                let difference = if query.matches(number, key.as_bytes(), marks, false).is_some() {
                    SAME
                } else if term.marks != 0 && is_close_word(&typed, term.marks, &letters(key, marks), marks) {
                    CLOSE
                } else if is_close(&letters(key, 0), &plain) {
                    FAR
                } else {
                    UNKNOWN
                };
                if difference < best.0 {
                    best = (difference, line);
                }
            });
        }
        if best.0 == SAME || term.key.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        if best.0 == UNKNOWN {
            return None;
        }
        is_other = true;
        corrected.push_str(query.text.get(end..term.start).unwrap_or_default());
        corrected.push_str(str::from_utf8(best.1).unwrap_or_default());
        end = term.end;
    }
    corrected.push_str(query.text.get(end..).unwrap_or_default());
    is_other.then_some(corrected)
}

/// Whether a word is the typed one with one other letter (or quality of a letter), or another tone.
fn is_close_word(typed: &[u32], typed_marks: u32, letters: &[u32], marks: u32) -> bool {
    if marks % TONES == typed_marks % TONES { is_close(letters, typed) } else { letters == typed }
}

/// The letters of a word with their qualities, without the tone.
fn letters(key: &str, marks: u32) -> Vec<u32> {
    let mut marks = marks / TONES;
    let mut letters = Vec::new();
    for letter in key.chars() {
        let qualities = qualities(letter);
        letters.push(letter as u32 | ((marks % qualities) << 24));
        marks /= qualities;
    }
    letters
}

/// Whether one letter is wrong, missing or too many, or two are swapped, or nothing is.
fn is_close(left: &[u32], right: &[u32]) -> bool {
    let mut start = 0;
    while start < left.len() && left.get(start) == right.get(start) {
        start += 1;
    }
    let (mut left, mut right) = (left.get(start..).unwrap_or_default(), right.get(start..).unwrap_or_default());
    while let ([left_rest @ .., last], [right_rest @ .., other]) = (left, right) {
        if last != other {
            break;
        }
        (left, right) = (left_rest, right_rest);
    }
    match (left, right) {
        ([first, second], [other, another]) => first == another && second == other,
        _ => left.len() <= 1 && right.len() <= 1,
    }
}
