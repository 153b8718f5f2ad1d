//! What of a register contradicts itself. Pages show the documents nevertheless; the check tells it to the clerk.

use super::reference::{Numbers, Target};
use super::{Force, OfficialDocument, OfficialDocuments, RelationKind};
use crate::time::Day;

/// Something of a document that contradicts the rest, or leaves open whether it is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The source claims another state of force than dates and relations give.
    ClaimDiffers {
        /// The state that the source claims.
        claimed: Force,
        /// The state by dates and relations.
        found: Force,
    },
    /// It is in force before the day of issue.
    EffectiveBeforeIssue,
    /// It expires on the day on which it comes into force, or before.
    ExpiresBeforeEffective,
    /// The day on which it comes into force is not given, and does not follow.
    EffectiveUnknown,
    /// An older document does something to it.
    ByOlder {
        /// The member that says so.
        kind: RelationKind,
        /// The other's number.
        number: String,
    },
    /// It is ended or amended by a document of which it is not known when it came into force.
    EndUnknown {
        /// The other's number.
        number: String,
    },
    /// It names itself.
    NamesItself {
        /// The member that does so.
        kind: RelationKind,
    },
    /// It names a number that several documents have.
    Ambiguous {
        /// The member that does so.
        kind: RelationKind,
        /// The number.
        number: String,
    },
    /// An earlier document has its number and its year.
    NumberTwice {
        /// The number.
        number: String,
    },
    /// It has no file.
    NoFile,
    /// It is a draft, and nothing says where to send comments.
    NowhereToSend,
}

impl OfficialDocuments {
    /// What of the register contradicts itself on a day: the place of the document in [`documents`](Self::documents), and the doubt.
    #[must_use]
    pub fn doubts(&self, today: Day) -> Vec<(usize, Doubt)> {
        let numbers = Numbers::of(&self.documents);
        let mut found = Vec::new();
        for (i, document) in self.documents.iter().enumerate() {
            let mut tell = |doubt| found.push((i, doubt));
            if let (Some(claimed), Some(timeline)) = (document.force, &document.timeline)
                && claimed != timeline.on(today)
            {
                tell(Doubt::ClaimDiffers { claimed, found: timeline.on(today) });
            }
            own(document).into_iter().for_each(&mut tell);
            for kind in RelationKind::ALL {
                for reference in document.named(kind) {
                    let number = || reference.number.clone();
                    match numbers.find(reference) {
                        Target::Found(other) if other == i => tell(Doubt::NamesItself { kind }),
                        Target::Ambiguous => tell(Doubt::Ambiguous { kind, number: number() }),
                        Target::Found(_) | Target::Elsewhere => {}
                    }
                }
            }
            for relation in &document.relations {
                let passive = !relation.kind.is_active();
                if passive && relation.from.is_none() {
                    tell(Doubt::EndUnknown { number: relation.number.clone() });
                }
                let other = relation.id.as_ref().and_then(|id| self.find(id)).and_then(|other| other.issued);
                if passive && other.zip(document.issued).is_some_and(|(other, own)| other < own) {
                    tell(Doubt::ByOlder { kind: relation.kind, number: relation.number.clone() });
                }
            }
            if let Some(number) = self.number_before(i, document) {
                tell(Doubt::NumberTwice { number });
            }
        }
        found
    }

    /// The number of a document, if an earlier one has it in the same year.
    fn number_before(&self, place: usize, document: &OfficialDocument) -> Option<String> {
        let number = document.number.as_ref()?;
        let slug = crate::Slug::make(number)?;
        let is_same = |other: &OfficialDocument| {
            other.year() == document.year()
                && other.number.as_deref().and_then(crate::Slug::make).as_ref() == Some(&slug)
        };
        self.documents.iter().take(place).any(is_same).then(|| number.clone())
    }
}

/// What of a document contradicts itself without a look at others.
fn own(document: &OfficialDocument) -> Vec<Doubt> {
    let mut found = Vec::new();
    let (issued, effective) = (document.issued.map(Day::of), document.effective.map(Day::of));
    if issued.zip(effective).is_some_and(|(issued, effective)| effective < issued) {
        found.push(Doubt::EffectiveBeforeIssue);
    }
    match document.start() {
        Some(start) if document.expires.is_some_and(|expires| Day::of(expires) <= start) => {
            found.push(Doubt::ExpiresBeforeEffective);
        }
        None if document.draft.is_none() => found.push(Doubt::EffectiveUnknown),
        _ => {}
    }
    if document.files.is_empty() {
        found.push(Doubt::NoFile);
    }
    if document.draft.as_ref().is_some_and(|draft| draft.send_to.is_none()) {
        found.push(Doubt::NowhereToSend);
    }
    found
}
