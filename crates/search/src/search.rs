//! A search: which files it needs, and what it has found with those that are there.
//!
//! It goes on in three steps, and stops at the first where the wanted number of results is certain:
//!
//! 1. the newest headlines, which `index.json` has;
//! 2. all headlines, if the index has older ones;
//! 3. summaries and texts.
//!
//! A step knows the places of an entry for certain if nothing that later steps find can come before it. What has the phrase in
//! the headline, with the typed marks, is certain at once. What has only other marks is certain if no text has the typed ones;
//! the segments of headlines say that of words that were typed without marks.

use crate::bits::Bits;
use crate::correct::correct;
use crate::index::{Index, Shards, UNITS, starts};
use crate::query::Query;
use crate::rank::{
    ANY_HEADLINE, ANY_PHRASE, EXACT_HEADLINE, EXACT_PHRASE, Field, RANKS, Rank, exact_masks, merge_all, ranks,
};
use crate::segment::{Found, VERSION, find};

/// In how many files of older headlines, and of texts, the beginning of a word is looked up. If more have such words, it counts in
/// these files only as a whole word.
pub const MAX_PREFIX_FILES: usize = 4;

/// Which entries are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those of the group with this number, see [`Index::groups`].
    pub group: Option<u16>,
    /// Only those of this year; 0 for those without a date.
    pub year: Option<u16>,
}

/// An entry that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its number in the index, from 0.
    pub entry: u32,
    /// How well it matches.
    pub rank: Rank,
}

/// What a search has found so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The first entries, each at its final place.
    pub entries: Vec<Hit>,
    /// How many there are in all; `None` if not everything was looked at: then there are at least those in `entries`.
    pub total: Option<u32>,
    /// Whether no more of the wanted entries will come, with the files that can be had.
    pub is_final: bool,
    /// Whether files are missing that could change the outcome.
    pub is_missing: bool,
    /// The query as it may have been meant, if nothing was found and the vocabulary is there.
    pub correction: Option<String>,
}

/// A query and a filter. It holds no results: an [`Index`] has all that was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    query: Query,
    filter: Filter,
}

/// How far a search has come.
struct State {
    /// The names of the files without which it goes no further.
    needed: Vec<String>,
    ranks: Vec<Option<Rank>>,
    /// Entries with lower ranks are not certain.
    certain: u8,
    is_missing: bool,
    /// Whether all words were looked up in everything.
    is_complete: bool,
}

impl State {
    /// Adds those of the files that nobody has tried to fetch.
    fn need(&mut self, index: &Index, name: String) {
        match index.file(&name) {
            Some(bytes) => self.is_missing |= bytes.is_none(),
            None if !self.needed.contains(&name) => self.needed.push(name),
            None => {}
        }
    }
}

impl Search {
    /// A search for what the query says, among what the filter lets through.
    #[must_use]
    pub fn new(query: Query, filter: Filter) -> Self {
        Self { query, filter }
    }

    /// What is searched for.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The names of the files that must be fetched and [given](Index::give) before the first `n` results are certain, or before
    /// it is certain that there are fewer; the most important first. When some are given, others may be needed. If nothing was
    /// found, it is the vocabulary.
    #[must_use]
    pub fn needed(&self, index: &Index, n: usize) -> Vec<String> {
        let (_, mut state) = self.run(index, n);
        if self.has_nothing(&state) && state.is_complete {
            state.need(index, index.vocabulary().to_owned());
        }
        state.needed
    }

    /// The first `n` entries, as far as they are certain.
    #[must_use]
    pub fn results(&self, index: &Index, n: usize) -> Outcome {
        let (query, state) = self.run(index, n);
        let mut entries = Vec::new();
        let mut total = 0;
        for rank in (state.certain..RANKS).rev() {
            for entry in self.entries(index, &state.ranks, rank) {
                if entries.len() < n {
                    entries.push(Hit { entry, rank: Rank::new(rank) });
                }
                total += 1;
            }
        }
        let vocabulary =
            index.file(index.vocabulary()).flatten().filter(|_| self.has_nothing(&state) && state.is_complete);
        Outcome {
            is_final: state.needed.is_empty(),
            total: (state.is_complete && state.certain == 0).then_some(total),
            is_missing: state.is_missing,
            correction: vocabulary.and_then(|bytes| correct(query.as_ref().unwrap_or(&self.query), bytes)),
            entries,
        }
    }

    /// Whether there is nothing at all, whatever the filter.
    fn has_nothing(&self, state: &State) -> bool {
        let is_over = !self.query.is_empty() && state.needed.is_empty() && state.certain == 0;
        is_over && state.ranks.iter().all(Option::is_none)
    }

    /// The entries of a rank that the filter lets through.
    fn entries(&self, index: &Index, ranks: &[Option<Rank>], rank: u8) -> Vec<u32> {
        let mut entries = Vec::new();
        let mut years = index.years.iter();
        let mut year = 0;
        let mut left = 0;
        for (entry, (found, group)) in ranks.iter().zip(&index.group_of).enumerate() {
            while left == 0 {
                (year, left) = years.next().copied().unwrap_or((0, u32::MAX));
            }
            left -= 1;
            if *found == Some(Rank::new(rank))
                && self.filter.group.is_none_or(|wanted| wanted == *group)
                && self.filter.year.is_none_or(|wanted| wanted == year)
            {
                entries.push(entry as u32);
            }
        }
        entries
    }

    /// How far the files lead; with the query that is used in place of the typed one, if that finds nothing.
    fn run(&self, index: &Index, n: usize) -> (Option<Query>, State) {
        let state = self.step(&self.query, index, n);
        match self.query.relaxed() {
            Some(query) if self.has_nothing(&state) => {
                let state = self.step(&query, index, n);
                (Some(query), state)
            }
            _ => (None, state),
        }
    }

