//! Reads calendars that Google, Outlook, telephones and this crate write.

mod component;
mod event;
mod import;
mod rule;
mod series;
mod zone;

use crate::doubt::{Doubt, DoubtKind};
use crate::lines::properties;
use component::Component;
use series::Series;
use std::collections::BTreeMap;
use zone::Zones;

pub use import::Import;

/// How many events of a file are read: more than a calendar of ours holds, because a series has an event for each day that is changed.
const MAX_EVENTS: usize = 10_000;

/// Reads the events of a calendar file. What has no equal in a calendar of ours is not guessed but named as a [`Doubt`]. Names and addresses of
/// attendees are personal data and not read.
#[must_use]
pub fn read_ics(text: &str) -> Import {
    let mut import = Import { entries: Vec::new(), doubts: Vec::new() };
    let (events, zones) = components(text);
    if events.is_empty() {
        import.doubts.push(Doubt { line: 1, event: String::new(), kind: DoubtKind::NotACalendar });
    }
    let mut series: Vec<Series> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (index, event) in events.into_iter().enumerate() {
        if index == MAX_EVENTS {
            import.doubts.push(event::doubt(&event, DoubtKind::TooMany(MAX_EVENTS)));
            break;
        }
        // Without a UID nothing else belongs to it.
        let uid = event.get("UID").map_or_else(|| format!("line {}", event.line), |uid| uid.value.clone());
        let place = *places.entry(uid.clone()).or_insert_with(|| {
            series.push(Series::new(uid));
            series.len() - 1
        });
        if let Some(series) = series.get_mut(place) {
            series.add(event, &mut import.doubts);
        }
    }
    for series in series {
        series.finish(&zones, &mut import);
    }
    for (index, entry) in import.entries.iter_mut().enumerate() {
        entry.index = index;
    }
    import
}

/// The events of a file, and its time zones.
fn components(text: &str) -> (Vec<Component>, Zones) {
    let mut open: Vec<(String, Component)> = Vec::new();
    let mut events = Vec::new();
    let mut zones = Zones::default();
    for property in properties(text) {
        match property.name.as_str() {
            "BEGIN" => {
                let component = Component { line: property.line, properties: Vec::new() };
                open.push((property.value.to_ascii_uppercase(), component));
            }
            "END" => match open.pop() {
                Some((name, event)) if name == "VEVENT" => events.push(event),
                Some((name, zone)) if name == "VTIMEZONE" => zones.close(&zone),
                Some((name, part)) if name == "STANDARD" || name == "DAYLIGHT" => zones.add(&name, &part),
                _ => {}
            },
            _ => {
                if let Some((_, component)) = open.last_mut() {
                    component.properties.push(property);
                }
            }
        }
    }
    (events, zones)
}
