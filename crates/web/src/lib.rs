//! A polite HTTP client for documents and files of other people's servers.
//!
//! It names itself in `User-Agent`, sends one request at a time, asks only for documents that changed, waits as long as a
//! server demands (up to two minutes), and reads no more bytes than its caller can use.

mod address;
mod client;
mod header;
mod problem;
mod retry;

pub use address::is_web_address;
pub use client::{Answer, Client, Fetched, OpenedFile, Validators};
pub use problem::{FetchError, FetchProblem};
