//! `procedures.json`: the administrative procedures (thủ tục hành chính) of the unit: what to bring, where to go, how long it takes and what it costs.
//!
//! The figures about them are another document, [`tthc`](crate::tthc). The publisher writes the list of procedures as an index, and a document
//! for each.

mod find;
mod read;
mod write;

pub use find::FieldGroup;

use crate::remarks::Remark;
use crate::{Slug, Timestamp};

/// After how many years a decision is old: by then the national base has most likely announced the procedure anew.
const OLD_AFTER_YEARS: i64 = 2;

/// The unit's procedures.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Procedures {
    /// Version of this document's format: 1.
    pub version: u32,
    /// When the document was last looked through.
    pub updated_at: Option<Timestamp>,
    /// Events of life that lead people to procedures, in the order in which pages show them.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub events: Vec<Event>,
    /// The procedures, in the order in which pages show them.
    pub procedures: Vec<Procedure>,
    /// What of the document could not be used.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub remarks: Vec<Remark>,
}

/// An event of life: "Sinh con".
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// Its id; absent: made of the name. No two have the same.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Slug>"))]
    pub id: Slug,
    /// Its name.
    pub name: String,
}

/// A procedure, or its entry in an index, which has only some of the fields.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Procedure {
    /// Its id in addresses: `/thu-tuc/<id>/`; absent: made of the name, with the code behind it if an earlier procedure has the same. No two have
    /// the same.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Slug>"))]
    pub id: Slug,
    /// Its code in the national base: `1.001193`.
    pub code: Option<String>,
    /// Its name: "Đăng ký khai sinh".
    pub name: String,
    /// Its field of administration (lĩnh vực): "Hộ tịch".
    pub field: Option<String>,
    /// Who needs it: "Công dân Việt Nam".
    #[cfg_attr(feature = "schema", schemars(default, with = "crate::forms::OneOrMany<String>"))]
    pub for_whom: Vec<String>,
    /// What to bring.
    #[cfg_attr(feature = "schema", schemars(default, with = "Vec<crate::forms::TextOr<Paper>>"))]
    pub papers: Vec<Paper>,
    /// What happens, step by step.
    #[cfg_attr(feature = "schema", schemars(default, with = "crate::forms::OneOrMany<String>"))]
    pub steps: Vec<String>,
    /// The ways of filing, each with its time and fee.
    #[cfg_attr(feature = "schema", schemars(default, with = "Vec<crate::forms::TextOr<Way>>"))]
    pub ways: Vec<Way>,
    /// Where it is filed: the id of a unit of office.json, or a text.
    pub place: Option<String>,
    /// What people get: "Giấy khai sinh".
    pub result: Option<String>,
    /// The laws that it follows.
    #[cfg_attr(feature = "schema", schemars(default, with = "Vec<crate::forms::TextOr<LegalBasis>>"))]
    pub legal_basis: Vec<LegalBasis>,
    /// The decision that announced it.
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::forms::TextOr<Decision>>"))]
    pub decision: Option<Decision>,
    /// Its https address on the national portal.
    pub national_url: Option<String>,
    /// The ids of the events of life that lead to it.
    #[cfg_attr(feature = "schema", schemars(default, with = "crate::forms::OneOrMany<Slug>"))]
    pub events: Vec<Slug>,
    /// Its place among the most used procedures, the smaller the earlier.
    pub popular: Option<u64>,
    /// What else people should know.
    pub note: Option<String>,
    /// The id of the unit of office.json that `place` names. The publisher writes it where `place` is such an id.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub desk: Option<Slug>,
    /// What the figures prove of the promised time. The publisher writes it where the figures have the field.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub in_time: Option<InTime>,
    /// Its place in the document's list, counted from 0.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub index: usize,
}

/// How many dossiers of a field were finished in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InTime {
    /// The period, as a sentence names it: "tháng 6/2025".
    pub period: String,
    /// How many were finished in time.
    pub in_time: u64,
    /// How many were finished.
    pub completed: u64,
}

/// A paper that people bring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Paper {
    /// Its name: "Giấy chứng sinh".
    pub name: String,
    /// How many originals.
    pub original: Option<u64>,
    /// How many copies.
    pub copies: Option<u64>,
    /// The address of a form to fill in, relative to the document: `../media/to-khai.docx`. Once read it is absolute.
    pub form: Option<String>,
    /// What else people should know of it.
    pub note: Option<String>,
}

/// A way of filing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Way {
    /// Its name: "Trực tiếp", "Trực tuyến", "Bưu chính", or any other.
    pub way: String,
    /// How long it takes: "3 ngày làm việc".
    pub time: Option<String>,
    /// What it costs: "Không", "8.000 đồng/bản".
    pub fee: Option<String>,
    /// What else people should know of it.
    pub note: Option<String>,
}

/// A law that a procedure follows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegalBasis {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
}

/// The decision that announced a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Decision {
    /// Its number: "1872/QĐ-BTP".
    pub number: Option<String>,
    /// Its date.
    pub date: Option<Timestamp>,
}

/// Something that people need to know and that a procedure does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// No papers.
    Papers,
    /// A way of filing without its fee, or no way.
    Fee,
    /// A way of filing without its time, or no way.
    Time,
    /// No place.
    Place,
}

impl Procedure {
    /// What people need to know and it does not say. Not for an entry of an index, which says none of it.
    pub fn lacks(&self) -> impl Iterator<Item = Lack> {
        let is_said = |member: fn(&Way) -> &Option<String>| {
            !self.ways.is_empty() && self.ways.iter().all(|way| member(way).is_some())
        };
        let lacks = [
            (Lack::Papers, self.papers.is_empty()),
            (Lack::Fee, !is_said(|way| &way.fee)),
            (Lack::Time, !is_said(|way| &way.time)),
            (Lack::Place, self.place.is_none()),
        ];
        lacks.into_iter().filter(|(_, is_lacking)| *is_lacking).map(|(lack, _)| lack)
    }

    /// Whether its decision is older than two years; false if it names no date.
    #[must_use]
    pub fn is_old(&self, now: Timestamp) -> bool {
        let date = self.decision.as_ref().and_then(|decision| decision.date);
        date.is_some_and(|date| {
            let (day, month, year) = date.day_month_year();
            let (today, this_month, this_year) = now.day_month_year();
            (year + OLD_AFTER_YEARS, month, day) < (this_year, this_month, today)
        })
    }
}

#[cfg(test)]
mod tests;
