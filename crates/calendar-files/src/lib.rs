//! Calendars as iCalendar files (RFC 5545, `.ics`): written for people who subscribe with Google Calendar, Outlook or a telephone, and read
//! for `trangxa import-calendar`.
//!
//! Lines are written and read here, in about 150 lines, and not by a library. `icalendar` (0.17, well kept) was looked at: it links `chrono` with
//! the clock, `uuid` and `nom`, takes DTSTAMP and UID from clock and chance where they are not set, and leaves to the caller what is most of this crate:
//! which rule a repetition is, and what an exception becomes. Here each byte of a file follows from the document, the names and the day that are
//! given, so that two machines publish the same file.
//!
//! | subject | modules |
//! |---|---|
//! | lines: folding, escapes, parameters | `lines` |
//! | dates and times of lines | `stamp` |
//! | writing: the calendar, its events, rules | `write` |
//! | reading: components, zones, events, rules, doubts | `read`, [`Doubt`] |

mod doubt;
mod lines;
mod read;
mod stamp;
mod write;

pub use doubt::{Doubt, DoubtKind};
pub use read::{Import, read_ics};
pub use write::{Options, write_ics};
