//! What an import promises, one module per feature.

// Helpers of tests are tests too; clippy sees only the functions that are marked.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod chain;
mod danang;
mod formats;
mod media;
mod merge;
mod nukeviet;
mod polite;
mod robust;
mod sources;
mod support;
