//! The service, from outside: over HTTP, with a clock that is turned by hand; and the program, killed and starved.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it stands")]

mod counting;
mod files;
#[cfg(target_os = "linux")]
mod full_disk;
mod harness;
mod interface;
mod kill;
mod limits;
mod program;
mod redis;
mod sites;
