//! What a one-stop system exports, given to `trangxa import-tthc`.

use crate::{Case, CaseResult, CaseSite, Outcome, require};

/// The cases of this module.
pub const CASES: &[Case] = &[
    Case { name: "csv-by-month", expected: Outcome::Right, run: csv_by_month },
    Case { name: "csv-without-period", expected: Outcome::Refused, run: csv_without_period },
];

fn csv_by_month(site: &CaseSite) -> CaseResult {
    let report = site.import_figures("a.csv", "Tháng;Tiếp nhận;Trễ hạn\n10/2023;12;1\n11/2023;15;0\n", |_| {})?;
    require(report.is_complete(), report.text())?;
    let periods = &site.json("data/tthc.json")["periods"];
    let is_right = |i: usize, from: &str, received: u64, late: u64| {
        periods[i]["from"] == from && periods[i]["received"] == received && periods[i]["late"] == late
    };
    require(is_right(0, "2023-10", 12, 1) && is_right(1, "2023-11", 15, 0), periods)?;
    Ok(Outcome::Right)
}

fn csv_without_period(site: &CaseSite) -> CaseResult {
    let report = site.import_figures("a.csv", "Tiếp nhận;Trễ hạn\n12;1\n", |_| {})?;
    require(!report.is_complete() && site.json("data/tthc.json").is_null(), report.text())?;
    Ok(Outcome::Refused)
}
