//! The only place of a program that writes to the terminal. What it writes comes from documents and servers too, so the
//! characters that a terminal obeys are written out.

use std::fmt::Display;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use trangxa_messages::command_line as say;
use trangxa_model::printable::printable;

/// Prints a result.
pub fn out(text: impl Display) {
    // Whoever reads the output may have seen enough and closed it: `trangxa check SITE | head`.
    let _ = writeln!(io::stdout().lock(), "{}", printable(&text.to_string()));
}

/// Prints an error.
pub fn error(sentence: impl Display) {
    err(say::Error { sentence: indented(sentence) });
}

/// Prints what a person should know, although the program goes on.
pub fn note(sentence: impl Display) {
    err(say::Note { sentence: indented(sentence) });
}

/// Prints what was lost.
pub fn lost(sentence: impl Display) {
    err(say::Lost { sentence: indented(sentence) });
}

/// A text whose further lines are indented, so that none of them looks like another message.
pub fn indented(text: impl Display) -> String {
    text.to_string().replace('\n', "\n    ")
}

/// Prints what is no result.
pub fn err(text: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{}", printable(&text.to_string()));
}

/// Whether a person sits at the terminal who sees questions and can answer them.
#[must_use]
pub fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Prints a question and waits for a line, which it returns without its end; `None` where no more can come.
pub fn ask(question: impl Display) -> Option<String> {
    let mut stderr = io::stderr().lock();
    let _ = write!(stderr, "{} ", printable(&question.to_string()));
    let _ = stderr.flush();
    drop(stderr);
    // The terminal may send bytes in another encoding. What cannot be read is shown as that, and who asked refuses it.
    let mut line = Vec::new();
    match io::stdin().lock().read_until(b'\n', &mut line) {
        Ok(1..) => Some(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned()),
        Ok(0) | Err(_) => None,
    }
}
