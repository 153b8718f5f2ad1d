//! A polite HTTP client for documents and files of other people's servers.
//!
//! It names itself in `User-Agent`, sends one request at a time, asks only for documents that changed, waits as long as a
//! server demands (up to two minutes), reads no more bytes than its caller can use, and reaches no private network but that of
//! its source.

mod address;
mod client;
mod guard;
mod header;
mod problem;
mod retry;

pub use address::is_web_address;
pub use client::{Answer, Client, Fetched, Limits, OpenedFile, Validators};
pub use problem::{FetchError, FetchProblem};
