//! What an import of procedures promises, one module per feature.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it stands")]

mod damaged;
mod details;
mod lists;
mod merging;
mod support;
