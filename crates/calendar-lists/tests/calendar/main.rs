//! What an import of calendars promises, one module per feature.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it stands")]

mod calendars;
mod damaged;
mod merging;
mod schedules;
mod support;
