//! What an import of official documents promises, one module per feature.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it stands")]

mod damaged;
mod doubts;
mod feeds;
mod merging;
mod registers;
mod support;
