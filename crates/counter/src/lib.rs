//! The visitor counter of communes' pages.
//!
//! A static host cannot count. This is the smallest service that can: it takes page views and tells three numbers, without
//! cookies and without keeping an address. Counts lie in one SQLite file, or on a Redis server that several instances share.
//!
//! What is what: a *view* is a page looked at; a *visit* is one or more views by one visitor without 30 minutes of silence
//! between them, and ends at midnight; *today* is the visits begun since midnight in Asia/Ho_Chi_Minh; *online* is the
//! visitors seen in the last 300 seconds; a *visitor* is an address (an IPv6 /64) and a user agent, as a keyed hash under a
//! salt that lives for a day.

mod beside;
mod book;
mod bots;
mod day;
pub mod http;
pub mod metrics;
mod page;
mod presence;
pub mod salt;
pub mod site;
pub mod store;
mod tally;
mod visitor;

pub use day::Day;
