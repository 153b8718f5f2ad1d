//! Reads alerts.json. What cannot be read is left out and listed.

use super::{Alert, AlertSource, Alerts, Level};
use crate::document::{DocumentError, JsonDocument};
use crate::read::{At, Expected};
use crate::remarks::{Remarks, too_many_entries};
use crate::time::{DAY_S, Day};
use crate::{Slug, Timestamp};
use serde_json::Value;
use trangxa_messages::model;

/// How many alerts of a document are read.
const MAX_ALERTS: usize = 500;

impl JsonDocument for Alerts {
    fn from_json(file: &str, json: Value) -> Result<Self, DocumentError> {
        read(file, &json, |remarks, at, alert| {
            alert.what_to_do = remarks.text(at, "what_to_do");
            alert.area = remarks.text(at, "area");
            alert.phone = remarks.text(at, "phone");
            alert.source = source(remarks, at);
        })
    }
}

impl Alerts {
    /// Reads of each alert what a frame shows of it: its id, level, title, text and times. `file` is the address that an error names.
    /// Fails as [`from_json`](JsonDocument::from_json) does. It has its own way in, because the reader of the rest would add 6 kB to
    /// the frame's program.
    pub fn titles_from_json(file: &str, json: &Value) -> Result<Self, DocumentError> {
        read(file, json, |_, _, _| ())
    }
}

/// Reads the alerts; `rest` adds to one what is not its title, text or times.
fn read(file: &str, json: &Value, rest: impl Fn(&mut Remarks, &At<'_>, &mut Alert)) -> Result<Alerts, DocumentError> {
    let at = At::document(file, json);
    at.require_version_1()?;
    let mut remarks = Remarks::default();
    let mut alerts: Vec<Alert> = Vec::new();
    let items = remarks.items(Ok(at.required("alerts", At::items)?), MAX_ALERTS, too_many_entries);
    for (index, at) in items.iter().enumerate() {
        let alert = alert(&mut remarks, at, index, &rest).and_then(|alert| {
            let is_taken = alerts.iter().any(|known| known.id == alert.id);
            if is_taken { Err(at.fail(|| model::SameEntryId { id: &alert.id })) } else { Ok(alert) }
        });
        alerts.extend(remarks.keep(alert, true));
    }
    Ok(Alerts { version: 1, alerts, remarks: remarks.into_list() })
}

fn alert(
    remarks: &mut Remarks,
    at: &At<'_>,
    index: usize,
    rest: &impl Fn(&mut Remarks, &At<'_>, &mut Alert),
) -> Result<Alert, DocumentError> {
    let from = at.required("from", At::timestamp)?;
    let (title, text) = (remarks.text(at, "title"), remarks.text(at, "text"));
    let Some(name) = title.as_ref().or(text.as_ref()) else { return Err(at.fail(|| model::EmptyAlert)) };
    let id = remarks.member(at, "id", At::slug).or_else(|| made_id(name, from));
    let level = remarks.keep(at.required("level", level), false);
    let mut alert = Alert {
        id: id.map_or_else(|| at.required("id", At::slug), Ok)?,
        level: level.unwrap_or(Level::Warning),
        until: from,
        from,
        title,
        text,
        what_to_do: None,
        area: None,
        phone: None,
        source: None,
        index,
    };
    rest(remarks, at, &mut alert);
    alert.until = until(remarks, at, from)?;
    Ok(alert)
}

/// An id such as `bao-so-3-2024-09-07-06-00`: alerts of one title are different if they begin at different times.
fn made_id(name: &str, from: Timestamp) -> Option<Slug> {
    // A slice and a search would cost the frame's program more than the loop does.
    let time: String = from.rfc3339().chars().take(16).map(|c| if c == 'T' { '-' } else { c }).collect();
    let time = Slug::make(&time)?;
    Some(Slug::make(name).map_or_else(|| time.clone(), |name| name.with_suffix(&time)))
}

fn level(at: &At<'_>) -> Result<Level, DocumentError> {
    let level = at.text().ok().and_then(|text| Level::named(&text));
    level.ok_or_else(|| at.expected(Expected::AlertLevel))
}

/// An object, or the name alone.
fn source(remarks: &mut Remarks, at: &At<'_>) -> Option<AlertSource> {
    let source = at.member("source").ok().filter(At::is_object);
    let Some(source) = source else { return remarks.text(at, "source").map(|name| AlertSource { name, url: None }) };
    let name = remarks.keep(source.required("name", At::filled_text), false)?;
    Some(AlertSource { name, url: remarks.member(&source, "url", At::web_address) })
}

/// When an alert ends.
fn until(remarks: &mut Remarks, at: &At<'_>, from: Timestamp) -> Result<Timestamp, DocumentError> {
    let Some(until) = remarks.member(at, "until", At::timestamp) else {
        remarks.add(at.member("until")?.fail(|| model::AlertWithoutEnd), false);
        return Ok(Timestamp::from_unix(from.unix() + DAY_S));
    };
    if until <= from {
        return Err(at.fail(|| model::AlertEnds { from: from.date_time(), until: until.date_time() }));
    }
    // Who writes a day alone may mean its end. In a browser no remark is shown.
    let is_midnight = until == Day::of(until).start();
    if cfg!(not(target_family = "wasm"))
        && is_midnight
        && !at
            .required("until", At::text)
            .is_ok_and(|text| Timestamp::parse_with_clock(&text).is_some_and(|(_, has_clock)| has_clock))
    {
        remarks.add(at.member("until")?.fail(|| model::AlertEndsAtMidnight), false);
    }
    Ok(until)
}
