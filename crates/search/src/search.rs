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

use crate::correct::correct;
use crate::index::{Index, Shards};
use crate::query::Query;
use crate::rank::{EXACT, Field, HEADLINE, HIT, PHRASE, RANKS, Rank, partial_ranks, ranks};
use crate::segment::find;

/// In how many files of older headlines, and of texts, the beginning of a word is looked up. If more have such words, it counts in
/// these files only as a whole word: a reader types on while they would come.
const FEW_FILES: usize = 2;
/// The same where nothing was found in these.
const MANY_FILES: usize = 12;

/// Which entries are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those of the group with this number, see [`Index::groups`].
    pub group: Option<u16>,
    /// Only those of this year; 0 for those without a date.
    pub year: Option<u16>,
}

impl Filter {
    fn has_group(self, group: u16) -> bool {
        self.group.is_none_or(|wanted| wanted == group)
    }

    fn has_year(self, year: u16) -> bool {
        self.year.is_none_or(|wanted| wanted == year)
    }
}

/// How many entries there are in each group and in each year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Of each group of the index.
    pub groups: Vec<u32>,
    /// Of each year that has entries, in the order of the index; 0 is of entries without a date.
    pub years: Vec<(u16, u32)>,
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
    /// The first entries, each at its final place. If none has all words, those that have most of them, see
    /// [`Rank::is_partial`].
    pub entries: Vec<Hit>,
    /// How many there are in all; `None` if not everything was looked at: then there are at least those in `entries`.
    pub total: Option<u32>,
    /// The names of the files that must be fetched and [given](Index::give) before all wanted entries are certain, or before it is
    /// certain that there are fewer; the most important first. When some are given, others may be needed. If nothing was found, it is
    /// the vocabulary. Without any, no more of the wanted entries will come.
    pub needed: Vec<String>,
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
    /// Of the entries that the filter lets through.
    ranks: Vec<u8>,
    /// Whether any entry has all words, whatever the filter.
    has_any: bool,
    /// Entries with lower ranks are not certain; 0 if all are.
    certain: u8,
    is_missing: bool,
    /// Whether all words were looked up in everything.
    is_complete: bool,
}

impl State {
    /// Notes what nobody has tried to fetch, and what is missing.
    fn need(&mut self, index: &Index, name: &str) {
        match index.file(name) {
            Some(bytes) => self.is_missing |= bytes.is_empty(),
            None if !self.needed.iter().any(|other| other == name) => self.needed.push(name.to_owned()),
            None => {}
        }
    }

