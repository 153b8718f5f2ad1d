//! Which entries have all words of a query, and how well.

use crate::fold::each_word;
use crate::query::Query;

/// How well an entry matches. Greater is better; entries with equal ranks are shown in the order of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank(u8);

/// Every entry that has all words has this. Of those that lack words, the ranks are the numbers below it.
pub(crate) const HIT: u8 = 16;
pub(crate) const EXACT: u8 = 8;
pub(crate) const HEADLINE: u8 = 4;
pub(crate) const PHRASE: u8 = 2;
const SUMMARY: u8 = 1;
/// All ranks are below this.
pub(crate) const RANKS: u8 = 32;

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
        self.0 & (HIT | HEADLINE) == HIT | HEADLINE
    }

    /// Whether the words follow each other in the headline, if it has all of them, or else in the summary or the text.
    #[must_use]
    pub fn is_phrase(self) -> bool {
        self.0 & PHRASE != 0
    }

    /// Whether it has all words, and neither its headline nor its summary alone has them.
    #[must_use]
    pub fn is_in_text(self) -> bool {
        self.0 & (HIT | HEADLINE | SUMMARY) == HIT
    }

    /// Whether it lacks words, see [`Outcome::entries`](crate::Outcome::entries).
    #[must_use]
    pub fn is_partial(self) -> bool {
        self.0 < HIT
    }
}

/// Where the words of a query stand in one field (headline, summary or text) of all entries.
#[derive(Default)]
pub(crate) struct Field<'a> {
    /// For each word its positions in ascending order: twice the position, plus one if the marks are those that were typed.
    pub(crate) lists: Vec<Vec<u32>>,
    /// Where each entry begins, and where the last one ends. Between the last word of an entry and the beginning of the next there is a position without
    /// a word, so no phrase goes from one entry into the next.
    pub(crate) starts: &'a [u32],
}

