//! Which entries have all words of a query, and how well.

use crate::fold::each_word;
use crate::query::Query;

/// How well an entry matches. Greater is better; entries with equal ranks are shown in the order of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank(u8);

const EXACT: u8 = 8;
const HEADLINE: u8 = 4;
const PHRASE: u8 = 2;
const SUMMARY: u8 = 1;
/// How many ranks there are.
pub(crate) const RANKS: u8 = 16;

impl Rank {
    pub(crate) fn new(number: u8) -> Self {
        Self(number)
    }

    /// Whether every word is there with the marks that were typed.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.0 & EXACT != 0
    }

    /// Whether every word is in the headline.
    #[must_use]
    pub fn is_headline(self) -> bool {
        self.0 & HEADLINE != 0
    }

    /// Whether the words follow each other in the headline, if it has all of them, or else in the summary or the text.
    #[must_use]
    pub fn is_phrase(self) -> bool {
        self.0 & PHRASE != 0
    }

    /// Whether every word is in the summary, and not in the headline.
    #[must_use]
    pub fn is_summary(self) -> bool {
        self.0 & SUMMARY != 0
    }
}

/// The lowest rank of entries with every word in the headline and exact.
pub(crate) const EXACT_HEADLINE: u8 = EXACT | HEADLINE;
/// The lowest rank of entries with the phrase in the headline and exact.
pub(crate) const EXACT_PHRASE: u8 = EXACT | HEADLINE | PHRASE;
/// The lowest rank of entries with every word in the headline.
pub(crate) const ANY_HEADLINE: u8 = HEADLINE;
/// The lowest rank of entries with the phrase in the headline.
pub(crate) const ANY_PHRASE: u8 = HEADLINE | PHRASE;

/// Where the words of a query stand in one field (headline, summary or text) of all entries.
#[derive(Default)]
pub(crate) struct Field {
    /// For each word its positions in ascending order: twice the position, plus one if the marks are those that were typed.
    pub(crate) lists: Vec<Vec<u32>>,
    /// Where each entry begins. Between the last word of an entry and the beginning of the next there is a position without
    /// a word, so no phrase goes from one entry into the next.
    pub(crate) starts: Vec<u32>,
}

/// For each entry its rank; `None` if it does not have all words. `fields` are headlines, summaries and texts.
pub(crate) fn ranks(query: &Query, fields: &[Field; 3], entries: usize) -> Vec<Option<Rank>> {
    let mut ranks = vec![None; entries];
    let full = (1_u16 << query.terms.len()) - 1;
    if full == 0 {
        return ranks;
    }
    for exact in [EXACT, 0] {
        let [headline, summary, text] = fields.each_ref().map(|field| masks(query, field, exact != 0, entries));
        for (rank, ((headline, summary), text)) in ranks.iter_mut().zip(headline.iter().zip(&summary).zip(&text)) {
            if rank.is_some() || (headline | summary | text) & full != full {
                continue;
            }
            let (kind, phrase) = if headline & full == full {
                (HEADLINE, *headline)
            } else if summary & full == full {
                (SUMMARY, summary | text)
            } else {
                (0, summary | text)
            };
            *rank = Some(Rank(exact | kind | if phrase & IS_PHRASE == 0 { 0 } else { PHRASE }));
        }
    }
    ranks
}

/// In the mask of an entry: it has all words one after the other.
const IS_PHRASE: u16 = 1 << 15;

/// For each entry one bit for each word that its field has.
fn masks(query: &Query, field: &Field, only_exact: bool, entries: usize) -> Vec<u16> {
    let mut masks = vec![0; entries];
    let mut lists: Vec<Vec<u32>> = field.lists.iter().map(|list| positions(list, only_exact)).collect();
    let mut first = 0;
    for number in 1..=lists.len() {
        // At the end of what stands in quotes: only words of the whole phrase count.
        if !query.terms.get(number).is_some_and(|term| term.is_joined) {
            if number - first > 1 {
                let phrase = in_a_row(lists.get(first..number).unwrap_or_default());
                for (distance, list) in lists.iter_mut().take(number).skip(first).enumerate() {
                    *list = phrase.iter().map(|position| position + distance as u32).collect();
                }
            }
            first = number;
        }
    }
    for (number, list) in lists.iter().enumerate() {
        mark(list, &field.starts, &mut masks, 1 << number);
    }
    mark(&in_a_row(&lists), &field.starts, &mut masks, IS_PHRASE);
    masks
}

/// The entries that have every one of some words, given by their bits, with the marks that were typed.
pub(crate) fn exact_masks(field: &Field, entries: usize) -> Vec<u16> {
    let mut masks = vec![0; entries];
    for (number, list) in field.lists.iter().enumerate() {
        mark(&positions(list, true), &field.starts, &mut masks, 1 << number);
    }
    masks
}

fn positions(list: &[u32], only_exact: bool) -> Vec<u32> {
    list.iter().filter(|position| !only_exact || *position & 1 == 1).map(|position| position >> 1).collect()
}

/// Where the words of some lists stand one after the other: the positions of the first word.
fn in_a_row(lists: &[Vec<u32>]) -> Vec<u32> {
    let mut row = lists.first().cloned().unwrap_or_default();
    for (distance, list) in lists.iter().enumerate().skip(1) {
        let mut rest = list.iter().peekable();
        row.retain(|position| {
            let wanted = position + distance as u32;
            while rest.next_if(|position| **position < wanted).is_some() {}
            rest.peek() == Some(&&wanted)
        });
    }
    row
}

/// Sets a bit of each entry that has one of the positions.
fn mark(positions: &[u32], starts: &[u32], masks: &mut [u16], bit: u16) {
    let mut positions = positions.iter().peekable();
    for (entry, mask) in masks.iter_mut().enumerate() {
        let end = starts.get(entry + 1).copied().unwrap_or(if entry < starts.len() { u32::MAX } else { 0 });
        while positions.next_if(|position| **position < end).is_some() {
            *mask |= bit;
        }
    }
}

/// The two lists as one, in ascending order.
fn merge(left: &[u32], right: &[u32]) -> Vec<u32> {
    let mut right = right.iter().peekable();
    let mut merged = Vec::new();
    for position in left {
        while let Some(position) = right.next_if(|other| *other < position) {
            merged.push(*position);
        }
        merged.push(*position);
    }
    merged.extend(right);
    merged
}

/// All lists as one, in ascending order.
pub(crate) fn merge_all(mut lists: Vec<Vec<u32>>) -> Vec<u32> {
    // Neighbours first, so that no list is copied more than a few times.
    while lists.len() > 1 {
        lists = lists.chunks(2).map(|pair| merge(&pair[0], pair.get(1).map_or(&[], Vec::as_slice))).collect();
    }
    lists.pop().unwrap_or_default()
}

/// How well an article matches that is not in an index; `None` if it does not have all words. An index ranks its entries alike.
#[must_use]
pub fn rank_of(query: &Query, headline: &str, summary: &str, text: &str) -> Option<Rank> {
    let fields = [headline, summary, text].map(|text| {
        let mut lists = vec![Vec::new(); query.terms.len()];
        let mut position = 0;
        each_word(text, &mut |key, marks, _, _| {
            for (number, list) in lists.iter_mut().enumerate() {
                if let Some(is_exact) = query.matches(number, key.as_bytes(), marks) {
                    list.push(position << 1 | u32::from(is_exact));
                }
            }
            position += 1;
        });
        Field { lists, starts: vec![0] }
    });
    ranks(query, &fields, 1).pop()?
}
