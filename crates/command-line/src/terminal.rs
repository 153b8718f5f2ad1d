//! The only place of a program that writes to the terminal. What it writes comes from documents and servers too, so the
//! characters that a terminal obeys are written out.

use std::fmt::Display;
use std::io::{self, Write as _};
use trangxa_model::printable::printable;

/// A text whose further lines are indented, so that none of them looks like another message.
pub fn indented(text: impl Display) -> String {
    text.to_string().replace('\n', "\n    ")
}

/// Prints a result.
pub fn out(text: impl Display) {
    // Whoever reads the output may have seen enough and closed it: `trangxa check SITE | head`.
    let _ = writeln!(io::stdout().lock(), "{}", printable(&text.to_string()));
}

/// Prints a note or an error.
pub fn err(text: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{}", printable(&text.to_string()));
}
