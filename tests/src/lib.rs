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
mod driver;
mod engine;
mod keys;
mod page;
mod program;
mod session;

pub use axe::{Violation, axe_source};
pub use browser::{Browser, Profile, Tab};
pub use console::{Level, LogEntry};
pub use engine::Engine;
pub use page::Page;
pub use session::Session;

/// The script that has to be the first of every page and frame that a [`Session`] opens: it tells the host that it comes from what
/// the browser complains of. A [`Browser`] needs none.
pub const FIRST_SCRIPT: &str = concat!(include_str!("page.js"), include_str!("complaints.js"));
