//! Texts of cells, and short forms of them for sentences.

use trangxa_messages::list_imports as say;
use trangxa_sheets::fold;

/// How many characters of a name a sentence shows.
const SHOWN: usize = 70;

/// A name as a sentence shows it: a long one is cut at a word.
#[must_use]
pub fn short(name: &str) -> String {
    if name.chars().count() <= SHOWN {
        return name.to_owned();
    }
    let cut: String = name.chars().take(SHOWN).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(&*cut, |(whole, _)| whole))
}

/// Whether a text says that there is nothing to say.
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    let words = fold::words(text);
    words.is_empty() || matches!(&*words, "khong" | "khong co" | "khong quy dinh") || is_unknown(&words)
}

/// Whether words, as [`fold::words`] makes them, say that something is not known.
#[must_use]
pub fn is_unknown(words: &str) -> bool {
    matches!(words, "khong co thong tin" | "chua co thong tin" | "khong xac dinh")
}

/// The first `most` of some names, and how many more there are.
#[must_use]
pub fn some_of(names: &[String], most: usize) -> String {
    let first = names.iter().take(most).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(most) {
        0 => first,
        more => say::AndMore { first, count: more }.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_at_a_word() {
        assert_eq!(short(&"một hai ".repeat(20)).chars().count(), 68);
        assert_eq!(short("một"), "một");
    }
}