    /// Whether nothing at all has all words.
    fn has_nothing(&self) -> bool {
        self.needed.is_empty() && self.certain == 0 && !self.has_any
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

    /// The first `n` entries, as far as they are certain, and which files are needed before all of these are.
    #[must_use]
    pub fn results(&self, index: &Index, n: usize) -> Outcome {
        let mut state = self.run(index, n);
        let mut entries = Vec::new();
        let mut total = 0;
        for rank in (state.certain.max(1)..RANKS).rev() {
            for (entry, found) in state.ranks.iter().enumerate() {
                if *found == rank {
                    if total < n {
                        entries.push(Hit { entry: entry as u32, rank: Rank::new(rank) });
                    }
                    total += 1;
                }
            }
        }
        let is_all = state.is_complete && state.certain == 0 && state.needed.is_empty();
        let is_missing = state.is_missing;
        let mut correction = None;
        if state.has_nothing() && state.is_complete && !self.query.is_empty() {
            // A vocabulary that is missing changes nothing of what was found.
            state.need(index, index.vocabulary());
            correction = correct(&self.query, index.file(index.vocabulary()).unwrap_or_default());
        }
        Outcome { entries, total: is_all.then_some(total as u32), needed: state.needed, is_missing, correction }
    }

    /// How many entries each group (in the order of [`Index::groups`]) and each year would have if it were chosen instead, with
    /// what is chosen of the other; `None` unless all entries with the words are known.
    #[must_use]
    pub fn counts(&self, index: &Index) -> Option<Counts> {
        let all = Self { query: self.query.clone(), filter: Filter::default() };
        let state = all.run(index, usize::MAX);
        if !state.is_complete || state.certain != 0 || !state.needed.is_empty() || state.is_missing {
            return None;
        }
        let mut counts = Counts { groups: vec![0; index.groups().len()], years: Vec::new() };
        for ((group, year), rank) in index.places().zip(&state.ranks) {
            if *rank == 0 {
                continue;
            }
            if let Some(count) = counts.groups.get_mut(usize::from(group)).filter(|_| self.filter.has_year(year)) {
                *count += 1;
            }
            if self.filter.has_group(group) {
                match counts.years.iter_mut().find(|(known, _)| *known == year) {
                    Some((_, count)) => *count += 1,
                    None => counts.years.push((year, 1)),
                }
            }
        }
        Some(counts)
    }

    /// How far the files lead; with more files for the beginning of a word, and with any tone for the last word, if there is nothing
    /// without that.
    fn run(&self, index: &Index, n: usize) -> State {
        let mut state = self.steps(index, n, false, FEW_FILES);
        for is_relaxed in [false, true] {
            let can_find_more = if is_relaxed { self.query.can_relax() } else { !state.is_complete };
            if state.has_nothing() && can_find_more {
                state = self.steps(index, n, is_relaxed, MANY_FILES);
            }
        }
        state
    }

    fn steps(&self, index: &Index, n: usize, is_relaxed: bool, most_files: usize) -> State {
        let mut state = State {
            needed: Vec::new(),
            ranks: Vec::new(),
            has_any: false,
            certain: 0,
            is_missing: false,
            is_complete: true,
        };
        if self.query.is_empty() {
            return state;
        }
        let has_older = index.first < index.entries;
        let mut fields: [Field<'_>; 3] = Default::default();
        for (field, starts) in fields.iter_mut().zip(&index.starts) {
            field.lists.resize(self.query.terms.len(), Vec::new());
            field.starts = starts;
        }
        let end = |starts: &[u32], entry: u32| starts.get(entry as usize).copied().unwrap_or(0);
        let middle = end(&index.starts[0], index.first);
        // What comes before the summaries: the older headlines, unless they have files of their own.
        let before =
            if index.older.count() == 0 { end(&index.starts[0], index.entries).saturating_sub(middle) } else { 0 };
        let texts = before.saturating_add(end(&index.starts[1], index.entries));
        // One bit for each word that no other segment has as it was typed.
        let mut here = 0;
        for step in 0..3 {
            let mut segments = vec![index.headlines.as_slice()];
            if step > 0 {
                let shards = if step == 1 { &index.older } else { &index.texts };
                if step == 1 && shards.count() == 0 {
                    continue;
                }
                segments = self.segments(index, shards, &fields[0].lists, most_files, &mut state);
                if !state.needed.is_empty() {
                    return state;
                }
            }
            let mut lists = vec![Vec::new(); self.query.terms.len()];
            let base = if step == 1 { middle } else { 0 };
            for bytes in segments {
                state.is_missing |= find(bytes, &self.query, is_relaxed, base, &mut lists, &mut here).is_none();
            }
            // Where each field's positions begin in the numbering, and at which position of the field.
            let parts =
                if step < 2 { [(0, 0), (u32::MAX, 0), (u32::MAX, 0)] } else { [(0, middle), (before, 0), (texts, 0)] };
            for (term, list) in lists.iter().enumerate() {
                for position in list {
                    let field = parts.iter().rposition(|(start, _)| *start <= position >> 1).unwrap_or(0);
                    if let (Some((start, base)), Some(list)) =
                        (parts.get(field), fields.get_mut(field).and_then(|field| field.lists.get_mut(term)))
                    {
                        list.push((position - start * 2).saturating_add(base.saturating_mul(2)));
                    }
                }
            }
            let (ranks, is_sure) = ranks(&self.query, &fields, index.entries as usize, here);
            state.ranks = ranks;
            state.has_any = state.ranks.iter().any(|rank| *rank != 0);
            if step < 2 {
                let exact = if is_sure { 0 } else { EXACT };
                let phrase = if step == 0 && has_older { PHRASE } else { 0 };
                state.certain = HIT | HEADLINE | exact | phrase;
            } else {
                state.certain = 0;
                if state.has_nothing() && state.is_complete && !state.is_missing {
                    state.ranks = partial_ranks(&self.query, &fields, index.entries as usize);
                }
            }
            self.filter(index, &mut state.ranks);
            if step < 2 && state.ranks.iter().filter(|rank| **rank >= state.certain).count() >= n {
                break;
            }
        }
        state
    }

    /// Takes the ranks from the entries that the filter does not let through.
    fn filter(&self, index: &Index, ranks: &mut [u8]) {
        for (rank, (group, year)) in ranks.iter_mut().zip(index.places()) {
            if !self.filter.has_group(group) || !self.filter.has_year(year) {
                *rank = 0;
            }
        }
    }

    /// The segments with the words of the query, those of the rarest first. Notes which files are needed.
    fn segments<'a>(
        &self,
        index: &'a Index,
        shards: &Shards,
        lists: &[Vec<u32>],
        most_files: usize,
        state: &mut State,
    ) -> Vec<&'a [u8]> {
        let mut order: Vec<usize> = Vec::new();
        let length = |number: usize| lists.get(number).map_or(0, Vec::len);
        for number in 0..lists.len() {
            let place = order.iter().take_while(|other| length(**other) <= length(number)).count();
            order.insert(place, number);
        }
        let mut segments = Vec::new();
        let mut taken = Vec::new();
        for number in order {
            let Some(term) = self.query.terms.get(number) else { continue };
            let (start, mut end) = shards.range(&term.key, self.query.is_prefix(number));
            if end - start > most_files {
                end = start + 1;
                state.is_complete = false;
            }
            for shard in start..end {
                if !taken.contains(&shard) && shard < shards.count() {
                    taken.push(shard);
                    let name = shards.name(shard);
                    state.need(index, &name);
                    segments.extend(index.file(&name).filter(|bytes| !bytes.is_empty()));
                }
            }
        }
        segments
    }
}
