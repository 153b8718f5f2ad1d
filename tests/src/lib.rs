//! A real browser for the end-to-end tests: Chromium, driven over WebDriver by Debian's `chromedriver`.
//!
//! Everything here panics when it cannot go on, with a message for the person reading the failed test: this crate
//! is linked into tests only. Each test opens its own [`Browser`] on its own runtime; all share one chromedriver.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a harness reports by failing the test")]

mod axe;
mod browser;
mod clock;
pub mod corpus;
pub mod counter;
mod driver;

pub use axe::{Violation, axe_source};
pub use browser::{Browser, LogEntry, Profile};
pub use fantoccini::key::Key;
