//! Calendar files: what subscribers get, and what of other programs' files is imported.

#![allow(clippy::unwrap_used, reason = "a test fails where it stands")]

mod reading;
mod round;
mod writing;

use serde_json::Value;
use std::path::{Path, PathBuf};
use trangxa_calendar_files::{Options, write_ics};
use trangxa_model::Calendar;
use trangxa_model::calendar::When;
use trangxa_model::document::JsonDocument;
use trangxa_model::time::Day;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/calendar")
}

fn calendar(json: Value) -> Calendar {
    let calendar = Calendar::from_json("/data/calendar.json", json).unwrap();
    assert_eq!(calendar.remarks, []);
    calendar
}

fn day(text: &str) -> Day {
    When::parse(text).unwrap().day
}

/// The calendar of a commune as one would be.
fn commune() -> Calendar {
    let json = std::fs::read(folder().join("commune.json")).unwrap();
    calendar(serde_json::from_slice(&json).unwrap())
}

fn options() -> Options<'static> {
    Options {
        kind: None,
        name: "Lịch xã Quang Thành",
        host: "quangthanh.example",
        url: Some("https://quangthanh.example/lich/"),
        today: day("2025-07-10"),
    }
}

fn file(calendar: &Calendar) -> String {
    write_ics(calendar, &options())
}
