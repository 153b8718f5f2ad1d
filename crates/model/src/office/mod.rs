//! `office.json`: where the unit's desks are, how to reach them, what is done there, and whether they are open.

mod hours;
mod parse;
mod read;
mod rule;
mod state;
mod tokens;

pub use hours::Hours;
pub(crate) use parse::Line;
pub use rule::{OpenSpan, Rule, Weekdays};
pub use state::{OpenState, Reason};
pub(crate) use tokens::{Token, tokens};

use crate::remarks::Remark;
use crate::time::Day;
use crate::{Slug, Timestamp};

/// The unit's desks, and the days on which they have other hours than those of the week.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Office {
    /// Version of this document's format: 1.
    pub version: u32,
    /// When the document was last looked through.
    pub updated_at: Option<Timestamp>,
    /// The office and its desks. The first is the one that the bar on every page shows.
    pub units: Vec<Unit>,
    /// Days on which all units are closed.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub closed: Vec<ClosedDays>,
    /// Days on which all units have other hours. They count before `closed`.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub changed: Vec<ChangedDay>,
    /// What of the document could not be used.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub remarks: Vec<Remark>,
}

/// An office, or one of its desks.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unit {
    /// Its id; absent: made of the name. No two have the same.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Slug>"))]
    pub id: Slug,
    /// Its name: "Bộ phận Một cửa".
    pub name: String,
    /// Its telephones, the most important first.
    #[cfg_attr(feature = "schema", schemars(default, with = "crate::forms::OneOrMany<crate::forms::TextOr<Phone>>"))]
    pub phones: Vec<Phone>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its postal address.
    pub address: Option<String>,
    /// The https address of a map that shows it.
    pub map: Option<String>,
    /// When it is open, line by line.
    #[cfg_attr(feature = "schema", schemars(default, with = "crate::forms::OneOrMany<Hours>"))]
    pub hours: Vec<Hours>,
    /// What is done there.
    #[cfg_attr(feature = "schema", schemars(default, with = "crate::forms::OneOrMany<String>"))]
    pub handles: Vec<String>,
    /// What else people should know.
    pub note: Option<String>,
}

/// A telephone.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Phone {
    /// Its number, as people write it.
    pub number: String,
    /// Who answers: "Công an xã".
    pub label: Option<String>,
}

/// Days on which all units are closed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClosedDays {
    /// The first day.
    pub from: Timestamp,
    /// The last day; absent: there is only one.
    pub to: Option<Timestamp>,
    /// Why: "Nghỉ Tết Nguyên đán".
    pub why: Option<String>,
}

/// A day on which all units have other hours.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangedDay {
    /// The day.
    pub date: Timestamp,
    /// Its hours: `7:30–11:30`, or `nghỉ`.
    pub hours: Hours,
    /// Why: "Làm bù".
    pub why: Option<String>,
}

impl Office {
    /// The unit with an id. A procedure names the unit where it is filed by its id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id.as_str() == id)
    }

    /// Whether the document tells when the office is open today, on the site of a unit that was merged on the day of `merged`. An older
    /// document says when an office was open that has most likely moved since.
    #[must_use]
    pub fn is_of_today(&self, merged: Option<Timestamp>) -> bool {
        merged.is_none_or(|merged| self.updated_at.is_some_and(|at| Day::of(at) >= Day::of(merged)))
    }
}

impl ChangedDay {
    /// When all units are open on this day; `None` if the hours cannot be read for sure, or name other weekdays.
    #[must_use]
    pub fn spans(&self) -> Option<Vec<OpenSpan>> {
        let rule = self.hours.rule()?;
        let weekday = Day::of(self.date).weekday();
        rule.days.is_none_or(|days| days.contains(weekday)).then(|| rule.spans.clone())
    }
}
