//! Tests of the publisher through its library: builds, checks, and what they write and report.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod article_files;
mod article_media;
mod build;
mod check;
mod check_figures;
mod cleaner;
mod clerk;
mod clerk_registers;
#[path = "../../../../tests/src/corpus.rs"]
#[allow(unreachable_pub, reason = "the browser tests' harness exports it")]
mod corpus;
mod embed;
mod embed_alerts;
mod fixture;
mod fuzz;
mod generations;
mod golden;
mod iis;
mod import;
mod incremental;
mod moving;
mod new_site;
mod official;
mod offline;
mod output;
mod personal_data;
mod pictures;
mod plain;
mod privacy;
mod rebuild;
mod registers;
mod search;
mod serve;
mod servers;
mod terminal;
mod visits;
mod xml;
