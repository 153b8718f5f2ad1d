//! What is searched for.

use crate::fold::{TONES, each_word, factor_of};

/// How many words of a query count.
pub const MAX_WORDS: usize = 12;

/// A text that somebody searches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub(crate) text: String,
    pub(crate) terms: Vec<Term>,
    is_cut: bool,
    /// Whether the last word may go on.
    is_prefix: bool,
    /// Whether the last word may have another tone.
    is_relaxed: bool,
}

/// A word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) key: String,
    pub(crate) marks: u32,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether it stands in quotes with the word before it.
    pub(crate) is_joined: bool,
}

impl Query {
    /// Reads what somebody typed. Quotes (`"` or `“ ”`, also unclosed) hold words that must follow each other. The first
    /// [`MAX_WORDS`] words count. With `is_typing` the last word may be the beginning of a word, unless something follows it.
    #[must_use]
    pub fn parse(text: &str, is_typing: bool) -> Self {
        let mut terms = Vec::new();
        let mut is_cut = false;
        let mut last_end = 0;
        let mut is_quoted = false;
        each_word(text, &mut |key, marks, start, end| {
            let mut is_joined = is_quoted;
            let between = text.get(last_end..start).unwrap_or_default();
            // A date is one: its numbers follow each other.
            let is_number = |key: &str| key.bytes().all(|byte| byte.is_ascii_digit());
            is_joined |=
                between == "/" && is_number(key) && terms.last().is_some_and(|term: &Term| is_number(&term.key));
            for c in between.chars() {
                match c {
                    '"' => is_quoted = !is_quoted,
                    '“' => is_quoted = true,
                    '”' => is_quoted = false,
                    _ => continue,
                }
                is_joined = false;
            }
            last_end = end;
            if terms.len() < MAX_WORDS {
                terms.push(Term { key: key.to_owned(), marks, start, end, is_joined });
            } else {
                is_cut = true;
            }
        });
        let is_prefix = is_typing && !is_cut && last_end == text.len();
        Self { text: text.to_owned(), terms, is_cut, is_prefix, is_relaxed: false }
    }

    /// Whether it has no word: nothing is found, and nothing should be said to be missing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it has more words than count.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The query to try when this one finds nothing at all: the last word, typed with marks but still without a tone, may get any
    /// tone. `None` if the last word is not like that. A search in an index does this by itself.
    #[must_use]
    pub fn relaxed(&self) -> Option<Self> {
        self.can_relax().then(|| Self { is_relaxed: true, ..self.clone() })
    }

    /// Whether [`Query::relaxed`] is another query.
    pub(crate) fn can_relax(&self) -> bool {
        let has_quality = |term: &Term| term.marks != 0 && term.marks.is_multiple_of(TONES);
        self.is_prefix && !self.is_relaxed && self.terms.last().is_some_and(has_quality)
    }

    /// Whether the word with this number may go on.
    pub(crate) fn is_prefix(&self, term: usize) -> bool {
        self.is_prefix && term + 1 == self.terms.len()
    }

    /// Whether a word may be what a word of the query means; `Some(true)` if it has the typed marks to the letter.
    /// With `is_relaxed` the last word may have any tone.
    pub(crate) fn matches(&self, number: usize, key: &[u8], marks: u32, is_relaxed: bool) -> Option<bool> {
        let term = self.terms.get(number)?;
        if key == term.key.as_bytes() && term.marks == marks {
            return Some(true);
        }
        let is_prefix = self.is_prefix(number);
        let has_key = if is_prefix { key.starts_with(term.key.as_bytes()) } else { key == term.key.as_bytes() };
        let has_marks = term.marks == 0
            || (is_prefix
                && (is_relaxed || self.is_relaxed || marks % TONES == term.marks % TONES)
                && marks / TONES % factor_of(&term.key) == term.marks / TONES);
        (has_key && has_marks).then_some(false)
    }
}