/// For each entry its rank; 0 if it does not have all words. `fields` are headlines, summaries and texts.
///
/// The second value is whether no other entries than those that have all words with the typed marks in the headline could have them
/// in any field, if the words of `here` have the typed marks in headlines only.
pub(crate) fn ranks(query: &Query, fields: &[Field<'_>; 3], entries: usize, here: u16) -> (Vec<u8>, bool) {
    let mut ranks = vec![0; entries];
    let mut is_sure = here != 0;
    let full = (1_u16 << query.terms.len()) - 1;
    // Who types a word without marks hardly means one that has none, unless all words stand together: "quang thanh" means Quang
    // Thành, not a "thanh" somewhere near a "quang".
    let needs_phrase = query.terms.len() > 1 && query.terms.iter().any(|term| term.marks == 0);
    for exact in [EXACT, 0] {
        let mut masks = vec![[0; 3]; entries];
        for (number, field) in fields.iter().enumerate() {
            mark_all(query, field, exact != 0, number, &mut masks);
        }
        for (rank, [headline, summary, text]) in ranks.iter_mut().zip(masks) {
            if exact != 0 && headline & here == here && headline & full != full {
                is_sure = false;
            }
            let all = headline | summary | text;
            let is_scattered = exact != 0 && needs_phrase && all & IS_PHRASE == 0;
            if *rank != 0 || all & full != full || full == 0 || is_scattered {
                continue;
            }
            *rank = HIT | exact;
            let mut phrase = summary | text;
            if headline & full == full {
                *rank |= HEADLINE;
                phrase = headline;
            } else if summary & full == full {
                *rank |= SUMMARY;
            }
            if phrase & IS_PHRASE != 0 {
                *rank |= PHRASE;
            }
        }
    }
    (ranks, is_sure)
}

/// In the mask of an entry: it has all words one after the other.
const IS_PHRASE: u16 = 1 << 15;

/// For each entry one bit for each word that its headline, summary and text have.
type Masks = [[u16; 3]];

/// Marks what one field has.
fn mark_all(query: &Query, field: &Field<'_>, only_exact: bool, number: usize, masks: &mut Masks) {
    let mut lists: Vec<Vec<u32>> = field.lists.iter().map(|list| positions(list, only_exact)).collect();
    let mut first = 0;
    for next in 1..=lists.len() {
        // At the end of what stands in quotes: only words of the whole phrase count.
        if !query.terms.get(next).is_some_and(|term| term.is_joined) {
            if next - first > 1 {
                let phrase = in_a_row(lists.get(first..next).unwrap_or_default());
                for (distance, list) in lists.iter_mut().take(next).skip(first).enumerate() {
                    list.clear();
                    list.extend(phrase.iter().map(|position| position + distance as u32));
                }
            }
            first = next;
        }
    }
    for (term, list) in lists.iter().enumerate() {
        mark(list, field.starts, number, masks, 1 << term);
    }
    mark(&in_a_row(&lists), field.starts, number, masks, IS_PHRASE);
}

fn positions(list: &[u32], only_exact: bool) -> Vec<u32> {
    let mut positions = Vec::new();
    for position in list {
        if !only_exact || position & 1 == 1 {
            positions.push(position >> 1);
        }
    }
    positions
}

/// Where the words of some lists stand one after the other: the positions of the first word.
fn in_a_row(lists: &[Vec<u32>]) -> Vec<u32> {
    let mut row = Vec::new();
    for (distance, list) in lists.iter().enumerate() {
        if distance == 0 {
            row.extend(list);
        }
        let mut place = 0;
        row.retain(|position| {
            let wanted = position + distance as u32;
            while list.get(place).is_some_and(|position| *position < wanted) {
                place += 1;
            }
            list.get(place) == Some(&wanted)
        });
    }
    row
}

/// For each entry its rank, where none has all words: by how many pairs of words that follow each other in the query do so in the
/// entry, those in its headline counting twice. Entries with half of the best or less are left out. In Vietnamese most words are two
/// syllables, so a pair is a word that means something, and a single syllable is not. What stands in quotes must be there.
pub(crate) fn partial_ranks(query: &Query, fields: &[Field<'_>; 3], entries: usize) -> Vec<u8> {
    let mut masks = vec![[0; 3]; entries];
    if query.terms.iter().all(|term| !term.is_joined) {
        for (number, field) in fields.iter().enumerate() {
            let lists: Vec<_> = field.lists.iter().map(|list| positions(list, false)).collect();
            for (pair, lists) in lists.windows(2).enumerate() {
                mark(&in_a_row(lists), field.starts, number, &mut masks, 1 << pair);
            }
        }
    }
    let mut ranks: Vec<u8> = Vec::new();
    for [headline, summary, text] in masks {
        ranks.push(((headline.count_ones() * 2 + (summary | text).count_ones()) as u8).min(HIT - 1));
    }
    let best = ranks.iter().copied().max().unwrap_or_default();
    for rank in &mut ranks {
        if *rank * 2 <= best {
            *rank = 0;
        }
    }
    ranks
}

/// Sets a bit in one field of each entry that has one of the positions.
fn mark(positions: &[u32], starts: &[u32], field: usize, masks: &mut Masks, bit: u16) {
    let mut positions = positions.iter().peekable();
    for (end, masks) in starts.iter().skip(1).zip(masks) {
        while positions.next_if(|position| *position < end).is_some() {
            if let Some(mask) = masks.get_mut(field) {
                *mask |= bit;
            }
        }
    }
}

/// Adds positions to a list; both are in ascending order.
pub(crate) fn merge(list: &mut Vec<u32>, positions: &[u32]) {
    let mut merged = Vec::new();
    let (mut left, mut right) = (0, 0);
    loop {
        let next = list.get(left).copied().unwrap_or(u32::MAX);
        let other = positions.get(right).copied().unwrap_or(u32::MAX);
        let least = next.min(other);
        if least == u32::MAX {
            break;
        }
        left += usize::from(next == least);
        right += usize::from(other == least);
        merged.push(least);
    }
    *list = merged;
}

/// How well an article matches that is not in an index; `None` if it does not have all words. An index ranks its entries alike.
#[must_use]
pub fn rank_of(query: &Query, headline: &str, summary: &str, text: &str) -> Option<Rank> {
    let mut fields: [Field<'_>; 3] = Default::default();
    for (field, text) in fields.iter_mut().zip([headline, summary, text]) {
        let mut lists = vec![Vec::new(); query.terms.len()];
        let mut position = 0;
        each_word(text, &mut |key, marks, _, _| {
            for (number, list) in lists.iter_mut().enumerate() {
                if let Some(is_exact) = query.matches(number, key.as_bytes(), marks, false) {
                    list.push(position << 1 | u32::from(is_exact));
                }
            }
            position += 1;
        });
        field.lists = lists;
        field.starts = &[0, u32::MAX];
    }
    ranks(query, &fields, 1, 0).0.pop().filter(|rank| *rank != 0).map(Rank)
}
