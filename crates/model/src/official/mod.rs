//! `documents.json`: the official documents (văn bản) of the unit: their numbers, dates and files, which of them replace which, and drafts on
//! which people may comment.
//!
//! Whether a document is in force on a day is computed from its dates and relations, see [`Timeline`]; what the source says of it stands
//! beside that where the two differ. The publisher writes the newest entries of the register as its head, an index for each year, and a
//! document for each entry.

mod doubts;
mod find;
mod force;
mod read;
mod reference;
mod relate;
mod relations;
mod write;

pub use doubts::Doubt;
pub use find::{Choice, Searchable, words_of};
pub use force::{Force, Timeline};
pub use reference::Reference;
pub use relations::{Relation, RelationKind};
pub use write::HEAD;

use crate::remarks::Remark;
use crate::time::Day;
use crate::{Slug, Timestamp};

/// The unit's official documents.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OfficialDocuments {
    /// Version of this document's format: 1.
    pub version: u32,
    /// When the register was last looked through.
    pub updated_at: Option<Timestamp>,
    /// The official documents. Pages show the newest first, whatever their order here.
    pub documents: Vec<OfficialDocument>,
    /// The years of issue, the newest first, of all documents of the register. The publisher writes an index for each.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub years: Vec<YearOfDocuments>,
    /// What readers may choose from, as the publisher found it in the whole register.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub names: Names,
    /// What of the register could not be used.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub remarks: Vec<Remark>,
}

/// A year of issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearOfDocuments {
    /// The year; 0 for documents without a day of issue.
    pub year: u16,
    /// How many documents it has.
    pub count: u64,
}

/// The names that a register has, by which readers choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The types of documents.
    pub kinds: Vec<String>,
    /// The fields.
    pub fields: Vec<String>,
    /// Who issued documents.
    pub issuers: Vec<String>,
}

/// An official document, or its entry in an index, which has only some of the fields. It has a number or an abstract, or both.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OfficialDocument {
    /// Its id in addresses: `/van-ban/<id>/`; absent: made of the number and the year of issue, or of the abstract if it has no number. A number
    /// that an earlier document of the year has gets the issuer's name behind it. No two have the same.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Slug>"))]
    pub id: Slug,
    /// Its number (số, ký hiệu): "12/KH-UBND".
    pub number: Option<String>,
    /// Its type (loại văn bản): "Kế hoạch".
    #[cfg_attr(feature = "schema", schemars(rename = "type"))]
    pub kind: Option<String>,
    /// What it is about (trích yếu).
    #[cfg_attr(feature = "schema", schemars(rename = "abstract"))]
    pub about: Option<String>,
    /// Who issued it: "UBND xã Quang Thành".
    pub issuer: Option<String>,
    /// Who signed it.
    pub signer: Option<String>,
    /// The post of who signed it: "Chủ tịch".
    pub signer_post: Option<String>,
    /// Its field: "Đất đai".
    pub field: Option<String>,
    /// The day of issue (ngày ban hành).
    pub issued: Option<Timestamp>,
    /// The first day on which it is in force. Absent: the day of issue, unless the number has a year in it as those of legal normative documents
    /// have ("12/2026/NQ-HĐND"), which the law never puts in force at once by silence.
    pub effective: Option<Timestamp>,
    /// The first day on which it is no longer in force.
    pub expires: Option<Timestamp>,
    /// From when to when it is suspended (ngưng hiệu lực).
    #[cfg_attr(feature = "schema", schemars(default, with = "crate::forms::OneOrMany<Suspension>"))]
    pub suspended: Vec<Suspension>,
    /// From when it is declared to fit no longer (không còn phù hợp).
    pub unsuitable_from: Option<Timestamp>,
    /// The state of force that the source claims.
    pub force: Option<Force>,
    /// The documents that it replaces, by id or number. They are no longer in force from the day on which it is.
    #[cfg_attr(
        feature = "schema",
        schemars(default, with = "crate::forms::OneOrMany<crate::forms::TextOr<Reference>>")
    )]
    pub replaces: Vec<Reference>,
    /// The documents that it repeals (bãi bỏ); likewise.
    #[cfg_attr(
        feature = "schema",
        schemars(default, with = "crate::forms::OneOrMany<crate::forms::TextOr<Reference>>")
    )]
    pub repeals: Vec<Reference>,
    /// The documents that it amends (sửa đổi, bổ sung). A part of them is no longer in force from the day on which it is.
    #[cfg_attr(
        feature = "schema",
        schemars(default, with = "crate::forms::OneOrMany<crate::forms::TextOr<Reference>>")
    )]
    pub amends: Vec<Reference>,
    /// The documents that replace it.
    #[cfg_attr(
        feature = "schema",
        schemars(default, with = "crate::forms::OneOrMany<crate::forms::TextOr<Reference>>")
    )]
    pub replaced_by: Vec<Reference>,
    /// The documents that repeal it.
    #[cfg_attr(
        feature = "schema",
        schemars(default, with = "crate::forms::OneOrMany<crate::forms::TextOr<Reference>>")
    )]
    pub repealed_by: Vec<Reference>,
    /// The documents that amend it.
    #[cfg_attr(
        feature = "schema",
        schemars(default, with = "crate::forms::OneOrMany<crate::forms::TextOr<Reference>>")
    )]
    pub amended_by: Vec<Reference>,
    /// Its files.
    #[cfg_attr(
        feature = "schema",
        schemars(default, with = "crate::forms::OneOrMany<crate::forms::TextOr<DocumentFile>>")
    )]
    pub files: Vec<DocumentFile>,
    /// For a draft: until when people may comment on it, and where to send comments.
    pub draft: Option<Draft>,
    /// What else people should know.
    pub note: Option<String>,
    /// What it does to other documents and they to it. The publisher writes it; in a register as a whole it is found.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub relations: Vec<Relation>,
    /// Its states of force; `None` where dates or relations leave it open. The publisher writes it; in a register as a whole it is found.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub timeline: Option<Timeline>,
    /// Its place in the register, counted from 0.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub index: usize,
}

