//! The table of official documents that readers download, for spreadsheets (RFC 4180), with its Vietnamese headings.

use crate::csv::{BYTE_ORDER_MARK, cell, end, harmless};
use trangxa_model::Timestamp;
use trangxa_model::official::{OfficialDocuments, RelationKind};

/// The columns.
pub const COLUMNS: [&str; 11] = [
    "Số, ký hiệu",
    "Loại văn bản",
    "Trích yếu",
    "Cơ quan ban hành",
    "Người ký",
    "Lĩnh vực",
    "Ngày ban hành",
    "Ngày có hiệu lực",
    "Ngày hết hiệu lực",
    "Thay thế, bãi bỏ bởi",
    "Hạn góp ý",
];

/// The file: a line for each document, the newest first. What a document does not say is empty. The state of force is not in it, because it
/// changes with the day on which somebody reads the file.
#[must_use]
pub fn write(register: &OfficialDocuments) -> String {
    let mut out = String::from(BYTE_ORDER_MARK);
    for label in COLUMNS {
        cell(&mut out, label);
    }
    end(&mut out);
    for document in register.newest_first().into_iter().filter_map(|i| register.documents.get(i)) {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let date = |at: Option<Timestamp>| at.map(Timestamp::date).unwrap_or_default();
        let ends = |kind: RelationKind| matches!(kind, RelationKind::ReplacedBy | RelationKind::RepealedBy);
        let ended_by: Vec<&str> =
            document.relations.iter().filter(|it| ends(it.kind)).map(|it| it.number.as_str()).collect();
        for value in [
            text(&document.number),
            text(&document.kind),
            text(&document.about),
            text(&document.issuer),
            text(&document.signer),
            text(&document.field),
            date(document.issued),
            date(document.effective),
            date(document.expires),
            ended_by.join("; "),
            date(document.draft.as_ref().map(|draft| draft.until)),
        ] {
            cell(&mut out, &harmless(&value));
        }
        end(&mut out);
    }
    out
}
