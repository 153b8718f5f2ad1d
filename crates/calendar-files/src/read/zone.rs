//! Time zones of a file.

use super::component::Component;
use crate::stamp::{Clock, ZONE};
use std::collections::BTreeMap;
use trangxa_model::calendar::When;
use trangxa_model::time::VIETNAM_OFFSET_S;

/// Zones that have Vietnam's offset all year, by their names in the data base of IANA, and that of Windows, which Outlook writes.
const SAME: [&str; 10] = [
    ZONE,
    "Asia/Saigon",
    "Asia/Hanoi",
    "Asia/Bangkok",
    "Asia/Vientiane",
    "Asia/Phnom_Penh",
    "Asia/Jakarta",
    "Etc/GMT-7",
    "SE Asia Standard Time",
    "(UTC+07:00) Bangkok, Hanoi, Jakarta",
];
const UTC: [&str; 5] = ["UTC", "Etc/UTC", "GMT", "Etc/GMT", "Z"];

/// The zones that a file describes, with their offsets from UTC in seconds.
#[derive(Debug, Default)]
pub(super) struct Zones {
    known: BTreeMap<String, i64>,
    /// The offsets of the zone that is being read, and whether it has daylight saving.
    offsets: Vec<i64>,
    has_daylight: bool,
}

impl Zones {
    /// A part of the zone that is being read.
    pub(super) fn add(&mut self, name: &str, part: &Component) {
        self.has_daylight |= name == "DAYLIGHT";
        self.offsets.extend(part.get("TZOFFSETTO").and_then(|offset| offset_s(&offset.value)));
    }

    /// The end of the zone that is being read. One whose offset changes is not known.
    pub(super) fn close(&mut self, zone: &Component) {
        let offsets = std::mem::take(&mut self.offsets);
        let has_daylight = std::mem::take(&mut self.has_daylight);
        if let (Some(name), [offset]) = (zone.get("TZID"), offsets.as_slice())
            && !has_daylight
        {
            self.known.insert(name.value.clone(), *offset);
        }
    }

    /// The offset of a zone. Some programs write a path before its name.
    fn offset(&self, name: &str) -> Option<i64> {
        let is = |known: &str| name == known || name.ends_with(&format!("/{known}"));
        if SAME.into_iter().any(is) {
            return Some(VIETNAM_OFFSET_S);
        }
        if UTC.contains(&name) { Some(0) } else { self.known.get(name).copied() }
    }

    /// The offset of a clock; one without a zone shows Vietnam's time. The error is the name of a zone that is not known.
    pub(super) fn offset_of(&self, clock: Clock, zone: Option<&str>) -> Result<i64, String> {
        match zone {
            _ if clock.is_utc => Ok(0),
            Some(name) => self.offset(name).ok_or_else(|| name.to_owned()),
            None => Ok(VIETNAM_OFFSET_S),
        }
    }

    /// The time in Vietnam of a clock.
    pub(super) fn in_vietnam(&self, clock: Clock, zone: Option<&str>) -> Result<When, String> {
        if clock.when.minute.is_none() {
            return Ok(clock.when);
        }
        self.offset_of(clock, zone).map(|offset| clock.in_vietnam(offset))
    }
}

/// Reads `+0700`.
fn offset_s(value: &str) -> Option<i64> {
    let (sign, digits) = match value.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, value.strip_prefix('+')?),
    };
    if digits.len() < 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = digits.split_at_checked(2)?;
    Some(sign * (hours.parse::<i64>().ok()? * 3600 + minutes.get(..2)?.parse::<i64>().ok()? * 60))
}
