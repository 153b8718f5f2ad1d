//! What files say of entries of the calendar.

use serde_json::{Value, json};
use trangxa_model::Slug;
use trangxa_model::calendar::{Calendar, Entry, When};
use trangxa_model::document::JsonDocument;
use trangxa_model::time::Day;

/// An entry of a file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Incoming {
    /// The place of its file among those of the import.
    pub file: usize,
    pub entry: Entry,
    /// Whether it is a row of a schedule, which may have rows no longer when it comes again.
    pub is_of_schedule: bool,
}

/// The days that a schedule names, from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub first: Day,
    pub last: Day,
}

impl Incoming {
    /// Its name for sentences: "Họp giao ban (08:00 30/06/2025)".
    pub(crate) fn shown(&self) -> String {
        shown(&self.entry)
    }
}

/// An entry for sentences.
pub(crate) fn shown(entry: &Entry) -> String {
    let title = trangxa_list_imports::names::short(&entry.title);
    let When { day, minute } = entry.start;
    let when = if minute.is_some() { entry.start.at().date_time() } else { day.start().date() };
    format!("{title} ({when})")
}

/// Entries as the site reads them, which gives those an id that have none: the places of those that it takes, and what it says of the others. An
/// entry that cannot be taken whole is not taken.
pub(crate) fn checked(entries: &[Value]) -> Vec<Result<Entry, String>> {
    let mut ids: Vec<Slug> = Vec::new();
    let one = |json: &Value| {
        let document = json!({"version": 1, "entries": [json]});
        let read = Calendar::from_json("", document).map_err(|error| error.problem.to_string())?;
        match (read.remarks.into_iter().next(), read.entries.into_iter().next()) {
            (None, Some(entry)) => Ok(entry),
            (remark, _) => Err(remark.map(|remark| remark.problem).unwrap_or_default()),
        }
    };
    let mut read = Vec::new();
    for json in entries {
        let mut entry = one(json);
        if let Ok(entry) = &mut entry
            && json.get("id").is_none()
            && ids.contains(&entry.id)
            && let Some(place) = entry.place.as_deref().and_then(Slug::make)
        {
            // Two meetings may begin at one time, in two places; so the site tells them apart, too.
            entry.id = entry.id.with_suffix(&place);
        }
        ids.extend(entry.as_ref().ok().map(|entry| entry.id.clone()));
        read.push(entry);
    }
    read
}
