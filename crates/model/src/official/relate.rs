//! Finds what the documents of a register do to each other.

use super::reference::{Numbers, Target};
use super::{OfficialDocument, OfficialDocuments, Relation, RelationKind, Timeline};
use crate::time::Day;

impl OfficialDocuments {
    /// Finds the relations of all documents, also where only one side names the other, and their states of force.
    pub(super) fn relate(&mut self) {
        let mut all: Vec<Vec<Relation>> = vec![Vec::new(); self.documents.len()];
        let numbers = Numbers::of(&self.documents);
        for (i, document) in self.documents.iter().enumerate() {
            for kind in RelationKind::ALL {
                for reference in document.named(kind) {
                    let Target::Found(other) = numbers.find(reference) else {
                        let from = if kind.is_active() { document.start() } else { reference.effective.map(Day::of) };
                        add(&mut all, i, Relation { kind, number: reference.number.clone(), id: None, from });
                        continue;
                    };
                    // A document does nothing to itself. The check tells it.
                    let Some(target) = self.documents.get(other).filter(|_| other != i) else { continue };
                    let from = if kind.is_active() { document } else { target }.start();
                    let to = |it: &OfficialDocument, kind| Relation {
                        kind,
                        number: it.shown_number(),
                        id: Some(it.id.clone()),
                        from,
                    };
                    add(&mut all, i, to(target, kind));
                    add(&mut all, other, to(document, kind.inverse()));
                }
            }
        }
        for (document, relations) in self.documents.iter_mut().zip(all) {
            document.timeline = Timeline::of(document, &relations);
            document.relations = relations;
        }
    }
}

/// Adds a relation to those of a document, unless the other side has said it already.
fn add(all: &mut [Vec<Relation>], place: usize, relation: Relation) {
    let Some(relations) = all.get_mut(place) else { return };
    let is_known = relations.iter().any(|known| {
        known.kind == relation.kind
            && known.id == relation.id
            && (known.id.is_some() || known.number == relation.number)
    });
    if !is_known {
        // Few: a place is found sooner than a sort is loaded.
        let comes_after = |known: &Relation| (known.kind, &known.number) > (relation.kind, &relation.number);
        let place = relations.iter().position(comes_after).unwrap_or(relations.len());
        relations.insert(place, relation);
    }
}
