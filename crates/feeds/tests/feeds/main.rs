//! What an import of feeds promises, one module per feature.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it stands")]

mod chain;
mod danang;
mod dates;
mod encodings;
mod formats;
mod identity;
mod media;
mod merge;
mod nukeviet;
mod polite;
mod robust;
mod sources;
mod support;
