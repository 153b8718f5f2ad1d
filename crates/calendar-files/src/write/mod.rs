//! Writes a calendar for subscribers.

mod event;
mod options;
mod rule;

pub(crate) use event::CANCELLED;
pub use options::Options;
pub(crate) use rule::WEEKDAYS;

use crate::lines::{escaped, write_line};
use crate::stamp::ZONE;
use event::Writer;
use trangxa_model::Calendar;

/// How often programs look for a change: each six hours.
const REFRESH: &str = "PT6H";
/// Vietnam's time zone, which has had no other offset since 1975. Outlook needs the component although it knows the name.
const TIME_ZONE: [&str; 9] = [
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Ho_Chi_Minh",
    "BEGIN:STANDARD",
    "DTSTART:19750613T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "TZNAME:+07",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// The file of a calendar, for subscribers.
///
/// UIDs are the ids of entries with the host, so a change of an entry arrives as one. A program takes the change if SEQUENCE is not lower than
/// the one it knows. SEQUENCE is therefore a clock: the minutes from 2020 to the entry's `updated_at`, or to that of the document if the entry has none, or 0.
/// It grows with each change whatever machine builds the site, and needs no memory of earlier builds. DTSTAMP and LAST-MODIFIED are the same instant: no byte
/// depends on when the file is made but the days that are written out.
///
/// A rule that RFC 5545 has is an RRULE, in which holidays are EXDATEs. Days that follow the lunar calendar, and working days of months, are events of their own
/// (`<id>.<day>@<host>`) and no RDATEs, which Outlook does not take. What is cancelled stays, with STATUS:CANCELLED.
#[must_use]
pub fn write_ics(calendar: &Calendar, options: &Options<'_>) -> String {
    let mut out = String::new();
    let mut line = |text: &str| write_line(&mut out, text);
    let name = escaped(options.name);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Trang Xa//trangxa//VI");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line(&format!("NAME:{name}"));
    line(&format!("X-WR-CALNAME:{name}"));
    line(&format!("X-WR-TIMEZONE:{ZONE}"));
    line(&format!("REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}"));
    line(&format!("X-PUBLISHED-TTL:{REFRESH}"));
    if let Some(url) = options.url {
        line(&format!("URL:{url}"));
    }
    TIME_ZONE.into_iter().for_each(&mut line);
    for entry in calendar.of_kind(options.kind) {
        Writer { out: &mut out, calendar, options, entry }.entry();
    }
    write_line(&mut out, "END:VCALENDAR");
    out
}
