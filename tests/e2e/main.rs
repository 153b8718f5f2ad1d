//! End-to-end tests; `cargo xtask test` builds the site and runs them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on may say so by panicking")]

mod harness;
