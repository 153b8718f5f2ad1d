//! What the `trangxa` program promises.

#![allow(clippy::unwrap_used, reason = "a test fails where it stands")]

mod build;
mod desk;
mod moving;
mod plain;
mod rebuild;
