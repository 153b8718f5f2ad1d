//! Documents that the main part of the program keeps without reading them.

use super::LiveDocument;
use crate::parts::Part;
use serde_json::Value;
use trangxa_model::alerts::Alerts;
use trangxa_model::document::JsonDocument;
use trangxa_model::office::Office;
use trangxa_model::official::{OfficialDocument, OfficialDocuments};
use trangxa_model::procedures::{Procedure, Procedures};
use trangxa_model::{Calendar, DataError, DocumentError, People, Timestamp};
use trangxa_part::in_part;

/// The JSON of a document. A part of the program reads it when it draws it, so its reader is not in the main part.
#[derive(Debug, PartialEq)]
pub struct Untyped(pub Value);

impl JsonDocument for Untyped {
    fn from_json(_: &str, json: Value) -> Result<Self, DocumentError> {
        Ok(Self(json))
    }
}

/// What such a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UntypedKind {
    /// The units and desks of the office.
    Office,
    /// Alerts.
    Alerts,
    /// The list of procedures.
    Procedures,
    /// A procedure.
    Procedure,
    /// The register of official documents, or those of a year.
    OfficialDocuments,
    /// An official document.
    OfficialDocument,
    /// The calendar.
    Calendar,
    /// The people of the unit.
    People,
    /// A page of the archive.
    NewsArchive,
}

impl UntypedKind {
    /// The part of the program that reads it.
    #[must_use]
    pub const fn reader(self) -> Part {
        match self {
            Self::Office | Self::Alerts => Part::Current,
            Self::Procedures | Self::Procedure => Part::Procedures,
            Self::OfficialDocuments | Self::OfficialDocument | Self::People => Part::Registers,
            Self::Calendar => Part::Calendar,
            Self::NewsArchive => Part::Archive,
        }
    }
}

in_part! { "current", "00000000000000000000000000000001",
    /// What keeps a document from being read.
    fn problem_of_office(kind: UntypedKind, url: &str, json: &Value) -> Option<DocumentError> {
        match kind {
            UntypedKind::Alerts => Alerts::from_json(url, json.clone()).err(),
            _ => Office::from_json(url, json.clone()).err(),
        }
    }
}

in_part! { "procedures", "00000000000000000000000000000001",
    /// What keeps a document from being read.
    fn problem_of_procedures(kind: UntypedKind, url: &str, json: &Value) -> Option<DocumentError> {
        match kind {
            UntypedKind::Procedure => Procedure::from_json(url, json.clone()).err(),
            _ => Procedures::from_json(url, json.clone()).err(),
        }
    }
}

in_part! { "registers", "00000000000000000000000000000001",
    /// What keeps a document from being read.
    fn problem_of_register(kind: UntypedKind, url: &str, json: &Value) -> Option<DocumentError> {
        match kind {
            UntypedKind::OfficialDocument => OfficialDocument::from_json(url, json.clone()).err(),
            UntypedKind::People => People::from_json(url, json.clone()).err(),
            _ => OfficialDocuments::from_json(url, json.clone()).err(),
        }
    }
}

in_part! { "calendar", "00000000000000000000000000000001",
    /// What keeps a document from being read.
    fn problem_of_calendar(url: &str, json: &Value) -> Option<DocumentError> {
        Calendar::from_json(url, json.clone()).err()
    }
}

/// Takes a document fetched at `now` if its part can read it. The part must be here.
pub(super) fn accept(
    kind: UntypedKind,
    live: &LiveDocument<Untyped>,
    fingerprint: &str,
    json: Value,
    now: Timestamp,
) -> Result<(), DataError> {
    let problem = match kind.reader() {
        Part::Procedures => problem_of_procedures(kind, live.url(), &json),
        Part::Registers => problem_of_register(kind, live.url(), &json),
        Part::Calendar => problem_of_calendar(live.url(), &json),
        // Its reader leaves out what it cannot read.
        Part::Archive => None,
        _ => problem_of_office(kind, live.url(), &json),
    };
    live.take(fingerprint, problem.map_or(Ok(Untyped(json)), Err), now)
}
