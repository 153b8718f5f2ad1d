//! The part of a text that shows best why it was found.

use crate::fold::words;
use crate::query::Query;
use std::ops::Range;

/// A part of a text, with what is to be marked in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The part.
    pub text: String,
    /// The words of the query, in bytes of `text`, in order. Words that follow each other and are next to each other in the query
    /// are one range.
    pub marks: Vec<Range<usize>>,
    /// Whether something of the text comes before it.
    pub is_cut_before: bool,
    /// Whether something of the text comes after it.
    pub is_cut_after: bool,
}

/// A word of the query in a text.
struct Place {
    /// Which word of the text it is.
    number: usize,
    /// Which words of the query it may be, one bit for each.
    terms: u32,
    range: Range<usize>,
}

/// The part of a text, of at most `max_letters` characters (a number greater than those of the text for all of it), that has most
/// words of the query, if possible one after the other. It begins and ends with whole words.
#[must_use]
pub fn passage(query: &Query, text: &str, max_letters: usize) -> Passage {
    let words = words(text);
    // It may have been found with another tone.
    let is_relaxed = query.can_relax();
    let mut places = Vec::new();
    for (number, word) in words.iter().enumerate() {
        let mut terms = 0;
        for term in 0..query.terms.len() {
            if query.matches(term, word.key.as_bytes(), word.marks, is_relaxed).is_some() {
                terms |= 1 << term;
            }
        }
        if terms != 0 {
            places.push(Place { number, terms, range: word.start..word.end });
        }
    }
    let letters = |from: usize, to: usize| text.as_bytes().get(from..to).map_or(usize::MAX, count);
    // How far the part can go on with so many more letters.
    let before = |from: usize, room: usize| {
        let mut start = from;
        for to in words.iter().rev().map(|word| word.start).chain([0]).filter(|to| *to < from) {
            if letters(to, from) > room {
                break;
            }
            start = to;
        }
        start
    };
    let after = |from: usize, room: usize| {
        let mut end = from;
        for to in words.iter().map(|word| word.end).chain([text.len()]).filter(|to| *to > from) {
            if letters(from, to) > room {
                break;
            }
            end = to;
        }
        end
    };
    let (mut start, mut end) = (0, text.len());
    if letters(start, end) > max_letters {
        // Where there is no word of the query, the part begins with the text.
        (start, end) = best(&places, max_letters).unwrap_or((0, 0));
        let left = |start: usize, end: usize| max_letters.saturating_sub(letters(start, end));
        // A third of what is left goes before the words, for a beginning of the sentence; at the end of a text there is more.
        start = before(start, left(start, end) / 3);
        end = after(end, left(start, end));
        start = before(start, left(start, end));
    }
    let mut marks: Vec<Range<usize>> = Vec::new();
    let mut before: Option<&Place> = None;
    for place in places.iter().filter(|place| place.range.start >= start && place.range.end <= end) {
        let range = place.range.start - start..place.range.end - start;
        let follows = before.is_some_and(|before| follows(before, place));
        match marks.last_mut().filter(|_| follows) {
            Some(last) => last.end = range.end,
            None => marks.push(range),
        }
        before = Some(place);
    }
    Passage {
        text: text.get(start..end).unwrap_or_default().to_owned(),
        marks,
        is_cut_before: start > 0,
        is_cut_after: end < text.len(),
    }
}

/// Whether a word is the next one both in the text and in the query.
fn follows(before: &Place, place: &Place) -> bool {
    place.number == before.number + 1 && before.terms << 1 & place.terms != 0
}

/// How many characters UTF-8 text has.
fn count(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// From where to where the best words go.
fn best(places: &[Place], max_letters: usize) -> Option<(usize, usize)> {
    let mut best = None;
    let mut most = (0, 0);
    for (number, first) in places.iter().enumerate() {
        let mut terms = 0;
        let mut pairs = 0_u32;
        let mut before: Option<&Place> = None;
        for place in places.iter().skip(number) {
            // In bytes, which are more than letters.
            if place.range.end - first.range.start > max_letters {
                break;
            }
            terms |= place.terms;
            if let Some(before) = before.filter(|before| follows(before, place)) {
                pairs |= before.terms << 1 & place.terms;
            }
            before = Some(place);
            let score = (terms.count_ones(), pairs.count_ones());
            if score > most {
                most = score;
                best = Some((first.range.start, place.range.end));
            }
        }
    }
    best
}
