//! `calendar.json`: what the unit does when, where and with whom: the reception of citizens (tiếp công dân), the work of the week, vaccination,
//! meetings.
//!
//! An entry that is cancelled or moved stays in the document and is shown struck, so that people who know the old date see what became of it.
//! [`Calendar::occurrences`] says what is on which day. The rules of repetition are those of RFC 5545 where it has the same thing: what falls on
//! a day that a month does not have (the 31st, 29 February) is left out in that month.

mod occurrences;
mod read;
mod read_repeat;
mod repeat;
mod sentence;
mod when;
mod write;

pub use occurrences::{Occurrence, State};
pub use repeat::{Every, OnHoliday, Repeat, Rule, Terms};
pub use when::When;

use crate::remarks::Remark;
use crate::{Slug, Timestamp};

/// What the unit does when.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Calendar {
    /// Version of this document's format: 1.
    pub version: u32,
    /// When the document was last changed.
    pub updated_at: Option<Timestamp>,
    /// The entries, in any order.
    pub entries: Vec<Entry>,
    /// What of the document could not be used.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub remarks: Vec<Remark>,
}

/// Something that the unit does, once or again and again.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entry {
    /// Its id; absent: made of the title and of the time for which it was first planned, with the place behind it if an earlier entry has the same.
    /// No two have the same. In the calendars of subscribers a change arrives only if the id stays the same.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Slug>"))]
    pub id: Slug,
    /// Of which kind it is: "Tiếp công dân", "Lịch công tác", "Tiêm chủng", "Họp", or any other. Kinds that differ in marks or capitals only are one.
    pub kind: Option<String>,
    /// Its headline; absent: its kind.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub title: String,
    /// What else is to be said.
    pub text: Option<String>,
    /// Where: "Phòng họp tầng 2".
    pub place: Option<String>,
    /// Who takes part, by name or post: "Chủ tịch UBND xã".
    #[cfg_attr(feature = "schema", schemars(default, with = "crate::forms::OneOrMany<String>"))]
    pub who: Vec<String>,
    /// The id of the unit of office.json at which it is.
    pub desk: Option<Slug>,
    /// Whom to call, as people write numbers.
    pub phone: Option<String>,
    /// When it begins, for the first time if it is repeated.
    pub start: When,
    /// When it ends. A whole day is the last day; a time alone is one of the day on which it begins.
    pub end: Option<When>,
    /// When it is held again.
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::forms::TextOr<repeat::RepeatForm>>"))]
    pub repeat: Option<Repeat>,
    /// The days on which a repeated entry is cancelled, or held otherwise.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub exceptions: Vec<Exception>,
    /// Whether it is cancelled altogether. In its place the reason may stand.
    #[cfg_attr(feature = "schema", schemars(default, with = "crate::forms::TextOr<bool>"))]
    pub cancelled: bool,
    /// Why it was cancelled or changed.
    pub why: Option<String>,
    /// How it was planned before it was changed.
    pub was: Option<Was>,
    /// When this entry was last changed.
    pub updated_at: Option<Timestamp>,
    /// What else people should know: "Mang theo giấy tờ tùy thân".
    pub note: Option<String>,
    /// Its place in the document's list, counted from 0.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub index: usize,
}

/// A day on which a repeated entry is cancelled, or held otherwise.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Exception {
    /// The day on which it would be held.
    #[cfg_attr(feature = "schema", schemars(with = "When"))]
    pub date: crate::time::Day,
    /// Whether it is cancelled on this day. In its place the reason may stand.
    #[cfg_attr(feature = "schema", schemars(default, with = "crate::forms::TextOr<bool>"))]
    pub cancelled: bool,
    /// When it begins instead, on this or another day; a time alone is one of this day.
    pub start: Option<When>,
    /// When it ends instead; absent: as long after its beginning as always.
    pub end: Option<When>,
    /// Where it is instead.
    pub place: Option<String>,
    /// Why.
    pub why: Option<String>,
}

/// How an entry was planned before it was changed.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Was {
    /// When it was to begin.
    pub start: Option<When>,
    /// Where it was to be.
    pub place: Option<String>,
}

impl Calendar {
    /// The entry with an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id.as_str() == id)
    }

    /// The kinds of entries in the order of the document, each with the wording that is used first.
    #[must_use]
    pub fn kinds(&self) -> Vec<(Slug, &str)> {
        let mut kinds: Vec<(Slug, &str)> = Vec::new();
        for entry in &self.entries {
            if let (Some(slug), Some(kind)) = (entry.kind_slug(), &entry.kind)
                && !kinds.iter().any(|(known, _)| *known == slug)
            {
                kinds.push((slug, kind));
            }
        }
        kinds
    }

    /// The entries of a kind, or all.
    pub fn of_kind<'a>(&'a self, kind: Option<&'a Slug>) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(move |entry| kind.is_none() || entry.kind_slug().as_ref() == kind)
    }
}

impl Entry {
    /// The slug by which kinds are told apart: "Tiếp công dân" and "TIEP CONG DAN" are one.
    #[must_use]
    pub fn kind_slug(&self) -> Option<Slug> {
        self.kind.as_deref().and_then(Slug::make)
    }
}

#[cfg(test)]
mod tests;
