//! Tests of the counter from outside.
//!
//! `harness` runs the service in the test's process, with a clock that the test sets; every answer is checked against the OpenAPI
//! description. `program` runs the compiled program as an operator does; these tests kill it and take its disk space away.
//! Both speak English, and `vietnamese` reads what the program says in Vietnamese. `redis` starts a `redis-server` for each test, which must be installed.
//!
//! With the environment variable `TRANGXA_LONG_TESTS=1`, tests that repeat a scenario repeat it more often.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test reports a failure by panicking")]

mod clock;
#[cfg(unix)]
mod closed_output;
mod counting;
mod files;
#[cfg(target_os = "linux")]
mod full_disk;
mod harness;
mod interface;
mod kill;
mod limits;
mod paths;
mod program;
mod pseudo_random;
mod redis;
#[cfg(unix)]
mod replaced_files;
mod sites;
mod vietnamese;

/// Whether tests that repeat a scenario should repeat it more often: with the environment variable `TRANGXA_LONG_TESTS=1`.
fn long_tests() -> bool {
    std::env::var_os("TRANGXA_LONG_TESTS").is_some_and(|value| value == "1")
}
