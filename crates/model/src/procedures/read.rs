//! Reads procedures.json and the documents of single procedures. What cannot be read is left out and listed.

use super::{Decision, Event, InTime, LegalBasis, Paper, Procedure, Procedures, Way};
use crate::Slug;
use crate::document::{DocumentError, JsonDocument};
use crate::read::At;
use crate::remarks::{Remarks, too_many_entries};
use serde_json::Value;
use trangxa_messages::model;

/// How many procedures of a document are read; a commune has about 400.
const MAX_PROCEDURES: usize = 2_000;
/// How many events of life are read.
const MAX_EVENTS: usize = 100;

impl JsonDocument for Procedures {
    /// Addresses of forms are relative to `file`, which is a path from the root or an http address.
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let at = At::document(file, &json);
        at.require_version_1()?;
        let items = at.required("procedures", At::items)?;
        let mut remarks = Remarks::default();
        let updated_at = remarks.member(&at, "updated_at", At::timestamp);
        let events = events(&mut remarks, at.items_of("events"));
        let mut procedures: Vec<Procedure> = Vec::new();
        let items = remarks.items(Ok(items), MAX_PROCEDURES, too_many_entries);
        for (index, at) in items.iter().enumerate() {
            let read = procedure(&mut remarks, at);
            let Some((mut procedure, has_id)) = remarks.keep(read, true) else { continue };
            procedure.index = index;
            keep_known(&mut remarks, at, &mut procedure.events, &events);
            let is_taken = |id: &Slug| procedures.iter().any(|known| known.id == *id);
            if is_taken(&procedure.id) {
                // Official names are long, and two may begin alike.
                let code = procedure.code.as_deref().filter(|_| !has_id).and_then(Slug::make);
                let other = code.map(|code| procedure.id.with_suffix(&code)).filter(|id| !is_taken(id));
                let Some(other) = other else {
                    remarks.add(at.fail(|| model::SameEntryId { id: &procedure.id }), true);
                    continue;
                };
                procedure.id = other;
            }
            procedures.push(procedure);
        }
        Ok(Self { version: 1, updated_at, events, procedures, remarks: remarks.into_list() })
    }
}

impl JsonDocument for Procedure {
    /// What cannot be read is left out: the publisher has told it.
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let at = At::document(file, &json);
        let (procedure, _) = procedure(&mut Remarks::default(), &at)?;
        let ours =
            at.optional("_trangxa", |at| Ok((at.optional("desk", At::slug)?, at.optional("in_time", in_time)?)))?;
        let (desk, in_time) = ours.unwrap_or_default();
        Ok(Self { desk, in_time, ..procedure })
    }
}

fn in_time(at: &At<'_>) -> Result<InTime, DocumentError> {
    Ok(InTime {
        period: at.required("period", At::text)?,
        in_time: at.required("in_time", At::count)?,
        completed: at.required("completed", At::count)?,
    })
}

fn events(remarks: &mut Remarks, items: Result<Vec<At<'_>>, DocumentError>) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for at in remarks.items(items, MAX_EVENTS, too_many_entries) {
        let event = event(remarks, &at).and_then(|event| {
            let is_taken = events.iter().any(|known| known.id == event.id);
            if is_taken { Err(at.fail(|| model::SameEntryId { id: &event.id })) } else { Ok(event) }
        });
        events.extend(remarks.keep(event, true));
    }
    events
}

fn event(remarks: &mut Remarks, at: &At<'_>) -> Result<Event, DocumentError> {
    let name = at.required("name", At::filled_text)?;
    let id = remarks.member(at, "id", At::slug).or_else(|| Slug::make(&name));
    Ok(Event { id: id.map_or_else(|| at.required("id", At::slug), Ok)?, name })
}

/// Leaves out the ids that are those of no event.
fn keep_known(remarks: &mut Remarks, at: &At<'_>, ids: &mut Vec<Slug>, events: &[Event]) {
    ids.retain(|id| {
        let is_known = events.iter().any(|event| event.id == *id);
        if !is_known && let Ok(at) = at.member("events") {
            remarks.add(at.fail(|| model::NoSuchEvent { id }), false);
        }
        is_known
    });
}

/// A procedure, and whether the document gives it an id.
fn procedure(remarks: &mut Remarks, at: &At<'_>) -> Result<(Procedure, bool), DocumentError> {
    let name = at.required("name", At::filled_text)?;
    let id = remarks.member(at, "id", At::slug);
    let has_id = id.is_some();
    let id = id.or_else(|| Slug::make(&name));
    let procedure = Procedure {
        id: id.map_or_else(|| at.required("id", At::slug), Ok)?,
        code: remarks.text(at, "code"),
        name,
        field: remarks.text(at, "field"),
        for_whom: remarks.texts(at, "for_whom"),
        papers: remarks.list(at, "papers", paper),
        steps: remarks.texts(at, "steps"),
        ways: remarks.list(at, "ways", way),
        place: remarks.text(at, "place"),
        result: remarks.text(at, "result"),
        legal_basis: remarks.list(at, "legal_basis", legal_basis),
        decision: decision(remarks, at),
        national_url: remarks.member(at, "national_url", At::https_address),
        events: remarks.values(at, "events", At::slug),
        popular: remarks.member(at, "popular", At::count),
        note: remarks.text(at, "note"),
        desk: None,
        in_time: None,
        index: 0,
    };
    Ok((procedure, has_id))
}

/// An object, or the name alone.
fn paper(remarks: &mut Remarks, at: &At<'_>) -> Result<Paper, DocumentError> {
    if !at.is_object() {
        return Ok(Paper { name: at.filled_text()?, ..Paper::default() });
    }
    Ok(Paper {
        name: at.required("name", At::filled_text)?,
        original: remarks.member(at, "original", At::count),
        copies: remarks.member(at, "copies", At::count),
        form: remarks.member(at, "form", At::file_address),
        note: remarks.text(at, "note"),
    })
}

/// An object, or the name alone.
fn way(remarks: &mut Remarks, at: &At<'_>) -> Result<Way, DocumentError> {
    if !at.is_object() {
        return Ok(Way { way: at.filled_text()?, ..Way::default() });
    }
    Ok(Way {
        way: at.required("way", At::filled_text)?,
        time: remarks.text(at, "time"),
        fee: remarks.text(at, "fee"),
        note: remarks.text(at, "note"),
    })
}

/// An object, or the title alone.
fn legal_basis(remarks: &mut Remarks, at: &At<'_>) -> Result<LegalBasis, DocumentError> {
    if !at.is_object() {
        return Ok(LegalBasis { title: at.filled_text()?, url: None });
    }
    Ok(LegalBasis { title: at.required("title", At::filled_text)?, url: remarks.member(at, "url", At::web_address) })
}

/// An object, or the number alone.
fn decision(remarks: &mut Remarks, at: &At<'_>) -> Option<Decision> {
    let decision = at.member("decision").ok().filter(At::is_object);
    let Some(decision) = decision else {
        return remarks.text(at, "decision").map(|number| Decision { number: Some(number), date: None });
    };
    let (number, date) = (remarks.text(&decision, "number"), remarks.member(&decision, "date", At::timestamp));
    (number.is_some() || date.is_some()).then_some(Decision { number, date })
}
