//! Merges calendars (`.ics`) and schedules of the week (lịch công tác tuần, XLSX, CSV or DOCX) into `data/calendar.json` of a site.
//!
//! This is a crate beside `trangxa-calendar-files` and not a part of it: that one turns calendars into bytes and back, and the publisher links it with
//! nothing else; this one reads workbooks and Word documents and writes into a site folder, with what other imports of lists do alike
//! (`trangxa-list-imports`).
//!
//! An entry is known by its id: that of the event in a calendar, or one that the site makes of the name and the time of a row. What is not certain is
//! named and left out, and nothing that a clerk wrote on the site is lost: who moved an entry on the site keeps it moved until the file changes, and
//! is told when both have changed.
//!
//! From the bottom up, the modules are: when something is, in words (`words`), the title with the week (`week`), the columns and rows of a schedule
//! (`role`, `rows`), what files say (`incoming`), and the site's document (`merge`, `text`). `import` joins them.

mod import;
mod incoming;
mod merge;
mod options;
mod report;
mod role;
mod rows;
mod text;
mod week;
mod words;

pub use import::import_calendar;
pub use options::Options;
pub use report::Report;
pub use trangxa_list_imports::ImportError;
pub use trangxa_list_imports::report::Outcome;
