//! Writes procedures as JSON, for the documents of the publisher. What a procedure does not say is not written.

use super::{Decision, Event, LegalBasis, Paper, Procedure, Procedures, Way};
use crate::Timestamp;
use crate::write::{list, object};
use serde_json::{Map, Value};

impl Procedures {
    /// The document with an index entry of each procedure. It reads as [`Procedures`], too.
    #[must_use]
    pub fn to_index_json(&self) -> Value {
        let mut json = object([
            ("version", 1.into()),
            ("updated_at", self.updated_at.map(Timestamp::rfc3339).into()),
            ("events", list(&self.events, Event::to_json)),
        ]);
        // Required, so it is written without entries, too.
        json["procedures"] = list(&self.procedures, Procedure::to_index_json);
        json
    }
}

impl Event {
    fn to_json(&self) -> Value {
        object([("id", self.id.as_str().into()), ("name", self.name.as_str().into())])
    }
}

impl Procedure {
    /// The document of this procedure.
    #[must_use]
    pub fn to_json(&self) -> Value {
        object([
            ("id", self.id.as_str().into()),
            ("code", self.code.as_deref().into()),
            ("name", self.name.as_str().into()),
            ("field", self.field.as_deref().into()),
            ("for_whom", self.for_whom.as_slice().into()),
            ("papers", list(&self.papers, Paper::to_json)),
            ("steps", self.steps.as_slice().into()),
            ("ways", list(&self.ways, Way::to_json)),
            ("place", self.place.as_deref().into()),
            ("result", self.result.as_deref().into()),
            ("legal_basis", list(&self.legal_basis, LegalBasis::to_json)),
            ("decision", self.decision.as_ref().map(Decision::to_json).into()),
            ("national_url", self.national_url.as_deref().into()),
            ("events", list(&self.events, |id| id.as_str().into())),
            ("popular", self.popular.into()),
            ("note", self.note.as_deref().into()),
            ("_trangxa", ours(self)),
        ])
    }

    /// Its entry in the index: what a list shows of it and searches.
    #[must_use]
    pub fn to_index_json(&self) -> Value {
        object([
            ("id", self.id.as_str().into()),
            ("code", self.code.as_deref().into()),
            ("name", self.name.as_str().into()),
            ("field", self.field.as_deref().into()),
            ("for_whom", self.for_whom.as_slice().into()),
            ("events", list(&self.events, |id| id.as_str().into())),
            ("popular", self.popular.into()),
        ])
    }
}

/// What the publisher knows of a procedure from other documents; null for nothing.
fn ours(procedure: &Procedure) -> Value {
    let in_time = procedure.in_time.as_ref().map(|it| {
        object([
            ("period", it.period.as_str().into()),
            ("in_time", it.in_time.into()),
            ("completed", it.completed.into()),
        ])
    });
    let ours = object([("desk", procedure.desk.as_ref().map(|id| id.as_str()).into()), ("in_time", in_time.into())]);
    if ours.as_object().is_some_and(Map::is_empty) { Value::Null } else { ours }
}

impl Paper {
    fn to_json(&self) -> Value {
        object([
            ("name", self.name.as_str().into()),
            ("original", self.original.into()),
            ("copies", self.copies.into()),
            ("form", self.form.as_deref().into()),
            ("note", self.note.as_deref().into()),
        ])
    }
}

impl Way {
    fn to_json(&self) -> Value {
        object([
            ("way", self.way.as_str().into()),
            ("time", self.time.as_deref().into()),
            ("fee", self.fee.as_deref().into()),
            ("note", self.note.as_deref().into()),
        ])
    }
}

impl LegalBasis {
    fn to_json(&self) -> Value {
        object([("title", self.title.as_str().into()), ("url", self.url.as_deref().into())])
    }
}

impl Decision {
    fn to_json(&self) -> Value {
        object([("number", self.number.as_deref().into()), ("date", self.date.map(Timestamp::rfc3339).into())])
    }
}
