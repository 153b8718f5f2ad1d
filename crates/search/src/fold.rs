//! Words of a text, folded: what two spellings of a word have in common, and what their marks say.

use trangxa_clean::letters::{base_letter, is_combining, is_letter};

/// How many letters of a word count. The letters after them belong to the word, but are not compared.
pub const MAX_LETTERS: usize = 40;

/// How many tones there are, with the level tone, which has no mark.
pub(crate) const TONES: u32 = 6;

/// Where the marks of a word stop to be counted: a Vietnamese syllable has no more than a few hundred combinations.
const MAX_FACTOR: u32 = 1 << 24;

/// How many groups of three digits are joined to one number.
const MAX_GROUPS: usize = 12;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its letters and digits, small and without marks. Where Vietnamese writes `i` and `y` for the same sound, it has `i`; a
    /// number has no zeros in front and no dots. Letters of other scripts are as they are in the text.
    pub key: String,
    /// Its marks as one number, which does not depend on where in the word the tone is written or on how marks are encoded; 0 if
    /// it has none. The tone (0 to 5) plus six times the qualities of its letters (`ă`, `â`, `đ`, ...), the first letter's being
    /// the lowest: each letter multiplies by the number of its qualities. Two spellings are one word if both `key` and `marks`
    /// are equal.
    pub marks: u32,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends in the text, in bytes.
    pub end: usize,
}

/// The words of a text, in order. It takes time in proportion to the text.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    each_word(text, &mut |key, marks, start, end| words.push(Word { key: key.to_owned(), marks, start, end }));
    words
}

/// Calls `visit` with key, marks, start and end of each word of a text, see [`Word`].
pub(crate) fn each_word(text: &str, visit: &mut dyn FnMut(&str, u32, usize, usize)) {
    let mut word = Building::default();
    let mut joined_until = 0;
    for (at, c) in text.char_indices() {
        let base = base_letter(c);
        if base.is_some() || is_other_letter(c) {
            if word.end == 0 {
                word.start = at;
                joined_until = at + text.as_bytes().get(at..).map_or(0, grouped);
            }
            word.end = at + c.len_utf8();
            match base {
                Some(base) => word.push(base, marks_of(c)),
                None => word.push(small(c), 0),
            }
        } else if is_combining(c) || c == '\u{ad}' {
            if word.end != 0 {
                word.end = at + c.len_utf8();
                word.combine(c);
            }
        } else if c != '.' || at >= joined_until {
            word.finish(visit);
        }
    }
    word.finish(visit);
}

/// The letters and digits of a text, small and without marks, with a hyphen for all between them: as addresses have headlines.
pub(crate) fn hyphened(text: &str) -> String {
    let mut hyphened = String::new();
    let mut is_between = false;
    for c in text.chars() {
        match base_letter(c) {
            Some(letter) => {
                if is_between && !hyphened.is_empty() {
                    hyphened.push('-');
                }
                hyphened.push(letter);
                is_between = false;
            }
            None => is_between |= !is_combining(c),
        }
    }
    hyphened
}

/// By how much the qualities of the letters after a key count in [`Word::marks`], without the tone's share.
pub(crate) fn factor_of(key: &str) -> u32 {
    key.chars().fold(1, next_factor)
}

fn next_factor(factor: u32, letter: char) -> u32 {
    if factor > MAX_FACTOR { factor } else { factor * qualities(letter) }
}

/// How many qualities a letter can have.
pub(crate) fn qualities(letter: char) -> u32 {
    match letter {
        'a' | 'o' => 3,
        'd' | 'e' | 'u' => 2,
        _ => 1,
    }
}

#[derive(Default)]
struct Building {
    key: String,
    letters: usize,
    has_others: bool,
    start: usize,
    /// 0 outside words.
    end: usize,
    tone: u32,
    marks: u32,
    /// By how much the quality of the next letter counts.
    factor: u32,
    last: char,
    before_last: char,
    /// By how much the quality of the last letter counts; 0 if it has one.
    last_factor: u32,
}

