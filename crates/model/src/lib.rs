//! The documents of a commune's information page as types, and what follows from them.
//!
//! Everything here is pure: bytes go in, values or an error with its place come out. There is no I/O, no clock and no browser, so the
//! portal, the widget, the publisher and the counter share this crate. The sentences about these values are in `trangxa-words`.
//!
//! | subject | modules |
//! |---|---|
//! | reading documents that others write: limits, errors with file and place | [`document`], `read`, [`remarks`], `characters`, `web_address`, [`fetch`] |
//! | reading what our own programs wrote | [`row`] |
//! | articles: a feed, its headlines, pages of a list, the archive | [`feed`], [`news_archive`] |
//! | figures of administrative procedures: counts, rates, periods, contradictions | [`tthc`], [`rate`] |
//! | the registers: official documents and whether they are in force, people | [`official`], [`people`] |
//! | what a resident comes for: the office and its hours, procedures, alerts, the calendar | [`office`], [`procedures`], [`alerts`], [`calendar`] |
//! | the unit, its pages and categories, who may show the widget | [`site`] |
//! | visitor counters and where they come from | [`visits`] |
//! | addresses of pages, and slugs | [`route`], [`slug`] |
//! | instants, days, lunar dates and public holidays, months, numbers as text | [`time`], [`number`] |
//! | geometry of charts | [`chart`] |
//! | whether a file changed | [`fingerprint`] |
//! | text for terminals, natively only | `printable` |
//! | JSON Schemas of the documents (feature `schema`) | `schema` |
//!
//! The documents and the names of their members are public interface. `docs/operators.md` describes them for operators, and the files
//! under `schemas/` for machines.

pub mod alerts;
pub mod calendar;
mod characters;
pub mod chart;
pub mod document;
pub mod feed;
pub mod fetch;
pub mod fingerprint;
#[cfg(feature = "schema")]
mod forms;
pub mod news_archive;
pub mod number;
pub mod office;
pub mod official;
pub mod people;
#[cfg(not(target_family = "wasm"))]
pub mod printable;
pub mod procedures;
pub mod rate;
mod read;
pub mod remarks;
pub mod route;
pub mod row;
#[cfg(feature = "schema")]
pub mod schema;
pub mod site;
pub mod slug;
#[cfg(test)]
mod testing;
pub mod time;
pub mod tthc;
pub mod visits;
mod web_address;
mod write;

pub use alerts::Alerts;
pub use calendar::Calendar;
pub use document::DocumentError;
pub use feed::{Article, Feed};
pub use fetch::DataError;
pub use news_archive::NewsArchive;
pub use office::Office;
pub use official::{OfficialDocument, OfficialDocuments};
pub use people::People;
pub use procedures::{Procedure, Procedures};
pub use rate::Rate;
pub use site::Site;
pub use slug::Slug;
pub use time::{Timestamp, YearMonth};
/// The HTML of articles and the resolver of addresses; both are part of the cleaner, which is below this crate.
pub use trangxa_clean::{Html, url};
pub use tthc::Tthc;
pub use visits::Visits;
pub use web_address::{is_base_path, is_link};