    fn step(&self, query: &Query, index: &Index, n: usize) -> State {
        let mut state =
            State { needed: Vec::new(), ranks: Vec::new(), certain: 0, is_missing: false, is_complete: true };
        let words = query.terms.len();
        if words == 0 {
            return state;
        }
        let entries = index.entries as usize;
        let has_older = index.first < index.entries;
        let mut found = vec![Found::default(); words];
        let mut fields: [Field; 3] = Default::default();
        state.is_missing = find(&index.headlines, query, 0, &mut found).is_none();
        fields[0].starts.clone_from(&index.starts);
        fields[0].lists = lists(&found);
        state.ranks = ranks(query, &fields, entries);
        if has_older {
            state.certain = if is_sure(&found, &fields[0], &state.ranks) { ANY_PHRASE } else { EXACT_PHRASE };
            if self.has_enough(index, &state, n) {
                return state;
            }
            let names = files(query, index, &index.older, &found, &mut state);
            if !state.needed.is_empty() {
                return state;
            }
            if let Some(mut bits) = lengths(index, &index.older) {
                let base = index.starts.last().copied().unwrap_or(0);
                if let Some(rest) = starts(&mut bits, index.entries - index.first, UNITS[0], base) {
                    fields[0].starts.pop();
                    fields[0].starts.extend(rest);
                    for bytes in names.iter().filter_map(|name| index.file(name).flatten()) {
                        state.is_missing |= find(bytes, query, base, &mut found).is_none();
                    }
                }
            }
            fields[0].lists = lists(&found);
            state.ranks = ranks(query, &fields, entries);
        }
        state.certain = if is_sure(&found, &fields[0], &state.ranks) { ANY_HEADLINE } else { EXACT_HEADLINE };
        if self.has_enough(index, &state, n) {
            return state;
        }
        let names = files(query, index, &index.texts, &found, &mut state);
        if !state.needed.is_empty() {
            return state;
        }
        state.certain = 0;
        if let Some(mut bits) = lengths(index, &index.texts) {
            let summaries = starts(&mut bits, index.entries, UNITS[1], 0).unwrap_or_default();
            let texts = starts(&mut bits, index.entries, UNITS[2], 0).unwrap_or_default();
            let mut found = vec![Found::default(); words];
            for bytes in names.iter().filter_map(|name| index.file(name).flatten()) {
                state.is_missing |= find(bytes, query, 0, &mut found).is_none();
            }
            // All summaries come before all texts.
            let middle = summaries.last().copied().unwrap_or(0);
            for mut list in lists(&found) {
                let summary = list.iter().take_while(|position| **position >> 1 < middle).count();
                fields[2].lists.push(list.iter().skip(summary).map(|position| position - middle * 2).collect());
                list.truncate(summary);
                fields[1].lists.push(list);
            }
            fields[1].starts = summaries;
            fields[2].starts = texts;
            state.ranks = ranks(query, &fields, entries);
        }
        state
    }

    fn has_enough(&self, index: &Index, state: &State, n: usize) -> bool {
        (state.certain..RANKS).map(|rank| self.entries(index, &state.ranks, rank).len()).sum::<usize>() >= n
    }
}

/// The files of the words of the query, those of the rarest first; and what of these and the lengths is needed.
fn files(query: &Query, index: &Index, shards: &Shards, found: &[Found], state: &mut State) -> Vec<String> {
    state.need(index, shards.lengths.clone());
    let mut names = Vec::new();
    let mut is_taken = vec![false; found.len()];
    for _ in found {
        let mut rarest = None;
        for (number, word) in found.iter().enumerate() {
            let count = word.count();
            if !is_taken.get(number).is_some_and(|taken| *taken) && rarest.is_none_or(|(least, _)| count < least) {
                rarest = Some((count, number));
            }
        }
        let Some((_, number)) = rarest else { break };
        if let (Some(taken), Some(term)) = (is_taken.get_mut(number), query.terms.get(number)) {
            *taken = true;
            let (start, mut end) = shards.range(&term.key, query.is_prefix(number));
            if end - start > MAX_PREFIX_FILES {
                end = start + 1;
                state.is_complete = false;
            }
            for name in (start..end).filter_map(|number| shards.name(number)) {
                if !names.contains(&name) {
                    names.push(name.clone());
                    state.need(index, name);
                }
            }
        }
    }
    names
}

/// The positions of each word, in order.
fn lists(found: &[Found]) -> Vec<Vec<u32>> {
    found.iter().map(|found| merge_all(found.lists.clone())).collect()
}

/// Whether no entry can have all words with the typed marks beyond those whose headlines have them.
fn is_sure(found: &[Found], headlines: &Field, ranks: &[Option<Rank>]) -> bool {
    let mut here = 0;
    for (number, found) in found.iter().enumerate() {
        if found.is_elsewhere == Some(false) {
            here |= 1 << number;
        }
    }
    let masks = exact_masks(headlines, ranks.len());
    let is_known = |rank: Option<Rank>| rank.is_some_and(|rank| rank.is_exact() && rank.is_headline());
    here != 0 && masks.iter().zip(ranks).all(|(mask, rank)| mask & here != here || is_known(*rank))
}

/// The lengths of what some segments number.
fn lengths<'a>(index: &'a Index, shards: &Shards) -> Option<Bits<'a>> {
    let bytes = index.file(&shards.lengths).flatten()?;
    if bytes.first() != Some(&VERSION) {
        return None;
    }
    Some(Bits::new(bytes.get(2..)?))
}
