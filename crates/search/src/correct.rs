//! What a query may have meant that finds nothing.

use crate::fold::{TONES, qualities, words};
use crate::query::{Query, Term};
use crate::segment::VERSION;

/// How a word of the vocabulary differs from a typed one; the least is the best.
const SAME: u32 = 0;
/// One letter, or the tone, of a word that was typed with marks.
const CLOSE: u32 = 1;
/// One letter without marks, and any marks.
const FAR: u32 = 2;

/// The query with each word that the vocabulary does not have replaced by the most frequent word that differs by one wrong,
/// missing, extra or swapped letter or a tone; `None` if there is nothing to replace, or no such word. Numbers are not corrected.
pub(crate) fn correct(query: &Query, vocabulary: &[u8]) -> Option<String> {
    let mut best: Vec<(u32, u32, String)> = vec![(u32::MAX, 0, String::new()); query.terms.len()];
    each_entry(vocabulary, &mut |text, count| {
        let Some(word) = words(text).pop() else { return };
        let letters = letters(&word.key, word.marks);
        for (number, (term, best)) in query.terms.iter().zip(best.iter_mut()).enumerate() {
            let difference = if query.matches(number, word.key.as_bytes(), word.marks).is_some() {
                SAME
            } else if term.marks != 0 && is_close_word(term, &letters, word.marks) {
                CLOSE
            } else if word.key == term.key || is_close(word.key.as_bytes(), term.key.as_bytes()) {
                FAR
            } else {
                continue;
            };
            if (difference, u32::MAX - count) < (best.0, u32::MAX - best.1) {
                *best = (difference, count, text.to_owned());
            }
        }
    });
    let mut corrected = String::new();
    let mut end = 0;
    let mut is_other = false;
    for (term, (difference, _, text)) in query.terms.iter().zip(&best) {
        if *difference == SAME || term.key.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        if *difference == u32::MAX {
            return None;
        }
        is_other = true;
        corrected.push_str(query.text.get(end..term.start).unwrap_or_default());
        corrected.push_str(text);
        end = term.end;
    }
    corrected.push_str(query.text.get(end..).unwrap_or_default());
    is_other.then_some(corrected)
}

/// Whether a word with these letters and marks is the typed one with one other letter (or quality of a letter), or another tone.
fn is_close_word(term: &Term, letters: &[u32], marks: u32) -> bool {
    let typed = self::letters(&term.key, term.marks);
    if marks % TONES == term.marks % TONES { is_close(letters, &typed) } else { letters == typed.as_slice() }
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
fn is_close<T: PartialEq>(left: &[T], right: &[T]) -> bool {
    let same = left.iter().zip(right).take_while(|(left, right)| left == right).count();
    let (mut left, mut right) = (left.iter().skip(same), right.iter().skip(same));
    loop {
        let (before, other) = (left.clone(), right.clone());
        let (Some(last), Some(other_last)) = (left.next_back(), right.next_back()) else {
            return before.len() + other.len() <= 1;
        };
        if last == other_last {
            continue;
        }
        return match (left.next(), left.next(), right.next(), right.next()) {
            (None, _, None, _) => true,
            (Some(first), None, Some(other_first), None) => first == other_last && last == other_first,
            _ => false,
        };
    }
}

/// Calls `visit` with each word of a vocabulary and how often it occurs.
///
/// Bytes: the version and a free byte, then each word: how many bytes it shares with the word before it (one byte), how many follow
/// (one byte), these, in UTF-8, and the count in groups of seven bits, the lowest first; all but the last group have the eighth
/// bit set.
fn each_entry(vocabulary: &[u8], visit: &mut dyn FnMut(&str, u32)) {
    let mut bytes = vocabulary.iter().copied();
    if bytes.next() != Some(VERSION) || bytes.next().is_none() {
        return;
    }
    let mut word = Vec::new();
    while let (Some(shared), Some(count)) = (bytes.next(), bytes.next()) {
        word.truncate(usize::from(shared));
        word.extend(bytes.by_ref().take(usize::from(count)));
        let mut count = 0;
        for (group, byte) in (0..5).zip(bytes.by_ref()) {
            count |= u32::from(byte & 127) << (7 * group);
            if byte < 128 {
                break;
            }
        }
        if let Ok(word) = str::from_utf8(&word) {
            visit(word, count);
        }
    }
}
