//! What an import of figures promises, one module per feature.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it stands")]

mod cells;
mod columns;
mod damaged;
mod merging;
mod offices;
mod reading;
mod support;
mod totals;
mod workbooks;
