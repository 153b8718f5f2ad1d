//! Real browsers for the end-to-end tests: Chromium, spoken to in the Chrome DevTools Protocol, and other engines, spoken to in W3C
//! WebDriver.
//!
//! Everything here panics when it cannot go on, with a message for the person reading the failed test: this crate is linked
//! into tests only. Each test opens its own [`Browser`]; `tests/README.md` says what that is and how a test is written.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a harness reports by failing the test")]

mod axe;
mod browser;
mod chromium;
mod clock;
mod console;
mod context;
pub mod corpus;
pub mod counter;
mod keys;
mod page;
mod program;

pub use axe::{Violation, axe_source};
pub use browser::{Browser, Profile, Tab};
pub use console::{Level, LogEntry};
pub use page::Page;
