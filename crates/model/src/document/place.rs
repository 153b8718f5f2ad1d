//! Places in the text of a document, as an editor shows them, and the line around a place.

use std::borrow::Cow;
use trangxa_messages::model;

/// The most characters of a line that an excerpt shows before and after a place.
const BEFORE: usize = 40;
const AFTER: usize = 30;

/// The line and column of a byte of a text, both from 1, in the person's language. A column counts characters, as editors do.
pub(super) fn place(text: &str, at: usize) -> String {
    let (line, column) = position(text, at);
    model::LineColumn { line, column }.to_string()
}

/// The same as the place of an error, in every language alike: `line 3, column 7`.
pub(super) fn place_code(text: &str, at: usize) -> String {
    let (line, column) = position(text, at);
    format!("line {line}, column {column}")
}

/// The place of an error in the person's language. Paths such as `periods[3].late` are in all languages the same.
#[must_use]
pub fn place_in_words(place: &str) -> Cow<'_, str> {
    let position = place.strip_prefix("line ").and_then(|rest| rest.split_once(", column "));
    let numbers =
        position.and_then(|(line, column)| Some((line.parse::<usize>().ok()?, column.parse::<usize>().ok()?)));
    match numbers {
        Some((line, column)) => Cow::Owned(model::LineColumn { line, column }.to_string()),
        None => Cow::Borrowed(place),
    }
}

/// The line around a byte of a text, and under it a mark below that place. Both begin with a line break and an indent. Empty if the line is.
pub(super) fn excerpt(text: &str, at: usize) -> String {
    let at = floor(text, at);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find(['\n', '\r']).map_or(text.len(), |end| at + end);
    if text[start..end].trim().is_empty() {
        return String::new();
    }
    let before: Vec<char> = text[start..at].trim_start().chars().map(shown).collect();
    let cut = before.len().saturating_sub(BEFORE);
    let (dots, before) = (if cut > 0 { "…" } else { "" }, &before[cut..]);
    let rest: String = text[at..end].chars().take(AFTER).map(shown).collect();
    let more = if text[at..end].chars().nth(AFTER).is_some() { "…" } else { "" };
    let before: String = before.iter().collect();
    // A combining mark stands above the letter before it and takes no column.
    let width = before.chars().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')).count() + dots.chars().count();
    format!("\n    {dots}{before}{rest}{more}\n    {}^", " ".repeat(width))
}

fn position(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..floor(text, at)];
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

/// The nearest beginning of a character at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// A character as one column of a terminal: white space and what cannot be seen become a blank.
fn shown(c: char) -> char {
    if c.is_whitespace() || c.is_control() || !crate::printable::is_printable(c) { ' ' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_the_mark_stands_below_the_place() {
        let text = "{\r\n  \"tiêu\": \"Đẹp\" x,\n}";
        let at = text.find('x').unwrap();
        assert_eq!(place(text, at), "line 2, column 17");
        assert_eq!(excerpt(text, at), "\n    \"tiêu\": \"Đẹp\" x,\n                  ^");
        assert_eq!(place(text, text.len() + 9), "line 3, column 2");
        assert_eq!(place_in_words(&place_code(text, at)), place(text, at));
        for path in ["periods[3].late", "line", "line x, column y", ""] {
            assert_eq!(place_in_words(path), path);
        }
        assert_eq!((place("", 0).as_str(), excerpt("", 0).as_str()), ("line 1, column 1", ""));
    }

    #[test]
    fn a_long_line_is_cut_and_shows_nothing_that_moves_the_cursor() {
        let text = format!("{}\u{1b}[2J\u{202e}\u{7}x{}", "a".repeat(90), "b".repeat(90));
        let shown = excerpt(&text, 90);
        assert_eq!(shown, format!("\n    …{} [2J  x{}…\n    {}^", "a".repeat(40), "b".repeat(23), " ".repeat(41)));
    }
}