impl Building {
    fn push(&mut self, letter: char, marks: u32) {
        self.letters += 1;
        if self.letters > MAX_LETTERS {
            self.last = '\0';
            return;
        }
        if self.letters == 1 {
            self.factor = 1;
        }
        let is_vowel = matches!(self.last, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        let is_i = letter == 'y' && (!is_vowel || (self.last == 'u' && self.before_last == 'q'));
        let letter = if is_i { 'i' } else { letter };
        self.key.push(letter);
        self.has_others |= !letter.is_ascii_digit();
        self.before_last = self.last;
        self.last = letter;
        self.last_factor = if self.factor > MAX_FACTOR { 0 } else { self.factor };
        self.factor = next_factor(self.factor, letter);
        self.add(marks);
    }

    /// Adds a mark that follows its letter.
    fn combine(&mut self, c: char) {
        self.add(match (c, self.last) {
            ('\u{302}', 'a' | 'e' | 'o') | ('\u{31b}', 'u') => TONES,
            ('\u{306}', 'a') | ('\u{31b}', 'o') => 2 * TONES,
            (_, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') => match c {
                '\u{300}' | '\u{340}' => 1,
                '\u{301}' | '\u{341}' => 2,
                '\u{309}' => 3,
                '\u{303}' => 4,
                '\u{323}' => 5,
                _ => 0,
            },
            _ => 0,
        });
    }

    /// Adds the tone and the quality, times six, of the last letter.
    fn add(&mut self, marks: u32) {
        if self.tone == 0 {
            self.tone = marks % TONES;
        }
        if marks >= TONES {
            self.marks += marks / TONES * self.last_factor;
            self.last_factor = 0;
        }
    }

    fn finish(&mut self, visit: &mut dyn FnMut(&str, u32, usize, usize)) {
        if self.end != 0 {
            let mut key = self.key.as_str();
            while let Some(rest) = key.strip_prefix('0').filter(|rest| !self.has_others && !rest.is_empty()) {
                key = rest;
            }
            visit(key, self.tone + TONES * self.marks, self.start, self.end);
            let mut key = std::mem::take(&mut self.key);
            key.clear();
            *self = Self { key, ..Self::default() };
        }
    }
}

/// Whether a character is a letter of another script, or one that [`base_letter`] does not know.
fn is_other_letter(c: char) -> bool {
    (is_letter(c) && !is_combining(c) && c != '×' && c != '÷') || matches!(c, '\u{3041}'..='\u{d7a3}')
}

/// The small letter, in Latin-1.
fn small(c: char) -> char {
    match c {
        '\u{c0}'..='\u{de}' => char::from(c as u8 + 0x20),
        _ => c,
    }
}

/// The tone of a letter plus six times its quality.
fn marks_of(c: char) -> u32 {
    /// Of the letters from `Ạ` to `ỹ`, one for capital and small.
    const VIETNAMESE: [u8; 45] = [
        5, 3, 8, 7, 9, 10, 11, 14, 13, 15, 16, 17, // a
        5, 3, 4, 8, 7, 9, 10, 11, // e
        3, 5, // i
        5, 3, 8, 7, 9, 10, 11, 14, 13, 15, 16, 17, // o
        5, 3, 8, 7, 9, 10, 11, // u
        1, 5, 3, 4, // y
    ];
    match c {
        'À' | 'à' | 'È' | 'è' | 'Ì' | 'ì' | 'Ò' | 'ò' | 'Ù' | 'ù' => 1,
        'Á' | 'á' | 'É' | 'é' | 'Í' | 'í' | 'Ó' | 'ó' | 'Ú' | 'ú' | 'Ý' | 'ý' => 2,
        'Ã' | 'ã' | 'Ĩ' | 'ĩ' | 'Õ' | 'õ' | 'Ũ' | 'ũ' => 4,
        'Â' | 'â' | 'Ê' | 'ê' | 'Ô' | 'ô' | 'Ư' | 'ư' | 'Đ' | 'đ' | 'Ð' | 'ð' => TONES,
        'Ă' | 'ă' | 'Ơ' | 'ơ' => 2 * TONES,
        'Ạ'..='ỹ' => VIETNAMESE.get((c as usize - 'Ạ' as usize) / 2).map_or(0, |marks| u32::from(*marks)),
        _ => 0,
    }
}

/// How many bytes a number takes whose thousands are set off with dots; 0 if the text does not begin with one. `30.6.2025` is
/// a date.
fn grouped(text: &[u8]) -> usize {
    let digits = |at: usize| text.iter().skip(at).take(4).take_while(|byte| byte.is_ascii_digit()).count();
    let first = digits(0);
    if first == 0 || first > 3 || text.first() == Some(&b'0') {
        return 0;
    }
    let mut at = first;
    for _ in 0..MAX_GROUPS {
        match (text.get(at), digits(at + 1)) {
            (Some(b'.'), 3) => at += 4,
            (Some(b'.'), 1..) => return 0,
            _ => break,
        }
    }
    if at == first { 0 } else { at }
}
