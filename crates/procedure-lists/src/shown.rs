//! What sentences of a report name.

use trangxa_messages::procedure_lists as say;

/// A member of a procedure in procedures.json: "lĩnh vực (field)".
pub(crate) fn member(key: &str) -> String {
    match key {
        "code" => say::MemberCode.to_string(),
        "name" => say::MemberName.to_string(),
        "field" => say::MemberField.to_string(),
        "for_whom" => say::MemberForWhom.to_string(),
        "decision" => say::MemberDecision.to_string(),
        "papers" => say::MemberPapers.to_string(),
        "steps" => say::MemberSteps.to_string(),
        "ways" => say::MemberWays.to_string(),
        "result" => say::MemberResult.to_string(),
        "legal_basis" => say::MemberLegalBasis.to_string(),
        other => other.to_owned(),
    }
}
