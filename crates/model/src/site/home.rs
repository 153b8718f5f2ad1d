//! `home` in site.json: what the home page shows, and in which order.

use crate::document::DocumentError;
use crate::read::{At, Expected, quoted};
use crate::row::{Row, expect};
use serde_json::Value;
use trangxa_messages::model;

/// A part of the home page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename_all = "kebab-case"))]
pub enum HomePart {
    /// The running alerts. Their place is at the top of every page.
    Alert,
    /// The bar with the office's telephone and hours. Its place is below the header of every page.
    Office,
    /// The most used procedures.
    Procedures,
    /// Links to the registers: official documents, the calendar, people.
    Registers,
    /// The newest article, large.
    Lead,
    /// The newest notices.
    Notices,
    /// What is on the next three days.
    Calendar,
    /// The card of TTHC figures.
    Figures,
    /// The newest articles of all categories.
    News,
    /// The categories, each with its newest articles.
    Categories,
    /// What is read most.
    MostRead,
}

impl HomePart {
    /// All parts with their names in site.json, in the order of a home page that site.json says nothing of. Only `news` is left out of that.
    const NAMES: [(Self, &'static str); 11] = [
        (Self::Alert, "alert"),
        (Self::Office, "office"),
        (Self::Procedures, "procedures"),
        (Self::Registers, "registers"),
        (Self::Lead, "lead"),
        (Self::Notices, "notices"),
        (Self::Calendar, "calendar"),
        (Self::Figures, "figures"),
        (Self::News, "news"),
        (Self::Categories, "categories"),
        (Self::MostRead, "most-read"),
    ];

    /// What the home page shows unless site.json says something else.
    #[must_use]
    pub fn usual() -> Vec<Self> {
        Self::NAMES.iter().map(|(part, _)| *part).filter(|part| *part != Self::News).collect()
    }
}

impl Row for HomePart {
    fn to_row(&self) -> Value {
        Self::NAMES.iter().position(|(part, _)| part == self).into()
    }

    fn from_row(json: Value, is_other: &mut bool) -> Self {
        let part = json.as_u64().and_then(|i| Self::NAMES.get(usize::try_from(i).ok()?));
        expect(part.map(|(part, _)| *part), Self::Lead, is_other)
    }
}

/// Reads the name of a part.
pub(super) fn part(at: &At<'_>) -> Result<HomePart, DocumentError> {
    let name = at.exact_text()?;
    let known = HomePart::NAMES.iter().find(|(_, known)| *known == name);
    known
        .map(|(part, _)| *part)
        .ok_or_else(|| at.fail(|| model::Expected { what: Expected::HomePart, found: quoted(&name) }))
}
