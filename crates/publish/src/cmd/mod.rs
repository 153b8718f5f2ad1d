//! The commands of the program: each module parses its arguments, calls the library that does the work, and prints what came of it.

mod app;
pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod import;
pub(crate) mod import_calendar;
pub(crate) mod import_documents;
pub(crate) mod import_procedures;
pub(crate) mod import_tthc;
mod import_word;
mod list_import;
pub(crate) mod new;
pub(crate) mod serve;
pub(crate) mod start;

use std::time::{SystemTime, UNIX_EPOCH};
use trangxa_command_line::terminal;
use trangxa_messages::help;
use trangxa_model::Timestamp;
use trangxa_publish::PublishError;

/// The time that the environment variable SOURCE_DATE_EPOCH names in seconds since 1970, so that a build can be repeated byte for byte
/// (<https://reproducible-builds.org/specs/source-date-epoch/>); otherwise the current time, or 1970 on a machine whose clock is set before it.
fn now() -> Timestamp {
    let named = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    if let Some(seconds) = named {
        return Timestamp::from_unix(seconds);
    }
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Timestamp::from_unix(i64::try_from(seconds).unwrap_or(0))
}

/// Prints why nothing was published: of several documents that cannot be used, each by itself.
fn print_error(error: &PublishError) {
    match error {
        PublishError::Documents(errors) => errors.iter().for_each(terminal::error),
        error => terminal::error(error),
    }
}

/// Parses a date or time on the command line.
fn timestamp(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).ok_or_else(|| help::ExpectedDate.to_string())
}
