mod days;
mod reading;
mod repeating;

use super::*;
use crate::document::JsonDocument;
use crate::time::Day;
use serde_json::{Value, json};

fn of(entries: Value) -> Calendar {
    Calendar::from_json("/data/calendar.json", json!({"version": 1, "entries": entries})).unwrap()
}

fn day(text: &str) -> Day {
    When::parse(text).unwrap().day
}

fn when(text: &str) -> When {
    When::parse(text).unwrap()
}

fn remarks(calendar: &Calendar) -> Vec<(&str, &str, bool)> {
    calendar.remarks.iter().map(|it| (it.place.as_str(), it.problem.as_str(), it.is_loss)).collect()
}

/// What is on some days, as `03/07 08:00-11:00 title: state`.
fn listed(calendar: &Calendar, from: &str, to: &str) -> Vec<String> {
    let line = |it: &Occurrence<'_>| {
        let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let times = it.minutes().map_or_else(String::new, |(from, to)| {
            let to = to.map(|to| format!("-{}", time(to))).unwrap_or_default();
            format!(" {}{to}", time(from))
        });
        let state = match &it.state {
            State::AsPlanned => String::new(),
            State::Cancelled => ": cancelled".to_owned(),
            State::Changed { start, place } => {
                let start = start.map(|start| format!(" from {start}")).unwrap_or_default();
                let place = place.map(|place| format!(" from {place}")).unwrap_or_default();
                format!(": changed{start}{place}")
            }
            State::MovedTo(to) => format!(": moved to {to}"),
            State::Holiday(holiday) => format!(": {holiday:?}"),
            State::AfterHoliday(planned) => format!(": after {}", When::whole(*planned)),
        };
        let date = it.day.start().date();
        format!("{}{times} {}{state}", &date[..5], it.entry.title)
    };
    calendar.occurrences(day(from), day(to)).iter().map(line).collect()
}
