//! Reads calendar.json. What cannot be read is left out and listed.

use super::read_repeat::repeat;
use super::{Calendar, Entry, Exception, Was, When};
use crate::Slug;
use crate::document::{DocumentError, JsonDocument};
use crate::read::{At, Expected};
use crate::remarks::{Remarks, too_many_entries};
use crate::time::Day;
use serde_json::Value;
use trangxa_messages::model;

/// How many entries of a document are read.
const MAX_ENTRIES: usize = 2_000;
/// How many exceptions of an entry are read.
const MAX_EXCEPTIONS: usize = 200;
/// How many days an entry may last.
const MAX_LENGTH: i64 = 366;
/// How many days a repeated entry may last.
const MAX_REPEATED_LENGTH: i64 = 7;
/// The last minute of a day, with which an end without a time is written.
const LAST_MINUTE: u16 = 24 * 60 - 1;

impl JsonDocument for Calendar {
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        let at = At::document(file, &json);
        at.require_version_1()?;
        let items = at.required("entries", At::items)?;
        let mut remarks = Remarks::default();
        let updated_at = remarks.member(&at, "updated_at", At::timestamp);
        let mut entries: Vec<Entry> = Vec::new();
        let items = remarks.items(Ok(items), MAX_ENTRIES, too_many_entries);
        for (index, at) in items.iter().enumerate() {
            let read = entry(&mut remarks, at);
            let Some((mut entry, has_id)) = remarks.keep(read, true) else { continue };
            entry.index = index;
            let is_taken = |id: &Slug| entries.iter().any(|known| known.id == *id);
            if is_taken(&entry.id) {
                // Two meetings may begin at one time, in two places.
                let place = entry.place.as_deref().filter(|_| !has_id).and_then(Slug::make);
                let Some(other) = place.map(|place| entry.id.with_suffix(&place)).filter(|id| !is_taken(id)) else {
                    remarks.add(at.fail(|| model::SameEntryId { id: &entry.id }), true);
                    continue;
                };
                entry.id = other;
            }
            entries.push(entry);
        }
        Ok(Self { version: 1, updated_at, entries, remarks: remarks.into_list() })
    }
}

/// An entry, and whether the document gives it an id.
fn entry(remarks: &mut Remarks, at: &At<'_>) -> Result<(Entry, bool), DocumentError> {
    let start = at.required("start", when)?;
    let kind = remarks.text(at, "kind");
    let title = remarks.text(at, "title").or_else(|| kind.clone());
    let title = title.map_or_else(|| at.required("title", At::filled_text), Ok)?;
    let was = was(remarks, at);
    let id = remarks.member(at, "id", At::slug);
    let has_id = id.is_some();
    let planned = was.as_ref().and_then(|was| was.start).unwrap_or(start);
    let (cancelled, reason) = cancelled(remarks, at);
    let mut entry = Entry {
        id: id.or_else(|| made_id(&title, planned)).map_or_else(|| at.required("id", At::slug), Ok)?,
        kind,
        title,
        text: remarks.text(at, "text"),
        place: remarks.text(at, "place"),
        who: remarks.texts(at, "who"),
        desk: remarks.member(at, "desk", At::slug),
        phone: remarks.text(at, "phone"),
        start,
        end: end(remarks, at, start),
        repeat: repeat(remarks, at, start),
        exceptions: Vec::new(),
        cancelled,
        why: remarks.text(at, "why").or(reason),
        was,
        updated_at: remarks.member(at, "updated_at", At::timestamp),
        note: remarks.text(at, "note"),
        index: 0,
    };
    if entry.repeat.is_some() && entry.length() > MAX_REPEATED_LENGTH {
        remarks.add(at.member("end")?.fail(|| model::RepeatTooLong { limit: MAX_REPEATED_LENGTH }), false);
        entry.end = None;
    }
    let items = remarks.items(at.items_of("exceptions"), MAX_EXCEPTIONS, too_many_entries);
    for at in &items {
        let exception = exception(remarks, at, &entry);
        entry.exceptions.extend(remarks.keep(exception, true));
    }
    Ok((entry, has_id))
}

