//! Writes the lines of the report of an import.

use std::fmt::{Display, Write};
use trangxa_messages::sheets;

/// How many lines of one kind a report lists for one table.
pub const LISTED: usize = 30;

/// What stands before a line about a table.
const INDENT: &str = "  ";

/// Writes a line.
pub fn line(out: &mut String, text: impl Display) {
    let _ = writeln!(out, "{text}");
}

/// Writes a line about a table.
pub fn indented(out: &mut String, text: impl Display) {
    line(out, format_args!("{INDENT}{text}"));
}

/// Writes a line about a table for each of the first `most` texts, and how many more there are.
pub fn many(out: &mut String, texts: &[String], most: usize, message: impl Fn(&str) -> String) {
    for text in texts.iter().take(most) {
        indented(out, message(text));
    }
    if texts.len() > most {
        let more = sheets::LineMore { count: texts.len() - most }.to_string();
        indented(out, message(&more));
    }
}
