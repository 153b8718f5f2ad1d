//! A series of events with one UID: the event itself, and the days on which it is held otherwise.

use super::component::Component;
use super::event::{doubt, doubt_at, end, entry, is_cancelled, title, when};
use super::import::Import;
use super::zone::Zones;
use crate::doubt::{Doubt, DoubtKind};
use crate::lines::Property;
use crate::stamp::Clock;
use trangxa_model::calendar::{Entry, Exception, When};

/// The events with one UID.
pub(super) struct Series {
    uid: String,
    whole: Option<Component>,
    days: Vec<Component>,
}

impl Series {
    pub(super) fn new(uid: String) -> Self {
        Self { uid, whole: None, days: Vec::new() }
    }

    /// Adds an event.
    pub(super) fn add(&mut self, event: Component, doubts: &mut Vec<Doubt>) {
        if event.get("RECURRENCE-ID").is_some() {
            self.days.push(event);
        } else if self.whole.is_none() {
            self.whole = Some(event);
        } else {
            doubts.push(doubt(&event, DoubtKind::SameUid));
        }
    }

    /// Makes entries of all events.
    pub(super) fn finish(self, zones: &Zones, import: &mut Import) {
        let Import { entries, doubts } = import;
        let Some(whole) = self.whole else {
            for event in &self.days {
                alone(event, &self.uid, zones, entries, doubts);
            }
            return;
        };
        let mut entry = match entry(&whole, &self.uid, zones, doubts) {
            Ok(entry) => entry,
            Err(kind) => return doubts.push(doubt(&whole, kind)),
        };
        for dates in whole.all("EXDATE") {
            left_out(&mut entry, &whole, dates, zones, doubts);
        }
        for event in &self.days {
            changed(&mut entry, event, &whole, zones, doubts);
        }
        entries.push(entry);
    }
}

/// A day of a series that is not in the file: an entry of its own.
fn alone(event: &Component, uid: &str, zones: &Zones, entries: &mut Vec<Entry>, doubts: &mut Vec<Doubt>) {
    let Some(day) = event.get("RECURRENCE-ID") else { return };
    match entry(event, &format!("{uid} {}", day.value), zones, doubts) {
        Ok(entry) => {
            doubts.push(doubt_at(event, day.line, DoubtKind::NoSeries(day.value.clone())));
            entries.push(entry);
        }
        Err(kind) => doubts.push(doubt(event, kind)),
    }
}

/// The days that a property names.
fn days(property: &Property, zones: &Zones) -> Vec<Result<When, String>> {
    let zone = property.parameter("TZID");
    let day = |value: &str| {
        let clock = Clock::parse(value.trim()).ok_or_else(|| value.to_owned())?;
        zones.in_vietnam(clock, zone).map_err(|_| value.to_owned())
    };
    property.value.split(',').map(day).collect()
}

/// Adds the days of an EXDATE: on them the entry is not held.
fn left_out(entry: &mut Entry, event: &Component, property: &Property, zones: &Zones, doubts: &mut Vec<Doubt>) {
    for day in days(property, zones) {
        match day {
            Ok(when) => {
                entry.exceptions.retain(|known| known.date != when.day);
                entry.exceptions.push(Exception {
                    date: when.day,
                    cancelled: true,
                    start: None,
                    end: None,
                    place: None,
                    why: None,
                });
            }
            Err(value) => doubts.push(doubt_at(event, property.line, DoubtKind::UnknownException(value))),
        }
    }
}

/// Adds a day on which the entry is held otherwise.
fn changed(entry: &mut Entry, event: &Component, whole: &Component, zones: &Zones, doubts: &mut Vec<Doubt>) {
    let Some(property) = event.get("RECURRENCE-ID") else { return };
    let planned = days(property, zones).pop();
    let Some(Ok(planned)) = planned else {
        return doubts.push(doubt_at(event, property.line, DoubtKind::UnknownException(property.value.clone())));
    };
    let date = planned.day.start().date();
    if property.parameter("RANGE").is_some() {
        return doubts.push(doubt_at(event, property.line, DoubtKind::AndLater(date)));
    }
    let start = match event.get("DTSTART").map_or(Ok(planned), |start| when(start, zones)) {
        Ok(start) => start,
        Err(kind) => return doubts.push(doubt(event, kind)),
    };
    let texts = |event: &Component| (title(event), event.get("DESCRIPTION").and_then(Property::text));
    let cancelled = is_cancelled(event);
    let is_same =
        if cancelled { texts(event).0.is_none_or(|it| it == entry.title) } else { texts(event).0 == texts(whole).0 };
    if !is_same {
        doubts.push(doubt_at(event, event.line, DoubtKind::OtherTexts(date)));
    }
    let end = end(event, zones, start, doubts);
    let is_moved = start != (When { day: planned.day, ..entry.start }) || end != entry.end_behind(start);
    let place = event.get("LOCATION").and_then(Property::text).filter(|place| entry.place.as_ref() != Some(place));
    entry.exceptions.retain(|known| known.date != planned.day);
    if cancelled || is_moved || place.is_some() {
        entry.exceptions.push(Exception {
            date: planned.day,
            cancelled,
            start: is_moved.then_some(start),
            end: end.filter(|_| is_moved),
            place: place.filter(|_| !cancelled),
            why: None,
        });
    }
}
