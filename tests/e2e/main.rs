//! End-to-end tests; `cargo xtask test` builds the app and runs them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on may say so by panicking")]

mod accessibility;
mod ahead;
mod article_media;
mod articles;
mod budgets;
mod cleaners;
mod clerk;
mod csp;
mod dashboard;
mod engines;
mod harness;
mod links;
mod listening;
mod live;
mod looks;
mod moving;
mod navigation;
mod offline;
mod offline_hosts;
mod partner;
mod parts;
mod pictures;
mod plain;
mod polling;
mod print;
mod quang_thanh;
mod reading;
mod recovery;
mod registers;
mod resilience;
mod running;
mod search;
mod security;
mod serve;
mod sites;
mod stage;
mod start;
mod styles;
mod tasks;
mod time_zone;
mod visits;
mod waiting;
mod widget;
mod widget_alerts;
