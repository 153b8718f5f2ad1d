//! What the portal, the widget and the publisher draw alike: the TTHC card, the figures of a period, the counters and
//! the headlines.
//!
//! Each view is a function that draws model types as text (see [`trangxa_markup`]). The numbers and most sentences come
//! from [`trangxa_model`]; this crate puts them into elements. It uses neither a browser nor Leptos.

mod alerts;
mod archive;
mod calendar;
mod contact;
mod counters;
mod figures;
mod files;
mod headlines;
mod office;
mod official;
mod people;
mod procedures;
mod reader_time;
mod recordings;
mod search;
mod sparkline;
mod tthc_card;

pub use alerts::{AlertAction, alert_class, alerts, fresh_alerts};
pub use archive::{ArchiveLinks, news_archive};
pub use calendar::{CalendarChoice, calendar, next_days};
pub use contact::{is_mail_address, phones};
pub use counters::counters;
pub use figures::{figures, remarks, updated};
pub use files::{file_kind, file_name};
pub use headlines::headlines;
pub use office::{OfficeLinks, office_bar, office_card};
pub use official::{
    OfficialLinks, OfficialSearch, official_document, official_documents, official_search, official_year,
};
pub use people::people;
pub use procedures::{FOLDED_ABOVE, procedure, procedure_list};
pub use reader_time::ReaderTime;
pub use recordings::recordings;
pub use search::{FoundEntry, MarkedText, SearchChoice, SearchResults, found_entry, search_box, search_results};
pub use sparkline::sparkline;
pub use tthc_card::tthc_card;
