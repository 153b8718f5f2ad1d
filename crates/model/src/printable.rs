//! Text for terminals. What documents hold appears in the messages of the programs, and a terminal obeys some characters.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a terminal shows a character and does not obey it: no control character but the line break and the tab, and none
/// that changes the direction of the text around it.
#[must_use]
pub fn is_printable(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        // ALM, LRM, RLM; the embeddings and overrides; the isolates; the line and paragraph separators.
        '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{2028}'
        | '\u{2029}' => false,
        c => !c.is_control(),
    }
}

/// The text with each character that a terminal would obey written as `\u001b`. This is also how JSON writes it, so a printed
/// JSON document keeps its meaning.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_printable) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_printable(c) {
            out.push(c);
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        let hostile = "\u{1b}[2J\u{1b}]0;x\u{7}\r\u{9b}31m\u{202e}gnp.exe\u{2066}\u{0}";
        assert_eq!(printable(hostile), "\\u001b[2J\\u001b]0;x\\u0007\\u000d\\u009b31m\\u202egnp.exe\\u2066\\u0000");
        assert!(printable(hostile).chars().all(is_printable));
    }

    #[test]
    fn other_text_stays_as_it_is() {
        let text = "Xã Đồng Lạc\n\t“tin” – 👨\u{200d}👩\u{200d}👧 e\u{302}\u{301}";
        assert!(matches!(printable(text), Cow::Borrowed(it) if it == text));
    }

    #[test]
    fn printed_json_keeps_its_meaning() {
        let json = serde_json::json!({"a": "\u{1b}\u{9b}\u{202e}\u{7f}"});
        let printed = serde_json::to_string_pretty(&json).unwrap();
        assert_eq!(serde_json::from_str::<serde_json::Value>(&printable(&printed)).unwrap(), json);
    }
}
