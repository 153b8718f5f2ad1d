//! Reads people.json. What cannot be read is left out and listed.

use super::{People, Person};
use crate::Slug;
use crate::document::{DocumentError, JsonDocument};
use crate::read::At;
use crate::remarks::{Remarks, too_many_entries};
use serde_json::Value;
use trangxa_messages::model;

/// How many posts of a document are read; a commune has some fifty.
const MAX_PEOPLE: usize = 500;

impl JsonDocument for People {
    /// Addresses of photographs are relative to `file`, which is a path from the root or an http address.
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let at = At::document(file, &json);
        at.require_version_1()?;
        let items = at.required("people", At::items)?;
        let mut remarks = Remarks::default();
        let updated_at = remarks.member(&at, "updated_at", At::timestamp);
        let mut people: Vec<Person> = Vec::new();
        let items = remarks.items(Ok(items), MAX_PEOPLE, too_many_entries);
        for (index, at) in items.iter().enumerate() {
            let read = person(&mut remarks, at);
            let Some((mut person, has_id)) = remarks.keep(read, true) else { continue };
            let is_taken = |id: &Slug| people.iter().any(|known| known.id == *id);
            if is_taken(&person.id) {
                // Several hold a post of one name: "Phó Chủ tịch UBND".
                let name = person.name.as_deref().filter(|_| !has_id).and_then(Slug::make);
                let other = name.map(|name| person.id.with_suffix(&name)).filter(|id| !is_taken(id));
                let Some(other) = other else {
                    remarks.add(at.fail(|| model::SameEntryId { id: &person.id }), true);
                    continue;
                };
                person.id = other;
            }
            person.index = index;
            people.push(person);
        }
        Ok(Self { version: 1, updated_at, people, remarks: remarks.into_list() })
    }
}

/// A post, and whether the document gives it an id.
fn person(remarks: &mut Remarks, at: &At<'_>) -> Result<(Person, bool), DocumentError> {
    let (post, name) = (remarks.text(at, "post"), remarks.text(at, "name"));
    let Some(called) = post.as_ref().or(name.as_ref()) else { return Err(at.fail(|| model::EmptyPerson)) };
    let id = remarks.member(at, "id", At::slug);
    let has_id = id.is_some();
    let id = id.or_else(|| Slug::make(called));
    // Whatever is no `true` is no consent.
    let consent = remarks.member(at, "consent", At::boolean).unwrap_or(false);
    let mut private_phone = remarks.text(at, "private_phone");
    if private_phone.is_some() && !consent {
        remarks.add(at.member("private_phone")?.fail(|| model::PhoneWithoutConsent), false);
        private_phone = None;
    }
    let ours =
        at.optional("_trangxa", |at| Ok((at.optional("srcset", At::text)?, at.optional("desk_name", At::text)?)))?;
    let (srcset, desk_name) = ours.unwrap_or_default();
    let person = Person {
        id: id.map_or_else(|| at.required("id", At::slug), Ok)?,
        post,
        name,
        group: remarks.text(at, "group"),
        tasks: remarks.texts(at, "tasks"),
        desk: remarks.member(at, "desk", At::slug),
        phone: remarks.text(at, "phone"),
        email: remarks.text(at, "email"),
        private_phone,
        consent,
        photo: remarks.member(at, "photo", At::file_address),
        note: remarks.text(at, "note"),
        srcset,
        desk_name,
        index: 0,
    };
    Ok((person, has_id))
}
