//! What documents do to each other, seen from both sides.

use super::{OfficialDocument, Reference};
use crate::Slug;
use crate::time::Day;

/// What a document does to another one, or the other to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelationKind {
    /// It is replaced by the other.
    ReplacedBy,
    /// It is repealed by the other.
    RepealedBy,
    /// It is amended by the other.
    AmendedBy,
    /// It replaces the other.
    Replaces,
    /// It repeals the other.
    Repeals,
    /// It amends the other.
    Amends,
}

impl RelationKind {
    /// All kinds, in the order in which pages show them: what was done to the document first.
    pub const ALL: [Self; 6] =
        [Self::ReplacedBy, Self::RepealedBy, Self::AmendedBy, Self::Replaces, Self::Repeals, Self::Amends];

    /// The name of the member that lists such documents.
    #[must_use]
    pub const fn member(self) -> &'static str {
        match self {
            Self::ReplacedBy => "replaced_by",
            Self::RepealedBy => "repealed_by",
            Self::AmendedBy => "amended_by",
            Self::Replaces => "replaces",
            Self::Repeals => "repeals",
            Self::Amends => "amends",
        }
    }

    /// The kind with the name of a member.
    #[must_use]
    pub fn named(member: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.member() == member)
    }

    /// Whether the document does it to the other.
    #[must_use]
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Replaces | Self::Repeals | Self::Amends)
    }

    /// The same relation seen from the other document.
    #[must_use]
    pub const fn inverse(self) -> Self {
        match self {
            Self::ReplacedBy => Self::Replaces,
            Self::RepealedBy => Self::Repeals,
            Self::AmendedBy => Self::Amends,
            Self::Replaces => Self::ReplacedBy,
            Self::Repeals => Self::RepealedBy,
            Self::Amends => Self::AmendedBy,
        }
    }
}

/// A relation of a document to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// What it is.
    pub kind: RelationKind,
    /// The other's number, or its name if it has none.
    pub number: String,
    /// The other's id, if it is in the register.
    pub id: Option<Slug>,
    /// The first day on which the one is in force that does it, if it is known.
    pub from: Option<Day>,
}

impl OfficialDocument {
    /// The documents that it names in one way.
    #[must_use]
    pub fn named(&self, kind: RelationKind) -> &[Reference] {
        match kind {
            RelationKind::ReplacedBy => &self.replaced_by,
            RelationKind::RepealedBy => &self.repealed_by,
            RelationKind::AmendedBy => &self.amended_by,
            RelationKind::Replaces => &self.replaces,
            RelationKind::Repeals => &self.repeals,
            RelationKind::Amends => &self.amends,
        }
    }

    pub(super) fn shown_number(&self) -> String {
        self.number.clone().or_else(|| self.about.clone()).unwrap_or_default()
    }
}