/// A time in which a document is suspended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suspension {
    /// The first day.
    pub from: Timestamp,
    /// The last day; absent: until further notice.
    pub to: Option<Timestamp>,
}

/// A file of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentFile {
    /// Its address, relative to the register: `../media/12-kh-ubnd.pdf`. Once read it is absolute.
    pub url: String,
    /// Its name; absent: that of the address.
    pub title: Option<String>,
    /// Its size in bytes. The publisher measures files in the site folder.
    pub size: Option<u64>,
    /// Whether it is a picture of paper, in which nothing can be searched or read aloud.
    #[cfg_attr(feature = "schema", schemars(default, rename = "scan"))]
    pub is_scan: bool,
}

/// What people need to know to comment on a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Draft {
    /// The last day on which comments are taken. The draft closes by itself after it.
    pub until: Timestamp,
    /// Where to send them: an e-mail address, an https address, or a text.
    pub send_to: Option<String>,
}

impl OfficialDocument {
    /// The name by which people know it: its type and number, "Kế hoạch 12/KH-UBND", or what of the two it has.
    #[must_use]
    pub fn name(&self) -> String {
        let kind = self.kind.as_deref().unwrap_or_default();
        let number = self.number.as_deref().unwrap_or_default();
        format!("{kind} {number}").trim().to_owned()
    }

    /// The first day on which it is in force, as far as its own dates say. `None` for a draft.
    #[must_use]
    pub fn start(&self) -> Option<Day> {
        if self.draft.is_some() {
            return None;
        }
        let by_issue = self.issued.filter(|_| !self.is_normative());
        self.effective.or(by_issue).map(Day::of)
    }

    /// The year of issue; 0 if the day is not known.
    #[must_use]
    pub fn year(&self) -> u16 {
        self.issued.and_then(|issued| u16::try_from(issued.day_month_year().2).ok()).unwrap_or(0)
    }

    /// Whether its number has a year in it, as those of legal normative documents have (Decree 78/2025/NĐ-CP, "12/2026/NQ-HĐND").
    fn is_normative(&self) -> bool {
        let number = self.number.as_deref().unwrap_or_default();
        number.split('/').skip(1).any(|part| {
            let part = part.trim();
            part.len() == 4
                && (part.starts_with("19") || part.starts_with("20"))
                && part.bytes().all(|b| b.is_ascii_digit())
        })
    }
}

impl Draft {
    /// How many days are left for comments on a day, this one included; `None` if it is closed.
    #[must_use]
    pub fn days_left(&self, today: Day) -> Option<i64> {
        let left = Day::of(self.until).since(today);
        (left >= 0).then_some(left + 1)
    }
}

#[cfg(test)]
mod tests;
