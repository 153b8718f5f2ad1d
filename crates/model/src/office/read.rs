//! Reads office.json. What cannot be read is left out and listed.

use super::hours::Week;
use super::{ChangedDay, ClosedDays, Hours, Office, Phone, Unit};
use crate::Slug;
use crate::document::{DocumentError, JsonDocument, beginning};
use crate::read::At;
use crate::remarks::{Remarks, too_many_entries};
use crate::time::Day;
use serde_json::Value;
use trangxa_messages::model;

/// How many units of a document are read.
const MAX_UNITS: usize = 100;
/// How many entries of `closed` and of `changed` are read: those of many years.
const MAX_DAYS: usize = 500;

impl JsonDocument for Office {
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let at = At::document(file, &json);
        at.require_version_1()?;
        let mut remarks = Remarks::default();
        let days = |remarks: &mut Remarks, name| remarks.items(at.items_of(name), MAX_DAYS, too_many_entries);
        let updated_at = remarks.member(&at, "updated_at", At::timestamp);
        let units = units(&mut remarks, at.required("units", At::items)?);
        let closed_days = days(&mut remarks, "closed");
        let closed = remarks.entries(&closed_days, closed);
        let changed_days = days(&mut remarks, "changed");
        let changed = all_changed(&mut remarks, &changed_days);
        Ok(Self { version: 1, updated_at, units, closed, changed, remarks: remarks.into_list() })
    }
}

fn units(remarks: &mut Remarks, items: Vec<At<'_>>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for at in remarks.items(Ok(items), MAX_UNITS, too_many_entries) {
        let unit = unit(remarks, &at).and_then(|unit| {
            let is_taken = units.iter().any(|known| known.id == unit.id);
            if is_taken { Err(at.fail(|| model::SameEntryId { id: &unit.id })) } else { Ok(unit) }
        });
        units.extend(remarks.keep(unit, true));
    }
    units
}

fn unit(remarks: &mut Remarks, at: &At<'_>) -> Result<Unit, DocumentError> {
    let name = at.required("name", At::filled_text)?;
    let id = remarks.member(at, "id", At::slug).or_else(|| Slug::make(&name));
    let unit = Unit {
        id: id.map_or_else(|| at.required("id", At::slug), Ok)?,
        name,
        phones: remarks.list(at, "phones", phone),
        email: remarks.text(at, "email"),
        address: remarks.text(at, "address"),
        map: remarks.member(at, "map", At::https_address),
        hours: remarks.list(at, "hours", hours),
        handles: remarks.texts(at, "handles"),
        note: remarks.text(at, "note"),
    };
    // In a browser no remark is shown.
    if cfg!(not(target_family = "wasm")) && is_contradictory(&unit.hours) {
        remarks.add(at.member("hours")?.fail(|| model::HoursContradict), false);
    }
    Ok(unit)
}

/// Whether each line is certain by itself, and all together are not.
fn is_contradictory(lines: &[Hours]) -> bool {
    let is_certain = |line: &Hours| line.rule().is_some_and(|rule| rule.days.is_some());
    !lines.is_empty() && lines.iter().all(is_certain) && Week::of(lines).is_none()
}

/// An object, or the number alone.
fn phone(remarks: &mut Remarks, at: &At<'_>) -> Result<Phone, DocumentError> {
    if !at.is_object() {
        return Ok(Phone { number: at.filled_text()?, label: None });
    }
    Ok(Phone { number: at.required("number", At::filled_text)?, label: remarks.text(at, "label") })
}

/// A line of hours, which is kept if it cannot be read for sure, too.
fn hours(remarks: &mut Remarks, at: &At<'_>) -> Result<Hours, DocumentError> {
    let hours = Hours::read(at)?;
    // In a browser no remark is shown.
    if cfg!(not(target_family = "wasm")) && hours.rule().is_none_or(|rule| rule.days.is_none()) {
        remarks.add(at.fail(|| model::UnreadHours { hours: beginning(hours.text()) }), false);
    }
    Ok(hours)
}

fn closed(remarks: &mut Remarks, at: &At<'_>) -> Result<ClosedDays, DocumentError> {
    let from = at.required("from", At::timestamp)?;
    let to = remarks.member(at, "to", At::timestamp);
    if let Some(to) = to.filter(|to| Day::of(*to) < Day::of(from)) {
        return Err(at.fail(|| model::EndsBeforeItsStart { from: from.date(), to: to.date() }));
    }
    Ok(ClosedDays { from, to, why: remarks.text(at, "why") })
}

fn all_changed(remarks: &mut Remarks, items: &[At<'_>]) -> Vec<ChangedDay> {
    let mut days: Vec<ChangedDay> = Vec::new();
    for at in items {
        let day = changed(remarks, at).and_then(|day| {
            let is_taken = days.iter().any(|known| Day::of(known.date) == Day::of(day.date));
            if is_taken { Err(at.fail(|| model::SameDate { date: day.date.date() })) } else { Ok(day) }
        });
        days.extend(remarks.keep(day, true));
    }
    days
}

fn changed(remarks: &mut Remarks, at: &At<'_>) -> Result<ChangedDay, DocumentError> {
    let (date, hours) = (at.required("date", At::timestamp)?, at.required("hours", Hours::read)?);
    let day = ChangedDay { date, hours, why: remarks.text(at, "why") };
    if cfg!(not(target_family = "wasm")) && day.spans().is_none() {
        let problem = at.member("hours")?.fail(|| model::UnreadHoursOfDay { hours: beginning(day.hours.text()) });
        remarks.add(problem, false);
    }
    Ok(day)
}

#[cfg(test)]
mod tests;
