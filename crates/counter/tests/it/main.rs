//! Tests of the counter from outside.
//!
//! `harness` runs the service in the test's process, with a clock that the test sets; every answer is checked against the OpenAPI
//! description. `program` runs the compiled program as an operator does; these tests kill it and take its disk space away.
//! `redis` starts a `redis-server` for each test, which must be installed.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test reports a failure by panicking")]

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
