//! Documents for the tests of this crate.

use serde_json::{Value, json};
use trangxa_model::document::JsonDocument;
use trangxa_model::{Site, Tthc};

/// TTHC figures with these periods, updated on 30 November 2023.
pub(crate) fn tthc(periods: Value) -> Tthc {
    let json = json!({"version": 1, "updated_at": "2023-11-30T07:04:41+07:00", "periods": periods});
    Tthc::from_json("data/tthc.json", json).unwrap()
}

/// A site with this name, at <https://xa.example/quangthanh/>.
pub(crate) fn site(name: &str) -> Site {
    let json = json!({"version": 1, "name": name, "base_url": "https://xa.example/quangthanh/"});
    Site::from_json("data/site.json", json).unwrap()
}
