//! Reads documents.json and the documents of single entries. What cannot be read is left out and listed.

use super::{
    DocumentFile, Draft, Force, Names, OfficialDocument, OfficialDocuments, Reference, Relation, RelationKind,
    Suspension, Timeline, YearOfDocuments,
};
use crate::document::{DocumentError, JsonDocument};
use crate::read::{At, Expected};
use crate::remarks::{Remarks, too_many_entries};
use crate::time::Day;
use crate::{Slug, Timestamp};
use serde_json::Value;
use trangxa_messages::model;

/// How many documents of a register are read; a commune issues some hundreds a year.
const MAX_DOCUMENTS: usize = 20_000;

impl JsonDocument for OfficialDocuments {
    /// Addresses of files are relative to `file`, which is a path from the root or an http address.
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let at = At::document(file, &json);
        at.require_version_1()?;
        let items = at.required("documents", At::items)?;
        let mut remarks = Remarks::default();
        let updated_at = remarks.member(&at, "updated_at", At::timestamp);
        let mut documents: Vec<OfficialDocument> = Vec::new();
        let items = remarks.items(Ok(items), MAX_DOCUMENTS, too_many_entries);
        for (index, at) in items.iter().enumerate() {
            let read = document(&mut remarks, at);
            let Some((mut document, has_id)) = remarks.keep(read, true) else { continue };
            // Comparing with all costs less than a set weighs in the wasm.
            let is_taken = |id: &Slug| documents.iter().any(|known| known.id == *id);
            if is_taken(&document.id) {
                let issuer = document.issuer.as_deref().filter(|_| !has_id).and_then(Slug::make);
                let other = issuer.map(|issuer| document.id.with_suffix(&issuer)).filter(|id| !is_taken(id));
                let Some(other) = other else {
                    remarks.add(at.fail(|| model::SameEntryId { id: &document.id }), true);
                    continue;
                };
                document.id = other;
            }
            document.index = index;
            documents.push(document);
        }
        let found = at.optional("_trangxa", |at| Ok((at.list("years", year)?, names(at)?)))?;
        let (years, names) = (Vec::new(), Names::default());
        let mut all = Self { version: 1, updated_at, documents, years, names, remarks: remarks.into_list() };
        if let Some((years, names)) = found {
            // The publisher has found all of it in all documents, of which these are some.
            (all.years, all.names) = (years, names);
        } else {
            all.relate();
            all.find_names();
            let years = all.by_year().into_iter();
            all.years = years.map(|(year, of)| YearOfDocuments { year, count: of.len() as u64 }).collect();
        }
        Ok(all)
    }
}

impl JsonDocument for OfficialDocument {
    /// What cannot be read is left out: the publisher has told it.
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        Ok(document(&mut Remarks::default(), &At::document(file, &json))?.0)
    }
}

/// A document, and whether the register gives it an id.
fn document(remarks: &mut Remarks, at: &At<'_>) -> Result<(OfficialDocument, bool), DocumentError> {
    let (number, about) = (remarks.text(at, "number"), remarks.text(at, "abstract"));
    if number.is_none() && about.is_none() {
        return Err(at.fail(|| model::EmptyDocument));
    }
    let issued = remarks.member(at, "issued", At::timestamp);
    let given = remarks.member(at, "id", At::slug);
    let has_id = given.is_some();
    let id = given.or_else(|| made_id(number.as_deref(), about.as_deref(), issued));
    // A draft that is not known as one would be shown as in force.
    let draft = at.optional("draft", draft)?;
    let ours = at.optional("_trangxa", |at| Ok((at.list("relations", relation)?, at.optional("force", timeline)?)))?;
    let (relations, timeline) = ours.unwrap_or_default();
    let document = OfficialDocument {
        id: id.map_or_else(|| at.required("id", At::slug), Ok)?,
        number,
        kind: remarks.text(at, "type"),
        about,
        issuer: remarks.text(at, "issuer"),
        signer: remarks.text(at, "signer"),
        signer_post: remarks.text(at, "signer_post"),
        field: remarks.text(at, "field"),
        issued,
        effective: remarks.member(at, "effective", At::timestamp),
        expires: remarks.member(at, "expires", At::timestamp),
        suspended: remarks.list(at, "suspended", suspension),
        unsuitable_from: remarks.member(at, "unsuitable_from", At::timestamp),
        force: remarks.member(at, "force", force),
        replaces: remarks.list(at, "replaces", reference),
        repeals: remarks.list(at, "repeals", reference),
        amends: remarks.list(at, "amends", reference),
        replaced_by: remarks.list(at, "replaced_by", reference),
        repealed_by: remarks.list(at, "repealed_by", reference),
        amended_by: remarks.list(at, "amended_by", reference),
        files: remarks.list(at, "files", file),
        draft,
        note: remarks.text(at, "note"),
        relations,
        timeline,
        index: 0,
    };
    Ok((document, has_id))
}

