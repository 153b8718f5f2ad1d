//! Names of the counts in the figures: "Tiếp nhận", "Trễ hạn". They are the headings of tables, the terms on the card and the
//! columns of the downloaded table. `trangxa import-tthc` finds the columns of an operator's table by these names too.

use crate::Language;
use Count::{
    CarriedOver, Early, InTime, Late, OnTime, PendingInTime, PendingLate, Received, Rejected, Waiting, Withdrawn,
};
use trangxa_model::tthc::{Count, FlowSegment};

/// The Vietnamese name of a count.
#[must_use]
pub fn name(count: Count) -> &'static str {
    label(count, Language::Vietnamese)
}

/// The name of a count in a language.
#[must_use]
pub fn label(count: Count, language: Language) -> &'static str {
    match count {
        Received => language.pick("Tiếp nhận", "Received"),
        CarriedOver => language.pick("Kỳ trước chuyển qua", "Carried over"),
        Early => language.pick("Trước hạn", "Early"),
        OnTime => language.pick("Đúng hạn", "On time"),
        InTime => language.pick("Trước & đúng hạn", "On time or early"),
        Late => language.pick("Trễ hạn", "Late"),
        PendingInTime => language.pick("Đang giải quyết, trong hạn", "Pending, not yet due"),
        PendingLate => language.pick("Đang giải quyết, quá hạn", "Pending, overdue"),
        Waiting => language.pick("Chờ bổ sung", "Waiting for papers"),
        Withdrawn => language.pick("Rút", "Withdrawn"),
        Rejected => language.pick("Không tiếp nhận", "Rejected"),
    }
}

/// The name of a segment in the picture of what came in and where it is.
pub fn segment(segment: FlowSegment) -> &'static str {
    segment.count.map_or("Chưa rõ", name)
}

/// Several counts inside of a sentence: `trễ hạn, đang giải quyết quá hạn`, in English `late, pending overdue`.
pub(crate) fn list(counts: &[Count], language: Language) -> String {
    let name = |count: &Count| {
        let label = label(*count, language).replace(',', "");
        let mut letters = label.chars();
        let first = match letters.next() {
            Some('Đ') => 'đ',
            first => first.unwrap_or(' ').to_ascii_lowercase(),
        };
        first.to_string() + letters.as_str()
    };
    counts.iter().map(name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The schema's descriptions lie in a crate below this one, so they repeat the names.
    #[test]
    fn the_schema_describes_each_count_by_its_name() {
        let schema = include_str!("../../../schemas/tthc.schema.json");
        for count in Count::ALL {
            assert!(schema.contains(&format!("\"description\": \"{}: ", name(count))), "{}", name(count));
        }
    }
}
