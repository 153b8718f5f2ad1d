//! Cuts a text into what is said in one breath.

use crate::letters::is_small;
use crate::number::add;
use crate::token::say;
use crate::word::{Word, words};

/// The most letters of an utterance.
pub const MAX_LETTERS: usize = 180;

/// A sentence, or a part of one, that is said in one breath.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// Where what it says begins in the text, in bytes.
    pub from: usize,
    /// Where that ends.
    pub to: usize,
    /// What is said: at most [`MAX_LETTERS`] letters.
    pub says: String,
}

/// How the words after a place go on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    None,
    Clause,
    Sentence,
}

/// Cuts a text into utterances: at the end of each sentence, and in one that is too long at the last comma, or where it must be.
#[must_use]
pub fn utterances(text: &str) -> Vec<Utterance> {
    let words = words(text);
    let mut cutter = Cutter::default();
    let mut i = 0;
    while i < words.len() {
        let said = say(&words, i);
        let (first, last) = (&words[i], &words[i + said.words - 1]);
        i += said.words;
        let end = if said.has_own_stop { End::None } else { end_of(last, words.get(i), cutter.says.is_empty()) };
        let stop = if said.has_own_stop { last.trail.trim_start_matches('.') } else { last.trail };
        // A sign before a number is said in words, or is a dash.
        let lead = match first.core.as_bytes().first() {
            Some(b'0'..=b'9') => first.lead.trim_end_matches(['+', '-', '−']),
            _ => first.lead,
        };
        let shown = [lead, &said.text, stop].concat();
        cutter.take(&shown, first.from, last.to, end);
    }
    cutter.cut();
    cutter.done
}

/// A text as it is said, in one piece.
#[must_use]
pub fn spoken(text: &str) -> String {
    let mut out = String::new();
    for utterance in utterances(text) {
        add(&mut out, &utterance.says);
    }
    out
}

/// How a text goes on after a word.
fn end_of(word: &Word<'_>, next: Option<&Word<'_>>, is_first: bool) -> End {
    let has = |marks: &[char]| word.trail.contains(marks);
    let is_small_next = next.is_some_and(|next| next.core.starts_with(is_small));
    // "1. Thành phần hồ sơ" and "ông Nguyễn Văn A. Lê" end no sentence.
    let is_label = has(&['.']) && (is_first && word.core.len() <= 3);
    if next.is_none() || has(&['.', '!', '?', '…']) && !is_small_next && !is_label {
        End::Sentence
    } else if has(&[',', ';', ':', ')', '.', '!', '?', '…']) || word.core.is_empty() {
        End::Clause
    } else {
        End::None
    }
}

#[derive(Default)]
struct Cutter {
    done: Vec<Utterance>,
    says: String,
    letters: usize,
    from: usize,
    to: usize,
    /// The last place where it may be cut: bytes and letters of `says`, and where the text goes on before and after it.
    clause: Option<(usize, usize, usize, usize)>,
    /// A clause ended at the word before: where the next word begins, it may be cut.
    ends_clause: bool,
}

impl Cutter {
    /// Takes what is said for some words.
    fn take(&mut self, says: &str, from: usize, to: usize, end: End) {
        let letters = says.chars().count();
        if self.ends_clause && !self.says.is_empty() {
            self.clause = Some((self.says.len(), self.letters, self.to, from));
        }
        if letters > MAX_LETTERS {
            // An address of a page, or a number of many digits: several utterances for one place.
            self.cut();
            let mut part = String::new();
            for (i, c) in says.chars().enumerate() {
                if i > 0 && i % MAX_LETTERS == 0 {
                    self.say(std::mem::take(&mut part), from, to);
                }
                part.push(c);
            }
            self.say(part, from, to);
            return;
        }
        if !self.says.is_empty() && self.letters + 1 + letters > MAX_LETTERS {
            self.cut_before();
            // What is left after the comma may still be too long.
            if !self.says.is_empty() && self.letters + 1 + letters > MAX_LETTERS {
                self.cut();
            }
        }
        if self.says.is_empty() {
            self.from = from;
        } else {
            self.letters += 1;
        }
        add(&mut self.says, says);
        self.letters += letters;
        self.to = to;
        self.ends_clause = end == End::Clause;
        if end == End::Sentence {
            self.cut();
        }
    }

    /// Cuts at the last comma, and at the end if there is none.
    fn cut_before(&mut self) {
        let Some((bytes, letters, to, from)) = self.clause.take() else { return self.cut() };
        let rest = self.says.split_off(bytes);
        let said = std::mem::take(&mut self.says);
        self.say(said, self.from, to);
        self.says = rest.trim_start().to_owned();
        self.letters = (self.letters - letters).saturating_sub(1);
        self.from = from;
    }

    fn cut(&mut self) {
        let says = std::mem::take(&mut self.says);
        self.say(says, self.from, self.to);
        self.letters = 0;
        self.clause = None;
        self.ends_clause = false;
    }

    /// Adds an utterance, unless there is nothing to be said: some engines never end one without words.
    fn say(&mut self, says: String, from: usize, to: usize) {
        if says.contains(crate::letters::is_letter_or_digit) {
            self.done.push(Utterance { from, to, says });
        }
    }
}
