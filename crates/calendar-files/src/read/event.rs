//! Events of a file as entries.

use super::component::Component;
use super::rule::rule;
use super::zone::Zones;
use crate::doubt::{Doubt, DoubtKind};
use crate::lines::{Property, values};
use crate::stamp::{Clock, duration};
use crate::write::CANCELLED;
use trangxa_model::calendar::{Entry, Repeat, When};
use trangxa_model::fingerprint::fingerprint;
use trangxa_model::{Slug, Timestamp};

/// The longest part of a UID that becomes an id as it is. Those of Outlook are longer, and differ only at their ends.
const MAX_ID: usize = 60;
/// How many digits of a UID's fingerprint an id has.
const DIGITS: usize = 8;

/// The name of an event, for a doubt.
fn name(event: &Component) -> String {
    let text = |name| event.get(name).and_then(Property::text);
    text("SUMMARY").or_else(|| text("UID")).unwrap_or_default()
}

/// A doubt about an event as a whole.
pub(super) fn doubt(event: &Component, kind: DoubtKind) -> Doubt {
    Doubt { line: event.line, event: name(event), kind }
}

/// A doubt about a property of an event.
pub(super) fn doubt_at(event: &Component, line: usize, kind: DoubtKind) -> Doubt {
    Doubt { line, event: name(event), kind }
}

/// When something is, in Vietnam's time.
pub(super) fn when(property: &Property, zones: &Zones) -> Result<When, DoubtKind> {
    let clock = Clock::parse(&property.value).ok_or(DoubtKind::NoStart)?;
    zones.in_vietnam(clock, property.parameter("TZID")).map_err(DoubtKind::UnknownZone)
}

pub(super) fn is_cancelled(event: &Component) -> bool {
    event.get("STATUS").is_some_and(|status| status.value.eq_ignore_ascii_case("CANCELLED"))
}

/// The name of an event, without what stands before that of a cancelled one.
pub(super) fn title(event: &Component) -> Option<String> {
    let title = event.get("SUMMARY").and_then(Property::text)?;
    let bare = title.strip_prefix(CANCELLED).filter(|_| is_cancelled(event));
    Some(bare.map_or_else(|| title.clone(), str::to_owned))
}

/// When an event ends.
pub(super) fn end(event: &Component, zones: &Zones, start: When, doubts: &mut Vec<Doubt>) -> Option<When> {
    let (property, end) = if let Some(property) = event.get("DTEND") {
        let end = when(property, zones).ok();
        // DTEND is the day behind the last.
        (property, end.map(|end| if end.minute.is_none() { When::whole(end.day.plus(-1)) } else { end }))
    } else {
        let property = event.get("DURATION")?;
        let seconds = duration(&property.value);
        let whole = |seconds: i64| When::whole(start.day.plus((seconds + 86_399) / 86_400 - 1));
        let behind = |seconds: i64| match start.minute {
            None => whole(seconds.max(1)),
            Some(_) => When::of(Timestamp::from_unix(start.at().unix() + seconds)),
        };
        (property, seconds.map(behind))
    };
    let is_one_kind = end.is_some_and(|end| end.minute.is_some() == start.minute.is_some() && end >= start);
    if !is_one_kind {
        doubts.push(doubt_at(event, property.line, DoubtKind::UnknownEnd(property.value.clone())));
        return None;
    }
    // An end that says nothing is none.
    end.filter(|end| *end != start)
}

/// The entry of an event, without the exceptions of a series.
pub(super) fn entry(event: &Component, uid: &str, zones: &Zones, doubts: &mut Vec<Doubt>) -> Result<Entry, DoubtKind> {
    let class = event.get("CLASS").map(|class| class.value.to_ascii_uppercase());
    if let Some(class) = class.filter(|class| class != "PUBLIC") {
        return Err(DoubtKind::Private(class));
    }
    let property = event.get("DTSTART").ok_or(DoubtKind::NoStart)?;
    let start = when(property, zones)?;
    let title = title(event).ok_or(DoubtKind::NoTitle)?;
    let text = |name| event.get(name).and_then(Property::text);
    let updated_at = event.get("LAST-MODIFIED").and_then(|it| when(it, zones).ok()).filter(|it| it.minute.is_some());
    let kind = event.get("CATEGORIES").and_then(|list| values(&list.value).into_iter().next());
    let id = id(uid, &title, start).ok_or(DoubtKind::NoTitle)?;
    Ok(Entry {
        id,
        kind: kind.map(|kind| kind.trim().to_owned()).filter(|kind| !kind.is_empty()),
        title,
        text: text("DESCRIPTION"),
        place: text("LOCATION"),
        who: Vec::new(),
        desk: None,
        phone: None,
        start,
        end: end(event, zones, start, doubts),
        repeat: repeat(event, property, start, doubts),
        exceptions: Vec::new(),
        cancelled: is_cancelled(event),
        why: None,
        was: None,
        updated_at: updated_at.map(When::at),
        note: None,
        index: 0,
    })
}

/// The id of an event: its UID without the host where that is an id, so that our own files keep theirs; otherwise one of its name and its UID.
fn id(uid: &str, title: &str, start: When) -> Option<Slug> {
    let own = uid.split_once('@').map_or(uid, |(local, _)| local);
    if own.len() <= MAX_ID
        && let Some(id) = Slug::parse(own)
    {
        return Some(id);
    }
    let name = Slug::make(title).or_else(|| Slug::make(&start.to_string()))?;
    let digits = fingerprint(uid.as_bytes());
    Some(name.with_suffix(&Slug::parse(digits.get(..DIGITS)?)?))
}

/// How an event is repeated.
fn repeat(event: &Component, property: &Property, start: When, doubts: &mut Vec<Doubt>) -> Option<Repeat> {
    if let Some(dates) = event.get("RDATE") {
        doubts.push(doubt_at(event, dates.line, DoubtKind::ExtraDates));
    }
    let found = event.get("RRULE")?;
    let is_shifted = Clock::parse(&property.value).is_some_and(|clock| clock.when.day != start.day);
    let more_than_one = event.all("RRULE").nth(1).is_some() || event.get("EXRULE").is_some();
    let Some(rule) = rule(&found.value, start, is_shifted).filter(|_| !more_than_one) else {
        doubts.push(doubt_at(event, found.line, DoubtKind::UnknownRule(found.value.clone())));
        return None;
    };
    // The exceptions of a file may name it, as those of ours do.
    let is_left_out = event.all("EXDATE").any(|dates| dates.value.contains(&property.value));
    if !rule.is_on(start.day) && !is_left_out {
        doubts.push(doubt_at(event, found.line, DoubtKind::StartOffRule(found.value.clone())));
    }
    Some(Repeat::of(rule))
}