/// An id such as `tiep-cong-dan-2025-07-03-08-00`. It is made of the time for which the entry was first planned, so it stays when the entry is moved.
fn made_id(title: &str, planned: When) -> Option<Slug> {
    let time = Slug::make(&planned.to_string().replace('T', "-"))?;
    Some(Slug::make(title).map_or_else(|| time.clone(), |title| title.with_suffix(&time)))
}

fn when(at: &At<'_>) -> Result<When, DocumentError> {
    at.text().ok().and_then(|text| When::parse(&text)).ok_or_else(|| at.expected(Expected::DayOrTime))
}

fn day(at: &At<'_>) -> Result<Day, DocumentError> {
    when(at).map(|when| when.day)
}

/// A date, or a time alone, which is one of a day.
fn when_or_time(at: &At<'_>, day: Day) -> Result<When, DocumentError> {
    let minute = at.text().ok().and_then(|text| time_of_day(&text));
    minute.map_or_else(
        || when(at).map_err(|_| at.expected(Expected::EndTime)),
        |minute| Ok(When { day, minute: Some(minute) }),
    )
}

/// `11:30`, `11h30`, `11h`: the minute of a day.
fn time_of_day(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once([':', 'h'])?;
    let number = |digits: &str| {
        let is_number = matches!(digits.len(), 1 | 2) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { digits.parse::<u16>().ok() } else { None }
    };
    let minute = if minute.is_empty() { 0 } else { number(minute)? };
    let hour = number(hour)?;
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// When an entry ends: behind its start, and with a time if the start has one.
fn end(remarks: &mut Remarks, at: &At<'_>, start: When) -> Option<When> {
    let at = at.member("end").ok().filter(|at| !at.is_null())?;
    let mut end = remarks.keep(when_or_time(&at, start.day), false)?;
    match (start.minute, end.minute) {
        (Some(_), None) => {
            remarks.add(at.fail(|| model::EndWithoutTime), false);
            end.minute = Some(LAST_MINUTE);
        }
        (None, Some(_)) => {
            remarks.add(at.fail(|| model::EndWithTime), false);
            end.minute = None;
        }
        _ => {}
    }
    let is_behind = if start.minute.is_some() { end > start } else { end >= start };
    if !is_behind || end.day.since(start.day) > MAX_LENGTH {
        remarks.add(at.fail(|| model::EntryEnds { limit: MAX_LENGTH }), false);
        return None;
    }
    Some(end)
}

/// Whether something is cancelled, and the reason if it stands in the place of `true`.
fn cancelled(remarks: &mut Remarks, at: &At<'_>) -> (bool, Option<String>) {
    let read = |at: &At<'_>| match at.bool() {
        Some(is_cancelled) => Ok((is_cancelled, None)),
        None => at.filled_text().map(|why| (true, Some(why))).map_err(|_| at.expected(Expected::Cancelled)),
    };
    remarks.member(at, "cancelled", read).unwrap_or_default()
}

fn was(remarks: &mut Remarks, at: &At<'_>) -> Option<Was> {
    let at = remarks.keep(at.optional("was", At::object), false)??;
    let was = Was { start: remarks.member(&at, "start", when), place: remarks.text(&at, "place") };
    (was != Was::default()).then_some(was)
}

fn exception(remarks: &mut Remarks, at: &At<'_>, entry: &Entry) -> Result<Exception, DocumentError> {
    let date = at.required("date", day)?;
    if entry.exceptions.iter().any(|known| known.date == date) {
        return Err(at.fail(|| model::SameDate { date: date.start().date() }));
    }
    let time = |remarks: &mut Remarks, name, day| {
        let at = at.member(name).ok().filter(|at| !at.is_null())?;
        remarks.keep(when_or_time(&at, day), false)
    };
    let start = time(remarks, "start", date);
    let end = time(remarks, "end", start.map_or(date, |start| start.day));
    let (cancelled, reason) = cancelled(remarks, at);
    let place = remarks.text(at, "place");
    if !cancelled && start.is_none() && end.is_none() && place.is_none() {
        return Err(at.fail(|| model::EmptyException));
    }
    let exception = Exception { date, cancelled, start, end, place, why: remarks.text(at, "why").or(reason) };
    if cfg!(not(target_family = "wasm")) && !entry.may_be_on(date) {
        remarks.add(at.member("date")?.fail(|| model::NoSuchOccurrence { date: date.start().date() }), false);
    }
    Ok(exception)
}
