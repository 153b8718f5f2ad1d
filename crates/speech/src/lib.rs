//! Says Vietnamese texts as people say them, for engines that read aloud.
//!
//! An engine reads `1.264` as a decimal, `8h30` letter by letter and `NĐ-CP` not at all. Here they become words. Nothing is guessed
//! beyond that: a word that no rule knows stays as it is, and none is lost. What an abbreviation stands for comes from one table
//! (`abbreviations`) and from nowhere else.
//!
//! The text is cut where people breathe: at the ends of sentences, and in long sentences at commas, because engines that speak over
//! the network fall silent after 15 seconds.
//!
//! It is written for few bytes, because a browser fetches it when a reader presses a button. There is no I/O, and no table of Unicode.

mod abbreviations;
mod letters;
mod number;
mod token;
mod utterance;
mod word;

pub use utterance::{MAX_LETTERS, Utterance, spoken, utterances};
