//! What a file says of a document.

use serde_json::{Map, Value};
use trangxa_list_imports::names;
use trangxa_messages::document_lists as say;
use trangxa_model::Slug;
use trangxa_model::official::RelationKind;
use trangxa_sheets::fold;

/// A member of a document in documents.json that an import writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Member {
    Number,
    Kind,
    About,
    Issuer,
    Signer,
    SignerPost,
    Field,
    Issued,
    Effective,
    Expires,
    Force,
    Relation(RelationKind),
    Files,
}

impl Member {
    /// Its name in documents.json.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Kind => "type",
            Self::About => "abstract",
            Self::Issuer => "issuer",
            Self::Signer => "signer",
            Self::SignerPost => "signer_post",
            Self::Field => "field",
            Self::Issued => "issued",
            Self::Effective => "effective",
            Self::Expires => "expires",
            Self::Force => "force",
            Self::Relation(kind) => kind.member(),
            Self::Files => "files",
        }
    }

    /// For sentences: "số, ký hiệu (number)".
    pub(crate) fn shown(self) -> String {
        match self {
            Self::Number => say::MemberNumber.to_string(),
            Self::Kind => say::MemberType.to_string(),
            Self::About => say::MemberAbstract.to_string(),
            Self::Issuer => say::MemberIssuer.to_string(),
            Self::Signer => say::MemberSigner.to_string(),
            Self::SignerPost => say::MemberSignerPost.to_string(),
            Self::Field => say::MemberField.to_string(),
            Self::Issued => say::MemberIssued.to_string(),
            Self::Effective => say::MemberEffective.to_string(),
            Self::Expires => say::MemberExpires.to_string(),
            Self::Force => say::MemberForce.to_string(),
            Self::Relation(RelationKind::Replaces) => say::MemberReplaces.to_string(),
            Self::Relation(RelationKind::Repeals) => say::MemberRepeals.to_string(),
            Self::Relation(RelationKind::Amends) => say::MemberAmends.to_string(),
            Self::Relation(RelationKind::ReplacedBy) => say::MemberReplacedBy.to_string(),
            Self::Relation(RelationKind::RepealedBy) => say::MemberRepealedBy.to_string(),
            Self::Relation(RelationKind::AmendedBy) => say::MemberAmendedBy.to_string(),
            Self::Files => say::MemberFiles.to_string(),
        }
    }
}

/// What one row of a register, or one entry of a feed, says of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Found {
    /// The place of its file among those of the import.
    pub file: usize,
    /// Where it stands, for sentences: the file, the sheet, the row.
    pub place: String,
    /// What is said, in the form of documents.json.
    pub members: Vec<(Member, Value)>,
}

impl Found {
    /// The value of a member.
    pub(crate) fn get(&self, member: Member) -> Option<&Value> {
        self.members.iter().find(|(known, _)| *known == member).map(|(_, value)| value)
    }

    /// The text of a member.
    pub(crate) fn text(&self, member: Member) -> Option<&str> {
        self.get(member).and_then(Value::as_str)
    }

    /// By what it is known.
    pub(crate) fn key(&self) -> Option<Key> {
        Key::of(self.text(Member::Number), self.text(Member::About), self.text(Member::Issued))
    }

    /// Its name for sentences: the number, or the abstract if it has none.
    pub(crate) fn shown(&self) -> String {
        shown(self.text(Member::Number), self.text(Member::About))
    }

    /// The members as documents.json has them.
    pub(crate) fn to_json(&self) -> Map<String, Value> {
        self.members.iter().map(|(member, value)| (member.key().to_owned(), value.clone())).collect()
    }
}

/// A document for sentences: "12/KH-UBND (Kế hoạch …)".
pub(crate) fn shown(number: Option<&str>, about: Option<&str>) -> String {
    match (number, about.map(names::short)) {
        (Some(number), Some(about)) => format!("{number} ({about})"),
        (number, about) => number.map(str::to_owned).or(about).unwrap_or_default(),
    }
}

/// By what a document is known: its number, or its abstract if it has none, and the year of issue.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// The number as an address has it.
    pub number: Slug,
    /// `2025`; `None` if the day of issue is not known.
    pub year: Option<String>,
}

impl Key {
    /// The key of a document with these members; the day of issue begins with the year.
    pub(crate) fn of(number: Option<&str>, about: Option<&str>, issued: Option<&str>) -> Option<Self> {
        let number = Slug::make(number.or(about)?)?;
        Some(Self { number, year: issued.and_then(|day| day.get(..4)).map(str::to_owned) })
    }
}

/// Whether two texts say the same, whatever their letters; one that is missing contradicts nothing.
pub(crate) fn agree(a: Option<&str>, b: Option<&str>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => fold::words(a) == fold::words(b),
        _ => true,
    }
}
