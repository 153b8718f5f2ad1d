//! The table of procedures that readers download, for spreadsheets (RFC 4180), with its Vietnamese headings.

use crate::csv::{BYTE_ORDER_MARK, cell, end, harmless};
use trangxa_model::procedures::Procedure;

/// The columns.
pub const COLUMNS: [&str; 8] = [
    "Mã TTHC",
    "Tên TTHC",
    "Lĩnh vực",
    "Đối tượng",
    "Thời hạn giải quyết",
    "Lệ phí",
    "Nơi nhận hồ sơ",
    "Quyết định công bố",
];

/// The file: a line for each procedure. What a procedure does not say is empty.
#[must_use]
pub fn write(procedures: &[Procedure]) -> String {
    let mut out = String::from(BYTE_ORDER_MARK);
    for label in COLUMNS {
        cell(&mut out, label);
    }
    end(&mut out);
    for procedure in procedures {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        // The ways of filing differ in time and fee, so each is named.
        let of_ways = |member: fn(&trangxa_model::procedures::Way) -> &Option<String>| {
            let said = procedure.ways.iter().filter_map(|way| Some(format!("{}: {}", way.way, member(way).as_ref()?)));
            said.collect::<Vec<_>>().join("; ")
        };
        let decision = procedure.decision.as_ref().and_then(|decision| decision.number.clone());
        for value in [
            text(&procedure.code),
            procedure.name.clone(),
            text(&procedure.field),
            procedure.for_whom.join("; "),
            of_ways(|way| &way.time),
            of_ways(|way| &way.fee),
            text(&procedure.place),
            text(&decision),
        ] {
            cell(&mut out, &harmless(&value));
        }
        end(&mut out);
    }
    out
}
