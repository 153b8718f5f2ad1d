//! `visits.json`: visitor counters, from a file or a live counter.

use crate::Timestamp;
use crate::document::{Document, DocumentError};
use crate::read::At;
use serde_json::Value;

/// Visitor counters. An unknown number is `None` and shows as "—", never as 0.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Visits {
    /// Version of this document's format: 1.
    pub version: u32,
    /// When the numbers were counted.
    pub generated_at: Option<Timestamp>,
    /// How long a visitor counts as present after the last page, in seconds.
    pub window_s: Option<u64>,
    /// What is counted: "visits".
    pub unit: Option<String>,
    /// Visitors seen within the window.
    pub online: Option<u64>,
    /// Visits since midnight in Vietnam.
    pub today: Option<u64>,
    /// Visits since the count began.
    pub total: Option<u64>,
    /// The day the count began.
    pub since: Option<Timestamp>,
}

/// Counts older than this are shown with their time, in seconds.
const OLD_AFTER_S: i64 = 15 * 60;

impl Visits {
    /// When they were counted, if that is so long ago that it must be said.
    pub fn counted_long_ago(&self, now: Timestamp) -> Option<Timestamp> {
        self.generated_at.filter(|at| now.unix() - at.unix() > OLD_AFTER_S)
    }
}

impl Document for Visits {
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let at = At::document(file, &json);
        at.require_version_1()?;
        Ok(Self {
            version: 1,
            generated_at: at.optional("generated_at", At::timestamp)?,
            window_s: at.optional("window_s", At::count)?,
            unit: at.optional("unit", At::text)?,
            online: at.optional("online", At::count)?,
            today: at.optional("today", At::count)?,
            total: at.optional("total", At::count)?,
            since: at.optional("since", At::timestamp)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn visits(json: Value) -> Result<Visits, String> {
        Visits::from_json("data/visits.json", json).map_err(|error| error.to_string())
    }

    #[test]
    fn unknown_is_not_zero() {
        let v =
            visits(json!({"version": 1, "online": null, "today": 0, "total": 12943, "since": "2019-01-01"})).unwrap();
        assert_eq!((v.online, v.today, v.total), (None, Some(0), Some(12943)));
        assert_eq!(v.since.unwrap().date(), "01/01/2019");
        assert_eq!(visits(json!({"version": 1})).unwrap().total, None);
    }

    #[test]
    fn numbers_are_whole_and_not_negative() {
        for (value, found) in [
            (json!(-1), "-1"),
            (json!(1.5), "a number with a fraction"),
            (json!("12,943"), "\"12,943\""),
            (json!([]), "a list"),
        ] {
            let error = visits(json!({"version": 1, "total": value})).unwrap_err();
            assert_eq!(error, format!("data/visits.json, total: expected a whole number of at least 0, found {found}"));
        }
    }
}
