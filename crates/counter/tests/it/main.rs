//! The service, from outside: over HTTP, with a clock that is turned by hand.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it stands")]

mod counting;
mod harness;
mod interface;
mod limits;
mod sites;
