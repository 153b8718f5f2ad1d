//! The live engine: keeps the documents of an open page current.
//!
//! The portal and the widget's frame each show a few documents that change while the page is open: the article or list,
//! the TTHC figures, the visitor counters. One [`Engine`] decides for both
//!
//! - when a document is requested: at the start, at its [rhythm], after a failure with back-off;
//! - when it is not: while the page is hidden, while the reader has paused it, while the document is not shown. It is then
//!   marked as due and requested as soon as that ends;
//! - which tab does it: the tab that fetched last is the leader. It announces what it got and when it will fetch again
//!   ([`Announcement`]); the other tabs of the site take that and wait until its next request is overdue;
//! - which notice about that the reader sees ([`Notice`]).
//!
//! The engine knows no browser. What it keeps is behind the trait [`Page`]; clock, timers and the channel between tabs are
//! behind the trait [`World`]. `trangxa-browser` implements [`World`] for browsers; the tests here implement it with a clock
//! that they turn.

mod announcement;
mod engine;
mod notice;
pub mod rhythm;
#[cfg(test)]
mod tests;

pub use announcement::Announcement;
pub use engine::{Engine, Finish, Page, Topic, World};
pub use notice::Notice;