/// An id such as `12-kh-ubnd-2026`: the number, and the year unless the number has it.
fn made_id(number: Option<&str>, about: Option<&str>, issued: Option<Timestamp>) -> Option<Slug> {
    let Some(slug) = number.and_then(Slug::make) else { return about.and_then(Slug::make) };
    let year = issued.and_then(|issued| Slug::parse(&issued.day_month_year().2.to_string()));
    let year = year.filter(|year| slug.as_str().split('-').all(|part| part != year.as_str()));
    Some(year.map_or_else(|| slug.clone(), |year| slug.with_suffix(&year)))
}

fn force(at: &At<'_>) -> Result<Force, DocumentError> {
    let force = at.text().ok().and_then(|text| Force::named(&text));
    force.ok_or_else(|| at.expected(Expected::Force))
}

fn suspension(remarks: &mut Remarks, at: &At<'_>) -> Result<Suspension, DocumentError> {
    let from = at.required("from", At::timestamp)?;
    let to = remarks.member(at, "to", At::timestamp);
    if let Some(to) = to.filter(|to| Day::of(*to) < Day::of(from)) {
        return Err(at.fail(|| model::EndsBeforeItsStart { from: from.date(), to: to.date() }));
    }
    Ok(Suspension { from, to })
}

/// An object, or the number alone.
fn reference(remarks: &mut Remarks, at: &At<'_>) -> Result<Reference, DocumentError> {
    if !at.is_object() {
        return Ok(Reference { number: at.filled_text()?, effective: None });
    }
    let number = at.required("number", At::filled_text)?;
    Ok(Reference { number, effective: remarks.member(at, "effective", At::timestamp) })
}

/// An object, or the address alone.
fn file(remarks: &mut Remarks, at: &At<'_>) -> Result<DocumentFile, DocumentError> {
    if !at.is_object() {
        return Ok(DocumentFile { url: at.file_address()?, ..DocumentFile::default() });
    }
    Ok(DocumentFile {
        url: at.required("url", At::file_address)?,
        title: remarks.text(at, "title"),
        size: remarks.member(at, "size", At::count),
        is_scan: remarks.member(at, "scan", At::boolean).unwrap_or(false),
    })
}

/// An object, or the last day for comments alone.
fn draft(at: &At<'_>) -> Result<Draft, DocumentError> {
    if !at.is_object() {
        return Ok(Draft { until: at.timestamp()?, send_to: None });
    }
    let send_to = at.optional("send_to", At::filled_text)?;
    Ok(Draft { until: at.required("until", At::timestamp)?, send_to })
}

/// A relation as the publisher writes it.
fn relation(at: &At<'_>) -> Result<Relation, DocumentError> {
    let kind = at.required("kind", |at| {
        at.text().ok().and_then(|name| RelationKind::named(&name)).ok_or_else(|| at.expected(Expected::Text))
    })?;
    Ok(Relation {
        kind,
        number: at.required("number", At::text)?,
        id: at.optional("id", At::slug)?,
        from: at.optional("from", At::timestamp)?.map(Day::of),
    })
}

/// The states of force as the publisher writes them: each the day and the state.
fn timeline(at: &At<'_>) -> Result<Timeline, DocumentError> {
    let states = at.items()?;
    let state = |at: &At<'_>| Ok((Day::of(at.required("from", At::timestamp)?), at.required("state", force)?));
    Ok(Timeline(states.iter().map(state).collect::<Result<_, _>>()?))
}

fn names(at: &At<'_>) -> Result<Names, DocumentError> {
    Ok(Names {
        kinds: at.list("types", At::text)?,
        fields: at.list("fields", At::text)?,
        issuers: at.list("issuers", At::text)?,
    })
}

fn year(at: &At<'_>) -> Result<YearOfDocuments, DocumentError> {
    let year = u16::try_from(at.required("year", At::count)?).unwrap_or(0);
    Ok(YearOfDocuments { year, count: at.required("count", At::count)? })
}
