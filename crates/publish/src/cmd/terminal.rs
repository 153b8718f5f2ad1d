//! The only place of this program that writes to the terminal. What it writes comes from documents and servers too, so the
//! characters that a terminal obeys are written out.

use std::fmt::Display;
use trangxa_model::printable::printable;

/// A text whose further lines are indented, so that none of them looks like another message.
pub(crate) fn indented(text: impl Display) -> String {
    text.to_string().replace('\n', "\n    ")
}

/// Prints a result.
#[expect(clippy::print_stdout, reason = "this is the place that prints")]
pub(crate) fn out(text: impl Display) {
    println!("{}", printable(&text.to_string()));
}

/// Prints a note or an error.
#[expect(clippy::print_stderr, reason = "this is the place that prints")]
pub(crate) fn err(text: impl Display) {
    eprintln!("{}", printable(&text.to_string()));
}
