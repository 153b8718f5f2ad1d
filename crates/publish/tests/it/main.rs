//! What the `trangxa` program promises.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it stands")]

mod build;
mod check;
mod check_figures;
mod cleaner;
#[path = "../../../../tests/src/corpus.rs"]
mod corpus;
mod desk;
mod embed;
mod fuzz;
mod moving;
mod plain;
mod rebuild;
mod visits;
