//! The commands of the program: each module parses its arguments, calls the library that does the work, and prints what came of it.

pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod import;
pub(crate) mod import_tthc;
mod terminal;

use std::time::{SystemTime, UNIX_EPOCH};
use trangxa_model::Timestamp;

/// The current time; 1970 on a machine whose clock is set before it.
fn now() -> Timestamp {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Timestamp::from_unix(i64::try_from(seconds).unwrap_or(0))
}

/// Parses a date or time on the command line.
fn timestamp(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).ok_or_else(|| "expected a date such as 2024-01-31".to_owned())
}
