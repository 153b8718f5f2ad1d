//! The service, from outside: over HTTP, with a clock that is turned by hand.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A test ends where something is not as it should be.

mod counting;
mod harness;
mod interface;
mod limits;
mod sites;
