//! Figures for tests.

use super::{Counts, Fields, Period, Tthc};
use crate::document::JsonDocument;
use crate::{Timestamp, YearMonth};
use serde_json::{Value, json};

/// A month's figures.
pub(crate) fn month(year: u16, month: u8, counts: Counts) -> Period {
    let month = YearMonth::new(year, month).unwrap();
    Period { from: month, to: month, counts, fields: Fields::default(), stated: None, index: 0 }
}

/// A document of these periods, of 30 November 2023.
pub(crate) fn tthc(periods: impl IntoIterator<Item = Period>) -> Tthc {
    Tthc {
        version: 1,
        unit: "Xã".to_owned(),
        updated_at: Timestamp::parse("2023-11-30T07:04:41+07:00").unwrap(),
        source: None,
        periods: periods.into_iter().collect(),
        remarks: Vec::new(),
    }
}

/// The same, from JSON.
pub(crate) fn read(periods: Value) -> Tthc {
    let json = json!({"version": 1, "unit": "Xã", "updated_at": "2023-11-30T07:04:41+07:00", "periods": periods});
    Tthc::from_json("data/tthc.json", json).unwrap()
}

/// January to November 2023, as the example page has it.
pub(crate) fn one(mut period: Value) -> Period {
    period["from"] = json!("2023-01");
    period["to"] = json!("2023-11");
    read(json!([period])).periods.remove(0)
}
