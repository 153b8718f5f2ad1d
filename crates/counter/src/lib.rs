//! The visitor counter of communes' pages.
//!
//! A static host cannot count visits. This crate is the smallest service that can: it receives page views and serves three
//! numbers, without cookies and without storing an address. The counts are stored in one SQLite file, or on a Redis server that
//! several instances share.
//!
//! Terms:
//!
//! - a *view*: a page was opened;
//! - a *visit*: one or more views by one visitor with less than 30 minutes between two of them. A visit ends at midnight;
//! - *today*: the visits that began since midnight in Asia/Ho_Chi_Minh;
//! - *online*: the visitors whose last view was less than 300 seconds ago;
//! - a *visitor*: an address (of IPv6 the first 64 bits) together with a user agent, stored only as a keyed hash under a salt that
//!   is replaced every day.
//!
//! The path of a hit: `http::hit` checks the request, [`store::CountStore::hit`] passes it to the store. With SQLite, `aggregator`
//! counts it in memory (`site_counts` holds the rules for one site) and a writer thread commits; with Redis, a script on the
//! server does both.

#![deny(clippy::print_stdout, clippy::print_stderr)]

mod aggregator;
mod bots;
mod day;
pub mod http;
mod lock;
pub mod metrics;
mod page;
mod presence;
mod reason;
pub mod salt;
mod sibling;
pub mod site;
mod site_counts;
pub mod store;
mod visitor;

pub use day::{VietnamDay, WrongClock};
