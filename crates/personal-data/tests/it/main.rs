//! Measures how much is found of invented lists, and how often an ordinary article is taken for one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod cases;
mod hostile;
mod invented;
mod kept_apart;
mod measure;
mod ordinary;
