//! Writes a register as JSON, for the documents of the publisher. What a document does not say is not written.

use super::{
    DocumentFile, Draft, Force, OfficialDocument, OfficialDocuments, Reference, Relation, RelationKind, Suspension,
    Timeline,
};
use crate::Timestamp;
use crate::write::{list, object};
use serde_json::{Value, json};

/// How many of the newest documents the head of a register has.
pub const HEAD: usize = 30;

impl OfficialDocuments {
    /// The places of all documents, the newest first: by day of issue, then as the register has them. Those without a day of issue are
    /// last.
    #[must_use]
    pub fn newest_first(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.documents.len()).collect();
        places.sort_by_key(|i| std::cmp::Reverse(self.documents.get(*i).and_then(|document| document.issued)));
        places
    }

    /// The years of issue, the newest first, each with the places of its documents, the newest first.
    #[must_use]
    pub fn by_year(&self) -> Vec<(u16, Vec<usize>)> {
        let mut years: Vec<(u16, Vec<usize>)> = Vec::new();
        for i in self.newest_first() {
            let year = self.documents.get(i).map_or(0, OfficialDocument::year);
            match years.last_mut().filter(|(last, _)| *last == year) {
                Some((_, places)) => places.push(i),
                None => years.push((year, vec![i])),
            }
        }
        years
    }

    /// The places of what the head of the register has: the newest documents, and all drafts, because no reader shall miss one that is open.
    #[must_use]
    pub fn head(&self) -> Vec<usize> {
        let is_draft = |i: &usize| self.documents.get(*i).is_some_and(|document| document.draft.is_some());
        let (drafts, mut rest): (Vec<usize>, Vec<usize>) = self.newest_first().into_iter().partition(is_draft);
        rest.truncate(HEAD);
        [drafts, rest].concat()
    }

    /// The register with an index entry of each document at these places. It reads as [`OfficialDocuments`], too.
    #[must_use]
    pub fn to_index_json(&self, places: &[usize]) -> Value {
        let documents = places.iter().filter_map(|i| self.documents.get(*i));
        let mut json = object([
            ("version", 1.into()),
            ("updated_at", self.updated_at.map(Timestamp::rfc3339).into()),
            (
                "_trangxa",
                json!({
                    "years": list(&self.years, |it| json!({"year": it.year, "count": it.count})),
                    "types": self.names.kinds, "fields": self.names.fields, "issuers": self.names.issuers,
                }),
            ),
        ]);
        // Required, so it is written without entries, too.
        json["documents"] = documents.map(OfficialDocument::to_index_json).collect();
        json
    }
}

impl OfficialDocument {
    /// The document of this entry.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let named = |kind: RelationKind| list(self.named(kind), Reference::to_json);
        object([
            ("id", self.id.as_str().into()),
            ("number", self.number.as_deref().into()),
            ("type", self.kind.as_deref().into()),
            ("abstract", self.about.as_deref().into()),
            ("issuer", self.issuer.as_deref().into()),
            ("signer", self.signer.as_deref().into()),
            ("signer_post", self.signer_post.as_deref().into()),
            ("field", self.field.as_deref().into()),
            ("issued", self.issued.map(day).into()),
            ("effective", self.effective.map(day).into()),
            ("expires", self.expires.map(day).into()),
            ("suspended", list(&self.suspended, |it| it.to_json())),
            ("unsuitable_from", self.unsuitable_from.map(day).into()),
            ("force", self.force.map(Force::id).into()),
            ("replaces", named(RelationKind::Replaces)),
            ("repeals", named(RelationKind::Repeals)),
            ("amends", named(RelationKind::Amends)),
            ("replaced_by", named(RelationKind::ReplacedBy)),
            ("repealed_by", named(RelationKind::RepealedBy)),
            ("amended_by", named(RelationKind::AmendedBy)),
            ("files", list(&self.files, DocumentFile::to_json)),
            ("draft", self.draft.as_ref().map(Draft::to_json).into()),
            ("note", self.note.as_deref().into()),
            (
                "_trangxa",
                object([
                    ("force", self.timeline.as_ref().map(Timeline::to_json).into()),
                    ("relations", list(&self.relations, Relation::to_json)),
                ]),
            ),
        ])
    }

    /// Its entry in an index: what a list shows of it and searches.
    #[must_use]
    pub fn to_index_json(&self) -> Value {
        object([
            ("id", self.id.as_str().into()),
            ("number", self.number.as_deref().into()),
            ("type", self.kind.as_deref().into()),
            ("abstract", self.about.as_deref().into()),
            ("issuer", self.issuer.as_deref().into()),
            ("field", self.field.as_deref().into()),
            ("issued", self.issued.map(day).into()),
            ("force", self.force.map(Force::id).into()),
            ("draft", self.draft.as_ref().map(Draft::to_json).into()),
            ("_trangxa", object([("force", self.timeline.as_ref().map(Timeline::to_json).into())])),
        ])
    }
}

/// A day: `2026-11-30`.
fn day(at: Timestamp) -> String {
    at.rfc3339().chars().take(10).collect()
}

impl Suspension {
    fn to_json(self) -> Value {
        object([("from", day(self.from).into()), ("to", self.to.map(day).into())])
    }
}

impl Reference {
    fn to_json(&self) -> Value {
        match self.effective {
            Some(effective) => json!({"number": self.number, "effective": day(effective)}),
            None => self.number.as_str().into(),
        }
    }
}

impl DocumentFile {
    fn to_json(&self) -> Value {
        object([
            ("url", self.url.as_str().into()),
            ("title", self.title.as_deref().into()),
            ("size", self.size.into()),
            ("scan", self.is_scan.then_some(true).into()),
        ])
    }
}

impl Draft {
    fn to_json(&self) -> Value {
        object([("until", day(self.until).into()), ("send_to", self.send_to.as_deref().into())])
    }
}

impl Relation {
    fn to_json(&self) -> Value {
        object([
            ("kind", self.kind.member().into()),
            ("number", self.number.as_str().into()),
            ("id", self.id.as_ref().map(|id| id.as_str()).into()),
            ("from", self.from.map(|from| day(from.start())).into()),
        ])
    }
}

impl Timeline {
    fn to_json(&self) -> Value {
        list(&self.0, |(from, force)| json!({"from": day(from.start()), "state": force.id()}))
    }
}
