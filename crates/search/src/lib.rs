//! Finds articles by their words.
//!
//! The publisher writes an index (feature `write`), which a static host has next to the pages; the browser fetches the few kilobytes
//! of it that a query needs. Both fold words with the same code ([`words`]), so case, encodings of marks, places of tones and `i` and
//! `y` make no difference to either.
//!
//! # Order
//!
//! An entry is found if it has every word of the query. Entries are ordered by [`Rank`]: with the typed marks, all words in
//! the headline, one after the other, all in the summary; then as the index has them, newest first. A word that was typed with a mark
//! only matches words with the same marks, one that was typed without matches all.
//!
//! Who types one of several words without marks hardly means a word without marks: such words have the typed marks only where all of them
//! stand together.
//!
//! # Files
//!
//! | file | what | fetched |
//! |---|---|---|
//! | `index.json` | groups, years, names of the other files, all lengths, and a segment with the newest headlines | when the search begins |
//! | `….bin` | segments of older headlines, each with a range of the keys, where the site is large | when a query has too few hits in the newest ones |
//! | `….bin` | segments of summaries and texts, each with a range of the keys; where the site is small, of older headlines, too | when it has too few in headlines |
//! | `….json` | addresses, headlines and summaries of [`BLOCK`] entries | for what is shown |
//! | `….txt` | all words, the most frequent first | when nothing was found |
//!
//! All but the first are named by their content, which also tells whether the bytes are whole.
//!
//! The words of all entries are numbered through, and a segment has for each form of a word the gaps between its numbers, by the
//! range coder of `bits`: 11 bits for each word of a text, of which 9.8 are its entropy. Each text is filled up to a multiple of 32
//! positions, a summary of 8, a headline of 4. That costs some hundredths of a bit for each position, but the lengths, which
//! every query needs to tell which entry a position is in, take half the bytes; and no phrase goes over the end of an entry. All
//! summaries come before all texts in one numbering, so there is one list and not two; where the files of texts are small, the older
//! headlines come before these, because files of their own would be no smaller and cost each query a round trip. All lengths are in
//! `index.json`: 0.7 kB for 1 000 entries.
//!
//! The crate does no I/O and reads no clock. The modules, from the bottom up: `fold`, `query`, `rank`, `bits`, `name`, `segment`,
//! `index`, `correct`, `search`, `passage`; `write` (over `entry`) is the
//! other side.

mod bits;
mod correct;
#[cfg(feature = "write")]
mod entry;
mod fold;
mod index;
mod name;
mod passage;
mod query;
mod rank;
mod search;
mod segment;
#[cfg(feature = "write")]
mod write;

#[cfg(feature = "write")]
pub use entry::{Entry, GroupName};
pub use fold::{MAX_LETTERS, Word, words};
pub use index::{BLOCK, Detail, Group, Index};
pub use passage::{Passage, passage};
pub use query::{MAX_WORDS, Query};
pub use rank::{Rank, rank_of};
pub use search::{Counts, Filter, Hit, Outcome, Search};
#[cfg(feature = "write")]
pub use write::{File, Limits, SUMMARY_LETTERS, detail_files, write, write_with};
