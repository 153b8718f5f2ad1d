//! A document that another one names, by its number as people write it.

use super::OfficialDocument;
use crate::{Slug, Timestamp};

/// A document that another one names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reference {
    /// Its id, or its number as people write it: "12/KH-UBND", "Quyết định số 12/QĐ-UBND ngày 03/02/2025".
    pub number: String,
    /// The first day on which it is in force, for a document that is not in the register.
    pub effective: Option<Timestamp>,
}

/// What a reference leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The document with this place in the register.
    Found(usize),
    /// None in the register, which need not have the documents of others.
    Elsewhere,
    /// Several, so none for sure.
    Ambiguous,
}

/// The documents of a register by the words of their numbers.
pub(super) struct Numbers<'a> {
    documents: &'a [OfficialDocument],
    /// The number of each document as an address writes it, with its place.
    numbers: Vec<(Slug, usize)>,
}

impl<'a> Numbers<'a> {
    pub(super) fn of(documents: &'a [OfficialDocument]) -> Self {
        let numbered = documents.iter().enumerate();
        let numbers =
            numbered.filter_map(|(i, document)| Some((Slug::make(document.number.as_deref()?)?, i))).collect();
        Self { documents, numbers }
    }

    /// The document that a reference names. A number may be written with other signs and capitals, with words before it, and with a date
    /// or an issuer behind it. Where several documents have the number, the year behind it decides.
    pub(super) fn find(&self, reference: &Reference) -> Target {
        let Some(written) = Slug::make(&reference.number) else { return Target::Elsewhere };
        if let Some(place) = self.documents.iter().position(|document| document.id == written) {
            return Target::Found(place);
        }
        // "quyet-dinh-so-12-qd-ubnd-ngay-…" begins at its first digit.
        let written = written.as_str();
        let Some(digit) = written.find(|c: char| c.is_ascii_digit()) else { return Target::Elsewhere };
        let written = written.get(digit..).unwrap_or_default();
        // The longest number is the one that is meant: "12-kh-ubnd" is not "12-kh".
        let mut number = written;
        loop {
            let has_number = self.numbers.iter().filter(|(known, _)| known.as_str() == number);
            let same: Vec<usize> = has_number.map(|(_, i)| *i).collect();
            match same.as_slice() {
                [] => {}
                [one] => return Target::Found(*one),
                several => return self.by_year(several, written.get(number.len()..).unwrap_or_default()),
            }
            let Some(cut) = number.rfind('-') else { return Target::Elsewhere };
            number = number.get(..cut).unwrap_or_default();
        }
    }

    /// The only one of several documents that was issued in a year that `rest` names.
    fn by_year(&self, several: &[usize], rest: &str) -> Target {
        let mut found = several.iter().filter(|i| {
            let year = self.documents.get(**i).map_or(0, OfficialDocument::year).to_string();
            rest.split('-').any(|part| part == year)
        });
        match (found.next(), found.next()) {
            (Some(one), None) => Target::Found(*one),
            _ => Target::Ambiguous,
        }
    }
}
